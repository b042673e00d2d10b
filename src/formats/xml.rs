//! A small, bounded reader of XML for the formats written in it: names without prefixes, entities, CDATA; what is broken ends early.

/// How deep elements may nest; deeper ones are read as if they stood one higher.
const DEEPEST: usize = 128;

/// An element.
#[derive(Debug, Default)]
pub struct Node<'a> {
    /// Name without prefix.
    pub name: &'a str,
    /// Attributes without prefixes.
    pub attrs: Vec<(&'a str, String)>,
    /// What is inside, in order.
    pub kids: Vec<Kid<'a>>,
    /// Place of its `<`.
    pub start: usize,
    /// One past its end.
    pub end: usize,
}

/// Element or text.
#[derive(Debug)]
pub enum Kid<'a> {
    /// An element.
    Node(Node<'a>),
    /// Text, entities resolved.
    Text(String),
}

impl<'a> Node<'a> {
    /// The elements inside.
    pub fn nodes(&self) -> impl Iterator<Item = &Node<'a>> {
        self.kids.iter().filter_map(|k| match k {
            Kid::Node(n) => Some(n),
            Kid::Text(_) => None,
        })
    }

    /// The elements inside of that name.
    pub fn named<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Node<'a>> {
        self.nodes().filter(move |n| n.name == name)
    }

    /// The first element inside of that name.
    pub fn child(&self, name: &str) -> Option<&Node<'a>> {
        self.nodes().find(|n| n.name == name)
    }

    /// The element at the end of a way of names.
    pub fn at(&self, way: &[&str]) -> Option<&Node<'a>> {
        way.iter().try_fold(self, |node, name| node.child(name))
    }

    /// The text at the end of a way of names; empty where there is none.
    pub fn get(&self, way: &[&str]) -> String {
        self.at(way).map(Node::text).unwrap_or_default()
    }

    /// The value of an attribute; empty where there is none.
    pub fn attr(&self, name: &str) -> &str {
        self.attrs.iter().find(|(n, _)| *n == name).map_or("", |(_, v)| v.as_str())
    }

    /// All elements of that name, at any depth.
    pub fn all<'n>(&'n self, name: &str) -> Vec<&'n Node<'a>> {
        let mut out = Vec::new();
        let mut open: Vec<&Node> = vec![self];
        while let Some(node) = open.pop() {
            if node.name == name {
                out.push(node);
            } else {
                let from = open.len();
                open.extend(node.nodes());
                open[from..].reverse();
            }
        }
        out
    }

    /// All text inside, blanks folded.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.gather(&mut out, false);
        fold(&out)
    }

    /// All text inside, line by line.
    pub fn lines(&self) -> String {
        let mut out = String::new();
        self.gather(&mut out, false);
        out
    }

    /// All text inside with emphasis as CSL markup, blanks folded.
    pub fn rich(&self) -> String {
        let mut out = String::new();
        self.gather(&mut out, true);
        fold(&out)
    }

    fn gather(&self, out: &mut String, rich: bool) {
        for kid in &self.kids {
            match kid {
                Kid::Text(t) => out.push_str(t),
                Kid::Node(n) => {
                    let tag = match n.name {
                        "i" | "italic" | "em" => "i",
                        "b" | "bold" => "b",
                        "sup" => "sup",
                        "sub" | "inf" => "sub",
                        _ => "",
                    };
                    if rich && !tag.is_empty() {
                        out.push_str(&format!("<{tag}>"));
                        n.gather(out, rich);
                        out.push_str(&format!("</{tag}>"));
                    } else {
                        n.gather(out, rich);
                    }
                }
            }
        }
    }
}

fn fold(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for word in s.split([' ', '\t', '\n', '\r']).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Reads a document; the outermost element stands inside a nameless one.
pub fn parse(text: &str) -> Node<'_> {
    let mut stack: Vec<Node> = vec![Node { end: text.len(), ..Node::default() }];
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let Some(open) = memchr::memchr(b'<', rest.as_bytes()) else {
            push_text(&mut stack, &resolve(rest));
            break;
        };
        if open > 0 {
            push_text(&mut stack, &resolve(&rest[..open]));
            at += open;
            continue;
        }
        at += markup(rest, at, &mut stack);
    }
    while stack.len() > 1 {
        close(&mut stack, text.len());
    }
    stack.pop().unwrap_or_default()
}

fn push_text(stack: &mut [Node], text: &str) {
    if let Some(node) = stack.last_mut()
        && !text.is_empty()
    {
        node.kids.push(Kid::Text(text.to_owned()));
    }
}

