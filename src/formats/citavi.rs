//! Citavi's exchange file (`CitaviExchangeData`, XML, often zipped as `.ctv6bak` or `.ctv5bak`): lists of references,
//! persons, periodicals, publishers and keywords, linked by their ids.

use super::xml::{Node, parse};
use super::{Format, Import, Input, dates, ids, language, person};
use crate::model::{DateVar, Face, Kind, Name, Names, Person, Record, Role, Var};
use crate::text::encoding;
use rustc_hash::FxHashMap;
use std::io::Read;

/// Citavi.
pub const FORMAT: Format =
    Format { name: "citavi", label: "Citavi", extensions: &["ctv6bak", "ctv5bak", "ctv4bak"], detect, read: Some(read), write: None };

/// What is unpacked at most.
const LARGEST: u64 = 512 * 1024 * 1024;

fn detect(input: &Input) -> u8 {
    if input.bytes.starts_with(b"PK\x03\x04") {
        return if holds_project(input.bytes) { 100 } else { 0 };
    }
    if input.head().contains("<CitaviExchangeData") { 95 } else { 0 }
}

fn read(input: &Input) -> Result<Import, String> {
    let unpacked;
    let bytes = if input.bytes.starts_with(b"PK") {
        unpacked = unzip(input.bytes)?;
        unpacked.as_slice()
    } else {
        input.bytes
    };
    let decoded = encoding::decode(bytes);
    let text = decoded.text.as_ref();
    let doc = parse(text);
    let tables = Tables::of(&doc);
    let mut records = Vec::new();
    for list in doc.all("References") {
        records.extend(list.named("Reference").map(|r| record(r, &tables, text)));
    }
    Ok(Import { records, ..Import::default() })
}

/// Whether the first file of an archive is a project.
fn holds_project(bytes: &[u8]) -> bool {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).ok();
    let Some(file) = archive.as_mut().and_then(|a| a.by_index(0).ok()) else { return false };
    let mut head = Vec::new();
    file.take(4096).read_to_end(&mut head).is_ok() && is_project(&head)
}

fn is_project(head: &[u8]) -> bool {
    memchr::memmem::find(&head[..head.len().min(4096)], b"<CitaviExchangeData").is_some()
}

fn unzip(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).map_err(|e| e.to_string())?;
    for i in 0..archive.len() {
        let Ok(file) = archive.by_index(i) else { continue };
        let mut out = Vec::new();
        file.take(LARGEST).read_to_end(&mut out).map_err(|e| e.to_string())?;
        if is_project(&out) {
            return Ok(out);
        }
    }
    Err("no Citavi project in the archive".into())
}

type Links = FxHashMap<String, Vec<String>>;

#[derive(Default)]
struct Tables {
    persons: FxHashMap<String, Name>,
    names: FxHashMap<String, String>,
    links: FxHashMap<&'static str, Links>,
}

const LISTS: [&str; 6] = [
    "ReferenceAuthors",
    "ReferenceEditors",
    "ReferencePublishers",
    "ReferenceKeywords",
    "ReferenceCollaborators",
    "ReferenceOrganizations",
];

impl Tables {
    fn of(doc: &Node) -> Self {
        let mut tables = Tables::default();
        for person in doc.all("Person") {
            let family =
                [person.get(&["Prefix"]), person.get(&["LastName"])].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ");
            let given = [person.get(&["FirstName"]), person.get(&["MiddleName"])]
                .into_iter()
                .filter(|s| !s.is_empty())
                .collect::<Vec<_>>()
                .join(" ");
            let name = if given.is_empty() {
                // A person typed into one field stands as `Family, Given`.
                person::name(&family).filter(|_| family.contains(',')).unwrap_or_else(|| Name::literal(family))
            } else {
                Name::Person(Person { family, given, suffix: person.get(&["Suffix"]), ..Person::default() })
            };
            tables.persons.insert(person.attr("id").to_owned(), name);
        }
        for list in ["Publisher", "Keyword", "Periodical", "SeriesTitle"] {
            for node in doc.all(list) {
                tables.names.insert(node.attr("id").to_owned(), node.get(&["Name"]));
            }
        }
        for list in LISTS {
            let mut links = Links::default();
            for row in doc.all(list).into_iter().flat_map(|l| l.named("OnetoN").map(Node::text).collect::<Vec<_>>()) {
                let mut ids = row.split(';').map(str::to_owned);
                if let Some(first) = ids.next() {
                    links.insert(first, ids.collect());
                }
            }
            tables.links.insert(list, links);
        }
        tables
    }

    fn linked(&self, list: &str, id: &str) -> &[String] {
        self.links.get(list).and_then(|l| l.get(id)).map_or(&[], Vec::as_slice)
    }

    fn people(&self, list: &str, id: &str) -> Names {
        Names::new(self.linked(list, id).iter().filter_map(|p| self.persons.get(p)).cloned().collect())
    }

