//! From judgements to decisions: what hangs together is grouped whole, what follows is decided, what no longer follows is
//! withdrawn, and what stays open is asked.
//!
//! A set that hangs together is judged as the engine judges a whole file, under what persons have said, so that the order
//! in which records came does not matter.

use super::gathering::{self, Disjoint, Forest, Gathered, Set};
use super::matching::{Edge, RULE, Seen};
use crate::dedup::{self, Outcome, Profile, Verdict, cluster, verdict};
use crate::model::Relation;
use crate::store::decisions::{self, Decision, New};
use crate::store::{Result, works};
use rayon::prelude::*;
use rusqlite::Connection;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::ops::Range;

/// From so many sets on, they are grouped on all cores.
const MANY: usize = 64;

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
    /// Adds what a later batch joined.
    pub fn add(&mut self, other: Joined) {
        self.same += other.same;
        self.faces += other.faces;
        self.asked += other.asked;
    }
}

/// Works to be derived.
#[derive(Debug)]
pub enum Plan {
    /// New records that are one work, with all that was decided about them.
    New(Vec<i64>, Vec<Decision>),
    /// A record that stands in a work, or did.
    Standing(i64),
}

/// What was concluded.
#[derive(Debug, Default)]
pub struct Concluded {
    /// Works to be derived, by their first records.
    pub plans: Vec<Plan>,
    /// How many records were joined.
    pub joined: Joined,
}

/// Concludes upon all that was compared: writes decisions and questions.
pub fn conclude(db: &Connection, op: i64, seen: &mut Seen) -> Result<Concluded> {
    let mut sets = Sets::of(db, seen)?;
    let grouped = sets.group(seen);
    let mut new: Vec<New> = Vec::new();
    // New works with the decisions about their records.
    let mut works: Vec<(Vec<i64>, Range<usize>)> = Vec::new();
    let mut standing = Vec::new();
    for (set, grouped) in sets.all.iter().zip(&grouped) {
        if set.old.is_empty() {
            for work in set.works(grouped) {
                let start = new.len();
                new.extend(work.decisions);
                works.push((work.ids, start..new.len()));
            }
        } else {
            set.revise(db, op, grouped, &mut new)?;
            standing.extend(&set.ids);
        }
        guard(db, set, &grouped.outcome)?;
    }
    sets.settle(&grouped);
    let mut joined = sets.count(&grouped);
    sets.relate(db, seen, &mut new)?;
    joined.asked = sets.ask(db)?;
    let first = decisions::add_all(db, op, &new)?;
    let mut plans: Vec<(i64, Plan)> = Vec::with_capacity(seen.entered.len());
    for (ids, range) in works {
        let decided = range.map(|i| new[i].decision(first + i as i64)).collect();
        plans.push((ids[0], Plan::New(ids, decided)));
    }
    plans.extend(standing.into_iter().map(|id| (id, Plan::Standing(id))));
    let alone = seen.entered.iter().filter(|(id, _)| !sets.place.contains_key(id));
    plans.extend(alone.map(|(id, new)| (*id, if *new { Plan::New(vec![*id], Vec::new()) } else { Plan::Standing(*id) })));
    plans.sort_by_key(|(id, _)| *id);
    seen.entered.clear();
    Ok(Concluded { plans: plans.into_iter().map(|(_, plan)| plan).collect(), joined })
}

/// Puts the open questions about what was compared into the queue, and decides nothing.
pub fn ask(db: &Connection, seen: &mut Seen) -> Result<()> {
    let mut sets = Sets::of(db, seen)?;
    let grouped = sets.group(seen);
    sets.settle(&grouped);
    for (set, grouped) in sets.all.iter().zip(&grouped) {
        guard(db, set, &grouped.outcome)?;
    }
    sets.ask(db)?;
    seen.entered.clear();
    Ok(())
}

/// Asks about pairs that are one by themselves and are kept apart by what hangs together with them.
fn guard(db: &Connection, set: &Set, outcome: &Outcome) -> Result<()> {
    if set.old.is_empty() && outcome.review.is_empty() {
        return Ok(());
    }
    let asks: FxHashSet<(i64, i64)> =
        set.edges.iter().filter(|e| matches!(e.2.verdict, Verdict::Ask(_))).map(|e| (e.0.min(e.1), e.0.max(e.1))).collect();
    for old in &set.old {
        for other in works::guarded(db, *old)?.into_iter().filter(|o| set.ids.binary_search(o).is_ok()) {
            works::clear_review(db, *old, other)?;
        }
    }
    for &(a, b, score) in &outcome.review {
        let (a, b) = (set.ids[a], set.ids[b]);
        if !asks.contains(&(a.min(b), a.max(b))) {
            works::put_review(db, a, b, f64::from(score), works::GUARDED)?;
        }
    }
    Ok(())
}

