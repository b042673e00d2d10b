//! Citations of DOCX and ODT manuscripts: the fields of reference managers with the works they carry, and keys that are
//! typed as plain text (`[@key]`).

use super::markdown_cites::inline;
use super::reader::{Cite, Reader, Scan, Text};
use crate::documents::{self, Embedded, Limits};
use crate::formats;
use crate::model::{Flag, Record};
use std::path::Path;

/// Word.
pub const DOCX: Reader =
    Reader { name: "docx", label: "Word (DOCX)", extensions: &["docx", "docm"], implied: &[], from_main: false, plain: false, read };

/// LibreOffice.
pub const ODT: Reader =
    Reader { name: "odt", label: "OpenDocument (ODT)", extensions: &["odt"], implied: &[], from_main: false, plain: false, read };

fn read(file: &Text) -> Result<Scan, String> {
    let document = documents::read(file.bytes, file.path, &Limits::default()).map_err(|e| e.to_string())?;
    let mut scan = Scan { biblatex: true, main: true, ..Scan::default() };
    let mut groups = 0;
    for embedded in document.embedded.iter().filter(|e| e.citation) {
        groups += 1;
        for (i, record) in records(embedded).into_iter().enumerate() {
            let locator = embedded.locators.get(i).cloned().unwrap_or_default();
            let mut range = embedded.range.clone();
            if document.text.get(range.clone()).is_none() {
                range = 0..0;
            }
            let key = record.key.clone();
            scan.cites.push(Cite { key, range, locator, group: groups, silent: false, record: Some(Box::new(record)) });
        }
    }
    let fields: Vec<_> = scan.cites.iter().map(|c| c.range.clone()).collect();
    inline(&document.text, 0, &mut groups, &mut scan);
    let typed = fields.len();
    let mut at = 0;
    scan.cites.retain(|c| {
        at += 1;
        at <= typed || !fields.iter().any(|f| f.contains(&c.range.start))
    });
    scan.cites.sort_by_key(|c| c.range.start);
    scan.text = Some(document.text);
    Ok(scan)
}

/// The works of one citation field.
fn records(embedded: &Embedded) -> Vec<Record> {
    let Some(read) = formats::find(embedded.format).and_then(|f| f.read) else { return Vec::new() };
    let Ok(import) = read(&formats::Input::new(&embedded.bytes, Path::new(""))) else { return Vec::new() };
    let mut records = import.records;
    records.iter_mut().for_each(|r| r.flags.add(Flag::Structured));
    records
}
