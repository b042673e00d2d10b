//! GB/T 7714 without type marks, numeric and author–date: `authors. title. journal, year, volume(issue): pages.`

use super::gbt_marked::{edition_bracket, number_like, put_authors};
use super::head::{self, Head};
use super::scan::{self, is_colon};
use super::style::{Script, Style};
use super::tail::{self, Hint};
use super::{kind, publisher};
use crate::model::Kind;
use crate::normalise::{Draft, DraftFace, Slot};

/// The style.
pub const STYLE: Style = Style { name: "gbt7714-plain/1", script: Script::Han, read };

fn read(s: &str) -> Option<Draft> {
    let Head { authors, date, rest } = head::head(s);
    if rest.is_empty() || rest.starts_with(['《', '“', '〈', '「']) {
        return None;
    }
    let mut best: Option<(f32, DraftFace)> = None;
    let container = rest.find("//").filter(|i| !rest[..*i].contains("http"));
    let mut tried = 0;
    for (i, c) in scan::top(rest) {
        let slash = container == Some(i);
        if !(slash || scan::is_stop(c) && scan::breaks(rest, i)) || i == 0 {
            continue;
        }
        if container.is_some_and(|k| i < k) && !slash {
            continue;
        }
        let end = if slash { i } else { i + c.len_utf8() };
        let (cut, end) = if slash { translated(&rest[..i]).map_or((i, end), |t| (t, t)) } else { (i, end) };
        let (face, score) = attempt(authors, date, &rest[..cut], &rest[end..], slash);
        let score = score - 0.06 * tried as f32;
        if best.as_ref().is_none_or(|b| score > b.0) {
            best = Some((score, face));
        }
        tried += 1;
        if tried > 3 || slash {
            break;
        }
    }
    let (mut confidence, mut face) = match best {
        Some(b) => b,
        None if !date.is_empty() && !authors.is_empty() => attempt(authors, date, rest, "", false).into_pair(),
        None => return None,
    };
    if authors.is_empty() {
        confidence -= 0.25;
    }
    kind::settle(&mut face);
    Some(Draft { faces: vec![face], span: 0..s.len(), confidence: confidence.clamp(0.05, 0.93), style: STYLE.name, ..Draft::default() })
}

/// Where a title ends behind which a translator stands before the container (`title. 谢鹏程, 译//…`).
fn translated(title: &str) -> Option<usize> {
    let (i, c) = scan::top(title).filter(|(i, c)| scan::is_stop(*c) && scan::breaks(title, *i)).last()?;
    let (names, slot) = super::roles::behind(&title[i + c.len_utf8()..])?;
    (slot == Slot::Translator && names.chars().count() < 60).then_some(i)
}

trait Pair {
    fn into_pair(self) -> (f32, DraftFace);
}

impl Pair for (DraftFace, f32) {
    fn into_pair(self) -> (f32, DraftFace) {
        (self.1, self.0)
    }
}

/// Reads with the title ending here; how well it fits.
fn attempt(authors: &str, date: &str, title: &str, after: &str, slash: bool) -> (DraftFace, f32) {
    let mut face = DraftFace::default();
    put_authors(&mut face, authors);
    face.put(Slot::Issued, date);
    let (title, edition) = edition_bracket(scan::trim_soft(title));
    let title = match scan::top(title).filter(|(_, c)| matches!(c, '[' | '［')).last() {
        Some((i, _)) if i > 0 && publisher::degree(&title[i..]).is_some() => {
            face.kind = Some(Kind::Thesis);
            scan::trim(&title[..i])
        }
        _ => title,
    };
    if let Some(e) = edition {
        face.put(Slot::Edition, e);
    }
    match scan::top(title).filter(|(_, c)| is_colon(*c)).last() {
        Some((i, c)) if number_like(&title[i + c.len_utf8()..]) && title[i..].chars().count() > 5 => {
            let number = title[i + c.len_utf8()..].trim();
            face.put(Slot::Title, &title[..i]);
            face.put(Slot::Number, number);
            face.kind = Some(if number.starts_with("GB") || number.starts_with("ISO") || number.contains('—') {
                Kind::Standard
            } else {
                Kind::Patent
            });
        }
        Some((i, c)) if !slash && super::gbt_marked::volume_part(title[i + c.len_utf8()..].trim()).is_some() => {
            let (volume, name) = super::gbt_marked::volume_part(title[i + c.len_utf8()..].trim()).unwrap_or(("", ""));
            face.put(Slot::Title, &title[..i]);
            face.put(Slot::Volume, volume);
            face.put(Slot::VolumeTitle, name);
        }
        _ => face.put(Slot::Title, title),
    }
    let whole;
    let tail_text = if slash {
        face.kind = Some(Kind::Chapter);
        whole = after;
        whole
    } else {
        after
    };
    let known = face.kind;
    let left = tail::read(&mut face, tail_text, Hint { kind: known, quoted: false, ..Hint::default() });
    let mut score: f32 = 0.62;
    score -= 0.12 * left as f32;
    let han = crate::text::script::has_han(title);
    score += if han { 0.06 } else { 0.0 };
    if face.has(Slot::Issued) || face.has(Slot::Accessed) {
        score += 0.08;
    }
    if face.has(Slot::Container) && (face.has(Slot::Page) || face.has(Slot::Issue) || face.has(Slot::Volume)) {
        score += 0.12;
    }
    if face.has(Slot::Place) && face.has(Slot::Publisher) {
        score += 0.12;
    } else if face.has(Slot::Publisher) && publisher::publisher(face.get(Slot::Publisher)) {
        score += 0.06;
    } else if face.has(Slot::Publisher) {
        score -= 0.04;
    }
    if face.has(Slot::Number) {
        score += 0.15;
    }
    if face.has(Slot::Accessed) && after.contains('[') {
        score += 0.12;
    }
    if face.has(Slot::Url) {
        score += 0.06;
    }
    if title.chars().count() < 3 {
        score -= 0.3;
    }
    if !face.has(Slot::Container) && !face.has(Slot::Publisher) && !face.has(Slot::Url) {
        score -= 0.1;
    }
    (face, score)
}
