//! Records to entries of Hayagriva.

use super::read::kind;
use crate::formats::carry::{self, Held};
use crate::formats::{Loss, WriteOptions, dates, yaml};
use crate::model::{Date, DateVar, Face, Kind, Name, Record, Role, Var};
use serde_json::{Map, Value, json};
use std::io;

/// Writes records.
pub fn write(records: &[Record], _: &WriteOptions, out: &mut dyn io::Write) -> io::Result<Vec<Loss>> {
    let mut losses = Vec::new();
    let mut all = Map::new();
    for (i, record) in records.iter().enumerate() {
        let Some(face) = record.faces.first() else { continue };
        let mut key = if record.key.is_empty() { format!("ref{}", i + 1) } else { record.key.clone() };
        while all.contains_key(&key) {
            key.push('_');
        }
        all.insert(key, Value::Object(entry(face, record)));
        crate::formats::lost_beside(record, i, &["key"], &mut losses);
    }
    out.write_all(yaml::write(&Value::Object(all)).as_bytes())?;
    Ok(losses)
}

/// Type of the entry and of its parent.
fn types(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::ArticleJournal | Kind::ArticleMagazine | Kind::Review | Kind::ReviewBook => ("article", "periodical"),
        Kind::ArticleNewspaper => ("article", "newspaper"),
        Kind::PaperConference => ("article", "proceedings"),
        Kind::Article => ("article", "periodical"),
        Kind::Chapter => ("chapter", "anthology"),
        Kind::Entry | Kind::EntryDictionary | Kind::EntryEncyclopedia => ("entry", "reference"),
        Kind::Book | Kind::Classic | Kind::Pamphlet | Kind::Standard => ("book", "book"),
        Kind::Report => ("report", "report"),
        Kind::Thesis => ("thesis", "misc"),
        Kind::Webpage => ("web", "web"),
        Kind::Post => ("post", "thread"),
        Kind::PostWeblog => ("article", "blog"),
        Kind::Patent => ("patent", "misc"),
        Kind::LegalCase => ("case", "misc"),
        Kind::Legislation | Kind::Bill | Kind::Regulation | Kind::Treaty => ("legislation", "misc"),
        Kind::Periodical => ("periodical", "misc"),
        Kind::Software => ("repository", "misc"),
        Kind::Manuscript => ("manuscript", "misc"),
        Kind::MotionPicture | Kind::Broadcast => ("video", "video"),
        Kind::Song => ("audio", "audio"),
        Kind::Graphic | Kind::Figure => ("artwork", "misc"),
        Kind::Performance => ("performance", "misc"),
        _ => ("misc", "misc"),
    }
}

fn entry(face: &Face, record: &Record) -> Map<String, Value> {
    let (own, above) = types(face.kind);
    let mut map = Map::new();
    let mut parent = Map::new();
    let mut held = Held::default();
    map.insert("type".into(), json!(own));
    if face.has(Var::Title) {
        let title = match face.get(Var::TitleShort) {
            "" => json!({"value": face.get(Var::Title), "verbatim": true}),
            short => json!({"value": face.get(Var::Title), "short": short, "verbatim": true}),
        };
        map.insert("title".into(), if title.get("short").is_some() { title } else { json!(face.get(Var::Title)) });
        held.vars.extend([Var::Title, Var::TitleShort]);
    }
    for (role, names) in &face.names {
        let list: Vec<Value> = names.list.iter().map(name).collect();
        let exact = |n: &Name| match n {
            Name::Literal { literal } => !literal.contains(','),
            Name::Person(p) => p.mark.is_empty() && p.dropping_particle.is_empty() && !p.given.is_empty(),
        };
        match role {
            Role::Author => drop(map.insert("author".into(), json!(list))),
            Role::Editor => drop(map.insert("editor".into(), json!(list))),
            Role::Translator | Role::Compiler | Role::Director | Role::Illustrator | Role::Narrator => {
                if let Value::Array(all) = map.entry("affiliated").or_insert_with(|| json!([])) {
                    all.push(json!({"role": role.as_str(), "names": list}));
                }
            }
            _ => continue,
        }
        if names.list.iter().all(exact) && !names.et_al {
            held.roles.push(*role);
        }
    }
    in_parent(face, above, &mut parent, &mut held);
    let mut serials = Map::new();
    for (var, value) in &face.fields {
        let target = match var {
            Var::Doi | Var::Isbn | Var::Issn | Var::Pmid | Var::Pmcid => {
                let inside = *var == Var::Issn && !parent.is_empty();
                let name = var.as_str().to_lowercase();
                if inside {
                    parent.insert("serial-number".into(), json!({ name: value }));
                } else {
                    serials.insert(name, json!(value));
                }
                held.vars.push(*var);
                continue;
            }
            Var::Number => {
                serials.insert("serial".into(), json!(value));
                held.vars.push(*var);
                continue;
            }
            Var::Page if pages(value) => "page-range",
            Var::NumberOfPages if integer(value) => "page-total",
            Var::NumberOfVolumes if integer(value) => "volume-total",
            Var::Edition => "edition",
            Var::ChapterNumber if integer(value) => "chapter",
            Var::Genre => "genre",
            Var::Abstract => "abstract",
            Var::Archive => "archive",
            Var::ArchivePlace => "archive-location",
            Var::CallNumber => "call-number",
            Var::Volume if parent.is_empty() && integer(value) => "volume",
            Var::Issue if parent.is_empty() && integer(value) => "issue",
            _ => continue,
        };
        map.insert(target.into(), json!(value));
        held.vars.push(*var);
    }
    if !serials.is_empty() {
        map.insert("serial-number".into(), Value::Object(serials));
    }
    publisher(face, &mut map, &mut held);
    dated(face, &mut map, &mut held);
    if !face.language.is_empty() {
        map.insert("language".into(), json!(face.language));
    }
    if !parent.is_empty() {
        map.insert("parent".into(), Value::Object(parent));
    }
    held.kind = kind(&map);
    let mut notes = Vec::new();
    if face.has(Var::Note) {
        notes.push(face.get(Var::Note).to_owned());
        held.vars.push(Var::Note);
    }
    notes.extend(record.faces.iter().skip(1).map(carry::face));
    notes.extend(carry::rest(face, &held));
    if !notes.is_empty() {
        map.insert("note".into(), json!(notes.join(" ¶ ")));
    }
    map
}

