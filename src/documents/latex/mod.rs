//! Reads LaTeX sources and `.bbl` files: text without commands, `\footnote` as notes, `\bibitem` as entries, `\cite` keys kept.

mod symbols;

use super::flow::{Call, Para, append};
use super::text::{has_extension, is_text};
use super::{BlockKind, Document, Failure, Limits, Reader};
use crate::model::{Face, Kind, Var};
use crate::text::encoding::decode;
use crate::text::script::is_cjk;
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
    let document = Document { reader: READER.name, encoding: decoded.encoding, ..Document::default() };
    let mut reading =
        Reading { source, at: 0, document, para: Para::new(), kind: BlockKind::Paragraph, frames: Vec::new(), notes: 0, entries: false };
    if let Some(at) = source.find("\\title{") {
        reading.at = at + 7;
        reading.frames.push(Frame::Title);
        while !reading.frames.is_empty() && reading.at < source.len() {
            reading.step();
        }
        reading.para = Para::new();
        reading.frames.clear();
        reading.document.text.clear();
        reading.document.blocks.clear();
    }
    reading.at = source.find("\\begin{document}").map_or(0, |at| at + 16);
    while reading.at < source.len() {
        reading.step();
        if reading.frames.len() > limits.depth.saturating_mul(8) {
            return Err(Failure::Limit(format!("groups nested deeper than {}", limits.depth.saturating_mul(8))));
        }
    }
    while let Some(frame) = reading.frames.pop() {
        reading.close(frame);
    }
    reading.flush();
    Ok(reading.document)
}

/// What an open brace belongs to.
enum Frame {
    Plain,
    /// A footnote: the paragraph around it.
    Note(Para),
    Heading,
    Caption,
    Title,
    /// A quotation: its closing mark.
    Quote,
}

struct Reading<'a> {
    source: &'a str,
    at: usize,
    document: Document,
    para: Para,
    kind: BlockKind,
    frames: Vec<Frame>,
    notes: u32,
    /// Inside a list of references.
    entries: bool,
}

/// Commands whose first argument is no text.
const SKIP_ONE: &str = "label ref pageref eqref autoref cref Cref vspace hspace vskip hskip bibliographystyle bibliography addbibresource usepackage documentclass input include includegraphics index pagestyle thispagestyle pagenumbering bibinfo bibfield textcolor color hypersetup thanks affiliation affil email institute address date author lstinputlisting graphicspath bibliographyunit nocite providecommand hypertarget hyperlink selectlanguage foreignlanguage fontsize phantomsection citenamefont setcounter includepdf tableofcontents";
/// Commands whose first two arguments are no text.
const SKIP_TWO: &str = "setlength addtolength newcommand renewcommand newtheorem definecolor addtocounter DeclareMathOperator setcounter addcontentsline fontsize";
/// Environments without text to search.
const SKIP_ENV: &str = "equation equation* align align* gather gather* multline eqnarray displaymath math tikzpicture comment lstlisting verbatim minted filecontents filecontents* algorithm algorithmic";

fn among(list: &str, word: &str) -> bool {
    list.split(' ').any(|w| w == word)
}

