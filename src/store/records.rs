//! The records: what places said.

use super::{Result, log};
use crate::model::Record;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A record with its place in the library.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Permanent id.
    pub id: i64,
    /// Document it stands in; none where it was entered by hand.
    pub document: Option<i64>,
    /// Order in the document; -1 for the document's own record.
    pub ordinal: i64,
    /// Whether the document still says it.
    pub active: bool,
    /// The record.
    pub record: Record,
}

const COLUMNS: &str = "id, document, ordinal, active, body";

fn row(r: &Row) -> rusqlite::Result<Raw> {
    Ok(Raw { id: r.get(0)?, document: r.get(1)?, ordinal: r.get(2)?, active: r.get(3)?, body: r.get(4)? })
}

fn stored(raw: Raw) -> Result<Stored> {
    raw.stored()
}

/// A row of the table: a record that is not read yet, so that this can be done away from the table.
#[derive(Debug)]
pub struct Raw {
    id: i64,
    document: Option<i64>,
    ordinal: i64,
    active: bool,
    body: String,
}

impl Raw {
    /// The record.
    pub fn stored(&self) -> Result<Stored> {
        let Raw { id, document, ordinal, active, body } = self;
        Ok(Stored { id: *id, document: *document, ordinal: *ordinal, active: *active, record: serde_json::from_str(body)? })
    }
}

/// The row of that id.
pub fn raw(db: &Connection, id: i64) -> Result<Option<Raw>> {
    Ok(db.prepare_cached(&format!("SELECT {COLUMNS} FROM record WHERE id = ?1"))?.query_row([id], row).optional()?)
}

/// The record of that id.
pub fn get(db: &Connection, id: i64) -> Result<Option<Stored>> {
    raw(db, id)?.map(stored).transpose()
}

/// The records of a document, in order, those it no longer has last.
pub fn of_document(db: &Connection, document: i64) -> Result<Vec<Stored>> {
    let mut sql = db.prepare_cached(&format!("SELECT {COLUMNS} FROM record WHERE document = ?1 ORDER BY active DESC, ordinal, id"))?;
    let rows: Vec<_> = sql.query_map([document], row)?.collect::<std::result::Result<_, _>>()?;
    rows.into_iter().map(stored).collect()
}

/// The records of a work, by id.
pub fn of_work(db: &Connection, work: i64) -> Result<Vec<Stored>> {
    let sql = "SELECT r.id, r.document, r.ordinal, r.active, r.body FROM member m JOIN record r ON r.id = m.record WHERE m.work = ?1 ORDER BY r.id";
    let mut sql = db.prepare_cached(sql)?;
    let rows: Vec<_> = sql.query_map([work], row)?.collect::<std::result::Result<_, _>>()?;
    rows.into_iter().map(stored).collect()
}

/// Calls back with every record, by id; memory stays flat.
pub fn each(db: &Connection, mut take: impl FnMut(Stored) -> Result<()>) -> Result<()> {
    let mut sql = db.prepare(&format!("SELECT {COLUMNS} FROM record ORDER BY id"))?;
    let mut rows = sql.query([])?;
    while let Some(r) = rows.next()? {
        take(stored(row(r)?)?)?;
    }
    Ok(())
}

/// Calls back with the id of every record, in order.
pub fn each_id(db: &Connection, mut take: impl FnMut(i64)) -> Result<()> {
    let mut sql = db.prepare("SELECT id FROM record ORDER BY id")?;
    let mut rows = sql.query([])?;
    while let Some(r) = rows.next()? {
        take(r.get(0)?);
    }
    Ok(())
}

/// Adds a record; returns its id.
pub fn insert(db: &Connection, op: i64, document: Option<i64>, ordinal: i64, record: &Record) -> Result<i64> {
    let body = serde_json::to_string(record)?;
    db.prepare_cached("INSERT INTO record (document, ordinal, body) VALUES (?1, ?2, ?3)")?.execute(params![document, ordinal, body])?;
    let id = db.last_insert_rowid();
    log::inserted(db, op, "record", id)?;
    Ok(id)
}

/// Adds records to a document, one row of the journal for all; returns the id of the first. `rows`: ordinal and body as JSON.
pub fn insert_all<'a>(db: &Connection, op: i64, document: i64, rows: impl Iterator<Item = (i64, &'a str)>) -> Result<i64> {
    let mut sql = db.prepare_cached("INSERT INTO record (document, ordinal, body) VALUES (?1, ?2, ?3)")?;
    let (mut first, mut last) = (0, 0);
    for (ordinal, body) in rows {
        sql.execute(params![document, ordinal, body])?;
        last = db.last_insert_rowid();
        first = if first == 0 { last } else { first };
    }
    if first > 0 {
        log::inserted_range(db, op, "record", first, last)?;
    }
    Ok(first)
}

/// Ids of the records in a range that their documents still say.
pub fn active_in(db: &Connection, first: i64, last: i64) -> Result<Vec<i64>> {
    let mut sql = db.prepare_cached("SELECT id FROM record WHERE id BETWEEN ?1 AND ?2 AND active = 1 ORDER BY id")?;
    let rows = sql.query_map([first, last], |r| r.get(0))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Brings a record up to date, where anything differs; returns whether it did.
pub fn update(db: &Connection, op: i64, old: &Stored, ordinal: i64, active: bool, record: &Record) -> Result<bool> {
    if old.ordinal == ordinal && old.active == active && old.record == *record {
        return Ok(false);
    }
    log::changing(db, op, "record", old.id)?;
    let body = serde_json::to_string(record)?;
    db.prepare_cached("UPDATE record SET ordinal = ?2, active = ?3, body = ?4 WHERE id = ?1")?
        .execute(params![old.id, ordinal, active, body])?;
    Ok(true)
}
