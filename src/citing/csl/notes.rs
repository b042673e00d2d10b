//! Citations in the text and notes: positions (first, later, ibid), locators, numbers and years drawn together.

use super::disambiguation::{self, Apart};
use super::eval::{Context, Place, Position};
use super::item::Item;
use super::order;
use super::out::Out;
use super::sheet::{Layout, Section, Sheet};
use crate::citing::rendering::{Cite, runs};
use crate::citing::rich::{Format, Rich};
use rustc_hash::FxHashMap;

/// Words in front of a locator that say what it is; without one it is a page.
const LABELS: &[(&str, &str)] = &[
    ("chapters", "chapter"),
    ("chapter", "chapter"),
    ("chap.", "chapter"),
    ("ch.", "chapter"),
    ("pages", "page"),
    ("page", "page"),
    ("pp.", "page"),
    ("p.", "page"),
    ("sections", "section"),
    ("section", "section"),
    ("sec.", "section"),
    ("§", "section"),
    ("volume", "volume"),
    ("vol.", "volume"),
    ("figure", "figure"),
    ("fig.", "figure"),
    ("verse", "verse"),
    ("line", "line"),
    ("note", "note"),
    ("n.", "note"),
    ("paragraph", "paragraph"),
    ("para.", "paragraph"),
    ("part", "part"),
    ("book", "book"),
    ("column", "column"),
    ("folio", "folio"),
    ("issue", "issue"),
    ("opus", "opus"),
    ("article", "article"),
    ("art.", "article"),
];

/// What a locator as typed names, and its value: `ch. 3` → (`chapter`, `3`), `第15页` → (`page`, `15`).
pub fn locator(typed: &str) -> (String, String) {
    let text = typed.trim();
    if let Some(rest) = text.strip_prefix('第') {
        for (end, label) in [('页', "page"), ('頁', "page"), ('章', "chapter"), ('卷', "volume"), ('节', "section"), ('条', "article")]
        {
            if let Some(value) = rest.strip_suffix(end) {
                return (label.into(), value.trim().into());
            }
        }
    }
    for (word, label) in LABELS {
        let head = text.get(..word.len()).filter(|h| h.eq_ignore_ascii_case(word));
        if head.is_some() {
            let rest = text[word.len()..].trim_start();
            if !rest.is_empty() && (word.ends_with('.') || *word == "§" || text[word.len()..].starts_with(' ')) {
                return ((*label).into(), rest.into());
            }
        }
    }
    ("page".into(), text.into())
}

/// What is known of earlier citations.
#[derive(Default)]
struct Earlier {
    /// For each item: its first note and its last.
    cited: FxHashMap<usize, (usize, usize)>,
    /// The only work of the note before, with its locator.
    previous: Option<(usize, String)>,
}

impl Earlier {
    fn place(&self, cite: &Cite, note: usize, section: &Section, same_note: Option<&(usize, String)>) -> Place {
        let (label, value) = if cite.locator.is_empty() { Default::default() } else { locator(&cite.locator) };
        let mut place = Place { locator: value, label, ..Place::default() };
        let Some((first, last)) = self.cited.get(&cite.record) else { return place };
        place.first_note = *first;
        place.near = note - last <= section.near_note_distance;
        place.position = match same_note.or(self.previous.as_ref()) {
            Some((item, before)) if *item == cite.record => match (before.is_empty(), cite.locator.is_empty()) {
                (false, true) => Position::Subsequent,
                _ if *before == cite.locator => Position::Ibid,
                _ => Position::IbidWithLocator,
            },
            _ => Position::Subsequent,
        };
        place
    }
}

/// The citations, cluster by cluster.
pub fn render(sheet: &Sheet, items: &[Item], clusters: &[Vec<Cite>]) -> Vec<Rich> {
    let numbers = numbers(sheet, items, clusters);
    let all: Vec<usize> = (0..items.len()).collect();
    let listed = sheet.bibliography.as_ref().map_or_else(|| all.clone(), |b| order::order(sheet, b, items, &all));
    let apart = disambiguation::apart(sheet, items, &listed);
    let mut earlier = Earlier::default();
    clusters.iter().enumerate().map(|(n, cluster)| one(sheet, items, cluster, n + 1, &numbers, &apart, &mut earlier)).collect()
}

/// Numbers of the entries: by the list's order where the style sorts it, else by first citation.
fn numbers(sheet: &Sheet, items: &[Item], clusters: &[Vec<Cite>]) -> FxHashMap<usize, usize> {
    let mut cited: Vec<usize> = Vec::new();
    let mut seen = rustc_hash::FxHashSet::default();
    for cite in clusters.iter().flatten() {
        if cite.record < items.len() && seen.insert(cite.record) {
            cited.push(cite.record);
        }
    }
    let ordered = match &sheet.bibliography {
        Some(section) if !section.sort.is_empty() => order::order(sheet, section, items, &cited),
        _ => cited,
    };
    ordered.into_iter().enumerate().map(|(n, i)| (i, n + 1)).collect()
}

