//! Word documents (ECMA-376, WordprocessingML): body, notes, tables, lists, and the citation fields of reference managers.

mod body;
mod cites;
mod fields;
mod list;
mod sources;
mod styles;

pub use list::number;

use super::flow::{Para, append};
use super::package::{Node, Package, Xml, attr, local};
use super::{Document, Failure, Limits, Reader};
use crate::model::{Fault, Severity};
use std::collections::HashMap;
use std::path::Path;

/// The reader.
pub const READER: Reader = Reader { name: "docx", label: "Word document (DOCX)", extensions: &["docx", "docm", "dotx"], detect, read };

fn detect(bytes: &[u8], path: &Path) -> u8 {
    let named = path.extension().is_some_and(|e| READER.extensions.iter().any(|x| e.eq_ignore_ascii_case(x)));
    let zip = bytes.starts_with(b"PK\x03\x04");
    let compound = bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
    // Part names stand in the directory at the end of the file, uncompressed.
    let tail = &bytes[bytes.len().saturating_sub(64 << 10)..];
    let marked = zip && (memchr::memmem::find(bytes, b"word/document").is_some() || memchr::memmem::find(tail, b"word/").is_some());
    match (named, zip, marked) {
        (_, _, true) => 95,
        (true, true, _) => 90,
        (true, ..) if compound => 90,
        (true, ..) => 60,
        _ => 0,
    }
}

/// What the walk over a part needs to know of the rest of the package.
pub(super) struct Parts {
    styles: styles::Styles,
    lists: list::Lists,
    sources: sources::Sources,
    /// Values of document variables (`w:docVar`), where NoteExpress keeps its data.
    variables: HashMap<String, String>,
    footnotes: HashMap<String, Vec<Para>>,
    endnotes: HashMap<String, Vec<Para>>,
    footnote_format: String,
    endnote_format: String,
}

fn read(bytes: &[u8], _path: &Path, limits: &Limits) -> Result<Document, Failure> {
    let mut package = Package::open(bytes, limits)?;
    let main = main_part(&mut package, limits)?;
    let folder = main.rsplit_once('/').map_or("", |(f, _)| f).to_owned();
    let beside = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let mut doc = Document { reader: READER.name, encoding: "utf-8", ..Document::default() };
    let body = package.text(&main)?.ok_or_else(|| Failure::Broken(format!("no {main}")))?;

    let mut parts = Parts {
        styles: styles::read(&optional(&mut package, &beside("styles.xml"), &mut doc)?, limits, package.deadline())?,
        lists: list::read(&optional(&mut package, &beside("numbering.xml"), &mut doc)?, limits, package.deadline())?,
        sources: sources::read(&mut package, &mut doc)?,
        variables: HashMap::new(),
        footnotes: HashMap::new(),
        endnotes: HashMap::new(),
        footnote_format: "decimal".into(),
        endnote_format: "lowerRoman".into(),
    };
    let settings = optional(&mut package, &beside("settings.xml"), &mut doc)?;
    read_settings(&settings, &mut parts, limits, &package)?;
    for (name, foot) in [("footnotes.xml", true), ("endnotes.xml", false)] {
        let text = optional(&mut package, &beside(name), &mut doc)?;
        let notes = body::notes(&text, &mut parts, limits, package.deadline(), &mut doc.faults)?;
        *(if foot { &mut parts.footnotes } else { &mut parts.endnotes }) = notes;
    }
    for para in body::paragraphs(&body, &mut parts, limits, package.deadline(), &mut doc.faults)? {
        append(&mut doc, para);
    }
    doc.embedded.extend(parts.sources.whole());
    Ok(doc)
}

/// A part that need not be there; one that cannot be unpacked is a fault, not the end of the document.
fn optional(package: &mut Package, name: &str, doc: &mut Document) -> Result<String, Failure> {
    match package.text(name) {
        Ok(text) => Ok(text.unwrap_or_default()),
        Err(Failure::Broken(m)) => {
            doc.faults.push(Fault::new(Severity::Warning, "broken-part", 0, m));
            Ok(String::new())
        }
        Err(e) => Err(e),
    }
}

/// The main part by the package's relationships (ECMA-376 part 2, 6.5), or where it always is.
fn main_part(package: &mut Package, limits: &Limits) -> Result<String, Failure> {
    let rels = match package.text("_rels/.rels") {
        Ok(t) => t.unwrap_or_default(),
        Err(Failure::Broken(_)) => String::new(),
        Err(e) => return Err(e),
    };
    let mut xml = Xml::new(&rels, limits, package.deadline());
    while let Some(node) = xml.next()? {
        let Node::Open(e) = node else { continue };
        if local(&e) == "Relationship" && attr(&e, "Type").is_some_and(|t| t.ends_with("/officeDocument")) {
            let target = attr(&e, "Target").unwrap_or_default();
            let target = target.trim_start_matches('/');
            if package.has(target) {
                return Ok(target.to_owned());
            }
        }
    }
    Ok("word/document.xml".into())
}

/// Note numbering (17.11) and document variables (17.15.1.30).
fn read_settings(text: &str, parts: &mut Parts, limits: &Limits, package: &Package) -> Result<(), Failure> {
    let mut xml = Xml::new(text, limits, package.deadline());
    let mut foot = true;
    while let Some(node) = xml.next()? {
        let Node::Open(e) = node else { continue };
        match local(&e) {
            "footnotePr" => foot = true,
            "endnotePr" => foot = false,
            "numFmt" => {
                if let Some(v) = attr(&e, "val") {
                    *(if foot { &mut parts.footnote_format } else { &mut parts.endnote_format }) = v;
                }
            }
            "docVar" => {
                if let (Some(name), Some(value)) = (attr(&e, "name"), attr(&e, "val")) {
                    parts.variables.insert(name, value);
                }
            }
            _ => {}
        }
    }
    Ok(())
}
