//! Records to MODS elements.

use super::read::GENRES;
use crate::formats::carry::{self, Held};
use crate::formats::xml::{escape, leaf};
use crate::formats::{Loss, WriteOptions, dates};
use crate::model::{Date, DateVar, Kind, Name, Record, Role, Var};
use std::io;

/// Writes records.
pub fn write(records: &[Record], _: &WriteOptions, out: &mut dyn io::Write) -> io::Result<Vec<Loss>> {
    let mut losses = Vec::new();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<modsCollection xmlns=\"http://www.loc.gov/mods/v3\">")?;
    for (i, record) in records.iter().enumerate() {
        let mut text = String::new();
        lines(record, &mut text);
        out.write_all(text.as_bytes())?;
        crate::formats::lost_beside(record, i, &["key", "tags"], &mut losses);
    }
    writeln!(out, "</modsCollection>")?;
    Ok(losses)
}

fn lines(record: &Record, out: &mut String) {
    let Some(face) = record.faces.first() else { return };
    let genre = GENRES.iter().find(|(_, k)| *k == face.kind).map_or("", |(g, _)| *g);
    let in_host = face.has(Var::ContainerTitle);
    let read_as = match face.kind {
        Kind::Book if in_host => Kind::Chapter,
        kind if genre.is_empty() => {
            if in_host {
                Kind::Chapter
            } else if face.has(Var::Publisher) {
                Kind::Book
            } else if kind == Kind::Document {
                kind
            } else {
                Kind::Document
            }
        }
        kind => kind,
    };
    let mut held = Held { kind: read_as, ..Held::default() };
    out.push_str("<mods>\n");
    let mut hold = |var: Var| {
        let value = face.get(var);
        if value.split_whitespace().collect::<Vec<_>>().join(" ") == value && !value.contains('<') {
            held.vars.push(var);
        }
        escape(value)
    };
    out.push_str(&format!("<titleInfo><title>{}</title></titleInfo>\n", hold(Var::Title)));
    if face.has(Var::TitleShort) {
        out.push_str(&format!("<titleInfo type=\"abbreviated\"><title>{}</title></titleInfo>\n", hold(Var::TitleShort)));
    }
    let mut origin = String::new();
    if face.has(Var::PublisherPlace) {
        origin.push_str(&format!("<place><placeTerm type=\"text\">{}</placeTerm></place>", hold(Var::PublisherPlace)));
    }
    for (var, tag) in [(Var::Publisher, "publisher"), (Var::Edition, "edition")] {
        if face.has(var) {
            origin.push_str(&format!("<{tag}>{}</{tag}>", hold(var)));
        }
    }
    let mut part = String::new();
    for (var, kind) in [(Var::Volume, "volume"), (Var::Issue, "issue"), (Var::ChapterNumber, "chapter")] {
        if face.has(var) {
            part.push_str(&format!("<detail type=\"{kind}\"><number>{}</number></detail>", hold(var)));
        }
    }
    if face.has(Var::Page) {
        part.push_str(&format!("<extent unit=\"page\"><list>{}</list></extent>", hold(Var::Page)));
    }
    let mut host = String::new();
    if in_host {
        host.push_str(&format!("<titleInfo><title>{}</title></titleInfo>", hold(Var::ContainerTitle)));
        if face.has(Var::ContainerTitleShort) && face.get(Var::ContainerTitleShort) != face.get(Var::ContainerTitle) {
            host.push_str(&format!("<titleInfo type=\"abbreviated\"><title>{}</title></titleInfo>", hold(Var::ContainerTitleShort)));
        }
    }
    let mut ids = String::new();
    for (var, kind) in [(Var::Doi, "doi"), (Var::Isbn, "isbn"), (Var::Issn, "issn"), (Var::Pmid, "pmid"), (Var::Number, "number")] {
        if face.has(var) && !(var == Var::Isbn && face.get(var).contains(' ')) {
            ids.push_str(&format!("<identifier type=\"{kind}\">{}</identifier>\n", hold(var)));
        }
    }
    if face.has(Var::Abstract) {
        ids.push_str(&format!("<abstract>{}</abstract>\n", hold(Var::Abstract)));
    }
    if face.has(Var::Url) {
        ids.push_str(&format!("<location><url>{}</url></location>\n", hold(Var::Url)));
    }
    if face.has(Var::CollectionTitle) {
        ids.push_str(&format!(
            "<relatedItem type=\"series\"><titleInfo><title>{}</title></titleInfo></relatedItem>\n",
            hold(Var::CollectionTitle)
        ));
    }
    for (role, term) in [(Role::Author, "aut"), (Role::Editor, "edt"), (Role::Translator, "trl"), (Role::Compiler, "com")] {
        if let Some(names) = face.names(role) {
            let plain = names.list.iter().all(|n| name_xml(n, term, out)) && !names.et_al;
            if plain {
                held.roles.push(role);
            }
        }
    }
    leaf(out, "genre", genre);
    for (var, tag) in [(DateVar::Issued, "dateIssued"), (DateVar::Accessed, "dateCaptured")] {
        let Some(date) = face.date(var) else { continue };
        let text = dates::to_edtf(date).unwrap_or_else(|| date.literal.clone());
        origin.push_str(&format!("<{tag} encoding=\"edtf\">{}</{tag}>", escape(&text)));
        if dates::free(&text) == *date
            && date.literal.is_empty()
            && date.start.is_some_and(|d| d != (Date::default().start.unwrap_or_default()))
        {
            held.dates.push(var);
        }
    }
    out.push_str(&format!("<originInfo>{origin}</originInfo>\n"));
    if !host.is_empty() {
        out.push_str(&format!("<relatedItem type=\"host\">{host}<part>{part}</part></relatedItem>\n"));
    } else if !part.is_empty() {
        out.push_str(&format!("<part>{part}</part>\n"));
    }
    out.push_str(&ids);
    if !face.language.is_empty() {
        out.push_str(&format!(
            "<language><languageTerm authority=\"rfc5646\" type=\"code\">{}</languageTerm></language>\n",
            escape(&face.language)
        ));
    }
    for tag in &record.tags {
        out.push_str(&format!("<subject><topic>{}</topic></subject>\n", escape(tag)));
    }
    if !record.key.is_empty() {
        out.push_str(&format!("<identifier type=\"citekey\">{}</identifier>\n", escape(&record.key)));
    }
    if face.has(Var::Note)
        && !face.get(Var::Note).contains("; ")
        && face.get(Var::Note).split_whitespace().collect::<Vec<_>>().join(" ") == face.get(Var::Note)
    {
        leaf(out, "note", face.get(Var::Note));
        held.vars.push(Var::Note);
    }
    for other in record.faces.iter().skip(1) {
        leaf(out, "note", &carry::face(other));
    }
    if let Some(more) = carry::rest(face, &held) {
        leaf(out, "note", &more);
    }
    out.push_str("</mods>\n");
}

/// A name; whether it is read again as it is.
fn name_xml(name: &Name, term: &str, out: &mut String) -> bool {
    let role = format!("<role><roleTerm type=\"code\" authority=\"marcrelator\">{term}</roleTerm></role>");
    match name {
        Name::Literal { literal } => {
            out.push_str(&format!("<name type=\"corporate\"><namePart>{}</namePart>{role}</name>\n", escape(literal)));
            true
        }
        Name::Person(p) => {
            let von = if p.non_dropping_particle.is_empty() { &p.dropping_particle } else { &p.non_dropping_particle };
            let family = if von.is_empty() { p.family.clone() } else { format!("{von} {}", p.family) };
            let suffix = if p.suffix.is_empty() {
                String::new()
            } else {
                format!("<namePart type=\"termsOfAddress\">{}</namePart>", escape(&p.suffix))
            };
            out.push_str(&format!(
                "<name type=\"personal\"><namePart type=\"family\">{}</namePart><namePart type=\"given\">{}</namePart>{suffix}{role}</name>\n",
                escape(&family),
                escape(&p.given)
            ));
            von.is_empty() && p.mark.is_empty() && !p.given.is_empty()
        }
    }
}
