//! Name lists by BibTeX's own rules: `and` between names, von parts, suffixes, braces that keep bodies whole, `others`.

use super::groups::group_end;
use super::latex::plain;
use crate::model::{Name, Names, Person};
use crate::normalise;
use crate::text::script::{has_han, is_han};

/// A name list as BibTeX reads it.
pub fn list(src: &str) -> Names {
    let mut names = Names::default();
    for piece in split_and(src) {
        let piece = piece.trim();
        let bare = piece.trim_end_matches(['.', ',']);
        if bare.eq_ignore_ascii_case("others") || bare.eq_ignore_ascii_case("et al") || bare == "等" || bare == "{et al" {
            names.et_al = true;
            continue;
        }
        if let Some(one) = simple(piece) {
            names.list.push(one);
            continue;
        }
        if has_han(piece) && !piece.starts_with('{') && piece.contains(['；', ';', '、', '，']) {
            let more = normalise::names::list(&plain(piece));
            names.et_al |= more.et_al;
            names.list.extend(more.list);
            continue;
        }
        if let Some(one) = name(piece) {
            names.list.push(one);
        }
    }
    names
}

/// The way of nearly all names: letters and dots, at most one comma, no particle; nothing in them means anything to LaTeX.
fn simple(piece: &str) -> Option<Name> {
    let (mut comma, mut last) = (None, 0u8);
    for (i, &b) in piece.as_bytes().iter().enumerate() {
        match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'.' => {}
            b',' if comma.is_none() => comma = Some(i),
            b' ' | b'-' | b'\'' if b != last => {}
            // Letters of two bytes; what lies further up may be Han, C2 holds the no-break space.
            0xc3..=0xcb | 0x80..=0xbf => {}
            _ => return None,
        }
        last = b;
    }
    let lower = |word: &str| word.chars().next().is_none_or(char::is_lowercase);
    if let Some(at) = comma {
        let (family, given) = (piece[..at].trim(), piece[at + 1..].trim());
        let whole = !family.is_empty() && !given.is_empty() && !family.contains(' ');
        return whole.then(|| Name::person(family, given));
    }
    let (given, family) = piece.rsplit_once(' ')?;
    let plain = !given.split(' ').any(lower) && !is_suffix(family);
    plain.then(|| Name::person(family, given))
}

/// The pieces between `and` at brace depth 0.
fn split_and(src: &str) -> Vec<&str> {
    let b = src.as_bytes();
    let mut out = Vec::new();
    let (mut depth, mut from, mut i) = (0i32, 0, 0);
    while i < b.len() {
        match b[i] {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            b'\\' => i += 1,
            b' ' | b'\n' | b'\t' | b'\r' | b'\x0c'
                if depth <= 0 && b.len() > i + 4 && b[i + 4].is_ascii_whitespace() && b[i + 1..i + 4].eq_ignore_ascii_case(b"and") =>
            {
                out.push(&src[from..i]);
                from = i + 4;
                i += 3;
                continue;
            }
            _ => {}
        }
        i += 1;
    }
    out.push(&src[from..]);
    out
}

/// A single name; none where nothing is left of it.
fn name(src: &str) -> Option<Name> {
    if src.is_empty() || src == "," {
        return None;
    }
    if src.starts_with('{') && group_end(src) == Some(src.len()) {
        let whole = plain(src).into_owned();
        return (!whole.is_empty()).then(|| Name::literal(whole));
    }
    if let Some(person) = labelled(src) {
        return Some(person);
    }
    let parts = split_depth0(src, b',');
    let person = match parts.as_slice() {
        [one] => return unsplit(one),
        [last, first] => turned(last, first, ""),
        [last, suffix, first] => turned(last, first, suffix),
        [last, suffix, first @ ..] => turned(last, &first.join(","), suffix),
        [] => return None,
    };
    if person.given.is_empty() && person.suffix.is_empty() && person.non_dropping_particle.is_empty() {
        return (!person.family.is_empty()).then(|| Name::literal(person.family));
    }
    Some(Name::Person(person))
}

/// `Last, First` and `Last, Jr, First`.
fn turned(last: &str, first: &str, suffix: &str) -> Person {
    let (von, family) = von_last(last);
    Person { family, given: text(first), non_dropping_particle: von, suffix: text(suffix), ..Person::default() }
}

/// Splits the last-name part at its lower-case words.
fn von_last(last: &str) -> (String, String) {
    let last = last.trim();
    if !last.as_bytes().iter().any(u8::is_ascii_whitespace) || last.starts_with('{') && group_end(last) == Some(last.len()) {
        return (String::new(), text(last));
    }
    let tokens = words(last);
    let n = tokens.len();
    match tokens[..n.saturating_sub(1)].iter().rposition(|t| is_von(t)) {
        Some(i) if i + 1 < n => (joined(&tokens[..=i]), joined(&tokens[i + 1..])),
        _ => (String::new(), text(last)),
    }
}

/// `First von Last` without commas.
fn unsplit(src: &str) -> Option<Name> {
    let tokens = words(src);
    if tokens.len() < 2 {
        let whole = text(src);
        if whole.is_empty() {
            return None;
        }
        return Some(if has_han(&whole) { normalise::names::one(&whole) } else { Name::literal(whole) });
    }
    if tokens.iter().all(|t| t.chars().all(is_han)) {
        return Some(normalise::names::one(&text(src)));
    }
    let n = tokens.len();
    let first_von = tokens[..n - 1].iter().position(|t| is_von(t));
    let person = match first_von {
        Some(from) => {
            let to = tokens[..n - 1].iter().rposition(|t| is_von(t)).unwrap_or(from);
            Person {
                given: joined(&tokens[..from]),
                non_dropping_particle: joined(&tokens[from..=to]),
                family: joined(&tokens[to + 1..]),
                ..Person::default()
            }
        }
        None => Person { given: joined(&tokens[..n - 1]), family: joined(&tokens[n - 1..]), ..Person::default() },
    };
    Some(Name::Person(suffixed(person)))
}

