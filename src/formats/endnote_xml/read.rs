//! Records of EndNote XML read.

use super::{GROUPS, TYPES};
use crate::formats::xml::{Node, parse};
use crate::formats::{Import, Input, carry, dates, endnote, ids, language, leftover, person};
use crate::model::{DateVar, Face, Kind, Record, Role, Var};
use crate::text::{encoding, script};

/// Reads a whole file.
pub fn read(input: &Input) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let text = decoded.text.as_ref();
    let doc = parse(text);
    let records = doc.all("record").into_iter().map(|node| record(node, text)).collect();
    Ok(Import { records, ..Import::default() })
}

fn record(node: &Node, text: &str) -> Record {
    let name = node.child("ref-type").map_or("", |n| n.attr("name")).to_owned();
    let number = node.get(&["ref-type"]);
    let known =
        TYPES.iter().find(|(n, _, _)| n.eq_ignore_ascii_case(&name)).or_else(|| TYPES.iter().find(|(_, c, _)| c.to_string() == number));
    let mut record = Record::of(Face::new(known.map_or(Kind::Document, |(_, _, k)| *k)));
    record.raw = text.get(node.start..node.end).unwrap_or_default().to_owned();
    record.format = "endnote-xml".into();
    let face = &mut record.faces[0];
    people(face, node);
    if name.eq_ignore_ascii_case("Edited Book") {
        endnote::edited(face);
    }
    titles(face, node);
    for (tag, var) in [
        ("volume", Var::Volume),
        ("num-vols", Var::NumberOfVolumes),
        ("publisher", endnote::publisher(face.kind)),
        ("abstract", Var::Abstract),
        ("call-num", Var::CallNumber),
        ("remote-database-name", Var::Source),
        ("reviewed-item", Var::ReviewedTitle),
    ] {
        face.set(var, node.get(&[tag]));
    }
    if face.kind != Kind::ArticleJournal {
        face.set(endnote::section(face.kind), node.get(&["section"]));
    }
    endnote::edition(face, &node.get(&["edition"]));
    endnote::genre(face, &node.get(&["work-type"]));
    endnote::degree(face);
    place(face, node);
    let isbn = node.child("isbn").map(Node::text).unwrap_or_default();
    serials(face, &isbn);
    let number = node.get(&["number"]);
    match face.kind {
        Kind::Patent if face.has(Var::Number) => face.set_default(Var::CallNumber, number),
        kind if endnote::is_numbered(kind) && !face.has(Var::Number) => face.set(Var::Number, number),
        kind if endnote::is_numbered(kind) => face.set_default(Var::CollectionNumber, number),
        _ => face.set(Var::Issue, number),
    }
    let article = if face.kind == Kind::ArticleJournal { node.get(&["custom7"]) } else { String::new() };
    let pages = [node.get(&["pages"]), article].into_iter().find(|p| !p.is_empty()).unwrap_or_default();
    endnote::pages(face, &pages.replace(['–', '—'], "-"));
    let doi = node.get(&["electronic-resource-num"]);
    face.set(Var::Doi, if ids::is_doi(&doi) { ids::doi(&doi) } else { doi });
    for tag in ["accession-num", "custom2"] {
        let database = format!("{} {}", node.get(&["remote-database-name"]), node.get(&["remote-database-provider"]));
        endnote::accession(face, &node.get(&[tag]), &database);
    }
    face.language = language::tag(&node.get(&["language"]));
    dated(face, node);
    translated(&mut record, node);
    around(&mut record, node);
    // What stands in a piece of styled text stands in the element around it.
    let name = |above: &Node, leaf: &Node| if leaf.name == "style" { above.name } else { leaf.name }.to_owned();
    leftover::named(&mut record, node, |n| PASSED.contains(&n.name), name);
    record
}

/// What EndNote keeps for itself, and what has been read as something else.
const PASSED: &[&str] = &[
    "database",
    "source-app",
    "rec-number",
    "foreign-keys",
    "ref-type",
    "language",
    "electronic-resource-num",
    "added-date",
    "modified-date",
    "last-modified-date",
    "record-properties",
];

/// Of proceedings with a place of their own (`custom1`), `pub-location` is that of the conference.
fn place(face: &mut Face, node: &Node) {
    let place = node.get(&["pub-location"]);
    let published = if face.kind == Kind::PaperConference { node.get(&["custom1"]) } else { String::new() };
    match published.is_empty() {
        true => face.set(Var::PublisherPlace, place),
        false => {
            face.set(Var::PublisherPlace, published);
            face.set(Var::EventPlace, place);
        }
    }
}

