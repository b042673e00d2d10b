//! Where something stands in a document.

use serde::{Deserialize, Serialize};

/// A place in a document's text (see `documents::Document::text`, for plain text and Markdown the file's own characters).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// Path of the document; empty in a library, which knows it by the record.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub document: String,
    /// Page, counted from 1; 0 where the document has none.
    #[serde(skip_serializing_if = "is_zero")]
    pub page: u32,
    /// Line, counted from 1; 0 where it is not known.
    #[serde(skip_serializing_if = "is_zero")]
    pub line: u32,
    /// Column in characters, counted from 1.
    #[serde(skip_serializing_if = "is_zero")]
    pub column: u32,
    /// First character, counted from 0.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// Mark or number of the note or list entry as printed (`①`, `[12]`, `3`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

fn is_zero(n: &u32) -> bool {
    *n == 0
}
