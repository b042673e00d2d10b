//! Refer and EndNote's tagged export (`%0`, `.enw`), with the flavour of CNKI (two `%P`, `%+` addresses, Chinese names).
//!
//! **Two faces of one work**: `%Q` and `%H` give title and authors in the other language for other programs; the whole face
//! is carried in `%Z csl-face: {…}` (see `carry`).

use super::carry::{self, Held};
use super::tagged::{self, Item, Shape, scan};
use super::{Format, Import, Input, Loss, WriteOptions, dates, endnote, ids, language, leftover, person};
use crate::model::{DateVar, Face, Kind, Record, Role, Var};
use crate::text::{encoding, script};
use std::io;

/// Refer / ENW.
pub const FORMAT: Format = Format {
    name: "refer",
    label: "Refer / EndNote tagged (ENW)",
    extensions: &["enw", "refer"],
    detect,
    read: Some(read),
    write: Some(write),
    slices: None,
};

fn detect(input: &Input) -> u8 {
    let head = input.head();
    let tags: Vec<&str> = super::tagged::lines(head).filter_map(|l| tag(l.text)).map(|(t, _)| t).collect();
    match (tags.contains(&"0"), tags.contains(&"T")) {
        (true, _) => 90,
        (false, true) if tags.len() > 2 && (tags.contains(&"A") || tags.contains(&"D")) => 80,
        _ => 0,
    }
}

const SHAPE: Shape = Shape { tag, begins: |t, item| t == "0" && item.has("0"), ends: |_| false, blank_ends: true, joint: "\n" };

