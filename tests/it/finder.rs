//! The places where documents cite, found in documents of many kinds: `fixtures/documents/<case>/input.*` beside `expected.txt`.
//!
//! A line of `expected.txt` is one place: its kind, its mark, the first and the last characters of each of its ranges.
//! `BLESS=1` writes what is found; read the difference before committing it.

use proptest::prelude::*;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use yinwen::documents::finder::{Found, find};
use yinwen::documents::{Document, Limits, read};

fn cases() -> Vec<(PathBuf, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/documents");
    let mut cases = Vec::new();
    for folder in fs::read_dir(root).expect("fixtures/documents").flatten().map(|e| e.path()) {
        let mut inputs = fs::read_dir(&folder).expect("a case is a folder").flatten().map(|e| e.path());
        let input = inputs.find(|p| p.file_stem().is_some_and(|s| s == "input"));
        cases.extend(input.map(|i| (i, folder.join("expected.txt"))));
    }
    cases.sort();
    cases
}

fn load(path: &Path) -> Document {
    let bytes = fs::read(path).expect("fixture");
    read(&bytes, path, &Limits::default()).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// One line a place.
fn listing(document: &Document, found: &[Found]) -> String {
    let mut out = String::new();
    for place in found {
        let _ = write!(out, "{:?}\t{}", place.site, place.mark);
        for range in &place.ranges {
            let text: Vec<char> = document.text[range.clone()].chars().collect();
            let whole: String = text.iter().collect::<String>().replace('\n', "⏎");
            let (head, tail): (String, String) = (text.iter().take(24).collect(), text.iter().rev().take(24).rev().collect());
            let shown = if text.len() <= 60 { whole } else { format!("{head} … {tail}").replace('\n', "⏎") };
            let _ = write!(out, "\t{shown}");
        }
        out.push('\n');
    }
    out
}

#[test]
fn every_place_that_cites_is_found_and_nothing_else() {
    let mut wrong = Vec::new();
    for (input, expected) in cases() {
        let document = load(&input);
        let seen = listing(&document, &find(&document));
        if std::env::var_os("BLESS").is_some() {
            fs::write(&expected, &seen).expect("expected.txt is written");
        }
        let wanted = fs::read_to_string(&expected).unwrap_or_default();
        if seen != wanted {
            wrong.push(format!("{}\n--- expected\n{wanted}--- found\n{seen}", input.display()));
        }
    }
    assert!(cases().len() >= 20, "the fixtures are there");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn sound(document: &Document) {
    let mut last = 0;
    for found in find(document) {
        assert!(!found.ranges.is_empty());
        assert!(found.ranges[0].start >= last, "places come in order");
        last = found.ranges[0].start;
        let mut end = 0;
        for range in &found.ranges {
            assert!(
                range.start >= end && document.text.get(range.clone()).is_some_and(|t| !t.trim().is_empty()),
                "ranges are real and in order"
            );
            end = range.end;
        }
    }
}

#[test]
fn a_document_cut_anywhere_is_still_read() {
    for (input, _) in cases() {
        let bytes = fs::read(&input).expect("fixture");
        for cut in 0..64 {
            let part = &bytes[..bytes.len() * cut / 64];
            if let Ok(document) = read(part, &input, &Limits::default()) {
                sound(&document);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn random_text_never_breaks_the_finder(pieces in prop::collection::vec(piece(), 0..80)) {
        let text: String = pieces.concat();
        for name in ["a.txt", "a.md", "a.html", "a.tex", "a.typ", "a.xml", "a.rst", "a.org"] {
            if let Ok(document) = read(text.as_bytes(), Path::new(name), &Limits::default()) {
                sound(&document);
            }
        }
    }

    #[test]
    fn random_bytes_never_break_reading(bytes in prop::collection::vec(any::<u8>(), 0..600), kind in 0..6usize) {
        let name = ["a.txt", "a.md", "a.html", "a.tex", "a.xml", "a"][kind];
        if let Ok(document) = read(&bytes, Path::new(name), &Limits::default()) {
            sound(&document);
        }
    }
}

/// Pieces of which lists and notes are made, in any order.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "参考文献",
            "\n",
            "\n\n",
            "[1]",
            "[2] ",
            "1. ",
            "①",
            "^①",
            "<sup>3</sup>",
            "[^a]:",
            "《史记》",
            "，2010年，第5页。",
            "[J]. ",
            "注释",
            "References\n",
            "：",
            "【",
            "】",
            "（",
            "）",
            "数据来源：",
            "$^{",
            "}$",
            "\u{c}",
            "同上",
            "Smith, J. (2001). ",
            "\t",
            "    ",
            "- ",
            "# ",
            "\\footnote{",
            "\\bibitem{a}",
            "#footnote[",
            "<p>",
            "<li>",
            "</ol>",
            "<ref>",
            "&amp;",
            "<",
            "*",
            "\\",
            "%",
            "{",
            "}",
        ])
        .prop_map(String::from),
        "[a-zA-Z0-9 .,:;()\\[\\]]{0,30}",
        "\\PC{0,12}",
    ]
}

#[test]
fn the_article_with_notes_on_every_page_gives_its_citations() {
    let Some(corpus) = std::env::var_os("YINWEN_CORPUS") else { return };
    let folder = Path::new(&corpus).join("seeds");
    for (start, count) in [("000", 0), ("001", 0), ("002", 17), ("003", 11)] {
        let path = fs::read_dir(&folder)
            .expect("seeds")
            .flatten()
            .map(|e| e.path())
            .find(|p| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with(start)));
        let document = load(&path.expect("the document"));
        assert_eq!(find(&document).len(), count, "{start}");
    }
}
