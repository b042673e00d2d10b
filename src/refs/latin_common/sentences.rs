//! Where sentences end, and what a stretch of words is about.

use super::numbers::is_number;
use super::tokens::{Kind, Scan};
use super::words::{ABBR, CONF, IN, JOUR, ORG, PLACE, REPORT, SUPPL, THESIS};

/// Whether the full stop at `i` ends a sentence or part, not an abbreviation or initial.
pub fn sentence_end(s: &Scan, i: usize) -> bool {
    if s.tok(i + 1).is_none() {
        return true;
    }
    let Some(before) = i.checked_sub(1).and_then(|b| s.tok(b)) else { return true };
    if !s.spaced(i + 1) && !s.spaced(i) {
        // A lost space: `2002.Title`, but not `J.Phys`, `No.3`, `4.3`.
        return before.kind == Kind::Word && before.len >= 5 && before.flags & ABBR == 0 && s.cap(i + 1) && !before.cap;
    }
    if before.kind == Kind::Word && before.len == 1 && before.cap && !s.opens(i + 1) {
        let closes_place = before.ch == 'C' && i >= 3 && s.is(i - 2, '.') && s.says(i - 3, "d");
        let label = i >= 2
            && s.tok(i - 2).is_some_and(|t| t.kind == Kind::Word && t.len > 3)
            && s.has(i + 1, JOUR | ABBR)
            && s.tok(i + 1).is_some_and(|t| t.len > 1)
            || i >= 2
                && s.tok(i - 2).is_some_and(|t| t.kind == Kind::Word && t.len > 3 && !t.cap)
                && s.tok(i + 1).is_some_and(|t| t.len == 1)
                && s.has(i + 2, ABBR);
        return (closes_place || label) && s.cap(i + 1);
    }
    if before.kind == Kind::Word
        && before.flags & ABBR != 0
        && before.cap
        && s.cap(i + 1)
        && (s.has(i + 1, ABBR | JOUR | CONF | PLACE)
            || i >= 2 && s.is(i - 2, '.') && s.tok(i - 1).is_some_and(|t| t.len > 2)
            || before.flags & CONF != 0 && before.len <= 4
            || s.is(i + 2, '.')
            || is_number(s, i + 2)
            || s.is(i + 2, ',') && is_number(s, i + 3))
    {
        return false;
    }
    let german_place = before.len == 1 && !before.cap && s.tok(i + 1).is_some_and(|t| t.len == 1 && t.cap);
    if german_place || before.flags & CONF != 0 && before.len <= 4 {
        return false;
    }
    if matches!(s.word(i - 1), "Wm" | "St" | "Mt" | "Dr" | "Ste" | "Mr" | "Mrs") {
        return false;
    }
    if lone_abbreviation(s, i) {
        return false;
    }
    s.tok(i + 1).is_some_and(|t| t.cap || t.kind != Kind::Word || s.has(i + 1, IN) || s.word(i + 1).chars().any(char::is_uppercase))
}

/// `…, Geosci. Model Dev., 5`: one short capital word between a comma and a full stop, more of the name behind it.
fn lone_abbreviation(s: &Scan, i: usize) -> bool {
    let Some(word) = i.checked_sub(1).and_then(|b| s.tok(b)) else { return false };
    word.kind == Kind::Word
        && word.cap
        && word.len <= 8
        && word.flags & (PLACE | SUPPL) == 0
        && i >= 2
        && (s.is(i - 2, ',') || s.is(i - 2, '.'))
        && s.cap(i + 1)
        && (s.has(i + 1, ABBR | JOUR)
            || s.is(i + 2, '.')
            || is_number(s, i + 2)
            || s.tok(i + 1).is_some_and(|t| t.len == 1) && is_number(s, i + 3))
}

/// Whether the stretch has a word with one of those meanings.
pub fn any(s: &Scan, a: usize, b: usize, flags: u32) -> bool {
    (a..b).any(|k| s.has(k, flags))
}

/// Whether the text is about a thesis.
pub fn is_thesis(s: &Scan, a: usize, b: usize) -> bool {
    any(s, a, b, THESIS)
}

/// Whether the text is a report's kind and number.
pub fn is_report(s: &Scan, a: usize, b: usize) -> bool {
    s.has(a, REPORT) && s.cap(a) && b - a >= 2 || any(s, a, b, ORG) && any(s, a, b, REPORT) && b - a <= 6
}
