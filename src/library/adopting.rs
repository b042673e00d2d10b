//! A manuscript with plain references becomes a citing one: its list a .bib, its `[1]` and （张三，2020） keys.

use super::bibtext;
use crate::citing::keypattern::{Pattern, suffix};
use crate::citing::manuscript::own_list::{self, Entry, OwnList};
use crate::citing::manuscript::plain::{self, Plain, Pointer};
use crate::documents::markdown::front_matter;
use crate::documents::{self, BlockKind, Limits};
use crate::formats;
use crate::model::{Face, Kind, Record, Var};
use crate::refs;
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::path::Path;

/// What becomes of a manuscript.
#[derive(Clone, Debug, Default)]
pub struct Adopted {
    /// The manuscript with keys.
    pub text: String,
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
        "tex" | "ltx" | "latex" => latex(text, path, bib),
        _ => markdown(text, path, bib, pattern),
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

fn markdown(text: &str, path: &Path, bib: &str, pattern: &Pattern) -> Result<Adopted, String> {
    let entries = own_list::entries(text, path);
    if entries.is_empty() {
        return Err("no reference list was found".into());
    }
    let mut out = Adopted::default();
    let records = keyed(&entries, pattern, &mut out);
    let list = OwnList::new(&entries);
    let lists: Vec<Range<usize>> = entries.iter().map(|e| e.range.clone()).collect();
    let cites = own_list::matched(text, &list, plain::scan(&crate::citing::manuscript::prose(text), &lists));
    let mut used = vec![false; entries.len()];
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for (cite, found) in cites {
        let clear = found.iter().all(|f| f.len() == 1);
        if !clear {
            let (line, column) = place(text, cite.range.start);
            out.left.push((line, column, text.get(cite.range.clone()).unwrap_or_default().to_owned()));
            continue;
        }
        let indices: Vec<usize> = found.iter().filter_map(|f| f.first().copied()).collect();
        indices.iter().for_each(|i| used[*i] = true);
        let keys: Vec<&str> = indices.iter().map(|i| records[*i].key.as_str()).collect();
        edits.push((unraised(text, &cite.range), cited(&cite, &keys)));
        out.changed += 1;
    }
    let uncited: Vec<&str> = records.iter().zip(&used).filter(|(_, used)| !**used).map(|(r, _)| r.key.as_str()).collect();
    edits.extend(without_list(text, &lists));
    edits.push(matter(text, bib, &uncited));
    edits.sort_by_key(|(r, _)| (r.start, r.end));
    out.text = applied(text, &edits);
    out.bib = formats::find("biblatex").map(|f| bibtext::written(&records, f)).unwrap_or_default();
    Ok(out)
}

/// A citation in pandoc's syntax; names in the sentence stay, and the brackets hold the year alone.
fn cited(cite: &Plain, keys: &[&str]) -> String {
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
fn without_list(text: &str, lists: &[Range<usize>]) -> Vec<(Range<usize>, String)> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for range in lists {
        match runs.last_mut() {
            Some(last) if text.get(last.end..range.start).is_some_and(|t| t.trim().is_empty()) => last.end = range.end,
            _ => runs.push(range.clone()),
        }
    }
    let count = runs.len();
    runs.into_iter().enumerate().map(|(i, r)| (r, if i + 1 == count { "::: {#refs}\n:::\n".to_owned() } else { String::new() })).collect()
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

fn applied(text: &str, edits: &[(Range<usize>, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in edits {
        if range.start < at {
            continue;
        }
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push_str(new);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

fn place(text: &str, byte: usize) -> (u32, u32) {
    let before = text.get(..byte).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() as u32 + 1, line.chars().count() as u32 + 1)
}

/// `thebibliography` becomes a .bib under the keys it has; the citations stay as they are.
fn latex(text: &str, path: &Path, bib: &str) -> Result<Adopted, String> {
    let scan = crate::citing::manuscript::MANUSCRIPTS.iter().find(|r| r.name == "latex");
    let scan = scan.ok_or("no reader")?;
    let scan = (scan.read)(&crate::citing::manuscript::Text { bytes: text.as_bytes(), text, path })?;
    let (begin, end) = ("\\begin{thebibliography}", "\\end{thebibliography}");
    let (Some(from), Some(to)) = (text.find(begin), text.rfind(end)) else { return Err("no thebibliography was found".into()) };
    let document = documents::read(text.as_bytes(), path, &Limits::default()).map_err(|e| e.to_string())?;
    let printed: Vec<&str> = document
        .blocks
        .iter()
        .filter(|b| matches!(b.kind, BlockKind::Entry(_)))
        .filter_map(|b| document.text.get(b.range.clone()))
        .collect();
    if printed.len() != scan.entries.len() || to < from {
        return Err("the entries of thebibliography could not be told apart".into());
    }
    let mut out = Adopted::default();
    let mut records = Vec::new();
    for (n, ((cite, _), printed)) in scan.entries.iter().zip(printed).enumerate() {
        let read = refs::parse(printed, refs::Context::Entry).into_iter().next().unwrap_or_default();
        let mut record = readable(&read, printed);
        if record.confidence < 0.6 {
            out.doubtful.push(cite.key.clone());
        }
        out.keys.push((n as u32 + 1, cite.key.clone(), printed.chars().take(60).collect::<String>().replace('\n', " ")));
        record.key.clone_from(&cite.key);
        record.locator.clear();
        records.push(record);
    }
    out.changed = scan.cites.len();
    let name = bib.strip_suffix(".bib").unwrap_or(bib);
    let new = format!("\\bibliographystyle{{plain}}\n\\bibliography{{{name}}}");
    out.text = applied(text, &[(from..to + end.len(), new)]);
    out.bib = formats::find("bibtex").map(|f| bibtext::written(&records, f)).unwrap_or_default();
    Ok(out)
}
