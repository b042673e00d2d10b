//! Reads TEI P5: text, notes, `biblStruct` and `bibl` entries, and the header's record.

use super::flow::{Para, append};
use super::xml::{find, name, text, text_at, with_tree};
use super::{BlockKind, Document, Failure, Limits, Reader, csl, page_meta};
use crate::model::{DateVar, Face, Kind, Names, Role, Var};
use crate::normalise::names;
use crate::text::encoding::is_text;
use roxmltree::Node;
use serde_json::{Map, Value, json};
use std::path::Path;

/// TEI.
pub const READER: Reader = Reader { name: "tei", label: "TEI XML", extensions: &["xml", "tei"], detect, read };

fn detect(bytes: &[u8], _path: &Path) -> u8 {
    let head = &bytes[..bytes.len().min(8 << 10)];
    let has = |needle: &str| memchr::memmem::find(head, needle.as_bytes()).is_some();
    if (has("<TEI") || has("<tei:TEI") || has("tei-c.org/ns") || has("<TEI.2")) && is_text(bytes) { 88 } else { 0 }
}

fn read(bytes: &[u8], _path: &Path, limits: &Limits) -> Result<Document, Failure> {
    with_tree(bytes, limits, |tree, encoding| {
        let mut document = Document { reader: READER.name, encoding, ..Document::default() };
        let root = tree.root_element();
        document.own = find(root, "teiHeader").and_then(own);
        if let Some(body) = root.children().find(|n| name(*n) == "text") {
            walk(body, &mut document);
        }
        Ok(document)
    })
}

/// Writes the blocks below a node; nesting is bounded by the tree's depth limit.
fn walk(node: Node, document: &mut Document) {
    for child in node.children().filter(Node::is_element) {
        match name(child) {
            "figure" | "formula" | "graphic" => {}
            "head" => block(document, BlockKind::Heading(0), text(child)),
            "note" => block(document, BlockKind::Note(child.attribute("n").unwrap_or("*").to_owned()), text(child)),
            "biblStruct" => structured(child, document),
            "bibl" if child.ancestors().any(|a| name(a) == "listBibl") => {
                block(document, BlockKind::Entry(child.attribute("n").unwrap_or_default().to_owned()), text(child))
            }
            "p" | "ab" | "item" | "l" => {
                block(document, BlockKind::Paragraph, without_notes(child));
                for note in child.descendants().filter(|n| name(*n) == "note") {
                    block(document, BlockKind::Note(note.attribute("n").unwrap_or("").to_owned()), text(note));
                }
            }
            _ => walk(child, document),
        }
    }
}

fn without_notes(node: Node) -> String {
    let mut out = String::new();
    for part in node.descendants().filter(|n| n.is_text() && !n.ancestors().take_while(|a| *a != node).any(|a| name(a) == "note")) {
        super::xml::fold(part.text().unwrap_or_default(), &mut out);
    }
    out.trim().to_owned()
}

fn block(document: &mut Document, kind: BlockKind, text: String) {
    append(document, Para { kind, text, ..Para::new() });
}

/// A `biblStruct`: its raw print where it is kept (`note type="raw_reference"`), and its parts as a CSL item.
fn structured(node: Node, document: &mut Document) {
    let raw = node.descendants().find(|n| name(*n) == "note" && n.attribute("type") == Some("raw_reference"));
    let printed = raw.map_or_else(|| parts(node), text);
    let length = printed.len();
    let mut para = Para { kind: BlockKind::Entry(node.attribute("n").unwrap_or_default().to_owned()), text: printed, ..Para::new() };
    if let Some(item) = item(node) {
        para.cites.extend(csl::embedded(vec![item], Vec::new(), 0..length));
    }
    append(document, para);
}

fn parts(node: Node) -> String {
    let leaves = node.descendants().filter(|n| {
        matches!(name(*n), "persName" | "orgName" | "title" | "publisher" | "pubPlace" | "biblScope" | "date" | "idno" | "edition")
    });
    leaves.map(text).filter(|t| !t.is_empty()).collect::<Vec<_>>().join(". ")
}

