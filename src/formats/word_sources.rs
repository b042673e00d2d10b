//! Word's list of sources (`Sources.xml`, ECMA-376 part 1, 22.6 Bibliography); a second face is carried in `Comments`.

use super::carry::{self, Held};
use super::xml::{Node, escape, leaf, parse};
use super::{Format, Import, Input, Loss, WriteOptions, dates, ids, language, leftover, person};
use crate::model::{Date, DateVar, Face, Kind, Name, Names, Person, Record, Role, Var};
use crate::text::encoding;
use std::io;

/// Word Sources.xml.
pub const FORMAT: Format = Format {
    name: "word-sources",
    label: "Word Sources.xml",
    extensions: &["xml"],
    detect,
    read: Some(read),
    write: Some(write),
    slices: None,
};

fn detect(input: &Input) -> u8 {
    let head = input.head();
    if head.contains("officeDocument/2006/bibliography") || head.contains("<b:Source>") || head.contains("<b:Sources") { 94 } else { 0 }
}

fn read(input: &Input) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let text = decoded.text.as_ref();
    let doc = parse(text);
    let records = doc.all("Source").into_iter().filter(|n| n.nodes().next().is_some()).map(|n| record(n, text)).collect();
    Ok(Import { records, ..Import::default() })
}

fn record(node: &Node, text: &str) -> Record {
    let kind = TYPES.iter().find(|(n, _)| *n == node.get(&["SourceType"])).map_or(Kind::Document, |(_, k)| *k);
    let mut record = Record::of(Face::new(kind));
    record.raw = text.get(node.start..node.end).unwrap_or_default().to_owned();
    record.format = "word-sources".into();
    record.key = node.get(&["Tag"]);
    let face = &mut record.faces[0];
    let mut seen: Vec<&str> = Vec::new();
    for field in node.nodes() {
        let value = field.text();
        if value.is_empty() || seen.contains(&field.name) {
            continue;
        }
        seen.push(field.name);
        match field.name {
            "SourceType" | "Tag" | "Author" | "Guid" | "RefOrder" | "Year" | "Month" | "Day" | "YearAccessed" | "MonthAccessed"
            | "DayAccessed" | "BIBTEX_Entry" => {}
            "LCID" => face.language = lcid(&value),
            "StandardNumber" => standard_number(face, &value),
            "BIBTEX_KeyWords" => record.tags.extend(value.split([';', ',']).map(str::trim).filter(|k| !k.is_empty()).map(str::to_owned)),
            "Comments" | "BIBTEX_Note" => {}
            "City" | "Place" => place(face, &value),
            "Pages" => face.set(Var::Page, value.replace(['–', '—'], "-")),
            "DOI" => face.set(Var::Doi, ids::doi(&value)),
            name => {
                if let Some((_, var)) = FIELDS.iter().find(|(n, _)| *n == name) {
                    face.set_default(*var, value);
                }
            }
        }
    }
    for (country, place) in [("StateProvince", Var::PublisherPlace), ("CountryRegion", Var::PublisherPlace)] {
        let value = node.get(&[country]);
        if !value.is_empty() {
            let old = face.get(place);
            let whole = if old.is_empty() { value } else { format!("{old}, {value}") };
            face.set(place, whole);
        }
    }
    dated(face, node);
    if let Some(authors) = node.child("Author") {
        people(face, authors);
    }
    let mut kept = Vec::new();
    for note in node.named("Comments").chain(node.named("BIBTEX_Note")) {
        for note in note.text().split(" ¶ ") {
            if !carry::take(note, &mut record) && !note.is_empty() {
                kept.push(note.to_owned());
            }
        }
    }
    record.faces[0].set(Var::Note, kept.join("; "));
    leftover::elements(&mut record, node, |n| matches!(n.name, "SourceType" | "Guid" | "RefOrder" | "LCID" | "BIBTEX_Entry"));
    record
}

fn place(face: &mut Face, value: &str) {
    face.set_default(Var::PublisherPlace, value);
}

