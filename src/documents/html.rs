//! Reads saved web pages: text as a browser shows it, lists and notes as the page marks them, the page's own record from
//! its metadata, and structured citations in COinS spans.

use super::flow::{Para, append};
use super::limits::Deadline;
use super::page_meta::{Meta, json_ld};
use super::text::has_extension;
use super::{BlockKind, Document, Failure, Limits, Reader, coins, csl, page_references};
use crate::text::encoding::{decode, is_text};
use crate::text::script::is_cjk;
use scraper::node::Element;
use scraper::{Html, Node};
use std::path::Path;

/// Web pages.
pub const READER: Reader = Reader { name: "html", label: "HTML", extensions: &["html", "htm", "xhtml", "shtml"], detect, read };

fn detect(bytes: &[u8], path: &Path) -> u8 {
    let head: Vec<u8> = bytes.iter().take(2048).map(u8::to_ascii_lowercase).filter(|b| *b != 0).collect();
    let has = |needle: &[u8]| memchr::memmem::find(&head, needle).is_some();
    match () {
        () if has(b"<!doctype html") || (has(b"<html") && !has(b"<?xml")) => 85,
        () if has(b"<html") || has(b"xhtml") => 75,
        () if has_extension(path, READER.extensions) && is_text(bytes) => 60,
        () => 0,
    }
}

/// Most elements a page may have: the parser's time grows with depth and number.
const MOST_NODES: usize = 4_000_000;

fn read(bytes: &[u8], _path: &Path, limits: &Limits) -> Result<Document, Failure> {
    let decoded = decode(bytes);
    let deepest = limits.depth.saturating_mul(8);
    match tags(bytes) {
        (all, _) if all > MOST_NODES => return Err(Failure::Limit(format!("more than {MOST_NODES} elements"))),
        // The parser looks through all open elements for each new one.
        (_, depth) if depth > deepest => return Err(Failure::Limit(format!("elements nested deeper than {deepest}"))),
        _ => {}
    }
    let html = Html::parse_document(&decoded.text);
    let mut page =
        Page { document: Document { reader: READER.name, encoding: decoded.encoding, ..Document::default() }, ..Page::default() };
    page.walk(&html, limits)?;
    page.flush();
    page_references::tie(&mut page.document, &page.meta.references());
    page.document.own = page.meta.face().or_else(|| page.json.iter().find_map(|j| json_ld(j)));
    Ok(page.document)
}

/// Elements that nest, among them those the parser opens again where they were closed in the wrong order.
const NESTING: &str = "a article aside b big blockquote body center code dd details div dl em fieldset font footer form header i main nav nobr ol \
    pre s section small span strike strong sub sup table tbody td th tr tt u ul";

/// Number of tags, and the deepest nesting of elements that must be closed by hand.
fn tags(bytes: &[u8]) -> (usize, usize) {
    let (mut all, mut depth, mut deepest) = (0, 0usize, 0);
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'<', &bytes[at..]).map(|o| at + o) {
        all += 1;
        let closes = bytes.get(open + 1) == Some(&b'/');
        at = open + 1 + usize::from(closes);
        let length = bytes[at..].iter().take(12).take_while(|b| b.is_ascii_alphanumeric()).count();
        let name = String::from_utf8_lossy(&bytes[at..at + length]).to_ascii_lowercase();
        at += length;
        if !closes && matches!(name.as_str(), "script" | "style") {
            let end = format!("</{name}");
            at = memchr::memmem::find(&bytes[at..], end.as_bytes()).map_or(at, |e| at + e);
        } else if length > 0 && among(NESTING, &name) {
            let end = memchr::memchr(b'>', &bytes[at..]).map_or(bytes.len(), |e| at + e);
            depth = if closes { depth.saturating_sub(1) } else { depth + usize::from(bytes.get(end.wrapping_sub(1)) != Some(&b'/')) };
            deepest = deepest.max(depth);
        }
    }
    (all, deepest)
}

/// Elements without text for a reader of the page.
const SKIPPED: &str =
    "script style noscript template svg math-annotation nav button select option textarea iframe object canvas audio video map head title";

/// Elements that begin a new paragraph.
const BLOCKS: &str = "p div section article main aside header footer blockquote pre figure figcaption caption table thead tbody tr ul ol dl dt dd address form fieldset hr li h1 h2 h3 h4 h5 h6 details summary body center";

/// Texts of links that publishers add to each entry.
const BUTTONS: &str = "Google Scholar|CrossRef|Crossref|PubMed|PubMed Central|View article|View Article|Article|CAS|ADS|MATH|MathSciNet|Full Text|View in Scopus|Scopus|Web of Science|Web of Science®|百度学术|Baidu Scholar|View|Link|View Record in Scopus|Article Google Scholar|Return to ref|Download references|↩|^|Go to reference|[Google Scholar]|[CrossRef]|[PubMed]";

fn among(list: &str, word: &str) -> bool {
    list.split(' ').any(|w| w == word)
}

