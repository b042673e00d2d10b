//! Deriving in batches: a long run commits facts document by document and derives works, blocking keys and index entries
//! every few thousand records. What a killed process left underived is made good by the next one that opens the library.

use super::matching::{self, Prepared};
use super::{Library, concluding, deriving};
use crate::store::checkpoint::Carrier;
use crate::store::records::Stored;
use crate::store::stale::{self, Range};
use crate::store::{Result, records, tally, works};
use rusqlite::Connection;
use std::sync::Arc;

/// Records that may wait to be derived: half of what the library has, within these bounds. What one batch brings together
/// is derived once, and a long run derives its works a few times only.
const BATCH: (usize, usize) = (16_384, 131_072);

/// Records of one file that wait until all of it is read.
const FILE: usize = 1_200_000;

/// From so many records on, SQLite is given more memory while their works are written, which by then others have given
/// back: kB for all, and for a thousand records, up to the last.
const CACHE: (usize, i64, i64, i64) = (100_000, 128_000, 400, 192_000);

/// Records held in memory until they are derived; the others are read back.
const HELD: usize = 4_096;

/// One run of adding: what it has written and not derived yet.
#[derive(Default)]
pub struct Run {
    /// Number of the operation.
    pub op: i64,
    /// How many records were joined so far.
    pub joined: concluding::Joined,
    seen: matching::Seen,
    waiting: usize,
    last: i64,
    /// Records whose works must be derived again, whatever is concluded.
    touched: Vec<i64>,
    held: deriving::Held,
    ranges: Vec<Range>,
    version: i64,
    /// Whether nothing more comes.
    ends: bool,
    /// Carries over what is committed of large files.
    pub carrier: Option<Carrier>,
}

impl Run {
    /// A run of that operation.
    pub fn of(op: i64) -> Self {
        Run { op, ..Run::default() }
    }

    /// Holds records that are about to be taken in, so that they need not be read back, as long as they are few.
    pub fn hold(&mut self, records: impl Iterator<Item = Stored>) {
        let room = HELD.saturating_sub(self.held.len());
        self.held.extend(records.take(room).map(|r| (r.id, Arc::new(r))));
    }

    /// Takes in records that were just inserted, with ids from `first` on: compares them, and leaves what follows for later.
    /// Where this process dies, the next one finds them by their range.
    pub fn take(&mut self, db: &Connection, first: i64, prepared: Vec<Prepared>) -> Result<()> {
        if prepared.is_empty() {
            return Ok(());
        }
        let last = first + prepared.len() as i64 - 1;
        self.waiting += prepared.len();
        self.last = last;
        matching::compare(db, (first..).zip(prepared).collect(), true, &mut self.seen)?;
        match self.ranges.last_mut() {
            // One row for what one transaction inserts, and for what follows.
            Some(range) if range.last + 1 == first => {
                range.last = last;
                stale::put(db, *range)
            }
            _ => {
                let range = Range { first, last, op: self.op };
                self.ranges.push(range);
                stale::put(db, range)
            }
        }
    }

    /// Takes in a record that has changed, and derives all that waits: a change of an older record is in no range.
    pub fn retake(&mut self, db: &Connection, id: i64, record: Option<Prepared>) -> Result<()> {
        self.settle(db)?;
        self.seen.forget(id);
        match record {
            Some(prepared) => matching::compare(db, vec![(id, prepared)], false, &mut self.seen)?,
            None => self.touched.push(id),
        }
        self.waiting += 1;
        self.settle(db)
    }

    /// Whether so much waits that it should be derived now.
    pub fn is_full(&self) -> bool {
        self.waiting >= (usize::try_from(self.last).unwrap_or(0) / 2).clamp(BATCH.0, BATCH.1)
    }

    /// Whether so much of one file waits that it should be derived before all of it is read.
    pub fn is_full_of_file(&self) -> bool {
        self.waiting >= FILE
    }

    /// Derives all that waits, once nothing more comes: what was known of records is given back while the first works are made.
    pub fn finish(&mut self, db: &Connection) -> Result<()> {
        self.ends = true;
        self.settle(db)
    }

    /// Derives all that waits.
    pub fn settle(&mut self, db: &Connection) -> Result<()> {
        if self.waiting == 0 {
            return Ok(());
        }
        let mut concluded = concluding::conclude(db, self.op, &mut self.seen)?;
        concluded.plans.extend(self.touched.drain(..).map(concluding::Plan::Standing));
        let (from, least, each, most) = CACHE;
        let waiting = self.waiting;
        let (seen, ends) = (&mut self.seen, self.ends);
        deriving::refresh_run(db, self.op, concluded.plans, &self.held, |db| {
            seen.settle(db)?;
            match ends {
                true => *seen = matching::Seen::default(),
                false => seen.slim(),
            }
            if waiting >= from {
                let size = (waiting as i64 / 1_000 * each).clamp(least, most);
                db.pragma_update(None, "cache_size", -size)?;
            }
            Ok(())
        })?;
        for range in self.ranges.drain(..) {
            stale::done(db, range)?;
        }
        self.joined.add(concluded.joined);
        self.waiting = 0;
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
        self.settle(db)?;
        self.seen.renew();
        catch_up(db)
    }
}

/// Derives what a killed process left.
fn catch_up(db: &Connection) -> Result<()> {
    for range in stale::all(db)? {
        let mut run = Run::of(range.op);
        let ids = records::active_in(db, range.first, range.last)?;
        matching::look_at(db, &ids, true, &mut run.seen)?;
        run.waiting = 1;
        run.ranges.push(range);
        run.settle(db)?;
    }
    Ok(())
}

impl Library {
    /// Derives what a killed process left, and enters all records under their blocking keys where an older version had
    /// other ones; nothing where there is nothing.
    pub(super) fn catch_up(&mut self) -> Result<()> {
        let db = &self.store.db;
        let blocked = tally::get(db, tally::BLOCKED)?.is_some();
        if blocked && stale::all(db)?.is_empty() {
            return Ok(());
        }
        let tx = self.store.begin()?;
        if tally::get(&tx, tally::BLOCKED)?.is_none() {
            let mut ids = Vec::new();
            records::each_id(&tx, |id| ids.push(id))?;
            for range in stale::all(&tx)? {
                ids.retain(|id| !(range.first..=range.last).contains(id));
            }
            works::clear_reviews_all(&tx)?;
            matching::enter(&tx, &ids, &[])?;
            tally::add(&tx, tally::BLOCKED, 1)?;
        }
        catch_up(&tx)?;
        Ok(tx.commit()?)
    }
}
