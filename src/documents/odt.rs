//! OpenDocument text (ODF 1.3): body, notes, tables, lists, and the citations of Zotero and LibreOffice.

use super::flow::{Call, Para, append, set_off};
use super::package::{Node, Package, Xml, attr, local};
use super::{BlockKind, Document, Embedded, Failure, Limits, Reader, csl};
use crate::model::{Fault, Severity};
use quick_xml::events::BytesStart;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// The reader.
pub const READER: Reader = Reader { name: "odt", label: "OpenDocument text (ODT)", extensions: &["odt", "ott", "fodt"], detect, read };

const MIMETYPE: &[u8] = b"application/vnd.oasis.opendocument.text";

fn detect(bytes: &[u8], path: &Path) -> u8 {
    let named = path.extension().is_some_and(|e| READER.extensions.iter().any(|x| e.eq_ignore_ascii_case(x)));
    let head = &bytes[..bytes.len().min(1024)];
    let marked = memchr::memmem::find(head, MIMETYPE).is_some();
    match (named, marked) {
        (_, true) => 98,
        (true, _) if bytes.starts_with(b"PK") => 90,
        (true, _) => 60,
        _ => 0,
    }
}

fn read(bytes: &[u8], _path: &Path, limits: &Limits) -> Result<Document, Failure> {
    let mut doc = Document { reader: READER.name, encoding: "utf-8", ..Document::default() };
    // A flat file is the same XML without a package.
    let flat = bytes.trim_ascii_start().starts_with(b"<") || bytes.starts_with("\u{feff}<".as_bytes());
    let (content, deadline) = if flat {
        if bytes.len() as u64 > limits.file {
            return Err(Failure::Limit(format!("file larger than {} bytes", limits.file)));
        }
        (String::from_utf8_lossy(bytes).into_owned(), super::limits::Deadline::start(limits))
    } else {
        let mut package = Package::open(bytes, limits)?;
        let content = package.text("content.xml")?.ok_or_else(|| Failure::Broken("no content.xml".into()))?;
        let manifest = package.text("META-INF/manifest.xml").ok().flatten().unwrap_or_default();
        if manifest.contains("encryption-data") {
            return Err(Failure::Encrypted);
        }
        (content, package.deadline())
    };
    let mut walk = Walk::default();
    let mut xml = Xml::new(&content, limits, deadline);
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(e) => {
                if walk.opened(&e) {
                    xml.skip()?;
                }
            }
            Node::Close(name) => walk.closed(&name),
            Node::Text(t) => walk.text(&t),
        }
    }
    if let Some(m) = xml.broken.take() {
        doc.faults.push(Fault::new(Severity::Warning, "broken-xml", 0, format!("the document breaks off: {m}")));
    }
    while !walk.open.is_empty() {
        walk.end_paragraph();
    }
    for para in walk.flows.into_iter().next().unwrap_or_default() {
        append(&mut doc, para);
    }
    Ok(doc)
}

/// A paragraph that is being read.
#[derive(Default)]
struct Open {
    para: Para,
    /// Whether a space would be one too many: runs of white space count as one (ODF 6.1.2).
    spaced: bool,
}

/// A list that is being read.
#[derive(Default)]
struct List {
    style: String,
    item: u32,
    fresh: bool,
}

#[derive(Default)]
struct Cells(Vec<Vec<Para>>);

/// A note that is being read.
#[derive(Default)]
struct Note {
    mark: String,
}

#[derive(Default)]
struct Walk {
    /// Finished paragraphs: the document, and on top of it the notes that are open.
    flows: Vec<Vec<Para>>,
    open: Vec<Open>,
    notes: Vec<Note>,
    lists: Vec<List>,
    rows: Vec<Cells>,
    list_styles: HashMap<String, Vec<(String, String, String)>>,
    styles: HashMap<String, String>,
    list_style: String,
    /// Reference marks of Zotero that are open: their data and where they began.
    marks: Vec<(String, usize)>,
    bibliography: u32,
    in_citation_mark: bool,
    in_text: bool,
    /// Styles whose text is italic.
    italic: HashSet<String>,
    /// The style that is being read.
    style: String,
    /// Spans that are open: whether each is italic, and where its text began.
    spans: Vec<(bool, usize)>,
    cell: Option<(Embedded, usize)>,
}

