//! Reads a .bib file of either dialect into records.

use super::lex::{Entry, Item, Lexer};
use super::resolve::{Family, Macros, Pair, own_fields};
use super::{entry, faces};
use crate::formats::{Import, Input};
use crate::model::{Fault, Severity};
use crate::text::encoding;
use rustc_hash::FxHashSet;

/// Reads a whole file; what is broken is told and the rest is read.
pub fn read(input: &Input, format: &'static str) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let text = decoded.text.as_ref();
    let mut import = Import::default();
    let mut lexer = Lexer::new(text);
    let mut macros = Macros::default();
    let mut entries: Vec<Entry> = Vec::new();
    let mut groups = Vec::new();
    while let Some(item) = lexer.next_item() {
        match item {
            Item::Entry(entry) => entries.push(entry),
            Item::Macro(fields) => macros.define(&fields),
            Item::Comment(comment) => groups.extend(super::jabref::groups(comment)),
            Item::Preamble => {}
        }
    }
    import.faults = lexer.faults;
    if decoded.bad > 0 {
        import.faults.push(Fault::new(Severity::Warning, "encoding", 0, format!("{} characters could not be decoded", decoded.bad)));
    }
    repeated_keys(&entries, &mut import.faults);
    records(text, &entries, macros, format, &mut import);
    super::jabref::tag(&mut import.records, &groups);
    Ok(import)
}

fn repeated_keys(entries: &[Entry], faults: &mut Vec<Fault>) {
    let mut seen = FxHashSet::default();
    for entry in entries {
        if !entry.key.is_empty() && !seen.insert(entry.key) {
            faults.push(Fault::new(Severity::Warning, "repeated-key", entry.line, format!("the key {} is used twice", entry.key)));
        }
    }
}

fn records<'a>(text: &str, entries: &[Entry<'a>], mut macros: Macros<'a>, format: &'static str, import: &mut Import) {
    let related = |e: &Entry| e.fields.iter().any(|f| f.name.eq_ignore_ascii_case("crossref") || f.name.eq_ignore_ascii_case("xdata"));
    let family = entries.iter().any(related).then(|| Family::new(entries));
    let mut joins = faces::Joins::default();
    import.records.reserve(entries.len());
    for (i, entry) in entries.iter().enumerate() {
        if entry.kind.eq_ignore_ascii_case("xdata") {
            continue;
        }
        let fields: Vec<Pair> = match &family {
            Some(family) if related(entry) => family.fields(i, &mut macros, &mut import.faults),
            _ => own_fields(entry, &mut macros, &mut import.faults),
        };
        let mut record = entry::record(entry, &fields, &mut import.faults);
        record.raw = text.get(entry.span.clone()).unwrap_or_default().to_owned();
        record.format = format.into();
        record.place.line = entry.line;
        joins.note(import.records.len(), entry, &fields);
        import.records.push(record);
        import.spans.push(entry.span.clone());
    }
    let gone = joins.join(&mut import.records);
    let mut at = 0;
    if !gone.is_empty() {
        import.spans.retain(|_| {
            at += 1;
            !gone[at - 1]
        });
    }
}
