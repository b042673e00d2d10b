//! GB/T 7714 (1987–2025) with type marks: `authors. title[J]. journal, year, volume(issue): pages.`, numeric and author–date.

use super::head::{self, Head};
use super::scan::{self, group, is_colon, is_space};
use super::style::{Script, Style};
use super::tail::{self, Hint};
use super::{kind, lex, numbers, publisher};
use crate::model::Kind;
use crate::normalise::{Draft, DraftFace, Slot};

/// The style.
pub const STYLE: Style = Style { name: "gbt7714/1", script: Script::Any, read };

/// A type mark: its range and letters.
struct Mark {
    start: usize,
    end: usize,
    kind: Kind,
    online: bool,
}

fn read(s: &str) -> Option<Draft> {
    let mark = find_mark(s)?;
    let mut face = DraftFace { kind: Some(mark.kind), ..DraftFace::default() };
    let front = s[..mark.start].trim_end();
    let Head { authors, date, rest: title } = head::head(front);
    let (authors, date, title) = if title.is_empty() { ("", "", front) } else { (authors, date, title) };
    let after = &s[mark.end..];
    let joined = second_mark(after);
    let after = joined.as_deref().unwrap_or(after);
    let contained = container_follows(after);
    put_authors(&mut face, authors);
    face.put(Slot::Issued, date);
    put_title(&mut face, title, mark.kind, contained);
    if contained && matches!(mark.kind, Kind::Book | Kind::Document) {
        face.kind = Some(Kind::Chapter);
    }
    let known = face.kind;
    let left = tail::read(&mut face, after, Hint { kind: known, quoted: title_quoted(title), ..Hint::default() });
    kind::settle(&mut face);
    let mut confidence = 0.97 - 0.05 * left.min(3) as f32;
    if face.get(Slot::Title).is_empty() {
        confidence = 0.3;
    }
    if authors.is_empty() {
        confidence -= 0.05;
    }
    if !face.has(Slot::Issued) && !mark.online {
        confidence -= 0.1;
    }
    Some(Draft { faces: vec![face], span: 0..s.len(), confidence, style: STYLE.name, ..Draft::default() })
}

/// `title[A]. editors. container[C]. place: …`: the part behind the first mark in the form of the later standards.
fn second_mark(after: &str) -> Option<String> {
    let second = find_mark(after)?;
    let front = super::note_quoted::signal(&after[..second.start]);
    let front = front.strip_prefix("In:").unwrap_or(front);
    if lex::lex(front).iter().any(|e| e.what == lex::What::In)
        || front.contains("//")
        || front.contains("http")
        || !matches!(second.kind, Kind::PaperConference | Kind::Book | Kind::Chapter)
    {
        return None;
    }
    Some(format!("//{}{}", front.trim_start(), &after[second.end..]))
}

fn title_quoted(title: &str) -> bool {
    title.starts_with(['《', '“', '〈'])
}

fn container_follows(after: &str) -> bool {
    let near = after.find("//").or_else(|| after.find("／／"));
    near.is_some_and(|i| {
        let between = &after[..i];
        !between.contains("http") && !between.to_ascii_lowercase().contains("ftp:") && between.len() < 200
    }) || ["见:", "见：", "In:", ". 见 ", "载"]
        .iter()
        .any(|w| after.trim_start_matches(['.', ' ', '。']).starts_with(w.trim_start_matches(['.', ' '])))
}

/// Authors, cut at 等, with the flag.
pub fn put_authors(face: &mut DraftFace, authors: &str) {
    let authors = authors.trim();
    if authors.is_empty() || matches!(scan::trim(authors), "佚名" | "Anon" | "ANON" | "无名氏" | "anonymous" | "Anonymous") {
        return;
    }
    face.et_al |= head::et_al(authors);
    match super::roles::behind(authors).filter(|(f, _)| !f.is_empty() && tail::person_like(f)) {
        Some((front, slot)) => face.put(slot, front),
        None => face.put(Slot::Author, authors),
    }
}

