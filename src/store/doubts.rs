//! Records that were read with doubt and that no person has looked at.

use super::Result;
use rusqlite::{Connection, params};

/// Notes a record with how far it is borne out.
pub fn put(db: &Connection, record: i64, confidence: f32) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO doubt (record, confidence) VALUES (?1, ?2)")?
        .execute(params![record, f64::from(confidence)])?;
    Ok(())
}

/// Takes a record off the list.
pub fn remove(db: &Connection, record: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM doubt WHERE record = ?1")?.execute([record])?;
    Ok(())
}

/// All, the most doubtful first.
pub fn all(db: &Connection) -> Result<Vec<(i64, f64)>> {
    let mut sql = db.prepare_cached("SELECT record, confidence FROM doubt ORDER BY confidence, record")?;
    let rows = sql.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}