/// `John Smith Jr.`: a suffix that BibTeX would take for the last name.
fn suffixed(mut person: Person) -> Person {
    if is_suffix(&person.family)
        && let Some((given, family)) = person.given.clone().rsplit_once(' ')
    {
        person.suffix = std::mem::replace(&mut person.family, family.to_owned());
        person.given = given.to_owned();
    }
    person
}

fn is_suffix(word: &str) -> bool {
    matches!(word, "Jr." | "Jr" | "Sr." | "Sr" | "II" | "III" | "IV")
}

/// biblatex's extended form, `given=A, family=B, prefix=von`.
fn labelled(src: &str) -> Option<Name> {
    if !src.contains('=') {
        return None;
    }
    let mut person = Person::default();
    let mut found = false;
    for part in split_depth0(src, b',') {
        let (label, value) = part.split_once('=')?;
        let value = text(value.trim().trim_matches('"'));
        match label.trim() {
            "family" => person.family = value,
            "given" => person.given = value,
            "prefix" => person.non_dropping_particle = value,
            "suffix" => person.suffix = value,
            "useprefix" => {
                if value == "false" {
                    person.dropping_particle = std::mem::take(&mut person.non_dropping_particle);
                }
            }
            l if l.ends_with("-i") || matches!(l, "id" | "sortingnamekeytemplatename") => {}
            _ => return None,
        }
        found = true;
    }
    match found {
        true if person.given.is_empty() && person.non_dropping_particle.is_empty() => {
            (!person.family.is_empty()).then(|| Name::literal(person.family))
        }
        true => Some(Name::Person(person)),
        false => None,
    }
}

/// Pieces between a byte at brace depth 0.
fn split_depth0(src: &str, at: u8) -> Vec<&str> {
    let mut out = Vec::with_capacity(2);
    let (mut depth, mut from) = (0i32, 0);
    let mut escaped = false;
    for (i, b) in src.bytes().enumerate() {
        match b {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ if b == at && depth <= 0 => {
                out.push(&src[from..i]);
                from = i + 1;
            }
            _ => {}
        }
    }
    out.push(&src[from..]);
    out
}

/// Words at brace depth 0, also between ties.
fn words(src: &str) -> Vec<&str> {
    let b = src.as_bytes();
    let mut out = Vec::with_capacity(4);
    let (mut depth, mut from, mut i) = (0i32, 0, 0);
    while i < b.len() {
        match b[i] {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            b'\\' => i += 1,
            c if depth <= 0 && (c.is_ascii_whitespace() || c == b'~') => {
                if from < i {
                    out.push(&src[from..i]);
                }
                from = i + 1;
            }
            _ => {}
        }
        i += 1;
    }
    if from < b.len() {
        out.push(&src[from..]);
    }
    // `\'Etienne` and the like: a command that ends a word belongs to the next.
    out
}

/// Whether the first letter at depth 0 is small; what is in braces has no case unless it is an accent.
fn is_von(word: &str) -> bool {
    let first = word.chars().next();
    if first.is_some_and(|c| c.is_lowercase()) {
        return true;
    }
    if first != Some('{') && first != Some('\\') {
        return false;
    }
    let accented = word.starts_with("{\\") || first == Some('\\');
    accented && plain(word).chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase)
}

fn joined(tokens: &[&str]) -> String {
    match tokens {
        [one] => text(one),
        _ => text(&tokens.join(" ")),
    }
}

fn text(src: &str) -> String {
    let out = plain(src).into_owned();
    if out.contains('\u{a0}') { out.replace('\u{a0}', " ") } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(src: &str) -> String {
        let names = list(src);
        let mut out: Vec<String> = names
            .list
            .iter()
            .map(|n| match n {
                Name::Literal { literal } => format!("[{literal}]"),
                Name::Person(p) => format!("{}|{}|{}|{}", p.given, p.non_dropping_particle, p.family, p.suffix),
            })
            .collect();
        if names.et_al {
            out.push("…".into());
        }
        out.join(" & ")
    }

    #[test]
    fn names_are_divided_as_bibtex_divides_them() {
        for (src, want) in [
            ("Donald E. Knuth", "Donald E.||Knuth|"),
            ("von Helmholtz, Hermann", "Hermann|von|Helmholtz|"),
            ("Ludwig van Beethoven and others", "Ludwig|van|Beethoven| & …"),
            ("King, Jr., Martin Luther", "Martin Luther||King|Jr."),
            ("{World Health Organization} and A. {van Dam}", "[World Health Organization] & A.||van Dam|"),
            ("de la Vall{\\'e}e~Poussin, Charles", "Charles|de la|Vallée Poussin|"),
            ("Lesk, M. E. AND Kernighan, B. W.", "M. E.||Lesk| & B. W.||Kernighan|"),
            ("{Barnes and Noble}", "[Barnes and Noble]"),
            ("given=Jean, family=Fontaine, prefix=de la", "Jean|de la|Fontaine|"),
            ("张, 三", "三||张|"),
            ("G{\\\"a}hler, F.", "F.||Gähler|"),
        ] {
            assert_eq!(parts(src), want, "{src}");
        }
    }
}
