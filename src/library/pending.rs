//! Blocking keys of records that have come in and are not in the table yet.

use rustc_hash::FxHashMap;

/// Keys with their records, newest first: one cell an entry, since most keys have one record.
#[derive(Default)]
pub struct Pending {
    heads: FxHashMap<u64, u32>,
    /// Record, and the next older cell of the same key plus one; 0 ends.
    cells: Vec<(i64, u32)>,
    /// As they go into the table.
    rows: Vec<(u64, i64)>,
}

impl Pending {
    /// Adds a key of a record; records come in the order of their ids.
    pub fn add(&mut self, key: u64, record: i64) {
        let head = self.heads.entry(key).or_default();
        self.cells.push((record, *head));
        *head = u32::try_from(self.cells.len()).unwrap_or(0);
        self.rows.push((key, record));
    }

    /// Adds the records before `id` that have a key, unless there are more than `most`.
    pub fn before(&self, key: u64, id: i64, most: usize, into: &mut Vec<i64>) {
        let mut at = self.heads.get(&key).copied().unwrap_or(0);
        let start = into.len();
        while let Some(&(record, next)) = (at as usize).checked_sub(1).and_then(|i| self.cells.get(i)) {
            at = next;
            if record >= id {
                continue;
            }
            if into.len() - start == most {
                into.truncate(start);
                return;
            }
            into.push(record);
        }
    }

    /// All rows, sorted, and none is left.
    pub fn take(&mut self) -> Vec<(u64, i64)> {
        self.heads.clear();
        self.cells.clear();
        let mut rows = std::mem::take(&mut self.rows);
        rows.sort_unstable();
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::Pending;

    #[test]
    fn a_record_is_compared_with_those_before_it_and_with_none_of_a_crowd() {
        let mut pending = Pending::default();
        for id in 1..=5 {
            pending.add(7, id);
        }
        pending.add(8, 3);
        let before = |key, id, most| {
            let mut found = vec![99];
            pending.before(key, id, most, &mut found);
            found
        };
        assert_eq!(before(7, 4, 3), [99, 3, 2, 1]);
        assert_eq!(before(7, 5, 3), [99], "four share it: it says nothing");
        assert_eq!(before(8, 4, 3), [99, 3]);
        assert_eq!(before(9, 4, 3), [99]);
        assert_eq!(pending.take().len(), 6);
        assert!(pending.take().is_empty());
    }
}
