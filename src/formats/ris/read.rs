//! Items of RIS to records.

use super::tag;
use super::types::TYPES;
use crate::formats::tagged::{Item, Shape, scan};
use crate::formats::{Import, Input, carry, dates, endnote, ids, language, leftover, person};
use crate::model::{Date, DateVar, Face, Kind, Record, Role, Var};
use crate::text::{encoding, script};

/// Reads a whole file.
pub fn read(input: &Input) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let text = decoded.text.as_ref();
    let mut import = Import::default();
    for item in rejoined(scan(text, &SHAPE, &mut import.faults)) {
        if item.has("TY") || item.fields.len() > 2 {
            import.spans.push(item.start..item.end);
            import.records.push(record(&item, text));
        }
    }
    Ok(import)
}

/// A second `TY` before the end of a record begins another only where both have a title; else it is a line too many.
fn rejoined(items: Vec<Item>) -> Vec<Item> {
    let titled = |item: &Item| ["TI", "T1", "CT", "BT", "T2"].iter().any(|t| !item.get(t).is_empty());
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    for item in items {
        match out.last_mut() {
            Some(before) if !(before.closed || titled(before) && titled(&item)) => {
                // The type stated last holds, and what follows it leads.
                let earlier = std::mem::replace(&mut before.fields, item.fields);
                before.fields.extend(earlier);
                (before.end, before.closed) = (item.end, item.closed);
            }
            _ => out.push(item),
        }
    }
    out
}

fn record(item: &Item, text: &str) -> Record {
    let ty = item.get("TY").trim().to_uppercase();
    let kind = TYPES.iter().find(|(t, _)| *t == ty).map_or(Kind::Document, |(_, k)| *k);
    let mut record = item.record(Face::new(kind), text, "ris");
    let mut notes = Vec::new();
    for (tag, value) in item.fields.iter().filter(|(_, v)| !v.is_empty()) {
        field(&mut record, tag, value, item, &mut notes);
    }
    if ty == "EDBOOK" {
        endnote::edited(&mut record.faces[0]);
    }
    let face = &mut record.faces[0];
    titles(face, item);
    place(face, item);
    pages(face, item);
    issued(face, item);
    number(face, item);
    endnote::degree(face);
    full_text(&mut record, item);
    other_language(&mut record);
    let mut kept: Vec<String> = Vec::new();
    for note in notes {
        let repeats = ids::is_doi(&note) && ids::doi(&note) == record.faces[0].get(Var::Doi);
        if !carry::take(&note, &mut record) && !repeats && !kept.contains(&note) {
            kept.push(note);
        }
    }
    record.faces[0].set(Var::Note, kept.join("; "));
    leftover::tags(&mut record, item, &["TY", "LA", "L1", "L2", "L3", "L4"]);
    record
}

