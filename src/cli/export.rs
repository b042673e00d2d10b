//! `yinwen export`: works of the library in a format.

use super::args::{ExportArgs, Global};
use super::report::{Exit, Outcome, Talk, Trouble};
use super::target::{Target, writable};
use super::{convert, give, output, place, sources};
use crate::formats::{Format, bibtex};
use crate::library::giving::Faces;
use crate::library::pool::Cited;
use std::io::Write;

/// Runs the command.
pub fn run(args: &ExportArgs, global: &Global, talk: &Talk) -> Outcome {
    if !args.manuscript.is_empty() {
        return cited(args, global, talk);
    }
    let target = match (&args.to, &args.output) {
        (Some(name), _) => Target::named(name)?,
        (None, output) => output.as_deref().and_then(Target::by_ending).map_or_else(|| writable("bibtex").map(Target::Format), Ok)?,
    };
    let library = place::open(global, talk)?;
    let choice = args.chosen.choice();
    give::run(&library, &choice, &faces(args), &target, args, talk)
}

fn faces(args: &ExportArgs) -> Faces {
    if matches!(args.faces.as_str(), "both" | "all") { Faces::All } else { Faces::Only(args.faces.clone()) }
}

/// `--for`: exactly what a manuscript cites. What no entry is found for is named, and the exit code says so.
fn cited(args: &ExportArgs, global: &Global, talk: &Talk) -> Outcome {
    if !matches!(args.order.as_str(), "citation" | "key") {
        return Err(Trouble::usage(format!("unknown order: {}", args.order)).hint("citation, key"));
    }
    let found = sources::sources(&args.manuscript, &args.input, global, talk)?;
    let ending = args.output.as_deref().filter(|o| !is_bib(o));
    let target = match (&args.to, ending) {
        (Some(name), _) => Target::named(name)?,
        (None, Some(output)) => Target::by_ending(output).map_or_else(|| writable("bibtex").map(Target::Format), Ok)?,
        _ => Target::Format(writable(if found.manuscript.biblatex { "biblatex" } else { "bibtex" })?),
    };
    let mut cited = found.pool.cited(&found.manuscript);
    for record in &mut cited.records {
        if let Faces::Only(language) = faces(args) {
            let i = record.faces.iter().position(|f| f.language.split('-').next() == Some(&language)).unwrap_or(0);
            record.faces = vec![record.faces.swap_remove(i)];
        }
    }
    if args.order == "key" {
        cited.records.sort_by(|a, b| a.key.cmp(&b.key));
    }
    let as_read = target.format().and_then(|format| as_read(&found, &cited, format, args));
    let (bytes, losses) = match as_read {
        Some(text) => (text.into_bytes(), Vec::new()),
        None => {
            let mut bytes = Vec::new();
            let losses = target.write(&cited.records, &mut bytes)?;
            (bytes, losses)
        }
    };
    match &args.output {
        Some(path) => {
            output::replace(path, &bytes)?;
            let count = cited.records.len();
            talk.say(format!("{count} {} → {}   {}", talk.tr("works", "种文献"), path.display(), target.label()));
        }
        None => std::io::stdout().lock().write_all(&bytes)?,
    }
    convert::report_losses(&losses, talk);
    for (path, why) in found.manuscript.unread.iter().chain(&found.pool.unread) {
        talk.error(&Trouble::failed(format!("{}: {why}", path.display())));
    }
    for (path, spot) in &found.manuscript.missing {
        let (file, line, column) = found.manuscript.place(spot);
        talk.error(&Trouble::failed(format!("{file}:{line}:{column}: {path} {}", talk.tr("is not there", "不存在"))));
    }
    for key in &cited.missing {
        let near =
            crate::citing::nearest::nearest(key, found.pool.file_keys().chain(found.pool.library_keys.iter().map(String::as_str)), 3);
        let hint =
            if near.is_empty() { String::new() } else { format!("  {} @{}?", talk.tr("did you mean", "是否为"), near.join(", @")) };
        talk.error(&Trouble::failed(format!("{}: @{key}{hint}", talk.tr("missing", "缺少条目"))));
    }
    let partly = !cited.missing.is_empty() || !found.manuscript.missing.is_empty() || !found.manuscript.unread.is_empty();
    Ok(if partly {
        Exit::Partly
    } else if args.strict && !losses.is_empty() {
        Exit::Findings
    } else {
        Exit::Clean
    })
}

fn is_bib(path: &std::path::Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("bib"))
}

/// Entries that all come from one .bib file go into a .bib file as they stand there, with their macros.
fn as_read(found: &sources::Sources, cited: &Cited, format: &Format, args: &ExportArgs) -> Option<String> {
    let mut files = cited.from_files.iter().filter_map(|f| found.pool.files.get(*f));
    let (file, only) = (files.next()?, files.next().is_none());
    let bib = matches!(format.name, "bibtex" | "biblatex") && file.is_bib() && args.to.as_deref().is_none_or(|to| to == file.format.name);
    if !only || !bib || cited.from_library + cited.from_fields > 0 || faces(args) != Faces::All {
        return None;
    }
    let keys: Vec<&str> = cited.records.iter().map(|r| r.key.as_str()).collect();
    let (text, missing) = bibtex::subset(&file.text, &keys);
    missing.is_empty().then_some(text)
}
