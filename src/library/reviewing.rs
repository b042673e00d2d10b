//! The queue of open questions about pairs of works: one a pair of works, the most worthy first, each with its evidence.

use super::{Library, matching};
use crate::dedup;
use crate::store::works::{self, Work};
use crate::store::{Result, decisions, records};
use rustc_hash::FxHashSet;

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

impl Library {
    /// The open questions. The likeliest come first, and of those the ones about more records.
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
