//! CITATION.cff (Citation File Format 1.2.0): the software itself, its preferred citation, and its references.

use super::{Format, Import, Input, Loss, WriteOptions, dates, ids, language, yaml};
use crate::model::{Date, DateVar, Face, Kind, Name, Names, Person, Record, Role, Var};
use crate::text::encoding;
use serde_json::{Map, Value, json};
use std::io;

/// CITATION.cff.
pub const FORMAT: Format =
    Format { name: "cff", label: "CITATION.cff", extensions: &["cff"], detect, read: Some(read), write: Some(write), slices: None };

fn detect(input: &Input) -> u8 {
    if input.head().lines().any(|l| l.starts_with("cff-version")) { 96 } else { 0 }
}

fn read(input: &Input) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let Value::Object(map) = yaml::parse(decoded.text.as_ref())? else { return Err("no mapping".into()) };
    let mut records =
        vec![record(&map, if map.get("type").and_then(Value::as_str) == Some("dataset") { Kind::Dataset } else { Kind::Software })];
    if let Some(Value::Object(preferred)) = map.get("preferred-citation") {
        records.push(record(preferred, Kind::Document));
    }
    for reference in map.get("references").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object) {
        records.push(record(reference, Kind::Document));
    }
    Ok(Import { records, ..Import::default() })
}

fn text(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(s)) => s.trim().to_owned(),
        Some(Value::Number(n)) => n.to_string(),
        Some(Value::Object(m)) => text(m.get("name")),
        Some(Value::Array(a)) => text(a.first()),
        _ => String::new(),
    }
}

/// Types of references of the schema; the first for a kind is the one written.
const TYPES: &[(&str, Kind)] = &[
    ("article", Kind::ArticleJournal),
    ("book", Kind::Book),
    ("conference-paper", Kind::PaperConference),
    ("proceedings", Kind::Book),
    ("conference", Kind::PaperConference),
    ("thesis", Kind::Thesis),
    ("report", Kind::Report),
    ("website", Kind::Webpage),
    ("blog", Kind::PostWeblog),
    ("newspaper-article", Kind::ArticleNewspaper),
    ("magazine-article", Kind::ArticleMagazine),
    ("standard", Kind::Standard),
    ("patent", Kind::Patent),
    ("data", Kind::Dataset),
    ("dataset", Kind::Dataset),
    ("database", Kind::Dataset),
    ("software", Kind::Software),
    ("software-code", Kind::Software),
    ("software-container", Kind::Software),
    ("software-executable", Kind::Software),
    ("software-virtual-machine", Kind::Software),
    ("map", Kind::Map),
    ("manual", Kind::Report),
    ("unpublished", Kind::Manuscript),
    ("pamphlet", Kind::Pamphlet),
    ("video", Kind::MotionPicture),
    ("film-broadcast", Kind::MotionPicture),
    ("art", Kind::Graphic),
    ("encyclopedia", Kind::EntryEncyclopedia),
    ("dictionary", Kind::EntryDictionary),
    ("statute", Kind::Legislation),
    ("legal-case", Kind::LegalCase),
    ("bill", Kind::Bill),
    ("hearing", Kind::Hearing),
    ("personal-communication", Kind::PersonalCommunication),
    ("serial", Kind::Periodical),
    ("multimedia", Kind::Graphic),
    ("music", Kind::MusicalScore),
    ("sound-recording", Kind::Song),
    ("slides", Kind::Speech),
    ("generic", Kind::Document),
];

