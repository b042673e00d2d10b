//! `yinwen formats`: what can be read and written, from the registers.

use super::report::{Exit, Outcome, Talk, print_json};
use crate::documents::READERS;
use crate::formats::FORMATS;
use serde_json::json;
use std::io::Write;

/// Runs the command.
pub fn run(talk: &Talk) -> Outcome {
    if talk.json || talk.ndjson {
        let mut rows: Vec<_> = FORMATS
            .iter()
            .map(|f| json!({"name": f.name, "label": f.label, "extensions": f.extensions, "read": f.read.is_some(), "write": f.write.is_some(), "kind": "format"}))
            .collect();
        rows.extend(READERS.iter().map(
            |r| json!({"name": r.name, "label": r.label, "extensions": r.extensions, "read": true, "write": false, "kind": "document"}),
        ));
        print_json(&rows, talk)?;
        return Ok(Exit::Clean);
    }
    for (name, label) in
        [("text", "Reference lists as text; written in GB/T 7714"), ("STYLE", "Written as text in a style: apa … (yinwen styles)")]
    {
        let can = if name == "text" { "read write" } else { "     write" };
        writeln!(std::io::stdout(), "{name:<16} {can:<11} {label}")?;
    }
    for f in FORMATS {
        let can = match (f.read.is_some(), f.write.is_some()) {
            (true, true) => "read write",
            (true, false) => "read",
            _ => "     write",
        };
        writeln!(std::io::stdout(), "{:<16} {can:<11} {}", f.name, f.label)?;
    }
    for r in READERS {
        writeln!(std::io::stdout(), "{:<16} {:<11} {}", r.name, "document", r.label)?;
    }
    Ok(Exit::Clean)
}
