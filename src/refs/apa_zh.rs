//! Author, date in brackets, title, container: APA and its Chinese forms without quotation marks.

use super::gbt_marked::put_authors;
use super::scan::{self, group, is_stop};
use super::style::{Script, Style};
use super::tail::{self, Hint};
use super::{head, kind, numbers, publisher, roles, when};
use crate::model::Kind;
use crate::normalise::{Draft, DraftFace, Slot};
use crate::text::script::has_han;

/// The style.
pub const STYLE: Style = Style { name: "apa-zh/1", script: Script::Han, read };

fn read(s: &str) -> Option<Draft> {
    let (at, len, date) = find_date(s)?;
    let front = scan::trim(&s[..at]);
    let after = s[at + len..].trim_start_matches(|c: char| scan::is_space(c) || is_stop(c) || scan::is_comma(c) || scan::is_colon(c));
    if after.starts_with(['《', '〈', '“', '「']) {
        return None;
    }
    let mut face = DraftFace::default();
    face.put(Slot::Issued, date);
    let edition = scan::top(front)
        .filter(|(_, c)| matches!(c, '(' | '（'))
        .last()
        .and_then(|(i, _)| group(&front[i..]))
        .is_some_and(|(inner, _)| roles::alone(inner).is_none() && behind_title(&mut DraftFace::default(), inner));
    let named = !edition && (head::names_like(front) || roles_in(front).is_some());
    let (title_text, rest) = if named {
        authors(&mut face, front);
        let end = title_end(after);
        (&after[..end], &after[end..])
    } else {
        (front, after)
    };
    title(&mut face, title_text);
    let known = face.kind;
    let left = tail::read(&mut face, rest, Hint { kind: known, quoted: false, ..Hint::default() });
    kind::settle(&mut face);
    let han = has_han(s);
    let mut confidence = if han { 0.9 } else { 0.6 } - 0.13 * left.min(4) as f32;
    if !named {
        confidence -= 0.2;
    }
    if front.is_empty() || face.get(Slot::Title).is_empty() {
        confidence -= 0.4;
    }
    Some(Draft { faces: vec![face], span: 0..s.len(), confidence: confidence.max(0.05), style: STYLE.name, ..Draft::default() })
}

fn roles_in(front: &str) -> Option<(&str, Slot)> {
    let open = front.rfind(['(', '（'])?;
    let word = front[open..].trim_matches(['(', ')', '（', '）', ' ', '.', '。']);
    roles::alone(word).map(|slot| (front[..open].trim(), slot))
}

fn authors(face: &mut DraftFace, front: &str) {
    match roles_in(front) {
        Some((names, slot)) => {
            face.et_al |= head::et_al(names);
            face.put(slot, scan::trim(names));
        }
        None => put_authors(face, front),
    }
}

/// The first bracket group at the top level that is a date.
fn find_date(s: &str) -> Option<(usize, usize, &str)> {
    for (i, c) in scan::top(s) {
        if i > 3000 {
            return None;
        }
        if !matches!(c, '(' | '（') {
            continue;
        }
        let Some((inner, len)) = group(&s[i..]) else { continue };
        let first = inner.split([',', '，']).next().unwrap_or("");
        let stamp = when::is_date(inner).is_some()
            || when::year(first.trim()).is_some_and(|l| l == first.trim().len()) && inner.len() < 30
            || year_letter_date(inner);
        if stamp || matches!(inner.trim(), "不详" | "不詳" | "n.d." | "无日期") {
            let date = if matches!(inner.trim(), "不详" | "不詳" | "n.d." | "无日期") { "" } else { inner };
            return Some((i, len, date));
        }
    }
    None
}

/// `2008b年8月8日`, `2008b-08-08`.
fn year_letter_date(t: &str) -> bool {
    when::year(t).is_some_and(|l| t[l..].starts_with(|c: char| c.is_ascii_lowercase() || c == ',' || c == '年')) && t.len() < 24
}

/// Where the title ends: the first stop that divides.
fn title_end(after: &str) -> usize {
    for (i, c) in scan::top(after) {
        if is_stop(c) && scan::breaks(after, i) {
            return i;
        }
        if matches!(c, '?' | '？' | '!' | '！')
            && after[i + c.len_utf8()..].starts_with([' ', '《'])
            && after[i + c.len_utf8()..].trim_start().chars().next().is_some_and(|n| n.is_uppercase() || n == '《')
        {
            return i + c.len_utf8();
        }
    }
    after.len()
}

/// The title, with what stands in brackets behind it.
fn title(face: &mut DraftFace, text: &str) {
    let mut t = scan::trim_soft(text);
    for _ in 0..3 {
        let Some((i, _)) = scan::top(t).filter(|(_, c)| matches!(c, '(' | '（' | '[' | '［')).last() else { break };
        let Some((inner, len)) = group(&t[i..]).filter(|(_, len)| i > 0 && i + len == t.len()) else { break };
        let _ = len;
        if !behind_title(face, inner) {
            break;
        }
        t = t[..i].trim_end();
    }
    if let Some((i, c)) = scan::top(t).filter(|(_, c)| scan::is_colon(*c)).last() {
        let behind = t[i + c.len_utf8()..].trim();
        if let Some((volume, name)) = super::gbt_marked::volume_part(behind) {
            face.put(Slot::Title, &t[..i]);
            face.put(Slot::Volume, volume);
            face.put(Slot::VolumeTitle, name);
            return;
        }
    }
    face.put(Slot::Title, t);
}

/// Edition, volume, translator, number, pages, degree in brackets behind a title.
fn behind_title(face: &mut DraftFace, inner: &str) -> bool {
    let inner = inner.trim();
    if let Some((names, slot)) = roles::behind(inner).filter(|(f, _)| !f.is_empty() && !publisher::edition(inner)) {
        let names = names.split([';', '；']).next().unwrap_or(names);
        face.put(slot, names);
        for part in inner.split([';', '；']).skip(1) {
            behind_title(face, part);
        }
        return true;
    }
    if publisher::degree(inner).is_some() {
        face.kind = Some(Kind::Thesis);
        face.put(Slot::Genre, inner);
        return true;
    }
    let lower = inner.to_lowercase();
    if let Some(rest) = lower.find("no. ").filter(|i| inner.is_char_boundary(*i))
        && inner[rest..].contains(|c: char| c.is_ascii_digit())
        && !lower.starts_with("vol")
    {
        face.put(Slot::Number, inner[rest + 4..].trim());
        return true;
    }
    let mut any = false;
    for part in inner.split([',', '，', ';', '；']) {
        let part = part.trim();
        let count = numbers::worded(part).or_else(|| numbers::labelled(part)).filter(|c| c.len == part.len());
        let slot = match count.map(|c| c.unit) {
            Some(numbers::Unit::Volume) => Slot::Volume,
            Some(numbers::Unit::Edition) => Slot::Edition,
            Some(numbers::Unit::Page) => Slot::Page,
            Some(numbers::Unit::Issue) => Slot::Number,
            _ if publisher::edition(part) || lower.ends_with("ed.") || lower.ends_with(" ed") => Slot::Edition,
            _ => continue,
        };
        any = true;
        face.put(slot, part);
    }
    any
}
