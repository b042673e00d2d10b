//! From a document to its citations: finder → parser → places in the document, short forms filled, fields joined.

use super::deriving::DOUBT;
use crate::documents::finder::{self, Found, Site};
use crate::documents::{self, Document, Embedded};
use crate::formats;
use crate::model::{Fault, Flag, Record, Severity, Target, Var};
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

/// A list of references and nothing else, as text: an entry a line, or between empty lines where there are such; lines
/// that begin with blanks go on with the entry before.
pub fn list(bytes: &[u8]) -> formats::Import {
    let decoded = crate::text::encoding::decode(bytes);
    let mut import = formats::Import::default();
    for (line, entry) in entries(&decoded.text) {
        let mut records = refs::parse(&entry, Context::Entry);
        let base = import.records.len() as u32;
        for record in &mut records {
            record.place.line = line;
            for (_, target) in &mut record.links {
                if let Target::Index(i) = target {
                    *i += base;
                }
            }
        }
        if records.iter().all(|r| r.faces.is_empty()) {
            let message = format!("no reference: {}", entry.chars().take(60).collect::<String>());
            import.faults.push(Fault::new(Severity::Error, "no-reference", line, message));
        }
        import.records.extend(records.into_iter().filter(|r| !r.faces.is_empty()));
    }
    refs::resolve(&mut import.records);
    import
}

/// Citations that stand in a file of another format as they were printed, with no title among their elements, are read as
/// references: what the elements say stays.
pub fn complete(records: &mut [Record]) {
    for record in records {
        let Some(at) = record.unknown.iter().position(|(name, _)| name == formats::jats::UNREAD) else { continue };
        let parsed = refs::parse(&record.unknown[at].1, Context::Entry);
        let [parsed] = parsed.as_slice() else { continue };
        let (Some(face), Some(read)) = (record.faces.first_mut(), parsed.faces.first()) else { continue };
        if face.has(Var::Title) || face.has(Var::ContainerTitle) {
            if parsed.confidence < DOUBT {
                continue;
            }
            let stands = |name: &str| {
                face.fields.iter().any(|(v, _)| v.as_str() == name)
                    || face.names.iter().any(|(r, _)| r.as_str() == name)
                    || face.dates.iter().any(|(d, _)| d.as_str() == name)
            };
            record.evidence.extend(parsed.evidence.iter().filter(|c| c.face == 0 && !stands(&c.field)).cloned());
            read.fields.iter().for_each(|(var, value)| face.set_default(*var, value.as_str()));
            for (role, names) in read.names.iter().filter(|(role, _)| face.names(*role).is_none()).cloned().collect::<Vec<_>>() {
                face.set_names(role, names);
            }
            for (var, date) in read.dates.iter().filter(|(var, _)| face.date(*var).is_none()).cloned().collect::<Vec<_>>() {
                face.set_date(var, date);
            }
        } else {
            record.evidence.extend(parsed.evidence.iter().cloned());
            let said = std::mem::replace(&mut record.faces, parsed.faces.clone()).swap_remove(0);
            let face = &mut record.faces[0];
            said.fields.into_iter().for_each(|(var, value)| face.set(var, value));
            said.names.into_iter().for_each(|(role, names)| face.set_names(role, names));
            said.dates.into_iter().for_each(|(var, date)| face.set_date(var, date));
        }
        record.confidence = parsed.confidence;
        if record.faces[0].has(Var::Title) {
            record.unknown.remove(at);
        }
    }
}

/// The entries of a list with their lines.
fn entries(text: &str) -> Vec<(u32, String)> {
    let spaced = text.split("\n\n").filter(|p| !p.trim().is_empty()).count() > 1 || text.contains("\r\n\r\n");
    let mut all: Vec<(u32, String)> = Vec::new();
    let mut open = false;
    for (number, line) in (1..).zip(text.lines()) {
        let goes_on = spaced || line.starts_with([' ', '\t', '\u{3000}']);
        match all.last_mut() {
            _ if line.trim().is_empty() => {
                open = false;
                continue;
            }
            Some((_, entry)) if open && goes_on => {
                entry.push('\n');
                entry.push_str(line);
            }
            _ => all.push((number, line.to_owned())),
        }
        open = true;
    }
    all
}

/// The references of one found place.
fn entry(document: &Document, found: &Found, lines: &Lines) -> Vec<Record> {
    let pieces = Pieces::new(&document.text, &found.ranges, &document.emphasis);
    let context = match found.site {
        Site::Entry => Context::Entry,
        Site::Note | Site::Inline => Context::Note,
        Site::SourceLine => Context::SourceLine,
    };
    let mut records = refs::parse_set(&pieces.text, &pieces.italic, context);
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
        if is_serial(&record.key) {
            record.key.clear();
        }
        if let Some(locator) = embedded.locators.get(i) {
            record.locator.clone_from(locator);
        }
        record.raw = document.text.get(embedded.range.clone()).unwrap_or_default().to_owned();
        lines.put(&mut record.place, embedded.range.start, embedded.range.end);
        record.place.page = document.blocks.iter().find(|b| b.range.contains(&embedded.range.start)).map_or(0, |b| b.page);
    }
    records
}

