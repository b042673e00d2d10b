//! `yinwen review`: the queue of open questions, answered by single keys in a terminal, or by a file.

use super::args::{Global, ReviewArgs};
use super::report::{Exit, Outcome, Talk, Trouble, print_json};
use super::{beside, conflicts, input, place};
use crate::library::Library;
use crate::library::reviewing::Question;
use crate::model::Relation;
use crate::store::synced;
use serde_json::{Value, json};
use std::io::{IsTerminal, Read, Write};

/// Runs the command.
pub fn run(args: &ReviewArgs, global: &Global, talk: &Talk) -> Outcome {
    let mut library = place::open(global, talk)?;
    if let Some(path) = &args.apply {
        return apply(&mut library, &input::bytes(path)?, talk);
    }
    let questions = library.questions()?;
    if talk.json || talk.ndjson {
        let mut rows: Vec<Value> =
            questions.iter().map(|q| json!({"a": q.a.record.key, "b": q.b.record.key, "score": q.score, "why": q.why})).collect();
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
        for q in &questions {
            writeln!(out, "{}\t{}\t{:.2}", q.a.record.key, q.b.record.key, q.score)?;
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
    ask(&mut library, &questions, &mut std::io::stdin().lock(), &mut out, talk)
}

/// The terminal gives each key at once while this lives; where `stty` is not to be had, after Enter.
struct SingleKeys(Option<String>);

impl SingleKeys {
    fn set() -> Self {
        let kept = stty(&["-g"]).filter(|_| stty(&["-icanon", "-echo", "-isig", "min", "1"]).is_some());
        SingleKeys(kept)
    }
}

impl Drop for SingleKeys {
    fn drop(&mut self) {
        if let Some(kept) = &self.0 {
            let _ = stty(&[kept.trim()]);
        }
    }
}

fn stty(args: &[&str]) -> Option<String> {
    let out = std::process::Command::new("stty").args(args).stdin(std::process::Stdio::inherit()).output().ok()?;
    out.status.success().then(|| String::from_utf8_lossy(&out.stdout).into_owned())
}

/// What a key means.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Answer {
    Same,
    Different,
    Related,
    Skip,
    Undo,
    Quit,
}

/// The next key that means something; the end of input quits.
fn answer(keys: &mut dyn Read) -> std::io::Result<Answer> {
    let mut key = [0u8];
    loop {
        if keys.read(&mut key)? == 0 {
            return Ok(Answer::Quit);
        }
        return Ok(match key[0].to_ascii_lowercase() {
            b's' | b'y' => Answer::Same,
            b'd' => Answer::Different,
            b'r' => Answer::Related,
            b'n' | b' ' => Answer::Skip,
            b'u' => Answer::Undo,
            // Control-C and Control-D do not end the program while single keys are read.
            b'q' | 3 | 4 | 27 => Answer::Quit,
            _ => continue,
        });
    }
}

/// Asks one question after the other. What is answered stays answered; what is not comes again the next time.
fn ask(library: &mut Library, questions: &[Question], keys: &mut dyn Read, out: &mut dyn Write, talk: &Talk) -> Outcome {
    let mut done: Vec<(usize, i64)> = Vec::new();
    let mut at = 0;
    loop {
        let Some(question) = questions.get(at) else {
            // The last answer can be taken back too.
            if done.is_empty() || last(keys, out, talk)? != Answer::Undo {
                break;
            }
            at = take_back(library, &mut done)?.unwrap_or(at);
            continue;
        };
        let (Ok(a), Ok(b)) = (library.work(&question.a.record.key), library.work(&question.b.record.key)) else {
            at += 1;
            continue;
        };
        if a.id == b.id {
            // An answer before this one has joined them.
            at += 1;
            continue;
        }
        writeln!(out, "\n{}/{}  {:.0} %", at + 1, questions.len(), question.score * 100.0)?;
        beside::show(&a.record, &b.record, &question.why, out, talk)?;
        write!(
            out,
            "{} ",
            talk.tr("[s]ame  [d]ifferent  [r]elated  [n]ext  [u]ndo  [q]uit", "[s]同一  [d]不同  [r]相关  [n]跳过  [u]撤销  [q]退出")
        )?;
        out.flush()?;
        let answer = answer(keys)?;
        writeln!(out)?;
        let (x, y) = (&a.record.key, &b.record.key);
        let op = match answer {
            Answer::Same => library.merge(x, y)?,
            Answer::Different => library.different(x, y)?,
            Answer::Related => library.relate(x, y, Relation::Related)?,
            Answer::Skip => None,
            Answer::Quit => break,
            Answer::Undo => {
                at = take_back(library, &mut done)?.unwrap_or(at);
                continue;
            }
        };
        done.extend(op.map(|op| (at, op)));
        at += 1;
    }
    let left = library.questions()?.len();
    talk.say(format!("{} {}, {left} {}", done.len(), talk.tr("answered", "条已处理"), talk.tr("left", "条待核")));
    Ok(Exit::Clean)
}

/// After the last question: the answer before it can be taken back, anything else ends.
fn last(keys: &mut dyn Read, out: &mut dyn Write, talk: &Talk) -> Result<Answer, Trouble> {
    write!(out, "\n{} ", talk.tr("That was all.  [u]ndo  [q]uit", "已全部处理。  [u]撤销  [q]退出"))?;
    out.flush()?;
    Ok(answer(keys)?)
}

/// Takes the newest answer back; the question it was given to.
fn take_back(library: &mut Library, done: &mut Vec<(usize, i64)>) -> Result<Option<usize>, Trouble> {
    let Some((at, op)) = done.pop() else { return Ok(None) };
    library.undo(Some(op))?;
    Ok(Some(at))
}

/// Answers from a file: rows of `review --json` with an `answer` each. A row that cannot be done is named and left out.
fn apply(library: &mut Library, bytes: &[u8], talk: &Talk) -> Outcome {
    let rows: Vec<Value> = serde_json::from_slice(bytes).map_err(|e| Trouble::usage(format!("answers: {e}")))?;
    let get = |row: &Value, name: &str| row.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    for row in &rows {
        let (answer, kind) = (get(row, "answer"), get(row, "type"));
        if row.get("conflict").is_some() {
            conflicts::side(&answer)?;
        } else if !matches!(answer.as_str(), "same" | "different" | "related" | "skip" | "") {
            return Err(Trouble::usage(format!("unknown answer: {answer}")).hint("same, different, related, skip"));
        }
        if answer == "related" && !kind.is_empty() && Relation::from_name(&kind).is_none() {
            return Err(Trouble::usage(format!("unknown relation: {kind}")));
        }
    }
    let (mut done, mut exit) = (0, Exit::Clean);
    for row in &rows {
        let (a, b) = (get(row, "a"), get(row, "b"));
        if let Some(id) = row.get("conflict").and_then(Value::as_i64) {
            if let Some(side) = conflicts::side(&get(row, "answer"))? {
                library.settle_conflict(id, side)?;
                done += 1;
            }
            continue;
        }
        let got = match get(row, "answer").as_str() {
            "same" => library.merge(&a, &b),
            "different" => library.different(&a, &b),
            "related" => library.relate(&a, &b, Relation::from_name(&get(row, "type")).unwrap_or(Relation::Related)),
            _ => continue,
        };
        match got {
            Ok(_) => done += 1,
            Err(e) => {
                talk.error(&Trouble::failed(format!("{a}, {b}: {e}")));
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
        let items = json!([item("one", title, 2001, "Archer"), item("two", title, 2002, "Archer"), item("far", "Ships", 1990, "Bligh")]);
        std::fs::write(&file, items.to_string()).expect("written");
        let mut library = Library::open(&folder.join("l.db")).expect("library");
        library.add(&[file], &crate::documents::Limits::default(), |_| true).expect("added");
        library
    }

    fn answers(library: &mut Library, keys: &str) -> String {
        let questions = library.questions().expect("questions");
        let mut out = Vec::new();
        ask(library, &questions, &mut keys.as_bytes(), &mut out, &quiet()).expect("asked");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn single_keys_answer_take_back_and_stop() {
        let folder = tempfile::tempdir().expect("folder");
        let mut library = library(folder.path());
        let open = |library: &Library| library.questions().expect("questions").len();
        assert_eq!(open(&library), 1);
        let shown = answers(&mut library, "q");
        assert!(shown.contains("2001") && shown.contains("2002") && shown.contains("differs"), "{shown}");
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
