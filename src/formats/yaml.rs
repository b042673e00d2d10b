//! YAML in and out as JSON values, for the formats written in it.

use serde_json::{Map, Value};

/// Reads a document; numbers and dates keep the text that stands there where YAML would change it.
pub fn parse(text: &str) -> Result<Value, String> {
    serde_saphyr::from_str::<Value>(text).map_err(|e| e.to_string())
}

/// Writes a value; every text that YAML could take for something else is quoted.
pub fn write(value: &Value) -> String {
    let mut out = String::new();
    block(value, 0, &mut out, false);
    out
}

fn block(value: &Value, depth: usize, out: &mut String, inline: bool) {
    match value {
        Value::Object(map) if map.is_empty() => out.push_str("{}\n"),
        Value::Array(list) if list.is_empty() => out.push_str("[]\n"),
        Value::Object(map) => object(map, depth, out, inline),
        Value::Array(list) => {
            if inline {
                out.push('\n');
            }
            for item in list {
                indent(depth, out);
                out.push_str("- ");
                match item {
                    Value::Object(map) if !map.is_empty() => object(map, depth + 1, out, false),
                    Value::Array(inner) if inner.iter().all(|v| !v.is_object() && !v.is_array()) => {
                        let all: Vec<String> = inner.iter().map(scalar).collect();
                        out.push_str(&format!("[{}]\n", all.join(", ")));
                    }
                    Value::Array(_) => block(item, depth + 1, out, true),
                    _ => {
                        out.push_str(&scalar(item));
                        out.push('\n');
                    }
                }
            }
        }
        _ => {
            out.push_str(&scalar(value));
            out.push('\n');
        }
    }
}

/// A mapping; the first key stands on the line that is open unless it is `inline`.
fn object(map: &Map<String, Value>, depth: usize, out: &mut String, inline: bool) {
    if inline {
        out.push('\n');
    }
    for (i, (key, value)) in map.iter().enumerate() {
        if i > 0 || inline || out.is_empty() || out.ends_with('\n') {
            indent(depth, out);
        }
        out.push_str(&text(key));
        out.push(':');
        match value {
            Value::Object(m) if !m.is_empty() => block(value, depth + 1, out, true),
            Value::Array(l) if !l.is_empty() => block(value, depth, out, true),
            _ => {
                out.push(' ');
                block(value, depth, out, false);
            }
        }
    }
}

fn indent(depth: usize, out: &mut String) {
    out.extend(std::iter::repeat_n("  ", depth));
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(s) => text(s),
        other => other.to_string(),
    }
}

/// Plain where that is safe, else in double quotes.
pub fn text(s: &str) -> String {
    let first = s.chars().next();
    let plain = first.is_some_and(|c| c.is_alphabetic())
        && !matches!(s.to_ascii_lowercase().as_str(), "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n" | "nan" | "inf")
        && !s.contains([':', '#', '"', '\'', '{', '}', '[', ']', '&', '*', '!', '|', '>', '%', '@', '`', '\\', '\n', '\r', '\t', ',', '<'])
        && !s.ends_with(' ')
        && !s.chars().any(|c| c.is_control() || c == '\u{feff}' || c == '\u{85}' || c == '\u{2028}' || c == '\u{2029}');
    if plain { s.to_owned() } else { serde_json::to_string(s).unwrap_or_default() }
}
