//! NoteFirst's XML, as Chinese databases export it: titles, authors, journals and abstracts once a language, each language a
//! face. There is no published definition; elements are known by their names, whatever they stand in.

use super::xml::{Node, parse};
use super::{Format, Import, Input, dates, ids, language, leftover, person};
use crate::model::{DateVar, Face, Kind, Record, Role, Var};
use crate::text::encoding;

/// NoteFirst.
pub const FORMAT: Format =
    Format { name: "notefirst", label: "NoteFirst XML", extensions: &["xml", "nfx"], detect, read: Some(read), write: None, slices: None };

fn detect(input: &Input) -> u8 {
    let head = input.head();
    if head.contains("<PrimaryTitle") && head.contains("<Bibliography") {
        94
    } else if head.contains("NoteFirst") && head.contains("<Bibliograph") {
        90
    } else {
        0
    }
}

fn read(input: &Input) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let text = decoded.text.as_ref();
    let records = parse(text).all("Bibliography").into_iter().map(|node| record(node, text)).collect();
    Ok(Import { records, ..Import::default() })
}

fn record(node: &Node, text: &str) -> Record {
    let kind = kind(&[node.get(&["Type"]), node.get(&["BibliographyType"]), node.attr("Type").to_owned()]);
    let mut languages: Vec<String> = Vec::new();
    for title in node.all("PrimaryTitle").into_iter().flat_map(|t| t.nodes()).filter(|t| !t.text().is_empty()) {
        let tag = tag(title);
        if !languages.contains(&tag) {
            languages.push(tag);
        }
    }
    if languages.is_empty() {
        languages.push(language::of_text(&first(node, "PrimaryTitle")).to_owned());
    }
    let mut record = Record { confidence: 1.0, format: "notefirst".into(), ..Record::default() };
    record.raw = text.get(node.start..node.end).unwrap_or_default().to_owned();
    for (i, language) in languages.iter().enumerate() {
        let mut face = Face::new(kind);
        face.language.clone_from(language);
        worded(&mut face, node, language, i == 0);
        shared(&mut face, node);
        record.faces.push(face);
    }
    for keyword in node.all("Keyword").into_iter().filter(|k| spoken(k, &languages[0], true)) {
        let words = keyword.text();
        record.tags.extend(words.split([';', '；']).map(str::trim).filter(|k| !k.is_empty()).map(str::to_owned));
    }
    leftover::elements(&mut record, node, |n| matches!(n.name, "Type" | "BibliographyType"));
    record
}

/// The language an element is in, from its own mark or by its script.
fn tag(node: &Node) -> String {
    let marked = [node.attr("Lang"), node.attr("lang"), node.attr("Language")].into_iter().find(|l| !l.is_empty()).unwrap_or_default();
    match marked.to_ascii_lowercase().as_str() {
        "" => language::of_text(&node.text()).to_owned(),
        "zh-chs" | "zh-cn" | "chs" | "chinese" => "zh".to_owned(),
        "zh-cht" | "cht" => "zh-Hant".to_owned(),
        _ => language::tag(marked).split('-').next().unwrap_or_default().to_owned(),
    }
}

/// Whether an element is in that language; one without a mark belongs to the first face.
fn spoken(node: &Node, language: &str, first: bool) -> bool {
    let tag = tag(node);
    tag == language || first && (tag.is_empty() || language.is_empty())
}

/// What each language has words of its own for.
fn worded(face: &mut Face, node: &Node, language: &str, first: bool) {
    let said = |name: &str, inner: &[&str]| {
        // Once for each language, or once for all.
        let one_for_each = |n: &&Node| inner.iter().any(|i| n.name == *i || n.child(i).is_some()) || n.name == "Info";
        let all: Vec<&Node> = node
            .all(name)
            .into_iter()
            .flat_map(|n| if inner.is_empty() || n.nodes().next().is_none() { vec![n] } else { n.nodes().filter(one_for_each).collect() })
            .collect();
        let one = all.into_iter().find(|n| spoken(n, language, first) && !n.text().is_empty())?;
        let deeper = inner.iter().find_map(|name| one.child(name)).map(Node::text);
        Some(deeper.unwrap_or_else(|| one.text()))
    };
    face.set(Var::Title, said("PrimaryTitle", &["Title"]).unwrap_or_default());
    let container = said("Media", &["FullTitle", "Title", "Name"]);
    face.set(Var::ContainerTitle, container.unwrap_or_default());
    face.set(Var::Abstract, said("Abstract", &[]).unwrap_or_default());
    let publisher = said("Publisher", &["FullName", "Name"]).or_else(|| first.then(|| node.get(&["Publisher"])));
    face.set(Var::Publisher, publisher.unwrap_or_default());
    for (list, role) in
        [("Authors", Role::Author), ("Editors", Role::Editor), ("Translators", Role::Translator), ("Tutors", Role::Contributor)]
    {
        for one in node.all(list).into_iter().flat_map(|l| l.nodes()) {
            let name = one.named("Info").find(|i| spoken(i, language, first)).map(|i| i.get(&["FullName"]));
            let name = name.or_else(|| one.child("FullName").filter(|n| spoken(n, language, first)).map(Node::text));
            if let Some(name) = name.filter(|n| !n.is_empty()) {
                person::add(face, role, &name);
            }
        }
    }
}

/// What belongs to the publication in whatever language.
fn shared(face: &mut Face, node: &Node) {
    for (names, var) in [
        (["Volume", "Volumn"], Var::Volume),
        (["Issue", "Period"], Var::Issue),
        (["PageScope", "Pages"], Var::Page),
        (["ISSN", "Issn"], Var::Issn),
        (["ISBN", "Isbn"], Var::Isbn),
        (["Edition", "EditionNumber"], Var::Edition),
        (["PatentNumber", "Number"], Var::Number),
        (["PublishPlace", "Place"], Var::PublisherPlace),
        (["URL", "Url"], Var::Url),
    ] {
        face.set(var, names.iter().map(|n| first(node, n)).find(|v| !v.is_empty()).unwrap_or_default());
    }
    face.set(Var::Doi, ids::doi(&first(node, "DOI")));
    let exact = dates::free(&first(node, "PublishDate"));
    let year = dates::free(&first(node, "Year"));
    face.set_date(DateVar::Issued, if exact.start.is_some() { exact } else { year });
}

fn first(node: &Node, name: &str) -> String {
    node.all(name).first().map(|n| n.text()).unwrap_or_default()
}

/// The kind behind a name in Chinese or English.
fn kind(names: &[String]) -> Kind {
    let name = names.iter().find(|n| !n.is_empty()).map(|n| n.to_lowercase().replace([' ', '_'], "")).unwrap_or_default();
    match name.as_str() {
        "book" | "图书" | "专著" => Kind::Book,
        "booksection" | "bookchapter" | "图书章节" => Kind::Chapter,
        "thesis" | "dissertation" | "学位论文" => Kind::Thesis,
        "conferencepaper" | "conferenceproceedings" | "conference" | "会议论文" => Kind::PaperConference,
        "patent" | "专利" => Kind::Patent,
        "standard" | "标准" => Kind::Standard,
        "report" | "technicalreport" | "科技报告" => Kind::Report,
        "newspaperarticle" | "newspaper" | "报纸文章" => Kind::ArticleNewspaper,
        "webpage" | "网页" => Kind::Webpage,
        _ => Kind::ArticleJournal,
    }
}
