//! `new`, `edit`, `tag`, `note`, `attach`, `open`, `remove`, `restore`: what a person changes.

use super::args::{AttachArgs, EditArgs, Global, KeyArgs, NewArgs, NoteArgs, RemoveArgs, RestoreArgs, TagArgs};
use super::place;
use super::report::{Exit, Outcome, Talk, Trouble};
use crate::library::{Library, changing, proving};
use crate::model::{Date, DateVar, Kind, Role, Var};
use crate::normalise::names;
use serde_json::Value;
use std::io::Write;

/// Reads `field=value`: names and dates as people write them, JSON where it is given.
fn field(typed: &str) -> Result<(String, Value), Trouble> {
    let (name, value) = typed.split_once('=').ok_or_else(|| Trouble::usage(format!("{typed}: a field is written name=value")))?;
    let bare = name.rsplit('.').next().unwrap_or(name);
    if value.is_empty() {
        return Ok((name.to_owned(), Value::Null));
    }
    let json = if Role::from_str(bare).is_some() {
        serde_json::to_value(names::list(value)).map_err(|e| Trouble::failed(e.to_string()))?
    } else if DateVar::from_str(bare).is_some() {
        serde_json::to_value(date(value)).map_err(|e| Trouble::failed(e.to_string()))?
    } else if Var::from_str(bare).is_some() || matches!(bare, "type" | "language") {
        if bare == "type" && Kind::from_str(value).is_none() {
            return Err(Trouble::usage(format!("unknown type: {value}")));
        }
        Value::String(value.to_owned())
    } else {
        return Err(Trouble::usage(format!("unknown field: {bare}"))
            .hint("fields are the CSL variables: title, author, issued, container-title, page …"));
    };
    Ok((name.to_owned(), json))
}

fn date(typed: &str) -> Date {
    crate::formats::csl_json::plain_date(typed)
}

fn fields(typed: &[String]) -> Result<Vec<(String, Value)>, Trouble> {
    typed.iter().map(|f| field(f)).collect()
}

fn done(op: Option<i64>, talk: &Talk) -> Outcome {
    match op {
        Some(op) => talk.say(format!("{} {op}", talk.tr("Done. Take it back with: yinwen undo", "完成。撤销：yinwen undo"))),
        None => talk.say(talk.tr("Nothing to change.", "无需改动。")),
    }
    Ok(Exit::Clean)
}

/// `new`.
pub fn new(args: &NewArgs, global: &Global, talk: &Talk) -> Outcome {
    let kind = Kind::from_str(&args.kind).ok_or_else(|| Trouble::usage(format!("unknown type: {}", args.kind)))?;
    let fields = fields(&args.fields)?;
    let key = place::open(global, talk)?.new_work(kind, &fields)?;
    writeln!(std::io::stdout(), "{key}")?;
    Ok(Exit::Clean)
}

/// `edit`.
pub fn run(args: &EditArgs, global: &Global, talk: &Talk) -> Outcome {
    let mut library = place::open(global, talk)?;
    let typed = if args.fields.is_empty() { in_editor(&library, &args.key)? } else { args.fields.clone() };
    let fields = fields(&typed)?;
    let work = library.work(&args.key)?;
    let mut after = work.record.clone();
    for (name, value) in &fields {
        changing::set_field(&mut after, name, value);
    }
    for (old, new) in work.record.faces.iter().zip(&after.faces) {
        let (old, new) = (proving::values(old), proving::values(new));
        for (name, value) in new.iter().filter(|n| !old.contains(n)) {
            let before = old.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str());
            talk.say(format!("  {name}: {before} → {value}"));
        }
        for (name, value) in old.iter().filter(|(n, _)| !new.iter().any(|(m, _)| m == n)) {
            talk.say(format!("  {name}: {value} →"));
        }
    }
    if args.dry_run {
        talk.say(talk.tr("Nothing was changed (dry run).", "未作任何改动（试运行）。"));
        return Ok(Exit::Clean);
    }
    let op = if fields.is_empty() { None } else { library.edit(&args.key, &fields)? };
    done(op, talk)
}

