//! The parts of a style, read once from its XML.

use super::xml::Node;
use crate::citing::rich::{Format, Vertical};

/// How text is changed in case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// All lower.
    Lower,
    /// All upper.
    Upper,
    /// First letter of the first word.
    CapitalizeFirst,
    /// First letter of every word.
    CapitalizeAll,
    /// Sentence case.
    Sentence,
    /// Title case.
    Title,
}

/// What stands around and how: the attributes that all rendering elements share.
#[derive(Clone, Debug, Default)]
pub struct Dress {
    pub prefix: String,
    pub suffix: String,
    pub delimiter: String,
    pub case: Option<Case>,
    pub quotes: bool,
    pub strip_periods: bool,
    pub italic: Option<bool>,
    pub bold: Option<bool>,
    pub small_caps: Option<bool>,
    pub underline: Option<bool>,
    pub vertical: Option<Vertical>,
}

impl Dress {
    pub fn read(node: &Node) -> Self {
        let flag = |name: &str, on: &[&str]| node.get(name).map(|v| on.contains(&v));
        Dress {
            prefix: node.attr("prefix").to_owned(),
            suffix: node.attr("suffix").to_owned(),
            delimiter: node.attr("delimiter").to_owned(),
            case: case(node.attr("text-case")),
            quotes: node.attr("quotes") == "true",
            strip_periods: node.attr("strip-periods") == "true",
            italic: flag("font-style", &["italic", "oblique"]),
            bold: flag("font-weight", &["bold"]),
            small_caps: flag("font-variant", &["small-caps"]),
            underline: flag("text-decoration", &["underline"]),
            vertical: node.get("vertical-align").map(|v| match v {
                "sup" => Vertical::Super,
                "sub" => Vertical::Sub,
                _ => Vertical::Base,
            }),
        }
    }

    /// The format inside, given the one around.
    pub fn over(&self, around: Format) -> Format {
        Format {
            italic: self.italic.unwrap_or(around.italic),
            bold: self.bold.unwrap_or(around.bold),
            small_caps: self.small_caps.unwrap_or(around.small_caps),
            underline: self.underline.unwrap_or(around.underline),
            vertical: self.vertical.unwrap_or(around.vertical),
        }
    }
}

fn case(name: &str) -> Option<Case> {
    Some(match name {
        "lowercase" => Case::Lower,
        "uppercase" => Case::Upper,
        "capitalize-first" => Case::CapitalizeFirst,
        "capitalize-all" => Case::CapitalizeAll,
        "sentence" => Case::Sentence,
        "title" => Case::Title,
        _ => return None,
    })
}

/// What a text element prints.
#[derive(Clone, Debug)]
pub enum What {
    Variable { name: String, short: bool },
    Macro(String),
    Term { name: String, form: String, plural: bool },
    Value(String),
}

/// A rendering element.
#[derive(Clone, Debug)]
pub enum Element {
    Text { what: What, dress: Dress },
    Number { name: String, form: String, dress: Dress },
    Label { name: String, form: String, plural: String, dress: Dress },
    Date(Box<DateElement>),
    Names(Box<NamesElement>),
    Group { children: Vec<Element>, dress: Dress },
    Choose(Vec<(Test, Vec<Element>)>),
}

/// `cs:date`.
#[derive(Clone, Debug, Default)]
pub struct DateElement {
    pub name: String,
    /// `text`, `numeric`, or empty for an own layout.
    pub form: String,
    /// `year`, `year-month`, or empty for all.
    pub parts_shown: String,
    pub parts: Vec<DatePart>,
    pub dress: Dress,
}

/// `cs:date-part`.
#[derive(Clone, Debug, Default)]
pub struct DatePart {
    pub name: String,
    pub form: String,
    pub range_delimiter: String,
    pub dress: Dress,
}

impl DatePart {
    pub fn read(node: &Node) -> Self {
        DatePart {
            name: node.attr("name").to_owned(),
            form: node.attr("form").to_owned(),
            range_delimiter: node.attr("range-delimiter").to_owned(),
            dress: Dress::read(node),
        }
    }

