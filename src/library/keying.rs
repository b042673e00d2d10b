//! Citation keys of a library: its pattern, making keys anew, and renaming a key in the library and in manuscripts at once.

use super::rewriting::{self, Rewrite};
use super::{Library, deriving};
use crate::citing::keypattern::{DEFAULT, Pattern, suffix};
use crate::citing::manuscript::{self, MANUSCRIPTS, Manuscript, Source, retype};
use crate::formats::{self, Input, bibtex, ledger};
use crate::store::{Error, Result, decisions, settings, works};
use crate::text::encoding;
use rusqlite::Connection;
use rustc_hash::FxHashSet;
use std::path::Path;

/// Name of the setting.
const SETTING: &str = "key-pattern";

/// The pattern of a library.
pub fn pattern(db: &Connection) -> Result<Pattern> {
    let text = settings::get(db, SETTING)?;
    Pattern::parse(text.as_deref().unwrap_or(DEFAULT)).or_else(|_| Pattern::parse(DEFAULT)).map_err(Error::Other)
}

/// One change of a text, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// File.
    pub path: String,
    /// Line and column, from 1.
    pub line: u32,
    /// Column.
    pub column: u32,
}

/// What renaming a key would do.
#[derive(Debug, Default)]
pub struct Renaming {
    /// Whether the library has the key.
    pub in_library: bool,
    /// Places that change.
    pub changes: Vec<Change>,
    /// The files as they will be.
    pub files: Vec<Rewrite>,
}

impl Library {
    /// The pattern of keys, as text.
    pub fn key_pattern(&self) -> Result<String> {
        Ok(settings::get(&self.store.db, SETTING)?.unwrap_or_else(|| DEFAULT.to_owned()))
    }

    /// Sets the pattern of keys: for works to come, and for [`Library::keys_anew`].
    pub fn set_key_pattern(&mut self, text: &str) -> Result<Option<i64>> {
        Pattern::parse(text).map_err(Error::Other)?;
        let (op, ()) = self.operate("keys pattern", text, |db, op| settings::set(db, op, SETTING, text))?;
        Ok(op)
    }

    /// Every work with its key, and its former keys.
    pub fn keys(&self) -> Result<Vec<(String, Vec<String>)>> {
        let mut all: Vec<(i64, String, Vec<String>)> = Vec::new();
        for (work, key, current) in works::key_list(&self.store.db)? {
            match all.last_mut() {
                Some((last, _, aliases)) if *last == work => aliases.push(key),
                _ if current => all.push((work, key, Vec::new())),
                _ => {}
            }
        }
        let mut keys: Vec<(String, Vec<String>)> = all.into_iter().map(|(_, k, a)| (k, a)).collect();
        keys.sort();
        Ok(keys)
    }

    /// Old and new keys, where the pattern makes others than works go by; of all works, or of those named.
    pub fn keys_anew(&self, named: &[String]) -> Result<Vec<(i64, String, String)>> {
        let pattern = pattern(&self.store.db)?;
        let mut all = Vec::new();
        if named.is_empty() {
            works::each(&self.store.db, |w| {
                all.push(w);
                Ok(())
            })?;
        }
        for key in named {
            all.push(self.work(key)?);
        }
        all.sort_by_key(|w| w.id);
        let mut given: FxHashSet<String> = FxHashSet::default();
        let mut changes = Vec::new();
        for work in all {
            let base = pattern.key(work.record.face());
            let mut key = base.clone();
            let mut n = 0u32;
            while given.contains(&key) || !works::key_free(&self.store.db, &key, work.id)? {
                key = format!("{base}{}", suffix(n));
                n += 1;
            }
            given.insert(key.clone());
            if key != work.record.key {
                changes.push((work.id, work.record.key, key));
            }
        }
        Ok(changes)
    }

