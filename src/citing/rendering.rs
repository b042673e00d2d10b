//! Bibliographies and citations of records in a style: the one way in for the library, the manuscripts and the command line.

use super::csl::{self, Item, Sheet};
use super::faces::{Faces, Pairing, language_of};
use super::gbt7714::{Edition, Extra, Punctuation, Standard, System};
use super::rich::{Format, Rich, Vertical};
use super::sorting::{self, Order};
use super::styles::Style;
use crate::model::{Face, Record};
use rustc_hash::FxHashMap;

/// How a bibliography is to look, beyond its style.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Which faces are printed.
    pub faces: Faces,
    /// How a translation stands beside its original.
    pub pairing: Pairing,
    /// Order of the list.
    pub order: Order,
    /// Widths of marks in GB/T entries, if not those of the edition.
    pub punctuation: Option<Punctuation>,
}

/// One entry of a bibliography.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// Index of the record it is of.
    pub record: usize,
    /// Citation key of the record.
    pub key: String,
    /// Number or label as printed (`[1]`); empty in styles without.
    pub label: String,
    /// The entry, and its translation where both faces are printed on lines of their own.
    pub lines: Vec<Rich>,
}

impl Entry {
    /// The text of all lines.
    pub fn text(&self) -> String {
        self.lines.iter().map(Rich::text).collect::<Vec<_>>().join("\n")
    }
}

/// One work cited in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cite {
    /// Index of the record.
    pub record: usize,
    /// Cited place (`12-14`, `ch. 3`, `第15页`); empty for the whole work.
    pub locator: String,
}

/// The bibliography of the records in a style.
pub fn bibliography(records: &[Record], style: &Style, options: &Options) -> Vec<Entry> {
    let faces: Vec<Vec<&Face>> = records.iter().map(|r| options.faces.of(r)).collect();
    match style {
        Style::Gbt7714(standard) => gbt7714(records, &faces, with(*standard, options), options),
        Style::Csl(sheet) => csl(records, &faces, sheet, options),
    }
}

/// The citations of a text, cluster by cluster in order of appearance.
pub fn cite(records: &[Record], clusters: &[Vec<Cite>], style: &Style, options: &Options) -> Vec<Rich> {
    match style {
        Style::Gbt7714(standard) => cite_gbt7714(records, clusters, with(*standard, options), options),
        Style::Csl(sheet) => {
            let items = items(sheet, records, &records.iter().map(|r| options.faces.of(r)).collect::<Vec<_>>(), 0);
            let items: Vec<Item> = items.into_iter().map(|(_, item)| item).collect();
            if items.len() == records.len() { csl::notes::render(sheet, &items, clusters) } else { vec![Rich::default(); clusters.len()] }
        }
    }
}

/// The faces of that rank as items, with the records they are of. Only a style that tells languages apart hears of the other
/// face: to the others `original-title` says that the work itself is a translation.
fn items<'a>(sheet: &Sheet, records: &'a [Record], faces: &[Vec<&'a Face>], rank: usize) -> Vec<(usize, Item<'a>)> {
    let beside = sheet.tells_languages();
    let one = |(i, (record, faces)): (usize, (&'a Record, &Vec<&'a Face>))| Some((i, Item::new(record, faces.get(rank)?, beside)));
    records.iter().zip(faces).enumerate().filter_map(one).collect()
}

