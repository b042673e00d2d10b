//! What a line-based or XML format has no place for travels in a note: `csl-face: {…}` another face, `csl-more: {…}` further
//! fields of the first, each one item of CSL-JSON on one line, which other programs keep as an ordinary note.

use super::csl_json::{face_from, face_item};
use crate::model::{DateVar, Face, Kind, Record, Role, Var};
use serde_json::Value;

/// The note that carries a whole face.
pub fn face(face: &Face) -> String {
    format!("csl-face: {}", face_item(face))
}

/// The note that carries what is left of a face; none where nothing is.
pub fn rest(face: &Face, held: &Held) -> Option<String> {
    let mut left = Face { kind: face.kind, ..Face::default() };
    left.fields = face.fields.iter().filter(|(v, _)| !held.vars.contains(v)).cloned().collect();
    left.names = face.names.iter().filter(|(r, _)| !held.roles.contains(r)).cloned().collect();
    left.dates = face.dates.iter().filter(|(d, _)| !held.dates.contains(d)).cloned().collect();
    if left.is_empty() && held.kind == face.kind {
        return None;
    }
    Some(format!("csl-more: {}", face_item(&left)))
}

/// The one note of a format that has room for one: the record's own, the other faces, and what is left of the first.
pub fn notes(record: &Record, held: &mut Held) -> String {
    let Some(face) = record.faces.first() else { return String::new() };
    let mut notes: Vec<String> = Vec::new();
    if face.has(Var::Note) && !face.get(Var::Note).contains('¶') {
        notes.push(face.get(Var::Note).to_owned());
        held.vars.push(Var::Note);
    }
    notes.extend(record.faces.iter().skip(1).map(self::face));
    notes.extend(rest(face, held));
    notes.join(" ¶ ")
}

/// What a writer has found a place for.
#[derive(Debug, Default)]
pub struct Held {
    /// Text variables.
    pub vars: Vec<Var>,
    /// Names by role.
    pub roles: Vec<Role>,
    /// Dates.
    pub dates: Vec<DateVar>,
    /// The kind as it will be read again.
    pub kind: Kind,
}

/// Takes a carried note in; false where it is an ordinary one.
pub fn take(note: &str, record: &mut Record) -> bool {
    let note = note.trim();
    let (json, whole) = match (note.strip_prefix("csl-face:"), note.strip_prefix("csl-more:")) {
        (Some(json), _) => (json, true),
        (_, Some(json)) => (json, false),
        _ => return false,
    };
    let Ok(Value::Object(map)) = serde_json::from_str(json) else { return false };
    let face = face_from(&map, &mut Vec::new());
    match (whole, record.faces.first_mut()) {
        (false, Some(first)) => {
            first.kind = face.kind;
            for (var, value) in face.fields {
                first.set(var, value);
            }
            for (role, names) in face.names {
                first.set_names(role, names);
            }
            for (var, date) in face.dates {
                first.set_date(var, date);
            }
        }
        _ => {
            // Title and authors of this face stand in tags of their own too: what was read from them is repeated here.
            let mut first = true;
            record.faces.retain(|f| std::mem::take(&mut first) || f.get(Var::Title) != face.get(Var::Title));
            record.faces.push(face);
        }
    }
    true
}
