//! Many words looked for in a text at once: one pass over the text, however many words there are.

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Words that may stand anywhere in a text.
pub struct Words {
    automaton: Option<AhoCorasick>,
}

impl Words {
    /// A set of words; a word's number is its place in the order given.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        // Building fails for more patterns than a machine word counts: there are none such.
        Words { automaton: AhoCorasick::new(words).ok() }
    }

    /// Whether any of them stands in the text.
    pub fn any(&self, text: &str) -> bool {
        self.automaton.as_ref().is_some_and(|a| a.is_match(text))
    }

    /// Every occurrence with the word's number, also those that overlap, in the order of their ends.
    pub fn all<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, Range<usize>)> + 'a {
        self.automaton.iter().flat_map(move |a| a.find_overlapping_iter(text).map(|m| (m.pattern().as_usize(), m.range())))
    }
}

/// Words that a text may begin with, each with what it stands for.
pub struct Openings<T> {
    by_first: FxHashMap<char, Vec<(&'static str, T)>>,
}

impl<T: Copy> Openings<T> {
    /// A set of words; empty ones are left out.
    pub fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut by_first: FxHashMap<char, Vec<(&'static str, T)>> = FxHashMap::default();
        for (word, value) in words {
            if let Some(first) = word.chars().next() {
                by_first.entry(first).or_default().push((word, value));
            }
        }
        // The longest is met first; equal ones keep their order.
        by_first.values_mut().for_each(|some| some.sort_by_key(|(word, _)| std::cmp::Reverse(word.len())));
        Openings { by_first }
    }

    /// Whether a word begins with that character.
    pub fn begin_with(&self, first: char) -> bool {
        self.by_first.contains_key(&first)
    }

    /// The words the text begins with, the longest first.
    pub fn of<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'static str, T)> + 'a {
        let some = text.chars().next().and_then(|first| self.by_first.get(&first)).map_or(&[][..], Vec::as_slice);
        some.iter().copied().filter(move |(word, _)| text.starts_with(word))
    }
}

/// The beginning of a text, of at most so many bytes.
pub fn head(text: &str, most: usize) -> &str {
    let mut cut = text.len().min(most);
    while !text.is_char_boundary(cut) {
        cut -= 1;
    }
    &text[..cut]
}

/// The end of a text, of at most so many bytes.
pub fn tail(text: &str, most: usize) -> &str {
    let mut cut = text.len().saturating_sub(most);
    while !text.is_char_boundary(cut) {
        cut += 1;
    }
    &text[cut..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_words_are_all_seen() {
        let words = Words::new(["载《", "《", "p."]);
        let seen: Vec<_> = words.all("载《甲》pp.").collect();
        assert_eq!(seen, [(0, 0..6), (1, 3..6), (2, 13..15)]);
        assert!(words.any("x p. 5") && !words.any("甲乙"));
    }

    #[test]
    fn beginnings_and_ends_are_cut_between_characters() {
        assert_eq!((head("甲乙", 4), tail("甲乙", 4)), ("甲", "乙"));
        assert_eq!((head("ab", 9), tail("ab", 9), head("甲", 2), tail("甲", 2)), ("ab", "ab", "", ""));
    }

    #[test]
    fn the_longest_opening_comes_first() {
        let openings = Openings::new([("参考", 1), ("参考文献", 2), ("", 3)]);
        assert_eq!(openings.of("参考文献表").collect::<Vec<_>>(), [("参考文献", 2), ("参考", 1)]);
        assert_eq!(openings.of("").count(), 0);
        assert!(openings.begin_with('参') && !openings.begin_with('文'));
    }
}