/// Fields that do not depend on others; what finds no place here is left over.
fn field(record: &mut Record, tag: &str, value: &str, item: &Item, notes: &mut Vec<String>) {
    let face = &mut record.faces[0];
    match tag {
        "AU" | "A1" => authors(face, Role::Author, value),
        "ED" => authors(face, Role::Editor, value),
        "A2" => authors(face, endnote::role(face.kind, 2), value),
        "A3" => authors(face, endnote::role(face.kind, 3), value),
        "A4" => authors(face, endnote::role(face.kind, 4), value),
        "T3" => face.set_default(Var::CollectionTitle, value),
        "ST" => face.set_default(Var::TitleShort, value),
        "VL" => face.set_default(Var::Volume, value),
        "NV" => face.set_default(Var::NumberOfVolumes, value),
        "ET" => endnote::edition(face, value),
        "SE" if face.kind == Kind::ArticleJournal => {}
        "SE" => face.set_default(endnote::section(face.kind), value),
        "PB" => face.set_default(endnote::publisher(face.kind), value),
        "CN" => face.set_default(Var::CallNumber, value),
        "AV" => face.set_default(Var::ArchiveLocation, value),
        "DP" => face.set_default(Var::Source, value),
        "AB" | "N2" => summary(face, value),
        "DO" | "DI" => face.set_default(Var::Doi, ids::doi(value)),
        "UR" | "LK" => face.set_default(Var::Url, value.split_whitespace().next().unwrap_or(value)),
        "L1" | "L2" | "L3" | "L4" => {
            for file in value.split(';').map(str::trim).filter(|f| !f.is_empty()) {
                if tag != "L1" && file.starts_with("http") && !record.faces[0].has(Var::Url) && item.get("UR").is_empty() {
                    record.faces[0].set(Var::Url, file);
                } else {
                    record.files.push(file.trim_start_matches("file://").to_owned());
                }
            }
        }
        "SN" => endnote::serial(face, value),
        "C2" | "AN" | "U1" | "U2" => drop(endnote::accession(face, value, item.get("DB"))),
        "C3" if face.kind == Kind::PaperConference => face.set_default(Var::ContainerTitle, value),
        "RI" => face.set_default(Var::ReviewedTitle, value),
        "LA" => face.language = language::tag(value),
        "Y2" | "RD" => face.set_date(DateVar::Accessed, dates::free(value)),
        "KW" | "K1" => record.tags.extend(value.split(';').map(str::trim).filter(|w| !w.is_empty()).map(str::to_owned)),
        "ID" => record.key = value.to_owned(),
        "N1" | "RN" => notes.push(value.to_owned()),
        "M3" => endnote::genre(face, value),
        "TT" => translated(record, value, ""),
        "TA" => translated(record, "", value),
        "OP" => face.set_default(Var::OriginalPublisher, value),
        _ => {}
    }
}

/// Both tags of an abstract, unless the one repeats the other.
fn summary(face: &mut Face, value: &str) {
    let old = face.get(Var::Abstract);
    if old.is_empty() || value.contains(old) {
        face.set(Var::Abstract, value);
    } else if !old.contains(value) {
        face.set(Var::Abstract, format!("{old}\n{value}"));
    }
}

fn authors(face: &mut Face, role: Role, value: &str) {
    if value.contains([';', '；']) {
        person::add_list(face, role, value);
    } else {
        person::add(face, role, value);
    }
}

/// Title or author of the other face.
fn translated(record: &mut Record, title: &str, author: &str) {
    if record.faces.len() < 2 {
        let kind = record.faces[0].kind;
        record.faces.push(Face::new(kind));
    }
    let face = &mut record.faces[1];
    face.set_default(Var::Title, title);
    if !author.is_empty() {
        person::add(face, Role::Author, author);
    }
}

/// The language of the other face, known once both titles are.
fn other_language(record: &mut Record) {
    let chinese = script::has_han(record.faces[0].get(Var::Title));
    if let Some(face) = record.faces.get_mut(1).filter(|f| f.language.is_empty()) {
        let by_script = language::of_text(face.get(Var::Title));
        face.language = if by_script.is_empty() && chinese { "en" } else { by_script }.to_owned();
    }
}

fn titles(face: &mut Face, item: &Item) {
    let first = |tags: &[&str]| tags.iter().map(|t| item.get(t)).find(|v| !v.is_empty()).unwrap_or_default().to_owned();
    let book = matches!(face.kind, Kind::Book | Kind::Report | Kind::Thesis) && item.get("TI").is_empty() && item.get("T1").is_empty();
    face.set(Var::Title, if book { first(&["BT", "T2"]) } else { first(&["TI", "T1", "CT"]) });
    let short = first(&["JO", "JA", "J2", "J1"]);
    let whole = if book { String::new() } else { first(&["T2", "JF", "BT"]) };
    let whole = if item.has("JF") && !item.get("JF").is_empty() { item.get("JF").to_owned() } else { whole };
    match (whole.is_empty(), short.is_empty()) {
        (true, false) => face.set(Var::ContainerTitle, short),
        (false, _) => {
            if short != whole {
                face.set(Var::ContainerTitleShort, short);
            }
            let series = matches!(face.kind, Kind::Book | Kind::Report | Kind::Standard) && !face.has(Var::CollectionTitle);
            let place = match face.kind {
                _ if series => Var::CollectionTitle,
                // The proceedings have a tag of their own (`C3`): this is the conference.
                Kind::PaperConference if face.has(Var::ContainerTitle) => Var::EventTitle,
                _ => Var::ContainerTitle,
            };
            face.set(place, whole);
        }
        _ => {}
    }
}

