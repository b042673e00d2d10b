//! Deriving in batches: a long run commits facts document by document and derives works, blocking keys and index entries
//! every few thousand records. What a killed process left underived is made good by the next one that opens the library.

use super::{Library, deriving, matching};
use crate::store::records::{self, Stored};
use crate::store::stale::{self, Range};
use crate::store::{Result, works};
use rusqlite::Connection;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Records that may wait to be derived.
const BATCH: usize = 2_048;

/// One run of adding: what it has written and not derived yet.
#[derive(Default)]
pub struct Run {
    /// Number of the operation.
    pub op: i64,
    /// Records met, decisions and keys that are not in the tables yet.
    pub seen: matching::Seen,
    touched: Vec<i64>,
    held: FxHashMap<i64, Arc<Stored>>,
    ranges: Vec<Range>,
    version: i64,
}

impl Run {
    /// A run of that operation.
    pub fn of(op: i64) -> Self {
        Run { op, ..Run::default() }
    }

    /// Notes that a record's work must be derived again.
    pub fn touch(&mut self, id: i64) {
        self.touched.push(id);
    }

    /// Notes a record that was just inserted, so that it need not be read back.
    pub fn hold(&mut self, stored: Stored) {
        self.touched.push(stored.id);
        self.held.insert(stored.id, Arc::new(stored));
    }

    /// Whether so much waits that it should be derived now.
    pub fn is_full(&self) -> bool {
        self.touched.len() >= BATCH
    }

    /// Leaves what waits for a later transaction: where this process dies, the next one finds it by these ranges.
    pub fn leave(&mut self, db: &Connection, first: i64, last: i64) -> Result<()> {
        let range = Range { first, last, op: self.op };
        stale::put(db, range)?;
        self.ranges.push(range);
        Ok(())
    }

    /// Derives all that waits.
    pub fn settle(&mut self, db: &Connection) -> Result<()> {
        if self.touched.is_empty() {
            return Ok(());
        }
        deriving::refresh_held(db, self.op, &self.touched, &self.held)?;
        self.seen.settle(db)?;
        for range in self.ranges.drain(..) {
            stale::done(db, range)?;
        }
        self.touched.clear();
        self.held.clear();
        Ok(())
    }

    /// Where another process has written since: settles, makes good what that process left, and forgets what was read.
    pub fn meet_others(&mut self, db: &Connection) -> Result<()> {
        let version = crate::store::version(db)?;
        if version == self.version {
            return Ok(());
        }
        self.version = version;
        self.seen.renew();
        self.settle(db)?;
        catch_up(db)
    }
}

/// Derives what a killed process left.
fn catch_up(db: &Connection) -> Result<()> {
    for range in stale::all(db)? {
        let ids = records::active_in(db, range.first, range.last)?;
        for id in &ids {
            if let Some(stored) = records::get(db, *id)? {
                works::put_blocks(db, *id, &matching::blocks(&stored), false)?;
            }
        }
        deriving::refresh(db, range.op, &ids)?;
        for id in ids {
            matching::queue(db, id)?;
        }
        stale::done(db, range)?;
    }
    Ok(())
}

impl Library {
    /// Derives what a killed process left; nothing where there is nothing.
    pub(super) fn catch_up(&mut self) -> Result<()> {
        if stale::all(&self.store.db)?.is_empty() {
            return Ok(());
        }
        let tx = self.store.begin()?;
        catch_up(&tx)?;
        Ok(tx.commit()?)
    }
}
