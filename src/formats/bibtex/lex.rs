//! Splits a .bib file into entries and fields with their spans; tolerant: what is broken becomes a fault and the rest is read.

use super::item::OneOrMore;
pub use super::item::{Entry, Field, Item, Part};
use super::item::{lines, named};
use crate::model::{Fault, Severity};

/// Reads items one after the other.
pub struct Lexer<'a> {
    src: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// Faults so far.
    pub faults: Vec<Fault>,
    line: u32,
    counted: usize,
    /// Where the line begins that holds `seen`.
    line_start: usize,
    seen: usize,
}

/// Why a value or an entry ended.
enum Stop {
    Fine,
    Broken,
}

impl<'a> Lexer<'a> {
    /// A lexer at the beginning of the text.
    pub fn new(src: &'a str) -> Self {
        Lexer { src, bytes: src.as_bytes(), at: 0, faults: Vec::new(), line: 1, counted: 0, line_start: 0, seen: 0 }
    }

    /// How far it has read.
    pub fn position(&self) -> usize {
        self.at
    }

    /// A lexer that begins at an offset; its lines count from there.
    pub fn at(src: &'a str, at: usize) -> Self {
        Lexer { at, counted: at, seen: at, line_start: src[..at].rfind(['\n', '\r']).map_or(0, |i| i + 1), ..Lexer::new(src) }
    }

    /// The line of an offset; offsets must not go back far.
    fn line_at(&mut self, at: usize) -> u32 {
        if at >= self.counted {
            self.line += lines(&self.bytes[self.counted..at]);
            self.counted = at;
            return self.line;
        }
        self.line - lines(&self.bytes[at..self.counted])
    }

    fn fault(&mut self, severity: Severity, code: &'static str, at: usize, message: String) {
        let line = self.line_at(at);
        self.faults.push(Fault::new(severity, code, line, message));
    }

    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    fn space(&mut self) {
        while let Some(b) = self.bytes.get(self.at) {
            if b.is_ascii_whitespace() {
                self.at += 1;
            } else if *b == b'%' && self.line_starts_here() {
                self.at += memchr::memchr2(b'\n', b'\r', &self.bytes[self.at..]).unwrap_or(self.bytes.len() - self.at);
            } else if *b >= 0x80 && self.src[self.at..].starts_with(['\u{a0}', '\u{feff}', '\u{3000}']) {
                self.at += self.src[self.at..].chars().next().map_or(1, char::len_utf8);
            } else {
                break;
            }
        }
    }

    /// Whether only blanks stand before this place on its line.
    fn line_starts_here(&self) -> bool {
        self.bytes[..self.at].iter().rev().find(|b| !matches!(b, b' ' | b'\t')).is_none_or(|b| matches!(b, b'\n' | b'\r'))
    }

