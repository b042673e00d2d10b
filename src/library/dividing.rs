//! What becomes of later changes when a merged work is taken apart: a change stays with the part whose record it belongs to;
//! where that is not clear, it is asked.

use crate::model::{DateVar, Face, Record, Role, Var};
use crate::store::decisions::{self, Decision};
use crate::store::records::{self, Stored};
use crate::store::{Result, works};
use rusqlite::Connection;

/// The one record of a work that says something in a field; none where none or several do.
pub fn owner(db: &Connection, work: i64, value: &str) -> Result<Option<i64>> {
    let field = value.split_once('=').map_or(value, |(field, _)| field);
    let members = records::of_work(db, work)?;
    let mut saying = members.iter().filter(|m| says(&m.record, field));
    Ok(saying.next().filter(|_| saying.next().is_none()).map(|m| m.id))
}

/// Whether a record says something in a field (`title`, `en.title`, `author`, `issued` …).
fn says(record: &Record, field: &str) -> bool {
    let (language, name) = field.split_once('.').unwrap_or(("", field));
    match language {
        "unknown" => record.unknown.iter().any(|(n, _)| n == name),
        "" => record.faces.iter().any(|f| has(f, name)),
        _ => record.faces.iter().any(|f| f.language.split('-').next() == Some(language) && has(f, name)),
    }
}

fn has(face: &Face, name: &str) -> bool {
    if let Some(role) = Role::from_str(name) {
        return face.names(role).is_some();
    }
    DateVar::from_str(name).map_or_else(|| Var::from_str(name).is_some_and(|var| face.has(var)), |date| face.date(date).is_some())
}

/// Asks about the changes after decision `since` that may belong to another part, when the work of these records has been
/// taken apart.
pub fn ask(db: &Connection, op: i64, members: &[i64], since: i64) -> Result<()> {
    let mut parts: Vec<(i64, Vec<Stored>)> = Vec::new();
    for member in members {
        let (Some(work), Some(stored)) = (works::of_record(db, *member)?, records::get(db, *member)?) else { continue };
        match parts.iter_mut().find(|(w, _)| *w == work) {
            Some((_, list)) => list.push(stored),
            None => parts.push((work, vec![stored])),
        }
    }
    for (work, list) in &parts {
        for stored in list {
            for change in decisions::about(db, stored.id)?.iter().filter(|d| d.record == stored.id && is_change(d) && d.id > since) {
                let other = parts.iter().filter(|(w, _)| w != work).find(|(_, other)| may_be_meant(change, list, other));
                if let Some(other) = other.and_then(|(_, list)| list.first()) {
                    decisions::add(db, op, "whose", stored.id, Some(other.id), &change.id.to_string(), "split")?;
                }
            }
        }
    }
    Ok(())
}

fn is_change(decision: &Decision) -> bool {
    decision.author == "person" && matches!(decision.what.as_str(), "field" | "tag" | "note" | "file")
}

/// Whether a change may belong to another part: what no record says, or records of both do.
fn may_be_meant(change: &Decision, mine: &[Stored], other: &[Stored]) -> bool {
    if change.what != "field" {
        return true;
    }
    let field = change.value.split_once('=').map_or("", |(field, _)| field);
    let say = |list: &[Stored]| list.iter().any(|m| says(&m.record, field));
    say(mine) == say(other)
}