    /// Gives works the keys found by [`Library::keys_anew`]; the old ones stay as aliases.
    pub fn give_keys(&mut self, changes: &[(i64, String, String)]) -> Result<Option<i64>> {
        let (op, ()) = self.operate("keys apply", "", |db, op| {
            for (work, _, key) in changes {
                decisions::add(db, op, "key", *work, None, key, "person")?;
            }
            deriving::refresh(db, op, &changes.iter().map(|(w, _, _)| *w).collect::<Vec<_>>())
        })?;
        Ok(op)
    }

    /// What renaming a key here and in a manuscript would change; refuses what cannot be done whole.
    pub fn plan_rename(&self, old: &str, new: &str, manuscript: &Manuscript) -> Result<Renaming> {
        let mut plan = Renaming::default();
        if new.is_empty() || new.chars().any(|c| c.is_whitespace() || c.is_control() || "{}(),\"#%'=~\\@[];".contains(c)) {
            return Err(Error::Other(format!("{new:?} cannot be a key")));
        }
        if let Some(id) = works::by_key(&self.store.db, old)? {
            plan.in_library = true;
            if !works::key_free(&self.store.db, new, id)? {
                return Err(Error::Other(format!("the key {new} belongs to another work")));
            }
        }
        if manuscript.cites.iter().any(|(c, _)| c.key == new) && works::by_key(&self.store.db, new)? != works::by_key(&self.store.db, old)?
        {
            return Err(Error::Other(format!("the manuscript cites another work as {new}")));
        }
        for (number, source) in manuscript.files.iter().enumerate() {
            self.plan_source(old, new, manuscript, number, source, &mut plan)?;
        }
        for bibliography in manuscript.bibliographies.iter().filter(|b| b.exists) {
            plan_bibliography(old, new, &bibliography.path, &mut plan)?;
        }
        if !plan.in_library && plan.files.is_empty() {
            return Err(Error::Other(format!("no such key: {old}")));
        }
        Ok(plan)
    }

    fn plan_source(&self, old: &str, new: &str, all: &Manuscript, number: usize, source: &Source, plan: &mut Renaming) -> Result<()> {
        let mut ranges: Vec<std::ops::Range<usize>> = all
            .cites
            .iter()
            .filter(|(c, s)| c.key == old && c.record.is_none() && s.file == number)
            .map(|(_, s)| s.range.clone())
            .collect();
        ranges.extend(all.entries.iter().filter(|(c, s, _)| c.key == old && s.file == number).map(|(_, s, _)| s.range.clone()));
        if ranges.is_empty() {
            return Ok(());
        }
        let path = source.path.display();
        if matches!(source.reader, "docx" | "odt") {
            ranges.sort_by_key(|r| r.start);
            ranges.dedup();
            return plan_office(old, new, source, &ranges, plan);
        }
        if !source.plain {
            return Err(Error::Other(format!("{path}: keys in a {} file cannot be changed from here", source.reader)));
        }
        ranges.sort_by_key(|r| r.start);
        ranges.dedup();
        let mut text = String::with_capacity(source.text.len());
        let mut at = 0;
        for range in &ranges {
            text.push_str(source.text.get(at..range.start).unwrap_or_default());
            text.push_str(new);
            at = range.end;
            let (line, column) = source.at(range.start);
            plan.changes.push(Change { path: path.to_string(), line, column });
        }
        text.push_str(source.text.get(at..).unwrap_or_default());
        // The new key must be read as the old one was.
        let reader = MANUSCRIPTS.iter().find(|r| r.name == source.reader);
        let seen = |text: &str| -> Vec<String> {
            let scan = reader
                .and_then(|r| (r.read)(&manuscript::Text { bytes: text.as_bytes(), text, path: &source.path }).ok())
                .unwrap_or_default();
            scan.cites.into_iter().map(|c| c.key).chain(scan.entries.into_iter().map(|(c, _)| c.key)).collect()
        };
        let wanted: Vec<String> = seen(&source.text).into_iter().map(|k| if k == old { new.to_owned() } else { k }).collect();
        if seen(&text) != wanted {
            return Err(Error::Other(format!("{path}: {new} cannot be written as a key in {}", source.reader)));
        }
        let encode = |text: &str| encoding::encode(text, source.encoding, source.mark);
        let bytes = std::fs::read(&source.path).map_err(|e| Error::Other(format!("{path}: {e}")))?;
        match (encode(&source.text), encode(&text)) {
            (Some(before), Some(after)) if before == bytes => {
                plan.files.push(Rewrite { path: source.path.clone(), old: Some(bytes), new: after });
                Ok(())
            }
            _ => Err(Error::Other(format!("{path}: cannot be written in {} without loss", source.encoding))),
        }
    }

