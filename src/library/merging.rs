//! A work from its records: per field the value that most and best records say. Pure, and the same for any order.

use crate::model::{Date, DateVar, Face, Flag, Kind, Names, Record, Role, Var};
use crate::normalise::fold;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// Fields that all faces of a publication share.
pub const SHARED: &[Var] = &[Var::Volume, Var::Issue, Var::Page, Var::Doi, Var::Isbn, Var::Issn, Var::Cstr, Var::Pmid, Var::Pmcid];

/// The merged record of a work: faces by language, tags, files and unknown fields of all records together.
pub fn merge(records: &[&Record]) -> Record {
    let mut groups: BTreeMap<String, Vec<(&Face, u32)>> = BTreeMap::new();
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for record in records {
        let weight = weight(record);
        for (i, face) in record.faces.iter().enumerate() {
            let class = class(face);
            if i == 0 {
                *first.entry(class.clone()).or_default() += 1;
            }
            groups.entry(class).or_default().push((face, weight));
        }
    }
    let mut faces: Vec<(String, Face)> = groups.into_iter().map(|(class, faces)| (class, merge_faces(&faces))).collect();
    faces.sort_by(|(a, _), (b, _)| {
        let rank = |c: &String| (std::cmp::Reverse(first.get(c).copied().unwrap_or(0)), c != "zh");
        rank(a).cmp(&rank(b)).then_with(|| a.cmp(b))
    });
    let mut merged = Record { faces: faces.into_iter().map(|(_, f)| f).collect(), confidence: 1.0, ..Record::default() };
    share(&mut merged.faces);
    merged.confidence = records.iter().map(|r| r.confidence).fold(0.0, f32::max);
    collect(records, &mut merged);
    merged
}

/// The merged record of a work of one record: as [`merge`] makes it, of the record's own values.
pub fn alone(mut record: Record) -> Record {
    let mut classes: Vec<String> = record.faces.iter().map(class).collect();
    if let Some(first) = classes.first().cloned() {
        let distinct = |i: usize| !classes[..i].contains(&classes[i]);
        if !(1..classes.len()).all(distinct) {
            return merge(&[&record]);
        }
        let rank = |c: &String| (*c != first, c != "zh");
        let mut faces: Vec<(String, Face)> = classes.drain(..).zip(std::mem::take(&mut record.faces)).collect();
        faces.sort_by(|(a, _), (b, _)| rank(a).cmp(&rank(b)).then_with(|| a.cmp(b)));
        record.faces = faces.into_iter().map(|(_, face)| ordered(face)).collect();
    }
    let mut merged = Record { faces: std::mem::take(&mut record.faces), confidence: record.confidence.max(0.0), ..Record::default() };
    share(&mut merged.faces);
    collect(&[&record], &mut merged);
    merged
}

/// A face with its variables in their order.
fn ordered(mut face: Face) -> Face {
    face.fields.retain(|(_, value)| !value.is_empty());
    face.fields.sort_unstable_by_key(|(var, _)| *var);
    face.names.retain(|(_, names)| !names.is_empty());
    face.names.sort_unstable_by_key(|(role, _)| *role);
    face.dates.retain(|(_, date)| !date.is_empty());
    face.dates.sort_unstable_by_key(|(var, _)| *var);
    face
}

/// Language class of a face: its primary subtag, or the script of its title.
fn class(face: &Face) -> String {
    let primary = face.language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    if !primary.is_empty() {
        return primary;
    }
    if crate::text::script::has_han(face.get(Var::Title)) { "zh".into() } else { "en".into() }
}

/// How much a record's word counts: structured sources most, then by confidence.
fn weight(record: &Record) -> u32 {
    let structured = record.flags.has(Flag::Structured) || !record.format.is_empty();
    let base = if structured { 30 } else { 10 };
    let short = if record.flags.has(Flag::ShortForm) { 0 } else { (record.confidence.clamp(0.0, 1.0) * 10.0) as u32 };
    base + short
}

