//! RDF in the Bibliographic Ontology (BIBO 1.3, with Dublin Core terms and FOAF), as Zotero and library services export it.

use super::xml::{Node, parse};
use super::{Format, Import, Input, dates, endnote, ids, language, leftover};
use crate::model::{DateVar, Face, Kind, Name, Names, Person, Record, Role, Var};
use crate::text::encoding;
use rustc_hash::FxHashMap;

/// BIBO RDF.
pub const FORMAT: Format =
    Format { name: "bibo", label: "BIBO RDF", extensions: &["rdf", "owl"], detect, read: Some(read), slices: None, write: None };

fn detect(input: &Input) -> u8 {
    let head = input.head();
    if head.contains("RDF") && head.contains("purl.org/ontology/bibo") && head.contains("<bibo:") { 96 } else { 0 }
}

/// Nodes that others point to.
type Known<'n, 'a> = FxHashMap<&'n str, &'n Node<'a>>;

fn read(input: &Input) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let text = decoded.text.as_ref();
    let doc = parse(text);
    let Some(rdf) = doc.child("RDF") else { return Err("no rdf:RDF element".into()) };
    let mut known = Known::default();
    let mut parts: Vec<&str> = Vec::new();
    for node in rdf.nodes() {
        known.extend(
            [node.attr("about"), node.attr("nodeID"), node.attr("ID")].into_iter().filter(|id| !id.is_empty()).map(|id| (id, node)),
        );
        parts.extend(node.named("isPartOf").flat_map(|p| [p.attr("resource"), p.attr("nodeID")]));
    }
    // What is only there to hold others is no item of its own.
    let holds = |node: &Node| {
        matches!(
            node.name,
            "Journal" | "Periodical" | "Magazine" | "Newspaper" | "Series" | "Website" | "Issue" | "Proceedings" | "EditedBook"
        ) && [node.attr("about"), node.attr("nodeID")].iter().any(|id| !id.is_empty() && parts.contains(id))
    };
    let items = rdf.nodes().filter(|n| kind(n.name).is_some() && n.child("title").is_some() && !holds(n));
    let records = items.map(|n| record(n, &known, text)).collect();
    Ok(Import { records, ..Import::default() })
}

/// The kind that a class of the ontology stands for.
fn kind(class: &str) -> Option<Kind> {
    Some(match class {
        "AcademicArticle" | "Article" => Kind::ArticleJournal,
        "Book" | "EditedBook" | "Proceedings" | "MultiVolumeBook" | "ReferenceSource" => Kind::Book,
        "BookSection" | "Chapter" => Kind::Chapter,
        "Thesis" => Kind::Thesis,
        "Report" | "Manual" => Kind::Report,
        "Standard" => Kind::Standard,
        "Patent" => Kind::Patent,
        "Webpage" | "Website" => Kind::Webpage,
        "Manuscript" => Kind::Manuscript,
        "Letter" | "PersonalCommunicationDocument" | "Email" => Kind::PersonalCommunication,
        "Map" => Kind::Map,
        "Film" | "AudioVisualDocument" => Kind::MotionPicture,
        "AudioDocument" => Kind::Song,
        "Image" => Kind::Graphic,
        "Legislation" | "Statute" => Kind::Legislation,
        "Bill" => Kind::Bill,
        "LegalCaseDocument" | "LegalDecision" | "CourtReporter" => Kind::LegalCase,
        "Hearing" => Kind::Hearing,
        "Interview" => Kind::Interview,
        "Slideshow" | "Performance" => Kind::Speech,
        "Periodical" | "Journal" | "Magazine" | "Newspaper" | "Issue" => Kind::Periodical,
        "Document" | "DocumentPart" | "Note" | "Excerpt" => Kind::Document,
        _ => return None,
    })
}

/// The node that a property points to, or has inside.
fn target<'n, 'a>(property: &'n Node<'a>, known: &Known<'n, 'a>) -> Option<&'n Node<'a>> {
    let named = [property.attr("resource"), property.attr("nodeID")].into_iter().find(|id| !id.is_empty());
    named.and_then(|id| known.get(id).copied()).or_else(|| property.nodes().next())
}

fn record(node: &Node, known: &Known, text: &str) -> Record {
    let mut record = Record::of(Face::new(kind(node.name).unwrap_or_default()));
    record.raw = text.get(node.start..node.end).unwrap_or_default().to_owned();
    record.format = "bibo".into();
    let face = &mut record.faces[0];
    face.set(Var::Title, node.child("title").map(Node::rich).unwrap_or_default());
    face.set(Var::TitleShort, node.get(&["shortTitle"]));
    face.language = language::tag(&node.get(&["language"]));
    people(face, node, known);
    fields(face, node, known);
    let mut holder = node;
    for _ in 0..4 {
        let Some(whole) = holder.child("isPartOf").and_then(|p| target(p, known)) else { break };
        within(face, whole, known);
        holder = whole;
    }
    if let Some(event) = node.child("presentedAt").and_then(|p| target(p, known)) {
        face.set(Var::EventTitle, event.get(&["title"]));
        if face.kind != Kind::Speech {
            face.kind = Kind::PaperConference;
        }
    }
    record.tags =
        node.named("subject").map(|s| target(s, known).map_or_else(|| s.text(), |n| n.text())).filter(|t| !t.is_empty()).collect();
    leftover::elements(&mut record, node, |n| matches!(n.name, "language" | "isPartOf"));
    record
}