fn close(stack: &mut Vec<Node>, end: usize) {
    if stack.len() > 1
        && let Some(mut node) = stack.pop()
    {
        node.end = end;
        if let Some(parent) = stack.last_mut() {
            parent.kids.push(Kid::Node(node));
        }
    }
}

/// Reads what begins with `<`; returns its length.
fn markup<'a>(rest: &'a str, at: usize, stack: &mut Vec<Node<'a>>) -> usize {
    let upto = |end: &str, from: usize| rest.get(from..).and_then(|r| r.find(end)).map_or(rest.len(), |i| from + i + end.len());
    if rest.starts_with("<!--") {
        return upto("-->", 4);
    }
    if let Some(data) = rest.strip_prefix("<![CDATA[") {
        let end = data.find("]]>").unwrap_or(data.len());
        push_text(stack, &data[..end]);
        return upto("]]>", 9);
    }
    if rest.starts_with("<?") {
        return upto("?>", 2);
    }
    if rest.starts_with("<!") {
        let bracket = rest.find('[').filter(|b| rest[..*b].find('>').is_none());
        return if bracket.is_some() { upto("]>", 2) } else { upto(">", 2) };
    }
    let Some(end) = tag_end(rest) else {
        push_text(stack, "<");
        return 1;
    };
    let inner = &rest[1..end];
    if let Some(name) = inner.strip_prefix('/') {
        let name = local(name.trim());
        if let Some(open) = stack.iter().rposition(|n| n.name == name)
            && open > 0
        {
            while stack.len() > open {
                close(stack, at + end + 1);
            }
        }
        return end + 1;
    }
    let (inner, empty) = inner.strip_suffix('/').map_or((inner, false), |i| (i, true));
    let name_len = inner.find(|c: char| c.is_ascii_whitespace()).unwrap_or(inner.len());
    if name_len == 0 || !inner.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        push_text(stack, "<");
        return 1;
    }
    let node = Node { name: local(&inner[..name_len]), attrs: attrs(&inner[name_len..]), kids: Vec::new(), start: at, end: at + end + 1 };
    if stack.len() >= DEEPEST && !empty {
        close(stack, at);
    }
    stack.push(node);
    if empty {
        close(stack, at + end + 1);
    }
    end + 1
}

/// The place of the `>` that ends a tag, outside of quotes.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = 0u8;
    for (i, b) in rest.bytes().enumerate().skip(1) {
        match b {
            b'>' if quote == 0 => return Some(i),
            b'<' if quote == 0 => return None,
            b'"' | b'\'' if quote == 0 => quote = b,
            _ if b == quote => quote = 0,
            _ => {}
        }
    }
    None
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, n)| n)
}

fn attrs(text: &str) -> Vec<(&str, String)> {
    let mut out = Vec::new();
    let mut rest = text.trim_start();
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) else { break };
        let Some(end) = after[1..].find(quote) else { break };
        out.push((local(name.trim()), resolve(&after[1..=end]).into_owned()));
        rest = after[end + 2..].trim_start();
    }
    out
}

/// Text with its entities resolved; unknown ones stay as they are.
fn resolve(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let known =
            rest.get(1..).and_then(|r| r.find(';')).filter(|end| *end < 12).and_then(|end| entity(&rest[1..=end]).map(|c| (c, end + 2)));
        match known {
            Some((c, len)) => {
                out.push(c);
                rest = &rest[len..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out.into()
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        "szlig" => 'ß',
        "eacute" => 'é',
        "egrave" => 'è',
        "middot" => '·',
        _ => return None,
    })
}

/// Text for an element's content.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() && !matches!(c, '\n' | '\t') => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes an element with text; nothing where there is none.
pub fn leaf(out: &mut String, name: &str, text: &str) {
    if !text.is_empty() {
        let end = name.split(' ').next().unwrap_or(name);
        out.push_str(&format!("<{name}>{}</{end}>\n", escape(text)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_xml_gives_what_it_has() {
        let doc = parse("<a x='1'><b>T &amp; U &#x4e2d; &foo;<i>V</i></b><p:c/><d>open");
        let a = doc.child("a").expect("a");
        assert_eq!(a.attr("x"), "1");
        assert_eq!(a.get(&["b"]), "T & U 中 &foo;V");
        assert_eq!(a.child("b").map(Node::rich).as_deref(), Some("T & U 中 &foo;<i>V</i>"));
        assert_eq!(a.get(&["d"]), "open");
        assert!(a.child("c").is_some());
    }

    #[test]
    fn deep_nesting_does_not_end_the_process() {
        let deep = "<a>".repeat(100_000);
        assert!(parse(&deep).child("a").is_some());
    }
}
