//! A whole manuscript: its files in reading order, includes followed once each, and every citation with its place.

use super::reader::{Cite, MANUSCRIPTS, Reader, Scan, Text};
use crate::text::encoding;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Deepest chain of includes that is followed.
const DEEPEST: usize = 64;

/// A place in a manuscript.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// Index of the file.
    pub file: usize,
    /// Byte range in its text.
    pub range: Range<usize>,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// One file.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Its path, as it was given or found.
    pub path: PathBuf,
    /// Name of the reader.
    pub reader: &'static str,
    /// Its text, decoded; of office files as the document reader gives it.
    pub text: String,
    /// Encoding of the text, empty for office files.
    pub encoding: &'static str,
    /// Whether a byte-order mark stood in front.
    pub mark: bool,
    /// Whether it can be written again as text without loss.
    pub plain: bool,
    lines: Vec<usize>,
}

impl Source {
    /// Line and column of a byte offset, from 1.
    pub fn at(&self, byte: usize) -> (u32, u32) {
        let line = self.lines.partition_point(|start| *start <= byte).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or(0);
        let column = self.text.get(start..byte.min(self.text.len())).map_or(0, |s| s.chars().count());
        (line as u32, column as u32 + 1)
    }
}

/// A bibliography file that the manuscript names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bibliography {
    /// Where it is, or would be.
    pub path: PathBuf,
    /// Whether it is there.
    pub exists: bool,
    /// Where it is named.
    pub spot: Spot,
}

/// A manuscript.
#[derive(Clone, Debug, Default)]
pub struct Manuscript {
    /// Its files, in the order they are read.
    pub files: Vec<Source>,
    /// Citations in the order of the text.
    pub cites: Vec<(Cite, Spot)>,
    /// Bibliography files, each once.
    pub bibliographies: Vec<Bibliography>,
    /// Entries written in the manuscript (`\bibitem`) with their texts.
    pub entries: Vec<(Cite, Spot, String)>,
    /// Included files that are not there.
    pub missing: Vec<(String, Spot)>,
    /// Files that could not be read, with the reason.
    pub unread: Vec<(PathBuf, String)>,
    /// Every entry of the bibliography is wanted.
    pub everything: bool,
    /// Whether its bibliography may use the fields of biblatex.
    pub biblatex: bool,
}

impl Manuscript {
    /// The keys cited, each once, in the order of first citation; fields that carry their work are left out.
    pub fn keys(&self) -> Vec<&str> {
        let mut seen = FxHashSet::default();
        self.cites.iter().filter(|(c, _)| c.record.is_none()).map(|(c, _)| c.key.as_str()).filter(|k| seen.insert(*k)).collect()
    }

    /// `path:line:column` of a place.
    pub fn place(&self, spot: &Spot) -> (String, u32, u32) {
        (self.files.get(spot.file).map(|f| f.path.display().to_string()).unwrap_or_default(), spot.line, spot.column)
    }
}

/// Whether some reader takes files of this name.
pub fn is_manuscript(path: &Path) -> bool {
    MANUSCRIPTS.iter().any(|r| r.takes(path))
}

/// Of the files of a folder those that are its manuscript: sources before what is made from them, no read-me files.
pub fn sources(files: &[PathBuf]) -> Vec<PathBuf> {
    let named = |path: &Path| MANUSCRIPTS.iter().find(|r| r.takes(path)).map(|r| r.name);
    let about = |path: &Path| {
        let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default().to_ascii_uppercase();
        matches!(stem.as_str(), "README" | "CHANGELOG" | "LICENSE" | "LICENCE" | "CONTRIBUTING" | "NOTICE" | "REQUIREMENTS" | "ROBOTS")
    };
    let ranks: [&[&str]; 4] = [&["latex", "typst", "org", "markdown"], &["docx", "odt"], &["text"], &["aux"]];
    for rank in ranks {
        let some: Vec<PathBuf> = files.iter().filter(|p| named(p).is_some_and(|n| rank.contains(&n)) && !about(p)).cloned().collect();
        if !some.is_empty() {
            return some;
        }
    }
    files.iter().filter(|p| named(p).is_some()).cloned().collect()
}

/// Reads a manuscript from its files; a file that another one includes stands where it is included.
pub fn gather(paths: &[PathBuf]) -> Manuscript {
    let mut walk =
        Walk { out: Manuscript::default(), read: FxHashMap::default(), done: FxHashSet::default(), labels: FxHashSet::default() };
    for path in paths {
        walk.load(path);
    }
    for path in walk.roots(paths) {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        walk.visit(&path, &folder, 0);
    }
    // Files that only include each other in a circle have no root.
    for path in paths {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        walk.visit(path, &folder, 0);
    }
    let labels = std::mem::take(&mut walk.labels);
    let mut out = walk.out;
    out.cites.retain(|(c, _)| c.record.is_some() || !labels.contains(&c.key));
    out
}

struct Loaded {
    source: Source,
    scan: Scan,
    reader: &'static Reader,
}

struct Walk {
    out: Manuscript,
    read: FxHashMap<PathBuf, Option<Loaded>>,
    done: FxHashSet<PathBuf>,
    labels: FxHashSet<String>,
}

