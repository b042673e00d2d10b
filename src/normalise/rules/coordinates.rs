//! Values that were printed in one piece, and pages that are no pages of an item.

use crate::model::Kind;
use crate::normalise::draft::Slot;
use crate::normalise::sheet::{Leaf, Sheet};

const DIVIDE: &str = "volume-with-issue";
const COUNT: &str = "page-count";
const LOCATOR: &str = "page-of-book";
const REPORT: &str = "report-number";

/// `52(11)`, `73, no. 9`, 第52卷第11期 in the volume's piece: two values, unless the issue is there.
pub fn divide(sheet: &mut Sheet) -> bool {
    let mut changed = false;
    for leaf in &mut sheet.leaves {
        if leaf.has(Slot::Issue) {
            continue;
        }
        // MLA prints `32.1`, some journals `81:22`.
        let journal = leaf.has(Slot::Container) && leaf.kind.is_none_or(|k| k == Kind::ArticleJournal) && !leaf.has(Slot::Publisher);
        let Some(entry) = leaf.entry(Slot::Volume) else { continue };
        let Some((volume, issue)) = two(&entry.value, journal).map(|(v, i)| (v.to_owned(), i.to_owned())) else { continue };
        changed = true;
        let printed = entry.print().to_owned();
        if volume.is_empty() {
            entry.become_slot(Slot::Issue);
            entry.change(issue, DIVIDE);
        } else {
            entry.change(volume, DIVIDE);
            leaf.add(Slot::Issue, &issue, &printed, DIVIDE);
        }
    }
    changed
}

fn two(value: &str, journal: bool) -> Option<(&str, &str)> {
    if value.contains('期') {
        let at = value.find('卷').map_or(0, |i| i + '卷'.len_utf8());
        let (volume, issue) = (value.get(..at)?, value.get(at..)?);
        return issue.ends_with('期').then(|| (volume.trim(), issue.trim_start_matches([' ', '，', ',', '、'])));
    }
    if let Some((volume, rest)) = value.split_once('(') {
        let issue = rest.strip_suffix(')')?;
        let simple = |s: &str| !s.is_empty() && s.len() < 20 && s.bytes().any(|b| b.is_ascii_digit()) && !s.contains(['(', '—']);
        return (simple(volume.trim()) && !issue.is_empty() && issue.len() < 20 && !issue.contains('('))
            .then(|| (volume.trim(), issue.trim()));
    }
    let digits = |s: &str| (1..=3).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    if let Some(pair) = value.split_once(['.', ':']).filter(|(v, i)| journal && digits(v) && digits(i)) {
        return Some(pair);
    }
    for word in
        [", no. ", ", no.", " no. ", ", nr. ", ", Nr. ", ", H. ", ", Heft ", ", issue ", " issue ", ", number ", ", n° ", ", No. ", " No. "]
    {
        if let Some((volume, issue)) = value.split_once(word) {
            return (!issue.trim().is_empty()).then(|| (volume.trim(), issue.trim()));
        }
    }
    None
}

/// `Working Paper No. 12345`: what kind of report it is, and its number.
pub fn report(sheet: &mut Sheet) -> bool {
    let mut changed = false;
    for leaf in &mut sheet.leaves {
        let genre = leaf.has(Slot::Genre);
        let Some(entry) = leaf.entry(Slot::Number) else { continue };
        let found = [" No. ", " no. ", " Nr. ", " No.", " Nr.", " Number "].iter().find_map(|w| entry.value.split_once(w));
        let words = |s: &str| !s.is_empty() && s.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '&'));
        let Some((kind, number)) = found.filter(|(k, n)| words(k) && n.contains(|c: char| c.is_ascii_digit())) else { continue };
        let (kind, number, printed) = (kind.to_owned(), number.to_owned(), entry.print().to_owned());
        entry.change(number, REPORT);
        if !genre {
            leaf.add(Slot::Genre, &kind, &printed, REPORT);
        }
        changed = true;
    }
    changed
}

/// `238 p.`, `xii, 238 S.`, 共238页: the number of pages.
pub fn count(sheet: &mut Sheet) -> bool {
    let mut changed = false;
    for leaf in &mut sheet.leaves {
        let book = leaf.kind.is_none_or(books);
        for entry in leaf.entries.iter_mut().filter(|e| e.slot == Slot::Page) {
            if let Some(n) = number_of_pages(&entry.value).filter(|_| book) {
                entry.become_slot(Slot::PageCount);
                entry.change(n, COUNT);
                changed = true;
            }
        }
    }
    changed
}

fn number_of_pages(value: &str) -> Option<String> {
    let body = value
        .strip_prefix('共')
        .or_else(|| ["pages", "pag.", "pp.", "pp", "p.", "p", "S.", "Seiten", "s."].iter().find_map(|w| value.strip_suffix(w)))?;
    let body = body.trim().trim_end_matches('.').trim();
    let n = body.rsplit([' ', ',', '+']).next()?;
    (!body.contains('-') && !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())).then(|| n.to_owned())
}

fn books(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Book
            | Kind::Thesis
            | Kind::Report
            | Kind::Standard
            | Kind::Classic
            | Kind::Collection
            | Kind::Map
            | Kind::Pamphlet
            | Kind::Patent
            | Kind::Manuscript
            | Kind::Legislation
    )
}

/// The page behind a whole book is the cited place of this citation, not a fact about the book.
pub fn locator(sheet: &mut Sheet) -> bool {
    let mut changed = false;
    let whole = |leaf: &Leaf| leaf.kind.is_some_and(|k| books(k) || k == Kind::Webpage) && !leaf.has(Slot::Container);
    if !sheet.leaves.first().is_some_and(whole) {
        return false;
    }
    let given = sheet.leaves.iter().any(|l| l.has(Slot::Locator));
    let mut kept = given;
    for leaf in &mut sheet.leaves {
        leaf.entries.retain_mut(|entry| {
            if entry.slot != Slot::Page {
                return true;
            }
            entry.become_slot(Slot::Locator);
            changed = true;
            let keep = !kept;
            kept = true;
            if keep && entry.printed.is_some() && !entry.rules.contains(&LOCATOR) {
                entry.rules.push(LOCATOR);
            }
            keep
        });
    }
    changed
}
