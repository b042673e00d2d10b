//! One personal name in Latin (or Cyrillic, Greek) script, divided by the looks and the order of its words.

use super::parts::{Look, Token, is_capital_particle, is_capitals, tokens};
use super::surnames;
use crate::model::{Name, Person};
use crate::normalise::pinyin;

/// Which way round the pinyin names of a list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Order {
    /// Not known.
    #[default]
    Unknown,
    /// Family name first (`Luo Hui`).
    Chinese,
    /// Family name last (`Hui Luo`).
    Western,
}

/// Reads a name printed without a comma.
pub fn straight(part: &str, mixed: bool, order: Order) -> Option<Name> {
    let all = tokens(part, mixed);
    let (words, suffix) = cut_suffix(part, &all);
    let last = words.len().checked_sub(1)?;
    if last == 0 {
        let family = words[0].text;
        if suffix.is_empty() && super::corporate::acronym(family) {
            return Some(Name::literal(family));
        }
        return Some(build(part, words, 0..1, None, suffix));
    }
    let range = family_range(words, order);
    let given = if range.start > 0 { (0, range.start) } else { (range.end, words.len()) };
    Some(build(part, words, range, (given.0 < given.1).then_some(given), suffix))
}

/// Reads a name whose family and given parts are known from a comma.
pub fn inverted(family: &str, given: &str, mixed: bool) -> Option<Name> {
    let (family, given) = (family.trim(), given.trim());
    let words = tokens(family, mixed);
    let all = tokens(given, mixed);
    let (given_words, suffix) = cut_suffix(given, &all);
    let mut person = Person { suffix: suffix.to_owned(), ..Person::default() };
    let small = words.iter().take_while(|t| t.look == Look::Particle).count();
    if small > 0 && small < words.len() {
        person.non_dropping_particle = slice(family, words[0].start, words[small - 1].end);
        person.family = slice(family, words[small].start, family.len());
    } else {
        person.family = family.to_owned();
    }
    let behind = given_words.iter().rev().take_while(|t| t.look == Look::Particle).count();
    let keep = given_words.len() - behind;
    if keep > 0 {
        person.given = slice(given, given_words[0].start, given_words[keep - 1].end);
        if behind > 0 {
            person.dropping_particle = slice(given, given_words[keep].start, given_words[given_words.len() - 1].end);
        }
    } else if let Some(end) = given_words.last() {
        person.given = slice(given, 0, end.end);
    }
    (!person.family.is_empty()).then_some(Name::Person(person))
}

fn slice(s: &str, start: usize, end: usize) -> String {
    s.get(start..end).unwrap_or("").trim().to_owned()
}

