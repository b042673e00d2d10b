//! Journals known by their names in Chinese and English.

use super::VenueMatch;
use super::relate::relate_latin;
use crate::dedup::distance::distance;
use crate::dedup::fold::{self, letters};
use std::{collections::HashMap, sync::LazyLock};

/// Names of journals in Chinese and English with their support.
const JOURNALS: &str = include_str!("../journal_names.csv");

/// English names of Chinese journals, by the letters of the Chinese name.
static TABLE: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let mut table: HashMap<String, Vec<String>> = HashMap::new();
    for row in csv::Reader::from_reader(JOURNALS.as_bytes()).records().flatten() {
        if let (Some(zh), Some(en)) = (row.get(0), row.get(1)) {
            table.entry(letters(&fold::words(zh))).or_default().push(fold::words(en));
        }
    }
    table
});

/// Whether a Chinese journal is known to have that English name; `None` where the journal is not known.
pub(super) fn known(han: &str, latin: &str) -> Option<VenueMatch> {
    let name = letters(han);
    let listed = TABLE.get(&name).or_else(|| TABLE.get(name.trim_end_matches("自然科学版").trim_end_matches("社会科学版")))?;
    let printed = letters(latin);
    let close = |en: &String| {
        let full = letters(en);
        full == printed
            || distance(full.as_bytes(), printed.as_bytes(), 1 + full.len() / 6).is_some()
            || relate_latin(en, latin) == VenueMatch::Match
    };
    Some(if listed.iter().any(close) { VenueMatch::Match } else { VenueMatch::Conflict })
}
