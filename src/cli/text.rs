//! `yinwen text`: what a reader saw of a document, so that a reading fault can be told from a parsing fault.

use super::args::TextArgs;
use super::input;
use super::report::{Exit, Outcome, Talk, Trouble, print_json};
use crate::documents::{self, BlockKind, finder};
use serde_json::json;
use std::io::Write;

/// Runs the command.
pub fn run(args: &TextArgs, talk: &Talk) -> Outcome {
    let bytes = input::bytes(&args.file)?;
    let document =
        documents::read(&bytes, &args.file, &args.limits.limits()).map_err(|e| Trouble::failed(format!("{}: {e}", args.file.display())))?;
    talk.faults(&args.file, &document.faults);
    let found = finder::find(&document);
    if talk.json || talk.ndjson {
        let rows: Vec<_> = document
            .blocks
            .iter()
            .map(|b| {
                let (kind, mark) = name(&b.kind);
                json!({"kind": kind, "mark": mark, "page": b.page, "start": b.range.start, "end": b.range.end, "text": document.text.get(b.range.clone())})
            })
            .collect();
        print_json(&rows, talk)?;
        return Ok(Exit::Clean);
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for block in &document.blocks {
        let (kind, mark) = name(&block.kind);
        let site = found.iter().find(|f| f.ranges.iter().any(|r| r.start < block.range.end && block.range.start < r.end));
        let cited = site.map_or(String::new(), |s| format!(" → {:?}", s.site).to_lowercase());
        writeln!(out, "── {kind} {mark} {}{cited}", if block.page > 0 { format!("p. {}", block.page) } else { String::new() })?;
        writeln!(out, "{}", document.text.get(block.range.clone()).unwrap_or_default().trim_end())?;
    }
    out.flush()?;
    Ok(Exit::Clean)
}

fn name(kind: &BlockKind) -> (&'static str, &str) {
    match kind {
        BlockKind::Heading(_) => ("heading", ""),
        BlockKind::Paragraph => ("paragraph", ""),
        BlockKind::ListItem(mark) => ("item", mark),
        BlockKind::Note(mark) => ("note", mark),
        BlockKind::Table => ("table", ""),
        BlockKind::Caption => ("caption", ""),
        BlockKind::Running => ("running", ""),
        BlockKind::Entry(mark) => ("entry", mark),
    }
}
