//! Reads Typst sources: text without markup, `#footnote[…]` as notes, headings, `@key` and `#cite` keys kept.

use super::limits::Deadline;
use super::markup::Writing;
use super::text::has_extension;
use super::{BlockKind, Document, Failure, Limits, Reader};
use crate::text::encoding::{decode, is_text};
use crate::text::script::is_cjk;
use std::path::Path;

/// Typst.
pub const READER: Reader = Reader { name: "typst", label: "Typst", extensions: &["typ", "typst"], detect, read };

fn detect(bytes: &[u8], path: &Path) -> u8 {
    if has_extension(path, READER.extensions) && is_text(bytes) { 80 } else { 0 }
}

fn read(bytes: &[u8], _path: &Path, limits: &Limits) -> Result<Document, Failure> {
    let decoded = decode(bytes);
    let out = Writing::new(READER.name, decoded.encoding);
    let mut reading = Reading { source: &decoded.text, at: 0, out, frames: Vec::new() };
    let mut clock = Deadline::start(limits);
    while reading.at < reading.source.len() {
        clock.tick()?;
        reading.step();
        if reading.frames.len() > limits.depth.saturating_mul(8) {
            return Err(Failure::Limit(format!("content nested deeper than {}", limits.depth.saturating_mul(8))));
        }
    }
    while let Some(frame) = reading.frames.pop() {
        reading.close(frame);
    }
    reading.out.flush();
    Ok(reading.out.document)
}

/// What an open content bracket belongs to.
enum Frame {
    /// Brackets of the text itself.
    Text,
    /// Content of a function.
    Plain,
    /// A footnote.
    Note,
}

struct Reading<'a> {
    source: &'a str,
    at: usize,
    out: Writing,
    frames: Vec<Frame>,
}

