//! Styles (17.7): which paragraphs are headings, captions, entries of a bibliography, items of a list, and which text is italic.

use crate::documents::Failure;
use crate::documents::Limits;
use crate::documents::limits::Deadline;
use crate::documents::package::{Node, Xml, attr, local};
use std::collections::HashMap;

/// What a style says of its paragraphs.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// Heading level from 1.
    pub heading: Option<u8>,
    /// Number and level of its list.
    pub list: Option<(String, usize)>,
    /// Whether it is a caption.
    pub caption: bool,
    /// Whether a reference manager set it for entries of its list.
    pub entry: bool,
    /// Whether its text is italic.
    pub italic: bool,
    based: String,
}

/// Styles by id.
#[derive(Debug, Default)]
pub struct Styles(HashMap<String, Style>);

impl Styles {
    /// The style of that id; an id that is not defined still tells by its name.
    pub fn get(&self, id: &str) -> Style {
        self.0.get(id).cloned().unwrap_or_else(|| by_name(id))
    }
}

/// Reads `styles.xml`.
pub fn read(text: &str, limits: &Limits, deadline: Deadline) -> Result<Styles, Failure> {
    let mut all: HashMap<String, Style> = HashMap::new();
    let mut xml = Xml::new(text, limits, deadline);
    let mut current: Option<(String, Style)> = None;
    let mut number = (String::new(), 0);
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(e) => match (local(&e), &mut current) {
                ("style", _) => {
                    let id = attr(&e, "styleId").unwrap_or_default();
                    let style = by_name(&id);
                    current = Some((id, style));
                    number = (String::new(), 0);
                }
                ("name", Some((_, style))) => merge(style, &by_name(&attr(&e, "val").unwrap_or_default())),
                ("basedOn", Some((_, style))) => style.based = attr(&e, "val").unwrap_or_default(),
                ("outlineLvl", Some((_, style))) => style.heading = style.heading.or(level(&e)),
                ("i", Some((_, style))) => style.italic = !attr(&e, "val").is_some_and(|v| matches!(v.as_str(), "0" | "false")),
                ("numId", Some((_, style))) => {
                    number.0 = attr(&e, "val").unwrap_or_default();
                    style.list = Some(number.clone());
                }
                ("ilvl", Some((_, style))) => {
                    number.1 = attr(&e, "val").and_then(|v| v.parse().ok()).unwrap_or(0);
                    if style.list.is_some() {
                        style.list = Some(number.clone());
                    }
                }
                _ => {}
            },
            Node::Close(name) if name == "style" => {
                if let Some((id, style)) = current.take() {
                    all.insert(id, style);
                }
            }
            _ => {}
        }
    }
    Ok(Styles(inherit(&all)))
}

/// Outline level as a heading level; 9 is body text (17.3.1.20).
pub fn level(e: &quick_xml::events::BytesStart) -> Option<u8> {
    attr(e, "val").and_then(|v| v.parse::<u8>().ok()).filter(|v| *v < 9).map(|v| v + 1)
}

fn inherit(all: &HashMap<String, Style>) -> HashMap<String, Style> {
    all.iter()
        .map(|(id, style)| {
            let mut whole = style.clone();
            let mut parent = style.based.clone();
            for _ in 0..16 {
                let Some(p) = all.get(&parent) else { break };
                merge(&mut whole, p);
                parent = p.based.clone();
            }
            (id.clone(), whole)
        })
        .collect()
}

fn merge(style: &mut Style, from: &Style) {
    style.heading = style.heading.or(from.heading);
    style.list = style.list.take().or_else(|| from.list.clone());
    style.caption |= from.caption;
    style.entry |= from.entry;
    style.italic |= from.italic;
}

/// Built-in names, the same in every language of Word's interface inside the file, and those that reference managers set.
fn by_name(name: &str) -> Style {
    let lower = name.to_ascii_lowercase().replace(' ', "");
    let heading = lower
        .strip_prefix("heading")
        .or_else(|| name.strip_prefix("标题"))
        .and_then(|n| n.trim().parse::<u8>().ok())
        .filter(|n| (1..=9).contains(n))
        .or((lower == "title" || name == "标题").then_some(1));
    let entry = matches!(lower.as_str(), "bibliography" | "endnotebibliography" | "citavibibliographyentry" | "csl-entry");
    Style { heading, caption: lower == "caption" || name == "题注", entry, ..Style::default() }
}
