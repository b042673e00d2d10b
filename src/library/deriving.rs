//! Works from records and decisions: components, clusters, keys, search terms. Everything here can be done again.

use super::{finding, merging};
use crate::citing::keypattern::Pattern;
use crate::model::{Date, DateVar, Face, Names, Record, Role, Var};
use crate::store::decisions::{self, Decision, New};
use crate::store::records::{self, Stored};
use crate::store::{Result, search, works};
use rayon::prelude::*;
use rusqlite::Connection;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Components in memory at once.
const CHUNK: usize = 1_024;

/// From so many components on, works are made on all cores.
const MANY: usize = 128;

/// Records that need not be read from their table.
pub type Held = FxHashMap<i64, Arc<Stored>>;

/// Derives the works of these records again, and of all that hang together with them. New works get keys, which are
/// decisions of the operation.
pub fn refresh(db: &Connection, op: i64, touched: &[i64]) -> Result<()> {
    refresh_held(db, op, touched, &Held::default())
}

/// [`refresh`] with records at hand.
pub fn refresh_held(db: &Connection, op: i64, touched: &[i64], held: &Held) -> Result<()> {
    let mut seen = FxHashSet::default();
    let mut keys = Keys::default();
    for chunk in touched.chunks(CHUNK) {
        let mut components = Vec::new();
        for &start in chunk {
            if !seen.contains(&start) {
                components.push(component(db, start, &mut seen, held)?);
            }
        }
        let made: Vec<Vec<Made>> =
            if components.len() < MANY { components.iter().map(works_of).collect() } else { components.par_iter().map(works_of).collect() };
        let mut index = Vec::new();
        for (component, works) in components.iter().zip(made) {
            write(db, component, works, &mut keys, &mut index)?;
        }
        decisions::add_all(db, op, &keys.new)?;
        keys.new.clear();
        // The index comes last: a statement between two of its entries makes it write a segment for each.
        for (work, fresh, words, pinyin) in index {
            search::put(db, work, &words, &pinyin, fresh)?;
        }
    }
    Ok(())
}

/// Records joined by decisions or by what was derived before, with all decisions about them.
struct Component {
    records: Vec<Arc<Stored>>,
    decisions: Vec<Decision>,
    /// Works that stand, and which record belongs to which.
    old: Vec<i64>,
    member: FxHashMap<i64, i64>,
}

fn component(db: &Connection, start: i64, seen: &mut FxHashSet<i64>, held: &Held) -> Result<Component> {
    let mut component = Component { records: Vec::new(), decisions: Vec::new(), old: Vec::new(), member: FxHashMap::default() };
    let mut open = vec![start];
    let mut known = FxHashSet::default();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        if let Some(work) = works::of_record(db, id)? {
            component.member.insert(id, work);
            if !component.old.contains(&work) {
                component.old.push(work);
                open.extend(works::members(db, work)?);
            }
        }
        for decision in decisions::about(db, id)? {
            if decision.what == "same" {
                open.push(decision.record);
                open.extend(decision.other);
            }
            if known.insert(decision.id) {
                component.decisions.push(decision);
            }
        }
        match held.get(&id) {
            Some(stored) => component.records.push(Arc::clone(stored)),
            None => component.records.extend(records::get(db, id)?.map(Arc::new)),
        }
    }
    component.records.sort_by_key(|r| r.id);
    component.decisions.sort_by_key(|d| d.id);
    Ok(component)
}

