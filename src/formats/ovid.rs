//! Ovid's labelled export (`<1>`, a label on a line, its value indented below).

use super::tagged::{Item, lines};
use super::{Format, Import, Input, dates, ids, language, leftover, person};
use crate::model::{DateVar, Face, Kind, Record, Role, Var};
use crate::text::encoding;

/// Ovid.
pub const FORMAT: Format =
    Format { name: "ovid", label: "Ovid", extensions: &["ovid"], detect, read: Some(read), write: None, slices: None };

fn detect(input: &Input) -> u8 {
    let head = input.head();
    let labels = lines(head)
        .filter(|l| matches!(l.text.trim_end(), "Accession Number" | "Title" | "Author" | "Authors" | "Source" | "Unique Identifier"))
        .count();
    if lines(head).any(|l| number(l.text)) && labels >= 2 { 92 } else { 0 }
}

/// `<12>` alone on its line begins a record.
fn number(line: &str) -> bool {
    let line = line.trim();
    line.len() > 2 && line.starts_with('<') && line.ends_with('>') && line[1..line.len() - 1].bytes().all(|b| b.is_ascii_digit())
}

fn read(input: &Input) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let text = decoded.text.as_ref();
    let mut items: Vec<Item> = Vec::new();
    for line in lines(text) {
        let end = line.at + line.text.len();
        if number(line.text) {
            items.push(Item { line: line.number, start: line.at, end, ..Item::default() });
            continue;
        }
        let Some(item) = items.last_mut() else { continue };
        if line.text.trim().is_empty() {
            continue;
        }
        item.end = end;
        if line.text.starts_with(' ') {
            if let Some((_, value)) = item.fields.last_mut() {
                if !value.is_empty() {
                    value.push('\n');
                }
                value.push_str(line.text.trim());
            }
        } else {
            item.fields.push((line.text.trim(), String::new()));
        }
    }
    let records = items.iter().filter(|i| !i.fields.is_empty()).map(|i| record(i, text)).collect();
    Ok(Import { records, ..Import::default() })
}

fn record(item: &Item, text: &str) -> Record {
    let kind = if item.has("Book Title") || item.get("Document Type").contains("Book") { Kind::Chapter } else { Kind::ArticleJournal };
    let mut record = item.record(Face::new(kind), text, "ovid");
    for (label, value) in &item.fields {
        let face = &mut record.faces[0];
        let flat = value.replace('\n', " ");
        match *label {
            _ if flat.is_empty() => {}
            "Author" | "Authors" | "Author(s)" => authors(face, &flat),
            "Title" | "Article Title" => face.set_default(Var::Title, title(&flat)),
            "Book Title" => face.set_default(Var::ContainerTitle, flat),
            "Source" => source(face, &flat),
            "Status" if face.date(DateVar::Issued).is_none() => {
                face.set(Var::Status, flat.as_str());
                let date = dates::free(flat.rsplit(", ").next().unwrap_or_default());
                if date.start.is_some() {
                    face.set_date(DateVar::Issued, date);
                }
            }
            "Abstract" => face.set_default(Var::Abstract, flat),
            "Author Keywords" | "Keywords" | "Subject Headings" | "MeSH Subject Headings" => {
                record.tags.extend(flat.split(';').map(|k| k.trim().trim_end_matches('.').to_owned()).filter(|k| !k.is_empty()));
            }
            "Language" => face.language = language::tag(flat.trim_end_matches('.')),
            "ISSN" | "ISSN Print" => face.set_default(Var::Issn, flat.trim_end_matches('.')),
            "ISBN" => face.set_default(Var::Isbn, flat.trim_end_matches('.')),
            "DOI Number" | "DOI" | "Digital Object Identifier" => face.set_default(Var::Doi, ids::doi(&flat)),
            "Publisher" => face.set_default(Var::Publisher, flat),
            "Link to the Ovid Full Text or citation" | "URL" => face.set_default(Var::Source, flat),
            _ => {}
        }
    }
    leftover::tags(&mut record, item, &["Language"]);
    record
}

/// The title without its type in brackets and its point.
fn title(value: &str) -> &str {
    let value = value.trim();
    let value = match value.rfind(".[") {
        Some(at) if value.ends_with(']') => &value[..at],
        _ => value,
    };
    value.trim_end_matches('.')
}

/// `Kohler, Lars 1;  Leuschner, Christoph MD, PhD *`: marks of addresses and degrees are no parts of names.
fn authors(face: &mut Face, value: &str) {
    for name in value.split(';') {
        let name = name
            .trim()
            .trim_end_matches('.')
            .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '*' | '+' | ',' | ' ' | '[' | ']' | '#' | '@'));
        let mut parts = name.splitn(2, ',');
        let family = parts.next().unwrap_or_default();
        if family.is_empty() || is_degree(family) {
            continue;
        }
        let given: Vec<&str> = parts.next().unwrap_or_default().split([' ', ',']).filter(|w| !w.is_empty() && !is_degree(w)).collect();
        let name = if given.is_empty() { family.to_owned() } else { format!("{family}, {}", given.join(" ")) };
        person::add(face, Role::Author, &name);
    }
}

fn is_degree(word: &str) -> bool {
    const DEGREES: &[&str] = &[
        "MD", "PhD", "PHD", "RN", "FAAN", "MSc", "MPH", "BSc", "DO", "MBBS", "MS", "MA", "MBA", "DVM", "PharmD", "FRCP", "FACS", "DDS",
        "BS", "DSc", "MPhil", "EdD", "PsyD",
    ];
    DEGREES.contains(&word.trim_matches('.')) || DEGREES.contains(&word.replace('.', "").as_str())
}

/// `Ecohydrology.   8(6):1048-1064, September 2015.`
fn source(face: &mut Face, value: &str) {
    let Some((journal, rest)) = value.split_once(". ") else {
        return face.set_default(Var::ContainerTitle, value.trim().trim_end_matches('.'));
    };
    face.set_default(Var::ContainerTitle, journal.trim());
    let rest = rest.trim().trim_end_matches('.');
    let Some((numbers, after)) = rest.split_once(':') else {
        let date = dates::free(rest);
        if date.start.is_some() {
            face.set_date(DateVar::Issued, date);
        }
        return;
    };
    match numbers.split_once('(') {
        Some((volume, issue)) => {
            face.set_default(Var::Volume, volume.trim());
            face.set_default(Var::Issue, issue.trim().trim_end_matches(')'));
        }
        None => face.set_default(Var::Volume, numbers.trim()),
    }
    let (page, date) = after.split_once(", ").unwrap_or((after, ""));
    face.set_default(Var::Page, page.trim());
    face.set_date(DateVar::Issued, dates::free(date));
}
