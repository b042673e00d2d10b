//! Bib.TXT, BibTeX's fields in the lines of an INI file (`[key]`, `title: …`).

use super::tagged::lines;
use super::{Format, Import, Input, bibtex};
use crate::text::encoding;

/// Bib.TXT.
pub const FORMAT: Format =
    Format { name: "bibtxt", label: "Bib.TXT", extensions: &["bibtxt"], detect, read: Some(read), write: None, slices: None };

fn detect(input: &Input) -> u8 {
    let head = input.head();
    let mut section = false;
    let mut fields = 0;
    for line in lines(head).filter(|l| !l.text.trim().is_empty()).take(40) {
        if head_of(line.text).is_some() {
            section = true;
        } else if section && field(line.text).is_some() {
            fields += 1;
        } else {
            return 0;
        }
    }
    if section && fields > 0 { 82 } else { 0 }
}

/// `[key]` alone on its line.
fn head_of(line: &str) -> Option<&str> {
    let key = line.trim().trim_start_matches('\u{feff}').strip_prefix('[')?.strip_suffix(']')?;
    (!key.contains(['[', ']', '{', '"', ' '])).then_some(key)
}

fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim();
    (!name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')).then(|| (name, value.trim()))
}

/// An entry that is being read: key, line, first and last byte, fields.
type Open<'a> = (&'a str, u32, usize, usize, Vec<(&'a str, &'a str)>);

fn read(input: &Input) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let mut import = Import::default();
    let mut open: Option<Open> = None;
    let text = decoded.text.as_ref();
    let close = |open: Option<Open>, import: &mut Import| {
        if let Some((key, line, from, to, fields)) = open {
            let mut record = bibtex::from_fields("book", key, &fields);
            record.raw = text.get(from..to).unwrap_or_default().to_owned();
            record.format = "bibtxt".into();
            record.place.line = line;
            import.records.push(record);
        }
    };
    for line in lines(text) {
        let end = line.at + line.text.len();
        if let Some(key) = head_of(line.text) {
            close(open.take(), &mut import);
            open = Some((key, line.number, line.at, end, Vec::new()));
        } else if let (Some(open), Some(pair)) = (&mut open, field(line.text)) {
            open.4.push(pair);
            open.3 = end;
        }
    }
    close(open, &mut import);
    Ok(import)
}
