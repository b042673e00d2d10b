//! Writes records as BibTeX or BibLaTeX entries.

mod entry_type;
mod value;

use super::original::Original;
use super::values_out::{even, files};
use super::{datamodel, faces, fields, names_out, types, unlatex};
use crate::formats::{Loss, WriteOptions, language};
use crate::model::{Face, Kind, Record, Relation, Role, Target, Var};
use entry_type::entry_type;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::io;

/// Writes BibTeX.
pub fn bibtex(records: &[Record], options: &WriteOptions, out: &mut dyn io::Write) -> io::Result<Vec<Loss>> {
    all(records, options, out, false)
}

/// Writes BibLaTeX.
pub fn biblatex(records: &[Record], options: &WriteOptions, out: &mut dyn io::Write) -> io::Result<Vec<Loss>> {
    all(records, options, out, true)
}

fn all(records: &[Record], options: &WriteOptions, out: &mut dyn io::Write, biblatex: bool) -> io::Result<Vec<Loss>> {
    let mut losses = Vec::new();
    let mut keys = FxHashSet::default();
    let mut text = String::new();
    for (i, record) in records.iter().enumerate() {
        let Some(first) = record.faces.first() else { continue };
        let key = unique(&record.key, i, &mut keys);
        text.clear();
        if i > 0 {
            text.push('\n');
        }
        let mut entry = Writer::new(first, biblatex, options.ascii);
        entry.first(record, first);
        if biblatex {
            entry.print(&key, &mut text);
            for (n, face) in record.faces.iter().enumerate().skip(1) {
                second(record, face, n, &key, options, &mut keys, &mut text);
            }
        } else {
            for face in &record.faces[1..] {
                entry.beside(first, face);
            }
            entry.print(&key, &mut text);
        }
        lost(record, &key, &mut losses);
        out.write_all(text.as_bytes())?;
    }
    Ok(losses)
}

/// Entry type and fields of a record alone, as they would be written.
pub fn fields_of(record: &Record, biblatex: bool) -> (&'static str, Vec<(String, String)>) {
    let Some(first) = record.faces.first() else { return ("misc", Vec::new()) };
    let mut entry = Writer::new(first, biblatex, false);
    entry.first(record, first);
    if !biblatex {
        for face in &record.faces[1..] {
            entry.beside(first, face);
        }
    }
    (entry.entry_type, entry.fields.into_iter().map(|(n, v)| (n.into_owned(), v)).collect())
}

/// A key that BibTeX can hold, and that no other entry has.
fn unique(key: &str, index: usize, keys: &mut FxHashSet<String>) -> String {
    let mut base: String = key.chars().filter(|c| !c.is_whitespace() && !"{}(),\"#%'=~\\@".contains(*c)).collect();
    if base.is_empty() {
        base = format!("ref{}", index + 1);
    }
    let mut out = base.clone();
    let mut n = 1u32;
    while !keys.insert(out.clone()) {
        n += 1;
        out = format!("{base}_{n}");
    }
    out
}

fn lost(record: &Record, key: &str, losses: &mut Vec<Loss>) {
    let mut lose = |field: &str| losses.push(Loss { record: key.to_owned(), field: field.to_owned() });
    if !record.locator.is_empty() {
        lose("locator");
    }
    for face in &record.faces {
        for (var, date) in &face.dates {
            if date.start.is_some() && !date.literal.is_empty() {
                lose(&format!("{} in words", var.as_str()));
            }
        }
        for (role, names) in &face.names {
            if names.list.iter().any(|n| matches!(n, crate::model::Name::Person(p) if !p.mark.is_empty())) {
                lose(&format!("{} mark", role.as_str()));
            }
        }
    }
    let by = related(record).map(|(by, _)| by);
    for (relation, target) in &record.links {
        let kept = matches!(target, Target::Key(_)) && (by.is_some() && by == related_type(*relation) || *relation == Relation::PartOf);
        if !kept {
            lose(relation.as_str());
        }
    }
}

