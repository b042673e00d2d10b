//! The ledger: what stood in a file comes back byte for byte; only what was changed is written new.
//!
//! A file is its records' spans with everything between them (comments, macros, order, blanks). A record that still says what
//! was read keeps its original bytes; a changed one is patched by its format, field by field where the format can do that.

use super::{Format, Import, Input, WriteOptions, bibtex};
use crate::model::Record;
use crate::text::encoding;
use std::ops::Range;

/// Writes a file again, with records as they are now; none where the format can't be written or the file can't be decoded
/// and encoded without loss although something was changed.
pub fn again(input: &Input, format: &Format, import: &Import, records: &[Record]) -> Option<Vec<u8>> {
    let changed = changes(import, records);
    if changed.is_empty() {
        return Some(input.bytes.to_vec());
    }
    let decoded = encoding::decode(input.bytes);
    let text = decoded.text.as_ref();
    if import.spans.len() != import.records.len() {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut added = String::new();
    for change in changed {
        match change {
            Change::Patched(old, new) => {
                let span = checked(text, &import.spans[old], at)?;
                out.push_str(&text[at..span.start]);
                out.push_str(&patched(&text[span.clone()], &import.records[old], &records[new], format)?);
                at = span.end;
            }
            Change::Removed(old) => {
                let span = checked(text, &import.spans[old], at)?;
                out.push_str(&text[at..span.start]);
                // The end of its line and one empty line go with it.
                let most = if text[span.end..].starts_with("\r\n") { 4 } else { 2 };
                at = span.end + text[span.end..].bytes().take_while(|b| matches!(b, b'\n' | b'\r')).take(most).count();
            }
            Change::Added(new) => added.push_str(&fresh(&records[new], format)?),
        }
    }
    out.push_str(&text[at..]);
    if !added.is_empty() {
        if !out.is_empty() && !out.ends_with("\n\n") {
            out.push('\n');
        }
        out.push_str(&added);
    }
    encoded(&out, &decoded, text, input.bytes)
}

/// The span, if it lies in the text and after what is written already.
fn checked(text: &str, span: &Range<usize>, at: usize) -> Option<Range<usize>> {
    (span.start >= at && text.get(span.clone()).is_some()).then(|| span.clone())
}

/// Text in the encoding of the file; UTF-8 with its mark is enough for most.
fn encoded(out: &str, decoded: &encoding::Decoded, text: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    if decoded.encoding == "utf-8" && decoded.bad == 0 {
        let mut whole = if decoded.mark { b"\xEF\xBB\xBF".to_vec() } else { Vec::new() };
        whole.extend_from_slice(out.as_bytes());
        return Some(whole);
    }
    let encode = |s: &str| encode(s, decoded.encoding, decoded.mark);
    (encode(text).as_deref() == Some(bytes)).then(|| encode(out)).flatten()
}

fn encode(text: &str, name: &str, mark: bool) -> Option<Vec<u8>> {
    if name.starts_with("utf-16") {
        let big = name == "utf-16be";
        let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
        return Some(units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect());
    }
    let (bytes, _, lost) = encoding_rs::Encoding::for_label(name.as_bytes())?.encode(text);
    (!lost).then(|| bytes.into_owned())
}

enum Change {
    Patched(usize, usize),
    Removed(usize),
    Added(usize),
}

/// What differs, in the order of the file; records are known by key, or by place where keys are missing or the counts agree.
fn changes(import: &Import, records: &[Record]) -> Vec<Change> {
    let old = &import.records;
    if old.len() == records.len() && old.iter().zip(records).all(|(a, b)| a.key == b.key) {
        return old.iter().zip(records).enumerate().filter(|(_, (a, b))| !same(a, b)).map(|(i, _)| Change::Patched(i, i)).collect();
    }
    let mut left: rustc_hash::FxHashMap<&str, usize> = records.iter().enumerate().rev().map(|(i, r)| (r.key.as_str(), i)).collect();
    let mut out = Vec::new();
    for (i, record) in old.iter().enumerate() {
        match left.remove(record.key.as_str()) {
            Some(new) if same(record, &records[new]) => {}
            Some(new) => out.push(Change::Patched(i, new)),
            None => out.push(Change::Removed(i)),
        }
    }
    let mut rest: Vec<usize> = left.into_values().collect();
    rest.sort_unstable();
    out.extend(rest.into_iter().map(Change::Added));
    out
}

/// Whether two records say the same.
fn same(a: &Record, b: &Record) -> bool {
    a.key == b.key && a.faces == b.faces && a.unknown == b.unknown && a.tags == b.tags && a.files == b.files && a.links == b.links
}

fn fresh(record: &Record, format: &Format) -> Option<String> {
    let mut bytes = Vec::new();
    format.write?(std::slice::from_ref(record), &WriteOptions::default(), &mut bytes).ok()?;
    String::from_utf8(bytes).ok()
}

fn patched(raw: &str, old: &Record, new: &Record, format: &Format) -> Option<String> {
    match format.name {
        "bibtex" | "biblatex" => Some(bibtex::patched(raw, old, new, format.name == "biblatex")),
        "ris" | "refer" | "noteexpress" => {
            let whole = fresh(new, format)?;
            Some(whole.trim_end().to_owned())
        }
        _ => None,
    }
}
