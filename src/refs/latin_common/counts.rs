//! Dates, volumes, issues and pages in the tail of a reference.

use super::build::Build;
use super::items::{Item, K};
use super::numbers::is_year;
use super::tokens::Kind as TokenKind;
use crate::normalise::Slot;

/// Bare years that are pages or volumes: behind a colon or number where another date stands, or right before one.
fn years_as_numbers(b: &Build, row: &mut [Item]) {
    for step in 0..2 * row.len() {
        let (i, ranges) = (step % row.len(), step < row.len());
        let t = row[i];
        if t.k != K::Date || t.full || t.par || ranges != (t.b > t.a + 1) {
            continue;
        }
        let others = b.dated || row.iter().enumerate().any(|(k, x)| k != i && x.k == K::Date);
        let behind = i > 0 && (row[i - 1].numeric() || row[i - 1].k == K::Date && row[i - 1].par);
        let before = row.get(i + 1).is_some_and(|n| n.k == K::Date && n.par);
        if others && (behind && (matches!(t.sep, ':' | ',' | ' ') || t.b > t.a + 1) || before && t.sep == ' ') {
            row[i].k = if t.b > t.a + 1 { K::Range } else { K::Num };
        }
    }
}

/// The date of publication; other bare years are numbers or nothing.
pub fn date(b: &mut Build, row: &mut Vec<Item>) {
    years_as_numbers(b, row);
    if !b.dated {
        let is_date = |t: &&Item| t.k == K::Date;
        let pick = row
            .iter()
            .rposition(|t| t.k == K::Date && t.par)
            .or_else(|| row.iter().rposition(|t| t.k == K::Date && t.full))
            .or_else(|| row.iter().rposition(|t| t.k == K::Date));
        let several = row.iter().filter(is_date).count() > 1;
        if let Some(i) = pick {
            let t = row.remove(i);
            b.issued(t.a, t.b);
            if let Some(before) = i.checked_sub(1).and_then(|k| row.get_mut(k)) {
                before.full = t.full;
            }
            // What follows in the same place still needs to know that a date stood here.
            if let Some(next) = row.get_mut(i)
                && next.sep == ' '
            {
                next.sep = if t.sep == ' ' { ' ' } else { t.sep };
            }
        }
        if several {
            b.doubt(0.12);
        }
    }
    let s = b.s;
    let numeric: Vec<bool> = row.iter().map(Item::numeric).collect();
    for i in 0..row.len() {
        if row[i].k == K::Date && !row[i].full && !row[i].par && row[i].b == row[i].a + 1 && s.kind(row[i].a) == Some(TokenKind::Num) {
            let near = i > 0 && row[i - 1].k == K::Text || numeric.get(i + 1).copied().unwrap_or(false);
            if near && numeric.get(i + 1).copied().unwrap_or(false) {
                row[i].k = K::Num;
            }
        }
    }
    let before = row.len();
    let mut dropped_full = false;
    row.retain(|t| {
        dropped_full |= t.k == K::Date && t.full;
        t.k != K::Date
    });
    if before != row.len() {
        b.doubt(if dropped_full { 0.08 } else { 0.12 });
    }
}

/// `volume 402 of Lecture Notes in …`, `number 12 in LNCS`: the series behind its number.
pub fn series(b: &mut Build, row: &mut Vec<Item>) {
    let s = b.s;
    let of = |t: &Item| t.k == K::Text && t.sep == ' ' && (s.says(t.a, "of") || s.says(t.a, "in")) && t.b > t.a + 1;
    if let Some(i) = (1..row.len()).find(|i| of(&row[*i]) && matches!(row[*i - 1].k, K::Vol | K::Iss)) {
        b.put(Slot::Series, row[i].a + 1, row[i].b);
        row.remove(i);
    }
}

