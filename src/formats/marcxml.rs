//! MARCXML (MARC 21 bibliographic records, Library of Congress).

use super::xml::{Node, parse};
use super::{Format, Import, Input, dates, ids, language, leftover, person, relators};
use crate::model::{DateVar, Face, Kind, Record, Role, Var};
use crate::text::encoding;

/// MARCXML.
pub const FORMAT: Format =
    Format { name: "marcxml", label: "MARCXML", extensions: &["xml", "marcxml"], detect, read: Some(read), write: None, slices: None };

fn detect(input: &Input) -> u8 {
    let head = input.head();
    if head.contains("datafield") && head.contains("subfield") || head.contains("loc.gov/MARC21/slim") { 94 } else { 0 }
}

fn read(input: &Input) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let text = decoded.text.as_ref();
    let doc = parse(text);
    let mut records = Vec::new();
    let mut open: Vec<&Node> = vec![&doc];
    while let Some(node) = open.pop() {
        if node.child("datafield").is_some() {
            records.push(record(node, text));
            continue;
        }
        let from = open.len();
        open.extend(node.nodes());
        open[from..].reverse();
    }
    Ok(Import { records, ..Import::default() })
}

/// The text of a subfield; empty where there is none.
fn sub(field: &Node, code: &str) -> String {
    field.named("subfield").find(|s| s.attr("code") == code).map(Node::text).unwrap_or_default()
}

fn record(node: &Node, text: &str) -> Record {
    let mut record = Record::of(Face::new(kind(node)));
    record.raw = text.get(node.start..node.end).unwrap_or_default().to_owned();
    record.format = "marcxml".into();
    for field in node.named("datafield") {
        one(&mut record, field.attr("tag"), field);
    }
    let control = node.named("controlfield").find(|c| c.attr("tag") == "008").map(Node::text).unwrap_or_default();
    let face = &mut record.faces[0];
    if face.language.is_empty() {
        let from_end = control.char_indices().rev().nth(4).map(|(i, _)| i);
        let code: String = from_end.map_or(String::new(), |i| control[i..].chars().take(3).collect());
        if control.len() > 30 && code.bytes().all(|b| b.is_ascii_lowercase()) && !matches!(code.as_str(), "und" | "mul" | "zxx") {
            face.language = language::tag(&code);
        }
    }
    if face.date(DateVar::Issued).is_none()
        && let Some(year) = control.get(7..11)
    {
        face.set_date(DateVar::Issued, dates::free(year.trim()));
    }
    if face.date(DateVar::Issued).is_some_and(|d| d.start.is_none()) && control.get(7..11).is_some_and(|y| y.parse::<i32>().is_ok()) {
        face.set_date(DateVar::Issued, dates::free(&control[7..11]));
    }
    leftover::named(
        &mut record,
        node,
        |n| {
            matches!(n.name, "leader" | "controlfield")
                || matches!(n.attr("code"), "0" | "1" | "2" | "4" | "5" | "6" | "8" | "9" | "e" | "w")
                || n.attr("tag") == "041"
        },
        |field, part| format!("{}{}", field.attr("tag"), part.attr("code")),
    );
    record
}

/// By the leader's type and level, and what says that it is a thesis or stands in a host.
fn kind(node: &Node) -> Kind {
    let leader = node
        .child("leader")
        .map(|n| n.kids.iter().filter_map(|k| if let super::xml::Kid::Text(t) = k { Some(t.as_str()) } else { None }).collect::<String>())
        .unwrap_or_default();
    let mut codes = leader.trim_start_matches(['\n', '\r', '\t']).chars().skip(6);
    let (record_type, level) = (codes.next().unwrap_or(' '), codes.next().unwrap_or(' '));
    let field = |tag: &str| node.named("datafield").find(|f| f.attr("tag") == tag);
    if field("502").is_some() {
        return Kind::Thesis;
    }
    match (record_type, level) {
        ('a' | 't', 'a' | 'b') if field("773").is_some_and(|f| !sub(f, "g").is_empty() || !sub(f, "x").is_empty()) => Kind::ArticleJournal,
        ('a' | 't', 'a') => Kind::Chapter,
        ('a' | 't', 's') => Kind::Periodical,
        ('e' | 'f', _) => Kind::Map,
        ('g', _) => Kind::MotionPicture,
        ('i' | 'j', _) => Kind::Song,
        ('c' | 'd', _) => Kind::MusicalScore,
        ('k', _) => Kind::Graphic,
        ('m', _) if field("020").is_none() => Kind::Software,
        ('p', _) => Kind::Collection,
        _ => Kind::Book,
    }
}

