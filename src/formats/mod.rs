//! Interchange formats, one file each, and the register of them.

pub mod biblioscape;
pub mod bibo_rdf;
pub mod bibtex;
pub mod bibtxt;
mod carry;
pub mod cff;
pub mod citavi;
pub mod copac;
pub mod csl_json;
pub mod csl_yaml;
pub mod csv_table;
pub mod dates;
mod endnote;
pub mod endnote_xml;
mod extra;
pub mod format;
pub mod hayagriva_yaml;
pub mod ids;
pub mod jats;
pub mod language;
pub mod ledger;
mod leftover;
pub mod marcxml;
pub mod mods;
pub mod nbib;
pub mod noteexpress;
pub mod notefirst;
pub mod ovid;
pub mod ovid_tagged;
mod person;
pub mod pubmed_xml;
pub mod refer;
pub mod refworks;
mod relators;
pub mod repec_nep;
pub mod ris;
pub mod silverplatter;
mod tagged;
pub mod tei;
pub mod wikipedia;
pub mod word_sources;
pub mod wos;
mod xml;

mod yaml;
pub mod zotero_rdf;
pub mod zotero_sqlite;

pub use format::{FORMATS, Format, Import, Input, Loss, Piece, Take, WriteOptions, detect, find};

/// Reports what belongs to the record and not to a face, and has no place in the target.
fn lost_beside(record: &crate::model::Record, index: usize, held: &[&str], losses: &mut Vec<Loss>) {
    let name = if record.key.is_empty() { format!("{}", index + 1) } else { record.key.clone() };
    let mut lose = |field: &str| losses.push(Loss { record: name.clone(), field: field.to_owned() });
    if !record.locator.is_empty() {
        lose("locator");
    }
    for (what, there) in [
        ("key", !record.key.is_empty()),
        ("tags", !record.tags.is_empty()),
        ("files", !record.files.is_empty()),
        ("links", !record.links.is_empty()),
    ] {
        if there && !held.contains(&what) {
            lose(what);
        }
    }
    for (field, _) in &record.unknown {
        lose(field);
    }
}

/// Undoes the escapes of XML that some exports leave in addresses.
fn unescape(s: &str) -> String {
    s.replace("&amp;", "&")
}

/// Pages whose last one is shortened by the digits it shares with the first (`228-42`, as MEDLINE prints them), in full.
fn whole_pages(pages: &str) -> String {
    let whole = |range: &str| {
        let (from, to) = range.split_once('-')?;
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        let (from, to) = (from.trim(), to.trim());
        let shared = from.len().checked_sub(to.len()).filter(|n| *n > 0 && digits(from) && digits(to))?;
        Some(format!("{from}-{}{to}", &from[..shared]))
    };
    pages.split(", ").map(|p| whole(p).unwrap_or_else(|| p.to_owned())).collect::<Vec<_>>().join(", ")
}

/// A number without zeros in front.
fn without_zeros(s: &str) -> &str {
    if s.len() > 1 && s.bytes().all(|b| b.is_ascii_digit()) {
        let cut = s.trim_start_matches('0');
        if cut.is_empty() { "0" } else { cut }
    } else {
        s
    }
}

/// Dates that stand as words but can be read become dates.
fn dates_from_words(record: &mut crate::model::Record) {
    for face in &mut record.faces {
        for (_, date) in &mut face.dates {
            if date.start.is_none()
                && let Some(read) = dates::edtf(&date.literal)
            {
                *date = read;
            }
        }
    }
}
