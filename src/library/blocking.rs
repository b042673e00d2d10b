//! Blocking keys of records, in memory while a run goes on and in their table: records that share none are never compared.
//!
//! A key that more than [`MOST`] records share is divided: its first records stand under it, so that it is known to be
//! crowded, and all that come stand under second keys ([`crate::dedup::divided`]), where a true pair is still found.

use crate::store::{Result, works};
use rayon::prelude::*;
use rusqlite::Connection;

/// Records that share a key and are all compared.
pub const MOST: usize = 32;

/// Entries kept in memory at most; then they go into the table, which alone is asked from then on.
const KEPT: usize = 30_000_000;

/// Entries of a part.
const PART: usize = 1 << 16;

/// Entries that are sorted at once on their way into the table.
const SORTED: usize = 2_000_000;

/// Bits of a slot that count the entries of its key, as far as that matters.
const COUNT_BITS: u32 = 6;

/// Most cells that a slot can number.
const CELLS: usize = (1 << (u32::BITS - COUNT_BITS)) - 1;

/// An entry: key, record, and the next older entry of the same key plus one; 0 ends.
struct Cell {
    key: u64,
    record: u32,
    next: u32,
}

/// The entries of a key: number of the newest cell plus one, and how many there are; 0 where there are none.
#[derive(Clone, Copy, Default, PartialEq)]
struct Slot(u32);

impl Slot {
    fn newest(self) -> u32 {
        self.0 >> COUNT_BITS
    }

    fn count(self) -> usize {
        (self.0 & ((1 << COUNT_BITS) - 1)) as usize
    }

    /// With a newer cell.
    fn with(self, cell: u32) -> Self {
        Slot(cell << COUNT_BITS | (self.count() + 1).min(MOST + 1) as u32)
    }
}

/// The index.
#[derive(Default)]
pub struct Blocks {
    /// Open addressing.
    slots: Vec<Slot>,
    /// In parts of [`PART`], so that none is ever moved.
    cells: Vec<Vec<Cell>>,
    count: usize,
    /// Distinct keys in `slots`.
    used: usize,
    /// Entries that no cell can hold: they are found once they are in the table.
    wide: Vec<(i64, i64)>,
    /// How many of the cells are in the table.
    settled: usize,
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

    /// Whether records of the table are asked for beside those in memory.
    pub fn is_standing(&self) -> bool {
        self.standing
    }

    /// The records that have a key, so long as they are no more than [`MOST`]; else it is crowded.
    pub fn uncrowded(&self, db: &Connection, key: u64, into: &mut Vec<i64>) -> Result<bool> {
        if self.slot(key).is_some_and(|slot| self.slots[slot].count() > MOST) {
            return Ok(false);
        }
        self.members(db, key, into)?;
        Ok(into.len() <= MOST)
    }

    /// The records that have a key, one more than [`MOST`] where it is crowded.
    pub fn members(&self, db: &Connection, key: u64, into: &mut Vec<i64>) -> Result<()> {
        into.clear();
        let mut at = self.slot(key).map_or(0, |slot| self.slots[slot].newest());
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
        let last = self.slots.len().checked_sub(1)?;
        // The key's part of all slots: keys are hashes.
        let mut slot = ((u128::from(key) * self.slots.len() as u128) >> u64::BITS) as usize;
        while let Some(cell) = (self.slots[slot].newest() as usize).checked_sub(1).and_then(|i| self.cell(i)) {
            if cell.key == key {
                break;
            }
            slot = if slot == last { 0 } else { slot + 1 };
        }
        Some(slot)
    }

    fn cell(&self, at: usize) -> Option<&Cell> {
        self.cells.get(at / PART)?.get(at % PART)
    }

    /// Enters a record under a key.
    pub fn put(&mut self, key: u64, record: i64) {
        let (Ok(record), Some(number)) = (u32::try_from(record), Some(self.count + 1).filter(|n| *n <= CELLS)) else {
            self.wide.push((key.cast_signed(), record));
            return;
        };
        if (self.used + 1) * 5 > self.slots.len() * 4 {
            self.grow();
        }
        let Some(slot) = self.slot(key) else { return };
        let next = self.slots[slot].newest();
        self.used += usize::from(next == 0);
        self.slots[slot] = self.slots[slot].with(number as u32);
        if self.cells.last().is_none_or(|part| part.len() >= PART) {
            self.cells.push(Vec::with_capacity(if self.count == 0 { 0 } else { PART }));
        }
        if let Some(part) = self.cells.last_mut() {
            part.push(Cell { key, record, next });
            self.count += 1;
        }
    }

    fn grow(&mut self) {
        let size = (self.slots.len() / 2 * 3).max(1 << 10);
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); size]);
        for entries in old.into_iter().filter(|slot| *slot != Slot::default()) {
            let key = self.cell(entries.newest() as usize - 1).map_or(0, |c| c.key);
            if let Some(slot) = self.slot(key) {
                self.slots[slot] = entries;
            }
        }
    }

    /// Writes what was entered into the table in the order of its keys, so that each page of it is visited once.
    pub fn settle(&mut self, db: &Connection) -> Result<()> {
        let fresh = self.cells.iter().flatten().skip(self.settled);
        let parts = (self.count - self.settled).div_ceil(SORTED) as u128;
        let mut rows: Vec<(i64, i64)> = Vec::new();
        for part in 0..parts {
            rows.clear();
            let of = |key: u64| (u128::from(key ^ 1 << 63) * parts) >> u64::BITS;
            rows.extend(fresh.clone().filter(|c| of(c.key) == part).map(|c| (c.key.cast_signed(), i64::from(c.record))));
            rows.par_sort_unstable();
            works::add_blocks(db, &rows)?;
        }
        self.settled = self.count;
        works::add_blocks(db, &std::mem::take(&mut self.wide))
    }

    /// Whether memory holds so much that it should be written and given back.
    pub fn is_full(&self) -> bool {
        self.count >= KEPT
    }

    /// Forgets what is in memory, once it is settled: the table says it, and what another process wrote.
    pub fn renew(&mut self) {
        if self.settled == self.count && self.wide.is_empty() {
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
