//! Reading inputs: files, folders and standard input, with clear messages where they can't be had.

use super::reading::{Choice, ChoiceArgs};
use super::report::Trouble;
use crate::documents::{Limits, archive};
use std::io::Read;
use std::path::{Path, PathBuf};

/// The bytes of a file, or of standard input for `-`.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Trouble> {
    if path == Path::new("-") {
        let mut all = Vec::new();
        std::io::stdin().lock().read_to_end(&mut all)?;
        return Ok(all);
    }
    if let Some(inside) = archive::bytes(path, &Limits::default()) {
        return inside.map_err(|e| Trouble::failed(format!("{}: {e}", path.display())));
    }
    std::fs::read(path).map_err(|e| Trouble::failed(format!("{}: {e}", path.display())))
}

/// All files below the paths (see [`chosen`]).
pub fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Trouble> {
    chosen(paths, &Choice::new(&ChoiceArgs::default())?, &Limits::default())
}

/// Files below the paths: folders walked by the usual conventions (hidden files and `.gitignore`d ones left out, symbolic
/// links not followed), archives opened; in a stable order. A path that is not there is a failure.
pub fn chosen(paths: &[PathBuf], choice: &Choice, limits: &Limits) -> Result<Vec<PathBuf>, Trouble> {
    let mut all = Vec::new();
    for path in paths {
        if path == Path::new("-") || archive::bytes(path, limits).is_some() {
            all.push(path.clone());
        } else if path.is_file() {
            let folder = path.parent().unwrap_or(Path::new(""));
            take(path.clone(), folder, choice, limits, &mut all);
        } else if path.is_dir() {
            walk(path, choice).for_each(|file| take(file, path, choice, limits, &mut all));
        } else {
            pattern(path, choice, limits, &mut all)?;
        }
    }
    Ok(all)
}

/// Adds a file, or the documents in it where it is an archive.
fn take(file: PathBuf, folder: &Path, choice: &Choice, limits: &Limits, all: &mut Vec<PathBuf>) {
    let wanted = |p: &Path| choice.takes(p.strip_prefix(folder).unwrap_or(p));
    match archive::inside(&file, limits) {
        Some(Ok(inside)) if !inside.is_empty() => all.extend(inside.into_iter().filter(|p| wanted(p))),
        // What is wrong with an archive is said where it is read.
        _ if wanted(&file) => all.push(file),
        _ => {}
    }
}

fn walk(folder: &Path, choice: &Choice) -> impl Iterator<Item = PathBuf> {
    let mut walk = ignore::WalkBuilder::new(folder);
    walk.sort_by_file_path(Path::cmp).require_git(false).standard_filters(!choice.hidden);
    walk.build().flatten().filter(|e| e.file_type().is_some_and(|t| t.is_file())).map(ignore::DirEntry::into_path)
}

/// Files that match a pattern the shell left alone (`*.md`, `papers/**/*.pdf`).
fn pattern(path: &Path, choice: &Choice, limits: &Limits, all: &mut Vec<PathBuf>) -> Result<(), Trouble> {
    let missing = || Trouble::failed(format!("{}: no such file or folder", path.display()));
    let text = path.to_string_lossy();
    let Some(at) = text.find(['*', '?', '[', '{']) else { return Err(missing()) };
    let glob =
        globset::GlobBuilder::new(&text).literal_separator(true).build().map_err(|e| Trouble::usage(e.to_string()))?.compile_matcher();
    let root = text[..at].rfind(['/', '\\']).map_or(Path::new("."), |end| Path::new(&text[..=end]));
    let found = walk(root, choice).map(|p| p.strip_prefix(".").unwrap_or(&p).to_owned()).filter(|p| glob.is_match(p));
    let mut any = false;
    for file in found {
        any = true;
        take(file, root, choice, limits, all);
    }
    if any { Ok(()) } else { Err(missing()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn folders_and_archives_give_their_documents_by_the_usual_conventions() {
        let Ok(folder) = tempfile::tempdir() else { panic!("a folder") };
        let root = folder.path();
        let put = |name: &str, bytes: &[u8]| {
            let path = root.join(name);
            let made = std::fs::create_dir_all(path.parent().unwrap_or(root)).and_then(|()| std::fs::write(path, bytes));
            assert!(made.is_ok());
        };
        let zip = |parts: &[(&str, &[u8])]| {
            let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
            for (name, bytes) in parts {
                let put = zip.start_file(*name, zip::write::SimpleFileOptions::default()).is_ok() && zip.write_all(bytes).is_ok();
                assert!(put);
            }
            zip.finish().map(std::io::Cursor::into_inner).unwrap_or_default()
        };
        let inner = zip(&[("d.txt", b"inner")]);
        put("a.txt", b"a");
        put(".hidden.txt", b"h");
        put("drafts/b.md", b"b");
        put("skipped.txt", b"s");
        put(".gitignore", b"skipped.*\n");
        put("c.zip", &zip(&[("x/c.txt", b"c"), (".x", b""), ("__MACOSX/c.txt", b""), ("../e.txt", b""), ("n.zip", &inner)]));
        let seen = |choice: &ChoiceArgs| {
            let choice = Choice::new(choice).unwrap_or_else(|_| panic!("patterns are good"));
            let files = chosen(&[root.to_owned()], &choice, &Limits::default()).unwrap_or_default();
            files.iter().map(|f| f.strip_prefix(root).unwrap_or(f).display().to_string()).collect::<Vec<_>>()
        };
        assert_eq!(seen(&ChoiceArgs::default()), ["a.txt", "c.zip/n.zip/d.txt", "c.zip/x/c.txt", "drafts/b.md"]);
        assert_eq!(
            seen(&ChoiceArgs { exclude: vec!["drafts".into(), "n.zip".into()], ..ChoiceArgs::default() }),
            ["a.txt", "c.zip/x/c.txt"]
        );
        assert_eq!(seen(&ChoiceArgs { include: vec!["*.md".into()], ..ChoiceArgs::default() }), ["drafts/b.md"]);
        assert_eq!(seen(&ChoiceArgs { hidden: true, ..ChoiceArgs::default() }).len(), 7);
        assert_eq!(bytes(&root.join("c.zip/n.zip/d.txt")).ok().as_deref(), Some(&b"inner"[..]));
        assert!(bytes(&root.join("c.zip/none.txt")).is_err());
    }
}