    /// This part with what the other says instead.
    pub fn with(&self, other: Option<&DatePart>) -> DatePart {
        let Some(other) = other else { return self.clone() };
        let mut part = self.clone();
        if !other.form.is_empty() {
            part.form.clone_from(&other.form);
        }
        if !other.range_delimiter.is_empty() {
            part.range_delimiter.clone_from(&other.range_delimiter);
        }
        let (prefix, suffix) = (part.dress.prefix, part.dress.suffix);
        part.dress = other.dress.clone();
        if part.dress.prefix.is_empty() {
            part.dress.prefix = prefix;
        }
        if part.dress.suffix.is_empty() {
            part.dress.suffix = suffix;
        }
        part
    }
}

/// Options for names; what is `None` is inherited.
#[derive(Clone, Debug, Default)]
pub struct NameOptions {
    pub and: Option<String>,
    pub delimiter: Option<String>,
    pub names_delimiter: Option<String>,
    pub precedes_last: Option<String>,
    pub precedes_et_al: Option<String>,
    pub et_al_min: Option<usize>,
    pub et_al_use_first: Option<usize>,
    pub et_al_use_last: Option<bool>,
    pub subsequent_min: Option<usize>,
    pub subsequent_use_first: Option<usize>,
    pub initialize: Option<bool>,
    pub initialize_with: Option<String>,
    pub initialize_with_hyphen: Option<bool>,
    pub as_sort_order: Option<String>,
    pub sort_separator: Option<String>,
    pub form: Option<String>,
    pub demote: Option<String>,
}

impl NameOptions {
    /// From `cs:name`, or from the inheritable attributes of another element.
    pub fn read(node: &Node, own: bool) -> Self {
        let text = |name: &str| node.get(name).map(str::to_owned);
        let number = |name: &str| node.get(name).and_then(|v| v.parse().ok());
        let flag = |name: &str| node.get(name).map(|v| v == "true");
        NameOptions {
            and: text("and"),
            delimiter: if own { text("delimiter") } else { text("name-delimiter") },
            names_delimiter: text("names-delimiter"),
            precedes_last: text("delimiter-precedes-last"),
            precedes_et_al: text("delimiter-precedes-et-al"),
            et_al_min: number("et-al-min"),
            et_al_use_first: number("et-al-use-first"),
            et_al_use_last: flag("et-al-use-last"),
            subsequent_min: number("et-al-subsequent-min"),
            subsequent_use_first: number("et-al-subsequent-use-first"),
            initialize: flag("initialize"),
            initialize_with: text("initialize-with"),
            initialize_with_hyphen: flag("initialize-with-hyphen"),
            as_sort_order: text("name-as-sort-order"),
            sort_separator: text("sort-separator"),
            form: if own { text("form") } else { text("name-form") },
            demote: text("demote-non-dropping-particle"),
        }
    }

    /// These options with the others behind them.
    pub fn or(&self, other: &NameOptions) -> NameOptions {
        macro_rules! merged {
            ($($field:ident),*) => { NameOptions { $($field: self.$field.clone().or_else(|| other.$field.clone())),* } };
        }
        merged!(
            and,
            delimiter,
            names_delimiter,
            precedes_last,
            precedes_et_al,
            et_al_min,
            et_al_use_first,
            et_al_use_last,
            subsequent_min,
            subsequent_use_first,
            initialize,
            initialize_with,
            initialize_with_hyphen,
            as_sort_order,
            sort_separator,
            form,
            demote
        )
    }
}

/// `cs:names`.
#[derive(Clone, Debug, Default)]
pub struct NamesElement {
    pub names: Vec<String>,
    /// Whether `cs:name` is given; if not, a substitute inherits.
    pub has_name: bool,
    pub options: NameOptions,
    pub name_dress: Dress,
    pub family: Dress,
    pub given: Dress,
    pub et_al_term: String,
    pub et_al: Dress,
    pub label: Option<NamesLabel>,
    pub substitute: Vec<Element>,
    pub dress: Dress,
}

/// `cs:label` inside `cs:names`.
#[derive(Clone, Debug, Default)]
pub struct NamesLabel {
    pub form: String,
    pub plural: String,
    pub before: bool,
    pub dress: Dress,
}

