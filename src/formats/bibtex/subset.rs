//! Some entries of a .bib file as they stand there, with the macros they use and the entries they refer to.

use super::lex::{Entry, Item, Lexer, Part};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Fields that name other entries which must be there for an entry to be complete.
const REFERRING: &[&str] = &["crossref", "xdata", "xref", "entryset", "related"];

/// A macro: its name, where it stands, the macros it uses.
type Macro = (String, Range<usize>, Vec<String>);

/// The text of the wanted entries in the order wanted, each under the key it is wanted by; parents behind their children,
/// as BibTeX demands; macros, preambles and what is wanted by none left out. Keys that are not there are returned.
pub fn subset<'k>(text: &str, wanted: &[&'k str]) -> (String, Vec<&'k str>) {
    let mut lexer = Lexer::new(text);
    let mut entries: Vec<Entry> = Vec::new();
    let mut macros: Vec<Macro> = Vec::new();
    let mut end = 0;
    let mut preambles = Vec::new();
    while let Some(item) = lexer.next_item() {
        let from = end;
        end = lexer.position();
        match item {
            Item::Entry(entry) => entries.push(entry),
            Item::Macro(fields) => {
                let start = start_of(text, from..end, "string");
                for field in &fields {
                    macros.push((field.name.to_ascii_lowercase(), start..end, words(field.first, &field.rest)));
                }
            }
            Item::Preamble => preambles.push(start_of(text, from..end, "preamble")..end),
            Item::Comment(_) => {}
        }
    }
    let by_key = index(&entries);
    let mut missing = Vec::new();
    let mut chosen = Vec::new();
    let mut seen = FxHashSet::default();
    for key in wanted {
        match by_key.get(*key) {
            Some(&i) if seen.insert(i) => chosen.push(i),
            Some(_) => {}
            None => missing.push(*key),
        }
    }
    // What is referred to follows, and what that refers to, each once.
    let mut next = 0;
    while let Some(&i) = chosen.get(next) {
        next += 1;
        for parent in parents(&entries[i]) {
            if let Some(&p) = by_key.get(parent)
                && seen.insert(p)
            {
                chosen.push(p);
            }
        }
    }
    let mut out = String::new();
    for range in preambles {
        out.push_str(text.get(range).unwrap_or_default().trim_end());
        out.push_str("\n\n");
    }
    push_macros(text, &entries, &chosen, &macros, &mut out);
    for i in chosen {
        out.push_str(text.get(entries[i].span.clone()).unwrap_or_default());
        out.push_str("\n\n");
    }
    out.truncate(out.trim_end().len() + usize::from(!out.is_empty()));
    (out, missing)
}

/// Where `@string` or `@preamble` begins in a range that ends with it.
fn start_of(text: &str, range: Range<usize>, kind: &str) -> usize {
    let piece = text.get(range.clone()).unwrap_or_default();
    let begins = |at: &usize| piece[at + 1..].trim_start().get(..kind.len()).is_some_and(|k| k.eq_ignore_ascii_case(kind));
    piece.match_indices('@').map(|(at, _)| at).find(begins).map_or(range.end, |at| range.start + at)
}

/// Entries by key, the first of equal ones; further names in `ids` where no entry has the name.
fn index<'a>(entries: &[Entry<'a>]) -> FxHashMap<&'a str, usize> {
    let mut by_key = FxHashMap::default();
    for (i, entry) in entries.iter().enumerate() {
        by_key.entry(entry.key).or_insert(i);
    }
    for (i, entry) in entries.iter().enumerate() {
        for id in list(entry, "ids") {
            by_key.entry(id).or_insert(i);
        }
    }
    by_key
}

fn list<'a>(entry: &Entry<'a>, name: &str) -> Vec<&'a str> {
    let field = entry.fields.iter().find(|f| f.name.eq_ignore_ascii_case(name));
    match field.map(|f| f.first) {
        Some(Part::Text(text)) => text.split(',').map(str::trim).filter(|k| !k.is_empty()).collect(),
        _ => Vec::new(),
    }
}

fn parents<'a>(entry: &Entry<'a>) -> Vec<&'a str> {
    REFERRING.iter().flat_map(|name| list(entry, name)).collect()
}

fn words(first: Part, rest: &[Part]) -> Vec<String> {
    std::iter::once(&first).chain(rest).filter_map(|p| if let Part::Bare(w) = p { Some(w.to_ascii_lowercase()) } else { None }).collect()
}

/// The macros that the chosen entries use, and those these use, in the order of the file.
fn push_macros(text: &str, entries: &[Entry], chosen: &[usize], macros: &[Macro], out: &mut String) {
    let mut used: FxHashSet<String> = chosen.iter().flat_map(|i| &entries[*i].fields).flat_map(|f| words(f.first, &f.rest)).collect();
    for (name, _, uses) in macros.iter().rev() {
        if used.contains(name) {
            used.extend(uses.iter().cloned());
        }
    }
    let mut written = 0;
    for (name, range, _) in macros {
        if used.contains(name) && range.end > written {
            out.push_str(text.get(range.clone()).unwrap_or_default().trim_end());
            out.push('\n');
            written = range.end;
        }
    }
    if written > 0 {
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_come_as_they_stand_with_macros_and_parents() {
        let text = "@string{pub = {P}}\n@string{x = {X}}\n@book{p, title={B}, publisher = pub}\n\n@inbook{a,\n  title = {A}, % odd\n  crossref={p}}\n@book{b, title=\"T\"}\n";
        let (out, missing) = subset(text, &["b", "a", "z"]);
        assert_eq!(
            out,
            "@string{pub = {P}}\n\n@book{b, title=\"T\"}\n\n@inbook{a,\n  title = {A}, % odd\n  crossref={p}}\n\n@book{p, title={B}, publisher = pub}\n"
        );
        assert_eq!(missing, ["z"]);
    }
}
