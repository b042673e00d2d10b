//! Rules over several entries: one DOI on two works, probable duplicates.

use super::rule::{Finding, Grade, Out, Rule, nothing};
use crate::dedup;
use crate::formats::ids;
use crate::model::{Record, Var};
use rustc_hash::FxHashMap;
use std::borrow::Borrow;

/// One DOI on two works.
pub const DOI_SHARED: Rule = Rule {
    name: "doi-shared",
    grade: Grade::Warning,
    suspicious: true,
    about: ("Two works that are not the same have one DOI: one of them has a wrong one", "两种不同文献共用一个 DOI，至少一处有误"),
    fixes: false,
    run: nothing,
};

/// Two entries that may be one work.
pub const DUPLICATE: Rule = Rule {
    name: "duplicate",
    grade: Grade::Warning,
    suspicious: false,
    about: ("Two entries are probably one work: merge them, or say that they are different", "两条目很可能是同一文献：请合并，或标明不同"),
    fixes: false,
    run: nothing,
};

/// Entries that share a DOI and differ in kind or title too much to be one work (chapters of one book may share it).
pub fn shared_dois<R: Borrow<Record>>(records: &[R], findings: &mut Vec<Finding>) {
    let mut first: FxHashMap<String, usize> = FxHashMap::default();
    for (i, record) in records.iter().map(Borrow::borrow).enumerate() {
        let Some(doi) = record.faces.iter().map(|f| f.get(Var::Doi)).find(|d| !d.is_empty()).map(ids::doi) else { continue };
        match first.get(&doi) {
            None => {
                first.insert(doi, i);
            }
            Some(&other) => {
                let mut out = Out::new(&DOI_SHARED, i, 0, &record.key);
                let key = &records[other].borrow().key;
                out.say(format!("DOI {doi} is also that of {key}"), format!("DOI {doi} 与 {key} 相同"));
                findings.append(&mut out.findings);
            }
        }
    }
}

/// Probable duplicates among some entries.
pub fn duplicates(records: &[Record]) -> Vec<Finding> {
    let outcome = dedup::group(records);
    let mut findings = Vec::new();
    for cluster in &outcome.clusters {
        for (a, b) in cluster.iter().zip(cluster.iter().skip(1)) {
            findings.push(pair(*b, &records[*b].key, &records[*a].key, 1.0));
        }
    }
    for (a, b, score) in &outcome.review {
        findings.push(pair(*b.max(a), &records[*b.max(a)].key, &records[*a.min(b)].key, f64::from(*score)));
    }
    findings
}

/// The finding that two entries may be one.
pub fn pair(entry: usize, key: &str, other: &str, score: f64) -> Finding {
    let mut out = Out::new(&DUPLICATE, entry, 0, key);
    out.say(format!("probably the same work as {other} ({score:.2})"), format!("可能与 {other} 是同一文献（{score:.2}）"));
    out.findings.remove(0)
}