impl Walk {
    fn opened(&mut self, e: &BytesStart) -> bool {
        match local(e) {
            "text" if e.name().0.starts_with("office:") => {
                self.in_text = true;
                self.flows.push(Vec::new());
            }
            "list-style" => self.list_style = attr(e, "name").unwrap_or_default(),
            "list-level-style-number" | "list-level-style-bullet" => self.list_level(e),
            "style" => {
                self.style = attr(e, "name").unwrap_or_default();
                if let Some(parent) = attr(e, "parent-style-name") {
                    self.styles.insert(self.style.clone(), parent);
                }
            }
            "text-properties" if attr(e, "font-style").is_some_and(|s| s == "italic" || s == "oblique") => {
                self.italic.insert(self.style.clone());
            }
            _ if !self.in_text => {}
            // What was deleted stands before the text (5.5); the rest of these print nothing here.
            "tracked-changes" | "annotation" | "ruby-text" | "sequence-decls" | "index-title-template" | "bibliography-source" => {
                return true;
            }
            "p" | "h" => self.begin_paragraph(e),
            "s" => {
                let n = attr(e, "c").and_then(|c| c.parse().ok()).unwrap_or(1usize).min(1000);
                self.raw(&" ".repeat(n));
            }
            "tab" => self.raw("\t"),
            "line-break" => self.raw("\n"),
            "span" => self.begin_span(&attr(e, "style-name").unwrap_or_default()),
            "list" => self.lists.push(List { style: attr(e, "style-name").unwrap_or_default(), ..List::default() }),
            "list-item" => {
                if let Some(l) = self.lists.last_mut() {
                    l.item = attr(e, "start-value").and_then(|v| v.parse().ok()).unwrap_or(l.item + 1);
                    l.fresh = true;
                }
            }
            "note" => {
                self.notes.push(Note::default());
                self.flows.push(Vec::new());
            }
            "note-citation" => self.in_citation_mark = true,
            "bibliography" => self.bibliography += 1,
            "reference-mark-start" | "reference-mark" => self.mark_start(e),
            "reference-mark-end" => self.mark_end(&attr(e, "name").unwrap_or_default()),
            "bookmark-start" => self.mark_start(e),
            "bookmark-end" => self.mark_end(&attr(e, "name").unwrap_or_default()),
            "section" if attr(e, "name").is_some_and(|n| n.contains("ZOTERO_BIBL") || n.contains("CSL_BIBLIOGRAPHY")) => {
                self.bibliography += 1
            }
            "section" => self.sections_inside(),
            "bibliography-mark" => self.bibliography_mark(e),
            "table-row" => self.rows.push(Cells::default()),
            "table-cell" => {
                if let Some(r) = self.rows.last_mut() {
                    r.0.push(Vec::new());
                }
            }
            _ => {}
        }
        false
    }

    fn closed(&mut self, name: &str) {
        match name {
            "p" | "h" => self.end_paragraph(),
            "list" => drop(self.lists.pop()),
            "span" => {
                if let (Some((true, from)), Some(o)) = (self.spans.pop(), self.open.last_mut()) {
                    o.para.emphasise(from);
                }
            }
            "note-citation" => self.in_citation_mark = false,
            "note" => self.end_note(),
            "bibliography" | "section" => self.bibliography = self.bibliography.saturating_sub(1),
            "bibliography-mark" => {
                if let (Some((mut cite, start)), Some(o)) = (self.cell.take(), self.open.last_mut()) {
                    cite.range = start.min(o.para.text.len())..o.para.text.len();
                    o.para.cites.push(cite);
                }
            }
            "table-row" => self.end_row(),
            _ => {}
        }
    }

