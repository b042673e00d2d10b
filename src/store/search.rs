//! The full-text index: Han characters one by one, words, pinyin.

use super::Result;
use rusqlite::{Connection, params};

/// Indexes a work, in place of what stood for it.
pub fn put(db: &Connection, work: i64, words: &str, pinyin: &str, fresh: bool) -> Result<()> {
    if !fresh {
        remove(db, work)?;
    }
    db.prepare_cached("INSERT INTO search (rowid, words, pinyin) VALUES (?1, ?2, ?3)")?.execute(params![work, words, pinyin])?;
    Ok(())
}

/// Takes a work out of the index.
pub fn remove(db: &Connection, work: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([work])?;
    Ok(())
}

/// Works that match an FTS5 query, best first.
pub fn find(db: &Connection, query: &str, most: usize) -> Result<Vec<i64>> {
    let mut sql = db.prepare_cached("SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rank, rowid LIMIT ?2")?;
    let rows = sql.query_map(params![query, most as i64], |r| r.get(0))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}
