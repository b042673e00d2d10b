//! Lists of names in Latin (or Cyrillic, Greek) script: which commas divide names, and which family from given name.

use super::divide::{Part, join_bodies, split, tidy};
use super::parts::{Look, Token, is_capitals, tokens};
use super::person::{Order, chinese_order, inverted, straight};
use super::{corporate, trim};
use crate::model::Name;

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
    drop_final_stop(&text, out);
}

/// The full stop behind the whole list is no part of the last initial where no other initial has one.
fn drop_final_stop(text: &str, out: &mut [Name]) {
    let Some((Name::Person(last), others)) = out.split_last_mut() else { return };
    let bare = |n: &Name| matches!(n, Name::Person(p) if !p.given.is_empty() && !p.given.contains('.'));
    while last.given.ends_with("..") {
        last.given.pop();
    }
    let at_end = text.trim_end().trim_end_matches('.').ends_with(last.given.trim_end_matches('.'));
    if at_end && last.given.ends_with('.') && last.given.matches('.').count() == 1 && !others.is_empty() && others.iter().all(bare) {
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
        Shape::Body => out.push(Name::literal(
            ["for the ", "for ", "on behalf of the ", "on behalf of "].iter().find_map(|w| text.strip_prefix(w)).unwrap_or(text),
        )),
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
        (Shape::Word, Shape::Word | Shape::Words) => !(how.families || corporate::acronym(text) && corporate::acronym(given)),
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
        && p.suffix.is_empty()
    {
        p.suffix = suffix.trim_end_matches(',').to_owned();
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
