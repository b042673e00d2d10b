//! Lists of names in Latin (or Cyrillic, Greek) script: which commas divide names, and which family from given name.

use super::parts::{Look, Token, is_capitals, tokens};
use super::person::{Order, chinese_order, inverted, straight};
use super::{corporate, trim};
use crate::model::Name;
use std::borrow::Cow;

/// A part between separators.
struct Part<'a> {
    text: &'a str,
    /// A word for "and" stands before it.
    and: bool,
    /// A semicolon or slash stands before it: a new name begins for certain.
    hard: bool,
    /// Where it starts and ends in the list.
    span: (usize, usize),
}

/// What a part is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Shape {
    Initials,
    Suffix,
    /// Words and initials: a name by itself.
    Full,
    /// One word, with or without particles.
    Word,
    /// Several words.
    Words,
    Body,
}

/// Reads a list.
pub fn list(text: &str, out: &mut Vec<Name>) {
    let text = tidy(text);
    let mut parts = join_bodies(&text, split(&text));
    let mixed = text.chars().any(char::is_lowercase);
    let mut shapes: Vec<Shape> = parts.iter().map(|p| shape(p.text, mixed)).collect();
    bare_initials(&parts, &mut shapes, mixed);
    let order = vote(&parts, &shapes, mixed);
    let families = only_families(&parts, &shapes);
    let mut i = 0;
    while let (Some(part), Some(shape)) = (parts.get(i), shapes.get(i)) {
        let (text, shape) = (part.text, *shape);
        if let Some((given, rest)) = shifted(&parts, &shapes, i, mixed) {
            out.extend(inverted(text, given, mixed));
            parts[i + 1].text = rest;
            shapes[i + 1] = Shape::Word;
            i += 1;
            continue;
        }
        i += 1 + one(&parts, &shapes, i, (text, shape), Reading { mixed, order, families }, out);
    }
    drop_final_stop(out);
}

/// The full stop behind the whole list is no part of the last initial where no other initial has one.
fn drop_final_stop(out: &mut [Name]) {
    let Some((Name::Person(last), others)) = out.split_last_mut() else { return };
    let bare = |n: &Name| matches!(n, Name::Person(p) if !p.given.is_empty() && !p.given.contains('.'));
    if last.given.ends_with('.') && last.given.matches('.').count() == 1 && !others.is_empty() && others.iter().all(bare) {
        last.given.pop();
    }
}

/// `Bach, PB, Jett, JR`: short words in capitals behind a family name are its initials.
fn bare_initials(parts: &[Part], shapes: &mut [Shape], mixed: bool) {
    for i in 1..shapes.len() {
        let free = !parts[i].and && !parts[i].hard && matches!(shapes[i - 1], Shape::Word | Shape::Words);
        let n = parts[i].text.chars().count();
        let capitals = n <= 3 && parts[i].text.chars().all(char::is_uppercase);
        let small_before = parts[i - 1].text.chars().any(char::is_lowercase);
        if free && shapes[i] == Shape::Word && capitals && mixed && small_before && shapes.get(i + 1) != Some(&Shape::Initials) {
            shapes[i] = Shape::Initials;
        }
    }
}

/// `Lu, D.R. Ou, Q.`: a lost comma between initials and the next family name; gives both.
fn shifted<'a>(parts: &[Part<'a>], shapes: &[Shape], i: usize, mixed: bool) -> Option<(&'a str, &'a str)> {
    let (next, after) = (parts.get(i + 1)?, parts.get(i + 2)?);
    let like_this = shapes[i] == Shape::Word && shapes[i + 1] == Shape::Full;
    let runs_on = shapes[i + 2] == Shape::Initials || shapes[i + 2] == Shape::Full && i == 0 && shapes.last() == Some(&Shape::Initials);
    if !like_this || !(runs_on || i > 0 && shapes[i + 2] == Shape::Full && shapes.last() == Some(&Shape::Initials)) {
        return None;
    }
    if next.and || next.hard || after.and || after.hard {
        return None;
    }
    let words = tokens(next.text, mixed);
    let initials = words.iter().take_while(|t| t.look == Look::Initial).count();
    let rest = words.get(initials)?;
    (initials > 0).then(|| Some((next.text.get(..rest.start)?.trim(), next.text.get(rest.start..)?))).flatten()
}

