//! Which records are one work, which are two faces of one, which are related, and where a person must look. Pure: no SQL.
//!
//! The way of a pair: [`mod@keys`] find it, [`evidence`] compares it field by field (match, missing, conflict), a veto may keep
//! it apart, [`score`] adds the weights, [`cluster`] joins the surest pairs first.
//!
//! What each step costs on a file of records, `examples/measure_dedup.rs` prints.
//!
//! A set is grouped by [`group`]. A long run that takes in one record after the other keeps an index of its own: keys
//! ([`keys_of`], `u64`, the same in every run, so that they may be stored) to the numbers of records, and a [`Profile`] a
//! record. A new record is profiled once; those that share a key are judged by [`weigh`], which costs no memory; a key that
//! too many share is [`divided`]; what hangs together by these judgements is grouped by [`group_judged`].

pub mod cluster;
pub mod distance;
pub mod evidence;
pub mod fold;
pub mod keys;
pub mod numbers;
pub mod pairs;
pub mod people;
pub mod profile;
pub mod score;
mod surplus;
pub mod title;
pub mod translate;
pub mod venue;
pub mod verdict;

pub use cluster::Edge;
pub use profile::Profile;
pub use verdict::Judgement;

use crate::model::{Record, Relation};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// What two records are to each other.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// One work, same face.
    Same,
    /// One work, two faces.
    Translation,
    /// Related works.
    Linked(Relation),
    /// A person should look; the score says how likely they are one.
    Ask(f32),
    /// Two works.
    Different,
}

/// Records of one set, grouped. Indices are those of the input.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Groups of two or more records that are one work in one face.
    pub clusters: Vec<Vec<usize>>,
    /// Pairs that are two faces of one work.
    pub translations: Vec<(usize, usize)>,
    /// Pairs to ask about, with the score, most worthy first.
    pub review: Vec<(usize, usize, f32)>,
    /// Related works.
    pub links: Vec<(usize, usize, Relation)>,
}

/// From so many on, work is shared among cores: handing a few records to other threads costs more than comparing them.
const MANY: usize = 512;

/// Groups a set of records.
pub fn group(records: &[Record]) -> Outcome {
    let profiles: Vec<Profile> =
        if records.len() < MANY { records.iter().map(Profile::of).collect() } else { records.par_iter().map(Profile::of).collect() };
    group_profiles(&profiles)
}

/// Groups a set of profiles: for sets whose records need not be in memory.
pub fn group_profiles(profiles: &[Profile]) -> Outcome {
    group_refs(&profiles.iter().collect::<Vec<_>>())
}

/// Groups a set of borrowed profiles.
pub fn group_refs(profiles: &[&Profile]) -> Outcome {
    let kinds = kinds(profiles, |_| false);
    let distinct: Vec<&Profile> = kinds.iter().map(|k| profiles[k[0]]).collect();
    let judged = cluster::judge_all(&distinct, &pairs::candidates(&distinct));
    spread(cluster::cluster(&distinct, judged, &[]), &kinds)
}

/// Groups a set of profiles by judgements that were made before; pairs of `apart` stay two works whatever they say.
pub fn group_judged(profiles: &[&Profile], edges: &[Edge], apart: &[(u32, u32)]) -> Outcome {
    let named: FxHashSet<u32> = apart.iter().flat_map(|(a, b)| [*a, *b]).collect();
    let kinds = kinds(profiles, |i| named.contains(&(i as u32)));
    let mut kind = vec![0u32; profiles.len()];
    kinds.iter().enumerate().for_each(|(k, list)| list.iter().for_each(|i| kind[*i] = k as u32));
    let of = |i: u32| kind[i as usize];
    let distinct: Vec<&Profile> = kinds.iter().map(|k| profiles[k[0]]).collect();
    let mut seen = FxHashSet::default();
    let new = |(a, b, _): &&Edge| of(*a) != of(*b) && seen.insert((of(*a).min(of(*b)), of(*a).max(of(*b))));
    let judged: Vec<Edge> = edges.iter().filter(new).map(|(a, b, j)| (of(*a), of(*b), j.clone())).collect();
    let apart: Vec<(u32, u32)> = apart.iter().map(|(a, b)| (of(*a), of(*b))).collect();
    spread(cluster::cluster(&distinct, judged, &apart), &kinds)
}

