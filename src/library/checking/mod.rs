//! Checking: rules over the entries of a library or bibliography file, and over manuscripts with what they cite.

mod across;
mod dates;
mod identifiers;
mod kinds;
mod languages;
mod manuscript;
mod names;
mod numbers;
mod plain;
mod rule;
mod titles;
mod values;

pub use manuscript::{MANUSCRIPT_RULES, against};
pub use rule::{Finding, Fix, Grade, Item, Out, Rule};

use super::{Library, changing, deriving};
use crate::model::Record;
use crate::store::{Result, decisions, works};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::borrow::Borrow;

/// The rules about entries, in the order their findings are told.
pub const RULES: &[Rule] = &[
    values::NULL_VALUE,
    values::BROKEN_CHARACTERS,
    values::MARKUP,
    values::WIDTH,
    languages::MISSING,
    languages::MISMATCH,
    titles::TRAILING_DOT,
    titles::CAPITALS,
    titles::QUOTES,
    titles::SPACE_BEFORE_COLON,
    titles::CHINESE_PUNCTUATION,
    titles::TYPE_MARK,
    names::ET_AL,
    names::CAPITALS,
    names::PUNCTUATION,
    names::MIDDLE_DOT,
    names::PINYIN,
    names::TOGETHER,
    dates::INVALID,
    dates::FUTURE,
    dates::ORDER,
    identifiers::DOI_FORM,
    identifiers::DOI_SYNTAX,
    identifiers::ISBN,
    identifiers::ISSN,
    identifiers::URL,
    identifiers::DOI_IN_URL,
    identifiers::MISPLACED,
    numbers::PAGE_FORM,
    numbers::PAGE_SHORT,
    numbers::PAGE_ORDER,
    numbers::LEADING_ZERO,
    numbers::COUNT_WORD,
    numbers::EDITION,
    numbers::NUMERAL,
    kinds::JOURNAL_ABBREVIATED,
    kinds::THESIS,
    kinds::WEB_ARTICLE,
    kinds::PREPRINT,
    kinds::GENRE,
    kinds::MISSING_FIELD,
];

/// Rules that look at several entries at once.
pub const ACROSS: &[Rule] = &[across::DOI_SHARED, across::DUPLICATE];

/// Every rule of that name.
pub fn find(name: &str) -> Option<&'static Rule> {
    all().find(|r| r.name == name)
}

/// Every rule, of entries and of manuscripts.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().chain(ACROSS).chain(MANUSCRIPT_RULES)
}

/// Findings about some entries; each names its entry by index.
pub fn entries<R: Borrow<Record> + Sync>(records: &[R], style: &str) -> Vec<Finding> {
    let today = rule::today();
    let found = records.par_iter().enumerate().flat_map_iter(|(i, record)| one(record.borrow(), i, style, today));
    let mut findings: Vec<Finding> = found.collect();
    across::shared_dois(records, &mut findings);
    findings
}

/// Pairs that may be one work.
pub fn duplicates(records: &[Record]) -> Vec<Finding> {
    across::duplicates(records)
}

fn one(record: &Record, entry: usize, style: &str, today: crate::model::Ymd) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (n, face) in record.faces.iter().enumerate() {
        let item = Item { record, face, number: n, style, today };
        for rule in RULES {
            let mut out = Out::new(rule, entry, n, &record.key);
            (rule.run)(&item, &mut out);
            findings.append(&mut out.findings);
        }
    }
    findings
}

/// A record with a fix carried out.
pub fn fixed(record: &Record, findings: &[&Finding]) -> Record {
    let mut fixed = record.clone();
    for fix in findings.iter().filter_map(|f| f.fix.as_ref()) {
        let name = field_name(&fixed, fix);
        changing::set_field(&mut fixed, &name, &fix.value);
    }
    fixed
}

/// The field's name with its face's language in front where it is not the first face.
fn field_name(record: &Record, fix: &Fix) -> String {
    match record.faces.get(fix.face) {
        Some(face) if fix.face > 0 && !face.language.is_empty() => {
            format!("{}.{}", face.language.split('-').next().unwrap_or_default(), fix.field)
        }
        _ => fix.field.clone(),
    }
}

impl Library {
    /// Every work, to be checked.
    pub fn to_check(&self) -> Result<Vec<works::Work>> {
        let mut all = Vec::new();
        works::each(&self.store.db, |w| {
            all.push(w);
            Ok(())
        })?;
        Ok(all)
    }

    /// Pairs of the review queue as findings about the works given.
    pub fn open_pairs(&self, all: &[works::Work]) -> Result<Vec<Finding>> {
        let db = &self.store.db;
        let mut findings = Vec::new();
        let places: FxHashMap<i64, usize> = all.iter().enumerate().map(|(i, w)| (w.id, i)).collect();
        for pair in works::reviews(db)? {
            let (Some(a), Some(b)) = (works::of_record(db, pair.a)?, works::of_record(db, pair.b)?) else { continue };
            if let (Some(&i), Some(&j)) = (places.get(&a), places.get(&b))
                && a != b
            {
                findings.push(across::pair(i, &all[i].record.key, &all[j].record.key, pair.score));
            }
        }
        Ok(findings)
    }

    /// Carries out every fix, as one operation.
    pub fn fix(&mut self, all: &[works::Work], findings: &[Finding]) -> Result<Option<i64>> {
        let (op, ()) = self.operate("check", "--fix", |db, op| {
            let mut touched = Vec::new();
            for finding in findings {
                let (Some(fix), Some(work)) = (&finding.fix, all.get(finding.entry)) else { continue };
                let value = format!("{}={}", field_name(&work.record, fix), fix.value);
                decisions::add(db, op, "field", work.id, None, &value, "person")?;
                touched.push(work.id);
            }
            touched.dedup();
            deriving::refresh(db, op, &touched)
        })?;
        Ok(op)
    }
}
