//! Reads JATS (NISO Z39.96) and its NLM forerunners: the article's own record, its text, notes, and references, tagged or mixed.

use super::flow::{Para, append};
use super::page_meta::pages;
use super::xml::{find, name, text, text_at, with_tree};
use super::{BlockKind, Document, Failure, Limits, Reader, csl};
use crate::model::{Date, DateVar, Face, Kind, Name, Names, Role, Var};
use crate::text::encoding::is_text;
use roxmltree::Node;
use serde_json::{Map, Value, json};
use std::path::Path;

/// JATS.
pub const READER: Reader = Reader { name: "jats", label: "JATS XML", extensions: &["xml", "nxml"], detect, read };

fn detect(bytes: &[u8], _path: &Path) -> u8 {
    let head = &bytes[..bytes.len().min(8 << 10)];
    let has = |needle: &str| memchr::memmem::find(head, needle.as_bytes()).is_some();
    let article = has("<article") && (has("JATS") || has("NLM//DTD") || has("<front>") || has("article-type=") || has("dtd-version"));
    if article && is_text(bytes) && !has("<html") { 88 } else { 0 }
}

fn read(bytes: &[u8], _path: &Path, limits: &Limits) -> Result<Document, Failure> {
    with_tree(bytes, limits, |tree, encoding| {
        let mut document = Document { reader: READER.name, encoding, ..Document::default() };
        let root = tree.root_element();
        document.own = find(root, "front").or_else(|| find(root, "front-stub")).and_then(own);
        for part in ["front", "body", "back"] {
            if let Some(node) = root.children().find(|n| name(*n) == part) {
                walk(node, &mut document);
            }
        }
        Ok(document)
    })
}

/// Writes the blocks below a node; nesting is bounded by the tree's depth limit.
fn walk(node: Node, document: &mut Document) {
    for child in node.children().filter(Node::is_element) {
        match name(child) {
            "journal-meta" | "article-meta" | "alternatives" | "tex-math" | "math" | "graphic" | "media" => {}
            "title" | "article-title" => block(document, BlockKind::Heading(0), text(child)),
            "fn" => block(document, BlockKind::Note(label(child)), unlabelled(child)),
            "ref" => reference(child, document),
            "p" | "disp-quote" | "attrib"
                if !child.descendants().any(|n| n != child && matches!(name(n), "p" | "fn" | "list" | "table-wrap" | "fig")) =>
            {
                block(document, BlockKind::Paragraph, text(child));
            }
            "caption" => block(document, BlockKind::Caption, text(child)),
            "tr" => block(document, BlockKind::Table, child.children().filter(Node::is_element).map(text).collect::<Vec<_>>().join("\t")),
            "p" => {
                block(document, BlockKind::Paragraph, own_text(child));
                walk(child, document);
            }
            _ => walk(child, document),
        }
    }
}

/// Text of a paragraph without the notes and floats inside it.
fn own_text(node: Node) -> String {
    let mut out = String::new();
    for child in node.children().filter(|c| !matches!(name(*c), "fn" | "list" | "table-wrap" | "fig" | "p" | "disp-quote" | "boxed-text")) {
        match child.is_text() {
            true => super::xml::fold(child.text().unwrap_or_default(), &mut out),
            false => out.push_str(&text(child)),
        }
    }
    out.trim().to_owned()
}

fn block(document: &mut Document, kind: BlockKind, text: String) {
    append(document, Para { kind, text, ..Para::new() });
}

fn label(node: Node) -> String {
    node.children().find(|n| name(*n) == "label").map(text).unwrap_or_default()
}

/// The text without the label.
fn unlabelled(node: Node) -> String {
    let parts: Vec<String> =
        node.children().filter(|n| n.is_element() && name(*n) != "label").map(text).filter(|t| !t.is_empty()).collect();
    if parts.is_empty() { text(node) } else { parts.join("\n") }
}

/// A reference: tagged ones are structured citations, mixed ones and pairs in two languages entries to be read.
fn reference(node: Node, document: &mut Document) {
    let citations: Vec<Node> =
        node.descendants().filter(|n| matches!(name(*n), "element-citation" | "mixed-citation" | "nlm-citation" | "citation")).collect();
    let printed = if citations.is_empty() { unlabelled(node) } else { citations.iter().map(|c| spaced(*c)).collect::<Vec<_>>().join("\n") };
    let mut para = Para { kind: BlockKind::Entry(label(node)), text: printed, ..Para::new() };
    let length = para.text.len();
    if let [only] = citations.as_slice()
        && let Some(item) = item(*only)
    {
        para.cites.extend(csl::embedded(vec![item], Vec::new(), 0..length));
    }
    append(document, para);
}

