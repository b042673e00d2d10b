//! Keeping a .bib file and the library in step: what changed in one since both last agreed goes to the other; what changed
//! in both is a conflict, and stays as it is on both sides until a person decides.
//!
//! The order of steps makes a crash harmless: edits of the file are in the library before the file is touched; the text to
//! be written is noted before it is written, and it becomes the agreed one only after. A second run finds both sides equal
//! wherever the first one came.

use super::bibtext;
use super::rewriting::{self, Rewrite};
use super::syncplan::{self, Plan};
use super::threeway;
use super::{Library, deriving, matching};
use crate::formats::{self, Format, Import, Input};
use crate::model::{Record, Severity};
use crate::store::synced::{self, Synced};
use crate::store::{Error, Result, decisions, records};
use crate::text::encoding;
use rusqlite::Connection;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Which side wins where both changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prefer {
    /// The file.
    File,
    /// The library.
    Library,
}

/// How to sync.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Format of a file that is not there yet.
    pub format: String,
    /// The manuscripts it is for, as JSON; empty for the whole library.
    pub scope: String,
    /// Who wins in conflicts; nobody without.
    pub prefer: Option<Prefer>,
    /// Only say what would be done.
    pub dry_run: bool,
}

/// What syncing did, or would do.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Report {
    /// Fields taken over into the library: key, field, new value.
    pub to_library: Vec<(String, String, Value)>,
    /// Fields written into the file.
    pub to_file: Vec<(String, String, Value)>,
    /// Entries new in the library.
    pub new_in_library: Vec<String>,
    /// Entries new in the file.
    pub new_in_file: Vec<String>,
    /// Entries taken out of the file, because they are no longer in the library or no longer cited.
    pub removed: Vec<String>,
    /// Entries taken out of the file by hand: the library keeps them, the file does without.
    pub left_out: Vec<String>,
    /// Keys that changed: old, new.
    pub renamed: Vec<(String, String)>,
    /// Fields changed on both sides: key, field, the library's value, the file's.
    pub conflicts: Vec<(String, String, Value, Value)>,
    /// Whether the file was written.
    pub written: bool,
    /// Number of the operation in the library.
    pub operation: Option<i64>,
}

/// What a person did to the file beside changing fields.
#[derive(Clone, Debug, Default, Serialize, Deserialize, PartialEq)]
#[serde(default)]
pub struct ByHand {
    /// Taken out.
    pub out: BTreeSet<String>,
    /// Put in.
    pub into: BTreeSet<String>,
}

/// Records by key.
pub type Entries = BTreeMap<String, Record>;

fn entries(records: &[Record]) -> Entries {
    let mut all = Entries::new();
    for record in records.iter().filter(|r| !r.key.is_empty()) {
        all.entry(record.key.clone()).or_insert_with(|| record.clone());
    }
    all
}

fn parse(text: &str, format: &Format, path: &Path) -> Result<Import> {
    let read = format.read.ok_or_else(|| Error::Other(format!("{} cannot be read", format.label)))?;
    read(&Input::new(text.as_bytes(), path)).map_err(Error::Other)
}

/// Everything one run works with.
pub struct Sides {
    format: &'static Format,
    state: Synced,
    /// What a person did beside changing fields.
    pub by_hand: ByHand,
    /// The file: bytes, text, entries as read; none where it is not there.
    file: Option<(Vec<u8>, String, Import)>,
    /// The file's entries.
    pub theirs: Entries,
    /// The entries both sides last agreed on.
    pub base: Entries,
    /// The library's entries as the format holds them.
    pub ours: Entries,
    /// And as they are.
    pub direct: Entries,
    /// Places of keys in what is wanted.
    pub order: FxHashMap<String, usize>,
    /// Values last agreed on of fields in conflict.
    pub stuck: FxHashMap<String, BTreeMap<String, Value>>,
}

impl Library {
    /// Brings file and library into step; `wanted` gives the records that the file is to hold.
    pub fn sync(&mut self, path: &Path, options: &Options, wanted: &dyn Fn(&Library) -> Result<Vec<Record>>) -> Result<Report> {
        for _ in 0..3 {
            if let Some(report) = self.sync_once(path, options, wanted)? {
                return Ok(report);
            }
        }
        Err(Error::Other(format!("{}: changes all the time; nothing was written", path.display())))
    }

