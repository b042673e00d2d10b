//! CSL-JSON items to records.

use super::write::{IN_SCHEMA, NO_KEY};
use crate::formats::{Import, Input, Take};
use crate::model::{Date, DateVar, Face, Fault, Flag, Kind, Name, Names, Person, Record, Relation, Role, Severity, Target, Var, Ymd};
use serde_json::{Map, Value};

/// Reads a whole file.
pub fn read(input: &Input) -> Result<Import, String> {
    let bytes = input.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(input.bytes);
    let value: Value = serde_json::from_slice(bytes).map_err(|e| format!("line {}: {e}", e.line()))?;
    let items = match value {
        Value::Array(items) => items,
        Value::Object(mut map) => match map.remove("items") {
            Some(Value::Array(items)) => items,
            _ => vec![Value::Object(map)],
        },
        _ => return Err("neither an array nor an item".into()),
    };
    let mut import = Import::default();
    items.iter().enumerate().for_each(|(i, item)| take_item(i, item, &mut import));
    Ok(import)
}

fn take_item(i: usize, item: &Value, import: &mut Import) {
    match item.as_object() {
        Some(map) => {
            let mut record = from_item(map);
            // An id that only stood for a missing key.
            if record.key.strip_prefix(NO_KEY).is_some_and(|n| n.parse() == Ok(i + 1)) {
                record.key.clear();
            }
            import.records.push(record);
        }
        None => import.faults.push(Fault::new(Severity::Error, "no-item", 0, format!("item {} is not an object", i + 1))),
    }
}

/// Reads a list `size` records at a time, until `take` has enough; what is no list is given whole. A file that is broken
/// anywhere fails before anything is given.
pub fn slices(input: &Input, size: usize, take: Take) -> Result<(), String> {
    let bytes = input.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(input.bytes);
    if bytes.trim_ascii_start().first() != Some(&b'[') {
        take(read(input)?);
        return Ok(());
    }
    let broken = |e: serde_json::Error| format!("line {}: {e}", e.line());
    serde_json::from_slice::<serde::de::IgnoredAny>(bytes).map_err(broken)?;
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    serde::Deserializer::deserialize_seq(&mut reader, Slices { size, take }).map_err(broken)
}

/// Items of a list, some at a time.
struct Slices<'a> {
    size: usize,
    take: Take<'a>,
}

impl<'de> serde::de::Visitor<'de> for Slices<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("a list of items")
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let mut import = Import::default();
        let (mut i, mut going) = (0, true);
        while let Some(item) = items.next_element::<Value>()? {
            if !going {
                continue;
            }
            take_item(i, &item, &mut import);
            i += 1;
            if import.records.len() >= self.size {
                going = (self.take)(std::mem::take(&mut import));
            }
        }
        if going {
            (self.take)(import);
        }
        Ok(())
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(s) => s.clone(),
        Value::Number(n) => n.to_string(),
        Value::Bool(b) => b.to_string(),
        Value::Array(list) => list.iter().map(text).collect::<Vec<_>>().join("; "),
        _ => String::new(),
    }
}

fn field<'a>(map: &'a Map<String, Value>, key: &str) -> &'a Value {
    map.get(key).unwrap_or(&Value::Null)
}

/// A record from a CSL-JSON item.
pub fn from_item(map: &Map<String, Value>) -> Record {
    let mut unknown = Vec::new();
    let face = face_from(map, &mut unknown);
    let mut record = Record::of(face);
    record.format = "csl-json".into();
    record.unknown = unknown;
    record.key = ["citation-key", "id"].iter().map(|k| text(field(map, k))).find(|s| !s.is_empty()).unwrap_or_default();
    if let Value::Object(custom) = field(map, "custom") {
        custom_from(custom, &mut record);
    }
    if record.faces.len() > 1 {
        drop_originals(&mut record);
    }
    record
}

