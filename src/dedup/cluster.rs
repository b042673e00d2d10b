//! Clusters: joins the surest pairs first and never two groups that a veto keeps apart.

use super::profile::Profile;
use super::verdict::{self, Judgement};
use super::{Outcome, Verdict};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// How many pairs across two groups are looked at before they are joined.
const LOOK: usize = 40;

/// Two records with what they are to each other.
pub type Edge = (u32, u32, Judgement);

/// Judges pairs of profiles; those that are simply different are left out.
pub fn judge_all(profiles: &[&Profile], pairs: &[(u32, u32)]) -> Vec<Edge> {
    let judge = |(a, b): &(u32, u32)| (*a, *b, verdict::judge(profiles[*a as usize], profiles[*b as usize]));
    let open = |(_, _, j): &Edge| j.verdict != Verdict::Different;
    if pairs.len() < super::MANY {
        pairs.iter().map(judge).filter(open).collect()
    } else {
        pairs.par_iter().map(judge).filter(open).collect()
    }
}

/// Groups distinct profiles by the judgements on them; indices are those of `profiles`.
/// No two groups are joined that have a pair of `apart` between them: persons have said that these are two works.
pub fn cluster(profiles: &[&Profile], mut judged: Vec<Edge>, apart: &[(u32, u32)]) -> Outcome {
    let marks = |a: u32, b: u32| {
        let (x, y) = (profiles[a as usize].mark, profiles[b as usize].mark);
        (x.min(y), x.max(y))
    };
    let order = |p: &Edge, q: &Edge| q.2.margin.total_cmp(&p.2.margin).then_with(|| marks(p.0, p.1).cmp(&marks(q.0, q.1)));
    if judged.len() < super::MANY {
        judged.sort_unstable_by(order)
    } else {
        judged.par_sort_unstable_by(order)
    }
    let mut groups = Groups::new(profiles.len());
    let mut asked: Vec<(u32, u32, f32)> = Vec::new();
    for (a, b, _) in judged.iter().filter(|(_, _, j)| j.verdict == Verdict::Same) {
        if !groups.apart(*a, *b, apart) && !groups.join(*a, *b, profiles) {
            asked.push((*a, *b, 0.5));
        }
    }
    let translations = translations(&judged, &mut groups, apart, &mut asked);
    asked.extend(judged.iter().filter_map(|(a, b, j)| match j.verdict {
        Verdict::Ask(s) => Some((*a, *b, s)),
        _ => None,
    }));
    let mut faces = Groups::of(&groups);
    for (a, b) in &translations {
        faces.merge(*a, *b);
    }
    let review = review(asked, &mut faces);
    let links = links(&judged, &mut faces, profiles);
    Outcome { clusters: groups.list(), translations: translations.iter().map(|(a, b)| (*a as usize, *b as usize)).collect(), review, links }
}

/// Pairs of faces: each group takes the best face in the other language, unless two are as good.
fn translations(judged: &[Edge], groups: &mut Groups, apart: &[(u32, u32)], asked: &mut Vec<(u32, u32, f32)>) -> Vec<(u32, u32)> {
    let mut taken: FxHashMap<u32, (u32, f32)> = FxHashMap::default();
    let mut out = Vec::new();
    for (a, b, j) in judged.iter().filter(|(_, _, j)| j.verdict == Verdict::Translation) {
        let (x, y) = (groups.find(*a), groups.find(*b));
        if x == y || groups.apart(*a, *b, apart) {
            continue;
        }
        let rival = |g: &u32| taken.get(g).copied();
        match (rival(&x), rival(&y)) {
            (None, None) => {
                taken.insert(x, (y, j.margin));
                taken.insert(y, (x, j.margin));
                out.push((*a, *b));
            }
            (Some((p, _)), _) if p == y => {}
            _ => asked.push((*a, *b, 0.3)),
        }
    }
    out
}

/// What is asked: one pair for two groups, the likeliest, most worthy first.
fn review(mut asked: Vec<(u32, u32, f32)>, groups: &mut Groups) -> Vec<(usize, usize, f32)> {
    asked.sort_by(|p, q| q.2.total_cmp(&p.2));
    let mut seen = FxHashSet::default();
    let mut out = Vec::new();
    for (a, b, score) in asked {
        let (x, y) = (groups.find(a), groups.find(b));
        if x != y && seen.insert((x.min(y), x.max(y))) {
            out.push((a as usize, b as usize, score));
        }
    }
    out
}

