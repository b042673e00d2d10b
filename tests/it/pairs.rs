//! Pairs of records that are one work, two, or related (`fixtures/dedup/pairs.tsv`): nothing may be merged wrongly, little missed.

use proptest::prelude::*;
use std::collections::BTreeMap;
use yinwen::dedup::{self, Verdict};
use yinwen::model::{Date, DateVar, Face, Kind, Name, Names, Record, Role, Var};

const PAIRS: &str = include_str!("../../fixtures/dedup/pairs.tsv");

struct Pair {
    line: usize,
    a: Record,
    b: Record,
    verdict: &'static str,
    why: &'static str,
}

fn pairs() -> Vec<Pair> {
    let rows = PAIRS.lines().enumerate().skip(1);
    rows.map(|(i, row)| {
        let mut cells = row.split('\t');
        let mut next = || cells.next().unwrap_or_else(|| panic!("line {}: four columns", i + 1));
        Pair { line: i + 1, a: record(next()), b: record(next()), verdict: next(), why: next() }
    })
    .collect()
}

/// `kind | authors | title | container | year | volume | issue | pages | extra`.
fn record(text: &str) -> Record {
    let cells: Vec<&str> = text.split('|').map(str::trim).collect();
    let cell = |i: usize| cells.get(i).copied().unwrap_or("");
    let mut face = Face::new(Kind::from_str(cell(0)).unwrap_or_else(|| panic!("kind of {text}")));
    let names = cell(1).split("; ").filter(|n| !n.is_empty()).map(|n| match n.split_once(", ") {
        Some((family, given)) => Name::person(family, given),
        None => Name::literal(n),
    });
    face.set_names(Role::Author, Names::new(names.collect()));
    for (var, i) in [(Var::Title, 2), (Var::ContainerTitle, 3), (Var::Volume, 5), (Var::Issue, 6), (Var::Page, 7)] {
        face.set(var, cell(i));
    }
    let mut date = cell(4).parse().map_or_else(|_| Date::default(), Date::year);
    for (name, value) in cell(8).split(", ").filter_map(|e| e.split_once('=')) {
        match (name, &mut date.start) {
            ("month", Some(start)) => start.month = value.parse().expect("a month"),
            ("day", Some(start)) => start.day = value.parse().expect("a day"),
            ("eprint", _) => face.set(Var::Eprint, value),
            _ => face.set(Var::from_str(name).unwrap_or_else(|| panic!("variable {name}")), value),
        }
    }
    face.set_date(DateVar::Issued, date);
    Record::of(face)
}

fn shares_a_key(a: &Record, b: &Record) -> bool {
    let keys = dedup::keys(a);
    dedup::keys(b).iter().any(|k| keys.contains(k))
}

#[test]
fn no_two_works_are_merged() {
    let pairs = pairs();
    let negative: Vec<&Pair> = pairs.iter().filter(|p| p.verdict != "same").collect();
    assert!(negative.len() >= 500, "{} hard negatives", negative.len());
    let mut wrong = Vec::new();
    for p in negative {
        let (verdict, reasons) = dedup::compare(&p.a, &p.b);
        if matches!(verdict, Verdict::Same | Verdict::Translation) {
            wrong.push(format!("line {}: {}: {reasons:?}", p.line, p.why));
        }
    }
    assert!(wrong.is_empty(), "{} merged wrongly\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_same_work_is_found_again_in_other_print() {
    let pairs = pairs();
    let positive: Vec<&Pair> = pairs.iter().filter(|p| p.verdict == "same").collect();
    assert!(positive.len() >= 500, "{} hard positives", positive.len());
    let mut missed: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut asked: BTreeMap<&str, usize> = BTreeMap::new();
    for p in &positive {
        match dedup::compare(&p.a, &p.b).0 {
            Verdict::Same | Verdict::Translation if shares_a_key(&p.a, &p.b) => {}
            Verdict::Ask(_) if shares_a_key(&p.a, &p.b) => *asked.entry(p.why).or_default() += 1,
            _ => missed.entry(p.why).or_default().push(p.line),
        }
    }
    let count: usize = missed.values().map(Vec::len).sum();
    println!("{} of {} missed {missed:?}, asked {asked:?}", count, positive.len());
    assert!(count * 100 <= positive.len() * 3, "{count} of {} missed: {missed:?}", positive.len());
}

#[test]
fn related_works_are_linked_where_the_records_show_how() {
    let pairs = pairs();
    let related: Vec<&Pair> = pairs.iter().filter(|p| p.verdict == "related").collect();
    let linked = related.iter().filter(|p| matches!(dedup::compare(&p.a, &p.b).0, Verdict::Linked(_))).count();
    let lost: BTreeMap<&str, usize> =
        related.iter().filter(|p| !matches!(dedup::compare(&p.a, &p.b).0, Verdict::Linked(_))).fold(BTreeMap::new(), |mut m, p| {
            *m.entry(p.why).or_default() += 1;
            m
        });
    assert!(linked * 10 >= related.len() * 9, "{linked} of {} linked, not: {lost:?}", related.len());
}

/// Groups as sets of positions in a fixed order.
fn grouping(records: &[Record], order: &[usize]) -> (Vec<Vec<usize>>, Vec<(usize, usize)>) {
    let shuffled: Vec<Record> = order.iter().map(|i| records[*i].clone()).collect();
    let found = dedup::group(&shuffled);
    let mut clusters: Vec<Vec<usize>> = found.clusters.iter().map(|c| c.iter().map(|i| order[*i]).collect()).collect();
    clusters.iter_mut().for_each(|c| c.sort_unstable());
    clusters.sort_unstable();
    let whole = |i: usize| clusters.iter().find(|c| c.contains(&i)).map_or(i, |c| c[0]);
    let mut faces: Vec<(usize, usize)> =
        found.translations.iter().map(|(a, b)| (whole(order[*a]), whole(order[*b]))).map(|(a, b)| (a.min(b), a.max(b))).collect();
    faces.sort_unstable();
    (clusters, faces)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn any_order_of_the_records_gives_the_same_groups(seed in any::<u64>(), from in 0usize..1500) {
        let records: Vec<Record> = pairs().into_iter().skip(from).take(120).flat_map(|p| [p.a, p.b]).collect();
        let plain: Vec<usize> = (0..records.len()).collect();
        let mut order = plain.clone();
        let mut state = seed | 1;
        for i in (1..order.len()).rev() {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            order.swap(i, (state >> 33) as usize % (i + 1));
        }
        prop_assert_eq!(grouping(&records, &plain), grouping(&records, &order));
    }
}
