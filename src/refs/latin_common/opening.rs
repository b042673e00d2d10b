//! How references open: names, a date behind them, a title in quotation marks.

use super::dates::{self, Found};
use super::items::sentence_end;
use super::names::{self, Form, List};
use super::numbers::is_year;
use super::tokens::{Kind, Scan};
use super::words::{EDS, FUNC};
use std::ops::Range;

/// Names with the date behind them.
#[derive(Clone, Debug)]
pub struct AuthorDate {
    /// Tokens of the names.
    pub people: Range<usize>,
    /// Tokens of the date.
    pub date: Range<usize>,
    /// First token of the rest, after the mark that follows the date.
    pub next: usize,
    /// The date stood in parentheses.
    pub parens: bool,
    /// The mark behind the date, a space where there is none.
    pub mark: char,
    /// How sure it is that the part in front is names.
    pub sure: bool,
}

fn skip_marks(s: &Scan, mut i: usize) -> usize {
    while s.is(i, ',') || s.is(i, '.') || s.is(i, ';') || s.is(i, ':') {
        i += 1;
    }
    i
}

fn mark_after(s: &Scan, i: usize) -> (char, usize) {
    match s.tok(i) {
        Some(t) if t.kind == Kind::Punct && matches!(t.ch, '.' | ',' | ':' | ';') => (t.ch, i + 1),
        Some(t) if t.kind == Kind::Punct && t.ch == '-' => (' ', i + 1),
        _ => (' ', i),
    }
}

/// Names and a date behind them, in parentheses or not.
pub fn author_date(s: &Scan) -> Option<AuthorDate> {
    s.opening()
}

/// [`author_date`], read anew.
pub fn read(s: &Scan) -> Option<AuthorDate> {
    let start = s.start();
    if start > 0 && is_year(s, start) && s.is(start - 1, ',') | s.is(start - 1, '.') | s.is(start - 1, '_') {
        let found = Found { end: start + 1, full: false, words: false };
        return Some(dated(s, start..start, start..start + 1, start + 1, false, found, true));
    }
    let list = names::list(s, start);
    if let Some(l) = list {
        let end = people_end(s, l.end);
        let at = skip_marks(s, end);
        if let Some((date, after, found)) = dates::in_parens(s, at) {
            return Some(dated(s, start..at, date, after, true, found, true));
        }
        if let Some(d) = dates::date(s, at).filter(|d| !d.words && (is_year(s, at) || d.full) || d.words && s.is(d.end, '.'))
            && (is_year(s, at) || d.words)
        {
            return Some(dated(s, start..at, at..d.end, d.end, false, d, true));
        }
    }
    corporate_date(s, start, list.as_ref())
}

fn corporate_date(s: &Scan, start: usize, list: Option<&List>) -> Option<AuthorDate> {
    const LONGEST: usize = 150;
    let mut commas = 0;
    for i in start..s.len().min(start + LONGEST) {
        if s.is(i, '.') && sentence_end(s, i) && s.tok(i.wrapping_sub(1)).is_some_and(|t| t.len > 4 || t.ch == ')' || t.upper && t.len > 1)
        {
            let at = i + 1;
            let year = is_year(s, at) && (s.is(at + 1, '.') || s.is(at + 1, ',') || s.is(at + 1, ':'));
            if year {
                return Some(dated(
                    s,
                    start..i,
                    at..at + 1,
                    at + 1,
                    false,
                    Found { end: at + 1, full: false, words: false },
                    names::corporate(s, start, i),
                ));
            }
            if !s.is(at, '(') && !s.is(at, '[') {
                return None;
            }
        }
        if s.opens(i) && s.tok(i).is_some_and(|t| matches!(t.ch, '“' | '"' | '„' | '«')) {
            return None;
        }
        commas += usize::from(s.is(i, ','));
        if i > start
            && (s.is(i, '(') || s.is(i, '[') && s.is(i - 1, '.'))
            && let Some((date, after, found)) = dates::in_parens(s, i)
        {
            let capitals = (start..i).filter(|k| s.cap(*k)).count();
            let small = (start..i).filter(|k| s.kind(*k) == Some(Kind::Word) && !s.cap(*k) && !s.has(*k, FUNC)).count();
            let digits = (start..i).any(|k| s.kind(k) == Some(Kind::Num));
            let other = list.is_some_and(|l| {
                l.end + 3 < i
                    && (l.form != Form::Full && (s.is(l.end, ',') || s.is(l.end, '.')) && l.count > 1
                        || s.is(l.end, '.')
                        || s.opens(l.end + 1))
            });
            if capitals == 0 || digits || other || small > capitals {
                return None;
            }
            return Some(dated(s, start..i, date, after, true, found, small == 0 && (commas == 0 || i - start > 6)));
        }
        if is_year(s, i)
            && i > start
            && s.is(i - 1, ',')
            && (s.is(i + 1, ',') || s.is(i + 1, '.') || s.is(i + 1, ':'))
            && commas == 1
            && names::corporate(s, start, i - 1)
        {
            return Some(dated(s, start..i - 1, i..i + 1, i + 1, false, Found { end: i + 1, full: false, words: false }, true));
        }
    }
    None
}

