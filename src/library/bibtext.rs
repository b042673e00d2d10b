//! A .bib text with some entries changed, added, removed or renamed; everything else stays as it stands.

use super::changing;
use super::threeway::Changes;
use crate::formats::{Format, Import, WriteOptions, bibtex};
use crate::model::Record;
use crate::text::edits;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// What is to become of a text.
#[derive(Debug, Default)]
pub struct Orders {
    /// Fields that get other values, by key.
    pub changed: Vec<(String, Changes)>,
    /// Keys of entries that go.
    pub removed: Vec<String>,
    /// New entries.
    pub added: Vec<Record>,
    /// Keys that change.
    pub renamed: Vec<(String, String)>,
}

impl Orders {
    /// Whether nothing is to be done.
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.removed.is_empty() && self.added.is_empty() && self.renamed.is_empty()
    }
}

/// Some records as a text of that format.
pub fn written(records: &[Record], format: &Format) -> String {
    let mut bytes = Vec::new();
    if let Some(write) = format.write {
        // Writing into memory does not fail.
        let _ = write(records, &WriteOptions::default(), &mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The text as ordered.
pub fn rewritten(text: &str, import: &Import, format: &Format, orders: &Orders) -> String {
    let changed: FxHashMap<&str, &Changes> = orders.changed.iter().map(|(k, c)| (k.as_str(), c)).collect();
    let removed: FxHashSet<&str> = orders.removed.iter().map(String::as_str).collect();
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let removal = |entry: Range<usize>| (entry_and_line(text, entry), String::new());
    let mut seen = FxHashSet::default();
    for (record, span) in import.records.iter().zip(&import.spans) {
        let key = record.key.as_str();
        if !seen.insert(key) {
            continue;
        }
        if removed.contains(key) {
            edits.push(removal(span.clone()));
            edits.extend(bibtex::companions(text, key).into_iter().map(removal));
        } else if let Some(changes) = changed.get(key) {
            let mut new = record.clone();
            for (field, value) in changes.iter() {
                changing::set_field(&mut new, field, &value.clone().unwrap_or_default());
            }
            let biblatex = format.name == "biblatex";
            if biblatex && new.faces.get(1..) != record.faces.get(1..) {
                // Further faces are entries of their own: all of them are written new.
                edits.push((span.clone(), written(std::slice::from_ref(&new), format).trim_end().to_owned()));
                edits.extend(bibtex::companions(text, key).into_iter().map(removal));
            } else {
                let raw = text.get(span.clone()).unwrap_or_default();
                edits.push((span.clone(), bibtex::patched(raw, record, &new, biblatex)));
            }
        }
    }
    let mut out = edits::apply(text, edits);
    if !orders.added.is_empty() {
        if !out.is_empty() {
            out.truncate(out.trim_end().len());
            out.push_str("\n\n");
        }
        out.push_str(&written(&orders.added, format));
    }
    for (old, new) in &orders.renamed {
        out = bibtex::rename_key(&out, old, new);
    }
    out
}

/// An entry with the end of its line and one empty line behind it.
fn entry_and_line(text: &str, entry: Range<usize>) -> Range<usize> {
    let rest = text.get(entry.end..).unwrap_or_default();
    let most = if rest.starts_with("\r\n") { 4 } else { 2 };
    entry.start..entry.end + rest.bytes().take_while(|b| matches!(b, b'\n' | b'\r')).take(most).count()
}
