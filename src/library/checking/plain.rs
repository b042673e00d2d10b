//! Plain citations of a manuscript against the list it prints itself.

use super::manuscript::{NOT_CITED, NOT_LISTED, UNCLEAR, at};
use super::rule::Finding;
use crate::citing::manuscript::own_list::{self, OwnList};
use crate::citing::manuscript::plain::{self, Pointer};
use crate::citing::manuscript::{Manuscript, Source, Spot, prose};
use std::ops::Range;

/// Formats whose text is what a reader sees.
const READABLE: &[&str] = &["markdown", "org", "text", "docx", "odt"];

/// A file's list, and its citations.
struct Read<'a> {
    number: usize,
    source: &'a Source,
    entries: Vec<own_list::Entry>,
}

/// What is cited and not listed, listed and not cited. Only where no keys are cited and a list stands in the manuscript.
pub fn findings(manuscript: &Manuscript) -> Vec<Finding> {
    let mut out = Vec::new();
    if !manuscript.cites.is_empty() {
        return out;
    }
    let read: Vec<Read> = manuscript
        .files
        .iter()
        .enumerate()
        .filter(|(_, s)| READABLE.contains(&s.reader))
        .map(|(number, source)| {
            // Office files were read already: their text is taken as plain text here.
            let name = if source.reader == "markdown" { "x.md" } else { "x.txt" };
            Read { number, source, entries: own_list::entries(&source.text, std::path::Path::new(name)) }
        })
        .collect();
    let mut all: Vec<own_list::Entry> = Vec::new();
    let mut places: Vec<Spot> = Vec::new();
    for file in &read {
        for entry in &file.entries {
            places.push(spot(file, &entry.range));
            all.push(entry.clone());
        }
    }
    if all.is_empty() {
        return out;
    }
    let list = OwnList::new(&all);
    let mut used = vec![false; all.len()];
    let mut any = false;
    for file in &read {
        let outside: Vec<Range<usize>> = file.entries.iter().map(|e| e.range.clone()).collect();
        let cites = if file.source.reader == "markdown" {
            plain::scan(&prose(&file.source.text), &outside)
        } else {
            plain::scan(&file.source.text, &outside)
        };
        for (cite, found) in own_list::matched(&file.source.text, &list, cites) {
            any = true;
            let place = spot(file, &cite.range);
            for (pointer, found) in cite.pointers.iter().zip(found) {
                match found.as_slice() {
                    [] if cite.narrative => {}
                    [] => {
                        let shown = show(pointer);
                        let en = format!("{shown} is cited, but not in the list");
                        out.push(at(manuscript, &NOT_LISTED, &place, "", en, format!("{shown} 已引用，但列表中没有")));
                    }
                    [one] => used[*one] = true,
                    several => {
                        several.iter().for_each(|i| used[*i] = true);
                        let shown = show(pointer);
                        let numbers: Vec<String> = several.iter().map(|i| list.entries[*i].number.to_string()).collect();
                        let en = format!("{shown} may be any of the entries {}", numbers.join(", "));
                        out.push(at(manuscript, &UNCLEAR, &place, "", en, format!("{shown} 与第 {} 条均相合", numbers.join("、"))));
                    }
                }
            }
        }
    }
    // A list without any citation in the text is a bibliography, or cited by notes.
    for (i, entry) in all.iter().enumerate().filter(|(i, _)| any && !used[*i]) {
        let start: String = entry.text.chars().take(40).collect();
        let en = format!("entry {} is not cited: {start}…", entry.number);
        out.push(at(manuscript, &NOT_CITED, &places[i], "", en, format!("第 {} 条未被引用：{start}…", entry.number)));
    }
    out
}

fn spot(file: &Read, range: &Range<usize>) -> Spot {
    let (line, column) = file.source.at(range.start);
    Spot { file: file.number, range: range.clone(), line, column }
}

fn show(pointer: &Pointer) -> String {
    match pointer {
        Pointer::Number(n) => format!("[{n}]"),
        Pointer::Names { names, et_al, year, .. } => {
            let han = names.iter().any(|n| crate::text::script::has_han(n));
            let cut = match (*et_al, han) {
                (true, true) => "等",
                (true, false) => " et al.",
                _ => "",
            };
            format!("({}{cut}, {year})", names.join(if han { "、" } else { ", " }))
        }
    }
}
