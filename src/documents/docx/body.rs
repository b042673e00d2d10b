//! The walk over a WordprocessingML part: runs to paragraphs, tables to rows.

use super::Parts;
use super::fields::Field;
use super::styles::{Style, level};
use crate::documents::flow::{Para, row};
use crate::documents::limits::Deadline;
use crate::documents::package::{Node, Xml, attr, local};
use crate::documents::{BlockKind, Failure, Limits};
use crate::model::{Fault, Severity};
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// Paragraphs that a field code may cross before it counts as never closed.
const LONGEST_CODE: usize = 20;

/// The paragraphs of the main part.
pub fn paragraphs(
    text: &str,
    parts: &mut Parts,
    limits: &Limits,
    deadline: Deadline,
    faults: &mut Vec<Fault>,
) -> Result<Vec<Para>, Failure> {
    for (name, foot) in [("footnotePr>", true), ("endnotePr>", false)] {
        if let Some(format) = section_format(text, name) {
            *(if foot { &mut parts.footnote_format } else { &mut parts.endnote_format }) = format;
        }
    }
    let mut walk = Walk::new(parts, faults);
    walk.run(text, limits, deadline)?;
    Ok(walk.out)
}

/// The notes of `footnotes.xml` or `endnotes.xml` by id.
pub fn notes(
    text: &str,
    parts: &mut Parts,
    limits: &Limits,
    deadline: Deadline,
    faults: &mut Vec<Fault>,
) -> Result<HashMap<String, Vec<Para>>, Failure> {
    let mut walk = Walk::new(parts, faults);
    walk.run(text, limits, deadline)?;
    Ok(walk.notes)
}

/// Note numbering that a section sets for itself (17.11.11), which Word prefers to the document's.
fn section_format(text: &str, element: &str) -> Option<String> {
    let (_, rest) = text.split_once(element)?;
    let inside = rest.split("</").next()?;
    let (_, value) = inside.split_once("numFmt")?.1.split_once("val=\"")?;
    value.split('"').next().map(str::to_owned)
}

/// A paragraph that is being read.
pub(super) struct Open {
    pub(super) para: Para,
    pub(super) serial: usize,
    style: Style,
    heading: Option<u8>,
    list: Option<(Option<String>, Option<usize>)>,
    entry: bool,
    mark: String,
    /// Its end was deleted: the next paragraph goes on in it.
    joined: bool,
}

/// A content control that is being read.
#[derive(Default)]
pub(super) struct Control {
    pub(super) tag: String,
    pub(super) bibliography: bool,
    pub(super) start: (usize, usize),
}

#[derive(Default)]
pub(super) struct Row {
    pub(super) cells: Vec<Vec<Para>>,
    deleted: bool,
}

pub(super) struct Walk<'w> {
    pub(super) parts: &'w mut Parts,
    pub(super) faults: &'w mut Vec<Fault>,
    pub(super) out: Vec<Para>,
    notes: HashMap<String, Vec<Para>>,
    note: Option<String>,
    pub(super) open: Vec<Open>,
    carried: Option<Para>,
    pub(super) fields: Vec<Field>,
    pub(super) controls: Vec<Control>,
    pub(super) rows: Vec<Row>,
    pub(super) serial: usize,
    pub(super) feet: u32,
    pub(super) ends: u32,
    in_text: bool,
    in_code: bool,
    in_data: bool,
    in_props: bool,
    in_row_props: bool,
    hidden: bool,
    italic: bool,
}

impl<'w> Walk<'w> {
    fn new(parts: &'w mut Parts, faults: &'w mut Vec<Fault>) -> Self {
        Walk {
            parts,
            faults,
            out: Vec::new(),
            notes: HashMap::new(),
            note: None,
            open: Vec::new(),
            carried: None,
            fields: Vec::new(),
            controls: Vec::new(),
            rows: Vec::new(),
            serial: 0,
            feet: 0,
            ends: 0,
            in_text: false,
            in_code: false,
            in_data: false,
            in_props: false,
            in_row_props: false,
            hidden: false,
            italic: false,
        }
    }

