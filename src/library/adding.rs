//! Taking documents and bibliography files in: read side by side, written one transaction a document, in a stable order.

use super::{Library, deriving, matching, reading};
use crate::documents::{self, Failure, Limits};
use crate::formats::{self, Input};
use crate::model::{Face, Fault, Record};
use crate::normalise::fold;
use crate::store::records::{self, Stored};
use crate::store::{Result, documents as table, log};
use rayon::prelude::*;
use rusqlite::Connection;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};

/// Documents read at once before they are written.
const WINDOW: usize = 64;

/// What became of one path.
#[derive(Clone, Debug)]
pub enum Fate {
    /// Read, with so many records.
    Read(usize),
    /// Known, and as it was.
    Unchanged,
    /// The same content stands at another path already.
    Copy(String),
    /// It could not be read.
    Failed(Failure),
    /// It could not be opened.
    Unopened(String),
}

/// What adding did.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Number of the operation, for undo; none where nothing changed.
    pub operation: Option<i64>,
    /// Each path with what became of it, and faults of single records.
    pub paths: Vec<(PathBuf, Fate, Vec<Fault>)>,
    /// References found.
    pub found: usize,
    /// Joined with a work that was there.
    pub joined: usize,
    /// Joined as another face.
    pub faces: usize,
    /// Put into the review queue.
    pub asked: usize,
    /// Works before and after.
    pub works: (usize, usize),
}

/// What was read from one file.
struct Taken {
    hash: String,
    reader: String,
    encoding: String,
    records: Vec<Record>,
    own: Option<Face>,
    faults: Vec<Fault>,
}

/// Reads one file: as a bibliography file where its content says so, else as a document.
fn take(path: &Path, bytes: &[u8], limits: &Limits) -> std::result::Result<Taken, Failure> {
    let hash = blake3::hash(bytes).to_hex().to_string();
    let input = Input { bytes, path };
    if let Some(format) = formats::detect(&input)
        && let Some(read) = format.read
        && sure_enough((format.detect)(&input), path, format.extensions)
    {
        let import = read(&input).map_err(Failure::Broken)?;
        return Ok(Taken {
            hash,
            reader: format.name.into(),
            encoding: String::new(),
            records: import.records,
            own: None,
            faults: import.faults,
        });
    }
    let document = documents::read(bytes, path, limits)?;
    let records = reading::citations(&document);
    Ok(Taken {
        hash,
        reader: document.reader.into(),
        encoding: document.encoding.into(),
        records,
        own: reading::own(&document),
        faults: document.faults,
    })
}

/// Whether content and ending together say that it is a bibliography file: endings that any text may have say nothing.
fn sure_enough(sure: u8, path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    let telling = endings.contains(&ending.as_str()) && !matches!(ending.as_str(), "txt" | "text" | "md" | "xml" | "html" | "htm");
    sure >= if telling { 20 } else { 80 }
}

impl Library {
    /// Adds files; `progress` hears of every one that is done, and says whether to go on.
    pub fn add(&mut self, paths: &[PathBuf], limits: &Limits, mut progress: impl FnMut(usize) -> bool) -> Result<Summary> {
        let mut summary = Summary { works: (crate::store::works::count(&self.store.db)?, 0), ..Summary::default() };
        let detail = paths.iter().take(3).map(|p| p.display().to_string()).collect::<Vec<_>>().join(" ");
        let op = log::begin(&self.store.db, "add", &detail)?;
        let mut done = 0;
        let mut seen = matching::Seen::default();
        'all: for window in paths.chunks(WINDOW) {
            let known: FxHashMap<String, ()> = self.known()?;
            let results: Vec<_> = window.par_iter().map(|path| (path, read(path, &known, limits))).collect();
            for (path, result) in results {
                let (fate, faults) = self.write(op, path, result, &mut summary, &mut seen)?;
                summary.paths.push((path.clone(), fate, faults));
                done += 1;
                if !progress(done) {
                    break 'all;
                }
            }
        }
        summary.operation = log::finish(&self.store.db, op)?.then_some(op);
        summary.works.1 = crate::store::works::count(&self.store.db)?;
        Ok(summary)
    }

    /// Hashes that need no reading.
    fn known(&self) -> Result<FxHashMap<String, ()>> {
        Ok(table::all(&self.store.db)?.into_iter().map(|d| (d.hash, ())).collect())
    }

    fn write(
        &mut self,
        op: i64,
        path: &Path,
        result: Looked,
        summary: &mut Summary,
        seen: &mut matching::Seen,
    ) -> Result<(Fate, Vec<Fault>)> {
        let name = absolute(path);
        match result {
            Looked::Unopened(why) => Ok((Fate::Unopened(why), Vec::new())),
            Looked::Failed(failure) => Ok((Fate::Failed(failure), Vec::new())),
            Looked::Known(hash) => Ok((self.meet(op, &name, &hash)?, Vec::new())),
            Looked::Taken(taken) => {
                let Taken { hash, reader, encoding, records, own, faults } = *taken;
                let tx = self.store.begin()?;
                // Another path of this run may have brought the same content.
                if let Some(other) = table::by_hash(&tx, &hash)? {
                    drop(tx);
                    return Ok((if other.path == name { Fate::Unchanged } else { Fate::Copy(other.path) }, faults));
                }
                let old = table::by_path(&tx, &name)?;
                let mut document = table::Document { hash, reader, encoding, path: name, ..old.clone().unwrap_or_default() };
                document.id = table::put(&tx, op, &document)?;
                let count = records.len();
                let known = if old.is_some() { records::of_document(&tx, document.id)? } else { Vec::new() };
                let mut touched = store(&tx, op, document.id, records, known, summary, seen)?;
                if let Some(own) = own {
                    let id = put_own(&tx, op, &document, own, summary, seen)?;
                    touched.push(id);
                }
                deriving::refresh(&tx, op, &touched)?;
                tx.commit()?;
                summary.found += count;
                Ok((Fate::Read(count), faults))
            }
        }
    }

    /// A file whose content is known: unchanged, moved, or a copy.
    fn meet(&mut self, op: i64, name: &str, hash: &str) -> Result<Fate> {
        let Some(known) = table::by_hash(&self.store.db, hash)? else { return Ok(Fate::Unchanged) };
        if known.path == name {
            return Ok(Fate::Unchanged);
        }
        if Path::new(&known.path).exists() || table::by_path(&self.store.db, name)?.is_some() {
            return Ok(Fate::Copy(known.path));
        }
        let tx = self.store.begin()?;
        table::put(&tx, op, &table::Document { path: name.to_owned(), ..known })?;
        tx.commit()?;
        Ok(Fate::Unchanged)
    }
}