/// Lets the user change `name=value` lines in $VISUAL or $EDITOR; returns the lines that changed.
fn in_editor(library: &Library, key: &str) -> Result<Vec<String>, Trouble> {
    let editor = ["VISUAL", "EDITOR"].iter().find_map(|v| std::env::var(v).ok().filter(|s| !s.is_empty()));
    let editor = editor.ok_or_else(|| Trouble::usage("no editor: set EDITOR, or name fields: yinwen edit KEY title=…"))?;
    let work = library.work(key)?;
    let mut before = Vec::new();
    for (i, face) in work.record.faces.iter().enumerate() {
        let prefix = if i == 0 { String::new() } else { format!("{}.", face.language.split('-').next().unwrap_or_default()) };
        before.extend(proving::values(face).into_iter().map(|(name, value)| format!("{prefix}{name}={}", value.replace('\n', " "))));
    }
    let path = std::env::temp_dir().join(format!("yinwen-{}-{}.txt", key.replace(['/', '\\', ':'], "_"), std::process::id()));
    std::fs::write(&path, before.join("\n") + "\n")?;
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or("vi");
    let status = std::process::Command::new(program).args(words).arg(&path).status();
    let after = std::fs::read_to_string(&path);
    let _ = std::fs::remove_file(&path);
    match status {
        Ok(status) if status.success() => {}
        Ok(_) => return Err(Trouble::failed(format!("{program} ended with an error; nothing was changed"))),
        Err(e) => return Err(Trouble::failed(format!("{program}: {e}"))),
    }
    let after = after?;
    let lines: Vec<String> = after.lines().map(str::trim_end).filter(|l| !l.is_empty()).map(str::to_owned).collect();
    let name = |l: &str| l.split_once('=').map(|(n, _)| n.to_owned()).unwrap_or_default();
    let mut changed: Vec<String> = lines.iter().filter(|l| !before.contains(l)).cloned().collect();
    changed.extend(before.iter().map(|l| name(l)).filter(|n| !lines.iter().any(|l| name(l) == *n)).map(|n| format!("{n}=")));
    Ok(changed)
}

/// `tag`.
pub fn tag(args: &TagArgs, global: &Global, talk: &Talk) -> Outcome {
    let mut library = place::open(global, talk)?;
    let (away, add): (Vec<&String>, Vec<&String>) = args.tags.iter().partition(|t| t.starts_with('-'));
    let mut op = None;
    if !add.is_empty() {
        op = library.tag(&args.key, &add.into_iter().cloned().collect::<Vec<_>>())?;
    }
    if !away.is_empty() {
        op = library.untag(&args.key, &away.into_iter().map(|t| t[1..].to_owned()).collect::<Vec<_>>())?.or(op);
    }
    done(op, talk)
}

/// `note`.
pub fn note(args: &NoteArgs, global: &Global, talk: &Talk) -> Outcome {
    done(place::open(global, talk)?.note(&args.key, &args.text.join(" "))?, talk)
}

/// `attach`.
pub fn attach(args: &AttachArgs, global: &Global, talk: &Talk) -> Outcome {
    if !args.file.exists() {
        return Err(Trouble::failed(format!("{}: no such file", args.file.display())));
    }
    let path = std::path::absolute(&args.file)?.display().to_string();
    done(place::open(global, talk)?.attach(&args.key, &path)?, talk)
}

/// `open`: with the system's opener.
pub fn open(args: &KeyArgs, global: &Global, talk: &Talk) -> Outcome {
    let work = place::open(global, talk)?.work(&args.key)?;
    let face = work.record.face();
    let address = || Some(face.get(Var::Url)).filter(|u| u.starts_with("http")).map(str::to_owned);
    let doi = || Some(face.get(Var::Doi)).filter(|d| !d.is_empty()).map(|d| format!("https://doi.org/{d}"));
    let target = work.record.files.first().cloned().or_else(address).or_else(doi);
    let target = target.ok_or_else(|| Trouble::failed(format!("{} has no file, address or DOI", args.key)))?;
    let (program, first) = if cfg!(windows) {
        ("explorer", None)
    } else if cfg!(target_os = "macos") {
        ("open", None)
    } else {
        ("xdg-open", None::<&str>)
    };
    let status =
        std::process::Command::new(program).args(first).arg(&target).status().map_err(|e| Trouble::failed(format!("{program}: {e}")))?;
    talk.say(target);
    Ok(if status.success() || cfg!(windows) { Exit::Clean } else { Exit::Failed })
}

/// `remove`.
pub fn remove(args: &RemoveArgs, global: &Global, talk: &Talk) -> Outcome {
    let mut library = place::open(global, talk)?;
    let mut op = None;
    for key in &args.keys {
        let work = library.work(key)?;
        talk.say(format!("- {}  {}", work.record.key, crate::library::finding::line(&work.record)));
    }
    if args.dry_run {
        talk.say(talk.tr("Nothing was changed (dry run).", "未作任何改动（试运行）。"));
        return Ok(Exit::Clean);
    }
    for key in &args.keys {
        op = library.remove(key)?.or(op);
    }
    done(op, talk)
}

/// `restore`.
pub fn restore(args: &RestoreArgs, global: &Global, talk: &Talk) -> Outcome {
    done(place::open(global, talk)?.restore(&args.key, &args.field)?, talk)
}
