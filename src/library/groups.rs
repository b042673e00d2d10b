//! Which records hang together while a run goes on and works have not been derived yet: works as they stand, and what was
//! joined since.

use crate::store::{Result, works};
use rusqlite::Connection;
use rustc_hash::FxHashMap;

/// Groups of records, read from the works when they are first asked for.
#[derive(Default)]
pub struct Groups {
    root: FxHashMap<i64, i64>,
    members: FxHashMap<i64, Vec<i64>>,
}

impl Groups {
    /// The records that hang together with one, itself among them.
    pub fn of(&mut self, db: &Connection, record: i64) -> Result<&[i64]> {
        let root = self.root(db, record)?;
        Ok(self.members.get(&root).map_or(&[], Vec::as_slice))
    }

    fn root(&mut self, db: &Connection, record: i64) -> Result<i64> {
        if let Some(root) = self.root.get(&record) {
            return Ok(*root);
        }
        let mut members = match works::of_record(db, record)? {
            Some(work) => works::members(db, work)?,
            None => Vec::new(),
        };
        if members.is_empty() {
            members.push(record);
        }
        for member in &members {
            self.root.insert(*member, record);
        }
        self.members.insert(record, members);
        Ok(record)
    }

    /// Notes that two records are one work.
    pub fn join(&mut self, db: &Connection, a: i64, b: i64) -> Result<()> {
        let (x, y) = (self.root(db, a)?, self.root(db, b)?);
        if x == y {
            return Ok(());
        }
        let size = |root: &i64| self.members.get(root).map_or(0, Vec::len);
        let (keep, drop) = if size(&x) >= size(&y) { (x, y) } else { (y, x) };
        let moved = self.members.remove(&drop).unwrap_or_default();
        for member in &moved {
            self.root.insert(*member, keep);
        }
        self.members.entry(keep).or_default().extend(moved);
        Ok(())
    }

    /// Forgets all: the works say it now.
    pub fn clear(&mut self) {
        self.root.clear();
        self.members.clear();
    }
}
