//! EndNote XML (the DTD "RSXML" that EndNote exports); a second face is carried in `notes` (see `carry`).

use super::carry::{self, Held};
use super::xml::{Node, escape, leaf, parse};
use super::{Format, Import, Input, Loss, WriteOptions, dates, endnote, ids, language, leftover, person};
use crate::model::{Date, DateVar, Face, Kind, Record, Role, Var};
use crate::text::encoding;
use std::io;

/// EndNote XML.
pub const FORMAT: Format =
    Format { name: "endnote-xml", label: "EndNote XML", extensions: &["xml"], detect, read: Some(read), write: Some(write) };

fn detect(input: &Input) -> u8 {
    let head = input.head();
    if head.contains("<ref-type") || head.contains("<records>") && head.contains("<contributors>") {
        93
    } else if head.contains("<xml>") && head.contains("<records") {
        70
    } else {
        0
    }
}

fn read(input: &Input) -> Result<Import, String> {
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
    leftover::elements(&mut record, node, |n| PASSED.contains(&n.name));
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
        face.language = language::of_text(face.get(Var::Title)).to_owned();
        record.faces.push(face);
    }
}

/// ISBN and ISSN among what stands in `isbn` (`1532-1827 (Electronic) 0007-0920 (Linking)`); the first of each.
fn serials(face: &mut Face, text: &str) {
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

/// The four lists of names.
const GROUPS: [&str; 4] = ["authors", "secondary-authors", "tertiary-authors", "subsidiary-authors"];

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

/// Names, numbers and kinds of EndNote's types; the first for a kind is the one written.
const TYPES: &[(&str, u8, Kind)] = &[
    ("Journal Article", 17, Kind::ArticleJournal),
    ("Book", 6, Kind::Book),
    ("Book Section", 5, Kind::Chapter),
    ("Conference Paper", 47, Kind::PaperConference),
    ("Conference Proceedings", 10, Kind::PaperConference),
    ("Thesis", 32, Kind::Thesis),
    ("Report", 27, Kind::Report),
    ("Government Document", 46, Kind::Report),
    ("Web Page", 12, Kind::Webpage),
    ("Newspaper Article", 23, Kind::ArticleNewspaper),
    ("Magazine Article", 19, Kind::ArticleMagazine),
    ("Standard", 58, Kind::Standard),
    ("Patent", 25, Kind::Patent),
    ("Dataset", 59, Kind::Dataset),
    ("Computer Program", 9, Kind::Software),
    ("Map", 20, Kind::Map),
    ("Manuscript", 36, Kind::Manuscript),
    ("Unpublished Work", 34, Kind::Manuscript),
    ("Electronic Article", 43, Kind::ArticleJournal),
    ("Electronic Book", 44, Kind::Book),
    ("Electronic Book Section", 60, Kind::Chapter),
    ("Edited Book", 28, Kind::Book),
    ("Serial", 57, Kind::Periodical),
    ("Encyclopedia", 53, Kind::EntryEncyclopedia),
    ("Dictionary", 52, Kind::EntryDictionary),
    ("Blog", 56, Kind::PostWeblog),
    ("Personal Communication", 26, Kind::PersonalCommunication),
    ("Statute", 31, Kind::Legislation),
    ("Legal Rule or Regulation", 50, Kind::Regulation),
    ("Bill", 4, Kind::Bill),
    ("Case", 7, Kind::LegalCase),
    ("Hearing", 14, Kind::Hearing),
    ("Film or Broadcast", 21, Kind::MotionPicture),
    ("Audiovisual Material", 3, Kind::MotionPicture),
    ("Music", 61, Kind::MusicalScore),
    ("Artwork", 2, Kind::Graphic),
    ("Figure", 37, Kind::Figure),
    ("Pamphlet", 24, Kind::Pamphlet),
    ("Ancient Text", 51, Kind::Classic),
    ("Classical Work", 49, Kind::Classic),
    ("Generic", 13, Kind::Document),
];

fn write(records: &[Record], _: &WriteOptions, out: &mut dyn io::Write) -> io::Result<Vec<Loss>> {
    let mut losses = Vec::new();
    out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xml><records>\n")?;
    for (i, record) in records.iter().enumerate() {
        let mut text = String::new();
        lines(record, i, &mut text);
        out.write_all(text.as_bytes())?;
        super::lost_beside(record, i, &["key", "tags", "files"], &mut losses);
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
    let mut notes: Vec<String> = Vec::new();
    if face.has(Var::Note) && !face.get(Var::Note).contains('¶') {
        notes.push(face.get(Var::Note).to_owned());
        held.vars.push(Var::Note);
    }
    notes.extend(record.faces.iter().skip(1).map(carry::face));
    notes.extend(carry::rest(face, &held));
    leaf(out, "notes", &notes.join(" ¶ "));
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
