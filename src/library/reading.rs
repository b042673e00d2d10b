//! From a document to its citations: finder → parser → places in the document, short forms filled, fields joined.

use crate::documents::finder::{self, Found, Site};
use crate::documents::{self, Document, Embedded};
use crate::formats;
use crate::model::{Flag, Record, Target};
use crate::refs::{self, Context};
use std::ops::Range;
use std::path::Path;

/// Every citation of a document in order of appearance, places in [`Document::text`], short forms filled.
pub fn citations(document: &Document) -> Vec<Record> {
    let lines = Lines::new(&document.text);
    let mut read: Vec<(usize, Vec<Record>)> = Vec::new();
    let structured = structured(document, &lines);
    for found in finder::find(document) {
        let Some(first) = found.ranges.first() else { continue };
        read.push((first.start, entry(document, &found, &lines)));
    }
    read.extend(structured);
    read.sort_by_key(|(at, _)| *at);
    let mut records = Vec::new();
    for (_, mut some) in read {
        let base = records.len() as u32;
        for record in &mut some {
            for (_, target) in &mut record.links {
                if let Target::Index(i) = target {
                    *i += base;
                }
            }
        }
        records.extend(some);
    }
    refs::resolve(&mut records);
    records
}

/// The references of one found place.
fn entry(document: &Document, found: &Found, lines: &Lines) -> Vec<Record> {
    let pieces = Pieces::new(&document.text, &found.ranges);
    let context = match found.site {
        Site::Entry => Context::Entry,
        Site::Note | Site::Inline => Context::Note,
        Site::SourceLine => Context::SourceLine,
    };
    let mut records = refs::parse(&pieces.text, context);
    for record in &mut records {
        let (start, end) = (pieces.at(record.place.start as usize, false), pieces.at(record.place.end as usize, true));
        let start = start.min(end);
        record.raw = document.text.get(start..end).unwrap_or_default().to_owned();
        // What stands between the ranges (a page end, a note) is part of the span, not of the values.
        if found.ranges.len() > 1 {
            refs::explain(record, "page-join");
        }
        lines.put(&mut record.place, start, end);
        record.place.page = found.page;
        record.place.note.clone_from(&found.mark);
        if matches!(found.site, Site::SourceLine | Site::Inline) {
            record.flags.add(Flag::InText);
        }
    }
    records
}

/// Structured citations (fields of reference managers), read by the formats they are in.
fn structured(document: &Document, lines: &Lines) -> Vec<(usize, Vec<Record>)> {
    document.embedded.iter().filter(|e| e.citation).map(|e| (e.range.start, embedded(document, e, lines))).collect()
}

/// The records of one structured citation.
pub fn embedded(document: &Document, embedded: &Embedded, lines: &Lines) -> Vec<Record> {
    let Some(read) = formats::find(embedded.format).and_then(|f| f.read) else { return Vec::new() };
    let Ok(import) = read(&formats::Input::new(&embedded.bytes, Path::new(""))) else { return Vec::new() };
    let mut records = import.records;
    for (i, record) in records.iter_mut().enumerate() {
        record.flags.add(Flag::Structured);
        if let Some(locator) = embedded.locators.get(i) {
            record.locator.clone_from(locator);
        }
        record.raw = document.text.get(embedded.range.clone()).unwrap_or_default().to_owned();
        lines.put(&mut record.place, embedded.range.start, embedded.range.end);
        record.place.page = document.blocks.iter().find(|b| b.range.contains(&embedded.range.start)).map_or(0, |b| b.page);
    }
    records
}

/// The text of a found place, joined from its ranges, and the way back to the document.
struct Pieces {
    text: String,
    /// Per range: first byte in `text`, first byte in the document, length.
    parts: Vec<(usize, usize, usize)>,
}

impl Pieces {
    fn new(document: &str, ranges: &[Range<usize>]) -> Self {
        let mut text = String::new();
        let mut parts = Vec::with_capacity(ranges.len());
        for range in ranges {
            let Some(piece) = document.get(range.clone()) else { continue };
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            parts.push((text.len(), range.start, piece.len()));
            text.push_str(piece);
        }
        Pieces { text, parts }
    }

    /// Byte offset in the document of a character offset in the text; an end belongs to the character before it.
    fn at(&self, char: usize, end: bool) -> usize {
        let byte = self.text.char_indices().nth(char).map_or(self.text.len(), |(b, _)| b);
        let i = self.parts.iter().rposition(|(first, ..)| if end { *first < byte } else { *first <= byte }).unwrap_or(0);
        self.parts.get(i).map_or(0, |(first, start, len)| start + byte.saturating_sub(*first).min(*len))
    }
}

/// Line starts of a text, in bytes and characters.
pub struct Lines<'a> {
    text: &'a str,
    /// Byte and character offset of each line's start.
    starts: Vec<(usize, usize)>,
}

impl<'a> Lines<'a> {
    /// Finds the lines of a text.
    pub fn new(text: &'a str) -> Self {
        let mut starts = vec![(0, 0)];
        let (mut from, mut chars) = (0, 0);
        for at in memchr::memchr_iter(b'\n', text.as_bytes()) {
            chars += text[from..=at].chars().count();
            from = at + 1;
            starts.push((from, chars));
        }
        Lines { text, starts }
    }

    /// Line and column (from 1) and character offset (from 0) of a byte offset.
    pub fn of(&self, byte: usize) -> (u32, u32, u32) {
        let line = self.starts.partition_point(|(b, _)| *b <= byte) - 1;
        let (start, chars) = self.starts[line];
        let column = self.text.get(start..byte.min(self.text.len())).map_or(0, |s| s.chars().count());
        (line as u32 + 1, column as u32 + 1, (chars + column) as u32)
    }

    /// Writes line, column and character range of a byte range into a place.
    pub fn put(&self, place: &mut crate::model::Place, start: usize, end: usize) {
        let (line, column, first) = self.of(start);
        place.line = line;
        place.column = column;
        place.start = first;
        place.end = self.of(end).2;
    }
}

/// The record a document states of itself, if it does.
pub fn own(document: &Document) -> Option<crate::model::Face> {
    document.own.clone().or_else(|| if matches!(document.reader, "text" | "markdown") { documents::own::from_text(document) } else { None })
}
