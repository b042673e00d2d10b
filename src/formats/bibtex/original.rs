//! The LaTeX an entry was read from: written again for every value that still reads as stored, so that braces, accents and
//! macros of one dialect reach the other.

use super::entry::{whole_title, with_addon};
use super::latex::{plain, rich};
use super::lex::{Entry, Item, Lexer, Part};
use super::values_out::even;
use crate::model::{Face, Record, Var};
use crate::normalise::journals;
use std::borrow::Cow;

/// The entry of a record that came from a .bib file.
pub struct Original<'a>(Option<Entry<'a>>);

impl<'a> Original<'a> {
    /// The entry of a record; empty for records from elsewhere.
    pub fn of(record: &'a Record) -> Self {
        let own = matches!(record.format.as_str(), "bibtex" | "biblatex");
        Original(own.then(|| Lexer::new(&record.raw)).and_then(|mut lexer| match lexer.next_item() {
            Some(Item::Entry(entry)) => Some(entry),
            _ => None,
        }))
    }

    /// No entry: everything is written new.
    pub fn none() -> Self {
        Original(None)
    }

    /// The LaTeX of a variable, where one field alone holds it and reads as that value.
    pub fn latex(&self, var: Var, value: &str) -> Option<Cow<'a, str>> {
        names(var).iter().find_map(|name| {
            let latex = self.field(name)?;
            (rich(latex) == value || plain(latex) == value).then(|| one_line(latex))
        })
    }

    /// The fields of a title in parts, where together they read as that value.
    pub fn title(&self, value: &str) -> Option<Vec<(&'static str, Cow<'a, str>)>> {
        let names = ["title", "subtitle", "titleaddon"];
        let [title, sub, addon] = names.map(|name| self.field(name));
        let same = (sub.is_some() || addon.is_some()) && with_addon(whole_title(title, sub), addon) == value;
        let parts = names.into_iter().zip([title, sub, addon]);
        same.then(|| parts.filter_map(|(name, latex)| Some((name, one_line(latex?)))).collect())
    }

    /// The LaTeX of an abbreviated journal that is written out in the face.
    pub fn journal(&self, face: &Face) -> Option<Cow<'a, str>> {
        let short = face.get(Var::ContainerTitleShort);
        let latex = ["journaltitle", "journal"].iter().find_map(|name| self.field(name))?;
        let same = rich(latex) == short && journals::written_out(short) == Some(face.get(Var::ContainerTitle));
        same.then(|| one_line(latex))
    }

    /// The text of a field that stands once, is no macro and can stand in braces.
    fn field(&self, name: &str) -> Option<&'a str> {
        let mut named = self.0.as_ref()?.fields.iter().filter(|f| f.name.eq_ignore_ascii_case(name));
        let field = named.next().filter(|f| f.rest.is_empty())?;
        match field.first {
            Part::Text(latex) if named.next().is_none() && even(latex) && !latex.trim().is_empty() && !latex.contains("\\verb") => {
                Some(latex.trim())
            }
            _ => None,
        }
    }
}

/// The fields that may hold a variable.
fn names(var: Var) -> &'static [&'static str] {
    match var {
        Var::Title => &["title"],
        Var::TitleShort => &["shorttitle"],
        Var::ContainerTitle => &["journaltitle", "journal", "booktitle", "maintitle"],
        Var::ContainerTitleShort => &["shortjournal"],
        Var::CollectionTitle => &["series"],
        Var::EventTitle => &["eventtitle"],
        Var::OriginalTitle => &["origtitle"],
        Var::Publisher => &["publisher", "school", "institution", "organization"],
        Var::PublisherPlace => &["location", "address"],
        Var::Abstract => &["abstract"],
        Var::Annote => &["annotation", "annote"],
        Var::Note => &["note"],
        _ => &[],
    }
}

/// Lines that went on are one.
fn one_line(latex: &str) -> Cow<'_, str> {
    if latex.contains(['\n', '\r', '\t']) { latex.split_whitespace().collect::<Vec<_>>().join(" ").into() } else { latex.into() }
}
