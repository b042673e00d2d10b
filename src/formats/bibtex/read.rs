//! Reads a .bib file of either dialect into records.

use super::lex::{Entry, Item, Lexer};
use super::resolve::{Family, Macros, Pair, own_fields};
use super::{entry, faces};
use crate::formats::{Import, Input, Take};
use crate::model::{Fault, Record, Severity};
use crate::text::encoding;
use rustc_hash::{FxBuildHasher, FxHashSet};
use std::hash::BuildHasher;

/// Reads a whole file; what is broken is told and the rest is read.
///
/// Entries become records one after the other, so that a large file is held once; those that inherit wait for the whole
/// file.
pub fn read(input: &Input, format: &'static str) -> Result<Import, String> {
    let mut all = Import::default();
    run(input, format, usize::MAX, &mut |import| {
        all = import;
        true
    });
    Ok(all)
}

/// Reads a file `size` records at a time, until `take` has enough; a file whose entries need each other is given whole.
pub fn slices(input: &Input, format: &'static str, size: usize, take: Take) -> Result<(), String> {
    run(input, format, size, take);
    Ok(())
}

fn run(input: &Input, format: &'static str, size: usize, take: Take) {
    let decoded = encoding::decode(input.bytes);
    let text = decoded.text.as_ref();
    let size = if size == usize::MAX || related(text) { usize::MAX } else { size };
    let mut reader = Reader { text, format, macros: macros(text), import: Import::default(), joins: faces::Joins::default() };
    let mut lexer = Lexer::new(text);
    let mut groups = Vec::new();
    let mut waiting = Vec::new();
    // Of a large file the hashes of its keys take half of what the keys would.
    let mut keys = FxHashSet::<u64>::default();
    let mut count = 0;
    while let Some(item) = lexer.next_item() {
        let entry = match item {
            Item::Entry(entry) => entry,
            Item::Comment(comment) => {
                groups.extend(super::jabref::groups(comment));
                continue;
            }
            Item::Macro(_) | Item::Preamble => continue,
        };
        if !entry.key.is_empty() && !keys.insert(FxBuildHasher.hash_one(entry.key)) {
            reader.fault(Severity::Warning, "repeated-key", entry.line, format!("the key {} is used twice", entry.key));
        }
        count += 1;
        if entry.kind.eq_ignore_ascii_case("xdata") {
            continue;
        }
        if entry.fields.is_empty() {
            // Nothing to read; the ledger keeps its bytes.
            reader.fault(Severity::Warning, "empty-entry", entry.line, format!("{}: the entry has no fields", entry.key));
            continue;
        }
        if inherits(&entry) {
            waiting.push((reader.import.records.len(), count - 1));
            reader.add(&entry, &[]);
        } else {
            let fields = own_fields(&entry, &mut reader.macros, &mut reader.import.faults);
            reader.add(&entry, &fields);
        }
        if reader.import.records.len() >= size && !take(reader.slice(&mut lexer.faults)) {
            return;
        }
    }
    reader.inherit(&waiting);
    if decoded.bad > 0 {
        reader.fault(Severity::Warning, "encoding", 0, format!("{} characters could not be decoded", decoded.bad));
    }
    let mut import = reader.finish(&mut lexer.faults);
    super::jabref::tag(&mut import.records, &groups);
    take(import);
}

/// Whether entries may need others, before or after them: inheritance, faces in entries of their own, groups of JabRef.
fn related(text: &str) -> bool {
    memchr::memchr2_iter(b'=', b'@', text.as_bytes()).any(|at| match text.as_bytes()[at] {
        b'=' => names_another(text.as_bytes()[..at].trim_ascii_end()),
        _ => opens_family(text[at + 1..].trim_start()),
    })
}

/// Whether the name of a field that names another entry stands at the end.
fn names_another(before: &[u8]) -> bool {
    let word: &[u8] = match before.last() {
        Some(b'f' | b'F') => b"crossref",
        Some(b'a' | b'A') => b"xdata",
        Some(b'd' | b'D') => b"related",
        _ => return false,
    };
    before.len() >= word.len() && before[before.len() - word.len()..].eq_ignore_ascii_case(word)
}