/// One condition: every part as the style has it.
#[derive(Clone, Debug, Default)]
pub struct Test {
    /// `all`, `any`, `none`, `nand`; for `else` there are no checks.
    pub matching: String,
    pub checks: Vec<(String, Vec<String>)>,
    /// CSL-M: nested conditions.
    pub nested: Vec<Test>,
}

/// Children of an element that renders.
pub fn children(node: &Node) -> Vec<Element> {
    node.children.iter().filter_map(element).collect()
}

fn element(node: &Node) -> Option<Element> {
    let dress = || Dress::read(node);
    let text = |name: &str| node.attr(name).to_owned();
    Some(match node.tag.as_str() {
        "text" => {
            let what = if let Some(name) = node.get("variable") {
                What::Variable { name: name.trim().to_owned(), short: node.attr("form") == "short" }
            } else if let Some(name) = node.get("macro") {
                What::Macro(name.to_owned())
            } else if let Some(name) = node.get("term") {
                What::Term { name: name.to_owned(), form: text("form"), plural: node.attr("plural") == "true" }
            } else {
                What::Value(text("value"))
            };
            Element::Text { what, dress: dress() }
        }
        "number" => Element::Number { name: text("variable"), form: text("form"), dress: dress() },
        "label" => Element::Label { name: text("variable"), form: text("form"), plural: text("plural"), dress: dress() },
        "date" => Element::Date(Box::new(date(node))),
        "names" => Element::Names(Box::new(names(node))),
        "group" => Element::Group { children: children(node), dress: dress() },
        "choose" => Element::Choose(node.children.iter().map(|branch| (test(branch), children(branch))).collect()),
        // CSL-M lets an institution stand where names do; inside other elements nothing renders.
        _ => return None,
    })
}

fn date(node: &Node) -> DateElement {
    DateElement {
        name: node.attr("variable").to_owned(),
        form: node.attr("form").to_owned(),
        parts_shown: node.attr("date-parts").to_owned(),
        parts: node.all("date-part").map(DatePart::read).collect(),
        dress: Dress::read(node),
    }
}

fn names(node: &Node) -> NamesElement {
    let name = node.child("name");
    let part = |part: &str| {
        let found = name.and_then(|n| n.children.iter().find(|c| c.tag == "name-part" && c.attr("name") == part));
        found.map(Dress::read).unwrap_or_default()
    };
    let at = |tag: &str| node.children.iter().position(|c| c.tag == tag);
    let et_al = node.child("et-al");
    NamesElement {
        names: node.attr("variable").split_whitespace().map(str::to_owned).collect(),
        has_name: name.is_some(),
        options: name.map(|n| NameOptions::read(n, true)).unwrap_or_default().or(&NameOptions::read(node, false)),
        name_dress: name.map(Dress::read).unwrap_or_default(),
        family: part("family"),
        given: part("given"),
        et_al_term: et_al.map(|e| e.attr("term").to_owned()).filter(|t| !t.is_empty()).unwrap_or_else(|| "et-al".into()),
        et_al: et_al.map(Dress::read).unwrap_or_default(),
        label: node.child("label").map(|l| NamesLabel {
            form: l.attr("form").to_owned(),
            plural: l.attr("plural").to_owned(),
            before: at("label") < at("name") && at("name").is_some(),
            dress: Dress::read(l),
        }),
        substitute: node.child("substitute").map(children).unwrap_or_default(),
        dress: Dress::read(node),
    }
}

fn test(node: &Node) -> Test {
    if node.tag == "else" {
        return Test::default();
    }
    let mut out = Test { matching: node.get("match").unwrap_or("all").to_owned(), ..Test::default() };
    for (name, value) in node.attrs.iter().filter(|(n, _)| n != "match") {
        out.checks.push((name.clone(), value.split_whitespace().map(str::to_owned).collect()));
    }
    if let Some(conditions) = node.child("conditions") {
        let inner = conditions.all("condition").map(test).collect();
        out.nested.push(Test { matching: conditions.get("match").unwrap_or("all").to_owned(), checks: Vec::new(), nested: inner });
    }
    out
}
