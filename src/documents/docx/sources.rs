//! Word's own source list (ECMA-376 part 1, 22.6): found by namespace among the custom parts, given out whole or by tag.

use crate::documents::package::{Node, Package, Xml, local};
use crate::documents::{Document, Embedded, Failure, Limits};
use crate::model::{Fault, Severity};
use std::ops::Range;

const NAMESPACES: [&str; 2] =
    ["http://schemas.openxmlformats.org/officeDocument/2006/bibliography", "http://schemas.microsoft.com/office/word/2004/10/bibliography"];

/// The source list of a document.
#[derive(Debug, Default)]
pub struct Sources {
    text: String,
    head: Range<usize>,
    by_tag: Vec<(String, Range<usize>)>,
}

impl Sources {
    /// A source list with these tags alone, and the tags that are not in it.
    pub fn pick(&self, tags: &[String]) -> (Option<Vec<u8>>, Vec<String>) {
        let (mut out, mut missing) = (String::new(), Vec::new());
        for tag in tags {
            match self.by_tag.iter().find(|(t, _)| t == tag) {
                Some((_, range)) => out.push_str(self.text.get(range.clone()).unwrap_or("")),
                None => missing.push(tag.clone()),
            }
        }
        let head = self.text.get(self.head.clone()).unwrap_or("").trim_end_matches('>').trim_end_matches('/');
        let name = head.trim_start_matches('<').split(|c: char| c.is_whitespace()).next().unwrap_or("");
        let whole = (!out.is_empty()).then(|| format!("{head}>{out}</{name}>").into_bytes());
        (whole, missing)
    }

    /// Whether the tag is in the list.
    pub fn has(&self, tag: &str) -> bool {
        self.by_tag.iter().any(|(t, _)| t == tag)
    }

    /// The whole list as the document keeps it.
    pub fn whole(&self) -> Option<Embedded> {
        (!self.by_tag.is_empty()).then(|| Embedded {
            format: "word-sources",
            bytes: self.text.clone().into_bytes(),
            range: 0..0,
            locators: Vec::new(),
            citation: false,
        })
    }
}

/// Looks through `customXml/item*.xml`.
pub fn read(package: &mut Package, doc: &mut Document) -> Result<Sources, Failure> {
    let limits = package.limits();
    for name in package.names() {
        if !(name.starts_with("customXml/item") && name.ends_with(".xml")) {
            continue;
        }
        match package.text(&name) {
            Ok(Some(text)) if NAMESPACES.iter().any(|n| text.contains(n)) => {
                let sources = index(text, &limits, package)?;
                if !sources.by_tag.is_empty() {
                    return Ok(sources);
                }
            }
            Err(Failure::Broken(m)) => doc.faults.push(Fault::new(Severity::Warning, "broken-part", 0, m)),
            Err(e) => return Err(e),
            _ => {}
        }
    }
    Ok(Sources::default())
}

fn index(text: String, limits: &Limits, package: &Package) -> Result<Sources, Failure> {
    let mut out = Sources::default();
    let mut xml = Xml::new(&text, limits, package.deadline());
    let (mut start, mut tag, mut in_tag, mut depth) = (0, String::new(), false, 0usize);
    let mut before = 0;
    while let Some(node) = xml.next()? {
        let after = xml.position();
        match node {
            Node::Open(e) => {
                depth += 1;
                match local(&e) {
                    "Sources" if depth == 1 => out.head = open_tag(&text, before, after),
                    "Source" if depth == 2 => {
                        start = open_tag(&text, before, after).start;
                        tag.clear();
                    }
                    "Tag" if depth == 3 => in_tag = true,
                    _ => {}
                }
            }
            Node::Close(name) => {
                if name == "Source" && depth == 2 {
                    out.by_tag.push((tag.trim().to_owned(), start..after));
                }
                in_tag = false;
                depth = depth.saturating_sub(1);
            }
            Node::Text(t) if in_tag => tag.push_str(&t),
            Node::Text(_) => {}
        }
        before = after;
    }
    out.text = text;
    Ok(out)
}

/// The tag that ends at `after`: events may have begun earlier, with space or a declaration.
fn open_tag(text: &str, before: usize, after: usize) -> Range<usize> {
    let start = text.get(before..after).and_then(|s| s.rfind('<')).map_or(before, |i| before + i);
    start..after
}
