//! The three ways a reference goes on after its names: date and title, title in quotation marks, title without.

use super::build::Build;
use super::imprint;
use super::items::{Item, K, items};
use super::opening::AuthorDate;
use super::opening::quotation;
use super::tail::{self, Hint};
use super::titles;
use super::tokens::{Kind, Scan};
use crate::model::Kind as Type;
use crate::normalise::{Draft, Slot};
use std::ops::Range;

/// Names and date are read; a title follows, quoted or not.
pub fn after_date(s: &Scan, open: &AuthorDate, style: &'static str, base: f32) -> Option<Draft> {
    let mut b = Build::new(s, base);
    if !open.people.is_empty() {
        b.people(open.people.start, open.people.end);
    }
    b.issued(open.date.start, open.date.end);
    if !open.sure {
        b.doubt(0.1);
    }
    let next = open.next;
    if let Some((o, c)) = quotation(s, next, 1) {
        quoted_rest(&mut b, o, c);
        return b.finish(style);
    }
    let row = items(s, next, s.len());
    let numbers_only = row.first().is_some_and(Item::numeric) && !row.iter().any(|t| t.k == K::Text);
    if numbers_only
        && titles::container(s, open.people.start, open.people.end) > 0.4
        && super::names::list(s, open.people.start).is_none_or(|l| l.end < open.people.end)
    {
        let mut b = Build::new(s, 0.85);
        b.issued(open.date.start, open.date.end);
        b.put(Slot::Container, open.people.start, open.people.end);
        tail::read(&mut b, &row, Hint::default());
        return b.finish(style);
    }
    if titleless(s, &row, true) {
        b.doubt(0.05);
        tail::read(&mut b, &row, Hint::default());
        return b.finish(style);
    }
    unquoted_rest(&mut b, next, &row, &['.']);
    b.finish(style)
}

/// Whether numbers stand near enough behind a token for [`titleless`].
pub fn soon_numbers(s: &Scan, from: usize) -> bool {
    const REACH: usize = 36;
    (from..s.len().min(from + REACH)).any(|i| matches!(s.kind(i), Some(Kind::Num | Kind::Alnum)))
}

/// Whether the row is a container with numbers and nothing before it (2002, ApJ, 567, 532).
pub fn titleless(s: &Scan, row: &[Item], dated: bool) -> bool {
    let texts = row.iter().take_while(|t| t.k == K::Text).count();
    let short =
        row.iter().take(texts.saturating_sub(1)).all(|t| t.b - t.a <= 3 && (t.a..t.b).all(|k| s.cap(k) || s.is(k, '.') || s.is(k, '&')))
            && row.iter().take(texts).skip(1).all(|t| matches!(t.sep, '.' | ':'));
    if texts == 0 || texts > 4 || !short {
        return false;
    }
    let (first, Some(second)) = (Item { b: row[texts - 1].b, ..row[0] }, row.get(texts)) else { return false };
    let row = &row[texts - 1..];
    let words = first.b - first.a;
    let numbers = row[1..].iter().filter(|t| t.numeric()).count();
    first.k == K::Text
        && words <= 12
        && (second.numeric() || second.k == K::Date && !second.par && row.get(2).is_some_and(Item::numeric))
        && numbers >= 1
        && !row.iter().skip(1).any(|t| {
            t.k == K::Text && titles::container(s, t.a, t.b) > 0.5 && row.iter().skip_while(|x| x.start <= t.start).any(|x| x.numeric())
        })
        && titles::container(s, first.a, first.b) >= if dated { 0.84 } else { 0.5 }
        && (numbers >= 2 || row[1..].iter().any(|t| t.k == K::Date) || dated && titles::container(s, first.a, first.b) > 0.9 && words <= 8)
}

fn quoted_rest(b: &mut Build, open: usize, close: usize) {
    b.put(Slot::Title, open, close + 1);
    if close > open + 70 {
        b.doubt(0.1);
    }
    let row = items(b.s, close + 1, b.s.len());
    tail::read(b, &row, Hint { quoted: true });
}

