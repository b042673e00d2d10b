//! SilverPlatter's labelled export, with INSPEC's (`Record 1 of 2 - …`, two capitals with or without a colon before each value).

use super::tagged::{Item, lines};
use super::{Format, Import, Input, dates, endnote, ids, language, leftover, person, whole_pages};
use crate::model::{DateVar, Face, Kind, Record, Role, Var};
use crate::text::encoding;

/// SilverPlatter.
pub const FORMAT: Format = Format {
    name: "silverplatter",
    label: "SilverPlatter, INSPEC",
    extensions: &["silverplatter", "inspec"],
    detect,
    read: Some(read),
    write: None,
    slices: None,
};

fn detect(input: &Input) -> u8 {
    let head = input.head();
    let tags = lines(head).filter(|l| tag(l.text).is_some_and(|(t, _)| matches!(t, "TI" | "AU" | "SO" | "AB" | "PY"))).count();
    if lines(head).any(|l| begins(l.text)) && tags > 1 { 91 } else { 0 }
}

/// `Record 3 of 12 - PsycINFO 1988-1994`.
fn begins(line: &str) -> bool {
    let mut words = line.trim_start_matches('\u{feff}').split_whitespace();
    let number = |w: Option<&str>| w.is_some_and(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_digit()));
    words.next() == Some("Record") && number(words.next()) && words.next() == Some("of") && number(words.next())
}

/// `TI: value`, `TI   value`.
fn tag(line: &str) -> Option<(&str, &str)> {
    let b = line.as_bytes();
    let capitals = b.len() > 3 && b[0].is_ascii_uppercase() && (b[1].is_ascii_uppercase() || b[1].is_ascii_digit());
    (capitals && (b[2] == b':' || b[2] == b' ' && b[3] == b' ')).then(|| (&line[..2], line[3..].trim_start_matches([' ', ':'])))
}

fn read(input: &Input) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let text = decoded.text.as_ref();
    let mut items: Vec<Item> = Vec::new();
    for line in lines(text) {
        let end = line.at + line.text.len();
        if begins(line.text) {
            items.push(Item { line: line.number, start: line.at, end, ..Item::default() });
            continue;
        }
        let Some(item) = items.last_mut().filter(|_| !line.text.trim().is_empty()) else { continue };
        item.end = end;
        match (tag(line.text), item.fields.last_mut()) {
            (Some((tag, value)), _) => item.fields.push((tag, value.trim().to_owned())),
            (None, Some((_, value))) => {
                value.push(' ');
                value.push_str(line.text.trim());
            }
            _ => {}
        }
    }
    let records = items.iter().filter(|i| !i.fields.is_empty()).map(|i| record(i, text)).collect();
    Ok(Import { records, ..Import::default() })
}

fn kind(item: &Item) -> Kind {
    let ty = format!("{} {} {}", item.get("PT"), item.get("RT"), item.get("DT")).to_lowercase();
    match ty.as_str() {
        t if t.contains("chapter") || t.contains("contribution") => Kind::Chapter,
        t if t.contains("dissertation") || t.contains("thesis") => Kind::Thesis,
        t if t.contains("conference") => Kind::PaperConference,
        t if t.contains("report") => Kind::Report,
        t if t.contains("patent") => Kind::Patent,
        t if t.contains("book") || t.contains("monograph") => Kind::Book,
        _ => Kind::ArticleJournal,
    }
}

