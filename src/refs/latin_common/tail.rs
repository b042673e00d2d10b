//! Everything behind the title: container, volume, issue, pages, imprint, addresses.

use super::build::Build;
use super::counts::{date, numbers, series};
use super::imprint;
use super::items::{Item, K, any, is_report, is_thesis};
use super::names;
use super::numbers::is_year;
use super::tokens::Kind as TokenKind;
use super::words::{CONF, EDS, JOUR, PUB, UNI};
use crate::model::Kind;
use crate::normalise::Slot;

/// What the style knows of the tail.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hint {
    /// The title stood in quotation marks, so that the work is part of a container.
    pub quoted: bool,
}

/// Reads the items behind the title.
pub fn read(b: &mut Build, row: &[Item], hint: Hint) {
    let mut row: Vec<Item> = row.to_vec();
    accessed_behind(b, &mut row);
    marked(b, &mut row);
    theses_and_reports(b, &mut row);
    date(b, &mut row);
    translators(b, &mut row);
    editors_behind(b, &mut row);
    series(b, &mut row);
    numbers(b, &mut row);
    texts(b, &row, hint);
}

/// A second date, in brackets or behind the address, is that of access.
fn accessed_behind(b: &mut Build, row: &mut [Item]) {
    let dates = row.iter().filter(|t| t.k == K::Date).count() + usize::from(b.dated);
    let url = row.iter().position(|t| t.k == K::Url).unwrap_or(row.len());
    if dates < 2 || b.face.has(Slot::Accessed) || row.iter().any(|t| t.k == K::Accessed) {
        return;
    }
    if let Some(i) = (0..row.len()).find(|i| row[*i].k == K::Date && row[*i].full && (*i > url || row[*i].sep == '[')) {
        row[i].k = K::Accessed;
    }
}

/// Parts with their own mark.
fn marked(b: &mut Build, row: &mut Vec<Item>) {
    let mut pages = 0;
    row.retain(|t| {
        let slot = match t.k {
            K::Url => Slot::Url,
            K::Doi => Slot::Doi,
            K::Eprint => Slot::Eprint,
            K::Isbn => Slot::Isbn,
            K::Issn => Slot::Issn,
            K::Accessed => Slot::Accessed,
            K::Edition => Slot::Edition,
            K::Skip | K::Extent => return false,
            K::Page => {
                pages += 1;
                if pages > 1 { Slot::Locator } else { return true }
            }
            _ => return true,
        };
        if !b.face.has(slot) {
            b.put(slot, t.a, t.b);
        }
        false
    });
}

/// Theses and reports: their kind, number and institution.
fn theses_and_reports(b: &mut Build, row: &mut Vec<Item>) {
    let s = b.s;
    let thesis = row.iter().position(|t| {
        matches!(t.k, K::Text | K::Paren | K::Bracket) && is_thesis(s, t.a, t.b) && t.b - t.a <= 12 && !any(s, t.a, t.b, JOUR | CONF)
    });
    if let Some(i) = thesis {
        b.kind(Kind::Thesis);
        let t = row[i];
        if any(s, t.a, t.b, UNI) && t.k != K::Text {
            if let Some(c) = (t.a..t.b).find(|k| s.is(*k, ',')) {
                b.put(Slot::Genre, t.a, c);
                b.put(Slot::Publisher, c + 1, t.b);
            }
        } else {
            b.put(Slot::Genre, t.a, t.b);
        }
        row.remove(i);
        return;
    }
    let report = row.iter().position(|t| matches!(t.k, K::Text | K::Paren) && is_report(s, t.a, t.b) && t.b - t.a <= 12);
    if let Some(i) = report
        && !row.iter().any(|t| matches!(t.k, K::Vol | K::In))
    {
        b.kind(Kind::Report);
        let t = row[i];
        let mut end = t.b;
        row.remove(i);
        if row.get(i).is_some_and(|n| matches!(n.k, K::Num | K::Iss | K::Range) && !is_year(s, n.a)) {
            end = row[i].b;
            row.remove(i);
        }
        b.put(Slot::Number, t.a, end);
        b.doubt(0.05);
    }
}

