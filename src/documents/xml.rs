//! What the readers of XML share: a tree within limits, and text with white space folded.

use super::{Failure, Limits};
use crate::text::encoding::decode;
use crate::text::script::is_cjk;
use roxmltree::{Document as Tree, Node, ParsingOptions};

/// Most nodes a tree may have.
const MOST_NODES: u32 = 8_000_000;

/// Parses the bytes and hands the tree on. External entities are not loaded; internal ones are bounded by the parser.
pub fn with_tree<T>(bytes: &[u8], limits: &Limits, work: impl FnOnce(&Tree, &'static str) -> Result<T, Failure>) -> Result<T, Failure> {
    let decoded = decode(bytes);
    if depth(&decoded.text) > limits.depth {
        return Err(Failure::Limit(format!("elements nested deeper than {}", limits.depth)));
    }
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    match Tree::parse_with_options(&decoded.text, options) {
        Ok(tree) => work(&tree, decoded.encoding),
        Err(error) => Err(Failure::Broken(error.to_string())),
    }
}

/// Deepest nesting, counted without building anything.
fn depth(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut depth, mut deepest) = (0usize, 0);
    for at in memchr::memchr_iter(b'<', bytes) {
        match bytes.get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b) if b.is_ascii_alphabetic() || *b == b'_' => {
                let end = memchr::memchr(b'>', &bytes[at..]).map_or(bytes.len(), |e| at + e);
                depth += usize::from(bytes.get(end.wrapping_sub(1)) != Some(&b'/'));
                deepest = deepest.max(depth);
            }
            _ => {}
        }
    }
    deepest
}

/// The element's name without its namespace.
pub fn name<'a>(node: Node<'a, '_>) -> &'a str {
    if node.is_element() { node.tag_name().name() } else { "" }
}

/// The first element of that name below the node.
pub fn find<'a, 'i>(node: Node<'a, 'i>, wanted: &str) -> Option<Node<'a, 'i>> {
    node.descendants().find(|n| name(*n) == wanted)
}

/// The text of the first element of that name; empty where there is none.
pub fn text_at(node: Node, wanted: &str) -> String {
    find(node, wanted).map(text).unwrap_or_default()
}

/// All text below the node, white space folded; a line break between Chinese characters is no space.
pub fn text(node: Node) -> String {
    let mut out = String::new();
    for part in node.descendants().filter_map(|n| n.text().filter(|_| n.is_text())) {
        fold(part, &mut out);
    }
    out.trim().to_owned()
}

/// Adds text with its white space folded.
pub fn fold(part: &str, out: &mut String) {
    let mut chars = part.chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_whitespace() || c == '\u{3000}' {
            out.push(c);
            continue;
        }
        let mut broken = c == '\n';
        while let Some(n) = chars.next_if(|n| n.is_whitespace() && *n != '\u{3000}') {
            broken |= n == '\n';
        }
        let last = out.chars().next_back();
        let joined = broken && last.is_some_and(is_cjk) && chars.peek().is_some_and(|n| is_cjk(*n));
        if last.is_some_and(|l| !l.is_whitespace()) && !joined {
            out.push(' ');
        }
    }
}
