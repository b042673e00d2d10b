//! A reference of a Citavi project to a record, with what its lists and the work it stands in say of it.

use super::tables::Tables;
use crate::formats::xml::{Node, parse};
use crate::formats::{dates, ids, language, leftover};
use crate::model::{DateVar, Face, Kind, Name, Record, Role, Var};

fn kind(name: &str) -> Kind {
    match name.replace(' ', "").as_str() {
        "JournalArticle" | "SpecialIssue" => Kind::ArticleJournal,
        "NewspaperArticle" | "NewsAgencyReport" => Kind::ArticleNewspaper,
        "Book" | "BookEdited" | "CollectedWorks" | "ConferenceProceedings" | "AudioBook" => Kind::Book,
        "Contribution" | "ContributionInLegalCommentary" => Kind::Chapter,
        "Thesis" => Kind::Thesis,
        "InternetDocument" => Kind::Webpage,
        // Citavi's name for it is "report or gray literature".
        "UnpublishedWork" => Kind::Report,
        "Manuscript" => Kind::Manuscript,
        "Patent" => Kind::Patent,
        "Standard" => Kind::Standard,
        "ComputerProgram" => Kind::Software,
        "Map" => Kind::Map,
        "Movie" => Kind::MotionPicture,
        "Lecture" => Kind::Speech,
        "PersonalCommunication" => Kind::PersonalCommunication,
        "CourtDecision" => Kind::LegalCase,
        "StatuteOrRegulation" => Kind::Legislation,
        "InterviewMaterial" => Kind::Interview,
        "MusicTrack" | "MusicAlbum" => Kind::Song,
        "RadioPlay" | "Broadcast" | "TelevisionBroadcast" => Kind::Broadcast,
        _ => Kind::Document,
    }
}

/// What a type says beyond its kind.
fn beyond(name: &str) -> Option<(Var, &'static str)> {
    Some(match name {
        "AudioBook" => (Var::Medium, "audiobook"),
        "PressRelease" => (Var::Genre, "press release"),
        "SpecialIssue" => (Var::Genre, "special issue"),
        _ => return None,
    })
}

/// Fields whose meaning depends on the type.
const SPECIFIC: &[(&str, &str, Var)] = &[
    ("ConferenceProceedings", "SpecificField1", Var::EventPlace),
    ("ConferenceProceedings", "SpecificField7", Var::EventTitle),
    ("ComputerProgram", "SpecificField4", Var::Version),
    ("Patent", "SpecificField5", Var::CallNumber),
    ("Movie", "SpecificField2", Var::Dimensions),
    ("AudioOrVideoDocument", "SpecificField2", Var::Dimensions),
    ("Thesis", "TitleSupplement", Var::Genre),
    ("CourtDecision", "SpecificField3", Var::Genre),
];

/// The record of a reference.
pub fn record(node: &Node, tables: &Tables, text: &str) -> Record {
    let (id, ty) = (node.attr("id"), node.get(&["ReferenceType"]));
    let mut record = Record::of(Face::new(kind(&ty)));
    record.raw = text.get(node.start..node.end).unwrap_or_default().to_owned();
    record.format = "citavi".into();
    record.key = [node.get(&["BibTeXKey"]), node.get(&["CitationKey"])].into_iter().find(|k| !k.is_empty()).unwrap_or_default();
    let face = &mut record.faces[0];
    fields(face, node, tables);
    people(face, id, tables);
    if let Some((var, value)) = beyond(&ty) {
        face.set_default(var, value);
    }
    for (_, tag, var) in SPECIFIC.iter().filter(|(of, _, _)| *of == ty) {
        face.set_default(*var, node.get(&[tag]));
    }
    if ty == "ConferenceProceedings" {
        face.set_date(DateVar::EventDate, dates::free(&node.get(&["SpecificField4"])));
    }
    if let Some(parent) = tables.parent(id) {
        within(face, parent, tables);
    }
    for list in ["ReferenceKeywords", "ReferenceCategories", "ReferenceGroups"] {
        record.tags.extend(tables.texts(list, id).into_iter().map(str::to_owned));
    }
    kept(&mut record, tables.locations.get(id).map_or(&[], Vec::as_slice));
    leftover::elements(&mut record, node, |n| PASSED.contains(&n.name) || n.name.ends_with("Formatted") || n.name.contains("IsComplex"));
    for thought in tables.thoughts.get(id).into_iter().flatten() {
        let parts = [thought.get(&["CoreStatement"]), thought.get(&["Text"]), pages(&thought.get(&["PageRange"]))];
        let said: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        record.unknown.push(("KnowledgeItem".to_owned(), said.join(" | ")));
    }
    record
}