fn links(judged: &[Edge], groups: &mut Groups, profiles: &[&Profile]) -> Vec<(usize, usize, crate::model::Relation)> {
    let mut seen = FxHashSet::default();
    let mut out = Vec::new();
    for (a, b, j) in judged {
        let Verdict::Linked(relation) = j.verdict else { continue };
        let (x, y) = (groups.find(*a), groups.find(*b));
        if x != y && seen.insert((x.min(y), x.max(y))) {
            let first = verdict::subject_first(profiles[*a as usize], profiles[*b as usize], relation);
            out.push(if first { (*a as usize, *b as usize, relation) } else { (*b as usize, *a as usize, relation) });
        }
    }
    out
}

/// Disjoint groups with their members.
struct Groups {
    parent: Vec<u32>,
    members: FxHashMap<u32, Vec<u32>>,
}

impl Groups {
    fn new(n: usize) -> Self {
        Groups { parent: (0..n as u32).collect(), members: FxHashMap::default() }
    }

    fn of(other: &Groups) -> Self {
        Groups { parent: other.parent.clone(), members: FxHashMap::default() }
    }

    fn find(&mut self, mut x: u32) -> u32 {
        while self.parent[x as usize] != x {
            let up = self.parent[self.parent[x as usize] as usize];
            self.parent[x as usize] = up;
            x = up;
        }
        x
    }

    fn merge(&mut self, a: u32, b: u32) {
        let (x, y) = (self.find(a), self.find(b));
        self.parent[x.max(y) as usize] = x.min(y);
    }

    /// Whether a person has said that members of the two groups of these are two works.
    fn apart(&mut self, a: u32, b: u32, pairs: &[(u32, u32)]) -> bool {
        let (x, y) = (self.find(a), self.find(b));
        pairs.iter().any(|(p, q)| {
            let (p, q) = (self.find(*p), self.find(*q));
            (p, q) == (x, y) || (p, q) == (y, x)
        })
    }

    /// Joins two groups unless their members contradict; whether they are one now.
    fn join(&mut self, a: u32, b: u32, profiles: &[&Profile]) -> bool {
        let (x, y) = (self.find(a), self.find(b));
        if x == y {
            return true;
        }
        let p = self.members.remove(&x).unwrap_or_else(|| vec![x]);
        let q = self.members.remove(&y).unwrap_or_else(|| vec![y]);
        if p.len() + q.len() > 2 && contradict(&p, &q, profiles) {
            self.members.insert(x, p);
            self.members.insert(y, q);
            return false;
        }
        let (low, high) = (x.min(y), x.max(y));
        self.parent[high as usize] = low;
        let mut all = p;
        all.extend(q);
        self.members.insert(low, all);
        true
    }

    fn list(&self) -> Vec<Vec<usize>> {
        let mut out: Vec<Vec<usize>> = self
            .members
            .values()
            .filter(|m| m.len() > 1)
            .map(|m| {
                let mut group: Vec<usize> = m.iter().map(|i| *i as usize).collect();
                group.sort_unstable();
                group
            })
            .collect();
        out.sort_unstable();
        out
    }
}

/// Whether two groups contradict: more pairs across them are kept apart by a veto than a slip in one record explains.
fn contradict(p: &[u32], q: &[u32], profiles: &[&Profile]) -> bool {
    let sample = |list: &[u32]| {
        let mut sorted: Vec<u32> = list.to_vec();
        sorted.sort_unstable_by_key(|i| profiles[*i as usize].mark);
        sorted
    };
    let (p, q) = (sample(p), sample(q));
    let step = (p.len() * q.len()).div_ceil(LOOK).max(1);
    let (mut vetoed, mut good, mut looked) = (0usize, 0usize, 0usize);
    for at in (0..p.len() * q.len()).step_by(step) {
        let (a, b) = (p[at / q.len()], q[at % q.len()]);
        let j = verdict::judge_whole(profiles[a as usize], profiles[b as usize]);
        looked += 1;
        vetoed += usize::from(j.veto) * 2 + usize::from(!j.veto && j.margin < -2.0);
        good += usize::from(j.verdict == Verdict::Same);
    }
    // Where many agree, a record or two that are damaged do not part the rest.
    vetoed * 2 > looked.max(good * 3) || good == 0
}
