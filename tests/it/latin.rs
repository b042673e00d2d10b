//! References in Latin and Cyrillic styles: fixture folders, short forms, and that no broken string stops the reader.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use yinwen::formats::csl_json;
use yinwen::normalise::Draft;
use yinwen::refs::{self, Context, STYLES};

/// Folders of `fixtures/refs` whose cases are read by the styles of the same name.
const FOLDERS: [&str; 15] = [
    "apa",
    "author-date",
    "chicago-note",
    "colon",
    "comma",
    "corporate",
    "gost",
    "harvard",
    "ieee",
    "iso690",
    "law-review",
    "mla",
    "physics",
    "plain",
    "vancouver",
];

fn cases() -> Vec<(String, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/refs");
    let mut out = Vec::new();
    for style in FOLDERS {
        let Ok(dir) = fs::read_dir(root.join(style)) else { panic!("no fixtures of {style}") };
        for case in dir.flatten().filter(|e| e.path().join("input.txt").is_file()) {
            out.push((style.to_owned(), case.path()));
        }
    }
    out.sort();
    out
}

/// What the style of that name reads.
fn read_by(style: &str, text: &str) -> Option<Draft> {
    let found = STYLES.iter().find(|s| s.name.split('/').next() == Some(style))?;
    (found.read)(text)
}

/// The pieces as an object: what a style is to see, before any rule changes it.
fn pieces(draft: &Draft) -> Value {
    let mut out = serde_json::Map::new();
    for face in &draft.faces {
        if let Some(kind) = face.kind {
            out.insert("type".to_owned(), kind.as_str().into());
        }
        for (slot, text) in &face.pieces {
            out.insert(format!("{slot:?}"), text.as_str().into());
        }
    }
    Value::Object(out)
}

#[test]
fn every_case_is_read_piece_by_piece_as_printed() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for (style, dir) in cases() {
        let text = fs::read_to_string(dir.join("input.txt")).unwrap_or_default();
        let draft = read_by(&style, text.trim());
        let got = draft.as_ref().map_or(Value::Null, pieces);
        let file = dir.join("pieces.json");
        if bless {
            let pretty = serde_json::to_string_pretty(&got).unwrap_or_default();
            fs::write(&file, pretty + "\n").expect("the fixture can be written");
        }
        let expected: Value = fs::read_to_string(&file).ok().and_then(|t| serde_json::from_str(&t).ok()).unwrap_or(Value::Null);
        if got != expected || got.is_null() {
            wrong.push(format!("{}:\n  got      {got}\n  expected {expected}", dir.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_prefix_of_a_reference_stops_the_reader() {
    for (_, dir) in cases() {
        let text = fs::read_to_string(dir.join("input.txt")).unwrap_or_default();
        for (end, _) in text.char_indices() {
            for style in STYLES {
                let read = (style.read)(&text[..end]);
                assert!(read.is_none_or(|d| (0.0..=1.0).contains(&d.confidence)));
            }
        }
    }
}

#[test]
fn long_lists_and_broken_marks_take_no_long_time() {
    let authors = "Smith, A. B., ".repeat(10_000) + "& Doe, J. (1999). Title. Journal, 3(2), 1–5.";
    let brackets = "([\u{201c}".repeat(2_000);
    for text in [authors.as_str(), brackets.as_str(), &"1999, ".repeat(5_000), &"«“".repeat(3_000)] {
        for style in STYLES {
            let _ = (style.read)(text);
        }
    }
}

#[test]
fn short_forms_point_back_and_keep_their_own_page() {
    let table = [
        ("Ibid., p. 5.", true, "", "", "5"),
        ("Ebd., S. 12.", true, "", "", "12"),
        ("Merton, op. cit., pp. 3–4.", false, "Merton", "", "3–4"),
        ("Drahos, supra note 5, at 16.", false, "Drahos", "5", "16"),
        ("Storer, The Sociology of Science, p. 271.", false, "Storer", "", "271"),
    ];
    for (text, previous, author, note, page) in table {
        let back = STYLES.iter().filter_map(|s| (s.read)(text)).find_map(|d| d.back.map(|b| (b, d.faces)));
        let Some((back, faces)) = back else { panic!("no short form: {text}") };
        assert_eq!((back.previous, back.author.as_str(), back.note.as_str()), (previous, author, note), "{text}");
        let locator = faces.first().map_or("", |f| f.get(yinwen::normalise::Slot::Locator));
        assert_eq!(locator, page, "{text}");
    }
}

#[test]
fn a_parsed_reference_comes_out_as_one_csl_item() {
    let text = "Berry D, Ikegami M, Jobe A. Respiratory distress in rabbits. J Appl Physiol 1986;61(5):1741-8.";
    let records = refs::parse(text, Context::Entry);
    assert_eq!(records.len(), 1);
    let item = csl_json::to_item(&records[0], false);
    assert_eq!(item["title"], "Respiratory distress in rabbits");
    assert_eq!((&item["volume"], &item["issue"], &item["page"]), (&"61".into(), &"5".into(), &"1741-8".into()));
    assert_eq!(item["author"].as_array().map(Vec::len), Some(3));
}
