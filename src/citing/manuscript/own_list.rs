//! The list that stands in a manuscript itself, and which of its entries a plain citation means.

use super::plain::{Plain, Pointer};
use crate::documents::{self, Limits, finder};
use crate::model::{DateVar, Face, Name, Record, Role, Var};
use crate::normalise::fold;
use crate::refs;
use crate::text::script::has_han;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::path::Path;

/// An entry of the list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where it stands, its mark included where it has one.
    pub range: Range<usize>,
    /// Its number; its place in the list where it prints none.
    pub number: u32,
    /// Whether the number is printed.
    pub numbered: bool,
    /// Its text.
    pub text: String,
    /// What was read from it.
    pub record: Record,
}

/// The list of a text, in order.
pub fn entries(text: &str, path: &Path) -> Vec<Entry> {
    let Ok(document) = documents::read(text.as_bytes(), path, &Limits::default()) else { return Vec::new() };
    // Places are in the document's text: only where this is the file's own can they be used.
    if document.text != text {
        return Vec::new();
    }
    let mut out: Vec<Entry> = Vec::new();
    for found in finder::find(&document).into_iter().filter(|f| f.site == finder::Site::Entry) {
        let (Some(first), Some(last)) = (found.ranges.first(), found.ranges.last()) else { continue };
        let joined: Vec<&str> = found.ranges.iter().filter_map(|r| text.get(r.clone())).collect();
        let joined = joined.join("\n");
        let mut records = refs::parse(&joined, refs::Context::Entry).into_iter();
        let record = records.next().unwrap_or_default();
        let digits: String = crate::text::width::half(&found.mark).chars().filter(char::is_ascii_digit).collect();
        let printed = digits.parse().ok().filter(|_| !found.mark.is_empty());
        let line = text[..first.start].rfind('\n').map_or(0, |i| i + 1);
        let start = if text[line..first.start].trim().chars().count() <= found.mark.chars().count() + 3 { line } else { first.start };
        out.push(Entry {
            range: start..last.end,
            number: printed.unwrap_or(out.len() as u32 + 1),
            numbered: printed.is_some(),
            text: joined,
            record,
        });
    }
    out
}

/// The entries by number, and by name and year.
pub struct OwnList<'a> {
    /// The entries.
    pub entries: &'a [Entry],
    by_number: FxHashMap<u32, usize>,
    by_year: FxHashMap<String, Vec<usize>>,
}

impl<'a> OwnList<'a> {
    /// Indexes a list.
    pub fn new(entries: &'a [Entry]) -> Self {
        let mut list = OwnList { entries, by_number: FxHashMap::default(), by_year: FxHashMap::default() };
        for (i, entry) in entries.iter().enumerate() {
            list.by_number.entry(entry.number).or_insert(i);
            if let Some(year) = entry.record.faces.iter().find_map(Face::year) {
                list.by_year.entry(year.to_string()).or_default().push(i);
            }
        }
        list
    }

    /// Whether citations in it can be numbers at all.
    pub fn numbered(&self) -> bool {
        self.entries.iter().filter(|e| e.numbered).count() * 2 > self.entries.len()
    }

    /// The entries that a pointer can mean. `before` is the text in front of a narrative citation.
    pub fn find(&self, pointer: &Pointer, before: &str) -> Vec<usize> {
        match pointer {
            Pointer::Number(n) => self.by_number.get(n).copied().into_iter().collect(),
            Pointer::Names { names, year, .. } => {
                let (stem, letter) = year.split_at(4.min(year.len()));
                let all = self.by_year.get(stem).map_or(&[][..], Vec::as_slice);
                let named = |i: &&usize| {
                    let entry = &self.entries[**i];
                    match names.first() {
                        Some(first) => entry.record.faces.iter().any(|f| answers(f, first)),
                        None => entry.record.faces.iter().any(|f| stands_before(f, before)),
                    }
                };
                let mut found: Vec<usize> = all.iter().filter(named).copied().collect();
                if found.len() > 1 && !letter.is_empty() {
                    found.retain(|i| self.letter(*i, stem) == letter);
                }
                if found.len() > 1 && names.len() > 1 {
                    let second = names.get(1).map(String::as_str).unwrap_or_default();
                    let closer: Vec<usize> = found
                        .iter()
                        .copied()
                        .filter(|i| self.entries[*i].record.faces.iter().any(|f| persons(f).nth(1).is_some_and(|n| same(n, second))))
                        .collect();
                    if !closer.is_empty() {
                        found = closer;
                    }
                }
                found
            }
        }
    }

