//! Changes by a person: each is a decision, none touches a record.

use super::{Library, changing, deriving, dividing, matching};
use crate::model::{Face, Kind, Record, Relation};
use crate::store::{Error, Result, decisions, records, works};
use serde_json::Value;

/// Author of what a person decides.
const PERSON: &str = "person";

impl Library {
    /// Enters a new work by hand; returns its key.
    pub fn new_work(&mut self, kind: Kind, fields: &[(String, Value)]) -> Result<String> {
        let mut record = Record::of(Face::new(kind));
        for (field, value) in fields {
            changing::set_field(&mut record, field, value);
        }
        record.reader = "hand/1".into();
        let (_, id) = self.operate("new", "", |db, op| {
            let id = records::insert(db, op, None, 0, &record)?;
            matching::join(db, op, id, &record)?;
            Ok(id)
        })?;
        let work = works::of_record(&self.store.db, id)?.unwrap_or(id);
        Ok(works::get(&self.store.db, work)?.map(|w| w.record.key).unwrap_or_default())
    }

    /// Writes one decision about a work and derives it again; nothing where it stands already.
    fn decide(&mut self, name: &str, key: &str, what: &str, values: &[String]) -> Result<Option<i64>> {
        let work = self.work(key)?;
        let (op, ()) = self.operate(name, &format!("{key} {}", values.join(" ")), |db, op| {
            for value in values {
                let owner = if what == "field" { dividing::owner(db, work.id, value)?.unwrap_or(work.id) } else { work.id };
                decisions::add(db, op, what, owner, None, value, PERSON)?;
            }
            deriving::refresh(db, op, &[work.id])
        })?;
        Ok(op)
    }

    /// Sets fields (`title`, `en.title`, `author`, `issued` …); null removes one.
    pub fn edit(&mut self, key: &str, fields: &[(String, Value)]) -> Result<Option<i64>> {
        let values: Vec<String> = fields.iter().map(|(f, v)| format!("{f}={v}")).collect();
        self.decide("edit", key, "field", &values)
    }

    /// Adds tags.
    pub fn tag(&mut self, key: &str, tags: &[String]) -> Result<Option<i64>> {
        self.decide("tag", key, "tag", tags)
    }

    /// Takes tags away that were given by decision.
    pub fn untag(&mut self, key: &str, tags: &[String]) -> Result<Option<i64>> {
        self.withdraw("untag", key, |d| d.what == "tag" && tags.contains(&d.value))
    }

    /// Adds a note.
    pub fn note(&mut self, key: &str, text: &str) -> Result<Option<i64>> {
        self.decide("note", key, "note", &[text.to_owned()])
    }

    /// Attaches a file by its path.
    pub fn attach(&mut self, key: &str, path: &str) -> Result<Option<i64>> {
        self.decide("attach", key, "file", &[path.to_owned()])
    }

    /// Gives a work another key; the old one stays as an alias.
    pub fn rename(&mut self, key: &str, new: &str) -> Result<Option<i64>> {
        let work = self.work(key)?;
        if !works::key_free(&self.store.db, new, work.id)? {
            return Err(Error::Other(format!("the key {new} belongs to another work")));
        }
        self.decide("rename", key, "key", &[new.to_owned()])
    }

    /// Takes a work out of the library; undo brings it back.
    pub fn remove(&mut self, key: &str) -> Result<Option<i64>> {
        let work = self.work(key)?;
        let (op, ()) = self.operate("remove", key, |db, op| {
            for member in works::members(db, work.id)? {
                decisions::add(db, op, "removed", member, None, "", PERSON)?;
            }
            deriving::refresh(db, op, &[work.id])
        })?;
        Ok(op)
    }

    /// Takes back what a person decided about a field, so that it is as its documents say.
    pub fn restore(&mut self, key: &str, field: &str) -> Result<Option<i64>> {
        let start = format!("{field}=");
        self.withdraw("restore", key, |d| d.what == "field" && d.value.starts_with(&start))
    }