fn merge_faces(faces: &[(&Face, u32)]) -> Face {
    let mut merged =
        Face::new(vote(faces.iter().map(|(f, w)| (f.kind, *w + if f.kind == Kind::Document { 0 } else { 5 }))).unwrap_or_default());
    merged.language =
        best_text(faces.iter().filter(|(f, _)| !f.language.is_empty()).map(|(f, w)| (f.language.as_str(), *w))).unwrap_or_default();
    let mut vars: Vec<Var> = faces.iter().flat_map(|(f, _)| f.fields.iter().map(|(v, _)| *v)).collect();
    vars.sort_unstable();
    vars.dedup();
    for var in vars {
        let values = faces.iter().filter(|(f, _)| f.has(var)).map(|(f, w)| (f.get(var), *w));
        merged.set(var, best_text(values).unwrap_or_default());
    }
    let mut roles: Vec<Role> = faces.iter().flat_map(|(f, _)| f.names.iter().map(|(r, _)| *r)).collect();
    roles.sort_unstable();
    roles.dedup();
    for role in roles {
        let lists: Vec<(&Names, u32)> = faces.iter().filter_map(|(f, w)| f.names(role).map(|n| (n, *w))).collect();
        merged.set_names(role, best_names(&lists));
    }
    let mut dates: Vec<DateVar> = faces.iter().flat_map(|(f, _)| f.dates.iter().map(|(d, _)| *d)).collect();
    dates.sort_unstable();
    dates.dedup();
    for var in dates {
        let all: Vec<(&Date, u32)> = faces.iter().filter_map(|(f, w)| f.date(var).map(|d| (d, *w))).collect();
        merged.set_date(var, best_date(&all));
    }
    merged
}

fn vote<T: Ord + Copy>(values: impl Iterator<Item = (T, u32)>) -> Option<T> {
    let mut sums: BTreeMap<T, u32> = BTreeMap::new();
    for (value, weight) in values {
        *sums.entry(value).or_default() += weight;
    }
    sums.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))).map(|(v, _)| v)
}

