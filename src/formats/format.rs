//! What a format is: a value with what it can do.

use crate::model::{Fault, Record};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::path::Path;

/// What is to be read.
pub struct Input<'a> {
    /// The bytes.
    pub bytes: &'a [u8],
    /// Where they come from, for endings and messages; empty for standard input.
    pub path: &'a Path,
    head: OnceCell<Cow<'a, str>>,
    text: OnceCell<bool>,
}

impl<'a> Input<'a> {
    /// An input of that name.
    pub fn new(bytes: &'a [u8], path: &'a Path) -> Self {
        Input { bytes, path, head: OnceCell::new(), text: OnceCell::new() }
    }

    /// Whether it is text in some encoding, as all but database files are.
    pub fn is_text(&self) -> bool {
        *self.text.get_or_init(|| crate::text::encoding::is_text(self.bytes))
    }

    /// The beginning as text, enough to recognise a format by.
    pub fn head(&self) -> &str {
        self.head.get_or_init(|| {
            let mut end = self.bytes.len().min(HEAD) & !1;
            if end < self.bytes.len() {
                // Not in the middle of a character in UTF-8.
                while end > 0 && self.bytes[end] & 0xC0 == 0x80 && end + 4 > HEAD {
                    end -= 1;
                }
            } else {
                end = self.bytes.len();
            }
            crate::text::encoding::decode(&self.bytes[..end]).text
        })
    }
}

impl Format {
    /// Whether the input can be of this format at all: binary data are for a format that is certain of them.
    pub fn accepts(&self, input: &Input) -> bool {
        input.is_text() || (self.detect)(input) == 100
    }

    /// Whether the file's name promises this format, by an ending that says something.
    pub fn is_promised(&self, path: &Path) -> bool {
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
        self.extensions.contains(&ending.as_str()) && !ANY_TEXT.contains(&ending.as_str())
    }

    /// Whether content and name together say that the input is a bibliography file, and no document that holds something
    /// like one.
    pub fn is_certain(&self, input: &Input) -> bool {
        (self.detect)(input) >= if self.is_promised(input.path) { 20 } else { 80 }
    }

    /// Whether it can be written piece after piece ([`WriteOptions::piece`]), so that what is written need not be held whole.
    pub fn is_pieced(&self) -> bool {
        self.name == "csl-json"
    }

    /// Reads an input some `size` records at a time, until `take` has enough; a format whose entries are not told apart one
    /// by one gives all of them at once.
    pub fn read_slices(&self, input: &Input, size: usize, take: Take) -> Result<(), String> {
        if let Some(slices) = self.slices {
            return slices(input, size, take);
        }
        let read = self.read.ok_or_else(|| format!("{} cannot be read", self.label))?;
        take(read(input)?);
        Ok(())
    }
}

/// Endings that any text may have: they say nothing of what is in it.
const ANY_TEXT: [&str; 6] = ["txt", "text", "md", "xml", "html", "htm"];

/// How much of an input is looked at to recognise it.
const HEAD: usize = 32 * 1024;

/// What was read.
#[derive(Debug, Default)]
pub struct Import {
    /// The records, in order.
    pub records: Vec<Record>,
    /// Bad entries and other findings, each with its line.
    pub faults: Vec<Fault>,
    /// Where each record stands in the decoded text, for writing the file again; empty where the format does not tell.
    pub spans: Vec<std::ops::Range<usize>>,
}

/// How to write.
#[derive(Clone, Debug, Default)]
pub struct WriteOptions {
    /// Only ASCII, with LaTeX or other escapes.
    pub ascii: bool,
    /// Add the custom fields of the contract (evidence, confidence, flags) where the format has room.
    pub custom: bool,
    /// Which part of a whole the records are, in a format that can be written so ([`Format::is_pieced`]).
    pub piece: Piece,
}

/// A part of what is written piece after piece.
#[derive(Clone, Copy, Debug, Default)]
pub struct Piece {
    /// Records in the pieces before.
    pub before: usize,
    /// Whether further pieces follow; the last may be empty.
    pub more: bool,
}

/// A field the target could not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// Key or number of the record.
    pub record: String,
    /// Name of the field.
    pub field: String,
}

/// A function that reads a whole input; the outer failure means that nothing could be had.
pub type Read = fn(&Input) -> Result<Import, String>;

/// What takes slices of an input, and says whether it wants more.
pub type Take<'a> = &'a mut dyn FnMut(Import) -> bool;

/// A function that reads an input some records at a time, so that a large file need not be held read.
pub type Slices = fn(&Input, usize, Take) -> Result<(), String>;

/// A function that writes records and tells what it could not hold.
pub type Write = fn(&[Record], &WriteOptions, &mut dyn std::io::Write) -> std::io::Result<Vec<Loss>>;

/// An interchange format.
pub struct Format {
    /// Name used by `--from` and `--to`.
    pub name: &'static str,
    /// For people.
    pub label: &'static str,
    /// File name endings without the dot.
    pub extensions: &'static [&'static str],
    /// How sure it is that the input is its own: 0 no, 100 certain.
    pub detect: fn(&Input) -> u8,
    /// Reading, where it can.
    pub read: Option<Read>,
    /// Writing, where it can.
    pub write: Option<Write>,
    /// Reading slice by slice, where entries are told apart one by one: the file may be of any size.
    pub slices: Option<Slices>,
}

/// The formats, in the order they are listed.
pub const FORMATS: &[Format] = &[
    super::bibtex::BIBTEX,
    super::bibtex::BIBLATEX,
    super::csl_json::FORMAT,
    super::ris::FORMAT,
    super::refer::FORMAT,
    super::noteexpress::FORMAT,
    super::notefirst::FORMAT,
    super::nbib::FORMAT,
    super::refworks::FORMAT,
    super::wos::FORMAT,
    super::endnote_xml::FORMAT,
    super::word_sources::FORMAT,
    super::pubmed_xml::FORMAT,
    super::marcxml::FORMAT,
    super::citavi::FORMAT,
    super::ovid::FORMAT,
    super::ovid_tagged::FORMAT,
    super::silverplatter::FORMAT,
    super::copac::FORMAT,
    super::biblioscape::FORMAT,
    super::repec_nep::FORMAT,
    super::bibtxt::FORMAT,
    super::mods::FORMAT,
    super::jats::FORMAT,
    super::tei::FORMAT,
    super::zotero_rdf::FORMAT,
    super::bibo_rdf::FORMAT,
    super::zotero_sqlite::FORMAT,
    super::csl_yaml::FORMAT,
    super::hayagriva_yaml::FORMAT,
    super::csv_table::CSV,
    super::csv_table::TSV,
    super::cff::FORMAT,
    super::wikipedia::FORMAT,
];

/// The format of that name.
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|f| f.name == name)
}

/// The readable format that fits the input best, if any is at all likely.
pub fn detect(input: &Input) -> Option<&'static Format> {
    let mut best: Option<(u8, &Format)> = None;
    for format in FORMATS.iter().filter(|f| f.read.is_some()) {
        let sure = (format.detect)(input);
        if sure > best.map_or(0, |(s, _)| s) {
            best = Some((sure, format));
        }
    }
    best.map(|(_, f)| f).or_else(|| by_ending(input.path)).filter(|f| f.accepts(input))
}

/// What the file's name promises, where its content says nothing.
fn by_ending(path: &Path) -> Option<&'static Format> {
    FORMATS.iter().find(|f| f.read.is_some() && f.is_promised(path))
}
