//! `yinwen documents`: what was read.

use super::args::Global;
use super::place;
use super::report::{Exit, Outcome, Talk, print_json};
use crate::store::{documents, records, works};
use serde_json::json;
use std::io::Write;

/// Runs the command.
pub fn run(global: &Global, talk: &Talk) -> Outcome {
    let library = place::open(global, talk)?;
    let db = &library.store.db;
    let mut rows = Vec::new();
    for document in documents::all(db)? {
        let citations = records::of_document(db, document.id)?.iter().filter(|r| r.active && r.ordinal >= 0).count();
        let own = match document.own {
            Some(id) => works::of_record(db, id)?.map(|w| works::get(db, w)).transpose()?.flatten().map(|w| w.record.key),
            None => None,
        };
        if talk.json || talk.ndjson {
            rows.push(json!({"path": document.path, "hash": document.hash, "reader": document.reader, "encoding": document.encoding,
                             "citations": citations, "key": own}));
        } else {
            writeln!(
                std::io::stdout(),
                "{citations:>5}  {}  {}{}",
                document.reader,
                document.path,
                own.map(|k| format!("  @{k}")).unwrap_or_default()
            )?;
        }
    }
    if talk.json || talk.ndjson {
        print_json(&rows, talk)?;
    }
    Ok(Exit::Clean)
}