/// Records that say the same, together; one that is to stand alone is in a list of its own.
fn kinds(profiles: &[&Profile], alone: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
    let mut same: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    let mut kinds: Vec<Vec<usize>> = Vec::with_capacity(profiles.len());
    for (i, p) in profiles.iter().enumerate() {
        if alone(i) {
            kinds.push(vec![i]);
        } else {
            same.entry(p.mark).or_default().push(i);
        }
    }
    for (_, list) in same {
        if list.len() > 1 && !tellable(profiles[list[0]]) {
            kinds.extend(list.into_iter().map(|i| vec![i]));
        } else {
            kinds.push(list);
        }
    }
    kinds.sort_unstable();
    kinds
}

/// Whether two profiles say the same, and enough that they are one work whatever a judgement would be.
pub fn is_copy(a: &Profile, b: &Profile) -> bool {
    a.mark == b.mark && tellable(a)
}

/// Whether a profile says enough that a copy of it is the same work: a title that is no mere heading, or a place in print.
fn tellable(profile: &Profile) -> bool {
    profile.sides.iter().any(|s| {
        let titled = s.title.weight > 0 && (!s.people.is_empty() || s.year != 0 || !s.venue.names.is_empty());
        titled || s.doi != 0 || (!s.title.forms.is_empty() && s.pages.firsts[0] != 0 && s.year != 0)
    })
}

/// Turns an outcome on distinct profiles into one on all records.
fn spread(found: Outcome, kinds: &[Vec<usize>]) -> Outcome {
    let first = |k: usize| kinds[k][0];
    let mut inside = vec![false; kinds.len()];
    let mut clusters: Vec<Vec<usize>> = Vec::new();
    for cluster in &found.clusters {
        let mut all: Vec<usize> = Vec::new();
        for k in cluster {
            inside[*k] = true;
            all.extend(&kinds[*k]);
        }
        all.sort_unstable();
        clusters.push(all);
    }
    clusters.extend(kinds.iter().zip(inside).filter(|(k, inside)| !inside && k.len() > 1).map(|(k, _)| k.clone()));
    clusters.sort_unstable();
    let pair = |a: usize, b: usize| (first(a).min(first(b)), first(a).max(first(b)));
    let mut translations: Vec<(usize, usize)> = found.translations.iter().map(|(a, b)| pair(*a, *b)).collect();
    translations.sort_unstable();
    let mut review: Vec<(usize, usize, f32)> = found.review.iter().map(|(a, b, s)| (pair(*a, *b).0, pair(*a, *b).1, *s)).collect();
    review.sort_by(|p, q| q.2.total_cmp(&p.2).then_with(|| (p.0, p.1).cmp(&(q.0, q.1))));
    let mut links: Vec<(usize, usize, Relation)> = found.links.iter().map(|(a, b, r)| (first(*a), first(*b), *r)).collect();
    links.sort_unstable();
    Outcome { clusters, translations, review, links }
}

/// Blocking keys of a record, hashed: two records that share none are never compared.
pub fn keys(record: &Record) -> Vec<u64> {
    keys_of(&Profile::of(record))
}

/// Blocking keys of a profile, hashed.
pub fn keys_of(profile: &Profile) -> Vec<u64> {
    keys::of(profile).into_iter().map(|k| k.hash).collect()
}

/// Compares two profiles, without reasons.
pub fn judge(a: &Profile, b: &Profile) -> Verdict {
    verdict::judge(a, b).verdict
}

/// Compares two profiles, with the score above the line.
pub fn weigh(a: &Profile, b: &Profile) -> Judgement {
    if is_copy(a, b) { Judgement { verdict: Verdict::Same, margin: f32::MAX, veto: false } } else { verdict::judge(a, b) }
}

/// Keys under which a record is found in a block that too many share: year and first author, place in print, title and
/// first author, and all that it says, where it has them.
pub fn divided(key: u64, profile: &Profile) -> impl Iterator<Item = u64> {
    let [a, b, c] = keys::second(profile);
    [a, b, c, profile.mark].into_iter().filter(|s| *s != 0).map(move |s| fold::join(key, s))
}

/// Compares two records; the reasons name evidence and vetoes in order of weight.
pub fn compare(a: &Record, b: &Record) -> (Verdict, Vec<String>) {
    let (a, b) = (Profile::of(a), Profile::of(b));
    (verdict::judge(&a, &b).verdict, verdict::reasons(&a, &b))
}
