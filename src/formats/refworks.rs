//! RefWorks tagged format (`RT`, `A1` …), with the flavour of CNKI (no blank after a tag, joined authors, `OP` as page range).

use super::tagged::{Item, Shape, scan};
use super::{Format, Import, Input, dates, endnote, ids, language, leftover, person};
use crate::model::{DateVar, Face, Kind, Record, Role, Var};
use crate::text::{encoding, script};

/// RefWorks tagged.
pub const FORMAT: Format =
    Format { name: "refworks", label: "RefWorks tagged", extensions: &["refworks"], detect, read: Some(read), write: None, slices: None };

fn detect(input: &Input) -> u8 {
    let head = input.head();
    let tags: Vec<&str> = super::tagged::lines(head).filter_map(|l| tag(l.text)).map(|(t, _)| t).collect();
    if tags.contains(&"RT") && (tags.contains(&"T1") || tags.contains(&"A1") || tags.contains(&"JF")) { 88 } else { 0 }
}

const SHAPE: Shape =
    Shape { tag, begins: |t, item| t == "RT" && !item.fields.is_empty(), ends: |t| t == "ER", blank_ends: false, joint: " " };

/// `T1 value`; CNKI leaves the blank away before Chinese.
fn tag(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches('\u{feff}');
    let b = line.as_bytes();
    if let Some(rest) = line.strip_prefix("URL ") {
        return Some(("UL", rest));
    }
    // CNKI writes this one tag small.
    if let Some(rest) = line.strip_prefix("vo ") {
        return Some(("VO", rest));
    }
    if b.len() < 2 || !b[0].is_ascii_uppercase() || !(b[1].is_ascii_uppercase() || b[1].is_ascii_digit()) {
        return None;
    }
    match b.get(2) {
        None | Some(b' ') => Some((&line[..2], &line[2..])),
        Some(n) if *n >= 0x80 && TAGS.contains(&&line[..2]) => Some((&line[..2], &line[2..])),
        _ => None,
    }
}

const TAGS: &[&str] = &["A1", "A2", "A3", "A4", "T1", "T2", "JF", "AB", "K1", "AD", "PB", "PP", "NO", "RT"];

fn read(input: &Input) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let text = decoded.text.as_ref();
    let mut import = Import::default();
    for item in scan(text, &SHAPE, &mut import.faults) {
        if item.has("RT") || item.has("T1") {
            import.records.push(record(&item, text));
        }
    }
    Ok(import)
}

fn kind(name: &str) -> Kind {
    let n = name.trim().to_lowercase();
    for (part, kind) in [
        ("journal", Kind::ArticleJournal),
        ("book, section", Kind::Chapter),
        ("book section", Kind::Chapter),
        ("book, edited", Kind::Book),
        ("book", Kind::Book),
        ("conference", Kind::PaperConference),
        ("dissertation", Kind::Thesis),
        ("thesis", Kind::Thesis),
        ("newspaper", Kind::ArticleNewspaper),
        ("magazine", Kind::ArticleMagazine),
        ("standard", Kind::Standard),
        ("patent", Kind::Patent),
        ("report", Kind::Report),
        ("web page", Kind::Webpage),
        ("online", Kind::Webpage),
        ("computer program", Kind::Software),
        ("map", Kind::Map),
        ("unpublished", Kind::Manuscript),
        ("case", Kind::LegalCase),
        ("laws", Kind::Legislation),
        ("bills", Kind::Bill),
        ("video", Kind::MotionPicture),
        ("motion picture", Kind::MotionPicture),
        ("sound recording", Kind::Song),
        ("artwork", Kind::Graphic),
        ("personal communication", Kind::PersonalCommunication),
        ("abstract", Kind::ArticleJournal),
        ("year book", Kind::Book),
        ("yearbook", Kind::Book),
    ] {
        if n.contains(part) {
            return kind;
        }
    }
    Kind::Document
}