    /// One run; none where the file was changed by another program in between.
    fn sync_once(&mut self, path: &Path, options: &Options, wanted: &dyn Fn(&Library) -> Result<Vec<Record>>) -> Result<Option<Report>> {
        let mut sides = self.sides(path, options, wanted)?;
        let mut report = Report::default();
        let plan = syncplan::plan(self, &mut sides, options, &mut report)?;
        if options.dry_run {
            return Ok(Some(report));
        }
        report.operation = self.take_over(&plan)?;
        let text = match &sides.file {
            Some((_, text, _)) if plan.orders.is_empty() => text.clone(),
            Some((_, text, import)) => bibtext::rewritten(text, import, sides.format, &plan.orders),
            None => bibtext::written(&plan.orders.added, sides.format),
        };
        if !self.write_synced(path, &mut sides, text, &mut report)? {
            return Ok(None);
        }
        let id = sides.state.id;
        synced::put_conflicts(&self.store.db, id, &plan.conflicts)?;
        Ok(Some(report))
    }

    fn sides(&self, path: &Path, options: &Options, wanted: &dyn Fn(&Library) -> Result<Vec<Record>>) -> Result<Sides> {
        let db = &self.store.db;
        let name = std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string();
        let wrong = |e: String| Error::Other(format!("{}: {e}", path.display()));
        let mut state = synced::by_path(db, &name)?.unwrap_or_default();
        let bytes = match std::fs::read(path) {
            Ok(bytes) => Some(bytes),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => None,
            Err(e) => return Err(wrong(e.to_string())),
        };
        let known = if state.format.is_empty() { options.format.clone() } else { state.format.clone() };
        let format = match &bytes {
            Some(bytes) if state.format.is_empty() && !bytes.trim_ascii().is_empty() => formats::detect(&Input::new(bytes, path)),
            _ => formats::find(&known),
        };
        let format =
            format.filter(|f| matches!(f.name, "bibtex" | "biblatex")).ok_or_else(|| wrong("only .bib files are kept in step".into()))?;
        let file = match bytes {
            Some(bytes) => {
                let text = encoding::decode(&bytes).text.to_string();
                let import = parse(&text, format, path)?;
                Some((bytes, text, import))
            }
            None => None,
        };
        let theirs = file.as_ref().map(|(_, _, i)| entries(&i.records)).unwrap_or_default();
        if let Some((_, _, import)) = &file
            && let Some(fault) = import.faults.iter().find(|f| f.severity == Severity::Error)
        {
            return Err(wrong(format!("line {}: {}; nothing was changed", fault.line, fault.message)));
        }
        settle(&mut state, file.as_ref(), format, path)?;
        let base = entries(&parse(&state.base, format, path)?.records);
        if file.is_some() && theirs.is_empty() && !base.is_empty() {
            return Err(wrong("is empty, though it was not; nothing was changed (delete the file to have it written anew)".into()));
        }
        let mut by_hand: ByHand = serde_json::from_str(&state.left_out).unwrap_or_default();
        by_hand.out.retain(|k| !theirs.contains_key(k));
        let records = wanted(self)?;
        let round = parse(&bibtext::written(&records, format), format, path)?;
        let mut stuck: FxHashMap<String, BTreeMap<String, Value>> = FxHashMap::default();
        for conflict in synced::conflicts(db, Some(state.id).filter(|id| *id > 0).or(Some(-1)))? {
            let base = serde_json::from_str(&conflict.base).unwrap_or_default();
            stuck.entry(conflict.key).or_default().insert(conflict.field, base);
        }
        (state.path, state.format) = (name, format.name.to_owned());
        state.scope.clone_from(&options.scope);
        let (ours, direct) = (entries(&round.records), entries(&records));
        let base = if file.is_some() { base } else { Entries::new() };
        let order = records.iter().enumerate().map(|(i, r)| (r.key.clone(), i)).collect();
        Ok(Sides { format, state, by_hand, file, theirs, base, ours, direct, order, stuck })
    }

    /// Edits of the file into the library, as one operation.
    fn take_over(&mut self, plan: &Plan) -> Result<Option<i64>> {
        if plan.edits.is_empty() && plan.new.is_empty() && plan.keys.is_empty() {
            return Ok(None);
        }
        let (op, ()) = self.operate("sync", "", |db, op| {
            let mut touched = Vec::new();
            for (work, field, value) in &plan.edits {
                decisions::add(db, op, "field", *work, None, &format!("{field}={}", value.clone().unwrap_or_default()), "person")?;
                touched.push(*work);
            }
            for (work, key) in &plan.keys {
                decisions::add(db, op, "key", *work, None, key, "person")?;
                touched.push(*work);
            }
            for record in &plan.new {
                touched.push(insert(db, op, record)?);
            }
            deriving::refresh(db, op, &touched)
        })?;
        Ok(op)
    }

