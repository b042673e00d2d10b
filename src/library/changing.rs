//! What was decided about the fields of a record, applied to it.

use super::merging;
use crate::model::{Date, DateVar, Face, Names, Record, Role, Var};
use crate::store::decisions::Decision;

/// Applies what was decided about fields, tags, notes and files, in order.
pub fn apply(record: &mut Record, decisions: &[&Decision]) {
    for decision in decisions {
        match decision.what.as_str() {
            "field" => {
                if let Some((field, value)) = decision.value.split_once('=') {
                    set_field(record, field, &serde_json::from_str(value).unwrap_or_default());
                }
            }
            "tag" if !record.tags.contains(&decision.value) => record.tags.push(decision.value.clone()),
            "file" if !record.files.contains(&decision.value) => record.files.push(decision.value.clone()),
            "note" => {
                let face = &mut record.faces[0];
                let old = face.get(Var::Annote);
                let new = if old.is_empty() { decision.value.clone() } else { format!("{old}\n{}", decision.value) };
                face.set(Var::Annote, new);
            }
            _ => {}
        }
    }
    record.tags.sort();
}

/// Sets a field by name: a variable, role or date, `type`, `language`; `en.title` sets it in the English face.
pub fn set_field(record: &mut Record, field: &str, value: &serde_json::Value) {
    if set_beside(record, field, value) {
        return;
    }
    let (language, name) = match field.split_once('.') {
        Some((language, name)) => (language, name),
        None => ("", field),
    };
    let place = record.faces.iter().position(|f| !language.is_empty() && f.language.split('-').next() == Some(language));
    let place = match place {
        Some(i) => i,
        None if language.is_empty() => 0,
        None => {
            let mut face = Face::new(record.faces.first().map(|f| f.kind).unwrap_or_default());
            face.language = language.to_owned();
            record.faces.push(face);
            merging::share(&mut record.faces);
            record.faces.len() - 1
        }
    };
    let Some(face) = record.faces.get_mut(place) else { return };
    set_face_field(face, name, value);
}

/// Sets what belongs to the whole record: `tags`, `files`, `unknown.name` for a field of its own name.
fn set_beside(record: &mut Record, field: &str, value: &serde_json::Value) -> bool {
    let list = || serde_json::from_value::<Vec<String>>(value.clone()).unwrap_or_default();
    match field {
        "tags" => record.tags = list(),
        "files" => record.files = list(),
        _ => {
            let Some(name) = field.strip_prefix("unknown.") else { return false };
            match (value.as_str(), record.unknown.iter().position(|(n, _)| n == name)) {
                (Some(text), Some(i)) => text.clone_into(&mut record.unknown[i].1),
                (Some(text), None) => record.unknown.push((name.to_owned(), text.to_owned())),
                (None, Some(i)) => drop(record.unknown.remove(i)),
                (None, None) => {}
            }
        }
    }
    true
}

fn set_face_field(face: &mut Face, name: &str, value: &serde_json::Value) {
    let text = value.as_str().unwrap_or_default();
    match name {
        "type" => face.kind = crate::model::Kind::from_str(text).unwrap_or(face.kind),
        "language" => face.language = text.to_owned(),
        _ => {
            if let Some(role) = Role::from_str(name) {
                face.set_names(role, serde_json::from_value::<Names>(value.clone()).unwrap_or_default());
            } else if let Some(var) = DateVar::from_str(name) {
                face.set_date(var, serde_json::from_value::<Date>(value.clone()).unwrap_or_default());
            } else if let Some(var) = Var::from_str(name) {
                face.set(var, text);
            }
        }
    }
}