#[derive(Clone, Copy)]
struct Reading {
    mixed: bool,
    order: Order,
    families: bool,
}

/// Reads the name that starts at part `i`; returns how many further parts it took.
fn one(parts: &[Part], shapes: &[Shape], i: usize, (text, shape): (&str, Shape), how: Reading, out: &mut Vec<Name>) -> usize {
    let joined = |k: usize| parts.get(i + k).filter(|p| !p.and && !p.hard).map(|p| (p.text, shapes[i + k]));
    match shape {
        Shape::Body => out.push(Name::literal(text)),
        Shape::Suffix => add_suffix(out, text),
        Shape::Initials => add_initials(out, text),
        Shape::Full => out.extend(straight(text, how.mixed, how.order)),
        Shape::Word | Shape::Words => {
            let next = joined(1);
            if let (Some((suffix, Shape::Suffix)), Some((given, Shape::Initials | Shape::Word | Shape::Words))) = (next, joined(2)) {
                out.extend(inverted(text, given, how.mixed));
                add_suffix(out, suffix);
                return 2;
            }
            if let Some((given, next)) = next {
                let own_initials = next == Shape::Word && matches!(joined(2), Some((_, Shape::Initials)));
                let first =
                    i == 0 && (shape, next) == (Shape::Word, Shape::Full) && !corporate::acronym(text) && inverted_first(parts, shapes);
                if !own_initials && (first || pairs(shape, text, next, given, how)) {
                    out.extend(inverted(text, given, how.mixed));
                    return 1;
                }
            }
            out.extend(straight(text, how.mixed, how.order));
        }
    }
    0
}

/// Whether only the first name of the list is turned round (`Sawyer, R. Keith`, `Clinton, J. Robert and Richard W. Clinton`).
fn inverted_first(parts: &[Part], shapes: &[Shape]) -> bool {
    !shapes.iter().skip(1).any(|s| *s == Shape::Word) || parts.get(2).is_some_and(|p| p.and)
}

/// Whether the next part is the given name to this one.
fn pairs(shape: Shape, text: &str, next: Shape, given: &str, how: Reading) -> bool {
    match (shape, next) {
        (_, Shape::Initials) => true,
        (Shape::Word, Shape::Word | Shape::Words) => !how.families && !(corporate::acronym(text) && corporate::acronym(given)),
        // "Todrys, Karol W." but not "Abet, Smith JA" or "Plato, A. Smith"
        (Shape::Word, Shape::Full) => given_with_initial(given, is_capitals(text)),
        (Shape::Words, Shape::Word) => !pinyin_name(text, how) && text.split(' ').count() <= 3,
        _ => false,
    }
}

fn given_with_initial(part: &str, capitals: bool) -> bool {
    let words = tokens(part, true);
    words.first().is_some_and(|t| t.look == Look::Word && !(capitals && is_capitals(t.text)))
        && words.last().is_some_and(|t| t.look == Look::Initial && (t.text.ends_with('.') || capitals))
}

fn pinyin_name(part: &str, how: Reading) -> bool {
    chinese_order(&tokens(part, how.mixed), how.order) != Order::Unknown
}

fn add_suffix(out: &mut [Name], suffix: &str) {
    if let Some(Name::Person(p)) = out.last_mut().filter(|_| !matches!(suffix.trim_end_matches('.'), "PhD" | "Ph.D" | "MD" | "M.D" | "Esq"))
    {
        if p.suffix.is_empty() {
            p.suffix = suffix.trim_end_matches(',').to_owned();
        }
    }
}

fn add_initials(out: &mut Vec<Name>, initials: &str) {
    match out.last_mut() {
        Some(Name::Person(p)) if p.given.is_empty() => p.given = initials.to_owned(),
        _ => out.push(Name::Person(crate::model::Person { family: initials.to_owned(), ..crate::model::Person::default() })),
    }
}

