//! Reading inputs: files, folders and standard input, with clear messages where they can't be had.

use super::report::Trouble;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The bytes of a file, or of standard input for `-`.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Trouble> {
    if path == Path::new("-") {
        let mut all = Vec::new();
        std::io::stdin().lock().read_to_end(&mut all)?;
        return Ok(all);
    }
    std::fs::read(path).map_err(|e| Trouble::failed(format!("{}: {e}", path.display())))
}

/// Files below the paths, folders walked by the usual conventions (hidden files and `.gitignore`d ones left out), in a
/// stable order; a path that is not there is a failure.
pub fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Trouble> {
    let mut all = Vec::new();
    for path in paths {
        if path == Path::new("-") || path.is_file() {
            all.push(path.clone());
        } else if path.is_dir() {
            let walk = ignore::WalkBuilder::new(path).sort_by_file_path(Path::cmp).require_git(false).build();
            all.extend(walk.flatten().filter(|e| e.file_type().is_some_and(|t| t.is_file())).map(ignore::DirEntry::into_path));
        } else {
            all.extend(pattern(path)?);
        }
    }
    Ok(all)
}

/// Files that match a pattern the shell left alone (`*.md`, `papers/**/*.pdf`).
fn pattern(path: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let missing = || Trouble::failed(format!("{}: no such file or folder", path.display()));
    let text = path.to_string_lossy();
    let Some(at) = text.find(['*', '?', '[', '{']) else { return Err(missing()) };
    let glob =
        globset::GlobBuilder::new(&text).literal_separator(true).build().map_err(|e| Trouble::usage(e.to_string()))?.compile_matcher();
    let root = text[..at].rfind(['/', '\\']).map_or(Path::new("."), |end| Path::new(&text[..=end]));
    let walk = ignore::WalkBuilder::new(root).sort_by_file_path(Path::cmp).require_git(false).build();
    let found: Vec<PathBuf> = walk
        .flatten()
        .filter(|e| e.file_type().is_some_and(|t| t.is_file()))
        .map(|e| e.path().strip_prefix(".").unwrap_or(e.path()).to_owned())
        .filter(|p| glob.is_match(p))
        .collect();
    if found.is_empty() { Err(missing()) } else { Ok(found) }
}
