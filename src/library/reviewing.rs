//! The queue of open questions, the most worthy first: pairs of works that may be one, readings that are little borne out,
//! and changes of which it is not clear to what part of a divided work they belong. Each comes with its evidence.

use super::{Library, deriving, matching};
use crate::dedup;
use crate::store::works::{self, Work};
use crate::store::{Error, Result, decisions, documents, doubts, records};
use rustc_hash::FxHashSet;

/// One of the open questions.
#[derive(Clone, Debug)]
pub enum Open {
    /// Are these two one work?
    Pair(Question),
    /// Is this what was printed?
    Reading(Reading),
    /// To which part does this change belong?
    Change(Change),
}

/// A record that was read with doubt.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Its number.
    pub record: i64,
    /// Its work.
    pub work: Work,
    /// How far the reading is borne out, 0–1.
    pub confidence: f64,
    /// The text as printed.
    pub text: String,
    /// Where it stands: document and line.
    pub place: (String, u32),
}

/// A change that was made while two works were one.
#[derive(Clone, Debug)]
pub struct Change {
    /// Number of the decision that asks.
    pub id: i64,
    /// `field`, `tag`, `note`, `file`.
    pub what: String,
    /// The field and its value, or the tag, note or file.
    pub value: String,
    /// The part that has it.
    pub a: Work,
    /// The other part.
    pub b: Work,
}

/// To which part a change belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// It stays where it is.
    First,
    /// It goes to the other part.
    Second,
    /// Both have it.
    Both,
}

/// A question: are these two one work?
#[derive(Clone, Debug)]
pub struct Question {
    /// How likely they are one, 0–1.
    pub score: f64,
    /// Evidence and vetoes, the strongest first.
    pub why: Vec<String>,
    /// The older work.
    pub a: Work,
    /// The newer work.
    pub b: Work,
}

/// Author of what a person decides.
const PERSON: &str = "person";

impl Library {
    /// All open questions: what is most likely wrong comes first, and of that what concerns more records.
    pub fn open_questions(&self) -> Result<Vec<Open>> {
        let db = &self.store.db;
        let mut all: Vec<(i64, usize, Open)> = Vec::new();
        for change in self.changes()? {
            all.push((10, 2, Open::Change(change)));
        }
        for (n, question) in self.questions()?.into_iter().enumerate() {
            // They come in the order of their worth.
            all.push(((question.score * 10.0) as i64, usize::MAX - n, Open::Pair(question)));
        }
        for reading in self.readings()? {
            let weight = works::members(db, reading.work.id)?.len();
            all.push((((1.0 - reading.confidence) * 10.0) as i64, weight, Open::Reading(reading)));
        }
        all.sort_by_key(|(worth, weight, _)| std::cmp::Reverse((*worth, *weight)));
        Ok(all.into_iter().map(|(.., open)| open).collect())
    }

    /// Readings that nobody has looked at, the most doubtful first.
    pub fn readings(&self) -> Result<Vec<Reading>> {
        let db = &self.store.db;
        let mut all = Vec::new();
        for (id, confidence) in doubts::all(db)? {
            let Some(work) = works::of_record(db, id)?.map(|w| works::get(db, w)).transpose()?.flatten() else { continue };
            let Some(stored) = records::get(db, id)? else { continue };
            let path = stored.document.map(|d| documents::get(db, d)).transpose()?.flatten().map(|d| d.path).unwrap_or_default();
            let place = (path, stored.record.place.line);
            all.push(Reading { record: id, work, confidence, text: stored.record.raw, place });
        }
        Ok(all)
    }

    /// Says that a reading is right, or that it is no reference at all; nothing where that was said.
    pub fn judge_reading(&mut self, record: i64, right: bool) -> Result<Option<i64>> {
        let what = if right { "checked" } else { "removed" };
        let (op, ()) = self.operate("review", &format!("#{record} {what}"), |db, op| {
            if records::get(db, record)?.is_none() {
                return Err(Error::Other(format!("no record {record}")));
            }
            if !decisions::about(db, record)?.iter().any(|d| d.record == record && d.what == what) {
                decisions::add(db, op, what, record, None, "", PERSON)?;
            }
            deriving::refresh(db, op, &[record])
        })?;
        Ok(op)
    }

