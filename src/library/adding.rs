//! Taking documents and bibliography files in: read side by side, written one transaction a document, in a stable order.

use super::lagging::Run;
use super::matching::{self, Prepared};
use super::{Library, reading};
use crate::documents::{self, Failure, Limits};
use crate::formats::{self, Format, Input};
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

/// A file of so many bytes is read while it is written, slice by slice.
const LARGE: usize = 1 << 20;

/// Slices read ahead of the one that is written.
const AHEAD: usize = 2;

/// Records, each with what it is compared by and its text for the library.
struct Slice {
    records: Vec<Record>,
    bodies: Vec<String>,
    prepared: Vec<Prepared>,
    faults: Vec<Fault>,
}

impl Slice {
    fn of(records: Vec<Record>, faults: Vec<Fault>) -> Self {
        let prepared = records.iter().map(Prepared::of).collect();
        // A record is a tree of strings and numbers: it can always be written.
        let bodies = records.iter().map(|r| serde_json::to_string(r).unwrap_or_default()).collect();
        Slice { records, bodies, prepared, faults }
    }
}

/// A bibliography file that is read while it is written.
struct Later {
    bytes: Vec<u8>,
    format: &'static Format,
}

/// What was read from one file.
struct Taken {
    hash: String,
    reader: String,
    encoding: String,
    slices: Vec<Slice>,
    /// The file itself, where it is large: it has no slices then.
    later: Option<Later>,
    own: Option<Face>,
    faults: Vec<Fault>,
}

/// Records in slices.
fn sliced(records: Vec<Record>) -> Vec<Slice> {
    let mut records = records.into_iter();
    let mut all = Vec::new();
    loop {
        let slice: Vec<Record> = records.by_ref().take(SLICE).collect();
        if slice.is_empty() {
            return all;
        }
        all.push(Slice::of(slice, Vec::new()));
    }
}

/// Reads one file: as a bibliography file where its content says so, else as a document.
fn take(path: &Path, bytes: Vec<u8>, hash: String, limits: &Limits) -> std::result::Result<Taken, Failure> {
    let input = Input::new(&bytes, path);
    let format = formats::detect(&input).filter(|f| f.read.is_some() && sure_enough((f.detect)(&input), path, f.extensions));
    let taken = Taken { hash, reader: String::new(), encoding: String::new(), slices: Vec::new(), later: None, own: None, faults: Vec::new() };
    if let Some(format) = format {
        let reader = format.name.to_owned();
        if bytes.len() >= LARGE {
            return Ok(Taken { reader, later: Some(Later { bytes, format }), ..taken });
        }
        let import = format.read.map_or_else(|| Ok(formats::Import::default()), |read| read(&input)).map_err(Failure::Broken)?;
        return Ok(Taken { reader, slices: sliced(import.records), faults: import.faults, ..taken });
    }
    let document = documents::read(&bytes, path, limits)?;
    let slices = sliced(reading::citations(&document));
    Ok(Taken {
        reader: document.reader.into(),
        encoding: document.encoding.into(),
        slices,
        own: reading::own(&document),
        faults: document.faults,
        ..taken
    })
}

/// Whether content and ending together say that it is a bibliography file: endings that any text may have say nothing.
fn sure_enough(sure: u8, path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    let telling = endings.contains(&ending.as_str()) && !matches!(ending.as_str(), "txt" | "text" | "md" | "xml" | "html" | "htm");
    sure >= if telling { 20 } else { 80 }
}

impl Later {
    /// Reads the file slice by slice, until `take` has enough.
    fn read(&self, path: &Path, take: &mut dyn FnMut(Slice) -> bool) -> std::result::Result<(), String> {
        formats::slices(self.format, &Input::new(&self.bytes, path), SLICE, &mut |import| {
            let mut faults = import.faults;
            let mut records = import.records.into_iter();
            loop {
                let slice: Vec<Record> = records.by_ref().take(SLICE).collect();
                if !take(Slice::of(slice, std::mem::take(&mut faults))) {
                    return false;
                }
                if records.len() == 0 {
                    return true;
                }
            }
        })
    }
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
            if let Err(why) = later.read(path, &mut |slice| {
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
        let mut count = 0;
        let read = std::thread::scope(|scope| -> Result<_> {
            let reading = scope.spawn(move || later.read(path, &mut |slice| send.send(slice).is_ok()));
            let mut tx = self.store.begin()?;
            document.id = table::put(&tx, run.op, &document)?;
            for mut slice in receive {
                faults.append(&mut slice.faults);
                let n = slice.records.len();
                Desk { db: &tx, run, document: document.id }.insert(slice, count as i64)?;
                count += n;
                if run.is_full() {
                    run.settle(&tx)?;
                    tx.commit()?;
                    tx = self.store.begin()?;
                    run.meet_others(&tx)?;
                }
            }
            let read = reading.join().map_err(|_| Error::Other("a reader stopped".into()))?;
            if read.is_ok() || count > 0 {
                document.hash = hash;
                table::put(&tx, run.op, &document)?;
                tx.commit()?;
            }
            Ok(read)
        })?;
        summary.found += count;
        Ok(match read {
            Err(why) if count == 0 => (Fate::Failed(Failure::Broken(why)), faults),
            _ => (Fate::Read(count), faults),
        })
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

/// Whether a file is read slice by slice, so that its size does not matter.
fn is_sliced(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = std::fs::File::open(path).and_then(|f| std::io::Read::read_to_end(&mut std::io::Read::take(f, 1 << 15), &mut head));
    read.is_ok() && formats::detect(&Input::new(&head, path)).is_some_and(formats::is_sliced)
}

fn read(path: &Path, known: &FxHashSet<String>, limits: &Limits) -> Looked {
    match std::fs::metadata(path) {
        Ok(meta) if meta.len() > limits.file && !is_sliced(path) => return Looked::Failed(Failure::Limit(format!("{} MB", limits.file >> 20))),
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
    match take(path, bytes, hash, limits) {
        Ok(taken) => Looked::Taken(Box::new(taken)),
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
        self.run.take(self.db, (0..).zip(records).map(stored).collect(), prepared)
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
        self.run.take(self.db, vec![Stored { id, document: Some(document.id), ordinal: -1, active: true, record }], prepared)
    }
}
