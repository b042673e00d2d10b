//! Which records are one work, which are two faces of one, which are related, and where a person must look. Pure: no SQL.

use crate::model::{Record, Relation};

/// What two records are to each other.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// One work, same face.
    Same,
    /// One work, two faces.
    Translation,
    /// Related works.
    Linked(Relation),
    /// A person should look; the score says how likely they are one.
    Ask(f32),
    /// Two works.
    Different,
}

/// Records of one set, grouped. Indices are those of the input.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Groups of two or more records that are one work in one face.
    pub clusters: Vec<Vec<usize>>,
    /// Pairs that are two faces of one work.
    pub translations: Vec<(usize, usize)>,
    /// Pairs to ask about, with the score, most worthy first.
    pub review: Vec<(usize, usize, f32)>,
    /// Related works.
    pub links: Vec<(usize, usize, Relation)>,
}

/// Groups a set of records.
pub fn group(records: &[Record]) -> Outcome {
    let _ = records;
    Outcome::default()
}

/// Blocking keys of a record, hashed: two records that share none are never compared.
pub fn keys(record: &Record) -> Vec<u64> {
    let _ = record;
    Vec::new()
}

/// Compares two records; the reasons name evidence and vetoes in order of weight.
pub fn compare(a: &Record, b: &Record) -> (Verdict, Vec<String>) {
    let _ = (a, b);
    (Verdict::Different, Vec::new())
}
