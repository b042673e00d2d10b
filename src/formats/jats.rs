//! Reference lists of JATS XML (ANSI/NISO Z39.96): `element-citation` and `mixed-citation` inside `ref`.

use super::xml::{Node, parse};
use super::{Format, Import, Input, dates, ids, language, leftover};
use crate::model::{Date, DateVar, Face, Kind, Name, Names, Person, Record, Role, Var};
use crate::text::encoding;

/// JATS reference list.
pub const FORMAT: Format = Format {
    name: "jats",
    label: "JATS reference list",
    extensions: &["jats", "nxml"],
    detect,
    read: Some(read),
    write: None,
    slices: None,
};

fn detect(input: &Input) -> u8 {
    let head = input.head();
    let marks = ["<element-citation", "<mixed-citation", "<ref-list", "<nlm-citation"];
    if marks.iter().any(|m| head.contains(m)) || head.contains("<article ") && head.contains("<article-meta") { 94 } else { 0 }
}

/// The unknown field that holds a citation as printed, where its elements say neither title nor names, or no title.
pub const UNREAD: &str = "mixed-citation";

fn read(input: &Input) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let text = decoded.text.as_ref();
    let doc = parse(text);
    let mut records = Vec::new();
    for list in doc.all("ref") {
        for node in list.nodes().filter(|n| matches!(n.name, "element-citation" | "mixed-citation" | "nlm-citation" | "citation")) {
            records.push(record(node, list.attr("id"), text));
        }
        for group in list.named("citation-alternatives") {
            records.extend(group.nodes().find(|n| n.name.ends_with("citation")).map(|n| record(n, list.attr("id"), text)));
        }
    }
    Ok(Import { records, ..Import::default() })
}

fn kind(node: &Node) -> Kind {
    let name = [node.attr("publication-type"), node.attr("citation-type")].into_iter().find(|s| !s.is_empty()).unwrap_or_default();
    match name.to_lowercase().as_str() {
        "journal" => Kind::ArticleJournal,
        "book" if node.child("chapter-title").is_some() || node.child("article-title").is_some() => Kind::Chapter,
        "book" => Kind::Book,
        "chapter" | "book-chapter" => Kind::Chapter,
        "confproc" | "conf-proc" | "conference" | "conf-paper" => Kind::PaperConference,
        "thesis" => Kind::Thesis,
        "report" | "gov" => Kind::Report,
        "web" | "webpage" | "website" => Kind::Webpage,
        "newspaper" => Kind::ArticleNewspaper,
        "patent" => Kind::Patent,
        "standard" => Kind::Standard,
        "data" | "database" => Kind::Dataset,
        "software" => Kind::Software,
        "preprint" => Kind::Article,
        _ if node.child("source").is_some() && (node.child("article-title").is_some() || in_volume(node)) => Kind::ArticleJournal,
        _ => Kind::Document,
    }
}

/// Whether what is cited has pages in a volume of its source.
fn in_volume(node: &Node) -> bool {
    ["volume", "fpage"].iter().all(|name| !node.all(name).is_empty())
}

fn record(node: &Node, key: &str, text: &str) -> Record {
    let mut record = Record::of(Face::new(kind(node)));
    record.raw = text.get(node.start..node.end).unwrap_or_default().to_owned();
    record.format = "jats".into();
    record.key = key.to_owned();
    let face = &mut record.faces[0];
    let rich = |name: &str| node.all(name).first().map(|n| n.rich()).unwrap_or_default();
    let title = [rich("article-title"), rich("chapter-title"), rich("data-title"), rich("part-title")].into_iter().find(|s| !s.is_empty());
    let source = rich("source");
    match title {
        Some(title) => {
            face.set(Var::Title, title);
            face.set(Var::ContainerTitle, source);
        }
        // The title of the article is not marked, or was not printed.
        None if face.kind == Kind::ArticleJournal && in_volume(node) => face.set(Var::ContainerTitle, source),
        None => face.set(Var::Title, source),
    }
    for (tag, var) in [
        ("volume", Var::Volume),
        ("issue", Var::Issue),
        ("edition", Var::Edition),
        ("publisher-name", Var::Publisher),
        ("publisher-loc", Var::PublisherPlace),
        ("conf-name", Var::EventTitle),
        ("conf-loc", Var::EventPlace),
        ("series", Var::CollectionTitle),
        ("isbn", Var::Isbn),
        ("issn", Var::Issn),
        ("comment", Var::Note),
        ("patent", Var::Number),
        ("version", Var::Version),
        ("supplement", Var::SupplementNumber),
        ("annotation", Var::Annote),
        ("page-range", Var::Page),
    ] {
        face.set_default(var, rich(tag));
    }
    let (from, to) = (rich("fpage"), rich("lpage"));
    let page = if to.is_empty() || to == from { from } else { format!("{from}-{to}") };
    face.set_default(Var::Page, page);
    face.set_default(Var::Page, rich("elocation-id"));
    if let Some(size) = node.all("size").first().filter(|s| s.attr("units").starts_with("page")) {
        face.set_default(Var::NumberOfPages, size.text());
    }
    issued(face, node);
    identifiers(face, node);
    people(face, node);
    face.language = language::tag(node.attr("lang"));
    other_face(&mut record, node);
    if node.name == "mixed-citation" {
        let face = &record.faces[0];
        let printed = node.text();
        if !printed.is_empty() && (!face.has(Var::Title) || face.names.is_empty()) {
            record.unknown.push((UNREAD.to_owned(), printed));
        }
    } else {
        leftover::elements(&mut record, node, |n| {
            matches!(n.name, "month" | "day" | "season") || n.name == "date-in-citation" && dated(&n.text()).is_some()
        });
    }
    record
}