/// Groups of indices: persons' decisions first, then the rules' in order, never across a "different".
fn clusters(component: &Component) -> Vec<Vec<usize>> {
    if component.records.len() == 1 {
        return vec![vec![0]];
    }
    let index: FxHashMap<i64, usize> = component.records.iter().enumerate().map(|(i, r)| (r.id, i)).collect();
    let mut group: Vec<usize> = (0..component.records.len()).collect();
    let ends = |d: &Decision| Some((*index.get(&d.record)?, *index.get(&d.other?)?));
    let apart: Vec<(usize, usize)> = component.decisions.iter().filter(|d| d.what == "different").filter_map(ends).collect();
    for person in [true, false] {
        for decision in component.decisions.iter().filter(|d| d.what == "same" && (d.author == "person") == person) {
            let Some((a, b)) = ends(decision) else { continue };
            let (ga, gb) = (group[a], group[b]);
            if ga == gb || apart.iter().any(|&(x, y)| (group[x], group[y]) == (ga, gb) || (group[x], group[y]) == (gb, ga)) {
                continue;
            }
            let (low, high) = (ga.min(gb), ga.max(gb));
            group.iter_mut().filter(|g| **g == high).for_each(|g| *g = low);
        }
    }
    let mut by: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (i, g) in group.iter().enumerate() {
        by.entry(*g).or_default().push(i);
    }
    let mut all: Vec<Vec<usize>> = by.into_values().collect();
    all.sort();
    all
}

/// A work as it follows from its records and decisions, but for its key.
struct Made {
    id: i64,
    members: Vec<i64>,
    /// `None` where it is removed.
    body: Option<Body>,
}

struct Body {
    record: Record,
    keys: Known,
    words: String,
    pinyin: String,
    sort: String,
    line: String,
}

fn works_of(component: &Component) -> Vec<Made> {
    clusters(component).iter().filter_map(|cluster| make(component, cluster)).collect()
}

fn make(component: &Component, cluster: &[usize]) -> Option<Made> {
    let members: Vec<i64> = cluster.iter().map(|i| component.records[*i].id).collect();
    let id = *members.first()?;
    let mine: Vec<&Decision> = component.decisions.iter().filter(|d| members.contains(&d.record)).collect();
    let removed: Vec<i64> = mine.iter().filter(|d| d.what == "removed").map(|d| d.record).collect();
    let kept: Vec<&Stored> =
        cluster.iter().map(|i| &*component.records[*i]).filter(|r| !removed.contains(&r.id) && !r.record.faces.is_empty()).collect();
    let mut active: Vec<&Record> = kept.iter().filter(|r| r.active).map(|r| &r.record).collect();
    let by_hand = mine.iter().any(|d| d.author == "person" && d.what != "different");
    if active.is_empty() && by_hand {
        active = kept.iter().map(|r| &r.record).collect();
    }
    if active.is_empty() {
        return Some(Made { id, members, body: None });
    }
    let mut record = merging::merge(&active);
    apply(&mut record, &mine);
    let (words, pinyin) = finding::terms(&record);
    let (sort, line) = (finding::sort_text(&record), finding::line(&record));
    let keys = Known::of(&kept, &mine);
    Some(Made { id, members, body: Some(Body { record, keys, words, pinyin, sort, line }) })
}

/// An entry of the index that is to be written: work, whether it is new, words, pinyin.
type Entry = (i64, bool, String, String);

/// Writes the works of a component in place of those that stood.
fn write(db: &Connection, component: &Component, works: Vec<Made>, keys: &mut Keys, index: &mut Vec<Entry>) -> Result<()> {
    let as_before = match (&component.old[..], &works[..]) {
        ([], _) => true,
        ([old], [made]) => *old == made.id && made.body.is_some(),
        _ => false,
    };
    if !as_before {
        for work in &component.old {
            works::clear(db, *work)?;
            search::remove(db, *work)?;
        }
    }
    let standing = as_before && !component.old.is_empty();
    for made in works {
        let moved: Vec<i64> = made.members.iter().copied().filter(|m| !standing || component.member.get(m) != Some(&made.id)).collect();
        works::put_members(db, made.id, &moved)?;
        if let Some(body) = made.body {
            write_body(db, made.id, body, standing, keys, index)?;
        }
    }
    Ok(())
}