/// What stands open on the way through the tree.
#[derive(Default)]
struct Page {
    document: Document,
    para: Para,
    /// Kind of the paragraph that is being written.
    kind: Option<BlockKind>,
    /// Lists around: ordered or not, and the number of the last item.
    lists: Vec<Option<u32>>,
    /// Depth of items around, so that paragraphs inside stay one block.
    items: usize,
    pre: usize,
    meta: Meta,
    json: Vec<String>,
}

/// What to do when leaving an element.
enum Leave {
    Nothing,
    Block,
    Item,
    List,
    Pre,
    Raised(usize),
    Emphasis(usize),
    Button(usize),
}

impl Page {
    /// Goes through the tree without recursion: pages may be nested deeply.
    fn walk(&mut self, html: &Html, limits: &Limits) -> Result<(), Failure> {
        let mut clock = Deadline::start(limits);
        let mut open: Vec<(Leave, bool)> = Vec::new();
        let mut node = html.tree.root();
        loop {
            clock.tick()?;
            let hidden_around = open.last().is_some_and(|(_, skipped)| *skipped);
            match node.value() {
                Node::Element(element) => {
                    if element.name() == "meta" {
                        self.meta.add(element.attr("name").or_else(|| element.attr("property")), element.attr("content"));
                    }
                    if element.name() == "script" && element.attr("type").is_some_and(|t| t.contains("ld+json")) {
                        self.json.push(node.children().filter_map(|c| c.value().as_text().map(|t| t.to_string())).collect());
                    }
                    let skipped = hidden_around || hidden(element);
                    open.push((if skipped { Leave::Nothing } else { self.enter(element) }, skipped));
                }
                Node::Text(text) if !hidden_around => {
                    self.write(text);
                    open.push((Leave::Nothing, hidden_around));
                }
                _ => open.push((Leave::Nothing, hidden_around)),
            }
            if open.len() > limits.depth.saturating_mul(8) {
                return Err(Failure::Limit(format!("elements nested deeper than {}", limits.depth.saturating_mul(8))));
            }
            if let Some(child) = node.first_child() {
                node = child;
                continue;
            }
            loop {
                if let Some((leave, _)) = open.pop() {
                    self.leave(leave);
                }
                if let Some(next) = node.next_sibling() {
                    node = next;
                    break;
                }
                let Some(parent) = node.parent() else { return Ok(()) };
                node = parent;
            }
        }
    }

