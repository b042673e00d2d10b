//! PubMed XML (`PubmedArticleSet`, DTD of the National Library of Medicine), articles and book documents.

use super::xml::{Kid, Node, parse};
use super::{Format, Import, Input, dates, language, leftover};
use crate::model::{Date, DateVar, Face, Kind, Name, Names, Person, Record, Role, Var};
use crate::text::{encoding, script};

/// PubMed XML.
pub const FORMAT: Format =
    Format { name: "pubmed-xml", label: "PubMed XML", extensions: &["xml"], detect, read: Some(read), write: None, slices: None };

fn detect(input: &Input) -> u8 {
    let head = input.head();
    let signs = ["<PubmedArticle", "<MedlineCitation", "<PubmedBookArticle", "<BookDocument"];
    if signs.iter().any(|s| head.contains(s)) { 95 } else { 0 }
}

fn read(input: &Input) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let text = decoded.text.as_ref();
    let doc = parse(text);
    let mut import = Import::default();
    let mut open: Vec<&Node> = vec![&doc];
    while let Some(node) = open.pop() {
        match node.name {
            "PubmedArticle" | "PubmedBookArticle" => import.records.push(record(node, text)),
            "MedlineCitation" | "BookDocument" => import.records.push(record(node, text)),
            _ => {
                let from = open.len();
                open.extend(node.nodes());
                open[from..].reverse();
            }
        }
    }
    Ok(import)
}

fn record(node: &Node, text: &str) -> Record {
    let book = if node.name == "BookDocument" { Some(node) } else { node.child("BookDocument") };
    let mut record = match book {
        Some(book) => book_document(book),
        None => article(if node.name == "MedlineCitation" { node } else { node.child("MedlineCitation").unwrap_or(node) }),
    };
    for id in node.all("ArticleId") {
        let var = match id.attr("IdType") {
            "pubmed" => Var::Pmid,
            "pmc" => Var::Pmcid,
            "doi" => Var::Doi,
            _ => continue,
        };
        let inside_references = node.all("ReferenceList").iter().any(|l| l.start < id.start && id.end <= l.end);
        if !inside_references {
            record.faces[0].set_default(var, if var == Var::Doi { super::ids::doi(&id.text()) } else { id.text() });
        }
    }
    record.raw = text.get(node.start..node.end).unwrap_or_default().to_owned();
    record.format = "pubmed-xml".into();
    leftover::elements(&mut record, node, |n| PASSED.contains(&n.name));
    record
}

/// What the library's cataloguing needs for itself, codes, and what has been read as something else.
const PASSED: &[&str] = &[
    "Language",
    "DateCompleted",
    "DateRevised",
    "History",
    "Pagination",
    "NlmUniqueID",
    "ISSNLinking",
    "Initials",
    "RegistryNumber",
    "CitationSubset",
    "Month",
    "Day",
    "Season",
    "MedlineDate",
    "ReferenceList",
    "CommentsCorrectionsList",
    "PublicationStatus",
    "PMID",
];

fn article(citation: &Node) -> Record {
    let mut record = Record::of(Face::new(Kind::ArticleJournal));
    let empty = Node::default();
    let article = citation.child("Article").unwrap_or(&empty);
    let journal = article.child("Journal").unwrap_or(&empty);
    let face = &mut record.faces[0];
    face.set(Var::Pmid, citation.get(&["PMID"]));
    face.set(Var::Title, article.child("ArticleTitle").map(Node::rich).unwrap_or_default());
    face.set(Var::ContainerTitle, journal.get(&["Title"]));
    let short = [journal.get(&["ISOAbbreviation"]), citation.get(&["MedlineJournalInfo", "MedlineTA"])].into_iter().find(|s| !s.is_empty());
    match short {
        Some(short) if !face.has(Var::ContainerTitle) => face.set(Var::ContainerTitle, short),
        Some(short) => face.set(Var::ContainerTitleShort, short),
        None => {}
    }
    face.set(Var::Issn, journal.get(&["ISSN"]));
    face.set(Var::Volume, journal.get(&["JournalIssue", "Volume"]));
    face.set(Var::Issue, journal.get(&["JournalIssue", "Issue"]));
    let (printed, online) = (date_of(journal.at(&["JournalIssue", "PubDate"])), date_of(article.child("ArticleDate")));
    if printed.is_empty() {
        face.set_date(DateVar::Issued, online);
    } else {
        face.set_date(DateVar::Issued, printed);
        face.set_date(DateVar::AvailableDate, online);
    }
    face.set(Var::Page, pages(article));
    for id in article.named("ELocationID") {
        match id.attr("EIdType") {
            "doi" => face.set_default(Var::Doi, super::ids::doi(&id.text())),
            "pii" if !face.has(Var::Page) => face.set(Var::Page, id.text()),
            _ => {}
        }
    }
    face.set(Var::Abstract, abstract_of(article));
    people(face, article);
    face.language = language::tag(&article.get(&["Language"]));
    vernacular(&mut record, &article.get(&["VernacularTitle"]));
    tags(&mut record, citation);
    let types: Vec<String> = article.all("PublicationType").into_iter().map(|t| t.text().to_lowercase()).collect();
    let is = |name: &str| types.iter().any(|t| t == name);
    record.faces[0].kind = match () {
        _ if is("preprint") => Kind::Article,
        _ if is("dataset") => Kind::Dataset,
        _ if is("newspaper article") => Kind::ArticleNewspaper,
        _ => Kind::ArticleJournal,
    };
    record
}

