//! Blocking keys: hashes of what two records of one work are likely to share. Records that share none are never compared.

use super::fold::{hash, join, mix};
use super::people::{Person, plain};
use super::profile::{Profile, Side};
use super::title::Form;

/// What a key is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// DOI.
    Doi,
    /// Number of a report, patent or standard.
    Number,
    /// ISBN.
    Isbn,
    /// Year, volume, issue and last page, of what begins on page 1.
    Whole,
    /// Year, volume and page.
    Volume,
    /// Year, issue and page.
    Issue,
    /// First and last page with the volume.
    Range,
    /// First author's surname, page and year.
    Page,
    /// First author's surname, year, volume and issue.
    Year,
    /// A whole name, in any order of its parts, and the year.
    Name,
    /// The surnames of two authors and the year.
    Two,
    /// The surname of an only author, year and volume.
    One,
    /// A heading and the year.
    Heading,
    /// The letters of the title, or of what stands before its subtitle.
    Title,
    /// A quarter of the sketch of the title.
    Sketch,
}

/// A key with what it is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// What it is made of.
    pub sort: Sort,
    /// The hash; the sort is in it.
    pub hash: u64,
}

/// All keys of a profile, sorted, each once.
pub fn of(profile: &Profile) -> Vec<Key> {
    let mut out = Vec::with_capacity(24);
    for side in &profile.sides {
        put(&mut out, Sort::Doi, &[side.doi]);
        put(&mut out, Sort::Number, &[side.number]);
        put(&mut out, Sort::Isbn, &[side.isbn]);
        places(side, &mut out);
        authors(side, &mut out);
        side.title.forms.iter().for_each(|form| titles(form, side, &mut out));
    }
    out.sort_unstable();
    out.dedup();
    out
}

fn put(out: &mut Vec<Key>, sort: Sort, parts: &[u64]) {
    if parts.iter().all(|p| *p != 0) {
        out.push(Key { sort, hash: parts.iter().fold(mix(sort as u64 + 1), |h, p| join(h, *p)) });
    }
}

/// Volume, issue, pages and year, two or three at a time.
fn places(side: &Side, out: &mut Vec<Key>) {
    let (year, volume, issue) = (side.year.max(0) as u64, u64::from(side.volume), u64::from(side.issue));
    let last = u64::from(side.pages.last);
    let surnames = surnames(side);
    if side.pages.firsts[0] == 1 {
        put(out, Sort::Whole, &[year, volume.max(1), issue.max(1), last]);
    }
    for page in side.pages.firsts.iter().map(|p| u64::from(*p)).filter(|p| *p > 1) {
        put(out, Sort::Volume, &[year, volume, page]);
        put(out, Sort::Issue, &[year, issue, page]);
        // What has no volume, such as papers in proceedings, is found by its pages alone.
        let within = if volume == 0 { u64::MAX } else { volume };
        put(out, Sort::Range, &[page, last, if last > page { within } else { 0 }]);
        for surname in &surnames {
            put(out, Sort::Page, &[*surname, page, year]);
        }
    }
    for surname in &surnames {
        put(out, Sort::Year, &[*surname, year, volume, issue]);
    }
}

/// Hashes under which the first author's surname may be found, in pinyin for names in Han.
fn surnames(side: &Side) -> Vec<u64> {
    let Some(first) = side.people.first() else { return Vec::new() };
    let hashed = |w: &str| hash(8, &plain(w));
    let mut out: Vec<u64> = if first.reading.is_empty() {
        let words = first.family.split(' ').chain(first.given.split(' ')).filter(|w| w.len() >= 2);
        let mut list: Vec<u64> = words.map(hashed).collect();
        // "WANGYanguo", "GUPing": the beginning that can be a surname.
        if first.given.is_empty() && !first.family.contains(' ') && first.family.is_ascii() {
            list.extend((2..=5).filter_map(|n| first.family.get(..n)).map(hashed));
        }
        list
    } else {
        first.reading.split(' ').next().unwrap_or("").split('/').filter(|s| !s.is_empty()).map(hashed).collect()
    };
    out.sort_unstable();
    out.dedup();
    out.truncate(5);
    out
}

