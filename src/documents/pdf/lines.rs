//! Rows to lines of text: spaces by the white between spans, raised marks kept with their places.

use super::columns::{Column, Gutter, parts};
use super::rows::Row;
use super::source::Span;
use crate::text::script::is_cjk;
use std::ops::Range;

/// A small raised span that may call a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raised {
    /// Its place in the text of the line.
    pub range: Range<usize>,
    /// What it says.
    pub mark: String,
}

/// A line of text.
#[derive(Clone, Debug)]
pub struct Line {
    /// Page from 1.
    pub page: u32,
    /// Its text; ends with a space only where one was printed.
    pub text: String,
    /// Left edge.
    pub left: f32,
    /// Right edge.
    pub right: f32,
    /// Baseline.
    pub y: f32,
    /// Size of most of its text.
    pub size: f32,
    /// Whether most of it is bold.
    pub bold: bool,
    /// Column.
    pub column: Column,
    /// Raised marks.
    pub raised: Vec<Raised>,
    /// What is italic.
    pub italic: Vec<Range<usize>>,
    /// Whether it is a running head or foot, or the number of the page.
    pub running: bool,
}

impl Line {
    /// Width of its first word, for asking whether it would have fitted on the line before.
    pub fn first_word(&self) -> f32 {
        let letters = self.text.trim().chars().count().max(1);
        let each = (self.right - self.left) / letters as f32;
        let mut n = 0usize;
        for c in self.text.trim_start().chars() {
            if c.is_whitespace() || (n > 0 && is_wide(c)) {
                break;
            }
            n += 1;
            if is_wide(c) {
                return self.size;
            }
        }
        each * n as f32
    }
}

/// Characters that stand in a full square.
pub fn is_wide(c: char) -> bool {
    is_cjk(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff60}')
}

/// The lines of a page from top to bottom, split at the gutter.
pub fn lines(rows: &[Row], gutter: Option<Gutter>, page: u32) -> Vec<Line> {
    let mut out = Vec::new();
    for row in rows {
        if row.artifact {
            out.push(Line { running: true, ..line(&row.spans, row, Column::Whole, page) });
            continue;
        }
        for (column, range) in parts(row, gutter) {
            let spans = row.spans.get(range).unwrap_or(&[]);
            if !spans.is_empty() {
                out.push(line(spans, row, column, page));
            }
        }
    }
    out
}

fn line(spans: &[Span], row: &Row, column: Column, page: u32) -> Line {
    let letters = |s: &Span| s.text.chars().filter(|c| !c.is_whitespace()).count();
    let all: usize = spans.iter().map(letters).sum();
    let size = most(spans.iter().map(|s| (s.size, letters(s))));
    let base = spans.iter().filter(|s| s.size >= 0.9 * size).map(|s| s.y).next().unwrap_or(row.y);
    let bold: usize = spans.iter().filter(|s| s.bold).map(letters).sum();
    let loose = is_loose(spans);
    let mut text = String::new();
    let (mut raised, mut italic) = (Vec::new(), Vec::new());
    let mut before: Option<&Span> = None;
    for s in spans {
        if let Some(b) = before
            && space_between(b, s, &text, size)
            && !(loose && wide_ends(&text, &s.text))
        {
            text.push(' ');
        }
        let start = text.len();
        let clean = if text.is_empty() || text.ends_with(' ') { s.text.trim_start() } else { s.text.as_str() };
        if loose {
            tighten(&mut text, clean);
        } else {
            text.push_str(clean);
        }
        let small = s.size <= 0.85 * size || (s.y - base > 0.2 * size && s.size < 0.98 * size);
        if small && s.y - base > -0.08 * size && is_mark(s.text.trim()) {
            let printed = text.get(start..).unwrap_or("");
            let lead = printed.len() - printed.trim_start().len();
            let mark = printed.trim().to_owned();
            raised.push(Raised { range: start + lead..start + lead + mark.len(), mark });
        }
        superscripts(&text, start, &mut raised);
        if s.italic {
            italic.push(start..text.len());
        }
        before = Some(s);
    }
    let left = spans.iter().map(|s| s.x).fold(f32::MAX, f32::min);
    let right = spans.iter().map(trimmed_right).fold(f32::MIN, f32::max);
    Line { page, text, left, right, y: base, size, bold: bold * 2 > all, column, raised, italic, running: false }
}