fn record(map: &Map<String, Value>, default: Kind) -> Record {
    let name = text(map.get("type"));
    let kind = TYPES.iter().find(|(n, _)| *n == name).map_or(default, |(_, k)| if default == Kind::Document { *k } else { default });
    let mut record = Record::of(Face::new(kind));
    record.format = "cff".into();
    let face = &mut record.faces[0];
    for (key, value) in map {
        let t = text(Some(value));
        match key.as_str() {
            "title" => face.set(Var::Title, t),
            "abbreviation" => face.set(Var::TitleShort, t),
            "authors" => face.set_names(Role::Author, people(value)),
            "editors" => face.set_names(Role::Editor, people(value)),
            "editors-series" => face.set_names(Role::CollectionEditor, people(value)),
            "translators" => face.set_names(Role::Translator, people(value)),
            "recipients" => face.set_names(Role::Recipient, people(value)),
            "journal" => face.set_default(Var::ContainerTitle, t),
            "collection-title" => face.set_default(
                if matches!(kind, Kind::Chapter | Kind::PaperConference) { Var::ContainerTitle } else { Var::CollectionTitle },
                t,
            ),
            "volume" => face.set(Var::Volume, t),
            "number-volumes" => face.set(Var::NumberOfVolumes, t),
            "issue" => face.set(Var::Issue, t),
            "number" => face.set(Var::Number, t),
            "section" => face.set(Var::Section, t),
            "edition" => face.set(Var::Edition, t),
            "version" => face.set(Var::Version, t),
            "publisher" | "institution" => {
                face.set_default(Var::Publisher, t);
                if let Value::Object(m) = value {
                    face.set_default(Var::PublisherPlace, text(m.get("city")));
                }
            }
            "location" => face.set_default(Var::PublisherPlace, t),
            "conference" => {
                face.set(Var::EventTitle, t);
                if let Value::Object(m) = value {
                    face.set(Var::EventPlace, text(m.get("city")));
                }
            }
            "doi" => face.set(Var::Doi, ids::doi(&t)),
            "identifiers" => {
                let others = identifiers(face, value);
                record.unknown.extend(others);
            }
            "isbn" => face.set(Var::Isbn, t),
            "issn" => face.set(Var::Issn, t),
            "pmcid" => face.set(Var::Pmcid, t),
            "url" => face.set(Var::Url, t),
            "repository-code" | "repository" | "repository-artifact" => match face.has(Var::Url) || map.contains_key("url") {
                true => record.unknown.push((key.clone(), t)),
                false => face.set(Var::Url, t),
            },
            "abstract" => face.set(Var::Abstract, t),
            "notes" => face.set(Var::Note, t),
            "thesis-type" => face.set(Var::Genre, t),
            "medium" => face.set(Var::Medium, t),
            "pages" => face.set(Var::NumberOfPages, t),
            "status" => face.set(Var::Status, t),
            "languages" => face.language = language::tag(&t),
            "keywords" => record.tags = value.as_array().into_iter().flatten().map(|v| text(Some(v))).collect(),
            "date-accessed" => face.set_date(DateVar::Accessed, dates::free(&t)),
            "start" | "end" | "year" | "month" | "date-released" | "date-published" | "issue-date" | "type" | "cff-version" | "message"
            | "preferred-citation" | "references" => {}
            _ => record.unknown.push((key.clone(), value.as_str().map_or_else(|| value.to_string(), str::to_owned))),
        }
    }
    let (from, to) = (text(map.get("start")), text(map.get("end")));
    let face = &mut record.faces[0];
    face.set(Var::Page, if to.is_empty() || to == from { from } else { format!("{from}-{to}") });
    issued(face, map);
    record
}

fn issued(face: &mut Face, map: &Map<String, Value>) {
    for key in ["date-published", "date-released", "issue-date"] {
        let date = dates::free(&text(map.get(key)));
        if date.start.is_some() {
            return face.set_date(DateVar::Issued, date);
        }
    }
    let (year, month) = (text(map.get("year")), text(map.get("month")));
    let whole = if month.is_empty() { year } else { format!("{year}-{month:0>2}") };
    face.set_date(DateVar::Issued, dates::free(&whole));
}

/// Takes the identifiers that have a variable and gives back the others, each by its type.
fn identifiers(face: &mut Face, value: &Value) -> Vec<(String, String)> {
    let mut others = Vec::new();
    for id in value.as_array().into_iter().flatten().filter_map(Value::as_object) {
        let value = text(id.get("value"));
        match text(id.get("type")).as_str() {
            "doi" => face.set_default(Var::Doi, ids::doi(&value)),
            "url" => face.set_default(Var::Url, value),
            other => others.push((other.to_owned(), value)),
        }
    }
    others
}

fn people(value: &Value) -> Names {
    let one = |m: &Map<String, Value>| {
        let person = Person {
            family: text(m.get("family-names")),
            given: text(m.get("given-names")),
            non_dropping_particle: text(m.get("name-particle")),
            suffix: text(m.get("name-suffix")),
            ..Person::default()
        };
        let whole = [text(m.get("name")), text(m.get("alias"))].into_iter().find(|s| !s.is_empty());
        match (person.family.is_empty(), whole) {
            (true, Some(name)) => Some(Name::literal(name)),
            (true, None) if person.given.is_empty() => None,
            (true, None) => Some(Name::literal(person.given)),
            (false, _) => Some(Name::Person(person)),
        }
    };
    Names::new(value.as_array().into_iter().flatten().filter_map(Value::as_object).filter_map(one).collect())
}

fn write(records: &[Record], _: &WriteOptions, out: &mut dyn io::Write) -> io::Result<Vec<Loss>> {
    let mut losses = Vec::new();
    let mut map = Map::new();
    map.insert("cff-version".into(), json!("1.2.0"));
    map.insert("message".into(), json!("If you use this work, please cite it as below."));
    let mut references = Vec::new();
    for (i, record) in records.iter().enumerate() {
        let Some(face) = record.faces.first() else { continue };
        let whole = i == 0 && matches!(face.kind, Kind::Software | Kind::Dataset);
        let mut item = Map::new();
        fields(face, record, whole, &mut item, &mut losses, i);
        if whole {
            map.extend(item);
        } else {
            references.push(Value::Object(item));
        }
    }
    if !map.contains_key("title") {
        map.insert("title".into(), json!("References"));
        map.insert("authors".into(), json!([{"name": "Anonymous"}]));
    }
    if !references.is_empty() {
        map.insert("references".into(), Value::Array(references));
    }
    out.write_all(yaml::write(&Value::Object(map)).as_bytes())?;
    Ok(losses)
}