/// Volume, issue and pages.
pub fn numbers(b: &mut Build, row: &mut [Item]) {
    let s = b.s;
    let marked = |row: &[Item], k| row.iter().position(|t| t.k == k);
    let page_marked = marked(row, K::Page).is_some();
    if let Some(i) = marked(row, K::Page) {
        b.put(Slot::Page, row[i].a, row[i].b);
    }
    if let Some(i) = marked(row, K::Vol) {
        b.put(Slot::Volume, row[i].a, row[i].b);
    }
    if let Some(i) = marked(row, K::Iss) {
        let report = row[i].par && row[i].sep == '(' && !row.iter().any(|t| t.k == K::Vol || t.k == K::Page);
        b.put(if report { Slot::Number } else { Slot::Issue }, row[i].a, row[i].b);
    }
    let plain: Vec<usize> = (0..row.len()).filter(|i| matches!(row[*i].k, K::Num | K::Range | K::ParNum | K::Suppl)).collect();
    for (n, &i) in plain.iter().enumerate() {
        let t = row[i];
        let more = n + 1 < plain.len();
        let next = plain.get(n + 1).map(|j| row[*j]);
        let before_issue =
            row.iter().any(|x| x.k == K::Iss && x.start > t.start) && !b.face.has(Slot::Volume) && matches!(t.k, K::Num | K::Range);
        let slot = if before_issue { Some(Slot::Volume) } else { choose(b, &t, next, more, page_marked) };
        match slot {
            // `96.2 (2020)`: volume and issue.
            Some(Slot::Volume) if t.b == t.a + 3 && s.is(t.a + 1, '.') && !b.face.has(Slot::Issue) => {
                b.put(Slot::Volume, t.a, t.a + 1);
                b.put(Slot::Issue, t.a + 2, t.b);
            }
            Some(slot) => b.put(slot, t.a, t.b),
            None => b.doubt(0.25),
        }
        if slot == Some(Slot::Page) && next.is_some_and(|x| x.k == K::Num && !is_year(s, x.a)) {
            b.doubt(0.2);
        }
    }
    if b.face.has(Slot::Volume) && b.face.get(Slot::Volume).len() > 6 {
        b.doubt(0.3);
    }
}

/// Whether the range can be a double volume or issue (`3-4`, `12-13`).
fn double(b: &Build, t: &Item) -> bool {
    b.s.slice(t.a..t.b).chars().filter(|c| !c.is_whitespace()).count() <= 5
}

fn choose(b: &Build, t: &Item, next: Option<Item>, more: bool, page_marked: bool) -> Option<Slot> {
    let (vol, iss, page) = (b.face.has(Slot::Volume), b.face.has(Slot::Issue), b.face.has(Slot::Page));
    match t.k {
        K::ParNum if !vol && !iss && more && next.is_some_and(|n| n.k == K::Num && n.sep == ' ') => Some(Slot::Volume),
        K::Num if vol && !iss && !page && more && t.sep == ' ' => Some(Slot::Issue),
        K::Num if vol && !iss && !page && more && t.sep == ':' && next.is_some_and(|n| n.sep == ':') => Some(Slot::Issue),
        K::ParNum | K::Suppl if vol && !iss => Some(Slot::Issue),
        K::Suppl if !vol => Some(Slot::Volume),
        K::ParNum if !vol && !iss => Some(Slot::Issue),
        K::Num | K::Range
            if !vol
                && !iss
                && (more || page_marked)
                && !(t.k == K::Range
                    && !((double(b, t) || next.is_some_and(|n| n.k == K::Range && n.sep == ':'))
                        && (page_marked || next.is_some_and(|n| n.k == K::ParNum || n.sep == ':' || n.k == K::Range)))) =>
        {
            let follows = next.is_some_and(|n| matches!(n.k, K::ParNum | K::Suppl) || matches!(n.sep, ':' | ',' | ' ' | '.' | ';' | '/'));
            (follows || page_marked).then_some(Slot::Volume)
        }
        K::Range if !page => Some(Slot::Page),
        K::Num if vol && !page && !iss && more && next.is_some_and(|n| n.k == K::Range) && t.sep != ':' => Some(Slot::Issue),
        K::Num | K::Range if vol && !iss && t.sep == '|' => Some(Slot::Issue),
        K::Num if vol && page_marked && !iss => Some(Slot::Issue),
        K::Num if vol && !iss && !page && !more && t.full && t.sep == ',' && b.s.slice(t.a..t.b).len() <= 2 => Some(Slot::Issue),
        K::Num
            if !page
                && !more
                && (b.s.tok(t.a).is_some_and(|x| x.cap && x.len <= 3 && t.sep == ',') || !vol && b.face.get(Slot::Issued).len() > 9) =>
        {
            Some(Slot::Page)
        }
        K::Num if (vol || iss) && !page => Some(Slot::Page),
        K::Num if !vol && !page && !more => {
            let long = b.s.slice(t.a..t.b).len() >= 4;
            Some(if long || t.sep == ':' || t.sep == ',' && b.face.has(Slot::Issue) { Slot::Page } else { Slot::Volume })
        }
        _ => None,
    }
}
