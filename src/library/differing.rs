//! What reading files again changes in the records of a library, for `add --dry-run`.

use super::Library;
use crate::formats::csl_json;
use crate::model::Record;
use crate::store::{Result, documents, records};
use serde_json::Value;

/// What became of one record of a document that was read before.
#[derive(Clone, Debug, PartialEq)]
pub enum Difference {
    /// It was not there.
    New {
        /// Key or title.
        name: String,
    },
    /// The document has it no longer; it is kept, inactive.
    Gone {
        /// Key or title.
        name: String,
    },
    /// A field differs; empty texts stand for none.
    Changed {
        /// Key or title.
        name: String,
        /// Name of the field.
        field: String,
        /// As it is in the library.
        before: String,
        /// As it would be.
        after: String,
    },
}

/// What differs between two states of a library in the records of the document at a path, by permanent id; nothing for a
/// document that the first did not know.
pub fn differences(before: &Library, after: &Library, path: &str) -> Result<Vec<Difference>> {
    let (Some(old), Some(new)) = (documents::by_path(&before.store.db, path)?, documents::by_path(&after.store.db, path)?) else {
        return Ok(Vec::new());
    };
    let known = records::of_document(&before.store.db, old.id)?;
    let mut all = Vec::new();
    for now in records::of_document(&after.store.db, new.id)?.into_iter().filter(|s| s.ordinal >= 0) {
        let was = known.iter().find(|s| s.id == now.id && s.active);
        match (was, now.active) {
            (None, true) => all.push(Difference::New { name: name(&now.record) }),
            (Some(was), false) => all.push(Difference::Gone { name: name(&was.record) }),
            (Some(was), true) if was.record != now.record => changes(&was.record, &now.record, &mut all),
            _ => {}
        }
    }
    Ok(all)
}

fn name(record: &Record) -> String {
    let title = || record.faces.first().map_or("", |f| f.get(crate::model::Var::Title));
    if record.key.is_empty() { title().to_owned() } else { record.key.clone() }
}

fn changes(was: &Record, now: &Record, all: &mut Vec<Difference>) {
    let (before, after) = (csl_json::to_item(was, false), csl_json::to_item(now, false));
    let (Value::Object(before), Value::Object(after)) = (before, after) else { return };
    let fields = before.keys().chain(after.keys().filter(|k| !before.contains_key(*k)));
    for field in fields.filter(|f| before.get(*f) != after.get(*f)) {
        let text = |value: Option<&Value>| match value {
            Some(Value::String(s)) => s.clone(),
            Some(value) => value.to_string(),
            None => String::new(),
        };
        let (before, after) = (text(before.get(field)), text(after.get(field)));
        all.push(Difference::Changed { name: name(now), field: field.clone(), before, after });
    }
}
