//! MODS elements to records.

use crate::formats::xml::{Node, parse};
use crate::formats::{Import, Input, carry, dates, ids, language, leftover, person, relators};
use crate::model::{DateVar, Face, Kind, Name, Person, Record, Role, Var};
use crate::text::encoding;

/// Reads a whole file.
pub fn read(input: &Input) -> Result<Import, String> {
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
pub const GENRES: &[(&str, Kind)] = &[
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

/// Titles in translation are other faces.
fn translated(record: &mut Record, node: &Node) {
    for info in node.named("titleInfo").filter(|t| t.attr("type") == "translated") {
        let mut face = Face::new(record.faces[0].kind);
        face.set(Var::Title, title(Some(info)));
        let said = language::tag(info.attr("lang"));
        face.language = if said.is_empty() { language::of_text(face.get(Var::Title)).to_owned() } else { said };
        if face.has(Var::Title) && face.get(Var::Title) != record.faces[0].get(Var::Title) {
            record.faces.push(face);
        }
    }
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
        face.set_default(Var::EventTitle, whole.get(Var::EventTitle));
        for (role, names) in whole.names {
            let role = if role == Role::Author { Role::ContainerAuthor } else { role };
            if face.names(role).is_none() {
                face.set_names(role, names);
            }
        }
        part(face, host);
        identifiers(face, host, true);
    }
    if let Some(series) = related("series") {
        let name = series.get(&["titleInfo", "title"]);
        face.set(Var::CollectionTitle, [series.get(&["titleInfo", "nonSort"]), name].join(" ").trim());
        let number = series.get(&["titleInfo", "partNumber"]);
        face.set(Var::CollectionNumber, number);
    }
    part(face, node);
    identifiers(face, node, false);
    for id in node.named("identifier").filter(|i| i.attr("type") == "citekey") {
        record.key = id.text();
    }
    translated(&mut record, node);
    around(&mut record, node);
    leftover::elements(&mut record, node, |n| {
        matches!(n.name, "roleTerm" | "languageTerm" | "genre" | "typeOfResource" | "recordInfo" | "issuance" | "placeTerm" | "detail")
            && (n.name != "placeTerm" || n.attr("type") == "code")
            && (n.name != "detail" || !n.attr("type").is_empty())
    });
    record
}

fn people(face: &mut Face, node: &Node, default: Role) {
    for name in node.named("name") {
        if name.attr("type") == "conference" {
            face.set_default(Var::EventTitle, name.get(&["namePart"]));
            continue;
        }
        let terms: Vec<String> = name.all("roleTerm").iter().map(|r| r.text().to_lowercase()).collect();
        let is = |list: &[&str]| terms.iter().any(|t| list.contains(&t.as_str()));
        if is(&["pbl", "publisher"]) && face.has(Var::Publisher) {
            continue;
        }
        let known = terms.iter().find_map(|t| relators::role(t));
        let role = known.unwrap_or(if terms.is_empty() { default } else { Role::Contributor });
        one(name).into_iter().for_each(|name| face.push_name(role, name));
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
            ("dateCreated", DateVar::Issued),
            ("copyrightDate", DateVar::Issued),
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
    let extent = node.get(&["physicalDescription", "extent"]);
    let pages: String = extent.chars().take_while(char::is_ascii_digit).collect();
    match extent[pages.len()..].trim().trim_end_matches('.') {
        "p" | "pages" | "S" | "Seiten" | "页" if !pages.is_empty() => record.faces[0].set_default(Var::NumberOfPages, pages),
        _ => record.faces[0].set_default(Var::Dimensions, extent),
    }
    for subject in node.named("subject") {
        if let Some(map) = subject.child("cartographics") {
            record.faces[0].set_default(Var::Scale, map.get(&["scale"]));
            continue;
        }
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
