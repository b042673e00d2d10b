//! Measures the engine of duplicates on a file of records: time a record of each step, in one set and one record at a time.
//!
//!     cargo run --release --example measure_dedup -- FILE

use rustc_hash::FxHashMap;
use std::time::Instant;
use yinwen::dedup::{self, Profile, Verdict, pairs};
use yinwen::formats::{self, Input};

fn main() {
    let mut args = std::env::args().skip(1);
    let Some(path) = args.next() else { return eprintln!("measure_dedup FILE") };
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(e) => return eprintln!("{path}: {e}"),
    };
    let start = Instant::now();
    let input = Input::new(&bytes, path.as_ref());
    let Some(read) = formats::detect(&input).and_then(|f| f.read) else { return eprintln!("{path}: no known format") };
    let records = match read(&input) {
        Ok(import) => import.records,
        Err(e) => return eprintln!("{path}: {e}"),
    };
    let n = records.len();
    let say = |what: &str, start: Instant| println!("{what:34} {:8.2} µs a record", start.elapsed().as_secs_f64() * 1e6 / n.max(1) as f64);
    say("parsed", start);
    let start = Instant::now();
    let profiles: Vec<Profile> = records.iter().map(Profile::of).collect();
    say("profiles, one core", start);
    println!("{:34} {:8.0} bytes a profile", "", profiles.iter().map(Profile::bytes).sum::<usize>() as f64 / n.max(1) as f64);
    let start = Instant::now();
    let keys: Vec<Vec<u64>> = profiles.iter().map(dedup::keys_of).collect();
    say("keys, one core", start);
    println!("{:34} {:8.2} keys a record", "", keys.iter().map(Vec::len).sum::<usize>() as f64 / n.max(1) as f64);
    let start = Instant::now();
    let all: Vec<&Profile> = profiles.iter().collect();
    let candidates = pairs::candidates(&all);
    say("candidates, all cores", start);
    println!("{:34} {:8.2} pairs a record", "", candidates.len() as f64 / n.max(1) as f64);
    let start = Instant::now();
    let mut kinds = [0usize; 5];
    for (a, b) in &candidates {
        kinds[match dedup::judge(&profiles[*a as usize], &profiles[*b as usize]) {
            Verdict::Same => 0,
            Verdict::Translation => 1,
            Verdict::Linked(_) => 2,
            Verdict::Ask(_) => 3,
            Verdict::Different => 4,
        }] += 1;
    }
    say("judged, one core", start);
    println!("{:34} same, faces, linked, asked, different: {kinds:?}", "");
    let start = Instant::now();
    let outcome = dedup::group_profiles(&profiles);
    say("grouped in one set, all cores", start);
    println!(
        "{:34} {} clusters, {} faces, {} asked, {} links",
        "",
        outcome.clusters.len(),
        outcome.translations.len(),
        outcome.review.len(),
        outcome.links.len()
    );
    one_at_a_time(&records, say);
}

/// What a library does: profile, keys, candidates by the index, a verdict on each.
fn one_at_a_time(records: &[yinwen::model::Record], say: impl Fn(&str, Instant)) {
    const MOST: usize = 64;
    let start = Instant::now();
    let mut index: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    let mut kept: Vec<Profile> = Vec::new();
    let (mut found, mut judged) = (0usize, 0usize);
    for record in records {
        let profile = Profile::of(record);
        let keys = dedup::keys_of(&profile);
        let mut near: Vec<u32> = keys.iter().filter_map(|k| index.get(k)).filter(|l| l.len() <= MOST).flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        judged += near.len();
        found += near.iter().filter(|i| dedup::judge(&profile, &kept[**i as usize]) != Verdict::Different).count();
        for key in keys {
            index.entry(key).or_default().push(kept.len() as u32);
        }
        kept.push(profile);
    }
    say("one at a time, one core", start);
    println!("{:34} {:8.2} pairs a record, {found} of them joined, linked or asked", "", judged as f64 / records.len().max(1) as f64);
}