/// A title in the characters of the article's own language is another face.
fn vernacular(record: &mut Record, title: &str) {
    if script::has_cjk(title) {
        let mut face = Face::new(record.faces[0].kind);
        face.set(Var::Title, title);
        face.language = std::mem::replace(&mut record.faces[0].language, "en".to_owned());
        record.faces.push(face);
    } else if !title.is_empty() {
        record.faces[0].set(Var::OriginalTitle, title);
    }
}

fn tags(record: &mut Record, citation: &Node) {
    for keyword in citation.all("Keyword") {
        record.tags.push(keyword.text());
    }
    for heading in citation.all("MeshHeading") {
        let qualifiers: Vec<String> = heading.named("QualifierName").map(Node::text).collect();
        let name = heading.get(&["DescriptorName"]);
        if qualifiers.is_empty() { record.tags.push(name) } else { record.tags.push(format!("{name}, {}", qualifiers.join(", "))) }
    }
    record.tags.retain(|t| !t.is_empty());
}

fn pages(article: &Node) -> String {
    let page = article.get(&["Pagination", "MedlinePgn"]);
    if !page.is_empty() {
        return super::whole_pages(&page);
    }
    let (from, to) = (article.get(&["Pagination", "StartPage"]), article.get(&["Pagination", "EndPage"]));
    if to.is_empty() || from == to { from } else { format!("{from}-{to}") }
}

fn date_of(node: Option<&Node>) -> Date {
    let Some(node) = node else { return Date::default() };
    let whole = node.get(&["MedlineDate"]);
    if !whole.is_empty() {
        let read = dates::free(&whole);
        return if read.start.is_some() { read } else { dates::free(whole.get(..4).unwrap_or_default()) };
    }
    let (year, month, day) = (node.get(&["Year"]), node.get(&["Month"]), node.get(&["Day"]));
    let season = node.get(&["Season"]);
    let month = if month.is_empty() { season } else { month };
    let number = month.parse::<u8>().ok().or_else(|| dates::month(&month)).unwrap_or(0);
    let mut date = dates::free(&year);
    if let Some(start) = &mut date.start {
        start.month = if number <= 24 { number } else { 0 };
        start.day = if number > 0 { day.parse().ok().filter(|d| *d <= 31).unwrap_or(0) } else { 0 };
    }
    date
}

/// The abstract, its parts with their labels.
fn abstract_of(node: &Node) -> String {
    let Some(all) = node.child("Abstract") else { return String::new() };
    let parts: Vec<String> = all
        .named("AbstractText")
        .map(|part| {
            let label = part.attr("Label");
            if label.is_empty() || label == "UNLABELLED" { part.rich() } else { format!("{label}: {}", part.rich()) }
        })
        .filter(|p| !p.is_empty())
        .collect();
    if parts.is_empty() && all.kids.iter().any(|k| matches!(k, Kid::Text(_))) { all.rich() } else { parts.join(" ") }
}

fn people(face: &mut Face, node: &Node) {
    for list in node.named("AuthorList") {
        let role = if list.attr("Type").eq_ignore_ascii_case("editors") { Role::Editor } else { Role::Author };
        let mut names: Names = face.names(role).cloned().unwrap_or_default();
        for author in list.named("Author") {
            let body = author.get(&["CollectiveName"]);
            let (family, suffix) = (author.get(&["LastName"]), author.get(&["Suffix"]));
            let given =
                [author.get(&["ForeName"]), author.get(&["FirstName"]), author.get(&["Initials"])].into_iter().find(|s| !s.is_empty());
            if !body.is_empty() {
                names.list.push(Name::literal(body));
            } else if !family.is_empty() {
                names.list.push(Name::Person(Person { family, given: given.unwrap_or_default(), suffix, ..Person::default() }));
            }
        }
        names.et_al |= list.attr("CompleteYN") == "N";
        face.set_names(role, names);
    }
}

fn book_document(book: &Node) -> Record {
    let empty = Node::default();
    let whole = book.child("Book").unwrap_or(&empty);
    let chapter = book.child("ArticleTitle").is_some();
    let mut record = Record::of(Face::new(if chapter { Kind::Chapter } else { Kind::Book }));
    let face = &mut record.faces[0];
    let title = whole.child("BookTitle").map(Node::rich).unwrap_or_default();
    if chapter {
        face.set(Var::Title, book.child("ArticleTitle").map(Node::rich).unwrap_or_default());
        face.set(Var::ContainerTitle, title);
    } else {
        face.set(Var::Title, title);
    }
    face.set(Var::Pmid, book.get(&["PMID"]));
    face.set(Var::Publisher, whole.get(&["Publisher", "PublisherName"]));
    face.set(Var::PublisherPlace, whole.get(&["Publisher", "PublisherLocation"]));
    face.set(Var::Isbn, whole.get(&["Isbn"]));
    face.set(Var::Volume, whole.get(&["Volume"]));
    face.set(Var::Edition, whole.get(&["Edition"]));
    face.set(Var::CollectionTitle, whole.get(&["CollectionTitle"]));
    face.set_date(DateVar::Issued, date_of(whole.child("PubDate")));
    face.set(Var::Page, pages(book));
    face.set(Var::Abstract, abstract_of(book));
    people(face, book);
    if face.names.is_empty() || chapter && face.names(Role::Editor).is_none() {
        let mut editors = Face::default();
        people(&mut editors, whole);
        for (role, names) in editors.names {
            if face.names(role).is_none() {
                face.set_names(if chapter && role == Role::Author { Role::ContainerAuthor } else { role }, names);
            }
        }
    }
    face.language = language::tag(&book.get(&["Language"]));
    tags(&mut record, book);
    record
}
