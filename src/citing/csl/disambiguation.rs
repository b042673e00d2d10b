//! Disambiguation: what tells works apart that the text would cite alike. CSL 1.0.2, "Disambiguation": more names, given names,
//! what a style says for the case, at last a letter behind the year.

use super::eval::{Context, Place};
use super::item::Item;
use super::sheet::{Section, Sheet};
use crate::citing::rendering::letters;
use crate::citing::rich::Format;
use rustc_hash::{FxHashMap, FxHashSet};

/// Whose given names are printed in a citation that has family names only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Given {
    #[default]
    None,
    First,
    All,
}

/// What tells a work from those of the same names and year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Apart {
    /// At least so many names are printed.
    pub names: usize,
    pub given: Given,
    /// Conditions `disambiguate="true"` hold.
    pub condition: bool,
    /// The letter behind the year.
    pub suffix: String,
}

/// More names than these tell nothing that a reader would follow.
const MOST_NAMES: usize = 20;

/// For each item that needs it, what tells it apart; `order` is that of the list, by which letters are given.
pub fn apart(sheet: &Sheet, items: &[Item], order: &[usize]) -> FxHashMap<usize, Apart> {
    let section = &sheet.citation;
    if !(section.add_year_suffix || section.add_names || section.add_given_name) {
        return FxHashMap::default();
    }
    let mut told: FxHashMap<usize, Apart> = FxHashMap::default();
    if section.add_given_name && section.given_rule != "by-cite" {
        namesakes(section, items, order, &mut told);
    }
    for group in alike(sheet, items, order, &told) {
        let mut groups = vec![group];
        if section.add_names {
            let most = groups[0].iter().map(|i| shown(&items[*i]).map_or(0, |n| n.list.len())).max().unwrap_or(0).min(MOST_NAMES);
            groups = told_by(sheet, items, groups, &mut told, (2..=most).map(|names| move |a: &mut Apart| a.names = names));
        }
        if section.add_given_name && section.given_rule == "by-cite" {
            groups = told_by(sheet, items, groups, &mut told, [|a: &mut Apart| a.given = Given::All]);
        }
        groups = told_by(sheet, items, groups, &mut told, [|a: &mut Apart| a.condition = true]);
        for group in groups.iter().filter(|g| section.add_year_suffix && g.len() > 1) {
            for (n, i) in group.iter().enumerate() {
                told.entry(*i).or_default().suffix = letters(n);
            }
        }
    }
    told
}

/// Splits each group by the first of the means that tells most of its works apart.
fn told_by<M: Fn(&mut Apart)>(
    sheet: &Sheet,
    items: &[Item],
    groups: Vec<Vec<usize>>,
    told: &mut FxHashMap<usize, Apart>,
    means: impl IntoIterator<Item = M>,
) -> Vec<Vec<usize>> {
    let means: Vec<M> = means.into_iter().collect();
    let mut split = Vec::new();
    for group in groups {
        let (mut best, mut by) = (vec![group.clone()], FxHashMap::default());
        for mean in means.iter().filter(|_| group.len() > 1) {
            let mut tried: FxHashMap<usize, Apart> = group.iter().map(|i| (*i, told.get(i).cloned().unwrap_or_default())).collect();
            tried.values_mut().for_each(mean);
            let parts = parts(sheet, items, &group, &tried);
            if parts.len() > best.len() {
                (best, by) = (parts, tried);
            }
            if best.len() == group.len() {
                break;
            }
        }
        told.extend(by);
        split.extend(best);
    }
    split
}

/// Groups of several works that would be cited alike.
fn alike(sheet: &Sheet, items: &[Item], order: &[usize], told: &FxHashMap<usize, Apart>) -> Vec<Vec<usize>> {
    parts(sheet, items, order, told).into_iter().filter(|g| g.len() > 1).collect()
}

/// The works by what cites them, in their order.
fn parts(sheet: &Sheet, items: &[Item], order: &[usize], told: &FxHashMap<usize, Apart>) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut by_cite: FxHashMap<String, usize> = FxHashMap::default();
    for &i in order {
        let Some(layout) = sheet.citation.layout(&items[i].language) else { continue };
        let place = Place { apart: told.get(&i).cloned().unwrap_or_default(), ..Place::default() };
        let context = Context::new(sheet, layout.locale.clone(), &items[i], &sheet.citation.options, &place);
        let cite = context.elements(&layout.children, Format::default(), "").0.plain();
        match by_cite.get(&cite) {
            Some(n) => groups[*n].push(i),
            None => {
                by_cite.insert(cite, groups.len());
                groups.push(vec![i]);
            }
        }
    }
    groups
}

/// The names a work is cited by.
fn shown<'a>(item: &'a Item) -> Option<&'a crate::model::Names> {
    ["author", "editor", "translator"].iter().find_map(|role| item.names(role))
}

/// Given names for authors who share their family name with another, whatever the year (the rules that are not `by-cite`).
fn namesakes(section: &Section, items: &[Item], order: &[usize], told: &mut FxHashMap<usize, Apart>) {
    let primary = section.given_rule.starts_with("primary-name");
    let seen = |i: usize| shown(&items[i]).into_iter().flat_map(move |n| n.list.iter().take(if primary { 1 } else { usize::MAX }));
    let mut persons: FxHashMap<&str, FxHashSet<String>> = FxHashMap::default();
    let initials = section.given_rule.ends_with("with-initials");
    for name in order.iter().flat_map(|i| seen(*i)) {
        let given = name.given().to_lowercase();
        persons.entry(name.family()).or_default().insert(if initials { given.chars().take(1).collect() } else { given });
    }
    for &i in order {
        if seen(i).any(|n| persons.get(n.family()).is_some_and(|g| g.len() > 1)) {
            told.entry(i).or_default().given = if primary { Given::First } else { Given::All };
        }
    }
}