/// All sets of a run.
struct Sets {
    all: Vec<Set>,
    /// The set of each record in one.
    place: FxHashMap<i64, usize>,
    /// The smallest record of the work that each of these belongs to now.
    root: FxHashMap<i64, i64>,
    /// Pairs of different sets, or with records in none.
    across: Vec<Edge>,
}

impl Sets {
    fn of(db: &Connection, seen: &mut Seen) -> Result<Self> {
        let Gathered { all, place, across } = gathering::gather(db, seen)?;
        Ok(Sets { all, place, root: FxHashMap::default(), across })
    }

    /// Groups every set.
    fn group(&self, seen: &Seen) -> Vec<Grouped> {
        if self.all.len() < MANY {
            self.all.iter().map(|s| s.group(seen)).collect()
        } else {
            self.all.par_iter().map(|s| s.group(seen)).collect()
        }
    }

    /// Notes to which work each record belongs now.
    fn settle(&mut self, grouped: &[Grouped]) {
        for (set, grouped) in self.all.iter().zip(grouped) {
            self.root.extend(set.ids.iter().zip(&grouped.roots).map(|(id, root)| (*id, set.ids[*root])));
        }
    }

    fn count(&self, grouped: &[Grouped]) -> Joined {
        let mut joined = Joined::default();
        for (set, Grouped { outcome, roots }) in self.all.iter().zip(grouped) {
            let new = |i: &usize| !set.old.contains(&set.ids[*i]);
            let same: FxHashSet<usize> = outcome.clusters.iter().flat_map(|c| c[1..].iter().copied()).collect();
            joined.same += outcome.clusters.iter().flat_map(|c| &c[1..]).filter(|i| new(i)).count();
            joined.faces += (0..roots.len()).filter(|i| *i != roots[*i] && !same.contains(i) && new(i)).count();
        }
        joined
    }

    /// The work of a record: of one in no set, as it stands.
    fn work(&self, db: &Connection, id: i64) -> Result<i64> {
        match self.root.get(&id) {
            Some(root) => Ok(*root),
            None => Ok(works::of_record(db, id)?.unwrap_or(id)),
        }
    }

    /// Decides how works are related: one decision for two works.
    fn relate(&self, db: &Connection, seen: &Seen, new: &mut Vec<New>) -> Result<()> {
        let mut linked: Vec<(&Edge, Relation)> = Vec::new();
        for edge in self.all.iter().flat_map(|s| &s.edges).chain(&self.across) {
            if let Verdict::Linked(relation) = edge.2.verdict {
                linked.push((edge, relation));
            }
        }
        linked.sort_by(|(p, _), (q, _)| q.2.margin.total_cmp(&p.2.margin).then_with(|| (p.0, p.1).cmp(&(q.0, q.1))));
        let mut done = FxHashSet::default();
        for ((a, b, _), relation) in linked {
            let (x, y) = (self.work(db, *a)?, self.work(db, *b)?);
            if x == y || !done.insert((x.min(y), x.max(y))) || self.is_related(db, x, *b)? || self.is_related(db, y, *a)? {
                continue;
            }
            let (Some(p), Some(q)) = (seen.profile(*a), seen.profile(*b)) else { continue };
            let (a, b) = if verdict::subject_first(p, q, relation) { (*a, *b) } else { (*b, *a) };
            new.push(New { what: "related", record: a, other: Some(b), value: relation.as_str().to_owned(), author: RULE });
        }
        Ok(())
    }

