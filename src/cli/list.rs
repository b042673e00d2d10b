//! `yinwen list` and `yinwen find`: works, one a line.

use super::args::{FindArgs, Global, ListArgs};
use super::place;
use super::report::{Exit, Outcome, Talk, print_json};
use crate::formats::csl_json;
use crate::library::finding;
use crate::library::giving::Choice;
use crate::model::Record;
use crate::store::works;
use std::io::Write;
use unicode_width::UnicodeWidthStr;

/// `list`.
pub fn run(args: &ListArgs, global: &Global, talk: &Talk) -> Outcome {
    let library = place::open(global, talk)?;
    if args.tag.is_empty() && !talk.json && !talk.ndjson {
        rows(&works::listing(&library.store.db)?, talk)?;
        return Ok(Exit::Clean);
    }
    let choice = Choice { tags: args.tag.clone(), ..Choice::default() };
    let records: Vec<Record> = library.chosen(&choice)?.into_iter().map(|w| w.record).collect();
    print(&records, talk)?;
    Ok(Exit::Clean)
}

/// `find`.
pub fn find(args: &FindArgs, global: &Global, talk: &Talk) -> Outcome {
    let library = place::open(global, talk)?;
    let works = library.find(&args.words.join(" "), args.limit)?;
    let records: Vec<Record> = works.into_iter().map(|w| w.record).collect();
    print(&records, talk)?;
    Ok(if records.is_empty() { Exit::Findings } else { Exit::Clean })
}

fn print(records: &[Record], talk: &Talk) -> std::io::Result<()> {
    if talk.json || talk.ndjson {
        let items: Vec<_> = records.iter().map(|r| csl_json::to_item(r, false)).collect();
        return print_json(&items, talk);
    }
    let lines: Vec<(String, String)> = records.iter().map(|r| (r.key.clone(), finding::line(r))).collect();
    rows(&lines, talk)
}

/// Keys in a column, lines beside it.
fn rows(lines: &[(String, String)], talk: &Talk) -> std::io::Result<()> {
    let width = lines.iter().map(|(key, _)| key.width()).max().unwrap_or(0).min(40);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (key, line) in lines {
        writeln!(out, "{}{}  {line}", talk.strong(key), " ".repeat(width.saturating_sub(key.width())))?;
    }
    out.flush()
}
