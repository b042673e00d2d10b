//! Reads the names of a face, printed in any order.

use super::divide::{Piece, divide};
use super::{Entry, MOST, People, part_hash, plain};
use crate::dedup::fold::{self, letters};
use crate::model::{Face, Name, Names, Role};
use crate::normalise::{names, pinyin};
use crate::text::script::{has_cjk, has_han, is_cjk};

impl People {
    /// Reads the authors of a face, or its editors where it has none.
    pub fn of(face: &Face) -> Self {
        let named =
            [Role::Author, Role::Editor, Role::Compiler, Role::Director].iter().find_map(|r| face.names(*r).filter(|n| !n.list.is_empty()));
        named.map(Reading::list).unwrap_or_default()
    }
}

/// A list as it is read.
#[derive(Default)]
struct Reading {
    text: String,
    list: Vec<Entry>,
}

impl Reading {
    fn list(named: &Names) -> People {
        let mut reading = Reading { text: String::with_capacity(64), list: Vec::with_capacity(named.list.len().min(MOST)) };
        let mut more = named.et_al;
        for name in &named.list {
            match name {
                // A list that was taken for one name, divided at its first comma.
                Name::Person(p)
                    if p.given.contains([',', ';', '，', '；', '&'])
                        || p.given.contains(" and ")
                        || named.list.len() == 1 && two_names(&p.family, &p.given) =>
                {
                    more |= reading.literal(&format!("{}, {}", p.family, p.given));
                }
                Name::Person(p) if p.non_dropping_particle.is_empty() => reading.push(&p.family, &p.given, name),
                Name::Person(p) => reading.push(&format!("{} {}", p.non_dropping_particle, p.family), &p.given, name),
                Name::Literal { literal } => more |= reading.literal(literal),
            }
            if reading.list.len() > MOST {
                reading.list.truncate(MOST);
                more = true;
                break;
            }
        }
        People { text: reading.text.into(), list: reading.list.into(), more }
    }

    /// Reads a literal, in which a whole list may stand; whether it says that more follow.
    fn literal(&mut self, literal: &str) -> bool {
        let clean = fold::clean(literal);
        if !clean.contains([' ', ',', '.', ';', '，', '；', '、', '等']) {
            self.read(&clean);
            return false;
        }
        let (text, mut more) = shortened(&clean);
        for piece in divide(text) {
            match piece {
                Piece::Whole(name) if name.len() <= 12 && matches!(letters(&fold::words(name)).as_str(), "etal" | "等" | "others") => {
                    more = true;
                }
                Piece::Whole(name) => self.read(name),
                Piece::Inverted(family, given) => self.latin(family, given),
            }
        }
        more
    }

    /// One printed name.
    fn read(&mut self, printed: &str) {
        if has_cjk(printed) {
            let name = names::one(printed);
            return self.push(name.family(), name.given(), &name);
        }
        let words: Vec<&str> = printed.split_whitespace().collect();
        let tail = words.iter().rev().take_while(|w| initials(w)).count();
        let head = words.iter().take_while(|w| initials(w)).count();
        let capitals = |w: &str| w.chars().count() > 1 && w.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
        match words.len() {
            0 => {}
            1 => self.latin(words[0], ""),
            n if tail > 0 && tail < n => self.latin(&words[..n - tail].join(" "), &words[n - tail..].join(" ")),
            n if head > 0 && head < n => self.latin(words[n - 1], &words[..n - 1].join(" ")),
            n if capitals(words[0]) => self.latin(words[0], &words[1..n].join(" ")),
            n if n > 4 => self.latin(printed, ""),
            n => self.latin(words[n - 1], &words[..n - 1].join(" ")),
        }
    }

    fn push(&mut self, family: &str, given: &str, name: &Name) {
        if has_cjk(family) || has_cjk(given) { self.han(name) } else { self.latin(family, given) }
    }

    fn han(&mut self, name: &Name) {
        let divided;
        let (family, given) = match name {
            Name::Literal { literal } => {
                divided = names::one(literal);
                (divided.family(), divided.given())
            }
            Name::Person(p) => (p.family.as_str(), p.given.as_str()),
        };
        let folded = letters(&fold::words(&format!("{family}{given}")));
        let long = folded.chars().count();
        let body = folded.chars().filter(|c| is_cjk(*c)).count() > 4 && given.chars().count() > 3 || long > 6;
        let foreign = family.contains(['·', '•', '‧', '.']) || given.contains(['·', '•', '‧', '.']) || long > 4;
        let reading = if has_han(&folded) && !body && !foreign { reading(family, given) } else { String::new() };
        self.add(&folded, "", &reading, body, true);
    }

