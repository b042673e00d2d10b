//! CSL-YAML, as pandoc reads and writes it: the items of CSL-JSON in YAML under `references`, dates also as EDTF strings.

use super::csl_json::{from_item, to_item};
use super::{Format, Import, Input, Loss, WriteOptions, yaml};
use crate::model::{Fault, Record, Severity};
use crate::text::encoding;
use serde_json::{Map, Value, json};
use std::io;

/// CSL-YAML.
pub const FORMAT: Format = Format {
    name: "csl-yaml",
    label: "CSL-YAML",
    extensions: &["yaml", "yml"],
    detect,
    read: Some(read),
    write: Some(write),
    slices: None,
};

fn detect(input: &Input) -> u8 {
    let head = input.head();
    let listed = head.lines().any(|l| l.starts_with("references:")) || head.trim_start_matches("---").trim_start().starts_with("- ");
    let named = ["\n  issued:", "\n  type: ", "\n  id: ", "- id:", "citation-key:", "container-title:", "date-parts:"]
        .iter()
        .filter(|s| head.contains(**s))
        .count();
    if listed && named >= 2 { 75 } else { 0 }
}

fn read(input: &Input) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let value = yaml::parse(decoded.text.as_ref())?;
    let items = match value {
        Value::Array(items) => items,
        Value::Object(mut map) => match map.remove("references") {
            Some(Value::Array(items)) => items,
            _ => vec![Value::Object(map)],
        },
        _ => return Err("no list of references".into()),
    };
    let mut import = Import::default();
    for (i, mut item) in items.into_iter().enumerate() {
        match item.as_object_mut() {
            Some(map) => {
                names(map);
                let mut record = from_item(map);
                super::dates_from_words(&mut record);
                record.format = "csl-yaml".into();
                import.records.push(record);
            }
            None => import.faults.push(Fault::new(Severity::Error, "no-item", 0, format!("item {} is not a mapping", i + 1))),
        }
    }
    Ok(import)
}

/// A single name may stand without its list.
fn names(map: &mut Map<String, Value>) {
    for role in ["author", "editor", "translator"] {
        if let Some(Value::Object(one)) = map.get(role) {
            let list = json!([one.clone()]);
            map.insert(role.to_owned(), list);
        }
    }
}

fn write(records: &[Record], options: &WriteOptions, out: &mut dyn io::Write) -> io::Result<Vec<Loss>> {
    let items: Vec<Value> = records.iter().map(|r| to_item(r, options.custom)).collect();
    out.write_all(b"---\n")?;
    out.write_all(yaml::write(&json!({ "references": items })).as_bytes())?;
    out.write_all(b"...\n")?;
    Ok(Vec::new())
}
