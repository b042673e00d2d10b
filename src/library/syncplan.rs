//! The plan of a sync: what each entry that changed on one side, or both, means for the other.

use super::Library;
use super::bibtext::Orders;
use super::syncing::{Entries, Options, Prefer, Report, Sides};
use super::threeway::{self, Fields};
use crate::model::Record;
use crate::store::synced::Conflict;
use crate::store::{Result, works};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What is to be done on both sides.
#[derive(Default)]
pub struct Plan {
    /// Fields of works.
    pub edits: Vec<(i64, String, Option<Value>)>,
    /// Keys of works.
    pub keys: Vec<(i64, String)>,
    /// Records for the library.
    pub new: Vec<Record>,
    /// What becomes of the file.
    pub orders: Orders,
    /// What both sides changed.
    pub conflicts: Vec<Conflict>,
}

/// Compares the sides entry by entry.
pub fn plan(library: &Library, sides: &mut Sides, options: &Options, report: &mut Report) -> Result<Plan> {
    let db = &library.store.db;
    let mut plan = Plan::default();
    let moved = moved_by_hand(sides);
    let keys: BTreeSet<String> = sides.theirs.keys().chain(sides.base.keys()).chain(sides.ours.keys()).cloned().collect();
    for key in keys {
        let work = works::by_key(db, &key)?;
        let (there, known, ours) = (sides.theirs.contains_key(&key), sides.base.contains_key(&key), sides.ours.contains_key(&key));
        if let Some(old) = moved.get(&key)
            && let Some(work) = works::by_key(db, old)?.filter(|_| options.scope.is_empty())
        {
            plan.keys.push((work, key.clone()));
            report.renamed.push((old.clone(), key.clone()));
            continue;
        }
        if moved.values().any(|old| *old == key) {
            continue;
        }
        match (there, ours) {
            (true, true) => compare(sides, &key, work, options, &mut plan, report),
            (true, false) => lone(library, sides, &key, work, known, options, &mut plan, report)?,
            (false, true) if sides.by_hand.out.contains(&key) => {}
            (false, true) if known => {
                sides.by_hand.out.insert(key.clone());
                report.left_out.push(key);
            }
            (false, true) => {
                report.new_in_file.push(key.clone());
                plan.orders.added.extend(sides.direct.get(&key).cloned());
            }
            (false, false) => {}
        }
    }
    plan.orders.added.sort_by_key(|r| sides.order.get(&r.key).copied());
    Ok(plan)
}

/// Entries whose key alone was changed in the file: new key, old key.
fn moved_by_hand(sides: &Sides) -> BTreeMap<String, String> {
    let gone: Vec<(&String, Fields)> = sides
        .base
        .iter()
        .filter(|(k, _)| !sides.theirs.contains_key(*k) && sides.ours.contains_key(*k))
        .map(|(k, r)| (k, threeway::fields(r)))
        .collect();
    let mut moved = BTreeMap::new();
    if gone.is_empty() {
        return moved;
    }
    for (key, record) in sides.theirs.iter().filter(|(k, _)| !sides.base.contains_key(*k) && !sides.ours.contains_key(*k)) {
        let fields = threeway::fields(record);
        if let Some((old, _)) = gone.iter().find(|(_, f)| *f == fields) {
            moved.insert(key.clone(), (*old).clone());
        }
    }
    moved
}

