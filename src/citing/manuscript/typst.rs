//! Citations of Typst manuscripts: `@key[supplement]`, `#cite(<key>)`, `#include`, `#bibliography`; labels the document
//! defines are no citations. Comments, raw text, strings and addresses are passed over, as Typst's own lexer does.

use super::reader::{Reader, Scan, Text};
use std::ops::Range;

/// Typst.
pub const READER: Reader =
    Reader { name: "typst", label: "Typst", extensions: &["typ"], implied: &[], from_main: false, plain: true, read };

pub(super) struct Walk<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    scan: Scan,
    groups: u32,
}

fn read(file: &Text) -> Result<Scan, String> {
    let mut walk = Walk { text: file.text, at: 0, scan: Scan { biblatex: true, ..Scan::default() }, groups: 0 };
    walk.run();
    Ok(walk.scan)
}

/// What a label may consist of.
fn in_label(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.')
}

impl<'a> Walk<'a> {
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() {
            match bytes[self.at] {
                b'#' => self.code(),
                _ => self.piece(),
            }
        }
    }

    /// One piece of markup: an escape, a comment, raw text, an address, a reference, a label, or else a character.
    pub(super) fn piece(&mut self) {
        let rest = self.rest();
        match rest.bytes().next() {
            Some(b'\\') => self.at += 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            Some(b'h') if rest.starts_with("http://") || rest.starts_with("https://") => self.address(),
            Some(b'@') => self.reference(),
            Some(b'<') => self.label(),
            _ if self.aside() => {}
            _ => self.at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }

    /// Passes over a comment or raw text, where one begins here.
    pub(super) fn aside(&mut self) -> bool {
        let rest = self.rest();
        match () {
            () if rest.starts_with("//") => self.line_comment(),
            () if rest.starts_with("/*") => self.block_comment(),
            () if rest.starts_with('`') => self.raw(),
            () => return false,
        }
        true
    }

    /// `//` inside an address after a word and a colon is no comment.
    pub(super) fn line_comment(&mut self) {
        self.at = memchr::memchr(b'\n', self.rest().as_bytes()).map_or(self.text.len(), |n| self.at + n);
    }

    pub(super) fn block_comment(&mut self) {
        let mut depth = 0;
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() {
            if self.rest().starts_with("/*") {
                depth += 1;
                self.at += 2;
            } else if self.rest().starts_with("*/") {
                depth -= 1;
                self.at += 2;
                if depth == 0 {
                    return;
                }
            } else {
                self.at += self.rest().chars().next().map_or(1, char::len_utf8);
            }
        }
    }

    /// Raw text between runs of as many backticks; two alone are empty.
    pub(super) fn raw(&mut self) {
        let ticks = self.rest().bytes().take_while(|b| *b == b'`').count();
        self.at += ticks;
        if ticks == 2 {
            return;
        }
        let fence = "`".repeat(ticks);
        self.at += self.rest().find(&fence).map_or(self.rest().len(), |i| i + ticks);
    }

    pub(super) fn address(&mut self) {
        let end = self.rest().find(|c: char| c.is_whitespace() || matches!(c, ')' | ']' | '"' | '<' | '>'));
        self.at += end.unwrap_or(self.rest().len());
    }

    pub(super) fn reference(&mut self) {
        let start = self.at + 1;
        let run = self.text[start..].find(|c| !in_label(c)).unwrap_or(self.text.len() - start);
        let key = self.text[start..start + run].trim_end_matches(['.', ':']);
        self.at = start + key.len();
        if key.is_empty() {
            return;
        }
        let supplement = self.content();
        self.groups += 1;
        self.scan.cite(key, start, &supplement, self.groups, false);
    }

    /// `[…]` right here, as text.
    fn content(&mut self) -> String {
        if !self.rest().starts_with('[') {
            return String::new();
        }
        let mut depth = 0;
        for (i, c) in self.rest().char_indices().take(2_000) {
            match c {
                '[' => depth += 1,
                ']' => {
                    depth -= 1;
                    if depth == 0 {
                        let inside = self.rest()[1..i].trim().to_owned();
                        self.at += i + 1;
                        return inside.replace('~', " ");
                    }
                }
                _ => {}
            }
        }
        String::new()
    }

    /// `<label>` in the text defines a label.
    pub(super) fn label(&mut self) {
        if let Some((name, length)) = angled(self.rest()) {
            self.scan.labels.push(name.to_owned());
            self.at += length;
        } else {
            self.at += 1;
        }
    }

    /// An expression behind `#`: only calls that cite or name files are looked into; the rest is walked as text, strings apart.
    fn code(&mut self) {
        self.at += 1;
        let rest = self.rest();
        let length = rest.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len());
        let name = &rest[..length];
        match name {
            "include" | "import" => {
                self.at += length;
                self.include();
            }
            "cite" | "ref" | "bibliography" | "link" | "raw" | "nocite" => {
                self.at += length;
                self.call(name);
            }
            "set" | "let" | "show" | "if" | "for" | "while" | "return" | "context" => {
                self.at += length;
                self.statement();
            }
            "" if rest.starts_with('{') => self.statement(),
            _ => {
                self.at += length;
                self.arguments();
            }
        }
    }

    pub(super) fn include(&mut self) {
        let rest = self.rest();
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if let Some((path, range)) = string(self.text, self.at + blank) {
            self.at = range.end + 1;
            if path.ends_with(".typ") && !path.starts_with('@') {
                self.scan.includes.push(super::Link { path, range });
            }
        }
    }

    /// The arguments of a call, where they follow.
    pub(super) fn call(&mut self, name: &str) {
        if !self.rest().starts_with('(') {
            return;
        }
        let Some(inside) = closed(self.text, self.at) else {
            self.at += 1;
            return;
        };
        match name {
            "cite" | "ref" | "nocite" => self.cite(inside.clone(), name != "ref"),
            "bibliography" => self.bibliography(inside.clone()),
            _ => {}
        }
        self.at = inside.end + 1;
    }

    /// `cite(<key>, supplement: [p. 3])`, `cite(label("key"))`.
    fn cite(&mut self, inside: Range<usize>, citation: bool) {
        let piece = &self.text[inside.clone()];
        let supplement = piece.split_once("supplement:").map_or("", |(_, s)| s.trim_start());
        let supplement = supplement.strip_prefix('[').and_then(|s| s.split_once(']')).map_or("", |(s, _)| s.trim());
        self.groups += 1;
        let found = match piece.find('<').and_then(|i| angled(&piece[i..]).map(|(name, _)| (name.to_owned(), inside.start + i + 1))) {
            Some(found) => Some(found),
            None => piece.find("label(").and_then(|i| string(self.text, inside.start + i + 6)).map(|(s, r)| (s, r.start)),
        };
        if let Some((key, at)) = found {
            self.scan.cite(&key, at, supplement, self.groups, !citation && self.scan.labels.contains(&key));
        }
    }

    fn bibliography(&mut self, inside: Range<usize>) {
        self.scan.main = true;
        let mut at = inside.start;
        let piece = &self.text[inside.clone()];
        self.scan.everything |= piece.replace(' ', "").contains("full:true");
        // Named arguments end the list of files.
        let end = inside.start + piece.find(':').map_or(piece.len(), |i| piece[..i].rfind([',', '(']).unwrap_or(i));
        while let Some(quote) = self.text[at..end.max(at)].find('"') {
            let Some((path, range)) = string(self.text, at + quote) else { return };
            at = range.end + 1;
            self.scan.bibliographies.push(super::Link { path, range });
            if at >= end {
                return;
            }
        }
    }

    pub(super) fn pass_string(&mut self) {
        self.at = string(self.text, self.at).map_or(self.at + 1, |(_, r)| r.end + 1);
    }
}

