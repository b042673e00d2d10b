//! What is printed once for two faces.

use crate::normalise::draft::Slot;
use crate::normalise::sheet::{Entry, Sheet};

/// Values that do not depend on the language.
pub const SHARED: &[Slot] = &[
    Slot::Issued,
    Slot::Accessed,
    Slot::Volume,
    Slot::Issue,
    Slot::Page,
    Slot::Number,
    Slot::SeriesNumber,
    Slot::Doi,
    Slot::Isbn,
    Slot::Issn,
    Slot::Url,
    Slot::Eprint,
    Slot::EprintType,
    Slot::EprintClass,
    Slot::Pmid,
    Slot::Cstr,
    Slot::PageCount,
];

/// Gives each face the shared values that only another one has.
pub fn apply(sheet: &mut Sheet) -> bool {
    if sheet.leaves.len() < 2 {
        return false;
    }
    let mut changed = false;
    for slot in SHARED {
        let found: Option<Entry> = sheet.leaves.iter().find_map(|l| l.entries.iter().find(|e| e.slot == *slot)).cloned();
        let Some(found) = found else { continue };
        for leaf in sheet.leaves.iter_mut().filter(|l| !l.has(*slot)) {
            leaf.entries.push(Entry { changed: true, open: true, ..found.clone() });
            changed = true;
        }
    }
    changed
}