/// The value of `relatedtype` for a relation.
fn related_type(relation: Relation) -> Option<&'static str> {
    Some(match relation {
        Relation::TranslationOf => "translationof",
        Relation::ReprintOf => "reprintof",
        Relation::EditionOf => "editionof",
        Relation::PreprintOf => "preprintof",
        _ => return None,
    })
}

/// The relation that an entry can name, which is one (biblatex manual, 3.4), and the keys that stand in it.
fn related(record: &Record) -> Option<(&'static str, Vec<&str>)> {
    let mut keys = record.links.iter().filter_map(|(relation, target)| match target {
        Target::Key(key) => Some((related_type(*relation)?, key.as_str())),
        _ => None,
    });
    let (by, first) = keys.next()?;
    Some((by, std::iter::once(first).chain(keys.filter(|(other, _)| *other == by).map(|(_, key)| key)).collect()))
}

/// The second entry of a work, a face of the first.
fn second(record: &Record, face: &Face, n: usize, key: &str, options: &WriteOptions, keys: &mut FxHashSet<String>, text: &mut String) {
    let mut entry = Writer::new(face, true, options.ascii);
    entry.face(face);
    let own = entry.fields.iter().position(|(f, _)| f == "entrysubtype").map(|at| entry.fields.remove(at));
    if own.is_some() || record.faces.first().is_some_and(|f| f.kind != face.kind) {
        entry.add("userf", format!("entrysubtype=={}", face.kind.as_str()));
    }
    entry.add("entrysubtype", "face".to_owned());
    entry.add("options", "skipbib".to_owned());
    entry.add("related", key.to_owned());
    entry.add("relatedtype", "translationof".to_owned());
    let suffix = if face.language.is_empty() { faces::NO_LANGUAGE.to_owned() } else { face.language.to_lowercase() };
    let own = unique(&format!("{key}-{suffix}"), n, keys);
    text.push('\n');
    entry.print(&own, text);
}

struct Writer {
    biblatex: bool,
    ascii: bool,
    fields: Vec<(Cow<'static, str>, String)>,
    entry_type: &'static str,
}

impl Writer {
    fn new(face: &Face, biblatex: bool, ascii: bool) -> Self {
        Writer { biblatex, ascii, fields: Vec::with_capacity(24), entry_type: entry_type(face, biblatex) }
    }

    /// The first face with what belongs to the record, in the LaTeX it was read from where that still says the same.
    fn first(&mut self, record: &Record, first: &Face) {
        self.face_from(first, &Original::of(record));
        self.record(record, first);
    }

    fn add(&mut self, name: &'static str, value: String) {
        self.put(Cow::Borrowed(name), value);
    }

    /// Adds a field; in biblatex into `userf` where its type does not have it.
    fn put(&mut self, name: Cow<'static, str>, value: String) {
        if value.is_empty() {
            return;
        }
        if self.biblatex && (name != "userf") && !datamodel::allows(self.entry_type, &name) {
            return self.put(Cow::Borrowed("userf"), format!("{name}=={value}"));
        }
        match self.fields.iter_mut().find(|(n, _)| *n == name) {
            Some((_, old)) if name == "userf" => {
                old.push_str("; ");
                old.push_str(&value);
            }
            Some(_) => {}
            None => self.fields.push((name, value)),
        }
    }

    fn face(&mut self, face: &Face) {
        self.face_from(face, &Original::none());
    }

