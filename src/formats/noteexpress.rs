//! NoteExpress (`{Reference Type}: …`, `.net`), the way most Chinese databases export; its translated title, authors and
//! journal are the other face.

use super::carry::{self, Held};
use super::tagged::{self, Item, Shape, scan};
use super::{Format, Import, Input, Loss, WriteOptions, dates, endnote, ids, language, person};
use crate::model::{DateVar, Face, Kind, Record, Role, Var};
use crate::text::{encoding, script};
use std::io;

/// NoteExpress.
pub const FORMAT: Format = Format {
    name: "noteexpress",
    label: "NoteExpress",
    extensions: &["net", "txt"],
    detect,
    read: Some(read),
    write: Some(write),
    slices: None,
};

fn detect(input: &Input) -> u8 {
    let head = input.head();
    if super::tagged::lines(head).any(|l| tag(l.text).is_some_and(|(t, _)| t == "Reference Type")) { 95 } else { 0 }
}

const SHAPE: Shape =
    Shape { tag, begins: |t, item| t == "Reference Type" && !item.fields.is_empty(), ends: |_| false, blank_ends: false, joint: "\n" };

/// `{Title}: value`.
fn tag(line: &str) -> Option<(&str, &str)> {
    let rest = line.trim_start_matches('\u{feff}').strip_prefix('{')?;
    let (tag, value) = rest.split_once('}')?;
    let value = value.trim_start();
    let value = value.strip_prefix(':').or_else(|| value.strip_prefix('：'))?;
    (tag.len() < 40 && !tag.contains('{')).then_some((tag.trim(), value))
}

fn read(input: &Input) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let text = decoded.text.as_ref();
    let mut import = Import::default();
    for item in scan(text, &SHAPE, &mut import.faults) {
        import.spans.push(item.start..item.end);
        import.records.push(record(&item, text));
    }
    Ok(import)
}

fn kind(name: &str) -> Kind {
    let name = name.trim().to_lowercase();
    TYPES.iter().find(|(n, _)| n.to_lowercase() == name).map_or(Kind::Document, |(_, k)| *k)
}

fn record(item: &Item, text: &str) -> Record {
    let mut record = item.record(Face::new(kind(item.get("Reference Type"))), text, "noteexpress");
    let mut other = Face::new(record.faces[0].kind);
    let mut notes = Vec::new();
    for (tag, value) in &item.fields {
        let value = value.trim();
        if value.is_empty() {
            continue;
        }
        if let Some(rest) = tag.strip_prefix("Translated ") {
            translated(&mut other, rest, value);
        } else {
            field(&mut record, tag, value, &mut notes);
        }
    }
    issued(&mut record.faces[0], item);
    if !other.is_empty() {
        share(&record.faces[0], &mut other);
        record.faces.push(other);
    }
    let mut kept = Vec::new();
    for note in notes {
        if !carry::take(&note, &mut record) {
            kept.push(note);
        }
    }
    record.faces[0].set(Var::Note, kept.join("; "));
    record
}

fn translated(face: &mut Face, what: &str, value: &str) {
    match what {
        "Title" => face.set_default(Var::Title, value),
        "Author" => names(face, Role::Author, value),
        "Journal" | "Secondary Title" => face.set_default(Var::ContainerTitle, value),
        "Publisher" => face.set_default(Var::Publisher, value),
        "Abstract" => face.set_default(Var::Abstract, value),
        "Keywords" => face.set_default(Var::Keyword, value),
        _ => {}
    }
}

/// What belongs to the publication stands in both faces.
fn share(first: &Face, other: &mut Face) {
    for var in [Var::Volume, Var::Issue, Var::Page, Var::Doi, Var::Url, Var::Issn, Var::Isbn, Var::Number, Var::Edition] {
        other.set(var, first.get(var));
    }
    if let Some(date) = first.date(DateVar::Issued) {
        other.set_date(DateVar::Issued, date.clone());
    }
    let title = other.get(Var::Title);
    let by_script = language::of_text(title);
    other.language = if by_script.is_empty() && script::has_han(first.get(Var::Title)) { "en" } else { by_script }.to_owned();
}

/// Authors, separated by `;;` or `;`.
fn names(face: &mut Face, role: Role, value: &str) {
    for one in value.split(['\n', ';', '；']).map(str::trim).filter(|s| !s.is_empty()) {
        if script::has_han(one) && one.contains([',', '，', '、']) {
            person::add_list(face, role, one);
        } else {
            person::add(face, role, one);
        }
    }
}

