//! The queue from end to end: questions as JSON, answers by file, and what is answered is not asked again.

use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn yinwen(library: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yinwen"));
    command.arg("--library").arg(library).args(args).env("LC_ALL", "C").stdin(Stdio::null());
    command.output().expect("the program starts")
}

fn ok(library: &Path, args: &[&str]) -> String {
    let out = yinwen(library, args);
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).expect("UTF-8")
}

fn questions(library: &Path) -> Vec<Value> {
    serde_json::from_str(&ok(library, &["review", "--json"])).expect("JSON")
}

/// Three pairs that differ in the year alone, by more than a print may, so that a person must say.
fn fill(folder: &Path) -> std::path::PathBuf {
    let titles =
        ["Measured growth of lichens on northern walls", "Salt in the sediments of a drained lake", "Early maps of the upper river valley"];
    let item = |id: String, title: &str, family: &str, year: i32| {
        json!({"id": id, "type": "article-journal", "title": title, "author": [{"family": family, "given": "A."}],
               "container-title": "Journal of Examples", "issued": {"date-parts": [[year]]}})
    };
    let mut items = Vec::new();
    for (i, (title, family)) in titles.iter().zip(["Archer", "Baker", "Carver"]).enumerate() {
        items.push(item(format!("{family}one"), title, family, 2001 + i as i32));
        items.push(item(format!("{family}two"), title, family, 2004 + i as i32));
    }
    let file = folder.join("items.json");
    std::fs::write(&file, Value::from(items).to_string()).expect("written");
    let library = folder.join("l.db");
    ok(&library, &["add", file.to_str().expect("path")]);
    library
}

#[test]
fn questions_are_answered_by_a_file_and_not_asked_again() {
    let folder = tempfile::tempdir().expect("folder");
    let library = fill(folder.path());
    let mut open = questions(&library);
    assert_eq!(open.len(), 3, "{open:?}");
    for (question, answer) in open.iter_mut().zip(["same", "different", "related"]) {
        assert!(question["why"].as_array().is_some_and(|w| w.iter().any(|r| r.as_str().is_some_and(|r| r.starts_with("year differs")))));
        question["answer"] = answer.into();
    }
    let file = folder.path().join("answers.json");
    std::fs::write(&file, Value::from(open.clone()).to_string()).expect("written");
    ok(&library, &["review", "--apply", file.to_str().expect("path")]);
    assert!(questions(&library).is_empty());
    ok(&library, &["library", "--rebuild"]);
    assert!(questions(&library).is_empty(), "not after a rebuild either");
    let key = open[0]["a"].as_str().expect("key");
    let why = ok(&library, &["why", key]);
    assert!(why.contains("is the same as") && why.contains("person"), "{why}");
    ok(&library, &["undo"]);
    ok(&library, &["undo"]);
    ok(&library, &["undo"]);
    assert_eq!(questions(&library).len(), 3, "answers that are taken back are questions again");
}

#[test]
fn a_wrong_answer_changes_nothing_and_one_that_cannot_be_given_is_named() {
    let folder = tempfile::tempdir().expect("folder");
    let library = fill(folder.path());
    let open = questions(&library);
    let file = folder.path().join("answers.json");
    let path = file.to_str().expect("path");
    let mut rows = open.clone();
    rows[0]["answer"] = "same".into();
    rows[1]["answer"] = "perhaps".into();
    std::fs::write(&file, Value::from(rows).to_string()).expect("written");
    assert_eq!(yinwen(&library, &["review", "--apply", path]).status.code(), Some(2));
    assert_eq!(questions(&library).len(), 3);
    std::fs::write(&file, json!([{"a": "nobody", "b": "nowhere", "answer": "same"}]).to_string()).expect("written");
    let out = yinwen(&library, &["review", "--apply", path]);
    assert_eq!(out.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&out.stderr).contains("nobody"));
}

#[test]
fn every_verdict_on_files_explains_itself() {
    let folder = tempfile::tempdir().expect("folder");
    let library = fill(folder.path());
    let items = folder.path().join("items.json");
    let found: Value =
        serde_json::from_str(&ok(&library, &["duplicates", "--explain", "--json", items.to_str().expect("path")])).expect("JSON");
    let why = found["why"].as_array().expect("reasons");
    assert_eq!(why.len(), found["review"].as_array().map_or(0, Vec::len));
    assert!(why.iter().all(|w| w["why"].as_array().is_some_and(|r| !r.is_empty())), "{why:?}");
}

