//! Settings of the library.

use super::{Result, log};
use rusqlite::{Connection, OptionalExtension, params};

/// The value of a setting.
pub fn get(db: &Connection, name: &str) -> Result<Option<String>> {
    Ok(db.prepare_cached("SELECT value FROM setting WHERE name = ?1")?.query_row([name], |r| r.get(0)).optional()?)
}

/// Sets a setting.
pub fn set(db: &Connection, op: i64, name: &str, value: &str) -> Result<()> {
    let row: Option<(i64, String)> =
        db.query_row("SELECT id, value FROM setting WHERE name = ?1", [name], |r| Ok((r.get(0)?, r.get(1)?))).optional()?;
    match row {
        Some((_, old)) if old == value => {}
        Some((id, _)) => {
            log::changing(db, op, "setting", id)?;
            db.execute("UPDATE setting SET value = ?2 WHERE id = ?1", params![id, value])?;
        }
        None => {
            db.execute("INSERT INTO setting (name, value) VALUES (?1, ?2)", params![name, value])?;
            log::inserted(db, op, "setting", db.last_insert_rowid())?;
        }
    }
    Ok(())
}