/// `edited by A. Baker`, `hrsg. von …` behind the title of the container, and lists before `(Eds.)`.
fn editors_behind(b: &mut Build, row: &mut Vec<Item>) {
    let s = b.s;
    let Some(i) = row.iter().position(|t| t.k == K::Eds) else { return };
    let eds = row[i];
    let start_of_list = row[..i].iter().rposition(|t| t.k == K::In).map_or(0, |p| p + 1);
    let from = row.get(start_of_list).map_or(eds.start, |t| t.start);
    if start_of_list < i && eds.sep != 'b' {
        // Names in front of the mark: from "In", or from the nearest point where a list of names fills the gap.
        for k in start_of_list..i {
            let a = row[k].start;
            let a = if s.opens(a.wrapping_sub(1)) { a - 1 } else { a };
            let list = names::list(s, a);
            let filled = list.is_some_and(|l| (l.end..eds.start).all(|x| s.tok(x).is_some_and(|t| t.kind == TokenKind::Punct)));
            let body = start_of_list > 0
                && row[k].k == K::Text
                && (k == start_of_list && names::corporate(s, a, eds.start)
                    || k == i - 1 && k > start_of_list && names::corporate(s, row[k].a, row[k].b));
            if filled || body {
                b.put(Slot::Editor, a, eds.start);
                row.drain(k..=i);
                if let Some(next) = row.get_mut(k) {
                    next.sep = if k > start_of_list { '.' } else { ' ' };
                }
                return;
            }
        }
        let behind = names::list(s, eds.end).is_some_and(|l| s.tok(l.end).is_none_or(|t| t.kind == TokenKind::Punct));
        if start_of_list > 0 && !behind {
            b.put(Slot::Editor, from, row[i - 1].b);
            row.drain(start_of_list..=i);
            b.doubt(0.2);
            return;
        }
    }
    if let Some(l) = names::list(s, eds.end) {
        let count = row[i + 1..].iter().take_while(|t| t.start < l.end).count();
        b.put(Slot::Editor, eds.end, l.end);
        row.drain(i..=i + count);
        if let Some(next) = row.get_mut(i) {
            next.sep = '.';
        }
        return;
    }
    row.remove(i);
    b.doubt(0.15);
}

/// `translated by A. Baker`.
fn translators(b: &mut Build, row: &mut Vec<Item>) {
    let Some(i) = row.iter().position(|t| t.k == K::Trans) else { return };
    let end = row[i].end;
    let Some(l) = names::list(b.s, end) else { return };
    b.put(Slot::Translator, end, l.end);
    let count = row[i + 1..].iter().take_while(|t| t.start < l.end).count();
    row.drain(i..=i + count);
    if let Some(next) = row.get_mut(i).filter(|t| t.sep == ' ' || t.sep == ',') {
        next.sep = '.';
    }
}

