//! Values that the model has no variable for, from the item's own fields and the lines of its note (`tex.holder: …`).

use crate::model::{Face, Record, Var};

/// What stands beside the variables of a face.
#[derive(Clone, Debug, Default)]
pub struct Extra {
    /// CSTR identifier.
    pub cstr: String,
    /// DOI that only the note has.
    pub doi: String,
    /// Holder or applicant of a patent.
    pub holder: String,
    /// Whether the note calls the item an archival document.
    pub archival: bool,
}

impl Extra {
    /// From a record's first face, the fields no variable holds, and note lines `name: value` as reference managers write.
    pub fn of(record: &Record, face: &Face) -> Self {
        let mut extra = Extra { cstr: face.get(Var::Cstr).to_owned(), ..Extra::default() };
        for (name, value) in &record.unknown {
            extra.set(name, value.trim_matches('"'));
        }
        for line in face.get(Var::Note).lines() {
            if let Some((name, value)) = line.split_once(':') {
                extra.set(name, value);
            }
        }
        extra
    }

    fn set(&mut self, name: &str, value: &str) {
        let name = name.trim();
        let name = name.strip_prefix("tex.").unwrap_or(name);
        let value = value.trim();
        let slot = match name.to_ascii_lowercase().as_str() {
            "cstr" => &mut self.cstr,
            "doi" => &mut self.doi,
            "holder" => &mut self.holder,
            "entrytype" => {
                self.archival = value == "archive";
                return;
            }
            _ => return,
        };
        if slot.is_empty() {
            value.clone_into(slot);
        }
    }
}
