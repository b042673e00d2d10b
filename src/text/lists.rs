//! Lists of words: looked up by the first or last character of a text, or found anywhere in it in one walk.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Words by one of their characters, each with what it stands for.
type ByChar<T> = FxHashMap<char, Vec<(&'static str, T)>>;

fn sorted<T>(words: impl IntoIterator<Item = (&'static str, T)>, character: impl Fn(&str) -> Option<char>) -> ByChar<T> {
    let mut map = ByChar::default();
    for (word, value) in words {
        if let Some(c) = character(word) {
            map.entry(c).or_default().push((word, value));
        }
    }
    map
}

/// Words (with what they stand for) that texts start with.
pub struct Starts<T>(ByChar<T>);

impl<T: Copy> Starts<T> {
    /// A list whose order decides where several words fit; empty ones are left out.
    pub fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        Self(sorted(words, |w| w.chars().next()))
    }

    /// A list whose longest word decides where several fit.
    pub fn longest_first(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut all = Self::new(words);
        all.0.values_mut().for_each(|some| some.sort_by_key(|(word, _)| std::cmp::Reverse(word.len())));
        all
    }

    /// Whether a word begins with that character.
    pub fn begin_with(&self, first: char) -> bool {
        self.0.contains_key(&first)
    }

    /// The word that decides among those the text starts with.
    pub fn of(&self, s: &str) -> Option<(&'static str, T)> {
        self.each(s).next()
    }

    /// All words the text starts with, in their order.
    pub fn each<'a>(&'a self, s: &'a str) -> impl Iterator<Item = (&'static str, T)> + 'a {
        let some = s.chars().next().and_then(|first| self.0.get(&first)).map_or(&[][..], Vec::as_slice);
        some.iter().copied().filter(move |(word, _)| s.starts_with(word))
    }
}

/// Words (with what they stand for) that texts end in; the first of the list that fits is found.
pub struct Ends<T>(ByChar<T>);

impl<T: Copy> Ends<T> {
    /// Sorts the words by their last character.
    pub fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        Self(sorted(words, |w| w.chars().next_back().map(|c| c.to_ascii_lowercase())))
    }

    /// The first word of the list that the text ends in.
    pub fn of(&self, s: &str) -> Option<(&'static str, T)> {
        self.like(s).find(|w| s.ends_with(w.0))
    }

    /// The words whose last character is that of the text (in any case), in the order of the list.
    pub fn like(&self, s: &str) -> impl Iterator<Item = (&'static str, T)> {
        let last = s.chars().next_back().map(|c| c.to_ascii_lowercase());
        last.and_then(|c| self.0.get(&c)).into_iter().flatten().copied()
    }
}

/// Words that may stand anywhere in a text: all are looked for in one walk over it.
pub struct Inside {
    machine: Option<AhoCorasick>,
    words: Vec<&'static str>,
}

impl Inside {
    /// Words looked for exactly.
    pub fn new(words: &'static [&'static str]) -> Self {
        Self::build(words.to_vec(), MatchKind::LeftmostLongest, false)
    }

    /// Words looked for in any case of their ASCII letters.
    pub fn any_case(words: &'static [&'static str]) -> Self {
        Self::build(words.to_vec(), MatchKind::LeftmostLongest, true)
    }

    /// Words of which all are found, also those that stand over each other.
    pub fn overlapping(words: impl IntoIterator<Item = &'static str>) -> Self {
        Self::build(words.into_iter().collect(), MatchKind::Standard, false)
    }

    fn build(words: Vec<&'static str>, kind: MatchKind, any_case: bool) -> Self {
        // The machine that is built fastest: the program often reads one text only. A short list is cheap in any machine, and
        // then the one that reads fastest is taken; lists of which every occurrence counts are for long texts.
        const SHORT: usize = 120;
        let short = words.iter().map(|w| w.len()).sum::<usize>() < SHORT;
        let machine = match kind {
            _ if short => Some(AhoCorasickKind::DFA),
            MatchKind::Standard => None,
            _ => Some(AhoCorasickKind::ContiguousNFA),
        };
        let mut builder = AhoCorasick::builder();
        builder.match_kind(kind).kind(machine).prefilter(!short).ascii_case_insensitive(any_case);
        Self { machine: builder.build(&words).ok(), words }
    }

    /// Whether any of the words is in the text.
    pub fn has(&self, s: &str) -> bool {
        self.machine.as_ref().is_some_and(|m| m.is_match(s))
    }

    /// The word that stands first in the text, the longest where several begin there, and the byte where it begins.
    pub fn first(&self, s: &str) -> Option<(usize, &'static str)> {
        self.all(s).next()
    }

    /// The words in the text in order, none over another, with the bytes where they begin.
    pub fn all<'a>(&'a self, s: &'a str) -> impl Iterator<Item = (usize, &'static str)> + 'a {
        let found = self.machine.iter().flat_map(move |m| m.find_iter(s));
        found.filter_map(|m| self.words.get(m.pattern().as_usize()).map(|w| (m.start(), *w)))
    }

    /// Every occurrence in a list made with [`Inside::overlapping`], by the word's place in the list, in the order of
    /// their ends.
    pub fn every<'a>(&'a self, s: &'a str) -> impl Iterator<Item = (usize, Range<usize>)> + 'a {
        let found = self.machine.iter().filter_map(move |m| m.try_find_overlapping_iter(s).ok()).flatten();
        found.map(|m| (m.pattern().as_usize(), m.range()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_the_list_wins_and_the_longest_inside() {
        let starts = Starts::new([("见于", 1), ("见", 2), ("in ", 3)]);
        assert_eq!(starts.of("见于此").map(|w| w.1), Some(1));
        assert_eq!(starts.of("见《").map(|w| w.1), Some(2));
        assert!(starts.of("于").is_none() && starts.of("").is_none());
        let ends = Ends::new([("主编", 1), ("编", 2)]);
        assert_eq!((ends.of("张三主编").map(|w| w.1), ends.of("张三编").map(|w| w.1)), (Some(1), Some(2)));
        let inside = Inside::any_case(&["press", "press co"]);
        assert_eq!(inside.first("A Press Co."), Some((2, "press co")));
        assert!(!inside.has("pres"));
    }

    #[test]
    fn overlapping_words_are_all_seen() {
        let words = Inside::overlapping(["载《", "《", "p."]);
        let seen: Vec<_> = words.every("载《甲》pp.").collect();
        assert_eq!(seen, [(0, 0..6), (1, 3..6), (2, 13..15)]);
        assert!(words.has("x p. 5") && !words.has("甲乙"));
    }

    #[test]
    fn the_longest_start_comes_first() {
        let starts = Starts::longest_first([("参考", 1), ("参考文献", 2), ("", 3)]);
        assert_eq!(starts.each("参考文献表").collect::<Vec<_>>(), [("参考文献", 2), ("参考", 1)]);
        assert_eq!(starts.each("").count(), 0);
        assert!(starts.begin_with('参') && !starts.begin_with('文'));
    }
}
