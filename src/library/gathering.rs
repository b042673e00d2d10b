//! What hangs together with new records: sets that are grouped whole, with the works they touch.

use super::matching::{Edge, Seen};
use crate::dedup::{Profile, Verdict, cluster, pairs};
use crate::store::decisions::{self, Decision};
use crate::store::{Result, works};
use rusqlite::Connection;
use rustc_hash::{FxHashMap, FxHashSet};

/// Records of one work that are grouped anew when another comes to it; a larger work takes it in as it is.
const WHOLE: usize = 300;

/// Records of a larger work that a new one is held against.
const SAMPLE: usize = 40;

/// Records that hang together, with the judgements on them.
#[derive(Default)]
pub struct Set {
    /// Sorted.
    pub ids: Vec<i64>,
    /// Those that stand in works already.
    pub old: FxHashSet<i64>,
    /// Pairs in it that are not simply different.
    pub edges: Vec<Edge>,
    /// What was decided about the old ones.
    pub decided: Vec<Decision>,
    /// Those that are not compared any more.
    pub silent: FxHashSet<i64>,
    /// Whether a work in it is too large to be grouped anew.
    pub partial: bool,
}

/// All sets of a run.
pub struct Gathered {
    /// The sets.
    pub all: Vec<Set>,
    /// The set of each record in one.
    pub place: FxHashMap<i64, usize>,
    /// Pairs of different sets, or with records in none.
    pub across: Vec<Edge>,
}

/// Disjoint sets of numbers; the smallest of a set stands for it.
#[derive(Default)]
pub struct Disjoint(Vec<usize>);

impl Disjoint {
    /// So many numbers, each alone.
    pub fn new(n: usize) -> Self {
        Disjoint((0..n).collect())
    }

    /// The number that stands for the set of a number.
    pub fn find(&mut self, mut x: usize) -> usize {
        while self.0[x] != x {
            self.0[x] = self.0[self.0[x]];
            x = self.0[x];
        }
        x
    }

    /// Joins the sets of two numbers.
    pub fn unite(&mut self, a: usize, b: usize) {
        let (x, y) = (self.find(a), self.find(b));
        self.0[x.max(y)] = x.min(y);
    }

    /// For each number the one that stands for its set.
    pub fn roots(mut self) -> Vec<usize> {
        (0..self.0.len()).map(|x| self.find(x)).collect()
    }
}

/// Disjoint sets of records while they are gathered.
#[derive(Default)]
pub struct Forest {
    index: FxHashMap<i64, usize>,
    ids: Vec<i64>,
    sets: Disjoint,
    old: FxHashSet<i64>,
    partial: FxHashSet<i64>,
}

impl Forest {
    /// The number of a record.
    fn node(&mut self, id: i64) -> usize {
        *self.index.entry(id).or_insert_with(|| {
            self.ids.push(id);
            self.sets.0.push(self.sets.0.len());
            self.sets.0.len() - 1
        })
    }

    /// Joins the sets of two records; whether they were two.
    pub fn unite(&mut self, a: i64, b: i64) -> bool {
        let (a, b) = (self.node(a), self.node(b));
        let apart = self.sets.find(a) != self.sets.find(b);
        self.sets.unite(a, b);
        apart
    }

    /// Brings a record in with its work, and with what would be one with it but for a guard.
    fn bring(&mut self, db: &Connection, start: i64) -> Result<()> {
        let mut open = vec![start];
        while let Some(id) = open.pop() {
            if self.old.contains(&id) {
                continue;
            }
            let mut members = match works::of_record(db, id)? {
                Some(work) => works::members(db, work)?,
                None => Vec::new(),
            };
            if members.len() > WHOLE {
                members.truncate(SAMPLE);
                self.partial.insert(id);
            }
            members.push(id);
            for member in members {
                self.node(member);
                if self.old.insert(member) {
                    for other in works::guarded(db, member)? {
                        self.unite(member, other);
                        open.push(other);
                    }
                }
                self.unite(id, member);
            }
        }
        Ok(())
    }
}

/// Whether a judgement makes two records hang together.
fn joins(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Same | Verdict::Translation)
}

/// Gathers what hangs together with what was compared, with all that is needed to group it.
pub fn gather(db: &Connection, seen: &mut Seen) -> Result<Gathered> {
    let edges = std::mem::take(&mut seen.edges);
    let fresh: FxHashSet<i64> = seen.entered.iter().filter(|(_, new)| *new).map(|(id, _)| *id).collect();
    let mut forest = Forest::default();
    for (id, _) in seen.entered.iter().filter(|(_, new)| !*new) {
        forest.bring(db, *id)?;
    }
    for (a, b, _) in edges.iter().filter(|(_, _, j)| joins(&j.verdict)) {
        for id in [*a, *b] {
            if !fresh.contains(&id) {
                forest.bring(db, id)?;
            }
        }
        forest.unite(*a, *b);
    }
    let mut by: FxHashMap<usize, usize> = FxHashMap::default();
    let mut all: Vec<Set> = Vec::new();
    let mut place = FxHashMap::default();
    for (root, id) in std::mem::take(&mut forest.sets).roots().into_iter().zip(&forest.ids) {
        let id = *id;
        let set = *by.entry(root).or_insert_with(|| {
            all.push(Set::default());
            all.len() - 1
        });
        all[set].ids.push(id);
        all[set].partial |= forest.partial.contains(&id);
        if forest.old.contains(&id) {
            all[set].old.insert(id);
        }
        place.insert(id, set);
    }
    let mut across = Vec::new();
    for edge in edges {
        match (place.get(&edge.0), place.get(&edge.1)) {
            (Some(x), Some(y)) if x == y => all[*x].edges.push(edge),
            _ => across.push(edge),
        }
    }
    for set in &mut all {
        set.ids.sort_unstable();
        set.recall(db, seen)?;
    }
    Ok(Gathered { all, place, across })
}

impl Set {
    /// Loads profiles and decisions of what stands already, and judges it anew.
    fn recall(&mut self, db: &Connection, seen: &mut Seen) -> Result<()> {
        if self.old.is_empty() {
            return Ok(());
        }
        let mut known = FxHashSet::default();
        let mut old: Vec<i64> = self.old.iter().copied().collect();
        old.sort_unstable();
        for id in &old {
            seen.load(db, *id)?;
            self.decided.extend(decisions::about(db, *id)?.into_iter().filter(|d| known.insert(d.id)));
        }
        self.silent.extend(old.iter().filter(|id| seen.profile(**id).is_none()));
        old.retain(|id| seen.profile(*id).is_some());
        let profiles: Vec<&Profile> = old.iter().filter_map(|id| seen.profile(*id)).collect();
        let judged = cluster::judge_all(&profiles, &pairs::candidates(&profiles));
        let have: FxHashSet<(i64, i64)> = self.edges.iter().map(|e| (e.0.min(e.1), e.0.max(e.1))).collect();
        let pair = |(a, b, j): cluster::Edge| (old[a.max(b) as usize], old[a.min(b) as usize], j);
        self.edges.extend(judged.into_iter().map(pair).filter(|e| joins(&e.2.verdict) && !have.contains(&(e.1, e.0))));
        Ok(())
    }
}
