//! `yinwen keys`: listing, pattern, making anew, renaming with manuscripts.

use super::args::{Global, KeyAction, KeyringArgs};
use super::report::{Exit, Outcome, Talk, Trouble, print_json};
use super::{place, sources};
use crate::citing::manuscript::Manuscript;
use serde_json::json;
use std::io::Write;
use std::path::PathBuf;
use unicode_width::UnicodeWidthStr;

/// Runs the command.
pub fn run(args: &KeyringArgs, global: &Global, talk: &Talk) -> Outcome {
    match &args.action {
        None | Some(KeyAction::List) => list(global, talk),
        Some(KeyAction::Pattern { pattern }) => self::pattern(pattern.as_deref(), global, talk),
        Some(KeyAction::Apply { keys, dry_run }) => apply(keys, *dry_run, global, talk),
        Some(KeyAction::Rename { old, new, manuscripts, dry_run }) => rename(old, new, manuscripts, *dry_run, global, talk),
    }
}

fn done(op: Option<i64>, talk: &Talk) {
    match op {
        Some(op) => talk.say(format!("{} {op}", talk.tr("Done. Take it back with: yinwen undo", "完成。撤销：yinwen undo"))),
        None => talk.say(talk.tr("Nothing to change.", "无需改动。")),
    }
}

fn list(global: &Global, talk: &Talk) -> Outcome {
    let keys = place::open(global, talk)?.keys()?;
    if talk.json || talk.ndjson {
        let rows: Vec<_> = keys.iter().map(|(key, aliases)| json!({"key": key, "aliases": aliases})).collect();
        print_json(&rows, talk)?;
        return Ok(Exit::Clean);
    }
    let width = keys.iter().map(|(k, _)| k.width()).max().unwrap_or(0).min(40);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (key, aliases) in &keys {
        if aliases.is_empty() {
            writeln!(out, "{key}")?;
        } else {
            writeln!(out, "{key}{}  ← {}", " ".repeat(width.saturating_sub(key.width())), aliases.join(", "))?;
        }
    }
    out.flush()?;
    Ok(Exit::Clean)
}

fn pattern(pattern: Option<&str>, global: &Global, talk: &Talk) -> Outcome {
    let mut library = place::open(global, talk)?;
    let Some(pattern) = pattern else {
        writeln!(std::io::stdout(), "{}", library.key_pattern()?)?;
        return Ok(Exit::Clean);
    };
    crate::citing::keypattern::Pattern::parse(pattern).map_err(Trouble::usage)?;
    let op = library.set_key_pattern(pattern)?;
    done(op, talk);
    let changes = library.keys_anew(&[])?.len();
    if changes > 0 {
        talk.say(format!(
            "{changes} {}",
            talk.tr("works have other keys: yinwen keys apply -n shows them", "种文献的键与此不同：yinwen keys apply -n 预览")
        ));
    }
    Ok(Exit::Clean)
}

fn apply(keys: &[String], dry_run: bool, global: &Global, talk: &Talk) -> Outcome {
    let mut library = place::open(global, talk)?;
    let changes = library.keys_anew(keys)?;
    if talk.json || talk.ndjson {
        let rows: Vec<_> = changes.iter().map(|(_, old, new)| json!({"old": old, "new": new, "dry-run": dry_run})).collect();
        print_json(&rows, talk)?;
    } else {
        for (_, old, new) in &changes {
            writeln!(std::io::stdout(), "{old} → {new}")?;
        }
    }
    if dry_run {
        talk.say(talk.tr("Nothing was changed (dry run).", "未作任何改动（试运行）。"));
        return Ok(Exit::Clean);
    }
    let op = if changes.is_empty() { None } else { library.give_keys(&changes)? };
    done(op, talk);
    Ok(Exit::Clean)
}

fn rename(old: &str, new: &str, manuscripts: &[PathBuf], dry_run: bool, global: &Global, talk: &Talk) -> Outcome {
    let manuscript = if manuscripts.is_empty() { Manuscript::default() } else { sources::manuscript(manuscripts)? };
    if let Some((path, why)) = manuscript.unread.first() {
        return Err(Trouble::failed(format!("{}: {why}; nothing was changed", path.display())));
    }
    let mut library = place::open(global, talk)?;
    let plan = library.plan_rename(old, new, &manuscript)?;
    if talk.json || talk.ndjson {
        let mut rows: Vec<_> =
            plan.changes.iter().map(|c| json!({"file": c.path, "line": c.line, "column": c.column, "old": old, "new": new})).collect();
        if plan.in_library {
            rows.insert(0, json!({"library": true, "old": old, "new": new}));
        }
        print_json(&rows, talk)?;
    } else {
        let mut out = std::io::stdout().lock();
        if plan.in_library {
            writeln!(out, "{}: {old} → {new}", talk.tr("library", "文献库"))?;
        }
        for change in &plan.changes {
            writeln!(out, "{}:{}:{}: {old} → {new}", change.path, change.line, change.column)?;
        }
    }
    if !plan.in_library {
        talk.say(format!("{old}: {}", talk.tr("not in the library; only the files change", "文献库中没有此键，只改文件")));
    }
    if dry_run {
        talk.say(talk.tr("Nothing was changed (dry run).", "未作任何改动（试运行）。"));
        return Ok(Exit::Clean);
    }
    let op = library.rename_planned(old, new, &plan)?;
    if plan.files.is_empty() {
        done(op, talk);
    } else {
        let again = format!("yinwen keys rename {new} {old} --in …");
        talk.say(format!(
            "{} {}. {} {again}",
            plan.files.len(),
            talk.tr("files written", "个文件已改写"),
            talk.tr("Take it back with:", "撤销：")
        ));
    }
    Ok(Exit::Clean)
}