/// The text of a citation; where it has tags without punctuation between, the parts are set apart.
fn spaced(citation: Node) -> String {
    let bare = name(citation) != "mixed-citation"
        && !citation.children().any(|n| n.is_text() && n.text().is_some_and(|t| t.contains(['.', ',', '，', '．', ';'])));
    if !bare {
        return text(citation);
    }
    let parts: Vec<String> = citation
        .children()
        .filter(Node::is_element)
        .map(|n| if name(n) == "person-group" { people(n) } else { text(n) })
        .filter(|t| !t.is_empty())
        .collect();
    parts.join(". ")
}

fn people(group: Node) -> String {
    let one = |n: Node| match name(n) {
        "name" => format!("{} {}", text_at(n, "surname"), text_at(n, "given-names")).trim().to_owned(),
        "etal" => "et al".to_owned(),
        _ => text(n),
    };
    group.children().filter(Node::is_element).map(one).collect::<Vec<_>>().join(", ")
}

/// The citation as a CSL item, where its parts are tagged.
fn item(citation: Node) -> Option<Value> {
    let get = |tag: &str| text_at(citation, tag);
    let (article, chapter, source) = (get("article-title"), [get("chapter-title"), get("part-title")].concat(), get("source"));
    let people = citation.descendants().any(|n| matches!(name(n), "name" | "string-name" | "collab"));
    if (article.is_empty() && source.is_empty()) || !people && get("year").is_empty() {
        return None;
    }
    let inner = if article.is_empty() { chapter } else { article };
    let published = citation.attribute("publication-type").or_else(|| citation.attribute("citation-type")).unwrap_or_default();
    let kind = match published {
        "journal" => "article-journal",
        "confproc" | "conference" => "paper-conference",
        "thesis" => "thesis",
        "report" | "gov" => "report",
        "newspaper" => "article-newspaper",
        "patent" => "patent",
        "standard" => "standard",
        "data" | "database" => "dataset",
        "preprint" => "article",
        "web" | "webpage" | "website" => "webpage",
        "book" if !inner.is_empty() => "chapter",
        "book" => "book",
        _ if !inner.is_empty() && !source.is_empty() && !get("volume").is_empty() => "article-journal",
        _ => "document",
    };
    let mut out = Map::new();
    out.insert("type".into(), json!(kind));
    let mut put = |key: &str, value: String| {
        if !value.is_empty() {
            out.insert(key.into(), json!(value));
        }
    };
    match inner.is_empty() {
        true => put("title", source),
        false => {
            put("title", inner);
            put("container-title", source);
        }
    }
    for (key, tag) in [
        ("volume", "volume"),
        ("issue", "issue"),
        ("publisher", "publisher-name"),
        ("publisher-place", "publisher-loc"),
        ("edition", "edition"),
        ("collection-title", "series"),
        ("event-title", "conf-name"),
        ("ISBN", "isbn"),
        ("ISSN", "issn"),
    ] {
        put(key, get(tag));
    }
    let page = pages(&get("fpage"), &get("lpage"));
    put("page", [page, get("page-range"), get("elocation-id")].into_iter().find(|p| !p.is_empty()).unwrap_or_default());
    for id in citation.descendants().filter(|n| name(*n) == "pub-id") {
        match id.attribute("pub-id-type") {
            Some("doi") => put("DOI", text(id)),
            Some("pmid") => put("PMID", text(id)),
            Some("pmcid" | "pmc") => put("PMCID", text(id)),
            _ => {}
        }
    }
    put(
        "URL",
        find(citation, "uri").or_else(|| find(citation, "ext-link")).map(text).filter(|u| u.starts_with("http")).unwrap_or_default(),
    );
    for (role, list) in roles(citation) {
        out.insert(role.into(), Value::Array(list));
    }
    let parts: Vec<i64> =
        ["year", "month", "day"].iter().map_while(|t| get(t).trim_matches(|c: char| !c.is_ascii_digit()).parse().ok()).collect();
    if !parts.is_empty() {
        out.insert("issued".into(), json!({ "date-parts": [parts] }));
    }
    Some(Value::Object(out))
}

