//! From a text to its records: cleans, cuts several works apart, finds faces, chooses readings, finishes.

use super::{Context, choose, clean, emphasised, gate, parts, scan, short};
use crate::model::{Change, Flag, Kind, Record, Relation, Target};
use crate::normalise::{self, Draft, DraftFace, Slot, fold};
use std::ops::Range;

/// Every reference of a text.
pub fn records(text: &str, italic: &[Range<usize>], context: Context) -> Vec<Record> {
    let mut cleaned = clean::clean(text);
    cleaned.emphasise(italic);
    let mut chars = CharIndex { text, byte: 0, chars: 0 };
    let mut out: Vec<Record> = Vec::new();
    for (mut draft, range, cited) in read(&cleaned, context) {
        emphasis(&mut draft, &cleaned, &range);
        let original = cleaned.original(range.clone());
        let from = original.start;
        let to = text[original.end..].chars().next().map_or(text.len(), |c| original.end + c.len_utf8());
        let is_short = draft.back.is_some();
        let mut record = normalise::finish(draft, &cleaned.text[range.clone()]);
        text[from..to].clone_into(&mut record.raw);
        if record.raw != cleaned.text[range.clone()] {
            explain(&mut record, "line-join");
        }
        record.place.start = chars.at(from);
        record.place.end = chars.at(to);
        if is_short {
            record.flags.add(Flag::ShortForm);
        }
        if record.faces.is_empty() {
            record.faces.push(crate::model::Face::default());
        }
        let index = u32::try_from(out.len()).unwrap_or(u32::MAX);
        if let Some(previous) = out.last_mut().filter(|_| cited) {
            previous.flags.add(Flag::CitedIn);
            previous.links.push((Relation::CitedIn, Target::Index(index)));
        }
        out.push(record);
    }
    out
}

/// Names a rule behind values that do not stand in the original as they are: words joined over a line end or a page end,
/// characters written as entities or in markup.
pub fn explain(record: &mut Record, rule: &str) {
    let text = fold::key(&record.raw);
    for (i, face) in record.faces.iter().enumerate() {
        let i = u8::try_from(i).unwrap_or(u8::MAX);
        let texts = face.fields.iter().map(|(var, value)| (var.as_str(), value.clone()));
        let names = face.names.iter().flat_map(|(role, names)| {
            names.list.iter().flat_map(move |n| [n.family().to_owned(), n.given().to_owned()]).map(move |part| (role.as_str(), part))
        });
        for (field, value) in texts.chain(names) {
            let known = record.evidence.iter().any(|c| c.face == i && c.field == field);
            if !known && !text.contains(&fold::key(&value)) {
                record.evidence.push(Change { face: i, field: field.to_owned(), printed: String::new(), rules: vec![rule.to_owned()] });
            }
        }
    }
}

/// What is set off by emphasis behind a plain title names the container, not the publisher, and ends where the emphasis ends.
fn emphasis(draft: &mut Draft, cleaned: &clean::Clean, range: &Range<usize>) {
    let inside = cleaned.emphasised.iter().filter(|e| e.start >= range.start && e.end <= range.end);
    let texts: Vec<&str> = inside.filter_map(|e| cleaned.text.get(e.clone())).map(scan::trim).collect();
    if texts.is_empty() {
        return;
    }
    let whole = &cleaned.text[range.clone()];
    for face in &mut draft.faces {
        let title = face.get(Slot::Title).to_owned();
        if title.is_empty() || texts.iter().any(|t| t.starts_with(title.as_str()) || title.contains(t)) {
            continue;
        }
        if !face.has(Slot::Container) {
            if let Some((slot, _)) = face.pieces.iter_mut().find(|(s, p)| *s == Slot::Publisher && texts.contains(&p.as_str())) {
                *slot = Slot::Container;
                face.kind = Some(Kind::ArticleJournal);
            }
        } else if let [only] = texts.as_slice() {
            container(face, only, whole);
        }
    }
}

/// Gives a face the one emphasised name of its reference as container: what the reading put behind it is a series, or, where
/// the reading had no place for the name, the publisher.
fn container(face: &mut DraftFace, name: &str, whole: &str) {
    let behind = |text: &str| whole.find(name).is_some_and(|at| whole[at + name.len()..].contains(text));
    let used = face.pieces.iter().any(|(slot, p)| *slot != Slot::Container && (p.contains(name) || name.contains(p.as_str())));
    let (series, publisher) = (face.has(Slot::Series), face.has(Slot::Publisher));
    let Some((slot, piece)) = face.pieces.iter_mut().find(|(s, _)| *s == Slot::Container) else { return };
    match piece.strip_prefix(name).map(|rest| rest.trim_start_matches([',', '.', ':', ' '])) {
        Some("") => {}
        Some(rest) if piece[name.len()..].starts_with([',', '.']) => {
            let rest = rest.to_owned();
            name.clone_into(piece);
            if !series {
                face.put(Slot::Series, &rest);
            }
        }
        None if !used && !piece.contains(name) && !name.contains(piece.as_str()) && behind(piece) && !publisher => {
            *slot = Slot::Publisher;
            face.put(Slot::Container, name);
        }
        _ => {}
    }
}

/// Drafts with their ranges in the cleaned text, and whether the one before is cited after this one.
fn read(cleaned: &clean::Clean, context: Context) -> Vec<(Draft, Range<usize>, bool)> {
    let s = cleaned.text.as_str();
    let mut out: Vec<(Draft, Range<usize>, bool)> = Vec::new();
    let all = parts::parts(s, context);
    for (i, part) in all.iter().enumerate() {
        let quoted = all.get(i + 1).is_some_and(|n| n.cited);
        let range = gate::trim(s, part.range.clone(), context);
        let t = &s[range.clone()];
        if t.is_empty() {
            continue;
        }
        let found = short::read(t)
            .or_else(|| gate::bare_address(t))
            .or_else(|| set_off(cleaned, &range))
            .or_else(|| choose::faces(t, context == Context::Entry || !crate::text::script::has_han(t)));
        let Some(draft) = found.filter(|d| gate::passes(t, d, context, quoted || part.cited)) else { continue };
        let cited = part.cited && i > 0 && out.last().is_some_and(|(_, r, _)| r.start >= all[i - 1].range.start);
        out.push((draft, range, cited));
    }
    out
}

/// The reading that one emphasised part gives, where there is exactly one.
fn set_off(cleaned: &clean::Clean, range: &Range<usize>) -> Option<Draft> {
    let mut inside = cleaned.emphasised.iter().filter(|e| e.start >= range.start && e.end <= range.end);
    let only = inside.next().filter(|_| inside.next().is_none())?;
    emphasised::read(&cleaned.text[range.clone()], &(only.start - range.start..only.end - range.start))
}

/// Character offsets of byte offsets that mostly rise.
struct CharIndex<'a> {
    text: &'a str,
    byte: usize,
    chars: u32,
}

impl CharIndex<'_> {
    fn at(&mut self, byte: usize) -> u32 {
        if byte < self.byte {
            self.byte = 0;
            self.chars = 0;
        }
        self.chars += self.text[self.byte..byte].chars().count() as u32;
        self.byte = byte;
        self.chars
    }
}
