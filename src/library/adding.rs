//! Taking documents and bibliography files in: read side by side, written one transaction a document, in a stable order.

use super::lagging::Run;
use super::matching::{self, Prepared};
use super::{Library, reading};
use crate::documents::{self, Failure, Limits};
use crate::formats::{self, Input};
use crate::model::{Face, Fault, Record, Var};
use crate::normalise::fold;
use crate::store::records::{self, Stored};
use crate::store::{Error, Result, documents as table, log};
use rayon::prelude::*;
use rusqlite::Connection;
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::{Path, PathBuf};

/// Documents, and bytes of them, read at once while those before are written.
const WINDOW: (usize, u64) = (64, 64 << 20);

/// Records of one document that are prepared and written at once.
const SLICE: usize = 512;

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
    /// What the records are compared by; empty where there are so many that it is worked out slice by slice.
    prepared: Vec<Prepared>,
    own: Option<Face>,
    faults: Vec<Fault>,
}

impl Taken {
    fn prepare(mut self) -> Self {
        if self.records.len() <= SLICE {
            self.prepared = self.records.iter().map(Prepared::of).collect();
        }
        self
    }
}

/// Reads one file: as a bibliography file where its content says so, else as a document.
fn take(path: &Path, bytes: &[u8], limits: &Limits) -> std::result::Result<Taken, Failure> {
    let hash = blake3::hash(bytes).to_hex().to_string();
    let input = Input::new(bytes, path);
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
            prepared: Vec::new(),
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
        prepared: Vec::new(),
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
        let mut run = Run::of(op);
        let mut known: FxHashSet<String> = table::all(&self.store.db)?.into_iter().map(|d| d.hash).collect();
        let windows = windows(paths);
        let mut windows = windows.into_iter();
        let mut ahead = windows.next().map(|window| look(window, &known, limits));
        let (mut done, mut going) = (0, true);
        while let Some(results) = ahead.take().filter(|_| going) {
            let next = windows.next();
            // The next window is read while this one is written.
            ahead = std::thread::scope(|scope| -> Result<_> {
                let reading = next.map(|window| scope.spawn(|| look(window, &known, limits)));
                for (path, result) in results {
                    let (fate, faults) = self.write(path, result, &mut summary, &mut run)?;
                    summary.paths.push((path.to_owned(), fate, faults));
                    done += 1;
                    going = going && progress(done);
                    if !going {
                        break;
                    }
                }
                reading.map(|r| r.join().map_err(|_| Error::Other("a reader stopped".into()))).transpose()
            })?;
        }
        known.clear();
        let tx = self.store.begin()?;
        run.settle(&tx)?;
        tx.commit()?;
        summary.operation = log::finish(&self.store.db, op)?.then_some(op);
        summary.works.1 = crate::store::works::count(&self.store.db)?;
        Ok(summary)
    }

    fn write(&mut self, path: &Path, result: Looked, summary: &mut Summary, run: &mut Run) -> Result<(Fate, Vec<Fault>)> {
        let name = absolute(path);
        match result {
            Looked::Unopened(why) => Ok((Fate::Unopened(why), Vec::new())),
            Looked::Failed(failure) => Ok((Fate::Failed(failure), Vec::new())),
            Looked::Known(hash) => Ok((self.meet(run.op, &name, &hash)?, Vec::new())),
            Looked::Taken(taken) => {
                let Taken { hash, reader, encoding, records, prepared, own, faults } = *taken;
                let tx = self.store.begin()?;
                run.meet_others(&tx)?;
                // Another path of this run may have brought the same content.
                if let Some(other) = table::by_hash(&tx, &hash)? {
                    drop(tx);
                    return Ok((if other.path == name { Fate::Unchanged } else { Fate::Copy(other.path) }, faults));
                }
                let old = table::by_path(&tx, &name)?;
                let mut document = table::Document { hash, reader, encoding, path: name, ..old.clone().unwrap_or_default() };
                document.id = table::put(&tx, run.op, &document)?;
                let count = records.len();
                let mut desk = Desk { db: &tx, run, summary, document: document.id };
                if old.is_some() {
                    let known = records::of_document(&tx, document.id)?;
                    desk.update(records, known)?;
                } else {
                    desk.insert(records, prepared, 0)?;
                }
                if let Some(own) = own {
                    desk.put_own(&document, own)?;
                }
                if run.is_full() {
                    run.settle(&tx)?;
                }
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
        if documents::archive::exists(Path::new(&known.path)) || table::by_path(&self.store.db, name)?.is_some() {
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

/// Files in windows of a few documents and bytes.
fn windows(paths: &[PathBuf]) -> Vec<&[PathBuf]> {
    let (mut all, mut start, mut bytes) = (Vec::new(), 0, 0);
    for (i, path) in paths.iter().enumerate() {
        bytes += std::fs::metadata(path).map_or(0, |m| m.len());
        if i + 1 - start >= WINDOW.0 || bytes >= WINDOW.1 {
            all.push(&paths[start..=i]);
            (start, bytes) = (i + 1, 0);
        }
    }
    if start < paths.len() {
        all.push(&paths[start..]);
    }
    all
}

/// Reads a window of files side by side.
fn look<'a>(window: &'a [PathBuf], known: &FxHashSet<String>, limits: &Limits) -> Vec<(&'a Path, Looked)> {
    window.par_iter().map(|path| (path.as_path(), read(path, known, limits))).collect()
}

fn read(path: &Path, known: &FxHashSet<String>, limits: &Limits) -> Looked {
    match std::fs::metadata(path) {
        Ok(meta) if meta.len() > limits.file => return Looked::Failed(Failure::Limit(format!("{} MB", limits.file >> 20))),
        _ => {}
    }
    let bytes = if path == Path::new("-") {
        let mut all = Vec::new();
        std::io::Read::read_to_end(&mut std::io::stdin().lock(), &mut all).map(|_| all)
    } else if let Some(inside) = documents::archive::bytes(path, limits) {
        match inside {
            Ok(bytes) => Ok(bytes),
            Err(failure) => return Looked::Failed(failure),
        }
    } else {
        std::fs::read(path)
    };
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(e) => return Looked::Unopened(e.to_string()),
    };
    let hash = blake3::hash(&bytes).to_hex().to_string();
    if known.contains(&hash) {
        return Looked::Known(hash);
    }
    if bytes.is_empty() && path != Path::new("-") {
        return Looked::Failed(Failure::Empty);
    }
    match take(path, &bytes, limits) {
        Ok(taken) => Looked::Taken(Box::new(taken.prepare())),
        Err(failure) => Looked::Failed(failure),
    }
}

/// The name a path has among the documents.
pub fn absolute(path: &Path) -> String {
    if path == Path::new("-") {
        return "-".into();
    }
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string()
}

/// What a record is known by when its document is read again: the key of its program or its own, else its text.
fn identity(record: &Record) -> String {
    if let Some((_, key)) = record.unknown.iter().find(|(name, _)| name == formats::zotero_sqlite::OWN_KEY) {
        return format!("z{key}");
    }
    if record.format.is_empty() || record.key.is_empty() { format!("t{}", fold::key(&record.raw)) } else { format!("k{}", record.key) }
}

fn doi(record: &Record) -> &str {
    record.faces.first().map_or("", |f| f.get(Var::Doi))
}

/// Where the records of one document are written.
struct Desk<'a> {
    db: &'a Connection,
    run: &'a mut Run,
    summary: &'a mut Summary,
    document: i64,
}

impl Desk<'_> {
    /// Writes new records, slice by slice; `ordinal`: place of the first in the document.
    fn insert(&mut self, records: Vec<Record>, prepared: Vec<Prepared>, mut ordinal: i64) -> Result<()> {
        let mut prepared = Some(prepared).filter(|p| p.len() == records.len());
        let mut records = records.into_iter();
        loop {
            let slice: Vec<Record> = records.by_ref().take(SLICE).collect();
            if slice.is_empty() {
                return Ok(());
            }
            let ready = prepared.take().unwrap_or_else(|| slice.par_iter().map(Prepared::of).collect());
            let n = slice.len() as i64;
            self.insert_slice(slice, ready, ordinal)?;
            ordinal += n;
        }
    }

    fn insert_slice(&mut self, slice: Vec<Record>, prepared: Vec<Prepared>, ordinal: i64) -> Result<()> {
        let mut bodies = Vec::with_capacity(slice.len());
        for record in &slice {
            bodies.push(serde_json::to_string(record)?);
        }
        let rows = (ordinal..).zip(bodies.iter().map(String::as_str));
        let first = records::insert_all(self.db, self.run.op, self.document, rows)?;
        let last = first + slice.len() as i64 - 1;
        let joined = matching::compare(self.db, first, prepared, &mut self.run.seen)?;
        self.tell(joined);
        for (i, record) in (0..).zip(slice) {
            self.run.hold(Stored { id: first + i, document: Some(self.document), ordinal: ordinal + i, active: true, record });
        }
        self.run.seen.decide(self.db, self.run.op)?;
        if self.run.is_full() {
            return self.run.settle(self.db);
        }
        self.run.leave(self.db, first, last)
    }

    fn tell(&mut self, joined: matching::Joined) {
        self.summary.joined += joined.same;
        self.summary.faces += joined.faces;
        self.summary.asked += joined.asked;
    }

    /// Writes the records of a document that was read before: known ones are brought up to date and keep their ids (and so
    /// their decisions), the rest is new; what the document no longer says is kept, inactive.
    fn update(&mut self, new: Vec<Record>, known: Vec<Stored>) -> Result<()> {
        let mut by: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (i, stored) in known.iter().enumerate().rev().filter(|(_, s)| s.ordinal >= 0) {
            by.entry(identity(&stored.record)).or_default().push(i);
        }
        let mut used = vec![false; known.len()];
        let mut found: Vec<Option<usize>> = new.iter().map(|r| by.get_mut(&identity(r)).and_then(Vec::pop)).collect();
        found.iter().flatten().for_each(|i| used[*i] = true);
        // An entry that got another key is still known by its DOI.
        let left = (0..known.len()).rev().filter(|i| !used[*i] && known[*i].ordinal >= 0);
        let mut by_doi: FxHashMap<&str, usize> = left.map(|i| (doi(&known[i].record), i)).filter(|(doi, _)| !doi.is_empty()).collect();
        for (record, found) in new.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
            *found = by_doi.remove(doi(record));
            found.iter().for_each(|i| used[*i] = true);
        }
        for ((ordinal, record), found) in (0..).zip(new).zip(found) {
            match found {
                Some(i) => self.renew(&known[i], ordinal, true, record)?,
                None => self.insert_slice(vec![record.clone()], vec![Prepared::of(&record)], ordinal)?,
            }
        }
        for (stored, _) in known.iter().zip(&used).filter(|(s, used)| !**used && s.ordinal >= 0) {
            self.renew(stored, stored.ordinal, false, stored.record.clone())?;
        }
        Ok(())
    }

    /// Brings a record up to date.
    fn renew(&mut self, old: &Stored, ordinal: i64, active: bool, record: Record) -> Result<()> {
        if !records::update(self.db, self.run.op, old, ordinal, active, &record)? {
            return Ok(());
        }
        self.run.seen.forget(old.id);
        if active {
            let joined = matching::compare_again(self.db, old.id, Prepared::of(&record), &mut self.run.seen)?;
            self.tell(joined);
            self.run.seen.decide(self.db, self.run.op)?;
        } else {
            matching::reindex(self.db, &[old.id])?;
        }
        self.run.touch(old.id);
        // A change of an older record is in no range: it is derived before this transaction ends.
        self.run.settle(self.db)
    }

    /// Writes the record a document states of itself.
    fn put_own(&mut self, document: &table::Document, own: Face) -> Result<()> {
        let record = Record { reader: format!("{}/own", document.reader), ..Record::of(own) };
        if let Some(id) = document.own
            && let Some(old) = records::get(self.db, id)?
        {
            return self.renew(&old, -1, true, record);
        }
        let id = records::insert_all(self.db, self.run.op, document.id, std::iter::once((-1, serde_json::to_string(&record)?.as_str())))?;
        table::put(self.db, self.run.op, &table::Document { own: Some(id), ..document.clone() })?;
        let joined = matching::compare(self.db, id, vec![Prepared::of(&record)], &mut self.run.seen)?;
        self.tell(joined);
        self.run.seen.decide(self.db, self.run.op)?;
        self.run.hold(Stored { id, document: Some(document.id), ordinal: -1, active: true, record });
        self.run.leave(self.db, id, id)
    }
}