    /// Writes the file and what is known of it; false where the file is no longer what was read.
    fn write_synced(&mut self, path: &Path, sides: &mut Sides, text: String, report: &mut Report) -> Result<bool> {
        let db = &self.store.db;
        let state = &mut sides.state;
        state.left_out = serde_json::to_string(&sides.by_hand)?;
        let old = sides.file.take();
        let same = old.as_ref().is_some_and(|(_, t, _)| *t == text);
        if !same {
            let decoded = old.as_ref().map(|(bytes, _, _)| encoding::decode(bytes));
            let (name, mark) = decoded.map_or(("utf-8", false), |d| (d.encoding, d.mark));
            let bytes = encoding::encode(&text, name, mark)
                .ok_or_else(|| Error::Other(format!("{}: cannot be written in {name}", path.display())))?;
            state.pending = Some(text.clone());
            state.before = Some(old.as_ref().map_or_else(String::new, |(b, _, _)| hash(b)));
            state.id = synced::put(db, state)?;
            let rewrite = Rewrite { path: path.to_owned(), old: old.map(|(b, _, _)| b), new: bytes };
            if let Err(why) = rewriting::write(std::slice::from_ref(&rewrite)) {
                return if why.ends_with("meantime") || why.ends_with("already") { Ok(false) } else { Err(Error::Other(why)) };
            }
            report.written = true;
        }
        let agreed = state.id > 0
            && same
            && state.pending.is_none()
            && state.base == text
            && synced::get(db, state.id)?.is_some_and(|s| s.left_out == state.left_out && s.base == text && s.scope == state.scope);
        if !agreed {
            state.base = text;
            (state.pending, state.before) = (None, None);
            state.id = synced::put(db, state)?;
        }
        Ok(true)
    }

    /// Settles a conflict the one way or the other; the next sync writes the file.
    pub fn settle_conflict(&mut self, id: i64, prefer: Prefer) -> Result<Option<i64>> {
        let all = synced::conflicts(&self.store.db, None)?;
        let conflict = all.into_iter().find(|c| c.id == id).ok_or_else(|| Error::Other(format!("no conflict {id}")))?;
        let mut op = None;
        if prefer == Prefer::File {
            let value = serde_json::from_str(&conflict.file).unwrap_or_default();
            op = self.edit(&conflict.key, &[(conflict.field.clone(), value)])?;
        }
        synced::remove_conflict(&self.store.db, id)?;
        Ok(op)
    }
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// After a crash: whether the text that was about to be written came into the file. Where the file is neither what it was nor
/// that text, somebody has changed it since: it holds the new text if it says something that only that says.
fn settle(state: &mut Synced, file: Option<&(Vec<u8>, String, Import)>, format: &Format, path: &Path) -> Result<()> {
    let (Some(pending), Some(before)) = (state.pending.take(), state.before.take()) else { return Ok(()) };
    let Some((bytes, text, import)) = file else { return Ok(()) };
    if hash(bytes) == before {
        return Ok(());
    }
    if *text == pending {
        state.base = pending;
        return Ok(());
    }
    let (old, new) = (entries(&parse(&state.base, format, path)?.records), entries(&parse(&pending, format, path)?.records));
    let now = entries(&import.records);
    let telling = new.iter().any(|(key, record)| {
        let (fields, before) = (threeway::fields(record), old.get(key).map(threeway::fields));
        let Some(here) = now.get(key).map(threeway::fields) else { return false };
        match before {
            None => true,
            Some(before) => fields.iter().any(|(n, v)| before.get(n) != Some(v) && here.get(n) == Some(v)),
        }
    });
    if telling {
        state.base = pending;
    }
    Ok(())
}

/// A record of the file becomes one of the library.
fn insert(db: &Connection, op: i64, record: &Record) -> Result<i64> {
    let record = Record { reader: "sync/1".into(), ..record.clone() };
    let id = records::insert(db, op, None, 0, &record)?;
    matching::join(db, op, id, &record)?;
    Ok(id)
}