#[test]
fn doubtful_readings_are_asked_about_and_answered_by_the_same_file() {
    let folder = tempfile::tempdir().expect("folder");
    let library = folder.path().join("l.db");
    let document = folder.path().join("rivers.md");
    let text = "# A study of rivers\n\nText that cites [1] and [2] and [3].\n\n## References\n\n\
        [1] Archer A. Measured growth of lichens on northern walls. Journal of Examples, 2001, 12(3): 101-118.\n\
        [2] Smith and others, the river book, some press or other, second printing, with maps\n\
        [3] Letter of the bridge master to the town, kept in the archive of the guild, box nine\n";
    std::fs::write(&document, text).expect("written");
    ok(&library, &["add", document.to_str().expect("path")]);
    let mut open = questions(&library);
    assert_eq!(open.len(), 2, "{open:?}");
    let doubt = |q: &Value| q["confidence"].as_f64().map_or(0.0, |c| 10.0 - (c * 10.0).floor());
    assert!(doubt(&open[0]) >= doubt(&open[1]), "the most doubtful one first: {open:?}");
    assert!(open.iter().all(|q| q["line"].as_u64().is_some_and(|n| n >= 8) && q["confidence"].as_f64().is_some_and(|c| c < 0.6)));
    for question in &mut open {
        let kept = question["text"].as_str().is_some_and(|t| t.contains("bridge master"));
        question["answer"] = if kept { "right" } else { "wrong" }.into();
    }
    let file = folder.path().join("answers.json");
    std::fs::write(&file, Value::from(open.clone()).to_string()).expect("written");
    ok(&library, &["review", "--apply", file.to_str().expect("path")]);
    assert!(questions(&library).is_empty());
    let listed = ok(&library, &["list"]);
    assert!(listed.contains("bridge master") && !listed.contains("river book"), "{listed}");
    ok(&library, &["library", "--rebuild"]);
    assert!(questions(&library).is_empty(), "an answer outlives a rebuild");
    ok(&library, &["undo"]);
    ok(&library, &["undo"]);
    assert_eq!(questions(&library).len(), 2, "answers that are taken back are questions again");
}

#[test]
fn a_change_to_a_merged_work_stays_with_its_part_or_is_asked_about() {
    let item = |id: &str, title: &str, more: Value| {
        let mut item = json!({"id": id, "type": "book", "title": title, "author": [{"family": "Archer", "given": "A."}]});
        if let (Value::Object(item), Value::Object(more)) = (&mut item, more) {
            item.extend(more);
        }
        item
    };
    let items = json!([
        item("one", "Rivers of the north", json!({"publisher": "Quay"})),
        item("two", "Walls of the south", json!({"ISBN": "9780306406157"}))
    ]);
    for how in ["undo", "split"] {
        let folder = tempfile::tempdir().expect("folder");
        let library = folder.path().join("l.db");
        let file = folder.path().join("items.json");
        std::fs::write(&file, items.to_string()).expect("written");
        ok(&library, &["add", file.to_str().expect("path")]);
        ok(&library, &["merge", "one", "two"]);
        let merge = ok(&library, &["log", "--json"]);
        let merge: Vec<Value> = serde_json::from_str(&merge).expect("JSON");
        let number = merge[0]["id"].to_string();
        ok(&library, &["edit", "one", "ISBN=9783161484100", "publisher=Quay Press", "edition=2"]);
        if how == "undo" {
            ok(&library, &["undo", &number]);
        } else {
            ok(&library, &["split", "one"]);
        }
        let show = |key: &str| ok(&library, &["show", key]);
        assert!(show("two").contains("9783161484100"), "{how}: the number belongs to the part that has one: {}", show("two"));
        assert!(show("one").contains("Quay Press") && !show("one").contains("9783161484100"), "{how}: {}", show("one"));
        let mut open = questions(&library);
        assert_eq!(open.len(), 1, "{how}: neither part had an edition: {open:?}");
        assert!(open[0]["value"].as_str().is_some_and(|v| v.starts_with("edition=")), "{open:?}");
        open[0]["answer"] = if open[0]["a"] == "one" { "b" } else { "a" }.into();
        let answers = folder.path().join("answers.json");
        std::fs::write(&answers, Value::from(open).to_string()).expect("written");
        ok(&library, &["review", "--apply", answers.to_str().expect("path")]);
        assert!(questions(&library).is_empty());
        assert!(show("two").contains("edition"), "{how}: {}", show("two"));
        assert!(!show("one").contains("edition"), "{how}: {}", show("one"));
    }
}
