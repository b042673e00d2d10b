//! A manuscript with plain references becomes a citing one: its list a .bib, its `[1]` and （张三，2020） keys.

mod latex;
mod office;
mod typst;

pub use office::adopt as adopt_office;

use super::bibtext;
use crate::citing::keypattern::{Pattern, suffix};
use crate::citing::manuscript::own_list::{self, Entry, OwnList};
use crate::citing::manuscript::plain::{self, Plain, Pointer};
use crate::documents::markdown::front_matter;
use crate::formats;
use crate::model::{Face, Kind, Record, Var};
use crate::text::edits;
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::path::Path;

/// What becomes of a manuscript.
#[derive(Clone, Debug, Default)]
pub struct Adopted {
    /// The manuscript with keys, as it is written to its file.
    pub text: Vec<u8>,
    /// Its bibliography.
    pub bib: String,
    /// Number, key and beginning of each entry.
    pub keys: Vec<(u32, String, String)>,
    /// How many citations became keys.
    pub changed: usize,
    /// Citations left as they are, with their places: nothing or several entries answer.
    pub left: Vec<(u32, u32, String)>,
    /// Keys of entries that were read with doubt, and those whose text stands in a note because it could not be read.
    pub doubtful: Vec<String>,
}

/// Adopts a text; `bib` is the name by which the text calls its bibliography.
pub fn adopt(text: &str, path: &Path, bib: &str, pattern: &Pattern) -> Result<Adopted, String> {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "tex" | "ltx" | "latex" => latex::adopt(text, path, bib),
        "typ" | "typst" => written(text, &typst::shadow(text), Path::new("x.md"), &typst::Typst { bib }, pattern),
        _ => written(text, text, path, &Pandoc { bib }, pattern),
    }
}

/// Records of a list, each with a key of its own.
fn keyed(entries: &[Entry], pattern: &Pattern, out: &mut Adopted) -> Vec<Record> {
    let mut taken = FxHashSet::default();
    let mut records = Vec::with_capacity(entries.len());
    for entry in entries {
        let mut record = readable(&entry.record, &entry.text);
        let base = match record.faces.first() {
            Some(face) if !face.get(Var::Title).is_empty() => pattern.key(face),
            _ => format!("ref{}", entry.number),
        };
        let mut key = base.clone();
        let mut n = 0;
        while !taken.insert(key.to_lowercase()) {
            key = format!("{base}{}", suffix(n));
            n += 1;
        }
        if record.confidence < 0.6 || record.faces.first().is_none_or(|f| f.get(Var::Title).is_empty()) {
            out.doubtful.push(key.clone());
        }
        out.keys.push((entry.number, key.clone(), entry.text.chars().take(60).collect::<String>().replace('\n', " ")));
        record.key = key;
        record.locator.clear();
        records.push(record);
    }
    records
}

/// The record, or one that keeps the text as a note where nothing could be read.
fn readable(record: &Record, text: &str) -> Record {
    if record.faces.first().is_some_and(|f| !f.is_empty()) {
        return record.clone();
    }
    let mut face = Face::new(Kind::Document);
    face.set(Var::Note, text.split_whitespace().collect::<Vec<_>>().join(" "));
    Record { confidence: 0.0, ..Record::of(face) }
}

/// How a language of manuscripts writes citations and lists.
trait Language {
    /// The text in which citations are looked for, of the same length.
    fn prose(&self, text: &str) -> String;
    /// A citation of these keys; `after` is the character behind it.
    fn cited(&self, cite: &Plain, keys: &[&str], after: Option<char>) -> String;
    /// What stands in the place of the list.
    fn list(&self, uncited: &[&str]) -> String;
    /// What names the bibliography at the head of the text, and where it goes.
    fn head(&self, text: &str, uncited: &[&str]) -> Option<(Range<usize>, String)>;
}

/// Adopts a text whose list is read in `shadow`, a text with the same places.
fn written(text: &str, shadow: &str, path: &Path, language: &dyn Language, pattern: &Pattern) -> Result<Adopted, String> {
    let entries = own_list::entries(shadow, path);
    if entries.is_empty() {
        return Err("no reference list was found".into());
    }
    let mut out = Adopted::default();
    let records = keyed(&entries, pattern, &mut out);
    let list = OwnList::new(&entries);
    let lists: Vec<Range<usize>> = entries.iter().map(|e| e.range.clone()).collect();
    let cites = own_list::matched(text, &list, plain::scan(&language.prose(text), &lists));
    let mut used = vec![false; entries.len()];
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for (cite, found) in cites {
        let Some(keys) = clear(&found, &records, &mut used) else {
            let (line, column) = place(text, cite.range.start);
            out.left.push((line, column, text.get(cite.range.clone()).unwrap_or_default().to_owned()));
            continue;
        };
        let range = unraised(text, &cite.range);
        let after = text.get(range.end..).and_then(|t| t.chars().next());
        edits.push((range, language.cited(&cite, &keys, after)));
        out.changed += 1;
    }
    let uncited: Vec<&str> = records.iter().zip(&used).filter(|(_, used)| !**used).map(|(r, _)| r.key.as_str()).collect();
    edits.extend(without_list(text, &lists, &language.list(&uncited)));
    edits.extend(language.head(text, &uncited));
    out.text = edits::apply(text, edits).into_bytes();
    out.bib = formats::find("biblatex").map(|f| bibtext::written(&records, f)).unwrap_or_default();
    Ok(out)
}

