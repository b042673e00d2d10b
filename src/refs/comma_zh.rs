//! Chinese references whose parts are divided by commas alone: `author, title, 4 版. publisher, 2016.`, `author：title，publisher，2004年。`

use super::gbt_marked::{edition_bracket, marked, put_authors};
use super::scan::{self, is_colon, is_comma};
use super::style::{Script, Style};
use super::tail::{self, Hint};
use super::{head, kind, lex, numbers, roles};
use crate::normalise::{Draft, DraftFace, Slot};
use crate::text::script::has_han;

/// The style.
pub const STYLE: Style = Style { name: "comma-zh/1", script: Script::Han, read };

fn read(s: &str) -> Option<Draft> {
    if !has_han(s) || marked(s) {
        return None;
    }
    let mut face = DraftFace::default();
    let (names, from) = front(s);
    if from == 0 {
        return None;
    }
    authors(&mut face, names);
    let body = &s[from..];
    if body.starts_with(['《', '“', '〈', '「']) {
        return None;
    }
    if super::gbt_marked::volume_part(body).is_some() {
        return None;
    }
    let end = title_end(body);
    let (title, edition) = edition_bracket(scan::trim_soft(&body[..end]));
    if scan::han(title) < 3 {
        return None;
    }
    face.put(Slot::Title, title);
    if let Some(e) = edition {
        face.put(Slot::Edition, e);
    }
    let left = tail::read(&mut face, &body[end..], Hint::default());
    kind::settle(&mut face);
    let mut confidence = 0.8 - 0.12 * left.min(4) as f32;
    if !face.has(Slot::Issued) && !face.has(Slot::Url) {
        confidence -= 0.25;
    }
    if super::parts::prose(title) && scan::han(title) > 30 || scan::trim(&body[end..]).is_empty() {
        confidence -= 0.3;
    }
    Some(Draft { faces: vec![face], span: 0..s.len(), confidence: confidence.max(0.05), style: STYLE.name, ..Draft::default() })
}

fn authors(face: &mut DraftFace, names: &str) {
    match roles::behind(names).filter(|(f, _)| !f.is_empty()) {
        Some((front, slot)) => face.put(slot, scan::trim(front)),
        None => put_authors(face, names),
    }
}

/// The names in front and where the title starts; 0 where no names stand there.
fn front(s: &str) -> (&str, usize) {
    let mut end = 0;
    let mut from = 0;
    let mut count = 0;
    for (i, c) in scan::top(s) {
        if is_colon(c) {
            let names = scan::trim(&s[..i]);
            if count < 12 && head::names_like(names) && i < 300 {
                return (names, i + c.len_utf8() + gap(&s[i + c.len_utf8()..]));
            }
            break;
        }
        if scan::is_stop(c) && scan::breaks(s, i) {
            break;
        }
        if !is_comma(c) {
            continue;
        }
        let item = s[end..i].trim_matches(|c: char| is_comma(c) || scan::is_space(c));
        if !name(item, count == 0) {
            break;
        }
        count += 1;
        end = i;
        from = i + c.len_utf8();
        if roles::alone(item).is_some() || roles::behind(item).is_some_and(|(f, _)| !f.is_empty()) {
            break;
        }
    }
    let names = scan::trim(&s[..end]);
    (names, if from == 0 { 0 } else { from + gap(&s[from..]) })
}

fn gap(s: &str) -> usize {
    s.len() - s.trim_start().len()
}

fn name(item: &str, first: bool) -> bool {
    let n = item.chars().count();
    let persons = item.split(['和', '与', '、']).all(|p| {
        let p = p.trim();
        let han = scan::han(p);
        (2..=4).contains(&han) && han == p.chars().count()
            || p.contains('·')
            || p.starts_with(['[', '［', '〔'])
            || p == "等"
            || p.ends_with('等') && han < 6
    });
    persons || roles::alone(item).is_some() || first && (head::organisation(item) && n < 40 || tail::person_like(item) && n < 30)
}

/// The first comma or stop behind which nothing of the title can come.
fn title_end(body: &str) -> usize {
    for (i, c) in scan::top(body) {
        let stop = scan::is_stop(c) && scan::breaks(body, i);
        if stop || c == '，' || c == ',' && !(body[..i].ends_with(scan::is_digit) && body[i + 1..].starts_with(scan::is_digit)) {
            let after = body[i + c.len_utf8()..].trim_start();
            let run_on = c == '，' && !ends_well(after);
            if !run_on {
                return i;
            }
        }
    }
    body.len()
}

/// Whether what follows a full-width comma looks like an imprint, a container or a number.
fn ends_well(after: &str) -> bool {
    let Some(first) = lex::lex(after).first().copied() else { return true };
    match first.what {
        lex::What::Text => {
            super::publisher::publisher(first.text)
                || super::publisher::place(first.text)
                || super::publisher::degree(first.text).is_some()
                || roles::behind(first.text).is_some()
                || super::publisher::newspaper(first.text)
                || first.text.chars().count() < 14
                || numbers::worded(first.text).is_some()
        }
        _ => true,
    }
}