    /// Whether it was decided already that a record is related to one of a work, or different from it.
    fn is_related(&self, db: &Connection, work: i64, record: i64) -> Result<bool> {
        if works::of_record(db, record)?.is_none() {
            return Ok(false);
        }
        for d in decisions::about(db, record)?.iter().filter(|d| matches!(d.what.as_str(), "related" | "different")) {
            let other = if d.record == record { d.other } else { Some(d.record) };
            if let Some(other) = other
                && self.work(db, other)? == work
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Puts pairs into the queue that a person must look at, one for a record and a work; how many.
    fn ask(&self, db: &Connection) -> Result<usize> {
        let mut best: FxHashMap<(i64, i64), (f32, i64)> = FxHashMap::default();
        for (a, b, j) in self.all.iter().flat_map(|s| &s.edges).chain(&self.across) {
            let Verdict::Ask(score) = j.verdict else { continue };
            let (x, y) = (self.work(db, *a)?, self.work(db, *b)?);
            if x != y {
                let found = best.entry((*a, y)).or_insert((score, *b));
                if (score, -*b) > (found.0, -found.1) {
                    *found = (score, *b);
                }
            }
        }
        for ((a, _), (score, b)) in &best {
            works::put_review(db, *a, *b, f64::from(*score), "")?;
        }
        Ok(best.len())
    }
}

/// A set that has been grouped.
struct Grouped {
    outcome: Outcome,
    /// For each record the first of its work, faces joined.
    roots: Vec<usize>,
}

/// A new work: its records, and what is decided about them.
#[derive(Default)]
struct NewWork {
    ids: Vec<i64>,
    decisions: Vec<New>,
}

/// The decision that a record is one work with another.
fn same(record: i64, other: i64, value: &str) -> New {
    New { what: "same", record, other: Some(other), value: value.to_owned(), author: RULE }
}

impl Set {
    /// Groups the set as one file, under what persons have said.
    fn group(&self, seen: &Seen) -> Grouped {
        let blank = Profile::default();
        let profiles: Vec<&Profile> = self.ids.iter().map(|id| seen.profile(*id).unwrap_or(&blank)).collect();
        let at = |id: i64| self.ids.binary_search(&id).ok().map(|i| i as u32);
        let edges: Vec<cluster::Edge> = self.edges.iter().filter_map(|(a, b, j)| Some((at(*a)?, at(*b)?, j.clone()))).collect();
        let said = self.decided.iter().filter(|d| d.what == "different");
        let apart: Vec<(u32, u32)> = said.filter_map(|d| Some((at(d.record)?, at(d.other?)?))).collect();
        let outcome = dedup::group_judged(&profiles, &edges, &apart);
        let mut works = Disjoint::new(self.ids.len());
        outcome.clusters.iter().for_each(|c| c[1..].iter().for_each(|i| works.unite(c[0], *i)));
        outcome.translations.iter().for_each(|(a, b)| works.unite(*a, *b));
        Grouped { outcome, roots: works.roots() }
    }

    /// The works of a set of new records, in order.
    fn works(&self, Grouped { outcome, roots }: &Grouped) -> impl Iterator<Item = NewWork> {
        let mut works: BTreeMap<usize, NewWork> = BTreeMap::new();
        for (id, root) in self.ids.iter().zip(roots) {
            works.entry(*root).or_default().ids.push(*id);
        }
        let mut decide = |later: usize, earlier: usize, value: &str| {
            let work = works.entry(roots[later]).or_default();
            work.decisions.push(same(self.ids[later], self.ids[earlier], value));
        };
        for cluster in &outcome.clusters {
            cluster[1..].iter().for_each(|i| decide(*i, cluster[0], ""));
        }
        outcome.translations.iter().for_each(|(a, b)| decide(*a.max(b), *a.min(b), "face"));
        works.into_values()
    }

    /// Withdraws what a rule had joined and no longer would, and decides what is missing.
    fn revise(&self, db: &Connection, op: i64, Grouped { outcome, roots }: &Grouped, new: &mut Vec<New>) -> Result<()> {
        let root = |id: &i64| self.ids.binary_search(id).ok().filter(|_| !self.silent.contains(id)).map(|i| roots[i]);
        let mut forest = Forest::default();
        for d in self.decided.iter().filter(|d| d.what == "same") {
            let Some(other) = d.other else { continue };
            // A record that is not compared any more keeps together what it did.
            let compared = root(&d.record).zip(root(&other));
            if d.author == RULE && !self.partial && compared.is_some_and(|(x, y)| x != y) {
                decisions::withdraw(db, op, d.id)?;
            } else {
                forest.unite(d.record, other);
            }
        }
        let mut join = |a: usize, b: usize, value: &str| {
            let (later, earlier) = (self.ids[a.max(b)], self.ids[a.min(b)]);
            if forest.unite(later, earlier) {
                new.push(same(later, earlier, value));
            }
        };
        for cluster in &outcome.clusters {
            cluster[1..].iter().for_each(|i| join(*i, cluster[0], ""));
        }
        outcome.translations.iter().for_each(|(a, b)| join(*a, *b, "face"));
        Ok(())
    }
}
