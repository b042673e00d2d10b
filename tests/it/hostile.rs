//! Damaged and malicious files: no panic reaches the caller, no reading takes longer than its limit, the others are kept.

use crate::office::package;
use crate::pdf::Sketch;
use std::path::Path;
use std::time::{Duration, Instant};
use yinwen::documents::{Failure, Limits, read};

/// The bounds of these tests: small, so that a bound that does not hold shows.
fn tight() -> Limits {
    Limits { unpacked: 8 << 20, seconds: 5, ..Limits::default() }
}

fn word(inside: &str) -> Vec<u8> {
    let main = format!(r#"<w:document xmlns:w="w"><w:body>{inside}</w:body></w:document>"#);
    package(&[("word/document.xml", &main)])
}

/// A small good file of every format that is not plain text.
fn fixtures() -> Vec<(&'static str, Vec<u8>)> {
    let mut pdf = Sketch::new();
    pdf.line(40.0, 550.0, 14.0, "Heading").lines(40.0, 520.0, 10.0, &["Some text of a page", "and some more of it."]).line(
        40.0,
        60.0,
        8.0,
        "1 A note.",
    );
    let field = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems":[{"itemData":{"title":"甲"}}]}</w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>（甲）</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#;
    let odt = r#"<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text><text:p>正文<text:note><text:note-citation>1</text:note-citation>
        <text:note-body><text:p>注</text:p></text:note-body></text:note></text:p></office:text></office:body></office:document-content>"#;
    let page = r#"<html><body><h1>A</h1><p>文<br/>b</p></body></html>"#;
    let opf = r#"<package><manifest><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>"#;
    let container = r#"<container><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>"#;
    vec![
        ("a.pdf", pdf.bytes()),
        ("a.docx", word(field)),
        ("a.odt", package(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", odt)])),
        (
            "a.epub",
            package(&[("mimetype", "application/epub+zip"), ("META-INF/container.xml", container), ("c.opf", opf), ("a.xhtml", page)]),
        ),
    ]
}

fn in_time(name: &str, bytes: &[u8]) -> Result<yinwen::documents::Document, Failure> {
    let start = Instant::now();
    let result = read(bytes, Path::new(name), &tight());
    assert!(start.elapsed() < Duration::from_secs(8), "{name} of {} bytes took {:?}", bytes.len(), start.elapsed());
    if let Ok(doc) = &result {
        for b in &doc.blocks {
            assert!(doc.text.get(b.range.clone()).is_some(), "{name}: a block lies in the text");
        }
        for e in &doc.embedded {
            assert!(doc.text.get(e.range.clone()).is_some(), "{name}: a citation lies in the text");
        }
        for m in &doc.marks {
            assert!(doc.text.get(m.range.clone()).is_some() && m.note < doc.blocks.len(), "{name}: a mark lies in the text");
        }
    }
    result
}

#[test]
fn files_cut_anywhere_do_no_harm() {
    for (name, bytes) in fixtures() {
        assert!(in_time(name, &bytes).is_ok(), "{name} is good when whole");
        for i in 0..64 {
            let _ = in_time(name, &bytes[..bytes.len() * i / 64]);
        }
    }
}

#[test]
fn files_with_flipped_bits_do_no_harm() {
    for (name, bytes) in fixtures() {
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        for _ in 0..200 {
            let mut damaged = bytes.clone();
            for _ in 0..3 {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                let at = (state % damaged.len() as u64) as usize;
                damaged[at] ^= 1 << (state >> 60 & 7);
            }
            let _ = in_time(name, &damaged);
        }
    }
}

#[test]
fn a_zip_bomb_stops_at_the_limit() {
    let text = "<w:p><w:r><w:t>".to_owned() + &"甲".repeat(6 << 20) + "</w:t></w:r></w:p>";
    let bomb = word(&text);
    assert!(bomb.len() < 1 << 20, "it is small when packed");
    assert!(matches!(in_time("a.docx", &bomb), Err(Failure::Limit(_))));
}

#[test]
fn deep_elements_and_entities_stop_at_the_limit() {
    let deep = "<w:smartTag>".repeat(200_000);
    assert!(matches!(in_time("a.docx", &word(&deep)), Err(Failure::Limit(_))));
    let laughs: String = (1..30).map(|i| format!("<!ENTITY l{i} \"{}\">", format!("&l{};", i - 1).repeat(10))).collect();
    let main = format!(
        "<!DOCTYPE x [<!ENTITY l0 \"lol\">{laughs}]><w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>a&l29;b</w:t></w:r></w:p></w:body></w:document>"
    );
    let doc = in_time("a.docx", &package(&[("word/document.xml", &main)])).expect("entities are left out");
    assert_eq!(doc.text, "ab\n");
}

#[test]
fn fields_that_never_end_do_not_swallow_the_document() {
    let open = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>ADDIN X</w:instrText></w:r></w:p>"#;
    let rest = "<w:p><w:r><w:t>text</w:t></w:r></w:p>".repeat(100);
    let doc = in_time("a.docx", &word(&format!("{open}{rest}"))).expect("read");
    assert!(doc.text.matches("text").count() >= 70, "{}", doc.text.len());
}

#[test]
fn pdf_objects_that_point_at_each_other_end() {
    let good = Sketch::new().line(40.0, 500.0, 10.0, "text").bytes();
    let text = String::from_utf8_lossy(&good).into_owned();
    for (from, to) in [
        ("/Kids [4 0 R]", "/Kids [2 0 R]"),
        ("/Kids [4 0 R]", "/Kids [4 0 R 2 0 R 4 0 R]"),
        ("/Contents 5 0 R", "/Contents 4 0 R"),
        ("/Font << /F1 3 0 R >>", "/Font << /F1 4 0 R >>"),
        ("/Count 1", "/Count 2000000000"),
        ("/Length 4", "/Length 999999994"),
        ("/Parent 2 0 R", "/Parent 4 0 R"),
        ("/Root 1 0 R", "/Root 6 0 R /Prev 9"),
    ] {
        let looped = text.replace(from, to);
        let _ = in_time("a.pdf", looped.as_bytes());
    }
    let nested = format!("%PDF-1.4\n1 0 obj\n{}{}\nendobj\ntrailer << /Root 1 0 R >>\n", "[".repeat(300_000), "]".repeat(300_000));
    let _ = in_time("a.pdf", nested.as_bytes());
}