/// One name for one file.
fn name(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

impl Walk {
    /// Reads a file once.
    fn load(&mut self, path: &Path) {
        let id = name(path);
        if self.read.contains_key(&id) {
            return;
        }
        let loaded = match load(path) {
            Ok(loaded) => Some(loaded),
            Err(why) => {
                self.out.unread.push((path.to_owned(), why));
                None
            }
        };
        self.read.insert(id, loaded);
    }

    /// Given files that no other given one includes; main files first.
    fn roots(&mut self, paths: &[PathBuf]) -> Vec<PathBuf> {
        let mut included = FxHashSet::default();
        let mut mains: Vec<PathBuf> = Vec::new();
        for path in paths {
            let Some(Some(loaded)) = self.read.get(&name(path)) else { continue };
            if loaded.scan.main {
                mains.push(path.clone());
            }
        }
        let bases: Vec<PathBuf> = mains.iter().map(|m| m.parent().unwrap_or(Path::new("")).to_owned()).collect();
        for path in paths {
            let Some(Some(loaded)) = self.read.get(&name(path)) else { continue };
            for link in &loaded.scan.includes {
                let own = path.parent().unwrap_or(Path::new(""));
                let found = bases.iter().map(PathBuf::as_path).chain([own]).find_map(|base| find(&link.path, base, own, loaded.reader));
                if let Some(found) = found.filter(|f| name(f) != name(path)) {
                    included.insert(name(&found));
                }
            }
        }
        let free = |p: &&PathBuf| !included.contains(&name(p));
        let mut roots: Vec<PathBuf> = mains.iter().filter(free).cloned().collect();
        roots.extend(paths.iter().filter(free).filter(|p| !mains.contains(p)).cloned());
        roots
    }

    /// Takes over a file's citations, and at their places those of the files it includes.
    fn visit(&mut self, path: &Path, main: &Path, depth: usize) {
        let id = name(path);
        if depth > DEEPEST || !self.done.insert(id.clone()) {
            return;
        }
        self.load(path);
        let Some(Some(loaded)) = self.read.remove(&id) else { return };
        let Loaded { source, scan, reader } = loaded;
        let file = self.out.files.len();
        let own = path.parent().unwrap_or(Path::new("")).to_owned();
        self.out.everything |= scan.everything;
        self.out.biblatex |= scan.biblatex;
        self.labels.extend(scan.labels);
        let spot = |range: &Range<usize>| {
            let (line, column) = source.at(range.start);
            Spot { file, range: range.clone(), line, column }
        };
        for link in scan.bibliographies {
            let path = find(&link.path, main, &own, reader);
            let exists = path.is_some();
            let path = path.unwrap_or_else(|| joined(if reader.from_main { main } else { &own }, &link.path));
            if !self.out.bibliographies.iter().any(|b| name(&b.path) == name(&path)) {
                self.out.bibliographies.push(Bibliography { path, exists, spot: spot(&link.range) });
            }
        }
        for (cite, range) in scan.entries {
            let text = source.text.get(range).unwrap_or_default().trim().to_owned();
            let place = spot(&cite.range);
            self.out.entries.push((cite, place, text));
        }
        let cites: Vec<(Spot, Cite)> = scan.cites.into_iter().map(|c| (spot(&c.range), c)).collect();
        let links: Vec<(super::Link, Spot)> = scan.includes.into_iter().map(|l| (spot(&l.range), l)).map(|(s, l)| (l, s)).collect();
        self.out.files.push(source);
        let mut cites = cites.into_iter().peekable();
        for (link, place) in links {
            while let Some((spot, cite)) = cites.next_if(|(s, _)| s.range.start < place.range.start) {
                self.out.cites.push((cite, spot));
            }
            match find(&link.path, main, &own, reader) {
                Some(found) => self.visit(&found, main, depth + 1),
                None => self.out.missing.push((link.path, place)),
            }
        }
        self.out.cites.extend(cites.map(|(s, c)| (c, s)));
    }
}

fn load(path: &Path) -> Result<Loaded, String> {
    let reader = MANUSCRIPTS.iter().find(|r| r.takes(path)).ok_or("not a kind of manuscript that can be read")?;
    let bytes = std::fs::read(path).map_err(|e| e.to_string())?;
    let mut source = Source { path: path.to_owned(), reader: reader.name, ..Source::default() };
    let office = matches!(reader.name, "docx" | "odt");
    if !office {
        let decoded = encoding::decode(&bytes);
        source.plain = reader.plain && decoded.bad == 0;
        (source.encoding, source.mark) = (decoded.encoding, decoded.mark);
        source.text = decoded.text.into_owned();
    }
    let mut scan = (reader.read)(&Text { bytes: &bytes, text: &source.text, path })?;
    if let Some(text) = scan.text.take() {
        source.text = text;
    }
    source.lines = std::iter::once(0).chain(memchr::memchr_iter(b'\n', source.text.as_bytes()).map(|i| i + 1)).collect();
    Ok(Loaded { source, scan, reader })
}

fn joined(folder: &Path, path: &str) -> PathBuf {
    if folder.as_os_str().is_empty() { PathBuf::from(path) } else { folder.join(path.strip_prefix("./").unwrap_or(path)) }
}

/// The file a link means: beside the main file or the naming one, with the endings that may be left out.
fn find(path: &str, main: &Path, own: &Path, reader: &Reader) -> Option<PathBuf> {
    // Typst's paths from the root of a project begin with a slash.
    let rooted = path.strip_prefix('/').filter(|_| reader.name == "typst");
    let path = rooted.unwrap_or(path);
    let folders = if reader.from_main || rooted.is_some() { [main, own] } else { [own, main] };
    for folder in folders {
        let plain = joined(folder, path);
        // `\input{ch1.v2}` means ch1.v2.tex first.
        for ending in reader.implied.iter().filter(|e| !path.ends_with(&format!(".{e}"))) {
            let longer = joined(folder, &format!("{path}.{ending}"));
            if longer.is_file() {
                return Some(longer);
            }
        }
        if plain.is_file() {
            return Some(plain);
        }
    }
    None
}
