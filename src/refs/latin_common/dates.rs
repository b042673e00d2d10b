//! Dates as references print them: `1989a`, `March 3, 1999`, `3.-5. Mai 2001`, `2010-01-02`, `in press`.

use super::numbers::{dash, is_year};
use super::tokens::{Kind, Scan};
use super::words::{MONTH, NODATE, SEASON};

/// A date found at a token.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// The token after it.
    pub end: usize,
    /// More than a year.
    pub full: bool,
    /// Only words (`forthcoming`).
    pub words: bool,
}

fn is_month(s: &Scan, i: usize) -> bool {
    s.has(i, MONTH | SEASON) && s.tok(i).is_some_and(|t| t.cap || !t.ch.is_ascii() || t.len > 3)
}

fn is_day(s: &Scan, i: usize) -> bool {
    let w = s.word(i);
    let digits = w.trim_end_matches(|c: char| c.is_ascii_lowercase());
    (s.kind(i) == Some(Kind::Num) && w.len() <= 2
        || (1..=2).contains(&digits.len()) && matches!(&w[digits.len()..], "st" | "nd" | "rd" | "th"))
        && digits.parse::<u8>().is_ok_and(|d| (1..=31).contains(&d))
}

fn skip(s: &Scan, i: usize, marks: &[char]) -> usize {
    if s.tok(i).is_some_and(|t| t.kind == Kind::Punct && marks.contains(&t.ch)) { i + 1 } else { i }
}

/// The date that starts at the token, year last or alone.
pub fn date(s: &Scan, i: usize) -> Option<Found> {
    let full = |end| Some(Found { end, full: true, words: false });
    if is_year(s, i) {
        // `2005 Oct 12;21(10)`, as medicine prints it.
        if let Some(end) = year_first(s, i).filter(|e| s.is(*e, ';') && !s.is(i + 1, ',')) {
            return full(end);
        }
        return Some(from_year(s, i));
    }
    if is_month(s, i) {
        return month_first(s, i).and_then(full);
    }
    if is_day(s, i) {
        return day_first(s, i).and_then(full);
    }
    circa(s, i).or_else(|| in_words(s, i))
}

fn circa(s: &Scan, i: usize) -> Option<Found> {
    if !matches!(s.word(i), "c" | "ca" | "circa" | "©" | "um" | "about") {
        return None;
    }
    let y = skip(s, i + 1, &['.']);
    is_year(s, y).then(|| Found { full: true, ..from_year(s, y) })
}

fn in_words(s: &Scan, i: usize) -> Option<Found> {
    let words = |end| Some(Found { end, full: false, words: true });
    let two = |a: &str, b: &str| s.says(i, a) && s.says(i + 1, b);
    if two("in", "press")
        || two("to", "appear")
        || two("im", "druck")
        || two("im", "erscheinen")
        || two("in", "preparation")
        || two("in", "review")
        || two("no", "date")
        || two("à", "paraître")
    {
        return words(i + 2);
    }
    let dotted = |a: &str, b: &str| s.says(i, a) && s.is(i + 1, '.') && s.says(i + 2, b) && s.tok(i).is_some_and(|t| t.len == 1);
    if dotted("n", "d") || dotted("o", "j") || dotted("s", "d") {
        return words(skip(s, i + 3, &['.']));
    }
    (s.has(i, NODATE) && s.tok(i + 1).is_none_or(|t| t.kind == Kind::Punct)).then_some(Found { end: i + 1, full: false, words: true })
}

/// A year, perhaps a range of years, perhaps written year first (`2010-01-02`, `2010, May 3`, `1999/2000`).
fn from_year(s: &Scan, y: usize) -> Found {
    let year = |end, full| Found { end, full, words: false };
    if let Some(m) = dash(s, y + 1).or_else(|| s.is(y + 1, '/').then_some(y + 2)) {
        let two = |k: usize| s.kind(k) == Some(Kind::Num) && s.tok(k).is_some_and(|t| t.len == 2);
        if two(m) && (s.is(m + 1, '-') || s.is(m + 1, '/')) && two(m + 2) {
            return year(m + 3, true);
        }
        if is_year(s, m) || two(m) {
            return year(m + 1, false);
        }
    }
    let glued = !s.spaced(y + 1) && !s.spaced(y + 2);
    if s.is(y + 1, '.') && glued && is_day(s, y + 2) && s.is(y + 3, '.') && is_day(s, y + 4) {
        return year(y + 5, true);
    }
    // The year with the letter of an author–date list set apart: `2009 a`.
    year(y + 1, false)
}

