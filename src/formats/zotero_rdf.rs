//! Zotero RDF (bibliontology, Dublin Core and PRISM as Zotero exports them).

use super::xml::{Node, parse};
use super::{Format, Import, Input, dates, extra, ids, language, leftover};
use crate::model::{DateVar, Face, Kind, Name, Person, Record, Role, Var};
use crate::text::encoding;
use rustc_hash::FxHashMap;

/// Zotero RDF.
pub const FORMAT: Format =
    Format { name: "zotero-rdf", label: "Zotero RDF", extensions: &["rdf"], detect, read: Some(read), write: None, slices: None };

fn detect(input: &Input) -> u8 {
    let head = input.head();
    if head.contains("<rdf:RDF")
        && (head.contains("zotero.org/namespaces") || head.contains("purl.org/net/biblio") || head.contains("<bib:"))
    {
        95
    } else {
        0
    }
}

fn read(input: &Input) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let text = decoded.text.as_ref();
    let doc = parse(text);
    let Some(rdf) = doc.child("RDF") else { return Err("no rdf:RDF element".into()) };
    let by_id: FxHashMap<&str, &Node> = rdf.nodes().filter(|n| !n.attr("about").is_empty()).map(|n| (n.attr("about"), n)).collect();
    let records = rdf.nodes().filter(|n| is_item(n)).map(|n| record(n, &by_id, text)).collect();
    Ok(Import { records, ..Import::default() })
}

/// Items, but not containers, attachments, notes and collections that stand beside them.
fn is_item(node: &Node) -> bool {
    let kind = node.get(&["itemType"]);
    !matches!(node.name, "Attachment" | "Memo" | "Collection" | "Journal" | "Series" | "Person" | "Organization")
        && !matches!(kind.as_str(), "attachment" | "note")
        && node.child("title").is_some() | node.child("authors").is_some()
}

fn kind(node: &Node) -> Kind {
    kind_of(&node.get(&["itemType"])).unwrap_or(match node.name {
        "Article" => Kind::ArticleJournal,
        "Book" => Kind::Book,
        "BookSection" => Kind::Chapter,
        "Thesis" => Kind::Thesis,
        "Report" => Kind::Report,
        "Patent" => Kind::Patent,
        "Manuscript" => Kind::Manuscript,
        _ => Kind::Document,
    })
}

/// The kind of an item type by Zotero's name of it.
pub fn kind_of(item_type: &str) -> Option<Kind> {
    Some(match item_type {
        "journalArticle" => Kind::ArticleJournal,
        "magazineArticle" => Kind::ArticleMagazine,
        "newspaperArticle" => Kind::ArticleNewspaper,
        "book" => Kind::Book,
        "bookSection" => Kind::Chapter,
        "conferencePaper" => Kind::PaperConference,
        "thesis" => Kind::Thesis,
        "report" => Kind::Report,
        "webpage" => Kind::Webpage,
        "blogPost" => Kind::PostWeblog,
        "forumPost" => Kind::Post,
        "patent" => Kind::Patent,
        "standard" => Kind::Standard,
        "dataset" => Kind::Dataset,
        "computerProgram" => Kind::Software,
        "map" => Kind::Map,
        "manuscript" => Kind::Manuscript,
        "preprint" => Kind::Article,
        "letter" | "email" | "instantMessage" => Kind::PersonalCommunication,
        "statute" => Kind::Legislation,
        "bill" => Kind::Bill,
        "case" => Kind::LegalCase,
        "hearing" => Kind::Hearing,
        "film" | "videoRecording" => Kind::MotionPicture,
        "tvBroadcast" | "radioBroadcast" | "podcast" => Kind::Broadcast,
        "audioRecording" => Kind::Song,
        "artwork" => Kind::Graphic,
        "presentation" => Kind::Speech,
        "interview" => Kind::Interview,
        "encyclopediaArticle" => Kind::EntryEncyclopedia,
        "dictionaryEntry" => Kind::EntryDictionary,
        "document" => Kind::Document,
        _ => return None,
    })
}

fn record(node: &Node, by_id: &FxHashMap<&str, &Node>, text: &str) -> Record {
    let mut record = Record::of(Face::new(kind(node)));
    record.raw = text.get(node.start..node.end).unwrap_or_default().to_owned();
    record.format = "zotero-rdf".into();
    let face = &mut record.faces[0];
    fields(face, node, false);
    for part in node.named("isPartOf") {
        let host = by_id.get(part.attr("resource")).copied().or_else(|| part.nodes().next());
        if let Some(host) = host {
            if host.name == "Series" {
                face.set(Var::CollectionTitle, host.get(&["title"]));
                face.set(Var::CollectionNumber, host.get(&["identifier"]));
            } else {
                face.set(Var::ContainerTitle, host.get(&["title"]));
                face.set(Var::ContainerTitleShort, host.get(&["alternative"]));
                fields(face, host, true);
                for series in host.named("isPartOf").flat_map(|n| n.nodes()) {
                    face.set_default(Var::CollectionTitle, series.get(&["title"]));
                    face.set_default(Var::CollectionNumber, series.get(&["identifier"]));
                }
            }
        }
    }
    for conference in node.named("presentedAt") {
        face.set(Var::EventTitle, conference.all("title").first().map(|n| n.text()).unwrap_or_default());
    }
    for subject in node.named("subject") {
        let tag = match subject.nodes().next() {
            Some(inner) if matches!(inner.name, "LCC" | "DDC") => {
                record.faces[0].set_default(Var::CallNumber, inner.text());
                continue;
            }
            _ => subject.text(),
        };
        if !tag.is_empty() {
            record.tags.push(tag);
        }
    }
    if let Some(extra) = node.child("description") {
        extra::take(&mut record, &extra.lines());
    }
    for memo in node.named("isReferencedBy").filter_map(|m| by_id.get(m.attr("resource"))) {
        record.unknown.push(("note".to_owned(), memo.get(&["value"])));
    }
    for right in node.named("rights").map(Node::text).filter(|r| !r.is_empty()) {
        record.unknown.push(("rights".to_owned(), right));
    }
    for link in node.named("link") {
        if let Some(file) =
            by_id.get(link.attr("resource")).and_then(|a| a.child("resource")).map(|r| r.attr("resource")).filter(|p| !p.is_empty())
        {
            record.files.push(file.to_owned());
        }
    }
    leftover::elements(&mut record, node, |n| {
        matches!(n.name, "itemType" | "language" | "description" | "Organization" | "Seq" | "dateSubmitted")
    });
    record
}

