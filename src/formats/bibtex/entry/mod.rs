//! From the fields of one entry to its record.

mod about;
mod published;
mod titles;

use super::fields::{Meaning, meaning};
use super::latex::{plain, rich};
use super::lex::Entry;
use super::resolve::Pair;
use super::verbatim::verbatim;
use super::{faces, names, types};
use crate::model::{Change, Face, Fault, Flag, Kind, Record, Role, Severity, Var};
use about::{about, identifiers};
use published::{dated, publication};
use std::borrow::Cow;
use titles::titles;
pub use titles::{whole_title, with_addon};

/// The record of an entry; macros and inheritance are resolved.
pub fn record(entry: &Entry, fields: &[Pair], faults: &mut Vec<Fault>) -> Record {
    let mut record = Record { key: entry.key.to_owned(), confidence: 1.0, ..Record::default() };
    let own = fields.len().min(entry.fields.len());
    let expanded = with_more(fields);
    let fields = expanded.as_deref().unwrap_or(fields);
    let face = face(entry.kind, fields, &mut record, Some(entry), own);
    record.faces.push(face);
    faces::within(entry.kind, fields, &mut record);
    if record.faces.iter().any(|f| f.names.iter().any(|(_, n)| n.et_al)) {
        record.flags.add(Flag::EtAl);
    }
    if record.faces[0].is_empty() && record.unknown.is_empty() {
        faults.push(Fault::new(Severity::Warning, "empty-entry", entry.line, format!("{}: the entry has no fields", entry.key)));
    }
    record
}

/// The fields with those that stand in `userf`, where it holds such.
fn with_more<'a>(fields: &[Pair<'a>]) -> Option<Vec<Pair<'a>>> {
    let (at, more) = fields.iter().enumerate().find(|(_, (n, _))| n == "userf").map(|(i, (_, v))| (i, v))?;
    let more: Vec<Pair> =
        faces::more_fields(more)?.into_iter().map(|(n, v)| (Cow::Owned(n.to_owned()), Cow::Owned(v.to_owned()))).collect();
    let mut out = fields.to_vec();
    out[at].1 = Cow::Borrowed("");
    if more.iter().any(|(n, _)| n == "entrysubtype") {
        for (name, value) in &mut out {
            if name == "entrysubtype" {
                *value = Cow::Borrowed("");
            }
        }
    }
    out.extend(more);
    Some(out)
}

/// The rule that writes abbreviated journals out ([`crate::normalise::journals`]), as evidence names it.
const WRITTEN_OUT: &str = "journal-written-out";

/// The fields that are decided together.
struct Fields<'a, 'f> {
    pairs: &'f [Pair<'a>],
    /// A bit for each name that may be there: most questions are answered by it.
    there: u64,
    used: Vec<&'static str>,
}

/// The bit of a name.
const fn bit(name: &str) -> u64 {
    let b = name.as_bytes();
    match b.len() {
        0 => 0,
        n => 1 << ((b[0] as usize * 5 + b[n - 1] as usize * 3 + n * 11) % 64),
    }
}

