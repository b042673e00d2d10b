//! MODS XML (Metadata Object Description Schema 3, Library of Congress); a second face is carried in a `note` (see `carry`).

mod read;
mod write;

use super::{Format, Input};

/// MODS.
pub const FORMAT: Format = Format {
    name: "mods",
    label: "MODS XML",
    extensions: &["mods", "xml"],
    detect,
    read: Some(read::read),
    write: Some(write::write),
    slices: None,
};

fn detect(input: &Input) -> u8 {
    let head = input.head();
    if head.contains("loc.gov/mods/") || head.contains("<modsCollection") || head.contains("<mods>") || head.contains("<mods ") {
        93
    } else {
        0
    }
}
