//! Reads LaTeX sources and `.bbl` files: text without commands, `\footnote` as notes, `\bibitem` as entries, `\cite` keys
//! kept, entries that biblatex wrote as they stand.

mod arguments;
mod biblatex;
mod commands;
mod symbols;

use super::limits::Deadline;
use super::markup::Writing;
use super::text::has_extension;
use super::{BlockKind, Document, Failure, Limits, Reader};
use crate::model::{Face, Kind, Var};
use crate::text::encoding::{decode, is_text};
use std::path::Path;

/// LaTeX.
pub const READER: Reader = Reader { name: "latex", label: "LaTeX", extensions: &["tex", "latex", "ltx", "bbl"], detect, read };

fn detect(bytes: &[u8], path: &Path) -> u8 {
    let head = &bytes[..bytes.len().min(16 << 10)];
    let has = |needle: &str| memchr::memmem::find(head, needle.as_bytes()).is_some();
    match () {
        () if has_extension(path, READER.extensions) && is_text(bytes) => 80,
        () if has("\\documentclass") || has("\\begin{document}") || has("\\begin{thebibliography}") => 55,
        () => 0,
    }
}

fn read(bytes: &[u8], _path: &Path, limits: &Limits) -> Result<Document, Failure> {
    let decoded = decode(bytes);
    let source = &*decoded.text;
    let mut clock = Deadline::start(limits);
    let deepest = limits.depth.saturating_mul(8);
    if let Some(document) = biblatex::read(source, decoded.encoding, &mut clock)? {
        return Ok(document);
    }
    let own = source.find("\\title{").and_then(|at| title(source, at + 7));
    let at = source.find("\\begin{document}").map_or(0, |at| at + 16);
    let mut reading = Reading::new(source, at, decoded.encoding);
    while reading.at < source.len() {
        clock.tick()?;
        reading.step();
        if reading.frames.len() > deepest {
            return Err(Failure::Limit(format!("groups nested deeper than {deepest}")));
        }
    }
    while let Some(frame) = reading.frames.pop() {
        reading.close(frame);
    }
    reading.flush();
    Ok(Document { own, ..reading.out.document })
}

/// Longest title that is looked for, in bytes.
const LONGEST_TITLE: usize = 4_000;

/// The document's own record from its `\title{`, the text of which begins there.
fn title(source: &str, at: usize) -> Option<Face> {
    let mut end = source.len().min(at.saturating_add(LONGEST_TITLE));
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    let mut reading = Reading::new(source.get(..end)?, at, "");
    reading.frames.push(Frame::Title);
    while !reading.frames.is_empty() && reading.at < end {
        reading.step();
    }
    let text = reading.out.para.text.split_whitespace().collect::<Vec<_>>().join(" ");
    (reading.frames.is_empty() && !text.is_empty()).then(|| {
        let mut face = Face::new(Kind::Document);
        face.set(Var::Title, text);
        face
    })
}

/// What an open brace belongs to.
enum Frame {
    Plain,
    /// A footnote.
    Note,
    Heading,
    Caption,
    Title,
    /// A quotation: its closing mark.
    Quote,
}

/// The way through a source.
struct Reading<'a> {
    source: &'a str,
    at: usize,
    out: Writing,
    frames: Vec<Frame>,
    /// Inside a list of references.
    entries: bool,
}

impl<'a> Reading<'a> {
    fn new(source: &'a str, at: usize, encoding: &'static str) -> Self {
        Reading { source, at, out: Writing::new(READER.name, encoding), frames: Vec::new(), entries: false }
    }

    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    /// Takes one character, command or run of plain text.
    fn step(&mut self) {
        let rest = self.rest();
        let plain = rest.find(['\\', '{', '}', '%', '~', '$', '\n', '-', '`', '\'']).unwrap_or(rest.len());
        if plain > 0 {
            self.out.push(&rest[..plain]);
            self.at += plain;
            return;
        }
        let Some(first) = rest.bytes().next() else { return };
        self.at += 1;
        match first {
            b'\\' => self.command(),
            b'{' => self.frames.push(Frame::Plain),
            b'}' => {
                if let Some(frame) = self.frames.pop() {
                    self.close(frame);
                }
            }
            b'%' => {
                let line = rest.find('\n').map_or(rest.len(), |n| n + 1);
                self.at += line - 1;
                // A comment swallows its line end and the white space in front of the next line.
                let next = self.rest();
                self.at += next.len() - next.trim_start_matches([' ', '\t']).len();
            }
            b'~' => self.out.push(" "),
            b'$' => self.math(rest),
            b'\n' => self.newline(),
            _ => self.ligature(first),
        }
    }

