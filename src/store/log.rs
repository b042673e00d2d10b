//! Operations and the journal: every write names its operation; undo puts back what the operation changed.

use super::{Error, Result};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Map, Value, json};

/// One operation of the log.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Number.
    pub id: i64,
    /// Command.
    pub name: String,
    /// What it was about.
    pub detail: String,
    /// When, in UTC (`2026-01-31T12:00:00Z`).
    pub at: String,
    /// `open` (running or broken off), `done`, `undone`.
    pub state: String,
    /// The operation it takes back, for an undo.
    pub undoes: Option<i64>,
}

/// Tables that are facts: undo works on them; their columns after the id.
const FACTS: &[(&str, &[&str])] = &[
    ("document", &["path", "hash", "reader", "encoding", "own"]),
    ("record", &["document", "ordinal", "active", "body"]),
    ("decision", &["what", "record", "other", "value", "author", "active"]),
    ("setting", &["name", "value"]),
];

fn columns(name: &str) -> Result<&'static [&'static str]> {
    FACTS
        .iter()
        .find(|(n, _)| *n == name)
        .map(|(_, c)| *c)
        .ok_or_else(|| Error::Other(format!("library: unknown table {name} in the journal")))
}

/// Writes the row of a new operation, before anything it does.
pub fn begin(db: &Connection, name: &str, detail: &str) -> Result<i64> {
    db.prepare_cached("INSERT INTO operation (name, detail, at) VALUES (?1, ?2, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))")?
        .execute(params![name, detail])?;
    Ok(db.last_insert_rowid())
}

/// Marks an operation as finished; one that changed nothing leaves no trace.
pub fn finish(db: &Connection, op: i64) -> Result<bool> {
    let touched: bool = db.query_row("SELECT EXISTS (SELECT 1 FROM journal WHERE op = ?1)", [op], |r| r.get(0))?;
    if touched {
        db.execute("UPDATE operation SET state = 'done' WHERE id = ?1", [op])?;
    } else {
        db.execute("DELETE FROM operation WHERE id = ?1", [op])?;
    }
    Ok(touched)
}

/// Notes that an operation inserted a row.
pub fn inserted(db: &Connection, op: i64, table: &str, row: i64) -> Result<()> {
    db.prepare_cached("INSERT INTO journal (op, name, row) VALUES (?1, ?2, ?3)")?.execute(params![op, table, row])?;
    Ok(())
}

/// Notes that an operation inserted rows one after the other, from `first` to `last`.
pub fn inserted_range(db: &Connection, op: i64, table: &str, first: i64, last: i64) -> Result<()> {
    db.prepare_cached("INSERT INTO journal (op, name, row, last) VALUES (?1, ?2, ?3, ?4)")?.execute(params![op, table, first, last])?;
    Ok(())
}

/// Notes how a row was before an operation changes or deletes it.
pub fn changing(db: &Connection, op: i64, table: &str, row: i64) -> Result<()> {
    let image = image(db, table, row)?;
    db.prepare_cached("INSERT INTO journal (op, name, row, before) VALUES (?1, ?2, ?3, ?4)")?.execute(params![op, table, row, image])?;
    Ok(())
}

fn image(db: &Connection, table: &str, row: i64) -> Result<Option<String>> {
    let columns = columns(table)?;
    let sql = format!("SELECT {} FROM {table} WHERE id = ?1", columns.join(", "));
    let map: Option<Map<String, Value>> = db
        .prepare_cached(&sql)?
        .query_row([row], |r| {
            let mut map = Map::new();
            for (i, column) in columns.iter().enumerate() {
                let value = match r.get_ref(i)? {
                    rusqlite::types::ValueRef::Integer(n) => json!(n),
                    rusqlite::types::ValueRef::Text(t) => json!(String::from_utf8_lossy(t)),
                    _ => Value::Null,
                };
                map.insert((*column).to_owned(), value);
            }
            Ok(map)
        })
        .optional()?;
    Ok(map.map(|m| Value::Object(m).to_string()))
}

