//! The documents that were read.

use super::{Result, log};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A document in the library.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Permanent id.
    pub id: i64,
    /// Absolute path.
    pub path: String,
    /// BLAKE3 of its bytes, in hexadecimal.
    pub hash: String,
    /// Reader or format that read it.
    pub reader: String,
    /// Encoding of a text.
    pub encoding: String,
    /// The record the document states of itself.
    pub own: Option<i64>,
}

const COLUMNS: &str = "id, path, hash, reader, encoding, own";

fn row(r: &Row) -> rusqlite::Result<Document> {
    Ok(Document { id: r.get(0)?, path: r.get(1)?, hash: r.get(2)?, reader: r.get(3)?, encoding: r.get(4)?, own: r.get(5)? })
}

/// The document at a path.
pub fn by_path(db: &Connection, path: &str) -> Result<Option<Document>> {
    Ok(db.prepare_cached(&format!("SELECT {COLUMNS} FROM document WHERE path = ?1"))?.query_row([path], row).optional()?)
}

/// A document with that content.
pub fn by_hash(db: &Connection, hash: &str) -> Result<Option<Document>> {
    Ok(db
        .prepare_cached(&format!("SELECT {COLUMNS} FROM document WHERE hash = ?1 ORDER BY id LIMIT 1"))?
        .query_row([hash], row)
        .optional()?)
}

/// The document of that id.
pub fn get(db: &Connection, id: i64) -> Result<Option<Document>> {
    Ok(db.prepare_cached(&format!("SELECT {COLUMNS} FROM document WHERE id = ?1"))?.query_row([id], row).optional()?)
}

/// All documents, by path.
pub fn all(db: &Connection) -> Result<Vec<Document>> {
    let mut sql = db.prepare(&format!("SELECT {COLUMNS} FROM document ORDER BY path"))?;
    let rows = sql.query_map([], row)?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Adds a document, or brings the one of that id up to date; returns its id.
pub fn put(db: &Connection, op: i64, document: &Document) -> Result<i64> {
    let d = document;
    if d.id == 0 {
        db.prepare_cached("INSERT INTO document (path, hash, reader, encoding, own) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![d.path, d.hash, d.reader, d.encoding, d.own])?;
        let id = db.last_insert_rowid();
        log::inserted(db, op, "document", id)?;
        return Ok(id);
    }
    log::changing(db, op, "document", d.id)?;
    db.prepare_cached("UPDATE document SET path = ?2, hash = ?3, reader = ?4, encoding = ?5, own = ?6 WHERE id = ?1")?
        .execute(params![d.id, d.path, d.hash, d.reader, d.encoding, d.own])?;
    Ok(d.id)
}
