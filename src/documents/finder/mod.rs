//! Finds the places of a document that may hold references: lists, notes, source lines.

use super::Document;
use std::ops::Range;

/// What kind of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    /// An entry of a reference list.
    Entry,
    /// A footnote or endnote.
    Note,
    /// A source line under a figure or table (label cut off).
    SourceLine,
    /// A reference printed in brackets inside the running text (`（张三：《…》，…，第5页）`), the brackets cut off.
    Inline,
}

/// A place that may hold references.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Kind.
    pub site: Site,
    /// Byte ranges in the document's text that make it up, in order: one, or more where a page end or a note stands between.
    pub ranges: Vec<Range<usize>>,
    /// Mark or number as printed (`[12]`, `①`).
    pub mark: String,
    /// Page from 1; 0 where there are none.
    pub page: u32,
}

/// Every place in order of appearance.
pub fn find(document: &Document) -> Vec<Found> {
    let _ = document;
    Vec::new()
}