/// The value with the most weight behind its folded key; of its spellings the longest, then the first in order.
fn best_text<'a>(values: impl Iterator<Item = (&'a str, u32)>) -> Option<String> {
    let mut groups: BTreeMap<String, (u32, BTreeMap<&'a str, u32>)> = BTreeMap::new();
    let mut only: Option<&str> = None;
    let mut same = true;
    let mut all = Vec::new();
    for (value, weight) in values {
        same &= only.is_none_or(|o| o == value);
        only = only.or(Some(value));
        all.push((value, weight));
    }
    if same {
        return only.map(str::to_owned);
    }
    for (value, weight) in all {
        let group = groups.entry(fold::key(value)).or_default();
        group.0 += weight;
        *group.1.entry(value).or_default() += weight;
    }
    let (_, (_, spellings)) =
        groups.into_iter().max_by(|a, b| a.1.0.cmp(&b.1.0).then(a.0.chars().count().cmp(&b.0.chars().count())).then(b.0.cmp(&a.0)))?;
    spellings
        .into_iter()
        .max_by(|a, b| a.1.cmp(&b.1).then(a.0.chars().count().cmp(&b.0.chars().count())).then(b.0.cmp(a.0)))
        .map(|(v, _)| v.to_owned())
}

/// The list that says most: weight of its kind first, whole rather than cut short, more names, fuller names.
fn best_names(lists: &[(&Names, u32)]) -> Names {
    let letters = |n: &Names| n.list.iter().map(|n| n.family().chars().count() + n.given().chars().count()).sum::<usize>();
    let text = |n: &Names| format!("{:?}", n.list);
    lists
        .iter()
        .max_by(|(a, wa), (b, wb)| {
            (wa / 30)
                .cmp(&(wb / 30))
                .then((!a.et_al).cmp(&!b.et_al))
                .then(a.list.len().cmp(&b.list.len()))
                .then(letters(a).cmp(&letters(b)))
                .then_with(|| text(b).cmp(&text(a)))
        })
        .map(|(n, _)| (*n).clone())
        .unwrap_or_default()
}

/// The year with the most weight; of its dates the most exact.
fn best_date(dates: &[(&Date, u32)]) -> Date {
    let year = vote(dates.iter().map(|(d, w)| (d.first_year(), *w + u32::from(d.start.is_some()) * 10))).flatten();
    let exact = |d: &Date| d.start.map_or(0, |s| 1 + u8::from(s.month > 0) + u8::from(s.day > 0)) * 2 + u8::from(d.end.is_some());
    dates
        .iter()
        .filter(|(d, _)| d.first_year() == year)
        .max_by(|(a, _), (b, _)| exact(a).cmp(&exact(b)).then_with(|| format!("{b:?}").cmp(&format!("{a:?}"))))
        .map(|(d, _)| (*d).clone())
        .unwrap_or_default()
}

/// Copies what all faces share to those that lack it.
pub fn share(faces: &mut [Face]) {
    for var in SHARED {
        let Some(value) = faces.iter().map(|f| f.get(*var)).find(|v| !v.is_empty()).map(str::to_owned) else { continue };
        for face in faces.iter_mut() {
            face.set_default(*var, value.clone());
        }
    }
    let Some(issued) = faces.iter().find_map(|f| f.date(DateVar::Issued)).cloned() else { return };
    for face in faces.iter_mut().filter(|f| f.date(DateVar::Issued).is_none()) {
        face.set_date(DateVar::Issued, issued.clone());
    }
}

/// Tags, files and unknown fields of all records, in a fixed order.
fn collect(records: &[&Record], merged: &mut Record) {
    let mut tags: Vec<&String> = records.iter().flat_map(|r| &r.tags).collect();
    tags.sort_unstable();
    tags.dedup();
    merged.tags = tags.into_iter().cloned().collect();
    let mut files: Vec<&String> = records.iter().flat_map(|r| &r.files).collect();
    files.sort_unstable();
    files.dedup();
    merged.files = files.into_iter().cloned().collect();
    let mut sorted: Vec<&&Record> = records.iter().filter(|r| !r.unknown.is_empty()).collect();
    if sorted.len() > 1 {
        sorted.sort_by(|a, b| a.key.cmp(&b.key).then_with(|| a.raw.cmp(&b.raw)));
    }
    // Of a field that several records have the first one's is taken: all of it, where it is repeated there.
    let mut taken: FxHashSet<&str> = FxHashSet::default();
    for record in &sorted {
        let new = record.unknown.iter().filter(|(name, _)| !taken.contains(name.as_str()));
        merged.unknown.extend(new.cloned());
        taken.extend(record.unknown.iter().map(|(name, _)| name.as_str()));
    }
    merged.format = sorted.first().map(|r| r.format.clone()).unwrap_or_default();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{self, Input};
    use std::path::Path;

    fn files(folder: &Path, all: &mut Vec<std::path::PathBuf>) {
        for path in std::fs::read_dir(folder).expect("folder").map(|e| e.expect("entry").path()) {
            if path.is_dir() { files(&path, all) } else { all.push(path) }
        }
    }

    #[test]
    fn a_work_of_one_record_says_the_same_however_it_is_made() {
        let mut paths = Vec::new();
        files(Path::new("fixtures/formats"), &mut paths);
        let mut compared = 0;
        for path in paths {
            let bytes = std::fs::read(&path).expect("fixture");
            let input = Input::new(&bytes, &path);
            let Some(Ok(import)) = formats::detect(&input).and_then(|f| f.read).map(|read| read(&input)) else { continue };
            for record in import.records {
                assert_eq!(merge(&[&record]), alone(record.clone()), "{}", path.display());
                compared += 1;
            }
        }
        assert!(compared > 100, "{compared}");
    }

    #[test]
    fn a_field_that_is_repeated_in_a_record_stays_so_in_its_work() {
        let with = |key: &str, fields: &[(&str, &str)]| Record {
            key: key.into(),
            faces: vec![Face::new(Kind::Book)],
            unknown: fields.iter().map(|(n, v)| ((*n).into(), (*v).into())).collect(),
            ..Record::default()
        };
        let (a, b) = (with("a", &[("note", "one"), ("note", "two")]), with("b", &[("note", "three"), ("more", "four")]));
        let of = |records: &[&Record]| merge(records).unknown.into_iter().map(|(_, v)| v).collect::<Vec<_>>();
        assert_eq!(of(&[&b, &a]), ["one", "two", "four"]);
        assert_eq!(alone(a).unknown.len(), 2);
    }
}