impl Reading<'_> {
    fn rest(&self) -> &str {
        self.source.get(self.at..).unwrap_or_default()
    }

    /// Takes one character, command or run of plain text.
    fn step(&mut self) {
        let source = self.source;
        let rest = &source[self.at..];
        let plain = rest.find(['\\', '{', '}', '%', '~', '$', '\n', '-', '`', '\'']).unwrap_or(rest.len());
        if plain > 0 {
            self.para.text.push_str(&rest[..plain]);
            self.at += plain;
            return;
        }
        let first = rest.as_bytes()[0];
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
            b'~' => self.para.text.push(' '),
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
        self.para.text.push_str(&rest[..end]);
        self.at += end - 1;
    }

    fn newline(&mut self) {
        let rest = self.rest();
        let blank = rest.len() - rest.trim_start().len();
        let empty = rest[..blank].contains('\n') || rest.trim_start().is_empty();
        let next = rest[blank..].chars().next();
        self.at += blank;
        if empty && self.frames.is_empty() {
            return self.flush();
        }
        let last = self.para.text.chars().next_back();
        let joined = last.is_some_and(is_cjk) && next.is_some_and(is_cjk);
        if last.is_some_and(|l| !l.is_whitespace()) && !joined {
            self.para.text.push(' ');
        }
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
        self.para.text.push_str(text);
        self.at += taken;
    }

    fn command(&mut self) {
        let source = self.source;
        let rest = &source[self.at..];
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters == 0 {
            return self.symbol(rest);
        }
        let name = &rest[..letters];
        self.at += letters;
        let after = self.rest();
        self.at += usize::from(after.starts_with('*'));
        if let Some(combining) = symbols::accent(name) {
            return self.accent(combining);
        }
        let space = self.rest().len() - self.rest().trim_start_matches([' ', '\t']).len();
        if let Some(text) = symbols::symbol(name) {
            self.at += space;
            if self.rest().starts_with("{}") {
                self.at += 2;
            }
            return self.para.text.push_str(text);
        }
        match name {
            "footnote" | "footnotetext" | "endnote" | "sidenote" | "footnotetextsf" => self.note(),
            "part" | "chapter" | "section" | "subsection" | "subsubsection" | "paragraph" => self.argument(Frame::Heading),
            "caption" => self.argument(Frame::Caption),
            "enquote" => {
                self.para.text.push('“');
                self.argument(Frame::Quote);
            }
            "title" => drop(self.group()),
            "bibitem" => self.bibitem(),
            "item" => {
                self.flush();
                self.optional();
                self.kind = BlockKind::ListItem(String::new());
            }
            "newblock" | "quad" | "qquad" | "space" => {
                let spaced = self.para.text.is_empty() || self.para.text.ends_with(char::is_whitespace);
                self.para.text.push_str(if spaced { "" } else { " " });
                self.at += space;
            }
            "par" => self.flush(),
            "newline" | "linebreak" => self.para.text.push('\n'),
            "url" | "path" | "nolinkurl" => {
                let url = self.group();
                self.para.text.push_str(&url.replace('\\', ""));
            }
            "href" => drop(self.group()),
            "begin" => self.begin(),
            "end" => self.end(),
            _ if name.contains("cite") && name != "citestyle" => self.cite(),
            _ if among(SKIP_TWO, name) => {
                self.optional();
                self.group();
                self.optional();
                self.group();
            }
            _ if among(SKIP_ONE, name) => {
                self.optional();
                self.group();
            }
            _ => {
                self.at += space;
                self.optional_short();
            }
        }
    }

    /// A command of one character: an escaped one, an accent, a line break.
    fn symbol(&mut self, rest: &str) {
        let Some(c) = rest.chars().next() else { return };
        self.at += c.len_utf8();
        match c {
            '\\' => self.para.text.push('\n'),
            ' ' | '\n' | '\t' | ',' | ';' | ':' => self.para.text.push(' '),
            '/' | '!' | '-' | '@' => {}
            '(' | ')' | '[' | ']' => {}
            _ => match symbols::accent(&rest[..c.len_utf8()]) {
                Some(combining) => self.accent(combining),
                None => self.para.text.push(c),
            },
        }
    }

    /// An accent over the next letter, with braces or without.
    fn accent(&mut self, combining: char) {
        let rest = self.rest();
        let open = rest.trim_start_matches([' ', '{']);
        let braces = rest[..rest.len() - open.len()].matches('{').count();
        let (base, length) = match open.strip_prefix('\\') {
            Some(i) if i.starts_with('i') || i.starts_with('j') => (i.chars().next(), 2),
            Some(_) => (None, 0),
            None => (open.chars().next().filter(|c| c.is_alphabetic()), open.chars().next().map_or(0, char::len_utf8)),
        };
        let Some(base) = base else { return };
        self.at += rest.len() - open.len() + length;
        for _ in 0..braces {
            let more = self.rest();
            self.at += usize::from(more.starts_with('}'));
        }
        match unicode_normalization::char::compose(base, combining) {
            Some(c) => self.para.text.push(c),
            None => self.para.text.extend([base, combining]),
        }
    }

    fn note(&mut self) {
        self.optional();
        let around = std::mem::take(&mut self.para);
        if self.rest().starts_with('{') {
            self.at += 1;
            self.frames.push(Frame::Note(around));
        } else {
            self.para = around;
        }
    }

    fn argument(&mut self, frame: Frame) {
        if !matches!(frame, Frame::Quote) {
            self.flush();
        }
        self.optional();
        if self.rest().starts_with('{') {
            self.at += 1;
            self.frames.push(frame);
        }
    }

    fn bibitem(&mut self) {
        self.flush();
        self.optional();
        let key = self.group();
        self.kind = BlockKind::Entry(key);
    }

    /// `\cite[12]{key}`: the keys stay in brackets.
    fn cite(&mut self) {
        let mut cited = String::new();
        for _ in 0..2 {
            let note = self.optional();
            if !note.is_empty() {
                cited = format!(", {note}");
            }
        }
        let keys = self.group();
        if !keys.is_empty() {
            self.para.text.push_str(&format!("[{}{cited}]", keys.replace(',', ", ").replace("  ", " ")));
        }
    }

    fn begin(&mut self) {
        let name = self.group();
        if among(SKIP_ENV, &name) {
            let end = format!("\\end{{{name}}}");
            self.at += self.rest().find(&end).map_or(self.rest().len(), |e| e + end.len());
            return;
        }
        self.flush();
        match name.as_str() {
            "thebibliography" => {
                self.group();
                self.entries = true;
            }
            "tabular" | "longtable" | "minipage" => {
                self.optional();
                self.group();
            }
            _ => drop(self.optional()),
        }
    }

    fn end(&mut self) {
        let name = self.group();
        self.flush();
        self.kind = BlockKind::Paragraph;
        self.entries &= name != "thebibliography";
        if name == "document" {
            self.at = self.source.len();
        }
    }

    /// Takes a braced group as it is written; empty where none follows.
    fn group(&mut self) -> String {
        let rest = self.rest();
        let lead = rest.len() - rest.trim_start().len();
        let taken = balanced(&rest[lead..], b'{', b'}');
        let text = rest.get(lead + 1..lead + taken.saturating_sub(1)).unwrap_or_default().trim().to_owned();
        if taken > 0 {
            self.at += lead + taken;
        }
        text
    }

    /// Takes an optional argument.
    fn optional(&mut self) -> String {
        let taken = balanced(self.rest(), b'[', b']');
        let text = self.rest().get(1..taken.saturating_sub(1)).unwrap_or_default().to_owned();
        self.at += taken;
        text
    }

    /// Takes the optional argument of an unknown command: short, or it is text in brackets.
    fn optional_short(&mut self) {
        let taken = balanced(self.rest(), b'[', b']');
        let inner = &self.rest()[..taken];
        if taken <= 30 && inner.contains('=') {
            self.at += taken;
        }
    }

    fn close(&mut self, frame: Frame) {
        match frame {
            Frame::Plain => {}
            Frame::Quote => self.para.text.push('”'),
            Frame::Heading => {
                self.kind = BlockKind::Heading(0);
                self.flush();
                self.kind = BlockKind::Paragraph;
            }
            Frame::Caption => {
                self.kind = BlockKind::Caption;
                self.flush();
                self.kind = BlockKind::Paragraph;
            }
            Frame::Title => {
                let title = self.para.text.replace('\n', " ").trim().to_owned();
                if !title.is_empty() {
                    let mut face = Face::new(Kind::Document);
                    face.set(Var::Title, title);
                    self.document.own = Some(face);
                }
            }
            Frame::Note(around) => {
                let note = std::mem::replace(&mut self.para, around);
                self.notes += 1;
                let mark = self.notes.to_string();
                let at = self.para.text.len();
                self.para.text.push_str(&format!("[{mark}]"));
                self.para.calls.push(Call { range: at..self.para.text.len(), mark, note: vec![note] });
            }
        }
    }

    fn flush(&mut self) {
        if self.frames.iter().any(|f| matches!(f, Frame::Note(_) | Frame::Title)) {
            return self.para.text.push('\n');
        }
        let mut para = std::mem::take(&mut self.para);
        let lead = para.text.len() - para.text.trim_start().len();
        if para.calls.is_empty() {
            para.text.drain(..lead);
        }
        para.kind = self.kind.clone();
        append(&mut self.document, para);
        // An entry may go on behind a blank line; anything else begins anew.
        if !(self.entries && matches!(self.kind, BlockKind::Entry(_))) {
            self.kind = BlockKind::Paragraph;
        }
    }
}

/// Length of a balanced group at the start of the text; 0 where there is none or it does not end.
fn balanced(text: &str, open: u8, close: u8) -> usize {
    let bytes = text.as_bytes();
    if bytes.first() != Some(&open) {
        return 0;
    }
    let (mut depth, mut braces, mut at) = (0usize, 0usize, 0);
    while at < bytes.len().min(20_000) {
        match bytes[at] {
            b'\\' => at += 1,
            b if b == open && braces == 0 => depth += 1,
            b if b == close && braces == 0 => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            b'{' => braces += 1,
            b'}' => braces = braces.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    0
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
