//! Ovid's tagged export (`VN  - Ovid Technologies`, a tag of two letters, two blanks and a hyphen before each value).

use super::tagged::{Item, Shape, scan};
use super::{Format, Import, Input, dates, endnote, ids, language, leftover, person, whole_pages};
use crate::model::{DateVar, Face, Kind, Record, Role, Var};
use crate::text::encoding;

/// Ovid, tagged.
pub const FORMAT: Format =
    Format { name: "ovid-tagged", label: "Ovid tagged", extensions: &["cgi"], detect, read: Some(read), write: None, slices: None };

fn detect(input: &Input) -> u8 {
    let head = input.head();
    let tags: Vec<(&str, &str)> = super::tagged::lines(head).take(400).filter_map(|l| tag(l.text)).collect();
    let has = |name: &str| tags.iter().any(|(t, _)| *t == name);
    let ovid = tags.iter().any(|(t, v)| matches!(*t, "VN" | "DB") && v.contains("Ovid"));
    match (ovid, has("UI") || has("AN"), has("TI") && has("SO")) {
        (true, _, true) => 94,
        (_, true, true) if !has("TY") && !has("FAU") && has("AU") => 72,
        _ => 0,
    }
}

const SHAPE: Shape =
    Shape { tag, begins: |t, item| matches!(t, "VN" | "UI" | "AN") && item.has(t), ends: |_| false, blank_ends: true, joint: " " };

/// `TI  - value`.
fn tag(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches('\u{feff}');
    let b = line.as_bytes();
    let tagged = b.len() >= 5 && b[0].is_ascii_uppercase() && (b[1].is_ascii_uppercase() || b[1].is_ascii_digit());
    (tagged && &b[2..5] == b"  -").then(|| (&line[..2], line[5..].trim()))
}

fn read(input: &Input) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let text = decoded.text.as_ref();
    let mut import = Import::default();
    for item in scan(text, &SHAPE, &mut import.faults) {
        if item.has("TI") || item.has("AU") || item.has("BT") {
            import.records.push(record(&item, text));
        }
    }
    Ok(import)
}

fn kind(item: &Item) -> Kind {
    let ty = item.get("PT").to_lowercase();
    if ty.contains("dissertation") || ty.contains("thesis") {
        Kind::Thesis
    } else if ty.contains("chapter") {
        Kind::Chapter
    } else if ty.contains("book") {
        Kind::Book
    } else if ty.contains("conference") && item.get("JN").is_empty() && item.get("SO").is_empty() {
        Kind::PaperConference
    } else {
        Kind::ArticleJournal
    }
}

fn record(item: &Item, text: &str) -> Record {
    let mut record = item.record(Face::new(kind(item)), text, "ovid-tagged");
    let full = item.has("FA");
    for (tag, value) in item.fields.iter().filter(|(_, v)| !v.is_empty()) {
        let face = &mut record.faces[0];
        match *tag {
            "VN" | "DB" | "RO" | "ST" | "AS" | "AA" | "SO" | "YR" | "DP" | "UP" | "PT" | "PG" | "JN" | "NJ" | "BT" => {}
            "UI" if item.get("DB").contains("MEDLINE") && value.bytes().all(|b| b.is_ascii_digit()) => face.set(Var::Pmid, value.as_str()),
            "FA" => person::add(face, Role::Author, value),
            "AU" if !full => person::add(face, Role::Author, value.trim_end_matches('.')),
            "AU" => {}
            "ED" => person::add(face, Role::Editor, value),
            "TI" => face.set_default(Var::Title, value.trim_end_matches('.')),
            "AB" => face.set_default(Var::Abstract, value.as_str()),
            "VO" | "VL" => face.set_default(Var::Volume, value.as_str()),
            "IP" | "IS" => face.set_default(Var::Issue, value.as_str()),
            "IL" | "SN" | "ES" | "IB" if value.bytes().any(|b| b.is_ascii_digit()) => endnote::serial(face, value),
            "DO" => face.set_default(Var::Doi, ids::doi(value)),
            "LG" | "LA" => face.language = language::tag(value),
            "PB" | "PU" => face.set_default(Var::Publisher, value.as_str()),
            "XL" | "UR" => face.set_default(Var::Url, value.as_str()),
            "MH" | "KW" | "HW" | "ID" => record.tags.push(value.trim_start_matches('*').to_owned()),
            _ => {}
        }
    }
    around(&mut record.faces[0], item);
    leftover::tags(&mut record, item, if full { &["AU", "LA", "LG", "PG", "SO"] } else { &["LA", "LG", "PG", "SO"] });
    record
}

/// Journal, pages and date, as far as they stand in tags of their own, and otherwise from `SO`
/// (`Journal of Things. 26(3):401-10, 2008 Jan 20.`).
fn around(face: &mut Face, item: &Item) {
    let source = item.get("SO");
    let (journal, rest) = source.split_once(". ").unwrap_or((source, ""));
    // `NJ` has the name that catalogues give, with what stands behind it.
    let named = item.get("NJ").split(" : ").next().unwrap_or_default();
    let container = [item.get("JN"), item.get("BT"), journal.trim_end_matches('.'), named].into_iter().find(|s| !s.is_empty());
    face.set(Var::ContainerTitle, container.unwrap_or_default());
    let (numbers, after) = rest.split_once(':').unwrap_or(("", rest));
    let (volume, issue) = numbers.split_once('(').unwrap_or((numbers, ""));
    face.set_default(Var::Volume, volume.trim());
    face.set_default(Var::Issue, issue.trim_end_matches(')').trim());
    let (page, day) = after.split_once(", ").unwrap_or(("", after));
    let page = if item.get("PG").is_empty() { page } else { item.get("PG").trim_end_matches('.') };
    face.set(Var::Page, whole_pages(page));
    let dates = [item.get("DP"), day.trim_end_matches('.'), item.get("YR")];
    let date = dates.into_iter().map(dates::free).find(|d| d.start.is_some());
    face.set_date(DateVar::Issued, date.unwrap_or_default());
}
