//! The SQLite library: opening, migrations, and one module a table family, each with its own SQL.

pub mod checkpoint;
pub mod decisions;
pub mod documents;
pub mod doubts;
pub mod log;
pub mod records;
pub mod search;
pub mod settings;
pub mod stale;
pub mod synced;
pub mod tally;
pub mod works;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Migrations in order, one change each. Entries are appended, never edited or removed.
pub const MIGRATIONS: &[(&str, &str)] = &[
    ("log", include_str!("../../migrations/0001_log.sql")),
    ("facts", include_str!("../../migrations/0002_facts.sql")),
    ("works", include_str!("../../migrations/0003_works.sql")),
    ("lag", include_str!("../../migrations/0004_lag.sql")),
    ("settings", include_str!("../../migrations/0005_settings.sql")),
    ("sync", include_str!("../../migrations/0006_sync.sql")),
    ("crowds", include_str!("../../migrations/0007_crowds.sql")),
];

/// How long a second process waits for the first.
const PATIENCE: Duration = Duration::from_secs(60);

/// A failure of the store, in words for people.
#[derive(Debug)]
pub enum Error {
    /// SQLite said no.
    Sqlite(rusqlite::Error),
    /// The file was made by a newer version.
    Newer(u32),
    /// Something else: a damaged value, a missing folder.
    Other(String),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Error::Sqlite(e) => write!(f, "library: {e}"),
            Error::Newer(v) => write!(f, "the library was made by a newer version of yinwen (schema {v})"),
            Error::Other(s) => f.write_str(s),
        }
    }
}

impl std::error::Error for Error {}

impl From<rusqlite::Error> for Error {
    fn from(e: rusqlite::Error) -> Self {
        Error::Sqlite(e)
    }
}

impl From<serde_json::Error> for Error {
    fn from(e: serde_json::Error) -> Self {
        Error::Other(format!("library: damaged value: {e}"))
    }
}

/// The result of anything the store does.
pub type Result<T> = std::result::Result<T, Error>;

/// An open library file.
pub struct Store {
    /// The connection; table modules are functions over it.
    pub db: Connection,
    /// Its path.
    pub path: PathBuf,
    /// Whether opening it made it.
    pub created: bool,
}

impl Store {
    /// Opens a library, makes it where it is not there, and brings it up to date.
    pub fn open(path: &Path) -> Result<Self> {
        let created = !path.exists();
        if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|e| Error::Other(format!("{}: {e}", folder.display())))?;
        }
        let mut db = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        db.busy_timeout(PATIENCE)?;
        // Records are longer than most rows: on small pages each would leave much of one empty. Only a file that is being made
        // takes it.
        db.pragma_update(None, "page_size", 16_384)?;
        db.pragma_update(None, "journal_mode", "wal")?;
        db.pragma_update(None, "synchronous", "normal")?;
        db.pragma_update(None, "foreign_keys", "on")?;
        db.pragma_update(None, "cache_size", -24_000)?;
        db.pragma_update(None, "wal_autocheckpoint", checkpoint::PAGES)?;
        // Without it, a statement over the partial index is planned anew for every value bound to it.
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        db.set_prepared_statement_cache_capacity(96);
        migrate(&mut db)?;
        Ok(Store { db, path: path.to_owned(), created })
    }

    /// Starts a writing transaction, waiting for other processes.
    pub fn begin(&mut self) -> Result<rusqlite::Transaction<'_>> {
        Ok(self.db.transaction_with_behavior(TransactionBehavior::Immediate)?)
    }

    /// Whether rows that name others are looked after by SQLite: a long run that names only rows it has just written or read
    /// may do without.
    pub fn check_references(&self, check: bool) -> Result<()> {
        Ok(self.db.pragma_update(None, "foreign_keys", check)?)
    }

    /// Asks SQLite whether the file is whole; `Ok(None)` where it is.
    pub fn integrity(&self) -> Result<Option<String>> {
        let answer: String = self.db.query_row("PRAGMA integrity_check(1)", [], |r| r.get(0))?;
        Ok((answer != "ok").then_some(answer))
    }

    /// Copies the whole library into a new file.
    pub fn backup(&self, target: &Path) -> Result<()> {
        self.db.execute("VACUUM INTO ?1", [target.to_string_lossy()])?;
        Ok(())
    }
}

/// A number that changes whenever another connection has written.
pub fn version(db: &Connection) -> Result<i64> {
    Ok(db.prepare_cached("PRAGMA data_version")?.query_row([], |r| r.get(0))?)
}

/// Runs the migrations a file lacks, all in one exclusive transaction.
pub fn migrate(db: &mut Connection) -> Result<()> {
    let have: u32 = db.pragma_query_value(None, "user_version", |r| r.get(0))?;
    let newest = MIGRATIONS.len() as u32;
    if have > newest {
        return Err(Error::Newer(have));
    }
    if have == newest {
        return Ok(());
    }
    let tx = db.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    // Another process may have migrated while this one waited.
    let have: u32 = tx.pragma_query_value(None, "user_version", |r| r.get(0))?;
    for (_, sql) in MIGRATIONS.iter().skip(have as usize) {
        tx.execute_batch(sql)?;
    }
    tx.pragma_update(None, "user_version", newest)?;
    tx.commit()?;
    Ok(())
}
