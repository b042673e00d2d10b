//! Speed of reading documents and of finding their references: `cargo run --release --example documents_speed -- FOLDER [ROUNDS]`.
//!
//! Every file of the folder is read, its places found and its references parsed, on one core; of the rounds the quickest counts.

use std::time::{Duration, Instant};
use yinwen::documents::{Limits, finder, read};
use yinwen::library::reading;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let Some(folder) = arguments.next() else { return eprintln!("documents_speed FOLDER [ROUNDS]") };
    let rounds: usize = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(5);
    let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten().map(|e| e.path());
    let files: Vec<_> = entries.filter_map(|path| std::fs::read(&path).ok().map(|bytes| (path, bytes))).collect();
    let bytes: usize = files.iter().map(|(_, b)| b.len()).sum();
    let mut best = [Duration::MAX; 3];
    let mut counts = [0; 3];
    for _ in 0..rounds {
        let mut spent = [Duration::ZERO; 3];
        counts = [0; 3];
        for (path, bytes) in &files {
            let start = Instant::now();
            let Ok(document) = read(bytes, path, &Limits::default()) else { continue };
            spent[0] += start.elapsed();
            let start = Instant::now();
            let found = finder::find(&document);
            spent[1] += start.elapsed();
            let start = Instant::now();
            let records = reading::citations(&document);
            spent[2] += start.elapsed();
            counts[0] += 1;
            counts[1] += found.len();
            counts[2] += records.len();
        }
        for (b, s) in best.iter_mut().zip(spent) {
            *b = (*b).min(s);
        }
    }
    for ((what, time), count) in ["documents read", "places found", "references parsed (finding again)"].iter().zip(best).zip(counts) {
        let seconds = time.as_secs_f64().max(1e-9);
        println!("{count:8} {what:34} {:9.1} ms  {:8.1} MB/s", seconds * 1e3, bytes as f64 / 1e6 / seconds);
    }
}
