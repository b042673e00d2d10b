//! How far a note or an entry reaches: whether a text is finished, whether the next piece goes on with it.

use super::lines::Line;
use super::{Found, Site, marks, signs};
use crate::text::cut::head;
use crate::text::script::{has_han, is_han};
use std::ops::Range;

/// Bytes that no reference is longer than: what goes on beyond them is text.
pub const LONGEST: usize = 8_000;

/// A place in the making: its lines, not yet joined to ranges.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// Kind of place.
    pub site: Site,
    /// Mark as printed.
    pub mark: String,
    /// Lines without the mark.
    pub lines: Vec<Line<'a>>,
}

impl<'a> Draft<'a> {
    /// A draft of one line.
    pub fn new(site: Site, mark: &str, line: Line<'a>) -> Self {
        Draft { site, mark: mark.to_owned(), lines: vec![line] }
    }

    /// All characters from the first line to the last.
    pub fn text(&self, text: &'a str) -> &'a str {
        match (self.lines.first(), self.lines.last()) {
            (Some(first), Some(last)) => text.get(first.start..last.end).unwrap_or_default(),
            _ => "",
        }
    }

    /// The place: lines that follow each other directly are one range. What is longer than any reference is cut at the ends
    /// of its sentences.
    pub fn found(self, text: &str) -> Vec<Found> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for line in self.lines.iter().filter(|l| l.start < l.end) {
            match ranges.last_mut() {
                Some(last) if last.end <= line.start && adjoining(&text[last.end..line.start]) => last.end = line.end,
                _ => ranges.push(line.start..line.end),
            }
        }
        if let (1, Some(only)) = (ranges.len(), ranges.first_mut()) {
            *only = trimmed(text, only.clone());
        }
        ranges.retain(|r| r.start < r.end);
        let page = self.lines.first().map_or(0, |l| l.page);
        let groups = if ranges.iter().map(ExactSizeIterator::len).sum::<usize>() > LONGEST { cut(text, ranges) } else { vec![ranges] };
        let found = |ranges: Vec<_>| Found { site: self.site, ranges, mark: self.mark.clone(), page };
        groups.into_iter().filter(|g| !g.is_empty()).map(found).collect()
    }
}

/// Ranges in groups that are no longer than a reference may be.
fn cut(text: &str, ranges: Vec<Range<usize>>) -> Vec<Vec<Range<usize>>> {
    let mut groups: Vec<Vec<Range<usize>>> = Vec::new();
    let mut length = usize::MAX;
    for mut range in ranges {
        while range.start < range.end {
            let rest = &text[range.clone()];
            let piece = head(rest, LONGEST);
            let ends = piece.rmatch_indices(['。', '；', ';', '\n']).map(|(at, end)| at + end.len());
            let stop = piece.rfind(". ").map(|at| at + 2);
            let at = if piece.len() == rest.len() { rest.len() } else { ends.take(1).chain(stop).max().unwrap_or(piece.len()) };
            let part = range.start..range.start + rest[..at].trim_end().len();
            range.start += at + rest[at..].len() - rest[at..].trim_start().len();
            if part.is_empty() {
                continue;
            }
            match groups.last_mut() {
                Some(group) if length.saturating_add(part.len()) <= LONGEST => group.push(part.clone()),
                _ => {
                    groups.push(vec![part.clone()]);
                    length = 0;
                }
            }
            length += part.len();
        }
    }
    groups
}

fn adjoining(between: &str) -> bool {
    between.trim().is_empty() && between.matches('\n').count() <= 1 && !between.contains('\u{c}')
}

/// Without a closing bracket that was opened before the range (`【[1]…】`).
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    for (open, close) in [('【', '】'), ('［', '］'), ('（', '）'), ('“', '”')] {
        if part.ends_with(close) && part.matches(open).count() < part.matches(close).count() && close != '”' {
            return range.start..range.start + part[..part.len() - close.len_utf8()].trim_end().len();
        }
    }
    range
}

