//! Terms and date forms of a language: CSL's locale files as hayagriva bundles them, and what a style says instead.

use super::element::DatePart;
use super::xml::Node;
use hayagriva::citationberg;
use rustc_hash::FxHashMap;
use std::sync::{Arc, LazyLock, Mutex};

/// A term: singular and plural.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Term {
    pub single: String,
    pub multiple: String,
}

/// Terms, dates and options of one language.
#[derive(Clone, Debug, Default)]
pub struct Locale {
    /// BCP 47 tag.
    pub lang: String,
    terms: FxHashMap<(String, String), Term>,
    /// Parts of the localised dates and their delimiter, by form.
    pub dates: FxHashMap<String, (Vec<DatePart>, String)>,
    /// Points and commas go inside closing quotation marks.
    pub punctuation_in_quote: bool,
    /// Ordinals of days only for the first.
    pub limit_day_ordinals: bool,
}

impl Locale {
    /// The terms of a `cs:locale` element over these.
    pub fn overlay(&mut self, node: &Node) {
        if let Some(options) = node.child("style-options") {
            let flag = |name: &str, now: bool| options.get(name).map_or(now, |v| v == "true");
            self.punctuation_in_quote = flag("punctuation-in-quote", self.punctuation_in_quote);
            self.limit_day_ordinals = flag("limit-day-ordinals-to-day-1", self.limit_day_ordinals);
        }
        for date in node.all("date") {
            let parts = date.all("date-part").map(DatePart::read).collect();
            self.dates.insert(date.attr("form").to_owned(), (parts, date.attr("delimiter").to_owned()));
        }
        let Some(terms) = node.child("terms") else { return };
        for term in terms.all("term") {
            let inner = |tag: &str| term.child(tag).map(|n| n.text.clone());
            let single = inner("single").unwrap_or_else(|| term.text.clone());
            let multiple = inner("multiple").unwrap_or_else(|| single.clone());
            let form = match term.attr("form") {
                "long" => "",
                form => form,
            };
            // Genders are folded: the languages in use here have none for ordinals of editions.
            if term.get("gender-form").is_some() {
                continue;
            }
            self.terms.insert((term.attr("name").to_owned(), form.to_owned()), Term { single, multiple });
        }
    }

    /// A term; forms fall back as CSL says: verb-short to verb, symbol to short, verb and short to long.
    pub fn term(&self, name: &str, form: &str, plural: bool) -> Option<&str> {
        let chain: &[&str] = match form {
            "verb-short" => &["verb-short", "verb", ""],
            "symbol" => &["symbol", "short", ""],
            "verb" => &["verb", ""],
            "short" => &["short", ""],
            _ => &[""],
        };
        let found = chain.iter().find_map(|f| self.terms.get(&(name.to_owned(), (*f).to_owned())))?;
        Some(if plural { &found.multiple } else { &found.single })
    }

    /// The language without region.
    pub fn language(&self) -> &str {
        self.lang.split('-').next().unwrap_or("")
    }
}

/// Locales that were asked for, each read once.
static READ: LazyLock<Mutex<FxHashMap<String, Arc<Locale>>>> = LazyLock::new(Mutex::default);

/// What hayagriva bundles. Its archive can only be read as a whole.
static BUNDLED: LazyLock<Vec<citationberg::Locale>> = LazyLock::new(hayagriva::archive::locales);

/// Main regions of languages that CSL has several locales of.
const PRIMARY: &[(&str, &str)] = &[
    ("en", "en-US"),
    ("zh", "zh-CN"),
    ("de", "de-DE"),
    ("fr", "fr-FR"),
    ("es", "es-ES"),
    ("pt", "pt-PT"),
    ("sr", "sr-RS"),
    ("zh-Hans", "zh-CN"),
    ("zh-Hant", "zh-TW"),
    ("zh-HK", "zh-TW"),
    ("zh-MO", "zh-TW"),
    ("zh-SG", "zh-CN"),
];

/// The bundled locale that serves a language; English where there is none.
pub fn base(lang: &str) -> Arc<Locale> {
    let mut read = READ.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(known) = read.get(lang) {
        return Arc::clone(known);
    }
    let locale = Arc::new(load(lang).or_else(|| load("en-US")).unwrap_or_default());
    read.insert(lang.to_owned(), Arc::clone(&locale));
    locale
}

fn load(lang: &str) -> Option<Locale> {
    let wanted = PRIMARY.iter().find(|(l, _)| l.eq_ignore_ascii_case(lang)).map_or(lang, |(_, full)| full);
    let tag = |l: &citationberg::Locale| l.lang.as_ref().map(|c| c.0.clone()).unwrap_or_default();
    let short = wanted.split('-').next().unwrap_or(wanted);
    let primary = PRIMARY.iter().find(|(l, _)| *l == short).map_or(short, |(_, full)| full);
    let find = |want: &str| BUNDLED.iter().find(|l| tag(l).eq_ignore_ascii_case(want));
    let found =
        find(wanted).or_else(|| find(primary)).or_else(|| BUNDLED.iter().find(|l| tag(l).split('-').next().is_some_and(|s| s == short)))?;
    let lang = tag(found);
    let file = citationberg::LocaleFile {
        version: "1.0".into(),
        lang: citationberg::LocaleCode(lang.clone()),
        info: None,
        terms: found.terms.clone(),
        date: found.date.clone(),
        style_options: found.style_options,
    };
    let node = Node::parse(&file.to_xml().ok()?).ok()?;
    // What a language has no word for is said in English.
    // What a language has no ordinals for stands as a bare number.
    let mut locale = if lang == "en-US" { Locale::default() } else { load("en-US").unwrap_or_default() };
    locale.terms.retain(|(name, _), _| !name.contains("ordinal"));
    locale.lang = lang;
    locale.punctuation_in_quote = false;
    locale.limit_day_ordinals = false;
    locale.overlay(&node);
    Some(locale)
}
