//! Blocking keys: hashes of what two records of one work are likely to share. Records that share none are never compared.

use super::fold::{hash, join, letters, mix};
use super::people::{Person, plain};
use super::profile::{Profile, Side};
use super::title::{Form, STOP};
use crate::text::script::is_cjk;

/// A key with the family it is of; families are matched one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The family.
    pub family: u8,
    /// The hash.
    pub hash: u64,
}

/// Number of families.
pub const FAMILIES: u8 = 7;
const TITLE: u8 = 0;
const SKETCH: u8 = 1;
const WORDS: u8 = 2;
const PLACE: u8 = 3;
const AUTHORS: u8 = 4;
const NAMES: u8 = 5;
const IDENT: u8 = 6;

/// All keys of a profile, sorted, each once.
pub fn of(profile: &Profile) -> Vec<Key> {
    (0..FAMILIES).flat_map(|f| of_family(profile, f)).collect()
}

/// The keys of one family, sorted, each once: only what the family needs is computed.
pub fn of_family(profile: &Profile, family: u8) -> Vec<Key> {
    let mut out = Vec::with_capacity(8);
    for side in &profile.sides {
        match family {
            IDENT => idents(side, &mut out),
            PLACE | NAMES => places(side, &mut out),
            _ => {}
        }
        if matches!(family, AUTHORS | NAMES) {
            authors(side, family, &mut out);
        }
        if matches!(family, TITLE | SKETCH | WORDS) {
            side.title.forms.iter().for_each(|form| titles(form, side, family, &mut out));
        }
    }
    out.retain(|k| k.family == family);
    out.sort_unstable();
    out.dedup();
    out
}

fn put(out: &mut Vec<Key>, family: u8, kind: u64, parts: &[u64]) {
    if parts.iter().all(|p| *p != 0) {
        out.push(Key { family, hash: parts.iter().fold(mix(kind + 1), |h, p| join(h, *p)) });
    }
}

fn idents(side: &Side, out: &mut Vec<Key>) {
    put(out, IDENT, 0, &[side.doi]);
    put(out, IDENT, 1, &[side.number]);
    put(out, IDENT, 2, &[side.isbn]);
}

/// Volume, issue, pages and year, two or three at a time.
fn places(side: &Side, out: &mut Vec<Key>) {
    let (year, volume, issue) = (side.year.max(0) as u64, u64::from(side.volume), u64::from(side.issue));
    if side.pages.firsts[0] == 1 {
        let last = u64::from(side.pages.last);
        put(out, PLACE, 2, &[year, volume.max(1), issue.max(1), last]);
    }
    for page in side.pages.firsts.iter().map(|p| u64::from(*p)).filter(|p| *p > 1) {
        put(out, PLACE, 3, &[year, volume, page]);
        put(out, PLACE, 4, &[year, issue, page]);
        put(out, PLACE, 5, &[volume, issue, page]);
        let last = u64::from(side.pages.last);
        put(out, PLACE, 6, &[page, last, if last > page { volume } else { 0 }]);
        for family in surnames(side) {
            put(out, NAMES, 7, &[family, page, year]);
            put(out, NAMES, 8, &[family, page, volume]);
        }
    }
    for family in surnames(side) {
        put(out, NAMES, 9, &[family, year, volume, issue]);
    }
}

/// Hashes under which the first author's surname may be found, in pinyin for names in Han.
fn surnames(side: &Side) -> Vec<u64> {
    let Some(first) = side.people.list.first() else { return Vec::new() };
    let mut out: Vec<u64> = if first.reading.is_empty() {
        let mut list: Vec<u64> =
            first.family.split(' ').chain(first.given.split(' ')).filter(|w| w.len() >= 2).map(|w| hash(8, &plain(w))).collect();
        // "WANGYanguo", "GUPing": the beginning that can be a surname.
        if first.given.is_empty() && !first.family.contains(' ') && first.family.is_ascii() {
            list.extend((2..=5).filter_map(|n| first.family.get(..n)).map(|w| hash(8, &plain(w))));
        }
        list
    } else {
        first.reading.split(' ').next().unwrap_or("").split('/').filter(|s| !s.is_empty()).map(|s| hash(8, s)).collect()
    };
    out.sort_unstable();
    out.dedup();
    out.truncate(5);
    out
}

