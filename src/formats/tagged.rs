//! The scanner that all line-based formats share: lines with a tag, lines that go on, records.

use super::Loss;
use crate::model::{Date, Face, Fault, Record, Severity};
use std::io;

/// A line with its number and place.
pub struct Line<'a> {
    /// Counted from 1.
    pub number: u32,
    /// Offset of its first byte.
    pub at: usize,
    /// Without its end.
    pub text: &'a str,
}

/// The lines of a text with any line ends.
pub fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let bytes = text.as_bytes();
    let (mut at, mut number) = (0, 0);
    std::iter::from_fn(move || {
        if at >= bytes.len() {
            return None;
        }
        let end = memchr::memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |i| at + i);
        let line = Line { number: number + 1, at, text: &text[at..end] };
        number += 1;
        at = if bytes.get(end) == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n') { end + 2 } else { end + 1 };
        Some(line)
    })
}

/// A record as tags with values.
#[derive(Debug, Default)]
pub struct Item<'a> {
    /// Line of the first tag.
    pub line: u32,
    /// Place of the first tag.
    pub start: usize,
    /// One past the last line.
    pub end: usize,
    /// Whether its end was marked.
    pub closed: bool,
    /// Tags and values, in order.
    pub fields: Vec<(&'a str, String)>,
}

impl Item<'_> {
    /// The first value of a tag.
    pub fn get(&self, tag: &str) -> &str {
        self.fields.iter().find(|(t, _)| *t == tag).map_or("", |(_, v)| v.as_str())
    }

    /// Whether there is such a tag.
    pub fn has(&self, tag: &str) -> bool {
        self.fields.iter().any(|(t, _)| *t == tag)
    }

    /// The record of this item with that face.
    pub fn record(&self, face: Face, text: &str, format: &'static str) -> Record {
        let mut record = Record::of(face);
        record.raw = text.get(self.start..self.end).unwrap_or_default().trim_end().to_owned();
        record.format = format.into();
        record.place.line = self.line;
        record
    }
}

/// How a format's lines are told apart.
pub struct Shape {
    /// Tag and value of a line that has one.
    pub tag: fn(&str) -> Option<(&str, &str)>,
    /// Whether this tag begins a record, given the one that is open.
    pub begins: fn(&str, &Item) -> bool,
    /// Whether this tag ends a record.
    pub ends: fn(&str) -> bool,
    /// Whether an empty line ends a record.
    pub blank_ends: bool,
    /// What joins a line that goes on to the one before.
    pub joint: &'static str,
}

/// All records of a text; what stands before the first tag is passed over.
pub fn scan<'a>(text: &'a str, shape: &Shape, faults: &mut Vec<Fault>) -> Vec<Item<'a>> {
    let mut out: Vec<Item> = Vec::new();
    let mut item = Item::default();
    let mut blank = false;
    for line in lines(text) {
        let end = line.at + line.text.len();
        if line.text.trim().is_empty() {
            blank = true;
            continue;
        }
        match (shape.tag)(line.text) {
            Some((tag, value)) => {
                let fresh = !item.fields.is_empty() && ((shape.begins)(tag, &item) || blank && shape.blank_ends);
                if fresh {
                    out.push(std::mem::take(&mut item));
                }
                blank = false;
                if (shape.ends)(tag) {
                    if !item.fields.is_empty() {
                        item.end = end;
                        item.closed = true;
                        out.push(std::mem::take(&mut item));
                    }
                    continue;
                }
                if item.fields.is_empty() {
                    item.line = line.number;
                    item.start = line.at;
                }
                item.fields.push((tag, value.trim().to_owned()));
                item.end = end;
            }
            None => match item.fields.last_mut() {
                Some((_, value)) => {
                    if !value.is_empty() {
                        value.push_str(shape.joint);
                    }
                    value.push_str(line.text.trim());
                    item.end = end;
                }
                None if out.is_empty() => {}
                None => faults.push(Fault::new(
                    Severity::Note,
                    "no-tag",
                    line.number,
                    format!("a line outside of any record: {}", start_of(line.text)),
                )),
            },
        }
    }
    if !item.fields.is_empty() {
        out.push(item);
    }
    out
}

fn start_of(line: &str) -> String {
    line.trim().chars().take(40).collect()
}

/// Whether a field of a name of its own is written: under its tag in the format that it was read from, as a note elsewhere.
fn is_written(record: &Record, name: &str, format: &str) -> bool {
    record.format == format || NOTES.iter().any(|n| n.eq_ignore_ascii_case(name))
}

/// Names under which other formats have notes beside the one that is the work's.
const NOTES: [&str; 2] = ["note", "notes"];

/// Gives out the fields of names of their own that are written, with their tags.
pub fn unknown(record: &Record, format: &str, note: &str, mut put: impl FnMut(&str, &str)) {
    for (name, value) in record.unknown.iter().filter(|(name, _)| is_written(record, name, format)) {
        put(if record.format == format { name } else { note }, value);
    }
}

/// Writes all records by a format's lines, and tells what they have no place for.
pub fn write(records: &[Record], format: &str, out: &mut dyn io::Write, lines: fn(&Record, &mut String)) -> io::Result<Vec<Loss>> {
    let mut losses = Vec::new();
    let mut text = String::new();
    for (i, record) in records.iter().enumerate() {
        text.clear();
        lines(record, &mut text);
        out.write_all(text.as_bytes())?;
        let before = losses.len();
        super::lost_beside(record, i, &["key", "tags", "files"], &mut losses);
        // Fields of names of their own come last.
        let own = losses.len() - record.unknown.len();
        let lost = losses.split_off(own.max(before));
        losses.extend(lost.into_iter().filter(|l| !is_written(record, &l.field, format)));
    }
    Ok(losses)
}

/// Adds a value on one line: the ends of its own lines become spaces.
pub fn push_line(out: &mut String, value: &str) {
    for (i, line) in value.split(['\n', '\r']).filter(|l| !l.trim().is_empty()).enumerate() {
        if i > 0 {
            out.push(' ');
        }
        out.push_str(line.trim());
    }
    out.push('\n');
}

/// Whether a value is the same when it has been written on one line and read again.
pub fn holds(value: &str) -> bool {
    !value.contains(['\n', '\r']) && value.trim() == value
}

/// Whether year, month and day say all of a date.
pub fn is_plain(date: &Date) -> bool {
    date.start.is_some_and(|start| *date == (Date { start: Some(start), ..Date::default() }) && start.month <= 12 && start.year >= 1000)
}