    fn enter(&mut self, element: &Element) -> Leave {
        let name = element.name();
        match name {
            "br" => self.para.text.push('\n'),
            "sup" => return Leave::Raised(self.para.text.len()),
            "em" | "i" | "cite" => return Leave::Emphasis(self.para.text.len()),
            "a" => return Leave::Button(self.para.text.len()),
            "span" if element.classes().any(|c| c == "Z3988") => self.coins(element),
            "td" | "th" if !self.para.text.is_empty() => self.para.text.push('\t'),
            _ => {}
        }
        if !among(BLOCKS, name) {
            return Leave::Nothing;
        }
        if self.items > 0 && among("p div section span article dd", name) && !marked(element) {
            self.line();
            return Leave::Nothing;
        }
        self.flush();
        self.kind = Some(match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading(name.as_bytes()[1] - b'0'),
            "tr" => BlockKind::Table,
            "figcaption" | "caption" => BlockKind::Caption,
            _ => BlockKind::Paragraph,
        });
        match name {
            "ol" => self.lists.push(Some(element.attr("start").and_then(|s| s.parse::<u32>().ok()).unwrap_or(1).saturating_sub(1))),
            "ul" | "dl" => self.lists.push(None),
            "li" => return self.item(element),
            "pre" => {
                self.pre += 1;
                return Leave::Pre;
            }
            _ => {}
        }
        if marked(element) {
            self.kind = Some(BlockKind::Entry(String::new()));
            self.items += 1;
            return Leave::Item;
        }
        if matches!(name, "ol" | "ul" | "dl") { Leave::List } else { Leave::Block }
    }

    /// An item: of a list of notes or references where the page says so.
    fn item(&mut self, element: &Element) -> Leave {
        let number = match self.lists.last_mut() {
            Some(Some(n)) => {
                *n = element.attr("value").and_then(|v| v.parse().ok()).unwrap_or(n.saturating_add(1));
                format!("{n}.")
            }
            _ => String::new(),
        };
        let id = element.id().unwrap_or_default();
        let role = element.attr("role").unwrap_or_default();
        let note = role.contains("footnote")
            || role.contains("endnote")
            || ["fn", "fn:", "fn-", "cite_note", "footnote", "endnote", "_ftn", "_edn"]
                .iter()
                .any(|p| id.starts_with(p) && id.len() > p.len());
        self.kind = Some(match () {
            () if note => BlockKind::Note(if number.is_empty() { id.to_owned() } else { number }),
            () if role.contains("biblioentry") || marked(element) => BlockKind::Entry(number),
            () => BlockKind::ListItem(number),
        });
        self.items += 1;
        Leave::Item
    }

    fn leave(&mut self, leave: Leave) {
        match leave {
            Leave::Nothing => {}
            Leave::Block => self.flush(),
            Leave::Item => {
                self.flush();
                self.items = self.items.saturating_sub(1);
            }
            Leave::List => {
                self.flush();
                self.lists.pop();
            }
            Leave::Pre => {
                self.flush();
                self.pre = self.pre.saturating_sub(1);
            }
            Leave::Raised(at) => self.raise(at),
            Leave::Emphasis(at) => self.para.emphasise(at),
            Leave::Button(at) => {
                let text = self.para.text.get(at..).unwrap_or_default().trim();
                if BUTTONS.split('|').any(|b| b == text) {
                    self.para.text.truncate(at);
                }
            }
        }
    }

    /// A raised number is a mark of a note: `^` keeps it apart from the word before.
    fn raise(&mut self, at: usize) {
        let Some(text) = self.para.text.get(at..) else { return };
        let inner = text.trim();
        let number = inner.trim_matches(['[', ']', '〔', '〕', '(', ')']);
        if !number.is_empty() && number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit()) {
            let set = if inner.starts_with(['[', '〔']) { inner.to_owned() } else { format!("^{number}") };
            self.para.text.truncate(at);
            self.para.text.push_str(&set);
            if at == 0 {
                self.para.text.push(' ');
            }
        }
    }

    /// Text, white space folded; a line break between Chinese characters is no space.
    fn write(&mut self, text: &str) {
        if self.pre > 0 {
            self.para.text.push_str(text);
            return;
        }
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            if !c.is_ascii_whitespace() {
                self.para.text.push(if c == '\u{a0}' { ' ' } else { c });
                continue;
            }
            let mut broken = c == '\n';
            while let Some(n) = chars.next_if(char::is_ascii_whitespace) {
                broken |= n == '\n';
            }
            let last = self.para.text.chars().next_back();
            let joined = broken && last.is_some_and(is_cjk) && chars.peek().is_some_and(|n| is_cjk(*n));
            if last.is_some_and(|l| !l.is_whitespace()) && !joined {
                self.para.text.push(' ');
            }
        }
    }

    fn line(&mut self) {
        if !self.para.text.is_empty() && !self.para.text.ends_with('\n') {
            self.para.text.truncate(self.para.text.trim_end().len());
            self.para.text.push('\n');
        }
    }

    /// A COinS span: an OpenURL ContextObject in the `title`; it describes the citation printed before it.
    fn coins(&mut self, element: &Element) {
        let Some(title) = element.attr("title").filter(|t| t.contains("rft")) else { return };
        let range = 0..self.para.text.trim_end().len();
        self.para.cites.extend(coins::item(title).and_then(|item| csl::embedded(vec![item], Vec::new(), range)));
    }

    /// Writes the open paragraph as a block.
    fn flush(&mut self) {
        let mut para = std::mem::take(&mut self.para);
        let lead = para.text.len() - para.text.trim_start().len();
        para.text.drain(..lead);
        para.emphasis.iter_mut().for_each(|r| *r = r.start.saturating_sub(lead)..r.end.saturating_sub(lead));
        if let Some(kind) = self.kind.clone() {
            para.kind = kind;
        }
        let most = para.text.trim_end().len();
        // The page's own description stands alone; a citation's stands beside its print.
        para.cites.retain_mut(|c| {
            c.range = 0..c.range.end.saturating_sub(lead).min(most);
            c.range.end > 20
        });
        if para.is_blank() {
            return;
        }
        append(&mut self.document, para);
        if !matches!(self.kind, Some(BlockKind::ListItem(_) | BlockKind::Entry(_) | BlockKind::Note(_))) {
            self.kind = Some(BlockKind::Paragraph);
        } else if let Some(BlockKind::ListItem(mark) | BlockKind::Entry(mark)) = &mut self.kind {
            mark.clear();
        }
    }
}

/// Whether the page hides the element from a reader, or it only leads back to the text.
fn hidden(element: &Element) -> bool {
    let backlink = |c: &str| {
        c.contains("backlink")
            || c.contains("footnote-back")
            || c.contains("backref")
            || c == "mw-editsection"
            || c == "sr-only"
            || c == "visually-hidden"
    };
    among(SKIPPED, element.name())
        || element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || element.attr("style").is_some_and(|s| s.replace(' ', "").contains("display:none"))
        || element.classes().any(backlink)
        || element.attr("role") == Some("doc-backlink")
}

/// Whether the page itself calls the element an entry of its references.
fn marked(element: &Element) -> bool {
    element.attr("role").is_some_and(|r| r == "doc-biblioentry")
        || element
            .classes()
            .any(|c| matches!(c, "csl-entry" | "c-article-references__item" | "citation-content" | "bib-reference" | "biblioentry"))
}