/// Text without the punctuation that cataloguing puts at its end (ISBD).
fn bare(s: &str) -> String {
    s.trim().trim_end_matches([',', ':', ';', '/', '=', ' ']).trim_matches(|c| matches!(c, '[' | ']')).trim().to_owned()
}

fn one(record: &mut Record, tag: &str, field: &Node) {
    let face = &mut record.faces[0];
    match tag {
        "100" | "700" | "110" | "710" | "111" | "711" => name(face, tag, field),
        "245" => {
            let (title, rest) = (bare(&sub(field, "a")), bare(&sub(field, "b")));
            let part =
                [bare(&sub(field, "n")), bare(&sub(field, "p"))].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ");
            let whole = [title, rest].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(": ");
            face.set(Var::Title, whole);
            face.set_default(Var::PartTitle, part);
        }
        "250" => face.set_default(Var::Edition, sub(field, "a").trim_end_matches(['.', '/', ' ']).to_owned()),
        "260" | "264" if tag == "260" || matches!(field.attr("ind2"), "1" | " " | "") => {
            face.set_default(Var::PublisherPlace, bare(&sub(field, "a")));
            face.set_default(Var::Publisher, bare(&sub(field, "b")));
            let year: String = sub(field, "c").chars().filter(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | '?' | ' ')).collect();
            if face.date(DateVar::Issued).is_none() {
                face.set_date(DateVar::Issued, dates::free(year.trim().trim_end_matches('-')));
            }
        }
        "020" => face.set_default(Var::Isbn, sub(field, "a").split([' ', '(']).next().unwrap_or_default().to_owned()),
        "022" => face.set_default(Var::Issn, sub(field, "a")),
        "024" if sub(field, "2") == "doi" => face.set_default(Var::Doi, ids::doi(&sub(field, "a"))),
        "041" => face.language = language::tag(sub(field, "a").get(..3).unwrap_or_default()),
        "300" => extent(face, &sub(field, "a")),
        "490" | "830" | "440" => {
            face.set_default(Var::CollectionTitle, bare(&sub(field, "a")));
            let number: String = bare(&sub(field, "v"));
            face.set_default(Var::CollectionNumber, number);
            face.set_default(Var::Issn, sub(field, "x"));
        }
        "502" => dissertation(face, field),
        "520" => face.set_default(Var::Abstract, sub(field, "a")),
        "500" => face.set_default(Var::Note, sub(field, "a")),
        "773" => host(face, field),
        "856" => face.set_default(Var::Url, sub(field, "u")),
        "082" | "050" | "090" => face.set_default(Var::CallNumber, sub(field, "a")),
        "600" | "610" | "611" | "630" | "648" | "650" | "651" | "653" | "655" | "689" => {
            let parts: Vec<String> = field
                .named("subfield")
                .filter(|s| matches!(s.attr("code"), "a" | "x" | "y" | "z" | "d"))
                .map(|s| bare(&s.text()))
                .collect();
            let topic = parts.join(" / ");
            if !topic.is_empty() && !record.tags.contains(&topic) {
                record.tags.push(topic);
            }
        }
        _ => {}
    }
}

