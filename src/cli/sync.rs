//! `yinwen sync`: a .bib file and the library in step.

use super::args::{Global, SyncArgs};
use super::report::{Exit, Outcome, Talk, Trouble};
use super::{place, sources};
use crate::library::Library;
use crate::library::giving::{Choice, Faces};
use crate::library::pool::Pool;
use crate::library::syncing::{Options, Prefer, Report};
use crate::model::Record;
use crate::store::{Error, synced};
use serde_json::Value;
use std::io::Write;
use std::path::PathBuf;

/// Runs the command.
pub fn run(args: &SyncArgs, global: &Global, talk: &Talk) -> Outcome {
    let mut library = place::open(global, talk)?;
    let report = once(args, &mut library)?;
    print(&report, args, talk)?;
    Ok(if report.conflicts.is_empty() { Exit::Clean } else { Exit::Findings })
}

/// One run; the manuscripts of an earlier one are kept in mind.
pub fn once(args: &SyncArgs, library: &mut Library) -> Result<Report, Trouble> {
    let prefer = match args.prefer.as_deref() {
        None => None,
        Some("file") => Some(Prefer::File),
        Some("library") => Some(Prefer::Library),
        Some(other) => return Err(Trouble::usage(format!("unknown side: {other}")).hint("file, library")),
    };
    let name = std::path::absolute(&args.file)?.display().to_string();
    let known = synced::by_path(&library.store.db, &name)?.map(|s| s.scope).unwrap_or_default();
    let absolute = |p: &PathBuf| std::path::absolute(p).unwrap_or_else(|_| p.clone()).display().to_string();
    let scope: Vec<String> = if args.manuscript.is_empty() {
        serde_json::from_str(&known).unwrap_or_default()
    } else {
        args.manuscript.iter().map(absolute).collect()
    };
    let paths: Vec<PathBuf> = scope.iter().map(PathBuf::from).collect();
    let mut biblatex = true;
    if !paths.is_empty() {
        biblatex = sources::manuscript(&paths)?.biblatex;
    }
    let format = match args.to.as_deref() {
        Some(format @ ("bibtex" | "biblatex")) => format.to_owned(),
        Some(other) => return Err(Trouble::usage(format!("unknown format: {other}")).hint("bibtex, biblatex")),
        None => if biblatex { "biblatex" } else { "bibtex" }.to_owned(),
    };
    let scope = if scope.is_empty() { String::new() } else { serde_json::to_string(&scope).map_err(|e| Trouble::failed(e.to_string()))? };
    let options = Options { format, scope, prefer, dry_run: args.dry_run };
    let wanted = move |library: &Library| wanted(library, &paths);
    Ok(library.sync(&args.file, &options, &wanted)?)
}

/// What the file is to hold: the library, or what the manuscripts cite of it.
fn wanted(library: &Library, paths: &[PathBuf]) -> Result<Vec<Record>, Error> {
    if paths.is_empty() {
        return library.give(&Choice::default(), &Faces::All);
    }
    let manuscript = sources::manuscript(paths).map_err(|t| Error::Other(t.message))?;
    let mut pool = Pool::default();
    pool.look_up(library, &manuscript.keys())?;
    Ok(pool.cited(&manuscript).records)
}

/// Says what was done; nothing where nothing was.
pub fn print(report: &Report, args: &SyncArgs, talk: &Talk) -> Result<(), Trouble> {
    let mut out = std::io::stdout().lock();
    if talk.json || talk.ndjson {
        writeln!(out, "{}", serde_json::to_string(report).map_err(|e| Trouble::failed(e.to_string()))?)?;
        return Ok(());
    }
    let short = |v: &Value| match v {
        Value::String(s) => s.clone(),
        Value::Null => "∅".into(),
        other => other.to_string(),
    };
    let (library, file) = (talk.tr("library", "文献库"), talk.tr("file", "文件"));
    for (key, field, value) in &report.to_library {
        writeln!(out, "{file} → {library}  {key} {field}: {}", short(value))?;
    }
    for key in &report.new_in_library {
        writeln!(out, "{file} → {library}  + {key}")?;
    }
    for (old, new) in &report.renamed {
        writeln!(out, "{old} → {new}")?;
    }
    for (key, field, value) in &report.to_file {
        writeln!(out, "{library} → {file}  {key} {field}: {}", short(value))?;
    }
    for key in &report.new_in_file {
        writeln!(out, "{library} → {file}  + {key}")?;
    }
    for key in &report.removed {
        writeln!(out, "{library} → {file}  - {key}")?;
    }
    for key in &report.left_out {
        writeln!(out, "{}: {key}", talk.tr("taken out of the file by hand; the library keeps it", "文件中已手工删去，文献库保留"))?;
    }
    for (key, field, ours, theirs) in &report.conflicts {
        writeln!(out, "{}: {key} {field}: {library} {} ≠ {file} {}", talk.tr("conflict", "冲突"), short(ours), short(theirs))?;
    }
    drop(out);
    if !report.conflicts.is_empty() {
        let hint = talk.tr(
            "Both sides stay as they are. Decide with: yinwen review, or sync --prefer file|library",
            "两边均未改动。请用 yinwen review 或 sync --prefer file|library 决定",
        );
        talk.say(hint);
    }
    if args.dry_run {
        talk.say(talk.tr("Nothing was changed (dry run).", "未作任何改动（试运行）。"));
    } else if report.written {
        talk.say(format!("→ {}", args.file.display()));
    } else if report.operation.is_none() && report.conflicts.is_empty() {
        talk.say(talk.tr("In step.", "已一致。"));
    }
    if let Some(op) = report.operation {
        talk.say(format!("{} {op}", talk.tr("Take it back with: yinwen undo", "撤销：yinwen undo")));
    }
    Ok(())
}
