//! Order of lists: by script, then Chinese by pinyin (surname readings first) or by strokes, others by letters.

use super::faces::language_of;
use crate::model::{DateVar, Face, Name, Person, Role, Var};
use crate::normalise::pinyin;
use crate::text::script::{has_han, is_han};
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;
use std::cmp::Ordering;

/// How a list is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As the style says: cited order for numbers, by author for author–date.
    #[default]
    Style,
    /// As given.
    Given,
    /// By script, Chinese by pinyin.
    Pinyin,
    /// By script, Chinese by strokes.
    Stroke,
}

impl Order {
    /// By the name that the command line uses.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "style" => Order::Style,
            "given" | "cited" => Order::Given,
            "pinyin" => Order::Pinyin,
            "stroke" | "strokes" => Order::Stroke,
            _ => return None,
        })
    }
}

/// Groups of a list in their order (GB/T 7714, 9.3.2): Chinese, Japanese, Western, Russian, others.
fn group(face: &Face) -> u8 {
    match language_of(face).get(..2).unwrap_or("") {
        "zh" => 0,
        "ja" => 1,
        "ru" | "uk" | "be" | "bg" | "sr" | "mk" => 3,
        "ko" | "ar" | "he" | "th" | "el" | "fa" => 4,
        _ => 2,
    }
}

/// What an entry is ordered by: group, then author, year and title.
struct Key {
    group: u8,
    /// For pinyin: the readings, each with its character, so that one surname stays together.
    readings: Vec<(String, char)>,
    words: String,
    date: (i32, u8, u8),
    title: String,
}

/// The order of the faces, as indices.
pub fn order(faces: &[&Face], by: Order) -> Vec<usize> {
    let keys: Vec<Key> = faces.iter().map(|f| key(f, by)).collect();
    let strokes = (by == Order::Stroke).then(|| collator("zh-u-co-stroke")).flatten();
    let letters = collator("en");
    let mut order: Vec<usize> = (0..faces.len()).collect();
    order.sort_by(|a, b| compare(&keys[*a], &keys[*b], strokes.as_ref(), letters.as_ref()));
    order
}

fn collator(locale: &str) -> Option<CollatorBorrowed<'static>> {
    let locale: Locale = locale.parse().ok()?;
    Collator::try_new(CollatorPreferences::from(&locale), CollatorOptions::default()).ok()
}

fn compare(a: &Key, b: &Key, strokes: Option<&CollatorBorrowed>, letters: Option<&CollatorBorrowed>) -> Ordering {
    let words = |x: &str, y: &str| match (a.group == 0, strokes, letters) {
        (true, Some(strokes), _) => strokes.compare(x, y),
        (_, _, Some(letters)) => letters.compare(x, y),
        _ => x.cmp(y),
    };
    a.group
        .cmp(&b.group)
        .then_with(|| a.readings.cmp(&b.readings))
        .then_with(|| words(&a.words, &b.words))
        .then_with(|| a.date.cmp(&b.date))
        .then_with(|| words(&a.title, &b.title))
}

fn key(face: &Face, by: Order) -> Key {
    let group = group(face);
    let roles = [Role::Author, Role::Editor, Role::Compiler, Role::Director, Role::Translator];
    let names = roles.iter().find_map(|r| face.names(*r)).map(|n| n.list.as_slice()).unwrap_or_default();
    let title = face.get(Var::Title).to_owned();
    let words = if names.is_empty() { title.clone() } else { names.iter().take(3).map(whole).collect::<Vec<_>>().join(" ") };
    let readings = if group == 0 && by != Order::Stroke { self::readings(names, &title) } else { Vec::new() };
    let date = face.date(DateVar::Issued).and_then(|d| d.start).map_or((i32::MAX, 0, 0), |d| (d.year, d.month, d.day));
    Key { group, readings, words, date, title }
}

fn whole(name: &Name) -> String {
    match name {
        Name::Person(p) if has_han(&p.family) => format!("{}{}", p.family, p.given),
        Name::Person(p) => format!("{} {}", name.sort_name(), p.given),
        Name::Literal { literal } => literal.clone(),
    }
}

/// Readings of the first three names, character by character; of the title where there are none.
fn readings(names: &[Name], title: &str) -> Vec<(String, char)> {
    let mut out = Vec::new();
    for name in names.iter().take(3) {
        match person(name) {
            Some(p) => {
                let family: Vec<char> = p.family.chars().collect();
                match family.as_slice() {
                    [one] => out.push((pinyin::surname(&p.family), *one)),
                    // A compound surname has its reading as a whole; only its first character needs it to stand right.
                    _ => spell_compound(&p.family, &family, &mut out),
                }
                spell(&p.given, &mut out);
            }
            None => spell(name.family(), &mut out),
        }
    }
    if names.is_empty() {
        spell(title, &mut out);
    }
    out
}

/// A Chinese person; a literal of two to four Han characters with a known surname in front is one too.
fn person(name: &Name) -> Option<Person> {
    match name {
        Name::Person(p) if has_han(&p.family) => Some(p.clone()),
        Name::Literal { literal } if (2..=4).contains(&literal.chars().count()) && literal.chars().all(is_han) => {
            match crate::normalise::names::one(literal) {
                Name::Person(p) => Some(p),
                Name::Literal { .. } => None,
            }
        }
        _ => None,
    }
}

fn spell_compound(family: &str, chars: &[char], out: &mut Vec<(String, char)>) {
    let whole = pinyin::surname(family);
    match pinyin::divide(&whole) {
        Some(parts) if parts.len() == chars.len() => out.extend(parts.into_iter().zip(chars.iter().copied())),
        _ => spell(family, out),
    }
}

fn spell(text: &str, out: &mut Vec<(String, char)>) {
    for c in text.chars().take(40).filter(|c| c.is_alphanumeric()) {
        if is_han(c) {
            let syllable = pinyin::syllables(c.encode_utf8(&mut [0; 4])).first().copied().unwrap_or("~");
            out.push((syllable.to_owned(), c));
        } else {
            out.push((c.to_lowercase().collect(), c));
        }
    }
}
