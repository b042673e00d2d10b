//! Records to EndNote XML.

use super::read::serials;
use super::{GROUPS, TYPES};
use crate::formats::carry::{self, Held};
use crate::formats::xml::{escape, leaf};
use crate::formats::{Loss, WriteOptions, dates, endnote, person};
use crate::model::{Date, DateVar, Face, Kind, Record, Var};
use std::io;

/// Writes records.
pub fn write(records: &[Record], _: &WriteOptions, out: &mut dyn io::Write) -> io::Result<Vec<Loss>> {
    let mut losses = Vec::new();
    out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xml><records>\n")?;
    for (i, record) in records.iter().enumerate() {
        let mut text = String::new();
        lines(record, i, &mut text);
        out.write_all(text.as_bytes())?;
        crate::formats::lost_beside(record, i, &["key", "tags", "files"], &mut losses);
    }
    out.write_all(b"</records></xml>\n")?;
    Ok(losses)
}

fn lines(record: &Record, index: usize, out: &mut String) {
    let Some(face) = record.faces.first() else { return };
    let (name, number, _) = TYPES.iter().find(|(_, _, k)| *k == face.kind).copied().unwrap_or(("Generic", 13, Kind::Document));
    let read_as = TYPES.iter().find(|(n, _, _)| *n == name).map_or(Kind::Document, |(_, _, k)| *k);
    let mut held = Held { kind: read_as, ..Held::default() };
    out.push_str(&format!(
        "<record>\n<rec-number>{}</rec-number>\n<ref-type name=\"{name}\">{number}</ref-type>\n<contributors>\n",
        index + 1
    ));
    for (list, role) in endnote::lists(face.kind) {
        let group = GROUPS[usize::from(list) - 1];
        let Some(names) = face.names(role) else { continue };
        out.push_str(&format!("<{group}>"));
        for name in &names.list {
            out.push_str(&format!("<author>{}</author>", escape(&person::turned(name))));
        }
        out.push_str(&format!("</{group}>\n"));
        if person::reads_back(names) {
            held.roles.push(role);
        }
    }
    out.push_str("</contributors>\n<titles>\n");
    fields(face, &mut held, out);
    out.push_str("<dates>");
    if let Some(date) = face.date(DateVar::Issued)
        && let Some(start) = date.start
    {
        out.push_str(&format!("<year>{}</year>", start.year));
        if start.month > 0 && start.month <= 12 {
            out.push_str(&format!("<pub-dates><date>{}</date></pub-dates>", dates::iso(start)));
        }
        if *date == (Date { start: Some(start), ..Date::default() }) && start.month <= 12 && start.year >= 1000 {
            held.dates.push(DateVar::Issued);
        }
    }
    out.push_str("</dates>\n");
    if !record.tags.is_empty() {
        out.push_str("<keywords>\n");
        record.tags.iter().for_each(|t| leaf(out, "keyword", t));
        out.push_str("</keywords>\n");
    }
    out.push_str("<urls>\n");
    if face.has(Var::Url) {
        out.push_str(&format!("<related-urls><url>{}</url></related-urls>\n", escape(face.get(Var::Url))));
        held.vars.push(Var::Url);
    }
    if !record.files.is_empty() {
        let list: String = record
            .files
            .iter()
            .map(|f| {
                format!(
                    "<url>{}</url>",
                    escape(&if f.contains("://") || f.starts_with("internal-pdf:") { f.clone() } else { format!("file://{f}") })
                )
            })
            .collect();
        out.push_str(&format!("<pdf-urls>{list}</pdf-urls>\n"));
    }
    out.push_str("</urls>\n");
    leaf(out, "language", &face.language);
    leaf(out, "label", &record.key);
    leaf(out, "notes", &carry::notes(record, &mut held));
    out.push_str("</record>\n");
}

fn fields(face: &Face, held: &mut Held, out: &mut String) {
    let series = matches!(face.kind, Kind::Book | Kind::Report | Kind::Standard);
    let numbered = endnote::is_numbered(face.kind);
    let mut put = |var: Var, tag: &str, out: &mut String| {
        let value = face.get(var);
        if !value.is_empty() && !value.contains('<') && value.split_whitespace().collect::<Vec<_>>().join(" ") == value {
            held.vars.push(var);
        }
        leaf(out, tag, value);
    };
    put(Var::Title, "title", out);
    if !series {
        put(Var::ContainerTitle, "secondary-title", out);
        if face.has(Var::ContainerTitle) {
            put(Var::ContainerTitleShort, "alt-title", out);
        }
    }
    put(Var::CollectionTitle, "tertiary-title", out);
    put(Var::TitleShort, "short-title", out);
    out.push_str("</titles>\n");
    if !endnote::is_extent(face.kind, face.get(Var::Page)) {
        put(Var::Page, "pages", out);
    }
    if !face.has(Var::Page) && endnote::is_extent(face.kind, face.get(Var::NumberOfPages)) {
        put(Var::NumberOfPages, "pages", out);
    }
    put(Var::Volume, "volume", out);
    put(if numbered { Var::Number } else { Var::Issue }, "number", out);
    for (var, tag) in [
        (Var::NumberOfVolumes, "num-vols"),
        (Var::Edition, "edition"),
        (endnote::publisher(face.kind), "publisher"),
        (Var::PublisherPlace, "pub-location"),
        (Var::ReviewedTitle, "reviewed-item"),
        (Var::Abstract, "abstract"),
        (Var::CallNumber, "call-num"),
        (Var::Genre, "work-type"),
        (Var::Source, "remote-database-name"),
        (Var::Doi, "electronic-resource-num"),
    ] {
        put(var, tag, out);
    }
    if face.kind != Kind::ArticleJournal {
        put(endnote::section(face.kind), "section", out);
    }
    for var in [Var::Isbn, Var::Issn] {
        let mut probe = Face::new(face.kind);
        serials(&mut probe, face.get(var));
        if face.has(var) && probe.has(var) && !(var == Var::Issn && face.has(Var::Isbn)) && !face.get(var).contains(' ') {
            put(var, "isbn", out);
        }
    }
}