fn record(item: &Item, text: &str) -> Record {
    let mut record = item.record(Face::new(kind(item)), text, "silverplatter");
    for (tag, value) in item.fields.iter().filter(|(_, v)| !v.is_empty()) {
        let face = &mut record.faces[0];
        match *tag {
            "TI" => face.set_default(Var::Title, value.trim_end_matches('.')),
            "AU" if value.contains("(ed)") || value.contains("(eds)") => people(face, Role::Editor, value),
            "AU" => people(face, Role::Author, value),
            "ED" => people(face, Role::Editor, value),
            "BK" | "JN" => face.set_default(Var::ContainerTitle, value.trim_end_matches('.')),
            "SO" => source(face, value),
            "PY" => face.set_date(DateVar::Issued, dates::free(value)),
            "VO" => face.set_default(Var::Volume, value.as_str()),
            "IS" | "NR" if value.len() < 8 => face.set_default(Var::Issue, value.as_str()),
            "PG" => face.set_default(Var::Page, whole_pages(value.trim_start_matches("p.").trim_start_matches('p').trim())),
            "PB" | "PU" => face.set_default(Var::Publisher, value.as_str()),
            "IS" | "SN" | "IB" => endnote::serial(face, value),
            "AB" => face.set_default(Var::Abstract, value.as_str()),
            "DO" => face.set_default(Var::Doi, ids::doi(value)),
            "LA" => face.language = language::tag(value.trim_end_matches('.')),
            "DE" | "KW" | "ID" | "MJ" | "MN" => {
                record.tags.extend(value.split([';', ',']).map(|k| k.trim().trim_end_matches('.').to_owned()).filter(|k| !k.is_empty()));
            }
            _ => {}
        }
    }
    leftover::tags(&mut record, item, &["LA", "SO", "PG"]);
    record
}

/// `Smith,-John-A.; Doe,-J.`, `Smith-J-A`: hyphens join what stands in one index entry.
fn people(face: &mut Face, role: Role, value: &str) {
    for name in value.split(';') {
        let name = name.split('(').next().unwrap_or_default().replace(",-", ", ");
        let name = match name.split_once(", ") {
            Some((family, given)) => format!("{family}, {}", given.replace('-', " ")),
            None => initials_last(name.trim()).unwrap_or(name),
        };
        person::add(face, role, name.trim());
    }
}

/// `Smith-J-A`: a family name and initials.
fn initials_last(name: &str) -> Option<String> {
    let (family, initials) = name.split_once('-')?;
    let short = |part: &str| part.len() == 1 && part.as_bytes()[0].is_ascii_uppercase();
    (family.len() > 1 && initials.split('-').all(short)).then(|| format!("{family}, {}", initials.replace('-', " ")))
}

/// `Ecology. 1998; 25(4): 200-210`, `Journal-of-Things, vol.12, no.3, p.1-9, 2001`.
fn source(face: &mut Face, value: &str) {
    let at = value.find([';', ',']).unwrap_or(value.len());
    // A title may have abbreviations in it: its end is a stop before a number.
    let ends = |(i, _): &(usize, &str)| {
        value[i + 2..].trim_start().starts_with(|c: char| c.is_ascii_digit()) || value[i + 2..].trim_start().starts_with("vol")
    };
    let at = value[..at].match_indices(". ").find(ends).map_or(at, |(i, _)| i);
    let (journal, rest) = (&value[..at], &value[at..]);
    let spaced = if journal.contains(' ') { journal.to_owned() } else { journal.replace('-', " ") };
    face.set_default(Var::ContainerTitle, spaced.trim());
    for piece in rest.split([';', ',', ':']).map(|p| p.trim_matches([' ', '.'])).filter(|p| !p.is_empty()) {
        let lower = piece.to_lowercase();
        let number = || piece.trim_start_matches(|c: char| c.is_alphabetic() || c == '.' || c == ' ');
        if lower.starts_with("vol") {
            volume(face, number());
        } else if lower.starts_with("no") {
            face.set_default(Var::Issue, number());
        } else if lower.starts_with('p') && piece.contains(|c: char| c.is_ascii_digit()) {
            face.set_default(Var::Page, whole_pages(number()));
        } else if piece.contains('(') {
            volume(face, piece);
        } else if dates::free(piece).first_year().is_some_and(|y| (1500..2100).contains(&y)) {
            if face.date(DateVar::Issued).is_none() {
                face.set_date(DateVar::Issued, dates::free(piece));
            }
        } else if piece.contains('-') && piece.starts_with(|c: char| c.is_ascii_digit()) {
            face.set_default(Var::Page, whole_pages(piece));
        } else if piece.bytes().all(|b| b.is_ascii_digit()) {
            volume(face, piece);
        }
    }
}

/// `25(4)`.
fn volume(face: &mut Face, value: &str) {
    let (volume, issue) = value.split_once('(').unwrap_or((value, ""));
    face.set_default(Var::Volume, volume.trim());
    face.set_default(Var::Issue, issue.trim_end_matches(')').trim());
}