    /// Formulas stand as they are written.
    fn math(&mut self, rest: &str) {
        let marks = if rest.starts_with("$$") { "$$" } else { "$" };
        let inner = &rest[marks.len()..];
        let end = inner.find(marks).filter(|e| *e < 2000).map_or(marks.len(), |e| e + 2 * marks.len());
        self.out.push(&rest[..end]);
        self.at += end - 1;
    }

    fn newline(&mut self) {
        let rest = self.rest();
        let blank = rest.len() - rest.trim_start().len();
        let empty = rest[..blank].contains('\n') || blank == rest.len();
        self.at += blank;
        if empty && self.frames.is_empty() {
            return self.flush();
        }
        self.out.fold_line(rest[blank..].chars().next());
    }

    /// `--`, `---`, ``` `` ``` and `''`.
    fn ligature(&mut self, first: u8) {
        let rest = self.rest();
        let (text, taken) = match first {
            b'-' if rest.starts_with("--") => ("—", 2),
            b'-' if rest.starts_with('-') => ("–", 1),
            b'-' => ("-", 0),
            b'`' if rest.starts_with('`') => ("“", 1),
            b'`' => ("‘", 0),
            _ if rest.starts_with('\'') => ("”", 1),
            _ => ("’", 0),
        };
        self.out.push(text);
        self.at += taken;
    }

    fn close(&mut self, frame: Frame) {
        match frame {
            Frame::Plain | Frame::Title => {}
            Frame::Quote => self.out.push("”"),
            Frame::Heading => self.end_block(BlockKind::Heading(0)),
            Frame::Caption => self.end_block(BlockKind::Caption),
            Frame::Note => self.out.close_note(),
        }
    }

    fn end_block(&mut self, kind: BlockKind) {
        self.out.kind = kind;
        self.flush();
        self.out.kind = BlockKind::Paragraph;
    }

    fn flush(&mut self) {
        let kind = self.out.kind.clone();
        self.out.flush();
        // An entry may go on behind a blank line; anything else begins anew.
        if self.entries && matches!(kind, BlockKind::Entry(_)) {
            self.out.kind = kind;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(source: &str) -> Vec<(BlockKind, String)> {
        let Ok(document) = read(source.as_bytes(), Path::new("a.tex"), &Limits::default()) else { panic!("latex is read") };
        document.blocks.iter().map(|b| (b.kind.clone(), document.text[b.range.clone()].to_owned())).collect()
    }

    #[test]
    fn notes_entries_and_keys_are_kept_and_commands_are_not() {
        let seen = blocks(
            "\\documentclass{article}\\title{T}\n\\begin{document}\n\\section{Intro}\nAs \\emph{shown}\\footnote{M\\\"uller, \\textit{Buch}, 2001.} by \\cite[5]{a,b}. % no\n\n\
             \\begin{thebibliography}{9}\n\\bibitem[X]{key} A.~Author.\n\\newblock Title -- part.\n\\newblock {\\em Journal}, 3, 2001.\n\n\\bibitem{k2} 王娜. 甲[J].\n\\end{thebibliography}\n\\end{document} x",
        );
        use BlockKind::{Entry, Heading, Note, Paragraph};
        let expected = [
            (Heading(0), "Intro"),
            (Paragraph, "As shown[1] by [a, b, 5]."),
            (Note("1".into()), "Müller, Buch, 2001."),
            (Entry("key".into()), "A. Author. Title – part. Journal, 3, 2001."),
            (Entry("k2".into()), "王娜. 甲[J]."),
        ];
        let flat: Vec<_> = seen.iter().map(|(k, t)| (k.clone(), t.as_str())).collect();
        assert_eq!(flat, expected);
    }

    #[test]
    fn accents_become_letters() {
        let seen = blocks("Caf\\'e, \\v{S}koda, \\c c, \\\"{o}, \\o re, \\'{\\i}, {\\'E}");
        assert_eq!(seen[0].1, "Café, Škoda, ç, ö, øre, í, É");
    }
}
