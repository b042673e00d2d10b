//! Several faces of one work in .bib files: how they are marked, found and joined.

use super::fields::{Meaning, meaning, shared};
use super::lex::Entry;
use super::resolve::Pair;
use crate::formats::language;
use crate::model::{Face, Name, Record, Var};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The suffix of a face whose language is not known.
pub const NO_LANGUAGE: &str = "alt";

/// Field and language of a name such as `title-en`.
pub fn marked(name: &str) -> Option<(&str, &str)> {
    if !name.contains('-') {
        return None;
    }
    name.match_indices('-').find_map(|(at, _)| {
        let (base, tag) = (&name[..at], &name[at + 1..]);
        let known = tag == NO_LANGUAGE || is_tag(tag);
        (known && !matches!(meaning(base), Meaning::Unknown)).then_some((base, tag))
    })
}

/// Whether it is a language tag as faces carry it.
fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    primary.len() == 2
        && language::babel(primary).is_some()
        && parts.all(|p| matches!(p.len(), 2 | 4) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Reads the faces that stand in further fields of the same entry.
pub fn within(entry_type: &str, fields: &[Pair], record: &mut Record) {
    let mut tags: Vec<&str> = Vec::new();
    for (name, _) in fields {
        if let Some((_, tag)) = marked(name)
            && !tags.contains(&tag)
        {
            tags.push(tag);
        }
    }
    for tag in tags {
        let mut pairs: Vec<Pair> = Vec::new();
        for (name, value) in fields {
            if let Some((base, t)) = marked(name)
                && t == tag
            {
                pairs.push((Cow::Owned(base.to_owned()), value.clone()));
            }
        }
        for (name, value) in fields {
            if shared(name) && !pairs.iter().any(|(n, _)| n == name) {
                pairs.push((name.clone(), value.clone()));
            }
        }
        let mut face = super::entry::face(entry_type, &pairs, &mut Record::default(), None, pairs.len());
        face.language = if tag == NO_LANGUAGE { String::new() } else { language::tag(tag) };
        record.faces.push(face);
    }
}

/// Entries that are faces of others.
#[derive(Default)]
pub struct Joins {
    faces: Vec<(usize, String, bool)>,
    sets: Vec<(usize, Vec<String>)>,
}

impl Joins {
    /// Remembers an entry that says it is a face, a translation, or a set.
    pub fn note(&mut self, index: usize, entry: &Entry, fields: &[Pair]) {
        let get = |name: &str| fields.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.trim());
        if entry.kind.eq_ignore_ascii_case("set") {
            let members = get("entryset").split(',').map(|k| k.trim().to_owned()).filter(|k| !k.is_empty()).collect();
            self.sets.push((index, members));
            return;
        }
        let related = get("related");
        if related.is_empty() || related.contains(',') {
            return;
        }
        let face = get("entrysubtype") == "face";
        if face || matches!(get("relatedtype"), "translationof" | "translatedas") {
            self.faces.push((index, related.to_owned(), face));
        }
    }

    /// Puts faces into the records that they belong to; tells which records are gone.
    pub fn join(self, records: &mut Vec<Record>) -> Vec<bool> {
        if self.faces.is_empty() && self.sets.is_empty() {
            return Vec::new();
        }
        let mut keys: FxHashMap<String, usize> = FxHashMap::default();
        for (i, record) in records.iter().enumerate() {
            keys.entry(record.key.clone()).or_insert(i);
        }
        let mut gone = vec![false; records.len()];
        for (from, key, sure) in self.faces {
            let Some(&to) = keys.get(&key) else { continue };
            if to != from && !gone[to] && !gone[from] && (sure || same_publication(records, to, from)) {
                join_two(records, to, from, sure);
                gone[from] = true;
            }
        }
        for (set, members) in self.sets {
            let found: Vec<usize> = members.iter().filter_map(|k| keys.get(k).copied()).collect();
            let Some((&first, others)) = found.split_first() else { continue };
            if found.len() == members.len()
                && others.iter().all(|o| *o != first && !gone[*o] && same_publication(records, first, *o))
                && !gone[first]
            {
                for other in others {
                    join_two(records, first, *other, false);
                    gone[*other] = true;
                }
                records[first].key = std::mem::take(&mut records[set].key);
                gone[set] = true;
            }
        }
        let mut at = 0;
        records.retain(|_| {
            at += 1;
            !gone[at - 1]
        });
        gone
    }
}

fn join_two(records: &mut [Record], to: usize, from: usize, sure: bool) {
    let mut other = std::mem::take(&mut records[from]);
    if sure
        && let (Some(face), Some(first)) = (other.faces.first_mut(), records[to].faces.first())
        && (face.kind == crate::model::Kind::Document || super::types::subtype(face.kind.as_str()).is_none())
    {
        face.kind = first.kind;
    }
    let raw = std::mem::take(&mut other.raw);
    let target = &mut records[to];
    target.faces.append(&mut other.faces);
    target.raw.push_str("\n\n");
    target.raw.push_str(&raw);
    let key = target.key.clone();
    target.links.retain(|(_, t)| !matches!(t, crate::model::Target::Key(k) if *k == other.key || *k == key));
    for tag in other.tags {
        if !target.tags.contains(&tag) {
            target.tags.push(tag);
        }
    }
    for file in other.files {
        if !target.files.contains(&file) {
            target.files.push(file);
        }
    }
    target
        .unknown
        .extend(other.unknown.into_iter().filter(|(n, _)| !matches!(n.as_str(), "options" | "related" | "relatedtype" | "entrysubtype")));
}

/// Whether two records describe the same printed thing in two languages.
fn same_publication(records: &[Record], a: usize, b: usize) -> bool {
    let (Some(a), Some(b)) = (records[a].faces.first(), records[b].faces.first()) else { return false };
    let language = |f: &Face| {
        let of = language::of_text(f.get(Var::Title));
        if of.is_empty() { f.language.clone() } else { of.to_owned() }
    };
    let same = |var: Var| a.has(var) && a.get(var) == b.get(var);
    let differ = |var: Var| a.has(var) && b.has(var) && a.get(var) != b.get(var);
    language(a) != language(b)
        && !differ(Var::Doi)
        && !differ(Var::Volume)
        && (same(Var::Doi) || same(Var::Page) && a.year() == b.year() || same(Var::Isbn))
}

/// A name as one would print it.
pub fn printed(name: &Name) -> String {
    match name {
        Name::Literal { literal } => literal.clone(),
        Name::Person(p) if crate::text::script::has_han(&p.family) => format!("{}{}", p.family, p.given),
        Name::Person(p) => {
            [p.given.as_str(), p.dropping_particle.as_str(), p.non_dropping_particle.as_str(), p.family.as_str(), p.suffix.as_str()]
                .into_iter()
                .filter(|s| !s.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        }
    }
}

/// What stands in `userf` as `name==value; name==value`.
pub fn more_fields(text: &str) -> Option<Vec<(&str, &str)>> {
    let mut out = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (name, after) = rest.split_once("==")?;
        let name = name.trim();
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b.is_ascii_digit()) {
            return None;
        }
        let end = after.match_indices("; ").find(|(at, _)| {
            let next = &after[at + 2..];
            let len = next.bytes().take_while(|b| b.is_ascii_lowercase() || *b == b'-').count();
            len > 0 && next[len..].starts_with("==")
        });
        let (value, next) = match end {
            Some((at, _)) => (&after[..at], &after[at + 2..]),
            None => (after, ""),
        };
        out.push((name, value));
        rest = next;
    }
    (!out.is_empty()).then_some(out)
}