    fn run(&mut self, text: &str, limits: &Limits, deadline: Deadline) -> Result<(), Failure> {
        let mut xml = Xml::new(text, limits, deadline);
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(e) => {
                    if self.opened(&e) {
                        xml.skip()?;
                    }
                }
                Node::Close(name) => self.closed(&name),
                Node::Text(t) if self.in_text => self.text(&t),
                Node::Text(t) if self.in_code => {
                    if let Some(f) = self.fields.last_mut() {
                        f.code.push_str(&t);
                    }
                }
                Node::Text(t) if self.in_data => {
                    if let Some(f) = self.fields.last_mut() {
                        f.data.push_str(&t);
                    }
                }
                Node::Text(_) => {}
            }
        }
        while !self.open.is_empty() {
            self.end_paragraph();
        }
        while !self.rows.is_empty() {
            self.end_row();
        }
        if let Some(para) = self.carried.take() {
            self.out.push(para);
        }
        if let Some(m) = xml.broken.take() {
            self.faults.push(Fault::new(Severity::Warning, "broken-xml", 0, format!("a part of the document breaks off: {m}")));
        }
        Ok(())
    }

    /// Handles a start tag; true where the whole element is to be passed over.
    fn opened(&mut self, e: &BytesStart) -> bool {
        let name = local(e);
        let val = || attr(e, "val").unwrap_or_default();
        match name {
            "p" => self.begin_paragraph(),
            "pPr" => self.in_props = true,
            "trPr" => self.in_row_props = true,
            "del" | "moveFrom" if self.in_props => {
                if let Some(o) = self.open.last_mut() {
                    o.joined = true;
                }
            }
            "del" if self.in_row_props => {
                if let Some(r) = self.rows.last_mut() {
                    r.deleted = true;
                }
            }
            // Tracked deletions, old properties, the second form of what was already read, pronunciation, phonetic guides.
            "del" | "moveFrom" | "delText" | "delInstrText" | "rPrChange" | "pPrChange" | "Fallback" | "rt" | "sectPr" => return true,
            "pStyle" | "outlineLvl" | "numId" | "ilvl" if self.in_props => self.property(name, e),
            "vanish" if !self.in_props => self.hidden = !matches!(val().as_str(), "0" | "false"),
            "i" if !self.in_props => self.italic = !matches!(val().as_str(), "0" | "false"),
            "rStyle" if !self.in_props => self.italic |= self.parts.styles.get(&val()).italic,
            "t" => self.in_text = true,
            "tab" | "ptab" if !self.in_props => self.text("\t"),
            "br" | "cr" if !matches!(attr(e, "type").as_deref(), Some("page" | "column")) => {
                self.text("\n");
            }
            "noBreakHyphen" => self.text("-"),
            "sym" => self.symbol(&attr(e, "char").unwrap_or_default()),
            "fldChar" => self.field_character(&attr(e, "fldCharType").unwrap_or_default()),
            "fldSimple" => {
                self.field_character("begin");
                if let Some(f) = self.fields.last_mut() {
                    f.code = attr(e, "instr").unwrap_or_default();
                }
                self.field_character("separate");
            }
            "instrText" => self.in_code = true,
            "fldData" => self.in_data = true,
            "sdt" => self.controls.push(Control::default()),
            "tag" | "docPartGallery" => self.control_property(name, val()),
            "sdtContent" => {
                let here = self.here();
                if let Some(c) = self.controls.last_mut() {
                    c.start = here;
                }
            }
            "tr" => self.rows.push(Row::default()),
            "tc" => {
                if let Some(r) = self.rows.last_mut() {
                    r.cells.push(Vec::new());
                }
            }
            "footnoteReference" | "endnoteReference" if self.open.last().is_some() => self.call(name == "footnoteReference", e),
            "footnote" | "endnote" => {
                if attr(e, "type").is_some_and(|t| t != "normal") {
                    return true;
                }
                self.note = attr(e, "id");
            }
            _ => {}
        }
        false
    }

    fn closed(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "pPr" => {
                self.in_props = false;
                self.number();
            }
            "trPr" => self.in_row_props = false,
            "t" => self.in_text = false,
            "instrText" => self.in_code = false,
            "fldData" => self.in_data = false,
            "r" => (self.hidden, self.italic) = (false, false),
            "fldSimple" => self.field_character("end"),
            "sdt" => self.end_control(),
            "tr" => self.end_row(),
            "footnote" | "endnote" => {
                let paras = std::mem::take(&mut self.out);
                if let Some(id) = self.note.take() {
                    self.notes.insert(id, paras);
                }
                self.fields.clear();
            }
            _ => {}
        }
    }

    /// Where the next character will stand: number of the paragraph and place in it.
    pub(super) fn here(&self) -> (usize, usize) {
        self.open.last().map_or((self.serial + 1, 0), |o| (o.serial, o.para.text.len()))
    }

    fn begin_paragraph(&mut self) {
        self.serial += 1;
        let para = self.carried.take().unwrap_or_default();
        let open = Open {
            para,
            serial: self.serial,
            style: Style::default(),
            heading: None,
            list: None,
            entry: false,
            mark: String::new(),
            joined: false,
        };
        self.open.push(open);
    }

    fn property(&mut self, name: &str, e: &BytesStart) {
        let Some(open) = self.open.last_mut() else { return };
        let val = attr(e, "val").unwrap_or_default();
        match name {
            "pStyle" => open.style = self.parts.styles.get(&val),
            "outlineLvl" => open.heading = level(e),
            "numId" => open.list.get_or_insert_default().0 = Some(val),
            "ilvl" => open.list.get_or_insert_default().1 = val.parse().ok(),
            _ => {}
        }
    }

    /// Counts the paragraph in its list once its properties are known, and prints its mark.
    fn number(&mut self) {
        let Some(open) = self.open.last_mut() else { return };
        let style = open.style.list.clone().unwrap_or_default();
        let (list, level) = open.list.take().map_or((None, None), |l| l);
        let list = list.unwrap_or(style.0);
        if list.is_empty() || list == "0" || !open.para.text.is_empty() {
            return;
        }
        if let Some(mark) = self.parts.lists.next(&list, level.unwrap_or(style.1)) {
            open.para.text = format!("{mark} ");
            open.mark = mark;
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut open) = self.open.pop() else { return };
        if open.para.text.trim() == open.mark {
            open.para.text.clear();
        }
        let heading = open.heading.or(open.style.heading);
        open.para.kind = match heading {
            Some(level) => BlockKind::Heading(level),
            None if open.entry || open.style.entry => BlockKind::Entry(open.mark.clone()),
            None if open.style.caption => BlockKind::Caption,
            None if !open.mark.is_empty() => BlockKind::ListItem(open.mark.clone()),
            None => BlockKind::Paragraph,
        };
        let stale = |f: &Field| !f.result && open.serial.saturating_sub(f.start.0) >= LONGEST_CODE;
        self.fields.retain(|f| !stale(f));
        if open.joined {
            self.carried = Some(open.para);
            return;
        }
        match self.rows.last_mut().and_then(|r| r.cells.last_mut()) {
            Some(cell) => cell.push(open.para),
            None => self.out.push(open.para),
        }
    }

    fn end_row(&mut self) {
        let Some(last) = self.rows.pop() else { return };
        if last.deleted {
            return;
        }
        let paras = row(last.cells);
        match self.rows.last_mut().and_then(|r| r.cells.last_mut()) {
            Some(cell) => cell.extend(paras),
            None => self.out.extend(paras),
        }
    }

    fn text(&mut self, text: &str) {
        if self.hidden || self.fields.iter().any(|f| !f.result) {
            return;
        }
        let entry = self.fields.iter().any(Field::is_bibliography) || self.controls.iter().any(|c| c.bibliography);
        let Some(open) = self.open.last_mut() else { return };
        open.entry |= entry;
        let at = open.para.text.len();
        open.para.text.push_str(text);
        if self.italic {
            open.para.emphasise(at);
        }
        if let Some(call) = open.para.calls.last_mut().filter(|c| c.mark.is_empty() && c.range.end == at) {
            call.mark = text.trim().to_owned();
            call.range.end = open.para.text.len();
        }
    }

    /// Symbol fonts map to the private use area, which says nothing; other codes are characters.
    fn symbol(&mut self, code: &str) {
        let c = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
        if let Some(c) = c.filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c) && !c.is_control()) {
            self.text(c.encode_utf8(&mut [0; 4]));
        }
    }
}