/// What Citavi keeps for itself, and what has been read as something else.
const PASSED: &[&str] = &[
    "CreatedBy",
    "CreatedOn",
    "ModifiedBy",
    "ModifiedOn",
    "AbstractSourceTextFormat",
    "AbstractComplexity",
    "EvaluationSourceTextFormat",
    "EvaluationComplexity",
    "TableOfContentsSourceTextFormat",
    "TableOfContentsComplexity",
    "CitationKeyUpdateType",
    "ShortTitle",
    "ShortTitleUpdateType",
    "DateForSorting",
    "HasLabel1",
    "HasLabel2",
    "PageRange",
    "PageRangeNumber",
    "PageRangeNumeralSystem",
    "PageCount",
    "PageCountNumeralSystem",
    "Rating",
    "ReferenceType",
    "SequenceNumber",
    "StaticIDs",
    "CoverPath",
    "PeriodicalID",
    "SeriesTitleID",
    "Language",
    "LanguageCode",
];

fn title(node: &Node) -> String {
    [node.get(&["Title"]), node.get(&["Subtitle"])].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(": ")
}

fn fields(face: &mut Face, node: &Node, tables: &Tables) {
    face.set(Var::Title, title(node));
    for (tag, var) in [
        ("Volume", Var::Volume),
        ("NumberOfVolumes", Var::NumberOfVolumes),
        ("Edition", Var::Edition),
        ("PlaceOfPublication", Var::PublisherPlace),
        ("ISBN", Var::Isbn),
        ("Abstract", Var::Abstract),
        ("PubMedID", Var::Pmid),
        ("PMCID", Var::Pmcid),
        ("Notes", Var::Note),
        ("Evaluation", Var::Annote),
        ("OriginalPublication", Var::OriginalTitle),
        ("SourceOfBibliographicInformation", Var::Source),
        ("StorageMedium", Var::Medium),
        ("OnlineAddress", Var::Url),
    ] {
        face.set(var, node.get(&[tag]));
    }
    let issue = matches!(face.kind, Kind::ArticleJournal | Kind::ArticleNewspaper);
    face.set(if issue { Var::Issue } else { Var::Number }, node.get(&["Number"]));
    face.set(Var::Doi, ids::doi(&node.get(&["DOI"])));
    let periodical = node.get(&["PeriodicalID"]);
    face.set(Var::ContainerTitle, tables.name(&periodical));
    if let Some(periodical) = tables.periodical(&periodical) {
        let short = ["StandardAbbreviation", "UserAbbreviation1", "UserAbbreviation2"].map(|tag| periodical.get(&[tag]));
        face.set(Var::ContainerTitleShort, short.into_iter().find(|s| !s.is_empty()).unwrap_or_default());
        face.set(Var::Issn, periodical.get(&["ISSN"]));
    }
    face.set(Var::CollectionTitle, tables.name(&node.get(&["SeriesTitleID"])));
    face.set(Var::Publisher, tables.texts("ReferencePublishers", node.attr("id")).join("; "));
    face.set(Var::Page, pages(&node.get(&["PageRange"])));
    face.set(Var::NumberOfPages, pages(&node.get(&["PageCount"])));
    let languages = [node.get(&["LanguageCode"]), node.get(&["Language"])];
    face.language = language::tag(&languages.into_iter().find(|s| !s.is_empty()).unwrap_or_default());
    let (only, exact) = (dates::free(&node.get(&["Year"])), dates::free(&node.get(&["Date"])));
    let better = exact.start.is_some() && (only.start.is_none() || exact.first_year() == only.first_year());
    face.set_date(DateVar::Issued, if better { exact } else { only });
    face.set_date(DateVar::Accessed, dates::free(&node.get(&["AccessDate"])));
}

