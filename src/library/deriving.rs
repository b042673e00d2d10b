//! Works from records and decisions: components, clusters, keys, search terms. Everything here can be done again.

use super::{finding, merging};
use crate::citing::citekey;
use crate::model::{Date, DateVar, Face, Names, Record, Role, Var};
use crate::store::decisions::{self, Decision};
use crate::store::records::{self, Stored};
use crate::store::{Result, search, works};
use rusqlite::Connection;
use rustc_hash::{FxHashMap, FxHashSet};

/// Derives the works of these records again, and of all that hang together with them. New works get keys, which are
/// decisions of the operation.
pub fn refresh(db: &Connection, op: i64, touched: &[i64]) -> Result<()> {
    let mut seen = FxHashSet::default();
    for &start in touched {
        if seen.contains(&start) {
            continue;
        }
        let component = component(db, start, &mut seen)?;
        for work in &component.old {
            works::clear(db, *work)?;
            search::remove(db, *work)?;
        }
        for cluster in clusters(&component) {
            put(db, op, &component, &cluster)?;
        }
    }
    Ok(())
}

/// Records joined by decisions or by what was derived before, with all decisions about them.
struct Component {
    records: Vec<Stored>,
    decisions: Vec<Decision>,
    old: Vec<i64>,
}

fn component(db: &Connection, start: i64, seen: &mut FxHashSet<i64>) -> Result<Component> {
    let mut component = Component { records: Vec::new(), decisions: Vec::new(), old: Vec::new() };
    let mut open = vec![start];
    let mut known = FxHashSet::default();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        if let Some(work) = works::of_record(db, id)?
            && !component.old.contains(&work)
        {
            component.old.push(work);
            open.extend(works::members(db, work)?);
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
        component.records.extend(records::get(db, id)?);
    }
    component.records.sort_by_key(|r| r.id);
    component.decisions.sort_by_key(|d| d.id);
    Ok(component)
}

/// Groups of indices: persons' decisions first, then the rules' in order, never across a "different".
fn clusters(component: &Component) -> Vec<Vec<usize>> {
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

fn put(db: &Connection, op: i64, component: &Component, cluster: &[usize]) -> Result<()> {
    let members: Vec<i64> = cluster.iter().map(|i| component.records[*i].id).collect();
    let Some(&id) = members.first() else { return Ok(()) };
    let mine: Vec<&Decision> = component.decisions.iter().filter(|d| members.contains(&d.record)).collect();
    let removed: Vec<i64> = mine.iter().filter(|d| d.what == "removed").map(|d| d.record).collect();
    let kept: Vec<&Stored> =
        cluster.iter().map(|i| &component.records[*i]).filter(|r| !removed.contains(&r.id) && !r.record.faces.is_empty()).collect();
    let mut active: Vec<&Record> = kept.iter().filter(|r| r.active).map(|r| &r.record).collect();
    let by_hand = mine.iter().any(|d| d.author == "person" && d.what != "different");
    if active.is_empty() && by_hand {
        active = kept.iter().map(|r| &r.record).collect();
    }
    if active.is_empty() {
        return works::put_members(db, id, &members);
    }
    let mut record = merging::merge(&active);
    apply(&mut record, &mine);
    let (key, aliases) = keys(db, op, id, &record, &kept, &mine)?;
    record.key = key;
    let (words, pinyin) = finding::terms(&record);
    search::put(db, id, &words, &pinyin, true)?;
    works::put(db, &works::Work { id, record: record.clone() }, &finding::sort_text(&record), &finding::line(&record), &members, &aliases)
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

/// The key a work goes by, and all it has or had. A person's choice wins, then the first: a later import adds an alias
/// and never changes the key.
fn keys(
    db: &Connection,
    op: i64,
    work: i64,
    record: &Record,
    members: &[&Stored],
    decisions: &[&Decision],
) -> Result<(String, Vec<String>)> {
    let decided: Vec<&&Decision> = decisions.iter().filter(|d| d.what == "key").collect();
    let mut aliases: Vec<String> = decided.iter().map(|d| d.value.clone()).collect();
    let chosen = decided.iter().rfind(|d| d.author == "person").or_else(|| decided.first()).map(|d| d.value.clone());
    for member in members.iter().filter(|m| !m.record.key.is_empty() && !m.record.format.is_empty()) {
        let known = decided.iter().any(|d| d.record == member.id && d.author == "imported");
        if !known {
            let key = if aliases.contains(&member.record.key) { member.record.key.clone() } else { free(db, &member.record.key, work)? };
            decisions::add(db, op, "key", member.id, None, &key, "imported")?;
            aliases.push(key);
        }
    }
    if let Some(key) = chosen.or_else(|| aliases.first().cloned()) {
        return Ok((key, aliases));
    }
    let key = free(db, &citekey::generate(record.face()), work)?;
    decisions::add(db, op, "key", work, None, &key, "citekey")?;
    Ok((key.clone(), vec![key]))
}

/// The key itself, or with the first free suffix a, b … z, aa, ab …
fn free(db: &Connection, base: &str, work: i64) -> Result<String> {
    if works::key_free(db, base, work)? {
        return Ok(base.to_owned());
    }
    let mut n = 0u32;
    loop {
        let mut suffix = String::new();
        let mut rest = n + 1;
        while rest > 0 {
            suffix.insert(0, char::from(b'a' + ((rest - 1) % 26) as u8));
            rest = (rest - 1) / 26;
        }
        let key = format!("{base}{suffix}");
        if works::key_free(db, &key, work)? {
            return Ok(key);
        }
        n += 1;
    }
}
