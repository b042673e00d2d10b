//! The order of a list as the style's keys say, in the order of its language.

use super::eval::{Context, Place};
use super::item::Item;
use super::sheet::{Section, Sheet};
use crate::citing::rich::Format;
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorPreferences};
use icu_locale_core::Locale;
use std::cmp::Ordering;

/// The items' indices in order; as given where the style has no keys.
pub fn order(sheet: &Sheet, section: &Section, items: &[Item], given: &[usize]) -> Vec<usize> {
    if section.sort.is_empty() {
        return given.to_vec();
    }
    let lang = if sheet.sort_locale.is_empty() { &sheet.default_locale } else { &sheet.sort_locale };
    let tag = if lang.starts_with("zh") { "zh-u-co-pinyin" } else { lang.as_str() };
    let collator =
        tag.parse::<Locale>().ok().and_then(|l| Collator::try_new(CollatorPreferences::from(&l), CollatorOptions::default()).ok());
    let mut keyed: Vec<(usize, Vec<String>)> =
        given.iter().enumerate().map(|(n, i)| (*i, keys(sheet, section, &items[*i], n + 1))).collect();
    let compare = |a: &str, b: &str| match &collator {
        Some(c) => c.compare(a, b),
        None => a.cmp(b),
    };
    keyed.sort_by(|(_, a), (_, b)| {
        for (n, key) in section.sort.iter().enumerate() {
            let (x, y) = (a[n].as_str(), b[n].as_str());
            let ordering = match (x.is_empty(), y.is_empty()) {
                (true, true) => Ordering::Equal,
                // What has no value comes last.
                (true, false) => return Ordering::Greater,
                (false, true) => return Ordering::Less,
                (false, false) => numeric(x, y).unwrap_or_else(|| compare(x, y)),
            };
            let ordering = if key.descending { ordering.reverse() } else { ordering };
            if ordering != Ordering::Equal {
                return ordering;
            }
        }
        Ordering::Equal
    });
    keyed.into_iter().map(|(i, _)| i).collect()
}

fn numeric(x: &str, y: &str) -> Option<Ordering> {
    Some(x.parse::<u64>().ok()?.cmp(&y.parse::<u64>().ok()?))
}

fn keys(sheet: &Sheet, section: &Section, item: &Item, number: usize) -> Vec<String> {
    let place = Place { number, in_bibliography: true, ..Place::default() };
    let Some(layout) = section.layout(&item.language) else { return vec![String::new(); section.sort.len()] };
    section
        .sort
        .iter()
        .map(|key| {
            let options = key.options.or(&section.options);
            let mut context = Context::new(sheet, layout.locale.clone(), item, &options, &place);
            context.sorting = true;
            let text = context.elements(&key.elements, Format::default(), "").0.plain();
            text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned()
        })
        .collect()
}