fn item(node: Node) -> Option<Value> {
    let title =
        |level: &str| node.descendants().find(|n| name(*n) == "title" && n.attribute("level") == Some(level)).map(text).unwrap_or_default();
    let (article, book, journal) = (title("a"), title("m"), title("j"));
    let (main, container, kind) = match (article.is_empty(), book.is_empty(), journal.is_empty()) {
        (false, _, false) => (article, journal, "article-journal"),
        (false, false, true) => (article, book, "chapter"),
        (false, true, true) => (article, String::new(), "document"),
        (true, false, _) => (book, String::new(), "book"),
        _ => return None,
    };
    let scope = |unit: &str| node.descendants().find(|n| name(*n) == "biblScope" && n.attribute("unit") == Some(unit));
    let plain = |unit: &str| scope(unit).map(text).unwrap_or_default();
    let page = scope("page")
        .map(|n| page_meta::pages(n.attribute("from").unwrap_or(&text(n)), n.attribute("to").unwrap_or_default()))
        .unwrap_or_default();
    let id = |kind: &str| {
        node.descendants()
            .find(|n| name(*n) == "idno" && n.attribute("type").is_some_and(|t| t.eq_ignore_ascii_case(kind)))
            .map(text)
            .unwrap_or_default()
    };
    let mut out = Map::new();
    out.insert("type".into(), json!(kind));
    let fields = [
        ("title", main),
        ("container-title", container),
        ("volume", plain("volume")),
        ("issue", plain("issue")),
        ("page", page),
        ("publisher", text_at(node, "publisher")),
        ("publisher-place", text_at(node, "pubPlace")),
        ("edition", text_at(node, "edition")),
        ("DOI", id("doi")),
        ("ISBN", id("isbn")),
        ("ISSN", id("issn")),
        ("URL", node.descendants().find(|n| name(*n) == "ptr").and_then(|p| p.attribute("target")).unwrap_or_default().to_owned()),
    ];
    out.extend(fields.into_iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| (k.to_owned(), json!(v))));
    for role in ["author", "editor"] {
        let list: Vec<Value> = node.descendants().filter(|n| name(*n) == role).filter_map(person).collect();
        if !list.is_empty() {
            out.insert(role.into(), Value::Array(list));
        }
    }
    if let Some(date) = find(node, "date") {
        let when = page_meta::date(date.attribute("when").unwrap_or(&text(date)));
        if let Some(start) = when.start {
            let parts: Vec<i64> =
                [i64::from(start.year), i64::from(start.month), i64::from(start.day)].into_iter().take_while(|n| *n != 0).collect();
            out.insert("issued".into(), json!({ "date-parts": [parts] }));
        }
    }
    Some(Value::Object(out))
}

fn person(node: Node) -> Option<Value> {
    let family = text_at(node, "surname");
    if family.is_empty() {
        let whole = text(node);
        return (!whole.is_empty()).then(|| json!({ "literal": whole }));
    }
    let given: Vec<String> = node.descendants().filter(|n| name(*n) == "forename").map(text).collect();
    Some(json!({ "family": family, "given": given.join(" ") }))
}

/// The record of the header's `sourceDesc`, or of its title statement.
fn own(header: Node) -> Option<Face> {
    let title = text_at(find(header, "titleStmt")?, "title");
    if title.is_empty() {
        return None;
    }
    let mut face = Face::new(Kind::Document);
    face.set(Var::Title, title);
    let source = find(header, "biblStruct").unwrap_or(header);
    let journal = source.descendants().find(|n| name(*n) == "title" && n.attribute("level") == Some("j"));
    if let Some(journal) = journal {
        face.kind = Kind::ArticleJournal;
        face.set(Var::ContainerTitle, text(journal));
    }
    face.set(Var::Publisher, text_at(header, "publisher"));
    let people = source.descendants().filter(|n| name(*n) == "author").map(|a| find(a, "persName").map_or_else(|| text(a), text));
    face.set_names(Role::Author, Names::new(people.filter(|p| !p.is_empty()).map(|p| names::one(&p)).collect()));
    if let Some(date) = find(source, "date") {
        face.set_date(DateVar::Issued, page_meta::date(date.attribute("when").unwrap_or(&text(date))));
    }
    Some(face)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structured_entries_and_notes_are_taken() {
        let source = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>Own</title></titleStmt></fileDesc></teiHeader><text><body><p>Word<note n='1'>《文坛忆旧》，第5页。</note> more.</p></body>\
            <back><listBibl><biblStruct><analytic><title level='a'>T</title><author><persName><forename>J</forename><surname>Roe</surname></persName></author></analytic><monogr><title level='j'>S</title><imprint><biblScope unit='page' from='1' to='9'/><date when='2001'/></imprint></monogr></biblStruct><bibl>Smith, J. Book. 1999.</bibl></listBibl></back></text></TEI>";
        let Ok(document) = read(source.as_bytes(), Path::new("a.xml"), &Limits::default()) else { panic!("tei is read") };
        let kinds: Vec<_> = document.blocks.iter().map(|b| b.kind.clone()).collect();
        use BlockKind::{Entry, Note, Paragraph};
        assert_eq!(kinds, [Paragraph, Note("1".into()), Entry(String::new()), Entry(String::new())]);
        assert_eq!(document.embedded.len(), 1);
        assert_eq!(&document.text[document.blocks[0].range.clone()], "Word more.");
    }
}
