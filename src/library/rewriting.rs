//! Writing several files together: all of them, or none and the old ones as they were.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A file that gets other bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewrite {
    /// The file.
    pub path: PathBuf,
    /// What it must hold now; none where it must not be there.
    pub old: Option<Vec<u8>>,
    /// What it will hold.
    pub new: Vec<u8>,
}

/// Files that were written, to be put back where a later step fails.
#[derive(Debug, Default)]
pub struct Written {
    done: Vec<Rewrite>,
}

impl Written {
    /// Puts every file back as it was.
    pub fn restore(self) {
        for rewrite in self.done {
            let _ = match &rewrite.old {
                Some(old) => stage(&rewrite.path, old).and_then(|scratch| fs::rename(scratch, real(&rewrite.path))),
                None => fs::remove_file(&rewrite.path),
            };
        }
    }
}

/// The file behind a link, so that the link stays one.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Writes bytes whole into a new file beside the other, with its permissions.
fn stage(path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let target = real(path);
    let mut name = std::ffi::OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", std::process::id()));
    let scratch = target.with_file_name(name);
    let write = || {
        let mut file = fs::File::create(&scratch)?;
        io::Write::write_all(&mut file, bytes)?;
        file.sync_all()?;
        if let Ok(meta) = fs::metadata(&target) {
            fs::set_permissions(&scratch, meta.permissions())?;
        }
        Ok(())
    };
    match write() {
        Ok(()) => Ok(scratch),
        Err(e) => {
            let _ = fs::remove_file(&scratch);
            Err(e)
        }
    }
}

/// Writes all files. Each is written whole beside the old one first; then, where every old one is still what it was, they
/// take their places one after the other. Where one cannot, those before it are put back.
pub fn write(rewrites: &[Rewrite]) -> Result<Written, String> {
    let mut staged: Vec<PathBuf> = Vec::new();
    let clean = |staged: &[PathBuf]| staged.iter().for_each(|s| drop(fs::remove_file(s)));
    for rewrite in rewrites {
        match stage(&rewrite.path, &rewrite.new) {
            Ok(scratch) => staged.push(scratch),
            Err(e) => {
                clean(&staged);
                return Err(format!("{}: {e}", rewrite.path.display()));
            }
        }
    }
    let mut written = Written::default();
    for (i, rewrite) in rewrites.iter().enumerate() {
        let moved = unchanged(rewrite).and_then(|()| fs::rename(&staged[i], real(&rewrite.path)).map_err(|e| e.to_string()));
        if let Err(why) = moved {
            clean(&staged[i..]);
            written.restore();
            return Err(format!("{}: {why}", rewrite.path.display()));
        }
        written.done.push(rewrite.clone());
    }
    Ok(written)
}

fn unchanged(rewrite: &Rewrite) -> Result<(), String> {
    match (&rewrite.old, fs::read(&rewrite.path)) {
        (Some(old), Ok(now)) if *old == now => Ok(()),
        (Some(_), Ok(_)) => Err("was changed in the meantime".into()),
        (Some(_), Err(e)) => Err(e.to_string()),
        (None, Ok(_)) => Err("is there already".into()),
        (None, Err(_)) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_one_file_cannot_be_written_all_stay_as_they_were() {
        let folder = tempfile::tempdir().expect("folder");
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&a, "one").expect("written");
        fs::write(&b, "changed").expect("written");
        let rewrite = |path: &Path, old: &str| Rewrite { path: path.to_owned(), old: Some(old.into()), new: b"new".to_vec() };
        assert!(write(&[rewrite(&a, "one"), rewrite(&b, "two")]).is_err());
        assert_eq!(fs::read_to_string(&a).expect("read"), "one");
        assert_eq!(fs::read_dir(folder.path()).expect("folder").count(), 2, "nothing is left lying about");
        let written = write(&[rewrite(&a, "one"), rewrite(&b, "changed")]).expect("written");
        assert_eq!(fs::read_to_string(&b).expect("read"), "new");
        written.restore();
        assert_eq!(fs::read_to_string(&b).expect("read"), "changed");
    }
}
