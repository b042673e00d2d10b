//! MEDLINE/PubMed tagged records (`.nbib`), by the National Library of Medicine's "MEDLINE/PubMed Data Element Descriptions".

use super::tagged::{Item, Shape, scan};
use super::{Format, Import, Input, dates, ids, language, leftover, person};
use crate::model::{DateVar, Face, Kind, Record, Role, Var};
use crate::text::{encoding, script};
use std::borrow::Cow;

/// NBIB / MEDLINE.
pub const FORMAT: Format = Format {
    name: "nbib",
    label: "PubMed / MEDLINE (NBIB)",
    extensions: &["nbib", "medline"],
    detect,
    read: Some(read),
    write: None,
    slices: None,
};

fn detect(input: &Input) -> u8 {
    let head = input.head();
    let tags: Vec<&str> = super::tagged::lines(head).filter_map(|l| tag(l.text)).map(|(t, _)| t).collect();
    let has = |t: &str| tags.contains(&t);
    match (has("PMID") || has("PMCR"), has("OWN") || has("STAT") || has("FAU") || has("MHDA") || has("PT") || has("JT") || has("TI")) {
        (true, true) => 92,
        (true, false) => 60,
        _ if has("FAU") && has("TI") => 55,
        _ => 0,
    }
}

const SHAPE: Shape =
    Shape { tag, begins: |t, item| t == "PMID" && (item.has("PMID") || item.has("TI")), ends: |_| false, blank_ends: true, joint: " " };

/// `TAG - value`: up to four capitals, padded to four, and a hyphen.
fn tag(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches('\u{feff}');
    let len = line.bytes().take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit()).count();
    if !(2..=4).contains(&len) || !line.as_bytes()[0].is_ascii_uppercase() {
        return None;
    }
    let rest = &line[len..];
    let gap = rest.bytes().take_while(|b| *b == b' ').count();
    let value = rest[gap..].strip_prefix('-')?;
    (gap + len <= 6 && (value.is_empty() || value.starts_with(' ') || gap + len == 4)).then_some((&line[..len], value))
}

fn read(input: &Input) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let text = decoded.text.as_ref();
    let mut import = Import::default();
    for item in scan(text, &SHAPE, &mut import.faults) {
        import.records.push(record(&item, text));
    }
    Ok(import)
}

fn kind(item: &Item) -> Kind {
    let types: Vec<String> = item.fields.iter().filter(|(t, _)| *t == "PT").map(|(_, v)| v.to_lowercase()).collect();
    let has = |s: &str| types.iter().any(|t| t == s);
    if has("book chapter") {
        Kind::Chapter
    } else if has("book") || has("book illustrations") || has("monograph") {
        Kind::Book
    } else if has("technical report") {
        Kind::Report
    } else if has("congress") || has("congresses") || has("consensus development conference") {
        Kind::PaperConference
    } else if has("academic dissertation") || has("dissertation") || has("thesis") {
        Kind::Thesis
    } else if has("newspaper article") {
        Kind::ArticleNewspaper
    } else if has("dataset") {
        Kind::Dataset
    } else if has("preprint") {
        Kind::Article
    } else if has("journal article") || item.has("JT") || item.has("TA") {
        Kind::ArticleJournal
    } else if item.has("BTI") {
        Kind::Book
    } else {
        Kind::Document
    }
}

/// `Müller, Hans Jr`: MEDLINE puts the suffix behind the given name without a comma.
fn suffix_last(name: &str) -> Cow<'_, str> {
    match name.rsplit_once(' ') {
        Some((front, suffix @ ("Jr" | "Sr" | "II" | "III" | "IV" | "2nd" | "3rd" | "4th"))) if front.contains(", ") => {
            Cow::Owned(format!("{front}, {suffix}"))
        }
        _ => Cow::Borrowed(name),
    }
}