/// `%T value`.
fn tag(line: &str) -> Option<(&str, &str)> {
    let rest = line.trim_start_matches('\u{feff}').strip_prefix('%')?;
    let first = rest.chars().next().filter(|c| c.is_ascii_graphic())?;
    let value = &rest[first.len_utf8()..];
    (value.is_empty() || value.starts_with([' ', '\t']) || !value.is_ascii()).then_some((&rest[..1], value))
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

fn kind(name: &str, item: &Item) -> Kind {
    let lower = name.trim().to_lowercase();
    if let Some((_, kind)) = TYPES.iter().find(|(n, _)| n.to_lowercase() == lower) {
        return *kind;
    }
    if item.has("J") {
        Kind::ArticleJournal
    } else if item.has("B") {
        Kind::Chapter
    } else if item.has("I") {
        Kind::Book
    } else {
        Kind::Document
    }
}

fn record(item: &Item, text: &str) -> Record {
    let mut record = item.record(Face::new(kind(item.get("0"), item)), text, "refer");
    let mut notes = Vec::new();
    for (tag, value) in &item.fields {
        if !value.is_empty() {
            field(&mut record, tag, value, item, &mut notes);
        }
    }
    containers(&mut record.faces[0], item);
    pages(&mut record.faces[0], item);
    issued(&mut record.faces[0], item);
    endnote::degree(&mut record.faces[0]);
    let mut kept = Vec::new();
    for note in notes {
        if !carry::take(&note, &mut record) {
            kept.push(note);
        }
    }
    let face = &mut record.faces[0];
    face.set(Var::Note, kept.join("; "));
    if item.get("0").trim().eq_ignore_ascii_case("Edited Book") {
        endnote::edited(face);
    }
    if face.language.is_empty() && item.get("W").contains("CNKI") && script::has_han(face.get(Var::Title)) {
        face.language = "zh-CN".to_owned();
    }
    leftover::tags(&mut record, item, &["0", "G"]);
    record
}

fn field(record: &mut Record, tag: &str, value: &str, item: &Item, notes: &mut Vec<String>) {
    let face = &mut record.faces[0];
    match tag {
        "T" => face.set_default(Var::Title, value),
        "A" => person::add_list(face, Role::Author, value),
        "E" => person::add_list(face, endnote::role(face.kind, 2), value),
        "Y" => person::add_list(face, endnote::role(face.kind, 3), value),
        "?" if script::has_han(value) && face.kind == Kind::PaperConference => person::add_literal(face, Role::Organizer, value),
        "?" => person::add_list(face, endnote::role(face.kind, 4), value),
        "C" => face.set_default(Var::PublisherPlace, value),
        "I" => face.set_default(endnote::publisher(face.kind), value),
        "V" => face.set_default(Var::Volume, value),
        "N" => face.set_default(if endnote::is_numbered(face.kind) { Var::Number } else { Var::Issue }, value),
        "6" => face.set_default(Var::NumberOfVolumes, value),
        "7" => endnote::edition(face, value),
        "9" => endnote::genre(face, value),
        "&" if face.kind == Kind::ArticleJournal => {}
        "&" => face.set_default(endnote::section(face.kind), value),
        "M" | "2" => drop(endnote::accession(face, value, item.get("W"))),
        "*" => face.set_default(Var::ReviewedTitle, value),
        "L" => face.set_default(Var::CallNumber, value),
        "R" if ids::is_doi(value) => face.set_default(Var::Doi, ids::doi(value)),
        "U" => face.set_default(Var::Url, super::unescape(value)),
        "@" => endnote::serial(face, value),
        "!" => face.set_default(Var::TitleShort, value),
        "X" => face.set_default(Var::Abstract, value.replace('\n', " ")),
        "G" => face.language = language::tag(value),
        "W" | "~" => face.set_default(Var::Source, value),
        "[" => face.set_date(DateVar::Accessed, dates::free(value)),
        "K" => record.tags.extend(value.split([';', '；', '\n']).map(str::trim).filter(|k| !k.is_empty()).map(str::to_owned)),
        "F" => record.key = value.to_owned(),
        ">" => record.files.push(value.trim_start_matches("file://").to_owned()),
        "Z" | "O" => notes.push(value.replace('\n', " ")),
        "Q" | "H" => other(record, tag, value, item),
        _ => {}
    }
}

/// Title or author of the other face.
fn other(record: &mut Record, tag: &str, value: &str, item: &Item) {
    if record.faces.len() < 2 {
        record.faces.push(Face::new(record.faces[0].kind));
    }
    let chinese = script::has_han(item.get("T"));
    let face = &mut record.faces[1];
    if tag == "Q" {
        face.set_default(Var::Title, value);
    } else {
        person::add_list(face, Role::Author, value);
    }
    face.language = if script::has_han(value) {
        "zh"
    } else if chinese {
        "en"
    } else {
        ""
    }
    .to_owned();
}

fn containers(face: &mut Face, item: &Item) {
    let (journal, book, series) = (item.get("J"), item.get("B"), item.get("S"));
    match face.kind {
        Kind::Book | Kind::Report | Kind::Thesis => {
            let first = [series, book, journal].into_iter().find(|s| !s.is_empty()).unwrap_or_default();
            let var = if face.kind == Kind::Thesis { Var::ContainerTitle } else { Var::CollectionTitle };
            face.set(var, first);
        }
        _ => {
            face.set(Var::ContainerTitle, if journal.is_empty() { book } else { journal });
            face.set(Var::CollectionTitle, series);
        }
    }
}

/// CNKI gives the number of pages first and the range in a second `%P`.
fn pages(face: &mut Face, item: &Item) {
    let all: Vec<&str> = item.fields.iter().filter(|(t, v)| *t == "P" && !v.is_empty()).map(|(_, v)| v.as_str()).collect();
    match all.as_slice() {
        [count, range, ..] if count.bytes().all(|b| b.is_ascii_digit()) && !range.bytes().all(|b| b.is_ascii_digit()) => {
            face.set(Var::NumberOfPages, *count);
            face.set(Var::Page, *range);
        }
        [page, ..] if face.kind == Kind::ArticleNewspaper => face.set(Var::Page, super::without_zeros(page)),
        [page, ..] => endnote::pages(face, &page.replace(['–', '—'], "-")),
        [] => face.set(Var::Page, if face.kind == Kind::ArticleJournal { item.get("]") } else { "" }),
    }
}

/// `%8` is more exact than `%D` where both are of one year, or completes it.
fn issued(face: &mut Face, item: &Item) {
    let year = dates::free(item.get("D"));
    let exact = dates::free(item.get("8"));
    let with_year = dates::free(&format!("{} {}", item.get("8"), item.get("D")));
    let best = if exact.start.is_some() && (year.start.is_none() || exact.first_year() == year.first_year()) {
        exact
    } else if year.start.is_some() && with_year.start.is_some() && exact.start.is_none() && !item.get("8").is_empty() {
        with_year
    } else if year.is_empty() {
        exact
    } else {
        year
    };
    face.set_date(DateVar::Issued, best);
}

/// EndNote's names of types, and CNKI's; the first for a kind is the one written.
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
    ("Government Document", Kind::Report),
    ("Web Page", Kind::Webpage),
    ("Electronic Source", Kind::Webpage),
    ("Online Database", Kind::Webpage),
    ("Newspaper Article", Kind::ArticleNewspaper),
    ("Newspaper", Kind::ArticleNewspaper),
    ("Magazine Article", Kind::ArticleMagazine),
    ("Standard", Kind::Standard),
    ("Patent", Kind::Patent),
    ("Dataset", Kind::Dataset),
    ("Computer Program", Kind::Software),
    ("Map", Kind::Map),
    ("Manuscript", Kind::Manuscript),
    ("Unpublished Work", Kind::Manuscript),
    ("Electronic Article", Kind::ArticleJournal),
    ("Electronic Book", Kind::Book),
    ("Electronic Book Section", Kind::Chapter),
    ("Edited Book", Kind::Book),
    ("Serial", Kind::Periodical),
    ("Encyclopedia", Kind::EntryEncyclopedia),
    ("Dictionary", Kind::EntryDictionary),
    ("Blog", Kind::PostWeblog),
    ("Personal Communication", Kind::PersonalCommunication),
    ("Statute", Kind::Legislation),
    ("Legal Rule or Regulation", Kind::Regulation),
    ("Bill", Kind::Bill),
    ("Case", Kind::LegalCase),
    ("Hearing", Kind::Hearing),
    ("Film or Broadcast", Kind::MotionPicture),
    ("Audiovisual Material", Kind::MotionPicture),
    ("Music", Kind::MusicalScore),
    ("Artwork", Kind::Graphic),
    ("Figure", Kind::Figure),
    ("Pamphlet", Kind::Pamphlet),
    ("Ancient Text", Kind::Classic),
    ("Classical Work", Kind::Classic),
    ("Generic", Kind::Document),
];