fn dated(s: &Scan, people: Range<usize>, date: Range<usize>, after: usize, parens: bool, _found: Found, sure: bool) -> AuthorDate {
    let (mark, next) = mark_after(s, after);
    AuthorDate { people, date, next, parens, mark, sure }
}

/// The end of the people with the mark of editors behind them.
pub fn people_end(s: &Scan, end: usize) -> usize {
    let mut at = end;
    if let Some(e) = names::editors_mark(s, at) {
        at = e;
    } else if s.has(at, EDS) {
        at += 1;
    }
    at
}

/// The first title in quotation marks after `from`: tokens of the opening and closing mark.
pub fn quotation(s: &Scan, from: usize, within: usize) -> Option<(usize, usize)> {
    for i in from..s.len().min(from + within) {
        let Some(t) = s.tok(i).filter(|_| s.opens(i)) else { continue };
        if i > from && !t.space && !matches!(t.ch, '“' | '„' | '«') || t.ch == '»' {
            continue;
        }
        let start = if t.ch == '`' && s.is(i + 1, '`') || t.ch == '\'' && s.is(i + 1, '\'') { i + 1 } else { i };
        if let Some(close) = closing_quote(s, i, start, t.ch) {
            return Some((i, close));
        }
    }
    None
}

fn closing_quote(s: &Scan, i: usize, start: usize, open: char) -> Option<usize> {
    let mut depth = 0i32;
    let mut last_single = None;
    for k in start + 1..s.len() {
        let Some(t) = s.tok(k).filter(|t| t.kind == Kind::Punct) else { continue };
        match open {
            '“' | '„' | '«' => match t.ch {
                '„' | '«' => depth += 1,
                '“' if open == '“' => depth += 1,
                '“' if open == '„' => return Some(k),
                '”' | '»' => {
                    if depth == 0 {
                        return Some(k);
                    }
                    depth -= 1;
                }
                '"' if open != '«' && ends_title(s, k) => return Some(k),
                _ => {}
            },
            '"' | '″' | '＂' if matches!(t.ch, '"' | '″' | '”' | '＂') && k > i + 1 && (ends_title(s, k) || !s.spaced(k)) => {
                return Some(k);
            }
            '`' if matches!(t.ch, '\'' | '"' | '´' | '’' | '”') && ends_title(s, k) => {
                return Some(if s.is(k + 1, '\'') { k + 1 } else { k });
            }
            '‘' | '\'' | '‚' if matches!(t.ch, '’' | '\'' | '´' | '‘') => {
                if s.is(start, '\'') && s.is(k + 1, '\'') && start > i {
                    return Some(k + 1);
                }
                let before = s.tok(k - 1).is_some_and(|p| matches!(p.ch, '.' | ',' | '?' | '!') && p.kind == Kind::Punct);
                let after = s
                    .tok(k + 1)
                    .is_none_or(|n| n.kind == Kind::Punct && matches!(n.ch, ',' | '.' | ';' | '(' | '[') || s.says(k + 1, "in"));
                if (before || after) && k > i + 2 {
                    return Some(k);
                }
                if s.spaced(k + 1) && last_single.is_none() && k > i + 3 {
                    last_single = Some(k);
                }
            }
            _ => {}
        }
    }
    last_single.filter(|k| s.tok(k + 1).is_some_and(|t| t.cap))
}

fn ends_title(s: &Scan, k: usize) -> bool {
    s.tok(k + 1).is_none_or(|n| n.space || n.kind == Kind::Punct)
}

/// Whether the part before a quotation or colon can be names; the share of doubt where it can.
pub fn people_before(s: &Scan, start: usize, end: usize) -> Option<(Option<List>, f32)> {
    if start >= end {
        return None;
    }
    let list = names::list(s, start);
    if let Some(l) = list {
        let at = skip_marks(s, people_end(s, l.end));
        if at >= end && l.end <= end {
            return Some((list, 0.0));
        }
    }
    if (start..end).any(|k| s.kind(k) == Some(Kind::Num)) {
        return None;
    }
    if names::corporate(s, start, end) && end - start <= 25 {
        return Some((None, 0.03));
    }
    let small = (start..end).filter(|k| s.kind(*k) == Some(Kind::Word) && !s.cap(*k) && !s.has(*k, FUNC)).count();
    (small <= 1 && s.cap(start) || small <= 3 && end - start > 20).then_some((list, 0.12))
}

/// Whether the form of names starts with the given name.
pub fn natural(form: Form) -> bool {
    matches!(form, Form::Initials | Form::Full)
}
