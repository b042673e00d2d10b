//! MODS XML (Metadata Object Description Schema 3, Library of Congress); a second face is carried in a `note` (see `carry`).

use super::carry::{self, Held};
use super::xml::{Node, escape, leaf, parse};
use super::{Format, Import, Input, Loss, WriteOptions, dates, ids, language, person};
use crate::model::{Date, DateVar, Face, Kind, Name, Names, Person, Record, Role, Var};
use crate::text::encoding;
use std::io;

/// MODS.
pub const FORMAT: Format =
    Format { name: "mods", label: "MODS XML", extensions: &["mods", "xml"], detect, read: Some(read), write: Some(write) };

fn detect(input: &Input) -> u8 {
    let head = input.head();
    if head.contains("loc.gov/mods/") || head.contains("<modsCollection") || head.contains("<mods>") || head.contains("<mods ") {
        93
    } else {
        0
    }
}

fn read(input: &Input) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let text = decoded.text.as_ref();
    let doc = parse(text);
    let records = doc.all("mods").into_iter().filter(|n| n.nodes().next().is_some()).map(|n| record(n, text)).collect();
    Ok(Import { records, ..Import::default() })
}

fn kind(node: &Node, host: Option<&Node>) -> Kind {
    let genres = |n: &Node| n.named("genre").map(|g| g.text().to_lowercase()).collect::<Vec<_>>();
    let own = genres(node);
    for genre in &own {
        if let Some((_, kind)) = GENRES.iter().find(|(g, _)| g == genre) {
            return if *kind == Kind::Book && host.is_some() { Kind::Chapter } else { *kind };
        }
    }
    if let Some(host) = host {
        let whole = genres(host);
        let is = |s: &str| whole.iter().any(|g| g.contains(s));
        let issuance = host.get(&["originInfo", "issuance"]);
        return if is("conference") {
            Kind::PaperConference
        } else if is("newspaper") {
            Kind::ArticleNewspaper
        } else if is("magazine") {
            Kind::ArticleMagazine
        } else if is("journal")
            || is("periodical")
            || issuance == "continuing"
            || host.child("part").is_some_and(|p| p.all("detail").iter().any(|d| d.attr("type") == "issue"))
        {
            Kind::ArticleJournal
        } else {
            Kind::Chapter
        };
    }
    match node.get(&["typeOfResource"]).as_str() {
        "cartographic" => Kind::Map,
        "moving image" => Kind::MotionPicture,
        "sound recording" | "sound recording-musical" => Kind::Song,
        "still image" => Kind::Graphic,
        "notated music" => Kind::MusicalScore,
        "software, multimedia" => Kind::Software,
        _ if node.child("originInfo").is_some_and(|o| o.child("publisher").is_some() || o.get(&["issuance"]) == "monographic") => {
            Kind::Book
        }
        _ => Kind::Document,
    }
}

/// Genres (MARC genre terms and those of bibutils); the first for a kind is the one written.
const GENRES: &[(&str, Kind)] = &[
    ("journal article", Kind::ArticleJournal),
    ("article", Kind::ArticleJournal),
    ("book", Kind::Book),
    ("book chapter", Kind::Chapter),
    ("conference paper", Kind::PaperConference),
    ("conference publication", Kind::PaperConference),
    ("thesis", Kind::Thesis),
    ("ph.d. thesis", Kind::Thesis),
    ("masters thesis", Kind::Thesis),
    ("report", Kind::Report),
    ("technical report", Kind::Report),
    ("web page", Kind::Webpage),
    ("web site", Kind::Webpage),
    ("newspaper article", Kind::ArticleNewspaper),
    ("magazine article", Kind::ArticleMagazine),
    ("standard", Kind::Standard),
    ("standard or specification", Kind::Standard),
    ("patent", Kind::Patent),
    ("dataset", Kind::Dataset),
    ("computer program", Kind::Software),
    ("map", Kind::Map),
    ("manuscript", Kind::Manuscript),
    ("letter", Kind::PersonalCommunication),
    ("legislation", Kind::Legislation),
    ("legal case and case notes", Kind::LegalCase),
    ("encyclopedia article", Kind::EntryEncyclopedia),
    ("dictionary entry", Kind::EntryDictionary),
    ("review", Kind::Review),
    ("interview", Kind::Interview),
    ("motion picture", Kind::MotionPicture),
    ("periodical", Kind::Periodical),
];

