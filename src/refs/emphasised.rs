//! Latin references whose title or container is set off by emphasis: `United Nations, *Title*, Publisher, 2003.`

use super::latin_common::{Build, imprint, items, opening, scan, tail};
use super::scan as chars;
use crate::model::Kind;
use crate::normalise::{Draft, DraftFace, Slot};
use std::ops::Range;

/// Name and version of this reading.
const NAME: &str = "emphasised/1";
/// What the emphasis leaves in doubt.
const BASE: f32 = 0.94;

/// Reads one reference with one emphasised part: the container where a title in quotation marks stands before it, the
/// title itself otherwise.
pub fn read(text: &str, marked: &Range<usize>) -> Option<Draft> {
    let (front, name, after) = (text.get(..marked.start)?, text.get(marked.clone())?, text.get(marked.end..)?);
    let s = scan(text)?;
    let next = (0..s.len()).find(|k| s.tok(*k).is_some_and(|t| t.a >= marked.end)).unwrap_or(s.len());
    let mut b = Build::new(&s, BASE);
    match opening::quotation(&s, s.start(), s.len()).filter(|(o, _)| s.tok(*o).is_some_and(|t| t.a < marked.start)) {
        Some((open, close)) => quoted(&mut b, marked, (open, close))?,
        None => titled(&mut b, front, after)?,
    }
    let container = b.face.has(Slot::Title);
    b.face.put(if container { Slot::Container } else { Slot::Title }, chars::trim(name));
    let row = items::items(&s, next, s.len());
    if !container && imprint::begins(&s, &row) {
        b.kind(Kind::Book);
    }
    tail::read(&mut b, &row, tail::Hint { quoted: container });
    if !container {
        publisher(&mut b.face);
    }
    close_quotations(&mut b.face, text);
    if !b.dated && !b.face.has(Slot::Url) {
        return None;
    }
    b.finish(NAME)
}

/// Names and a title in quotation marks, right in front of the emphasised container.
fn quoted(b: &mut Build, marked: &Range<usize>, (open, close): (usize, usize)) -> Option<()> {
    let end = b.s.tok(close)?.b;
    let between = b.s.text.get(end..marked.start)?;
    if between.chars().any(char::is_alphanumeric) {
        return None;
    }
    if open > b.s.start() {
        b.people(b.s.start(), open);
    }
    b.put(Slot::Title, open, close + 1);
    Some(())
}

/// Names in front of the emphasised title; a comma has to divide them, and what follows has to be set apart too.
fn titled(b: &mut Build, front: &str, after: &str) -> Option<()> {
    let names = front.trim_end().strip_suffix([',', '，', ':', '：'])?.trim();
    let apart = after.trim_start().starts_with([',', '.', '(', ';', '，'])
        || b.s.text.get(..b.s.text.len() - after.len())?.ends_with(['?', '!', ',', '.']);
    if !apart || names.is_empty() || !people(names) || names.contains(['“', '”']) || crate::text::script::has_han(names) {
        return None;
    }
    let end = (b.s.start()..b.s.len()).find(|k| b.s.tok(*k).is_some_and(|t| t.a >= front.len()))?;
    b.people(b.s.start(), end);
    Some(())
}

/// Whether the words in front of an emphasised title can be its authors and nothing more: no year, no title that ends with a
/// stop before it, no `In` of a part.
fn people(front: &str) -> bool {
    let digits = front.split(|c: char| !c.is_ascii_digit()).any(|n| n.len() == 4);
    let stop = |(at, _): (usize, &str)| {
        let word = front[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let abbreviated = ["and", "eds", "dir", "hrsg", "prof"].contains(&word.to_lowercase().as_str());
        word.chars().count() > 2 && word.chars().any(char::is_lowercase) && !abbreviated
    };
    let part = front.split(|c: char| !c.is_alphabetic()).any(|w| w == "In");
    !digits && !part && !front.match_indices(". ").any(stop)
}

/// Behind an emphasised title stands no container: what was taken for one has published the book.
fn publisher(face: &mut DraftFace) {
    if face.has(Slot::Publisher) || face.has(Slot::Volume) || face.has(Slot::Editor) {
        return;
    }
    if let Some((slot, _)) = face.pieces.iter_mut().find(|(s, _)| *s == Slot::Container) {
        *slot = Slot::Publisher;
        face.kind = Some(Kind::Book);
    }
}

/// A quotation that ends a publisher's name keeps its closing mark.
fn close_quotations(face: &mut DraftFace, text: &str) {
    for (_, piece) in face.pieces.iter_mut().filter(|(s, p)| *s == Slot::Publisher && p.contains('“') && !p.contains('”')) {
        if text.find(piece.as_str()).is_some_and(|at| text[at + piece.len()..].starts_with('”')) {
            piece.push('”');
        }
    }
}