/// Title and authors in the other language are another face.
fn translated(record: &mut Record, node: &Node) {
    let mut face = Face::new(record.faces[0].kind);
    face.set(Var::Title, node.at(&["titles", "translated-title"]).map(styled).unwrap_or_default());
    for author in node.at(&["contributors", "translated-authors"]).into_iter().flat_map(|g| g.named("author")) {
        person::add(&mut face, Role::Author, &author.text());
    }
    if face.has(Var::Title) {
        let by_script = language::of_text(face.get(Var::Title));
        let chinese = script::has_han(record.faces[0].get(Var::Title));
        face.language = if by_script.is_empty() && chinese { "en" } else { by_script }.to_owned();
        record.faces.push(face);
    }
}

/// ISBN and ISSN among what stands in `isbn` (`1532-1827 (Electronic) 0007-0920 (Linking)`); the first of each.
pub fn serials(face: &mut Face, text: &str) {
    if endnote::is_number(face.kind, text) {
        return face.set_default(Var::Number, text);
    }
    for number in text.split([' ', ';', ',']).filter(|n| n.bytes().filter(u8::is_ascii_digit).count() >= 7) {
        endnote::serial(face, number);
    }
}

fn people(face: &mut Face, node: &Node) {
    let Some(contributors) = node.child("contributors") else { return };
    for (list, role) in endnote::lists(face.kind) {
        let group = GROUPS[usize::from(list) - 1];
        for author in contributors.child(group).into_iter().flat_map(|g| g.named("author")) {
            person::add(face, role, &author.text());
        }
    }
}

fn titles(face: &mut Face, node: &Node) {
    face.set(Var::Title, node.at(&["titles", "title"]).map(styled).unwrap_or_default());
    face.set(Var::TitleShort, node.get(&["titles", "short-title"]));
    face.set(Var::CollectionTitle, node.get(&["titles", "tertiary-title"]));
    let full = [node.get(&["periodical", "full-title"]), node.get(&["titles", "secondary-title"]), node.get(&["titles", "alt-title"])];
    let full = full.into_iter().find(|t| !t.is_empty()).unwrap_or_default();
    let short = [node.get(&["periodical", "abbr-1"]), node.get(&["titles", "alt-title"])].into_iter().find(|t| !t.is_empty() && *t != full);
    let proceedings = if face.kind == Kind::PaperConference { node.get(&["custom3"]) } else { String::new() };
    match face.kind {
        Kind::PaperConference if !proceedings.is_empty() => {
            face.set(Var::ContainerTitle, proceedings);
            face.set(Var::EventTitle, full);
        }
        Kind::Book | Kind::Report | Kind::Standard if node.child("periodical").is_none() => face.set_default(Var::CollectionTitle, full),
        _ => face.set(Var::ContainerTitle, full),
    }
    face.set(Var::ContainerTitleShort, short.unwrap_or_default());
}

/// Text of `style` elements with their emphasis.
fn styled(node: &Node) -> String {
    let mut out = String::new();
    for style in node.named("style") {
        let text = style.text();
        let lead = if out.is_empty() || out.ends_with(' ') { "" } else { " " };
        match style.attr("face") {
            "italic" => out.push_str(&format!("{lead}<i>{text}</i> ")),
            "superscript" => out.push_str(&format!("<sup>{text}</sup>")),
            "subscript" => out.push_str(&format!("<sub>{text}</sub>")),
            _ => out.push_str(&text),
        }
    }
    if out.is_empty() { node.text() } else { out.trim().to_owned() }
}

fn dated(face: &mut Face, node: &Node) {
    let year = node.get(&["dates", "year"]);
    let day = node.get(&["dates", "pub-dates", "date"]);
    let (only, exact) = (dates::free(&year), dates::free(&day));
    let joined = dates::free(&format!("{day} {year}"));
    let best = if exact.start.is_some() && (only.start.is_none() || exact.first_year() == only.first_year()) {
        exact
    } else if !day.is_empty() && joined.start.is_some() {
        joined
    } else {
        only
    };
    face.set_date(DateVar::Issued, best);
    face.set_date(DateVar::Accessed, dates::free(&node.get(&["access-date"])));
}

/// Addresses, keywords, notes, files, key.
fn around(record: &mut Record, node: &Node) {
    let mut urls: Vec<String> = node.child("urls").map(|u| u.all("url").into_iter().map(Node::text).collect()).unwrap_or_default();
    let (files, web): (Vec<String>, Vec<String>) = urls.drain(..).partition(|u| u.starts_with("internal-pdf:") || u.starts_with("file:"));
    record.files = files;
    let mut web = web.into_iter();
    record.faces[0].set(Var::Url, web.next().unwrap_or_default());
    for keyword in node.child("keywords").into_iter().flat_map(|k| k.named("keyword")) {
        record.tags.extend(keyword.text().split([';', '；']).map(str::trim).filter(|k| !k.is_empty()).map(str::to_owned));
    }
    record.key = node.get(&["label"]);
    let mut kept = Vec::new();
    for notes in node.named("notes") {
        let text = notes.text();
        for note in text.split(" ¶ ") {
            if !carry::take(note, record) && !note.is_empty() {
                kept.push(note.to_owned());
            }
        }
    }
    record.faces[0].set(Var::Note, kept.join("; "));
}
