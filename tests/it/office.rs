//! Word and OpenDocument files give their text, notes and structured citations.

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use yinwen::documents::{BlockKind, Document, Failure, Limits, READERS};
use zip::write::SimpleFileOptions;

/// A zip package of these parts.
pub fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        // The type of an OpenDocument or EPUB file stands first and uncompressed.
        let method = if *name == "mimetype" { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).expect("part");
        zip.write_all(text.as_bytes()).expect("text");
    }
    zip.finish().expect("package").into_inner()
}

pub fn read(reader: &str, bytes: &[u8]) -> Result<Document, Failure> {
    let reader = READERS.iter().find(|r| r.name == reader).expect("reader");
    assert!((reader.detect)(bytes, Path::new("")) > 50, "{} knows its own files without a name", reader.name);
    (reader.read)(bytes, Path::new("x"), &Limits::default())
}

pub fn body(inside: &str) -> String {
    format!(r#"<w:document xmlns:w="w"><w:body>{inside}</w:body></w:document>"#)
}

pub fn docx(inside: &str) -> Document {
    read("docx", &package(&[("word/document.xml", &body(inside))])).expect("read")
}

/// Kind and text of every block.
fn blocks(doc: &Document) -> Vec<(BlockKind, &str)> {
    doc.blocks.iter().map(|b| (b.kind.clone(), doc.text.get(b.range.clone()).expect("a range of the text"))).collect()
}

pub fn shared() -> Option<PathBuf> {
    std::env::var_os("YINWEN_CORPUS").map(|f| PathBuf::from(f).join("documents"))
}

pub fn items(doc: &Document, i: usize) -> serde_json::Value {
    serde_json::from_slice(&doc.embedded.get(i).expect("citation").bytes).expect("json")
}

fn printed(doc: &Document, i: usize) -> &str {
    &doc.text[doc.embedded[i].range.clone()]
}

#[test]
fn notes_of_a_word_document_follow_the_paragraph_that_calls_them() {
    let main = body(
        r#"<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>引言</w:t></w:r></w:p>
        <w:p><w:r><w:t>正文一</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>，又</w:t></w:r>
        <w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>*</w:t></w:r><w:r><w:t>。</w:t></w:r></w:p>
        <w:p><w:r><w:t>Then</w:t></w:r><w:r><w:endnoteReference w:id="1"/></w:r></w:p>
        <w:sectPr><w:footnotePr><w:numFmt w:val="decimalEnclosedCircleChinese"/></w:footnotePr></w:sectPr>"#,
    );
    let foot = r#"<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>
        <w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> 陈寅恪：《甲》。</w:t></w:r></w:p><w:p><w:r><w:t>又见《乙》。</w:t></w:r></w:p></w:footnote>
        <w:footnote w:id="3"><w:p><w:r><w:t>* 作者简介。</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let end = r#"<w:endnotes xmlns:w="w"><w:endnote w:id="1"><w:p><w:r><w:t>An endnote.</w:t></w:r></w:p></w:endnote></w:endnotes>"#;
    let doc =
        read("docx", &package(&[("word/document.xml", &main), ("word/footnotes.xml", foot), ("word/endnotes.xml", end)])).expect("read");
    assert_eq!(
        blocks(&doc),
        [
            (BlockKind::Heading(1), "引言"),
            (BlockKind::Paragraph, "正文一①，又*。"),
            (BlockKind::Note("①".into()), "陈寅恪：《甲》。\n又见《乙》。"),
            (BlockKind::Note("*".into()), "作者简介。"),
            (BlockKind::Paragraph, "Then[i]"),
            (BlockKind::Note("i".into()), "An endnote."),
        ]
    );
    let ties: Vec<_> = doc.marks.iter().map(|m| (&doc.text[m.range.clone()], m.note)).collect();
    assert_eq!(ties, [("①", 2), ("*", 3), ("[i]", 5)]);
}

#[test]
fn what_was_deleted_with_changes_tracked_is_not_read() {
    let doc = docx(
        r#"<w:p><w:r><w:t>one </w:t></w:r><w:del><w:r><w:delText>two </w:delText></w:r></w:del><w:ins><w:r><w:t>three</w:t></w:r></w:ins></w:p>
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>first half </w:t></w:r></w:p><w:p><w:r><w:t>second half</w:t></w:r></w:p>
        <w:p><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>here</w:t></w:r></w:moveTo><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"#,
    );
    assert_eq!(doc.text, "one three\nfirst half second half\nhere\n");
}

#[test]
fn rows_of_tables_and_numbered_items_keep_their_marks() {
    let numbering = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
        <w:lvlText w:val="[%1]"/></w:lvl></w:abstractNum><w:num w:numId="8"><w:abstractNumId w:val="3"/></w:num></w:numbering>"#;
    let item = |t: &str| {
        format!(r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="8"/></w:numPr></w:pPr><w:r><w:t>{t}</w:t></w:r></w:p>"#)
    };
    let cell = |t: &str| format!("<w:tc><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:tc>");
    let main = body(&format!(
        "{}{}<w:tbl><w:tr>{}{}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{}</w:tr></w:tbl>",
        item("甲"),
        item("B"),
        cell("左"),
        cell("right"),
        cell("x")
    ));
    let doc = read("docx", &package(&[("word/document.xml", &main), ("word/numbering.xml", numbering)])).expect("read");
    let list = |m: &str| BlockKind::ListItem(m.to_owned());
    assert_eq!(blocks(&doc), [(list("[1]"), "[1] 甲"), (list("[2]"), "[2] B"), (BlockKind::Table, "左\tright")]);
}

pub fn field(code: &str, shown: &str) -> String {
    let (a, b) = code.split_at(code.char_indices().nth(9).map_or(0, |(i, _)| i));
    format!(
        r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{a}</w:instrText></w:r><w:r><w:instrText>{b}</w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
    )
}

#[test]
fn citation_fields_split_over_runs_and_nested_are_whole() {
    let zotero =
        r#" ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems":[{"locator":"23","itemData":{"title":"题名 &lt;甲&gt;","type":"book"}}]} "#;
    let toc = format!(
        r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF 1=1</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>
        <w:r><w:t>见</w:t></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#,
        field(zotero, "（张三，2020）")
    );
    let list = format!(
        r#"<w:p>{}</w:p><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>ADDIN ZOTERO_BIBL CSL_BIBLIOGRAPHY</w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>张三. 题名.</w:t></w:r></w:p><w:p><w:r><w:t>Doe J. Title.</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
        <w:p><w:r><w:t>after</w:t></w:r></w:p>"#,
        field("PAGE", "7")
    );
    let doc = docx(&format!("{toc}{list}"));
    assert_eq!(items(&doc, 0)[0]["title"], "题名 <甲>");
    assert_eq!((printed(&doc, 0), doc.embedded[0].locators.as_slice()), ("（张三，2020）", ["23".to_owned()].as_slice()));
    let entry = BlockKind::Entry(String::new());
    assert_eq!(
        blocks(&doc)[1..],
        [(BlockKind::Paragraph, "7"), (entry.clone(), "张三. 题名."), (entry, "Doe J. Title."), (BlockKind::Paragraph, "after")]
    );
}

#[test]
fn word_sources_come_with_their_citations_and_whole() {
    let sources = r#"<?xml version="1.0"?><b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">
        <b:Source><b:Tag>Zha20</b:Tag><b:Title>甲</b:Title></b:Source><b:Source><b:Tag>Doe19</b:Tag><b:Title>B</b:Title></b:Source></b:Sources>"#;
    let main =
        body(&format!("<w:p>{}{}</w:p>", field(r" CITATION Doe19 \l 1033 \p 12 \m Zha20", "(Doe)"), field(" CITATION None1", "(?)")));
    let doc = read("docx", &package(&[("word/document.xml", &main), ("customXml/item2.xml", sources)])).expect("read");
    assert_eq!(doc.embedded.len(), 2);
    let one = String::from_utf8_lossy(&doc.embedded[0].bytes);
    assert!(one.starts_with("<b:Sources xmlns:b=") && one.ends_with("</b:Source></b:Sources>"), "{one}");
    assert!(one.find("Doe19") < one.find("Zha20"), "{one}");
    assert_eq!(doc.embedded[0].locators, ["12", ""]);
    assert!(!doc.embedded[1].citation);
    assert!(doc.faults.iter().any(|f| f.code == "missing-source" && f.message.contains("None1")));
}

#[test]
fn fields_of_every_reference_manager_give_their_items() {
    let Some(folder) = shared() else { return };
    let wrapped = |name: &str| {
        let text = std::fs::read_to_string(folder.join(name)).expect(name);
        read("docx", &package(&[("word/document.xml", &text)])).expect(name)
    };
    let zotero = wrapped("fx_zotero.xml");
    assert_eq!(zotero.embedded.len(), 2);
    assert_eq!(items(&zotero, 0)[0]["DOI"], "10.1103/PhysRevLett.105.031301");
    assert_eq!(items(&zotero, 1)[1]["publisher"], "Bantam Books");
    assert_eq!(printed(&zotero, 1), "(Hawking, 1998, 2010)");

    let mendeley = wrapped("fx_mendeley-v3.xml");
    assert_eq!(mendeley.embedded.len(), 2);
    assert_eq!(items(&mendeley, 0)[0]["page"], "101872");
    assert_eq!(printed(&mendeley, 0), "(Ezquerro et al., 2024)");
    assert_eq!(mendeley.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Entry(_))).count(), 2);

    let endnote = wrapped("fx_endnote.xml");
    let records: Vec<usize> = endnote.embedded.iter().map(|e| String::from_utf8_lossy(&e.bytes).matches("<record>").count()).collect();
    assert_eq!(records, [1, 2, 1]);
    assert!(endnote.embedded.iter().all(|e| e.format == "endnote-xml"));
    assert_eq!(printed(&endnote, 2), "(Doe 2015)");
    assert_eq!(endnote.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Entry(_))).count(), 3);

    let whole = |name: &str, reader: &str| read(reader, &std::fs::read(folder.join(name)).expect(name)).expect(name);
    assert!(!whole("zotero_citations.docx", "docx").embedded.is_empty());
    assert!(!whole("mendeley_citations.docx", "docx").embedded.is_empty());
    assert_eq!(whole("notes.docx", "docx").marks.len(), 2);
    let odt = whole("citation.odt", "odt");
    assert_eq!((items(&odt, 0)[0]["URL"].as_str(), printed(&odt, 0)), (Some("www.example.com"), "[Ex]"));
    let note = whole("endnote.odt", "odt");
    assert_eq!(note.text, "Some text[i] with an endnote.\ni Endnote text\n");
}

