//! Whether two lists of names can be of one work, and two names of one person.

use super::{Across, People, Person, across};
use crate::dedup::distance::within;
use crate::dedup::fold::{self, letters};

/// How two lists of authors agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PeopleMatch {
    /// Nearly all that could be in both are, the first too.
    Match,
    /// Some are in both.
    Partial,
    /// Not known on one side, or a body against persons.
    #[default]
    Missing,
    /// Nobody is in both.
    Conflict,
}

/// Compares two lists, with the number of names in both.
pub fn relate(a: &People, b: &People) -> (PeopleMatch, usize) {
    if a.list.is_empty() || b.list.is_empty() {
        return (PeopleMatch::Missing, 0);
    }
    let bodies = |p: &People| p.list.iter().all(|n| n.body);
    if bodies(a) != bodies(b) {
        return (PeopleMatch::Missing, 0);
    }
    let cjk = |p: &People| p.list.iter().any(|n| n.cjk);
    if cjk(a) != cjk(b) {
        return match across(if cjk(a) { a } else { b }, if cjk(a) { b } else { a }) {
            Across { full, initials, .. } if full + initials > 0 => (PeopleMatch::Match, usize::from(full + initials)),
            Across { family, .. } if family > 0 => (PeopleMatch::Partial, 0),
            _ => (PeopleMatch::Missing, 0),
        };
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut taken = 0u32;
    let (mut common, mut first) = (0, false);
    for (i, person) in short.iter().enumerate() {
        let found = long.iter().enumerate().find(|(j, other)| taken & (1 << j) == 0 && same(&person, other));
        if let Some((j, _)) = found {
            taken |= 1 << j;
            common += 1;
            first |= i == 0 && j == 0;
        }
    }
    let least = short.len();
    // One name against many without "et al." is a shortened list as often as another work: only half a proof.
    let got = match common {
        0 => loose(a, b),
        _ if common * 4 >= least * 3 && (first || common >= 2) => PeopleMatch::Match,
        _ if common * 2 >= least && first => PeopleMatch::Match,
        _ => PeopleMatch::Partial,
    };
    (got, common)
}

/// Lists of which no name agrees, compared by their words: a list may have been divided at the wrong places, or scanned badly.
fn loose(a: &People, b: &People) -> PeopleMatch {
    let words = |p: &People| -> Vec<String> {
        let parts = p.iter().flat_map(|n| n.family.split(' ').chain(n.given.split(' ')).map(str::to_owned).collect::<Vec<_>>());
        parts.filter(|w| w.len() >= 3).collect()
    };
    let (x, y) = (words(a), words(b));
    let (short, long) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    let found = short.iter().filter(|w| long.iter().any(|v| v == *w || fold::slip(v, w))).count();
    match found {
        n if n >= 2 && n == short.len() => PeopleMatch::Match,
        n if n >= 2 && n * 3 >= short.len() * 2 => PeopleMatch::Partial,
        _ => PeopleMatch::Conflict,
    }
}

/// Whether two names of one script can be the same person.
fn same(a: &Person, b: &Person) -> bool {
    if a.family_hash == b.family_hash && a.given_hash == b.given_hash {
        return true;
    }
    if a.cjk || b.cjk {
        return a.family == b.family || slip_han(a.family, b.family);
    }
    if a.family_hash == b.family_hash || fold::slip(a.family, b.family) {
        return given(a.given, b.given);
    }
    if a.words_hash == b.words_hash {
        return true;
    }
    // Turned around: "Hui Luo" read as family Luo, "Luo Hui" as family Hui.
    if a.given_hash != 0 && a.given_hash == b.family_hash && given(a.family, b.given) {
        return true;
    }
    if b.given_hash != 0 && b.given_hash == a.family_hash && given(b.family, a.given) {
        return true;
    }
    // Compound families and particles: one long word of the families in common.
    if a.family.contains(' ') || b.family.contains(' ') {
        return a.family.split(' ').filter(|w| w.len() >= 4).any(|w| b.family.split(' ').any(|v| v == w)) && initials_meet(a, b);
    }
    (a.given.is_empty() && joined(a.family, b)) || (b.given.is_empty() && joined(b.family, a))
}

/// Whether a run of letters is a whole name run together, in either order (`luohui`), or with its initials (`luoh`).
fn joined(run: &str, name: &Person) -> bool {
    let given = letters(name.given);
    let whole = |x: &str, y: &str| run.strip_prefix(x) == Some(y);
    if !given.is_empty() && (whole(name.family, &given) || whole(&given, name.family)) {
        return true;
    }
    let rest = run.strip_prefix(name.family).unwrap_or("");
    name.family.len() >= 2 && (1..=3).contains(&rest.len()) && given.chars().next().is_some_and(|c| rest.starts_with(c))
}

/// Names of three characters or more that differ in one, not the first.
fn slip_han(a: &str, b: &str) -> bool {
    let (x, y) = (a.chars(), b.chars());
    x.clone().count() >= 3
        && x.clone().count() == y.clone().count()
        && x.clone().next() == y.clone().next()
        && x.zip(y).filter(|(p, q)| p != q).count() <= 1
}

fn initials_meet(a: &Person, b: &Person) -> bool {
    let first = |p: &Person| p.given.chars().next();
    match (first(a), first(b)) {
        (Some(x), Some(y)) => x == y || a.family.starts_with(y) || b.family.starts_with(x),
        _ => true,
    }
}

/// Whether two given names can be one: initials against full names, one empty, a slip.
fn given(a: &str, b: &str) -> bool {
    if a.is_empty() || b.is_empty() || a == b {
        return true;
    }
    let word = |s: &str| s.split(' ').next().unwrap_or("").len();
    let (x, y) = (&a[..word(a)], &b[..word(b)]);
    if x.chars().next() != y.chars().next() {
        // Initials in another order, or a given name that is left out.
        let heads = |s: &str| s.split(' ').filter_map(|w| w.chars().next()).collect::<Vec<char>>();
        let (p, q) = (heads(a), heads(b));
        return p.len() + q.len() > 2 && p.iter().any(|c| q.contains(c));
    }
    // Two full first names must be near each other.
    if x.len() >= 4 && y.len() >= 4 && !x.starts_with(y) && !y.starts_with(x) {
        let (p, q) = (letters(a), letters(b));
        return fold::slip(x, y) || within(p.as_bytes(), q.as_bytes(), 2) || x.chars().take(3).eq(y.chars().take(3));
    }
    true
}