fn one(
    sheet: &Sheet,
    items: &[Item],
    cluster: &[Cite],
    note: usize,
    numbers: &FxHashMap<usize, usize>,
    apart: &FxHashMap<usize, Apart>,
    earlier: &mut Earlier,
) -> Rich {
    let section = &sheet.citation;
    let mut cites: Vec<&Cite> = cluster.iter().filter(|c| c.record < items.len()).collect();
    let Some(layout) = cites.first().and_then(|c| section.layout(&items[c.record].language)) else { return Rich::default() };
    if section.collapse == "citation-number" {
        cites.sort_by_key(|c| numbers.get(&c.record));
        if let Some(out) = collapsed(sheet, items, layout, &cites, numbers) {
            return out;
        }
    }
    let mut outs: Vec<(Out, String)> = Vec::new();
    let mut same_note: Option<(usize, String)> = None;
    let mut author: Option<String> = None;
    for cite in &cites {
        let mut place = earlier.place(cite, note, section, same_note.as_ref());
        place.number = numbers.get(&cite.record).copied().unwrap_or(0);
        place.apart = apart.get(&cite.record).cloned().unwrap_or_default();
        let item = &items[cite.record];
        let Some(own) = section.layout(&item.language) else { continue };
        let context = Context::new(sheet, own.locale.clone(), item, &section.options, &place);
        let format = own.dress.over(Format::default());
        let mut out = context.elements(&own.children, format, "").0;
        let mut delimiter = own.dress.delimiter.clone();
        let names = context.first_names.take();
        if section.collapse.starts_with("year") && names.is_some() && names == author {
            // Years of one author are drawn together.
            let mut again = Context::new(sheet, own.locale.clone(), item, &section.options, &place);
            again.instead_of_names = Some("");
            out = again.elements(&own.children, format, "").0;
            delimiter.clone_from(&section.cite_group_delimiter);
        }
        author = names;
        let entry = earlier.cited.entry(cite.record).or_insert((note, note));
        entry.1 = note;
        same_note = Some((cite.record, cite.locator.clone()));
        outs.push((out, delimiter));
    }
    earlier.previous = same_note.filter(|_| cites.len() == 1);
    let in_quote = layout.locale.punctuation_in_quote;
    let format = layout.dress.over(Format::default());
    let mut joined = Out::default();
    for (out, delimiter) in outs {
        if !joined.is_empty() && !out.is_empty() {
            joined.push(&delimiter, format, in_quote);
        }
        joined.append(out, in_quote);
    }
    // A note begins as its first work does and ends as its last.
    let last = cites.last().and_then(|c| section.layout(&items[c.record].language)).unwrap_or(layout);
    joined.affixed(&layout.dress.prefix, &last.dress.suffix, format, in_quote).finish().0
}

/// `[1,3-5]`: numbers in a row as a range, where no locator stands between.
fn collapsed(sheet: &Sheet, items: &[Item], layout: &Layout, cites: &[&Cite], numbers: &FxHashMap<usize, usize>) -> Option<Rich> {
    if cites.len() < 2 || cites.iter().any(|c| !c.locator.is_empty()) {
        return None;
    }
    let shown: Vec<usize> = cites.iter().filter_map(|c| numbers.get(&c.record).copied()).collect();
    let marker = 1_234_567;
    let place = Place { number: marker, ..Place::default() };
    let context = Context::new(sheet, layout.locale.clone(), &items[cites[0].record], &sheet.citation.options, &place);
    let format = layout.dress.over(Format::default());
    let single = context.elements(&layout.children, format, "").0;
    // Brackets that each number has of its own (`[1]–[3]`) stay with each.
    let text = single.plain();
    let (before, after) = text.split_once(&marker.to_string())?;
    let delimiter = if layout.dress.delimiter.is_empty() { "," } else { &layout.dress.delimiter };
    let parts: Vec<String> =
        runs(shown).split(',').map(|run| run.split('-').map(|n| format!("{before}{n}{after}")).collect::<Vec<_>>().join("–")).collect();
    let inner = single.pieces.first().map_or(format, |p| p.format);
    Some(Out::text(parts.join(delimiter), inner).affixed(&layout.dress.prefix, &layout.dress.suffix, format, false).finish().0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locators_say_what_they_are() {
        for (typed, label, value) in [
            ("12-14", "page", "12-14"),
            ("p. 3", "page", "3"),
            ("ch. 3", "chapter", "3"),
            ("第15页", "page", "15"),
            ("第三章", "chapter", "三"),
            ("§ 4", "section", "4"),
            ("序2-3", "page", "序2-3"),
            ("notes", "page", "notes"),
        ] {
            assert_eq!(locator(typed), (label.to_owned(), value.to_owned()), "{typed}");
        }
    }
}
