//! Taking documents and bibliography files in: read side by side, written one transaction a document, in a stable order.

use super::Library;
use super::lagging::Run;
use super::matching::{self, Prepared};
use super::taking::{Later, Looked, Slice, Taken, look, windows};
use crate::documents::{self, Failure, Limits};
use crate::formats;
use crate::model::{Face, Fault, Record, Severity, Var};
use crate::normalise::fold;
use crate::store::checkpoint::Carrier;
use crate::store::records::{self, Stored};
use crate::store::{Error, Result, documents as table, log};
use rusqlite::Connection;
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::{Path, PathBuf};

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

/// Records of a large file that are written in one transaction.
const COMMIT: usize = 4_096;

/// Slices read ahead of the one that is written.
const AHEAD: usize = 2;

impl Library {
    /// Adds files; `progress` hears of every one that is done, and says whether to go on.
    pub fn add(&mut self, paths: &[PathBuf], limits: &Limits, progress: impl FnMut(usize) -> bool) -> Result<Summary> {
        // What adding writes names what it has just written or read: looking that up again would read every record twice.
        self.store.check_references(false)?;
        let added = self.add_all(paths, limits, progress);
        self.store.check_references(true)?;
        added
    }

    fn add_all(&mut self, paths: &[PathBuf], limits: &Limits, mut progress: impl FnMut(usize) -> bool) -> Result<Summary> {
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
        run.finish(&tx)?;
        tx.commit()?;
        if let Some(carrier) = run.carrier.take() {
            carrier.end(&self.store)?;
        }
        (summary.joined, summary.faces, summary.asked) = (run.joined.same, run.joined.faces, run.joined.asked);
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
                let Taken { hash, reader, encoding, .. } = &*taken;
                let document = table::Document {
                    hash: hash.clone(),
                    reader: reader.clone(),
                    encoding: encoding.clone(),
                    path: name,
                    ..table::Document::default()
                };
                self.write_taken(path, document, *taken, summary, run)
            }
        }
    }

    /// Writes what was read from a file: in one transaction, but for a large file that is new.
    fn write_taken(
        &mut self,
        path: &Path,
        mut document: table::Document,
        taken: Taken,
        summary: &mut Summary,
        run: &mut Run,
    ) -> Result<(Fate, Vec<Fault>)> {
        let Taken { mut slices, later, own, mut faults, .. } = taken;
        let tx = self.store.begin()?;
        run.meet_others(&tx)?;
        // Another path of this run may have brought the same content.
        if let Some(other) = table::by_hash(&tx, &document.hash)? {
            drop(tx);
            return Ok((if other.path == document.path { Fate::Unchanged } else { Fate::Copy(other.path) }, faults));
        }
        if let Some(old) = table::by_path(&tx, &document.path)? {
            (document.id, document.own) = (old.id, old.own);
        }
        if let Some(later) = later {
            if document.id == 0 {
                drop(tx);
                return self.write_large(path, document, &later, summary, run);
            }
            // What stands is compared with the file whole.
            if let Err(why) = later.read(path, true, &mut |slice| {
                slices.push(slice);
                true
            }) {
                drop(tx);
                return Ok((Fate::Failed(Failure::Broken(why)), faults));
            }
            slices.iter_mut().for_each(|s| faults.append(&mut s.faults));
        }
        let known = if document.id == 0 { Vec::new() } else { records::of_document(&tx, document.id)? };
        document.id = table::put(&tx, run.op, &document)?;
        let count = slices.iter().map(|s| s.records.len()).sum();
        let mut desk = Desk { db: &tx, run, document: document.id };
        if known.is_empty() {
            let mut ordinal = 0;
            for slice in slices {
                let n = slice.records.len() as i64;
                desk.insert(slice, ordinal)?;
                ordinal += n;
            }
        } else {
            desk.update(slices.into_iter().flat_map(|s| s.records).collect(), known)?;
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

    /// Writes a large file that is new while it is read, in several transactions. Until the last one the document has no
    /// hash: where this process dies, the file is known to be read in part, and adding it again completes it.
    fn write_large(
        &mut self,
        path: &Path,
        mut document: table::Document,
        later: &Later,
        summary: &mut Summary,
        run: &mut Run,
    ) -> Result<(Fate, Vec<Fault>)> {
        let hash = std::mem::take(&mut document.hash);
        let (send, receive) = std::sync::mpsc::sync_channel::<Slice>(AHEAD);
        let mut faults = Vec::new();
        let (mut count, mut open) = (0, 0);
        if run.carrier.is_none() {
            run.carrier = Some(Carrier::of(&self.store)?);
        }
        let read = std::thread::scope(|scope| -> Result<_> {
            let reading = scope.spawn(move || later.read(path, false, &mut |slice| send.send(slice).is_ok()));
            let mut tx = self.store.begin()?;
            document.id = table::put(&tx, run.op, &document)?;
            for mut slice in receive {
                faults.append(&mut slice.faults);
                let n = slice.bodies.len();
                Desk { db: &tx, run, document: document.id }.insert(slice, count as i64)?;
                count += n;
                open += n;
                if run.is_full_of_file() {
                    run.settle(&tx)?;
                }
                if open >= COMMIT {
                    tx.commit()?;
                    run.carrier.iter_mut().for_each(Carrier::committed);
                    tx = self.store.begin()?;
                    run.meet_others(&tx)?;
                    open = 0;
                }
            }
            let read = reading.join().map_err(|_| Error::Other("a reader stopped".into()))?;
            if read.is_ok() || count > 0 {
                document.hash = hash;
                table::put(&tx, run.op, &document)?;
                tx.commit()?;
                run.carrier.iter_mut().for_each(Carrier::committed);
            }
            Ok(read)
        })?;
        summary.found += count;
        match read {
            Err(why) if count == 0 => return Ok((Fate::Failed(Failure::Broken(why)), faults)),
            Err(why) => faults.push(Fault::new(Severity::Error, "broken-off", 0, format!("after {count} records: {why}"))),
            Ok(()) => {}
        }
        Ok((Fate::Read(count), faults))
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
    document: i64,
}

impl Desk<'_> {
    /// Writes new records; `ordinal`: place of the first in the document.
    fn insert(&mut self, slice: Slice, ordinal: i64) -> Result<()> {
        let Slice { records, bodies, prepared, .. } = slice;
        let rows = (ordinal..).zip(bodies.iter().map(String::as_str));
        let first = records::insert_all(self.db, self.run.op, self.document, rows)?;
        let document = Some(self.document);
        let stored = |(i, record): (i64, Record)| Stored { id: first + i, document, ordinal: ordinal + i, active: true, record };
        self.run.hold((0..).zip(records).map(stored));
        self.run.take(self.db, first, prepared)
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
                None => self.insert(Slice::of(vec![record], Vec::new()), ordinal)?,
            }
        }
        for (stored, _) in known.iter().zip(&used).filter(|(s, used)| !**used && s.ordinal >= 0) {
            self.renew(stored, stored.ordinal, false, stored.record.clone())?;
        }
        Ok(())
    }

    /// Brings a record up to date.
    fn renew(&mut self, old: &Stored, ordinal: i64, active: bool, record: Record) -> Result<()> {
        if old.ordinal == ordinal && old.active == active && old.record == record {
            return Ok(());
        }
        if old.active == active && old.record == record {
            // It stands in another place, and says the same.
            records::update(self.db, self.run.op, old, ordinal, active, &record)?;
            return Ok(());
        }
        self.run.settle(self.db)?;
        matching::leave(self.db, &[old.id])?;
        records::update(self.db, self.run.op, old, ordinal, active, &record)?;
        self.run.retake(self.db, old.id, active.then(|| Prepared::of(&record)))
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
        let prepared = vec![Prepared::of(&record)];
        self.run.hold(std::iter::once(Stored { id, document: Some(document.id), ordinal: -1, active: true, record }));
        self.run.take(self.db, id, prepared)
    }
}