fn field(record: &mut Record, tag: &str, value: &str, notes: &mut Vec<String>) {
    let face = &mut record.faces[0];
    match tag {
        "Reference Type" | "Year" | "Date" | "Publication Date" | "Year Published" => {}
        "Title" => face.set_default(Var::Title, value),
        "Author" | "Inventor" | "Author/Inventor" => names(face, Role::Author, value),
        "Secondary Author" | "Editor" | "Series Editor" if face.kind != Kind::Thesis => names(face, Role::Editor, value),
        "Tertiary Author" | "Translator" => names(face, Role::Translator, value),
        "Advisor" | "Tutor" | "Secondary Author" => names(face, Role::Contributor, value),
        "Subsidiary Author" => names(face, Role::Translator, value),
        "Journal" | "Secondary Title" | "Conference Name" | "Conference" | "Newspaper" | "Book Title" | "Periodical Title" => {
            match face.kind {
                Kind::Book | Kind::Report => face.set_default(Var::CollectionTitle, value),
                _ => face.set_default(Var::ContainerTitle, value),
            }
        }
        "Tertiary Title" | "Series Title" => face.set_default(Var::CollectionTitle, value),
        "Alternate Journal" | "Journal Abbreviation" => face.set_default(Var::ContainerTitleShort, value),
        "Short Title" => face.set_default(Var::TitleShort, value),
        "Volume" => face.set_default(Var::Volume, value),
        "Issue" => face.set_default(Var::Issue, value),
        "Number" | "Patent Number" | "Application Number" | "Report Number" | "Standard Number" => face.set_default(Var::Number, value),
        "Number of Volumes" => face.set_default(Var::NumberOfVolumes, value),
        "Number of Pages" | "Total Pages" => face.set_default(Var::NumberOfPages, value),
        "Pages" | "Page" => face.set_default(Var::Page, value),
        "Edition" => face.set_default(Var::Edition, value),
        "Section" => face.set_default(Var::Section, value),
        "Publisher" | "University" | "Institution" | "School" | "Academic Department" => face.set_default(Var::Publisher, value),
        "Place Published" | "Place" | "Conference Location" => face.set_default(Var::PublisherPlace, value),
        "Degree" | "Type of Work" | "Thesis Type" | "Patent Type" => face.set_default(Var::Genre, value),
        "Assignee" | "Applicant" => face.set_default(Var::Authority, value),
        "ISBN/ISSN" | "ISBN" | "ISSN" => endnote::serial(face, value),
        "DOI" => face.set_default(Var::Doi, ids::doi(value)),
        "URL" | "Link" => face.set_default(Var::Url, super::unescape(value)),
        "Language" => face.language = language::tag(value),
        "Abstract" => face.set_default(Var::Abstract, value.replace('\n', " ")),
        "Keywords" => record.tags.extend(value.split([';', '；', '\n']).map(str::trim).filter(|k| !k.is_empty()).map(str::to_owned)),
        "Call Number" => face.set_default(Var::CallNumber, value),
        "Database Provider" | "Database" => face.set_default(Var::Source, value),
        "Access Date" => face.set_date(DateVar::Accessed, dates::free(value)),
        "Notes" | "Note" => notes.extend(value.split('\n').map(str::to_owned)),
        "Label" => record.key = value.to_owned(),
        "Attachment" | "Attached File" => record.files.push(value.to_owned()),
        _ => record.unknown.push((tag.to_owned(), value.to_owned())),
    }
}

fn issued(face: &mut Face, item: &Item) {
    let year = [item.get("Year"), item.get("Year Published")].into_iter().find(|s| !s.is_empty()).unwrap_or_default();
    let day = [item.get("Date"), item.get("Publication Date")].into_iter().find(|s| !s.is_empty()).unwrap_or_default();
    let (year, exact) = (dates::free(year), dates::free(day));
    let better = exact.start.is_some() && (year.start.is_none() || exact.first_year() == year.first_year());
    face.set_date(DateVar::Issued, if better { exact } else { year });
}

/// Types by their names; the first for a kind is the one written.
const TYPES: &[(&str, Kind)] = &[
    ("Journal Article", Kind::ArticleJournal),
    ("Book", Kind::Book),
    ("Book Section", Kind::Chapter),
    ("Conference Paper", Kind::PaperConference),
    ("Conference Proceedings", Kind::PaperConference),
    ("Conference Proceeding", Kind::PaperConference),
    ("Thesis", Kind::Thesis),
    ("Dissertation", Kind::Thesis),
    ("Report", Kind::Report),
    ("Web Page", Kind::Webpage),
    ("Electronic Source", Kind::Webpage),
    ("Online Reference", Kind::Webpage),
    ("Newspaper Article", Kind::ArticleNewspaper),
    ("Newspaper", Kind::ArticleNewspaper),
    ("Magazine Article", Kind::ArticleMagazine),
    ("Standard", Kind::Standard),
    ("Patent", Kind::Patent),
    ("Data Set", Kind::Dataset),
    ("Dataset", Kind::Dataset),
    ("Computer Program", Kind::Software),
    ("Map", Kind::Map),
    ("Manuscript", Kind::Manuscript),
    ("Unpublished Work", Kind::Manuscript),
    ("Edited Book", Kind::Book),
    ("Statute", Kind::Legislation),
    ("Case", Kind::LegalCase),
    ("Bill", Kind::Bill),
    ("Hearing", Kind::Hearing),
    ("Film or Broadcast", Kind::MotionPicture),
    ("Audiovisual Material", Kind::MotionPicture),
    ("Artwork", Kind::Graphic),
    ("Personal Communication", Kind::PersonalCommunication),
    ("Yearbook", Kind::Periodical),
    ("Generic", Kind::Document),
];

