//! Ranges of records whose works, blocking keys and index entries are still to be derived.

use super::Result;
use rusqlite::Connection;

/// Records from `first` to `last`, both included, that an operation inserted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The first record.
    pub first: i64,
    /// The last record.
    pub last: i64,
    /// The operation.
    pub op: i64,
}

/// Notes a range.
pub fn put(db: &Connection, range: Range) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO stale (first, last, op) VALUES (?1, ?2, ?3)")?.execute([
        range.first,
        range.last,
        range.op,
    ])?;
    Ok(())
}

/// All ranges, in order.
pub fn all(db: &Connection) -> Result<Vec<Range>> {
    let mut sql = db.prepare_cached("SELECT first, last, op FROM stale ORDER BY first")?;
    let rows = sql.query_map([], |r| Ok(Range { first: r.get(0)?, last: r.get(1)?, op: r.get(2)? }))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Strikes a range out: it has been derived.
pub fn done(db: &Connection, range: Range) -> Result<()> {
    db.prepare_cached("DELETE FROM stale WHERE first = ?1")?.execute([range.first])?;
    Ok(())
}
