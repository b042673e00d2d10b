//! Numbers of volumes, issues and pages, and their ranges.

use super::tokens::{Kind, Scan};

/// Whether the token is a Roman number in capitals of at least two letters, or one of `I V X L C`.
pub fn is_roman(s: &Scan, i: usize) -> bool {
    let Some(t) = s.tok(i) else { return false };
    t.kind == Kind::Word && t.len <= 8 && s.word(i).bytes().all(|b| b"IVXLCDM".contains(&b))
}

fn is_small_roman(s: &Scan, i: usize) -> bool {
    let Some(t) = s.tok(i) else { return false };
    t.kind == Kind::Word && t.len <= 8 && s.word(i).bytes().all(|b| b"ivxlc".contains(&b))
}

/// Whether the token is a number, or letters with digits such as `H1060`.
pub fn is_number(s: &Scan, i: usize) -> bool {
    matches!(s.kind(i), Some(Kind::Num | Kind::Alnum))
}

/// Whether the token is a four-digit year of print, perhaps with the letter of an author–date list.
pub fn is_year(s: &Scan, i: usize) -> bool {
    let w = s.word(i).as_bytes();
    match s.kind(i) {
        Some(Kind::Num) => w.len() == 4 && plausible(w),
        Some(Kind::Alnum) => w.len() == 5 && plausible(w) && w[4].is_ascii_lowercase(),
        _ => false,
    }
}

fn plausible(w: &[u8]) -> bool {
    w.get(..4).is_some_and(|d| d.iter().all(u8::is_ascii_digit) && (*b"1450"..=*b"2039").contains(&[d[0], d[1], d[2], d[3]]))
}

/// A number at `i`: the token after it. Takes `1.36` and `S-12`.
pub fn number(s: &Scan, i: usize, roman: bool) -> Option<usize> {
    if is_number(s, i) {
        let dotted = s.is(i + 1, '.') && !s.spaced(i + 1) && s.kind(i + 2) == Some(Kind::Num) && !s.spaced(i + 2);
        return Some(if dotted { i + 3 } else { i + 1 });
    }
    if roman && (is_roman(s, i) || is_small_roman(s, i)) {
        return Some(i + 1);
    }
    // A letter and a number with a hyphen or space between: `E 45`, `A-12`.
    let letter = s.tok(i).is_some_and(|t| t.kind == Kind::Word && t.len == 1 && t.upper);
    if letter && s.is(i + 1, '-') && s.kind(i + 2) == Some(Kind::Num) {
        return Some(i + 3);
    }
    (letter && roman && s.kind(i + 1) == Some(Kind::Num)).then_some(i + 2)
}

/// The token after the dash at `i` (one or two marks); `None` where there is none.
pub fn dash(s: &Scan, i: usize) -> Option<usize> {
    if !s.is(i, '-') {
        return None;
    }
    Some(if s.is(i + 1, '-') { i + 2 } else { i + 1 })
}

/// A number or a range at `i`: the token after it, and whether it is a range.
pub fn range(s: &Scan, i: usize, roman: bool) -> Option<(usize, bool)> {
    let end = number(s, i, roman)?;
    if let Some(second) = dash(s, end)
        && let Some(mut e) = number(s, second, roman)
    {
        while s.is(e, '+') && is_number(s, e + 1) {
            e = dash(s, e + 2).and_then(|d| number(s, d, false)).unwrap_or(e + 2);
        }
        return Some((e, true));
    }
    if s.tok(end).is_some_and(|t| matches!(s.word(end), "ff" | "f") && t.kind == Kind::Word) {
        return Some((if s.is(end + 1, '.') { end + 2 } else { end + 1 }, true));
    }
    if is_glued_ff(s, i) {
        return Some((end, true));
    }
    Some((end, false))
}

fn is_glued_ff(s: &Scan, i: usize) -> bool {
    s.kind(i) == Some(Kind::Alnum) && s.word(i).strip_suffix("ff").is_some_and(|d| d.bytes().all(|b| b.is_ascii_digit()))
}

/// Pages behind their mark: ranges joined by commas or "and" (`1-3, 7`), the token after them.
pub fn pages(s: &Scan, i: usize) -> Option<usize> {
    let (mut end, _) = range(s, i, true)?;
    while s.is(end, ',') || s.is(end, '&') {
        match range(s, end + 1, false) {
            Some((e, true)) if !is_year(s, end + 1) || e > end + 2 => end = e,
            Some((e, false))
                if !is_year(s, end + 1) && (s.is(e, '.') || s.is(e, ',') || s.tok(e).is_none()) && s.kind(end + 1) == Some(Kind::Num) =>
            {
                end = e
            }
            _ => break,
        }
    }
    Some(end)
}
