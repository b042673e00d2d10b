//! Where the entries of a manuscript come from: bibliography files, the library, and what its own fields carry.

use super::Library;
use crate::citing::manuscript::Manuscript;
use crate::formats::{self, Format, Import, Input};
use crate::model::{Record, Relation, Target};
use crate::store::{Result, works};
use crate::text::encoding;
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::{Path, PathBuf};

/// A bibliography file with its entries.
pub struct BibFile {
    /// Its path.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its text.
    pub text: String,
    /// The format it is in.
    pub format: &'static Format,
    /// Its entries, and what is wrong with it.
    pub import: Import,
}

impl BibFile {
    /// Reads a file in the format its content shows.
    pub fn read(path: &Path, bytes: Vec<u8>) -> std::result::Result<Self, String> {
        let input = Input::new(&bytes, path);
        let format = formats::detect(&input).ok_or("no known bibliography format")?;
        let read = format.read.ok_or("a format that cannot be read")?;
        let import = read(&input)?;
        let text = encoding::decode(&bytes).text.into_owned();
        Ok(BibFile { path: path.to_owned(), text, format, import, bytes })
    }

    /// Whether it is a .bib file.
    pub fn is_bib(&self) -> bool {
        matches!(self.format.name, "bibtex" | "biblatex")
    }

    /// Line and column of an entry, from 1.
    pub fn place(&self, index: usize) -> (u32, u32) {
        let line = self.import.records.get(index).map_or(0, |r| r.place.line).max(1);
        let column = self.import.spans.get(index).map_or(1, |s| {
            let start = self.text.get(..s.start).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1);
            self.text.get(start..s.start).map_or(1, |t| t.chars().count() as u32 + 1)
        });
        (line, column)
    }
}

/// What a key stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// An entry of a file: file, entry.
    File(usize, usize),
    /// A work of the library, by its place in [`Pool::works`].
    Work(usize),
}

/// A work that was looked up.
pub struct Looked {
    /// The key it was looked up by.
    pub asked: String,
    /// Its record, under its current key, parents as links.
    pub record: Record,
    /// Its id.
    pub id: i64,
}

/// The entries.
#[derive(Default)]
pub struct Pool {
    /// Bibliography files.
    pub files: Vec<BibFile>,
    /// Files that could not be read, with the reason.
    pub unread: Vec<(PathBuf, String)>,
    /// Works of the library that were asked for.
    pub works: Vec<Looked>,
    /// Every key and alias of the library.
    pub library_keys: Vec<String>,
    by_key: FxHashMap<String, Vec<Found>>,
    by_work: FxHashMap<String, usize>,
}

impl Pool {
    /// The entries of some files.
    pub fn of_files(paths: &[PathBuf]) -> Pool {
        let mut pool = Pool::default();
        for path in paths {
            match std::fs::read(path).map_err(|e| e.to_string()).and_then(|bytes| BibFile::read(path, bytes)) {
                Ok(file) => pool.add(file),
                Err(why) => pool.unread.push((path.clone(), why)),
            }
        }
        pool
    }

    /// Adds a file.
    pub fn add(&mut self, file: BibFile) {
        let at = self.files.len();
        for (i, record) in file.import.records.iter().enumerate() {
            if !record.key.is_empty() {
                self.by_key.entry(record.key.clone()).or_default().push(Found::File(at, i));
            }
            for id in ids(record) {
                self.by_key.entry(id).or_default().push(Found::File(at, i));
            }
        }
        self.files.push(file);
    }

    /// Looks works up in the library by their keys, with the works they are parts of.
    pub fn look_up(&mut self, library: &Library, keys: &[&str]) -> Result<()> {
        let db = &library.store.db;
        let mut open: Vec<String> = keys.iter().map(|k| (*k).to_owned()).collect();
        while let Some(key) = open.pop() {
            if self.by_work.contains_key(&key) {
                continue;
            }
            let Some(id) = works::by_key(db, &key)? else { continue };
            let Some(work) = works::get(db, id)? else { continue };
            let mut record = work.record;
            record.links = library.relations(id)?.into_iter().map(|(r, k)| (r, Target::Key(k))).collect();
            open.extend(parents(&record).map(str::to_owned));
            self.by_work.insert(key.clone(), self.works.len());
            self.works.push(Looked { asked: key, record, id });
        }
        Ok(())
    }

    /// Looks every work of the library up, under the key that it goes by.
    pub fn look_up_all(&mut self, library: &Library) -> Result<()> {
        let keys = works::key_list(&library.store.db)?;
        let current: Vec<&str> = keys.iter().filter(|(_, _, current)| *current).map(|(_, key, _)| key.as_str()).collect();
        self.look_up(library, &current)
    }

    /// Takes over every key of the library, for suggestions.
    pub fn know_keys(&mut self, library: &Library) -> Result<()> {
        self.library_keys = works::all_keys(&library.store.db)?;
        Ok(())
    }

    /// The entries of files that have a key.
    pub fn in_files(&self, key: &str) -> &[Found] {
        self.by_key.get(key).map_or(&[], Vec::as_slice)
    }

    /// The work of the library that has a key.
    pub fn in_library(&self, key: &str) -> Option<&Looked> {
        self.by_work.get(key).and_then(|i| self.works.get(*i))
    }

    /// Every key of the files.
    pub fn file_keys(&self) -> impl Iterator<Item = &str> {
        self.by_key.keys().map(String::as_str)
    }

    /// The record of an entry.
    pub fn record(&self, found: Found) -> Option<&Record> {
        match found {
            Found::File(file, i) => self.files.get(file)?.import.records.get(i),
            Found::Work(i) => self.works.get(i).map(|w| &w.record),
        }
    }
}

