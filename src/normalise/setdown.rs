//! Sets finished pieces down as typed fields of faces, with the evidence of what differs from print.

use super::dates;
use super::draft::Slot;
use super::names;
use super::sheet::{Entry, Leaf, Sheet};
use crate::model::{Change, DateVar, Evidence, Face, Flag, Name, Names, Record, Role, Var};

/// Where a piece goes.
enum Home {
    Text(Var),
    Names(Role),
    Date(DateVar),
    Locator,
}

fn home(slot: Slot, other: Option<Role>) -> Home {
    use Home::{Date, Text};
    match slot {
        Slot::Author => Home::Names(Role::Author),
        Slot::Editor => Home::Names(Role::Editor),
        Slot::Translator => Home::Names(Role::Translator),
        Slot::Compiler => Home::Names(Role::Compiler),
        Slot::ContainerAuthor => Home::Names(Role::ContainerAuthor),
        Slot::OtherRole => Home::Names(other.unwrap_or(Role::Contributor)),
        Slot::Issued => Date(DateVar::Issued),
        Slot::Accessed => Date(DateVar::Accessed),
        Slot::OriginalIssued => Date(DateVar::OriginalDate),
        Slot::Locator => Home::Locator,
        Slot::Title => Text(Var::Title),
        Slot::Container => Text(Var::ContainerTitle),
        Slot::Series => Text(Var::CollectionTitle),
        Slot::SeriesNumber => Text(Var::CollectionNumber),
        Slot::Volume => Text(Var::Volume),
        Slot::Issue => Text(Var::Issue),
        Slot::Page => Text(Var::Page),
        Slot::PageCount => Text(Var::NumberOfPages),
        Slot::Publisher => Text(Var::Publisher),
        Slot::Place => Text(Var::PublisherPlace),
        Slot::Edition => Text(Var::Edition),
        Slot::Version => Text(Var::Version),
        Slot::Number => Text(Var::Number),
        Slot::Genre => Text(Var::Genre),
        Slot::Event => Text(Var::EventTitle),
        Slot::EventPlace => Text(Var::EventPlace),
        Slot::Archive => Text(Var::Archive),
        Slot::ArchiveLocation => Text(Var::ArchiveLocation),
        Slot::Url => Text(Var::Url),
        Slot::Doi => Text(Var::Doi),
        Slot::Isbn => Text(Var::Isbn),
        Slot::Issn => Text(Var::Issn),
        Slot::Eprint => Text(Var::Eprint),
        Slot::EprintType => Text(Var::EprintType),
        Slot::EprintClass => Text(Var::EprintClass),
        Slot::Pmid => Text(Var::Pmid),
        Slot::Cstr => Text(Var::Cstr),
        Slot::VolumeTitle => Text(Var::VolumeTitle),
        Slot::Note => Text(Var::Note),
        Slot::OriginalTitle => Text(Var::OriginalTitle),
        Slot::Jurisdiction => Text(Var::Jurisdiction),
    }
}

/// A record of the finished sheet; place, raw text and confidence are the caller's.
pub fn record(sheet: Sheet) -> Record {
    let mut record = Record { flags: sheet.flags, ..Record::default() };
    for (i, leaf) in sheet.leaves.into_iter().enumerate() {
        let index = u8::try_from(i).unwrap_or(u8::MAX);
        let mut down = Down { face: Face::default(), index, changes: &mut record.evidence, locator: &mut record.locator };
        let et_al = down.leaf(leaf);
        let face = down.face;
        if et_al {
            record.flags.add(Flag::EtAl);
        }
        record.faces.push(face);
    }
    record
}

struct Down<'a> {
    face: Face,
    index: u8,
    changes: &'a mut Evidence,
    locator: &'a mut String,
}

