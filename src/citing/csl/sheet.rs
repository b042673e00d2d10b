//! A style read from its XML: layouts by language, macros, options, terms, order.

use super::element::{self, Dress, Element, NameOptions, What};
use super::locale::{self, Locale};
use super::xml::Node;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A whole style.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: String,
    /// Address of the style this one only renames.
    pub parent: String,
    /// Citations are notes.
    pub notes: bool,
    pub(super) default_locale: String,
    /// Language the list is ordered in, if not the default.
    pub(super) sort_locale: String,
    pub(super) page_range_format: String,
    /// The style itself says where the letter behind a year stands.
    pub(super) places_suffix: bool,
    pub(super) macros: FxHashMap<String, Vec<Element>>,
    pub(super) options: NameOptions,
    pub(super) citation: Section,
    pub(super) bibliography: Option<Section>,
    locales: Vec<Node>,
}

/// `cs:citation` or `cs:bibliography`.
#[derive(Clone, Debug, Default)]
pub struct Section {
    pub layouts: Vec<Layout>,
    pub sort: Vec<SortKey>,
    pub options: NameOptions,
    pub collapse: String,
    pub cite_group_delimiter: String,
    pub add_year_suffix: bool,
    pub add_names: bool,
    pub add_given_name: bool,
    /// `givenname-disambiguation-rule`.
    pub given_rule: String,
    /// What stands for names that the entry before has too (`———`).
    pub subsequent_author: Option<String>,
    pub near_note_distance: usize,
}

/// A layout; CSL-M has one for each language.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Languages it is for; none: all others.
    pub langs: Vec<String>,
    pub children: Vec<Element>,
    pub dress: Dress,
    pub locale: Arc<Locale>,
}

/// One key of the order.
#[derive(Clone, Debug, Default)]
pub struct SortKey {
    pub elements: Vec<Element>,
    pub descending: bool,
    pub options: NameOptions,
}

impl Sheet {
    /// Reads a style.
    pub fn read(xml: &str) -> Result<Sheet, String> {
        let root = Node::parse(xml)?;
        if root.tag != "style" {
            return Err("no CSL style".into());
        }
        let info = root.child("info");
        let info_text = |tag: &str| info.and_then(|i| i.child(tag)).map(|n| n.text.trim().to_owned()).unwrap_or_default();
        let link = |rel: &str| info.and_then(|i| i.all("link").find(|l| l.attr("rel") == rel)).map(|l| l.attr("href").to_owned());
        let mut sheet = Sheet {
            id: info_text("id"),
            title: info_text("title"),
            parent: link("independent-parent").unwrap_or_default(),
            notes: root.attr("class") == "note",
            default_locale: root.get("default-locale").unwrap_or("en-US").to_owned(),
            sort_locale: root.attr("default-locale-sort").to_owned(),
            page_range_format: root.attr("page-range-format").to_owned(),
            options: NameOptions::read(&root, false),
            locales: root.all("locale").cloned().collect(),
            ..Sheet::default()
        };
        if root.child("citation").is_none() {
            return if sheet.parent.is_empty() { Err("the style has no citation layout".into()) } else { Ok(sheet) };
        }
        sheet.macros = root.all("macro").map(|m| (m.attr("name").to_owned(), element::children(m))).collect();
        sheet.citation = root.child("citation").map(|n| sheet.section(n)).unwrap_or_default();
        sheet.bibliography = root.child("bibliography").map(|n| sheet.section(n));
        sheet.places_suffix = sheet.macros.values().any(|m| places_suffix(m))
            || sheet.bibliography.iter().chain([&sheet.citation]).any(|s| s.layouts.iter().any(|l| places_suffix(&l.children)));
        if sheet.citation.layouts.is_empty() {
            return Err("the style has no citation layout".into());
        }
        Ok(sheet)
    }

    /// Whether it has layouts by language, as CSL-M styles do.
    pub fn tells_languages(&self) -> bool {
        self.bibliography.iter().chain([&self.citation]).any(|s| s.layouts.iter().any(|l| !l.langs.is_empty()))
    }

