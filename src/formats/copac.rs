//! Copac's tagged export of British library catalogues (`TI- `, two letters and a hyphen, records parted by empty lines).

use super::tagged::{Item, Shape, scan};
use super::{Format, Import, Input, dates, person};
use crate::model::{DateVar, Face, Kind, Record, Role, Var};
use crate::text::encoding;

/// Copac.
pub const FORMAT: Format =
    Format { name: "copac", label: "Copac", extensions: &["copac"], detect, read: Some(read), write: None, slices: None };

fn detect(input: &Input) -> u8 {
    let head = input.head();
    let tags: Vec<&str> = super::tagged::lines(head).filter_map(|l| tag(l.text)).map(|(t, _)| t).collect();
    let has = |t: &str| tags.contains(&t);
    if has("TI") && (has("HL") || has("PU") || has("DT")) && !has("PMID") { 85 } else { 0 }
}

const SHAPE: Shape = Shape { tag, begins: |_, _| false, ends: |_| false, blank_ends: true, joint: " " };

fn tag(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches('\u{feff}');
    let b = line.as_bytes();
    let capitals = b.len() >= 3 && b[..2].iter().all(u8::is_ascii_uppercase);
    (capitals && line.is_char_boundary(3) && &line[2..3] == "-").then(|| (&line[..2], &line[3..]))
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

fn record(item: &Item, text: &str) -> Record {
    let mut record = item.record(Face::new(Kind::Book), text, "copac");
    let mut notes = Vec::new();
    for (tag, value) in &item.fields {
        let face = &mut record.faces[0];
        match *tag {
            _ if value.is_empty() => {}
            "TI" => face.set_default(Var::Title, value.as_str()),
            "AU" => person::add(face, Role::Author, value),
            "SE" => face.set_default(Var::CollectionTitle, value.as_str()),
            "PU" => publisher(face, value),
            "PY" => face.set_date(DateVar::Issued, dates::free(value)),
            "PD" => face.set_default(Var::Dimensions, value.as_str()),
            "IS" => super::endnote::serial(face, value),
            "ED" => face.set_default(Var::Edition, value.as_str()),
            "NT" => notes.push(value.clone()),
            "KW" => record.tags.push(value.clone()),
            "UR" => face.set_default(Var::Url, value.as_str()),
            "LA" => face.language = super::language::tag(value),
            _ => {}
        }
    }
    record.faces[0].set(Var::Note, notes.join("; "));
    super::leftover::tags(&mut record, item, &["LA"]);
    record
}

/// `Place : Publisher` as catalogues print it (ISBD, area 4).
fn publisher(face: &mut Face, value: &str) {
    match value.split_once(" : ") {
        Some((place, name)) => {
            face.set_default(Var::PublisherPlace, place.trim());
            face.set_default(Var::Publisher, name.trim());
        }
        None => face.set_default(Var::Publisher, value),
    }
}