enum Looked {
    Known(String),
    Taken(Box<Taken>),
    Failed(Failure),
    Unopened(String),
}

fn read(path: &Path, known: &FxHashMap<String, ()>, limits: &Limits) -> Looked {
    match std::fs::metadata(path) {
        Ok(meta) if meta.len() > limits.file => return Looked::Failed(Failure::Limit(format!("{} MB", limits.file >> 20))),
        _ => {}
    }
    let bytes = if path == Path::new("-") {
        let mut all = Vec::new();
        std::io::Read::read_to_end(&mut std::io::stdin().lock(), &mut all).map(|_| all)
    } else {
        std::fs::read(path)
    };
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(e) => return Looked::Unopened(e.to_string()),
    };
    let hash = blake3::hash(&bytes).to_hex().to_string();
    if known.contains_key(&hash) {
        return Looked::Known(hash);
    }
    match take(path, &bytes, limits) {
        Ok(taken) => Looked::Taken(Box::new(taken)),
        Err(failure) => Looked::Failed(failure),
    }
}

fn absolute(path: &Path) -> String {
    if path == Path::new("-") {
        return "-".into();
    }
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string()
}

/// What a record is known by when its document is read again: its key, else its text.
fn identity(record: &Record) -> String {
    if record.format.is_empty() || record.key.is_empty() { format!("t{}", fold::key(&record.raw)) } else { format!("k{}", record.key) }
}

/// Writes the records of a document: known ones are updated and keep their ids (and so their decisions), the rest is new;
/// what the document no longer says is kept, inactive. Returns the records whose works must be derived.
fn store(
    db: &Connection,
    op: i64,
    document: i64,
    new: Vec<Record>,
    known: Vec<Stored>,
    summary: &mut Summary,
    seen: &mut matching::Seen,
) -> Result<Vec<i64>> {
    let mut by: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (i, stored) in known.iter().enumerate().rev().filter(|(_, s)| s.ordinal >= 0) {
        by.entry(identity(&stored.record)).or_default().push(i);
    }
    let mut used = vec![false; known.len()];
    let mut touched = Vec::new();
    let matches: Vec<Option<usize>> =
        new.iter().map(|r| by.get_mut(&identity(r)).and_then(Vec::pop).inspect(|i| used[*i] = true)).collect();
    for (ordinal, (record, known_as)) in new.into_iter().zip(matches).enumerate() {
        let ordinal = ordinal as i64;
        match known_as {
            Some(i) => {
                if records::update(db, op, &known[i], ordinal, true, &record)? {
                    joined(db, op, known[i].id, &record, false, summary, seen)?;
                    touched.push(known[i].id);
                }
            }
            None => {
                let id = records::insert(db, op, Some(document), ordinal, &record)?;
                joined(db, op, id, &record, true, summary, seen)?;
                deriving::refresh(db, op, &[id])?;
            }
        }
    }
    for (stored, _) in known.iter().zip(&used).filter(|(s, used)| !**used && s.ordinal >= 0) {
        if records::update(db, op, stored, stored.ordinal, false, &stored.record)? {
            matching::reindex(db, &[stored.id])?;
            touched.push(stored.id);
        }
    }
    Ok(touched)
}

fn joined(db: &Connection, op: i64, id: i64, record: &Record, fresh: bool, summary: &mut Summary, seen: &mut matching::Seen) -> Result<()> {
    let joined = matching::join(db, op, id, record, fresh, seen)?;
    summary.joined += usize::from(joined.same > 0);
    summary.faces += usize::from(joined.same == 0 && joined.faces > 0);
    summary.asked += joined.asked;
    Ok(())
}

/// Writes the record a document states of itself.
fn put_own(
    db: &Connection,
    op: i64,
    document: &table::Document,
    own: Face,
    summary: &mut Summary,
    seen: &mut matching::Seen,
) -> Result<i64> {
    let record = Record { reader: format!("{}/own", document.reader), ..Record::of(own) };
    if let Some(id) = document.own
        && let Some(old) = records::get(db, id)?
    {
        if records::update(db, op, &old, -1, true, &record)? {
            joined(db, op, id, &record, false, summary, seen)?;
        }
        return Ok(id);
    }
    let id = records::insert(db, op, Some(document.id), -1, &record)?;
    table::put(db, op, &table::Document { own: Some(id), ..document.clone() })?;
    joined(db, op, id, &record, true, summary, seen)?;
    Ok(id)
}
