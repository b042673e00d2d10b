//! The lines the finder looks at: what carries no text of the document (page numbers, running heads, images, rules) left out.

use crate::documents::{BlockKind, Document};
use rustc_hash::{FxHashMap, FxHashSet};

/// What the reader knew of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, or unknown.
    Text,
    /// A heading.
    Heading,
    /// An item of a list.
    Item,
    /// A note.
    Note,
    /// An entry of a bibliography.
    Entry,
    /// A cell, row or caption.
    Caption,
}

/// One line without its white space, quote marks and bullets.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// First byte in the document's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The characters.
    pub text: &'a str,
    /// Columns of white space in front (Han width counts two).
    pub indent: u16,
    /// Number of the paragraph: lines of one block without a blank line between.
    pub para: u32,
    /// Page from 1; 0 where there are none.
    pub page: u32,
    /// What the reader knew.
    pub kind: Kind,
    /// Whether a bullet stood in front.
    pub bullet: bool,
    /// Mark the reader took off (notes, entries, items).
    pub mark: &'a str,
}

impl<'a> Line<'a> {
    /// The part of the line from that byte of its text on, white space cut off.
    pub fn from(&self, offset: usize) -> Line<'a> {
        let rest = self.text.get(offset..).unwrap_or_default();
        let trimmed = rest.trim_start();
        let start = self.end - trimmed.len();
        Line { start, text: trimmed, ..*self }
    }

    /// The part of the line before that byte of its text, white space cut off.
    pub fn until(&self, offset: usize) -> Line<'a> {
        let text = self.text.get(..offset).unwrap_or(self.text).trim_end();
        Line { end: self.start + text.len(), text, ..*self }
    }

    /// Columns it takes in print.
    pub fn width(&self) -> usize {
        usize::from(self.indent) + width(self.text)
    }
}

/// Columns of a text: two for characters of East Asian width, roughly.
pub fn width(text: &str) -> usize {
    text.chars().map(|c| if c >= '\u{2e80}' { 2 } else { 1 }).sum()
}

/// All lines of a document in order.
pub fn lines(document: &Document) -> Vec<Line<'_>> {
    let mut all = Vec::new();
    let mut para = 0;
    for block in &document.blocks {
        let (kind, mark) = match &block.kind {
            BlockKind::Running => continue,
            BlockKind::Heading(_) => (Kind::Heading, ""),
            BlockKind::Paragraph => (Kind::Text, ""),
            BlockKind::ListItem(mark) => (Kind::Item, mark.as_str()),
            BlockKind::Note(mark) => (Kind::Note, mark.as_str()),
            BlockKind::Entry(mark) => (Kind::Entry, mark.as_str()),
            BlockKind::Table | BlockKind::Caption => (Kind::Caption, ""),
        };
        let Some(text) = document.text.get(block.range.clone()) else { continue };
        para += 1;
        let mut at = block.range.start;
        for raw in text.split_inclusive('\n') {
            let trimmed = raw.trim();
            let noise = !matches!(kind, Kind::Note | Kind::Entry) && (is_noise(trimmed) || is_set_head(raw));
            if trimmed.is_empty() || noise || raw.starts_with('\u{c}') {
                para += 1;
            }
            if !trimmed.is_empty() && !noise {
                let start = at + (raw.len() - raw.trim_start().len());
                let line = Line {
                    start,
                    end: start + trimmed.len(),
                    text: trimmed,
                    indent: indent(raw),
                    para,
                    page: block.page,
                    kind,
                    bullet: false,
                    mark,
                };
                all.push(unquoted(line));
            }
            at += raw.len();
        }
    }
    let heads = running(&all);
    all.retain(|l| !l.text.is_empty() && !heads.contains(folded(l.text)));
    all
}

fn indent(raw: &str) -> u16 {
    let mut columns = 0u16;
    for c in raw.chars().take_while(|c| c.is_whitespace() && *c != '\n') {
        columns = columns.saturating_add(match c {
            '\t' => 4,
            '\u{3000}' => 2,
            _ => 1,
        });
    }
    columns
}

/// The line without Markdown quote marks and bullets.
fn unquoted(mut line: Line<'_>) -> Line<'_> {
    while let Some(rest) = line.text.strip_prefix('>') {
        line = line.from(line.text.len() - rest.len());
    }
    // Encyclopedias print their links back to the text as `^` or `^ a b`.
    if let Some(rest) = line.text.strip_prefix("^ ").or_else(|| line.text.strip_prefix("↑ ")) {
        let mut rest = rest.trim_start();
        while rest.len() > 2 && rest.as_bytes()[0].is_ascii_lowercase() && rest.as_bytes()[1] == b' ' {
            rest = rest[2..].trim_start();
        }
        return Line { bullet: true, ..line.from(line.text.len() - rest.len()) };
    }
    for bullet in ["- ", "* ", "+ ", "• ", "· ", "●", "■", "◆", "▪", "➢", "•"] {
        if line.text.starts_with(bullet) {
            return Line { bullet: true, ..line.from(bullet.len()) };
        }
    }
    line
}

/// Images, rules, page numbers and marks of scanning services: they may stand in the middle of anything.
fn is_noise(text: &str) -> bool {
    if text.starts_with("![")
        || text.starts_with("<html")
        || text.starts_with("<table")
        || text.starts_with("<img")
        || text.starts_with("```")
    {
        return true;
    }
    text.len() <= 240 && (is_rule(text) || is_page_number(text) || is_paged_head(text) || matches!(text, "万方数据" | "CNKI"))
}

/// A line of dashes, stars, dots or table rules.
fn is_rule(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_punctuation() && !matches!(c, '[' | ']') || matches!(c, '—' | '–' | '·' | '•' | '…' | '─' | '═' | '━' | ' '))
}

