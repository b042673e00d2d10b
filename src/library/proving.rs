//! Proof: where each value of a work comes from.

use super::Library;
use crate::formats::csl_json;
use crate::model::{Change, Face, Record};
use crate::store::{Result, documents, records};
use serde::Serialize;
use serde_json::Value;

/// One source of one value.
#[derive(Clone, Debug, Serialize)]
pub struct Proof {
    /// Name of the field in CSL.
    pub field: String,
    /// Language of the face.
    pub language: String,
    /// The value as the record holds it.
    pub value: String,
    /// The text it was printed as; empty where it was worked out.
    pub printed: String,
    /// Rules that changed it.
    pub rules: Vec<String>,
    /// The document; empty for what was entered by hand.
    pub document: String,
    /// Page, line, column, 0 where unknown.
    pub page: u32,
    /// Line.
    pub line: u32,
    /// Column.
    pub column: u32,
    /// Characters of the value in the document's text, where it stands there as printed.
    pub characters: Option<(u32, u32)>,
    /// Whether the work goes by this value.
    pub chosen: bool,
    /// Who read or decided it.
    pub by: String,
}

impl Library {
    /// Every value of a work with its sources; only of one field where named.
    pub fn why(&self, key: &str, field: Option<&str>) -> Result<Vec<Proof>> {
        let work = self.work(key)?;
        let db = &self.store.db;
        let mut all = Vec::new();
        for stored in records::of_work(db, work.id)?.into_iter().filter(|r| r.active) {
            let document = match stored.document {
                Some(id) => documents::get(db, id)?.map(|d| d.path).unwrap_or_default(),
                None => String::new(),
            };
            for (i, face) in stored.record.faces.iter().enumerate() {
                for (name, value) in values(face) {
                    if field.is_none_or(|f| f == name || f.split_once('.').is_some_and(|(l, n)| n == name && face.language.starts_with(l)))
                    {
                        let mut proof = prove(&stored.record, i as u8, &name, &value);
                        proof.document.clone_from(&document);
                        proof.chosen = work
                            .record
                            .faces
                            .iter()
                            .any(|f| f.language == face.language && values(f).contains(&(name.clone(), value.clone())));
                        all.push(proof);
                    }
                }
            }
        }
        Ok(all)
    }
}

/// All fields of a face with their values as text.
pub fn values(face: &Face) -> Vec<(String, String)> {
    let Value::Object(item) = csl_json::face_item(face) else { return Vec::new() };
    item.into_iter().filter(|(name, _)| name != "custom").map(|(name, value)| (name, plain(&value))).collect()
}

/// A CSL value as a person reads it.
fn plain(value: &Value) -> String {
    match value {
        Value::String(s) => s.clone(),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join("; "),
        Value::Object(map) => {
            if let Some(Value::Array(dates)) = map.get("date-parts") {
                let one = |d: &Value| d.as_array().map(|p| p.iter().map(plain).collect::<Vec<_>>().join("-")).unwrap_or_default();
                return dates.iter().map(one).collect::<Vec<_>>().join("/");
            }
            if let Some(Value::String(s)) = map.get("literal") {
                return s.clone();
            }
            let get = |k: &str| map.get(k).and_then(Value::as_str).unwrap_or_default();
            let join = |a: &str, b: &str| format!("{} {}", get(a), get(b)).trim().to_owned();
            let (family, rest) = (join("non-dropping-particle", "family"), join("given", "suffix"));
            if crate::text::script::has_han(&family) && !rest.contains(' ') {
                format!("{family}{rest}")
            } else {
                format!("{family}, {rest}").trim_end_matches([',', ' ']).to_owned()
            }
        }
        other => other.to_string(),
    }
}

fn prove(record: &Record, face: u8, field: &str, value: &str) -> Proof {
    let change: Option<&Change> = record.evidence.iter().find(|c| c.face == face && c.field == field);
    let printed = match change {
        Some(change) => change.printed.clone(),
        None if record.raw.contains(value) => value.to_owned(),
        None => String::new(),
    };
    let characters = record.raw.find(&printed).filter(|_| !printed.is_empty()).map(|at| {
        let start = record.place.start + record.raw[..at].chars().count() as u32;
        (start, start + printed.chars().count() as u32)
    });
    Proof {
        field: field.to_owned(),
        language: record.faces.get(face as usize).map(|f| f.language.clone()).unwrap_or_default(),
        value: value.to_owned(),
        printed,
        rules: change.map(|c| c.rules.clone()).unwrap_or_default(),
        document: String::new(),
        page: record.place.page,
        line: record.place.line,
        column: record.place.column,
        characters,
        chosen: false,
        by: if record.reader.is_empty() { record.format.clone() } else { record.reader.clone() },
    }
}
