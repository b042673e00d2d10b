//! What a WordprocessingML part cites: fields and content controls to citations, references to notes.

use super::body::Walk;
use super::fields::{Field, citation};
use super::list::number;
use crate::documents::csl::{base64, cluster};
use crate::documents::flow::{Call, Para, set_off};
use crate::documents::package::attr;
use crate::documents::{Embedded, citavi};
use crate::model::{Fault, Severity};
use quick_xml::events::BytesStart;
use std::ops::Range;

/// Most fields that may stand open in each other.
const MOST_FIELDS: usize = 64;

impl Walk<'_> {
    pub(super) fn field_character(&mut self, kind: &str) {
        let here = self.here();
        match kind {
            // So many fields in fields have lost their ends.
            "begin" if self.fields.len() >= MOST_FIELDS => self.fields.clear(),
            "begin" => self.fields.push(Field { start: here, ..Field::default() }),
            "separate" => {
                if let Some(f) = self.fields.last_mut() {
                    f.result = true;
                    f.start = here;
                }
            }
            "end" => {
                let Some(field) = self.fields.pop() else { return };
                if field.is_data() {
                    if let Some(outer) = self.fields.last_mut().filter(|f| f.data.is_empty()) {
                        outer.data = field.data;
                    }
                    return;
                }
                let range = self.range(field.start);
                if let Some(c) = citation(&field, range, self.parts, self.faults) {
                    self.cite(c);
                }
            }
            _ => {}
        }
    }

    /// From a start to here, inside the paragraph that is open, or the whole of the last one.
    fn range(&self, start: (usize, usize)) -> Range<usize> {
        match self.open.last() {
            Some(o) if o.serial == start.0 => start.1.min(o.para.text.len())..o.para.text.len(),
            Some(o) => 0..o.para.text.len(),
            None => 0..self.last().map_or(0, |p| p.text.len()),
        }
    }

    fn last(&self) -> Option<&Para> {
        self.rows.last().and_then(|r| r.cells.last()).and_then(|c| c.last()).or(self.out.last())
    }

    pub(super) fn cite(&mut self, cite: Embedded) {
        if let Some(open) = self.open.last_mut() {
            open.para.cites.push(cite);
        } else if let Some(p) = self.rows.last_mut().and_then(|r| r.cells.last_mut()).and_then(|c| c.last_mut()) {
            p.cites.push(cite);
        } else if let Some(p) = self.out.last_mut() {
            p.cites.push(cite);
        }
    }

    pub(super) fn control_property(&mut self, name: &str, value: String) {
        let Some(c) = self.controls.last_mut() else { return };
        if name == "docPartGallery" {
            c.bibliography |= value == "Bibliographies";
        } else {
            c.bibliography |= value.starts_with("MENDELEY_BIBLIOGRAPHY") || value.starts_with("CitaviBibliography");
            c.tag = value;
        }
    }

    pub(super) fn end_control(&mut self) {
        let Some(control) = self.controls.pop() else { return };
        let range = self.range(control.start);
        let found = if let Some(code) = control.tag.strip_prefix("MENDELEY_CITATION_v") {
            let json = code.split_once('_').and_then(|(_, c)| base64(c));
            json.and_then(|j| cluster(&String::from_utf8_lossy(&j), range))
        } else if control.tag.contains("CitaviPlaceholder{") {
            citavi::placeholder(&control.tag, range)
        } else {
            return;
        };
        match found {
            Some(c) => self.cite(c),
            None => self.faults.push(Fault::new(Severity::Warning, "broken-citation", 0, "a citation control holds no readable data")),
        }
    }

    pub(super) fn call(&mut self, foot: bool, e: &BytesStart) {
        let id = attr(e, "id").unwrap_or_default();
        let custom = attr(e, "customMarkFollows").is_some_and(|v| !matches!(v.as_str(), "0" | "false"));
        let (table, count, format) = if foot {
            (&mut self.parts.footnotes, &mut self.feet, &self.parts.footnote_format)
        } else {
            (&mut self.parts.endnotes, &mut self.ends, &self.parts.endnote_format)
        };
        // A note stands where it is called first.
        let note = table.remove(&id).unwrap_or_default();
        let mark = if custom {
            String::new()
        } else {
            *count += 1;
            number(*count, format)
        };
        let Some(open) = self.open.last_mut() else { return };
        let start = open.para.text.len();
        open.para.text.push_str(&set_off(&mark).replace("[]", ""));
        open.para.calls.push(Call { range: start..open.para.text.len(), mark, note });
    }
}