#[test]
fn an_opendocument_text_gives_notes_lists_citations_and_bibliography() {
    let content = r#"<office:document-content xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:table="tb">
        <office:automatic-styles><text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-prefix="[" style:num-suffix="]" style:num-format="1"/></text:list-style>
        <style:style style:name="P1" style:parent-style-name="Bibliography_20_1"/></office:automatic-styles>
        <office:body><office:text><text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p></text:deletion></text:changed-region></text:tracked-changes>
        <text:h text:outline-level="2">一、引言</text:h>
        <text:p>正文<text:note text:note-class="footnote"><text:note-citation>①</text:note-citation><text:note-body><text:p>王五：《丙》。</text:p></text:note-body></text:note>，见<text:reference-mark-start
         text:name="ZOTERO_ITEM CSL_CITATION {&quot;citationItems&quot;:[{&quot;itemData&quot;:{&quot;title&quot;:&quot;丁&quot;}}]} RNDx"/>(Li<text:s text:c="1"/>2001)<text:reference-mark-end
         text:name="ZOTERO_ITEM CSL_CITATION {&quot;citationItems&quot;:[{&quot;itemData&quot;:{&quot;title&quot;:&quot;丁&quot;}}]} RNDx"/>。</text:p>
        <text:list text:style-name="L1"><text:list-item><text:p>first
          item</text:p></text:list-item><text:list-item><text:p>second</text:p></text:list-item></text:list>
        <text:section text:name="ZOTERO_BIBL {} CSL_BIBLIOGRAPHY RNDy"><text:p>Li, H. 丁.</text:p></text:section><text:p text:style-name="P1">Doe. E.</text:p><text:p>end</text:p>
        </office:text></office:body></office:document-content>"#;
    let doc = read("odt", &package(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content)])).expect("read");
    let entry = || BlockKind::Entry(String::new());
    assert_eq!(
        blocks(&doc),
        [
            (BlockKind::Heading(2), "一、引言"),
            (BlockKind::Paragraph, "正文①，见(Li 2001)。"),
            (BlockKind::Note("①".into()), "王五：《丙》。"),
            (BlockKind::ListItem("[1]".into()), "[1] first item"),
            (BlockKind::ListItem("[2]".into()), "[2] second"),
            (entry(), "Li, H. 丁."),
            (entry(), "Doe. E."),
            (BlockKind::Paragraph, "end"),
        ]
    );
    assert_eq!((items(&doc, 0)[0]["title"].as_str(), printed(&doc, 0)), (Some("丁"), "(Li 2001)"));
}