fn csl(records: &[Record], faces: &[Vec<&Face>], sheet: &Sheet, options: &Options) -> Vec<Entry> {
    let numbered = items(sheet, records, faces, 0);
    let of: Vec<usize> = numbered.iter().map(|(i, _)| *i).collect();
    let first: Vec<Item> = numbered.into_iter().map(|(_, item)| item).collect();
    let (given, fixed) = match options.order {
        Order::Style => ((0..first.len()).collect(), false),
        Order::Given => ((0..first.len()).collect(), true),
        by => (sorting::order(&first.iter().map(|i| i.face).collect::<Vec<_>>(), by), true),
    };
    let mut entries: Vec<Entry> = csl::bibliography::render(sheet, &first, &given, fixed)
        .into_iter()
        .map(|(n, label, rich)| Entry { record: of[n], key: records[of[n]].key.clone(), label, lines: vec![rich] })
        .collect();
    let ranks = faces.iter().map(Vec::len).max().unwrap_or(0);
    let mut more: FxHashMap<usize, Vec<Rich>> = FxHashMap::default();
    for rank in 1..ranks {
        let others = items(sheet, records, faces, rank);
        let of: Vec<usize> = others.iter().map(|(i, _)| *i).collect();
        let others: Vec<Item> = others.into_iter().map(|(_, item)| item).collect();
        let given: Vec<usize> = (0..others.len()).collect();
        for (n, _, rich) in csl::bibliography::render(sheet, &others, &given, true) {
            more.entry(of[n]).or_default().push(rich);
        }
    }
    for entry in &mut entries {
        if let Some(rest) = more.remove(&entry.record) {
            let texts = std::mem::take(&mut entry.lines).into_iter().chain(rest);
            entry.lines = paired(texts, &faces[entry.record], options.pairing);
        }
    }
    entries
}

fn with(mut standard: Standard, options: &Options) -> Standard {
    if let Some(punctuation) = options.punctuation {
        standard.punctuation = punctuation;
    }
    standard
}

/// The indices of the records in the order of the list.
fn listed(faces: &[Vec<&Face>], order: Order) -> Vec<usize> {
    let present: Vec<usize> = (0..faces.len()).filter(|i| !faces[*i].is_empty()).collect();
    if matches!(order, Order::Style | Order::Given) {
        return present;
    }
    let first: Vec<&Face> = present.iter().filter_map(|i| faces[*i].first().copied()).collect();
    sorting::order(&first, order).into_iter().map(|i| present[i]).collect()
}

fn gbt7714(records: &[Record], faces: &[Vec<&Face>], standard: Standard, options: &Options) -> Vec<Entry> {
    let author_date = standard.system == System::AuthorDate;
    let order = if author_date && options.order == Order::Style { Order::Pinyin } else { options.order };
    let extras: Vec<Extra> = records.iter().zip(faces).map(|(r, f)| f.first().map(|f| Extra::of(r, f)).unwrap_or_default()).collect();
    let order = listed(faces, order);
    let suffixes = if author_date { year_suffixes(&order, faces, &extras, standard) } else { FxHashMap::default() };
    let mut entries = Vec::with_capacity(order.len());
    for (n, &i) in order.iter().enumerate() {
        let suffix = suffixes.get(&i).map_or("", String::as_str);
        let texts = faces[i].iter().map(|face| {
            let extra = if std::ptr::eq(*face, &records[i].faces[0]) { &extras[i] } else { &Extra::default() };
            Rich::linked(&standard.entry(face, extra, suffix))
        });
        let label = if author_date { String::new() } else { format!("[{}]", n + 1) };
        entries.push(Entry { record: i, key: records[i].key.clone(), label, lines: paired(texts, &faces[i], options.pairing) });
    }
    entries
}

/// Entry and translation, on one line or two.
pub(super) fn paired(texts: impl Iterator<Item = Rich>, faces: &[&Face], pairing: Pairing) -> Vec<Rich> {
    let original = faces.first().map_or("", |f| language_of(f));
    let mut lines: Vec<Rich> = Vec::new();
    for (n, mut text) in texts.enumerate() {
        if n > 0 && language_of(faces[n]).starts_with("en") {
            text.push(pairing.note(original), Format::default());
        }
        match (lines.first_mut(), pairing) {
            (Some(first), Pairing::Line) => {
                first.push(" ", Format::default());
                first.append(text);
            }
            _ => lines.push(text),
        }
    }
    lines
}