fn record(item: &Item, text: &str) -> Record {
    let mut record = item.record(Face::new(kind(item.get("RT"))), text, "refworks");
    let mut notes = Vec::new();
    for (tag, value) in &item.fields {
        if !value.is_empty() {
            field(&mut record, tag, value, item, &mut notes);
        }
    }
    let face = &mut record.faces[0];
    pages(face, item);
    let year = dates::free(item.get("YR"));
    let exact = dates::free(item.get("FD"));
    let joined = dates::free(&format!("{} {}", item.get("FD"), item.get("YR")));
    let best = match (exact.start, joined.start) {
        (Some(_), _) if year.start.is_none() || exact.first_year() == year.first_year() => exact,
        (None, Some(_)) if !item.get("FD").is_empty() => joined,
        _ => year,
    };
    face.set_date(DateVar::Issued, best);
    face.set(Var::Note, notes.join("; "));
    if face.language.is_empty() && item.get("DS").contains("CNKI") && script::has_han(face.get(Var::Title)) {
        face.language = "zh-CN".to_owned();
    }
    leftover::tags(&mut record, item, &["RT", "SR", "LA"]);
    record
}

fn field(record: &mut Record, tag: &str, value: &str, item: &Item, notes: &mut Vec<String>) {
    let face = &mut record.faces[0];
    match tag {
        "RT" | "SR" | "YR" | "FD" | "SP" | "OP" => {}
        "T1" => face.set_default(Var::Title, value),
        "OT" => original(record, value),
        "ST" => face.set_default(Var::TitleShort, value),
        "A1" => names(face, Role::Author, value),
        "A2" => names(face, Role::Editor, value),
        "A3" => names(face, if face.kind == Kind::Thesis { Role::Contributor } else { Role::CollectionEditor }, value),
        "A4" => names(face, Role::Translator, value),
        "JF" | "T2" => match face.kind {
            Kind::Book | Kind::Report => face.set_default(Var::CollectionTitle, value),
            _ => face.set_default(Var::ContainerTitle, value),
        },
        "JO" if item.get("JF").is_empty() => face.set_default(Var::ContainerTitle, value),
        "JO" => face.set_default(Var::ContainerTitleShort, value),
        "T3" => face.set_default(Var::CollectionTitle, value),
        "VO" => face.set_default(Var::Volume, value),
        "IS" => face.set_default(
            if matches!(face.kind, Kind::Report | Kind::Patent | Kind::Standard) { Var::Number } else { Var::Issue },
            super::without_zeros(value),
        ),
        "C1" | "ID" if face.kind == Kind::Standard => face.set_default(Var::Number, value),
        "ID" => record.key = value.to_owned(),
        "PB" if face.kind == Kind::PaperConference && script::has_han(value) && value.contains('、') => {
            person::add_literal(face, Role::Organizer, value)
        }
        "PB" => face.set_default(Var::Publisher, value),
        "PP" => face.set_default(Var::PublisherPlace, value),
        "ED" => face.set_default(Var::Edition, value),
        "SN" => endnote::serial(face, value),
        "LA" => face.language = language::tag(value),
        "DO" => face.set_default(Var::Doi, ids::doi(value)),
        "UL" | "LK" => face.set_default(Var::Url, super::unescape(value)),
        "AB" => face.set_default(Var::Abstract, value),
        "K1" => record.tags.extend(value.split([';', '；']).map(str::trim).filter(|k| !k.is_empty()).map(str::to_owned)),
        "CN" => face.set_default(Var::CallNumber, value),
        "DS" | "DB" => face.set_default(Var::Source, value),
        "RD" => face.set_date(DateVar::Accessed, dates::free(value)),
        "NO" => notes.push(value.to_owned()),
        _ => {}
    }
}

/// One name a line, or all of them joined.
fn names(face: &mut Face, role: Role, value: &str) {
    if value.contains([';', '；']) || script::has_han(value) {
        person::add_list(face, role, value);
    } else {
        person::add(face, role, value);
    }
}

/// The title in the original language is another face.
fn original(record: &mut Record, title: &str) {
    let mut face = Face::new(record.faces[0].kind);
    face.set(Var::Title, title);
    face.language = language::of_text(title).to_owned();
    record.faces.push(face);
}

fn pages(face: &mut Face, item: &Item) {
    let (from, to) = (item.get("SP"), item.get("OP"));
    let page = match (from.is_empty(), to.is_empty()) {
        (false, false) if !to.contains(['-', ',']) && from != to => format!("{from}-{to}"),
        (false, false) if to.starts_with(from) => to.to_owned(),
        (true, _) => to.to_owned(),
        _ => from.to_owned(),
    };
    face.set(Var::Page, page);
}
