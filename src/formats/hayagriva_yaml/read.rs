//! Entries of Hayagriva to records.

use crate::formats::carry;
use crate::formats::{Import, Input, dates, ids, language, person, yaml};
use crate::model::{DateVar, Face, Fault, Kind, Name, Names, Person, Record, Role, Severity, Var};
use crate::text::encoding;
use serde_json::{Map, Value};

/// Reads a whole file.
pub fn read(input: &Input) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let Value::Object(map) = yaml::parse(decoded.text.as_ref())? else { return Err("no mapping of entries".into()) };
    let mut import = Import::default();
    for (key, value) in map {
        match value.as_object() {
            Some(entry) => import.records.push(record(&key, entry)),
            None => import.faults.push(Fault::new(Severity::Error, "no-item", 0, format!("{key} is not a mapping"))),
        }
    }
    Ok(import)
}

/// Text of a value; formattable strings stand in `value`, with `short` or `verbatim` beside.
fn text(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(s)) => s.clone(),
        Some(Value::Number(n)) => n.to_string(),
        Some(Value::Object(m)) => text(m.get("value")),
        _ => String::new(),
    }
}

fn parents(entry: &Map<String, Value>) -> Vec<&Map<String, Value>> {
    match entry.get("parent") {
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_object).collect(),
        Some(Value::Object(one)) => vec![one],
        _ => Vec::new(),
    }
}

pub fn kind(entry: &Map<String, Value>) -> Kind {
    let name = |m: &Map<String, Value>| text(m.get("type")).to_lowercase();
    let above: Vec<String> = parents(entry).into_iter().map(name).collect();
    let in_a = |k: &str| above.iter().any(|a| a == k);
    match name(entry).as_str() {
        "article" if in_a("newspaper") => Kind::ArticleNewspaper,
        "article" if in_a("proceedings") || in_a("conference") => Kind::PaperConference,
        "article" if in_a("blog") => Kind::PostWeblog,
        "article" if in_a("periodical") || !above.is_empty() => Kind::ArticleJournal,
        "article" => Kind::Article,
        "chapter" | "anthos" => Kind::Chapter,
        "entry" => Kind::EntryEncyclopedia,
        "book" | "anthology" | "proceedings" | "reference" => Kind::Book,
        "report" => Kind::Report,
        "thesis" => Kind::Thesis,
        "web" => Kind::Webpage,
        "blog" => Kind::PostWeblog,
        "post" | "thread" => Kind::Post,
        "patent" => Kind::Patent,
        "case" => Kind::LegalCase,
        "legislation" => Kind::Legislation,
        "newspaper" | "periodical" => Kind::Periodical,
        "repository" => Kind::Software,
        "manuscript" => Kind::Manuscript,
        "video" | "scene" => Kind::MotionPicture,
        "audio" => Kind::Song,
        "artwork" => Kind::Graphic,
        "performance" => Kind::Performance,
        "exhibition" | "conference" => Kind::Event,
        _ => Kind::Document,
    }
}

fn record(key: &str, entry: &Map<String, Value>) -> Record {
    let mut record = Record::of(Face::new(kind(entry)));
    record.key = key.to_owned();
    record.format = "hayagriva".into();
    let face = &mut record.faces[0];
    own(face, entry, false);
    for parent in parents(entry) {
        let container = text(parent.get("title"));
        let series = matches!(text(parent.get("type")).to_lowercase().as_str(), "anthology" | "book") && matches!(face.kind, Kind::Book)
            || face.has(Var::ContainerTitle);
        if text(parent.get("type")).eq_ignore_ascii_case("conference") {
            face.set_default(Var::EventTitle, container);
            continue;
        }
        face.set_default(if series { Var::CollectionTitle } else { Var::ContainerTitle }, container);
        if let Some(Value::Object(t)) = parent.get("title") {
            face.set_default(Var::ContainerTitleShort, text(t.get("short")));
        }
        let mut whole = Face::default();
        own(&mut whole, parent, true);
        for (var, value) in whole.fields {
            face.set_default(var, value);
        }
        for (role, names) in whole.names {
            let role = if role == Role::Author { Role::ContainerAuthor } else { role };
            if face.names(role).is_none() {
                face.set_names(role, names);
            }
        }
        for (var, date) in whole.dates {
            if face.date(var).is_none() {
                face.set_date(var, date);
            }
        }
        for above in parents(parent) {
            face.set_default(Var::CollectionTitle, text(above.get("title")));
        }
    }
    let note = text(entry.get("note"));
    let mut kept = Vec::new();
    for one in note.split(" ¶ ") {
        if !carry::take(one, &mut record) && !one.is_empty() {
            kept.push(one.to_owned());
        }
    }
    record.faces[0].set(Var::Note, kept.join(" ¶ "));
    record
}

