//! Short forms in Latin script: `Ibid., p. 5.`, `Merton, op. cit., pp. 3–4.`, `Drahos, supra note 5, at 16.`, `Storer, Sociology of Science, p. 2.`

use super::latin_common::tokens::{Kind, Scan};
use super::latin_common::words::{FUNC, PAGE};
use super::latin_common::{items, items::K, marks, names, numbers, scan};
use super::style::{Script, Style};
use crate::model::{Flag, Flags};
use crate::normalise::draft::Back;
use crate::normalise::{Draft, DraftFace, Slot};
use std::ops::Range;

/// The style: a citation that only points back to an earlier one.
pub const STYLE: Style = Style { name: "short-latin/1", script: Script::Latin, read };

fn read(text: &str) -> Option<Draft> {
    const LONGEST: usize = 40;
    let s = scan(text)?;
    let start = s.start();
    if s.len() - start > LONGEST {
        return None;
    }
    let dated = (start..s.len()).any(|i| numbers::is_year(&s, i));
    if dated && !s.tok(start).is_some_and(|t| matches!(t.ch, 'I' | 'i' | 'E' | 'e')) {
        return None;
    }
    let (back, rest, confidence) = same(&s, start).or_else(|| cited(&s, start)).or_else(|| short_title(&s, start))?;
    let mut face = DraftFace::default();
    if let Some(l) = locator(&s, rest) {
        face.put(Slot::Locator, s.slice(l));
    } else if s.tok(rest).is_some_and(|t| t.kind != Kind::Punct) {
        return None;
    }
    let mut flags = Flags::default();
    flags.add(Flag::ShortForm);
    Some(Draft { faces: vec![face], span: 0..text.len(), confidence, style: STYLE.name, flags, links: Vec::new(), back: Some(back) })
}

fn skip(s: &Scan, mut i: usize) -> usize {
    while s.is(i, '.') || s.is(i, ',') || s.is(i, ':') || s.is(i, ';') {
        i += 1;
    }
    i
}

/// Two abbreviated words with or without full stops (`op. cit.`): the token after them.
fn pair(s: &Scan, i: usize, one: &str, two: &str) -> Option<usize> {
    let second = if s.is(i + 1, '.') { i + 2 } else { i + 1 };
    (s.says(i, one) && s.says(second, two)).then(|| skip(s, second + 1))
}

/// `Ibid.`, `Id.`, `Ebd.`: the citation just before.
fn same(s: &Scan, i: usize) -> Option<(Back, usize, f32)> {
    const WORDS: [&str; 8] = ["ibid", "ibidem", "id", "idem", "ebd", "ebenda", "ibíd", "ib"];
    if !WORDS.iter().any(|w| s.says(i, w)) {
        return None;
    }
    let long = s.tok(i).is_some_and(|t| t.len > 3);
    if !long && !s.is(i + 1, '.') && s.tok(i + 1).is_some() {
        return None;
    }
    Some((Back { previous: true, ..Back::default() }, skip(s, i + 1), 0.97))
}

/// `Merton, op. cit.`, `Drahos, supra note 5`, `Merton, a. a. O.`
fn cited(s: &Scan, start: usize) -> Option<(Back, usize, f32)> {
    for i in start..s.len() {
        if !matches!(s.tok(i)?.ch, 'o' | 'O' | 'l' | 'L' | 'a' | 's' | 'S' | 'n' | 'N' | 'f' | 'F' | 'A') {
            continue;
        }
        let mut back = Back { author: people(s, start, i), ..Back::default() };
        let plain = pair(s, i, "op", "cit").or_else(|| pair(s, i, "loc", "cit")).or_else(|| three(s, i));
        if let Some(rest) = plain {
            back.previous = back.author.is_empty();
            return Some((back, rest, 0.95));
        }
        let note = if s.says(i, "supra") { i + 1 } else { i };
        let marked = s.says(note, "note") || s.says(note, "n") || s.says(note, "fn") || s.says(note, "anm");
        if note > i && !marked {
            back.previous = back.author.is_empty();
            return Some((back, skip(s, note), 0.9));
        }
        let number = skip(s, note + 1);
        if marked && (note > i || s.says(number + 1, "above")) && s.kind(number) == Some(Kind::Num) {
            back.note = s.word(number).to_owned();
            let rest = number + 1;
            return Some((back, skip(s, if s.says(rest, "above") { rest + 1 } else { rest }), 0.95));
        }
    }
    None
}

/// `a. a. O.`
fn three(s: &Scan, i: usize) -> Option<usize> {
    let dotted = s.is(i, 'a') || s.word(i) == "a";
    (dotted && s.is(i + 1, '.') && s.word(i + 2) == "a" && s.is(i + 3, '.') && s.word(i + 4) == "O").then(|| skip(s, i + 5))
}

/// The names in front, if they are only names.
fn people(s: &Scan, from: usize, to: usize) -> String {
    let to = if to > from && (s.is(to - 1, ',') || s.is(to - 1, '.')) { to - 1 } else { to };
    s.slice(from..to).trim_end_matches([',', ' ']).to_owned()
}

/// Cited pages at the end: `p. 5`, `pp. 3–4`, `at 16`, `S. 12 f.`, `12`.
fn locator(s: &Scan, i: usize) -> Option<Range<usize>> {
    let i = if s.says(i, "at") { i + 1 } else { i };
    let (value, end) = match marks::at(s, i, true) {
        Some((K::Page | K::Vol, value, end)) => (value, end),
        _ => {
            let (end, _) = numbers::range(s, i, true)?;
            (i..end, end)
        }
    };
    (skip(s, end) >= s.len()).then_some(value)
}

/// `Storer, The Sociology of Science, p. 271.`: a surname, a short title, cited pages, and no word of where it appeared.
fn short_title(s: &Scan, start: usize) -> Option<(Back, usize, f32)> {
    const LONGEST_TITLE: usize = 12;
    let comma = (start..s.len().min(start + 8)).find(|i| s.is(*i, ','))?;
    let name = comma - start <= 4 && (start..comma).all(|k| s.cap(k) || s.has(k, FUNC) || s.is(k, '&')) && s.cap(comma - 1);
    if !name
        || names::list(s, start)
            .is_some_and(|l| matches!(l.form, names::Form::Inverted | names::Form::Bare | names::Form::Initials) && l.end > comma)
    {
        return None;
    }
    let row = items::items(s, comma + 1, s.len());
    let [title, page] = row.as_slice() else { return None };
    let marked = page.k == K::Page && s.has(page.start, PAGE);
    // `Merton, Sociology of Science, 275.`
    let bare = matches!(page.k, K::Num | K::Range) && page.sep == ',' && title.b - title.a >= 2;
    let short = title.k == K::Text && title.b - title.a <= LONGEST_TITLE && s.cap(title.a);
    if !short || !(marked || bare) || s.opens(comma + 1) && title.b - title.a > 8 {
        return None;
    }
    let back = Back { author: s.slice(start..comma).to_owned(), title: s.slice(title.a..title.b).to_owned(), ..Back::default() };
    Some((back, page.start, 0.6))
}
