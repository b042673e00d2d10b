//! Evaluation of a style's elements for one item: what is printed, and whether the variables called had values.

use super::disambiguation::Apart;
use super::element::{Case, Dress, Element, NameOptions, NamesElement, Test, What};
use super::item::Item;
use super::locale::Locale;
use super::out::{Kind, Out};
use super::sheet::Sheet;
use super::{case, dates, names, numbers, strings};
use crate::citing::rich::Format;
use std::cell::{Cell, RefCell};
use std::sync::Arc;

/// Which citation of a work it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Position {
    #[default]
    First,
    Subsequent,
    Ibid,
    IbidWithLocator,
}

/// Where an item is cited.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// Number of the entry.
    pub number: usize,
    pub position: Position,
    /// Cited close before, so that a short form is understood.
    pub near: bool,
    /// The note of the first citation; 0 for none.
    pub first_note: usize,
    pub locator: String,
    /// Kind of the locator: `page`, `chapter` …
    pub label: String,
    /// What tells the work from others that would be cited alike.
    pub apart: Apart,
    pub in_bibliography: bool,
}

impl Place {
    /// Whether the work was cited before.
    pub fn is_later(&self) -> bool {
        self.position != Position::First
    }
}

/// Whether variables were called, and whether one had a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    pub called: bool,
    pub filled: bool,
}

impl Seen {
    pub const NONE: Seen = Seen { called: false, filled: false };
    pub const EMPTY: Seen = Seen { called: true, filled: false };
    pub const FILLED: Seen = Seen { called: true, filled: true };

    fn add(&mut self, other: Seen) {
        self.called |= other.called;
        self.filled |= other.filled;
    }

    fn of(filled: bool) -> Seen {
        if filled { Seen::FILLED } else { Seen::EMPTY }
    }
}

/// Macros calling macros deeper than this are a circle.
const DEEPEST: u32 = 60;

/// Everything an element needs.
pub struct Context<'a> {
    pub sheet: &'a Sheet,
    pub locale: Arc<Locale>,
    pub item: &'a Item<'a>,
    pub inherited: &'a NameOptions,
    pub place: &'a Place,
    /// Rendering a key of the order, not text.
    pub sorting: bool,
    /// What stands for the first names, where those of the entry before are the same.
    pub instead_of_names: Option<&'a str>,
    /// The first names that were printed.
    pub first_names: RefCell<Option<String>>,
    suppressed: RefCell<Vec<String>>,
    uses: RefCell<Vec<String>>,
    manner: Cell<Option<&'a NamesElement>>,
    suffixed: Cell<bool>,
    depth: Cell<u32>,
}

impl<'a> Context<'a> {
    pub fn new(sheet: &'a Sheet, locale: Arc<Locale>, item: &'a Item<'a>, inherited: &'a NameOptions, place: &'a Place) -> Self {
        Context {
            sheet,
            locale,
            item,
            inherited,
            place,
            sorting: false,
            instead_of_names: None,
            first_names: RefCell::default(),
            suppressed: RefCell::default(),
            uses: RefCell::default(),
            manner: Cell::new(None),
            suffixed: Cell::new(false),
            depth: Cell::new(0),
        }
    }

    pub fn in_quote(&self) -> bool {
        self.locale.punctuation_in_quote
    }

    pub fn is_suppressed(&self, name: &str) -> bool {
        self.suppressed.borrow().iter().any(|n| n == name)
    }

    pub fn note_use(&self, name: &str) {
        self.uses.borrow_mut().push(name.to_owned());
    }

    /// The letter behind the year, where the style does not place it itself; once an entry.
    pub fn implicit_suffix(&self) -> String {
        if self.sorting || self.sheet.places_suffix || self.suffixed.replace(true) {
            String::new()
        } else {
            self.place.apart.suffix.clone()
        }
    }

