//! Short forms (同上, 前引〔5〕, Ibid., op. cit.): recognised, and filled from the work they point to.

use super::note_quoted;
use super::numbers;
use super::scan::{self, group, is_space};
use crate::model::{Flag, Record};
use crate::normalise::draft::Back;
use crate::normalise::{Draft, DraftFace, Slot, fold};
use crate::text::lists::{Inside, Starts};
use std::sync::LazyLock;

const PREVIOUS: &[(&str, ())] = &[
    ("同上注", ()),
    ("同上註", ()),
    ("同上书", ()),
    ("同上文", ()),
    ("同上引", ()),
    ("同上", ()),
    ("同前书", ()),
    ("Ibid.", ()),
    ("ibid.", ()),
    ("Ibid", ()),
    ("ibid", ()),
    ("Id.", ()),
    ("id.", ()),
    ("Idem", ()),
];
const EARLIER: &[(&str, ())] = &[
    ("同前注", ()),
    ("同前註", ()),
    ("同前引", ()),
    ("前揭注", ()),
    ("前揭註", ()),
    ("前引注", ()),
    ("前引註", ()),
    ("前揭书", ()),
    ("前揭文", ()),
    ("前揭", ()),
    ("前引书", ()),
    ("前引文", ()),
    ("前引", ()),
    ("前注", ()),
    ("前註", ()),
    ("见前注", ()),
    ("上引", ()),
    ("同注", ()),
    ("同註", ()),
    ("同前", ()),
    ("同", ()),
];
const LATIN: &[&str] = &["op. cit.", "op.cit.", "op. cit", "loc. cit.", "supra note", "supra n.", "supra"];

static PREVIOUS_WORDS: LazyLock<Starts<()>> = LazyLock::new(|| Starts::new(PREVIOUS.iter().copied()));
static EARLIER_WORDS: LazyLock<Starts<()>> = LazyLock::new(|| Starts::new(EARLIER.iter().copied()));
static LATIN_WORDS: LazyLock<Inside> = LazyLock::new(|| Inside::any_case(LATIN));

/// Reads a short form.
pub fn read(s: &str) -> Option<Draft> {
    if s.len() > 240 {
        return None;
    }
    let t = note_quoted::signal(s.trim());
    let (back, rest) = previous(t).or_else(|| earlier(t)).or_else(|| latin(t))?;
    let mut face = DraftFace::default();
    let place =
        scan::trim(rest).trim_start_matches(['书', '文', '注', '）', ')']).trim_start_matches(|c: char| scan::is_comma(c) || is_space(c));
    if place.chars().count() < 40 {
        face.put(Slot::Locator, place);
    }
    Some(Draft { faces: vec![face], span: 0..s.len(), confidence: 0.9, style: "short/1", back: Some(back), ..Draft::default() })
}

fn previous(t: &str) -> Option<(Back, &str)> {
    let (word, ()) = PREVIOUS_WORDS.of(t)?;
    let rest = &t[word.len()..];
    let next = rest.chars().next();
    if next.is_some_and(|c| c.is_alphanumeric() && !scan::is_digit(c) && c != '第' && c != '页' && c != '卷') || full(rest) {
        return None;
    }
    Some((Back { previous: true, ..Back::default() }, rest))
}

/// A rest that is a reference of its own.
fn full(rest: &str) -> bool {
    rest.contains(['《', '“']) && super::parts::dated(rest)
}

/// A note's number in brackets, circled or bare.
fn note_number(t: &str) -> Option<(String, usize)> {
    let c = t.chars().next()?;
    if let Some((inner, len)) = group(t).filter(|_| matches!(c, '〔' | '[' | '［' | '(' | '（' | '【')) {
        let n = inner.trim().trim_start_matches(['注', '註']);
        return (!n.is_empty() && n.len() < 5 && n.chars().all(|c| scan::is_digit(c) || matches!(c, '①'..='⓿')))
            .then(|| (n.to_owned(), len));
    }
    if matches!(c, '①'..='⓿') {
        return Some((c.to_string(), c.len_utf8()));
    }
    let n: usize = t.chars().take_while(|c| scan::is_digit(*c)).map(char::len_utf8).sum();
    (n > 0 && n < 5).then(|| (t[..n].to_owned(), n))
}

fn earlier(t: &str) -> Option<(Back, &str)> {
    // Only a name stands in front.
    const REACH: usize = 120;
    let first = |(i, c): &(usize, char)| *i < REACH && matches!(c, '同' | '前' | '上' | '见');
    let (at, word) = t.char_indices().take_while(|(i, _)| *i < REACH).filter(first).find_map(|(i, _)| {
        let (word, ()) = EARLIER_WORDS.of(&t[i..])?;
        (i == 0 || word != "同").then_some((i, word))
    })?;
    let author = scan::trim(&t[..at]);
    if author.chars().count() > 24 || author.contains(['《', '“']) {
        return None;
    }
    let mut rest = t[at + word.len()..].trim_start();
    let mut back = Back { author: author.trim_end_matches(['书', '文']).to_owned(), ..Back::default() };
    match note_number(rest) {
        Some((n, len)) => {
            back.note = n;
            rest = &rest[len..];
        }
        None if word == "同" || word.ends_with(['注', '註']) && author.is_empty() && word != "同前注" && word != "同前註" => {
            return None;
        }
        None if author.is_empty() => back.previous = word.starts_with("同前"),
        None => {}
    }
    let after = rest.trim_start_matches(|c: char| scan::is_comma(c) || is_space(c) || matches!(c, '引' | '：' | '揭'));
    if let Some(i) = after.find(['书', '文', '書']).filter(|i| back.author.is_empty() && *i > 0 && *i < 60) {
        let name = scan::trim(&after[..i]);
        if !name.starts_with('第') && !name.contains(['《', '，']) && numbers::worded(name).is_none() {
            back.author = name.trim_end_matches('等').to_owned();
            rest = after[i..].trim_start_matches(['书', '文', '書']);
        }
    }
    if let Some((inner, len)) = group(after).filter(|_| after.starts_with('《')) {
        back.title = inner.to_owned();
        rest = &after[len..];
    }
    (!full(rest)
        && (!back.note.is_empty() || back.previous || !back.author.is_empty() || !back.title.is_empty() || word.chars().count() > 2))
        .then_some((back, rest))
}

