//! From raw entries to plain fields: macros, `#`, `crossref` and `xdata` inheritance (biblatex manual, appendix B), cycles checked.

use super::lex::{Entry, Field, Part};
use crate::model::{Fault, Severity};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

/// A field with its name in lower case and its value as LaTeX.
pub type Pair<'a> = (Cow<'a, str>, Cow<'a, str>);

/// The macros of a file.
#[derive(Default)]
pub struct Macros<'a> {
    map: FxHashMap<String, Cow<'a, str>>,
    unknown: FxHashSet<String>,
}

impl<'a> Macros<'a> {
    /// Takes over what a `@string` defines.
    pub fn define(&mut self, fields: &[Field<'a>]) {
        for field in fields {
            let value = self.value(field, 0, &mut Vec::new(), true);
            self.map.insert(field.name.to_ascii_lowercase(), value);
        }
    }

    /// The value of a field, macros expanded.
    pub fn value(&mut self, field: &Field<'a>, line: u32, faults: &mut Vec<Fault>, quiet: bool) -> Cow<'a, str> {
        let first = self.part(field.first, line, faults, quiet);
        if field.rest.is_empty() {
            return first;
        }
        let mut whole = first.into_owned();
        for part in &field.rest {
            whole.push_str(&self.part(*part, line, faults, quiet));
        }
        Cow::Owned(whole)
    }

    fn part(&mut self, part: Part<'a>, line: u32, faults: &mut Vec<Fault>, quiet: bool) -> Cow<'a, str> {
        let word = match part {
            Part::Text(text) => return Cow::Borrowed(text),
            Part::Bare(word) => word,
        };
        if word.bytes().all(|b| b.is_ascii_digit()) {
            return Cow::Borrowed(word);
        }
        if quiet && self.map.is_empty() || self.map.is_empty() && crate::formats::dates::short_month(word).is_some() {
            return Cow::Borrowed(word);
        }
        let name = word.to_ascii_lowercase();
        if let Some(value) = self.map.get(&name) {
            return value.clone();
        }
        if !quiet && crate::formats::dates::month(word).is_none() && self.unknown.insert(name) {
            faults.push(Fault::new(Severity::Note, "unknown-macro", line, format!("the macro {word} is not defined")));
        }
        Cow::Borrowed(word)
    }
}

/// All entries of a file by key, for inheritance.
pub struct Family<'f, 'a> {
    entries: &'f [Entry<'a>],
    keys: FxHashMap<&'a str, usize>,
}

impl<'f, 'a> Family<'f, 'a> {
    /// The entries by key; the first of equal keys counts.
    pub fn new(entries: &'f [Entry<'a>]) -> Self {
        let mut keys = FxHashMap::default();
        for (i, entry) in entries.iter().enumerate() {
            keys.entry(entry.key).or_insert(i);
        }
        Family { entries, keys }
    }

    /// The entry of that key.
    pub fn find(&self, key: &str) -> Option<usize> {
        self.keys.get(key).copied()
    }

    /// The fields of an entry with those it inherits.
    pub fn fields(&self, index: usize, macros: &mut Macros<'a>, faults: &mut Vec<Fault>) -> Vec<Pair<'a>> {
        let mut way = Vec::new();
        self.gather(index, macros, faults, &mut way)
    }

    fn gather(&self, index: usize, macros: &mut Macros<'a>, faults: &mut Vec<Fault>, way: &mut Vec<usize>) -> Vec<Pair<'a>> {
        let entry = &self.entries[index];
        let mut own = own_fields(entry, macros, faults);
        way.push(index);
        for (name, with) in [("xdata", true), ("crossref", false)] {
            let Some(parents) = own.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()) else { continue };
            for parent in parents.split(',').map(str::trim).filter(|p| !p.is_empty()) {
                let Some(at) = self.find(parent) else {
                    faults.push(Fault::new(
                        Severity::Warning,
                        "missing-parent",
                        entry.line,
                        format!("{}: {name} {parent} is not in the file", entry.key),
                    ));
                    continue;
                };
                if way.contains(&at) || way.len() > 16 {
                    faults.push(Fault::new(
                        Severity::Warning,
                        "cycle",
                        entry.line,
                        format!("{}: {name} {parent} leads back to itself", entry.key),
                    ));
                    continue;
                }
                let inherited = self.gather(at, macros, &mut Vec::new(), way);
                let parent_kind = self.entries[at].kind.to_ascii_lowercase();
                // Classic BibTeX: a parent that says what it is called as a container is called so.
                let called = !with && inherited.iter().any(|(name, _)| name == "booktitle");
                for (field, value) in inherited {
                    if called && matches!(field.as_ref(), "title" | "subtitle" | "titleaddon") {
                        continue;
                    }
                    let to = if with { Some(field.clone()) } else { passed_on(&entry.kind.to_ascii_lowercase(), &parent_kind, &field) };
                    if let Some(to) = to
                        && !has(&own, &to)
                    {
                        own.push((to, value));
                    }
                }
            }
        }
        way.pop();
        own
    }
}

/// Whether a field is there, or another of the same meaning.
fn has(own: &[Pair], name: &str) -> bool {
    let same: &[&str] = match name {
        "year" | "date" => &["year", "date"],
        "month" => &["month", "date"],
        "journal" | "journaltitle" => &["journal", "journaltitle"],
        "address" | "location" => &["address", "location"],
        _ => return own.iter().any(|(n, _)| n == name),
    };
    own.iter().any(|(n, _)| same.contains(&n.as_ref()))
}

/// The fields of an entry alone.
pub fn own_fields<'a>(entry: &Entry<'a>, macros: &mut Macros<'a>, faults: &mut Vec<Fault>) -> Vec<Pair<'a>> {
    let mut out = Vec::with_capacity(entry.fields.len() + 2);
    for field in &entry.fields {
        let name = if field.name.bytes().any(|b| b.is_ascii_uppercase()) {
            Cow::Owned(field.name.to_ascii_lowercase())
        } else {
            Cow::Borrowed(field.name)
        };
        out.push((name, macros.value(field, entry.line, faults, false)));
    }
    out
}

/// The field of the child that takes over a field of the parent (biblatex manual, appendix B, table of inheritance).
fn passed_on<'a>(child: &str, parent: &str, field: &Cow<'a, str>) -> Option<Cow<'a, str>> {
    if matches!(
        field.as_ref(),
        "ids"
            | "crossref"
            | "xref"
            | "xdata"
            | "entryset"
            | "entrysubtype"
            | "execute"
            | "label"
            | "options"
            | "presort"
            | "related"
            | "relatedoptions"
            | "relatedstring"
            | "relatedtype"
            | "shorthand"
            | "shorthandintro"
            | "sortkey"
            | "key"
            | "file"
            | "pages"
    ) && !(field == "pages" && child == parent)
    {
        return None;
    }
    let part = matches!(
        child,
        "inbook" | "bookinbook" | "suppbook" | "incollection" | "suppcollection" | "inproceedings" | "conference" | "inreference"
    );
    let multi = parent.starts_with("mv");
    let periodical = matches!(parent, "periodical");
    let to = match field.as_ref() {
        "author" if matches!(child, "inbook" | "bookinbook" | "suppbook") && matches!(parent, "book" | "mvbook") => "bookauthor",
        "title" if multi => "maintitle",
        "subtitle" if multi => "mainsubtitle",
        "titleaddon" if multi => "maintitleaddon",
        "title" if periodical => "journaltitle",
        "subtitle" if periodical => "journalsubtitle",
        "titleaddon" if periodical => "journaltitleaddon",
        "title" if part => "booktitle",
        "subtitle" if part => "booksubtitle",
        "titleaddon" if part => "booktitleaddon",
        "shorttitle" | "sorttitle" | "indextitle" | "indexsorttitle" if part || multi || periodical => return None,
        "booktitle" if part => "booktitle",
        _ => return Some(field.clone()),
    };
    Some(Cow::Borrowed(to))
}
