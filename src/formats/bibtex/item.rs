//! What a .bib file is made of, as it stands, with places.

use std::ops::Range;

/// One part of a value; parts are joined with `#`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Text in braces or quotes, without them.
    Text(&'a str),
    /// A number or a macro's name.
    Bare(&'a str),
}

/// A field as it stands.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    /// Its name as written.
    pub name: &'a str,
    /// The first part of the value.
    pub first: Part<'a>,
    /// Further parts, joined with `#`.
    pub rest: Vec<Part<'a>>,
    /// From the name to the end of the value.
    pub span: Range<usize>,
    /// The value with its delimiters.
    pub value: Range<usize>,
}

/// An entry as it stands.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// Its type as written, without `@`.
    pub kind: &'a str,
    /// Its key; empty where there is none.
    pub key: &'a str,
    /// Its fields, in order.
    pub fields: Vec<Field<'a>>,
    /// From `@` to the closing brace.
    pub span: Range<usize>,
    /// Line of the `@`.
    pub line: u32,
}

/// What stands in a file beside free text.
#[derive(Clone, Debug)]
pub enum Item<'a> {
    /// An entry.
    Entry(Entry<'a>),
    /// `@string`: names and values.
    Macro(Vec<Field<'a>>),
    /// `@comment{…}`: what is inside.
    Comment(&'a str),
    /// `@preamble{…}`.
    Preamble,
}

/// Parts of a value: nearly always one, which needs no memory of its own.
#[derive(Default)]
pub struct OneOrMore<'a> {
    first: Option<Part<'a>>,
    rest: Vec<Part<'a>>,
}

impl<'a> OneOrMore<'a> {
    /// Adds a part.
    pub fn push(&mut self, part: Part<'a>) {
        if self.first.is_none() { self.first = Some(part) } else { self.rest.push(part) }
    }

    /// The parts, in order.
    pub fn into_iter(self) -> impl Iterator<Item = Part<'a>> {
        self.first.into_iter().chain(self.rest)
    }
}

/// How many lines end in these bytes.
pub fn lines(bytes: &[u8]) -> u32 {
    let mut n = 0;
    for i in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        if bytes[i] == b'\n' || bytes.get(i + 1) != Some(&b'\n') {
            n += 1;
        }
    }
    n
}

/// A message about an entry, with its key or type.
pub fn named(what: &str, entry: &Entry) -> String {
    if entry.key.is_empty() { format!("@{}: {what}", entry.kind) } else { format!("{}: {what}", entry.key) }
}
