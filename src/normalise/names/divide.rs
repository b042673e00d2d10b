//! Where a list of Latin names divides: commas, semicolons, dashes, words for "and"; and where bodies must not be divided.

use super::parts::{Look, tokens};
use super::{corporate, trim};
use std::borrow::Cow;

/// A part between separators.
pub struct Part<'a> {
    /// The part, trimmed.
    pub text: &'a str,
    /// A word for "and" stands before it.
    pub and: bool,
    /// A semicolon or slash stands before it: a new name begins for certain.
    pub hard: bool,
    /// Where it starts and ends in the list.
    pub span: (usize, usize),
}

/// Damage of print: `S .Banerjee ,J .Zhang` → `S. Banerjee, J. Zhang`; several spaces become one.
pub fn tidy(text: &str) -> Cow<'_, str> {
    let damaged = |pair: &[u8]| pair[0] == b' ' && matches!(pair[1], b' ' | b'.' | b',');
    if !text.as_bytes().windows(2).any(damaged) && !text.bytes().any(|b| matches!(b, b'{' | b'*')) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            ' ' if matches!(chars.peek(), Some('.' | ',' | ' ' | ';')) => {}
            '{' | '}' | '*' => {}
            '.' | ',' => {
                out.push(c);
                if chars.peek().is_some_and(|n| n.is_alphabetic()) && c == ',' {
                    out.push(' ');
                }
            }
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Divides at commas, semicolons, slashes and words for "and" outside brackets.
pub fn split(text: &str) -> Vec<Part<'_>> {
    let mut out: Vec<Part> = Vec::new();
    let (mut start, mut depth, mut and, mut hard) = (0, 0i32, false, false);
    let mut skip_to = 0;
    for (i, c) in text.char_indices() {
        if i < skip_to {
            continue;
        }
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        if depth > 0 && text.len() - i > 1 {
            continue;
        }
        let rest = text.get(i..).unwrap_or("");
        let (len, is_and) = match c {
            ',' | ';' | '&' | '/' | '|' | '•' | '・' | '‚' => (c.len_utf8(), c == '&'),
            ' ' if [" – ", " - ", " — ", " -- "].iter().any(|d| rest.starts_with(d)) => {
                (rest.len() - rest.trim_start_matches([' ', '–', '-', '—']).len(), false)
            }
            '.' if sentence(text.get(start..i).unwrap_or(""), rest) => (1, false),
            ' ' => match conjunction(rest, text.get(start..i).unwrap_or("")) {
                Some(len) => (len, true),
                None => continue,
            },
            _ => continue,
        };
        push(&mut out, text, (start, i), and, hard);
        if out.last().is_none_or(|p| p.span.1 <= start) {
            // Nothing stood between two separators: what they say adds up.
            and |= is_and;
            hard |= certain(c, is_and);
        } else {
            and = is_and;
            hard = certain(c, is_and);
        }
        start = i + len;
        skip_to = start;
    }
    push(&mut out, text, (start, text.len()), and, hard);
    out
}

/// Whether a separator never stands inside a name.
fn certain(c: char, is_and: bool) -> bool {
    matches!(c, ';' | '/' | '.' | '・') || c == ' ' && !is_and
}

/// Whether a full stop ends a name (`SERANDOUR, Christiane. SIEBERT, Carole.`): behind a whole word, before a capital.
fn sentence(before: &str, rest: &str) -> bool {
    let mut behind = rest.chars().skip(1);
    if behind.next() != Some(' ') || !behind.next().is_some_and(char::is_uppercase) {
        return false;
    }
    const SHORT: &str = " Univ Dept Inst Acad Natl Assoc Prof Soc Chr Geo Jos Chas Thos Prov Bros Comm Govt Hist ";
    let word = before.rsplit([' ', '.', ',', '-']).next().unwrap_or("");
    let small = word.chars().filter(|c| c.is_lowercase()).count();
    small >= 3 && word.ends_with(char::is_lowercase) && !SHORT.split(' ').any(|s| s == word)
}

