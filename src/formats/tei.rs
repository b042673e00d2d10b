//! Bibliographies of TEI XML (TEI P5, 3.12): `biblStruct` with `analytic`, `monogr`, `series`, as GROBID and others write them.

use super::xml::{Node, parse};
use super::{Format, Import, Input, dates, ids, language, leftover, person, zotero_rdf};
use crate::model::{DateVar, Face, Kind, Name, Person, Record, Role, Var};
use crate::text::encoding;

/// TEI bibliography.
pub const FORMAT: Format =
    Format { name: "tei", label: "TEI bibliography", extensions: &["tei"], detect, read: Some(read), write: None, slices: None };

fn detect(input: &Input) -> u8 {
    let head = input.head();
    if head.contains("<biblStruct") || head.contains("www.tei-c.org/ns/1.0") && head.contains("<listBibl") { 95 } else { 0 }
}

fn read(input: &Input) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let text = decoded.text.as_ref();
    let doc = parse(text);
    let mut all = Vec::new();
    for list in doc.all("listBibl") {
        all.extend(list.all("biblStruct"));
    }
    if all.is_empty() {
        all = doc.all("biblStruct");
    }
    let records = all.into_iter().map(|n| record(n, text)).collect();
    Ok(Import { records, ..Import::default() })
}

fn kind(node: &Node) -> Kind {
    match node.attr("type") {
        "journalArticle" | "article" => return Kind::ArticleJournal,
        "book" => return Kind::Book,
        "bookSection" | "inbook" | "incollection" => return Kind::Chapter,
        "conferencePaper" | "inproceedings" => return Kind::PaperConference,
        "thesis" | "phdthesis" => return Kind::Thesis,
        "report" => return Kind::Report,
        "webpage" | "online" => return Kind::Webpage,
        "newspaperArticle" => return Kind::ArticleNewspaper,
        "magazineArticle" => return Kind::ArticleMagazine,
        "manuscript" => return Kind::Manuscript,
        "patent" => return Kind::Patent,
        other => {
            if let Some(kind) = zotero_rdf::kind_of(other) {
                return kind;
            }
        }
    }
    let monogr = node.child("monogr");
    let journal = monogr.is_some_and(|m| m.named("title").any(|t| t.attr("level") == "j"));
    match (node.child("analytic").is_some(), journal, monogr.is_some_and(|m| m.child("meeting").is_some())) {
        (_, _, true) => Kind::PaperConference,
        (_, true, _) => Kind::ArticleJournal,
        (true, false, _) => Kind::Chapter,
        _ => Kind::Book,
    }
}

fn title(node: &Node) -> String {
    let main = node.named("title").find(|t| t.attr("type") == "main" || t.attr("type").is_empty());
    let sub = node.named("title").find(|t| t.attr("type") == "sub");
    let parts = [main.or_else(|| node.child("title")), sub];
    parts.into_iter().flatten().map(Node::rich).filter(|s| !s.is_empty()).collect::<Vec<_>>().join(": ")
}

fn record(node: &Node, text: &str) -> Record {
    let mut record = Record::of(Face::new(kind(node)));
    record.raw = text.get(node.start..node.end).unwrap_or_default().to_owned();
    record.format = "tei".into();
    record.key = node.attr("id").to_owned();
    let face = &mut record.faces[0];
    let empty = Node::default();
    let (analytic, monogr) = (node.child("analytic"), node.child("monogr").unwrap_or(&empty));
    match analytic {
        Some(part) if part.nodes().any(|n| n.name == "title") => {
            face.set(Var::Title, title(part));
            face.set(Var::ContainerTitle, title(monogr));
        }
        Some(_) if face.kind == Kind::ArticleJournal => face.set(Var::ContainerTitle, title(monogr)),
        // An article whose title was not printed, or not found: its pages stand in a journal.
        None if face.kind == Kind::ArticleJournal && monogr.all("biblScope").iter().any(|s| matches!(unit(s), "page" | "pp")) => {
            face.set(Var::ContainerTitle, title(monogr));
        }
        _ => face.set(Var::Title, title(monogr)),
    }
    for part in analytic.into_iter().chain([monogr]) {
        people(face, part, part.name == "monogr" && analytic.is_some());
        for id in part.named("idno") {
            identifier(face, id);
        }
    }
    node.named("idno").for_each(|id| identifier(face, id));
    imprint(face, monogr);
    if let Some(series) = node.child("series") {
        face.set(Var::CollectionTitle, title(series));
        face.set(Var::CollectionNumber, series.get(&["biblScope"]));
    }
    face.set(Var::Edition, monogr.get(&["edition"]));
    if let Some(short) = monogr.named("title").find(|t| matches!(t.attr("type"), "abbrev" | "abbreviated" | "short")) {
        face.set_default(Var::ContainerTitleShort, short.rich());
    }
    if let Some(meeting) = monogr.child("meeting") {
        let place = meeting.child("address").or_else(|| meeting.child("placeName")).map(Node::text).unwrap_or_default();
        let whole = meeting.text();
        face.set(Var::EventTitle, whole.strip_suffix(&place).unwrap_or(&whole).trim().trim_end_matches(','));
        face.set(Var::EventPlace, place);
    }
    for link in node.all("ptr").into_iter().chain(node.all("ref")) {
        face.set_default(Var::Url, link.attr("target"));
    }
    face.language = language::tag(
        [node.attr("lang"), analytic.and_then(|a| a.child("title")).map_or("", |t| t.attr("lang"))]
            .into_iter()
            .find(|s| !s.is_empty())
            .unwrap_or_default(),
    );
    let notes: Vec<String> = node
        .named("note")
        .filter(|n| {
            !matches!(n.attr("type"), "raw_reference" | "report_type" | "url" | "accessed" | "thesisType" | "reportType" | "tags" | "tag")
        })
        .map(Node::text)
        .collect();
    face.set(Var::Note, notes.join("; "));
    for note in node.all("note") {
        said(&mut record, note.attr("type"), &note.text());
        note.named("note").for_each(|inner| said(&mut record, inner.attr("type"), &inner.text()));
    }
    if !record.faces[0].has(Var::Title) && !record.faces[0].has(Var::ContainerTitle) {
        let raw = node.all("note").into_iter().find(|n| n.attr("type") == "raw_reference");
        record.unknown.extend(raw.map(|n| (super::jats::UNREAD.to_owned(), n.text())));
    }
    leftover::elements(&mut record, node, |n| n.name == "date" || n.name == "note" && n.attr("type") == "raw_reference");
    record
}