/// Container, publisher and place among the words that are left.
fn texts(b: &mut Build, row: &[Item], hint: Hint) {
    let s = b.s;
    if row.first().is_some_and(|t| t.sep == '/' && t.k == K::Text) {
        let taken = host_editors(b, row);
        return inside(b, &row[taken..]);
    }
    if let Some(i) = row.iter().position(|t| t.k == K::In) {
        for t in &row[..i] {
            if t.k == K::Text {
                b.doubt(0.3);
            }
        }
        return inside(b, &row[i + 1..]);
    }
    let texts: Vec<Item> = row.iter().filter(|t| t.k == K::Text).copied().collect();
    let first_number = row.iter().position(|t| t.numeric() && t.k != K::Page);
    let loose = row.iter().filter(|t| t.k == K::Paren).count();
    if loose > 0 {
        b.doubt(0.1 * loose as f32);
    }
    if let Some(n) = first_number.filter(|_| b.face.kind != Some(Kind::Thesis)) {
        let front: Vec<Item> = row[..n].iter().filter(|t| t.k == K::Text || t.k == K::Paren).copied().collect();
        let placed = front.first().is_some_and(|t| imprint::is_place(s, t.a, t.b)) && front.get(1).is_some_and(|t| t.sep == ':');
        if !front.is_empty() && !placed {
            journal(b, &front, &row[n..]);
            return;
        }
        if front.is_empty() && !texts.is_empty() && b.face.get(Slot::Volume).is_empty() {
            b.doubt(0.3);
        }
    }
    if texts.is_empty() {
        return;
    }
    let known = b.face.kind.is_some();
    let paged = row.iter().any(|t| t.k == K::Page)
        && any(s, texts[0].a, texts[0].b, JOUR)
        && !imprint::is_body(s, texts[0].a, texts[0].b)
        && texts.get(1).is_none_or(|t| t.sep != ':');
    if paged && !known {
        return inside(b, row);
    }
    let conference = any(s, texts[0].a, texts[0].b, CONF) && s.tok(texts[0].a).is_some_and(|t| t.cap);
    if conference && !known {
        b.kind(Kind::PaperConference);
        return inside(b, row);
    }
    if hint.quoted && !known {
        let press = any(s, texts[0].a, texts[0].b, PUB)
            || imprint::begins(s, &texts)
            || imprint::is_body(s, texts[0].a, texts[0].b) && !any(s, texts[0].a, texts[0].b, JOUR);
        if !press {
            return inside(b, row);
        }
        b.doubt(0.15);
    }
    let alone = texts.len() == 1 && !known && !imprint::begins(s, &texts) && !imprint::is_body(s, texts[0].a, texts[0].b);
    let dated_to_the_day = b.face.get(Slot::Issued).len() > 9;
    let awaited = b.face.get(Slot::Issued).chars().all(|c| !c.is_ascii_digit());
    let acronym = alone && texts[0].b - texts[0].a == 1 && s.tok(texts[0].a).is_some_and(|t| t.upper);
    if alone && (awaited || acronym || b.face.has(Slot::Doi) || dated_to_the_day || any(s, texts[0].a, texts[0].b, JOUR)) {
        b.put(Slot::Container, texts[0].a, texts[0].b);
        if dated_to_the_day {
            b.kind(Kind::ArticleNewspaper);
        }
        b.doubt(0.08);
        return;
    }
    imprint::read(b, &texts);
}

/// `//Sodeman W A, Sodeman W A Jr. Title`: editors in front of the container, set off by a full stop; the items they take.
fn host_editors(b: &mut Build, row: &[Item]) -> usize {
    let s = b.s;
    let Some(next) = row.iter().skip(1).position(|t| t.sep == '.' && t.k == K::Text).map(|p| p + 1) else { return 0 };
    let (first, stop) = (row[0], row[next].start);
    let people = names::list(s, first.a).is_some_and(|l| (l.end..stop).all(|k| s.tok(k).is_some_and(|t| t.kind == TokenKind::Punct)));
    let body = names::corporate(s, first.a, first.b) && next == 1 && !any(s, first.a, first.b, CONF) && !imprint::begins(s, &row[next..]);
    if !people && !body {
        return 0;
    }
    b.put(Slot::Editor, first.a, stop);
    next
}

/// Journal in front of its numbers; what is behind them is imprint.
fn journal(b: &mut Build, front: &[Item], rest: &[Item]) {
    let s = b.s;
    let (first, last) = (front[0], front[front.len() - 1]);
    b.put(Slot::Container, first.a, if last.k == K::Paren { last.end } else { last.b });
    let fit = super::titles::container(s, first.a, last.b);
    b.doubt((0.9 - fit).max(0.0) * 0.3);
    let sentences = front
        .iter()
        .skip(1)
        .filter(|t| t.sep == ':' || t.sep == '?' || t.sep == '.' && !super::titles::container(s, first.a, t.start).gt(&0.9))
        .count();
    b.doubt((0.15 * sentences as f32).min(0.6));
    if any(s, first.a, first.b, CONF) {
        b.kind(Kind::PaperConference);
        b.doubt(0.1);
    }
    let behind: Vec<Item> = rest.iter().filter(|t| t.k == K::Text).copied().collect();
    if !behind.is_empty() {
        b.doubt(0.12);
        imprint::read(b, &behind);
    }
}

