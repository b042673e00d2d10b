//! Where the library is, and opening it.

use super::args::Global;
use super::report::{Talk, Trouble};
use crate::library::Library;
use crate::store::Error;
use std::path::PathBuf;

impl From<Error> for Trouble {
    fn from(e: Error) -> Self {
        let hint = match &e {
            Error::Sqlite(s) if s.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => "this file is no yinwen library",
            Error::Sqlite(s) if s.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull) => "the disk is full; nothing was lost",
            Error::Sqlite(s) if s.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => "another process is writing; try again",
            _ => "",
        };
        Trouble::failed(e.to_string()).hint(hint)
    }
}

/// The library's path: `--library`, `YINWEN_LIBRARY`, or `library.db` in the user's data folder (XDG, macOS, Windows).
pub fn path(global: &Global) -> Result<PathBuf, Trouble> {
    if let Some(path) = &global.library {
        return Ok(path.clone());
    }
    let var = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    let home = || var("HOME").or_else(|| var("USERPROFILE"));
    let data = if cfg!(windows) {
        var("LOCALAPPDATA").or_else(|| home().map(|h| h.join("AppData").join("Local")))
    } else if cfg!(target_os = "macos") {
        var("XDG_DATA_HOME").or_else(|| home().map(|h| h.join("Library").join("Application Support")))
    } else {
        var("XDG_DATA_HOME").or_else(|| home().map(|h| h.join(".local").join("share")))
    };
    data.map(|d| d.join("yinwen").join("library.db")).ok_or_else(|| Trouble::usage("no home folder: name the library with --library FILE"))
}

/// Opens the library; says where it is when it was made just now.
pub fn open(global: &Global, talk: &Talk) -> Result<Library, Trouble> {
    let path = path(global)?;
    let library = Library::open(&path)?;
    if library.store.created {
        talk.say(format!("{}: {}", talk.tr("Library created", "已新建文献库"), path.display()));
    }
    Ok(library)
}
