//! Finds the faces of one reference: a Chinese entry and its translation, one behind the other or in brackets.

use super::scan::{self, bracket, group, is_space};
use super::when;
use crate::text::script::{has_han, is_han};
use std::ops::Range;

/// Byte ranges of the faces of a reference, the one printed first in front.
pub fn faces(s: &str) -> Vec<Range<usize>> {
    let whole = outer(s);
    let t = &s[whole.clone()];
    let base = whole.start;
    let found = bracketed(t).or_else(|| if two_scripts(t) { behind(t) } else { None });
    match found {
        Some((a, b)) if a.is_empty() => std::iter::once(b.start + base..b.end + base).collect(),
        Some((a, b)) => vec![a.start + base..a.end + base, b.start + base..b.end + base],
        None => vec![whole],
    }
}

/// Whether there is enough of Han characters and of Latin letters for two faces.
fn two_scripts(t: &str) -> bool {
    // Lead bytes of Latin letters with marks, of Greek and of Cyrillic count as letters.
    let letter = |b: &u8| b.is_ascii_alphabetic() || (0xc3..=0xd4).contains(b);
    t.bytes().filter(letter).nth(11).is_some() && has_han(t)
}

/// Square brackets around the whole entry are no part of it.
fn outer(s: &str) -> Range<usize> {
    let t = s.trim();
    let from = s.len() - s.trim_start().len();
    if t.starts_with(['[', '［'])
        && let Some((inner, len)) = group(t)
        && t[len..].trim_matches(['.', '。', ' ']).is_empty()
        && inner.len() > 20
    {
        let lead = t.chars().next().map_or(1, char::len_utf8);
        return from + lead..from + lead + inner.len();
    }
    from..from + t.len()
}

/// The other face in brackets at the end.
fn bracketed(t: &str) -> Option<(Range<usize>, Range<usize>)> {
    let end = t.trim_end_matches(|c: char| is_space(c) || scan::is_stop(c));
    if !end.ends_with([')', '）', ']', '］', '〕', '】']) && !end.ends_with(['e', 'E']) || !has_han(t) {
        return None;
    }
    let mut last = None;
    for (i, c) in scan::top(t) {
        if bracket(c).is_some_and(|b| b.0 <= 1 && b.1) {
            last = Some((i, c));
        }
    }
    let (i, c) = last?;
    let (inner, len) = group(&t[i..])?;
    let rest = t[i + len..].trim_matches(|c: char| is_space(c) || scan::is_stop(c));
    if !(rest.is_empty() || rest.eq_ignore_ascii_case("in chinese")) || inner.chars().count() < 16 || i < 8 {
        return None;
    }
    let front = &t[..i];
    let (a, b) = (has_han(front), scan::han(inner) > 3);
    let two_languages = (!a || bare(front)) && b || (a && scan::han(front) > 3 && !has_han(inner) && inner.split_whitespace().count() > 5);
    if !two_languages || (matches!(c, '(' | '（') && !shared_year(front, inner)) || years(inner).is_empty() {
        return None;
    }
    let from = i + c.len_utf8();
    let all = front.trim_end().len();
    Some((if bare(front) { 0..0 } else { 0..all }, from..from + inner.len()))
}

/// Whether a text has only numbers, codes, dates and addresses.
fn bare(front: &str) -> bool {
    let words = front.split(is_space).filter(|w| !w.contains("//") && !w.contains("10."));
    words.flat_map(str::chars).filter(|c| c.is_lowercase() || is_han(*c)).count() < 10 && !front.contains("et al")
}

/// The other face directly behind, divided by a stop or semicolon.
fn behind(t: &str) -> Option<(Range<usize>, Range<usize>)> {
    let first = t.chars().find(|c| c.is_alphabetic() || is_han(*c))?;
    let chinese_first = is_han(first) || scan::han(&t[..t.len().min(40).min(scan::boundary(t, 40))]) > 3;
    for (i, c) in scan::top(t) {
        let ends = scan::is_stop(c) || matches!(c, ';' | '；' | ']' | '］' | ')' | '）');
        if !(ends || bracket(c).is_some_and(|b| b.1 && b.0 <= 1)) {
            continue;
        }
        let end = match group(&t[i..]) {
            Some((_, len)) => i + len,
            None => i + c.len_utf8(),
        };
        let after = t[end..].trim_start_matches(|c: char| is_space(c) || scan::is_stop(c));
        let from = t.len() - after.len();
        let (a, b) = (&t[..i], after);
        if a.len() < 20 || b.len() < 20 {
            continue;
        }
        if chinese_first {
            if !after.starts_with(|c: char| c.is_uppercase() || c == '“') || has_han(&b.replace("中文", "")) && scan::han(b) > 2 {
                continue;
            }
            if scan::han(a) < 4 {
                continue;
            }
        } else if !after.starts_with(is_han) || has_han(a) || scan::han(b) < 6 {
            continue;
        }
        let title = b.split(|c: char| c == '[' || c.is_ascii_digit()).next().unwrap_or("").trim().len();
        let latin_words = b
            .split_whitespace()
            .take_while(|w| !w.contains("http"))
            .filter(|w| w.len() > 2 && w.chars().all(|c| c.is_alphabetic() || c == ',' || c == '.'))
            .count();
        if chinese_first && (latin_words < 4 || title < 12) || identifier(after) || !matched(a, b) {
            continue;
        }
        return Some((0..end.max(i), from..t.len()));
    }
    None
}

fn identifier(s: &str) -> bool {
    ["DOI", "http", "URL", "PMID", "ISBN", "Available", "CSTR", "[", "Accessed"].iter().any(|w| s.starts_with(w))
}

/// Whether two texts share their year and, where both have more numbers, one of these.
fn matched(a: &str, b: &str) -> bool {
    if !shared_year(a, b) {
        return false;
    }
    let (x, y) = (numbers(a), numbers(b));
    let years = years(a);
    let rest: Vec<_> = x.iter().filter(|n| !years.contains(n)).collect();
    rest.is_empty() || y.iter().all(|n| years.contains(n)) || rest.iter().any(|n| y.contains(n))
}

fn shared_year(a: &str, b: &str) -> bool {
    let y = years(b);
    years(a).iter().any(|x| y.contains(x))
}

fn numbers(s: &str) -> Vec<&str> {
    s.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).collect()
}

fn years(s: &str) -> Vec<&str> {
    numbers(s).into_iter().filter(|n| n.len() == 4 && when::year(n).is_some()).collect()
}
