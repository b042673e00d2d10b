//! Records to CSL-JSON items, written straight into the output without a tree in between.

use crate::formats::{Loss, Piece, WriteOptions};
use crate::model::{Change, Date, DateVar, Face, Name, Person, Record, Relation, Role, Target, Var, Ymd};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;
use std::io;

/// How much is gathered before it goes out.
const CHUNK: usize = 64 << 10;

/// Writes an array of items, or a piece of one.
pub fn write(records: &[Record], options: &WriteOptions, out: &mut dyn io::Write) -> io::Result<Vec<Loss>> {
    let Piece { before, more } = options.piece;
    let mut buffer = Vec::with_capacity(CHUNK + 8192);
    if before == 0 {
        buffer.push(b'[');
    }
    for (number, record) in (before + 1..).zip(records) {
        buffer.extend_from_slice(if number == 1 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut buffer, &Item { record, proof: options.custom, number })?;
        if buffer.len() >= CHUNK {
            out.write_all(&buffer)?;
            buffer.clear();
        }
    }
    if !more {
        buffer.extend_from_slice(if before + records.len() == 0 { b"]\n" } else { b"\n]\n" });
    }
    out.write_all(&buffer)?;
    Ok(Vec::new())
}

/// One record as a CSL-JSON item; with `custom`, also evidence, confidence, flags and the cited page.
pub fn to_item(record: &Record, custom: bool) -> Value {
    serde_json::to_value(Item { record, proof: custom, number: 0 }).unwrap_or_default()
}

/// [`to_item`] as text.
pub fn item_text(record: &Record, custom: bool) -> String {
    serde_json::to_string(&Item { record, proof: custom, number: 0 }).unwrap_or_default()
}

/// One face as an item of its own.
pub fn face_item(face: &Face) -> Value {
    serde_json::to_value(FaceItem(face)).unwrap_or_default()
}

/// What the ids of items without a key begin with.
pub const NO_KEY: &str = "ref-";

/// The name of a variable in the data schema, where it differs from that of the specification.
pub const IN_SCHEMA: &[(Var, &str)] =
    &[(Var::PartNumber, "part"), (Var::PrintingNumber, "printing"), (Var::SupplementNumber, "supplement")];

fn name_of(var: Var) -> &'static str {
    IN_SCHEMA.iter().find(|(v, _)| *v == var).map_or(var.as_str(), |(_, name)| name)
}

/// Fields that CSL-JSON has no variable for, kept under `custom` by our own names.
fn beside_csl(var: Var) -> bool {
    matches!(var, Var::Eprint | Var::EprintType | Var::EprintClass | Var::Cstr)
}

/// A record with all it has.
struct Item<'a> {
    record: &'a Record,
    proof: bool,
    /// Place in the list, for the id that an item must have there; 0 where it stands alone.
    number: usize,
}

impl Serialize for Item<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let record = self.record;
        let mut map = s.serialize_map(None)?;
        let Some(first) = record.faces.first() else { return map.end() };
        if !record.key.is_empty() {
            map.serialize_entry("id", &record.key)?;
        } else if self.number > 0 {
            map.serialize_entry("id", &format_args!("{NO_KEY}{}", self.number))?;
        }
        face_into(first, &mut map)?;
        if let Some(second) = record.faces.get(1) {
            originals(first, second, &mut map)?;
        }
        if record.format == "csl-json" {
            for (name, value) in record.unknown.iter().filter(|(name, _)| !ours(name) && !repeats(record, name)) {
                if let Ok(value) = serde_json::from_str::<Value>(value) {
                    map.serialize_entry(name, &value)?;
                }
            }
        }
        let more = More { first, record: Some(record), proof: self.proof };
        if !more.is_empty() {
            map.serialize_entry("custom", &more)?;
        }
        map.end()
    }
}

/// Fields of the source that the model has no variable for; those of an item stand in it, where they were.
fn unknown(record: &Record) -> Vec<(&str, &str)> {
    let own = record.format == "csl-json";
    let fields = record.unknown.iter().filter(|(_, value)| !own || serde_json::from_str::<serde::de::IgnoredAny>(value).is_err());
    fields.map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// Whether a name of an unknown field is one that items have of their own.
fn ours(name: &str) -> bool {
    matches!(name, "id" | "type" | "language" | "custom")
        || Var::from_str(name).is_some()
        || Role::from_str(name).is_some()
        || DateVar::from_str(name).is_some()
}

/// Whether an unknown field repeats what the second face says.
fn repeats(record: &Record, name: &str) -> bool {
    name == "original-container-title" && record.faces.get(1).is_some_and(|f| f.has(Var::ContainerTitle))
}

/// A face alone.
struct FaceItem<'a>(&'a Face);