/// Elements with one variable each.
const FIELDS: &[(&str, Var)] = &[
    ("Title", Var::Title),
    ("ShortTitle", Var::TitleShort),
    ("JournalName", Var::ContainerTitle),
    ("BookTitle", Var::ContainerTitle),
    ("ConferenceName", Var::ContainerTitle),
    ("PeriodicalTitle", Var::ContainerTitle),
    ("InternetSiteTitle", Var::ContainerTitle),
    ("PublicationTitle", Var::ContainerTitle),
    ("AlbumTitle", Var::ContainerTitle),
    ("Reporter", Var::ContainerTitle),
    ("BroadcastTitle", Var::ContainerTitle),
    ("BIBTEX_Series", Var::CollectionTitle),
    ("Volume", Var::Volume),
    ("Issue", Var::Issue),
    ("NumberVolumes", Var::NumberOfVolumes),
    ("Edition", Var::Edition),
    ("Version", Var::Version),
    ("ChapterNumber", Var::ChapterNumber),
    ("Publisher", Var::Publisher),
    ("Institution", Var::Publisher),
    ("ProductionCompany", Var::Publisher),
    ("Distributor", Var::Publisher),
    ("Broadcaster", Var::Publisher),
    ("Station", Var::Publisher),
    ("ThesisType", Var::Genre),
    ("Type", Var::Genre),
    ("Medium", Var::Medium),
    ("PatentNumber", Var::Number),
    ("CaseNumber", Var::Number),
    ("Court", Var::Authority),
    ("URL", Var::Url),
    ("BIBTEX_Abstract", Var::Abstract),
    ("AbstractText", Var::Abstract),
    ("Department", Var::Division),
];

/// `ISBN …`, `:ISSN:…`, `DOI: …`, or plain.
fn standard_number(face: &mut Face, value: &str) {
    let number = value.rsplit([':', ' ']).next().unwrap_or(value).trim();
    let upper = value.to_uppercase();
    if upper.contains("ISSN") {
        face.set_default(Var::Issn, number);
    } else if upper.contains("ISBN") {
        face.set_default(Var::Isbn, number);
    } else if ids::is_doi(number) {
        face.set_default(Var::Doi, ids::doi(number));
    } else if upper.contains("LCCN") {
        face.set_default(Var::CallNumber, number);
    } else {
        super::endnote::serial(face, number);
    }
}

fn dated(face: &mut Face, node: &Node) {
    for (var, [y, m, d]) in
        [(DateVar::Issued, ["Year", "Month", "Day"]), (DateVar::Accessed, ["YearAccessed", "MonthAccessed", "DayAccessed"])]
    {
        let (year, month, day) = (node.get(&[y]), node.get(&[m]), node.get(&[d]));
        let number = month.trim().parse::<u8>().ok().or_else(|| dates::month(&month)).unwrap_or(0);
        let mut date = dates::free(&year);
        if let Some(start) = &mut date.start
            && start.month == 0
            && (1..=24).contains(&number)
        {
            start.month = number;
            start.day = day.trim().parse().ok().filter(|d| (1..=31).contains(d) && number <= 12).unwrap_or(0);
        }
        face.set_date(var, date);
    }
}

const ROLES: &[(&str, Role)] = &[
    ("Author", Role::Author),
    ("Artist", Role::Author),
    ("Inventor", Role::Author),
    ("Writer", Role::ScriptWriter),
    ("Editor", Role::Editor),
    ("Translator", Role::Translator),
    ("BookAuthor", Role::ContainerAuthor),
    ("Compiler", Role::Compiler),
    ("Composer", Role::Composer),
    ("Conductor", Role::Contributor),
    ("Director", Role::Director),
    ("Interviewer", Role::Interviewer),
    ("Interviewee", Role::Author),
    ("Performer", Role::Performer),
    ("ProducerName", Role::Producer),
    ("Counsel", Role::Contributor),
];

