//! Finds what new records may be one with: candidates by blocking keys, verdicts by the engine.

use super::blocking::{Blocks, MOST};
use super::profiles::Profiles;
use super::{concluding, deriving};
use crate::dedup::{self, Judgement, Profile, Verdict};
use crate::model::Record;
use crate::store::records::{self, Stored};
use crate::store::{Result, works};
use rayon::prelude::*;
use rusqlite::Connection;

/// From so many pairs on, they are judged on all cores.
const MANY: usize = 512;

/// Profiles kept from one batch to the next.
const KEPT: usize = 200_000;

/// Name of the rule that joins records.
pub const RULE: &str = "dedup/1";

/// Two records, the later one in front, with what they are to each other.
pub type Edge = (i64, i64, Judgement);

/// What a run knows of the records it met, so that each is read and profiled once however often it is a candidate.
#[derive(Default)]
pub struct Seen {
    /// None for a record that is not compared: its document no longer says it, or it says nothing.
    profiles: Profiles,
    blocks: Blocks,
    /// Records that were compared and not concluded upon, and whether each is new.
    pub(super) entered: Vec<(i64, bool)>,
    /// Pairs of theirs that are not simply different.
    pub(super) edges: Vec<Edge>,
}

impl Seen {
    /// Reads and profiles a record, unless that was done.
    pub(super) fn load(&mut self, db: &Connection, id: i64) -> Result<()> {
        if !self.profiles.knows(id) {
            let profile = records::get(db, id)?.filter(|r| r.active && !r.record.faces.is_empty()).map(|r| Profile::of(&r.record));
            self.profiles.insert(id, profile);
        }
        Ok(())
    }

    /// The profile of a record that was loaded; none where it is not compared.
    pub(super) fn profile(&self, id: i64) -> Option<&Profile> {
        self.profiles.get(id)
    }

    /// Forgets a record that has changed.
    pub fn forget(&mut self, id: i64) {
        self.profiles.forget(id);
    }

    /// Writes what was entered into the table of blocking keys.
    pub fn settle(&mut self, db: &Connection) -> Result<()> {
        self.blocks.settle(db)
    }

    /// Gives back the memory of what can be read again, where that is much.
    pub fn slim(&mut self) {
        if self.profiles.len() >= KEPT {
            self.profiles = Profiles::default();
            self.blocks.renew();
        }
    }

    /// Forgets what another process may have changed.
    pub fn renew(&mut self) {
        self.profiles = Profiles::default();
        self.blocks.renew();
    }

    /// Enters a record under its keys; gives the records that share one. A key that becomes crowded is divided.
    fn enter(&mut self, db: &Connection, id: i64, keys: &[u64]) -> Result<Vec<i64>> {
        let (mut near, mut list) = (Vec::new(), Vec::new());
        for key in keys {
            if !self.blocks.uncrowded(db, *key, &mut list)? {
                self.enter_divided(db, id, *key, Some(&mut near))?;
                continue;
            }
            self.blocks.put(*key, id);
            near.extend_from_slice(&list);
            if list.len() == MOST {
                for member in list.iter().chain([&id]) {
                    self.load(db, *member)?;
                    self.enter_divided(db, *member, *key, None)?;
                }
            }
        }
        near.sort_unstable();
        near.dedup();
        near.retain(|other| *other != id);
        Ok(near)
    }

    /// Enters a record under the second keys of a crowded one.
    fn enter_divided(&mut self, db: &Connection, id: i64, key: u64, mut near: Option<&mut Vec<i64>>) -> Result<()> {
        let Some(profile) = self.profiles.get(id) else { return Ok(()) };
        let mut part = Vec::new();
        for second in dedup::divided(key, profile) {
            self.blocks.members(db, second, &mut part)?;
            if part.len() <= MOST {
                self.blocks.put(second, id);
            }
            if let Some(near) = near.as_deref_mut() {
                near.extend(part.iter().take(MOST));
            }
        }
        Ok(())
    }
}

/// A record with what it is compared by: worked out away from the tables.
pub struct Prepared {
    profile: Profile,
    keys: Vec<u64>,
}

impl Prepared {
    /// Profile and blocking keys of a record.
    pub fn of(record: &Record) -> Self {
        let profile = Profile::of(record);
        let keys = if record.faces.is_empty() { Vec::new() } else { dedup::keys_of(&profile) };
        Prepared { profile, keys }
    }
}

/// Whether a record is compared at all.
fn compared(record: &Stored) -> bool {
    record.active && !record.record.faces.is_empty()
}

/// Compares one new record, and writes down and derives what follows.
pub fn join(db: &Connection, op: i64, id: i64, record: &Record) -> Result<()> {
    let mut seen = Seen::default();
    compare(db, vec![(id, Prepared::of(record))], true, &mut seen)?;
    let concluded = concluding::conclude(db, op, &mut seen)?;
    deriving::refresh_run(db, op, concluded.plans, &deriving::Held::default(), |db| seen.settle(db))
}