/// Notes that say what they are, as Zotero writes them.
fn said(record: &mut Record, what: &str, value: &str) {
    let face = &mut record.faces[0];
    match what {
        "url" => face.set_default(Var::Url, value),
        "accessed" => face.set_date(DateVar::Accessed, dates::free(value)),
        "thesisType" | "reportType" | "report_type" => face.set_default(Var::Genre, value),
        "tag" => record.tags.push(value.to_owned()),
        _ => {}
    }
}

fn identifier(face: &mut Face, id: &Node) {
    let value = id.text();
    match id.attr("type").to_lowercase().as_str() {
        "doi" => face.set_default(Var::Doi, ids::doi(&value)),
        "isbn" => face.set_default(Var::Isbn, value),
        "issn" | "eissn" => face.set_default(Var::Issn, value),
        "pmid" => face.set_default(Var::Pmid, value),
        "pmcid" => face.set_default(Var::Pmcid, value),
        "arxiv" => {
            let number = value.get(..6).filter(|p| p.eq_ignore_ascii_case("arxiv:")).map_or(&*value, |p| value[p.len()..].trim());
            face.set_default(Var::Eprint, number);
            face.set_default(Var::EprintType, "arXiv");
        }
        "url" => face.set_default(Var::Url, value),
        "callnumber" => face.set_default(Var::CallNumber, value),
        _ => {}
    }
}

/// What a `biblScope` counts; older files say it in `type`.
fn unit<'a>(scope: &'a Node) -> &'a str {
    if scope.attr("unit").is_empty() { scope.attr("type") } else { scope.attr("unit") }
}

fn imprint(face: &mut Face, monogr: &Node) {
    let empty = Node::default();
    let imprint = monogr.child("imprint").unwrap_or(&empty);
    face.set(Var::Publisher, imprint.get(&["publisher"]));
    face.set(Var::PublisherPlace, imprint.get(&["pubPlace"]));
    for date in imprint.named("date") {
        let when = [date.attr("when"), date.attr("from")].into_iter().find(|s| !s.is_empty()).map_or_else(|| date.text(), str::to_owned);
        let var = if date.attr("type") == "accessed" { DateVar::Accessed } else { DateVar::Issued };
        if face.date(var).is_none() {
            face.set_date(var, dates::free(&when));
        }
    }
    for scope in imprint.named("biblScope").chain(monogr.named("biblScope")) {
        let (from, to) = (scope.attr("from"), scope.attr("to"));
        let value = match (from.is_empty(), to.is_empty()) {
            (false, false) if from != to => format!("{from}-{to}"),
            (false, _) => from.to_owned(),
            _ => scope.text(),
        };
        match unit(scope) {
            "volume" | "vol" => face.set_default(Var::Volume, value),
            "issue" => face.set_default(Var::Issue, value),
            "page" | "pp" => face.set_default(Var::Page, value.replace(['–', '—'], "-")),
            "chapter" | "chap" => face.set_default(Var::ChapterNumber, value),
            _ => {}
        }
    }
    for extent in monogr.named("extent") {
        face.set_default(Var::NumberOfPages, extent.text());
    }
}

fn people(face: &mut Face, part: &Node, host: bool) {
    for node in part.nodes() {
        let role = match (node.name, node.attr("role")) {
            ("author", _) if host => Role::ContainerAuthor,
            ("author", _) => Role::Author,
            ("editor", "translator") => Role::Translator,
            ("editor", _) => Role::Editor,
            ("respStmt", _) if node.text().to_lowercase().contains("contrib") => Role::Contributor,
            ("respStmt", _) if node.text().to_lowercase().contains("transl") => Role::Translator,
            _ => continue,
        };
        let holder = node.child("persName").unwrap_or(node);
        let family = holder.get(&["surname"]);
        let given: Vec<String> = holder.named("forename").map(Node::text).collect();
        if !family.is_empty() {
            let person = Person {
                family,
                given: given.join(" "),
                non_dropping_particle: holder.get(&["nameLink"]),
                suffix: holder.get(&["genName"]),
                ..Person::default()
            };
            face.push_name(role, if person.given.is_empty() { Name::literal(person.family) } else { Name::Person(person) });
        } else if node.child("orgName").is_some() {
            face.push_name(role, Name::literal(node.get(&["orgName"])));
        } else if let Some(name) = person::name(&node.text()) {
            face.push_name(role, name);
        }
    }
}
