//! The XML of styles and locales as a plain tree, read leniently: unknown elements and attributes do no harm.

/// An element.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// Local name.
    pub tag: String,
    /// Attributes by local name (`xml:lang` as `lang`).
    pub attrs: Vec<(String, String)>,
    /// Child elements.
    pub children: Vec<Node>,
    /// The text directly inside.
    pub text: String,
}

impl Node {
    /// Reads a document.
    pub fn parse(xml: &str) -> Result<Node, String> {
        let options = roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: 2_000_000, ..Default::default() };
        let document = roxmltree::Document::parse_with_options(xml, options).map_err(|e| e.to_string())?;
        convert(document.root_element(), 0)
    }

    /// An attribute; empty where there is none.
    pub fn attr(&self, name: &str) -> &str {
        self.get(name).unwrap_or("")
    }

    /// An attribute, if it is there.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attrs.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// The first child of that name.
    pub fn child(&self, tag: &str) -> Option<&Node> {
        self.children.iter().find(|c| c.tag == tag)
    }

    /// The children of that name.
    pub fn all<'a>(&'a self, tag: &'a str) -> impl Iterator<Item = &'a Node> {
        self.children.iter().filter(move |c| c.tag == tag)
    }
}

/// Elements nested deeper than any style needs are a fault, not a reason to run out of stack.
const DEEPEST: usize = 200;

fn convert(node: roxmltree::Node, depth: usize) -> Result<Node, String> {
    if depth > DEEPEST {
        return Err("elements are nested too deeply".into());
    }
    let mut out = Node { tag: node.tag_name().name().to_owned(), ..Node::default() };
    out.attrs = node.attributes().map(|a| (a.name().to_owned(), a.value().to_owned())).collect();
    for child in node.children() {
        if child.is_element() {
            out.children.push(convert(child, depth + 1)?);
        } else if let Some(text) = child.text().filter(|_| child.is_text()) {
            out.text.push_str(text);
        }
    }
    Ok(out)
}