fn fields(face: &Face, record: &Record, whole: bool, item: &mut Map<String, Value>, losses: &mut Vec<Loss>, index: usize) {
    let mut put = |key: &str, value: Value| drop(item.insert(key.to_owned(), value));
    let name = TYPES.iter().find(|(_, k)| *k == face.kind).map_or("generic", |(n, _)| *n);
    put("type", json!(if whole && face.kind == Kind::Dataset { "dataset" } else { name }));
    let label = if record.key.is_empty() { (index + 1).to_string() } else { record.key.clone() };
    let mut lose = |field: &str| losses.push(Loss { record: label.clone(), field: field.to_owned() });
    for (role, names) in &face.names {
        let key = match role {
            Role::Author => "authors",
            Role::Editor => "editors",
            Role::CollectionEditor => "editors-series",
            Role::Translator => "translators",
            Role::Recipient => "recipients",
            other => {
                lose(other.as_str());
                continue;
            }
        };
        put(key, Value::Array(names.list.iter().map(name_value).collect()));
        if names.et_al {
            lose("et al.");
        }
    }
    for (var, value) in &face.fields {
        let key = match var {
            Var::Title => "title",
            Var::TitleShort => "abbreviation",
            Var::ContainerTitle => "journal",
            Var::CollectionTitle if matches!(face.kind, Kind::Chapter | Kind::PaperConference) => {
                // There it is the title of the proceedings.
                lose(var.as_str());
                continue;
            }
            Var::CollectionTitle => "collection-title",
            Var::Volume => "volume",
            Var::NumberOfVolumes => "number-volumes",
            Var::Issue => "issue",
            Var::Number => "number",
            Var::Section => "section",
            Var::Edition => "edition",
            Var::Version => "version",
            Var::Publisher => {
                let city = face.get(Var::PublisherPlace);
                put("publisher", if city.is_empty() { json!({"name": value}) } else { json!({"name": value, "city": city}) });
                continue;
            }
            Var::PublisherPlace if face.has(Var::Publisher) => continue,
            Var::PublisherPlace => {
                put("location", json!({"name": value}));
                continue;
            }
            Var::EventTitle => {
                put("conference", json!({"name": value}));
                continue;
            }
            Var::Doi => "doi",
            Var::Isbn => "isbn",
            Var::Issn => "issn",
            Var::Pmcid => "pmcid",
            Var::Url => "url",
            Var::Abstract => "abstract",
            Var::Note => "notes",
            Var::Genre if face.kind == Kind::Thesis => "thesis-type",
            Var::Medium => "medium",
            Var::NumberOfPages => "pages",
            Var::Page => {
                let (from, to) = value.split_once('-').unwrap_or((value, ""));
                put("start", json!(from));
                if !to.is_empty() {
                    put("end", json!(to));
                }
                continue;
            }
            other => {
                lose(other.as_str());
                continue;
            }
        };
        put(key, json!(value));
    }
    dates_out(face, whole, &mut put);
    for (var, date) in &face.dates {
        // The whole work has a day or no date; its references have a year and a month too.
        let day = date.start.is_some_and(|d| d.day > 0);
        let held = match var {
            DateVar::Issued => day || !whole,
            DateVar::Accessed => day,
            _ => false,
        };
        if !held || *date != (Date { start: date.start, ..Date::default() }) {
            lose(var.as_str());
        }
    }
    if !face.language.is_empty() {
        put("languages", json!([face.language]));
    }
    if !record.tags.is_empty() {
        put("keywords", json!(record.tags));
    }
    for other in record.faces.iter().skip(1) {
        lose(&format!("face {}", other.language));
    }
    super::lost_beside(record, index, &["tags"], losses);
}

fn dates_out(face: &Face, whole: bool, put: &mut dyn FnMut(&str, Value)) {
    if let Some(start) = face.date(DateVar::Issued).and_then(|d| d.start) {
        if start.day > 0 {
            put(if whole { "date-released" } else { "date-published" }, json!(dates::iso(start)));
        } else if !whole {
            put("year", json!(start.year));
            if (1..=12).contains(&start.month) {
                put("month", json!(start.month));
            }
        }
    }
    if let Some(day) = face.date(DateVar::Accessed).and_then(|d| d.start).filter(|d| d.day > 0) {
        put("date-accessed", json!(dates::iso(day)));
    }
}

fn name_value(name: &Name) -> Value {
    match name {
        Name::Literal { literal } => json!({ "name": literal }),
        Name::Person(p) => {
            let mut map = Map::new();
            for (key, value) in [
                ("family-names", &p.family),
                ("given-names", &p.given),
                ("name-particle", &p.non_dropping_particle),
                ("name-suffix", &p.suffix),
            ] {
                if !value.is_empty() {
                    map.insert(key.into(), json!(value));
                }
            }
            Value::Object(map)
        }
    }
}
