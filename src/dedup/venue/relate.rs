//! How two containers agree: abbreviations, acronyms, initials, words in common.

use super::table::known;
use super::{Sort, Venue, is_common};
use crate::dedup::distance::distance;
use crate::dedup::fold::{self, letters};
use crate::dedup::title::is_stop;
use crate::text::script::has_cjk;

/// How two containers agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum VenueMatch {
    /// The same name, or its abbreviation.
    Match,
    /// Much in common.
    Near,
    /// Not known on one side, or too short to tell.
    #[default]
    Missing,
    /// Other names.
    Conflict,
}

/// Compares two containers.
pub(super) fn relate(a: &Venue, b: &Venue) -> VenueMatch {
    let open = a.opaque && told(a, b) || b.opaque && told(b, a);
    let mut best = if open { VenueMatch::Missing } else { VenueMatch::Conflict };
    let kinds_differ = matches!((a.sort, b.sort), (Sort::Conference, Sort::Journal) | (Sort::Journal, Sort::Conference));
    for x in &a.names {
        for y in &b.names {
            let got = match (has_cjk(x), has_cjk(y)) {
                (true, true) => relate_han(x, y),
                (false, false) => relate_latin(x, y),
                (true, false) => known(x, y).unwrap_or(VenueMatch::Missing),
                (false, true) => known(y, x).unwrap_or(VenueMatch::Missing),
            };
            match got {
                // "The VLDB Journal" is not "Proc. VLDB Conf.".
                VenueMatch::Match if kinds_differ => best = VenueMatch::Near,
                VenueMatch::Match => return VenueMatch::Match,
                VenueMatch::Near => best = VenueMatch::Near,
                VenueMatch::Missing if best == VenueMatch::Conflict => best = VenueMatch::Missing,
                _ => {}
            }
        }
    }
    best
}

/// Whether an acronym can stand for another name: its letters begin words of it, or it is a conference, which are called by
/// letters that no word has.
fn told(acronym: &Venue, full: &Venue) -> bool {
    let letters = |v: &Venue| v.names.first().map(|n| special(&content(n)).concat()).unwrap_or_default();
    let short = letters(acronym);
    if full.opaque {
        let other = letters(full);
        return within_order(&short, &other) || within_order(&other, &short);
    }
    let bare = short.strip_prefix("sig").filter(|s| s.len() >= 2).unwrap_or(&short);
    full.sort == Sort::Conference || full.names.iter().any(|n| bare.len() <= 12 && begins(bare, &n.split(' ').take(16).collect::<Vec<_>>()))
}

/// Whether the letters of the first stand in the second in their order.
fn within_order(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|d| d == c))
}

/// Whether letters are made of beginnings of words, in order, some words left out.
fn begins(letters: &str, words: &[&str]) -> bool {
    if letters.is_empty() {
        return true;
    }
    let Some((word, rest)) = words.split_first() else { return false };
    let common = word.bytes().zip(letters.bytes()).take_while(|(a, b)| a == b).count();
    (1..=common).rev().any(|n| letters.is_char_boundary(n) && begins(&letters[n..], rest)) || begins(letters, rest)
}

fn relate_han(a: &str, b: &str) -> VenueMatch {
    let x: Vec<char> = a.chars().filter(|c| *c != ' ').collect();
    let y: Vec<char> = b.chars().filter(|c| *c != ' ').collect();
    let (short, long) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    if x == y || (long.starts_with(short) && short.len() >= 4) {
        VenueMatch::Match
    } else if short.len() >= 4 && (distance(&x, &y, 1).is_some() || long.windows(short.len()).any(|w| w == short.as_slice())) {
        VenueMatch::Near
    } else {
        VenueMatch::Conflict
    }
}

