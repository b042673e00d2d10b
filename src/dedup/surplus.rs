//! What one title has more than the other, where it is only what stands elsewhere in the records: authors, container, year.

use super::evidence::Evidence;
use super::fold::slip;
use super::people::People;
use super::profile::Side;
use super::title::{self, TitleMatch, is_stop};

/// A title that holds other fields as well.
pub(super) struct Stray {
    /// Whether a family name of the other record's authors is among them.
    pub named: bool,
}

/// Words around a container or its numbers.
const AROUND: [&str; 12] =
    ["proc", "proceedings", "pp", "pages", "vol", "volume", "no", "journal", "conference", "int", "conf", "symposium"];

/// Whether all that one title has more stands in other fields.
pub(super) fn explained(a: &Side, b: &Side, e: &Evidence) -> Option<Stray> {
    let doubtful = matches!(e.title, TitleMatch::Head | TitleMatch::Within | TitleMatch::Lacks | TitleMatch::Similar)
        || e.title == TitleMatch::Near && e.numbers;
    let (x, y) = (a.title.forms.first()?, b.title.forms.first()?);
    if !doubtful || e.weight == 0 || x.cjk || y.cjk {
        return None;
    }
    let ((short, x), (long, y)) = if x.words.len() <= y.words.len() { ((a, x), (b, y)) } else { ((b, y), (a, x)) };
    let (lost, more) = title::leftover(&x.words, &y.words);
    if more.is_empty() || lost.iter().any(|w| !is_stop(w)) {
        return None;
    }
    let (mut named, mut placed) = (false, false);
    let venue = |word: &str| {
        let names = short.venue.names.iter().chain(&long.venue.names).flat_map(|n| n.split(' '));
        let like = |w: &str| w == word || word.len() >= 3 && w.starts_with(word) || w.len() >= 3 && word.starts_with(w);
        AROUND.contains(&word) || names.into_iter().any(like)
    };
    let known = |word: &str, named: &mut bool, placed: &mut bool| {
        let name = |p: &People| p.iter().any(|n| n.family.split(' ').any(|w| w == word || slip(w, word)));
        let given = |p: &People| {
            p.iter().any(|n| n.given.split(' ').any(|w| w == word || w.chars().next() == word.chars().next() && word.len() == 1))
        };
        let is_name = word.len() >= 2 && (name(&short.people) || name(&long.people));
        *named |= is_name && word.len() >= 3 && name(&short.people);
        let about = venue(word);
        *placed |= about;
        let number = |s: &Side| {
            let value = word.parse::<u32>().unwrap_or(0);
            value != 0 && (value == s.year.max(0) as u32 || value == s.volume || s.pages.firsts.contains(&value) || value == s.pages.last)
        };
        is_stop(word)
            || is_name
            || given(&short.people)
            || given(&long.people)
            || about
            || number(short)
            || number(long)
            // "24th", once a container was found.
            || *placed && word.starts_with(|c: char| c.is_ascii_digit())
    };
    more.iter().all(|w| known(w, &mut named, &mut placed)).then_some(Stray { named })
}