    fn latin(&mut self, family: &str, given: &str) {
        let family = fold::words(&fold::clean(family));
        let given = fold::words(&fold::clean(given));
        let family = without(&family, &[" jr", " sr"]);
        let given = without(&given, &[" jr", " sr", " iii", " 3rd", " 2nd"]);
        if family.is_empty() {
            return self.add(given, "", "", false, false);
        }
        // "World Health Organization" is read as family Organization: two full words before it are no given name.
        let spelled_out = given.contains(' ') && given.split(' ').all(|w| w.len() > 2);
        let body = (given.is_empty() || spelled_out) && family.split(' ').any(is_body);
        self.add(family, given, "", body, false);
    }

    fn add(&mut self, family: &str, given: &str, reading: &str, body: bool, cjk: bool) {
        if family.is_empty() || matches!(family, "anonymous" | "anon" | "佚名" | "unknown" | "no author" | "noauthor" | "na") {
            return;
        }
        let (family, given, reading) = (short(family), short(given), short(reading));
        let Ok(start) = u16::try_from(self.text.len()) else { return };
        let words_hash = family.split(' ').chain(given.split(' ')).fold(0u32, |sum, w| sum.wrapping_add(part_hash(w)));
        self.list.push(Entry {
            start,
            family: family.len() as u8,
            given: given.len() as u8,
            reading: reading.len() as u8,
            body,
            cjk,
            family_hash: part_hash(family),
            given_hash: part_hash(given),
            words_hash,
        });
        self.text.extend([family, given, reading]);
    }
}

/// At most as many bytes as one byte can count.
fn short(s: &str) -> &str {
    fold::beginning(s, usize::from(u8::MAX))
}

fn without<'a>(name: &'a str, ends: &[&str]) -> &'a str {
    ends.iter().fold(name, |name, end| name.trim_end_matches(end))
}

/// Whether family and given name are a whole name each: `J. D. Watson` and `F. H. C. Crick`, `Avrim Blum` and `Merrick Furst`.
fn two_names(family: &str, given: &str) -> bool {
    let mut first = family.split([' ', '.']).filter(|w| !w.is_empty());
    let lead = first.next().unwrap_or("");
    let last = given.split([' ', '.']).rfind(|w| !w.is_empty()).unwrap_or("");
    let full = |w: &str| w.chars().count() >= 2 && w.chars().next().is_some_and(char::is_uppercase) && !initials(w);
    let two = |s: &str| s.split([' ', '.']).filter(|w| !w.is_empty()).nth(1).is_some();
    two(family) && two(given) && first.next_back().is_some_and(full) && full(last) && (initials(lead) || full(lead))
}

/// A list without the words at its end that say that more follow, and whether there were any.
fn shortened(list: &str) -> (&str, bool) {
    let bare = list.trim().trim_end_matches(['.', ',', ' ']);
    let end = ["et al", "et. al", "and others", "等"].iter().find_map(|e| bare.strip_suffix(e));
    end.map_or((list.trim(), false), |rest| (rest.trim_end_matches([',', '，', ' ']), true))
}

/// Whether a word is made of initials.
fn initials(word: &str) -> bool {
    let (mut letters, mut upper) = (0, true);
    for c in word.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        upper &= c.is_uppercase();
    }
    letters == 0 || (letters <= 3 && upper)
}

/// Whether a word speaks of a body.
pub(super) fn is_body(word: &str) -> bool {
    matches!(
        word,
        "group"
            | "committee"
            | "organization"
            | "organisation"
            | "association"
            | "university"
            | "institute"
            | "ministry"
            | "society"
            | "department"
            | "bureau"
            | "council"
            | "consortium"
            | "investigators"
            | "agency"
            | "commission"
            | "foundation"
            | "corporation"
            | "inc"
            | "ltd"
            | "bank"
            | "nations"
            | "union"
            | "center"
            | "centre"
            | "office"
            | "network"
            | "collaboration"
    )
}

/// Pinyin of a name: `shan/dan chan yu`, the readings of the family name first.
fn reading(family: &str, given: &str) -> String {
    let (family, given) = if given.is_empty() {
        let first = family.char_indices().nth(1).map_or(family.len(), |(i, _)| i);
        family.split_at(first)
    } else {
        (family, given)
    };
    let mut out = plain(&pinyin::surname(family)).into_owned();
    let literal = plain(&pinyin::syllables(family).concat()).into_owned();
    if literal != out {
        out.push('/');
        out.push_str(&literal);
    }
    for syllable in pinyin::syllables(given) {
        out.push(' ');
        out.push_str(&plain(syllable));
    }
    out
}