fn custom_from(custom: &Map<String, Value>, record: &mut Record) {
    for (key, value) in custom {
        match (key.as_str(), value) {
            ("faces", Value::Array(faces)) => {
                record.faces.extend(faces.iter().filter_map(Value::as_object).map(|m| face_from(m, &mut Vec::new())));
            }
            ("locator", _) => record.locator = text(value),
            ("confidence", _) => record.confidence = value.as_f64().unwrap_or(1.0) as f32,
            ("flags", _) => record.flags = serde_json::from_value(value.clone()).unwrap_or_default(),
            ("tags", Value::Array(tags)) => record.tags = tags.iter().map(text).collect(),
            ("files", Value::Array(files)) => record.files = files.iter().map(text).collect(),
            ("unknown", Value::Array(pairs)) => record.unknown.extend(pairs.iter().filter_map(|pair| {
                let [name, value] = pair.as_array()?.as_slice() else { return None };
                Some((text(name), text(value)))
            })),
            ("links", Value::Array(links)) => record.links = links.iter().filter_map(link_from).collect(),
            ("evidence", Value::Object(evidence)) => {
                record.raw = text(field(evidence, "text"));
                record.place.note = text(field(evidence, "note"));
                let number = |k: &str| field(evidence, k).as_u64().unwrap_or(0) as u32;
                record.place.page = number("page");
                record.place.line = number("line");
                record.place.column = number("column");
                record.place.start = number("start");
                record.place.end = number("end");
            }
            ("et-al", _) => record.flags.add(Flag::EtAl),
            _ => {}
        }
    }
}

fn link_from(value: &Value) -> Option<(Relation, Target)> {
    let relation = Relation::from_name(value.get("relation")?.as_str()?)?;
    let target = match (value.get("index").and_then(Value::as_u64), value.get("key").and_then(Value::as_str)) {
        (Some(i), _) => Target::Index(i as u32),
        (None, Some(k)) => Target::Key(k.to_owned()),
        _ => return None,
    };
    Some((relation, target))
}

/// `original-…` that only repeat the second face are no fields of the first.
fn drop_originals(record: &mut Record) {
    let second = record.faces[1].clone();
    let first = &mut record.faces[0];
    for (var, original) in
        [(Var::Title, Var::OriginalTitle), (Var::Publisher, Var::OriginalPublisher), (Var::PublisherPlace, Var::OriginalPublisherPlace)]
    {
        if second.has(var) && first.get(original) == second.get(var) {
            first.take(original);
        }
    }
    if first.names(Role::OriginalAuthor).map(|n| &n.list) == second.names(Role::Author).map(|n| &n.list) {
        first.set_names(Role::OriginalAuthor, Names::default());
    }
    record.unknown.retain(|(k, _)| k != "original-container-title");
}

/// A face from an item.
pub fn face_from(map: &Map<String, Value>, unknown: &mut Vec<(String, String)>) -> Face {
    let mut face = Face::new(Kind::from_str(&text(field(map, "type"))).unwrap_or_default());
    let custom = field(map, "custom");
    for (key, value) in map {
        match key.as_str() {
            "type" | "id" | "citation-key" | "custom" => {}
            "language" => face.language = text(value),
            _ if value.is_null() => {}
            _ => {
                if let Some(role) = Role::from_str(key)
                    && let Value::Array(list) = value
                {
                    let et_al = custom.get("et-al").and_then(Value::as_array).is_some_and(|a| a.iter().any(|r| r.as_str() == Some(key)));
                    face.set_names(role, Names { list: list.iter().filter_map(name_from).collect(), et_al });
                } else if let Some(var) = DateVar::from_str(key) {
                    face.set_date(var, date_from(value));
                } else if let Some(var) = Var::from_str(key).or_else(|| IN_SCHEMA.iter().find(|(_, n)| n == key).map(|(v, _)| *v)) {
                    face.set(var, text(value));
                } else if key == "journalAbbreviation" || key == "shortTitle" {
                    face.set_default(if key == "shortTitle" { Var::TitleShort } else { Var::ContainerTitleShort }, text(value));
                } else {
                    unknown.push((key.clone(), value.to_string()));
                }
            }
        }
    }
    if let Some(Value::Array(list)) = custom.get(Role::EditorTranslator.as_str()) {
        face.set_names(Role::EditorTranslator, Names::new(list.iter().filter_map(name_from).collect()));
    }
    for var in [Var::Eprint, Var::EprintType, Var::EprintClass, Var::Cstr] {
        if let Some(value) = custom.get(var.as_str()) {
            face.set(var, text(value));
        }
    }
    face
}