fn own(face: &mut Face, entry: &Map<String, Value>, parent: bool) {
    for (key, value) in entry {
        let t = text(Some(value));
        match key.as_str() {
            "title" if !parent => {
                face.set(Var::Title, t);
                if let Value::Object(m) = value {
                    face.set(Var::TitleShort, text(m.get("short")));
                }
            }
            "author" => people(face, Role::Author, value),
            "editor" => people(face, Role::Editor, value),
            "affiliated" => affiliated(face, value),
            "date" => face.set_date(DateVar::Issued, dates::free(&t)),
            "volume" => face.set(Var::Volume, t),
            "volume-total" => face.set(Var::NumberOfVolumes, t),
            "issue" => face.set(Var::Issue, t),
            "chapter" => face.set(Var::ChapterNumber, t),
            "page-range" => face.set(Var::Page, t.replace('–', "-")),
            "page-total" => face.set(Var::NumberOfPages, t),
            "edition" => face.set(Var::Edition, t),
            "genre" => face.set(Var::Genre, t),
            "abstract" => face.set(Var::Abstract, t),
            "archive" => face.set(Var::Archive, t),
            "archive-location" => face.set(Var::ArchivePlace, t),
            "call-number" => face.set(Var::CallNumber, t),
            "language" => face.language = language::tag(&t),
            "location" => face.set_default(Var::PublisherPlace, t),
            "organization" => face.set_default(Var::Publisher, t),
            "publisher" => match value {
                Value::Object(m) => {
                    face.set(Var::Publisher, text(m.get("name")));
                    face.set(Var::PublisherPlace, text(m.get("location")));
                }
                _ => face.set(Var::Publisher, t),
            },
            "url" => match value {
                Value::Object(m) => {
                    face.set(Var::Url, t);
                    face.set_date(DateVar::Accessed, dates::free(&text(m.get("date"))));
                }
                _ => face.set(Var::Url, t),
            },
            "serial-number" => serial(face, value),
            _ => {}
        }
    }
}

fn serial(face: &mut Face, value: &Value) {
    let Value::Object(map) = value else { return face.set(Var::Number, text(Some(value))) };
    for (key, value) in map {
        let t = text(Some(value));
        match key.as_str() {
            "doi" => face.set(Var::Doi, ids::doi(&t)),
            "isbn" => face.set(Var::Isbn, t),
            "issn" => face.set(Var::Issn, t),
            "pmid" => face.set(Var::Pmid, t),
            "pmcid" => face.set(Var::Pmcid, t),
            "arxiv" => {
                face.set(Var::Eprint, t);
                face.set(Var::EprintType, "arXiv");
            }
            _ => face.set(Var::Number, t),
        }
    }
}

fn people(face: &mut Face, role: Role, value: &Value) {
    let list: Vec<&Value> = match value {
        Value::Array(list) => list.iter().collect(),
        one => vec![one],
    };
    let mut names = Names::default();
    for one in list {
        match one {
            Value::String(s) if !s.contains(',') => {
                names.list.extend(if crate::text::script::has_han(s) { person::name(s) } else { Some(Name::literal(s.clone())) })
            }
            Value::String(s) => names.list.extend(person::name(s)),
            Value::Object(m) => {
                let p = Person {
                    family: text(m.get("name")),
                    given: text(m.get("given-name")),
                    non_dropping_particle: text(m.get("prefix")),
                    suffix: text(m.get("suffix")),
                    ..Person::default()
                };
                names.list.push(if p.given.is_empty() && p.non_dropping_particle.is_empty() {
                    Name::literal(p.family)
                } else {
                    Name::Person(p)
                });
            }
            _ => {}
        }
    }
    face.set_names(role, names);
}

fn affiliated(face: &mut Face, value: &Value) {
    for group in value.as_array().into_iter().flatten().filter_map(Value::as_object) {
        let role = text(group.get("role"));
        if let (Some(role), Some(names)) = (Role::from_str(&role), group.get("names")) {
            people(face, role, names);
        }
    }
}
