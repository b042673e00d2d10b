//! `yinwen log` and `yinwen undo`.

use super::args::{Global, LogArgs, UndoArgs};
use super::place;
use super::report::{Exit, Outcome, Talk, print_json};
use crate::store::log;
use serde_json::json;
use std::io::Write;

/// `log`.
pub fn run(args: &LogArgs, global: &Global, talk: &Talk) -> Outcome {
    let library = place::open(global, talk)?;
    let operations = log::list(&library.store.db, args.limit)?;
    if talk.json || talk.ndjson {
        let rows: Vec<_> =
            operations.iter().map(|o| json!({"id": o.id, "name": o.name, "detail": o.detail, "at": o.at, "state": o.state})).collect();
        print_json(&rows, talk)?;
    } else {
        for o in operations {
            let state = match o.state.as_str() {
                "undone" => talk.tr("  (undone)", "（已撤销）"),
                "open" => talk.tr("  (broken off)", "（中断）"),
                _ => "",
            };
            writeln!(std::io::stdout(), "{:>5}  {}  {} {}{state}", o.id, o.at, o.name, o.detail)?;
        }
    }
    Ok(Exit::Clean)
}

/// `undo`.
pub fn undo(args: &UndoArgs, global: &Global, talk: &Talk) -> Outcome {
    let operation = place::open(global, talk)?.undo(args.operation)?;
    talk.say(format!("{} {}: {} {}", talk.tr("Undone:", "已撤销："), operation.id, operation.name, operation.detail));
    Ok(Exit::Clean)
}