fn people(face: &mut Face, authors: &Node) {
    for group in authors.nodes() {
        let Some((_, role)) = ROLES.iter().find(|(n, _)| *n == group.name) else { continue };
        let mut names = face.names(*role).map(|n| n.list.clone()).unwrap_or_default();
        for person in group.all("Person") {
            let (last, middle, first) = (person.get(&["Last"]), person.get(&["Middle"]), person.get(&["First"]));
            let given = [first, middle].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ");
            match (last.is_empty(), given.is_empty()) {
                (true, true) => {}
                (true, false) => names.push(Name::literal(given)),
                (false, true) => names.extend(person::name(&last)),
                (false, false) => names.push(Name::Person(Person { family: last, given, ..Person::default() })),
            }
        }
        for body in group.all("Corporate") {
            names.push(Name::literal(body.text()));
        }
        face.set_names(*role, Names::new(names));
    }
}

/// Windows language numbers.
fn lcid(value: &str) -> String {
    match value.parse::<u32>() {
        Ok(code) => LCIDS.iter().find(|(c, _)| *c == code).map_or("", |(_, t)| *t).to_owned(),
        Err(_) => language::tag(value),
    }
}

const LCIDS: &[(u32, &str)] = &[
    (1033, "en-US"),
    (2057, "en-GB"),
    (2052, "zh-CN"),
    (1028, "zh-TW"),
    (1031, "de-DE"),
    (1036, "fr-FR"),
    (1041, "ja-JP"),
    (1042, "ko-KR"),
    (1049, "ru-RU"),
    (1034, "es-ES"),
    (3082, "es-ES"),
    (1040, "it-IT"),
    (1046, "pt-BR"),
    (2070, "pt-PT"),
    (1043, "nl-NL"),
    (1045, "pl-PL"),
];

/// Word's types; the first for a kind is the one written.
const TYPES: &[(&str, Kind)] = &[
    ("JournalArticle", Kind::ArticleJournal),
    ("Book", Kind::Book),
    ("BookSection", Kind::Chapter),
    ("ConferenceProceedings", Kind::PaperConference),
    ("Report", Kind::Report),
    ("InternetSite", Kind::Webpage),
    ("DocumentFromInternetSite", Kind::Webpage),
    ("ArticleInAPeriodical", Kind::ArticleMagazine),
    ("Patent", Kind::Patent),
    ("Case", Kind::LegalCase),
    ("SoundRecording", Kind::Song),
    ("Performance", Kind::Performance),
    ("Art", Kind::Graphic),
    ("Film", Kind::MotionPicture),
    ("Interview", Kind::Interview),
    ("ElectronicSource", Kind::Dataset),
    ("Misc", Kind::Document),
];

fn write(records: &[Record], _: &WriteOptions, out: &mut dyn io::Write) -> io::Result<Vec<Loss>> {
    let mut losses = Vec::new();
    let space = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography";
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<b:Sources xmlns:b=\"{space}\" xmlns=\"{space}\" SelectedStyle=\"\">"
    )?;
    for (i, record) in records.iter().enumerate() {
        let mut text = String::new();
        lines(record, &mut text);
        out.write_all(text.as_bytes())?;
        super::lost_beside(record, i, &["key", "tags"], &mut losses);
    }
    writeln!(out, "</b:Sources>")?;
    Ok(losses)
}