#[test]
fn an_epub_is_read_in_the_order_of_its_spine_with_its_notes() {
    let page = |body: &str| {
        format!(
            r#"<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>t</title></head><body>{body}</body></html>"#
        )
    };
    let container = r#"<container><rootfiles><rootfile full-path="O/c.opf"/></rootfiles></container>"#;
    let opf = r#"<package><manifest><item id="b" href="b.xhtml"/><item id="a" href="a%20x.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>"#;
    let one = page(
        r##"<h1>第一章</h1><p>正文<a epub:type="noteref" href="b.xhtml#n1"><sup>1</sup></a>，又<br>一行&nbsp;x</p><aside epub:type="footnote" id="f"><p>旁注</p></aside>
        <p>尾<a epub:type="noteref" href="#f">[*]</a></p>"##,
    );
    let two = page(
        r##"<h2>References</h2><ol><li>Doe, J. <i>Title</i>.</li><li>张三. 题名.</li></ol><table><tr><td>甲</td><td>乙</td></tr></table>
        <section epub:type="endnotes"><div epub:type="endnote" id="n1"><p><a role="doc-backlink" href="a.xhtml">↑</a>王五：《丁》。</p></div></section>"##,
    );
    let parts = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", container),
        ("O/c.opf", opf),
        ("O/b.xhtml", &two),
        ("O/a x.xhtml", &one),
    ];
    let doc = read("epub", &package(&parts)).expect("read");
    let item = |m: &str| BlockKind::ListItem(m.to_owned());
    assert_eq!(
        blocks(&doc),
        [
            (BlockKind::Heading(1), "第一章"),
            (BlockKind::Paragraph, "正文[1]，又\n一行 x"),
            (BlockKind::Note("1".into()), "王五：《丁》。"),
            (BlockKind::Paragraph, "尾[*]"),
            (BlockKind::Note("*".into()), "旁注"),
            (BlockKind::Heading(2), "References"),
            (item("1."), "1. Doe, J. Title."),
            (item("2."), "2. 张三. 题名."),
            (BlockKind::Table, "甲\t乙"),
        ]
    );
    assert_eq!(doc.marks.len(), 2);
}