/// Reads one name; its first comma divides family and given name.
pub fn single(text: &str) -> Option<Name> {
    let text = tidy(text);
    let text = trim::edges(&text);
    if corporate::latin(text) == 2 {
        return Some(Name::literal(text));
    }
    let mut parts = text.split(',').map(str::trim).filter(|p| !p.is_empty());
    let (first, second, third) = (parts.next()?, parts.next(), parts.next());
    match (second, third) {
        (None, _) => straight(text.trim_end_matches(','), true, Order::Unknown),
        (Some(given), None) if super::parts::is_suffix(given) => {
            let mut one = vec![straight(first, true, Order::Unknown)?];
            add_suffix(&mut one, given);
            one.pop()
        }
        (Some(given), None) => inverted(first, given, true),
        (Some(a), Some(b)) => {
            let (given, suffix) = if super::parts::is_suffix(a) { (b, a) } else { (a, b) };
            let mut one = vec![inverted(first, given, true)?];
            add_suffix(&mut one, suffix);
            one.pop()
        }
    }
}

/// Damage of print: `S .Banerjee ,J .Zhang` → `S. Banerjee, J. Zhang`; several spaces become one.
fn tidy(text: &str) -> Cow<'_, str> {
    if !text.contains(" .") && !text.contains(" ,") && !text.contains("  ") && !text.contains("{") && !text.contains('*') {
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
fn split(text: &str) -> Vec<Part<'_>> {
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

fn shape(text: &str, mixed: bool) -> Shape {
    let body = corporate::latin(text);
    if body == 2 {
        return Shape::Body;
    }
    let words = tokens(text, mixed);
    let count = |l: Look| words.iter().filter(|t: &&Token| t.look == l).count();
    let (initials, plain, suffix) = (count(Look::Initial), count(Look::Word), count(Look::Suffix));
    match (initials, plain) {
        (0, 0) if suffix > 0 => Shape::Suffix,
        (0, 0) => Shape::Word,
        (_, 0) if initials > 0 => Shape::Initials,
        (0, 1) => Shape::Word,
        (0, _) => Shape::Words,
        _ => Shape::Full,
    }
}

/// Whether the list is of family names alone (`Smith, Jones, and Brown`): single words that do not pair up.
fn only_families(parts: &[Part], shapes: &[Shape]) -> bool {
    shapes.len() > 1
        && shapes.iter().all(|s| *s == Shape::Word)
        && (shapes.len() % 2 == 1 || parts.iter().enumerate().any(|(i, p)| i % 2 == 1 && (p.and || p.hard)))
}

/// Which way round the pinyin names of the list are, by those that can only be read one way.
fn vote(parts: &[Part], shapes: &[Shape], mixed: bool) -> Order {
    let mut votes = 0i32;
    for (p, _) in parts.iter().zip(shapes).filter(|(_, s)| **s == Shape::Words).take(50) {
        let words = tokens(p.text, mixed);
        let (a, b) = (chinese_order(&words, Order::Chinese), chinese_order(&words, Order::Western));
        if a == b {
            votes += match a {
                Order::Chinese => 1,
                Order::Western => -1,
                Order::Unknown => 0,
            };
        }
    }
    match votes {
        0 => Order::Unknown,
        v if v > 0 => Order::Chinese,
        _ => Order::Western,
    }
}

/// Puts bodies together again that commas and "and" have divided (`Department of Science and Technology`).
fn join_bodies<'a>(text: &'a str, parts: Vec<Part<'a>>) -> Vec<Part<'a>> {
    if parts.len() < 2 || !parts.iter().any(|p| corporate::latin(p.text) > 0) {
        return parts;
    }
    let mut out: Vec<Part> = Vec::with_capacity(parts.len());
    let initials: Vec<bool> = parts.iter().map(|p| tokens(p.text, true).iter().all(|t| t.look == Look::Initial)).collect();
    for (i, part) in parts.into_iter().enumerate() {
        // "Data Center, Stein, S. E.": a person begins.
        let person = !part.and && initials.get(i + 1) == Some(&true);
        let own = corporate::latin(part.text);
        if let Some(last) = out.last_mut().filter(|l| !part.hard && !person && corporate::latin(l.text) > 0) {
            let words = part.text.split(' ').count();
            let has_initial = tokens(part.text, true).iter().any(|t| t.look == Look::Initial);
            let next_of_body = if part.and {
                // "… of Science and Technology", "… for Research and the Arts": the rest is no name by itself.
                !has_initial
                    && (own < 2
                        && (words == 1
                            || last.text.contains(" of ")
                            || last.text.contains(" for ")
                            || last.text.contains(" on ")
                            || part.text.starts_with(char::is_lowercase))
                        || own == 2 && open(last.text))
            } else {
                // "University of California, Berkeley", "Acme, Inc."
                !has_initial && words == 1 && own < 2
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