fn lines(record: &Record, out: &mut String) {
    let Some(face) = record.faces.first() else { return };
    let name = match face.kind {
        Kind::Thesis => "Report",
        Kind::ArticleNewspaper => "ArticleInAPeriodical",
        kind => TYPES.iter().find(|(_, k)| *k == kind).map_or("Misc", |(n, _)| *n),
    };
    let read_as = TYPES.iter().find(|(n, _)| *n == name).map_or(Kind::Document, |(_, k)| *k);
    let mut held = Held { kind: read_as, ..Held::default() };
    out.push_str("<b:Source>\n");
    leaf(out, "b:Tag", &record.key);
    leaf(out, "b:SourceType", name);
    authors(face, &mut held, out);
    for (var, value) in &face.fields {
        let element = match var {
            Var::ContainerTitle => match face.kind {
                Kind::ArticleJournal => "JournalName",
                Kind::Chapter => "BookTitle",
                Kind::PaperConference => "ConferenceName",
                Kind::Webpage => "InternetSiteTitle",
                _ => "PeriodicalTitle",
            },
            Var::Genre if face.kind == Kind::Thesis => "ThesisType",
            Var::Genre => "Type",
            Var::Publisher if matches!(name, "Report") => "Institution",
            Var::Number if face.kind == Kind::Patent => "PatentNumber",
            Var::Number => "",
            Var::Page => "Pages",
            Var::Doi => "DOI",
            Var::PublisherPlace => "City",
            Var::Isbn | Var::Issn if *var == Var::Isbn || !face.has(Var::Isbn) => {
                let label = if *var == Var::Isbn { "ISBN" } else { "ISSN" };
                leaf(out, "b:StandardNumber", &format!("{label} {value}"));
                if !value.contains([' ', ':']) {
                    held.vars.push(*var);
                }
                ""
            }
            var => FIELDS.iter().find(|(_, v)| v == var).map_or("", |(n, _)| *n),
        };
        if !element.is_empty() {
            leaf(out, &format!("b:{element}"), value);
            if value.split_whitespace().collect::<Vec<_>>().join(" ") == *value {
                held.vars.push(*var);
            }
        }
    }
    for (var, [y, m, d]) in
        [(DateVar::Issued, ["Year", "Month", "Day"]), (DateVar::Accessed, ["YearAccessed", "MonthAccessed", "DayAccessed"])]
    {
        let Some(date) = face.date(var) else { continue };
        let Some(start) = date.start else { continue };
        leaf(out, &format!("b:{y}"), &start.year.to_string());
        if start.month > 0 {
            leaf(out, &format!("b:{m}"), &start.month.to_string());
        }
        if start.day > 0 {
            leaf(out, &format!("b:{d}"), &start.day.to_string());
        }
        if *date == (Date { start: Some(start), ..Date::default() }) && start.year >= 1000 {
            held.dates.push(var);
        }
    }
    match LCIDS.iter().find(|(_, t)| *t == face.language || t.split('-').next() == Some(&face.language)) {
        Some((code, tag)) if *tag == face.language => leaf(out, "b:LCID", &code.to_string()),
        _ => leaf(out, "b:LCID", &face.language),
    }
    leaf(out, "b:BIBTEX_KeyWords", &record.tags.join("; "));
    leaf(out, "b:Comments", &carry::notes(record, &mut held));
    out.push_str("</b:Source>\n");
}

fn authors(face: &Face, held: &mut Held, out: &mut String) {
    if face.names.is_empty() {
        return;
    }
    out.push_str("<b:Author>\n");
    for (role, names) in &face.names {
        let Some((element, _)) = ROLES.iter().find(|(_, r)| r == role) else { continue };
        let element = if *role == Role::Author && face.kind == Kind::Patent { "Inventor" } else { element };
        let mut plain = !names.et_al;
        out.push_str(&format!("<b:{element}>"));
        let bodies = names.list.iter().all(|n| matches!(n, Name::Literal { .. }));
        if bodies && names.list.len() == 1 {
            out.push_str(&format!("<b:Corporate>{}</b:Corporate>", escape(names.list[0].family())));
        } else {
            out.push_str("<b:NameList>");
            for name in &names.list {
                let (last, first) = match name {
                    Name::Literal { literal } => (literal.clone(), String::new()),
                    Name::Person(p) => {
                        plain &= p.suffix.is_empty()
                            && p.non_dropping_particle.is_empty()
                            && p.dropping_particle.is_empty()
                            && p.mark.is_empty()
                            && !p.given.is_empty();
                        (name.sort_name(), p.given.clone())
                    }
                };
                plain &= !matches!(name, Name::Literal { .. });
                out.push_str(&format!("<b:Person><b:Last>{}</b:Last>", escape(&last)));
                if !first.is_empty() {
                    out.push_str(&format!("<b:First>{}</b:First>", escape(&first)));
                }
                out.push_str("</b:Person>");
            }
            out.push_str("</b:NameList>");
        }
        out.push_str(&format!("</b:{element}>\n"));
        if plain {
            held.roles.push(*role);
        }
    }
    out.push_str("</b:Author>\n");
}