fn in_parent(face: &Face, above: &str, parent: &mut Map<String, Value>, held: &mut Held) {
    // The parent of a book is its series.
    let var = if above == "book" { Var::CollectionTitle } else { Var::ContainerTitle };
    if !face.has(var) {
        return;
    }
    parent.insert("type".into(), json!(above));
    let title = face.get(var);
    let short = if var == Var::ContainerTitle { face.get(Var::ContainerTitleShort) } else { "" };
    parent.insert("title".into(), if short.is_empty() { json!(title) } else { json!({"value": title, "short": short}) });
    held.vars.push(var);
    if !short.is_empty() {
        held.vars.push(Var::ContainerTitleShort);
    }
    for (var, name) in [(Var::Volume, "volume"), (Var::Issue, "issue")] {
        if face.has(var) && integer(face.get(var)) {
            parent.insert(name.into(), json!(face.get(var)));
            held.vars.push(var);
        }
    }
}

fn publisher(face: &Face, map: &mut Map<String, Value>, held: &mut Held) {
    match (face.get(Var::Publisher), face.get(Var::PublisherPlace)) {
        ("", "") => {}
        (name, "") => drop(map.insert("publisher".into(), json!(name))),
        ("", place) => drop(map.insert("location".into(), json!(place))),
        (name, place) => drop(map.insert("publisher".into(), json!({"name": name, "location": place}))),
    }
    held.vars.extend([Var::Publisher, Var::PublisherPlace]);
}

fn dated(face: &Face, map: &mut Map<String, Value>, held: &mut Held) {
    if let Some(date) = face.date(DateVar::Issued)
        && let Some(start) = date.start.filter(|s| s.month <= 12 && s.year >= 1000)
    {
        map.insert("date".into(), json!(dates::iso(dates::possible(start))));
        if *date == (Date { start: Some(dates::possible(start)), ..Date::default() }) {
            held.dates.push(DateVar::Issued);
        }
    }
    if face.has(Var::Url) {
        let accessed = face.date(DateVar::Accessed).and_then(|d| d.start).filter(|s| s.month <= 12 && s.year >= 1000);
        let plain = face.date(DateVar::Accessed).is_some_and(|d| *d == (Date { start: accessed.map(dates::possible), ..Date::default() }));
        map.insert(
            "url".into(),
            match accessed {
                Some(day) => json!({"value": face.get(Var::Url), "date": dates::iso(dates::possible(day))}),
                None => json!(face.get(Var::Url)),
            },
        );
        held.vars.push(Var::Url);
        if plain {
            held.dates.push(DateVar::Accessed);
        }
    }
}

fn name(name: &Name) -> Value {
    match name {
        Name::Literal { literal } => json!({ "name": literal }),
        Name::Person(p) => {
            let mut map = Map::new();
            for (key, value) in [("name", &p.family), ("given-name", &p.given), ("prefix", &p.non_dropping_particle), ("suffix", &p.suffix)]
            {
                if !value.is_empty() {
                    map.insert(key.into(), json!(value));
                }
            }
            Value::Object(map)
        }
    }
}

fn integer(s: &str) -> bool {
    !s.is_empty() && s.len() < 9 && s.bytes().all(|b| b.is_ascii_digit())
}

fn pages(s: &str) -> bool {
    s.split(['-', ',']).all(|p| integer(p.trim()))
}
