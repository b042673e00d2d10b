//! RTF for pasting into a word processor: characters as Unicode escapes, runs as groups.

use crate::citing::rendering::Entry;
use crate::citing::rich::{Rich, Vertical};
use std::fmt::Write as _;

const HEAD: &str = "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times New Roman;}}\n";

/// A whole list with hanging indents.
pub fn list(entries: &[Entry]) -> String {
    let mut out = String::from(HEAD);
    for entry in entries {
        let lines: Vec<String> = entry.lines.iter().map(runs).collect();
        let label = if entry.label.is_empty() { String::new() } else { format!("{}\\tab ", escaped(&entry.label)) };
        let _ = writeln!(out, "\\pard\\li480\\fi-480 {label}{}\\par", lines.join("\\line "));
    }
    out.push_str("}\n");
    out
}

/// One piece as a document of its own.
pub fn inline(rich: &Rich) -> String {
    format!("{HEAD}{}}}", runs(rich))
}

fn runs(rich: &Rich) -> String {
    let mut out = String::new();
    for span in &rich.spans {
        let f = span.format;
        let marks = [
            (f.italic, "\\i"),
            (f.bold, "\\b"),
            (f.small_caps, "\\scaps"),
            (f.underline, "\\ul"),
            (f.vertical == Vertical::Super, "\\super"),
            (f.vertical == Vertical::Sub, "\\sub"),
        ];
        let codes: String = marks.iter().filter(|(on, _)| *on).map(|(_, code)| *code).collect();
        if codes.is_empty() {
            out.push_str(&escaped(&span.text));
        } else {
            let _ = write!(out, "{{{codes} {}}}", escaped(&span.text));
        }
    }
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut units = [0u16; 2];
    for c in text.chars() {
        match c {
            '\\' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\line "),
            ' '..='~' => out.push(c),
            _ => c.encode_utf16(&mut units).iter().for_each(|u| {
                let _ = write!(out, "\\u{}?", *u as i16);
            }),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citing::rich::Format;

    #[test]
    fn characters_beyond_ascii_are_escaped_and_formats_are_groups() {
        let mut rich = Rich::plain("张三{1}");
        rich.push("Nature", Format { italic: true, ..Format::default() });
        assert!(inline(&rich).ends_with("\\u24352?\\u19977?\\{1\\}{\\i Nature}}"), "{}", inline(&rich));
    }
}