    /// A section inside a bibliography must not end it when it closes.
    fn sections_inside(&mut self) {
        if self.bibliography > 0 {
            self.bibliography += 1;
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_citation_mark {
            if let Some(n) = self.notes.last_mut() {
                n.mark.push_str(text.trim());
            }
            return;
        }
        let Some(o) = self.open.last_mut() else { return };
        for c in text.chars() {
            let space = matches!(c, ' ' | '\n' | '\r' | '\t');
            if !(space && o.spaced) {
                o.para.text.push(if space { ' ' } else { c });
            }
            o.spaced = space;
        }
    }

    fn raw(&mut self, text: &str) {
        if let Some(o) = self.open.last_mut() {
            o.para.text.push_str(text);
            o.spaced = text == "\n";
        }
    }

    fn list_level(&mut self, e: &BytesStart) {
        let get = |n: &str| attr(e, n).unwrap_or_default();
        let level = get("level").parse::<usize>().unwrap_or(1).clamp(1, 16) - 1;
        let format = if local(e).ends_with("bullet") { "•".to_owned() } else { get("num-format") };
        let levels = self.list_styles.entry(self.list_style.clone()).or_default();
        if levels.len() <= level {
            levels.resize(level + 1, Default::default());
        }
        if let Some(l) = levels.get_mut(level) {
            *l = (get("num-prefix"), format, get("num-suffix"));
        }
    }

    /// The mark of a list item, at its first paragraph.
    fn list_mark(&mut self) -> Option<String> {
        let level = self.lists.len().checked_sub(1)?;
        let style = self.lists.iter().rev().map(|l| &l.style).find(|s| !s.is_empty()).cloned().unwrap_or_default();
        let list = self.lists.last_mut().filter(|l| l.fresh)?;
        list.fresh = false;
        let (prefix, format, suffix) = self.list_styles.get(&style)?.get(level)?;
        let number = match format.as_str() {
            "" => return None,
            "•" => return Some("•".into()),
            "i" => super::docx::number(list.item, "lowerRoman"),
            "I" => super::docx::number(list.item, "upperRoman"),
            "a" => super::docx::number(list.item, "lowerLetter"),
            "A" => super::docx::number(list.item, "upperLetter"),
            f if f.starts_with('①') => super::docx::number(list.item, "decimalEnclosedCircle"),
            f if f.starts_with('一') => super::docx::number(list.item, "chineseCounting"),
            _ => list.item.to_string(),
        };
        Some(format!("{prefix}{number}{suffix}").trim().to_owned())
    }

    fn begin_paragraph(&mut self, e: &BytesStart) {
        let mut open = Open { spaced: true, ..Open::default() };
        let style = self.style(&attr(e, "style-name").unwrap_or_default());
        let mark = if self.notes.is_empty() { self.list_mark() } else { None };
        open.para.kind = if local(e) == "h" {
            BlockKind::Heading(attr(e, "outline-level").and_then(|v| v.parse().ok()).unwrap_or(1))
        } else if style.contains("Bibliography") && style.contains("Heading") {
            BlockKind::Heading(1)
        } else if self.bibliography > 0 || style.starts_with("Bibliography") {
            BlockKind::Entry(mark.clone().unwrap_or_default())
        } else if matches!(style.as_str(), "Title" | "Subtitle") {
            BlockKind::Heading(1)
        } else if matches!(style.as_str(), "Caption" | "Illustration" | "Table" | "Figure") {
            BlockKind::Caption
        } else if let Some(m) = mark.clone() {
            BlockKind::ListItem(m)
        } else {
            BlockKind::Paragraph
        };
        if let Some(m) = mark {
            open.para.text = format!("{m} ");
        }
        self.open.push(open);
    }

    /// The named style behind an automatic one.
    fn style(&self, name: &str) -> String {
        self.styles.get(name).map_or(name, String::as_str).replace("_20_", " ")
    }

    fn begin_span(&mut self, style: &str) {
        let named = |name: &str| self.italic.contains(name) || name == "Emphasis";
        let italic = named(style) || self.styles.get(style).is_some_and(|parent| named(parent));
        self.spans.push((italic, self.open.last().map_or(0, |o| o.para.text.len())));
    }

    fn end_paragraph(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let in_note = self.flows.len() > 1;
        match self.rows.last_mut().and_then(|r| r.0.last_mut()).filter(|_| !in_note) {
            Some(cell) => cell.push(open.para),
            None => {
                if let Some(flow) = self.flows.last_mut() {
                    flow.push(open.para);
                }
            }
        }
    }

    fn end_note(&mut self) {
        if self.flows.len() < 2 {
            return;
        }
        let (Some(note), Some(paras)) = (self.notes.pop(), self.flows.pop()) else { return };
        let mark = if note.mark.is_empty() { "*".to_owned() } else { note.mark };
        if let Some(o) = self.open.last_mut() {
            let start = o.para.text.len();
            o.para.text.push_str(&set_off(&mark));
            o.spaced = false;
            o.para.calls.push(Call { range: start..o.para.text.len(), mark, note: paras });
        }
    }

    fn end_row(&mut self) {
        let Some(row) = self.rows.pop() else { return };
        let paras = super::flow::row(row.0);
        match self.rows.last_mut().and_then(|r| r.0.last_mut()) {
            Some(cell) => cell.extend(paras),
            None => {
                if let Some(flow) = self.flows.last_mut() {
                    flow.extend(paras);
                }
            }
        }
    }

    /// Zotero keeps its data in the name of a reference mark, or of a bookmark.
    fn mark_start(&mut self, e: &BytesStart) {
        let name = attr(e, "name").unwrap_or_default();
        if name.contains("CSL_CITATION") {
            let at = self.open.last().map_or(0, |o| o.para.text.len());
            self.marks.push((name, at));
        } else if name.contains("CSL_BIBLIOGRAPHY") {
            self.bibliography += 1;
        }
    }

    fn mark_end(&mut self, name: &str) {
        if name.contains("CSL_BIBLIOGRAPHY") {
            self.bibliography = self.bibliography.saturating_sub(1);
        }
        let Some(i) = self.marks.iter().rposition(|(n, _)| n == name) else { return };
        let (name, start) = self.marks.remove(i);
        let Some(o) = self.open.last_mut() else { return };
        let end = o.para.text.len();
        if let Some(c) = csl::cluster(&name, start.min(end)..end) {
            o.para.cites.push(c);
        }
    }

    fn bibliography_mark(&mut self, e: &BytesStart) {
        let attributes: Vec<(String, String)> = e
            .attributes()
            .with_checks(false)
            .flatten()
            .filter_map(|a| Some((a.key.local_name().as_ref().to_owned(), attr(e, a.key.local_name().as_ref())?)))
            .collect();
        let at = self.open.last().map_or(0, |o| o.para.text.len());
        let item = csl::from_bibliography_mark(&attributes);
        self.cell = item.and_then(|i| csl::embedded(vec![i], vec![String::new()], 0..0)).map(|c| (c, at));
    }
}