fn title(info: Option<&Node>) -> String {
    let Some(info) = info else { return String::new() };
    let lead = info.get(&["nonSort"]);
    let main = info.child("title").map(Node::rich).unwrap_or_default();
    let main = if lead.is_empty() { main } else { format!("{lead} {main}") };
    let rest = [info.get(&["subTitle"]), info.get(&["partNumber"]), info.get(&["partName"])];
    let mut out = main;
    for (i, part) in rest.into_iter().enumerate().filter(|(_, p)| !p.is_empty()) {
        out.push_str(if i == 0 { ": " } else { ". " });
        out.push_str(&part);
    }
    out
}

fn record(node: &Node, text: &str) -> Record {
    let related = |kind: &str| node.named("relatedItem").find(|r| r.attr("type") == kind);
    let host = related("host");
    let mut record = Record::of(Face::new(kind(node, host)));
    record.raw = text.get(node.start..node.end).unwrap_or_default().to_owned();
    record.format = "mods".into();
    record.key = node.attr("ID").to_owned();
    let face = &mut record.faces[0];
    face.set(Var::Title, title(node.named("titleInfo").find(|t| t.attr("type").is_empty()).or_else(|| node.child("titleInfo"))));
    face.set(Var::TitleShort, title(node.named("titleInfo").find(|t| t.attr("type") == "abbreviated")));
    people(face, node, Role::Author);
    origin(face, node);
    if let Some(host) = host {
        face.set(
            Var::ContainerTitle,
            title(host.named("titleInfo").find(|t| t.attr("type") != "abbreviated").or_else(|| host.child("titleInfo"))),
        );
        let short = title(host.named("titleInfo").find(|t| t.attr("type") == "abbreviated"));
        if short != face.get(Var::ContainerTitle) {
            face.set(Var::ContainerTitleShort, short);
        }
        origin(face, host);
        let mut whole = Face::default();
        people(&mut whole, host, Role::Editor);
        for (role, names) in whole.names {
            face.set_names(if role == Role::Author { Role::ContainerAuthor } else { role }, names);
        }
        part(face, host);
        identifiers(face, host, true);
    }
    if let Some(series) = related("series") {
        face.set(Var::CollectionTitle, title(series.child("titleInfo")));
        let number = series.get(&["titleInfo", "partNumber"]);
        face.set(Var::CollectionNumber, number);
    }
    part(face, node);
    identifiers(face, node, false);
    for id in node.named("identifier").filter(|i| i.attr("type") == "citekey") {
        record.key = id.text();
    }
    around(&mut record, node);
    record
}

fn people(face: &mut Face, node: &Node, default: Role) {
    for name in node.named("name") {
        let terms: Vec<String> = name.all("roleTerm").iter().map(|r| r.text().to_lowercase()).collect();
        let is = |list: &[&str]| terms.iter().any(|t| list.contains(&t.as_str()));
        let role = if is(&["aut", "author", "creator", "cre"]) {
            Role::Author
        } else if is(&["edt", "editor"]) {
            Role::Editor
        } else if is(&["trl", "translator"]) {
            Role::Translator
        } else if is(&["com", "compiler"]) {
            Role::Compiler
        } else if terms.is_empty() {
            default
        } else {
            Role::Contributor
        };
        let mut names: Names = face.names(role).cloned().unwrap_or_default();
        names.list.extend(one(name));
        face.set_names(role, names);
    }
}

fn one(node: &Node) -> Option<Name> {
    let parts = |kind: &str| node.named("namePart").filter(|p| p.attr("type") == kind).map(Node::text).collect::<Vec<_>>().join(" ");
    let (family, given, suffix, plain) = (parts("family"), parts("given"), parts("termsOfAddress"), parts(""));
    if !family.is_empty() && !given.is_empty() {
        return Some(Name::Person(Person { family, given, suffix, ..Person::default() }));
    }
    let whole = [family, given, plain].into_iter().find(|s| !s.is_empty())?;
    if matches!(node.attr("type"), "corporate" | "conference") { Some(Name::literal(whole)) } else { person::name(&whole) }
}

