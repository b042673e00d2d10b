//! Carrying what was committed from the log of writes (`-wal`) into the library file, beside a long run that writes on.

use super::{Result, Store};
use rusqlite::{Connection, OpenFlags};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

/// Pages in the log from which on they are carried over at the end of a transaction.
pub const PAGES: u32 = 2_000;

/// Bytes of the log from which on a run waits until it has been carried over, so that it begins anew.
const LONG: u64 = 256 << 20;

/// A thread that carries over what was committed. It only helps: where it cannot, the next one who closes the library does.
pub struct Carrier {
    committed: Option<SyncSender<()>>,
    done: Receiver<()>,
    thread: Option<JoinHandle<()>>,
    log: PathBuf,
    running: bool,
}

impl Carrier {
    /// Takes the task over from the connection that writes, until [`Carrier::end`].
    pub fn of(store: &Store) -> Result<Self> {
        let (committed, wait) = sync_channel::<()>(1);
        let (tell, done) = sync_channel::<()>(1);
        let path = store.path.clone();
        let log = PathBuf::from(format!("{}-wal", path.display()));
        let thread = std::thread::spawn(move || {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let db = Connection::open_with_flags(&path, flags);
            for () in wait {
                if let Ok(db) = &db {
                    let _ = db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
                }
                if tell.send(()).is_err() {
                    return;
                }
            }
        });
        store.db.pragma_update(None, "wal_autocheckpoint", 0)?;
        Ok(Carrier { committed: Some(committed), done, thread: Some(thread), log, running: false })
    }

    /// Says that a transaction was committed and that no other is open.
    pub fn committed(&mut self) {
        if self.running && self.done.try_recv().is_ok() {
            self.running = false;
        }
        if !self.running {
            self.running = self.committed.as_ref().is_some_and(|c| c.try_send(()).is_ok());
        }
        if self.running && std::fs::metadata(&self.log).is_ok_and(|m| m.len() > LONG) {
            let _ = self.done.recv();
            self.running = false;
        }
    }

    /// Ends the thread, and gives the task back.
    pub fn end(mut self, store: &Store) -> Result<()> {
        self.committed = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        Ok(store.db.pragma_update(None, "wal_autocheckpoint", PAGES)?)
    }
}
