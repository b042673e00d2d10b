//! The forms of a single name: `Weiss, S. M.`, `Davidson, Apollon`, `Orengo C`, `A. Klimyk`, `Walter Schlesinger`.

use super::tokens::{Kind, Scan};
use super::words::{ABBR, AND, CONF, EDS, FUNC, IN, JOUR, MONTH, ORG, PARTICLE, SUFFIX};

/// Two letters of the Latin script for one of another, kept together in initials.
fn is_digraph(word: &str) -> bool {
    matches!(
        word,
        "Ch" | "Th"
            | "Ph"
            | "Yu"
            | "Ya"
            | "Ye"
            | "Zh"
            | "Sh"
            | "Kh"
            | "Ts"
            | "Chr"
            | "St"
            | "Fr"
            | "Gy"
            | "Dz"
            | "Dr"
            | "Wm"
            | "Jos"
            | "Geo"
            | "Chas"
            | "Sch"
            | "Lj"
            | "Nj"
            | "Ju"
            | "Ja"
            | "Je"
            | "Al"
            | "Ed"
            | "Юл"
            | "Ал"
    )
}

/// Whether a run of initials starts here (`J.`, `J.-P.`, `Ch.`, `J`): the token after it.
pub fn initials(s: &Scan, i: usize, dots: bool) -> Option<usize> {
    let mut at = i;
    while let Some(t) = s.tok(at) {
        let digraph = is_digraph(s.word(at)) && s.is(at + 1, '.');
        let single = t.kind == Kind::Word && t.cap && (t.len == 1 || t.upper && t.len <= 3 && s.word(at).contains('-') || digraph);
        if !single || t.len > 1 && !s.is(at + 1, '.') && !s.word(at).contains('-') {
            break;
        }
        // `Hemkin S. A mathematical model`: a bare letter behind a dotted one opens the title.
        let bare_after_dot =
            at > i && s.is(at - 1, '.') && !s.is(at + 1, '.') && s.tok(at + 1).is_some_and(|n| n.kind == Kind::Word) && !s.cap(at + 1);
        if bare_after_dot {
            break;
        }
        if s.is(at + 1, '.') {
            at += 2;
        } else if dots && at == i && !s.word(at).contains('-') && t.len != 1 {
            break;
        } else {
            at += 1;
        }
        let joined = s.is(at, '-') && s.tok(at + 1).is_some_and(|t| t.kind == Kind::Word && (t.cap || t.len == 1));
        if joined {
            at += 1;
        }
    }
    (at > i).then_some(at)
}

pub fn name_word(s: &Scan, i: usize) -> bool {
    s.tok(i).is_some_and(|t| t.kind == Kind::Word && t.cap && t.len >= 2 && t.flags & (IN | EDS | AND) == 0 || is_short_word_name(s, i))
}

/// A surname that is also a sign word in small letters (`Ed`, `In`) is taken only where nothing else fits.
fn is_short_word_name(s: &Scan, i: usize) -> bool {
    s.tok(i).is_some_and(|t| t.kind == Kind::Word && t.cap && t.len >= 3 && t.flags & EDS == 0)
}

pub fn particles(s: &Scan, mut i: usize) -> usize {
    while s.tok(i).is_some_and(|t| t.flags & PARTICLE != 0 && (!t.cap || t.flags & FUNC != 0))
        && s.tok(i + 1).is_some_and(|t| t.kind == Kind::Word)
    {
        i += 1;
        if s.is(i, '.') {
            i += 1;
        }
    }
    i
}

/// A surname of one to three words with particles: the token after it.
pub fn family(s: &Scan, i: usize) -> Option<usize> {
    let mut at = particles(s, i);
    if !name_word(s, at) {
        return None;
    }
    at += 1;
    for _ in 0..2 {
        if s.is(at, '-') && name_word(s, at + 1) {
            at += 2;
            continue;
        }
        let next = particles(s, at);
        if name_word(s, next)
            && initials(s, next, false).is_none()
            && !s.is(next + 1, '.')
            && s.tok(next).is_some_and(|t| !(t.upper && t.len <= 4 && !s.tok(at - 1).is_some_and(|p| p.upper)))
        {
            at = next + 1;
        } else {
            break;
        }
    }
    Some(at)
}

fn suffix(s: &Scan, i: usize) -> usize {
    let at = if s.is(i, ',') { i + 1 } else { i };
    if !s.has(at, SUFFIX) || !s.cap(at) {
        return i;
    }
    if s.is(at + 1, '.') { at + 2 } else { at + 1 }
}

