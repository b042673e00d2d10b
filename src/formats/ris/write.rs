//! Records to items of RIS.

use super::types::TYPES;
use crate::formats::carry::{self, Held};
use crate::formats::tagged;
use crate::formats::{Loss, WriteOptions, dates, endnote, ids, person};
use crate::model::{Date, DateVar, Face, Kind, Record, Role, Var};
use std::io;

/// Writes records.
pub fn write(records: &[Record], _: &WriteOptions, out: &mut dyn io::Write) -> io::Result<Vec<Loss>> {
    tagged::write(records, "ris", out, lines)
}

fn put(out: &mut String, tag: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    out.push_str(tag);
    out.push_str("  - ");
    tagged::push_line(out, value);
}

fn lines(record: &Record, out: &mut String) {
    let Some(face) = record.faces.first() else { return };
    let ty = TYPES.iter().find(|(_, k)| *k == face.kind).map_or("GEN", |(t, _)| *t);
    let read_as = TYPES.iter().find(|(t, _)| *t == ty).map_or(Kind::Document, |(_, k)| *k);
    let mut held = Held { kind: read_as, ..Held::default() };
    put(out, "TY", ty);
    let lists = endnote::lists(face.kind);
    let editors = (!lists.iter().any(|(_, role)| *role == Role::Editor)).then_some(("ED", Role::Editor));
    for (tag, role) in lists.map(|(n, role)| (["AU", "A2", "A3", "A4"][usize::from(n) - 1], role)).into_iter().chain(editors) {
        let Some(names) = face.names(role) else { continue };
        for name in &names.list {
            put(out, tag, &person::turned(name));
        }
        if person::reads_back(names) {
            held.roles.push(role);
        }
    }
    if let Some(date) = face.date(DateVar::Issued) {
        issued_lines(date, out, &mut held);
    }
    if let Some(date) = face.date(DateVar::Accessed) {
        let iso = date.start.map(|d| dates::iso(d).replace('-', "/")).unwrap_or_default();
        put(out, "Y2", &iso);
        if dates::free(&iso) == *date {
            held.dates.push(DateVar::Accessed);
        }
    }
    for (var, value) in &face.fields {
        if let Some(tag) = tag_of(face, *var) {
            if *var == Var::Page {
                page_lines(value, out);
            } else {
                put(out, tag, value);
            }
            if tagged::holds(value) {
                held.vars.push(*var);
            }
        }
    }
    put(out, "LA", &face.language);
    for tag in &record.tags {
        put(out, "KW", tag);
    }
    for file in &record.files {
        put(out, "L1", file);
    }
    put(out, "ID", &record.key);
    for other in record.faces.iter().skip(1) {
        put(out, "TT", other.get(Var::Title));
        for name in other.authors() {
            put(out, "TA", &person::turned(name));
        }
        put(out, "N1", &carry::face(other));
    }
    if let Some(more) = carry::rest(face, &held) {
        put(out, "N1", &more);
    }
    tagged::unknown(record, "ris", "N1", |tag, value| put(out, tag, value));
    out.push_str("ER  - \n\n");
}

fn issued_lines(date: &Date, out: &mut String, held: &mut Held) {
    let Some(start) = date.start else { return };
    put(out, "PY", &start.year.to_string());
    if start.month > 0 && start.month <= 12 {
        put(out, "DA", &dates::iso(start).replace('-', "/"));
    }
    let simple = Date { start: Some(start), ..Date::default() };
    if *date == simple && start.month <= 12 && start.year >= 1000 {
        held.dates.push(DateVar::Issued);
    }
}

fn page_lines(value: &str, out: &mut String) {
    match value.split_once('-') {
        Some((from, to)) if !from.is_empty() && !to.is_empty() && from != to && !to.contains('-') => {
            put(out, "SP", from);
            put(out, "EP", to);
        }
        _ => put(out, "SP", value),
    }
}

/// The tag from which the reader will take this variable again; none where it would read something else.
fn tag_of(face: &Face, var: Var) -> Option<&'static str> {
    let series = matches!(face.kind, Kind::Book | Kind::Report | Kind::Standard);
    Some(match var {
        Var::Title => "TI",
        Var::TitleShort => "ST",
        Var::ContainerTitle if !series => "T2",
        Var::ContainerTitleShort if face.has(Var::ContainerTitle) && !series => "J2",
        Var::CollectionTitle => "T3",
        Var::Volume => "VL",
        Var::NumberOfVolumes => "NV",
        Var::Issue if !endnote::is_numbered(face.kind) => "IS",
        Var::Number if endnote::is_numbered(face.kind) => "M1",
        Var::NumberOfPages if !face.has(Var::Page) && endnote::is_extent(face.kind, face.get(var)) => "SP",
        Var::Page if endnote::is_extent(face.kind, face.get(var)) => return None,
        Var::Page => "SP",
        Var::Edition => "ET",
        _ if var == endnote::section(face.kind) && face.kind != Kind::ArticleJournal => "SE",
        _ if var == endnote::publisher(face.kind) => "PB",
        Var::ArchiveLocation => "AV",
        Var::ReviewedTitle => "RI",
        Var::PublisherPlace => "CY",
        Var::CallNumber => "CN",
        Var::Source => "DP",
        Var::Abstract => "AB",
        Var::Note => "N1",
        Var::Doi => "DO",
        Var::Url => "UR",
        Var::Isbn | Var::Issn if endnote::is_number(face.kind, face.get(var)) => return None,
        Var::Isbn | Var::Issn => {
            let mut probe = Face::new(face.kind);
            endnote::serial(&mut probe, face.get(var));
            let other = if var == Var::Isbn { Var::Issn } else { Var::Isbn };
            if probe.has(var) && !(var == Var::Issn && face.has(other)) {
                "SN"
            } else {
                return None;
            }
        }
        Var::Genre if !ids::is_doi(face.get(Var::Genre)) => "M3",
        Var::OriginalPublisher => "OP",
        _ => return None,
    })
}
