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
        // A paper of a conference that stands in a volume of a journal is cited as the journal's.
        _ if item.has("VL") || item.has("IS") => Kind::ArticleJournal,
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
    let shorter = [("AF", "AU"), ("BF", "BA")].into_iter().filter(|(long, _)| item.has(long)).map(|(_, short)| short);
    let said: Vec<&str> = ["FN", "VR", "PT", "LA", "J9"].into_iter().chain(shorter).collect();
    leftover::tags(&mut record, item, &said);
    record
}

fn field(record: &mut Record, tag: &str, value: &str, flat: &str, item: &Item) {
    let face = &mut record.faces[0];
    match tag {
        "FN" | "VR" | "PT" | "PD" | "PY" | "BP" | "EP" | "AR" => {}
        "AF" => people(face, Role::Author, value),
        "AU" if !item.has("AF") => people(face, Role::Author, value),
        "AU" => {}
        "BF" => people(face, book_author(item), value),
        "BA" if !item.has("BF") => people(face, book_author(item), value),
        "AE" => face.set_default(Var::Authority, flat),
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

/// Authors of a book are its chapter's container's, where the chapter has its own.
fn book_author(item: &Item) -> Role {
    if item.has("AU") || item.has("AF") { Role::ContainerAuthor } else { Role::Author }
}

/// One name a line.
fn people(face: &mut Face, role: Role, value: &str) {
    for name in value.split('\n') {
        match family_first(name.trim()) {
            Some((family, initials)) => person::add(face, role, &format!("{family}, {initials}")),
            None => person::add(face, role, name),
        }
    }
}

/// `Kim J`, as Derwent has inventors: the family name, then initials.
fn family_first(name: &str) -> Option<(&str, &str)> {
    let (family, initials) = name.split_once(' ')?;
    let whole = family.chars().count() > 2 && family.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\''));
    let short = |word: &str| word.chars().count() <= 2 && word.chars().all(char::is_uppercase);
    (whole && initials.split(' ').all(short)).then_some((family, initials))
}

/// Titles of journals come in capitals.
fn calm(s: &str) -> String {
    if s.chars().any(char::is_lowercase) {
        return s.to_owned();
    }
    let words: Vec<&str> = s.split(' ').collect();
    let calmed = words.iter().enumerate().map(|(i, word)| {
        let inside = i > 0 && i + 1 < words.len();
        if inside && SMALL.contains(word) { word.to_lowercase() } else { word.split('-').map(capital).collect::<Vec<_>>().join("-") }
    });
    calmed.collect::<Vec<_>>().join(" ")
}

/// A word with its first letter alone in capitals, unless it is no word but letters.
fn capital(word: &str) -> String {
    let letters = word.trim_matches(|c: char| !c.is_alphanumeric());
    if LETTERS.contains(&letters) || !letters.contains(['A', 'E', 'I', 'O', 'U', 'Y']) && letters.is_ascii() {
        return word.to_owned();
    }
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars.as_str().to_lowercase().chars()).collect())
}

/// Words that stay small within a title.
const SMALL: &[&str] = &["OF", "AND", "THE", "IN", "FOR", "ON", "TO", "A", "AN", "ET", "DE", "LA", "DER", "DES", "UND", "WITH", "FROM"];

/// Abbreviations that can be said as words: societies, and what their journals are about.
const LETTERS: &[&str] = &[
    "IEEE", "ACM", "SIAM", "AIAA", "ASCE", "ASME", "AIP", "AAPS", "ACI", "AIDS", "ASAIO", "DNA", "EMBO", "ESA", "EURASIP", "FASEB", "FEBS",
    "IBM", "ICES", "IET", "IFAC", "II", "III", "IOP", "ISA", "ISPRS", "IUBMB", "IV", "JAMA", "NASA", "PLOS", "RNA", "SAE", "SPE", "UK",
    "USA", "VI", "VII",
];