/// An entry that both sides have.
fn compare(sides: &Sides, key: &str, work: Option<i64>, options: &Options, plan: &mut Plan, report: &mut Report) {
    let of = |all: &Entries| all.get(key).map(threeway::fields).unwrap_or_default();
    let (ours, direct, theirs) = (of(&sides.ours), of(&sides.direct), of(&sides.theirs));
    let base = sides.base.get(key).map(threeway::fields);
    let none = BTreeMap::new();
    let mut merged = threeway::merge(base.as_ref(), &ours, &direct, &theirs, sides.stuck.get(key).unwrap_or(&none));
    for (field, agreed, library, file) in std::mem::take(&mut merged.conflicts) {
        let some = |v: Value| Some(v).filter(|v| !v.is_null());
        match options.prefer {
            Some(Prefer::File) => merged.to_library.push((field, some(file))),
            Some(Prefer::Library) => merged.to_file.push((field, some(library))),
            None => {
                report.conflicts.push((key.to_owned(), field.clone(), library.clone(), file.clone()));
                plan.conflicts.push(Conflict {
                    key: key.to_owned(),
                    field,
                    base: agreed.to_string(),
                    library: library.to_string(),
                    file: file.to_string(),
                    ..Conflict::default()
                });
            }
        }
    }
    for (field, value) in merged.to_library {
        let Some(work) = work else { continue };
        report.to_library.push((key.to_owned(), field.clone(), value.clone().unwrap_or_default()));
        plan.edits.push((work, field, value));
    }
    if !merged.to_file.is_empty() {
        for (field, value) in &merged.to_file {
            report.to_file.push((key.to_owned(), field.clone(), value.clone().unwrap_or_default()));
        }
        plan.orders.changed.push((key.to_owned(), merged.to_file));
    }
}

/// An entry of the file that the library does not want there.
#[expect(clippy::too_many_arguments, reason = "one step of the plan, with all it works on")]
fn lone(
    library: &Library,
    sides: &mut Sides,
    key: &str,
    work: Option<i64>,
    known: bool,
    options: &Options,
    plan: &mut Plan,
    report: &mut Report,
) -> Result<()> {
    let Some(record) = sides.theirs.get(key).cloned() else { return Ok(()) };
    let Some(work) = work else {
        if known {
            // It was in the library and is gone from there.
            let touched = sides.base.get(key).map(threeway::fields) != Some(threeway::fields(&record));
            if touched {
                let value = Value::from("changed");
                report.conflicts.push((key.to_owned(), "entry".into(), Value::Null, value));
                sides.by_hand.into.insert(key.to_owned());
            } else if !sides.by_hand.into.contains(key) {
                report.removed.push(key.to_owned());
                plan.orders.removed.push(key.to_owned());
            }
            return Ok(());
        }
        report.new_in_library.push(key.to_owned());
        sides.by_hand.into.insert(key.to_owned());
        plan.new.push(record);
        return Ok(());
    };
    // Another key of a work, or a work that is not cited any more: what was changed by hand is taken over all the same.
    let Some(current) = works::get(&library.store.db, work)? else { return Ok(()) };
    let mut asked = current.record.clone();
    key.clone_into(&mut asked.key);
    if let Some(base) = sides.base.get(key).map(threeway::fields) {
        let now = threeway::fields(&record);
        let names: BTreeSet<&String> = base.keys().chain(now.keys()).collect();
        for name in names.into_iter().filter(|n| base.get(*n) != now.get(*n)) {
            report.to_library.push((key.to_owned(), name.clone(), now.get(name).cloned().unwrap_or_default()));
            plan.edits.push((work, name.clone(), now.get(name).cloned()));
        }
    }
    let renamed = options.scope.is_empty() && known && current.record.key != key && !sides.theirs.contains_key(&current.record.key);
    if renamed {
        report.renamed.push((key.to_owned(), current.record.key.clone()));
        plan.orders.renamed.push((key.to_owned(), current.record.key.clone()));
        plan.orders.added.retain(|r| r.key != current.record.key);
        report.new_in_file.retain(|k| *k != current.record.key);
        sides.ours.remove(&current.record.key);
    } else if known && !options.scope.is_empty() && !sides.by_hand.into.contains(key) {
        report.removed.push(key.to_owned());
        plan.orders.removed.push(key.to_owned());
    } else if !known {
        sides.by_hand.into.insert(key.to_owned());
    }
    Ok(())
}