fn record(item: &Item, text: &str) -> Record {
    let mut record = item.record(Face::new(kind(item)), text, "nbib");
    let full_names = item.has("FAU");
    let full_editors = item.has("FED");
    for (tag, value) in &item.fields {
        let face = &mut record.faces[0];
        match *tag {
            _ if value.is_empty() => {}
            "PMID" => face.set(Var::Pmid, value.as_str()),
            "PMC" => face.set(Var::Pmcid, value.as_str()),
            "TI" => joined(face, Var::Title, value),
            "BTI" | "CTI" => {
                let var = if face.kind == Kind::Book && *tag == "BTI" {
                    Var::Title
                } else if *tag == "CTI" {
                    Var::CollectionTitle
                } else {
                    Var::ContainerTitle
                };
                face.set_default(var, value.as_str());
            }
            "FAU" => person::add(face, Role::Author, &suffix_last(value)),
            "AU" if !full_names => person::add(face, Role::Author, &initials(value)),
            "AU" => {}
            "CN" => person::add_literal(face, Role::Author, value),
            "FED" => person::add(face, Role::Editor, &suffix_last(value)),
            "ED" if !full_editors => person::add(face, Role::Editor, &initials(value)),
            "ED" => {}
            "AB" => joined(face, Var::Abstract, value),
            "JT" => face.set_default(Var::ContainerTitle, value.as_str()),
            "TA" => face.set_default(Var::ContainerTitleShort, value.as_str()),
            "VI" => face.set_default(Var::Volume, value.as_str()),
            "IP" => face.set_default(Var::Issue, value.as_str()),
            "PG" => face.set_default(Var::Page, value.replace(['–', '—'], "-")),
            "DP" => issued(face, value),
            "DEP" => face.set_date(DateVar::AvailableDate, dates::free(value)),
            "LA" if face.language.is_empty() => face.language = language::tag(value),
            "PL" => face.set_default(Var::PublisherPlace, value.as_str()),
            "PB" => face.set_default(Var::Publisher, value.as_str()),
            "EN" => face.set_default(Var::Edition, value.as_str()),
            "ISBN" => face.set_default(Var::Isbn, bare(value)),
            "IS" => face.set_default(Var::Issn, bare(value)),
            "AID" | "LID" if value.ends_with("[doi]") || ids::is_doi(value) => {
                face.set_default(Var::Doi, ids::doi(value.trim_end_matches("[doi]")))
            }
            "LID" if value.ends_with("[pii]") && !item.has("PG") => face.set_default(Var::Page, value.trim_end_matches("[pii]").trim()),
            "MH" | "OT" => record.tags.push(value.replace('*', "")),
            "PST" if value == "aheadofprint" => face.set(Var::Status, "advance online publication"),
            "TT" => vernacular(&mut record, value, item.get("LA")),
            _ => {}
        }
    }
    if !record.faces[0].has(Var::ContainerTitle)
        && let Some(short) = record.faces[0].take(Var::ContainerTitleShort)
    {
        record.faces[0].set(Var::ContainerTitle, short);
    }
    if record.faces[0].date(DateVar::Issued).is_none()
        && let Some(online) = record.faces[0].date(DateVar::AvailableDate).cloned()
    {
        record.faces[0].set_date(DateVar::Issued, online);
    }
    leftover::tags(&mut record, item, if full_names { &["AU", "PG", "LA"] } else { &["PG", "LA"] });
    record
}

/// The date, or the year where the rest is no date (`2014 Spring-Summer`, `1998 Dec-1999 Jan`).
fn issued(face: &mut Face, value: &str) {
    let date = dates::free(value);
    let year = value.split_whitespace().next().filter(|y| y.len() == 4);
    face.set_date(DateVar::Issued, if date.start.is_none() { year.map_or(date, dates::free) } else { date });
}

/// `TT` is the title in the language of the article; in characters of its own it is another face.
fn vernacular(record: &mut Record, title: &str, language: &str) {
    if script::has_cjk(title) {
        let mut face = Face::new(record.faces[0].kind);
        face.set(Var::Title, title);
        face.language = language::tag(language);
        record.faces[0].language = "en".to_owned();
        record.faces.push(face);
    }
}

/// A field that is given twice goes on.
fn joined(face: &mut Face, var: Var, value: &str) {
    let old = face.get(var);
    let whole = if old.is_empty() { value.to_owned() } else { format!("{old} {value}") };
    face.set(var, whole);
}

/// The number without what stands behind it in parentheses.
fn bare(value: &str) -> &str {
    value.split_once(" (").map_or(value, |(number, _)| number).trim()
}

/// `Long V` as `Long, V`.
fn initials(value: &str) -> String {
    match value.rsplit_once(' ') {
        Some((family, given)) if !value.contains(',') && given.chars().all(|c| c.is_uppercase() || c == '-') => {
            format!("{family}, {given}")
        }
        _ => value.to_owned(),
    }
}