/// `12`, `- 12 -`, `·12·`, `12/45`, `第12页`, `第 3 页 共 10 页`, `Page 3 of 10`; a range or a full stop belongs to a reference.
fn is_page_number(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| matches!(c, '·' | '•' | '-' | '—' | '–' | '|' | '~' | '_' | '*') || c.is_whitespace());
    let bare = bare.strip_prefix("Page").or_else(|| bare.strip_prefix("PAGE")).or_else(|| bare.strip_prefix('第')).unwrap_or(bare);
    let bare = bare.strip_suffix(['页', '頁']).unwrap_or(bare).trim();
    if !bare.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let mut parts = bare.split(['/', '页', '共', '，', ' ']).filter(|p| !p.is_empty() && *p != "of");
    let digits = |p: &str| p.len() <= 4 && p.bytes().all(|b| b.is_ascii_digit());
    parts.clone().count() <= 2 && parts.all(digits)
}

/// A running head or foot that tells itself by its page number: `…研究 ·57·`, `Journal 12 Page 9 of 10`.
fn is_paged_head(text: &str) -> bool {
    let decorated = |s: &str| {
        let mut parts = s.split(['·', '•']).filter(|p| !p.is_empty());
        s.matches(['·', '•']).count() == 2
            && parts.next().is_some_and(|p| p.trim().len() <= 4 && p.trim().bytes().all(|b| b.is_ascii_digit()))
            && parts.next().is_none()
    };
    let (mut first, mut last) = ("", "");
    for word in text.split_whitespace() {
        first = if first.is_empty() { word } else { first };
        last = word;
    }
    if decorated(first) || decorated(last) {
        return true;
    }
    text.rfind("Page ")
        .or_else(|| text.rfind("page "))
        .is_some_and(|at| is_page_number(&text[at..].replace("page", "Page")) && text[at..].contains(" of "))
}

/// A running head or foot as text that keeps the layout of the page sets it: a page number far from a title
/// (`46          历史研究          2019年第3期`), a journal's line in capitals.
fn is_set_head(raw: &str) -> bool {
    let text = raw.trim();
    if text.len() > 240 {
        return false;
    }
    let number = |word: &str| !word.is_empty() && word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit());
    let (mut words, mut wide, mut open) = (Vec::new(), 0, 0);
    for part in text.split([' ', '\u{3000}', '\t']) {
        open += 1;
        // Ornaments around the number (`· 68 ·`) are no words.
        if !part.trim_matches(['·', '•', '|', '—', '-', '.', '*']).is_empty() {
            wide += usize::from(open > 3);
            words.push((part, open));
            open = 0;
        }
    }
    let (Some((first, _)), Some((last, gap))) = (words.first(), words.last()) else { return false };
    let second = words.get(1).map_or(0, |(_, gap)| *gap);
    if words.len() < 2 || !number(first) && !number(last) {
        return is_issue(text);
    }
    let capitals = text.bytes().any(|b| b.is_ascii_uppercase()) && !text.bytes().any(|b| b.is_ascii_lowercase());
    let far = number(first) && second > 7 || number(last) && *gap > 7;
    capitals && text.contains("VOL") || wide >= 2 && words.len() <= 8 || far && super::signs::signs(text).score == 0
}

/// `第16卷 第1期`, `2008年第3期`: the foot of a journal's page, alone on its line.
fn is_issue(text: &str) -> bool {
    text.starts_with(|c: char| c == '第' || c.is_ascii_digit())
        && text.ends_with('期')
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '第' | '卷' | '期' | '年' | '总' | '(' | ')' | '（' | '）'))
}

/// A line as running heads repeat it: without digits and spaces.
fn folded(text: &str) -> &str {
    // Page numbers stand at either end of a running head.
    text.trim_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '·' | '-' | '—' | '|' | '.' | '•' | '第' | '页'))
}

/// Short lines that stand in the document again and again, as running heads do.
fn running<'a>(lines: &[Line<'a>]) -> FxHashSet<&'a str> {
    let mut count: FxHashMap<&str, (u32, u32)> = FxHashMap::default();
    for line in lines {
        let head = folded(line.text);
        if (6..=120).contains(&head.len()) && line.kind != Kind::Note && line.kind != Kind::Entry && !line.bullet {
            let seen = count.entry(head).or_insert((0, 0));
            seen.0 += 1;
            seen.1 += u32::from(head.len() != line.text.len());
        }
    }
    count
        .into_iter()
        .filter(|(head, (n, numbered))| *n >= 3 && (*numbered >= 2 || *n >= 4) && head_like(head))
        .map(|(head, _)| head)
        .collect()
}

/// Whether a repeated line could be a running head: no sentence, no mark, no heading of a list, no chat turn.
fn head_like(head: &str) -> bool {
    let first = head.chars().next().unwrap_or(' ');
    !head.ends_with(['。', '；', ';', ':', '：', '，', ','])
        && !matches!(first, '[' | '〔' | '［' | '【' | '^' | '<' | '$' | '①'..='⑳' | '*' | '#' | '(' | '（' | '《')
        && super::heading::list(head).is_none()
        && super::heading::ends(head).is_none()
}
