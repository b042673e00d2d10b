//! EPUB books (EPUB 3.3, OCF and OPF; EPUB 2 too): chapters in the order of the spine, notes by their `epub:type`.

use super::flow::{Call, Para, append, set_off};
use super::package::{Node, Package, Xml, attr, local};
use super::{BlockKind, Document, Failure, Limits, Reader, opf};
use crate::model::{Face, Fault, Severity};
use quick_xml::events::BytesStart;
use std::collections::HashMap;
use std::path::Path;

/// The reader.
pub const READER: Reader = Reader { name: "epub", label: "EPUB book", extensions: &["epub"], detect, read };

fn detect(bytes: &[u8], path: &Path) -> u8 {
    let named = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("epub"));
    let head = &bytes[..bytes.len().min(1024)];
    match (memchr::memmem::find(head, b"application/epub+zip").is_some(), named) {
        (true, _) => 98,
        (_, true) => 70,
        _ => 0,
    }
}

fn read(bytes: &[u8], _path: &Path, limits: &Limits) -> Result<Document, Failure> {
    let mut package = Package::open(bytes, limits)?;
    if package.text("META-INF/encryption.xml").ok().flatten().is_some_and(|t| t.contains("xhtml") || t.contains("html\"")) {
        return Err(Failure::Encrypted);
    }
    let mut doc = Document { reader: READER.name, encoding: "utf-8", ..Document::default() };
    let (chapters, own) = spine(&mut package, limits)?;
    doc.own = own;
    let mut parts = Vec::new();
    for name in chapters {
        match package.text(&name) {
            Ok(Some(text)) => parts.push((name, text)),
            Ok(None) => doc.faults.push(Fault::new(Severity::Warning, "missing-part", 0, format!("{name} is not in the book"))),
            Err(Failure::Broken(m)) => doc.faults.push(Fault::new(Severity::Warning, "broken-part", 0, m)),
            Err(e) => return Err(e),
        }
    }
    // Notes may stand in a chapter of their own behind the one that calls them: all are read first.
    let mut walk = Walk::default();
    for (name, text) in &parts {
        walk.file = name.clone();
        let mut xml = Xml::new(text, limits, package.deadline()).html();
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(e) => {
                    if walk.opened(&e) {
                        xml.skip()?;
                    }
                }
                Node::Close(tag) => walk.closed(&tag),
                Node::Text(t) => walk.text(&t),
            }
        }
        walk.flush();
        walk.stack.clear();
        walk.end_note();
        if let Some(m) = xml.broken.take() {
            doc.faults.push(Fault::new(Severity::Warning, "broken-xml", 0, format!("{name} breaks off: {m}")));
        }
    }
    let Walk { out, mut notes, .. } = walk;
    for mut draft in out {
        for (at, id) in draft.calls {
            let mark = draft.para.text.get(at.clone()).unwrap_or("").trim().trim_matches(['[', ']']).to_owned();
            let note = notes.remove(&id).unwrap_or_default();
            draft.para.calls.push(Call { range: at, mark, note });
        }
        append(&mut doc, draft.para);
    }
    // Notes that nothing calls are still read, in the order of their names.
    let mut rest: Vec<_> = notes.into_iter().collect();
    rest.sort_by(|a, b| a.0.cmp(&b.0));
    for (id, note) in rest {
        let mark = id.rsplit(|c: char| !c.is_ascii_digit()).next().filter(|n| !n.is_empty()).unwrap_or(&id).to_owned();
        // A note of its own for each: one without a mark would go on with the one before.
        note.into_iter().for_each(|p| append(&mut doc, Para { kind: BlockKind::Note(mark.clone()), ..p }));
    }
    if doc.text.trim().is_empty() {
        return Err(Failure::NoText);
    }
    Ok(doc)
}

