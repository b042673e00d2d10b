//! Collects the pieces of one reading and keeps count of its doubts.

use super::names;
use super::tokens::Scan;
use super::words::EDS;
use crate::model::{Flag, Kind};
use crate::normalise::{Draft, DraftFace, Slot};

/// A reading in the making.
pub struct Build<'s, 'a> {
    /// The scanned text.
    pub s: &'s Scan<'a>,
    /// What was read so far.
    pub face: DraftFace,
    /// Share of such readings that are wholly right, as far as is known now.
    pub confidence: f32,
    /// The date of publication has been read.
    pub dated: bool,
}

impl<'s, 'a> Build<'s, 'a> {
    /// An empty reading with the confidence of its style where nothing is doubtful.
    pub fn new(s: &'s Scan<'a>, confidence: f32) -> Self {
        Build { s, face: DraftFace::default(), confidence, dated: false }
    }

    /// Lowers the confidence by that share.
    pub fn doubt(&mut self, share: f32) {
        self.confidence *= 1.0 - share;
    }

    /// Puts the text of some tokens into a slot, without the punctuation and quotation marks around it.
    pub fn put(&mut self, slot: Slot, a: usize, b: usize) {
        let text = trim(self.s.slice(a..b), slot);
        self.face.put(slot, text);
    }

    /// Puts a date of publication, unless there is one.
    pub fn issued(&mut self, a: usize, b: usize) {
        if !self.dated {
            self.put(Slot::Issued, a, b);
            self.dated = self.face.has(Slot::Issued);
        }
    }

    /// Sets the type unless it is known.
    pub fn kind(&mut self, kind: Kind) {
        self.face.kind.get_or_insert(kind);
    }

    /// Puts the list of names in front: authors, or editors where it ends in their mark.
    pub fn people(&mut self, a: usize, b: usize) {
        let mark = (a + 1..b).rev().take(8).find(|k| self.s.has(*k, EDS) && self.s.tok(*k).is_some_and(|t| t.len > 2 || !t.upper));
        let mut slot = Slot::Author;
        let mut end = b;
        if let Some(m) = mark {
            let bracketed = self.s.is(m - 1, '(') || self.s.is(m - 1, '[');
            let tail_is_mark = (m + 1..b).all(|k| !self.s.cap(k) || self.s.has(k, EDS));
            if tail_is_mark && (bracketed || self.s.tok(m).is_some_and(|t| !t.cap || t.len <= 4)) {
                slot = Slot::Editor;
                end = if bracketed { m - 1 } else { m };
            }
        }
        while end > a + 1
            && names::et_al(self.s, end - 1).is_none()
            && self.s.tok(end - 1).is_some_and(|t| matches!(t.ch, ',' | ';' | ':' | '('))
        {
            end -= 1;
        }
        self.face.et_al |= (a..end).any(|k| names::et_al(self.s, k).is_some_and(|e| e <= b));
        self.put(slot, a, end);
    }

    /// The draft, if it says enough to be a reference.
    pub fn finish(mut self, style: &'static str) -> Option<Draft> {
        let telling = [Slot::Title, Slot::Container, Slot::Url, Slot::Number].iter().any(|s| self.face.has(*s));
        if !telling || self.confidence < 0.05 {
            return None;
        }
        let mut flags = crate::model::Flags::default();
        if self.face.et_al {
            flags.add(Flag::EtAl);
        }
        if self.face.kind.is_none() {
            self.face.kind = guess(&self.face);
        }
        let confidence = super::confidence::calibrated(self.confidence, &self.face);
        Some(Draft { faces: vec![self.face], span: 0..self.s.text.len(), confidence, style, flags, links: Vec::new(), back: None })
    }
}

/// The type that the pieces show.
fn guess(face: &DraftFace) -> Option<Kind> {
    if face.has(Slot::Container) && (face.has(Slot::Volume) || face.has(Slot::Issue)) {
        return Some(Kind::ArticleJournal);
    }
    if !face.has(Slot::Container) && (face.has(Slot::Publisher) || face.has(Slot::Place)) {
        return Some(Kind::Book);
    }
    if !face.has(Slot::Container) && face.has(Slot::Url) {
        return Some(Kind::Webpage);
    }
    if !face.has(Slot::Container) && face.has(Slot::Eprint) {
        return Some(Kind::Article);
    }
    face.has(Slot::Container).then_some(Kind::ArticleJournal)
}

/// Cuts separators and the quotation marks of a whole title off a piece.
fn trim(text: &str, slot: Slot) -> &str {
    let mut t = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '，' | '：' | '；'));
    match slot {
        Slot::Title | Slot::Container => {
            t = t.trim_end_matches(['.', ',', '。', ' ']);
            t = unquote(t).trim_end_matches([',', '.', ' ', ';']);
            t = t.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ','));
        }
        Slot::Author | Slot::Editor | Slot::Place | Slot::Publisher | Slot::Translator => {
            t = t.trim_end_matches(['(', '[', ' ', ',', '-', '–']).trim_start_matches(['.', ' ', ')', '*', '-']);
            if slot == Slot::Publisher {
                t = t.trim_end_matches(['.', ' ']);
            }
        }
        _ => t = t.trim_end_matches(['.', ' ']).trim_start_matches(['.', ' ']),
    }
    t
}

fn unquote(t: &str) -> &str {
    const PAIRS: [(&str, &str); 9] =
        [("“", "”"), ("\"", "\""), ("„", "“"), ("„", "”"), ("«", "»"), ("‘", "’"), ("``", "''"), ("'", "'"), ("»", "«")];
    for (open, close) in PAIRS {
        if let Some(inner) = t.strip_prefix(open).and_then(|r| r.strip_suffix(close))
            && !inner.contains(close)
        {
            return inner.trim();
        }
    }
    t
}
