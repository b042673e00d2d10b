//! The decisions about records and works.

use super::{Result, log};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// One decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// Permanent id.
    pub id: i64,
    /// `same`, `different`, `related`, `field`, `key`, `tag`, `note`, `file`, `removed`, `checked` (a reading is right),
    /// `whose` (to which part of a divided work a decision belongs, whose id is the value).
    pub what: String,
    /// The record it is about.
    pub record: i64,
    /// The other record, for pairs.
    pub other: Option<i64>,
    /// The value: a relation, a key, a tag, or a field with its value as JSON.
    pub value: String,
    /// `person`, or the name of a rule.
    pub author: String,
}

const COLUMNS: &str = "id, what, record, other, value, author";

fn row(r: &Row) -> rusqlite::Result<Decision> {
    Ok(Decision { id: r.get(0)?, what: r.get(1)?, record: r.get(2)?, other: r.get(3)?, value: r.get(4)?, author: r.get(5)? })
}

/// Active decisions that name a record, by id.
pub fn about(db: &Connection, record: i64) -> Result<Vec<Decision>> {
    let mut all: Vec<Decision> = Vec::new();
    for end in ["record = ?1", "other = ?1 AND other IS NOT NULL"] {
        let mut sql = db.prepare_cached(&format!("SELECT {COLUMNS} FROM decision WHERE {end} AND active = 1"))?;
        let mut rows = sql.query([record])?;
        while let Some(r) = rows.next()? {
            all.push(row(r)?);
        }
    }
    all.sort_by_key(|d| d.id);
    all.dedup_by_key(|d| d.id);
    Ok(all)
}

/// The active decision of that id.
pub fn get(db: &Connection, id: i64) -> Result<Option<Decision>> {
    let sql = format!("SELECT {COLUMNS} FROM decision WHERE id = ?1 AND active = 1");
    Ok(db.prepare_cached(&sql)?.query_row([id], row).optional()?)
}

/// Active decisions that ask to whom a change belongs.
pub fn open_changes(db: &Connection) -> Result<Vec<Decision>> {
    let sql = format!("SELECT {COLUMNS} FROM decision WHERE what = 'whose' AND active = 1 ORDER BY id");
    let mut sql = db.prepare_cached(&sql)?;
    let rows = sql.query_map([], row)?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Adds a decision; returns its id.
pub fn add(db: &Connection, op: i64, what: &str, record: i64, other: Option<i64>, value: &str, author: &str) -> Result<i64> {
    db.prepare_cached("INSERT INTO decision (what, record, other, value, author) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![what, record, other, value, author])?;
    let id = db.last_insert_rowid();
    log::inserted(db, op, "decision", id)?;
    Ok(id)
}

/// A decision to be added: what, record, other record, value, author.
#[derive(Clone, Debug, PartialEq)]
pub struct New {
    /// As in [`Decision::what`].
    pub what: &'static str,
    /// The record it is about.
    pub record: i64,
    /// The other record, for pairs.
    pub other: Option<i64>,
    /// The value.
    pub value: String,
    /// Who decides.
    pub author: &'static str,
}

impl New {
    /// The decision it becomes under that id.
    pub fn decision(&self, id: i64) -> Decision {
        let New { what, record, other, value, author } = self;
        Decision { id, what: (*what).to_owned(), record: *record, other: *other, value: value.clone(), author: (*author).to_owned() }
    }
}

/// Adds decisions, one row of the journal for all; returns the id of the first, those of the others follow it.
pub fn add_all(db: &Connection, op: i64, new: &[New]) -> Result<i64> {
    let mut sql = db.prepare_cached("INSERT INTO decision (what, record, other, value, author) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    let (mut first, mut last) = (0, 0);
    for d in new {
        sql.execute(params![d.what, d.record, d.other, d.value, d.author])?;
        last = db.last_insert_rowid();
        first = if first == 0 { last } else { first };
    }
    if first > 0 {
        log::inserted_range(db, op, "decision", first, last)?;
    }
    Ok(first)
}

/// Withdraws a decision; it stays in the table.
pub fn withdraw(db: &Connection, op: i64, id: i64) -> Result<()> {
    log::changing(db, op, "decision", id)?;
    db.prepare_cached("UPDATE decision SET active = 0 WHERE id = ?1")?.execute([id])?;
    Ok(())
}
