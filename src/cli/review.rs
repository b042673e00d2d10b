//! `yinwen review`: the queue of open questions, answered by single keys in a terminal, or by a file.

use super::args::{Global, ReviewArgs};
use super::asking::{self, SingleKeys};
use super::report::{Exit, Outcome, Talk, Trouble, print_json};
use super::{conflicts, input, place};
use crate::library::Library;
use crate::library::reviewing::{Open, Side};
use crate::model::Relation;
use crate::store::synced;
use serde_json::{Value, json};
use std::io::{IsTerminal, Write};

/// Runs the command.
pub fn run(args: &ReviewArgs, global: &Global, talk: &Talk) -> Outcome {
    let mut library = place::open(global, talk)?;
    if let Some(path) = &args.apply {
        return apply(&mut library, &input::bytes(path)?, talk);
    }
    let questions = library.open_questions()?;
    if talk.json || talk.ndjson {
        let mut rows: Vec<Value> = questions.iter().map(row).collect();
        rows.extend(conflicts::rows(&library)?);
        print_json(&rows, talk)?;
        return Ok(Exit::Clean);
    }
    let open = synced::conflicts(&library.store.db, None)?;
    if questions.is_empty() && open.is_empty() {
        talk.say(talk.tr("Nothing to look at.", "没有待核条目。"));
        return Ok(Exit::Clean);
    }
    let mut out = std::io::stdout();
    if !talk.may_ask() || !out.is_terminal() {
        for question in &questions {
            writeln!(out, "{}", line(question))?;
        }
        for c in &open {
            writeln!(out, "{}\t{}\t{} ≠ {}", c.key, c.field, c.library, c.file)?;
        }
        return Ok(Exit::Clean);
    }
    if !conflicts::ask(&mut library, &open, talk)? || questions.is_empty() {
        return Ok(Exit::Clean);
    }
    let _raw = SingleKeys::set();
    asking::ask(&mut library, &questions, &mut std::io::stdin().lock(), &mut out, talk)
}

/// A question as a row of `review --json`.
fn row(question: &Open) -> Value {
    match question {
        Open::Pair(q) => json!({"a": q.a.record.key, "b": q.b.record.key, "score": q.score, "why": q.why}),
        Open::Reading(r) => json!({"reading": r.record, "key": r.work.record.key, "confidence": r.confidence, "text": r.text,
                                   "document": r.place.0, "line": r.place.1}),
        Open::Change(c) => json!({"change": c.id, "a": c.a.record.key, "b": c.b.record.key, "what": c.what, "value": c.value}),
    }
}

/// A question in one line.
fn line(question: &Open) -> String {
    match question {
        Open::Pair(q) => format!("{}\t{}\t{:.2}", q.a.record.key, q.b.record.key, q.score),
        Open::Reading(r) => format!("{}\t#{}\t{:.2}\t{}", r.work.record.key, r.record, r.confidence, r.text.replace('\n', " ")),
        Open::Change(c) => format!("{}\t{}\t{} {}", c.a.record.key, c.b.record.key, c.what, c.value),
    }
}

/// What a row of answers is about.
enum About {
    Pair(String, String),
    Reading(i64),
    Change(i64),
    Conflict(i64),
}

impl About {
    fn of(row: &Value) -> Self {
        let number = |name: &str| row.get(name).and_then(Value::as_i64);
        let get = |name: &str| row.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        if let Some(id) = number("conflict") {
            About::Conflict(id)
        } else if let Some(id) = number("reading") {
            About::Reading(id)
        } else if let Some(id) = number("change") {
            About::Change(id)
        } else {
            About::Pair(get("a"), get("b"))
        }
    }

    /// The answers it can be given, besides none.
    fn answers(&self) -> &'static [&'static str] {
        match self {
            About::Pair(..) => &["same", "different", "related", "skip"],
            About::Reading(_) => &["right", "wrong", "skip"],
            About::Change(_) => &["a", "b", "both", "skip"],
            About::Conflict(_) => &["library", "file", "skip"],
        }
    }
}

