//! A record: what one place said. Facts, never changed by decisions.

use super::{Evidence, Face, Flags, Place, Relation};
use serde::{Deserialize, Serialize};

/// What a record's link points to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// Another record of the same document, by its index in order of appearance.
    Index(u32),
    /// A citation key in the same file.
    Key(String),
}

/// One citation in a document, one entry of a bibliography file, one structured field: kept whole.
///
/// Formats read into it and write from it; parsers fill it; the library stores it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// Citation key, as the source has it or as the library gave it; empty where there is none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// The descriptions, the one printed first in front; at least one for anything that is stored.
    pub faces: Vec<Face>,
    /// The original text, exactly.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub raw: String,
    /// Name of the format the raw text is in (`bibtex`, `ris` …); empty for running text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub format: String,
    /// Where it stands.
    pub place: Place,
    /// Cited place (`32`, `第15页`, `卷2`): belongs to the citation, not to the work.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub locator: String,
    /// Flags.
    #[serde(skip_serializing_if = "Flags::is_empty")]
    pub flags: Flags,
    /// How sure the reading is, 0–1; 1 for structured sources.
    pub confidence: f32,
    /// Values stored otherwise than printed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Evidence,
    /// Fields of the source that the model has no variable for, by their own names, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<(String, String)>,
    /// Tags (keywords given by the user, groups).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Attached files.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
    /// Relations the source states.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<(Relation, Target)>,
    /// Name and version of the reader or style that made it (`gbt7714/1`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reader: String,
}

impl Record {
    /// A record with one face and full confidence, as structured sources give it.
    pub fn of(face: Face) -> Self {
        Record { faces: vec![face], confidence: 1.0, ..Record::default() }
    }

    /// The face printed first.
    ///
    /// # Panics
    /// Where there is no face; every record that leaves a parser or a format has one.
    pub fn face(&self) -> &Face {
        &self.faces[0]
    }
}