fn people(face: &mut Face, id: &str, tables: &Tables) {
    face.set_names(Role::Author, tables.people("ReferenceAuthors", id));
    face.set_names(Role::Editor, tables.people("ReferenceEditors", id));
    face.set_names(Role::Contributor, tables.people("ReferenceCollaborators", id));
    let bodies = tables.people("ReferenceOrganizations", id);
    let names = bodies.list.iter().map(Name::sort_name).collect::<Vec<_>>().join("; ");
    match face.kind {
        Kind::Thesis | Kind::Report | Kind::Standard if !face.has(Var::Publisher) => face.set(Var::Publisher, names),
        _ if face.names(Role::Author).is_none() && face.names(Role::Editor).is_none() => face.set_names(Role::Author, bodies),
        _ => face.set_default(Var::Authority, names),
    }
}

/// What a contribution takes from the work it stands in.
fn within(face: &mut Face, parent: &Node, tables: &Tables) {
    let ty = parent.get(&["ReferenceType"]);
    let mut whole = Face::new(kind(&ty));
    fields(&mut whole, parent, tables);
    people(&mut whole, parent.attr("id"), tables);
    if ty == "ConferenceProceedings" && face.kind == Kind::Chapter {
        face.kind = Kind::PaperConference;
        face.set_default(Var::EventTitle, parent.get(&["SpecificField7"]));
        face.set_default(Var::EventPlace, parent.get(&["SpecificField1"]));
    }
    face.set_default(Var::ContainerTitle, whole.get(Var::Title));
    for var in [Var::Volume, Var::Edition, Var::Publisher, Var::PublisherPlace, Var::CollectionTitle, Var::Isbn, Var::NumberOfVolumes] {
        face.set_default(var, whole.get(var));
    }
    for (role, as_role) in [(Role::Author, Role::ContainerAuthor), (Role::Editor, Role::Editor)] {
        if face.names(as_role).is_none() {
            face.set_names(as_role, whole.names(role).cloned().unwrap_or_default());
        }
    }
    if let Some(date) = whole.date(DateVar::Issued).filter(|_| face.date(DateVar::Issued).is_none()) {
        face.set_date(DateVar::Issued, date.clone());
    }
}

/// Addresses, files and call numbers among the places where a reference is kept.
fn kept(record: &mut Record, places: &[&Node]) {
    for place in places {
        record.faces[0].set_default(Var::CallNumber, place.get(&["CallNumber"]));
        let address = place.get(&["Address"]);
        // Newer projects describe the address in JSON.
        let plain = serde_json::from_str::<serde_json::Value>(&address).ok();
        let address = plain.as_ref().and_then(|v| v.get("OriginalString")?.as_str()).map_or(address.clone(), str::to_owned);
        if ids::is_doi(&address) && ids::doi(&address) == record.faces[0].get(Var::Doi) || address == record.faces[0].get(Var::Url) {
            continue;
        }
        if address.starts_with("http") {
            match record.faces[0].has(Var::Url) {
                false => record.faces[0].set(Var::Url, address),
                true => record.unknown.push(("Location".to_owned(), address)),
            }
        } else if !address.is_empty() {
            record.files.push(address);
        }
    }
}

/// The text as it was typed, from Citavi's description of a page range (`<os>1453-1467</os>`).
fn pages(text: &str) -> String {
    let whole = parse(text);
    let typed = whole.named("os").last().map(Node::text).unwrap_or_default();
    let plain = if text.contains('<') { typed } else { text.to_owned() };
    plain.replace(['–', '—'], "-")
}