    fn withdraw(&mut self, name: &str, key: &str, which: impl Fn(&decisions::Decision) -> bool) -> Result<Option<i64>> {
        let work = self.work(key)?;
        let (op, ()) = self.operate(name, key, |db, op| {
            for member in works::members(db, work.id)? {
                for decision in decisions::about(db, member)?.iter().filter(|d| d.record == member && which(d)) {
                    decisions::withdraw(db, op, decision.id)?;
                }
            }
            deriving::refresh(db, op, &[work.id])
        })?;
        Ok(op)
    }

    /// Joins two works.
    pub fn merge(&mut self, a: &str, b: &str) -> Result<Option<i64>> {
        let (x, y) = (self.work(a)?.id, self.work(b)?.id);
        if x == y {
            return Ok(None);
        }
        let (op, ()) = self.operate("merge", &format!("{a} {b}"), |db, op| {
            for (one, other) in pairs(db, x, y)? {
                for d in
                    decisions::about(db, one)?.iter().filter(|d| d.what == "different" && (d.other == Some(other) || d.record == other))
                {
                    decisions::withdraw(db, op, d.id)?;
                }
            }
            decisions::add(db, op, "same", x, Some(y), "", PERSON)?;
            deriving::refresh(db, op, &[x, y])
        })?;
        Ok(op)
    }

    /// Says that two works are different, for ever.
    pub fn different(&mut self, a: &str, b: &str) -> Result<Option<i64>> {
        let (x, y) = (self.work(a)?.id, self.work(b)?.id);
        if x == y {
            return Err(Error::Other(format!("{a} and {b} are one work: split it first")));
        }
        let (op, ()) = self.operate("different", &format!("{a} {b}"), |db, op| {
            let mut touched = Vec::new();
            for (one, other) in pairs(db, x, y)? {
                decisions::add(db, op, "different", one, Some(other), "", PERSON)?;
                touched.extend([one, other]);
            }
            deriving::refresh(db, op, &touched)
        })?;
        Ok(op)
    }

    /// Takes a joined work apart: each of its records becomes a work of its own, or, with `record`, that one alone.
    pub fn split(&mut self, key: &str, record: Option<i64>) -> Result<Option<i64>> {
        let work = self.work(key)?;
        let members = works::members(&self.store.db, work.id)?;
        if record.is_some_and(|r| !members.contains(&r)) {
            return Err(Error::Other(format!("{key} has no record of that number: {members:?}")));
        }
        let (op, ()) = self.operate("split", key, |db, op| {
            for (i, a) in members.iter().enumerate() {
                for b in &members[i + 1..] {
                    if record.is_none_or(|r| r == *a || r == *b) {
                        for d in decisions::about(db, *a)?.iter().filter(|d| d.what == "same" && (d.record == *b || d.other == Some(*b))) {
                            decisions::withdraw(db, op, d.id)?;
                        }
                        decisions::add(db, op, "different", *a, Some(*b), "", PERSON)?;
                    }
                }
            }
            // What was joined through a record that is taken out may be one all the same.
            matching::regroup(db, op, &members)?;
            dividing::ask(db, op, &members, 0)
        })?;
        Ok(op)
    }

    /// Relates two works: "a is … b".
    pub fn relate(&mut self, a: &str, b: &str, relation: Relation) -> Result<Option<i64>> {
        let (x, y) = (self.work(a)?.id, self.work(b)?.id);
        let (op, _) = self.operate("relate", &format!("{a} {} {b}", relation.as_str()), |db, op| {
            decisions::add(db, op, "related", x, Some(y), relation.as_str(), PERSON)
        })?;
        Ok(op)
    }
}

fn pairs(db: &rusqlite::Connection, a: i64, b: i64) -> Result<Vec<(i64, i64)>> {
    let others = works::members(db, b)?;
    Ok(works::members(db, a)?.into_iter().flat_map(|x| others.iter().map(move |y| (x, *y)).collect::<Vec<_>>()).collect())
}