impl Down<'_> {
    /// Sets a whole face down; says whether its author list was cut short.
    fn leaf(&mut self, leaf: Leaf) -> bool {
        self.face.kind = leaf.kind.unwrap_or_default();
        self.face.language = leaf.language.to_owned();
        if let Some(rule) = leaf.kind_rule {
            self.note("type", "", &[rule]);
        }
        for entry in leaf.entries {
            match home(entry.slot, leaf.other_role) {
                Home::Text(var) => self.text(var, entry),
                Home::Names(role) => self.names(role, entry),
                Home::Date(var) => self.date(var, &entry),
                Home::Locator => self.cited(entry),
            }
        }
        let role = if self.face.names(Role::Author).is_some() { Role::Author } else { Role::Editor };
        if leaf.et_al {
            match self.face.names.iter_mut().find(|(r, _)| *r == role) {
                Some((_, names)) => names.et_al = true,
                None => self.face.set_names(Role::Author, Names { list: Vec::new(), et_al: true }),
            }
        }
        self.face.names(role).is_some_and(|n| n.et_al)
    }

    fn note(&mut self, field: &str, printed: &str, rules: &[&'static str]) {
        let rules = rules.iter().map(|r| (*r).to_owned()).collect();
        self.changes.push(Change { face: self.index, field: field.to_owned(), printed: printed.to_owned(), rules });
    }

    fn text(&mut self, var: Var, entry: Entry) {
        if entry.value.is_empty() {
            return;
        }
        if self.face.has(var) {
            self.again(var, &entry);
            return;
        }
        if entry.printed.is_some() {
            self.note(var.as_str(), entry.print(), &entry.rules);
        }
        self.face.fields.push((var, entry.value));
    }

    /// A second piece of a variable: notes, places and publishers stand side by side, titles go on, others are one.
    fn again(&mut self, var: Var, entry: &Entry) {
        let old = self.face.get(var);
        if old == entry.value || old.is_empty() {
            return;
        }
        let between = match var {
            Var::Title if self.face.language.starts_with("zh") || self.face.language == "ja" => "：",
            Var::Title => ": ",
            Var::Note | Var::Publisher | Var::PublisherPlace | Var::Isbn | Var::Genre => "; ",
            _ => return,
        };
        let joined = format!("{old}{between}{}", entry.value);
        self.face.set(var, joined);
        self.note(var.as_str(), entry.print(), &["joined"]);
    }

    fn names(&mut self, role: Role, entry: Entry) {
        let Names { list, et_al } = names::list(&entry.value);
        let plain = entry.printed.is_none() && printed_parts(&entry.value, &list);
        match self.face.names.iter_mut().find(|(r, _)| *r == role) {
            Some((_, old)) => {
                old.list.extend(list);
                old.et_al |= et_al;
            }
            None if list.is_empty() && !et_al => return,
            None => self.face.names.push((role, Names { list, et_al })),
        }
        if !plain {
            let mut rules = entry.rules.clone();
            rules.push("names");
            self.note(role.as_str(), entry.print(), &rules);
        }
    }

    fn date(&mut self, var: DateVar, entry: &Entry) {
        let read = dates::read(&entry.value);
        if read.date.is_empty() {
            return;
        }
        if let Some(old) = self.face.date(var) {
            // The same year again with month and day, as ahead-of-print entries have it.
            let finer = old.start.zip(read.date.start).is_some_and(|(a, b)| a.year == b.year && a.month == 0 && b.month > 0);
            if !finer && old.start.is_some() {
                return;
            }
        }
        if entry.printed.is_some() || !read.plain {
            let mut rules = entry.rules.clone();
            rules.push("date");
            self.note(var.as_str(), entry.print(), &rules);
        }
        if !read.suffix.is_empty() && var == DateVar::Issued {
            self.face.set_default(Var::YearSuffix, read.suffix);
        }
        if let Some(original) = read.original
            && self.face.date(DateVar::OriginalDate).is_none()
        {
            self.face.set_date(DateVar::OriginalDate, original);
        }
        self.face.set_date(var, read.date);
    }

    fn cited(&mut self, entry: Entry) {
        if self.locator.is_empty() {
            if entry.printed.is_some() {
                self.note("locator", entry.print(), &entry.rules);
            }
            *self.locator = entry.value;
        }
    }
}

/// Whether all parts of the names stand in the print as they are, in order.
fn printed_parts(printed: &str, list: &[Name]) -> bool {
    let mut at = 0;
    let seen = |part: &str, from: usize| -> Option<usize> {
        if part.is_empty() {
            return Some(from);
        }
        printed.get(from..).and_then(|rest| rest.find(part)).map(|i| from + i + part.len())
    };
    for name in list {
        let end = match name {
            Name::Literal { literal } => seen(literal, at),
            Name::Person(p) => seen(&p.family, at).and_then(|a| Some(a.max(seen(&p.given, at)?))),
        };
        match end {
            Some(end) => at = end,
            None => return false,
        }
    }
    true
}