    fn face_from(&mut self, face: &Face, original: &Original) {
        self.people(face);
        let journal = original.journal(face);
        for (var, value) in &face.fields {
            let implied = *var == Var::Genre && !self.biblatex && types::implied_genre(self.entry_type) == Some(value);
            if implied || *var == Var::ContainerTitleShort && journal.is_some() {
                continue;
            }
            if let (Var::ContainerTitle, Some(latex)) = (var, &journal) {
                self.add(self.container(face), latex.clone().into_owned());
                continue;
            }
            if *var == Var::Title
                && self.biblatex
                && let Some(parts) = original.title(value).filter(|p| !self.ascii || p.iter().all(|(_, l)| l.is_ascii()))
            {
                parts.into_iter().for_each(|(name, latex)| self.add(name, latex.into_owned()));
                continue;
            }
            let (name, latex) = self.field(face, *var, value);
            let read = original.latex(*var, value).filter(|l| !self.ascii || l.is_ascii());
            self.put(name, read.map_or(latex, Cow::into_owned));
        }
        for (var, date) in &face.dates {
            self.date(*var, date);
        }
        if !face.language.is_empty() {
            let known = language::babel(&face.language).filter(|b| language::tag(b) == face.language);
            self.add("langid", known.map_or_else(|| face.language.clone(), str::to_owned));
        }
        if matches!(self.entry_type, "thesis" | "report" | "phdthesis" | "mastersthesis" | "techreport") && !face.has(Var::Genre) {
            // What has no kind of its own must not come back with the one that the entry type implies.
            self.add("type", face.kind.as_str().to_owned());
        }
        let read_as = types::kind(self.entry_type);
        let preprint = self.entry_type == "misc" && face.kind == Kind::Article && face.get(Var::EprintType).eq_ignore_ascii_case("arxiv");
        if read_as != Some(face.kind) && !preprint {
            let name = match face.kind {
                Kind::ArticleNewspaper => "newspaper",
                Kind::ArticleMagazine => "magazine",
                other => other.as_str(),
            };
            self.add("entrysubtype", name.to_owned());
        }
    }

    fn people(&mut self, face: &Face) {
        let mut more = ["editora", "editorb", "editorc"].into_iter().zip(["editoratype", "editorbtype", "editorctype"]);
        for (role, names) in &face.names {
            let list = names_out::list(names, self.ascii);
            match role {
                Role::Author => self.add("author", list),
                Role::Editor => self.add("editor", list),
                Role::Translator => self.add("translator", list),
                Role::ContainerAuthor => self.add("bookauthor", list),
                _ if self.biblatex && datamodel::allows(self.entry_type, "editora") => match more.next() {
                    Some((field, by)) => {
                        self.add(field, list);
                        self.add(by, role.as_str().to_owned());
                    }
                    None => self.put(Cow::Borrowed(role.as_str()), list),
                },
                _ => self.put(Cow::Borrowed(role.as_str()), list),
            }
        }
    }

    /// What belongs to the whole record.
    fn record(&mut self, record: &Record, first: &Face) {
        let tags = if record.tags.is_empty() { first.get(Var::Keyword).replace(['；', ';'], ",") } else { record.tags.join(", ") };
        if !tags.is_empty() {
            self.fields.retain(|(n, _)| n != "csl-keyword");
            let semicolons = record.tags.iter().any(|t| t.contains(','));
            self.add("keywords", unlatex::plain(&if semicolons { record.tags.join("; ") } else { tags }, self.ascii));
        }
        if !record.files.is_empty() {
            self.add("file", files(&record.files));
        }
        if let Some((by, keys)) = related(record) {
            self.add("related", keys.join(","));
            self.add("relatedtype", by.to_owned());
        }
        self.unknown(record);
    }

    /// What no variable holds, under its own name. A field stands once in an entry: further ones are numbered.
    fn unknown(&mut self, record: &Record) {
        if record.unknown.is_empty() {
            return;
        }
        let own = matches!(record.format.as_str(), "bibtex" | "biblatex");
        let mut said: FxHashSet<(String, String)> = self.fields.iter().map(|(n, v)| (n.to_ascii_lowercase(), v.clone())).collect();
        let mut times: FxHashMap<String, usize> = said.iter().map(|(n, _)| (n.clone(), 1)).collect();
        for (name, value) in &record.unknown {
            let latex = if own && even(value) { value.clone() } else { unlatex::text(value, self.ascii) };
            let mut name: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || "-_+:.".contains(*c)).collect();
            // No name begins with a digit (btparse, as biber reads): `100d` of MARC goes under its format's name.
            if !own && name.starts_with(|c: char| !c.is_ascii_alphabetic()) {
                name.insert_str(0, if record.format.is_empty() { "field-" } else { "-" });
                name.insert_str(0, &record.format);
            }
            let folded = name.to_ascii_lowercase();
            if name.is_empty() || latex.is_empty() || !said.insert((folded.clone(), latex.clone())) {
                continue;
            }
            let mut n = times.get(&folded).copied().unwrap_or_default() + 1;
            if n > 1 {
                while times.contains_key(&format!("{folded}-{n}")) {
                    n += 1;
                }
                times.insert(format!("{folded}-{n}"), 1);
                name = format!("{name}-{n}");
            }
            times.insert(folded, n);
            self.fields.push((Cow::Owned(name), latex));
        }
    }

