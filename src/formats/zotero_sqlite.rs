//! Zotero's own database (`zotero.sqlite`, schema of Zotero 5 to 7), read from a copy: the file itself is never opened, so
//! that Zotero may run meanwhile.

use super::zotero_rdf::kind_of;
use super::{Format, Import, Input, dates, extra, ids, language};
use crate::model::{Date, DateVar, Face, Fault, Kind, Name, Person, Record, Role, Severity, Var};
use rusqlite::{Connection, OpenFlags, Row};
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// Zotero's database.
pub const FORMAT: Format = Format {
    name: "zotero",
    label: "Zotero database (zotero.sqlite)",
    extensions: &["sqlite"],
    detect,
    read: Some(read),
    write: None,
    slices: None,
};

fn detect(input: &Input) -> u8 {
    let database = input.bytes.starts_with(b"SQLite format 3\0");
    // The schema stands in the first pages, or in pages not far behind where it grew.
    let head = &input.bytes[..input.bytes.len().min(4 << 20)];
    if database && memchr::memmem::find(head, b"itemDataValues").is_some() { 100 } else { 0 }
}

fn read(input: &Input) -> Result<Import, String> {
    let copy = Copy::of(input).map_err(|e| format!("no room for a copy: {e}"))?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(&copy.file, flags).map_err(|e| e.to_string())?;
    let mut import = Import::default();
    let mut items = items(&db).map_err(|e| format!("no Zotero database: {e}"))?;
    let mut places: FxHashMap<i64, usize> = items.iter().enumerate().map(|(i, item)| (item.id, i)).collect();
    places.shrink_to_fit();
    for (what, filled) in [
        ("fields", values(&db, &mut items, &places)),
        ("creators", creators(&db, &mut items, &places)),
        ("tags", tags(&db, &mut items, &places)),
        ("notes", notes(&db, &mut items, &places)),
        ("attachments", attachments(&db, &mut items, &places)),
        ("collections", collections(&db, &mut items, &places)),
    ] {
        if let Err(e) = filled {
            import.faults.push(Fault::new(Severity::Warning, "table", 0, format!("{what} could not be read: {e}")));
        }
    }
    import.records = items.into_iter().map(Item::record).collect();
    Ok(import)
}

/// The database and what its last transaction left beside it, in a folder of their own that goes with this value.
struct Copy {
    folder: PathBuf,
    file: PathBuf,
}

