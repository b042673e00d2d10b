//! Reference strings read as their fixtures say; no text makes a reader panic; places point at the printed text.

use crate::effort;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::{fs, path::Path};
use yinwen::model::Record;
use yinwen::refs::{self, Context};

fn shown(r: &Record) -> Value {
    let faces: Vec<Value> = r
        .faces
        .iter()
        .map(|f| {
            let mut v = json!({"type": f.kind.as_str(), "language": f.language});
            for (k, t) in &f.fields {
                v[k.as_str()] = json!(t);
            }
            for (k, n) in &f.names {
                v[k.as_str()] = json!(n);
            }
            for (k, d) in &f.dates {
                v[k.as_str()] = json!(d);
            }
            v
        })
        .collect();
    json!({"raw": r.raw, "faces": faces, "locator": r.locator, "flags": r.flags, "reader": r.reader})
}

fn context(folder: &Path) -> Context {
    match folder.parent().and_then(|p| p.file_name()).and_then(|n| n.to_str()) {
        Some("none" | "short" | "address") => Context::Note,
        _ => Context::Entry,
    }
}

fn cases() -> Vec<std::path::PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/refs");
    let mut out: Vec<_> = fs::read_dir(root)
        .expect("fixtures")
        .flatten()
        .filter(|d| d.path().is_dir())
        .flat_map(|style| fs::read_dir(style.path()).expect("style folder").flatten().map(|c| c.path()).collect::<Vec<_>>())
        .filter(|c| c.join("input.txt").exists())
        .collect();
    out.sort();
    out
}

#[test]
fn each_fixture_reads_as_it_is_written_down() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    let all = cases();
    assert!(all.len() > 15, "the fixtures must be found");
    // Folders with pieces.json hold what one Latin style sees; tests/it/latin.rs compares them.
    for case in all.into_iter().filter(|c| !c.join("pieces.json").exists()) {
        let input = fs::read_to_string(case.join("input.txt")).expect("input");
        let input = input.trim_end();
        let got = Value::from(refs::parse(input, context(&case)).iter().map(shown).collect::<Vec<_>>());
        let file = case.join("expected.json");
        if bless {
            fs::write(&file, serde_json::to_string_pretty(&got).expect("json") + "\n").expect("write");
            continue;
        }
        let want: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap_or_default()).unwrap_or(Value::Null);
        if want != got {
            wrong.push(format!("{}\n{}", case.display(), serde_json::to_string_pretty(&got).expect("json")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_record_stands_where_its_text_is_printed() {
    for case in cases() {
        let input = fs::read_to_string(case.join("input.txt")).expect("input");
        let chars: Vec<char> = input.chars().collect();
        for r in refs::parse(&input, context(&case)) {
            let part: String = chars[r.place.start as usize..r.place.end as usize].iter().collect();
            assert_eq!(part, r.raw, "{}", case.display());
        }
    }
}

#[test]
fn every_prefix_of_every_fixture_is_read_without_a_panic() {
    for case in cases() {
        let input = fs::read_to_string(case.join("input.txt")).expect("input");
        for (i, _) in input.char_indices().step_by(5) {
            for c in [Context::Entry, Context::Note, Context::SourceLine] {
                let mut records = refs::parse(&input[..i], c);
                refs::resolve(&mut records);
                assert!(records.iter().all(|r| input.contains(r.raw.as_str())));
            }
        }
    }
}

#[test]
fn a_short_form_takes_the_work_before_it_and_keeps_its_own_page() {
    let mut all = refs::parse("何龄修：《读顾诚〈南明史〉》，《中国史研究》1998年第3期。", Context::Note);
    all.extend(refs::parse("同上，第170页。", Context::Note));
    refs::resolve(&mut all);
    assert_eq!(all.len(), 2);
    assert_eq!(all[1].faces, all[0].faces);
    assert!(all[1].locator.contains("170"), "{}", all[1].locator);
}

#[test]
fn a_very_long_line_is_read_in_time() {
    let authors = "张三, 李四, ".repeat(2_000);
    let line = format!("{authors}等. 题名[J]. 学报, 2012, 52(11): 1-2.");
    let (time, ()) = effort::of(|| {
        assert!(!refs::parse(&line, Context::Entry).is_empty());
        for open in ["(", "[", "《", "“", "1. ", "a, "] {
            let _ = refs::parse(&open.repeat(4_000), Context::Note);
        }
    });
    assert!(time.as_secs() < 60, "time must not grow with the square of the length: {time:?}");
}

#[test]
fn lines_of_every_shape_are_read_in_time_that_grows_with_their_length() {
    const UNITS: &[&str] = &[
        "(",
        "[(",
        "《",
        "“",
        "[J",
        "a(b)/",
        "Smith, J., ",
        "A. B. ",
        "1(2),",
        "2001. ",
        "http://a.b/c(d ",
        "张三：《题名》，出版社2001年版；",
        "; Smith, “Title,” Journal 2001",
        "—-",
        "and & ",
        "等. et al. ",
        "In: 载",
        "//",
        "*a* ",
        "$a$ ",
        "<a ",
        "&a;",
        "同上，",
        "转引自",
        "[1] 张三. 题名[J]. 学报, 2001, 1(2): 3-4.",
        "a:b;",
        "第1卷第2期",
        "中",
        "{\"",
        "Vol. 1, no. 2, pp. ",
    ];
    let (time, ()) = effort::of(|| {
        for unit in UNITS {
            for front in ["", "http://", "Smith, J. (2001). "] {
                let line = format!("{front}{}", unit.repeat(40_000 / unit.len()));
                let _ = refs::parse(&line, Context::Entry);
                let _ = refs::parse(&line, Context::Note);
            }
        }
        for unit in ["张三，", "Smith J, ", "a. "] {
            let _ = refs::parse(&unit.repeat(1_000_000 / unit.len()), Context::Entry);
        }
    });
    assert!(time.as_secs() < 120, "time must not grow with the square of the length: {time:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn no_text_makes_a_reader_panic(s in "[\\PC《》〈〉（）［］第卷期页年，。：；0-9A-Za-z .,:\\[\\]()\\n*$<>&_]{0,160}") {
        for c in [Context::Entry, Context::Note, Context::SourceLine] {
            let mut records = refs::parse(&s, c);
            refs::resolve(&mut records);
        }
    }
}