/// The engine gives some raised digits as superscript characters: each run of them may call a note as well.
fn superscripts(text: &str, from: usize, raised: &mut Vec<Raised>) {
    let digit = |c: char| match c {
        '¹' => Some('1'),
        '²' => Some('2'),
        '³' => Some('3'),
        '⁰' | '⁴'..='⁹' => char::from_digit(c as u32 - 0x2070, 10),
        _ => None,
    };
    let mut run: Option<Raised> = None;
    for (i, c) in text.get(from..).unwrap_or("").char_indices() {
        let at = from + i;
        match (digit(c), &mut run) {
            (Some(d), Some(r)) => {
                r.mark.push(d);
                r.range.end = at + c.len_utf8();
            }
            (Some(d), none) => *none = Some(Raised { range: at..at + c.len_utf8(), mark: d.to_string() }),
            (None, _) => raised.extend(run.take().filter(|r| r.mark.len() <= 3)),
        }
    }
    raised.extend(run.filter(|r| r.mark.len() <= 3));
}

/// Whether the Han characters of a line stand apart, each for itself, so that the engine took the white for spaces.
fn is_loose(spans: &[Span]) -> bool {
    let (mut close, mut apart) = (0, 0);
    for s in spans {
        let (mut last, mut space) = (None, false);
        for c in s.text.chars() {
            if c == ' ' {
                space = true;
                continue;
            }
            if last.is_some_and(is_wide) && is_wide(c) {
                *(if space { &mut apart } else { &mut close }) += 1;
            }
            (last, space) = (Some(c), false);
        }
    }
    apart >= 5 && apart * 5 >= close * 3
}

fn wide_ends(a: &str, b: &str) -> bool {
    a.trim_end().chars().next_back().is_some_and(is_wide) && b.trim_start().chars().next().is_some_and(is_wide)
}

/// Appends without the spaces between full squares.
fn tighten(text: &mut String, more: &str) {
    let mut spaces = 0;
    for c in more.chars() {
        if c == ' ' {
            spaces += 1;
            continue;
        }
        let between = text.chars().next_back().is_some_and(is_wide) && is_wide(c);
        if !between {
            text.extend(std::iter::repeat_n(' ', spaces));
        }
        spaces = 0;
        text.push(c);
    }
    text.extend(std::iter::repeat_n(' ', spaces));
}

/// Right edge without trailing spaces.
fn trimmed_right(s: &Span) -> f32 {
    let all = s.text.chars().count().max(1);
    let printed = s.text.trim_end().chars().count();
    // A space is about half as wide as other letters.
    s.right() - s.width * 0.5 * (all - printed) as f32 / all as f32
}

/// The value that most letters have.
fn most(values: impl Iterator<Item = (f32, usize)>) -> f32 {
    let mut seen: Vec<(f32, usize)> = Vec::new();
    for (v, n) in values {
        match seen.iter_mut().find(|(s, _)| (s - v).abs() < 0.2) {
            Some((_, m)) => *m += n,
            None => seen.push((v, n)),
        }
    }
    seen.into_iter().max_by_key(|(_, n)| *n).map_or(1.0, |(v, _)| v)
}

fn space_between(a: &Span, b: &Span, text: &str, size: f32) -> bool {
    if text.ends_with(' ') || b.text.starts_with(' ') {
        return false;
    }
    let gap = b.x - a.right();
    let wide = |c: Option<char>| c.is_some_and(is_wide);
    let small = a.size.min(b.size).min(size);
    match (wide(text.chars().next_back()), wide(b.text.chars().next())) {
        (true, true) => gap > 0.8 * size,
        (true, false) | (false, true) => gap > 0.4 * size,
        (false, false) => gap > 0.17 * small,
    }
}

/// Whether a text can be the mark of a note: a short number, bare or in brackets, a circled number, a star or dagger, a letter.
pub fn is_mark(text: &str) -> bool {
    let inner = text.trim_matches(['[', ']', '〔', '〕', '(', ')', '（', '）', '［', '］', '【', '】', '注', '註', ' ', '.', ':', '：']);
    let n = inner.chars().count();
    (1..=3).contains(&n)
        && text.chars().count() <= 6
        && (inner.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
            || inner.chars().all(is_circled)
            || inner.chars().all(|c| matches!(c, '*' | '∗' | '＊' | '†' | '‡' | '§' | '¶' | '#' | '※'))
            || (n == 1 && inner.chars().all(|c| c.is_ascii_lowercase())))
}

/// Circled and parenthesised numbers (U+2460–U+249B, U+24EB–U+24FE, U+2776–U+2793, U+3251–U+325F, U+32B1–U+32BF).
pub fn is_circled(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{249b}' | '\u{24eb}'..='\u{24fe}' | '\u{2776}'..='\u{2793}' | '\u{3251}'..='\u{325f}' | '\u{32b1}'..='\u{32bf}')
}

/// The same mark, however it is bracketed.
pub fn same_mark(a: &str, b: &str) -> bool {
    let bare = |s: &str| -> String {
        let t = s.trim_matches(|c: char| "[]〔〕()（）［］【】注註 .:：".contains(c));
        t.chars().map(|c| if matches!(c, '∗' | '＊') { '*' } else { c }).collect()
    };
    bare(a) == bare(b)
}