    /// A word of letters, digits and what BibTeX allows in names.
    fn word(&mut self) -> &'a str {
        let from = self.at;
        while let Some(b) = self.bytes.get(self.at) {
            if b.is_ascii_whitespace() || matches!(b, b'"' | b'#' | b'%' | b'\'' | b'(' | b')' | b',' | b'=' | b'{' | b'}' | b'@') {
                break;
            }
            self.at += 1;
        }
        &self.src[from..self.at]
    }

    /// Whether an entry begins at this `@`: a word and an opening brace or parenthesis.
    fn entry_at(&self, at: usize) -> Option<(&'a str, usize)> {
        let mut end = at + 1;
        while self.bytes.get(end).is_some_and(|b| matches!(b, b' ' | b'\t')) {
            end += 1;
        }
        let from = end;
        while self.bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+' | b'*')) {
            end += 1;
        }
        let kind = &self.src[from..end];
        while self.bytes.get(end).is_some_and(u8::is_ascii_whitespace) {
            end += 1;
        }
        let opens = matches!(self.bytes.get(end), Some(b'{' | b'('));
        (!kind.is_empty() && opens).then_some((kind, end))
    }

    /// Whether the line of this place, which lies outside of entries, begins with `%`.
    fn commented(&mut self, at: usize) -> bool {
        if let Some(i) = memchr::memrchr2(b'\n', b'\r', &self.bytes[self.seen..at]) {
            self.line_start = self.seen + i + 1;
        }
        self.seen = at;
        self.bytes[self.line_start..at].iter().find(|b| !matches!(b, b' ' | b'\t')) == Some(&b'%')
    }

    /// Whether a new entry, with key and first field, begins at this `@`: then a brace was forgotten before it.
    fn surely_entry(&self, at: usize) -> bool {
        let Some((_, open)) = self.entry_at(at) else { return false };
        let mut i = open + 1;
        while self.bytes.get(i).is_some_and(|b| matches!(b, b' ' | b'\t')) {
            i += 1;
        }
        let key = i;
        while self.bytes.get(i).is_some_and(|b| !b.is_ascii_whitespace() && !matches!(b, b',' | b'{' | b'}' | b'"' | b'=')) {
            i += 1;
        }
        if i == key || self.bytes.get(i) != Some(&b',') {
            return false;
        }
        i += 1;
        while self.bytes.get(i).is_some_and(u8::is_ascii_whitespace) {
            i += 1;
        }
        let name = i;
        while self.bytes.get(i).is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+' | b':')) {
            i += 1;
        }
        while self.bytes.get(i).is_some_and(u8::is_ascii_whitespace) {
            i += 1;
        }
        i > name && self.bytes.get(i) == Some(&b'=')
    }

    /// The next item, if there is one.
    pub fn next_item(&mut self) -> Option<Item<'a>> {
        loop {
            let at = self.at + memchr::memchr(b'@', self.bytes.get(self.at..)?)?;
            self.at = at + 1;
            let Some((kind, open)) = self.entry_at(at) else { continue };
            if self.commented(at) {
                continue;
            }
            self.at = open + 1;
            if kind.eq_ignore_ascii_case("comment") {
                return Some(Item::Comment(self.comment(open)));
            }
            if kind.eq_ignore_ascii_case("preamble") {
                let _ = self.value(at);
                self.close(open);
                return Some(Item::Preamble);
            }
            let text = kind.eq_ignore_ascii_case("string");
            let line = self.line_at(at);
            let key = if text { "" } else { self.key() };
            let mut entry = Entry { kind, key, fields: Vec::with_capacity(12), span: at..at, line };
            self.fields(&mut entry, open);
            entry.span.end = self.at;
            return Some(if text { Item::Macro(entry.fields) } else { Item::Entry(entry) });
        }
    }

    /// The inside of a comment: balanced braces, or what is there when they are not.
    fn comment(&mut self, open: usize) -> &'a str {
        let from = self.at;
        let mut depth = 1usize;
        for i in memchr::memchr2_iter(b'{', b'}', &self.bytes[from..]) {
            if self.bytes[from + i] == b'{' {
                depth += 1;
            } else {
                depth -= 1;
                if depth == 0 {
                    self.at = from + i + 1;
                    return &self.src[from..from + i];
                }
            }
        }
        self.fault(Severity::Warning, "missing-brace", open, "a comment is not closed".to_owned());
        let end = memchr::memchr(b'@', &self.bytes[from..]).map_or(self.bytes.len(), |i| from + i);
        self.at = end;
        &self.src[from..end]
    }

    /// Skips to the end of a preamble.
    fn close(&mut self, open: usize) {
        self.space();
        match self.peek() {
            b'}' | b')' => self.at += 1,
            _ => self.fault(Severity::Warning, "missing-brace", open, "a preamble is not closed".to_owned()),
        }
    }

    /// The key: up to a comma or the end of the line; empty where a field stands in its place.
    fn key(&mut self) -> &'a str {
        self.space();
        let from = self.at;
        let stop = self.bytes[from..].iter().position(|b| matches!(b, b',' | b'\n' | b'\r' | b'}' | b'=' | b'{' | b'"'));
        let end = from + stop.unwrap_or(self.bytes.len() - from);
        match self.bytes.get(end) {
            Some(b'=' | b'"') => "",
            Some(b'{') if !self.src[from..end].contains('=') => {
                // A key with braces in it, or none at all: the comma decides.
                self.at = end;
                &self.src[from..end]
            }
            _ => {
                self.at = end;
                self.src[from..end].trim()
            }
        }
    }

    fn fields(&mut self, entry: &mut Entry<'a>, open: usize) {
        let closing = if self.bytes[open] == b'(' { b')' } else { b'}' };
        let mut comma = true;
        loop {
            self.space();
            match self.peek() {
                b',' => {
                    comma = true;
                    self.at += 1;
                }
                b'}' | b')' => {
                    if self.peek() != closing {
                        self.fault(Severity::Warning, "wrong-brace", self.at, named("closed by another kind of brace", entry));
                    }
                    self.at += 1;
                    if !self.goes_on(entry) {
                        return;
                    }
                }
                0 if self.at >= self.bytes.len() => {
                    return self.fault(
                        Severity::Error,
                        "missing-brace",
                        entry.span.start,
                        named("not closed at the end of the file", entry),
                    );
                }
                b'@' if self.surely_entry(self.at) => {
                    return self.fault(
                        Severity::Error,
                        "missing-brace",
                        entry.span.start,
                        named("not closed before the next entry", entry),
                    );
                }
                _ => {
                    if !comma {
                        self.fault(Severity::Warning, "missing-comma", self.at, named("a comma is missing", entry));
                    }
                    comma = false;
                    if matches!(self.field(entry), Stop::Broken) {
                        return;
                    }
                }
            }
        }
    }

    /// After a closing brace: whether fields go on, so that the brace was one too many.
    fn goes_on(&mut self, entry: &Entry) -> bool {
        let kept = self.at;
        self.space();
        if self.peek() == b',' {
            self.at += 1;
            self.space();
            let named_so = !self.word().is_empty();
            self.space();
            if named_so && self.peek() == b'=' {
                self.at = kept;
                self.fault(Severity::Warning, "extra-brace", kept, named("a closing brace too many", entry));
                return true;
            }
        }
        self.at = kept;
        false
    }

    fn field(&mut self, entry: &mut Entry<'a>) -> Stop {
        let from = self.at;
        let name = self.word();
        let end = self.at;
        self.space();
        if name.is_empty() || self.peek() != b'=' {
            return self.junk(entry, from, name, end);
        }
        self.at += 1;
        self.space();
        let start = self.at;
        let (parts, stop) = self.value(entry.span.start);
        let mut parts = parts.into_iter();
        let first = parts.next().unwrap_or(Part::Text(""));
        entry.fields.push(Field { name, first, rest: parts.collect(), span: from..self.at, value: start..self.at });
        stop
    }

    /// What is no field: skipped up to the next comma, line or end of the entry.
    fn junk(&mut self, entry: &mut Entry<'a>, from: usize, name: &'a str, end: usize) -> Stop {
        if entry.key.is_empty() && entry.fields.is_empty() && !name.is_empty() && matches!(self.peek(), b',' | b'}' | b')') {
            entry.key = name;
            return Stop::Fine;
        }
        self.at = end.max(from);
        let rest = &self.bytes[self.at..];
        let skip = rest.iter().position(|b| matches!(b, b',' | b'}' | b')' | b'\n' | b'\r' | b'@')).unwrap_or(rest.len());
        self.at += skip.max(usize::from(self.at == from && !matches!(self.peek(), b',' | b'}' | b')')));
        while !self.src.is_char_boundary(self.at) {
            self.at += 1;
        }
        let what: String = self.src[from..self.at].chars().take(40).collect();
        self.fault(Severity::Warning, "no-field", from, named(&format!("“{}” is no field", what.trim()), entry));
        Stop::Fine
    }

    fn value(&mut self, entry: usize) -> (OneOrMore<'a>, Stop) {
        let mut parts = OneOrMore::default();
        loop {
            self.space();
            match self.peek() {
                b'{' | b'"' => match self.quoted(entry) {
                    (text, Stop::Fine) => parts.push(Part::Text(text)),
                    (text, Stop::Broken) => {
                        parts.push(Part::Text(text));
                        return (parts, Stop::Broken);
                    }
                },
                b',' | b'}' | b')' | b'=' | 0 => return (parts, Stop::Fine),
                _ => {
                    let from = self.at;
                    let word = self.word();
                    if word.is_empty() {
                        self.at = from;
                        return (parts, Stop::Fine);
                    }
                    parts.push(Part::Bare(word));
                }
            }
            let end = self.at;
            self.space();
            if self.peek() != b'#' {
                self.at = end;
                return (parts, Stop::Fine);
            }
            self.at += 1;
        }
    }

    /// Text in braces or quotes; broken where a new entry begins or the file ends inside it.
    fn quoted(&mut self, entry: usize) -> (&'a str, Stop) {
        let quote = self.peek() == b'"';
        let from = self.at + 1;
        let mut depth = 0i32;
        let mut i = from;
        // In braces nothing but these three counts.
        let next = |i: usize| if quote { Some(i) } else { memchr::memchr3(b'{', b'}', b'@', self.bytes.get(i..)?).map(|n| i + n) };
        while let Some(at) = next(i).filter(|at| *at < self.bytes.len()) {
            i = at;
            match self.bytes[i] {
                b'\\' if quote && depth == 0 && self.umlaut(i) => i += 1,
                b'{' => depth += 1,
                b'}' if depth == 0 && !quote => {
                    self.at = i + 1;
                    return (&self.src[from..i], Stop::Fine);
                }
                b'}' => depth -= 1,
                b'"' if quote && depth <= 0 => {
                    self.at = i + 1;
                    return (&self.src[from..i], Stop::Fine);
                }
                b'@' if self.begins_line(i) && self.surely_entry(i) => {
                    self.fault(Severity::Error, "missing-brace", entry, "a field is not closed before the next entry".to_owned());
                    self.at = i;
                    return (self.src[from..i].trim_end(), Stop::Broken);
                }
                _ => {}
            }
            i += 1;
        }
        self.fault(Severity::Error, "missing-brace", entry, "a field is not closed at the end of the file".to_owned());
        self.at = self.bytes.len();
        (&self.src[from..], Stop::Broken)
    }

    /// `\"o` in quotes without braces: strictly the end of the value, but never meant so.
    fn umlaut(&self, at: usize) -> bool {
        self.bytes.get(at + 1) == Some(&b'"')
            && self.bytes.get(at + 2).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'{' | b'\\'))
    }

    fn begins_line(&self, at: usize) -> bool {
        self.bytes[..at].iter().rev().find(|b| !matches!(b, b' ' | b'\t')).is_none_or(|b| matches!(b, b'\n' | b'\r'))
    }
}
