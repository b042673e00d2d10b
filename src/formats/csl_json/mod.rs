//! CSL-JSON (CSL 1.0.2 data schema), with what CSL has no room for under `custom`.
//!
//! `custom.faces` holds the other faces as items; `original-title`, `original-author` … repeat the second face for styles
//! that know them. A list keeps to the schema: every item has an id, `ref-1` where the record has no key. `custom.evidence`, `confidence`, `flags`, `locator`, `also` follow the contract of `extract` and `parse`.

mod read;
mod write;

use super::{Format, Input};
pub use read::{face_from, from_item, plain_date};
pub use write::{face_item, item_text, to_item};

/// CSL-JSON.
pub const FORMAT: Format = Format {
    name: "csl-json",
    label: "CSL-JSON",
    extensions: &["json"],
    detect,
    read: Some(read::read),
    write: Some(write::write),
    slices: Some(read::slices),
};

fn detect(input: &Input) -> u8 {
    let start = input.bytes.iter().position(|b| !b.is_ascii_whitespace() && !matches!(b, 0xEF | 0xBB | 0xBF)).unwrap_or(0);
    let head = &input.bytes[start..input.bytes.len().min(start + 4096)];
    match head.first() {
        Some(b'[') if head.iter().skip(1).find(|b| !b.is_ascii_whitespace()).is_some_and(|b| matches!(b, b'{' | b']')) => 80,
        Some(b'{') if head.windows(6).any(|w| w == b"\"type\"" || w == b"\"items") => 60,
        _ => 0,
    }
}
