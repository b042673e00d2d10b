//! Authors: reads printed names in any order and script, and tells whether two lists can be of one work.

mod across;
mod divide;
mod read;
mod relate;

pub use across::{Across, across};
pub use relate::{PeopleMatch, relate};

use super::fold::hash;
use std::borrow::Cow;

/// How many names of a list are looked at.
const MOST: usize = 12;

/// The authors of a face: all names in one text, and where in it each stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct People {
    text: Box<str>,
    list: Box<[Entry]>,
    /// Whether more follow that are not in the list.
    pub more: bool,
}

/// Where a name stands, with hashes by which most are told apart before any letter is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Entry {
    start: u16,
    family: u8,
    given: u8,
    reading: u8,
    body: bool,
    cjk: bool,
    family_hash: u32,
    given_hash: u32,
    words_hash: u32,
}

/// One name, folded.
#[derive(Clone, Copy, Debug)]
pub struct Person<'a> {
    /// Folded family name, words with spaces; the whole name for names in Han and for bodies.
    pub family: &'a str,
    /// Folded given name or initials; empty for names in Han (they are compared whole).
    pub given: &'a str,
    /// For names in Han: pinyin of family name and of each given character, readings of the family name divided by `/`.
    pub reading: &'a str,
    /// Whether it is a body.
    pub body: bool,
    /// Whether it is written in Chinese, Japanese or Korean.
    pub cjk: bool,
    /// Hash of the family name; equal hashes mean equal names.
    family_hash: u32,
    given_hash: u32,
    /// Sum of the hashes of all words: the same in any order.
    words_hash: u32,
}

impl People {
    /// The names, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Person<'_>> + Clone {
        self.list.iter().map(|e| self.person(e))
    }

    /// The first name.
    pub fn first(&self) -> Option<Person<'_>> {
        self.get(0)
    }

    /// The name at a place.
    pub fn get(&self, at: usize) -> Option<Person<'_>> {
        self.list.get(at).map(|e| self.person(e))
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Bytes on the heap.
    pub fn heap(&self) -> usize {
        self.text.len() + size_of_val(&*self.list)
    }

    fn person(&self, e: &Entry) -> Person<'_> {
        let part = |from: usize, len: u8| self.text.get(from..from + usize::from(len)).unwrap_or("");
        let family = usize::from(e.start);
        let given = family + usize::from(e.family);
        let reading = given + usize::from(e.given);
        Person {
            family: part(family, e.family),
            given: part(given, e.given),
            reading: part(reading, e.reading),
            body: e.body,
            cjk: e.cjk,
            family_hash: e.family_hash,
            given_hash: e.given_hash,
            words_hash: e.words_hash,
        }
    }
}

/// Hash of a part of a name; 0 where it is empty.
fn part_hash(s: &str) -> u32 {
    if s.is_empty() { 0 } else { hash(21, s) as u32 | 1 }
}

/// Pinyin letters for comparison: ü, v and yu after l and n are one.
pub fn plain(letters: &str) -> Cow<'_, str> {
    let odd = letters.bytes().zip(letters.bytes().skip(1)).any(|(a, b)| matches!((a, b), (b'l' | b'n', b'v' | b'y') | (0xc3, _)));
    if !odd {
        return Cow::Borrowed(letters);
    }
    Cow::Owned(letters.replace('ü', "u").replace("lyu", "lu").replace("nyu", "nu").replace("lv", "lu").replace("nv", "nu"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Face, Kind, Name, Names, Role};

    fn people(list: &[&str]) -> People {
        let mut face = Face::new(Kind::ArticleJournal);
        face.set_names(Role::Author, Names::new(list.iter().map(|n| Name::literal(*n)).collect()));
        People::of(&face)
    }

    #[test]
    fn every_order_and_abbreviation_of_a_pinyin_name_is_the_same_person() {
        let han = people(&["罗晖"]);
        for latin in ["Luo Hui", "LUO Hui", "Hui Luo", "Luo H", "H. Luo", "Luo, Hui", "LuoHui", "LUOHui"] {
            let got = across(&han, &people(&[latin]));
            assert!(got.full + got.initials == 1, "{latin}: {got:?}");
            assert_eq!(relate(&people(&["Luo Hui"]), &people(&[latin])).0, PeopleMatch::Match, "{latin}");
        }
        assert_eq!(across(&han, &people(&["Wang Wei"])).family, 0);
    }

    #[test]
    fn lists_that_were_run_together_are_divided() {
        let run = people(&["Adeli K.Lewis G. F."]);
        assert_eq!(run.list.len(), 2);
        assert_eq!(relate(&run, &people(&["Adeli, Khosrow", "Lewis, Gary F."])).0, PeopleMatch::Match);
    }

    #[test]
    fn a_list_that_was_taken_for_one_name_is_a_list() {
        let mut face = Face::new(Kind::ArticleJournal);
        for (family, given) in
            [("C. H. Au", "Y. Sun"), ("Chun Hung Au", "Yue Sun"), ("C. H. Au", "Y. Sun and K. Ho"), ("Au", "C. H., Sun, Y.")]
        {
            face.set_names(Role::Author, Names::new(vec![Name::person(family, given)]));
            assert_eq!(relate(&People::of(&face), &people(&["Au, C. H.", "Sun, Y."])), (PeopleMatch::Match, 2), "{family} | {given}");
        }
    }

    #[test]
    fn other_persons_are_a_conflict_and_bodies_are_not() {
        assert_eq!(relate(&people(&["Smith, J."]), &people(&["Jones, A."])).0, PeopleMatch::Conflict);
        assert_eq!(relate(&people(&["World Health Organization"]), &people(&["Jones, A."])).0, PeopleMatch::Missing);
        assert_eq!(relate(&people(&["Chen, Xue-Li"]), &people(&["Chen, X. L."])).0, PeopleMatch::Match);
        assert_eq!(relate(&people(&["De Ruiter, M."]), &people(&["Ruiter De, M."])).0, PeopleMatch::Match);
    }
}
