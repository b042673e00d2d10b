//! Joins a new record with what the library has: candidates by blocking keys, verdicts by the engine, doubts to the queue.

use super::groups::Groups;
use super::pending::Pending;
use crate::dedup::{self, Profile, Verdict};
use crate::model::Record;
use crate::store::decisions::{self, New};
use crate::store::records::{self, Stored};
use crate::store::{Result, works};
use rayon::prelude::*;
use rusqlite::Connection;
use rustc_hash::FxHashMap;

/// Records compared with a new one at most, per blocking key.
const MOST: usize = 64;

/// From so many records on, they are judged on all cores.
const MANY: usize = 128;

/// Profiles kept at most.
const KEPT: usize = 200_000;

/// Name of the rule that joins records.
pub const RULE: &str = "dedup/1";

/// What a run knows of the records it met, so that each is read and profiled once however often it is a candidate.
#[derive(Default)]
pub struct Seen {
    /// `None` for a record that is not compared: its document no longer says it, or it says nothing.
    profiles: FxHashMap<i64, Option<Profile>>,
    /// Blocking keys that are not in the table yet.
    pending: Pending,
    groups: Groups,
    /// Decisions that are not in the table yet.
    decisions: Vec<New>,
    /// Pairs to ask about.
    asked: Vec<(i64, i64, f64)>,
}

impl Seen {
    /// Makes room where too much is kept.
    fn tidy(&mut self) {
        if self.profiles.len() >= KEPT {
            self.profiles.clear();
        }
    }

    fn load(&mut self, db: &Connection, id: i64) -> Result<()> {
        if let std::collections::hash_map::Entry::Vacant(e) = self.profiles.entry(id) {
            let profile = records::get(db, id)?.filter(|r| r.active && !r.record.faces.is_empty()).map(|r| Profile::of(&r.record));
            e.insert(profile);
        }
        Ok(())
    }

    fn profile(&self, id: i64) -> Option<&Profile> {
        self.profiles.get(&id).and_then(Option::as_ref)
    }

    /// Forgets a record that has changed.
    pub fn forget(&mut self, id: i64) {
        self.profiles.remove(&id);
    }

    /// Writes the decisions made so far.
    pub fn decide(&mut self, db: &Connection, op: i64) -> Result<()> {
        decisions::add_all(db, op, &self.decisions)?;
        self.decisions.clear();
        Ok(())
    }

    /// Writes blocking keys and questions, once the works of this run's records are derived.
    pub fn settle(&mut self, db: &Connection) -> Result<()> {
        works::add_blocks(db, &self.pending.take())?;
        self.groups.clear();
        for (a, b, score) in self.asked.drain(..) {
            if works::of_record(db, a)? != works::of_record(db, b)? {
                works::put_review(db, a, b, score, "")?;
            }
        }
        Ok(())
    }

    /// Forgets what another process may have changed.
    pub fn renew(&mut self) {
        self.profiles.clear();
        self.groups.clear();
    }

    /// Records that came before `id` and share a key with it.
    fn candidates(&self, db: &Connection, id: i64, keys: &[u64], fresh: bool) -> Result<Vec<i64>> {
        let mut all = works::candidates(db, keys, MOST)?;
        for key in keys {
            self.pending.before(*key, if fresh { id } else { i64::MAX }, MOST, &mut all);
        }
        all.sort_unstable();
        all.dedup();
        all.retain(|c| *c != id);
        Ok(all)
    }

