//! Fields that a synced file and the library have changed differently, as questions of `yinwen review`.

use super::report::{Talk, Trouble};
use crate::library::Library;
use crate::library::syncing::Prefer;
use crate::store::synced;
use serde_json::{Value, json};
use std::io::{BufRead, Write};

/// Fields that a synced file and the library have changed differently, as questions.
pub fn rows(library: &Library) -> Result<Vec<Value>, Trouble> {
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
pub fn ask(library: &mut Library, open: &[synced::Conflict], talk: &Talk) -> Result<bool, Trouble> {
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

/// Whether an answer is one of those to a conflict; tells which side it takes, `None` for neither.
pub fn side(answer: &str) -> Result<Option<Prefer>, Trouble> {
    match answer {
        "library" => Ok(Some(Prefer::Library)),
        "file" => Ok(Some(Prefer::File)),
        "skip" | "" => Ok(None),
        other => Err(Trouble::usage(format!("unknown answer: {other}")).hint("library, file, skip")),
    }
}