/// `Weiss, S. M.`, `Marais, D. J. des`, `Smith, J., Jr.`
pub fn inverted(s: &Scan, i: usize) -> Option<usize> {
    let comma = family(s, i)?;
    let comma = {
        let j = suffix(s, comma);
        if s.is(j, ',') { j } else { comma }
    };
    if s.is(comma, '(') {
        return initials(s, comma + 1, false).filter(|e| s.is(*e, ')')).map(|e| e + 1);
    }
    if !s.is(comma, ',') {
        return None;
    }
    let mut at = initials(s, comma + 1, false)?;
    // `Grady, J. Lee. 2010`, `Oppenheimer, J. Robert, and`
    if name_word(s, at)
        && (s.is(at + 1, '.') && super::numbers::is_year(s, at + 2) || s.is(at + 1, '(') || s.is(at + 1, ',') && s.has(at + 2, AND))
        && s.tok(at).is_some_and(|t| t.len > 2)
    {
        at += 1;
    }
    if s.says(at, "v") && s.is(at + 1, '.') {
        at += 2;
    }
    let after = particles(s, at);
    if after > at && (!s.cap(after) || s.is(after, ',') || s.is(after, '.')) {
        at = after;
    }
    Some(suffix(s, at))
}

/// `Davidson, Apollon`, `Salmon, Wesley C.`
pub fn inverted_full(s: &Scan, i: usize) -> Option<usize> {
    let comma = family(s, i)?;
    if !s.is(comma, ',') || comma > i + 4 {
        return None;
    }
    let mut at = comma + 1;
    if !given(s, at) {
        return None;
    }
    let mut words = 0;
    while words < 4 {
        if let Some(e) = initials(s, at, true).filter(|_| words > 0) {
            at = e;
            break;
        } else if given(s, at) {
            at += 1;
        } else {
            break;
        }
        words += 1;
    }
    let after = particles(s, at);
    if after > at && !s.cap(after) && s.tok(after).is_none_or(|t| t.kind == Kind::Punct) {
        at = after;
    }
    Some(suffix(s, at))
}

fn given(s: &Scan, i: usize) -> bool {
    name_word(s, i) && !s.has(i, JOUR | CONF | ORG | MONTH) && (!s.has(i, FUNC) || s.has(i, PARTICLE))
        || s.cap(i) && s.tok(i).is_some_and(|t| t.len >= 3) && s.has(i, MONTH)
}

/// `Orengo C`, `Des Marais D J`, `Heger A.`, `Müller J.-P.`
pub fn bare(s: &Scan, i: usize) -> Option<usize> {
    let at = family_before_initials(s, i)?;
    let t = s.tok(at)?;
    let end = if t.upper && t.len > 1 && t.len <= 4 { at + 1 } else { initials(s, at, false)? };
    Some(suffix_bare(s, end))
}

fn suffix_bare(s: &Scan, i: usize) -> usize {
    if s.is(i, ',') || !s.has(i, SUFFIX) || !s.cap(i) { i } else { i + 1 }
}

fn family_before_initials(s: &Scan, i: usize) -> Option<usize> {
    for (words, at) in (particles(s, i)..).enumerate().take(4) {
        let t = s.tok(at)?;
        if words > 0 && t.kind == Kind::Word && t.upper && (t.len <= 4 && !caps_list(s, i) || t.len == 1) {
            return Some(at);
        }
        if words > 0 && initials(s, at, false).is_some() {
            return Some(at);
        }
        if !(name_word(s, at) || words > 0 && t.flags & PARTICLE != 0) {
            return None;
        }
    }
    None
}

/// The list is in capitals, so that a short capital word may be part of a surname.
fn caps_list(s: &Scan, i: usize) -> bool {
    s.tok(i).is_some_and(|t| t.upper && t.len > 1)
}

/// `A. Klimyk`, `J. van den Berg`, `W.-D. Weber`, `C.J. Date`, `J. Alan Roberson`.
pub fn with_initials(s: &Scan, i: usize) -> Option<usize> {
    let at = initials(s, i, true)?;
    let mut end = family(s, at)?;
    if s.is(end, '.')
        && s.has(end - 1, ABBR | JOUR | CONF)
        && s.tok(end).is_some_and(|_| s.cap(end + 1) || s.kind(end + 1) == Some(Kind::Num))
    {
        return None;
    }
    if let Some(e) = initials(s, end, true).filter(|_| s.is(end + 1, '.'))
        && let Some(f) = family(s, e)
    {
        end = f;
    }
    Some(suffix(s, end))
}

/// `Walter Schlesinger`, `Heath B. Chamberlain`, `David J. Des Marais`.
pub fn full(s: &Scan, i: usize) -> Option<usize> {
    let mut at = i;
    let mut words = 0;
    while words < 5 {
        let p = if words > 0 { particles(s, at) } else { at };
        if let Some(e) = initials(s, p, true)
            .filter(|e| words > 0 && (s.is(p + 1, '.') || s.cap(*e) && *e == p + 1) && s.tok(p).is_some_and(|t| t.len <= 2))
        {
            at = e;
        } else if s.cap(p) && given(s, p) {
            at = p + 1;
            if s.is(at, '-') && name_word(s, at + 1) {
                at += 2;
            }
        } else {
            break;
        }
        words += 1;
    }
    (words >= 2).then(|| suffix(s, at))
}
