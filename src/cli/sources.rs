//! What a manuscript is made of on the command line: its files, the bibliography files beside it, the library where there is one.

use super::args::Global;
use super::report::{Talk, Trouble};
use super::{input, place};
use crate::citing::manuscript::{self, Manuscript};
use crate::formats;
use crate::library::Library;
use crate::library::pool::Pool;
use std::path::{Path, PathBuf};

/// A manuscript with its entries.
pub struct Sources {
    /// The manuscript.
    pub manuscript: Manuscript,
    /// The entries.
    pub pool: Pool,
    /// Whether a key must be in one of the files.
    pub files_decide: bool,
}

/// The manuscript in some files and folders; a folder without one, and a file that is none, is a failure.
pub fn manuscript(paths: &[PathBuf]) -> Result<Manuscript, Trouble> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let some = manuscript::sources(&input::files(std::slice::from_ref(path))?);
            if some.is_empty() {
                return Err(Trouble::failed(format!("{}: no manuscript in this folder", path.display())).hint(kinds()));
            }
            files.extend(some);
        } else {
            for file in input::files(std::slice::from_ref(path))? {
                if !manuscript::is_manuscript(&file) {
                    return Err(Trouble::failed(format!("{}: not a kind of manuscript that can be read", file.display())).hint(kinds()));
                }
                files.push(file);
            }
        }
    }
    let manuscript = manuscript::gather(&files);
    match manuscript.unread.first() {
        Some((path, why)) if manuscript.files.is_empty() => Err(Trouble::failed(format!("{}: {why}", path.display()))),
        _ => Ok(manuscript),
    }
}

fn kinds() -> String {
    let list: Vec<String> = manuscript::MANUSCRIPTS.iter().map(|r| format!("{} (.{})", r.label, r.extensions.join(" ."))).collect();
    list.join(", ")
}

/// Bibliography files in the folders named.
pub fn loose(paths: &[PathBuf]) -> Vec<PathBuf> {
    let bib = |p: &PathBuf| p.extension().is_some_and(|e| e.eq_ignore_ascii_case("bib"));
    paths.iter().filter(|p| p.is_dir()).flat_map(|p| input::files(std::slice::from_ref(p)).unwrap_or_default()).filter(bib).collect()
}

/// The library, where it is there already.
pub fn library(global: &Global) -> Result<Option<Library>, Trouble> {
    let path = place::path(global)?;
    Ok(if path.exists() { Some(Library::open(&path)?) } else { None })
}

/// Whether a file is a bibliography file by its content.
pub fn is_bibliography(path: &Path) -> bool {
    if !path.is_file() || manuscript::is_manuscript(path) {
        return false;
    }
    std::fs::read(path).is_ok_and(|bytes| formats::detect(&formats::Input::new(&bytes, path)).is_some())
}

/// The manuscript with its entries: those of `--input` alone; else of the files it names, the library behind them; else of
/// the library and the bibliography files lying in its folder.
pub fn sources(paths: &[PathBuf], inputs: &[PathBuf], global: &Global, _talk: &Talk) -> Result<Sources, Trouble> {
    let manuscript = manuscript(paths)?;
    if !inputs.is_empty() {
        let pool = Pool::of_files(&input::files(inputs)?);
        if let Some((path, why)) = pool.unread.first() {
            return Err(Trouble::failed(format!("{}: {why}", path.display())));
        }
        return Ok(Sources { manuscript, pool, files_decide: true });
    }
    let named: Vec<PathBuf> = manuscript.bibliographies.iter().filter(|b| b.exists).map(|b| b.path.clone()).collect();
    let files_decide = !named.is_empty();
    let mut pool = Pool::of_files(&if files_decide { named } else { loose(paths) });
    if let Some(library) = library(global)? {
        pool.look_up(&library, &manuscript.keys())?;
        // `\nocite{*}` and its like mean the files, or where there are none, the library.
        if manuscript.everything && pool.files.is_empty() {
            pool.look_up_all(&library)?;
        }
        pool.know_keys(&library)?;
    }
    Ok(Sources { manuscript, pool, files_decide })
}
