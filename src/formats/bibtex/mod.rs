//! BibTeX and BibLaTeX: one tolerant reader for both, a writer for each.
//!
//! **Two faces of one work.** BibLaTeX: the second face is an entry of its own, `key-en`, with `options = {skipbib}`,
//! `entrysubtype = {face}`, `related = {key}` and `relatedtype = {translationof}`; also read: an `@set` of two languages,
//! and `translationof`/`translatedas` between entries that agree in volume and pages or DOI. BibTeX: further fields of the
//! same entry with the language behind their names, `title-en`, `author-en`, `journal-en`, which other programs pass over;
//! fields that belong to the publication (`volume`, `pages`, `doi` …) are shared unless they are given.
//!
//! **What a type has no field for** stands in BibLaTeX in `userf` as `name==value; name==value`, in BibTeX in fields of
//! their CSL names with `csl-` before them where there is no usual one.
//!
//! **Poor records in BibLaTeX.** biber's data model makes fields mandatory (a date nearly everywhere, the author of an
//! article). What is not known is never made up: an entry that lacks such a field takes the nearest type that does without
//! it (`manual` for a book without author, `misc` for an article without one and `software` without a date, with the
//! journal in `howpublished`; `dataset` for a book without a date), and one without a title `customa`, which has nothing
//! mandatory and no fields of its own. `entrysubtype` then names the kind, and reading the entry back restores it.

mod companions;
mod datamodel;
mod dates_out;
mod entry;
mod faces;
mod fields;
mod groups;
mod item;
mod jabref;
pub mod latex;
mod lex;
mod math;
mod names;
mod names_out;
mod original;
mod patch;
pub(super) mod read;
mod rename;
mod resolve;
mod subset;
mod symbols;
mod types;
pub mod unlatex;
mod values_out;
mod verbatim;
mod write;

use super::{Format, Import, Input};
use crate::model::Record;
pub use companions::companions;
pub use patch::patched;
pub use rename::rename_key;
pub use subset::subset;

/// BibTeX.
pub const BIBTEX: Format = Format {
    name: "bibtex",
    label: "BibTeX",
    extensions: &["bib", "bibtex"],
    detect: |input| detect(input, false),
    read: Some(read_bibtex),
    write: Some(write::bibtex),
    slices: Some(|i, size, take| read::slices(i, "bibtex", size, take)),
};

/// BibLaTeX.
pub const BIBLATEX: Format = Format {
    name: "biblatex",
    label: "BibLaTeX",
    extensions: &["bib", "biblatex"],
    detect: |input| detect(input, true),
    read: Some(read_biblatex),
    write: Some(write::biblatex),
    slices: Some(|i, size, take| read::slices(i, "biblatex", size, take)),
};

fn read_bibtex(input: &Input) -> Result<Import, String> {
    read::read(input, "bibtex")
}

fn read_biblatex(input: &Input) -> Result<Import, String> {
    read::read(input, "biblatex")
}

/// Entries that only biblatex has, or its names of fields.
fn detect(input: &Input, biblatex: bool) -> u8 {
    let head = input.head();
    let mut entries = head.match_indices('@').filter(|(at, _)| entry_like(&head[at + 1..]));
    if entries.next().is_none() {
        return 0;
    }
    let lower = head.to_ascii_lowercase();
    let signs = [
        "journaltitle",
        "@online{",
        "@thesis{",
        "@report{",
        "langid",
        "eprinttype",
        "\n  date ",
        "\n\tdate ",
        "\n  date=",
        "urldate",
        "location",
    ];
    let modern = signs.iter().filter(|s| lower.contains(**s)).count() >= 2;
    if modern == biblatex { 70 } else { 60 }
}

fn entry_like(rest: &str) -> bool {
    let name = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    name >= 1 && rest[name..].trim_start().starts_with(['{', '('])
}

/// A record from an entry's type, key and fields, where a format has them without BibTeX's syntax.
pub fn from_fields(entry_type: &str, key: &str, fields: &[(&str, &str)]) -> Record {
    let kind = fields.iter().find(|(n, v)| *n == "type" && types::kind(v).is_some());
    let pairs: Vec<resolve::Pair> =
        fields.iter().filter(|f| kind.is_none_or(|k| k != *f)).map(|(n, v)| (n.to_ascii_lowercase().into(), (*v).into())).collect();
    let mut record = Record { key: key.to_owned(), confidence: 1.0, ..Record::default() };
    let face = entry::face(kind.map_or(entry_type, |(_, v)| v), &pairs, &mut record, None, pairs.len());
    record.faces.push(face);
    record
}

/// Whether a word of a name is a particle (`von`, `de la`) by its small letter.
pub fn is_particle(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase) && word.len() < 8
}