/// The keys of a citation, where exactly one entry answers each of its parts.
fn clear<'r>(found: &[Vec<usize>], records: &'r [Record], used: &mut [bool]) -> Option<Vec<&'r str>> {
    let indices: Option<Vec<usize>> = found.iter().map(|f| if let [one] = f.as_slice() { Some(*one) } else { None }).collect();
    let indices = indices?;
    for i in &indices {
        *used.get_mut(*i)? = true;
    }
    indices.iter().map(|i| records.get(*i).map(|r| r.key.as_str())).collect()
}

/// Markdown as pandoc and Quarto read it.
struct Pandoc<'a> {
    bib: &'a str,
}

impl Language for Pandoc<'_> {
    fn prose(&self, text: &str) -> String {
        crate::citing::manuscript::prose(text)
    }

    fn cited(&self, cite: &Plain, keys: &[&str], _after: Option<char>) -> String {
        bracketed(cite, keys)
    }

    fn list(&self, _uncited: &[&str]) -> String {
        "::: {#refs}\n:::\n".to_owned()
    }

    fn head(&self, text: &str, uncited: &[&str]) -> Option<(Range<usize>, String)> {
        Some(matter(text, self.bib, uncited))
    }
}

/// A citation in pandoc's syntax; names in the sentence stay, and the brackets hold the year alone.
fn bracketed(cite: &Plain, keys: &[&str]) -> String {
    let parts: Vec<String> = cite
        .pointers
        .iter()
        .zip(keys)
        .map(|(pointer, key)| {
            let minus = if cite.narrative { "-" } else { "" };
            let key =
                if key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-')) { format!("@{key}") } else { format!("@{{{key}}}") };
            match pointer {
                Pointer::Names { locator, .. } if !locator.is_empty() => format!("{minus}{key}, {locator}"),
                _ => format!("{minus}{key}"),
            }
        })
        .collect();
    format!("[{}]", parts.join("; "))
}

/// The range with the marks that raise a number: `<sup>[1]</sup>`, `^[1]^`.
fn unraised(text: &str, range: &Range<usize>) -> Range<usize> {
    let (before, after) = (text.get(..range.start).unwrap_or_default(), text.get(range.end..).unwrap_or_default());
    for (open, close) in [("<sup>", "</sup>"), ("^", "^")] {
        if before.ends_with(open) && after.starts_with(close) {
            return range.start - open.len()..range.end + close.len();
        }
    }
    range.clone()
}

/// The entries go; where the last of them stood, the program that reads the keys prints its list.
fn without_list(text: &str, lists: &[Range<usize>], instead: &str) -> Vec<(Range<usize>, String)> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for range in lists {
        match runs.last_mut() {
            Some(last) if text.get(last.end..range.start).is_some_and(|t| t.trim().is_empty()) => last.end = range.end,
            _ => runs.push(range.clone()),
        }
    }
    let count = runs.len();
    runs.into_iter().enumerate().map(|(i, r)| (r, if i + 1 == count { instead.to_owned() } else { String::new() })).collect()
}

/// Front matter that names the bibliography, and what is listed without being cited.
fn matter(text: &str, bib: &str, uncited: &[&str]) -> (Range<usize>, String) {
    let mut lines = format!("bibliography: {bib}\n");
    if !uncited.is_empty() {
        let keys: Vec<String> = uncited.iter().map(|k| format!("@{k}")).collect();
        lines += &format!("nocite: |\n  {}\n", keys.join(", "));
    }
    match front_matter(text) {
        Some((yaml, _)) => {
            let end = yaml.as_ptr() as usize - text.as_ptr() as usize + yaml.len();
            (end..end, lines)
        }
        None => (0..0, format!("---\n{lines}---\n\n")),
    }
}

fn place(text: &str, byte: usize) -> (u32, u32) {
    let before = text.get(..byte).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() as u32 + 1, line.chars().count() as u32 + 1)
}