fn push<'a>(out: &mut Vec<Part<'a>>, text: &'a str, (start, end): (usize, usize), and: bool, hard: bool) {
    let raw = text.get(start..end).unwrap_or("");
    let cut = trim::edges(raw);
    // "Smith, and Brown": the word may stand behind the comma.
    let (cut, and) = match ["and ", "und ", "et ", "with "].iter().find_map(|w| cut.strip_prefix(w)) {
        Some(rest) => (rest.trim(), true),
        None => match cut.strip_prefix("and").filter(|r| r.starts_with(char::is_uppercase)) {
            Some(rest) => (rest, true),
            None => (cut, and),
        },
    };
    if cut.eq_ignore_ascii_case("al") {
        return;
    }
    if cut.chars().any(char::is_alphanumeric) {
        out.push(Part { text: cut, and, hard, span: (start, end) });
    }
}

/// Length of ` and ` and the like at the front of the rest.
fn conjunction(rest: &str, before: &str) -> Option<usize> {
    for word in [" and ", " und ", " et ", " AND ", " with ", " And ", " og ", " och ", " i "] {
        if rest.starts_with(word) {
            return if word == " i " && !before.contains(' ') { None } else { Some(word.len() - 1) };
        }
    }
    // Spanish and Portuguese: only behind a complete name, for "Ortega y Gasset" is one.
    for word in [" y ", " e ", " и "] {
        if rest.starts_with(word) && (before.trim().contains(' ') || before.contains('.')) {
            return Some(word.len() - 1);
        }
    }
    None
}

/// Puts bodies together again that commas and "and" have divided (`Department of Science and Technology`).
pub fn join_bodies<'a>(text: &'a str, parts: Vec<Part<'a>>) -> Vec<Part<'a>> {
    if parts.len() < 2 || !parts.iter().any(|p| corporate::latin(p.text) > 0) {
        return parts;
    }
    let mut out: Vec<Part> = Vec::with_capacity(parts.len());
    let initials: Vec<bool> = parts.iter().map(|p| tokens(p.text, true).iter().all(|t| t.look == Look::Initial)).collect();
    let ands: Vec<bool> = parts.iter().map(|p| p.and).collect();
    for (i, part) in parts.into_iter().enumerate() {
        // "Data Center, Stein, S. E.": a person begins.
        let person = !part.and && initials.get(i + 1) == Some(&true);
        let own = corporate::latin(part.text);
        if let Some(last) = out.last_mut().filter(|l| !part.hard && !person && corporate::latin(l.text) > 0) {
            let words = part.text.split(' ').count();
            let has_initial = tokens(part.text, true).iter().any(|t| t.look == Look::Initial);
            let topics = [" on ", " für ", " sur "].iter().any(|w| last.text.contains(w)) && !corporate::named(part.text);
            let next_of_body = if part.and {
                // "… of Science and Technology", "… for Research and the Arts": the rest is no name by itself.
                let acronym = corporate::acronym(part.text) && corporate::latin(last.text) == 2 && !ands[..i].contains(&true);
                !(has_initial || acronym)
                    && (topics
                        || own < 2
                            && (words == 1
                                || last.text.contains(" of ")
                                || last.text.contains(" for ")
                                || last.text.contains(" on ")
                                || part.text.starts_with(char::is_lowercase))
                        || own == 2 && open(last.text))
            } else {
                // "University of California, Berkeley", "Acme, Inc.", "Committee on Public Lands, Forests, and Water"
                let listed = topics && words <= 4 && ands.iter().skip(i + 1).take(3).any(|a| *a);
                !has_initial && (words == 1 && own < 2 || listed)
            };
            if next_of_body {
                last.span.1 = part.span.1;
                if let Some(joined) = text.get(last.span.0..last.span.1) {
                    last.text = trim::edges(joined);
                    continue;
                }
            }
        }
        out.push(part);
    }
    out
}

/// Whether a body's name is not yet complete: it ends in an adjective (`United Nations Educational, Scientific`).
fn open(text: &str) -> bool {
    let last = text.rsplit([' ', ',']).next().unwrap_or("").to_lowercase();
    ["al", "ic", "ional", "ific", "ive", "ary", "ral"].iter().any(|e| last.ends_with(e)) && last.len() > 4
}
