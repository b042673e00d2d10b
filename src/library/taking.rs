//! What is read of files before it is written: a window of files side by side, large ones slice by slice.

use super::matching::Prepared;
use super::reading;
use crate::documents::{self, Failure, Limits};
use crate::formats::{self, Format, Input};
use crate::model::{Face, Fault, Record};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::path::{Path, PathBuf};

/// Documents, and bytes of them, read at once while those before are written.
const WINDOW: (usize, u64) = (64, 64 << 20);

/// Records of one document that are prepared and written at once.
const SLICE: usize = 256;

/// From so many records on, they are prepared on all cores.
const MANY: usize = 64;

/// A file of so many bytes is read while it is written, slice by slice.
const LARGE: usize = 1 << 20;

/// Records, each with what it is compared by and its text for the library.
pub struct Slice {
    /// The records; none of a large file, whose records are read back when works are made of them.
    pub records: Vec<Record>,
    /// As they go into the library.
    pub bodies: Vec<String>,
    /// What they are compared by.
    pub prepared: Vec<Prepared>,
    /// What was wrong.
    pub faults: Vec<Fault>,
}

impl Slice {
    /// Prepares records.
    pub fn of(records: Vec<Record>, faults: Vec<Fault>) -> Self {
        // A record is a tree of strings and numbers: it can always be written.
        let prepare = |r: &Record| (Prepared::of(r), serde_json::to_string(r).unwrap_or_default());
        let (prepared, bodies) = if records.len() < MANY {
            records.iter().map(prepare).unzip()
        } else {
            records.par_iter().with_min_len(MANY / 2).map(prepare).unzip()
        };
        Slice { records, bodies, prepared, faults }
    }
}

/// A bibliography file that is read while it is written.
pub struct Later {
    bytes: Vec<u8>,
    format: &'static Format,
}

/// What was read from one file.
#[derive(Default)]
pub struct Taken {
    /// BLAKE3 of the bytes.
    pub hash: String,
    /// Reader or format.
    pub reader: String,
    /// Encoding of a text.
    pub encoding: String,
    /// Its records.
    pub slices: Vec<Slice>,
    /// The file itself, where it is large: it has no slices then.
    pub later: Option<Later>,
    /// What the document says of itself.
    pub own: Option<Face>,
    /// What was wrong.
    pub faults: Vec<Fault>,
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
    let taken = match formats::detect(&input).filter(|f| f.is_certain(&input)) {
        Some(format) if bytes.len() >= LARGE => {
            Taken { reader: format.name.into(), later: Some(Later { bytes, format }), ..Taken::default() }
        }
        Some(format) => {
            let mut all = formats::Import::default();
            let whole = &mut |import| {
                all = import;
                true
            };
            format.read_slices(&input, usize::MAX, whole).map_err(Failure::Broken)?;
            reading::complete(&mut all.records);
            Taken { reader: format.name.into(), slices: sliced(all.records), faults: all.faults, ..Taken::default() }
        }
        None => {
            let document = documents::read(&bytes, path, limits)?;
            Taken {
                reader: document.reader.into(),
                encoding: document.encoding.into(),
                slices: sliced(reading::citations(&document)),
                own: reading::own(&document),
                faults: document.faults,
                ..Taken::default()
            }
        }
    };
    Ok(Taken { hash, ..taken })
}

impl Later {
    /// Reads the file slice by slice, until `take` has enough; `keep`: with the records themselves.
    pub fn read(&self, path: &Path, keep: bool, take: &mut dyn FnMut(Slice) -> bool) -> std::result::Result<(), String> {
        self.format.read_slices(&Input::new(&self.bytes, path), SLICE, &mut |import| {
            let mut faults = import.faults;
            let mut records = import.records.into_iter();
            loop {
                let slice: Vec<Record> = records.by_ref().take(SLICE).collect();
                let mut slice = Slice::of(slice, std::mem::take(&mut faults));
                if !keep {
                    slice.records = Vec::new();
                }
                if !take(slice) {
                    return false;
                }
                if records.len() == 0 {
                    return true;
                }
            }
        })
    }
}

/// What became of a file that was looked at.
pub enum Looked {
    /// Its content is in the library, by this hash.
    Known(String),
    /// It was read.
    Taken(Box<Taken>),
    /// It could not be read.
    Failed(Failure),
    /// It could not be opened.
    Unopened(String),
}

/// Files in windows of a few documents and bytes.
pub fn windows(paths: &[PathBuf]) -> Vec<&[PathBuf]> {
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
pub fn look<'a>(window: &'a [PathBuf], known: &FxHashSet<String>, limits: &Limits) -> Vec<(&'a Path, Looked)> {
    window.par_iter().map(|path| (path.as_path(), read(path, known, limits))).collect()
}

/// A file that is read slice by slice may be so many times as large as a document: its bytes alone are held.
const SLICED: u64 = 8;

/// The bytes that a file may have.
fn largest(path: &Path, limits: &Limits) -> u64 {
    let mut head = Vec::new();
    let read = std::fs::File::open(path).and_then(|f| std::io::Read::read_to_end(&mut std::io::Read::take(f, 1 << 15), &mut head));
    let sliced = read.is_ok() && formats::detect(&Input::new(&head, path)).is_some_and(|f| f.slices.is_some());
    limits.file.saturating_mul(if sliced { SLICED } else { 1 })
}

fn read(path: &Path, known: &FxHashSet<String>, limits: &Limits) -> Looked {
    if let Ok(meta) = std::fs::metadata(path)
        && meta.len() > limits.file
    {
        let largest = largest(path, limits);
        if meta.len() > largest {
            return Looked::Failed(Failure::Limit(format!("{} MB", largest >> 20)));
        }
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
