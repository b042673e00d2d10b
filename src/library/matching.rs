//! Joins a new record with what the library has: candidates by blocking keys, verdicts by the engine, doubts to the queue.

use crate::dedup::{self, Profile, Verdict};
use crate::model::Record;
use crate::store::records::{self, Stored};
use crate::store::{Result, decisions, works};
use rusqlite::Connection;
use rustc_hash::FxHashMap;

/// Profiles of records seen in this run, so that a record is read and profiled once however often it is a candidate.
#[derive(Default)]
pub struct Seen(FxHashMap<i64, Profile>);

/// Profiles kept at most.
const KEPT: usize = 200_000;

impl Seen {
    fn keep(&mut self, id: i64, profile: Profile) {
        if self.0.len() >= KEPT {
            self.0.clear();
        }
        self.0.insert(id, profile);
    }

    /// What a record is to a new one.
    fn judge(&mut self, db: &Connection, id: i64, new: &Profile) -> Result<Verdict> {
        if !self.0.contains_key(&id) {
            let Some(stored) = records::get(db, id)? else { return Ok(Verdict::Different) };
            self.keep(id, Profile::of(&stored.record));
        }
        Ok(self.0.get(&id).map_or(Verdict::Different, |p| dedup::judge(new, p)))
    }
}

/// Records compared with a new one at most, per blocking key.
const MOST: usize = 64;

/// Name of the rule that joins records.
pub const RULE: &str = "dedup/1";

/// Blocking keys of a record; none for one that its document no longer says.
pub fn blocks(record: &Stored) -> Vec<u64> {
    if record.active && !record.record.faces.is_empty() { dedup::keys(&record.record) } else { Vec::new() }
}

/// What joining found.
#[derive(Clone, Copy, Debug, Default)]
pub struct Joined {
    /// Joined with a record of the same face.
    pub same: usize,
    /// Joined as another face.
    pub faces: usize,
    /// Put into the queue.
    pub asked: usize,
}

/// Compares a new or changed record with its candidates and writes down what follows.
pub fn join(db: &Connection, op: i64, id: i64, record: &Record, fresh: bool, seen: &mut Seen) -> Result<Joined> {
    let profile = Profile::of(record);
    let keys = if record.faces.is_empty() { Vec::new() } else { dedup::keys_of(&profile) };
    let (mut candidates, mut open) = (Vec::new(), Vec::new());
    for candidate in works::candidates(db, &keys, MOST)? {
        match seen.judge(db, candidate, &profile)? {
            Verdict::Different => {}
            _ if candidate == id => {}
            verdict => {
                candidates.push(candidate);
                if let Verdict::Ask(score) = verdict {
                    open.push((candidate, score));
                }
            }
        }
    }
    works::put_blocks(db, id, &keys, fresh)?;
    seen.keep(id, profile);
    let mut joined = Joined::default();
    let others = neighbours(db, id, &candidates)?;
    if others.is_empty() {
        return Ok(joined);
    }
    let mut set: Vec<Record> = vec![record.clone()];
    set.extend(others.iter().map(|o| o.record.clone()));
    let outcome = dedup::group(&set);
    for cluster in outcome.clusters.iter().filter(|c| c.contains(&0)) {
        if let Some(&i) = cluster.iter().find(|i| **i != 0) {
            decide(db, op, "same", id, others[i - 1].id, "")?;
            joined.same += 1;
        }
    }
    for &(a, b) in outcome.translations.iter().filter(|(a, b)| *a == 0 || *b == 0) {
        decide(db, op, "same", id, others[a.max(b) - 1].id, "face")?;
        joined.faces += 1;
    }
    for &(a, b, relation) in outcome.links.iter().filter(|(a, b, _)| *a == 0 || *b == 0) {
        let (from, to) = if a == 0 { (id, others[b - 1].id) } else { (others[a - 1].id, id) };
        decide(db, op, "related", from, to, relation.as_str())?;
    }
    let mine: Vec<i64> =
        outcome.clusters.iter().filter(|c| c.contains(&0)).flatten().filter(|i| **i != 0).map(|i| others[*i - 1].id).collect();
    for (other, score) in open {
        if !mine.contains(&other) && !decided(db, id, other)? {
            works::put_review(db, id, other, f64::from(score), "")?;
            joined.asked += 1;
        }
    }
    Ok(joined)
}

/// The candidates that are active, and the other records of their works, so that clusters are judged whole.
fn neighbours(db: &Connection, id: i64, candidates: &[i64]) -> Result<Vec<Stored>> {
    let mut ids: Vec<i64> = Vec::new();
    for candidate in candidates {
        match works::of_record(db, *candidate)? {
            Some(work) => ids.extend(works::members(db, work)?.into_iter().take(MOST)),
            None => ids.push(*candidate),
        }
    }
    ids.sort_unstable();
    ids.dedup();
    let mut all = Vec::with_capacity(ids.len());
    for other in ids.into_iter().filter(|o| *o != id) {
        all.extend(records::get(db, other)?.filter(|r| r.active && !r.record.faces.is_empty()));
    }
    Ok(all)
}

fn decide(db: &Connection, op: i64, what: &str, a: i64, b: i64, value: &str) -> Result<()> {
    let known = decisions::about(db, a)?.iter().any(|d| {
        let pair = (d.record, d.other) == (a, Some(b)) || (d.record, d.other) == (b, Some(a));
        pair && (d.what == what || d.what == "different")
    });
    if !known {
        decisions::add(db, op, what, a, Some(b), value, RULE)?;
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
        if let (Verdict::Ask(score), why) = dedup::compare(&stored.record, &other.record) {
            works::put_review(db, id, candidate, f64::from(score), &why.join("; "))?;
        }
    }
    Ok(())
}
