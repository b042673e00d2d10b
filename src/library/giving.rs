//! Giving works out: which ones, in which face, with relations by key.

use super::Library;
use crate::model::{Record, Relation, Target};
use crate::store::{Result, decisions, records, works};

/// Which faces to give.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Faces {
    /// All, the one printed most in front.
    #[default]
    All,
    /// Only the face of that language, where a work has it; else its first.
    Only(String),
}

/// Which works to give; all conditions must hold, empty ones hold always.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Keys (or aliases).
    pub keys: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Words, as for `find`.
    pub query: String,
}

impl Library {
    /// The works of a choice, by sort text; of named keys in the order named.
    pub fn chosen(&self, choice: &Choice) -> Result<Vec<works::Work>> {
        let mut all = Vec::new();
        if !choice.keys.is_empty() {
            for key in &choice.keys {
                all.push(self.work(key)?);
            }
        } else if !choice.query.is_empty() {
            all = self.find(&choice.query, usize::MAX >> 1)?;
        } else {
            works::each(&self.store.db, |w| {
                all.push(w);
                Ok(())
            })?;
        }
        all.retain(|w| choice.tags.iter().all(|t| w.record.tags.contains(t)));
        Ok(all)
    }

    /// The works of a choice as records to be written; relations as links by key.
    pub fn give(&self, choice: &Choice, faces: &Faces) -> Result<Vec<Record>> {
        let all = self.chosen(choice)?;
        let mut given = Vec::with_capacity(all.len());
        for work in all {
            let mut record = work.record;
            record.links = self.relations(work.id)?.into_iter().map(|(r, key)| (r, Target::Key(key))).collect();
            if let Faces::Only(language) = faces {
                let i = record.faces.iter().position(|f| f.language.split('-').next() == Some(language)).unwrap_or(0);
                record.faces = vec![record.faces.swap_remove(i)];
            }
            given.push(record);
        }
        Ok(given)
    }

    /// The works of a choice as [`Library::give`] has them, each with the text of the entry it was read from, where a file of
    /// a format that is wanted has one.
    pub fn give_as_read(&self, choice: &Choice, faces: &Faces, wanted: impl Fn(&str) -> bool) -> Result<Vec<(Record, Option<String>)>> {
        let ids: Vec<i64> = self.chosen(choice)?.into_iter().map(|w| w.id).collect();
        let mut all = Vec::with_capacity(ids.len());
        for (id, record) in ids.into_iter().zip(self.give(choice, faces)?) {
            let mut raw = None;
            for member in works::members(&self.store.db, id)? {
                let stored = records::get(&self.store.db, member)?.filter(|s| s.active && !s.record.raw.is_empty());
                raw = raw.or(stored.map(|s| s.record).filter(|r| !r.format.is_empty() && wanted(&r.format)).map(|r| r.raw));
            }
            all.push((record, raw));
        }
        Ok(all)
    }

    /// Relations of a work to others, by their keys, in a fixed order.
    pub fn relations(&self, work: i64) -> Result<Vec<(Relation, String)>> {
        let db = &self.store.db;
        let mut all = Vec::new();
        for member in works::members(db, work)? {
            for decision in decisions::about(db, member)?.iter().filter(|d| d.what == "related" && d.record == member) {
                if let (Some(relation), Some(other)) = (Relation::from_name(&decision.value), decision.other) {
                    self.relate_to(&mut all, work, relation, works::of_record(db, other)?)?;
                }
            }
            let Some(stored) = records::get(db, member)?.filter(|s| s.active) else { continue };
            for (relation, target) in &stored.record.links {
                let other = match (target, stored.document) {
                    (Target::Key(key), _) => works::by_key(db, key)?,
                    (Target::Index(i), Some(document)) => {
                        let near = records::of_document(db, document)?;
                        match near.iter().find(|r| r.active && r.ordinal == i64::from(*i)) {
                            Some(r) => works::of_record(db, r.id)?,
                            None => None,
                        }
                    }
                    _ => None,
                };
                self.relate_to(&mut all, work, *relation, other)?;
            }
        }
        all.sort();
        all.dedup();
        Ok(all)
    }

    fn relate_to(&self, all: &mut Vec<(Relation, String)>, work: i64, relation: Relation, other: Option<i64>) -> Result<()> {
        if let Some(other) = other.filter(|o| *o != work)
            && let Some(other) = works::get(&self.store.db, other)?
        {
            all.push((relation, other.record.key));
        }
        Ok(())
    }
}
