//! The one place where the floors meet: take in, find, merge, undo, give out.

pub mod adding;
pub mod adopting;
pub mod bibtext;
mod blocking;
pub mod changing;
pub mod checking;
mod concluding;
pub mod deriving;
pub mod differing;
mod dividing;
pub mod editing;
pub mod finding;
mod gathering;
pub mod giving;
mod keygiving;
pub mod keying;
mod lagging;
pub mod matching;
pub mod merging;
pub mod pool;
mod profiles;
pub mod proving;
pub mod reading;
pub mod reviewing;
pub mod rewriting;
pub mod syncing;
pub mod syncplan;
mod taking;
pub mod threeway;

use crate::store::{Error, Result, Store, log, records, tally, works};
use std::path::Path;

/// The records of the works that these records belong to.
fn members_of(db: &rusqlite::Connection, ids: &[i64]) -> Result<Vec<i64>> {
    let mut all = Vec::new();
    for id in ids {
        if let Some(work) = works::of_record(db, *id)? {
            all.extend(works::members(db, work)?);
        }
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// An open library.
pub struct Library {
    /// Its tables.
    pub store: Store,
}

impl Library {
    /// Opens a library, and makes it where it is not there.
    pub fn open(path: &Path) -> Result<Self> {
        let mut library = Library { store: Store::open(path)? };
        library.catch_up()?;
        Ok(library)
    }

    /// The work that a key, an alias or `#id` names.
    pub fn work(&self, key: &str) -> Result<works::Work> {
        let id = match key.strip_prefix('#').and_then(|n| n.parse().ok()) {
            Some(id) => Some(id),
            None => works::by_key(&self.store.db, key.trim_start_matches('@'))?,
        };
        let work = match id {
            Some(id) => works::get(&self.store.db, id)?,
            None => None,
        };
        work.ok_or_else(|| Error::Other(format!("no such key: {key}")))
    }

    /// Runs a named operation in one transaction; returns its number and what it gave, `None` where it changed nothing.
    pub fn operate<T>(
        &mut self,
        name: &str,
        detail: &str,
        run: impl FnOnce(&rusqlite::Connection, i64) -> Result<T>,
    ) -> Result<(Option<i64>, T)> {
        let tx = self.store.begin()?;
        let op = log::begin(&tx, name, detail)?;
        let given = run(&tx, op)?;
        let changed = log::finish(&tx, op)?;
        tx.commit()?;
        Ok((changed.then_some(op), given))
    }

    /// Takes an operation back, the newest one without a number; returns what was taken back.
    pub fn undo(&mut self, op: Option<i64>) -> Result<log::Operation> {
        let tx = self.store.begin()?;
        let operation = match op {
            Some(id) => log::get(&tx, id)?.ok_or_else(|| Error::Other(format!("no operation {id}")))?,
            None => log::newest(&tx)?.ok_or_else(|| Error::Other("nothing to undo".into()))?,
        };
        if operation.state == "undone" {
            return Err(Error::Other(format!("operation {} is undone already", operation.id)));
        }
        let blockers = log::blockers(&tx, operation.id)?;
        if !blockers.is_empty() {
            let list: Vec<String> = blockers.iter().map(i64::to_string).collect();
            return Err(Error::Other(format!("later operations build on {}: undo these first: {}", operation.id, list.join(", "))));
        }
        let undo = log::begin(&tx, "undo", &format!("{} ({})", operation.id, operation.name))?;
        tx.execute("UPDATE operation SET undoes = ?2 WHERE id = ?1", [undo, operation.id])?;
        let changed = log::records_of(&tx, operation.id)?;
        matching::leave(&tx, &changed)?;
        let touched = log::revert(&tx, operation.id, undo)?;
        deriving::refresh(&tx, undo, &touched)?;
        matching::enter(&tx, &changed, &touched)?;
        if let Some(merged) = log::first_decision(&tx, operation.id)?.filter(|_| operation.name == "merge") {
            dividing::ask(&tx, undo, &members_of(&tx, &touched)?, merged)?;
        }
        log::finish(&tx, undo)?;
        tx.commit()?;
        Ok(operation)
    }

    /// Derives every work, key, blocking key and index entry again from records and decisions.
    pub fn rebuild(&mut self) -> Result<usize> {
        let tx = self.store.begin()?;
        works::clear_all(&tx)?;
        let mut ids = Vec::new();
        records::each_id(&tx, |id| ids.push(id))?;
        let op = log::begin(&tx, "rebuild", "")?;
        deriving::refresh(&tx, op, &ids)?;
        matching::enter(&tx, &ids, &[])?;
        tally::add(&tx, tally::BLOCKED, 1)?;
        log::finish(&tx, op)?;
        let n = works::count(&tx)?;
        tx.commit()?;
        Ok(n)
    }
}
