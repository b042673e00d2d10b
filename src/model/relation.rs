//! Typed relations between works.

use serde::{Deserialize, Serialize};

/// How one work relates to another; read "A is … B".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// A is a translation of B, published in its own right.
    TranslationOf,
    /// A is another edition of B.
    EditionOf,
    /// A is a reprint of B.
    ReprintOf,
    /// A is a preprint of B.
    PreprintOf,
    /// A is a part of B.
    PartOf,
    /// A was cited after B (转引自).
    CitedIn,
    /// A and B belong together in another way (erratum, reply, review).
    Related,
}

impl Relation {
    /// Every relation.
    pub const ALL: [Relation; 7] = [
        Relation::TranslationOf,
        Relation::EditionOf,
        Relation::ReprintOf,
        Relation::PreprintOf,
        Relation::PartOf,
        Relation::CitedIn,
        Relation::Related,
    ];

    /// The name used in files and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Relation::TranslationOf => "translation-of",
            Relation::EditionOf => "edition-of",
            Relation::ReprintOf => "reprint-of",
            Relation::PreprintOf => "preprint-of",
            Relation::PartOf => "part-of",
            Relation::CitedIn => "cited-in",
            Relation::Related => "related",
        }
    }

    /// The relation of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.as_str() == name)
    }
}
