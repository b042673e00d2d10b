//! Biblioscape's tagged export (`--AU-- `, records closed by a line of hyphens).

use super::tagged::{Item, Shape, scan};
use super::{Format, Import, Input, dates, endnote, language, person};
use crate::model::{DateVar, Face, Kind, Record, Role, Var};
use crate::text::encoding;

/// Biblioscape.
pub const FORMAT: Format =
    Format { name: "biblioscape", label: "Biblioscape", extensions: &["bst-txt"], detect, read: Some(read), write: None, slices: None };

fn detect(input: &Input) -> u8 {
    let head = input.head();
    let count = super::tagged::lines(head).filter(|l| tag(l.text).is_some_and(|(t, _)| t != END)).count();
    if count >= 2 { 90 } else { 0 }
}

const END: &str = "------";
const SHAPE: Shape = Shape { tag, begins: |_, _| false, ends: |t| t == END, blank_ends: false, joint: " " };

fn tag(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches('\u{feff}').trim_start();
    if line.starts_with(END) {
        return Some((END, ""));
    }
    let rest = line.strip_prefix("--")?;
    let (tag, value) = rest.split_once("--")?;
    (tag.len() == 2 && tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())).then_some((tag, value))
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
    match item.get("RT").to_lowercase().as_str() {
        "journal article" | "article" => Kind::ArticleJournal,
        "book section" => Kind::Chapter,
        "book" | "edited book" => Kind::Book,
        "conference" | "conference proceedings" | "conference paper" => Kind::PaperConference,
        "report" | "technical report" => Kind::Report,
        "thesis" | "dissertation" => Kind::Thesis,
        "patent" => Kind::Patent,
        "newspaper article" => Kind::ArticleNewspaper,
        "magazine article" => Kind::ArticleMagazine,
        "web page" | "internet" => Kind::Webpage,
        _ => Kind::Document,
    }
}

fn record(item: &Item, text: &str) -> Record {
    let mut record = item.record(Face::new(kind(item)), text, "biblioscape");
    for (tag, value) in &item.fields {
        let face = &mut record.faces[0];
        match *tag {
            _ if value.is_empty() => {}
            "AU" => person::add_list(face, Role::Author, value),
            "SA" => person::add_list(face, Role::Editor, value),
            "TA" => person::add_list(face, Role::CollectionEditor, value),
            "TI" => face.set_default(Var::Title, value.as_str()),
            "ST" if face.kind == Kind::Book => face.set_default(Var::CollectionTitle, value.as_str()),
            "ST" => face.set_default(Var::ContainerTitle, value.as_str()),
            "TT" => face.set_default(Var::CollectionTitle, value.as_str()),
            "YP" => face.set_date(DateVar::Issued, dates::free(value)),
            "VL" => face.set_default(Var::Volume, value.as_str()),
            "NB" => face.set_default(Var::Issue, value.as_str()),
            "PS" | "PE" => {}
            "PB" => face.set_default(Var::Publisher, value.as_str()),
            "ED" => face.set_default(Var::Edition, value.as_str()),
            "SE" => face.set_default(Var::ChapterNumber, value.as_str()),
            "CO" => face.set_default(Var::PublisherPlace, value.as_str()),
            "IS" => endnote::serial(face, value),
            "AB" => face.set_default(Var::Abstract, value.as_str()),
            "NT" => face.set_default(Var::Note, value.as_str()),
            "AT" | "UR" => face.set_default(Var::Url, value.as_str()),
            "LG" => face.language = language::tag(value),
            "DO" => face.set_default(Var::Doi, super::ids::doi(value)),
            "KW" => record.tags.extend(value.split(';').map(str::trim).filter(|k| !k.is_empty()).map(str::to_owned)),
            _ => {}
        }
    }
    let (from, to) = (item.get("PS"), item.get("PE"));
    let page = if to.is_empty() || from == to { from.to_owned() } else { format!("{from}-{to}") };
    record.faces[0].set(Var::Page, page);
    super::leftover::tags(&mut record, item, &["LG", "RT"]);
    record
}