fn write_body(db: &Connection, id: i64, body: Body, standing: bool, keys: &mut Keys, index: &mut Vec<Entry>) -> Result<()> {
    let Body { mut record, keys: known, words, pinyin, sort, line } = body;
    let have = if standing { works::keys(db, id)? } else { Vec::new() };
    let (key, aliases) = keys.choose(db, id, &record, known)?;
    works::put_keys(db, id, &have, &key, &aliases)?;
    record.key = key;
    let text = serde_json::to_string(&record)?;
    let before = if standing { works::body(db, id)? } else { None };
    if before.as_deref() == Some(text.as_str()) {
        return Ok(());
    }
    let old: Option<Record> = before.map(|b| serde_json::from_str(&b)).transpose()?;
    if old.as_ref().is_none_or(|o| o.faces != record.faces || o.tags != record.tags) {
        index.push((id, old.is_none(), words, pinyin));
    }
    let year = record.faces.iter().find_map(|f| f.year());
    works::put(db, &works::Row { id, key: &record.key, year, sort: &sort, line: &line, body: &text })
}

/// Applies what was decided about fields, tags, notes and files, in order.
fn apply(record: &mut Record, decisions: &[&Decision]) {
    for decision in decisions {
        match decision.what.as_str() {
            "field" => {
                if let Some((field, value)) = decision.value.split_once('=') {
                    set_field(record, field, &serde_json::from_str(value).unwrap_or_default());
                }
            }
            "tag" if !record.tags.contains(&decision.value) => record.tags.push(decision.value.clone()),
            "file" if !record.files.contains(&decision.value) => record.files.push(decision.value.clone()),
            "note" => {
                let face = &mut record.faces[0];
                let old = face.get(Var::Annote);
                let new = if old.is_empty() { decision.value.clone() } else { format!("{old}\n{}", decision.value) };
                face.set(Var::Annote, new);
            }
            _ => {}
        }
    }
    record.tags.sort();
}

/// Sets a field by name: a variable, role or date, `type`, `language`; `en.title` sets it in the English face.
pub fn set_field(record: &mut Record, field: &str, value: &serde_json::Value) {
    if set_beside(record, field, value) {
        return;
    }
    let (language, name) = match field.split_once('.') {
        Some((language, name)) => (language, name),
        None => ("", field),
    };
    let place = record.faces.iter().position(|f| !language.is_empty() && f.language.split('-').next() == Some(language));
    let place = match place {
        Some(i) => i,
        None if language.is_empty() => 0,
        None => {
            let mut face = Face::new(record.faces.first().map(|f| f.kind).unwrap_or_default());
            face.language = language.to_owned();
            record.faces.push(face);
            merging::share(&mut record.faces);
            record.faces.len() - 1
        }
    };
    let Some(face) = record.faces.get_mut(place) else { return };
    set_face_field(face, name, value);
}

/// Sets what belongs to the whole record: `tags`, `files`, `unknown.name` for a field of its own name.
fn set_beside(record: &mut Record, field: &str, value: &serde_json::Value) -> bool {
    let list = || serde_json::from_value::<Vec<String>>(value.clone()).unwrap_or_default();
    match field {
        "tags" => record.tags = list(),
        "files" => record.files = list(),
        _ => {
            let Some(name) = field.strip_prefix("unknown.") else { return false };
            match (value.as_str(), record.unknown.iter().position(|(n, _)| n == name)) {
                (Some(text), Some(i)) => text.clone_into(&mut record.unknown[i].1),
                (Some(text), None) => record.unknown.push((name.to_owned(), text.to_owned())),
                (None, Some(i)) => drop(record.unknown.remove(i)),
                (None, None) => {}
            }
        }
    }
    true
}