fn write(records: &[Record], _: &WriteOptions, out: &mut dyn io::Write) -> io::Result<Vec<Loss>> {
    tagged::write(records, "refer", out, lines)
}

fn put(out: &mut String, tag: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    out.push('%');
    out.push_str(tag);
    out.push(' ');
    tagged::push_line(out, value);
}

fn lines(record: &Record, out: &mut String) {
    let Some(face) = record.faces.first() else { return };
    let name = TYPES.iter().find(|(_, k)| *k == face.kind).map_or("Generic", |(n, _)| *n);
    let read_as = TYPES.iter().find(|(n, _)| *n == name).map_or(Kind::Document, |(_, k)| *k);
    let mut held = Held { kind: read_as, ..Held::default() };
    put(out, "0", name);
    for (list, role) in endnote::lists(face.kind) {
        let tag = ["A", "E", "Y", "?"][usize::from(list) - 1];
        let Some(names) = face.names(role) else { continue };
        for name in &names.list {
            put(out, tag, &person::turned(name));
        }
        let whole = names.list.iter().all(|n| !person::turned(n).contains(';')) && tag != "?";
        if whole && reads_back(face, role) {
            held.roles.push(role);
        }
    }
    if let Some(date) = face.date(DateVar::Issued)
        && let Some(start) = date.start
    {
        put(out, "D", &start.year.to_string());
        if start.month > 0 && start.month <= 12 {
            put(out, "8", &dates::iso(start));
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
    put(out, "G", &face.language);
    for tag in &record.tags {
        put(out, "K", tag);
    }
    for file in &record.files {
        put(out, ">", file);
    }
    put(out, "F", &record.key);
    for face in record.faces.iter().skip(1) {
        put(out, "Q", face.get(Var::Title));
        for name in face.authors() {
            put(out, "H", &person::turned(name));
        }
        put(out, "Z", &carry::face(face));
    }
    if let Some(more) = carry::rest(face, &held) {
        put(out, "Z", &more);
    }
    tagged::unknown(record, "refer", "Z", |tag, value| put(out, tag, value));
    out.push('\n');
}

/// Whether the reader makes the same names of what is written.
fn reads_back(face: &Face, role: Role) -> bool {
    let Some(names) = face.names(role) else { return true };
    let mut probe = Face::new(face.kind);
    for name in &names.list {
        person::add_list(&mut probe, role, &person::turned(name));
    }
    probe.names(role) == Some(names)
}

fn tag_of(face: &Face, var: Var) -> Option<&'static str> {
    let numbered = endnote::is_numbered(face.kind);
    let book = matches!(face.kind, Kind::Book | Kind::Report | Kind::Thesis);
    Some(match var {
        Var::Title => "T",
        Var::TitleShort => "!",
        Var::ContainerTitle if matches!(face.kind, Kind::ArticleJournal | Kind::ArticleNewspaper | Kind::ArticleMagazine) => "J",
        Var::ContainerTitle if !book => "B",
        Var::CollectionTitle if face.kind != Kind::Thesis => "S",
        Var::Volume => "V",
        Var::NumberOfVolumes => "6",
        Var::Issue if !numbered => "N",
        Var::Number if numbered => "N",
        Var::NumberOfPages if !face.has(Var::Page) && endnote::is_extent(face.kind, face.get(var)) => "P",
        Var::Page if face.kind != Kind::ArticleNewspaper && !endnote::is_extent(face.kind, face.get(var)) => "P",
        Var::Edition => "7",
        _ if var == endnote::section(face.kind) && face.kind != Kind::ArticleJournal => "&",
        _ if var == endnote::publisher(face.kind) => "I",
        Var::ReviewedTitle => "*",
        Var::PublisherPlace => "C",
        Var::CallNumber => "L",
        Var::Source => "W",
        Var::Abstract => "X",
        Var::Note => "Z",
        Var::Doi => "R",
        Var::Url if !face.get(Var::Url).contains("&amp;") => "U",
        Var::Isbn | Var::Issn => {
            let mut probe = Face::new(face.kind);
            endnote::serial(&mut probe, face.get(var));
            if !probe.has(var) || var == Var::Issn && face.has(Var::Isbn) {
                return None;
            }
            "@"
        }
        Var::Genre if !ids::is_doi(face.get(var)) => "9",
        _ => return None,
    })
}
