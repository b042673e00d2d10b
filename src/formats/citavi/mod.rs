//! Citavi's exchange file (`CitaviExchangeData`, XML, often zipped as `.ctv6bak` or `.ctv5bak`): lists of references,
//! persons, periodicals, publishers and keywords, linked by their ids.

mod record;
mod tables;

use super::xml::{Node, parse};
use super::{Format, Import, Input};
use crate::text::encoding;
use std::io::Read;
use tables::Tables;

/// Citavi.
pub const FORMAT: Format = Format {
    name: "citavi",
    label: "Citavi",
    extensions: &["ctv6bak", "ctv5bak", "ctv4bak"],
    detect,
    read: Some(read),
    write: None,
    slices: None,
};

/// What is unpacked at most.
const LARGEST: u64 = 512 * 1024 * 1024;

fn detect(input: &Input) -> u8 {
    if input.bytes.starts_with(b"PK\x03\x04") {
        return if holds_project(input.bytes) { 100 } else { 0 };
    }
    if input.head().contains("<CitaviExchangeData") { 95 } else { 0 }
}

fn read(input: &Input) -> Result<Import, String> {
    let unpacked;
    let bytes = if input.bytes.starts_with(b"PK") {
        unpacked = unzip(input.bytes)?;
        unpacked.as_slice()
    } else {
        input.bytes
    };
    let decoded = encoding::decode(bytes);
    let text = decoded.text.as_ref();
    let doc = parse(text);
    let tables = Tables::of(&doc);
    let mut records = Vec::new();
    for list in doc.all("References") {
        records.extend(list.named("Reference").map(|r: &Node| record::record(r, &tables, text)));
    }
    Ok(Import { records, ..Import::default() })
}

/// Whether the first file of an archive is a project.
fn holds_project(bytes: &[u8]) -> bool {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).ok();
    let Some(file) = archive.as_mut().and_then(|a| a.by_index(0).ok()) else { return false };
    let mut head = Vec::new();
    file.take(4096).read_to_end(&mut head).is_ok() && is_project(&head)
}

fn is_project(head: &[u8]) -> bool {
    memchr::memmem::find(&head[..head.len().min(4096)], b"<CitaviExchangeData").is_some()
}

fn unzip(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).map_err(|e| e.to_string())?;
    for i in 0..archive.len() {
        let Ok(file) = archive.by_index(i) else { continue };
        let mut out = Vec::new();
        file.take(LARGEST).read_to_end(&mut out).map_err(|e| e.to_string())?;
        if is_project(&out) {
            return Ok(out);
        }
    }
    Err("no Citavi project in the archive".into())
}