/// The title, with number or volume at its end put into their own places.
fn put_title(face: &mut DraftFace, title: &str, kind: Kind, contained: bool) {
    let mut title = scan::trim_soft(title);
    if let Some((inner, len)) = group(title).filter(|(_, len)| *len == title.len() && title_quoted(title)) {
        let _ = len;
        title = inner;
    }
    let (title, inner_edition) = edition_bracket(title);
    if let Some(e) = inner_edition {
        face.put(Slot::Edition, e);
    }
    let colon = scan::top(title).filter(|(_, c)| is_colon(*c)).last();
    if let Some((i, c)) = colon {
        let behind = title[i + c.len_utf8()..].trim();
        let front = title[..i].trim_end();
        let numbered = matches!(
            kind,
            Kind::Patent | Kind::Standard | Kind::Report | Kind::Document | Kind::Legislation | Kind::Webpage | Kind::Dataset
        );
        let first = scan::top(title)
            .filter(|(_, c)| is_colon(*c))
            .map(|(i, c)| (i, title[i + c.len_utf8()..].trim()))
            .find(|(_, t)| number_like(t));
        if let Some((at, number)) = first.filter(|_| numbered) {
            face.put(Slot::Title, &title[..at]);
            face.put(Slot::Number, number);
            return;
        }
        if !contained
            && matches!(kind, Kind::Book | Kind::Document | Kind::ArticleJournal | Kind::Webpage)
            && let Some((volume, name)) = volume_part(behind)
        {
            face.put(Slot::Title, front);
            face.put(Slot::Volume, volume);
            face.put(Slot::VolumeTitle, name);
            return;
        }
    }
    if kind == Kind::Standard
        && let Some(len) = standard_code(title)
    {
        face.put(Slot::Number, scan::trim(&title[..len]));
        face.put(Slot::Title, scan::trim(&title[len..]));
        return;
    }
    face.put(Slot::Title, title);
}

/// An edition in brackets at the end of a title (`CFG桩复合地基技术（第二版）`).
pub fn edition_bracket(title: &str) -> (&str, Option<&str>) {
    let Some((i, _)) = scan::top(title).filter(|(_, c)| matches!(c, '(' | '（')).last() else { return (title, None) };
    match group(&title[i..]) {
        Some((inner, len))
            if i > 0
                && i + len == title.len()
                && (publisher::edition(inner)
                    || numbers::worded(inner).is_some_and(|c| c.unit == numbers::Unit::Edition && c.len == inner.len())) =>
        {
            (title[..i].trim_end(), Some(inner))
        }
        _ => (title, None),
    }
}

/// Whether a text is the number of a patent, standard, report or order.
pub fn number_like(t: &str) -> bool {
    let t = t.trim();
    let digits = t.chars().filter(char::is_ascii_digit).count();
    let n = t.chars().count();
    let years =
        t.chars().all(|c| c.is_ascii_digit() || scan::is_dash(c) || matches!(c, '年' | ' ')) && n < 12 && super::when::year(t).is_some();
    if digits == 0 || n > 50 || years {
        return false;
    }
    let han = scan::han(t);
    t.ends_with('号')
        || t.ends_with('號')
        || (digits >= 4 && han <= 8 && digits * 3 >= n - han)
        || (han == 0 && !t.contains(' ') && digits >= 3)
        || standard_code(t) == Some(t.len())
        || (han == 0
            && digits >= 3
            && t.split_whitespace().all(|w| w.chars().next().is_some_and(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '('))
            && t.split_whitespace().count() < 4)
}

/// `卷 5`, `第1册`, `第9卷 玄宗纪下`, `Vol. 26` at the start of a part behind a colon: the volume and its name.
pub fn volume_part(t: &str) -> Option<(&str, &str)> {
    let count = numbers::worded(t).or_else(|| numbers::labelled(t))?;
    let of_volume = count.unit == numbers::Unit::Volume || count.unit == numbers::Unit::Issue && t.contains('卷');
    if !of_volume {
        return None;
    }
    let rest = &t[count.len..];
    let name = rest.trim();
    let spaced = rest.starts_with(is_space) || name.is_empty() || rest.starts_with(['《', '(', '（']);
    spaced.then_some((t[..count.len].trim(), name))
}

