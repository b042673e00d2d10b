//! Typst: citations become `#cite(<key>)`, the list `#bibliography`.

use super::Language;
use crate::citing::manuscript::plain::{Plain, Pointer};
use std::ops::Range;

/// The text with headings as Markdown writes them, every place where it was.
pub fn shadow(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let level = line.bytes().take_while(|b| *b == b'=').count();
        let heading = (1..=6).contains(&level) && line[level..].starts_with(' ');
        out.push_str(&if heading { "#".repeat(level) } else { line[..level].to_owned() });
        out.push_str(&line[level..]);
    }
    out
}

/// Typst, with the name of the bibliography.
pub struct Typst<'a> {
    pub bib: &'a str,
}

impl Language for Typst<'_> {
    fn prose(&self, text: &str) -> String {
        crate::citing::manuscript::prose(text)
    }

    fn cited(&self, cite: &Plain, keys: &[&str], after: Option<char>) -> String {
        let form = if cite.narrative { ", form: \"year\"" } else { "" };
        let one = |(pointer, key): (&Pointer, &&str)| match pointer {
            Pointer::Names { locator, .. } if !locator.is_empty() => format!("#cite({}, supplement: [{locator}]{form})", label(key)),
            _ => format!("#cite({}{form})", label(key)),
        };
        let all: String = cite.pointers.iter().zip(keys).map(one).collect();
        // What would go on with the call is kept apart from it.
        if after.is_some_and(|c| matches!(c, '(' | '[' | '.' | ';')) { format!("{all};") } else { all }
    }

    fn list(&self, uncited: &[&str]) -> String {
        let silent: String = uncited.iter().map(|k| format!("#cite({}, form: none)\n", label(k))).collect();
        let name = self.bib.replace('\\', "\\\\").replace('"', "\\\"");
        format!("{silent}#bibliography(\"{name}\", title: none)\n")
    }

    fn head(&self, _text: &str, _uncited: &[&str]) -> Option<(Range<usize>, String)> {
        None
    }
}

/// A key as a label; one that a label cannot hold is written as a string.
fn label(key: &str) -> String {
    let plain = key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.'));
    if plain { format!("<{key}>") } else { format!("label({key:?})") }
}
