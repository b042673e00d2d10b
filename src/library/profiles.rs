//! What records are compared by, kept over a run: of new records, whose ids follow each other, side by side.

use crate::dedup::Profile;
use rustc_hash::FxHashMap;

/// Ids left out that are bridged; a longer row than this is not begun anew.
const GAP: usize = 1_024;

/// Profiles by the ids of their records.
#[derive(Default)]
pub struct Profiles {
    /// Id of the first in the row.
    first: i64,
    /// Those whose ids follow each other.
    row: Vec<Option<Profile>>,
    /// The others; `None` for a record that is not compared.
    others: FxHashMap<i64, Option<Profile>>,
}

impl Profiles {
    /// The profile of a record; none where it is unknown or not compared.
    pub fn get(&self, id: i64) -> Option<&Profile> {
        self.place(id).and_then(|i| self.row[i].as_ref()).or_else(|| self.others.get(&id).and_then(Option::as_ref))
    }

    /// Whether the record was met.
    pub fn knows(&self, id: i64) -> bool {
        self.place(id).is_some_and(|i| self.row[i].is_some()) || self.others.contains_key(&id)
    }

    /// Keeps the profile of a record; `None` where it is not compared.
    pub fn insert(&mut self, id: i64, profile: Option<Profile>) {
        self.forget(id);
        let ahead = self.offset(id).and_then(|i| i.checked_sub(self.row.len()));
        if self.row.is_empty() || ahead.is_some_and(|n| n > GAP) && self.row.len() <= GAP {
            self.others.extend((self.first..).zip(self.row.drain(..)).filter(|(_, p)| p.is_some()));
            self.first = id;
        }
        let at = self.offset(id).filter(|i| *i <= self.row.len() + GAP);
        match (profile, at) {
            (Some(profile), Some(at)) => {
                if at >= self.row.len() {
                    self.row.resize_with(at + 1, || None);
                }
                self.row[at] = Some(profile);
            }
            (profile, _) => drop(self.others.insert(id, profile)),
        }
    }

    /// Forgets a record.
    pub fn forget(&mut self, id: i64) {
        if let Some(at) = self.place(id) {
            self.row[at] = None;
        }
        self.others.remove(&id);
    }

    /// About how many there are.
    pub fn len(&self) -> usize {
        self.row.len() + self.others.len()
    }

    fn place(&self, id: i64) -> Option<usize> {
        self.offset(id).filter(|i| *i < self.row.len())
    }

    /// How far behind the first of the row an id is.
    fn offset(&self, id: i64) -> Option<usize> {
        usize::try_from(id.checked_sub(self.first)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_found_by_its_id_wherever_it_is_kept() {
        let profile = |mark| Some(Profile { mark, ..Profile::default() });
        let mut all = Profiles::default();
        let ids = [7, 5_000_000, 5_000_001, 5_000_004, 3, i64::MAX, 5_000_002, -1];
        for id in ids {
            all.insert(id, profile(id.unsigned_abs()));
        }
        all.insert(5_000_003, None);
        for id in ids {
            assert_eq!(all.get(id).map(|p| p.mark), Some(id.unsigned_abs()), "{id}");
        }
        assert!(all.knows(5_000_003) && all.get(5_000_003).is_none() && !all.knows(8));
        all.forget(5_000_001);
        all.insert(7, None);
        assert!(!all.knows(5_000_001) && all.knows(7) && all.get(7).is_none());
    }
}