/// `a`, `b` … for works of the same author and year (GB/T 7714, 9.3.1.2), in the order of the list.
fn year_suffixes(order: &[usize], faces: &[Vec<&Face>], extras: &[Extra], standard: Standard) -> FxHashMap<usize, String> {
    let mut groups: FxHashMap<(String, String), Vec<usize>> = FxHashMap::default();
    for &i in order {
        if let Some(face) = faces[i].first() {
            let (author, year) = standard.author_year(face, &extras[i], "");
            if !year.is_empty() {
                groups.entry((author, year)).or_default().push(i);
            }
        }
    }
    let same = groups.into_values().filter(|g| g.len() > 1);
    same.flat_map(|g| g.into_iter().enumerate().map(|(n, i)| (i, letters(n)))).collect()
}

/// `a` … `z`, `aa`, `ab` …
pub(super) fn letters(mut n: usize) -> String {
    let mut out = Vec::new();
    loop {
        out.push(b'a' + (n % 26) as u8);
        if n < 26 {
            break;
        }
        n = n / 26 - 1;
    }
    out.iter().rev().map(|b| char::from(*b)).collect()
}

fn cite_gbt7714(records: &[Record], clusters: &[Vec<Cite>], standard: Standard, options: &Options) -> Vec<Rich> {
    if standard.system == System::Numeric {
        return numbers(clusters);
    }
    let faces: Vec<Vec<&Face>> = records.iter().map(|r| options.faces.of(r)).collect();
    let extras: Vec<Extra> = records.iter().zip(&faces).map(|(r, f)| f.first().map(|f| Extra::of(r, f)).unwrap_or_default()).collect();
    let suffixes = year_suffixes(&listed(&faces, Order::Pinyin), &faces, &extras, standard);
    clusters
        .iter()
        .map(|cluster| {
            let parts = cluster.iter().filter_map(|c| {
                let face = faces.get(c.record)?.first()?;
                let suffix = suffixes.get(&c.record).map_or("", String::as_str);
                let (author, year) = standard.author_year(face, &extras[c.record], suffix);
                let comma = if standard.edition == Edition::Y2025 { "，" } else { ", " };
                let pages = if c.locator.is_empty() { String::new() } else { format!(":{}", c.locator) };
                Some(format!("{author}{comma}{year}{pages}"))
            });
            let (open, between, close) = if standard.edition == Edition::Y2025 { ("（", "；", "）") } else { ("(", "; ", ")") };
            Rich::plain(format!("{open}{}{close}", parts.collect::<Vec<_>>().join(between)))
        })
        .collect()
}

/// Raised numbers in order of first citation: `[1]`, `[2-4]`, `[1,3]`, with pages behind the bracket (9.2).
fn numbers(clusters: &[Vec<Cite>]) -> Vec<Rich> {
    let mut known: FxHashMap<usize, usize> = FxHashMap::default();
    let mut out = Vec::with_capacity(clusters.len());
    for cluster in clusters {
        let mut cited: Vec<(usize, &str)> = Vec::new();
        for cite in cluster {
            let next = known.len() + 1;
            cited.push((*known.entry(cite.record).or_insert(next), &cite.locator));
        }
        let text = match cited.as_slice() {
            [(n, locator)] => format!("[{n}]{locator}"),
            many if many.iter().any(|(_, l)| !l.is_empty()) => many.iter().map(|(n, l)| format!("[{n}]{l}")).collect(),
            many => format!("[{}]", runs(many.iter().map(|(n, _)| *n).collect())),
        };
        let mut rich = Rich::default();
        rich.push(&text, Format { vertical: Vertical::Super, ..Format::default() });
        out.push(rich);
    }
    out
}

/// `1,3-5`: numbers in order, three and more in a row as a range.
pub(super) fn runs(mut numbers: Vec<usize>) -> String {
    numbers.sort_unstable();
    numbers.dedup();
    let mut parts: Vec<String> = Vec::new();
    let mut i = 0;
    while i < numbers.len() {
        let mut j = i;
        while j + 1 < numbers.len() && numbers[j + 1] == numbers[j] + 1 {
            j += 1;
        }
        match j - i {
            0 => parts.push(numbers[i].to_string()),
            1 => parts.extend([numbers[i].to_string(), numbers[j].to_string()]),
            _ => parts.push(format!("{}-{}", numbers[i], numbers[j])),
        }
        i = j + 1;
    }
    parts.join(",")
}
