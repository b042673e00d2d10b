//! `yinwen list` and `yinwen find`: works, one a line.

use super::args::{FindArgs, Global, ListArgs};
use super::place;
use super::report::{Exit, Outcome, Talk, print_json};
use crate::formats::csl_json;
use crate::library::giving::{Choice, Faces};
use crate::model::{Face, Name, Record, Role, Var};
use std::io::Write;
use unicode_width::UnicodeWidthStr;

/// `list`.
pub fn run(args: &ListArgs, global: &Global, talk: &Talk) -> Outcome {
    let library = place::open(global, talk)?;
    let records = library.give(&Choice { tags: args.tag.clone(), ..Choice::default() }, &Faces::All)?;
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
    let width = records.iter().map(|r| r.key.width()).max().unwrap_or(0).min(40);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for record in records {
        let pad = " ".repeat(width.saturating_sub(record.key.width()));
        writeln!(out, "{}{pad}  {}", record.key, line(record))?;
    }
    out.flush()
}

/// A work in one line: authors, year, title, container, and the other face's title.
pub fn line(record: &Record) -> String {
    let Some(face) = record.faces.first() else { return String::new() };
    let mut parts = Vec::new();
    if let Some(names) = face.names(Role::Author).or_else(|| face.names(Role::Editor)) {
        let mut list: Vec<String> = names.list.iter().take(3).map(short).collect();
        if names.et_al || names.list.len() > 3 {
            list.push(if face.language.starts_with("zh") { "等".into() } else { "et al.".into() });
        }
        parts.push(list.join(", "));
    }
    if let Some(year) = face.year() {
        parts.push(year.to_string());
    }
    parts.push(face.get(Var::Title).to_owned());
    if face.has(Var::ContainerTitle) {
        parts.push(face.get(Var::ContainerTitle).to_owned());
    }
    parts.retain(|p| !p.is_empty());
    let mut line = parts.join(". ");
    for other in record.faces.iter().skip(1) {
        line += &format!("  ⇄ {}", other.get(Var::Title));
    }
    line
}

fn short(name: &Name) -> String {
    let given = name.given();
    if crate::text::script::has_han(name.family()) { format!("{}{given}", name.family()) } else { name.family().to_owned() }
}

/// The title of a face, or what stands for it.
pub fn title(face: &Face) -> &str {
    [Var::Title, Var::ContainerTitle, Var::Url].into_iter().map(|v| face.get(v)).find(|s| !s.is_empty()).unwrap_or("")
}