/// The parts of the spine in order, as names in the package, and the book's own record.
fn spine(package: &mut Package, limits: &Limits) -> Result<(Vec<String>, Option<Face>), Failure> {
    let container = package.text("META-INF/container.xml")?.unwrap_or_default();
    let mut root = String::new();
    let mut xml = Xml::new(&container, limits, package.deadline());
    while let Some(node) = xml.next()? {
        if let Node::Open(e) = node
            && local(&e) == "rootfile"
            && root.is_empty()
        {
            root = attr(&e, "full-path").unwrap_or_default();
        }
    }
    let opf = match package.text(&root)? {
        Some(opf) => opf,
        None => return Err(Failure::Broken("no package document".into())),
    };
    let folder = root.rsplit_once('/').map_or("", |(f, _)| f);
    let (mut items, mut order) = (HashMap::new(), Vec::new());
    let mut xml = Xml::new(&opf, limits, package.deadline());
    while let Some(node) = xml.next()? {
        let Node::Open(e) = node else { continue };
        match local(&e) {
            "item" => drop(items.insert(attr(&e, "id").unwrap_or_default(), attr(&e, "href").unwrap_or_default())),
            "itemref" => order.push(attr(&e, "idref").unwrap_or_default()),
            _ => {}
        }
    }
    if order.is_empty() {
        return Err(Failure::Broken("no spine".into()));
    }
    let chapters = order.iter().filter_map(|id| items.get(id)).map(|href| resolve(folder, href)).collect();
    Ok((chapters, opf::own(&opf, limits, package.deadline())?))
}

/// A reference inside the package, from a folder.
fn resolve(folder: &str, href: &str) -> String {
    let href = percent(href.split('#').next().unwrap_or(""));
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            p => parts.push(p),
        }
    }
    parts.join("/")
}