/// Inside parentheses the year may come first: `2015, Sept. 29`, `1990, Spring`.
pub fn year_first(s: &Scan, y: usize) -> Option<usize> {
    if !is_year(s, y) {
        return None;
    }
    let m = skip(s, y + 1, &[',']);
    if is_month(s, m) {
        let mut end = skip(s, m + 1, &['.']);
        if let Some(n) = dash(s, end).or_else(|| s.is(end, '/').then_some(end + 1))
            && is_month(s, n)
        {
            end = skip(s, n + 1, &['.']);
        }
        if is_day(s, end) {
            end += 1;
            if let Some(n) = dash(s, end) {
                end = if is_day(s, n) {
                    n + 1
                } else if is_month(s, n) && is_day(s, n + 1) {
                    n + 2
                } else {
                    end
                };
            }
        }
        return Some(end);
    }
    if is_day(s, m) && is_month(s, skip(s, m + 1, &['.'])) && m > y + 1 {
        return Some(skip(s, skip(s, m + 1, &['.']) + 1, &['.']));
    }
    None
}

/// `March 3, 1999`, `Sept./Oct. 1999`, `Spring 1990`.
fn month_first(s: &Scan, i: usize) -> Option<usize> {
    let mut at = skip(s, i + 1, &['.']);
    if let Some(n) = dash(s, at).or_else(|| (s.is(at, '/') || s.is(at, '&')).then_some(at + 1))
        && (is_month(s, n) || is_day(s, n))
    {
        at = skip(s, n + 1, &['.']);
    }
    if is_day(s, at) {
        at += 1;
        if let Some(n) = dash(s, at) {
            at = match () {
                () if is_day(s, n) => n + 1,
                () if is_month(s, n) => {
                    let day = skip(s, n + 1, &['.']);
                    if is_day(s, day) { day + 1 } else { day }
                }
                () => at,
            };
        }
    }
    at = skip(s, at, &[',', '.']);
    let short = s.is(at, '\'') || s.is(at, '’');
    if short && s.kind(at + 1) == Some(Kind::Num) && s.tok(at + 1).is_some_and(|t| t.len == 2) {
        return Some(at + 2);
    }
    is_year(s, at).then_some(at + 1)
}

/// `3 March 1999`, `3.-5. Mai 2001`, `03.05.2001`, `3/5/2001`.
fn day_first(s: &Scan, i: usize) -> Option<usize> {
    let mut at = skip(s, i + 1, &['.']);
    if (s.is(i + 1, '.') || s.is(i + 1, '/') || s.is(i + 1, '-')) && is_day(s, i + 2) && s.is(i + 3, s.tok(i + 1)?.ch) {
        return is_year(s, i + 4).then_some(i + 5);
    }
    if is_month(s, at) && dash(s, skip(s, at + 1, &['.'])).is_some_and(|n| is_day(s, n)) {
        at = skip(s, at + 1, &['.']);
    }
    if let Some(n) = dash(s, at).or_else(|| s.is(at, '/').then_some(at + 1))
        && is_day(s, n)
    {
        at = skip(s, n + 1, &['.']);
    }
    if s.says(at, "de") || s.says(at, "of") {
        at += 1;
    }
    if !is_month(s, at) {
        return None;
    }
    at = skip(s, at + 1, &['.', ',']);
    if s.says(at, "de") {
        at += 1;
    }
    is_year(s, at).then_some(at + 1)
}

/// A date in parentheses or brackets at `i`: its inside and the token after the closing mark.
pub fn in_parens(s: &Scan, i: usize) -> Option<(std::ops::Range<usize>, usize, Found)> {
    if !s.is(i, '(') && !s.is(i, '[') {
        return None;
    }
    let close = s.closing(i)?;
    let from = i + 1;
    let found = match year_first(s, from) {
        Some(end) => Found { end, full: true, words: false },
        None => date(s, from)?,
    };
    // `1990/1880`, `1990 [1880]`, `1999; 2nd ed. 2001`: the first date counts.
    let rest = close.saturating_sub(found.end);
    let tolerated = rest == 0
        || rest <= 6
            && (s.is(found.end, '/')
                || s.is(found.end, '[')
                || s.is(found.end, ';')
                || s.is(found.end, '?')
                || rest == 1 && s.tok(found.end).is_some_and(|t| t.len == 1));
    let end = if rest == 1 && s.tok(found.end).is_some_and(|t| t.kind == Kind::Word && t.len == 1) { close } else { found.end };
    tolerated.then_some((from..end, close + 1, found))
}
