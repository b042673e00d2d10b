//! A library as text, to be compared.

use rusqlite::Connection;

/// Every table but the log. The full-text index is compared by its terms.
pub fn dump(db: &Connection) -> String {
    let mut all = String::new();
    db.execute_batch("CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab('main', 'search', 'instance')").expect("terms");
    for (table, order) in [
        ("document", "id"),
        ("record", "id"),
        ("decision", "id"),
        ("work", "id"),
        ("member", "record"),
        ("citekey", "key"),
        ("block", "key, record"),
        ("review", "a, b"),
        ("doubt", "record"),
        ("tally", "name"),
        ("temp.terms", "term, doc, col, offset"),
    ] {
        let mut sql = db.prepare(&format!("SELECT * FROM {table} ORDER BY {order}")).expect("table");
        let columns = sql.column_count();
        let row = |r: &rusqlite::Row| (0..columns).map(|i| r.get::<_, rusqlite::types::Value>(i)).collect::<Result<Vec<_>, _>>();
        let rows: Vec<_> = sql.query_map([], row).expect("rows").collect::<Result<_, _>>().expect("row");
        rows.iter().for_each(|r| all += &format!("{table} {r:?}\n"));
    }
    all
}