/// A label in angles: its name and the length with the angles.
fn angled(text: &str) -> Option<(&str, usize)> {
    let inside = text.strip_prefix('<')?;
    let end = inside.find(|c| !in_label(c))?;
    (end > 0 && inside[end..].starts_with('>')).then(|| (&inside[..end], end + 2))
}

/// A string that begins at a quote: its value and the range of what is between the quotes.
fn string(text: &str, at: usize) -> Option<(String, Range<usize>)> {
    let inside = text.get(at..)?.strip_prefix('"')?;
    let mut value = String::new();
    let mut escaped = false;
    for (i, c) in inside.char_indices() {
        match c {
            _ if escaped => {
                value.push(c);
                escaped = false;
            }
            '\\' => escaped = true,
            '"' => return Some((value, at + 1..at + 1 + i)),
            _ => value.push(c),
        }
    }
    None
}

/// The inside of parentheses that open here, strings passed over.
fn closed(text: &str, at: usize) -> Option<Range<usize>> {
    let mut depth = 0i32;
    let mut i = at;
    let bytes = text.as_bytes();
    while i < bytes.len() && i < at + 20_000 {
        match bytes[i] {
            b'"' => i = string(text, i)?.1.end,
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1..i);
                }
            }
            _ => {}
        }
        i += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn scan(text: &str) -> Scan {
        read(&Text { bytes: text.as_bytes(), text, path: Path::new("a.typ") }).expect("read")
    }

    fn keys(text: &str) -> Vec<String> {
        let scan = scan(text);
        assert!(scan.cites.iter().all(|c| text.get(c.range.clone()) == Some(c.key.as_str())), "{text}");
        scan.cites.iter().map(|c| if c.locator.is_empty() { c.key.clone() } else { format!("{}|{}", c.key, c.locator) }).collect()
    }

    #[test]
    fn references_and_calls_give_their_keys() {
        let table: &[(&str, &[&str])] = &[
            ("见 @luo2018 和 @smith:2020.", &["luo2018", "smith:2020"]),
            ("@a[p. 3], @b.", &["a|p. 3", "b"]),
            ("#cite(<a>, supplement: [第5页]) #cite(label(\"b/c\"), form: \"prose\")", &["a|第5页", "b/c"]),
            ("#figure([x @a], caption: [按 @b 和 #cite(<c>)]) <fig>", &["a", "b", "c"]),
            ("#let f(x) = [@a]\n#text(red)[@b] *@c*", &["a", "b", "c"]),
            ("张三@li2020 认为", &["li2020"]),
            ("#quote(attribution: [@a])[text @b]", &["a", "b"]),
        ];
        for (text, want) in table {
            assert_eq!(keys(text), *want, "{text}");
        }
    }

    #[test]
    fn raw_text_comments_strings_and_addresses_are_no_citations() {
        for text in [
            "`@a`",
            "```typ\n@a #cite(<b>)\n```",
            "// @a",
            "/* @a /* @b */ @c */",
            "\\@a",
            "https://x.org/@a/b",
            "#let s = \"@a\"",
            "#f(\"@a\")",
        ] {
            assert_eq!(keys(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn files_labels_and_bibliographies_are_named() {
        let scan = scan(
            "#include \"ch/one.typ\"\n#import \"@preview/x:1.0.0\": y\n= T <intro>\n见 @intro\n#bibliography((\"a.bib\", \"b.yml\"), title: \"文献\")",
        );
        assert_eq!(scan.includes[0].path, "ch/one.typ");
        assert_eq!(scan.includes.len(), 1);
        assert_eq!(scan.labels, ["intro"]);
        assert_eq!(scan.bibliographies.iter().map(|l| l.path.as_str()).collect::<Vec<_>>(), ["a.bib", "b.yml"]);
    }
}
