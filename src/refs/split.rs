//! From a text to its records: cleans, cuts several works apart, finds faces, chooses readings, finishes.

use super::{Context, choose, clean, gate, parts, short};
use crate::model::{Flag, Record, Relation, Target};
use crate::normalise::{self, Draft};
use std::ops::Range;

/// Every reference of a text.
pub fn records(text: &str, context: Context) -> Vec<Record> {
    let cleaned = clean::clean(text);
    let mut chars = CharIndex { text, byte: 0, chars: 0 };
    let mut out: Vec<Record> = Vec::new();
    for (draft, range, cited) in read(&cleaned.text, context) {
        let original = cleaned.original(range.clone());
        let from = original.start;
        let to = text[original.end..].chars().next().map_or(text.len(), |c| original.end + c.len_utf8());
        let is_short = draft.back.is_some();
        let mut record = normalise::finish(draft, &cleaned.text[range]);
        text[from..to].clone_into(&mut record.raw);
        record.place.start = chars.at(from);
        record.place.end = chars.at(to);
        if is_short {
            record.flags.add(Flag::ShortForm);
        }
        if record.faces.is_empty() {
            record.faces.push(crate::model::Face::default());
        }
        let index = u32::try_from(out.len()).unwrap_or(u32::MAX);
        if let Some(previous) = out.last_mut().filter(|_| cited) {
            previous.flags.add(Flag::CitedIn);
            previous.links.push((Relation::CitedIn, Target::Index(index)));
        }
        out.push(record);
    }
    out
}

/// The drafts of a text before they are finished.
pub fn drafts(text: &str, context: Context) -> Vec<Draft> {
    let cleaned = clean::clean(text);
    read(&cleaned.text, context).into_iter().map(|(d, _, _)| d).collect()
}

/// Drafts with their ranges in the cleaned text, and whether the one before is cited after this one.
fn read(s: &str, context: Context) -> Vec<(Draft, Range<usize>, bool)> {
    let mut out: Vec<(Draft, Range<usize>, bool)> = Vec::new();
    for part in parts::parts(s, context) {
        let range = gate::trim(s, part.range.clone(), context);
        let t = &s[range.clone()];
        if t.is_empty() {
            continue;
        }
        let found = short::read(t).or_else(|| gate::bare_address(t)).or_else(|| choose::faces(t));
        let Some(draft) = found.filter(|d| gate::passes(t, d, context)) else { continue };
        let cited = part.cited && !out.is_empty();
        out.push((draft, range, cited));
    }
    out
}

/// Character offsets of byte offsets that mostly rise.
struct CharIndex<'a> {
    text: &'a str,
    byte: usize,
    chars: u32,
}

impl CharIndex<'_> {
    fn at(&mut self, byte: usize) -> u32 {
        if byte < self.byte {
            self.byte = 0;
            self.chars = 0;
        }
        self.chars += self.text[self.byte..byte].chars().count() as u32;
        self.byte = byte;
        self.chars
    }
}