    /// Judges a record against its candidates: those that are not simply different, and those to ask about.
    fn judge(&self, id: i64, candidates: &[i64]) -> (Vec<i64>, Vec<(i64, f32)>) {
        let (mut close, mut open) = (Vec::new(), Vec::new());
        let Some(profile) = self.profile(id) else { return (close, open) };
        for candidate in candidates {
            let Some(other) = self.profile(*candidate) else { continue };
            match dedup::judge(profile, other) {
                Verdict::Different => {}
                verdict => {
                    close.push(*candidate);
                    if let Verdict::Ask(score) = verdict {
                        open.push((*candidate, score));
                    }
                }
            }
        }
        (close, open)
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

/// Blocking keys of a record; none for one that its document no longer says.
pub fn blocks(record: &Stored) -> Vec<u64> {
    if record.active && !record.record.faces.is_empty() { dedup::keys(&record.record) } else { Vec::new() }
}

/// How many records were joined.
#[derive(Clone, Copy, Debug, Default)]
pub struct Joined {
    /// With a record of the same face.
    pub same: usize,
    /// As another face only.
    pub faces: usize,
    /// Pairs put into the queue.
    pub asked: usize,
}

impl Joined {
    fn add(&mut self, other: Joined) {
        self.same += usize::from(other.same > 0);
        self.faces += usize::from(other.same == 0 && other.faces > 0);
        self.asked += other.asked;
    }
}

/// Compares one new record with its candidates and writes down what follows.
pub fn join(db: &Connection, op: i64, id: i64, record: &Record) -> Result<Joined> {
    let mut seen = Seen::default();
    let joined = compare(db, id, vec![Prepared::of(record)], &mut seen)?;
    seen.decide(db, op)?;
    super::deriving::refresh(db, op, &[id])?;
    seen.settle(db)?;
    Ok(joined)
}

/// Compares records that have just come in, with ids from `first` on; what follows is held in `seen` until it is written.
pub fn compare(db: &Connection, first: i64, prepared: Vec<Prepared>, seen: &mut Seen) -> Result<Joined> {
    seen.tidy();
    let mut keyed = Vec::with_capacity(prepared.len());
    for (id, Prepared { profile, keys }) in (first..).zip(prepared) {
        for key in &keys {
            seen.pending.add(*key, id);
        }
        seen.profiles.insert(id, Some(profile));
        keyed.push((id, keys));
    }
    let mut candidates = Vec::with_capacity(keyed.len());
    for (id, keys) in keyed {
        let mine = seen.candidates(db, id, &keys, true)?;
        for candidate in &mine {
            seen.load(db, *candidate)?;
        }
        candidates.push((id, mine));
    }
    let judged: Vec<_> = if candidates.len() < MANY {
        candidates.iter().map(|(id, others)| seen.judge(*id, others)).collect()
    } else {
        candidates.par_iter().map(|(id, others)| seen.judge(*id, others)).collect()
    };
    let mut all = Joined::default();
    for ((id, _), (close, open)) in candidates.iter().zip(judged) {
        if !close.is_empty() {
            all.add(conclude(db, *id, true, &close, &open, seen)?);
        }
    }
    Ok(all)
}

/// Compares a record that has changed.
pub fn compare_again(db: &Connection, id: i64, prepared: Prepared, seen: &mut Seen) -> Result<Joined> {
    let candidates = seen.candidates(db, id, &prepared.keys, false)?;
    for candidate in &candidates {
        seen.load(db, *candidate)?;
    }
    works::put_blocks(db, id, &prepared.keys, false)?;
    seen.profiles.insert(id, Some(prepared.profile));
    let (close, open) = seen.judge(id, &candidates);
    let mut all = Joined::default();
    if !close.is_empty() {
        all.add(conclude(db, id, false, &close, &open, seen)?);
    }
    Ok(all)
}

/// Judges a record together with the works of its candidates, so that clusters are judged whole.
fn conclude(db: &Connection, id: i64, fresh: bool, close: &[i64], open: &[(i64, f32)], seen: &mut Seen) -> Result<Joined> {
    let mut ids: Vec<i64> = Vec::new();
    for candidate in close {
        ids.extend(seen.groups.of(db, *candidate)?.iter().take(MOST));
    }
    ids.sort_unstable();
    ids.dedup();
    ids.retain(|other| *other != id);
    for other in &ids {
        seen.load(db, *other)?;
    }
    ids.retain(|other| seen.profile(*other).is_some());
    ids.insert(0, id);
    let set: Vec<&Profile> = ids.iter().filter_map(|i| seen.profile(*i)).collect();
    let outcome = dedup::group_refs(&set);
    let mut joined = Joined::default();
    for cluster in outcome.clusters.iter().filter(|c| c.contains(&0)) {
        if let Some(&i) = cluster.iter().find(|i| **i != 0) {
            decide(db, "same", (id, ids[i]), "", fresh, seen)?;
            joined.same += 1;
        }
    }
    for &(a, b) in outcome.translations.iter().filter(|(a, b)| *a == 0 || *b == 0) {
        decide(db, "same", (id, ids[a.max(b)]), "face", fresh, seen)?;
        joined.faces += 1;
    }
    for &(a, b, relation) in outcome.links.iter().filter(|(a, b, _)| *a == 0 || *b == 0) {
        decide(db, "related", (ids[a], ids[b]), relation.as_str(), fresh, seen)?;
    }
    let mine: Vec<i64> = outcome.clusters.iter().filter(|c| c.contains(&0)).flatten().map(|i| ids[*i]).collect();
    for (other, score) in open {
        if !mine.contains(other) && (fresh || !decided(db, id, *other)?) {
            seen.asked.push((id, *other, f64::from(*score)));
            joined.asked += 1;
        }
    }
    Ok(joined)
}

fn decide(db: &Connection, what: &'static str, pair: (i64, i64), value: &str, fresh: bool, seen: &mut Seen) -> Result<()> {
    let (a, b) = pair;
    // Nothing is decided yet about a record that has just come in.
    let known = !fresh
        && decisions::about(db, a)?.iter().any(|d| {
            let same_pair = (d.record, d.other) == (a, Some(b)) || (d.record, d.other) == (b, Some(a));
            same_pair && (d.what == what || d.what == "different")
        });
    if known {
        return Ok(());
    }
    seen.decisions.push(New { what, record: a, other: Some(b), value: value.to_owned(), author: RULE });
    if what == "same" {
        seen.groups.join(db, a, b)?;
    }
    Ok(())
}

/// Whether a pair has been decided upon already.
fn decided(db: &Connection, a: i64, b: i64) -> Result<bool> {
    Ok(decisions::about(db, a)?.iter().any(|d| {
        matches!(d.what.as_str(), "same" | "different" | "related")
            && ((d.record, d.other) == (a, Some(b)) || (d.record, d.other) == (b, Some(a)))
    }))
}

/// Writes the blocking keys and queue entries of these records again, after undo.
pub fn reindex(db: &Connection, touched: &[i64]) -> Result<()> {
    for id in touched {
        let stored = records::get(db, *id)?;
        works::put_blocks(db, *id, &stored.as_ref().map(blocks).unwrap_or_default(), false)?;
        works::clear_reviews(db, *id)?;
    }
    for id in touched {
        queue(db, *id)?;
    }
    Ok(())
}

/// Puts the open questions about a record back into the queue.
pub fn queue(db: &Connection, id: i64) -> Result<()> {
    let Some(stored) = records::get(db, id)?.filter(|r| r.active && !r.record.faces.is_empty()) else { return Ok(()) };
    let work = works::of_record(db, id)?;
    for candidate in works::candidates(db, &blocks(&stored), MOST)? {
        if candidate == id || works::of_record(db, candidate)? == work || decided(db, id, candidate)? {
            continue;
        }
        let Some(other) = records::get(db, candidate)? else { continue };
        // The later one against the earlier, as when it came in: the question is the same, to the last figure of its score.
        let (later, earlier) = if id > candidate { (&stored.record, &other.record) } else { (&other.record, &stored.record) };
        if let Verdict::Ask(score) = dedup::judge(&Profile::of(later), &Profile::of(earlier)) {
            works::put_review(db, id, candidate, f64::from(score), "")?;
        }
    }
    Ok(())
}