    /// A child of `cs:substitute`: what it prints is not printed again.
    pub fn substitute(&self, child: &'a Element, el: &'a NamesElement, around: Format) -> Out {
        let before = self.uses.borrow().len();
        let outer = self.manner.replace(Some(el));
        let (out, _) = self.elements(std::slice::from_ref(child), around, "");
        self.manner.set(outer);
        if !out.is_empty() {
            let used: Vec<String> = self.uses.borrow()[before.min(self.uses.borrow().len())..].to_vec();
            self.suppressed.borrow_mut().extend(used);
        }
        out
    }

    /// Elements one after the other with a delimiter between those that print.
    pub fn elements(&self, elements: &'a [Element], around: Format, delimiter: &str) -> (Out, Seen) {
        let (mut parts, mut seen) = (Vec::new(), Seen::NONE);
        self.gather(elements, around, &mut parts, &mut seen);
        let mut out = Out::default();
        for part in parts {
            if !out.is_empty() {
                out.push(delimiter, around, self.in_quote());
            }
            out.append(part, self.in_quote());
        }
        (out, seen)
    }

    /// A branch's elements stand among those around it, each with the delimiter of the group.
    fn gather(&self, elements: &'a [Element], around: Format, parts: &mut Vec<Out>, seen: &mut Seen) {
        for element in elements {
            if let Element::Choose(branches) = element {
                if let Some((_, inner)) = branches.iter().find(|(test, _)| self.holds(test)) {
                    self.gather(inner, around, parts, seen);
                }
                continue;
            }
            let (out, s) = self.element(element, around);
            seen.add(s);
            if out.is_empty() {
                continue;
            }
            match parts.last_mut().and_then(|p: &mut Out| p.pieces.iter_mut().find(|p| p.text.contains("%s"))) {
                // CSL-M: a label that holds the place of its number (`第%s卷`).
                Some(label) => label.text = label.text.replacen("%s", &out.plain(), 1),
                None => parts.push(out),
            }
        }
    }

    fn element(&self, element: &'a Element, around: Format) -> (Out, Seen) {
        match element {
            Element::Text { what, dress } => self.text(what, dress, around),
            Element::Number { name, form, dress } => {
                let value = self.value(name, false);
                let value = self.number(name, &value, form);
                let out = self.dressed(self.cased(Out::text(value, dress.over(around)), dress), dress, around);
                (out.clone(), Seen::of(!out.is_empty()))
            }
            Element::Label { name, form, plural, dress } => (self.label(name, form, plural, dress, around), Seen::NONE),
            Element::Date(date) => {
                let out = if self.is_suppressed(&date.name) { Out::default() } else { self.date(date, around) };
                (out.clone(), Seen::of(!out.is_empty()))
            }
            Element::Names(el) => match self.manner.get() {
                // In a substitute an element without a name of its own is in the manner of the one it stands for.
                Some(manner) if !el.has_name => {
                    let mut borrowed = manner.clone();
                    if el.label.is_some() {
                        borrowed.label.clone_from(&el.label);
                    }
                    let out = names::variables(self, el, &borrowed, around);
                    (out.clone(), Seen::of(!out.is_empty()))
                }
                _ => {
                    let (out, seen) = names::render(self, el, around);
                    (self.as_before(out, around), seen)
                }
            },
            Element::Group { children, dress } => {
                let (out, seen) = self.elements(children, dress.over(around), &dress.delimiter);
                if seen.called && !seen.filled {
                    return (Out::default(), Seen::EMPTY);
                }
                (self.dressed(out, dress, around), seen)
            }
            Element::Choose(_) => (Out::default(), Seen::NONE),
        }
    }

    /// The first names of an entry, or what stands for them.
    fn as_before(&self, out: Out, around: Format) -> Out {
        if out.is_empty() || self.manner.get().is_some() || self.first_names.borrow().is_some() {
            return out;
        }
        *self.first_names.borrow_mut() = Some(out.plain());
        match self.instead_of_names {
            Some(text) => Out::text(text, around),
            None => out,
        }
    }

    fn date(&self, date: &super::element::DateElement, around: Format) -> Out {
        if self.sorting {
            return self.item.date(&date.name).map(|d| Out::text(dates::key(d), around)).unwrap_or_default();
        }
        let out = dates::render(self, date, around);
        if !out.is_empty() {
            self.note_use(&date.name);
        }
        out
    }

