//! Works, their members, keys, blocking keys and review pairs: derived tables.

use super::{Result, tally};
use crate::model::Record;
use rusqlite::{Connection, OptionalExtension, params};

/// A derived work: its record holds the current key, faces, tags, files, unknown fields and relations by key.
#[derive(Clone, Debug)]
pub struct Work {
    /// Permanent id: the smallest id of its records.
    pub id: i64,
    /// The merged record.
    pub record: Record,
}

/// The work a record belongs to.
pub fn of_record(db: &Connection, record: i64) -> Result<Option<i64>> {
    Ok(db.prepare_cached("SELECT work FROM member WHERE record = ?1")?.query_row([record], |r| r.get(0)).optional()?)
}

/// The members of a work, by id.
pub fn members(db: &Connection, work: i64) -> Result<Vec<i64>> {
    let mut sql = db.prepare_cached("SELECT record FROM member WHERE work = ?1 ORDER BY record")?;
    let rows = sql.query_map([work], |r| r.get(0))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// The work of that id.
pub fn get(db: &Connection, id: i64) -> Result<Option<Work>> {
    let body: Option<String> = db.prepare_cached("SELECT body FROM work WHERE id = ?1")?.query_row([id], |r| r.get(0)).optional()?;
    Ok(match body {
        Some(body) => Some(Work { id, record: serde_json::from_str(&body)? }),
        None => None,
    })
}

/// The work that has or had a key.
pub fn by_key(db: &Connection, key: &str) -> Result<Option<i64>> {
    Ok(db.prepare_cached("SELECT work FROM citekey WHERE key = ?1")?.query_row([key], |r| r.get(0)).optional()?)
}

/// Keys near a mistyped one: same beginning, by length of the common part.
pub fn keys_like(db: &Connection, key: &str, most: usize) -> Result<Vec<String>> {
    let mut sql = db.prepare_cached("SELECT key FROM citekey WHERE key >= ?1 AND key < ?2 ORDER BY key LIMIT ?3")?;
    let mut end = key.chars().count();
    while end >= 2 {
        let start: String = key.chars().take(end).collect();
        let rows = sql.query_map(params![start, format!("{start}\u{10ffff}"), most as i64], |r| r.get(0))?;
        let found: Vec<String> = rows.collect::<std::result::Result<_, _>>()?;
        if !found.is_empty() {
            return Ok(found);
        }
        end -= 1;
    }
    Ok(Vec::new())
}

/// Every key and alias, in order.
pub fn all_keys(db: &Connection) -> Result<Vec<String>> {
    let mut sql = db.prepare("SELECT key FROM citekey ORDER BY key")?;
    let rows = sql.query_map([], |r| r.get(0))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Every key and alias with its work and whether the work goes by it, by work.
pub fn key_list(db: &Connection) -> Result<Vec<(i64, String, bool)>> {
    let mut sql = db.prepare("SELECT work, key, current FROM citekey ORDER BY work, current DESC, key")?;
    let rows = sql.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Keys that begin so, from a library file that is only looked at; none where it cannot be read.
pub fn keys_from(path: &std::path::Path, start: &str) -> Vec<String> {
    let look = || -> Result<Vec<String>> {
        let db = Connection::open_with_flags(path, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let mut sql = db.prepare("SELECT key FROM citekey WHERE key >= ?1 AND key < ?2 ORDER BY key LIMIT 500")?;
        let rows = sql.query_map(params![start, format!("{start}\u{10ffff}")], |r| r.get(0))?;
        Ok(rows.collect::<std::result::Result<_, _>>()?)
    };
    look().unwrap_or_default()
}

/// Calls back with every work, in order.
pub fn each(db: &Connection, mut take: impl FnMut(Work) -> Result<()>) -> Result<()> {
    let mut sql = db.prepare("SELECT id, body FROM work ORDER BY sort, id")?;
    let mut rows = sql.query([])?;
    while let Some(r) = rows.next()? {
        let body: String = r.get(1)?;
        take(Work { id: r.get(0)?, record: serde_json::from_str(&body)? })?;
    }
    Ok(())
}

/// Key and line for people of every work, in order.
pub fn listing(db: &Connection) -> Result<Vec<(String, String)>> {
    let mut sql = db.prepare("SELECT key, line FROM work ORDER BY sort, id")?;
    let rows = sql.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// How many works there are.
pub fn count(db: &Connection) -> Result<usize> {
    Ok(usize::try_from(tally::get(db, tally::WORKS)?.unwrap_or(0)).unwrap_or(0))
}

/// What is written of a work.
pub struct Row<'a> {
    /// Its id.
    pub id: i64,
    /// The key it goes by.
    pub key: &'a str,
    /// Year of publication.
    pub year: Option<i32>,
    /// What it is sorted by.
    pub sort: &'a str,
    /// The work in one line.
    pub line: &'a str,
    /// The merged record as JSON.
    pub body: &'a str,
}

/// Writes the row of a work, in place of the one of that id.
pub fn put(db: &Connection, row: &Row) -> Result<()> {
    // Unlike REPLACE, it needs no journal of its own, and does not make the index write what it has gathered.
    let sql = "INSERT INTO work (id, key, year, sort, line, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
               ON CONFLICT (id) DO UPDATE SET key = ?2, year = ?3, sort = ?4, line = ?5, body = ?6";
    db.prepare_cached(sql)?.execute(params![row.id, row.key, row.year, row.sort, row.line, row.body])?;
    Ok(())
}

/// The merged record of a work as JSON.
pub fn body(db: &Connection, work: i64) -> Result<Option<String>> {
    Ok(db.prepare_cached("SELECT body FROM work WHERE id = ?1")?.query_row([work], |r| r.get(0)).optional()?)
}

/// Writes the keys of a work: `have` are those that stand there, `key` the one it goes by, `aliases` the others. A key that
/// another work has stays with it.
pub fn put_keys(db: &Connection, work: i64, have: &[(String, bool)], key: &str, aliases: &[String]) -> Result<()> {
    for (old, _) in have.iter().filter(|(k, _)| k != key && !aliases.contains(k)) {
        db.prepare_cached("DELETE FROM citekey WHERE key = ?1")?.execute([old])?;
    }
    let has = |key: &str, current: bool| have.iter().any(|(k, c)| k == key && *c == current);
    if !has(key, true) {
        let sql = "INSERT INTO citekey (key, work, current) VALUES (?1, ?2, 1) ON CONFLICT (key) DO UPDATE SET work = ?2, current = 1";
        db.prepare_cached(sql)?.execute(params![key, work])?;
    }
    for alias in aliases.iter().filter(|a| *a != key && !has(a, false)) {
        let mine = have.iter().any(|(k, _)| k == alias);
        let sql = if mine { "INSERT OR REPLACE" } else { "INSERT OR IGNORE" };
        db.prepare_cached(&format!("{sql} INTO citekey (key, work, current) VALUES (?1, ?2, 0)"))?.execute(params![alias, work])?;
    }
    Ok(())
}

/// The keys of a work, and whether it goes by them.
pub fn keys(db: &Connection, work: i64) -> Result<Vec<(String, bool)>> {
    let mut sql = db.prepare_cached("SELECT key, current FROM citekey WHERE work = ?1")?;
    let rows = sql.query_map([work], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Writes that records belong to a work; one that is removed has members without a row of its own, so that its records are
/// still known.
pub fn put_members(db: &Connection, work: i64, members: &[i64]) -> Result<()> {
    for record in members {
        let sql = "INSERT INTO member (record, work) VALUES (?1, ?2) ON CONFLICT (record) DO UPDATE SET work = ?2";
        db.prepare_cached(sql)?.execute([record, &work])?;
    }
    Ok(())
}

/// Takes a record that is no more out of its work.
pub fn remove_member(db: &Connection, record: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM member WHERE record = ?1")?.execute([record])?;
    Ok(())
}

/// Takes a work out of the derived tables; whether it had a row of its own.
pub fn clear(db: &Connection, work: i64) -> Result<bool> {
    let stood = db.prepare_cached("DELETE FROM work WHERE id = ?1")?.execute([work])? > 0;
    db.prepare_cached("DELETE FROM member WHERE work = ?1")?.execute([work])?;
    db.prepare_cached("DELETE FROM citekey WHERE work = ?1")?.execute([work])?;
    Ok(stood)
}

/// Empties all derived tables, before a rebuild.
pub fn clear_all(db: &Connection) -> Result<()> {
    db.execute_batch("DELETE FROM work; DELETE FROM member; DELETE FROM citekey; DELETE FROM block; DELETE FROM review; DELETE FROM doubt; DELETE FROM tally; INSERT INTO search (search) VALUES ('delete-all');")?;
    Ok(())
}

/// Whether a key is free, or belongs to that work.
pub fn key_free(db: &Connection, key: &str, work: i64) -> Result<bool> {
    Ok(by_key(db, key)?.is_none_or(|w| w == work))
}

/// Whether any record has blocking keys.
pub fn has_blocks(db: &Connection) -> Result<bool> {
    Ok(db.prepare_cached("SELECT EXISTS (SELECT 1 FROM block)")?.query_row([], |r| r.get(0))?)
}

/// Adds blocking keys: sorted, so that each page of the table is visited once.
pub fn add_blocks(db: &Connection, keys: &[(i64, i64)]) -> Result<()> {
    const ONE: &str = "INSERT OR IGNORE INTO block (key, record) VALUES (?, ?)";
    // One statement for many: it goes on from the page where it stands.
    const MANY: usize = 64;
    let many = format!("{ONE}{}", ", (?, ?)".repeat(MANY - 1));
    for rows in keys.chunks(MANY) {
        if rows.len() == MANY {
            let values = rows.iter().flat_map(|(key, record)| [key, record]);
            db.prepare_cached(&many)?.execute(rusqlite::params_from_iter(values))?;
        } else {
            let mut sql = db.prepare_cached(ONE)?;
            rows.iter().try_for_each(|(key, record)| sql.execute([key, record]).map(|_| ()))?;
        }
    }
    Ok(())
}

/// Takes a record out of a block; whether it was there.
pub fn remove_block(db: &Connection, key: u64, record: i64) -> Result<bool> {
    Ok(db.prepare_cached("DELETE FROM block WHERE key = ?1 AND record = ?2")?.execute([key.cast_signed(), record])? > 0)
}

/// Adds the records before `end` that have a blocking key, at most `most`.
pub fn block(db: &Connection, key: u64, end: i64, most: usize, into: &mut Vec<i64>) -> Result<()> {
    let mut sql = db.prepare_cached("SELECT record FROM block WHERE key = ?1 AND record < ?2 LIMIT ?3")?;
    let mut rows = sql.query([key.cast_signed(), end, most as i64])?;
    while let Some(r) = rows.next()? {
        into.push(r.get(0)?);
    }
    Ok(())
}

/// One pair of records to be looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The smaller id.
    pub a: i64,
    /// The larger id.
    pub b: i64,
    /// How likely they are one, 0–1.
    pub score: f64,
    /// The evidence.
    pub why: String,
}

/// Puts a pair into the review queue.
pub fn put_review(db: &Connection, a: i64, b: i64, score: f64, why: &str) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO review (a, b, score, why) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
        a.min(b),
        a.max(b),
        score,
        why
    ])?;
    Ok(())
}

/// Takes the pairs of a record out of the queue.
pub fn clear_reviews(db: &Connection, record: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM review WHERE a = ?1")?.execute([record])?;
    db.prepare_cached("DELETE FROM review WHERE b = ?1")?.execute([record])?;
    Ok(())
}

/// Empties the queue, before it is filled again.
pub fn clear_reviews_all(db: &Connection) -> Result<()> {
    db.execute("DELETE FROM review", [])?;
    Ok(())
}

/// What stands in [`Pair::why`] where two records are one by themselves, and what hangs together with them is not.
pub const GUARDED: &str = "group";

/// Records that a record would be one with, but for what hangs together with them.
pub fn guarded(db: &Connection, record: i64) -> Result<Vec<i64>> {
    let mut sql = db.prepare_cached(
        "SELECT b FROM review WHERE a = ?1 AND why = 'group' UNION ALL SELECT a FROM review WHERE b = ?1 AND why = 'group'",
    )?;
    let rows = sql.query_map([record], |r| r.get(0))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Takes a pair out of the queue.
pub fn clear_review(db: &Connection, a: i64, b: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM review WHERE a = ?1 AND b = ?2")?.execute([a.min(b), a.max(b)])?;
    Ok(())
}

/// The queue, most worthy first.
pub fn reviews(db: &Connection) -> Result<Vec<Pair>> {
    let mut sql = db.prepare("SELECT a, b, score, why FROM review ORDER BY score DESC, a, b")?;
    let rows = sql.query_map([], |r| Ok(Pair { a: r.get(0)?, b: r.get(1)?, score: r.get(2)?, why: r.get(3)? }))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}
