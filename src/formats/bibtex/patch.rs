//! Changes single fields of an entry and leaves the rest of its text as it stands.

use super::lex::{Entry, Item, Lexer};
use super::write::fields_of;
use crate::model::Record;

/// The entry's text with what differs between two states of its record written new.
pub fn patched(raw: &str, old: &Record, new: &Record, biblatex: bool) -> String {
    let mut lexer = Lexer::new(raw);
    let entry = std::iter::from_fn(|| lexer.next_item()).find_map(|i| if let Item::Entry(e) = i { Some(e) } else { None });
    let Some(entry) = entry else { return raw.to_owned() };
    let (old_type, before) = fields_of(old, biblatex);
    let (new_type, after) = fields_of(new, biblatex);
    let mut edits: Vec<(usize, usize, String)> = Vec::new();
    if old_type != new_type {
        let from = entry.span.start + 1;
        edits.push((from, from + raw[from..].find(entry.kind).unwrap_or(0) + entry.kind.len(), new_type.to_owned()));
    }
    if old.key != new.key && !entry.key.is_empty() {
        let from = raw[entry.span.start..].find(entry.key).map_or(0, |i| entry.span.start + i);
        edits.push((from, from + entry.key.len(), new.key.clone()));
    }
    let mut added = Vec::new();
    for (name, value) in &after {
        if before.iter().any(|(n, v)| n == name && v == value) {
            continue;
        }
        match find(&entry, name) {
            Some(field) => edits.push((field.value.start, field.value.end, delimited(name, value))),
            None => added.push((name.clone(), value.clone())),
        }
    }
    for (name, _) in &before {
        if !after.iter().any(|(n, _)| n == name)
            && let Some(field) = find(&entry, name)
        {
            let end = field.span.end + raw[field.span.end..].bytes().take_while(|b| matches!(b, b' ' | b'\t')).count();
            let end = if raw[end..].starts_with(',') { end + 1 } else { end };
            let begin = raw[..field.span.start].trim_end_matches([' ', '\t']).len();
            let begin = raw[..begin].strip_suffix('\n').map_or(begin, |s| s.strip_suffix('\r').unwrap_or(s).len());
            edits.push((begin, end, String::new()));
        }
    }
    if !added.is_empty() {
        edits.push(addition(raw, &entry, &added));
    }
    apply(raw, edits)
}

fn find<'e, 'a>(entry: &'e Entry<'a>, name: &str) -> Option<&'e super::lex::Field<'a>> {
    let alias = match name {
        "journaltitle" => "journal",
        "journal" => "journaltitle",
        "location" => "address",
        "address" => "location",
        "institution" => "school",
        "school" => "institution",
        "annotation" => "annote",
        "annote" => "annotation",
        "eprinttype" => "archiveprefix",
        "archiveprefix" => "eprinttype",
        "eprintclass" => "primaryclass",
        "primaryclass" => "eprintclass",
        "date" => "year",
        "keywords" => "keyword",
        "langid" => "language",
        _ => name,
    };
    let by = |n: &str| entry.fields.iter().find(|f| f.name.eq_ignore_ascii_case(n));
    by(name).or_else(|| by(alias))
}

fn delimited(name: &str, value: &str) -> String {
    if name == "month" { value.to_owned() } else { format!("{{{value}}}") }
}

/// New fields behind the last one, indented as it is.
fn addition(raw: &str, entry: &Entry, added: &[(String, String)]) -> (usize, usize, String) {
    let lines = if raw.contains("\r\n") { "\r\n" } else { "\n" };
    let indent = entry.fields.last().map_or("  ", |f| {
        let from = raw[..f.span.start].rfind(['\n', '\r']).map_or(f.span.start, |i| i + 1);
        let blank = &raw[from..f.span.start];
        if blank.trim().is_empty() && !blank.is_empty() { blank } else { "  " }
    });
    let at = entry.fields.last().map_or_else(|| raw.trim_end().len().saturating_sub(1), |f| f.span.end);
    let mut text = String::new();
    for (name, value) in added {
        text.push_str(&format!(",{lines}{indent}{name} = {}", delimited(name, value)));
    }
    (at, at, text)
}

fn apply(raw: &str, mut edits: Vec<(usize, usize, String)>) -> String {
    edits.sort_by_key(|(from, to, _)| (*from, *to));
    let mut out = String::with_capacity(raw.len());
    let mut at = 0;
    for (from, to, text) in edits {
        if from < at {
            continue;
        }
        out.push_str(&raw[at..from]);
        out.push_str(&text);
        at = to;
    }
    out.push_str(&raw[at..]);
    out
}
