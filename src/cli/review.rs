//! `yinwen review`: the queue of open questions, answered in a terminal or by a file.

use super::args::{Global, ReviewArgs};
use super::report::{Exit, Outcome, Talk, Trouble, print_json};
use super::{input, place};
use crate::library::syncing::Prefer;
use crate::library::{Library, proving};
use crate::store::synced;
use crate::store::works::{self, Pair};
use serde_json::{Value, json};
use std::io::{BufRead, IsTerminal, Write};

/// Runs the command.
pub fn run(args: &ReviewArgs, global: &Global, talk: &Talk) -> Outcome {
    let mut library = place::open(global, talk)?;
    if let Some(path) = &args.apply {
        return apply(&mut library, &input::bytes(path)?, talk);
    }
    let pairs = questions(&library)?;
    if talk.json || talk.ndjson {
        let mut rows: Vec<Value> =
            pairs.iter().map(|(p, a, b)| json!({"a": a.record.key, "b": b.record.key, "score": p.score, "why": p.why})).collect();
        rows.extend(conflicts(&library)?);
        print_json(&rows, talk)?;
        return Ok(Exit::Clean);
    }
    let open = synced::conflicts(&library.store.db, None)?;
    if pairs.is_empty() && open.is_empty() {
        talk.say(talk.tr("Nothing to look at.", "没有待核条目。"));
        return Ok(Exit::Clean);
    }
    if !talk.may_ask() || !std::io::stdout().is_terminal() {
        for (p, a, b) in &pairs {
            writeln!(std::io::stdout(), "{}\t{}\t{:.2}", a.record.key, b.record.key, p.score)?;
        }
        for c in &open {
            writeln!(std::io::stdout(), "{}\t{}\t{} ≠ {}", c.key, c.field, c.library, c.file)?;
        }
        return Ok(Exit::Clean);
    }
    if !decide(&mut library, &open, talk)? {
        return Ok(Exit::Clean);
    }
    ask(&mut library, pairs, talk)
}

/// Fields that a synced file and the library have changed differently, as questions.
fn conflicts(library: &Library) -> Result<Vec<Value>, Trouble> {
    let db = &library.store.db;
    let json = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_default();
    let mut rows = Vec::new();
    for c in synced::conflicts(db, None)? {
        let path = synced::get(db, c.synced)?.map(|s| s.path);
        rows.push(
            json!({"conflict": c.id, "key": c.key, "field": c.field, "path": path, "library": json(&c.library), "file": json(&c.file)}),
        );
    }
    Ok(rows)
}

/// Asks about conflicts of synced files; false to stop.
fn decide(library: &mut Library, open: &[synced::Conflict], talk: &Talk) -> Result<bool, Trouble> {
    for c in open {
        writeln!(
            std::io::stdout(),
            "\n{} {}\n  {}: {}\n  {}: {}",
            c.key,
            c.field,
            talk.tr("library", "文献库"),
            c.library,
            talk.tr("file", "文件"),
            c.file
        )?;
        write!(std::io::stdout(), "{} ", talk.tr("[l]ibrary  [f]ile  [n]ext  [q]uit:", "[l]文献库  [f]文件  [n]跳过  [q]退出："))?;
        std::io::stdout().flush()?;
        let mut line = String::new();
        if std::io::stdin().lock().read_line(&mut line)? == 0 {
            return Ok(false);
        }
        match line.trim() {
            "l" => drop(library.settle_conflict(c.id, Prefer::Library)?),
            "f" => drop(library.settle_conflict(c.id, Prefer::File)?),
            "q" => return Ok(false),
            _ => {}
        }
    }
    Ok(true)
}

fn questions(library: &Library) -> Result<Vec<(Pair, works::Work, works::Work)>, Trouble> {
    let db = &library.store.db;
    let mut all: Vec<(Pair, works::Work, works::Work)> = Vec::new();
    for pair in works::reviews(db)? {
        let work = |id| -> Result<Option<works::Work>, Trouble> {
            Ok(match works::of_record(db, id)? {
                Some(w) => works::get(db, w)?,
                None => None,
            })
        };
        if let (Some(a), Some(b)) = (work(pair.a)?, work(pair.b)?)
            && a.id != b.id
            && !all.iter().any(|(_, x, y)| (x.id, y.id) == (a.id, b.id) || (x.id, y.id) == (b.id, a.id))
        {
            all.push((pair, a, b));
        }
    }
    Ok(all)
}

fn ask(library: &mut Library, pairs: Vec<(Pair, works::Work, works::Work)>, talk: &Talk) -> Outcome {
    let total = pairs.len();
    for (i, (pair, a, b)) in pairs.into_iter().enumerate() {
        writeln!(std::io::stdout(), "\n{}/{total}  {:.2}  {}", i + 1, pair.score, pair.why)?;
        let left = proving::values(a.record.face());
        let right = proving::values(b.record.face());
        for (name, value) in &left {
            let other = right.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str());
            writeln!(std::io::stdout(), "  {} {name:<16} {value}", if other == value { " " } else { "≠" })?;
            if other != value && !other.is_empty() {
                writeln!(std::io::stdout(), "    {:<16} {other}", "")?;
            }
        }
        for (name, value) in right.iter().filter(|(n, _)| !left.iter().any(|(m, _)| m == n)) {
            writeln!(std::io::stdout(), "  + {name:<16} {value}")?;
        }
        write!(
            std::io::stdout(),
            "{} ",
            talk.tr("[s]ame  [d]ifferent  [n]ext  [u]ndo  [q]uit:", "[s]同一  [d]不同  [n]跳过  [u]撤销  [q]退出：")
        )?;
        std::io::stdout().flush()?;
        let mut line = String::new();
        if std::io::stdin().lock().read_line(&mut line)? == 0 {
            break;
        }
        match line.trim() {
            "s" => drop(library.merge(&a.record.key, &b.record.key)?),
            "d" => drop(library.different(&a.record.key, &b.record.key)?),
            "u" => {
                library.undo(None)?;
            }
            "q" => break,
            _ => {}
        }
    }
    Ok(Exit::Clean)
}

fn apply(library: &mut Library, bytes: &[u8], talk: &Talk) -> Outcome {
    let answers: Vec<Value> = serde_json::from_slice(bytes).map_err(|e| Trouble::failed(format!("answers: {e}")))?;
    let mut done = 0;
    for answer in &answers {
        let get = |k: &str| answer.get(k).and_then(Value::as_str).unwrap_or_default();
        if let Some(id) = answer.get("conflict").and_then(Value::as_i64) {
            let prefer = match get("answer") {
                "library" => Prefer::Library,
                "file" => Prefer::File,
                "skip" | "" => continue,
                other => return Err(Trouble::usage(format!("unknown answer: {other}")).hint("library, file, skip")),
            };
            library.settle_conflict(id, prefer)?;
            done += 1;
            continue;
        }
        match get("answer") {
            "same" => drop(library.merge(get("a"), get("b"))?),
            "different" => drop(library.different(get("a"), get("b"))?),
            "skip" | "" => continue,
            other => return Err(Trouble::usage(format!("unknown answer: {other}")).hint("same, different, skip")),
        }
        done += 1;
    }
    talk.say(format!("{done} {}", talk.tr("answered", "条已处理")));
    Ok(Exit::Clean)
}
