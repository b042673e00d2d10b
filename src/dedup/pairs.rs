//! Candidates: pairs that share a key, each once, in time that grows with the number of records and not with its square.

use super::keys;
use super::profile::Profile;
use rayon::prelude::*;

/// Blocks up to this size are compared in full.
const SMALL: usize = 24;
/// In larger ones, neighbours up to this distance are compared after sorting by content.
const REACH: usize = 6;

/// Keys a record has, about.
const KEYS: usize = 14;
/// Profiles whose keys are made at once.
const PART: usize = 1 << 15;
/// Pairs that may be in the list twice.
const PAIRS: usize = 1 << 22;

/// Pairs of indices, the lower one in front, sorted, each once.
pub fn candidates(profiles: &[&Profile]) -> Vec<(u32, u32)> {
    let entry = |(i, p): (usize, &&Profile)| keys::of(p).into_iter().map(move |k| (k.hash, i as u32));
    let mut entries: Vec<(u64, u32)> = Vec::with_capacity(profiles.len() * KEYS);
    if profiles.len() < super::MANY {
        entries.extend(profiles.iter().enumerate().flat_map(entry));
        entries.sort_unstable();
    } else {
        // A part at a time, so that no second list as long as the first is ever held.
        for (n, part) in profiles.chunks(PART).enumerate() {
            let found: Vec<Vec<(u64, u32)>> = part
                .par_chunks(PART / 32)
                .enumerate()
                .map(|(m, some)| some.iter().enumerate().flat_map(|(i, p)| entry((n * PART + m * (PART / 32) + i, p))).collect())
                .collect();
            found.into_iter().for_each(|some| entries.extend(some));
        }
        entries.par_sort_unstable();
    }
    let mut out: Vec<(u32, u32)> = Vec::new();
    let mut distinct = 0;
    for block in entries.chunk_by(|a, b| a.0 == b.0).filter(|block| block.len() > 1) {
        pair_up(block, profiles, &mut out);
        if out.len() > distinct * 2 + PAIRS {
            out.par_sort_unstable();
            out.dedup();
            distinct = out.len();
        }
    }
    drop(entries);
    if out.len() < super::MANY {
        out.sort_unstable()
    } else {
        out.par_sort_unstable()
    }
    out.dedup();
    out
}

fn pair_up(block: &[(u64, u32)], profiles: &[&Profile], out: &mut Vec<(u32, u32)>) {
    if block.len() <= SMALL {
        every_pair(block, out);
        return;
    }
    for which in 0..3 {
        let mut divided: Vec<(u64, u32)> =
            block.iter().map(|(_, i)| (keys::second(profiles[*i as usize])[which], *i)).filter(|(k, _)| *k != 0).collect();
        divided.sort_unstable();
        for part in divided.chunk_by(|a, b| a.0 == b.0) {
            if part.len() <= SMALL {
                every_pair(part, out);
            } else {
                neighbours(part, profiles, out);
            }
        }
    }
    neighbours(block, profiles, out);
}

fn every_pair(block: &[(u64, u32)], out: &mut Vec<(u32, u32)>) {
    for (at, (_, a)) in block.iter().enumerate() {
        out.extend(block[at + 1..].iter().map(|(_, b)| (*a.min(b), *a.max(b))));
    }
}

/// Sorted by content, so that the order of the input does not matter.
fn neighbours(block: &[(u64, u32)], profiles: &[&Profile], out: &mut Vec<(u32, u32)>) {
    let mut sorted: Vec<u32> = block.iter().map(|(_, i)| *i).collect();
    let content = |i: u32| {
        let p = profiles[i as usize];
        let title = p.sides.first().and_then(|s| s.title.forms.first()).map_or("", |f| &*f.words);
        (title, p.mark)
    };
    sorted.sort_unstable_by(|a, b| content(*a).cmp(&content(*b)));
    for (at, a) in sorted.iter().enumerate() {
        out.extend(sorted[at + 1..].iter().take(REACH).map(|b| (*a.min(b), *a.max(b))));
    }
}