fn write(records: &[Record], _: &WriteOptions, out: &mut dyn io::Write) -> io::Result<Vec<Loss>> {
    tagged::write(records, "noteexpress", out, lines)
}

fn put(out: &mut String, tag: &str, value: &str) {
    if !value.is_empty() {
        out.push_str(&format!("{{{tag}}}: "));
        tagged::push_line(out, value);
    }
}

fn joined(face: &Face, role: Role) -> String {
    let list = face.names(role).map_or(&[][..], |n| &n.list);
    list.iter().map(person::turned).collect::<Vec<_>>().join(";")
}

fn lines(record: &Record, out: &mut String) {
    let Some(face) = record.faces.first() else { return };
    let name = TYPES.iter().find(|(_, k)| *k == face.kind).map_or("Generic", |(n, _)| *n);
    let mut held = Held { kind: kind(name), ..Held::default() };
    put(out, "Reference Type", name);
    for (role, tag) in [(Role::Author, "Author"), (Role::Editor, "Secondary Author"), (Role::Translator, "Tertiary Author")] {
        if role == Role::Editor && face.kind == Kind::Thesis {
            continue;
        }
        let list = joined(face, role);
        put(out, tag, &list);
        let mut probe = Face::new(face.kind);
        names(&mut probe, role, &list);
        if probe.names(role) == face.names(role) {
            held.roles.push(role);
        }
    }
    if let Some(date) = face.date(DateVar::Issued)
        && let Some(start) = date.start
    {
        put(out, "Year", &start.year.to_string());
        if start.month > 0 && start.month <= 12 {
            put(out, "Date", &dates::iso(start));
        }
        if tagged::is_plain(date) {
            held.dates.push(DateVar::Issued);
        }
    }
    for (var, value) in &face.fields {
        if let Some(tag) = tag_of(face, *var) {
            put(out, tag, value);
            if tagged::holds(value) {
                held.vars.push(*var);
            }
        }
    }
    put(out, "Language", &face.language);
    put(out, "Keywords", &record.tags.join(";"));
    put(out, "Label", &record.key);
    for file in &record.files {
        put(out, "Attachment", file);
    }
    for (i, other) in record.faces.iter().enumerate().skip(1) {
        if i == 1 {
            put(out, "Translated Title", other.get(Var::Title));
            put(out, "Translated Author", &joined(other, Role::Author));
            put(out, "Translated Journal", other.get(Var::ContainerTitle));
        }
        put(out, "Notes", &carry::face(other));
    }
    if let Some(more) = carry::rest(face, &held) {
        put(out, "Notes", &more);
    }
    tagged::unknown(record, "noteexpress", "Notes", |tag, value| put(out, tag, value));
    out.push('\n');
}

fn tag_of(face: &Face, var: Var) -> Option<&'static str> {
    let series = matches!(face.kind, Kind::Book | Kind::Report);
    Some(match var {
        Var::Title => "Title",
        Var::TitleShort => "Short Title",
        Var::ContainerTitle if face.kind == Kind::ArticleJournal => "Journal",
        Var::ContainerTitle if !series => "Secondary Title",
        Var::ContainerTitleShort => "Alternate Journal",
        Var::CollectionTitle => "Tertiary Title",
        Var::Volume => "Volume",
        Var::Issue => "Issue",
        Var::Number => "Number",
        Var::NumberOfVolumes => "Number of Volumes",
        Var::NumberOfPages => "Number of Pages",
        Var::Page => "Pages",
        Var::Edition => "Edition",
        Var::Section => "Section",
        Var::Publisher => "Publisher",
        Var::PublisherPlace => "Place Published",
        Var::Genre => "Type of Work",
        Var::Authority => "Assignee",
        Var::Doi => "DOI",
        Var::Url if !face.get(Var::Url).contains("&amp;") => "URL",
        Var::Abstract => "Abstract",
        Var::CallNumber => "Call Number",
        Var::Source => "Database Provider",
        Var::Note => "Notes",
        Var::Isbn | Var::Issn => {
            let mut probe = Face::new(face.kind);
            endnote::serial(&mut probe, face.get(var));
            if !probe.has(var) || var == Var::Issn && face.has(Var::Isbn) {
                return None;
            }
            "ISBN/ISSN"
        }
        _ => return None,
    })
}