impl Reading<'_> {
    fn rest(&self) -> &str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn step(&mut self) {
        let source = self.source;
        let rest = &source[self.at..];
        let plain = rest.find(['#', '[', ']', '\n', '\\', '/', '*', '_', '~', '-', '"', '=']).unwrap_or(rest.len());
        if plain > 0 {
            self.out.push(&rest[..plain]);
            self.at += plain;
            return;
        }
        let first = rest.as_bytes()[0];
        self.at += 1;
        let next = self.rest().chars().next();
        match first {
            b'#' => self.code(),
            b'[' => {
                self.frames.push(Frame::Text);
                self.out.para.text.push('[');
            }
            b']' => match self.frames.pop() {
                Some(frame) => self.close(frame),
                None => self.out.para.text.push(']'),
            },
            b'\n' => self.newline(),
            b'\\' => match next {
                Some(c) if !c.is_whitespace() => {
                    self.at += c.len_utf8();
                    self.out.para.text.push(c);
                }
                _ => self.out.para.text.push('\n'),
            },
            b'/' if next == Some('/') && !self.out.para.text.ends_with(':') => {
                self.at += self.rest().find('\n').unwrap_or(self.rest().len())
            }
            b'/' if next == Some('*') => self.at += self.rest().find("*/").map_or(self.rest().len(), |e| e + 2),
            b'*' | b'_' if self.marks_style(next) => {}
            b'~' => self.out.para.text.push(' '),
            b'-' if rest.starts_with("---") => self.dash("—", 2),
            b'-' if rest.starts_with("--") => self.dash("–", 1),
            b'=' if self.out.para.text.trim().is_empty() && self.frames.is_empty() => self.heading(),
            other => self.out.para.text.push(other as char),
        }
    }

    fn dash(&mut self, dash: &str, more: usize) {
        self.out.push(dash);
        self.at += more;
    }

    /// Whether a star or underscore is markup: not inside a word.
    fn marks_style(&self, next: Option<char>) -> bool {
        let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_cjk(c));
        !(word(self.out.para.text.chars().next_back()) && word(next))
    }

    fn heading(&mut self) {
        let level = 1 + self.rest().bytes().take_while(|b| *b == b'=').count();
        let rest = &self.rest()[level - 1..];
        if !rest.starts_with(' ') {
            return self.out.para.text.push('=');
        }
        let line = rest.lines().next().unwrap_or_default();
        let (text, length) = (line.trim().to_owned(), line.len());
        self.at += level - 1 + length;
        let label = text.rfind('<').filter(|_| text.ends_with('>')).unwrap_or(text.len());
        self.out.flush();
        self.out.kind = BlockKind::Heading(level.min(9) as u8);
        self.out.push(text[..label].trim_end());
        self.out.flush();
    }

    fn newline(&mut self) {
        let rest = self.rest();
        let blank = rest.len() - rest.trim_start().len();
        let more = &rest[blank..];
        let item = more.starts_with("- ") || more.starts_with("+ ") || more.starts_with("= ") || more.starts_with("==");
        let (empty, next) = (rest[..blank].contains('\n') || item || more.is_empty(), more.chars().next());
        self.at += blank;
        if empty && self.frames.is_empty() {
            self.out.flush();
            let more = self.rest();
            if more.starts_with("- ") || more.starts_with("+ ") {
                self.at += 2;
                self.out.kind = BlockKind::ListItem(String::new());
            }
            return;
        }
        self.out.fold_line(next);
    }

    /// An expression behind `#`: its content stays, its code does not.
    fn code(&mut self) {
        let rest = self.rest();
        let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.')).count();
        let name = rest[..length].to_owned();
        if length == 0 {
            return self.out.para.text.push('#');
        }
        self.at += length;
        if matches!(name.as_str(), "set" | "show" | "let" | "import" | "include") {
            return self.statement();
        }
        let arguments = if self.rest().starts_with('(') { balanced(self.rest()) } else { 0 };
        let inside = self.rest().get(1..arguments.saturating_sub(1)).unwrap_or_default().to_owned();
        self.at += arguments;
        match name.as_str() {
            "cite" => self.out.push(&format!("[{}]", inside.split(',').next().unwrap_or_default().trim_matches(['<', '>', ' ', '"']))),
            "footnote" if self.rest().starts_with('[') => {
                self.at += 1;
                self.out.open_note();
                return self.frames.push(Frame::Note);
            }
            "link" if !self.rest().starts_with('[') => self.out.push(inside.trim_matches('"')),
            "parbreak" | "pagebreak" => self.out.flush(),
            "linebreak" => self.out.para.text.push('\n'),
            _ => {}
        }
        if self.rest().starts_with('[') {
            self.at += 1;
            self.frames.push(Frame::Plain);
        }
    }

    /// Skips a statement to the end of its line, brackets it opens included.
    fn statement(&mut self) {
        let rest = self.rest();
        let mut end = 0;
        while end < rest.len() {
            let next = rest[end..].find(['\n', '(', '[', '{']).map_or(rest.len(), |n| end + n);
            if rest[next..].starts_with('\n') || next >= rest.len() {
                end = next;
                break;
            }
            let group = balanced(&rest[next..]);
            end = next + group.max(1);
        }
        self.at += end;
    }

    fn close(&mut self, frame: Frame) {
        match frame {
            Frame::Text => self.out.para.text.push(']'),
            Frame::Plain => {}
            Frame::Note => self.out.close_note(),
        }
    }
}

/// Length of a group in parentheses, brackets or braces at the start of the text, strings inside skipped; 0 where none ends.
fn balanced(text: &str) -> usize {
    if !text.starts_with(['(', '[', '{']) {
        return 0;
    }
    let (mut depth, mut quoted) = (0usize, false);
    let mut escaped = false;
    for (at, b) in text.bytes().enumerate().take(20_000) {
        match b {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn footnotes_come_out_whole_and_code_does_not() {
        let source = "#set text(lang: \"zh\")\n#show: doc => template(\n  title: [x],\n)\n= 引言 <intro>\n\n正文#footnote[赵景深：《文坛忆旧》，\n北新书局，1948年。]继续 @key。// no\n\n- 一 *要点*\n\n见 #link(\"http://a.b/c\")[此处]，#cite(<k>)。";
        let Ok(document) = read(source.as_bytes(), Path::new("a.typ"), &Limits::default()) else { panic!("typst is read") };
        use BlockKind::{Heading, ListItem, Note, Paragraph};
        let expected = [
            (Heading(1), "引言"),
            (Paragraph, "正文[1]继续 @key。"),
            (Note("1".into()), "赵景深：《文坛忆旧》， 北新书局，1948年。"),
            (ListItem(String::new()), "一 要点"),
            (Paragraph, "见 此处，[k]。"),
        ];
        assert_eq!(crate::documents::text::seen(&document), expected);
    }
}