fn origin(face: &mut Face, node: &Node) {
    for origin in node.named("originInfo") {
        face.set_default(Var::Publisher, origin.get(&["publisher"]));
        let places: Vec<&Node> = origin.all("placeTerm");
        let place = places.iter().find(|p| p.attr("type") != "code").map(|p| p.text()).unwrap_or_default();
        face.set_default(Var::PublisherPlace, place);
        face.set_default(Var::Edition, origin.get(&["edition"]));
        for (tag, var) in [
            ("dateIssued", DateVar::Issued),
            ("copyrightDate", DateVar::Issued),
            ("dateCreated", DateVar::Issued),
            ("dateCaptured", DateVar::Accessed),
        ] {
            let value = origin.get(&[tag]);
            if face.date(var).is_none() && !value.is_empty() {
                let date = dates::free(value.trim_matches(|c: char| matches!(c, '[' | ']' | 'c' | '©' | '.' | ' ')));
                face.set_date(var, date);
            }
        }
    }
}

fn part(face: &mut Face, node: &Node) {
    let Some(part) = node.child("part") else { return };
    for detail in part.named("detail") {
        let number = [detail.get(&["number"]), detail.get(&["caption"])].into_iter().find(|s| !s.is_empty()).unwrap_or_default();
        match detail.attr("type") {
            "volume" => face.set_default(Var::Volume, number),
            "issue" | "number" => face.set_default(Var::Issue, number),
            "page" => face.set_default(Var::Page, number),
            "chapter" => face.set_default(Var::ChapterNumber, number),
            _ => {}
        }
    }
    for extent in part.named("extent") {
        let (from, to, list) = (extent.get(&["start"]), extent.get(&["end"]), extent.get(&["list"]));
        let page = if from.is_empty() {
            list
        } else if to.is_empty() || to == from {
            from
        } else {
            format!("{from}-{to}")
        };
        face.set_default(Var::Page, page);
    }
    if face.date(DateVar::Issued).is_none() {
        face.set_date(DateVar::Issued, dates::free(&part.get(&["date"])));
    }
}

fn identifiers(face: &mut Face, node: &Node, host: bool) {
    for id in node.named("identifier") {
        let value = id.text();
        match id.attr("type").to_lowercase().as_str() {
            "doi" if !host => face.set_default(Var::Doi, ids::doi(&value)),
            "isbn" => face.set_default(Var::Isbn, value.split(' ').next().unwrap_or_default()),
            "issn" => face.set_default(Var::Issn, value),
            "pmid" | "pubmed" => face.set_default(Var::Pmid, value),
            "uri" if !host => face.set_default(Var::Url, value),
            "report number" | "patent number" | "standard number" | "number" if !host => face.set_default(Var::Number, value),
            _ => {}
        }
    }
}

fn around(record: &mut Record, node: &Node) {
    let face = &mut record.faces[0];
    face.set(Var::Abstract, node.child("abstract").map(Node::rich).unwrap_or_default());
    let languages = node.at(&["language"]).map(|l| l.all("languageTerm")).unwrap_or_default();
    face.language = language::tag(&languages.first().map(|l| l.text()).unwrap_or_default());
    face.set_default(Var::Url, node.at(&["location"]).map(|l| l.get(&["url"])).unwrap_or_default());
    for url in node.named("location").flat_map(|l| l.named("url")) {
        record.faces[0].set_default(Var::Url, url.text());
    }
    record.faces[0].set(Var::CallNumber, node.get(&["location", "shelfLocator"]));
    for subject in node.named("subject") {
        let parts: Vec<String> = subject
            .nodes()
            .filter(|n| n.name != "name" || n.child("namePart").is_some())
            .map(Node::text)
            .filter(|t| !t.is_empty())
            .collect();
        if !parts.is_empty() {
            record.tags.push(parts.join(" -- "));
        }
    }
    let mut kept = Vec::new();
    for note in node.named("note").map(Node::text) {
        if !carry::take(&note, record) && !note.is_empty() {
            kept.push(note);
        }
    }
    record.faces[0].set(Var::Note, kept.join("; "));
}