    fn text(&self, what: &'a What, dress: &'a Dress, around: Format) -> (Out, Seen) {
        let format = dress.over(around);
        match what {
            What::Value(value) => (self.dressed(self.cased(Out::text(value.clone(), format), dress), dress, around), Seen::NONE),
            What::Term { name, form, plural } => {
                let term = self.locale.term(name, form, *plural).unwrap_or("").to_owned();
                let term = if dress.strip_periods { term.replace('.', "") } else { term };
                // That there is no date is said even where the date was all a group asked for.
                let seen = if name == "no date" && !term.is_empty() { Seen::FILLED } else { Seen::NONE };
                (self.dressed(self.cased(Out::text(term, format), dress), dress, around), seen)
            }
            What::Macro(name) => {
                let Some(children) = self.sheet.macros.get(name).filter(|_| self.depth.get() < DEEPEST) else {
                    return (Out::default(), Seen::NONE);
                };
                self.depth.set(self.depth.get() + 1);
                let (out, seen) = self.elements(children, format, "");
                self.depth.set(self.depth.get() - 1);
                if seen.called && !seen.filled {
                    return (Out::default(), Seen::EMPTY);
                }
                (self.dressed(self.cased(out, dress), dress, around), seen)
            }
            What::Variable { name, short } => {
                if self.is_suppressed(name) {
                    return (Out::default(), Seen::EMPTY);
                }
                let value = self.value(name, *short);
                if value.is_empty() {
                    return (Out::default(), Seen::EMPTY);
                }
                self.note_use(name);
                let value = if numbers::NUMBERS.contains(&name.as_str()) { self.number(name, &value, "") } else { value };
                let mut out = self.dressed(strings::render(self, &value, dress, format), dress, around);
                if name == "citation-number" && self.place.in_bibliography {
                    out.pieces.iter_mut().for_each(|p| p.kind = Kind::Number);
                }
                (out, Seen::FILLED)
            }
        }
    }

    /// The value of a text or number variable.
    pub fn value(&self, name: &str, short: bool) -> String {
        match name {
            "citation-number" => self.place.number.to_string(),
            "citation-label" => self.label_of_work(),
            "locator" => self.place.locator.clone(),
            "year-suffix" => self.place.apart.suffix.clone(),
            "first-reference-note-number" if self.place.first_note > 0 => self.place.first_note.to_string(),
            "first-reference-note-number" => String::new(),
            _ if short => self.item.short(name).into_owned(),
            _ => self.item.text(name).into_owned(),
        }
    }

    /// A label of authors and year: `Smi04` for one, `SJ04` for several.
    fn label_of_work(&self) -> String {
        let families: Vec<&str> =
            self.item.names("author").map(|n| n.list.iter().map(crate::model::Name::family).collect()).unwrap_or_default();
        let letters: String = match families.as_slice() {
            [one] => one.chars().filter(|c| c.is_alphanumeric()).take(3).collect(),
            many => many.iter().take(4).filter_map(|f| f.chars().next()).collect(),
        };
        let year = self.item.date("issued").and_then(crate::model::Date::first_year);
        format!("{letters}{}", year.map(|y| format!("{:02}", y.rem_euclid(100))).unwrap_or_default())
    }

    fn number(&self, name: &str, value: &str, form: &str) -> String {
        let page = matches!(name, "page" | "number-of-pages") || (name == "locator" && matches!(self.place.label.as_str(), "" | "page"));
        if page {
            let delimiter = self.locale.term("page-range-delimiter", "", false).unwrap_or("–");
            return numbers::ranges(value, delimiter, &self.sheet.page_range_format);
        }
        if !matches!(name, "number" | "version") && numbers::is_numeric(value) {
            return numbers::form(&numbers::ranges(value, "–", ""), form, &self.locale);
        }
        value.to_owned()
    }

