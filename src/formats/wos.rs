//! Web of Science tagged export (`FN`, `PT J`, `UT WOS:…`, closed by `ER` and `EF`), by Clarivate's list of field tags.

use super::tagged::{Item, Shape, scan};
use super::{Format, Import, Input, dates, ids, language, leftover, person};
use crate::model::{DateVar, Face, Kind, Record, Role, Var};
use crate::text::encoding;

/// Web of Science.
pub const FORMAT: Format = Format {
    name: "wos",
    label: "Web of Science tagged",
    extensions: &["isi", "ciw"],
    detect,
    read: Some(read),
    write: None,
    slices: None,
};

fn detect(input: &Input) -> u8 {
    let head = input.head();
    let tags: Vec<(&str, &str)> = super::tagged::lines(head).filter_map(|l| tag(l.text)).collect();
    let has = |t: &str| tags.iter().any(|(n, _)| *n == t);
    let named = tags.iter().any(|(t, v)| {
        *t == "FN" && (v.contains("ISI") || v.contains("Clarivate") || v.contains("Thomson")) || *t == "UT" && v.contains(':')
    });
    match (named, has("PT"), has("TI") && has("SO")) {
        (true, true, _) => 93,
        (_, true, true) => 75,
        _ => 0,
    }
}

const SHAPE: Shape =
    Shape { tag, begins: |t, item| t == "PT" && item.has("PT"), ends: |t| matches!(t, "ER" | "EF"), blank_ends: false, joint: "\n" };

fn tag(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches('\u{feff}');
    let b = line.as_bytes();
    let tagged = b.len() >= 2 && b[0].is_ascii_uppercase() && (b[1].is_ascii_uppercase() || b[1].is_ascii_digit());
    (tagged && matches!(b.get(2), None | Some(b' ')) && !line[2..].starts_with("  - ")).then(|| (&line[..2], &line[2..]))
}

fn read(input: &Input) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let text = decoded.text.as_ref();
    let mut import = Import::default();
    for item in scan(text, &SHAPE, &mut import.faults) {
        if item.has("TI") || item.has("AU") {
            import.records.push(record(&item, text));
        }
    }
    Ok(import)
}

fn kind(item: &Item) -> Kind {
    let document = item.get("DT").to_lowercase();
    match item.get("PT").trim() {
        "B" if document.contains("chapter") || item.has("BP") && item.has("SO") => Kind::Chapter,
        "B" => Kind::Book,
        "S" | "C" => Kind::PaperConference,
        "P" => Kind::Patent,
        _ if document.contains("proceedings paper") || item.has("CT") && !item.has("SN") => Kind::PaperConference,
        _ => Kind::ArticleJournal,
    }
}

fn record(item: &Item, text: &str) -> Record {
    let mut record = item.record(Face::new(kind(item)), text, "wos");
    for (tag, value) in &item.fields {
        let flat = value.replace('\n', " ");
        let flat = flat.trim();
        if !flat.is_empty() {
            field(&mut record, tag, value, flat, item);
        }
    }
    let face = &mut record.faces[0];
    let (from, to) = (item.get("BP"), item.get("EP"));
    let page = match (from.is_empty(), to.is_empty()) {
        (false, false) if from != to => format!("{from}-{to}"),
        (true, _) => item.get("AR").to_owned(),
        _ => from.to_owned(),
    };
    face.set(Var::Page, page);
    let whole = dates::free(&format!("{} {}", item.get("PD"), item.get("PY")));
    face.set_date(DateVar::Issued, if whole.start.is_some() { whole } else { dates::free(item.get("PY")) });
    leftover::tags(&mut record, item, if item.has("AF") { &["FN", "VR", "PT", "LA", "AU", "J9"] } else { &["FN", "VR", "PT", "LA", "J9"] });
    record
}

fn field(record: &mut Record, tag: &str, value: &str, flat: &str, item: &Item) {
    let face = &mut record.faces[0];
    match tag {
        "FN" | "VR" | "PT" | "PD" | "PY" | "BP" | "EP" | "AR" => {}
        "AF" => people(face, Role::Author, value),
        "AU" if !item.has("AF") => people(face, Role::Author, value),
        "AU" => {}
        "CA" | "GP" => value.split('\n').for_each(|n| person::add_literal(face, Role::Author, n)),
        "BE" | "ED" if face.names(Role::Editor).is_none() => people(face, Role::Editor, value),
        "TI" => face.set_default(Var::Title, flat),
        "SO" => face.set_default(Var::ContainerTitle, calm(flat)),
        "SE" => face.set_default(Var::CollectionTitle, calm(flat)),
        "J9" => {}
        "JI" => face.set_default(Var::ContainerTitleShort, flat),
        "VL" => face.set_default(Var::Volume, flat),
        "IS" => face.set_default(Var::Issue, flat),
        "PG" => face.set_default(Var::NumberOfPages, flat),
        "PU" => face.set_default(Var::Publisher, flat),
        "PI" => face.set_default(Var::PublisherPlace, flat),
        "CT" => face.set_default(Var::EventTitle, flat),
        "CL" => face.set_default(Var::EventPlace, flat),
        "CY" => face.set_date(DateVar::EventDate, dates::free(flat)),
        "SN" | "EI" => face.set_default(Var::Issn, flat),
        "BN" => face.set_default(Var::Isbn, flat),
        "DI" | "D2" => face.set_default(Var::Doi, ids::doi(flat)),
        "PM" => face.set_default(Var::Pmid, flat),
        "PN" if face.kind == Kind::Patent => face.set_default(Var::Number, flat),
        "AB" => face.set_default(Var::Abstract, flat),
        "LA" => face.language = language::tag(flat),
        "DE" | "ID" => record.tags.extend(flat.split(';').map(str::trim).filter(|k| !k.is_empty()).map(str::to_owned)),
        _ => {}
    }
}

/// One name a line.
fn people(face: &mut Face, role: Role, value: &str) {
    value.split('\n').for_each(|n| person::add(face, role, n));
}

/// Titles of journals come in capitals.
fn calm(s: &str) -> String {
    if s.chars().any(char::is_lowercase) {
        return s.to_owned();
    }
    s.split(' ')
        .enumerate()
        .map(|(i, w)| {
            let lower = w.to_lowercase();
            if i > 0
                && matches!(lower.as_str(), "of" | "and" | "the" | "in" | "for" | "on" | "to" | "a" | "an" | "et" | "de" | "der" | "und")
            {
                return lower;
            }
            let mut chars = lower.chars();
            chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
        })
        .collect::<Vec<_>>()
        .join(" ")
}