fn latin(t: &str) -> Option<(Back, &str)> {
    // Only a name stands in front.
    const REACH: usize = 100;
    let (at, word) = LATIN_WORDS.first(t.get(..REACH).unwrap_or(t))?;
    let author = scan::trim(t.get(..at)?);
    if author.len() > 60 || author.contains('“') {
        return None;
    }
    let mut rest = t.get(at + word.len()..)?.trim_start();
    let mut back = Back { author: author.to_owned(), ..Back::default() };
    if (word.contains("note") || word.ends_with("n."))
        && let Some((n, len)) = note_number(rest)
    {
        back.note = n;
        rest = &rest[len..];
    }
    (!back.author.is_empty() || !back.note.is_empty()).then(|| (back, rest.trim_start_matches(", at ").trim_start_matches(", ")))
}

/// Fills short forms from earlier records of the same document.
pub fn resolve(records: &mut [Record]) {
    for i in 0..records.len() {
        if !records[i].flags.has(Flag::ShortForm) {
            if let Some(k) = repeated(&records[..i], &records[i]) {
                let faces = records[k].faces.clone();
                let r = &mut records[i];
                if r.locator.is_empty() {
                    r.locator = r.face().get(crate::model::Var::Page).to_owned();
                }
                r.faces = faces;
                r.flags.add(Flag::ShortForm);
            }
            continue;
        }
        let Some(back) = read(records[i].raw.trim()).and_then(|d| d.back) else { continue };
        match target(&records[..i], &back) {
            Some(k) => {
                let faces = records[k].faces.clone();
                let confidence = records[k].confidence;
                let r = &mut records[i];
                if r.locator.is_empty() {
                    let locator = r.face().get(crate::model::Var::Page).to_owned();
                    r.locator = locator;
                }
                r.faces = faces;
                r.confidence = confidence.min(0.9);
            }
            None => records[i].flags.add(Flag::Unresolved),
        }
    }
}

/// The earlier record that a citation by author, title and page alone repeats.
fn repeated(earlier: &[Record], r: &Record) -> Option<usize> {
    use crate::model::Var;
    let face = r.faces.first()?;
    let bare = [Var::ContainerTitle, Var::Publisher, Var::Url, Var::Doi, Var::Volume, Var::Issue].iter().all(|v| !face.has(*v));
    let title = fold::key(face.get(Var::Title));
    if !bare || face.year().is_some() || title.is_empty() || face.authors().is_empty() {
        return None;
    }
    let author = face.authors().first().map(|n| fold::key(n.family()))?;
    earlier.iter().rposition(|e| {
        e.faces.iter().any(|f| {
            fold::key(f.get(Var::Title)) == title
                && f.authors().first().is_some_and(|n| fold::key(n.family()) == author)
                && f.fields.len() > 1
        })
    })
}

/// The earlier record a short form points to.
fn target(earlier: &[Record], back: &Back) -> Option<usize> {
    let known = |r: &Record| !r.flags.has(Flag::Unresolved) && r.faces.first().is_some_and(|f| !f.is_empty());
    if back.previous && back.note.is_empty() && back.author.is_empty() {
        return earlier.iter().rposition(known);
    }
    let wanted = fold::key(&back.author);
    let title = fold::key(&back.title);
    let fits = |r: &Record| {
        let name = wanted.is_empty()
            || r.faces.iter().any(|f| {
                f.names.iter().any(|(_, n)| {
                    n.list.iter().any(|n| {
                        fold::key(&n.sort_name()).contains(&wanted) || wanted.contains(&fold::key(n.family())) && !n.family().is_empty()
                    })
                })
            });
        let titled = title.is_empty() || r.faces.iter().any(|f| fold::key(f.get(crate::model::Var::Title)).contains(&title));
        name && titled && known(r)
    };
    if !back.note.is_empty() {
        let same = |r: &Record| same_mark(&r.place.note, &back.note) && known(r);
        return earlier
            .iter()
            .rposition(|r| same(r) && fits(r))
            .or_else(|| earlier.iter().rposition(same))
            .or_else(|| (!wanted.is_empty()).then(|| earlier.iter().rposition(fits)).flatten());
    }
    earlier.iter().rposition(fits)
}

/// Whether two printed marks are one number (`〔5〕`, `5`, `⑤`).
fn same_mark(a: &str, b: &str) -> bool {
    let value = |s: &str| -> Option<u32> {
        let s = s.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '①'..='⓿'));
        match s.chars().next() {
            Some(c @ '①'..='⑳') => Some(c as u32 - '①' as u32 + 1),
            _ => s.parse().ok(),
        }
    };
    value(a).is_some_and(|x| value(b) == Some(x))
}