    fn label(&self, name: &str, form: &str, plural: &str, dress: &Dress, around: Format) -> Out {
        // As in citeproc-js a label stands even where its variable is empty; the group around says whether it is printed.
        let value = self.value(name, false);
        // 第2册 says itself what it counts.
        let says_itself = value.starts_with('第') && !matches!(name, "page" | "locator");
        if (value.is_empty() && name == "locator") || says_itself || self.is_suppressed(name) {
            return Out::default();
        }
        let term = match name {
            "locator" if self.place.label.is_empty() => "page",
            "locator" => &self.place.label,
            _ => name,
        };
        let many = match plural {
            "always" => true,
            "never" => false,
            _ => numbers::is_plural(name, &value),
        };
        let text = self.locale.term(term, form, many).unwrap_or("").to_owned();
        let text = if dress.strip_periods { text.replace('.', "") } else { text };
        self.dressed(self.cased(Out::text(text, dress.over(around)), dress), dress, around)
    }

    /// The case of finished output.
    pub fn cased(&self, mut out: Out, dress: &Dress) -> Out {
        let Some(kind) = dress.case else { return out };
        let english = self.item.is_english() || self.locale.language() == "en";
        for piece in &mut out.pieces {
            let had = piece.text.chars().any(char::is_alphanumeric);
            piece.text = case::apply(kind, &piece.text, &[], english);
            if had && matches!(kind, Case::CapitalizeFirst | Case::Sentence) {
                break;
            }
        }
        out
    }

    /// Output with its quotation marks and affixes.
    pub fn dressed(&self, out: Out, dress: &Dress, around: Format) -> Out {
        if out.is_empty() {
            return out;
        }
        let out = if dress.quotes { strings::quoted(self, out, dress.over(around)) } else { out };
        out.affixed(&dress.prefix, &dress.suffix, around, self.in_quote())
    }

    /// The affixes of an element around what was substituted for it.
    pub fn dressed_group(&self, out: Out, dress: &Dress, around: Format) -> Out {
        out.affixed(&dress.prefix, &dress.suffix, around, self.in_quote())
    }

    fn holds(&self, test: &Test) -> bool {
        let single = test.checks.iter().flat_map(|(name, values)| values.iter().map(move |v| (name.as_str(), v.as_str())));
        let mut results = single.filter_map(|(name, value)| self.check(name, value)).chain(test.nested.iter().map(|t| self.holds(t)));
        match test.matching.as_str() {
            "any" => results.any(|r| r),
            "none" => !results.any(|r| r),
            "nand" => results.any(|r| !r),
            _ => results.all(|r| r),
        }
    }

    /// One condition.
    fn check(&self, name: &str, value: &str) -> Option<bool> {
        let date = || self.item.date(value).and_then(|d| d.start);
        Some(match name {
            "type" => self.item.is(value),
            "variable" => match value {
                "locator" | "citation-number" | "year-suffix" | "first-reference-note-number" => !self.value(value, false).is_empty(),
                _ => self.item.has(value),
            },
            "is-numeric" => numbers::is_numeric(&self.value(value, false)),
            "is-uncertain-date" => self.item.date(value).is_some_and(|d| d.circa),
            "is-multiple" => names::is_multiple(self, value),
            "has-day" => date().is_some_and(|d| d.day > 0),
            "has-year-only" => date().is_some_and(|d| d.month == 0),
            "has-to-month-or-season" => date().is_some_and(|d| d.month > 0 && d.day == 0),
            "locator" => !self.place.locator.is_empty() && (self.place.label == value || (self.place.label.is_empty() && value == "page")),
            "position" => !self.place.in_bibliography && self.position(value),
            "context" => (value == "bibliography") == self.place.in_bibliography,
            "disambiguate" => self.place.apart.condition,
            "language" => self.item.language.to_ascii_lowercase().starts_with(&value.to_ascii_lowercase()),
            // Conditions we do not know do not hold.
            _ => return Some(false),
        })
    }

    fn position(&self, value: &str) -> bool {
        let now = self.place.position;
        match value {
            "first" => now == Position::First,
            "subsequent" => now != Position::First,
            "ibid" => matches!(now, Position::Ibid | Position::IbidWithLocator),
            "ibid-with-locator" => now == Position::IbidWithLocator,
            "near-note" => self.place.near,
            _ => false,
        }
    }
}