    /// Another face in fields with the language behind their names; shared fields only where they differ.
    fn beside(&mut self, first: &Face, face: &Face) {
        let mut other = Writer { biblatex: false, ascii: self.ascii, fields: Vec::new(), entry_type: self.entry_type };
        other.face(face);
        if first.kind == face.kind {
            other.fields.retain(|(n, _)| n != "entrysubtype");
        } else if !other.fields.iter().any(|(n, _)| n == "entrysubtype") {
            other.fields.push((Cow::Borrowed("entrysubtype"), face.kind.as_str().to_owned()));
        }
        other.fields.retain(|(n, _)| n != "langid");
        let mut base = Writer { biblatex: false, ascii: self.ascii, fields: Vec::new(), entry_type: self.entry_type };
        base.face(first);
        let mut tag = if face.language.is_empty() { faces::NO_LANGUAGE.to_owned() } else { face.language.to_lowercase() };
        if faces::marked(&format!("title-{tag}")).is_none() || self.fields.iter().any(|(n, _)| n.ends_with(&format!("-{tag}"))) {
            tag = faces::NO_LANGUAGE.to_owned();
        }
        for (name, value) in &other.fields {
            let same = base.fields.iter().any(|(n, v)| n == name && v == value);
            if !(same && fields::shared(name)) {
                self.fields.push((Cow::Owned(format!("{name}-{tag}")), value.clone()));
            }
        }
        for (name, _) in &base.fields {
            let kept = name == "entrysubtype" && first.kind == face.kind;
            if fields::shared(name) && !kept && !other.fields.iter().any(|(n, _)| n == name) {
                self.fields.push((Cow::Owned(format!("{name}-{tag}")), String::new()));
            }
        }
    }

    fn print(&mut self, key: &str, out: &mut String) {
        let rank = |name: &str| ORDER.iter().position(|o| *o == name).unwrap_or(ORDER.len());
        self.fields.sort_by_key(|(n, _)| rank(n));
        out.push('@');
        out.push_str(self.entry_type);
        out.push('{');
        out.push_str(key);
        for (name, value) in &self.fields {
            out.push_str(",\n  ");
            out.push_str(name);
            out.push_str(" = ");
            if name == "month" {
                out.push_str(value);
            } else {
                out.push('{');
                out.push_str(value);
                out.push('}');
            }
        }
        out.push_str("\n}\n");
    }
}

/// The order of fields.
const ORDER: &[&str] = &[
    "author",
    "editor",
    "editortype",
    "translator",
    "title",
    "shorttitle",
    "booktitle",
    "maintitle",
    "journal",
    "journaltitle",
    "shortjournal",
    "series",
    "edition",
    "type",
    "date",
    "year",
    "month",
    "day",
    "volume",
    "number",
    "issue",
    "pages",
    "pagetotal",
    "publisher",
    "school",
    "institution",
    "organization",
    "howpublished",
    "address",
    "location",
    "doi",
    "eprint",
    "eprinttype",
    "archiveprefix",
    "eprintclass",
    "primaryclass",
    "url",
    "urldate",
    "isbn",
    "issn",
    "langid",
    "note",
    "abstract",
    "keywords",
];