    fn section(&self, node: &Node) -> Section {
        let text = |name: &str| node.attr(name).to_owned();
        let sort = node.child("sort").map(|s| s.all("key").map(sort_key).collect()).unwrap_or_default();
        Section {
            layouts: node.all("layout").map(|l| self.layout(l)).collect(),
            sort,
            options: NameOptions::read(node, false).or(&self.options),
            collapse: text("collapse"),
            cite_group_delimiter: node.get("cite-group-delimiter").unwrap_or(", ").to_owned(),
            add_names: node.attr("disambiguate-add-names") == "true",
            given_rule: node.get("givenname-disambiguation-rule").unwrap_or("by-cite").to_owned(),
            add_given_name: node.attr("disambiguate-add-givenname") == "true",
            subsequent_author: node.get("subsequent-author-substitute").map(str::to_owned),
            add_year_suffix: node.attr("disambiguate-add-year-suffix") == "true",
            near_note_distance: node.attr("near-note-distance").parse().unwrap_or(5),
        }
    }

    fn layout(&self, node: &Node) -> Layout {
        let langs: Vec<String> = node.attr("locale").split_whitespace().map(str::to_owned).collect();
        let lang = langs.first().map_or(self.default_locale.as_str(), String::as_str);
        let locale = self.locale(lang);
        Layout { locale, children: element::children(node), dress: Dress::read(node), langs }
    }

    /// The bundled terms of a language with the style's own over them: for all, for the language, for the dialect.
    fn locale(&self, lang: &str) -> Arc<Locale> {
        let base = locale::base(lang);
        if self.locales.is_empty() {
            return base;
        }
        let mut locale = (*base).clone();
        let language = base.language().to_owned();
        for rank in [String::new(), language, base.lang.clone()] {
            self.locales.iter().filter(|n| n.attr("lang").eq_ignore_ascii_case(&rank)).for_each(|n| locale.overlay(n));
        }
        if lang.contains('-') && !lang.eq_ignore_ascii_case(&base.lang) {
            self.locales.iter().filter(|n| n.attr("lang").eq_ignore_ascii_case(lang)).for_each(|n| locale.overlay(n));
        }
        Arc::new(locale)
    }
}

impl Section {
    /// The layout for an item of a language.
    pub fn layout(&self, language: &str) -> Option<&Layout> {
        let language = language.to_ascii_lowercase();
        let short = language.split('-').next().unwrap_or("");
        let exact = |l: &&Layout| l.langs.iter().any(|w| w.eq_ignore_ascii_case(&language));
        let same =
            |l: &&Layout| !short.is_empty() && l.langs.iter().any(|w| w.split('-').next().is_some_and(|s| s.eq_ignore_ascii_case(short)));
        let others = |l: &&Layout| l.langs.is_empty();
        let found = self.layouts.iter().find(exact).or_else(|| self.layouts.iter().find(same));
        found.or_else(|| self.layouts.iter().rfind(others)).or_else(|| self.layouts.last())
    }
}

fn sort_key(node: &Node) -> SortKey {
    let elements = match (node.get("macro"), node.get("variable")) {
        (Some(name), _) => vec![Element::Text { what: What::Macro(name.to_owned()), dress: Dress::default() }],
        (None, Some(name)) => vec![variable_key(name)],
        (None, None) => Vec::new(),
    };
    let number = |name: &str| node.get(name).and_then(|v| v.parse().ok());
    let options = NameOptions { et_al_min: number("names-min"), et_al_use_first: number("names-use-first"), ..NameOptions::default() };
    SortKey { elements, descending: node.attr("sort") == "descending", options }
}

fn variable_key(name: &str) -> Element {
    use crate::model::{DateVar, Role};
    if DateVar::from_str(name).is_some() {
        return Element::Date(Box::new(element::DateElement { name: name.to_owned(), ..Default::default() }));
    }
    if Role::from_str(name).is_some() {
        return Element::Names(Box::new(element::NamesElement { names: vec![name.to_owned()], has_name: true, ..Default::default() }));
    }
    Element::Text { what: What::Variable { name: name.to_owned(), short: false }, dress: Dress::default() }
}

fn places_suffix(elements: &[Element]) -> bool {
    elements.iter().any(|e| match e {
        Element::Text { what: What::Variable { name, .. }, .. } => name == "year-suffix",
        Element::Group { children, .. } => places_suffix(children),
        Element::Choose(branches) => branches.iter().any(|(_, inner)| places_suffix(inner)),
        Element::Names(el) => places_suffix(&el.substitute),
        _ => false,
    })
}