impl<'a, 'f> Fields<'a, 'f> {
    /// The value of a field that is not empty.
    fn get(&self, name: &str) -> Option<&'f str> {
        if self.there & bit(name) == 0 {
            return None;
        }
        self.pairs.iter().find(|(n, v)| n == name && !v.trim().is_empty()).map(|(_, v)| v.as_ref())
    }

    /// The value of a field, marked as used.
    fn take(&mut self, name: &'static str) -> Option<&'f str> {
        let value = self.get(name)?;
        self.used.push(name);
        Some(value)
    }

    /// The first of several that is there.
    fn first(&mut self, names: &[&'static str]) -> Option<&'f str> {
        names.iter().find_map(|n| self.take(n))
    }
}

/// A face from fields; what belongs to the whole record goes there.
pub fn face(entry_type: &str, pairs: &[Pair], record: &mut Record, entry: Option<&Entry>, own: usize) -> Face {
    let lower;
    let entry_type = if entry_type.bytes().any(|b| b.is_ascii_uppercase()) {
        lower = entry_type.to_ascii_lowercase();
        lower.as_str()
    } else {
        entry_type
    };
    let mut face = Face::new(types::kind(entry_type).unwrap_or_else(|| likely(pairs)));
    face.fields.reserve(pairs.len().min(12));
    let mut f = Fields { pairs, there: 0, used: Vec::with_capacity(24) };
    let mut later: Vec<usize> = Vec::with_capacity(pairs.len());
    for (i, (name, value)) in pairs.iter().enumerate() {
        let repeated = f.there & bit(name) != 0 && pairs[..i].iter().any(|(n, _)| n == name);
        f.there |= bit(name);
        if value.trim_ascii().is_empty() {
            continue;
        }
        match meaning(name) {
            Meaning::Rich(var) if !repeated => face.set(var, rich(value)),
            Meaning::Plain(var) if !repeated => face.set(var, plain(value)),
            Meaning::Verbatim(var) if !repeated => face.set(var, verbatim(value)),
            Meaning::Names(role) if !repeated => face.set_names(role, names::list(value)),
            Meaning::Nothing => {}
            Meaning::Together if !repeated => later.push(i),
            _ if i >= own => {}
            _ => unknown(record, entry, i, name, value),
        }
    }
    kind(&mut face, entry_type, &mut f);
    if titles(&mut face, entry_type, &mut f) && entry.is_some() {
        let printed = face.get(Var::ContainerTitleShort).to_owned();
        let (field, rules) = (Var::ContainerTitle.as_str().to_owned(), vec![WRITTEN_OUT.to_owned()]);
        record.evidence.push(Change { face: 0, field, printed, rules });
    }
    people(&mut face, &mut f);
    publication(&mut face, entry_type, &mut f);
    dated(&mut face, &mut f);
    identifiers(&mut face, &mut f);
    about(&mut face, record, &mut f);
    for i in later {
        if i < own && !f.used.contains(&pairs[i].0.as_ref()) {
            unknown(record, entry, i, &pairs[i].0, &pairs[i].1);
        }
    }
    face
}

/// The kind of an entry of unknown type, by what it has.
fn likely(pairs: &[Pair]) -> Kind {
    let has = |names: &[&str]| pairs.iter().any(|(n, v)| names.contains(&n.as_ref()) && !v.trim().is_empty());
    let issue = has(&["volume"]) && has(&["number", "issue"]) && has(&["pages"]);
    if has(&["journal", "journaltitle"]) || issue && !has(&["booktitle"]) {
        Kind::ArticleJournal
    } else if has(&["booktitle"]) {
        Kind::Chapter
    } else if has(&["school"]) {
        Kind::Thesis
    } else {
        Kind::Document
    }
}

/// Keeps a field by its own name.
fn unknown(record: &mut Record, entry: Option<&Entry>, at: usize, name: &str, value: &str) {
    if entry.is_none() || faces::marked(name).is_some() {
        return;
    }
    let name = entry.and_then(|e| e.fields.get(at)).map_or(name, |f| f.name);
    record.unknown.push((name.to_owned(), value.trim().to_owned()));
}

fn kind(face: &mut Face, entry_type: &str, f: &mut Fields) {
    let subtype = f.get("entrysubtype").map(plain);
    if let Some(kind) = subtype.and_then(|s| types::subtype(&s.to_lowercase())) {
        face.kind = kind;
        f.used.push("entrysubtype");
    } else if entry_type == "misc"
        && ["eprinttype", "archiveprefix"].iter().any(|n| f.get(n).is_some_and(|v| v.eq_ignore_ascii_case("arxiv")))
    {
        face.kind = Kind::Article;
    }
    if let Some(genre) = f.take("type") {
        let genre = plain(genre);
        if !(matches!(genre.as_ref(), "report" | "thesis") && face.kind.as_str() == genre) {
            face.set(Var::Genre, types::genre_of(&genre).unwrap_or(&genre));
        }
    } else if let Some(genre) = types::implied_genre(entry_type) {
        face.set(Var::Genre, genre);
    }
}

fn people(face: &mut Face, f: &mut Fields) {
    for (field, by) in [("editor", "editortype"), ("editora", "editoratype"), ("editorb", "editorbtype"), ("editorc", "editorctype")] {
        let Some(value) = f.take(field) else { continue };
        let role = match f.take(by).map(plain).as_deref() {
            None | Some("editor" | "") => Role::Editor,
            Some("compiler") => Role::Compiler,
            Some("director") => Role::Director,
            Some("organizer") => Role::Organizer,
            Some("translator") => Role::Translator,
            Some("founder" | "continuator" | "redactor" | "reviser" | "collaborator") => Role::Contributor,
            Some(other) => Role::from_str(other).unwrap_or(Role::Contributor),
        };
        let mut names = names::list(value);
        if let Some(old) = face.names(role) {
            let mut list = old.list.clone();
            list.append(&mut names.list);
            names.list = list;
        }
        face.set_names(role, names);
    }
    if let Some(holder) = f.take("holder") {
        let names: Vec<String> = names::list(holder).list.iter().map(faces::printed).collect();
        face.set(Var::Authority, names.join("; "));
    }
}
