//! Hayagriva YAML, the bibliography format of Typst (its file format documentation, version 0.9); containers stand in `parent`,
//! a second face in `note` (see `carry`).

use super::carry::{self, Held};
use super::{Format, Import, Input, Loss, WriteOptions, dates, ids, language, person, yaml};
use crate::model::{Date, DateVar, Face, Fault, Kind, Name, Names, Person, Record, Role, Severity, Var};
use crate::text::encoding;
use serde_json::{Map, Value, json};
use std::io;

/// Hayagriva YAML.
pub const FORMAT: Format = Format {
    name: "hayagriva",
    label: "Hayagriva YAML (Typst)",
    extensions: &["yaml", "yml"],
    detect,
    read: Some(read),
    write: Some(write),
};

fn detect(input: &Input) -> u8 {
    let head = input.head();
    let kinds = [
        "article",
        "chapter",
        "entry",
        "anthos",
        "report",
        "thesis",
        "web",
        "book",
        "misc",
        "proceedings",
        "video",
        "blog",
        "newspaper",
        "periodical",
        "patent",
        "reference",
        "repository",
        "manuscript",
        "conference",
        "original",
        "post",
        "audio",
        "artwork",
        "thread",
        "legislation",
        "case",
        "exhibition",
        "performance",
        "scene",
    ];
    let entry = head.lines().any(|l| l.ends_with(':') && !l.starts_with([' ', '-', '#']) && l.len() > 1);
    let typed = head.lines().any(|l| {
        l.trim_start().strip_prefix("type:").is_some_and(|t| kinds.contains(&t.trim().trim_matches(['"', '\'']).to_lowercase().as_str()))
    });
    let top_type = head.lines().any(|l| l.starts_with("type:"));
    if entry && typed && !top_type && !head.contains("cff-version") { 72 } else { 0 }
}

fn read(input: &Input) -> Result<Import, String> {
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

fn kind(entry: &Map<String, Value>) -> Kind {
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

fn write(records: &[Record], _: &WriteOptions, out: &mut dyn io::Write) -> io::Result<Vec<Loss>> {
    let mut losses = Vec::new();
    let mut all = Map::new();
    for (i, record) in records.iter().enumerate() {
        let Some(face) = record.faces.first() else { continue };
        let mut key = if record.key.is_empty() { format!("ref{}", i + 1) } else { record.key.clone() };
        while all.contains_key(&key) {
            key.push('_');
        }
        all.insert(key, Value::Object(entry(face, record)));
        super::lost_beside(record, i, &["key"], &mut losses);
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