/// Further names of an entry (biblatex `ids`).
pub fn ids(record: &Record) -> Vec<String> {
    let list = record.unknown.iter().find(|(n, _)| n.eq_ignore_ascii_case("ids")).map_or("", |(_, v)| v.as_str());
    list.split(',').map(str::trim).filter(|k| !k.is_empty()).map(str::to_owned).collect()
}

/// Keys of the works that a record is part of.
pub fn parents(record: &Record) -> impl Iterator<Item = &str> {
    record.links.iter().filter_map(|(relation, target)| match (relation, target) {
        (Relation::PartOf, Target::Key(key)) => Some(key.as_str()),
        _ => None,
    })
}

/// The entries that a manuscript cites, ready to be written, and the keys that nothing was found for.
#[derive(Default)]
pub struct Cited {
    /// Records in the order asked for, each under the key it is cited by.
    pub records: Vec<Record>,
    /// Keys of nothing.
    pub missing: Vec<String>,
    /// Keys of works that are not cited themselves, but hold others that are.
    pub parents: FxHashSet<String>,
    /// How many come from the library.
    pub from_library: usize,
    /// Indices of the files they come from.
    pub from_files: FxHashSet<usize>,
    /// How many come from fields of the manuscript itself.
    pub from_fields: usize,
}

impl Pool {
    /// Collects what a manuscript cites. The library is asked before the files.
    pub fn cited(&self, manuscript: &Manuscript) -> Cited {
        let mut out = Cited::default();
        let mut seen = FxHashSet::default();
        let mut fields = Vec::new();
        let mut keys: Vec<&str> = Vec::new();
        for (cite, _) in &manuscript.cites {
            match &cite.record {
                Some(record) => fields.push(record.as_ref()),
                None if seen.insert(cite.key.as_str()) => keys.push(&cite.key),
                None => {}
            }
        }
        if manuscript.everything {
            let mut all: Vec<(usize, usize, &str)> = Vec::new();
            for (f, file) in self.files.iter().enumerate() {
                all.extend(file.import.records.iter().enumerate().map(|(i, r)| (f, i, r.key.as_str())));
            }
            keys.extend(all.into_iter().map(|(_, _, k)| k).filter(|k| !k.is_empty() && seen.insert(*k)));
            if self.files.is_empty() {
                keys.extend(self.works.iter().map(|w| w.asked.as_str()).filter(|k| seen.insert(*k)));
            }
        }
        let local: FxHashSet<&str> = manuscript.entries.iter().map(|(c, _, _)| c.key.as_str()).collect();
        let mut open: std::collections::VecDeque<String> = keys.into_iter().map(str::to_owned).collect();
        let own = open.len();
        let mut done: FxHashMap<String, usize> = FxHashMap::default();
        let mut same: FxHashMap<i64, usize> = FxHashMap::default();
        let mut count = 0;
        while let Some(key) = open.pop_front() {
            count += 1;
            if done.contains_key(&key) {
                continue;
            }
            let mut record = if let Some(work) = self.in_library(&key) {
                if let Some(&at) = same.get(&work.id) {
                    // The same work under a second key: one entry with a further name.
                    add_id(&mut out.records, at, &key);
                    done.insert(key, at);
                    continue;
                }
                same.insert(work.id, out.records.len());
                out.from_library += 1;
                work.record.clone()
            } else if let Some(Found::File(file, i)) = self.in_files(&key).first().copied() {
                out.from_files.insert(file);
                match self.files.get(file).and_then(|f| f.import.records.get(i)) {
                    Some(record) => record.clone(),
                    None => continue,
                }
            } else {
                if !local.contains(key.as_str()) && count <= own {
                    out.missing.push(key);
                }
                continue;
            };
            let above: Vec<String> = parents(&record).map(str::to_owned).collect();
            if let Some(parent) = above.first()
                && !record.unknown.iter().any(|(n, _)| n.eq_ignore_ascii_case("crossref"))
            {
                record.unknown.push(("crossref".into(), parent.clone()));
            }
            open.extend(above);
            record.key.clone_from(&key);
            if count > own {
                out.parents.insert(key.clone());
            }
            done.insert(key, out.records.len());
            out.records.push(record);
        }
        self.fields(&fields, &mut out);
        out
    }

    /// Works that fields carry: each once, by identifier or title, under a key of its own.
    fn fields(&self, fields: &[&Record], out: &mut Cited) {
        let mut seen = FxHashSet::default();
        let mut keys: FxHashSet<String> = out.records.iter().map(|r| r.key.clone()).collect();
        for record in fields {
            let Some(face) = record.faces.first() else { continue };
            if !seen.insert(crate::formats::csl_json::face_item(face).to_string()) {
                continue;
            }
            let mut record = (*record).clone();
            record.locator.clear();
            let usable = !record.key.is_empty() && !record.key.contains(['/', ' ', ':']) && !record.key.bytes().all(|b| b.is_ascii_digit());
            let base = if usable { record.key.clone() } else { crate::citing::citekey::generate(face) };
            let mut key = base.clone();
            let mut letter = b'a';
            while !keys.insert(key.clone()) {
                key = format!("{base}{}", char::from(letter));
                letter = letter.saturating_add(1);
                if letter > b'z' {
                    key = format!("{base}-{}", keys.len());
                }
            }
            record.key = key;
            out.from_fields += 1;
            out.records.push(record);
        }
    }
}

fn add_id(records: &mut [Record], at: usize, key: &str) {
    let Some(record) = records.get_mut(at) else { return };
    match record.unknown.iter_mut().find(|(n, _)| n == "ids") {
        Some((_, ids)) => {
            ids.push_str(", ");
            ids.push_str(key);
        }
        None => record.unknown.push(("ids".into(), key.to_owned())),
    }
}