/// `trans-title` and `trans-source` are the other face.
fn other_face(record: &mut Record, node: &Node) {
    let title = node.all("trans-title").first().map(|n| n.rich()).unwrap_or_default();
    if title.is_empty() {
        return;
    }
    let mut face = Face::new(record.faces[0].kind);
    face.language = node.all("trans-title").first().map(|n| language::tag(n.attr("lang"))).unwrap_or_default();
    face.set(Var::Title, title);
    face.set(Var::ContainerTitle, node.all("trans-source").first().map(|n| n.rich()).unwrap_or_default());
    record.faces.push(face);
}

fn issued(face: &mut Face, node: &Node) {
    let get = |name: &str| node.all(name).first().map(|n| n.text()).unwrap_or_default();
    let (year, month, day) = (get("year"), get("month"), get("day"));
    let digits: String = year.chars().take_while(char::is_ascii_digit).collect();
    let mut date = dates::free(if digits.len() == 4 { &digits } else { &year });
    if let Some(start) = &mut date.start {
        start.month = month.parse::<u8>().ok().or_else(|| dates::month(&month)).filter(|m| *m <= 24).unwrap_or(start.month);
        start.day = day.parse().ok().filter(|d: &u8| *d <= 31 && start.month > 0).unwrap_or(start.day);
    }
    face.set_date(DateVar::Issued, date);
    if let Some(access) = node.all("date-in-citation").first() {
        let said = [access.attr("iso-8601-date"), access.attr("content-type")].map(dates::free);
        let date = said.into_iter().find(|d| d.start.is_some()).or_else(|| dated(&access.text()));
        face.set_date(DateVar::Accessed, date.unwrap_or_default());
    }
}

/// The date that a phrase ends with (`cited 2010 Jan 5`).
fn dated(phrase: &str) -> Option<Date> {
    let phrase = phrase.trim_matches(|c: char| !c.is_alphanumeric());
    let words = phrase.match_indices(' ').take(6).map(|(at, _)| at + 1);
    std::iter::once(0).chain(words).map(|at| dates::free(&phrase[at..])).find(|d| d.start.is_some())
}

fn identifiers(face: &mut Face, node: &Node) {
    for id in node.all("pub-id") {
        match id.attr("pub-id-type") {
            "doi" => face.set_default(Var::Doi, ids::doi(&id.text())),
            "pmid" => face.set_default(Var::Pmid, id.text()),
            "pmcid" | "pmc" => face.set_default(Var::Pmcid, id.text()),
            "isbn" => face.set_default(Var::Isbn, id.text()),
            "arxiv" => {
                face.set_default(Var::Eprint, id.text());
                face.set_default(Var::EprintType, "arXiv");
            }
            _ => {}
        }
    }
    for link in node.all("ext-link").into_iter().chain(node.all("uri")) {
        let href = if link.attr("href").is_empty() { link.text() } else { link.attr("href").to_owned() };
        if ids::is_doi(&href) && !face.has(Var::Doi) {
            face.set(Var::Doi, ids::doi(&href));
        } else if href.contains("://") {
            face.set_default(Var::Url, href);
        }
    }
}

fn people(face: &mut Face, node: &Node) {
    let mut groups: Vec<(&Node, Role)> = Vec::new();
    for group in node.named("person-group") {
        let role = match group.attr("person-group-type") {
            "editor" | "editors" => Role::Editor,
            "translator" => Role::Translator,
            "compiler" => Role::Compiler,
            _ => Role::Author,
        };
        groups.push((group, role));
    }
    groups.push((node, Role::Author));
    for (group, role) in groups {
        let mut names: Names = face.names(role).cloned().unwrap_or_default();
        for part in group.nodes() {
            match part.name {
                "name" | "string-name" => names.list.extend(one(part)),
                "name-alternatives" => names.list.extend(part.nodes().next().and_then(one)),
                "collab" => names.list.push(Name::literal(part.text())),
                "etal" => names.et_al = true,
                _ => {}
            }
        }
        face.set_names(role, names);
    }
}

fn one(node: &Node) -> Option<Name> {
    let family = node.get(&["surname"]);
    if family.is_empty() {
        return super::person::name(&node.text());
    }
    let person = Person {
        family,
        given: node.get(&["given-names"]),
        suffix: node.get(&["suffix"]),
        non_dropping_particle: node.get(&["prefix"]),
        ..Person::default()
    };
    Some(if person.given.is_empty() { Name::literal(person.family) } else { Name::Person(person) })
}
