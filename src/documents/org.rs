//! Reads Org files (its manual, chapters 2, 12.10 and the syntax draft): the file's own characters, with headings and
//! footnotes (`[fn:1] …`, inline `[fn:: …]`) as blocks; keywords, drawers and source blocks are no text.

use super::text::{begin, by_ending, paragraphs};
use super::{Block, BlockKind, Document, Failure, Limits, Reader};
use crate::model::{Date, DateVar, Face, Kind, Role, Var};
use crate::normalise::names;
use std::ops::Range;
use std::path::Path;

/// Org.
pub const READER: Reader = Reader { name: "org", label: "Org", extensions: &["org"], detect, read };

fn detect(bytes: &[u8], path: &Path) -> u8 {
    by_ending(bytes, path, READER.extensions)
}

fn read(bytes: &[u8], _path: &Path, _limits: &Limits) -> Result<Document, Failure> {
    let mut document = begin(READER.name, bytes);
    let text = document.text.as_str();
    let mut walk = Walk { text, out: Vec::new(), open: None, hidden: None, nameless: 0 };
    let mut own = Face::new(Kind::Document);
    for block in paragraphs(text, 0, &mut 0) {
        let mut at = block.range.start;
        for line in text[block.range.clone()].split_inclusive('\n') {
            keyword(line, &mut own);
            walk.line(line, at..at + line.trim_end().len());
            at += line.len();
        }
        walk.close();
    }
    document.blocks = walk.out;
    document.own = Some(own).filter(|o| !o.get(Var::Title).is_empty());
    Ok(document)
}

/// The file's own record from its keywords.
fn keyword(line: &str, own: &mut Face) {
    let Some((name, value)) = line.strip_prefix("#+").and_then(|l| l.split_once(':')) else { return };
    match name.to_ascii_lowercase().as_str() {
        "title" => own.set_default(Var::Title, value.trim()),
        "author" if own.authors().is_empty() => own.set_names(Role::Author, names::list(value.trim())),
        "date" => {
            let year = value.split(|c: char| !c.is_ascii_digit()).find(|n| n.len() == 4).and_then(|n| n.parse().ok());
            own.set_date(DateVar::Issued, year.map(Date::year).unwrap_or_default());
        }
        _ => {}
    }
}

struct Walk<'a> {
    text: &'a str,
    out: Vec<Block>,
    open: Option<(BlockKind, Range<usize>)>,
    /// What ends the lines that are no text.
    hidden: Option<&'static str>,
    /// Inline notes without a label, which are counted.
    nameless: u32,
}

impl Walk<'_> {
    fn line(&mut self, line: &str, range: Range<usize>) {
        let bare = line.trim();
        if let Some(end) = self.hidden {
            if bare.len() >= end.len() && bare.get(..end.len()).is_some_and(|b| b.eq_ignore_ascii_case(end)) {
                self.hidden = None;
            }
            return;
        }
        let stars = line.bytes().take_while(|b| *b == b'*').count();
        let lower = bare.get(..12.min(bare.len())).unwrap_or_default().to_ascii_lowercase();
        if stars > 0 && line[stars..].starts_with(' ') {
            self.close();
            self.out.push(Block { kind: BlockKind::Heading(stars.min(9) as u8), range: range.start + stars + 1..range.end, page: 0 });
        } else if lower.starts_with("#+begin_src") || lower.starts_with("#+begin_exa") {
            self.close();
            self.hidden = Some("#+end_");
        } else if bare.starts_with(':') && bare.ends_with(':') && bare.len() > 2 && !bare.contains(' ') {
            self.hidden = Some(":end:");
        } else if bare.starts_with("#+") || bare == "#" || bare.starts_with("# ") {
            self.close();
        } else if let Some((label, offset)) = definition(line) {
            self.close();
            self.open = Some((BlockKind::Note(label.to_owned()), range.start + offset..range.end));
        } else {
            let (kind, start) = self.open.take().map_or((BlockKind::Paragraph, range.start), |(kind, open)| (kind, open.start));
            self.open = Some((kind, start..range.end));
        }
    }

    /// Ends the open paragraph; notes inside it become blocks between its parts.
    fn close(&mut self) {
        let Some((kind, range)) = self.open.take() else { return };
        let text = &self.text[range.clone()];
        let mut at = 0;
        while let Some(start) = text[at..].find("[fn:").map(|s| at + s) {
            let inner = &text[start + 4..];
            let label = inner.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')).count();
            let length = if inner[label..].starts_with(':') { closing(&inner[label + 1..]) } else { None };
            let Some(length) = length else {
                self.push(kind.clone(), range.start + at..range.start + start + 4);
                at = start + 4;
                continue;
            };
            let body = start + 4 + label + 1;
            self.push(kind.clone(), range.start + at..range.start + start);
            self.nameless += u32::from(label == 0);
            let mark = if label == 0 { format!("fn:{}", self.nameless) } else { inner[..label].to_owned() };
            self.push(BlockKind::Note(mark), range.start + body..range.start + body + length);
            at = body + length + 1;
        }
        self.push(kind, range.start + at..range.end);
    }

    /// Adds a part; what continues the block before it becomes one with it.
    fn push(&mut self, kind: BlockKind, range: Range<usize>) {
        let text = &self.text[range.clone()];
        let range = range.start + text.len() - text.trim_start_matches([' ', '\n']).len()..range.start + text.trim_end().len();
        if range.start >= range.end {
            return;
        }
        match self.out.last_mut() {
            Some(last) if last.kind == kind && last.range.end == range.start => last.range.end = range.end,
            _ => self.out.push(Block { kind, range, page: 0 }),
        }
    }
}

/// `[fn:1] …` at the beginning of a line: its label, and where the text begins.
fn definition(line: &str) -> Option<(&str, usize)> {
    let (label, text) = line.strip_prefix("[fn:")?.split_once(']')?;
    let plain = !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    plain.then(|| (label, line.len() - text.trim_start().len()))
}

/// Longest inline note, in bytes.
const LONGEST: usize = 8_000;

/// Length up to the bracket that closes the one opened before the text.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 1usize;
    for (at, b) in text.bytes().enumerate().take(LONGEST) {
        match b {
            b'[' => depth += 1,
            b']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::text::seen;

    #[test]
    fn notes_are_blocks_wherever_they_stand() {
        let source = "#+TITLE: 甲\n#+AUTHOR: 王娜\n* 一\n:PROPERTIES:\n:ID: x\n:END:\n正文[fn:1]，又[fn:: 李明：《乙》[M]，2001年。]完[1]。\n\n#+begin_src rust\n[fn:2] no\n\n#+end_src\n* References\n- A\n\n[fn:1] 王娜：《丙》，\n2002年。\n";
        let Ok(document) = read(source.as_bytes(), Path::new("a.org"), &Limits::default()) else { panic!("it is read") };
        use BlockKind::{Heading, Note, Paragraph};
        let expected = [
            (Heading(1), "一"),
            (Paragraph, "正文[fn:1]，又"),
            (Note("fn:1".into()), "李明：《乙》[M]，2001年。"),
            (Paragraph, "完[1]。"),
            (Heading(1), "References"),
            (Paragraph, "- A"),
            (Note("1".into()), "王娜：《丙》，\n2002年。"),
        ];
        assert_eq!(seen(&document), expected);
        assert_eq!(document.own.map(|o| (o.get(Var::Title).to_owned(), o.authors().len())), Some(("甲".into(), 1)));
    }
}