/// Names by their roles in CSL.
fn roles(citation: Node) -> Vec<(&'static str, Vec<Value>)> {
    let mut roles: Vec<(&'static str, Vec<Value>)> = Vec::new();
    for person in citation.descendants().filter(|n| matches!(name(*n), "name" | "string-name" | "collab")) {
        let group = person.ancestors().find(|a| name(*a) == "person-group").and_then(|g| g.attribute("person-group-type"));
        let role = match group {
            Some("editor") => "editor",
            Some("translator") => "translator",
            Some("compiler") => "compiler",
            _ => "author",
        };
        let (family, given) = (text_at(person, "surname"), text_at(person, "given-names"));
        let value = if family.is_empty() { json!({ "literal": text(person) }) } else { json!({ "family": family, "given": given }) };
        match roles.iter_mut().find(|(r, _)| *r == role) {
            Some((_, list)) => list.push(value),
            None => roles.push((role, vec![value])),
        }
    }
    roles
}

/// The article's own record from its front matter.
fn own(front: Node) -> Option<Face> {
    let meta = find(front, "article-meta").unwrap_or(front);
    let title = text_at(meta, "article-title");
    if title.is_empty() {
        return None;
    }
    let mut face = Face::new(Kind::ArticleJournal);
    face.set(Var::Title, title);
    face.set(Var::ContainerTitle, text_at(front, "journal-title"));
    face.set(Var::Publisher, text_at(front, "publisher-name"));
    face.set(Var::Issn, text_at(front, "issn"));
    let direct = |tag: &str| meta.children().find(|n| name(*n) == tag).map(text).unwrap_or_default();
    face.set(Var::Volume, direct("volume"));
    face.set(Var::Issue, direct("issue"));
    face.set(
        Var::Page,
        [pages(&direct("fpage"), &direct("lpage")), direct("elocation-id")].into_iter().find(|p| !p.is_empty()).unwrap_or_default(),
    );
    let doi = meta.children().find(|n| name(*n) == "article-id" && n.attribute("pub-id-type") == Some("doi"));
    face.set(Var::Doi, doi.map(text).unwrap_or_default());
    let authors = meta.descendants().filter(|n| name(*n) == "contrib" && n.attribute("contrib-type").is_none_or(|t| t == "author"));
    let list = authors.filter_map(|c| {
        find(c, "name")
            .map(|n| Name::person(text_at(n, "surname"), text_at(n, "given-names")))
            .or_else(|| find(c, "collab").map(|n| Name::literal(text(n))))
    });
    face.set_names(Role::Author, Names::new(list.collect()));
    if let Some(date) = find(meta, "pub-date") {
        let number = |tag: &str| text_at(date, tag).parse::<i32>().ok();
        if let Some(year) = number("year") {
            let part = |tag: &str| number(tag).and_then(|n| u8::try_from(n).ok()).unwrap_or(0);
            face.set_date(DateVar::Issued, Date::ymd(year, part("month"), part("day")));
        }
    }
    Some(face)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tagged_references_are_structured_and_mixed_ones_are_text() {
        let source = "<article article-type='x'><front><article-meta><title-group><article-title>Own</article-title></title-group></article-meta></front>\
            <body><sec><title>Intro</title><p>Text<fn id='f'><label>1</label><p>A note, 2001.</p></fn> goes on.</p></sec></body>\
            <back><ref-list><title>References</title><ref><label>1</label><element-citation publication-type='journal'><person-group person-group-type='author'><name><surname>Roe</surname><given-names>J</given-names></name></person-group><article-title>T</article-title><source>S</source><year>2001</year><fpage>1</fpage><lpage>9</lpage></element-citation></ref>\
            <ref><label>2</label><citation-alternatives><mixed-citation>王娜. 甲[J].</mixed-citation><mixed-citation>Wang N. A[J].</mixed-citation></citation-alternatives></ref></ref-list></back></article>";
        let Ok(document) = read(source.as_bytes(), Path::new("a.xml"), &Limits::default()) else { panic!("jats is read") };
        use BlockKind::{Entry, Heading, Note, Paragraph};
        let expected = [
            (Heading(0), "Intro"),
            (Paragraph, "Text goes on."),
            (Note("1".into()), "A note, 2001."),
            (Heading(0), "References"),
            (Entry("1".into()), "Roe J. T. S. 2001. 1. 9"),
            (Entry("2".into()), "王娜. 甲[J].\nWang N. A[J]."),
        ];
        assert_eq!(crate::documents::text::seen(&document), expected);
        assert_eq!(document.embedded.len(), 1);
        assert!(String::from_utf8_lossy(&document.embedded[0].bytes).contains("\"page\":\"1-9\""));
        assert_eq!(document.own.as_ref().map(|f| f.get(Var::Title)), Some("Own"));
    }
}