impl Serialize for FaceItem<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut map = s.serialize_map(None)?;
        face_into(self.0, &mut map)?;
        let more = More { first: self.0, record: None, proof: false };
        if !more.is_empty() {
            map.serialize_entry("custom", &more)?;
        }
        map.end()
    }
}

fn face_into<M: SerializeMap>(face: &Face, map: &mut M) -> Result<(), M::Error> {
    map.serialize_entry("type", face.kind.as_str())?;
    for (role, names) in face.names.iter().filter(|(r, _)| *r != Role::EditorTranslator) {
        map.serialize_entry(role.as_str(), &List(&names.list))?;
    }
    for (var, date) in &face.dates {
        map.serialize_entry(var.as_str(), &Day(date))?;
    }
    for (var, value) in face.fields.iter().filter(|(v, _)| !beside_csl(*v)) {
        map.serialize_entry(name_of(*var), value)?;
    }
    if !face.language.is_empty() {
        map.serialize_entry("language", &face.language)?;
    }
    Ok(())
}

/// The second face in the `original-…` variables, for styles that print both.
fn originals<M: SerializeMap>(first: &Face, second: &Face, map: &mut M) -> Result<(), M::Error> {
    let pairs =
        [(Var::Title, Var::OriginalTitle), (Var::Publisher, Var::OriginalPublisher), (Var::PublisherPlace, Var::OriginalPublisherPlace)];
    for (var, original) in pairs {
        if second.has(var) && !first.has(original) {
            map.serialize_entry(original.as_str(), second.get(var))?;
        }
    }
    match second.names(Role::Author) {
        Some(names) if first.names(Role::OriginalAuthor).is_none() => map.serialize_entry("original-author", &List(&names.list)),
        _ => Ok(()),
    }
}

/// What CSL has no room for.
struct More<'a> {
    first: &'a Face,
    record: Option<&'a Record>,
    proof: bool,
}

impl More<'_> {
    fn is_empty(&self) -> bool {
        !self.proof
            && !self.first.names.iter().any(|(_, n)| n.et_al)
            && !self.first.fields.iter().any(|(v, _)| beside_csl(*v))
            && self.first.names(Role::EditorTranslator).is_none()
            && self
                .record
                .is_none_or(|r| r.faces.len() < 2 && r.tags.is_empty() && r.files.is_empty() && r.links.is_empty() && unknown(r).is_empty())
    }
}

impl Serialize for More<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut map = s.serialize_map(None)?;
        let cut: Vec<&str> = self.first.names.iter().filter(|(_, n)| n.et_al).map(|(r, _)| r.as_str()).collect();
        if !cut.is_empty() {
            map.serialize_entry("et-al", &cut)?;
        }
        for (var, value) in self.first.fields.iter().filter(|(v, _)| beside_csl(*v)) {
            map.serialize_entry(var.as_str(), value)?;
        }
        if let Some(names) = self.first.names(Role::EditorTranslator) {
            // A role of the specification that the data schema has no place for.
            map.serialize_entry(Role::EditorTranslator.as_str(), &List(&names.list))?;
        }
        let Some(record) = self.record else { return map.end() };
        if record.faces.len() > 1 {
            let faces: Vec<FaceItem> = record.faces.iter().skip(1).map(FaceItem).collect();
            map.serialize_entry("faces", &faces)?;
        }
        if !record.tags.is_empty() {
            map.serialize_entry("tags", &record.tags)?;
        }
        if !record.files.is_empty() {
            map.serialize_entry("files", &record.files)?;
        }
        if !record.links.is_empty() {
            let links: Vec<Link> = record.links.iter().map(|(relation, target)| Link(*relation, target)).collect();
            map.serialize_entry("links", &links)?;
        }
        let unknown = unknown(record);
        if !unknown.is_empty() {
            map.serialize_entry("unknown", &unknown)?;
        }
        if self.proof {
            proof(record, &mut map)?;
        }
        map.end()
    }
}

fn proof<M: SerializeMap>(record: &Record, map: &mut M) -> Result<(), M::Error> {
    if !record.locator.is_empty() {
        map.serialize_entry("locator", &record.locator)?;
    }
    if !record.raw.is_empty() {
        map.serialize_entry("evidence", &Evidence(record))?;
    }
    map.serialize_entry("confidence", &((f64::from(record.confidence) * 1000.0).round() / 1000.0))?;
    if !record.flags.is_empty() {
        map.serialize_entry("flags", &record.flags)?;
    }
    Ok(())
}