/// Whether a text ends as a reference ends.
pub fn complete(text: &str) -> bool {
    let text = text.trim_end_matches(['*', '_', '\\', ' ', '\u{3000}', '\t']);
    let Some(last) = text.chars().next_back() else { return true };
    if matches!(last, '-' | '—' | '–' | ',' | '，' | '、' | ':' | '：' | '(' | '（' | '《' | '/' | '&' | '“') {
        return false;
    }
    let end = crate::text::cut::tail(text, LONGEST);
    if end.matches('《').count() > end.matches('》').count() {
        return false;
    }
    matches!(
        last,
        '.' | '。' | '．' | '!' | '?' | '！' | '？' | ';' | '；' | ')' | '）' | ']' | '］' | '】' | '〕' | '>' | '》' | '”' | '"'
    ) || last.is_ascii_digit()
        || matches!(last, '页' | '頁' | '版' | '期' | '卷' | '年')
}

/// Whether the piece, in a paragraph of its own, is the rest of a text that was broken off.
pub fn tail(text: &str, next: &str) -> bool {
    if next.len() > 600 || marks::at_start(next).is_some_and(|m| m.family != marks::Family::Bare && m.number < marks::DOUBTFUL) {
        return false;
    }
    let found = signs::signs(next);
    let Some(first) = next.chars().next() else { return false };
    let leading = first.is_lowercase()
        || first.is_ascii_digit()
        || matches!(first, '第' | '页' | '頁' | '年' | '，' | ',' | '》' | ')' | '）' | '”' | '：' | ':' | '.' | '《');
    let begun = next.starts_with("pp.") || next.starts_with("http") || next.starts_with("vol.") || next.starts_with("www");
    let short = next.chars().count() <= 160;
    match complete(text) {
        true if signs::author_first(next) => false,
        true => found.score >= 2 && short && (first.is_lowercase() || begun || matches!(first, '，' | ',' | '：' | ':')),
        false => short && found.score >= 1 && (leading || begun || found.score >= 3 || found.year) && ended(next),
    }
}

/// Whether a rest ends as a sentence does, so that it is no line of running text.
fn ended(text: &str) -> bool {
    text.ends_with(['。', '.', '．', '；', ';', ')', '）', ']', '>', '】']) || text.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether the second text is the translation of the first: a Chinese entry, then a Latin one with the same numbers.
pub fn pair(first: &str, second: &str) -> bool {
    let (first, second) = (head(first, LONGEST), head(second, LONGEST));
    if !has_han(first) || second.chars().filter(|c| is_han(*c)).count() * 4 > second.chars().count() {
        return false;
    }
    let second_signs = signs::signs(second);
    if second_signs.score < 2 {
        return false;
    }
    let (mine, other) = (numbers(first), numbers(second));
    let shared = other.iter().filter(|n| mine.contains(n)).count();
    let year = other.iter().any(|n| n.len() == 4 && mine.contains(n));
    year && (shared >= 2 || other.len() <= 2 || second.contains("Chinese"))
}

fn numbers(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty() && n.len() <= 4).take(40).collect()
}

/// Whether a line of the same paragraph goes on with the line before it; `widest` is the width of full lines.
pub fn wraps(entry: &str, before: &Line, line: &Line, widest: usize) -> bool {
    if !complete(before.text) || pair(entry, line.text) {
        return true;
    }
    let full = before.width() * 10 >= widest * 8 && (40..=160).contains(&widest);
    let begins = line.text.chars().next().is_some_and(char::is_lowercase);
    begins || (full && line.indent > before.indent) || (full && !signs::author_first(line.text) && signs::signs(line.text).score >= 1)
}

/// How many of an entry's lines belong to it for certain where no later mark tells.
pub fn certain(text: &str, draft: &Draft) -> usize {
    let widest = draft.lines.iter().map(Line::width).max().unwrap_or(0);
    let Some(first) = draft.lines.first() else { return 0 };
    for i in 1..draft.lines.len() {
        let (before, line) = (&draft.lines[i - 1], &draft.lines[i]);
        let so_far = text.get(first.start..before.end).unwrap_or_default();
        if so_far.len() > LONGEST {
            return i;
        }
        let goes_on = match before.para == line.para {
            true => wraps(so_far, before, line, widest),
            false => pair(so_far, line.text) || tail(so_far, line.text),
        };
        if !goes_on {
            return i;
        }
    }
    draft.lines.len()
}
