//! Blocking keys of records, in memory while a run goes on and in their table: records that share none are never compared.
//!
//! A key that more than [`MOST`] records share is divided: its first records stand under it, so that it is known to be
//! crowded, and all that come stand under second keys ([`crate::dedup::divided`]), where a true pair is still found.

use crate::store::{Result, works};
use rusqlite::Connection;

/// Records that share a key and are all compared.
pub const MOST: usize = 32;

/// Entries kept in memory at most; then the table alone is asked.
const KEPT: usize = 20_000_000;

/// Entries of a part.
const PART: usize = 1 << 16;

/// Entries that wait for the table at most.
const WAITING: usize = 2_000_000;

/// An entry: key, record, and the next older entry of the same key plus one; 0 ends.
struct Cell {
    key: u64,
    record: u32,
    next: u32,
}

/// The index.
#[derive(Default)]
pub struct Blocks {
    /// Numbers of the newest cells plus one, open addressing; a power of two.
    slots: Vec<u32>,
    /// In parts of [`PART`], so that none is ever moved.
    cells: Vec<Vec<Cell>>,
    count: usize,
    /// Distinct keys in `slots`.
    used: usize,
    /// As they go into the table.
    rows: Vec<(u64, i64)>,
    /// Records from here on stand in memory, older ones in the table; none where nothing was asked yet.
    base: Option<i64>,
    /// Whether the table holds keys of older records.
    standing: bool,
}

impl Blocks {
    /// Makes ready for records from `first` on.
    pub fn begin(&mut self, db: &Connection, first: i64) -> Result<()> {
        if self.base.is_none() {
            self.standing = works::has_blocks(db)?;
            self.base = Some(first);
        }
        Ok(())
    }

    /// The records that have a key, one more than [`MOST`] where it is crowded.
    pub fn members(&self, db: &Connection, key: u64, into: &mut Vec<i64>) -> Result<()> {
        into.clear();
        let mut at = self.slot(key).map_or(0, |slot| self.slots[slot]);
        while let Some(cell) = (at as usize).checked_sub(1).and_then(|i| self.cell(i)) {
            into.push(i64::from(cell.record));
            at = cell.next;
        }
        if self.standing && into.len() <= MOST {
            works::block(db, key, self.base.unwrap_or(i64::MAX), MOST + 1 - into.len(), into)?;
        }
        Ok(())
    }

    /// The slot where a key is, or would be.
    fn slot(&self, key: u64) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = key as usize & mask;
        while let Some(cell) = (self.slots[slot] as usize).checked_sub(1).and_then(|i| self.cell(i)) {
            if cell.key == key {
                break;
            }
            slot = (slot + 1) & mask;
        }
        Some(slot)
    }

    fn cell(&self, at: usize) -> Option<&Cell> {
        self.cells.get(at / PART)?.get(at % PART)
    }

    /// Enters a record under a key.
    pub fn put(&mut self, key: u64, record: i64) {
        self.rows.push((key, record));
        let (Ok(record), Ok(number)) = (u32::try_from(record), u32::try_from(self.count + 1)) else { return };
        if (self.used + 1) * 5 > self.slots.len() * 4 {
            self.grow();
        }
        let Some(slot) = self.slot(key) else { return };
        let next = self.slots[slot];
        self.used += usize::from(next == 0);
        self.slots[slot] = number;
        if self.cells.last().is_none_or(|part| part.len() >= PART) {
            self.cells.push(Vec::with_capacity(if self.count == 0 { 0 } else { PART }));
        }
        if let Some(part) = self.cells.last_mut() {
            part.push(Cell { key, record, next });
            self.count += 1;
        }
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1 << 10);
        let old = std::mem::replace(&mut self.slots, vec![0; size]);
        for number in old.into_iter().filter(|n| *n != 0) {
            let key = self.cell(number as usize - 1).map_or(0, |c| c.key);
            if let Some(slot) = self.slot(key) {
                self.slots[slot] = number;
            }
        }
    }

    /// Writes what was entered into the table, sorted, so that each page of it is visited once.
    pub fn settle(&mut self, db: &Connection) -> Result<()> {
        self.rows.sort_unstable();
        works::add_blocks(db, &self.rows)?;
        self.rows.clear();
        if self.count > KEPT {
            self.renew();
        }
        Ok(())
    }

    /// Whether so much waits for the table that it should be written.
    pub fn is_full(&self) -> bool {
        self.rows.len() >= WAITING
    }

    /// Forgets what is in memory, once it is settled: the table says it, and what another process wrote.
    pub fn renew(&mut self) {
        if self.rows.is_empty() {
            *self = Blocks::default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_in_memory_and_in_the_table_alike() {
        let mut db = Connection::open_in_memory().expect("memory");
        crate::store::migrate(&mut db).expect("tables");
        let mut blocks = Blocks::default();
        let mut list = Vec::new();
        for id in 1..=3_000 {
            blocks.begin(&db, id).expect("begun");
            blocks.put(id as u64 % 1_000, id);
            if id == 1_500 {
                blocks.settle(&db).expect("settled");
                blocks.renew();
            }
        }
        for key in 0..1_000u64 {
            blocks.members(&db, key, &mut list).expect("members");
            list.sort_unstable();
            let first = if key == 0 { 1_000 } else { key as i64 };
            assert_eq!(list, [first, first + 1_000, first + 2_000]);
        }
        blocks.members(&db, 5_000, &mut list).expect("members");
        assert!(list.is_empty());
    }
}