    /// Carries a plan out: the library and every file, or nothing.
    pub fn rename_planned(&mut self, old: &str, new: &str, plan: &Renaming) -> Result<Option<i64>> {
        if !plan.in_library {
            rewriting::write(&plan.files).map_err(Error::Other)?;
            return Ok(None);
        }
        let work = self.work(old)?.id;
        let mut written = None;
        let done = self.operate("rename", &format!("{old} {new}"), |db, op| {
            decisions::add(db, op, "key", work, None, new, "person")?;
            deriving::refresh(db, op, &[work])?;
            written = Some(rewriting::write(&plan.files).map_err(Error::Other)?);
            Ok(())
        });
        match done {
            Ok((op, ())) => Ok(op),
            Err(e) => {
                if let Some(written) = written {
                    written.restore();
                }
                Err(e)
            }
        }
    }
}

/// Keys typed in a Word or OpenDocument file.
fn plan_office(old: &str, new: &str, source: &Source, ranges: &[std::ops::Range<usize>], plan: &mut Renaming) -> Result<()> {
    let path = source.path.display();
    let bytes = std::fs::read(&source.path).map_err(|e| Error::Other(format!("{path}: {e}")))?;
    let (after, count) = retype::rename(&bytes, old, new).map_err(|e| Error::Other(format!("{path}: {e}")))?;
    if count != ranges.len() {
        return Err(Error::Other(format!("{path}: {old} stands {} times, of which {count} can be changed", ranges.len())));
    }
    for range in ranges {
        let (line, column) = source.at(range.start);
        plan.changes.push(Change { path: path.to_string(), line, column });
    }
    plan.files.push(Rewrite { path: source.path.clone(), old: Some(bytes), new: after });
    Ok(())
}

/// The key in a bibliography file of the manuscript: of its entry, and wherever other entries refer to it.
fn plan_bibliography(old: &str, new: &str, path: &Path, plan: &mut Renaming) -> Result<()> {
    let wrong = |e: String| Error::Other(format!("{}: {e}", path.display()));
    let bytes = std::fs::read(path).map_err(|e| wrong(e.to_string()))?;
    let input = Input::new(&bytes, path);
    let Some(format) = formats::detect(&input) else { return Ok(()) };
    let Some(read) = format.read else { return Ok(()) };
    let import = read(&input).map_err(wrong)?;
    if import.records.iter().any(|r| r.key == new) {
        return Err(wrong(format!("the key {new} is there already")));
    }
    let bib = matches!(format.name, "bibtex" | "biblatex");
    let Some(at) = import.records.iter().position(|r| r.key == old) else { return Ok(()) };
    let line = import.records[at].place.line.max(1);
    let new_bytes = if bib {
        let decoded = encoding::decode(&bytes);
        let text = bibtex::rename_key(&decoded.text, old, new);
        encoding::encode(&text, decoded.encoding, decoded.mark)
    } else {
        let mut records = import.records.clone();
        new.clone_into(&mut records[at].key);
        ledger::again(&input, format, &import, &records)
    };
    let new_bytes = new_bytes.ok_or_else(|| wrong(format!("a key in {} cannot be changed in place", format.label)))?;
    plan.changes.push(Change { path: path.display().to_string(), line, column: 1 });
    plan.files.push(Rewrite { path: path.to_owned(), old: Some(bytes), new: new_bytes });
    Ok(())
}