/// Of proceedings with a place of their own (`C1`), `CY` is that of the conference.
fn place(face: &mut Face, item: &Item) {
    let place = [item.get("CY"), item.get("PP")].into_iter().find(|v| !v.is_empty()).unwrap_or_default();
    let published = if face.kind == Kind::PaperConference { item.get("C1") } else { "" };
    match published {
        "" => face.set(Var::PublisherPlace, place),
        published => {
            face.set(Var::PublisherPlace, published);
            face.set(Var::EventPlace, place);
        }
    }
}

fn pages(face: &mut Face, item: &Item) {
    let from = [item.get("SP"), if face.kind == Kind::ArticleJournal { item.get("C7") } else { "" }];
    let from = from.into_iter().find(|v| !v.is_empty()).unwrap_or_default().trim_end_matches('-');
    let to = item.get("EP");
    match (from.is_empty(), to.is_empty()) {
        (false, false) if !from.contains('-') && from != to => face.set(Var::Page, format!("{from}-{to}").replace(['–', '—'], "-")),
        (false, false) => face.set(Var::Page, from.replace(['–', '—'], "-")),
        (true, false) => face.set(Var::Page, to),
        _ => endnote::pages(face, &from.replace(['–', '—'], "-")),
    }
}

/// The address of a database's record of the work (`UR` ends in its number there, `AN`) gives way to that of the work (`L2`),
/// as CSL defines `URL`; it stays in the ledger.
fn full_text(record: &mut Record, item: &Item) {
    let (number, text) = (item.get("AN"), item.get("L2"));
    let of_record = !number.is_empty() && record.faces[0].get(Var::Url).trim_end_matches('/').ends_with(number);
    if of_record && text.starts_with("http") {
        record.faces[0].set(Var::Url, text);
        record.files.retain(|f| f != text);
    }
}

/// The most exact of the dates of one year.
fn issued(face: &mut Face, item: &Item) {
    let mut best = Date::default();
    for tag in ["PY", "Y1", "DA"] {
        let date = dates::free(slashes(item.get(tag)));
        let exact = |d: &Date| d.start.map_or(0, |s| 1 + u8::from(s.month > 0) + u8::from(s.day > 0));
        let first = best.is_empty() || best.start.is_none() && date.start.is_some();
        if first || exact(&date) > exact(&best) && date.first_year() == best.first_year() {
            best = date;
        }
    }
    face.set_date(DateVar::Issued, best);
}

/// `2015/09/10/other`: the words behind the last slash are left away.
fn slashes(value: &str) -> &str {
    match value.match_indices('/').nth(2) {
        Some((at, _)) => &value[..at],
        None => value,
    }
}

fn number(face: &mut Face, item: &Item) {
    let number = [item.get("IS"), item.get("CP"), item.get("M1")].into_iter().find(|v| !v.is_empty()).unwrap_or_default();
    let var = match face.kind {
        kind if endnote::is_numbered(kind) => Var::Number,
        Kind::Book | Kind::Chapter if face.has(Var::CollectionTitle) && item.get("IS").is_empty() && item.get("M1") != "0" => {
            Var::CollectionNumber
        }
        _ => Var::Issue,
    };
    match var {
        Var::Number if face.has(Var::Number) && face.kind == Kind::Patent => face.set_default(Var::CallNumber, number),
        Var::Number if face.has(Var::Number) => face.set_default(Var::CollectionNumber, number),
        _ => face.set(var, number),
    }
}

const SHAPE: Shape = Shape {
    tag,
    begins: |t, item| t == "TY" && item.fields.iter().any(|(t, _)| *t != "TY"),
    ends: |t| t == "ER",
    blank_ends: false,
    joint: " ",
};