/// Whether a key is only a number or an address that the reference manager gave the item (`109`, `ITEM-2`), and names it nowhere else.
fn is_serial(key: &str) -> bool {
    let number = key.strip_prefix("ITEM-").unwrap_or(key);
    number.bytes().all(|b| b.is_ascii_digit()) || key.starts_with("http")
}

/// The text of a found place, joined from its ranges, and the way back to the document.
struct Pieces {
    text: String,
    /// What is set in italics in it.
    italic: Vec<Range<usize>>,
    counts: Counts,
    /// Per range: first byte in `text`, first byte in the document, length.
    parts: Vec<(usize, usize, usize)>,
}

impl Pieces {
    fn new(document: &str, ranges: &[Range<usize>], emphasis: &[Range<usize>]) -> Self {
        let (mut text, mut italic) = (String::new(), Vec::new());
        let mut parts = Vec::with_capacity(ranges.len());
        for range in ranges {
            let Some(piece) = document.get(range.clone()) else { continue };
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            parts.push((text.len(), range.start, piece.len()));
            let from = emphasis.partition_point(|e| e.end <= range.start);
            for e in emphasis.iter().skip(from).take_while(|e| e.start < range.end) {
                let place = |x: usize| x.clamp(range.start, range.end) - range.start + text.len();
                italic.push(place(e.start)..place(e.end));
            }
            text.push_str(piece);
        }
        let counts = Counts::new(&text);
        Pieces { text, italic, counts, parts }
    }

    /// Byte offset in the document of a character offset in the text; an end belongs to the character before it.
    fn at(&self, char: usize, end: bool) -> usize {
        let byte = self.counts.byte(&self.text, char);
        let after = self.parts.partition_point(|(first, ..)| if end { *first < byte } else { *first <= byte });
        self.parts.get(after.saturating_sub(1)).map_or(0, |(first, start, len)| start + byte.saturating_sub(*first).min(*len))
    }
}

/// Characters counted at even distances, so that a place in a long text is found without counting all of it again.
struct Counts {
    /// Characters before every [`STEP`]th byte.
    before: Vec<usize>,
}

/// Bytes between two counts.
const STEP: usize = 1 << 10;

/// Whether a byte begins a character of UTF-8.
fn begins(byte: &u8) -> bool {
    (*byte as i8) >= -64
}

impl Counts {
    fn new(text: &str) -> Self {
        let mut all = 0;
        let before = text.as_bytes().chunks(STEP).map(|chunk| {
            all += chunk.iter().filter(|b| begins(b)).count();
            all
        });
        Counts { before: std::iter::once(0).chain(before).collect() }
    }

    /// Characters before a byte offset.
    fn chars(&self, text: &str, byte: usize) -> usize {
        let byte = byte.min(text.len());
        let step = byte / STEP;
        let rest = text.as_bytes().get(step * STEP..byte).unwrap_or_default();
        self.before.get(step).copied().unwrap_or(0) + rest.iter().filter(|b| begins(b)).count()
    }

    /// Byte offset of a character; the end of the text where it has fewer.
    fn byte(&self, text: &str, char: usize) -> usize {
        let step = self.before.partition_point(|before| *before <= char).saturating_sub(1);
        let before = self.before.get(step).copied().unwrap_or(0);
        let start = step * STEP;
        let rest = text.as_bytes().get(start..).unwrap_or_default();
        rest.iter().enumerate().filter(|(_, b)| begins(b)).nth(char - before).map_or(text.len(), |(at, _)| start + at)
    }
}

/// Line starts of a text.
pub struct Lines<'a> {
    text: &'a str,
    /// Byte offset of each line's start.
    starts: Vec<usize>,
    counts: Counts,
}

impl<'a> Lines<'a> {
    /// Finds the lines of a text.
    pub fn new(text: &'a str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        Lines { text, starts: std::iter::once(0).chain(ends).collect(), counts: Counts::new(text) }
    }

    /// Line and column (from 1) and character offset (from 0) of a byte offset.
    pub fn of(&self, byte: usize) -> (u32, u32, u32) {
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let (all, before) = (self.counts.chars(self.text, byte), self.counts.chars(self.text, start));
        (line as u32, (all - before) as u32 + 1, all as u32)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_long_lines_are_counted_in_characters() {
        let text = "甲b\n".repeat(700) + &"乙c".repeat(3000);
        let (lines, pieces) = (Lines::new(&text), Pieces::new(&text, std::slice::from_ref(&(0..text.len())), &[]));
        for (chars, (byte, _)) in text.char_indices().enumerate().chain([(text.chars().count(), (text.len(), ' '))]) {
            let before = &text[..byte];
            let column = before.rsplit('\n').next().unwrap_or("").chars().count();
            let line = before.matches('\n').count() + 1;
            assert_eq!(lines.of(byte), (line as u32, column as u32 + 1, chars as u32));
            assert_eq!(pieces.at(chars, false), byte);
        }
        assert_eq!(pieces.at(1_000_000, true), text.len());
    }

    #[test]
    fn a_place_over_two_ranges_leads_back_to_both() {
        let pieces = Pieces::new("ab--cd", &[0..2, 4..6], std::slice::from_ref(&(1..5)));
        assert_eq!(pieces.italic, [1..2, 3..4]);
        assert_eq!(pieces.text, "ab\ncd");
        assert_eq!([pieces.at(0, false), pieces.at(2, true), pieces.at(3, false), pieces.at(5, true)], [0, 2, 4, 6]);
    }
}
