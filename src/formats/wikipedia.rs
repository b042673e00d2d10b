//! Wikipedia's citation templates (`{{cite journal |…}}`, Citation Style 1), written only; Chinese titles go to `script-title`.

use super::{Format, Loss, WriteOptions, dates};
use crate::model::{DateVar, Face, Kind, Name, Record, Role, Var};
use crate::text::script;
use std::io;

/// Wikipedia cite templates.
pub const FORMAT: Format = Format {
    name: "wikipedia",
    label: "Wikipedia cite templates",
    extensions: &["wiki", "mediawiki"],
    detect: |_| 0,
    read: None,
    write: Some(write),
    slices: None,
};

fn write(records: &[Record], _: &WriteOptions, out: &mut dyn io::Write) -> io::Result<Vec<Loss>> {
    let mut losses = Vec::new();
    for (i, record) in records.iter().enumerate() {
        let Some(face) = record.faces.first() else { continue };
        let mut text = String::new();
        template(face, record, &mut text);
        out.write_all(text.as_bytes())?;
        let label = if record.key.is_empty() { (i + 1).to_string() } else { record.key.clone() };
        for (var, _) in &face.fields {
            if parameter(face, *var).is_none() {
                losses.push(Loss { record: label.clone(), field: var.as_str().to_owned() });
            }
        }
        super::lost_beside(record, i, &["key", "tags", "files"], &mut losses);
    }
    Ok(losses)
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::ArticleJournal | Kind::Review | Kind::ReviewBook => "journal",
        Kind::ArticleMagazine => "magazine",
        Kind::ArticleNewspaper => "news",
        Kind::Book | Kind::Chapter | Kind::Classic | Kind::MusicalScore => "book",
        Kind::Entry | Kind::EntryDictionary | Kind::EntryEncyclopedia => "encyclopedia",
        Kind::PaperConference => "conference",
        Kind::Thesis => "thesis",
        Kind::Report => "report",
        Kind::Map => "map",
        Kind::Interview => "interview",
        Kind::Speech => "speech",
        Kind::Article => "arXiv",
        Kind::MotionPicture | Kind::Broadcast | Kind::Song => "AV media",
        Kind::Webpage | Kind::Post | Kind::PostWeblog => "web",
        Kind::Patent => "patent",
        _ => "citation",
    }
}

fn put(out: &mut String, key: &str, value: &str) {
    if !value.is_empty() {
        let value = value.replace('|', "{{!}}").replace(['\n', '\r'], " ").replace("<i>", "''").replace("</i>", "''");
        out.push_str(&format!(" |{key}={value}"));
    }
}

fn template(face: &Face, record: &Record, out: &mut String) {
    let name = name(face.kind);
    out.push_str(if name == "citation" { "{{citation" } else { "{{cite " });
    if name != "citation" {
        out.push_str(name);
    }
    for (role, last, first) in [
        (Role::Author, "last", "first"),
        (Role::Editor, "editor-last", "editor-first"),
        (Role::Translator, "translator-last", "translator-first"),
    ] {
        for (i, person) in face.names(role).into_iter().flat_map(|n| &n.list).enumerate() {
            let n = i + 1;
            match person {
                Name::Literal { literal } => {
                    put(out, &format!("{}{n}", last.replace("last", if role == Role::Author { "author" } else { "last" })), literal)
                }
                Name::Person(p) => {
                    put(out, &format!("{last}{n}"), &person.sort_name());
                    put(out, &format!("{first}{n}"), [p.given.as_str(), p.suffix.as_str()].join(" ").trim());
                }
            }
        }
        if face.names(role).is_some_and(|n| n.et_al) && role == Role::Author {
            put(out, "display-authors", "etal");
        }
    }
    title(face, record, out);
    for (var, value) in &face.fields {
        if let Some(key) = parameter(face, *var).filter(|k| *k != "title") {
            put(out, key, &if *var == Var::Page { value.replace('-', "–") } else { value.clone() });
        }
    }
    for (var, key) in [(DateVar::Issued, "date"), (DateVar::Accessed, "access-date"), (DateVar::OriginalDate, "orig-date")] {
        if let Some(date) = face.date(var) {
            put(out, key, &date.start.filter(|d| d.month <= 12).map_or(date.literal.clone(), dates::iso));
        }
    }
    put(out, "language", &face.language);
    out.push_str("}}\n");
}

/// The title; in Chinese with its language, and the other face's as its translation.
fn title(face: &Face, record: &Record, out: &mut String) {
    let title = face.get(Var::Title);
    let key = if face.kind == Kind::Chapter { "chapter" } else { "title" };
    if script::has_han(title) {
        let language = if face.language.is_empty() { "zh" } else { face.language.split('-').next().unwrap_or("zh") };
        put(out, &format!("script-{key}"), &format!("{language}:{title}"));
    } else {
        put(out, key, title);
    }
    if let Some(other) = record.faces.get(1) {
        put(out, &format!("trans-{key}"), other.get(Var::Title));
    }
}

fn parameter(face: &Face, var: Var) -> Option<&'static str> {
    Some(match var {
        Var::Title => "title",
        Var::ContainerTitle => match face.kind {
            Kind::ArticleJournal | Kind::Review | Kind::ReviewBook => "journal",
            Kind::ArticleMagazine => "magazine",
            Kind::ArticleNewspaper => "newspaper",
            Kind::Webpage | Kind::Post | Kind::PostWeblog => "website",
            Kind::Chapter => "title",
            Kind::PaperConference => "book-title",
            _ => "work",
        },
        Var::CollectionTitle => "series",
        Var::Publisher if face.kind == Kind::ArticleJournal => "publisher",
        Var::Publisher => "publisher",
        Var::PublisherPlace => "location",
        Var::Volume => "volume",
        Var::Issue => "issue",
        Var::Number => "number",
        Var::Page => "pages",
        Var::Edition => "edition",
        Var::Genre => "type",
        Var::Doi => "doi",
        Var::Isbn => "isbn",
        Var::Issn => "issn",
        Var::Pmid => "pmid",
        Var::Pmcid => "pmc",
        Var::Url => "url",
        Var::EventTitle => "conference",
        Var::Eprint => "eprint",
        Var::EprintClass => "class",
        _ => return None,
    })
}
