//! Lists of words looked up by their first or last character, or found anywhere in a text in one walk.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rustc_hash::FxHashMap;

/// Words (with what they stand for) that texts start with; the first of the list that fits is found.
pub struct Starts<T: 'static>(FxHashMap<char, Vec<&'static (&'static str, T)>>);

impl<T> Starts<T> {
    /// Sorts the words by their first character.
    pub fn new(words: &'static [(&'static str, T)]) -> Self {
        let mut map: FxHashMap<char, Vec<_>> = FxHashMap::default();
        for word in words {
            if let Some(c) = word.0.chars().next() {
                map.entry(c).or_default().push(word);
            }
        }
        Self(map)
    }

    /// The first word of the list that the text starts with.
    pub fn of(&self, s: &str) -> Option<&'static (&'static str, T)> {
        self.0.get(&s.chars().next()?)?.iter().find(|w| s.starts_with(w.0)).copied()
    }
}

/// Words (with what they stand for) that texts end in; the first of the list that fits is found.
pub struct Ends<T: 'static>(FxHashMap<char, Vec<&'static (&'static str, T)>>);

impl<T> Ends<T> {
    /// Sorts the words by their last character.
    pub fn new(words: &'static [(&'static str, T)]) -> Self {
        let mut map: FxHashMap<char, Vec<_>> = FxHashMap::default();
        for word in words {
            if let Some(c) = word.0.chars().next_back() {
                map.entry(c.to_ascii_lowercase()).or_default().push(word);
            }
        }
        Self(map)
    }

    /// The first word of the list that the text ends in.
    pub fn of(&self, s: &str) -> Option<&'static (&'static str, T)> {
        self.like(s).find(|w| s.ends_with(w.0))
    }

    /// The words whose last character is that of the text (in any case), in the order of the list.
    pub fn like(&self, s: &str) -> impl Iterator<Item = &'static (&'static str, T)> {
        let last = s.chars().next_back().map(|c| c.to_ascii_lowercase());
        last.and_then(|c| self.0.get(&c)).into_iter().flatten().copied()
    }
}

/// Words that may stand anywhere in a text: all are looked for in one walk over it.
pub struct Inside {
    machine: Option<AhoCorasick>,
    words: &'static [&'static str],
}

impl Inside {
    /// Words looked for exactly.
    pub fn new(words: &'static [&'static str]) -> Self {
        Self::build(words, false)
    }

    /// Words looked for in any case of their ASCII letters.
    pub fn any_case(words: &'static [&'static str]) -> Self {
        Self::build(words, true)
    }

    fn build(words: &'static [&'static str], any_case: bool) -> Self {
        // The kind that is built fastest: the program often reads one text only. A short list is cheap in any kind, and then
        // the one that reads fastest is taken.
        const SHORT: usize = 120;
        let short = words.iter().map(|w| w.len()).sum::<usize>() < SHORT;
        let kind = if short { AhoCorasickKind::DFA } else { AhoCorasickKind::ContiguousNFA };
        let mut builder = AhoCorasick::builder();
        builder.match_kind(MatchKind::LeftmostLongest).kind(Some(kind)).prefilter(!short).ascii_case_insensitive(any_case);
        Self { machine: builder.build(words).ok(), words }
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_the_list_wins_and_the_longest_inside() {
        let starts = Starts::new(&[("见于", 1), ("见", 2), ("in ", 3)]);
        assert_eq!(starts.of("见于此").map(|w| w.1), Some(1));
        assert_eq!(starts.of("见《").map(|w| w.1), Some(2));
        assert!(starts.of("于").is_none() && starts.of("").is_none());
        let ends = Ends::new(&[("主编", 1), ("编", 2)]);
        assert_eq!((ends.of("张三主编").map(|w| w.1), ends.of("张三编").map(|w| w.1)), (Some(1), Some(2)));
        let inside = Inside::any_case(&["press", "press co"]);
        assert_eq!(inside.first("A Press Co."), Some((2, "press co")));
        assert!(!inside.has("pres"));
    }
}