/// Concludes anew upon records that stand in the library, after a person has said something about them.
pub fn regroup(db: &Connection, op: i64, ids: &[i64]) -> Result<()> {
    let mut seen = Seen { entered: ids.iter().map(|id| (*id, false)).collect(), ..Seen::default() };
    let concluded = concluding::conclude(db, op, &mut seen)?;
    deriving::refresh_run(db, op, concluded.plans, &deriving::Held::default(), |_| Ok(()))
}

/// Compares records, in the order of their ids: `new` ones that have just come in, or such as have changed. What follows
/// is held in `seen` until it is concluded.
pub fn compare(db: &Connection, prepared: Vec<(i64, Prepared)>, new: bool, seen: &mut Seen) -> Result<()> {
    let Some((first, _)) = prepared.first() else { return Ok(()) };
    seen.blocks.begin(db, *first)?;
    let mut pairs: Vec<(i64, i64)> = Vec::new();
    for (id, Prepared { profile, keys }) in prepared {
        seen.entered.push((id, new));
        if keys.is_empty() {
            seen.profiles.insert(id, None);
            continue;
        }
        seen.profiles.insert(id, Some(profile));
        let near = seen.enter(db, id, &keys)?;
        pairs.extend(near.into_iter().map(|other| (id, other)));
    }
    if seen.blocks.is_standing() {
        // What came in this run has been profiled; what the table names may not have been.
        for (_, other) in &pairs {
            seen.load(db, *other)?;
        }
    }
    let judge = |(a, b): &(i64, i64)| {
        let judgement = dedup::weigh(seen.profile(*a)?, seen.profile(*b)?);
        (judgement.verdict != Verdict::Different).then_some((*a, *b, judgement))
    };
    let found: Vec<Edge> = if pairs.len() < MANY {
        pairs.iter().filter_map(judge).collect()
    } else {
        pairs.par_iter().with_min_len(64).filter_map(judge).collect()
    };
    if seen.edges.len() + found.len() > seen.edges.capacity() {
        seen.edges.reserve_exact(found.len() + seen.edges.len() / 4);
    }
    seen.edges.extend(found);
    if seen.blocks.is_full() {
        seen.blocks.settle(db)?;
        seen.blocks.renew();
    }
    Ok(())
}

/// Takes records out of the blocking keys and the queue, before they change or go: the latest first, so that what was
/// divided because of them is as it was.
pub fn leave(db: &Connection, ids: &[i64]) -> Result<()> {
    let mut sorted = ids.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let mut seen = Seen::default();
    let mut list = Vec::new();
    for id in sorted.into_iter().rev() {
        works::clear_reviews(db, id)?;
        seen.load(db, id)?;
        let Some(profile) = seen.profile(id).cloned() else { continue };
        for key in dedup::keys_of(&profile) {
            list.clear();
            works::block(db, key, i64::MAX, MOST + 1, &mut list)?;
            let crowded = list.len() > MOST;
            let stood = works::remove_block(db, key, id)?;
            if crowded {
                for second in dedup::divided(key, &profile) {
                    works::remove_block(db, second, id)?;
                }
            }
            if crowded && stood {
                gather(db, key, &list, &mut seen)?;
            }
        }
        seen.forget(id);
    }
    Ok(())
}

/// A key that is no longer crowded is no longer divided.
fn gather(db: &Connection, key: u64, members: &[i64], seen: &mut Seen) -> Result<()> {
    for member in members {
        seen.load(db, *member)?;
        let Some(profile) = seen.profile(*member) else { continue };
        for second in dedup::divided(key, profile) {
            works::remove_block(db, second, *member)?;
        }
    }
    Ok(())
}

/// Enters records again that were as they are now before, and puts back the open questions about them and about what else
/// was touched; nothing is decided.
pub fn enter(db: &Connection, ids: &[i64], touched: &[i64]) -> Result<()> {
    let mut seen = Seen::default();
    look_at(db, ids, false, &mut seen)?;
    seen.settle(db)?;
    for id in touched {
        if records::get(db, *id)?.is_some_and(|r| compared(&r)) {
            seen.entered.push((*id, false));
        }
    }
    concluding::ask(db, &mut seen)
}

/// Reads, profiles and compares records that stand in the library; only those that their documents still say.
pub(super) fn look_at(db: &Connection, ids: &[i64], new: bool, seen: &mut Seen) -> Result<()> {
    let mut sorted = ids.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    for chunk in sorted.chunks(512) {
        let mut read = Vec::with_capacity(chunk.len());
        for id in chunk {
            read.extend(records::get(db, *id)?.filter(|r| r.active));
        }
        let prepared = read.par_iter().map(|r| (r.id, Prepared::of(&r.record))).collect();
        compare(db, prepared, new, seen)?;
    }
    Ok(())
}
