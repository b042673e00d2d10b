//! Groups that JabRef keeps in comments of a .bib file (`jabref-meta: grouping:` and the older `groupstree:`), as tags.

use crate::model::Record;
use rustc_hash::FxHashMap;

/// The tree of groups that a comment holds.
pub fn tree(comment: &str) -> Option<&str> {
    let rest = comment.trim_start().strip_prefix("jabref-meta:")?.trim_start();
    rest.strip_prefix("groupstree:").or_else(|| rest.strip_prefix("grouping:"))
}

/// Names of groups with the keys that they list.
pub fn groups(comment: &str) -> Vec<(String, Vec<String>)> {
    let Some(tree) = tree(comment) else { return Vec::new() };
    let mut out = Vec::new();
    for group in split(&tree.replace(['\n', '\r'], ""), ';') {
        let Some((_, list)) = group.split_once("ExplicitGroup:") else { continue };
        let mut parts = split(list, ';').into_iter();
        let name = parts.next().unwrap_or_default();
        let keys: Vec<String> = parts.skip(1).filter(|k| !k.is_empty()).collect();
        if !name.is_empty() && !keys.is_empty() {
            out.push((name, keys));
        }
    }
    out
}

/// Splits at a separator that is not escaped, and takes one level of escapes off.
fn split(text: &str, at: char) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let last = out.len() - 1;
        if c == '\\' {
            out[last].extend(chars.next());
        } else if c == at {
            out.push(String::new());
        } else {
            out[last].push(c);
        }
    }
    out
}

/// Adds the groups to the records that they list.
pub fn tag(records: &mut [Record], groups: &[(String, Vec<String>)]) {
    if groups.is_empty() {
        return;
    }
    let mut by_key: FxHashMap<String, Vec<&str>> = FxHashMap::default();
    for (name, keys) in groups {
        for key in keys {
            by_key.entry(key.clone()).or_default().push(name);
        }
    }
    for record in records {
        for name in by_key.get(&record.key).into_iter().flatten() {
            if !record.tags.iter().any(|t| t == name) {
                record.tags.push((*name).to_owned());
            }
        }
    }
}