fn write(records: &[Record], _: &WriteOptions, out: &mut dyn io::Write) -> io::Result<Vec<Loss>> {
    let mut losses = Vec::new();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<modsCollection xmlns=\"http://www.loc.gov/mods/v3\">")?;
    for (i, record) in records.iter().enumerate() {
        let mut text = String::new();
        lines(record, &mut text);
        out.write_all(text.as_bytes())?;
        super::lost_beside(record, i, &["key", "tags"], &mut losses);
    }
    writeln!(out, "</modsCollection>")?;
    Ok(losses)
}

fn lines(record: &Record, out: &mut String) {
    let Some(face) = record.faces.first() else { return };
    let genre = GENRES.iter().find(|(_, k)| *k == face.kind).map_or("", |(g, _)| *g);
    let in_host = face.has(Var::ContainerTitle);
    let read_as = match face.kind {
        Kind::Book if in_host => Kind::Chapter,
        kind if genre.is_empty() => {
            if in_host {
                Kind::Chapter
            } else if face.has(Var::Publisher) {
                Kind::Book
            } else if kind == Kind::Document {
                kind
            } else {
                Kind::Document
            }
        }
        kind => kind,
    };
    let mut held = Held { kind: read_as, ..Held::default() };
    out.push_str("<mods>\n");
    let mut hold = |var: Var| {
        let value = face.get(var);
        if value.split_whitespace().collect::<Vec<_>>().join(" ") == value && !value.contains('<') {
            held.vars.push(var);
        }
        escape(value)
    };
    out.push_str(&format!("<titleInfo><title>{}</title></titleInfo>\n", hold(Var::Title)));
    if face.has(Var::TitleShort) {
        out.push_str(&format!("<titleInfo type=\"abbreviated\"><title>{}</title></titleInfo>\n", hold(Var::TitleShort)));
    }
    let mut origin = String::new();
    if face.has(Var::PublisherPlace) {
        origin.push_str(&format!("<place><placeTerm type=\"text\">{}</placeTerm></place>", hold(Var::PublisherPlace)));
    }
    for (var, tag) in [(Var::Publisher, "publisher"), (Var::Edition, "edition")] {
        if face.has(var) {
            origin.push_str(&format!("<{tag}>{}</{tag}>", hold(var)));
        }
    }
    let mut part = String::new();
    for (var, kind) in [(Var::Volume, "volume"), (Var::Issue, "issue"), (Var::ChapterNumber, "chapter")] {
        if face.has(var) {
            part.push_str(&format!("<detail type=\"{kind}\"><number>{}</number></detail>", hold(var)));
        }
    }
    if face.has(Var::Page) {
        part.push_str(&format!("<extent unit=\"page\"><list>{}</list></extent>", hold(Var::Page)));
    }
    let mut host = String::new();
    if in_host {
        host.push_str(&format!("<titleInfo><title>{}</title></titleInfo>", hold(Var::ContainerTitle)));
        if face.has(Var::ContainerTitleShort) && face.get(Var::ContainerTitleShort) != face.get(Var::ContainerTitle) {
            host.push_str(&format!("<titleInfo type=\"abbreviated\"><title>{}</title></titleInfo>", hold(Var::ContainerTitleShort)));
        }
    }
    let mut ids = String::new();
    for (var, kind) in [(Var::Doi, "doi"), (Var::Isbn, "isbn"), (Var::Issn, "issn"), (Var::Pmid, "pmid"), (Var::Number, "number")] {
        if face.has(var) && !(var == Var::Isbn && face.get(var).contains(' ')) {
            ids.push_str(&format!("<identifier type=\"{kind}\">{}</identifier>\n", hold(var)));
        }
    }
    if face.has(Var::Abstract) {
        ids.push_str(&format!("<abstract>{}</abstract>\n", hold(Var::Abstract)));
    }
    if face.has(Var::Url) {
        ids.push_str(&format!("<location><url>{}</url></location>\n", hold(Var::Url)));
    }
    if face.has(Var::CollectionTitle) {
        ids.push_str(&format!(
            "<relatedItem type=\"series\"><titleInfo><title>{}</title></titleInfo></relatedItem>\n",
            hold(Var::CollectionTitle)
        ));
    }
    for (role, term) in [(Role::Author, "aut"), (Role::Editor, "edt"), (Role::Translator, "trl"), (Role::Compiler, "com")] {
        if let Some(names) = face.names(role) {
            let plain = names.list.iter().all(|n| name_xml(n, term, out)) && !names.et_al;
            if plain {
                held.roles.push(role);
            }
        }
    }
    leaf(out, "genre", genre);
    for (var, tag) in [(DateVar::Issued, "dateIssued"), (DateVar::Accessed, "dateCaptured")] {
        let Some(date) = face.date(var) else { continue };
        let text = dates::to_edtf(date).unwrap_or_else(|| date.literal.clone());
        origin.push_str(&format!("<{tag} encoding=\"edtf\">{}</{tag}>", escape(&text)));
        if dates::free(&text) == *date
            && date.literal.is_empty()
            && date.start.is_some_and(|d| d != (Date::default().start.unwrap_or_default()))
        {
            held.dates.push(var);
        }
    }
    out.push_str(&format!("<originInfo>{origin}</originInfo>\n"));
    if !host.is_empty() {
        out.push_str(&format!("<relatedItem type=\"host\">{host}<part>{part}</part></relatedItem>\n"));
    } else if !part.is_empty() {
        out.push_str(&format!("<part>{part}</part>\n"));
    }
    out.push_str(&ids);
    if !face.language.is_empty() {
        out.push_str(&format!(
            "<language><languageTerm authority=\"rfc5646\" type=\"code\">{}</languageTerm></language>\n",
            escape(&face.language)
        ));
    }
    for tag in &record.tags {
        out.push_str(&format!("<subject><topic>{}</topic></subject>\n", escape(tag)));
    }
    if !record.key.is_empty() {
        out.push_str(&format!("<identifier type=\"citekey\">{}</identifier>\n", escape(&record.key)));
    }
    if face.has(Var::Note)
        && !face.get(Var::Note).contains("; ")
        && face.get(Var::Note).split_whitespace().collect::<Vec<_>>().join(" ") == face.get(Var::Note)
    {
        leaf(out, "note", face.get(Var::Note));
        held.vars.push(Var::Note);
    }
    for other in record.faces.iter().skip(1) {
        leaf(out, "note", &carry::face(other));
    }
    if let Some(more) = carry::rest(face, &held) {
        leaf(out, "note", &more);
    }
    out.push_str("</mods>\n");
}

/// A name; whether it is read again as it is.
fn name_xml(name: &Name, term: &str, out: &mut String) -> bool {
    let role = format!("<role><roleTerm type=\"code\" authority=\"marcrelator\">{term}</roleTerm></role>");
    match name {
        Name::Literal { literal } => {
            out.push_str(&format!("<name type=\"corporate\"><namePart>{}</namePart>{role}</name>\n", escape(literal)));
            true
        }
        Name::Person(p) => {
            let von = if p.non_dropping_particle.is_empty() { &p.dropping_particle } else { &p.non_dropping_particle };
            let family = if von.is_empty() { p.family.clone() } else { format!("{von} {}", p.family) };
            let suffix = if p.suffix.is_empty() {
                String::new()
            } else {
                format!("<namePart type=\"termsOfAddress\">{}</namePart>", escape(&p.suffix))
            };
            out.push_str(&format!(
                "<name type=\"personal\"><namePart type=\"family\">{}</namePart><namePart type=\"given\">{}</namePart>{suffix}{role}</name>\n",
                escape(&family),
                escape(&p.given)
            ));
            von.is_empty() && p.mark.is_empty() && !p.given.is_empty()
        }
    }
}
