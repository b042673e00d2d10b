//! From a text to its records: cleans, cuts several works apart, finds faces, chooses readings, finishes.

use super::{Context, choose, clean, pair, scan};
use crate::model::Record;
use crate::normalise::{self, Draft};
use std::ops::Range;

/// Every reference of a text.
pub fn records(text: &str, context: Context) -> Vec<Record> {
    let cleaned = clean::clean(text);
    let mut chars = CharIndex::new(text);
    let mut out = Vec::new();
    let _ = context;
    for part in parts(&cleaned.text) {
        let Some(draft) = draft(&cleaned.text[part.clone()]) else { continue };
        let original = cleaned.original(part.clone());
        let from = original.start;
        let to = text[original.end..].chars().next().map_or(text.len(), |c| original.end + c.len_utf8());
        let mut record = normalise::finish(draft, &cleaned.text[part]);
        record.raw = text[from..to].to_owned();
        record.place.start = chars.at(from);
        record.place.end = chars.at(to);
        out.push(record);
    }
    out
}

/// The drafts of a text before they are finished.
pub fn drafts(text: &str, context: Context) -> Vec<Draft> {
    let _ = context;
    let cleaned = clean::clean(text);
    parts(&cleaned.text).into_iter().filter_map(|p| draft(&cleaned.text[p])).collect()
}

/// The draft of one reference with its faces.
fn draft(s: &str) -> Option<Draft> {
    let faces = pair::faces(s);
    let mut all: Option<Draft> = None;
    for f in faces {
        let Some(d) = choose::read(&s[f]) else { continue };
        match &mut all {
            None => all = Some(d),
            Some(first) => {
                first.faces.extend(d.faces);
                first.confidence = first.confidence.min(d.confidence);
            }
        }
    }
    let mut d = all?;
    d.span = 0..s.len();
    Some(d)
}

/// The references of a text, labels cut off.
fn parts(s: &str) -> Vec<Range<usize>> {
    let from = label(s);
    vec![from..s.len()]
}

/// Length of a number or mark in front of an entry (`[12]`, `3.`, `①`, `（4）`).
pub fn label(s: &str) -> usize {
    let t = s.trim_start();
    let lead = s.len() - t.len();
    if let Some((inner, len)) = scan::group(t).filter(|_| t.starts_with(['[', '［', '〔', '(', '（', '【'])) {
        let digits = inner.trim();
        if !digits.is_empty() && digits.len() <= 3 && digits.chars().all(|c| scan::is_digitish(c)) {
            return lead + len + (t[len..].len() - t[len..].trim_start().len());
        }
        return lead;
    }
    let t2 = t.trim_start_matches('^');
    if let Some(c) = t2.chars().next().filter(|c| matches!(c, '①'..='⓿' | '❶'..='❿' | '•' | '●')) {
        let rest = t2[c.len_utf8()..].trim_start();
        return s.len() - rest.len();
    }
    let digits = t.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits) {
        let rest = &t[digits..];
        if let Some(after) = rest.strip_prefix(['.', '．', ')', '）', '、']) {
            if after.starts_with(scan::is_space) || after.starts_with(crate::text::script::is_cjk) {
                return s.len() - after.trim_start().len();
            }
        }
    }
    lead
}

/// Character offsets of byte offsets that mostly rise.
struct CharIndex<'a> {
    text: &'a str,
    byte: usize,
    chars: u32,
}

impl<'a> CharIndex<'a> {
    fn new(text: &'a str) -> Self {
        CharIndex { text, byte: 0, chars: 0 }
    }

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