/// The operations, newest first.
pub fn list(db: &Connection, most: usize) -> Result<Vec<Operation>> {
    let mut sql = db.prepare("SELECT id, name, detail, at, state, undoes FROM operation ORDER BY id DESC LIMIT ?1")?;
    let rows = sql.query_map([most as i64], operation)?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

fn operation(r: &rusqlite::Row) -> rusqlite::Result<Operation> {
    Ok(Operation { id: r.get(0)?, name: r.get(1)?, detail: r.get(2)?, at: r.get(3)?, state: r.get(4)?, undoes: r.get(5)? })
}

/// The operation that `undo` without a number takes back: the newest that is not undone and no undo.
pub fn newest(db: &Connection) -> Result<Option<Operation>> {
    let sql =
        "SELECT id, name, detail, at, state, undoes FROM operation WHERE state <> 'undone' AND undoes IS NULL ORDER BY id DESC LIMIT 1";
    Ok(db.query_row(sql, [], operation).optional()?)
}

/// The operation of that number.
pub fn get(db: &Connection, id: i64) -> Result<Option<Operation>> {
    let sql = "SELECT id, name, detail, at, state, undoes FROM operation WHERE id = ?1";
    Ok(db.query_row(sql, [id], operation).optional()?)
}

/// Later operations, not undone, that touched the same rows or decided about them: they must be taken back first.
pub fn blockers(db: &Connection, op: i64) -> Result<Vec<i64>> {
    // A range of inserted records lies in one document: its first row stands for it.
    let direct = "SELECT DISTINCT j.op FROM journal mine
               JOIN journal j ON j.name = mine.name AND j.row BETWEEN mine.row AND coalesce(mine.last, mine.row) AND j.op > mine.op
               JOIN operation o ON o.id = j.op AND o.state <> 'undone' AND o.undoes IS NULL
               WHERE mine.op = ?1
               UNION
               SELECT DISTINCT j.op FROM journal mine
               JOIN record r ON mine.name = 'document' AND mine.before IS NULL
                AND r.document BETWEEN mine.row AND coalesce(mine.last, mine.row)
               JOIN journal j ON j.name = 'record' AND j.row = r.id AND j.op > mine.op
               JOIN operation o ON o.id = j.op AND o.state <> 'undone' AND o.undoes IS NULL
               WHERE mine.op = ?1";
    let mut later: Vec<i64> = db.prepare(direct)?.query_map([op], |r| r.get(0))?.collect::<std::result::Result<_, _>>()?;
    later.extend(deciders(db, op)?);
    later.sort_unstable();
    later.dedup();
    Ok(later)
}

/// Later operations, not undone, that decided about records this one inserted.
fn deciders(db: &Connection, op: i64) -> Result<Vec<i64>> {
    let mut mine: Vec<(i64, i64)> = db
        .prepare("SELECT row, coalesce(last, row) FROM journal WHERE op = ?1 AND name = 'record' AND before IS NULL")?
        .query_map([op], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect::<std::result::Result<_, _>>()?;
    mine.sort_unstable();
    let is_mine = |record: i64| {
        let at = mine.partition_point(|(first, _)| *first <= record);
        at > 0 && mine[at - 1].1 >= record
    };
    let mut found = Vec::new();
    let sql = "SELECT j.op, d.record, d.other FROM journal j
               JOIN operation o ON o.id = j.op AND o.state <> 'undone' AND o.undoes IS NULL
               JOIN decision d ON d.id BETWEEN j.row AND coalesce(j.last, j.row)
               WHERE j.op > ?1 AND j.name = 'decision'";
    let mut sql = db.prepare(sql)?;
    let mut rows = sql.query([op])?;
    while let Some(r) = rows.next()? {
        let (by, record, other): (i64, i64, Option<i64>) = (r.get(0)?, r.get(1)?, r.get(2)?);
        if found.last() != Some(&by) && (is_mine(record) || other.is_some_and(is_mine)) {
            found.push(by);
        }
    }
    Ok(found)
}

/// The first decision that an operation made.
pub fn first_decision(db: &Connection, op: i64) -> Result<Option<i64>> {
    let sql = "SELECT min(row) FROM journal WHERE op = ?1 AND name = 'decision' AND before IS NULL";
    Ok(db.query_row(sql, [op], |r| r.get(0))?)
}

/// The records that an operation inserted or changed.
pub fn records_of(db: &Connection, op: i64) -> Result<Vec<i64>> {
    let mut all = Vec::new();
    let mut sql = db.prepare("SELECT row, coalesce(last, row) FROM journal WHERE op = ?1 AND name = 'record'")?;
    let mut rows = sql.query([op])?;
    while let Some(r) = rows.next()? {
        all.extend(r.get::<_, i64>(0)?..=r.get(1)?);
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// Puts back every row that an operation inserted, changed or deleted, under the number of the undoing operation.
/// Returns the records whose works must be derived again.
pub fn revert(db: &Connection, op: i64, undo: i64) -> Result<Vec<i64>> {
    let mut touched = Vec::new();
    let mut sql = db.prepare("SELECT name, row, coalesce(last, row), before FROM journal WHERE op = ?1 ORDER BY id DESC")?;
    let rows: Vec<(String, i64, i64, Option<String>)> =
        sql.query_map([op], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?.collect::<std::result::Result<_, _>>()?;
    db.pragma_update(None, "defer_foreign_keys", "on")?;
    let rows =
        rows.into_iter().flat_map(|(table, first, last, before)| (first..=last).rev().map(move |row| (table.clone(), row, before.clone())));
    for (table, row, before) in rows {
        note_records(db, &table, row, &mut touched)?;
        let now = image(db, &table, row)?;
        match now {
            Some(now) => db
                .prepare_cached("INSERT INTO journal (op, name, row, before) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![undo, table, row, now])?,
            None => db.prepare_cached("INSERT INTO journal (op, name, row) VALUES (?1, ?2, ?3)")?.execute(params![undo, table, row])?,
        };
        put(db, &table, row, before.as_deref())?;
        note_records(db, &table, row, &mut touched)?;
    }
    db.execute("UPDATE operation SET state = 'undone' WHERE id = ?1", [op])?;
    touched.sort_unstable();
    touched.dedup();
    Ok(touched)
}

fn note_records(db: &Connection, table: &str, row: i64, touched: &mut Vec<i64>) -> Result<()> {
    match table {
        "record" => touched.push(row),
        "decision" => {
            let pair: Option<(i64, Option<i64>)> = db
                .prepare_cached("SELECT record, other FROM decision WHERE id = ?1")?
                .query_row([row], |r| Ok((r.get(0)?, r.get(1)?)))
                .optional()?;
            if let Some((a, b)) = pair {
                touched.push(a);
                touched.extend(b);
            }
        }
        _ => {}
    }
    Ok(())
}

fn put(db: &Connection, table: &str, row: i64, before: Option<&str>) -> Result<()> {
    let Some(before) = before else {
        db.prepare_cached(&format!("DELETE FROM {table} WHERE id = ?1"))?.execute([row])?;
        return Ok(());
    };
    let columns = columns(table)?;
    let map: Map<String, Value> = serde_json::from_str(before)?;
    let holes: Vec<String> = (2..=columns.len() + 1).map(|i| format!("?{i}")).collect();
    let sets: Vec<String> = columns.iter().map(|c| format!("{c} = excluded.{c}")).collect();
    let sql = format!(
        "INSERT INTO {table} (id, {}) VALUES (?1, {}) ON CONFLICT (id) DO UPDATE SET {}",
        columns.join(", "),
        holes.join(", "),
        sets.join(", ")
    );
    let mut values: Vec<rusqlite::types::Value> = vec![row.into()];
    values.extend(columns.iter().map(|c| match map.get(*c) {
        Some(Value::Number(n)) => n.as_i64().unwrap_or(0).into(),
        Some(Value::String(s)) => s.clone().into(),
        _ => rusqlite::types::Value::Null,
    }));
    db.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(values))?;
    Ok(())
}
