//! RIS (Research Information Systems, specification of 2001 and EndNote's of 2011), read with its dialects, and written.
//!
//! **Two faces of one work**: `TT` and `TA` give title and authors in the other language for other programs; the whole face
//! is carried in `N1  - csl-face: {…}` (see `carry`).

mod read;
mod types;
mod write;

use super::{Format, Input};

/// RIS.
pub const FORMAT: Format =
    Format { name: "ris", label: "RIS", extensions: &["ris"], detect, read: Some(read::read), write: Some(write::write), slices: None };

fn detect(input: &Input) -> u8 {
    let head = input.head();
    let found = super::tagged::lines(head).any(|l| tag(l.text).is_some_and(|(t, v)| t == "TY" && v.len() < 40));
    if found { 90 } else { 0 }
}

/// `TY  - value`, with any blanks around the dash.
pub fn tag(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
    let b = line.as_bytes();
    if b.len() < 4 || !b[0].is_ascii_uppercase() || !(b[1].is_ascii_uppercase() || b[1].is_ascii_digit()) || b[2] != b' ' && b[2] != b'-' {
        return None;
    }
    let rest = line[2..].trim_start_matches(' ');
    let value = rest.strip_prefix('-')?;
    (value.is_empty() || value.starts_with(' ') || b[2] == b' ' && b[3] == b' ').then_some((&line[..2], value.trim()))
}
