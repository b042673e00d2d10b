//! Bibliography files kept in step with the library, and fields in conflict.

use super::Result;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A file that is kept in step.
#[derive(Clone, Debug, Default)]
pub struct Synced {
    /// Row.
    pub id: i64,
    /// Absolute path.
    pub path: String,
    /// Name of the format.
    pub format: String,
    /// Manuscripts whose works it holds, as JSON; empty for the whole library.
    pub scope: String,
    /// The text that file and library last agreed on.
    pub base: String,
    /// The text about to be written.
    pub pending: Option<String>,
    /// Hash of the file before that.
    pub before: Option<String>,
    /// What was taken out of the file, or put into it, by hand, as JSON.
    pub left_out: String,
}

/// A field that differs in file and library, both changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conflict {
    /// Row.
    pub id: i64,
    /// The file.
    pub synced: i64,
    /// Key of the entry.
    pub key: String,
    /// Name of the field.
    pub field: String,
    /// The value last agreed on, as JSON.
    pub base: String,
    /// The library's value.
    pub library: String,
    /// The file's value.
    pub file: String,
}

const COLUMNS: &str = "id, path, format, scope, base, pending, before, left_out";

fn row(r: &Row) -> rusqlite::Result<Synced> {
    Ok(Synced {
        id: r.get(0)?,
        path: r.get(1)?,
        format: r.get(2)?,
        scope: r.get(3)?,
        base: r.get(4)?,
        pending: r.get(5)?,
        before: r.get(6)?,
        left_out: r.get(7)?,
    })
}

fn one(db: &Connection, column: &str, value: impl rusqlite::ToSql) -> Result<Option<Synced>> {
    Ok(db.query_row(&format!("SELECT {COLUMNS} FROM synced WHERE {column} = ?1"), [value], row).optional()?)
}

/// The file at a path.
pub fn by_path(db: &Connection, path: &str) -> Result<Option<Synced>> {
    one(db, "path", path)
}

/// The file of that row.
pub fn get(db: &Connection, id: i64) -> Result<Option<Synced>> {
    one(db, "id", id)
}

/// Adds a file, or writes down all that is known of it; returns its row.
pub fn put(db: &Connection, s: &Synced) -> Result<i64> {
    db.execute(
        "INSERT INTO synced (path, format, scope, base, pending, before, left_out) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (path) DO UPDATE SET format = ?2, scope = ?3, base = ?4, pending = ?5, before = ?6, left_out = ?7",
        params![s.path, s.format, s.scope, s.base, s.pending, s.before, s.left_out],
    )?;
    Ok(db.query_row("SELECT id FROM synced WHERE path = ?1", [&s.path], |r| r.get(0))?)
}

/// Conflicts of a file, or of all.
pub fn conflicts(db: &Connection, synced: Option<i64>) -> Result<Vec<Conflict>> {
    let mut sql = db.prepare(
        "SELECT id, synced, key, field, base, library, file FROM conflict WHERE ?1 IS NULL OR synced = ?1 ORDER BY synced, key, field",
    )?;
    let rows = sql.query_map([synced], |r| {
        Ok(Conflict {
            id: r.get(0)?,
            synced: r.get(1)?,
            key: r.get(2)?,
            field: r.get(3)?,
            base: r.get(4)?,
            library: r.get(5)?,
            file: r.get(6)?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Writes the conflicts of a file in place of those that stood; the ones that go on keep their rows.
pub fn put_conflicts(db: &Connection, synced: i64, all: &[Conflict]) -> Result<()> {
    for old in conflicts(db, Some(synced))? {
        if !all.iter().any(|c| c.key == old.key && c.field == old.field) {
            remove_conflict(db, old.id)?;
        }
    }
    for c in all {
        db.execute(
            "INSERT INTO conflict (synced, key, field, base, library, file) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (synced, key, field) DO UPDATE SET base = ?4, library = ?5, file = ?6",
            params![synced, c.key, c.field, c.base, c.library, c.file],
        )?;
    }
    Ok(())
}

/// Takes a conflict away.
pub fn remove_conflict(db: &Connection, id: i64) -> Result<()> {
    db.execute("DELETE FROM conflict WHERE id = ?1", [id])?;
    Ok(())
}