/// The letters of a name in a fixed order, so that neither order nor spaces matter.
fn scrambled(person: &Person) -> Vec<u64> {
    let sorted = |s: &str| {
        let mut bytes = plain(&letters(s)).into_bytes();
        bytes.sort_unstable();
        bytes.iter().fold(9u64, |h, b| join(h, u64::from(*b)))
    };
    if person.reading.is_empty() {
        return if person.family.is_ascii() && !person.body {
            vec![sorted(&format!("{}{}", person.family, person.given))]
        } else {
            Vec::new()
        };
    }
    let (family, given) = person.reading.split_once(' ').unwrap_or((&person.reading, ""));
    family.split('/').map(|f| sorted(&format!("{f}{given}"))).collect()
}

fn authors(side: &Side, which: u8, out: &mut Vec<Key>) {
    let year = side.year.max(0) as u64;
    for person in side.people.list.iter().take(if which == NAMES { 2 } else { 0 }) {
        for name in scrambled(person) {
            put(out, NAMES, 10, &[name, year]);
        }
    }
    let family =
        |p: &Person| if p.reading.is_empty() { p.family.split(' ').next_back().map_or(0, |w| hash(10, w)) } else { hash(10, &p.family) };
    if let [a, b, ..] = &*side.people.list {
        put(out, AUTHORS, 11, &[family(a), family(b), year]);
        if let Some(c) = side.people.list.get(2) {
            put(out, AUTHORS, 12, &[family(a), family(b), family(c)]);
        }
    } else if let Some(a) = side.people.list.first() {
        put(out, AUTHORS, 13, &[family(a), year, u64::from(side.volume)]);
    }
}

fn titles(form: &Form, side: &Side, which: u8, out: &mut Vec<Key>) {
    if side.title.weight == 0 {
        put(out, TITLE, 14, &[form.key, side.year.max(0) as u64]);
        return;
    }
    if which == WORDS {
        if !form.cjk {
            words(&form.words, out);
        }
        return;
    }
    put(out, TITLE, 15, &[form.key]);
    let heading = form.heading();
    if heading.len() >= 10 {
        put(out, TITLE, 15, &[hash(3, &letters(heading))]);
    }
    let text = letters(&form.words);
    let chars: Vec<char> = text.chars().collect();
    let (grams, width) = if form.cjk { (chars.windows(2), 10) } else { (chars.windows(4), 28) };
    if chars.len() >= width {
        put(out, TITLE, 16, &[hash(11, &chars[..width].iter().collect::<String>())]);
    }
    if which == SKETCH {
        sketch(grams, out);
    }
}

/// Least hashes of the pieces of a text: two texts share a band about as often as they share their pieces.
fn sketch(grams: std::slice::Windows<'_, char>, out: &mut Vec<Key>) {
    const BANDS: usize = 4;
    let mut least = [u64::MAX; BANDS * 2];
    for gram in grams {
        let base = gram.iter().fold(12, |h, c| join(h, u64::from(u32::from(*c))));
        for (at, slot) in least.iter_mut().enumerate() {
            *slot = (*slot).min(mix(base ^ (at as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        }
    }
    if least[0] == u64::MAX {
        return;
    }
    for (band, pair) in least.chunks(2).enumerate() {
        put(out, SKETCH, 20 + band as u64, pair);
    }
}

/// Pairs of the longest words, which are the rarest as a rule.
fn words(folded: &str, out: &mut Vec<Key>) {
    let mut list: Vec<&str> = folded.split(' ').filter(|w| w.len() >= 5 && !STOP.contains(w) && !w.chars().any(is_cjk)).collect();
    list.sort_unstable_by_key(|w| (std::cmp::Reverse(w.len()), *w));
    list.dedup();
    list.truncate(3);
    list.sort_unstable();
    for (at, a) in list.iter().enumerate() {
        for b in &list[at + 1..] {
            put(out, WORDS, 30, &[hash(13, a), hash(13, b)]);
        }
    }
}

/// Second keys by which a block that is too large is divided.
pub fn second(profile: &Profile) -> [u64; 3] {
    let Some(side) = profile.sides.first() else { return [0; 3] };
    let year = side.year.max(0) as u64;
    let author = side.people.list.first().map_or(0, |p| hash(14, &p.family));
    let page = u64::from(side.pages.firsts[0]);
    [
        if year == 0 || author == 0 { 0 } else { join(mix(41), join(year, author)) },
        if page == 0 { 0 } else { join(mix(42), join(page, u64::from(side.volume))) },
        side.title.forms.first().map_or(0, |f| if author == 0 { 0 } else { join(mix(43), join(f.key, author)) }),
    ]
}
