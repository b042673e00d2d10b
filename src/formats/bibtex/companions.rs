//! Entries that hold further faces of another entry's work.

use super::lex::{Item, Lexer, Part};
use std::ops::Range;

/// Where the entries stand that are faces of the entry of that key.
pub fn companions(text: &str, key: &str) -> Vec<Range<usize>> {
    let mut lexer = Lexer::new(text);
    let mut out = Vec::new();
    while let Some(item) = lexer.next_item() {
        let Item::Entry(entry) = item else { continue };
        let says = |name: &str, value: &str| {
            entry.fields.iter().any(|f| f.name.eq_ignore_ascii_case(name) && matches!(f.first, Part::Text(t) if t.trim() == value))
        };
        if says("related", key) && says("entrysubtype", "face") {
            out.push(entry.span);
        }
    }
    out
}