fn fields(face: &mut Face, node: &Node, host: bool) {
    if !host {
        face.set(Var::Title, node.get(&["title"]));
        face.set(Var::TitleShort, node.get(&["shortTitle"]));
        face.set(Var::Abstract, node.get(&["abstract"]));
        face.set(Var::ArchiveLocation, node.get(&["coverage"]));
        face.set(Var::Version, node.get(&["versionIdentifier"]));
        face.language = language::tag(&node.get(&["language"]));
        people(face, node);
    }
    for (tag, var) in [
        ("volume", Var::Volume),
        ("numberOfVolumes", Var::NumberOfVolumes),
        ("edition", Var::Edition),
        ("pages", Var::Page),
        ("numPages", Var::NumberOfPages),
        ("type", Var::Genre),
        ("rights", Var::Status),
        ("libraryCatalog", Var::Source),
        ("archive", Var::Archive),
        ("scale", Var::Scale),
        ("runningTime", Var::Dimensions),
        ("artworkSize", Var::Dimensions),
        ("medium", Var::Medium),
        ("court", Var::Authority),
        ("section", Var::Section),
        ("references", Var::References),
        ("rightsHolder", Var::Authority),
    ] {
        if tag != "rights" {
            face.set_default(var, node.get(&[tag]));
        }
    }
    let number = node.get(&["number"]);
    let issue = host || matches!(face.kind, Kind::ArticleJournal | Kind::ArticleMagazine);
    face.set_default(if issue { Var::Issue } else { Var::Number }, number);
    for id in node.named("identifier") {
        let value = id.text();
        if let Some(doi) = value.strip_prefix("DOI ") {
            face.set_default(Var::Doi, ids::doi(doi));
        } else if let Some(isbn) = value.strip_prefix("ISBN ") {
            face.set_default(Var::Isbn, isbn);
        } else if let Some(issn) = value.strip_prefix("ISSN ") {
            face.set_default(Var::Issn, issn);
        } else if id.nodes().any(|n| n.name == "URI") {
            face.set_default(Var::Url, value);
        }
    }
    for organization in node.all("Organization") {
        face.set_default(Var::Publisher, organization.get(&["name"]));
        face.set_default(Var::PublisherPlace, organization.all("locality").first().map(|n| n.text()).unwrap_or_default());
    }
    if face.date(DateVar::Issued).is_none() {
        face.set_date(DateVar::Issued, dates::free(&node.get(&["date"])));
    }
    let accessed = node.get(&["dateSubmitted"]);
    if !accessed.is_empty() && face.date(DateVar::Accessed).is_none() {
        face.set_date(DateVar::Accessed, dates::free(accessed.split(' ').next().unwrap_or_default()));
    }
}

fn people(face: &mut Face, node: &Node) {
    for (group, role) in [
        ("authors", Role::Author),
        ("editors", Role::Editor),
        ("translators", Role::Translator),
        ("seriesEditors", Role::CollectionEditor),
        ("contributors", Role::Contributor),
        ("bookAuthors", Role::ContainerAuthor),
        ("directors", Role::Director),
        ("inventors", Role::Author),
        ("interviewees", Role::Author),
        ("interviewers", Role::Interviewer),
        ("presenters", Role::Author),
        ("programmers", Role::Author),
        ("artists", Role::Author),
        ("cartographers", Role::Author),
        ("podcasters", Role::Author),
        ("sponsors", Role::Author),
        ("composers", Role::Composer),
        ("performers", Role::Performer),
        ("producers", Role::Producer),
        ("scriptwriters", Role::ScriptWriter),
        ("castMembers", Role::Performer),
        ("counsels", Role::Contributor),
        ("cosponsors", Role::Contributor),
        ("commenters", Role::Contributor),
        ("attorneyAgents", Role::Contributor),
        ("wordsBy", Role::ScriptWriter),
        ("recipients", Role::Recipient),
        ("reviewedAuthors", Role::ReviewedAuthor),
        ("guests", Role::Guest),
    ] {
        let mut names = face.names(role).cloned().unwrap_or_default();
        for person in node.named(group).flat_map(|g| g.all("Person")) {
            let given = [person.get(&["givenName"]), person.get(&["givenname"])].into_iter().find(|s| !s.is_empty()).unwrap_or_default();
            let family = person.get(&["surname"]);
            if family.is_empty() && given.is_empty() {
                continue;
            }
            names.list.push(match given.is_empty() {
                true => Name::literal(family),
                false => Name::Person(Person { family, given, ..Person::default() }),
            });
        }
        face.set_names(role, names);
    }
}
