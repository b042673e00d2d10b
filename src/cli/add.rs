//! `yinwen add`: documents and bibliography files into the library.

use super::args::{AddArgs, Global};
use super::reading::Choice;
use super::report::{Exit, Outcome, Progress, Talk, Trouble};
use super::{input, place};
use crate::documents::Failure;
use crate::library::Library;
use crate::library::adding::{Fate, Summary, absolute};
use crate::library::differing::{self, Difference};
use serde_json::json;
use std::io::Write;

/// Runs the command.
pub fn run(args: &AddArgs, global: &Global, talk: &Talk) -> Outcome {
    let limits = args.limits.limits();
    let paths = input::chosen(&args.paths, &Choice::new(&args.choice)?, &limits)?;
    let (mut library, scratch) = if args.dry_run { rehearsal(global)? } else { (place::open(global, talk)?, None) };
    let progress = Progress::new(talk, talk.tr("Reading", "读取"), paths.len());
    let summary = library.add(&paths, &limits, |done| {
        progress.at(done);
        true
    })?;
    progress.end();
    if args.dry_run {
        let shown = differences(&library, &summary, global, talk);
        drop(library);
        if let Some(folder) = scratch {
            let _ = std::fs::remove_dir_all(folder);
        }
        shown?;
    }
    report(&summary, args, talk)
}

/// What reading known files again would change, field by field.
fn differences(after: &Library, summary: &Summary, global: &Global, talk: &Talk) -> Result<(), Trouble> {
    let path = place::path(global)?;
    if !path.exists() {
        return Ok(());
    }
    let before = Library::open(&path)?;
    let mut rows = Vec::new();
    for (path, _, _) in summary.paths.iter().filter(|(_, fate, _)| matches!(fate, Fate::Read(_))) {
        for difference in differing::differences(&before, after, &absolute(path))? {
            rows.push(match &difference {
                Difference::New { name } => format!("{}: + {name}", path.display()),
                Difference::Gone { name } => format!("{}: - {name}", path.display()),
                Difference::Changed { name, field, before, after } => {
                    format!("{}: {name}  {field}: {} → {}", path.display(), quoted(before), quoted(after))
                }
            });
        }
    }
    if !(talk.json || talk.ndjson) {
        let mut out = std::io::stdout().lock();
        rows.iter().try_for_each(|row| writeln!(out, "{row}"))?;
    }
    Ok(())
}

fn quoted(value: &str) -> String {
    if value.is_empty() { "–".to_owned() } else { format!("“{value}”") }
}

/// A copy of the library in a folder of its own, to try things on.
fn rehearsal(global: &Global) -> Result<(Library, Option<std::path::PathBuf>), Trouble> {
    let folder = std::env::temp_dir().join(format!("yinwen-dry-run-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let copy = folder.join("library.db");
    let path = place::path(global)?;
    if path.exists() {
        Library::open(&path)?.store.backup(&copy)?;
    }
    Ok((Library::open(&copy)?, Some(folder)))
}

fn report(summary: &Summary, args: &AddArgs, talk: &Talk) -> Outcome {
    let (mut read, mut unchanged, mut failed, mut unknown) = (0, 0, 0, 0);
    let mut exit = Exit::Clean;
    for (path, fate, faults) in &summary.paths {
        exit = exit.and(talk.faults(path, faults));
        match fate {
            Fate::Read(_) => read += 1,
            Fate::Unchanged => unchanged += 1,
            Fate::Copy(other) => {
                unchanged += 1;
                talk.say(format!("{}: {} {other}", path.display(), talk.tr("same content as", "内容同于")));
            }
            // In a folder, files that are no documents or empty are passed over; a file that was named must be read.
            Fate::Failed(Failure::Unknown(_) | Failure::Empty) if !args.paths.contains(path) => unknown += 1,
            Fate::Failed(failure) => {
                failed += 1;
                talk.error(&Trouble::failed(format!("{}: {failure}", path.display())));
            }
            Fate::Unopened(why) => {
                failed += 1;
                talk.error(&Trouble::failed(format!("{}: {why}", path.display())));
            }
        }
    }
    let new = summary.works.1.saturating_sub(summary.works.0);
    if talk.json || talk.ndjson {
        writeln!(
            std::io::stdout(),
            "{}",
            json!({"documents": read, "unchanged": unchanged, "failed": failed, "passed-over": unknown, "references": summary.found,
                   "new-works": new, "works": summary.works.1, "joined": summary.joined, "pairs": summary.faces, "review": summary.asked,
                   "operation": summary.operation, "dry-run": args.dry_run})
        )?;
    } else {
        let tr = |e: &'static str, z: &'static str| talk.tr(e, z);
        let mut line = format!("{} {}   {read} {}", summary.found, tr("references found", "条引文"), tr("documents read", "份文档已读"));
        for (n, what) in
            [(unchanged, tr("unchanged", "份未变")), (failed, tr("failed", "份失败")), (unknown, tr("no documents", "个非文档"))]
        {
            if n > 0 {
                line += &format!(" · {n} {what}");
            }
        }
        talk.say(line);
        if summary.found > 0 {
            talk.say(format!(
                "{new} {}   {} {} · {} {}   {} {}",
                tr("new works", "种新文献"),
                summary.joined,
                tr("repeats joined", "条重复已合并"),
                summary.faces,
                tr("language pairs joined", "对双语已合并"),
                summary.asked,
                tr("to look at", "处待核")
            ));
        }
        match (summary.operation, args.dry_run) {
            (_, true) => talk.say(tr("Nothing was changed (dry run).", "未作任何改动（试运行）。")),
            (Some(op), _) => talk.say(format!("{} {op}", tr("Take it back with: yinwen undo", "撤销：yinwen undo"))),
            (None, _) => {}
        }
    }
    Ok(if failed > 0 { Exit::Partly } else { exit })
}
