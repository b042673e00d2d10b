//! `yinwen duplicates`: which records are one work, two faces, related, or to be asked about.

use super::args::{DuplicatesArgs, Global};
use super::report::{Exit, Outcome, Talk, Trouble};
use super::{convert, input, place};
use crate::dedup::{self, Profile};
use crate::formats::{Import, Input};
use crate::library::giving::{Choice, Faces};
use crate::model::Record;
use rayon::prelude::*;
use serde_json::json;
use std::io::Write;

/// Runs the command.
pub fn run(args: &DuplicatesArgs, global: &Global, talk: &Talk) -> Outcome {
    let mut set = Compared::default();
    if args.files.is_empty() {
        set.take(place::open(global, talk)?.give(&Choice::default(), &Faces::All)?, args.explain);
    }
    let mut exit = Exit::Clean;
    for path in &args.files {
        let bytes = input::bytes(path)?;
        let read = Input::new(&bytes, path);
        let mut faults = Vec::new();
        let take = &mut |import: Import| {
            faults.extend(import.faults);
            set.take(import.records, args.explain);
            true
        };
        let broken = |e| Trouble::failed(format!("{}: {e}", path.display()));
        convert::recognise(&read)?.read_slices(&read, SLICE, take).map_err(broken)?;
        exit = exit.and(talk.faults(path, &faults));
    }
    let outcome = dedup::group_profiles(&set.profiles);
    let (keys, records) = (&set.keys, &set.records);
    let id = |i: usize| &*keys[i];
    let why = |a: usize, b: usize| dedup::compare(&records[a], &records[b]).1;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if talk.json || talk.ndjson {
        let mut value = json!({
            "clusters": outcome.clusters.iter().map(|c| c.iter().map(|i| id(*i)).collect::<Vec<_>>()).collect::<Vec<_>>(),
            "translations": outcome.translations.iter().map(|(a, b)| [id(*a), id(*b)]).collect::<Vec<_>>(),
            "review": outcome.review.iter().map(|(a, b, s)| json!([id(*a), id(*b), s])).collect::<Vec<_>>(),
            "links": outcome.links.iter().map(|(a, b, r)| json!([id(*a), id(*b), r.as_str()])).collect::<Vec<_>>(),
        });
        if args.explain {
            let rows: Vec<_> = pairs(&outcome).map(|(a, b)| json!({"a": id(a), "b": id(b), "why": why(a, b)})).collect();
            value["why"] = rows.into();
        }
        writeln!(out, "{value}")?;
        return Ok(exit);
    }
    let explain = |out: &mut dyn Write, a: usize, b: usize| -> std::io::Result<()> {
        if !args.explain {
            return Ok(());
        }
        why(a, b).iter().try_for_each(|reason| writeln!(out, "    · {reason}"))
    };
    for cluster in &outcome.clusters {
        writeln!(out, "{}", cluster.iter().map(|i| id(*i)).collect::<Vec<_>>().join(" = "))?;
        cluster.windows(2).try_for_each(|w| explain(&mut out, w[0], w[1]))?;
    }
    for (a, b) in &outcome.translations {
        writeln!(out, "{} ~ {}", id(*a), id(*b))?;
        explain(&mut out, *a, *b)?;
    }
    for (a, b, score) in &outcome.review {
        writeln!(out, "{} ? {}  {score:.2}", id(*a), id(*b))?;
        explain(&mut out, *a, *b)?;
    }
    for (a, b, relation) in &outcome.links {
        writeln!(out, "{} {} {}", id(*a), relation.as_str(), id(*b))?;
        explain(&mut out, *a, *b)?;
    }
    out.flush()?;
    Ok(exit)
}

/// Records read at once.
const SLICE: usize = 2_048;

/// What the engine needs of records; the records themselves only where reasons are asked for.
#[derive(Default)]
struct Compared {
    profiles: Vec<Profile>,
    keys: Vec<Box<str>>,
    records: Vec<Record>,
}

impl Compared {
    fn take(&mut self, mut records: Vec<Record>, keep: bool) {
        let profiles: Vec<Profile> = records.par_iter().with_min_len(64).map(Profile::of).collect();
        self.profiles.extend(profiles);
        self.keys.extend(records.iter_mut().map(|r| std::mem::take(&mut r.key).into_boxed_str()));
        if keep {
            self.records.extend(records);
        }
    }
}

/// All pairs that something was found about; neighbours in a cluster stand for it.
fn pairs(outcome: &dedup::Outcome) -> impl Iterator<Item = (usize, usize)> {
    let same = outcome.clusters.iter().flat_map(|c| c.windows(2).map(|w| (w[0], w[1])));
    let open = outcome.review.iter().map(|(a, b, _)| (*a, *b));
    same.chain(outcome.translations.iter().copied()).chain(open).chain(outcome.links.iter().map(|(a, b, _)| (*a, *b)))
}