fn set_face_field(face: &mut Face, name: &str, value: &serde_json::Value) {
    let text = value.as_str().unwrap_or_default();
    match name {
        "type" => face.kind = crate::model::Kind::from_str(text).unwrap_or(face.kind),
        "language" => face.language = text.to_owned(),
        _ => {
            if let Some(role) = Role::from_str(name) {
                face.set_names(role, serde_json::from_value::<Names>(value.clone()).unwrap_or_default());
            } else if let Some(var) = DateVar::from_str(name) {
                face.set_date(var, serde_json::from_value::<Date>(value.clone()).unwrap_or_default());
            } else if let Some(var) = Var::from_str(name) {
                face.set(var, text);
            }
        }
    }
}

/// What is known of a work's keys: those decided, the one chosen, and those its records bring.
struct Known {
    aliases: Vec<String>,
    chosen: Option<String>,
    /// Record and key.
    imported: Vec<(i64, String)>,
}

impl Known {
    fn of(members: &[&Stored], decisions: &[&Decision]) -> Self {
        let decided: Vec<&&Decision> = decisions.iter().filter(|d| d.what == "key").collect();
        let chosen = decided.iter().rfind(|d| d.author == "person").or_else(|| decided.first()).map(|d| d.value.clone());
        let imported = members
            .iter()
            .filter(|m| !m.record.key.is_empty() && !m.record.format.is_empty())
            .filter(|m| !decided.iter().any(|d| d.record == m.id && d.author == "imported"))
            .map(|m| (m.id, m.record.key.clone()))
            .collect();
        Known { aliases: decided.iter().map(|d| d.value.clone()).collect(), chosen, imported }
    }
}

/// Gives out keys, and holds the decisions that say so.
#[derive(Default)]
struct Keys {
    new: Vec<New>,
    /// The library's pattern, once it was asked for.
    pattern: Option<Pattern>,
    /// How many suffixes of a key are known to be taken.
    taken: FxHashMap<String, u32>,
}

impl Keys {
    /// The key a work goes by, and all it has or had. A person's choice wins, then the first: a later import adds an alias
    /// and never changes the key.
    fn choose(&mut self, db: &Connection, work: i64, record: &Record, known: Known) -> Result<(String, Vec<String>)> {
        let Known { mut aliases, chosen, imported } = known;
        for (member, printed) in imported {
            let key = if aliases.contains(&printed) { printed } else { self.free(db, &printed, work)? };
            self.decide(member, &key, "imported");
            aliases.push(key);
        }
        if let Some(key) = chosen.or_else(|| aliases.first().cloned()) {
            return Ok((key, aliases));
        }
        let base = self.generate(db, record.face())?;
        let key = self.free(db, &base, work)?;
        self.decide(work, &key, "citekey");
        Ok((key.clone(), vec![key]))
    }

    /// The key that the library's pattern makes.
    fn generate(&mut self, db: &Connection, face: &Face) -> Result<String> {
        let pattern = match self.pattern.take() {
            Some(pattern) => pattern,
            None => super::keying::pattern(db)?,
        };
        let key = pattern.key(face);
        self.pattern = Some(pattern);
        Ok(key)
    }

    fn decide(&mut self, record: i64, key: &str, author: &'static str) {
        self.new.push(New { what: "key", record, other: None, value: key.to_owned(), author });
    }

    /// The key itself, or with the first free suffix a, b … z, aa, ab …
    fn free(&mut self, db: &Connection, base: &str, work: i64) -> Result<String> {
        if works::key_free(db, base, work)? {
            return Ok(base.to_owned());
        }
        let mut n = self.taken.get(base).copied().unwrap_or(0);
        loop {
            let mut suffix = String::new();
            let mut rest = n + 1;
            while rest > 0 {
                suffix.insert(0, char::from(b'a' + ((rest - 1) % 26) as u8));
                rest = (rest - 1) / 26;
            }
            let key = format!("{base}{suffix}");
            if works::key_free(db, &key, work)? {
                self.taken.insert(base.to_owned(), n);
                return Ok(key);
            }
            n += 1;
        }
    }
}