    /// Changes of which it is not clear to what part they belong.
    pub fn changes(&self) -> Result<Vec<Change>> {
        let db = &self.store.db;
        let mut all = Vec::new();
        for asked in decisions::open_changes(db)? {
            let Some(change) = asked.value.parse().ok().map(|id| decisions::get(db, id)).transpose()?.flatten() else { continue };
            let work = |record: i64| -> Result<Option<Work>> {
                works::of_record(db, record)?.map(|w| works::get(db, w)).transpose().map(Option::flatten)
            };
            let (Some(a), Some(b)) = (work(asked.record)?, asked.other.map(work).transpose()?.flatten()) else { continue };
            if a.id != b.id {
                all.push(Change { id: asked.id, what: change.what, value: change.value, a, b });
            }
        }
        Ok(all)
    }

    /// Says to which part a change belongs.
    pub fn settle_change(&mut self, id: i64, side: Side) -> Result<Option<i64>> {
        let (op, ()) = self.operate("review", &format!("change {id}"), |db, op| {
            let asked = decisions::get(db, id)?.filter(|d| d.what == "whose");
            let asked = asked.ok_or_else(|| Error::Other(format!("no open question {id}")))?;
            decisions::withdraw(db, op, id)?;
            let change = asked.value.parse().ok().map(|id| decisions::get(db, id)).transpose()?.flatten();
            if let (Some(change), Some(other)) = (change, asked.other)
                && side != Side::First
            {
                decisions::add(db, op, &change.what, other, None, &change.value, PERSON)?;
                if side == Side::Second {
                    decisions::withdraw(db, op, change.id)?;
                }
            }
            let touched: Vec<i64> = std::iter::once(asked.record).chain(asked.other).collect();
            deriving::refresh(db, op, &touched)
        })?;
        Ok(op)
    }

    /// The open questions about pairs. The likeliest come first, and of those the ones about more records.
    pub fn questions(&self) -> Result<Vec<Question>> {
        let db = &self.store.db;
        let mut seen = FxHashSet::default();
        let mut all: Vec<(usize, Question)> = Vec::new();
        for pair in works::reviews(db)? {
            let (Some(x), Some(y)) = (works::of_record(db, pair.a)?, works::of_record(db, pair.b)?) else { continue };
            let (x, y) = (x.min(y), x.max(y));
            if x == y || !seen.insert((x, y)) || self.answered(x, y)? {
                continue;
            }
            let (Some(a), Some(b)) = (works::get(db, x)?, works::get(db, y)?) else { continue };
            let weight = works::members(db, x)?.len() + works::members(db, y)?.len();
            let why = self.evidence(pair.a, pair.b)?;
            all.push((weight, Question { score: pair.score, why, a, b }));
        }
        let tens = |q: &Question| (q.score * 10.0) as i64;
        all.sort_by(|(v, p), (w, q)| tens(q).cmp(&tens(p)).then(w.cmp(v)).then_with(|| (p.a.id, p.b.id).cmp(&(q.a.id, q.b.id))));
        Ok(all.into_iter().map(|(_, q)| q).collect())
    }

    /// Whether anything was decided between two works already: what is related or different is not asked about.
    fn answered(&self, a: i64, b: i64) -> Result<bool> {
        let db = &self.store.db;
        let others = works::members(db, b)?;
        for one in works::members(db, a)? {
            let between = |d: &decisions::Decision| {
                let other = if d.record == one { d.other } else { Some(d.record) };
                matches!(d.what.as_str(), "different" | "related") && other.is_some_and(|o| others.contains(&o))
            };
            if decisions::about(db, one)?.iter().any(between) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Why two records are held to be what they are to each other.
    fn evidence(&self, a: i64, b: i64) -> Result<Vec<String>> {
        let db = &self.store.db;
        let (Some(a), Some(b)) = (records::get(db, a)?, records::get(db, b)?) else { return Ok(Vec::new()) };
        Ok(dedup::compare(&a.record, &b.record).1)
    }

    /// Why the records of a work were joined: one line a decision, with its author and the evidence.
    pub fn why_joined(&self, key: &str) -> Result<Vec<String>> {
        let db = &self.store.db;
        let members = works::members(db, self.work(key)?.id)?;
        let mut out = Vec::new();
        for member in &members {
            for d in decisions::about(db, *member)?.iter().filter(|d| d.record == *member && d.what == "same") {
                let Some(other) = d.other.filter(|o| members.contains(o)) else { continue };
                let how = if d.value == "face" { "another face of" } else { "the same as" };
                let why = if d.author == matching::RULE { self.evidence(*member, other)?.join("; ") } else { String::new() };
                out.push(format!("#{member} is {how} #{other}: {}{}{why}", d.author, if why.is_empty() { "" } else { ": " }));
            }
        }
        Ok(out)
    }
}