fn percent(s: &str) -> String {
    let mut out = Vec::with_capacity(s.len());
    let mut bytes = s.bytes();
    while let Some(b) = bytes.next() {
        let mut ahead = bytes.clone();
        let code = (b == b'%').then(|| (ahead.next(), ahead.next()));
        let digit = |x: Option<u8>| x.and_then(|x| (x as char).to_digit(16));
        match code.and_then(|(a, b)| Some((digit(a)? * 16 + digit(b)?) as u8)) {
            Some(value) => {
                out.push(value);
                bytes = ahead;
            }
            None => out.push(b),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// A paragraph with the notes that it calls, by name.
struct Draft {
    para: Para,
    calls: Vec<(std::ops::Range<usize>, String)>,
}

/// An element that is open and means something.
struct Element {
    name: String,
    note: bool,
    noteref: Option<(usize, String)>,
    entry: bool,
    /// Where its text begins in the open paragraph.
    from: usize,
}

#[derive(Default)]
struct Walk {
    file: String,
    out: Vec<Draft>,
    notes: HashMap<String, Vec<Para>>,
    note: Option<(String, Vec<Para>)>,
    open: Option<Draft>,
    kind: Option<BlockKind>,
    lists: Vec<Option<u32>>,
    stack: Vec<Element>,
    cells: u32,
}

const BLOCKS: &[&str] = &[
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "blockquote",
    "section",
    "article",
    "aside",
    "figure",
    "figcaption",
    "dt",
    "dd",
    "tr",
    "table",
    "ul",
    "ol",
    "dl",
    "pre",
    "body",
    "header",
    "footer",
    "hr",
    "caption",
];

impl Walk {
    fn opened(&mut self, e: &BytesStart) -> bool {
        let name = local(e);
        let types = attr(e, "type").or_else(|| attr(e, "role")).unwrap_or_default();
        if matches!(name, "head" | "script" | "style" | "rt" | "rp" | "svg")
            || (name == "nav")
            || (name != "hr" && types.split_whitespace().any(|t| t == "pagebreak"))
        {
            return true;
        }
        let has = |names: &[&str]| types.split_whitespace().any(|t| names.contains(&t));
        let is_note = has(&["footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"]) && name != "a";
        if BLOCKS.contains(&name) || is_note {
            self.flush();
        }
        match name {
            "ol" => self.lists.push(Some(attr(e, "start").and_then(|s| s.parse::<u32>().ok()).unwrap_or(1))),
            "ul" => self.lists.push(None),
            "li" => self.kind = Some(self.item()),
            "br" => self.raw("\n"),
            "tr" => self.cells = 0,
            "td" | "th" => {
                if self.cells > 0 {
                    self.raw("\t");
                }
                self.cells += 1;
            }
            "figcaption" | "caption" => self.kind = Some(BlockKind::Caption),
            _ => {}
        }
        if let Some(level) = name.strip_prefix('h').and_then(|l| l.parse::<u8>().ok()).filter(|l| (1..=6).contains(l)) {
            self.kind = Some(BlockKind::Heading(level));
        }
        if is_note && self.note.is_none() {
            let id = format!("{}#{}", self.file, attr(e, "id").unwrap_or_default());
            self.note = Some((id, Vec::new()));
            self.kind = None;
        }
        let entry = has(&["biblioentry", "doc-biblioentry"]);
        if entry {
            self.kind = Some(BlockKind::Entry(String::new()));
        }
        let noteref = has(&["noteref", "doc-noteref"]).then(|| self.target(&attr(e, "href").unwrap_or_default()));
        let from = self.open.as_ref().map_or(0, |d| d.para.text.len());
        let noteref = noteref.map(|id| (from, id));
        // Links back from a note to its mark say nothing.
        if name == "a" && has(&["backlink", "doc-backlink"]) {
            return true;
        }
        self.stack.push(Element { name: name.to_owned(), note: is_note, noteref, entry, from });
        false
    }

    /// What a link inside the book points to.
    fn target(&self, href: &str) -> String {
        let (file, id) = href.split_once('#').unwrap_or((href, ""));
        let folder = self.file.rsplit_once('/').map_or("", |(f, _)| f);
        let file = if file.is_empty() { self.file.clone() } else { resolve(folder, file) };
        format!("{file}#{id}")
    }

    fn item(&mut self) -> BlockKind {
        let mark = match self.lists.last_mut() {
            Some(Some(n)) => {
                let mark = format!("{n}.");
                *n = n.saturating_add(1);
                mark
            }
            _ => "•".into(),
        };
        BlockKind::ListItem(mark)
    }

    fn closed(&mut self, name: &str) {
        // Ends without a start are passed over; elements that were not closed end here.
        let Some(at) = self.stack.iter().rposition(|s| s.name == name) else { return };
        for element in self.stack.split_off(at).into_iter().rev() {
            if let (Some((start, id)), Some(open)) = (element.noteref, &mut self.open) {
                let printed = open.para.text.get(start..).unwrap_or("").trim().to_owned();
                open.para.text.truncate(start);
                open.para.text.push_str(&set_off(&printed));
                open.calls.push((start..open.para.text.len(), id));
            }
            if let ("em" | "i" | "cite", Some(open)) = (element.name.as_str(), &mut self.open) {
                open.para.emphasise(element.from);
            }
            if BLOCKS.contains(&element.name.as_str()) || element.note || element.entry {
                self.flush();
                self.kind = None;
            }
            if matches!(element.name.as_str(), "ol" | "ul") {
                self.lists.pop();
            }
            if element.note {
                self.end_note();
            }
        }
    }

    fn end_note(&mut self) {
        if let Some((id, paras)) = self.note.take() {
            self.notes.entry(id).or_default().extend(paras);
        }
    }

    fn text(&mut self, text: &str) {
        if self.stack.is_empty() || (self.open.is_none() && text.trim().is_empty()) {
            return;
        }
        let draft = self.draft();
        for c in text.chars() {
            let space = matches!(c, ' ' | '\n' | '\r' | '\t');
            if !space {
                draft.para.text.push(c);
            } else if !draft.para.text.is_empty() && !draft.para.text.ends_with([' ', '\n', '\t']) {
                draft.para.text.push(' ');
            }
        }
    }

    fn raw(&mut self, text: &str) {
        if let Some(d) = &mut self.open {
            d.para.text.push_str(text);
        }
    }

    fn draft(&mut self) -> &mut Draft {
        let kind = &self.kind;
        let table = self.stack.iter().any(|s| s.name == "tr");
        self.open.get_or_insert_with(|| {
            let mut para = Para::new();
            if let Some(k) = kind {
                para.kind = k.clone();
            } else if table {
                para.kind = BlockKind::Table;
            }
            if let BlockKind::ListItem(mark) = &para.kind {
                para.text = format!("{mark} ");
            }
            Draft { para, calls: Vec::new() }
        })
    }

    /// Ends the paragraph that is open.
    fn flush(&mut self) {
        let Some(draft) = self.open.take() else { return };
        if draft.para.text.trim().is_empty() {
            return;
        }
        match &mut self.note {
            Some((_, paras)) => {
                let mut para = draft.para;
                para.kind = BlockKind::Paragraph;
                paras.push(para);
            }
            None => self.out.push(draft),
        }
    }
}
