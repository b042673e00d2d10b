//! What changed on which side since both last agreed: a comparison of three records, field by field. Pure.

use crate::model::Record;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The fields of a record by name; those of further faces with their language in front (`en.title`).
pub type Fields = BTreeMap<String, Value>;

/// Every field that an edit can set.
pub fn fields(record: &Record) -> Fields {
    let mut out = Fields::new();
    for (i, face) in record.faces.iter().enumerate() {
        let prefix = if i == 0 { String::new() } else { format!("{}.", face.language.split('-').next().unwrap_or_default()) };
        let mut put = |name: &str, value: Value| drop(out.insert(format!("{prefix}{name}"), value));
        put("type", face.kind.as_str().into());
        if !face.language.is_empty() {
            put("language", face.language.clone().into());
        }
        for (var, value) in &face.fields {
            put(var.as_str(), value.clone().into());
        }
        for (role, names) in &face.names {
            put(role.as_str(), serde_json::to_value(names).unwrap_or_default());
        }
        for (var, date) in &face.dates {
            put(var.as_str(), serde_json::to_value(date).unwrap_or_default());
        }
    }
    if !record.tags.is_empty() {
        let mut tags = record.tags.clone();
        tags.sort();
        out.insert("tags".into(), tags.into());
    }
    if !record.files.is_empty() {
        out.insert("files".into(), record.files.clone().into());
    }
    for (name, value) in record.unknown.iter().filter(|(n, _)| !matches!(n.to_ascii_lowercase().as_str(), "crossref" | "ids")) {
        out.insert(format!("unknown.{name}"), value.clone().into());
    }
    out
}

/// Changes of fields; `None` removes one.
pub type Changes = Vec<(String, Option<Value>)>;

/// What follows for one entry.
#[derive(Debug, Default, PartialEq)]
pub struct Merged {
    /// Changed in the file alone.
    pub to_library: Changes,
    /// Changed in the library alone.
    pub to_file: Changes,
    /// Changed in both, and different: field, value agreed on, the library's, the file's.
    pub conflicts: Vec<(String, Value, Value, Value)>,
}

/// Compares the three. `ours` is the library's record as the file's format holds it, `direct` as the library has it;
/// `stuck` holds the values that fields in conflict had when both sides last agreed.
pub fn merge(base: Option<&Fields>, ours: &Fields, direct: &Fields, theirs: &Fields, stuck: &BTreeMap<String, Value>) -> Merged {
    let mut merged = Merged::default();
    let empty = Fields::new();
    let base = base.unwrap_or(&empty);
    let names: BTreeSet<&String> = base.keys().chain(ours.keys()).chain(theirs.keys()).collect();
    for name in names {
        let (o, t) = (ours.get(name), theirs.get(name));
        let b = match stuck.get(name) {
            Some(Value::Null) => None,
            Some(value) => Some(value),
            None => base.get(name),
        };
        if o == t || direct.get(name) == t && t.is_some() {
            continue;
        }
        let ours_stands = o == b || direct.get(name) == b;
        let value = |v: Option<&Value>| v.cloned().unwrap_or_default();
        if ours_stands {
            merged.to_library.push((name.clone(), t.cloned()));
        } else if t == b {
            merged.to_file.push((name.clone(), o.cloned()));
        } else {
            merged.conflicts.push((name.clone(), value(b), value(o), value(t)));
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn f(pairs: &[(&str, &str)]) -> Fields {
        pairs.iter().map(|(n, v)| ((*n).to_owned(), Value::from(*v))).collect()
    }

    #[test]
    fn a_change_on_one_side_goes_to_the_other_and_two_different_ones_are_a_conflict() {
        let base = f(&[("title", "T"), ("volume", "1"), ("page", "1"), ("note", "n")]);
        let ours = f(&[("title", "T2"), ("volume", "1"), ("page", "2"), ("note", "n"), ("DOI", "10.1/x")]);
        let theirs = f(&[("title", "T"), ("volume", "9"), ("page", "3")]);
        let merged = merge(Some(&base), &ours, &ours, &theirs, &BTreeMap::new());
        assert_eq!(merged.to_library, [("note".to_owned(), None), ("volume".to_owned(), Some("9".into()))]);
        assert_eq!(merged.to_file, [("DOI".to_owned(), Some("10.1/x".into())), ("title".to_owned(), Some("T2".into()))]);
        assert_eq!(merged.conflicts, [("page".to_owned(), "1".into(), "2".into(), "3".into())]);
        let stuck = BTreeMap::from([("page".to_owned(), Value::from("1"))]);
        let again = merge(Some(&theirs), &ours, &ours, &theirs, &stuck);
        assert_eq!(again.conflicts.len(), 1, "a conflict stays one until both sides agree");
    }

    #[test]
    fn two_sides_without_a_common_past_are_joined() {
        let (ours, theirs) = (f(&[("title", "T"), ("volume", "1")]), f(&[("title", "T"), ("page", "3")]));
        let merged = merge(None, &ours, &ours, &theirs, &BTreeMap::new());
        assert_eq!((merged.to_library.len(), merged.to_file.len(), merged.conflicts.len()), (1, 1, 0));
    }
}