/// What an item takes from what it is a part of: an issue, a journal or book, a series.
fn within(face: &mut Face, whole: &Node, known: &Known) {
    let title = whole.get(&["title"]);
    match whole.name {
        "Issue" => {}
        "Series" => face.set_default(Var::CollectionTitle, title),
        "Newspaper" | "Magazine" | "Journal" | "Periodical" | "Website" => {
            if face.kind == Kind::ArticleJournal {
                face.kind = match whole.name {
                    "Newspaper" => Kind::ArticleNewspaper,
                    "Magazine" => Kind::ArticleMagazine,
                    _ => face.kind,
                };
            }
            face.set_default(Var::ContainerTitle, title);
            face.set_default(Var::ContainerTitleShort, whole.get(&["shortTitle"]));
        }
        _ => {
            if whole.name == "Proceedings" {
                face.kind = Kind::PaperConference;
            }
            face.set_default(Var::ContainerTitle, title);
            let mut host = Face::default();
            people(&mut host, whole, known);
            for (role, names) in host.names {
                let role = if role == Role::Author { Role::ContainerAuthor } else { role };
                if face.names(role).is_none() {
                    face.set_names(role, names);
                }
            }
        }
    }
    fields(face, whole, known);
}

fn fields(face: &mut Face, node: &Node, known: &Known) {
    for (tag, var) in [
        ("volume", Var::Volume),
        ("issue", Var::Issue),
        ("number", Var::Number),
        ("edition", Var::Edition),
        ("numVolumes", Var::NumberOfVolumes),
        ("numPages", Var::NumberOfPages),
        ("chapter", Var::ChapterNumber),
        ("section", Var::Section),
        ("pages", Var::Page),
        ("abstract", Var::Abstract),
        ("pmid", Var::Pmid),
        ("uri", Var::Url),
        ("issn", Var::Issn),
        ("eissn", Var::Issn),
        ("isbn13", Var::Isbn),
        ("isbn10", Var::Isbn),
        ("isbn", Var::Isbn),
    ] {
        face.set_default(var, node.get(&[tag]));
    }
    face.set_default(Var::Doi, ids::doi(&node.get(&["doi"])));
    let (from, to) = (node.get(&["pageStart"]), node.get(&["pageEnd"]));
    face.set_default(Var::Page, if to.is_empty() || to == from { from } else { format!("{from}-{to}") });
    for name in ["publisher", "issuer", "distributor"] {
        let Some(body) = node.child(name) else { continue };
        let named = target(body, known);
        face.set_default(endnote::publisher(face.kind), named.map_or_else(|| body.text(), |n| n.get(&["name"])));
        face.set_default(
            Var::PublisherPlace,
            named.map(|n| n.all("localityName").first().map(|l| l.text()).unwrap_or_default()).unwrap_or_default(),
        );
    }
    let date = ["issued", "date", "created"].into_iter().map(|tag| node.get(&[tag])).find(|d| !d.is_empty()).unwrap_or_default();
    if face.date(DateVar::Issued).is_none() {
        face.set_date(DateVar::Issued, dates::free(&date));
    }
}

fn people(face: &mut Face, node: &Node, known: &Known) {
    for (list, single, role) in [
        ("authorList", "creator", Role::Author),
        ("editorList", "editor", Role::Editor),
        ("translatorList", "translator", Role::Translator),
        ("", "interviewer", Role::Interviewer),
        ("", "interviewee", Role::Author),
        ("", "recipient", Role::Recipient),
        ("", "director", Role::Director),
        ("", "performer", Role::Performer),
        ("contributorList", "contributor", Role::Contributor),
    ] {
        let ordered = node.child(list).map(|l| members(l, known)).unwrap_or_default();
        let names: Vec<Name> = match ordered.is_empty() {
            false => ordered.into_iter().filter_map(one).collect(),
            true => node.named(single).filter_map(|p| one(target(p, known).unwrap_or(p))).collect(),
        };
        if face.names(role).is_none() {
            face.set_names(role, Names::new(names));
        }
    }
}

/// The members of a list in any of RDF's forms: a collection, `rdf:Seq`, or `rdf:first` and `rdf:rest`.
fn members<'n, 'a>(list: &'n Node<'a>, known: &Known<'n, 'a>) -> Vec<&'n Node<'a>> {
    if list.attr("parseType") == "Collection" {
        return list.nodes().map(|n| known.get(n.attr("about")).copied().filter(|_| n.nodes().next().is_none()).unwrap_or(n)).collect();
    }
    let mut out = Vec::new();
    let mut at = target(list, known);
    for _ in 0..100_000 {
        let Some(node) = at.take() else { break };
        let item = |n: &&Node| n.name == "first" || n.name == "li" || n.name.starts_with('_');
        out.extend(node.nodes().filter(item).filter_map(|n| target(n, known)));
        at = node.child("rest").and_then(|r| target(r, known));
    }
    out
}

fn one(node: &Node) -> Option<Name> {
    let first = |tags: [&str; 3]| tags.iter().map(|t| node.get(&[t])).find(|s| !s.is_empty()).unwrap_or_default();
    let (family, given) = (first(["familyName", "surname", "family_name"]), first(["givenName", "givenname", "firstName"]));
    let whole = node.get(&["name"]);
    match (family.is_empty(), given.is_empty()) {
        (false, false) => Some(Name::Person(Person { family, given, ..Person::default() })),
        (false, true) => Some(Name::literal(family)),
        _ if !whole.is_empty() && node.name == "Person" => super::person::name(&whole),
        _ if !whole.is_empty() => Some(Name::literal(whole)),
        _ => super::person::name(&node.text()),
    }
}
