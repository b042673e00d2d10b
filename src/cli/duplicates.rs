//! `yinwen duplicates`: which records are one work, two faces, related, or to be asked about.

use super::args::{DuplicatesArgs, Global};
use super::report::{Exit, Outcome, Talk};
use super::{convert, input, place};
use crate::dedup;
use crate::library::giving::{Choice, Faces};
use crate::model::Record;
use serde_json::json;
use std::io::Write;

/// Runs the command.
pub fn run(args: &DuplicatesArgs, global: &Global, talk: &Talk) -> Outcome {
    let mut records: Vec<Record> = Vec::new();
    if args.files.is_empty() {
        records = place::open(global, talk)?.give(&Choice::default(), &Faces::All)?;
    }
    let mut exit = Exit::Clean;
    for path in &args.files {
        let (_, import) = convert::read(&input::bytes(path)?, path, None)?;
        exit = exit.and(talk.faults(path, &import.faults));
        records.extend(import.records);
    }
    let outcome = dedup::group(&records);
    let id = |i: usize| records[i].key.as_str();
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
        why(a, b).iter().filter(|_| args.explain).try_for_each(|reason| writeln!(out, "    · {reason}"))
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

/// All pairs that something was found about; neighbours in a cluster stand for it.
fn pairs(outcome: &dedup::Outcome) -> impl Iterator<Item = (usize, usize)> {
    let same = outcome.clusters.iter().flat_map(|c| c.windows(2).map(|w| (w[0], w[1])));
    let open = outcome.review.iter().map(|(a, b, _)| (*a, *b));
    same.chain(outcome.translations.iter().copied()).chain(open).chain(outcome.links.iter().map(|(a, b, _)| (*a, *b)))
}