impl Copy {
    fn of(input: &Input) -> std::io::Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("yinwen-zotero-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let copy = Copy { file: folder.join("zotero.sqlite"), folder };
        std::fs::write(&copy.file, input.bytes)?;
        for ending in ["-wal", "-journal"] {
            let beside = |path: &Path| {
                let mut name = path.file_name().unwrap_or_default().to_owned();
                name.push(ending);
                path.with_file_name(name)
            };
            if !input.path.as_os_str().is_empty() && beside(input.path).is_file() {
                std::fs::copy(beside(input.path), beside(&copy.file))?;
            }
        }
        Ok(copy)
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The name under which Zotero's own key of an item is kept.
pub const OWN_KEY: &str = "zotero-key";

/// An item as the tables have it.
struct Item {
    id: i64,
    key: String,
    kind: String,
    fields: Vec<(String, String)>,
    record: Record,
}

/// Calls for each row of a query.
fn each(db: &Connection, sql: &str, mut row: impl FnMut(&Row) -> rusqlite::Result<()>) -> rusqlite::Result<()> {
    let mut statement = db.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(next) = rows.next()? {
        row(next)?;
    }
    Ok(())
}

/// Items that are no attachments, notes, annotations, and neither deleted nor of a feed.
fn items(db: &Connection) -> rusqlite::Result<Vec<Item>> {
    let mut all = Vec::new();
    let mut take = |row: &Row| {
        let (id, key, kind) = (row.get(0)?, row.get(1)?, row.get(2)?);
        all.push(Item { id, key, kind, fields: Vec::new(), record: Record::default() });
        Ok(())
    };
    let base = "SELECT i.itemID, i.key, t.typeName FROM items i JOIN itemTypes t ON t.itemTypeID = i.itemTypeID
        WHERE t.typeName NOT IN ('attachment', 'note', 'annotation') AND i.itemID NOT IN (SELECT itemID FROM deletedItems)";
    let feeds = "AND i.libraryID NOT IN (SELECT libraryID FROM libraries WHERE type = 'feed')";
    if each(db, &format!("{base} {feeds} ORDER BY i.itemID"), &mut take).is_err() {
        each(db, &format!("{base} ORDER BY i.itemID"), &mut take)?;
    }
    for item in &mut all {
        item.record = Record { format: "zotero".into(), ..Record::of(Face::new(kind_of(&item.kind).unwrap_or_default())) };
    }
    Ok(all)
}

type Places = FxHashMap<i64, usize>;

fn values(db: &Connection, items: &mut [Item], places: &Places) -> rusqlite::Result<()> {
    let sql = "SELECT d.itemID, f.fieldName, v.value FROM itemData d JOIN fields f ON f.fieldID = d.fieldID
        JOIN itemDataValues v ON v.valueID = d.valueID ORDER BY d.itemID, d.fieldID";
    each(db, sql, |row| {
        if let Some(&at) = places.get(&row.get(0)?) {
            let value = match row.get_ref(2)? {
                rusqlite::types::ValueRef::Integer(n) => n.to_string(),
                rusqlite::types::ValueRef::Real(n) => n.to_string(),
                other => other.as_str().unwrap_or_default().to_owned(),
            };
            items[at].fields.push((row.get(1)?, value));
        }
        Ok(())
    })
}

fn creators(db: &Connection, items: &mut [Item], places: &Places) -> rusqlite::Result<()> {
    let sql = "SELECT ic.itemID, t.creatorType, c.firstName, c.lastName, c.fieldMode FROM itemCreators ic
        JOIN creators c ON c.creatorID = ic.creatorID JOIN creatorTypes t ON t.creatorTypeID = ic.creatorTypeID
        ORDER BY ic.itemID, ic.orderIndex";
    each(db, sql, |row| {
        let Some(&at) = places.get(&row.get(0)?) else { return Ok(()) };
        let (kind, given, family): (String, Option<String>, Option<String>) = (row.get(1)?, row.get(2)?, row.get(3)?);
        let (given, family) = (given.unwrap_or_default(), family.unwrap_or_default());
        let whole = row.get::<_, Option<i64>>(4)?.unwrap_or(0) == 1 || given.is_empty();
        let name = match whole {
            _ if family.is_empty() && given.is_empty() => return Ok(()),
            true => Name::literal(if family.is_empty() { given } else { family }),
            false => Name::Person(Person { family, given, ..Person::default() }),
        };
        let face = &mut items[at].record.faces[0];
        face.push_name(role(&kind), name);
        Ok(())
    })
}

/// The role of a creator; the principal creators of all item types are authors.
fn role(kind: &str) -> Role {
    match kind {
        "editor" => Role::Editor,
        "translator" => Role::Translator,
        "seriesEditor" => Role::CollectionEditor,
        "bookAuthor" => Role::ContainerAuthor,
        "reviewedAuthor" => Role::ReviewedAuthor,
        "director" => Role::Director,
        "interviewer" => Role::Interviewer,
        "recipient" => Role::Recipient,
        "composer" => Role::Composer,
        "scriptwriter" => Role::ScriptWriter,
        "contributor" | "counsel" | "cosponsor" | "commenter" | "wordsBy" | "castMember" | "guest" | "producer" => Role::Contributor,
        _ => Role::Author,
    }
}

fn tags(db: &Connection, items: &mut [Item], places: &Places) -> rusqlite::Result<()> {
    each(db, "SELECT it.itemID, t.name FROM itemTags it JOIN tags t ON t.tagID = it.tagID ORDER BY it.itemID, it.rowid", |row| {
        if let Some(&at) = places.get(&row.get(0)?) {
            items[at].record.tags.push(row.get(1)?);
        }
        Ok(())
    })
}

/// Notes are HTML; each becomes an annotation without it.
fn notes(db: &Connection, items: &mut [Item], places: &Places) -> rusqlite::Result<()> {
    let sql = "SELECT parentItemID, note FROM itemNotes WHERE parentItemID IS NOT NULL
        AND itemID NOT IN (SELECT itemID FROM deletedItems) ORDER BY itemID";
    each(db, sql, |row| {
        if let Some(&at) = places.get(&row.get(0)?) {
            let text = without_markup(&row.get::<_, Option<String>>(1)?.unwrap_or_default());
            let face = &mut items[at].record.faces[0];
            let whole = if face.has(Var::Annote) { format!("{}\n\n{text}", face.get(Var::Annote)) } else { text };
            face.set(Var::Annote, whole);
        }
        Ok(())
    })
}

fn without_markup(html: &str) -> String {
    let html = html.replace("<br>", "\n").replace("<br/>", "\n").replace("</p>", "</p>\n");
    let text = super::xml::parse(&html).text();
    text.lines().map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n")
}

fn attachments(db: &Connection, items: &mut [Item], places: &Places) -> rusqlite::Result<()> {
    let sql = "SELECT a.parentItemID, a.path, i.key FROM itemAttachments a JOIN items i ON i.itemID = a.itemID
        WHERE a.parentItemID IS NOT NULL AND a.path IS NOT NULL AND a.itemID NOT IN (SELECT itemID FROM deletedItems)
        ORDER BY a.itemID";
    each(db, sql, |row| {
        if let Some(&at) = places.get(&row.get(0)?) {
            let (path, key): (String, String) = (row.get(1)?, row.get(2)?);
            // Stored files lie in a folder named by the attachment's key.
            let path = match path.strip_prefix("storage:") {
                Some(name) => format!("storage/{key}/{name}"),
                None => path.strip_prefix("attachments:").unwrap_or(&path).to_owned(),
            };
            items[at].record.files.push(path);
        }
        Ok(())
    })
}

/// Collections become tags, as groups of other programs do.
fn collections(db: &Connection, items: &mut [Item], places: &Places) -> rusqlite::Result<()> {
    let sql = "SELECT ci.itemID, c.collectionName FROM collectionItems ci JOIN collections c ON c.collectionID = ci.collectionID
        ORDER BY ci.itemID, c.collectionID";
    each(db, sql, |row| {
        if let Some(&at) = places.get(&row.get(0)?) {
            let name: String = row.get(1)?;
            let tags = &mut items[at].record.tags;
            if !tags.contains(&name) {
                tags.push(name);
            }
        }
        Ok(())
    })
}

impl Item {
    fn record(self) -> Record {
        let mut record = self.record;
        // Zotero's key is no citation key; by it the item is known when the database is read again.
        record.unknown.push((OWN_KEY.to_owned(), self.key.clone()));
        record.raw = format!("{} {}", self.kind, self.key);
        for (name, value) in &self.fields {
            record.raw.push_str(&format!("\n{name}: {value}"));
        }
        for (name, value) in &self.fields {
            let value = value.trim();
            if !value.is_empty() {
                field(&mut record, name, value);
            }
        }
        record
    }
}

/// One field of an item, by its name in Zotero's schema.
fn field(record: &mut Record, name: &str, value: &str) {
    let face = &mut record.faces[0];
    match name {
        "date" | "dateDecided" | "dateEnacted" | "issueDate" => face.set_date(DateVar::Issued, date(value)),
        "accessDate" => face.set_date(DateVar::Accessed, date(value)),
        "filingDate" => face.set_date(DateVar::Submitted, date(value)),
        "originalDate" => face.set_date(DateVar::OriginalDate, date(value)),
        "language" => face.language = language::tag(value),
        "DOI" => face.set(Var::Doi, ids::doi(value)),
        "extra" => extra::take(record, value),
        "citationKey" => record.key = value.to_owned(),
        "assignee" | "issuingAuthority" => face.set(Var::Authority, value),
        "number" if matches!(face.kind, Kind::ArticleJournal | Kind::ArticleMagazine) => face.set(Var::Issue, value),
        _ => match variable(name) {
            Some(var) => face.set_default(var, value),
            None => record.unknown.push((name.to_owned(), value.to_owned())),
        },
    }
}

fn variable(name: &str) -> Option<Var> {
    Some(match name {
        "title" | "caseName" | "nameOfAct" | "subject" => Var::Title,
        "shortTitle" => Var::TitleShort,
        "publicationTitle" | "bookTitle" | "proceedingsTitle" | "websiteTitle" | "blogTitle" | "forumTitle" | "encyclopediaTitle"
        | "dictionaryTitle" | "programTitle" | "code" | "reporter" => Var::ContainerTitle,
        "journalAbbreviation" => Var::ContainerTitleShort,
        "series" | "seriesTitle" => Var::CollectionTitle,
        "seriesNumber" => Var::CollectionNumber,
        "publisher" | "university" | "institution" | "label" | "studio" | "distributor" | "network" | "company" | "repository"
        | "organization" => Var::Publisher,
        "place" => Var::PublisherPlace,
        "volume" | "codeVolume" | "reporterVolume" => Var::Volume,
        "issue" => Var::Issue,
        "pages" | "codePages" | "firstPage" => Var::Page,
        "numPages" => Var::NumberOfPages,
        "numberOfVolumes" => Var::NumberOfVolumes,
        "edition" => Var::Edition,
        "versionNumber" => Var::Version,
        "section" => Var::Section,
        "number" | "reportNumber" | "patentNumber" | "billNumber" | "docketNumber" | "publicLawNumber" | "episodeNumber"
        | "documentNumber" | "archiveID" | "identifier" => Var::Number,
        "reportType" | "thesisType" | "manuscriptType" | "mapType" | "letterType" | "presentationType" | "postType" | "websiteType"
        | "genre" | "type" => Var::Genre,
        "artworkMedium" | "interviewMedium" | "audioRecordingFormat" | "videoRecordingFormat" | "audioFileType" | "medium" => Var::Medium,
        "artworkSize" | "runningTime" => Var::Dimensions,
        "scale" => Var::Scale,
        "conferenceName" | "meetingName" => Var::EventTitle,
        "eventPlace" => Var::EventPlace,
        "archive" => Var::Archive,
        "archiveLocation" => Var::ArchiveLocation,
        "libraryCatalog" => Var::Source,
        "callNumber" => Var::CallNumber,
        "abstractNote" => Var::Abstract,
        "ISBN" => Var::Isbn,
        "ISSN" => Var::Issn,
        "url" => Var::Url,
        "PMID" => Var::Pmid,
        "PMCID" => Var::Pmcid,
        "status" | "legalStatus" => Var::Status,
        "court" => Var::Authority,
        "history" | "references" | "priorityNumbers" => Var::References,
        "country" | "jurisdiction" => Var::Jurisdiction,
        _ => return None,
    })
}

/// `2019-05-00 May 2019`: the parts first, then what was typed.
fn date(value: &str) -> Date {
    let (parts, typed) = value.split_once(' ').unwrap_or((value, ""));
    let mut numbers = parts.split('-').map(|n| n.parse::<i32>().ok());
    match (numbers.next().flatten(), numbers.next().flatten(), numbers.next().flatten()) {
        (Some(year), Some(m), Some(d)) if parts.len() == 10 && (0..=12).contains(&m) && (0..=31).contains(&d) => {
            // A range or an uncertain date stands only in what was typed.
            let read = dates::free(typed);
            let fuller = read.end.is_some() || read.circa || read.open;
            if fuller && read.first_year() == Some(year) { read } else { Date::ymd(year, m as u8, d as u8) }
        }
        _ => dates::free(value),
    }
}
