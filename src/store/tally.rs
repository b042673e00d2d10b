//! Counts that would take long to count.

use super::Result;
use rusqlite::{Connection, OptionalExtension, params};

/// How many works there are.
pub const WORKS: &str = "work";

/// Whether every record stands under its blocking keys: there once it does.
pub const BLOCKED: &str = "blocked";

/// A count; none where it was never made.
pub fn get(db: &Connection, name: &str) -> Result<Option<i64>> {
    Ok(db.prepare_cached("SELECT n FROM tally WHERE name = ?1")?.query_row([name], |r| r.get(0)).optional()?)
}

/// Adds to a count.
pub fn add(db: &Connection, name: &str, n: i64) -> Result<()> {
    db.prepare_cached("INSERT INTO tally (name, n) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET n = n + excluded.n")?
        .execute(params![name, n])?;
    Ok(())
}