    fn texts(&self, list: &str, id: &str) -> Vec<&str> {
        self.linked(list, id).iter().filter_map(|p| self.names.get(p)).map(String::as_str).filter(|s| !s.is_empty()).collect()
    }
}

fn kind(name: &str) -> Kind {
    match name {
        "JournalArticle" | "SpecialIssue" => Kind::ArticleJournal,
        "NewspaperArticle" => Kind::ArticleNewspaper,
        "Book" | "BookEdited" | "CollectedWorks" | "ConferenceProceedings" => Kind::Book,
        "Contribution" | "ContributionInLegalCommentary" => Kind::Chapter,
        "Thesis" => Kind::Thesis,
        "InternetDocument" => Kind::Webpage,
        "UnpublishedWork" | "Manuscript" => Kind::Manuscript,
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
        "PressRelease" | "ArchiveMaterial" | "Unknown" => Kind::Document,
        "AudioBook" | "MusicTrack" | "MusicAlbum" => Kind::Song,
        "RadioPlay" | "TelevisionBroadcast" => Kind::Broadcast,
        _ => Kind::Document,
    }
}

fn record(node: &Node, tables: &Tables, text: &str) -> Record {
    let id = node.attr("id");
    let mut record = Record::of(Face::new(kind(&node.get(&["ReferenceType"]))));
    record.raw = text.get(node.start..node.end).unwrap_or_default().to_owned();
    record.format = "citavi".into();
    record.key = [node.get(&["BibTeXKey"]), node.get(&["CitationKey"])].into_iter().find(|k| !k.is_empty()).unwrap_or_default();
    let face = &mut record.faces[0];
    let (title, subtitle) = (node.get(&["Title"]), node.get(&["Subtitle"]));
    face.set(Var::Title, [title, subtitle].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(": "));
    for (tag, var) in [
        ("Volume", Var::Volume),
        ("NumberOfVolumes", Var::NumberOfVolumes),
        ("Edition", Var::Edition),
        ("PlaceOfPublication", Var::PublisherPlace),
        ("ISBN", Var::Isbn),
        ("Abstract", Var::Abstract),
        ("PubMedID", Var::Pmid),
        ("Notes", Var::Note),
        ("OriginalPublication", Var::OriginalTitle),
    ] {
        face.set(var, node.get(&[tag]));
    }
    let number = node.get(&["Number"]);
    face.set(if matches!(face.kind, Kind::ArticleJournal | Kind::ArticleNewspaper) { Var::Issue } else { Var::Number }, number);
    face.set(Var::Doi, ids::doi(&node.get(&["DOI"])));
    face.set(Var::Url, node.get(&["OnlineAddress"]));
    face.set(Var::ContainerTitle, tables.names.get(&node.get(&["PeriodicalID"])).cloned().unwrap_or_default());
    face.set(Var::CollectionTitle, tables.names.get(&node.get(&["SeriesTitleID"])).cloned().unwrap_or_default());
    face.set(Var::Publisher, tables.texts("ReferencePublishers", id).join("; "));
    face.set(Var::Page, pages(&node.get(&["PageRange"])));
    face.set(Var::NumberOfPages, pages(&node.get(&["PageCount"])));
    face.language =
        language::tag(&[node.get(&["LanguageCode"]), node.get(&["Language"])].into_iter().find(|s| !s.is_empty()).unwrap_or_default());
    let (year, day) = (node.get(&["Year"]), node.get(&["Date"]));
    let (only, exact) = (dates::free(&year), dates::free(&day));
    let better = exact.start.is_some() && (only.start.is_none() || exact.first_year() == only.first_year());
    face.set_date(DateVar::Issued, if better { exact } else { only });
    face.set_date(DateVar::Accessed, dates::free(&node.get(&["AccessDate"])));
    face.set_names(Role::Author, tables.people("ReferenceAuthors", id));
    face.set_names(Role::Editor, tables.people("ReferenceEditors", id));
    face.set_names(Role::Contributor, tables.people("ReferenceCollaborators", id));
    let bodies = tables.people("ReferenceOrganizations", id);
    let names = bodies.list.iter().map(Name::sort_name).collect::<Vec<_>>().join("; ");
    match face.kind {
        Kind::Thesis | Kind::Report | Kind::Standard => face.set_default(Var::Publisher, names),
        _ if face.names(Role::Author).is_none() && face.names(Role::Editor).is_none() => face.set_names(Role::Author, bodies),
        _ => face.set_default(Var::Authority, names),
    }
    record.tags = tables.texts("ReferenceKeywords", id).into_iter().map(str::to_owned).collect();
    record
}

/// The text as it was typed, from Citavi's description of a page range (`<os>1453-1467</os>`).
fn pages(text: &str) -> String {
    let whole = parse(text);
    let typed = whole.named("os").last().map(Node::text).unwrap_or_default();
    let plain = if text.contains('<') { typed } else { text.to_owned() };
    plain.replace(['–', '—'], "-")
}