/// What stands in a container: its title, then imprint.
fn inside(b: &mut Build, row: &[Item]) {
    let s = b.s;
    let Some(mut start) = row.iter().position(|t| t.k == K::Text) else {
        b.doubt(0.4);
        return;
    };
    if !b.face.has(Slot::Editor)
        && let Some(l) = names::list(s, row[start].a)
        && (matches!(l.form, names::Form::Initials | names::Form::Inverted) || l.count > 1)
        && (s.is(l.end, ',') || s.is(l.end, ':'))
        && let Some(next) = row.iter().position(|t| t.k == K::Text && t.start > l.end)
        && row[start..next].iter().all(|t| t.k == K::Text)
    {
        b.put(Slot::Editor, row[start].a, l.end);
        b.doubt(0.08);
        start = next;
    }
    let mut end = start + 1;
    while let Some(t) = row.get(end) {
        if t.k == K::Paren && t.b - t.a <= 3 && !imprint::is_place(s, t.a, t.b) {
            end += 1;
            continue;
        }
        let first_imprint = imprint::is_place(s, t.a, t.b)
            || imprint::is_publisher(s, t.a, t.b) && matches!(t.sep, ',' | '.' | ';' | '(') && !any(s, t.a, t.b, CONF | JOUR)
            || imprint::begins(s, &row[end..]) && t.sep == '.';
        let goes_on = t.k == K::Text
            && matches!(t.sep, ':' | ' ' | '/' | ',')
            && !t.par
            && !first_imprint
            && !(t.sep == ',' && imprint::is_body(s, t.a, t.b) && !s.has(t.a, super::words::AND));
        if !goes_on {
            break;
        }
        end += 1;
    }
    // A comma that parts a container from its publisher can't be told from one inside the title.
    let inner_commas = row[start + 1..end].iter().filter(|t| t.sep == ',').count();
    let rest: Vec<Item> = row[end..].iter().filter(|t| t.k == K::Text).copied().collect();
    let mut stop = end;
    if inner_commas > 0
        && rest.is_empty()
        && !row[start..].iter().any(|t| t.numeric() && t.k != K::Page)
        && !any(s, row[start].a, row[start].b, CONF | JOUR)
        && row[end - 1].sep == ','
        && !s.has(row[end - 1].a, super::words::AND)
    {
        stop = end - 1;
        b.put(Slot::Publisher, row[stop].a, row[stop].b);
        b.doubt(0.2);
    } else if inner_commas > 0 {
        b.doubt((0.12 * inner_commas as f32).min(0.5));
    }
    b.put(Slot::Container, row[start].a, row[stop - 1].b);
    let proceedings = any(s, row[start].a, row[stop - 1].b, CONF);
    let kind = if proceedings {
        Kind::PaperConference
    } else if b.face.has(Slot::Volume) && !b.face.has(Slot::Editor) && rest.is_empty() {
        Kind::ArticleJournal
    } else {
        Kind::Chapter
    };
    b.kind(kind);
    if !rest.is_empty() {
        place_of_meeting(b, &rest, proceedings);
    }
}

fn place_of_meeting(b: &mut Build, rest: &[Item], proceedings: bool) {
    let s = b.s;
    let places = rest.iter().take_while(|t| imprint::is_place(s, t.a, t.b)).count();
    if proceedings && places > 0 && places < rest.len() && rest[places].sep != ':' {
        b.put(Slot::EventPlace, rest[0].a, rest[places - 1].b);
        return imprint::read(b, &rest[places..]);
    }
    if any(s, rest[0].a, rest[0].b, EDS) {
        b.doubt(0.2);
    }
    imprint::read(b, rest);
}