/// A hash of the letters of a name in any order, so that neither order nor spaces matter.
fn scrambled(parts: &[&str]) -> u64 {
    parts.iter().flat_map(|p| p.bytes()).filter(|b| *b != b' ').fold(9, |sum, b| mix(u64::from(b) + 97).wrapping_add(sum))
}

fn authors(side: &Side, out: &mut Vec<Key>) {
    let year = side.year.max(0) as u64;
    for person in side.people.iter().take(2) {
        if person.reading.is_empty() {
            if person.family.is_ascii() && !person.body {
                put(out, Sort::Name, &[scrambled(&[&plain(person.family), &plain(person.given)]), year]);
            }
        } else {
            let (family, given) = person.reading.split_once(' ').unwrap_or((person.reading, ""));
            family.split('/').for_each(|f| put(out, Sort::Name, &[scrambled(&[f, given]), year]));
        }
    }
    let surname = |p: Person| match p.reading {
        "" => p.family.split(' ').next_back().map_or(0, |w| hash(10, w)),
        _ => hash(10, p.family),
    };
    match (side.people.first(), side.people.get(1)) {
        (Some(a), Some(b)) => put(out, Sort::Two, &[surname(a), surname(b), year]),
        (Some(a), None) => put(out, Sort::One, &[surname(a), year, u64::from(side.volume)]),
        _ => {}
    }
}

fn titles(form: &Form, side: &Side, out: &mut Vec<Key>) {
    if side.title.weight == 0 {
        return put(out, Sort::Heading, &[form.key, side.year.max(0) as u64]);
    }
    put(out, Sort::Title, &[form.key]);
    put(out, Sort::Title, &[form.head]);
    sketch(form, out);
}

/// Least hashes of the pieces of a title: two titles share a quarter about as often as they share pieces, squared.
fn sketch(form: &Form, out: &mut Vec<Key>) {
    const SEEDS: [u64; 8] = [
        0x9e37_79b9_7f4a_7c15,
        0xbf58_476d_1ce4_e5b9,
        0x94d0_49bb_1331_11eb,
        0xd6e8_feb8_6659_fd93,
        0xff51_afd7_ed55_8ccd,
        0xc4ce_b9fe_1a85_ec53,
        0xa076_1d64_78bd_642f,
        0xe703_7ed1_a0b4_28db,
    ];
    let mut least = [u64::MAX; SEEDS.len()];
    let mut piece = |letters: u64| {
        let base = mix(letters);
        least.iter_mut().zip(SEEDS).for_each(|(slot, seed)| *slot = (*slot).min(base.wrapping_mul(seed)));
    };
    let mut window = 0u64;
    if form.cjk {
        for (at, c) in form.words.chars().filter(|c| *c != ' ').enumerate() {
            window = (window << 32) | u64::from(u32::from(c));
            if at >= 1 {
                piece(window);
            }
        }
    } else {
        for (at, b) in form.words.bytes().filter(|b| *b != b' ').enumerate() {
            window = (window << 8) & 0xffff_ffff | u64::from(b);
            if at >= 3 {
                piece(window);
            }
        }
    }
    if least[0] != u64::MAX {
        least.chunks(2).enumerate().for_each(|(band, pair)| put(out, Sort::Sketch, &[band as u64 + 1, pair[0], pair[1]]));
    }
}

/// Second keys by which a block that is too large is divided.
pub fn second(profile: &Profile) -> [u64; 3] {
    let Some(side) = profile.sides.first() else { return [0; 3] };
    let year = side.year.max(0) as u64;
    let author = side.people.first().map_or(0, |p| hash(14, p.family));
    let page = u64::from(side.pages.firsts[0]);
    [
        if year == 0 || author == 0 { 0 } else { join(mix(41), join(year, author)) },
        if page == 0 { 0 } else { join(mix(42), join(page, u64::from(side.volume))) },
        side.title.forms.first().map_or(0, |f| if author == 0 { 0 } else { join(mix(43), join(f.key, author)) }),
    ]
}