/// Length of a standard's code at the start (`GB/T 3792—2021`, `ISO 690:2010`).
pub fn standard_code(t: &str) -> Option<usize> {
    let letters = t.bytes().take_while(|b| b.is_ascii_uppercase() || *b == b'/').count();
    if letters < 2 {
        return None;
    }
    let rest = t[letters..].trim_start();
    let digits: usize =
        rest.chars().take_while(|c| c.is_ascii_digit() || scan::is_dash(*c) || matches!(c, '.' | ':')).map(char::len_utf8).sum();
    let from = t.len() - rest.len();
    (rest.starts_with(|c: char| c.is_ascii_digit())).then_some(from + digits)
}

/// Whether a text has a type mark.
pub fn marked(s: &str) -> bool {
    find_mark(s).is_some()
}

/// The first type mark at the top level.
fn find_mark(s: &str) -> Option<Mark> {
    if !s.contains(['[', '［', '【', '〔']) {
        return None;
    }
    for (i, c) in scan::top(s) {
        if !matches!(c, '[' | '［' | '【' | '〔') {
            continue;
        }
        // A mark is short: a bracket that never closes must not be looked through at every turn.
        const REACH: usize = 40;
        let rest = s.get(i..scan::boundary(s, i + REACH)).unwrap_or("");
        let found = match group(rest) {
            Some((inner, len)) if inner.len() < 12 => {
                mark_letters(inner).map(|(kind, online)| Mark { start: i, end: i + len, kind, online })
            }
            _ => None,
        };
        if let Some(m) = found.or_else(|| damaged(s, i)) {
            return (m.start > 0).then_some(m);
        }
    }
    None
}

fn mark_letters(inner: &str) -> Option<(Kind, bool)> {
    let t: String = inner
        .chars()
        .filter(|c| !is_space(*c))
        .map(|c| if ('Ａ'..='Ｚ').contains(&c) { char::from((c as u32 - 'Ａ' as u32) as u8 + b'A') } else { c })
        .collect();
    let t = t.replace('／', "/").replace("0L", "OL");
    let (main, carrier) = t.split_once('/').map_or((t.as_str(), ""), |(a, b)| (a, b));
    let main = main.trim_end_matches(['.', '．', 'l']);
    if main.is_empty() || main.len() > 2 || !main.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    if !matches!(carrier.to_ascii_uppercase().as_str(), "" | "OL" | "CD" | "MT" | "DK" | "MM" | "OI" | "OJ") {
        return None;
    }
    let online = carrier.eq_ignore_ascii_case("OL") || main.eq_ignore_ascii_case("EB") || main.eq_ignore_ascii_case("OL");
    publisher::kind_of_mark(main).map(|k| (k, online))
}

/// A mark whose closing bracket was lost or misread (`[J.`, `[Cl/`, `[J1`).
fn damaged(s: &str, at: usize) -> Option<Mark> {
    let open = s[at..].chars().next()?;
    let body = s[at + open.len_utf8()..].trim_start();
    let from = s.len() - body.len();
    for mark in ["EB/OL", "J/OL", "M/OL", "J", "M", "C", "D", "N", "R", "S", "P", "G", "Z"] {
        let Some(rest) = body.strip_prefix(mark) else { continue };
        let close = rest.chars().next()?;
        let next = rest[close.len_utf8()..].chars().next();
        let ok = match close {
            ')' | '）' | '}' | '』' | '」' | '〉' | '>' | '|' => true,
            'l' | 'I' | '1' | 'j' | 'J' => next.is_some_and(|n| scan::is_stop(n) || n == '/' || is_space(n)),
            '.' | '．' | '。' => true,
            _ => false,
        };
        if ok {
            let end = from + mark.len() + if scan::is_stop(close) { 0 } else { close.len_utf8() };
            return publisher::kind_of_mark(mark).map(|kind| Mark { start: at, end, kind, online: mark.contains('/') });
        }
    }
    None
}