/// Where a record stands and how it was read.
struct Evidence<'a>(&'a Record);

impl Serialize for Evidence<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let (record, place) = (self.0, &self.0.place);
        let mut map = s.serialize_map(None)?;
        if !place.document.is_empty() {
            map.serialize_entry("document", &place.document)?;
        }
        if place.page > 0 {
            map.serialize_entry("page", &place.page)?;
        }
        if place.line > 0 {
            map.serialize_entry("line", &place.line)?;
            map.serialize_entry("column", &place.column)?;
        }
        map.serialize_entry("start", &place.start)?;
        map.serialize_entry("end", &place.end)?;
        map.serialize_entry("text", &record.raw)?;
        if !place.note.is_empty() {
            map.serialize_entry("note", &place.note)?;
        }
        if !record.evidence.is_empty() {
            let changes: Vec<Changed> = record.evidence.iter().map(Changed).collect();
            map.serialize_entry("changes", &changes)?;
        }
        if !record.reader.is_empty() {
            map.serialize_entry("reader", &record.reader)?;
        }
        map.end()
    }
}

/// A value that is stored otherwise than printed.
struct Changed<'a>(&'a Change);

impl Serialize for Changed<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut map = s.serialize_map(Some(4))?;
        map.serialize_entry("face", &self.0.face)?;
        map.serialize_entry("field", &self.0.field)?;
        map.serialize_entry("printed", &self.0.printed)?;
        map.serialize_entry("rules", &self.0.rules)?;
        map.end()
    }
}

struct Link<'a>(Relation, &'a Target);

impl Serialize for Link<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut map = s.serialize_map(Some(2))?;
        map.serialize_entry("relation", self.0.as_str())?;
        match self.1 {
            Target::Index(i) => map.serialize_entry("index", i)?,
            Target::Key(key) => map.serialize_entry("key", key)?,
        }
        map.end()
    }
}

struct List<'a>(&'a [Name]);

impl Serialize for List<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(self.0.iter().map(One))
    }
}

struct One<'a>(&'a Name);

impl Serialize for One<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut map = s.serialize_map(None)?;
        match self.0 {
            Name::Literal { literal } => map.serialize_entry("literal", literal)?,
            Name::Person(p) => {
                let marked;
                let dropping = if p.mark.is_empty() {
                    &p.dropping_particle
                } else {
                    marked = with_mark(p);
                    &marked
                };
                for (key, value) in [
                    ("family", &p.family),
                    ("given", &p.given),
                    ("non-dropping-particle", &p.non_dropping_particle),
                    ("dropping-particle", dropping),
                    ("suffix", &p.suffix),
                ] {
                    if !value.is_empty() {
                        map.serialize_entry(key, value)?;
                    }
                }
                if p.comma_suffix {
                    map.serialize_entry("comma-suffix", &true)?;
                }
            }
        }
        map.end()
    }
}

/// The dropping particle with the mark of a country or dynasty in square brackets before it; CSL has no place for that mark.
fn with_mark(p: &Person) -> String {
    match (p.mark.as_str(), p.dropping_particle.as_str()) {
        ("", particle) => particle.to_owned(),
        (mark, "") => format!("[{mark}]"),
        (mark, particle) => format!("[{mark}] {particle}"),
    }
}

struct Day<'a>(&'a Date);

impl Serialize for Day<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let date = self.0;
        let mut map = s.serialize_map(None)?;
        if let Some(start) = date.start {
            let end = date.end.map(Parts).or(date.open.then_some(Parts(Ymd::default())));
            match end {
                Some(end) => map.serialize_entry("date-parts", &[Parts(start), end])?,
                None => map.serialize_entry("date-parts", &[Parts(start)])?,
            }
            if (21..=24).contains(&start.month) {
                map.serialize_entry("season", &(start.month - 20))?;
            }
        }
        if date.circa {
            map.serialize_entry("circa", &true)?;
        }
        if !date.literal.is_empty() {
            map.serialize_entry("literal", &date.literal)?;
        }
        map.end()
    }
}

struct Parts(Ymd);

impl Serialize for Parts {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let d = self.0;
        match (d.month, d.day) {
            (0 | 13.., _) => s.collect_seq([d.year]),
            (m, 0) => s.collect_seq([d.year, i32::from(m)]),
            (m, day) => s.collect_seq([d.year, i32::from(m), i32::from(day)]),
        }
    }
}
