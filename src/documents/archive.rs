//! ZIP archives of documents: what is inside is named `archive.zip/inner.docx` and read like a file, nested archives too.

use super::{Document, Failure, Limits, Reader};
use crate::text::encoding::decode;
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::path::{Component, Path, PathBuf};
use zip::ZipArchive;

/// ZIP archives; to read one is to read what is in it (see [`inside`]), so that its own reading only says what is wrong with it.
pub const READER: Reader = Reader { name: "zip", label: "ZIP archive of documents", extensions: &["zip"], detect, read };

fn detect(bytes: &[u8], path: &Path) -> u8 {
    if bytes.starts_with(b"PK\x03\x04") && named(path) { 40 } else { 0 }
}

fn read(bytes: &[u8], path: &Path, limits: &Limits) -> Result<Document, Failure> {
    let names = list(Cursor::new(bytes), path, limits, 0)?;
    let first = names.first().map_or_else(String::new, |n| format!(": {}", n.display()));
    Err(Failure::Unknown(format!("an archive of {} documents{first}", names.len())))
}

fn named(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("zip"))
}

/// How much larger than the archive all its parts together may be, where they pass [`Limits::unpacked`].
const MOST_GROWTH: u64 = 20;

/// The documents inside the archive at that path, in a stable order, hidden ones left out; nothing where it is none.
pub fn inside(path: &Path, limits: &Limits) -> Option<Result<Vec<PathBuf>, Failure>> {
    if !named(path) || !path.is_file() {
        return None;
    }
    let file = match File::open(path) {
        Ok(file) => file,
        Err(e) => return Some(Err(Failure::Broken(e.to_string()))),
    };
    Some(list(BufReader::new(file), path, limits, 0))
}

/// Names of the documents in an archive, those of archives inside it too.
fn list<R: Read + Seek>(mut source: R, path: &Path, limits: &Limits, depth: usize) -> Result<Vec<PathBuf>, Failure> {
    let size = source.seek(std::io::SeekFrom::End(0)).map_err(|e| Failure::Broken(e.to_string()))?;
    let mut zip = ZipArchive::new(source).map_err(|e| Failure::Broken(e.to_string()))?;
    if zip.len() > limits.entries.saturating_mul(4) {
        return Err(Failure::Limit(format!("an archive of {} parts", zip.len())));
    }
    let most = limits.unpacked.max(size.saturating_mul(MOST_GROWTH));
    let (mut found, mut unpacked) = (Vec::new(), 0u64);
    for index in 0..zip.len() {
        let Some((name, length)) = entry(&mut zip, index) else { continue };
        unpacked = unpacked.saturating_add(length);
        if unpacked > most {
            return Err(Failure::Limit(format!("unpacked size over {most} bytes")));
        }
        if named(&name) {
            if depth + 1 >= limits.archives {
                return Err(Failure::Limit(format!("archives nested deeper than {}", limits.archives)));
            }
            let bytes = unpack(&mut zip, index, limits)?;
            found.extend(list(Cursor::new(bytes), &path.join(&name), limits, depth + 1)?);
        } else {
            found.push(path.join(&name));
        }
        if found.len() > limits.entries {
            return Err(Failure::Limit(format!("an archive of more than {} documents", limits.entries)));
        }
    }
    found.sort();
    Ok(found)
}

/// Name and unpacked length of a part; nothing for folders, hidden files and names that lead out of the archive.
fn entry<R: Read + Seek>(zip: &mut ZipArchive<R>, index: usize) -> Option<(PathBuf, u64)> {
    let part = zip.by_index_raw(index).ok()?;
    if part.is_dir() || part.is_symlink() {
        return None;
    }
    // Without the flag for UTF-8, names are in the code page of the machine that wrote them.
    let raw = part.name_raw();
    let name = PathBuf::from(match std::str::from_utf8(raw) {
        Ok(name) => name.replace('\\', "/"),
        Err(_) => decode(raw).text.replace('\\', "/"),
    });
    let plain = |c: Component| matches!(c, Component::Normal(n) if !n.to_string_lossy().starts_with('.') && n != "__MACOSX");
    (name.components().count() > 0 && name.components().all(plain)).then(|| (name, part.size()))
}

fn unpack<R: Read + Seek>(zip: &mut ZipArchive<R>, index: usize, limits: &Limits) -> Result<Vec<u8>, Failure> {
    let part = zip.by_index(index).map_err(|e| match e {
        zip::result::ZipError::UnsupportedArchive(m) if m.contains("assword") => Failure::Encrypted,
        e => Failure::Broken(e.to_string()),
    })?;
    let mut bytes = Vec::new();
    let read = part.take(limits.file.saturating_add(1)).read_to_end(&mut bytes);
    match read {
        _ if bytes.len() as u64 > limits.file => Err(Failure::Limit(format!("file larger than {} bytes", limits.file))),
        Err(e) if bytes.is_empty() => Err(Failure::Broken(e.to_string())),
        _ => Ok(bytes),
    }
}

/// The archive that a path leads into, and the rest of the path.
fn split(path: &Path) -> Option<(&Path, &Path)> {
    path.ancestors().skip(1).find(|a| named(a) && a.is_file()).and_then(|archive| Some((archive, path.strip_prefix(archive).ok()?)))
}

/// The bytes of a document inside an archive; nothing where the path leads into none.
pub fn bytes(path: &Path, limits: &Limits) -> Option<Result<Vec<u8>, Failure>> {
    let (archive, rest) = split(path)?;
    let open = || File::open(archive).map_err(|e| Failure::Broken(e.to_string()));
    Some(open().and_then(|file| find(BufReader::new(file), rest, limits, 0)))
}

fn find<R: Read + Seek>(source: R, wanted: &Path, limits: &Limits, depth: usize) -> Result<Vec<u8>, Failure> {
    let mut zip = ZipArchive::new(source).map_err(|e| Failure::Broken(e.to_string()))?;
    for index in 0..zip.len() {
        let Some((name, _)) = entry(&mut zip, index) else { continue };
        if name == wanted {
            return unpack(&mut zip, index, limits);
        }
        if depth < limits.archives
            && named(&name)
            && let Ok(rest) = wanted.strip_prefix(&name)
        {
            let bytes = unpack(&mut zip, index, limits)?;
            return find(Cursor::new(bytes), rest, limits, depth + 1);
        }
    }
    Err(Failure::Broken("not in the archive".into()))
}

/// Whether a file stands at the path, or the archive that it leads into.
pub fn exists(path: &Path) -> bool {
    path.exists() || split(path).is_some()
}