/// Names, then the title in quotation marks.
pub fn quoted(s: &Scan, people: Range<usize>, quote: (usize, usize), style: &'static str, base: f32) -> Option<Draft> {
    let mut b = Build::new(s, base);
    if !people.is_empty() {
        b.people(people.start, people.end);
    }
    quoted_rest(&mut b, quote.0, quote.1);
    if !b.dated {
        b.doubt(0.2);
    }
    b.finish(style)
}

/// Names, then a title without quotation marks, ended by one of `seps`.
pub fn unquoted(s: &Scan, people: Range<usize>, from: usize, seps: &[char], style: &'static str, base: f32) -> Option<Draft> {
    let mut b = Build::new(s, base);
    if !people.is_empty() {
        b.people(people.start, people.end);
    }
    let row = items(s, from, s.len());
    unquoted_rest(&mut b, from, &row, seps);
    if !b.dated {
        b.doubt(0.25);
    }
    b.finish(style)
}

/// Title and tail out of a row of items that starts with the title.
pub fn unquoted_rest(b: &mut Build, from: usize, row: &[Item], seps: &[char]) {
    let s = b.s;
    let (mut end, mut fit) = titles::end_of_title(s, row, seps);
    if fit < 0.8 && !seps.contains(&',') {
        let (other, better) = titles::end_of_title(s, row, &['.', ',']);
        if better > fit + 0.1 || end == row.len() && other < end {
            (end, fit) = (other, better - 0.05);
        }
    }
    if fit < 0.9 && !seps.contains(&',') && row.get(end).is_some_and(|t| !matches!(t.k, K::Text | K::In)) {
        let (other, better) = titles::end_of_title(s, row, &['.', ',']);
        if better > fit + 0.02 && other < end {
            (end, fit) = (other, better);
        }
    }
    let run_on = (fit < 0.75 || end >= row.len()).then(|| titles::run_on(s, row, from)).flatten();
    let mut row = row.to_vec();
    if let Some((i, at)) = run_on {
        let whole = row[i];
        row[i].b = at;
        row.insert(i + 1, Item { start: at, a: at, sep: '.', ..whole });
        (end, fit) = (i + 1, 0.7);
    } else if let Some(at) = row.get(end).filter(|t| t.k == K::Text && t.sep == '.').and_then(|t| titles::run_back(s, from, t.start)) {
        (row[end].start, row[end].a) = (at, at);
    }
    let row = &row[..];
    let mut stop = row.get(end).map_or(s.len(), |t| t.start);
    if end >= row.len()
        && let Some(last) = row.last().filter(|t| t.k == K::Date && !b.dated)
    {
        b.issued(last.a, last.b);
        stop = last.start;
    }
    let stop = if stop > from && (s.is(stop - 1, '(') || s.is(stop - 1, '[')) { stop - 1 } else { stop };
    b.put(Slot::Title, from, stop);
    let numbers = row[..end.min(row.len())].iter().filter(|t| t.numeric() || t.k == K::Date).count();
    b.doubt((0.85 - fit).max(0.0) * 0.7);
    b.doubt((0.08 * numbers as f32).min(0.4));
    let sentences = row[..end.min(row.len())].iter().skip(1).filter(|t| t.sep == '.').count();
    b.doubt((0.1 * sentences as f32).min(0.4));
    if end >= row.len() {
        if row.len() > 1 {
            b.doubt(0.2);
        }
        return;
    }
    if row[end].k == K::Text
        && imprint::begins(s, &row[end..])
        && !row[end..].iter().any(|t| matches!(t.k, K::In | K::Vol | K::Num | K::ParNum | K::Range))
    {
        b.kind(Type::Book);
    }
    let mut rest = row[end..].to_vec();
    if let Some(first) = rest.first_mut().filter(|t| t.k == K::Bracket) {
        first.k = if super::items::is_thesis(s, first.a, first.b) { K::Paren } else { K::Skip };
    }
    if b.face.kind == Some(Type::Book) && rest.iter().any(|t| super::items::is_thesis(s, t.a, t.b)) {
        b.face.kind = None;
    }
    tail::read(b, &rest, Hint::default());
}