fn cut_suffix<'a, 'b>(part: &'a str, all: &'b [Token<'a>]) -> (&'b [Token<'a>], &'a str) {
    let n = all.iter().rev().take_while(|t| t.look == Look::Suffix).count();
    if n == 0 || n == all.len() {
        return (all, "");
    }
    let (words, rest) = all.split_at(all.len() - n);
    (words, part.get(rest[0].start..rest[n - 1].end).unwrap_or(""))
}

/// Which words are the family name (with its particles).
fn family_range(words: &[Token], order: Order) -> std::ops::Range<usize> {
    let n = words.len();
    let leading = words.iter().take_while(|t| t.look == Look::Initial).count();
    let trailing = words.iter().rev().take_while(|t| t.look == Look::Initial).count();
    if trailing > 0 && leading < n && leading == 0 {
        return 0..n - trailing;
    }
    if leading >= n {
        return n - 1..n;
    }
    let capitals = words.iter().filter(|t| t.look == Look::Word && is_capitals(t.text)).count();
    let letters = words.iter().filter(|t| t.look == Look::Word).count();
    if leading == 0 && capitals > 0 && capitals < letters {
        if is_capitals(words[0].text) {
            return 0..words.iter().take_while(|t| is_capitals(t.text) || t.look == Look::Particle).count();
        }
        if let Some(first) = words.iter().position(|t| is_capitals(t.text)).filter(|i| words[*i..].iter().all(|t| is_capitals(t.text))) {
            return particles_before(words, first)..n;
        }
    }
    if leading == 0 && chinese_order(words, order) == Order::Chinese {
        return 0..1;
    }
    western_start(words)..n
}

/// Takes in particles in front of the family name.
fn particles_before(words: &[Token], mut at: usize) -> usize {
    while at > 1 && words[at - 1].look == Look::Particle {
        at -= 1;
    }
    at
}

fn western_start(words: &[Token]) -> usize {
    let n = words.len();
    if let Some(i) = words.iter().position(|t| t.look == Look::Particle).filter(|i| *i > 0 && *i < n - 1) {
        // "Ortega y Gasset": the words on both sides.
        return if matches!(words[i].text, "y" | "e" | "i" | "und") && i > 1 { i - 1 } else { i };
    }
    if let Some(i) = (1..n - 1).find(|i| is_capital_particle(words[*i].text)) {
        return i;
    }
    if n >= 3 && words[n - 2].look == Look::Word && spanish(words[n - 2].text) && words[0].look == Look::Word {
        return n - 2;
    }
    n - 1
}

/// Surnames that stand first of two in Spanish and Portuguese names.
fn spanish(word: &str) -> bool {
    const KNOWN: &str = " García Garcia Martín Martin Ruiz Díaz Diaz Moreno Muñoz Alonso Romero Torres Navarro Ramos Castro Ortega Molina Rubio Delgado Marín Iglesias Cortés Garrido Medina Santos Silva Souza Oliveira Pereira Costa Ferreira Almeida Cruz Flores Reyes Vargas Mendoza Rojas Guerrero Ortiz Vega Herrera Aguilar ";
    KNOWN.split(' ').any(|w| w == word)
        || word.chars().count() > 4 && (word.ends_with("ez") || word.ends_with("éz")) && word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether the words are a Chinese name in pinyin, and which way round.
pub fn chinese_order(words: &[Token], known: Order) -> Order {
    let n = words.len();
    if !(2..=3).contains(&n) || words.iter().any(|t| t.look == Look::Initial || t.look == Look::Suffix) {
        return Order::Unknown;
    }
    let lower: Vec<String> = words.iter().map(|t| t.text.to_lowercase().replace('ü', "v")).collect();
    let (Some(first), Some(last)) = (lower.first(), lower.last()) else { return Order::Unknown };
    // "Tsai Ing-wen", "Kim Jong-un": the small letter behind the hyphen marks an East Asian given name.
    if n == 2 && hyphened(words[1].text) && !hyphened(words[0].text) && !words[0].text.contains('-') && words[0].text.chars().count() <= 5 {
        return Order::Chinese;
    }
    let front = surnames::is_pinyin(first) && syllables(&lower[1..]);
    let behind = surnames::is_pinyin(last) && syllables(&lower[..n - 1]);
    match (front, behind) {
        (true, false) => Order::Chinese,
        (false, true) => Order::Western,
        (false, false) => Order::Unknown,
        (true, true) if known != Order::Unknown => known,
        (true, true) if surnames::is_frequent_pinyin(last) && !surnames::is_frequent_pinyin(first) => Order::Western,
        (true, true) => Order::Chinese,
    }
}

fn hyphened(word: &str) -> bool {
    word.split_once(['-', '‐', '‑']).is_some_and(|(a, b)| a.chars().count() >= 2 && b.chars().next().is_some_and(char::is_lowercase))
}

/// Whether the words are one or two pinyin syllables together.
fn syllables(words: &[String]) -> bool {
    let mut count = 0;
    for word in words {
        match pinyin::divide(word) {
            Some(s) => count += s.len(),
            None => return false,
        }
    }
    (1..=2).contains(&count)
}

fn build(part: &str, words: &[Token], family: std::ops::Range<usize>, given: Option<(usize, usize)>, suffix: &str) -> Name {
    let mut person = Person { suffix: suffix.to_owned(), ..Person::default() };
    let own = words.get(family).unwrap_or(&[]);
    let mut small = own.iter().take_while(|t| t.look == Look::Particle).count();
    if small == own.len() {
        small = 0;
    }
    if let (Some(first), Some(last)) = (own.get(small), own.last()) {
        person.family = slice(part, first.start, last.end);
    }
    if small > 0 {
        let particle = slice(part, own[0].start, own[small - 1].end);
        let drops = given.is_some_and(|g| g.0 == 0) && matches!(own[0].text, "von" | "vom" | "zu" | "zum" | "zur" | "de" | "d'" | "d’");
        if drops { person.dropping_particle = particle } else { person.non_dropping_particle = particle }
    }
    if let Some((first, last)) = given.and_then(|(a, b)| Some((words.get(a)?, words.get(b.checked_sub(1)?)?))) {
        person.given = slice(part, first.start, last.end);
    }
    Name::Person(person)
}