/// The mark and the particle proper of a dropping particle.
fn split_mark(particle: &str) -> (String, String) {
    let marked = particle.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']'));
    match marked {
        Some((mark, rest)) if !mark.trim().is_empty() => (mark.trim().to_owned(), rest.trim().to_owned()),
        _ => (String::new(), particle.to_owned()),
    }
}

fn name_from(value: &Value) -> Option<Name> {
    let map = match value {
        Value::Object(map) => map,
        Value::String(s) if !s.is_empty() => return Some(Name::literal(s.clone())),
        _ => return None,
    };
    let get = |k: &str| text(field(map, k));
    let literal = [get("literal"), get("name")].into_iter().find(|s| !s.is_empty());
    let (mark, dropping_particle) = split_mark(&get("dropping-particle"));
    let person = Person {
        family: get("family"),
        given: get("given"),
        non_dropping_particle: get("non-dropping-particle"),
        dropping_particle,
        suffix: get("suffix"),
        mark: if mark.is_empty() { get("mark") } else { mark },
        comma_suffix: matches!(field(map, "comma-suffix"), Value::Bool(true)),
    };
    match literal {
        Some(literal) => Some(Name::literal(literal)),
        None if person.family.is_empty() && person.given.is_empty() => None,
        None if person.family.is_empty() => Some(Name::literal(person.given)),
        None => Some(Name::Person(person)),
    }
}

fn ymd(value: &Value) -> Option<Ymd> {
    let list = value.as_array()?;
    let number = |i: usize| list.get(i).and_then(|v| v.as_i64().or_else(|| v.as_str().and_then(|s| s.trim().parse().ok())));
    let year = number(0)?;
    let part = |i: usize, most: i64| number(i).filter(|n| (1..=most).contains(n)).unwrap_or(0) as u8;
    Some(Ymd { year: i32::try_from(year).ok()?, month: part(1, 24), day: part(2, 31) })
}

fn date_from(value: &Value) -> Date {
    let mut date = Date::default();
    match value {
        Value::Object(map) => {
            if let Some(list) = field(map, "date-parts").as_array() {
                date.start = list.first().and_then(ymd);
                date.end = list.get(1).and_then(ymd);
                if date.end.is_some_and(|d| d.year == 0) {
                    date.end = None;
                    date.open = true;
                }
            }
            if let (Some(start), Some(season)) = (&mut date.start, text(field(map, "season")).parse::<u8>().ok())
                && start.month == 0
                && (1..=4).contains(&season)
            {
                start.month = 20 + season;
            }
            date.circa = !matches!(field(map, "circa"), Value::Null | Value::Bool(false));
            date.literal = text(field(map, "literal"));
            if date.start.is_none() && date.literal.is_empty() {
                date = plain_date(&text(field(map, "raw")));
            }
        }
        Value::String(_) | Value::Number(_) => date = plain_date(&text(value)),
        _ => {}
    }
    date
}

/// An ISO 8601 date, or the words as they stand.
pub fn plain_date(s: &str) -> Date {
    let mut numbers = s.trim().splitn(3, '-').map(|p| p.parse::<i32>().ok());
    match (numbers.next().flatten(), numbers.next(), numbers.next()) {
        (Some(y), None, None) => Date::year(y),
        (Some(y), Some(Some(m)), None) if (1..=12).contains(&m) => Date::ymd(y, m as u8, 0),
        (Some(y), Some(Some(m)), Some(Some(d))) if (1..=12).contains(&m) && (1..=31).contains(&d) => Date::ymd(y, m as u8, d as u8),
        _ => Date { literal: s.trim().to_owned(), ..Date::default() },
    }
}
