//! What a manuscript reader gives: citations with their keys and places, and the other files that belong to the manuscript.

use crate::model::Record;
use std::ops::Range;
use std::path::Path;

/// A file as its reader gets it.
pub struct Text<'a> {
    /// The bytes as they are on disk.
    pub bytes: &'a [u8],
    /// The decoded text; empty for office files.
    pub text: &'a str,
    /// Where it stands.
    pub path: &'a Path,
}

/// One citation of one work.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cite {
    /// The key; for fields of office files the identifier of their program.
    pub key: String,
    /// Where the key stands in the text, in bytes.
    pub range: Range<usize>,
    /// The cited place as written (`p. 3`, `第15页`); empty where there is none.
    pub locator: String,
    /// Citations of one command or pair of brackets share a number.
    pub group: u32,
    /// Only for the list, not in the text (`\nocite`).
    pub silent: bool,
    /// The work as a field of the manuscript carries it.
    pub record: Option<Box<Record>>,
}

/// Another file that the manuscript names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The path as written.
    pub path: String,
    /// Where it is written, in bytes.
    pub range: Range<usize>,
}

/// What a reader found in one file.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// Citations in order.
    pub cites: Vec<Cite>,
    /// Files that belong to the text, in order.
    pub includes: Vec<Link>,
    /// Bibliography files.
    pub bibliographies: Vec<Link>,
    /// Every entry of the bibliography is wanted (`\nocite{*}`).
    pub everything: bool,
    /// Labels that the file defines: references to them are no citations.
    pub labels: Vec<String>,
    /// Entries that stand in the file itself (`\bibitem`): key and place, and the text behind them.
    pub entries: Vec<(Cite, Range<usize>)>,
    /// Whether this is the file that a program is run on (`\documentclass`, `#bibliography`).
    pub main: bool,
    /// Whether the bibliography is read by biblatex or another program that knows its fields.
    pub biblatex: bool,
    /// The text that places are in, where it is not the file's own.
    pub text: Option<String>,
}

impl Scan {
    /// Adds a citation.
    pub fn cite(&mut self, key: &str, at: usize, locator: &str, group: u32, silent: bool) {
        let cite = Cite { key: key.to_owned(), range: at..at + key.len(), locator: locator.to_owned(), group, silent, record: None };
        self.cites.push(cite);
    }

    /// Adds citations from a list with commas that begins at `at`; `*` means everything.
    pub fn list(&mut self, list: &str, at: usize, locator: &str, group: u32, silent: bool) {
        for (from, key) in parts(list) {
            match key {
                "*" => self.everything = true,
                key if key.contains(['#', '\\', '{', '}']) => {}
                key => self.cite(key, at + from, locator, group, silent),
            }
        }
    }

    /// Keeps the citations whose keys are printed in the text: where code was blanked out of one, it is no key.
    pub fn keep_printed(&mut self, text: &str) {
        let words = |c: &Cite| text.get(c.range.clone()).is_some_and(|t| t.split_whitespace().eq(c.key.split_whitespace()));
        self.cites.retain(words);
    }

    /// Adds links from a list with commas that begins at `at`.
    pub fn links(list: &str, at: usize, into: &mut Vec<Link>) {
        for (from, path) in parts(list) {
            if !path.contains(['#', '\\']) {
                into.push(Link { path: path.to_owned(), range: at + from..at + from + path.len() });
            }
        }
    }
}

/// The parts of a list with commas that are not empty, each with its place.
fn parts(list: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    list.split(',').filter_map(move |part| {
        let from = at + part.len() - part.trim_start().len();
        at += part.len() + 1;
        let part = part.trim();
        (!part.is_empty()).then_some((from, part))
    })
}

/// A manuscript format.
pub struct Reader {
    /// Short name.
    pub name: &'static str,
    /// For people.
    pub label: &'static str,
    /// File name endings without the dot.
    pub extensions: &'static [&'static str],
    /// Endings that a file it names may lack.
    pub implied: &'static [&'static str],
    /// Whether files it names are looked for beside the main file (LaTeX) before beside the naming one.
    pub from_main: bool,
    /// Whether the file is text that can be written again.
    pub plain: bool,
    /// Reads a file.
    pub read: fn(&Text) -> Result<Scan, String>,
}

impl Reader {
    /// Whether the reader takes files of this name.
    pub fn takes(&self, path: &Path) -> bool {
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
        self.extensions.contains(&ending.as_str())
    }
}

/// The readers of manuscripts.
pub const MANUSCRIPTS: &[Reader] = &[
    super::latex::READER,
    super::markdown::READER,
    super::typst::READER,
    super::org::READER,
    super::aux_file::READER,
    super::office::DOCX,
    super::office::ODT,
    super::plain_text::READER,
];