pub(super) fn relate_latin(a: &str, b: &str) -> VenueMatch {
    let (p, q) = (letters(a), letters(b));
    if p == q {
        return VenueMatch::Match;
    }
    let (x, y) = (content(a), content(b));
    if x.is_empty() || y.is_empty() {
        return VenueMatch::Missing;
    }
    if x == y || abbreviates(&x, &y) || abbreviates(&y, &x) || acronym(&x, &y) || acronym(&y, &x) {
        return VenueMatch::Match;
    }
    if (x.len() == 1 && glued(&p, &y)) || (y.len() == 1 && glued(&q, &x)) {
        return VenueMatch::Match;
    }
    let (short, long) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    let found = |w: &str, list: &[&str]| list.iter().any(|v| *v == w || stands_for(w, v) || stands_for(v, w) || fold::slip(v, w));
    let (s, l) = (special(short), special(long));
    if s.is_empty() || l.is_empty() {
        return VenueMatch::Missing;
    }
    let shared = s.iter().filter(|w| found(w, long)).count();
    let back = l.iter().filter(|w| found(w, short)).count();
    if shared == s.len() && (s.len() >= 2 || back == l.len()) && p.len().min(q.len()) >= 5 {
        // "Information Systems Management" is not the "Journal of Management Information Systems".
        let in_order = || s.iter().zip(&l).all(|(w, v)| found(w, &[v]));
        return if back == l.len() && (s.len() != l.len() || in_order()) { VenueMatch::Match } else { VenueMatch::Near };
    }
    if distance(p.as_bytes(), q.as_bytes(), p.len().max(q.len()) / 8).is_some() {
        return VenueMatch::Match;
    }
    if shared * 2 > s.len().max(1) && shared * 2 > l.len() {
        return VenueMatch::Near;
    }
    VenueMatch::Conflict
}

/// The words that say something.
fn content(name: &str) -> Vec<&str> {
    name.split(' ').filter(|w| !is_stop(w)).collect()
}

/// The words that not any container may have.
fn special<'a>(list: &[&'a str]) -> Vec<&'a str> {
    list.iter().filter(|w| !is_common(w)).copied().collect()
}

/// Whether an abbreviated word stands for a full one: a beginning, or its first letter and others in order.
fn stands_for(short: &str, full: &str) -> bool {
    if short.len() >= full.len() || short.is_empty() {
        return false;
    }
    if full.starts_with(short) {
        return true;
    }
    let mut rest = full.chars();
    short.len() >= 3 && short.chars().next() == full.chars().next() && short.chars().all(|c| rest.any(|d| d == c))
}

/// Whether the words of the first, in order, abbreviate those of the second, which may have a few more at its end.
fn abbreviates(short: &[&str], full: &[&str]) -> bool {
    if short.len() > full.len() || full.len() > short.len() + 4 {
        return false;
    }
    let mut at = 0;
    for word in short {
        let Some(next) = full[at..].iter().take(2).position(|f| f == word || stands_for(word, f)) else { return false };
        at += next + 1;
    }
    let letters: usize = short.iter().map(|w| w.len()).sum();
    letters >= 4
        && (short.len() >= 2 || full.len() == 1)
        && (at == full.len() || short.iter().zip(full).filter(|(s, f)| s == f).count() >= 2 || full.len() - at <= 1)
}

/// Whether a word of the first is made of the initials of the second.
fn acronym(short: &[&str], full: &[&str]) -> bool {
    if full.len() < 3 {
        return false;
    }
    let initials: String = full.iter().filter_map(|w| w.chars().next()).collect();
    short
        .iter()
        .filter(|w| w.len() >= 3 && w.len() <= 7)
        .any(|w| **w == initials || (w.len() >= 4 && initials.contains(*w)) || (w.len() == 3 && initials.ends_with(*w) && full.len() <= 4))
}

/// Whether letters without spaces are the beginnings of words (`jthoraccardiovascsurg`).
fn glued(letters: &str, words: &[&str]) -> bool {
    let mut rest = letters;
    for (at, word) in words.iter().enumerate() {
        let common = word.bytes().zip(rest.bytes()).take_while(|(a, b)| a == b).count();
        if common == 0 {
            return at > 0 && rest.is_empty();
        }
        // Take the shortest beginning that lets the next word start, else all that agrees.
        let next = words.get(at + 1).and_then(|w| w.chars().next());
        let take = (1..=common).rev().find(|n| rest.is_char_boundary(*n) && next.is_none_or(|c| rest[*n..].starts_with(c)));
        rest = take.or(Some(common)).and_then(|n| rest.get(n..)).unwrap_or("");
    }
    rest.is_empty() && words.len() >= 2
}
