//! A record as a style sees it: variables by their CSL names, the note's own lines, the other face as `original-…`.

use crate::citing::faces::language_of;
use crate::model::{Date, DateVar, Face, Kind, Names, Record, Role, Var};
use std::borrow::Cow;

/// One item.
#[derive(Debug)]
pub struct Item<'a> {
    /// The face that is printed.
    pub face: &'a Face,
    /// The face in another language, for `original-…`.
    pub other: Option<&'a Face>,
    /// Language as a BCP 47 tag.
    pub language: Cow<'a, str>,
    /// Fields the model has no variable for, and lines of the note.
    extra: Vec<(String, String)>,
    extra_names: Vec<(String, Names)>,
    extra_dates: Vec<(String, Date)>,
    kind: String,
}

impl<'a> Item<'a> {
    /// The item for a face of a record, with the other face `beside` it or without.
    pub fn new(record: &'a Record, face: &'a Face, beside: bool) -> Self {
        let other = record.faces.iter().find(|f| beside && !std::ptr::eq(*f, face));
        let mut item = Item {
            face,
            other,
            language: Cow::Borrowed(language_of(face)),
            extra: Vec::new(),
            extra_names: Vec::new(),
            extra_dates: Vec::new(),
            kind: face.kind.as_str().to_owned(),
        };
        for (name, value) in &record.unknown {
            let text =
                value.strip_prefix('"').and_then(|v| v.strip_suffix('"')).map(|v| v.replace("\\\"", "\"")).unwrap_or_else(|| value.clone());
            item.extra.push((name.clone(), text));
        }
        item.read_note(face.get(Var::Note));
        item
    }

    /// Lines `name: value` of the note, by which reference managers hold variables they have no field for.
    fn read_note(&mut self, note: &str) {
        for line in note.lines() {
            let Some((name, value)) = line.split_once(':') else { continue };
            let (name, value) = (name.trim(), value.trim());
            if value.is_empty() || name.contains(' ') || name.len() > 40 {
                continue;
            }
            if Role::from_str(name).is_some() {
                self.note_name(name, value);
            } else if let Some(date) = DateVar::from_str(name).and_then(|_| note_date(value)) {
                self.extra_dates.push((name.to_owned(), date));
            } else if name == "type" {
                value.clone_into(&mut self.kind);
            } else {
                self.extra.push((name.to_owned(), value.to_owned()));
            }
        }
    }

    fn note_name(&mut self, role: &str, value: &str) {
        let name = match value.split_once("||") {
            Some((family, given)) => crate::model::Name::person(family.trim(), given.trim()),
            None => crate::model::Name::literal(value),
        };
        match self.extra_names.iter_mut().find(|(r, _)| r == role) {
            Some((_, names)) => names.list.push(name),
            None => self.extra_names.push((role.to_owned(), Names::new(vec![name]))),
        }
    }

    /// The item type.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// A text or number variable; empty where there is none.
    pub fn text(&self, name: &str) -> Cow<'_, str> {
        if let Some(var) = Var::from_str(name) {
            let value = self.face.get(var);
            let spoken_for = var == Var::Note && self.note_is_fields();
            if !value.is_empty() && !spoken_for {
                return Cow::Borrowed(value);
            }
        }
        if name == "page-first" {
            let page = self.text("page");
            let first: String = page.chars().take_while(|c| c.is_alphanumeric()).collect();
            return Cow::Owned(first);
        }
        // Older styles ask for `event`, older records have it.
        let twin = match name {
            "event" => "event-title",
            "event-title" => "event",
            _ => name,
        };
        if let Some((_, value)) = self.extra.iter().find(|(n, _)| n == name || n == twin) {
            return Cow::Borrowed(value);
        }
        if twin != name
            && let Some(var) = Var::from_str(twin)
            && self.face.has(var)
        {
            return Cow::Borrowed(self.face.get(var));
        }
        let original = name.strip_prefix("original-").and_then(Var::from_str);
        Cow::Borrowed(match (original, self.other) {
            (Some(var), Some(other)) => other.get(var),
            _ => "",
        })
    }

    fn note_is_fields(&self) -> bool {
        !self.extra.is_empty() && self.face.get(Var::Note).lines().all(|l| l.contains(':'))
    }

    /// The short form of a variable, else the long one.
    pub fn short(&self, name: &str) -> Cow<'_, str> {
        let short = match name {
            "title" => self.text("title-short"),
            "container-title" => self.text("container-title-short"),
            _ => Cow::Borrowed(""),
        };
        if short.is_empty() { self.text(name) } else { short }
    }

    /// Names in a role.
    pub fn names(&self, role: &str) -> Option<&Names> {
        let own = Role::from_str(role).and_then(|r| self.face.names(r)).filter(|n| !n.list.is_empty());
        own.or_else(|| self.extra_names.iter().find(|(r, _)| r == role).map(|(_, n)| n)).or_else(|| {
            let original = role.strip_prefix("original-").and_then(Role::from_str)?;
            self.other?.names(original).filter(|n| !n.list.is_empty())
        })
    }

    /// A date.
    pub fn date(&self, name: &str) -> Option<&Date> {
        let own = DateVar::from_str(name).and_then(|v| self.face.date(v));
        own.or_else(|| self.extra_dates.iter().find(|(n, _)| n == name).map(|(_, d)| d))
    }

    /// Whether any variable of that name has a value.
    pub fn has(&self, name: &str) -> bool {
        self.names(name).is_some() || self.date(name).is_some() || !self.text(name).is_empty()
    }

    /// Whether it is in English.
    pub fn is_english(&self) -> bool {
        self.language.to_ascii_lowercase().starts_with("en")
    }

    /// Whether it is of that type; old names of types are known.
    pub fn is(&self, kind: &str) -> bool {
        self.kind == kind || (kind == "entry" && self.face.kind == Kind::Entry)
    }
}

fn note_date(value: &str) -> Option<Date> {
    let mut parts = value.split(['-', '/']).map(|p| p.trim().parse::<i32>());
    let year = parts.next()?.ok()?;
    let mut small = || parts.next().and_then(Result::ok).and_then(|n| u8::try_from(n).ok()).unwrap_or(0);
    let (month, day) = (small(), small());
    Some(Date::ymd(year, month, day))
}