fn name(face: &mut Face, tag: &str, field: &Node) {
    let text = bare(&sub(field, "a"));
    if text.is_empty() {
        return;
    }
    let codes: Vec<String> =
        field.named("subfield").filter(|s| matches!(s.attr("code"), "4" | "e")).map(|s| s.text().to_lowercase()).collect();
    let known = codes.iter().find_map(|c| relators::role(c));
    let role = known.unwrap_or(if tag.starts_with('1') || codes.is_empty() { Role::Author } else { Role::Contributor });
    let same = face.names(role).is_some_and(|n| n.list.iter().any(|o| person::turned(o) == text));
    if same {
    } else if tag.ends_with("00") {
        let initial = text.rsplit([' ', '.', ',', '-']).nth(1).is_some_and(|last| last.chars().count() == 1);
        person::add(face, role, if initial { &text } else { text.trim_end_matches('.').trim_end() });
    } else {
        person::add_literal(face, role, &text);
    }
}

/// The note on a dissertation, in parts or as `Thesis (Ph. D.)--University of X, 1998`.
fn dissertation(face: &mut Face, field: &Node) {
    let (degree, whole) = (sub(field, "b"), sub(field, "a"));
    let place = whole.split_once("--").map_or("", |(_, place)| place).trim().trim_end_matches('.');
    let (school, year) = place.rsplit_once(',').unwrap_or((place, ""));
    face.set_default(Var::Genre, if degree.is_empty() { whole.as_str() } else { degree.as_str() });
    face.set_default(Var::Publisher, [sub(field, "c"), school.trim().to_owned()].into_iter().find(|s| !s.is_empty()).unwrap_or_default());
    let year = [sub(field, "d"), year.trim().to_owned()].into_iter().find(|s| !s.is_empty()).unwrap_or_default();
    if face.date(DateVar::Issued).is_none() && dates::free(&year).start.is_some() {
        face.set_date(DateVar::Issued, dates::free(&year));
    }
}

/// `xii, 304 pages`: the last number is the extent in pages.
fn extent(face: &mut Face, text: &str) {
    let lower = text.to_lowercase();
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).collect();
    let pages = ["page", " p", "seiten", " s", "bl", "页"].iter().any(|w| lower.contains(w));
    match numbers.last() {
        Some(n) if pages => face.set_default(Var::NumberOfPages, *n),
        _ => face.set_default(Var::Dimensions, text),
    }
}

/// The host of a part: title, publisher, and `volume:4, year:1992, pages:447-473` in `g`.
fn host(face: &mut Face, field: &Node) {
    face.set_default(Var::ContainerTitle, bare(&sub(field, "t")));
    if face.get(Var::ContainerTitle).is_empty() {
        face.set(Var::ContainerTitle, bare(&sub(field, "a")));
    }
    face.set_default(Var::Issn, sub(field, "x"));
    face.set_default(Var::Isbn, sub(field, "z"));
    for part in field.named("subfield").filter(|s| s.attr("code") == "g").map(Node::text) {
        for piece in part.split([',', ';']) {
            let piece = piece.trim();
            let lower = piece.to_lowercase();
            let value = piece.split_once([':', ' ']).map_or("", |(_, v)| v.split('(').next().unwrap_or_default().trim());
            if let Some((_, bracket)) = piece.split_once('(')
                && face.date(DateVar::Issued).is_none()
                && dates::free(bracket.trim_end_matches(')')).start.is_some()
            {
                face.set_date(DateVar::Issued, dates::free(bracket.trim_end_matches(')')));
            }
            if lower.starts_with("page")
                || lower.starts_with("seite")
                || lower.starts_with("s.")
                || lower.starts_with("p.")
                || lower.starts_with("pp")
            {
                face.set_default(Var::Page, value);
            } else if lower.starts_with("vol") || lower.starts_with("bd") || lower.starts_with("band") {
                face.set_default(Var::Volume, value);
            } else if lower.starts_with("number") || lower.starts_with("no") || lower.starts_with("heft") || lower.starts_with("issue") {
                face.set_default(Var::Issue, value);
            } else if lower.starts_with("year") && face.date(DateVar::Issued).is_none() {
                face.set_date(DateVar::Issued, dates::free(value));
            }
        }
    }
}