/// Whether an item begins that names other entries: a set, or a comment with the groups of JabRef.
fn opens_family(item: &str) -> bool {
    let after = |word: &str| item.get(..word.len()).filter(|w| w.eq_ignore_ascii_case(word)).map(|_| item[word.len()..].trim_start());
    let comment = || after("comment").and_then(|c| c.strip_prefix(['{', '(']));
    after("set").is_some() || comment().is_some_and(|c| super::jabref::tree(c).is_some())
}

/// What all `@string`s of a file define, wherever they stand.
fn macros(text: &str) -> Macros<'_> {
    let mut macros = Macros::default();
    let mut from = 0;
    while let Some(at) = memchr::memchr(b'@', &text.as_bytes()[from..]).map(|i| from + i) {
        from = at + 1;
        let name = text.as_bytes()[from..].trim_ascii_start();
        let is = |word: &[u8]| name.get(..word.len()).is_some_and(|n| n.eq_ignore_ascii_case(word));
        if !is(b"string") && !is(b"comment") {
            continue;
        }
        let mut lexer = Lexer::at(text, at);
        match lexer.next_item() {
            Some(Item::Macro(fields)) => macros.define(&fields),
            // What stands inside a comment defines nothing.
            Some(Item::Comment(_)) => from = from.max(lexer.position()),
            _ => {}
        }
    }
    macros
}

/// Whether an entry takes fields over from others.
fn inherits(entry: &Entry) -> bool {
    entry.fields.iter().any(|f| f.name.eq_ignore_ascii_case("crossref") || f.name.eq_ignore_ascii_case("xdata"))
}

/// What has been read so far.
struct Reader<'a> {
    text: &'a str,
    format: &'static str,
    macros: Macros<'a>,
    import: Import,
    joins: faces::Joins,
}

impl<'a> Reader<'a> {
    fn fault(&mut self, severity: Severity, code: &'static str, line: u32, message: String) {
        self.import.faults.push(Fault::new(severity, code, line, message));
    }

    fn record(&mut self, at: usize, entry: &Entry<'a>, fields: &[Pair<'a>]) -> Record {
        let mut record = entry::record(entry, fields, &mut self.import.faults);
        record.raw = self.text.get(entry.span.clone()).unwrap_or_default().to_owned();
        record.format = self.format.into();
        record.place.line = entry.line;
        self.joins.note(at, entry, fields);
        record
    }

    /// Adds the record of an entry; an entry without fields only keeps the place.
    fn add(&mut self, entry: &Entry<'a>, fields: &[Pair<'a>]) {
        let waits = fields.is_empty() && inherits(entry);
        let record = if waits { Record::default() } else { self.record(self.import.records.len(), entry, fields) };
        self.import.records.push(record);
        self.import.spans.push(entry.span.clone());
    }

    /// Reads the entries that inherit, by record and number of the entry.
    fn inherit(&mut self, waiting: &[(usize, usize)]) {
        if waiting.is_empty() {
            return;
        }
        let mut lexer = Lexer::new(self.text);
        let mut entries = Vec::new();
        while let Some(item) = lexer.next_item() {
            if let Item::Entry(entry) = item {
                entries.push(entry);
            }
        }
        let family = Family::new(&entries);
        for &(at, number) in waiting {
            let Some(entry) = entries.get(number) else { continue };
            let fields = family.fields(number, &mut self.macros, &mut self.import.faults);
            self.import.records[at] = self.record(at, entry, &fields);
        }
    }

    /// What has been read since the slice before.
    fn slice(&mut self, faults: &mut Vec<Fault>) -> Import {
        let mut import = std::mem::take(&mut self.import);
        import.faults.append(faults);
        import.faults.sort_by_key(|f| f.line);
        import
    }

    /// Joins faces that stand in entries of their own.
    fn finish(mut self, faults: &mut Vec<Fault>) -> Import {
        let gone = std::mem::take(&mut self.joins).join(&mut self.import.records);
        let mut at = 0;
        if !gone.is_empty() {
            self.import.spans.retain(|_| {
                at += 1;
                !gone[at - 1]
            });
        }
        faults.append(&mut self.import.faults);
        let mut import = self.slice(&mut Vec::new());
        import.faults = std::mem::take(faults);
        import.faults.sort_by_key(|f| f.line);
        import
    }
}