    /// The letter behind the year of an entry.
    fn letter(&self, i: usize, year: &str) -> String {
        let entry = &self.entries[i];
        let suffix = entry.record.faces.iter().map(|f| f.get(Var::YearSuffix)).find(|s| !s.is_empty());
        if let Some(suffix) = suffix {
            return suffix.to_owned();
        }
        let behind = entry.text.find(year).and_then(|at| entry.text.get(at + year.len()..)).and_then(|r| r.chars().next());
        behind.filter(char::is_ascii_lowercase).map(String::from).unwrap_or_default()
    }

    /// Where the names of a narrative citation begin in the text before it.
    pub fn names_start(&self, i: usize, before: &str) -> usize {
        self.entries[i].record.faces.iter().filter_map(|f| start_of_names(f, before)).min().unwrap_or(before.len())
    }
}

fn persons(face: &Face) -> impl Iterator<Item = &Name> {
    let roles = [Role::Author, Role::Editor, Role::Compiler, Role::Translator];
    roles.into_iter().find_map(|r| face.names(r)).into_iter().flat_map(|n| n.list.iter())
}

/// Whether the first person or body of a face is meant by a printed name.
fn answers(face: &Face, printed: &str) -> bool {
    match persons(face).next() {
        Some(name) => same(name, printed),
        // Works without author are cited by title.
        None => {
            let (title, printed) = (fold::key(face.get(Var::Title)), fold::key(printed.trim_matches(['《', '》', '"', '“', '”'])));
            printed.chars().count() > 3 && title.starts_with(&printed)
        }
    }
}

fn same(name: &Name, printed: &str) -> bool {
    let printed = fold::key(printed);
    let family = fold::key(name.family());
    let full = fold::key(&format!("{}{}", name.family(), name.given()));
    if family.is_empty() {
        return false;
    }
    if has_han(name.family()) {
        return printed == full || printed == family;
    }
    let turned = fold::key(&format!("{}{}", name.given(), name.family()));
    printed == family
        || printed == full
        || printed == turned
        || fold::key(&name.sort_name()) == printed
        || printed.ends_with(&family) && printed.len() <= family.len() + 8
}

/// Names with 等, et al. and further names cut off the end of a text before a bracketed year.
fn trimmed(before: &str) -> &str {
    let mut text = before.trim_end();
    for word in ["等人", "等", "et al.", "et al", "and others", "’s", "'s"] {
        text = text.strip_suffix(word).unwrap_or(text).trim_end_matches([' ', ',', '，']);
    }
    text
}

fn stands_before(face: &Face, before: &str) -> bool {
    start_of_names(face, before).is_some()
}

/// Where the names of a face begin, if the text ends with its first author, or a list that begins with that.
fn start_of_names(face: &Face, before: &str) -> Option<usize> {
    let first = persons(face).next()?;
    let from = before.char_indices().rev().nth(80).map_or(0, |(i, _)| i);
    let near = trimmed(&before[from..]);
    let forms: Vec<String> = if has_han(first.family()) {
        vec![format!("{}{}", first.family(), first.given())]
    } else {
        vec![format!("{} {}", first.given(), first.family()), first.family().to_owned()]
    };
    for form in forms.iter().filter(|f| f.chars().count() > 1) {
        let Some(at) = near.rfind(form.as_str()) else { continue };
        let tail = near[at + form.len()..].trim();
        // Nothing, or more names, up to the bracket.
        let joins = ["、", "和", "与", ",", "，", "&", "and ", "及"];
        let others = tail.is_empty()
            || joins.iter().any(|j| tail.starts_with(j))
                && tail.chars().count() < 50
                && !tail.contains(['。', '；', '.', ';', '！', '？'])
                && followers(face, tail);
        if others {
            return Some(from + at);
        }
    }
    None
}

/// Whether the words behind the first name end with another author of the face.
fn followers(face: &Face, tail: &str) -> bool {
    persons(face).skip(1).any(|n| {
        let full = if has_han(n.family()) { format!("{}{}", n.family(), n.given()) } else { n.family().to_owned() };
        tail.ends_with(full.as_str())
    })
}

/// Whether a face has what a citation in words needs.
pub fn citable(face: &Face) -> bool {
    face.date(DateVar::Issued).is_some() && persons(face).next().is_some()
}

/// Plain citations with the entries they mean; a narrative one that no entry answers is none.
pub fn matched(text: &str, list: &OwnList, cites: Vec<Plain>) -> Vec<(Plain, Vec<Vec<usize>>)> {
    let mut out = Vec::new();
    for cite in cites {
        let before = text.get(..cite.range.start).unwrap_or_default();
        let found: Vec<Vec<usize>> = cite.pointers.iter().map(|p| list.find(p, before)).collect();
        if cite.narrative && found.iter().all(Vec::is_empty) {
            continue;
        }
        if !list.numbered() && cite.pointers.iter().any(|p| matches!(p, Pointer::Number(_))) && found.iter().all(Vec::is_empty) {
            continue;
        }
        out.push((cite, found));
    }
    out
}
