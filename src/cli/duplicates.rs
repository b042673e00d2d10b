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
    for path in &args.files {
        let (_, import) = convert::read(&input::bytes(path)?, path, None)?;
        talk.faults(path, &import.faults);
        records.extend(import.records);
    }
    let outcome = dedup::group(&records);
    let id = |i: usize| records[i].key.as_str();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if talk.json || talk.ndjson {
        let value = json!({
            "clusters": outcome.clusters.iter().map(|c| c.iter().map(|i| id(*i)).collect::<Vec<_>>()).collect::<Vec<_>>(),
            "translations": outcome.translations.iter().map(|(a, b)| [id(*a), id(*b)]).collect::<Vec<_>>(),
            "review": outcome.review.iter().map(|(a, b, s)| json!([id(*a), id(*b), s])).collect::<Vec<_>>(),
            "links": outcome.links.iter().map(|(a, b, r)| json!([id(*a), id(*b), r.as_str()])).collect::<Vec<_>>(),
        });
        writeln!(out, "{value}")?;
    } else {
        for cluster in &outcome.clusters {
            writeln!(out, "{}", cluster.iter().map(|i| id(*i)).collect::<Vec<_>>().join(" = "))?;
        }
        for (a, b) in &outcome.translations {
            writeln!(out, "{} ~ {}", id(*a), id(*b))?;
        }
        for (a, b, score) in &outcome.review {
            writeln!(out, "{} ? {}  {score:.2}", id(*a), id(*b))?;
        }
        for (a, b, relation) in &outcome.links {
            writeln!(out, "{} {} {}", id(*a), relation.as_str(), id(*b))?;
        }
    }
    out.flush()?;
    Ok(Exit::Clean)
}
