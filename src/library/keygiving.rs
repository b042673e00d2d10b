//! The key a work goes by: a person's choice, what its records bring, or what the library's pattern makes.

use crate::citing::keypattern::{Pattern, suffix};
use crate::model::{Face, Record};
use crate::store::decisions::{Decision, New};
use crate::store::records::Stored;
use crate::store::{Result, works};
use rusqlite::Connection;
use rustc_hash::FxHashMap;

/// What is known of a work's keys: those decided, the one chosen, and those its records bring.
#[derive(Default)]
pub struct Known {
    aliases: Vec<String>,
    chosen: Option<String>,
    /// Record and key.
    imported: Vec<(i64, String)>,
}

impl Known {
    /// What members and decisions say.
    pub fn of(members: &[&Stored], decisions: &[&Decision]) -> Self {
        let decided: Vec<&&Decision> = decisions.iter().filter(|d| d.what == "key").collect();
        let chosen = decided.iter().rfind(|d| d.author == "person").or_else(|| decided.first()).map(|d| d.value.clone());
        let imported = members
            .iter()
            .filter(|m| !m.record.key.is_empty() && !m.record.format.is_empty())
            .filter(|m| !decided.iter().any(|d| d.record == m.id && d.author == "imported"))
            .map(|m| (m.id, m.record.key.clone()))
            .collect();
        Known { aliases: decided.iter().map(|d| d.value.clone()).collect(), chosen, imported }
    }

    /// The key that the work goes by if no other work has it; empty where it will be made.
    pub fn likely(&self) -> &str {
        let imported = || self.imported.first().map(|(_, key)| key);
        self.chosen.as_ref().or(self.aliases.first()).or_else(imported).map_or("", String::as_str)
    }
}

/// Gives out keys, and holds the decisions that say so.
#[derive(Default)]
pub struct Keys {
    /// Decisions to be written.
    pub new: Vec<New>,
    /// The library's pattern, once it was asked for.
    pattern: Option<Pattern>,
    /// How many suffixes of a key are known to be taken.
    taken: FxHashMap<String, u32>,
}

impl Keys {
    /// The key a work goes by, and all it has or had. A person's choice wins, then the first: a later import adds an alias
    /// and never changes the key.
    pub fn choose(&mut self, db: &Connection, work: i64, record: &Record, known: Known) -> Result<(String, Vec<String>)> {
        let Known { mut aliases, chosen, imported } = known;
        for (member, printed) in imported {
            let key = if aliases.contains(&printed) { printed } else { self.free(db, &printed, work)? };
            self.decide(member, &key, "imported");
            aliases.push(key);
        }
        if let Some(key) = chosen.or_else(|| aliases.first().cloned()) {
            return Ok((key, aliases));
        }
        let base = self.generate(db, record.face())?;
        let key = self.free(db, &base, work)?;
        self.decide(work, &key, "citekey");
        Ok((key.clone(), vec![key]))
    }

    /// The key that the library's pattern makes.
    fn generate(&mut self, db: &Connection, face: &Face) -> Result<String> {
        let pattern = match self.pattern.take() {
            Some(pattern) => pattern,
            None => super::keying::pattern(db)?,
        };
        let key = pattern.key(face);
        self.pattern = Some(pattern);
        Ok(key)
    }

    fn decide(&mut self, record: i64, key: &str, author: &'static str) {
        self.new.push(New { what: "key", record, other: None, value: key.to_owned(), author });
    }

    /// The key itself, or with the first free suffix a, b … z, aa, ab …
    fn free(&mut self, db: &Connection, base: &str, work: i64) -> Result<String> {
        if works::key_free(db, base, work)? {
            return Ok(base.to_owned());
        }
        let mut n = self.taken.get(base).copied().unwrap_or(0);
        loop {
            let key = format!("{base}{}", suffix(n));
            if works::key_free(db, &key, work)? {
                self.taken.insert(base.to_owned(), n);
                return Ok(key);
            }
            n += 1;
        }
    }
}