/// Answers from a file: rows of `review --json` with an `answer` each. A row that cannot be done is named and left out.
fn apply(library: &mut Library, bytes: &[u8], talk: &Talk) -> Outcome {
    let rows: Vec<Value> = serde_json::from_slice(bytes).map_err(|e| Trouble::usage(format!("answers: {e}")))?;
    let get = |row: &Value, name: &str| row.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    for row in &rows {
        let (answer, kind, about) = (get(row, "answer"), get(row, "type"), About::of(row));
        if !answer.is_empty() && !about.answers().contains(&answer.as_str()) {
            return Err(Trouble::usage(format!("unknown answer: {answer}")).hint(about.answers().join(", ")));
        }
        if answer == "related" && !kind.is_empty() && Relation::from_name(&kind).is_none() {
            return Err(Trouble::usage(format!("unknown relation: {kind}")));
        }
    }
    let (mut done, mut exit) = (0, Exit::Clean);
    for row in &rows {
        let answer = get(row, "answer");
        if matches!(answer.as_str(), "" | "skip") {
            continue;
        }
        let (name, got) = match About::of(row) {
            About::Conflict(id) => {
                if let Some(side) = conflicts::side(&answer)? {
                    library.settle_conflict(id, side)?;
                    done += 1;
                }
                continue;
            }
            About::Reading(id) => (format!("#{id}"), library.judge_reading(id, answer == "right")),
            About::Change(id) => {
                let side = match answer.as_str() {
                    "a" => Side::First,
                    "b" => Side::Second,
                    _ => Side::Both,
                };
                (id.to_string(), library.settle_change(id, side))
            }
            About::Pair(a, b) => {
                let got = match answer.as_str() {
                    "same" => library.merge(&a, &b),
                    "different" => library.different(&a, &b),
                    _ => library.relate(&a, &b, Relation::from_name(&get(row, "type")).unwrap_or(Relation::Related)),
                };
                (format!("{a}, {b}"), got)
            }
        };
        match got {
            Ok(_) => done += 1,
            Err(e) => {
                talk.error(&Trouble::failed(format!("{name}: {e}")));
                exit = Exit::Partly;
            }
        }
    }
    talk.say(format!("{done} {}", talk.tr("answered", "条已处理")));
    Ok(exit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quiet() -> Talk {
        Talk { chinese: false, quiet: true, json: false, ndjson: false, no_input: true, colour: false }
    }

    /// A library with one open question, and another work.
    fn library(folder: &std::path::Path) -> Library {
        let file = folder.join("two.json");
        let item = |id: &str, title: &str, year: i32, family: &str| {
            json!({"id": id, "type": "article-journal", "title": title, "author": [{"family": family, "given": "A."}],
                   "container-title": "Journal of Examples", "issued": {"date-parts": [[year]]}})
        };
        let title = "Measured growth of lichens on northern walls";
        let items = json!([item("one", title, 2001, "Archer"), item("two", title, 2004, "Archer"), item("far", "Ships", 1990, "Bligh")]);
        std::fs::write(&file, items.to_string()).expect("written");
        let mut library = Library::open(&folder.join("l.db")).expect("library");
        library.add(&[file], &crate::documents::Limits::default(), |_| true).expect("added");
        library
    }

    fn answers(library: &mut Library, keys: &str) -> String {
        let questions = library.open_questions().expect("questions");
        let mut out = Vec::new();
        asking::ask(library, &questions, &mut keys.as_bytes(), &mut out, &quiet()).expect("asked");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn single_keys_answer_take_back_and_stop() {
        let folder = tempfile::tempdir().expect("folder");
        let mut library = library(folder.path());
        let open = |library: &Library| library.questions().expect("questions").len();
        assert_eq!(open(&library), 1);
        let shown = answers(&mut library, "q");
        assert!(shown.contains("2001") && shown.contains("2004") && shown.contains("differs"), "{shown}");
        answers(&mut library, "n");
        assert_eq!(open(&library), 1, "stopping and passing over answer nothing");
        answers(&mut library, "dun");
        assert_eq!(open(&library), 1, "an answer taken back is a question again");
        answers(&mut library, "d");
        assert_eq!(open(&library), 0, "what is different is not asked again");
        library.undo(None).expect("undone");
        answers(&mut library, "r");
        assert_eq!(open(&library), 0, "what is related is not asked again");
        library.undo(None).expect("undone");
        answers(&mut library, "s");
        assert_eq!(library.work("one").expect("work").id, library.work("two").expect("work").id);
    }
}
