//! The questions of `yinwen review` in a terminal: one after the other, answered by single keys, taken back, stopped.

use super::beside;
use super::report::{Exit, Outcome, Talk, Trouble};
use crate::library::reviewing::{Change, Open, Question, Reading, Side};
use crate::library::{Library, proving};
use crate::model::Relation;
use std::io::{Read, Write};

/// The terminal gives each key at once while this lives; where `stty` is not to be had, after Enter.
pub struct SingleKeys(Option<String>);

impl SingleKeys {
    /// Sets the terminal until it is dropped.
    pub fn set() -> Self {
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

/// The next key, in small letters; the end of input and what would end a program quit.
fn key(keys: &mut dyn Read) -> std::io::Result<u8> {
    let mut key = [0u8];
    if keys.read(&mut key)? == 0 {
        return Ok(b'q');
    }
    Ok(match key[0].to_ascii_lowercase() {
        // Control-C and Control-D do not end the program while single keys are read.
        3 | 4 | 27 => b'q',
        b' ' => b'n',
        other => other,
    })
}

/// The next key that is one of these.
fn one_of(wanted: &[u8], keys: &mut dyn Read) -> std::io::Result<u8> {
    loop {
        let got = key(keys)?;
        if wanted.contains(&got) || matches!(got, b'n' | b'u' | b'q') {
            return Ok(got);
        }
    }
}

/// What became of a question.
enum Done {
    /// Answered, by an operation, or passed over.
    Next(Option<i64>),
    /// The answer before it is taken back.
    Undo,
    Quit,
}

/// Asks one question after the other. What is answered stays answered; what is not comes again the next time.
pub fn ask(library: &mut Library, questions: &[Open], keys: &mut dyn Read, out: &mut dyn Write, talk: &Talk) -> Outcome {
    let mut done: Vec<(usize, i64)> = Vec::new();
    let mut at = 0;
    loop {
        let became = match questions.get(at) {
            Some(question) => {
                let count = format!("{}/{}", at + 1, questions.len());
                match question {
                    Open::Pair(q) => pair(library, q, &count, keys, out, talk)?,
                    Open::Reading(r) => reading(library, r, &count, keys, out, talk)?,
                    Open::Change(c) => change(library, c, &count, keys, out, talk)?,
                }
            }
            // The last answer can be taken back too.
            None if !done.is_empty() => last(keys, out, talk)?,
            None => Done::Quit,
        };
        match became {
            Done::Next(op) => {
                done.extend(op.map(|op| (at, op)));
                at += 1;
            }
            Done::Undo => at = take_back(library, &mut done)?.unwrap_or(at),
            Done::Quit => break,
        }
    }
    let left = library.open_questions()?.len();
    talk.say(format!("{} {}, {left} {}", done.len(), talk.tr("answered", "条已处理"), talk.tr("left", "条待核")));
    Ok(Exit::Clean)
}

fn prompt(out: &mut dyn Write, text: &str) -> std::io::Result<()> {
    write!(out, "{text} ")?;
    out.flush()
}

fn became(key: u8, op: impl FnOnce(u8) -> Result<Option<i64>, Trouble>) -> Result<Done, Trouble> {
    Ok(match key {
        b'u' => Done::Undo,
        b'q' => Done::Quit,
        b'n' => Done::Next(None),
        key => Done::Next(op(key)?),
    })
}

/// Two works: one, or not?
fn pair(library: &mut Library, q: &Question, count: &str, keys: &mut dyn Read, out: &mut dyn Write, talk: &Talk) -> Result<Done, Trouble> {
    let (Ok(a), Ok(b)) = (library.work(&q.a.record.key), library.work(&q.b.record.key)) else { return Ok(Done::Next(None)) };
    if a.id == b.id {
        // An answer before this one has joined them.
        return Ok(Done::Next(None));
    }
    writeln!(out, "\n{count}  {:.0} %", q.score * 100.0)?;
    beside::show(&a.record, &b.record, &q.why, out, talk)?;
    prompt(out, talk.tr("[s]ame  [d]ifferent  [r]elated  [n]ext  [u]ndo  [q]uit", "[s]同一  [d]不同  [r]相关  [n]跳过  [u]撤销  [q]退出"))?;
    let key = one_of(b"sydr", keys)?;
    writeln!(out)?;
    let (x, y) = (&a.record.key, &b.record.key);
    became(key, |key| {
        Ok(match key {
            b'd' => library.different(x, y)?,
            b'r' => library.relate(x, y, Relation::Related)?,
            _ => library.merge(x, y)?,
        })
    })
}

/// A reading: what was printed, or not?
fn reading(
    library: &mut Library,
    r: &Reading,
    count: &str,
    keys: &mut dyn Read,
    out: &mut dyn Write,
    talk: &Talk,
) -> Result<Done, Trouble> {
    writeln!(out, "\n{count}  {:.0} %  {}:{}", r.confidence * 100.0, r.place.0, r.place.1)?;
    writeln!(out, "  {}", talk.strong(r.text.trim()))?;
    for face in &r.work.record.faces {
        for (name, value) in proving::values(face) {
            writeln!(out, "    {name:<16} {value}")?;
        }
    }
    prompt(
        out,
        talk.tr("[y] read right  [x] no reference  [n]ext  [u]ndo  [q]uit", "[y]识读无误  [x]并非引文  [n]跳过  [u]撤销  [q]退出"),
    )?;
    let key = one_of(b"ysx", keys)?;
    writeln!(out)?;
    became(key, |key| Ok(library.judge_reading(r.record, key != b'x')?))
}

/// A change made while two works were one: whose is it?
fn change(library: &mut Library, c: &Change, count: &str, keys: &mut dyn Read, out: &mut dyn Write, talk: &Talk) -> Result<Done, Trouble> {
    writeln!(out, "\n{count}  {} {}", c.what, talk.strong(&c.value))?;
    beside::show(&c.a.record, &c.b.record, &[], out, talk)?;
    prompt(
        out,
        talk.tr(
            "belongs to [a] left  [b] right  [s] both  [n]ext  [u]ndo  [q]uit",
            "属于 [a]左  [b]右  [s]两者  [n]跳过  [u]撤销  [q]退出",
        ),
    )?;
    let key = one_of(b"abs", keys)?;
    writeln!(out)?;
    became(key, |key| {
        let side = match key {
            b'a' => Side::First,
            b'b' => Side::Second,
            _ => Side::Both,
        };
        Ok(library.settle_change(c.id, side)?)
    })
}

/// After the last question: the answer before it can be taken back, anything else ends.
fn last(keys: &mut dyn Read, out: &mut dyn Write, talk: &Talk) -> Result<Done, Trouble> {
    prompt(out, talk.tr("\nThat was all.  [u]ndo  [q]uit", "\n已全部处理。  [u]撤销  [q]退出"))?;
    Ok(if key(keys)? == b'u' { Done::Undo } else { Done::Quit })
}

/// Takes the newest answer back; the question it was given to.
fn take_back(library: &mut Library, done: &mut Vec<(usize, i64)>) -> Result<Option<usize>, Trouble> {
    let Some((at, op)) = done.pop() else { return Ok(None) };
    library.undo(Some(op))?;
    Ok(Some(at))
}
