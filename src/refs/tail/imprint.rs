//! Place and publisher, archives, numbers of acts, and what is left over.

use super::Tail;
use crate::model::Kind;
use crate::normalise::{DraftFace, Slot};
use crate::refs::lex::Sep;
use crate::refs::scan::is_space;
use crate::refs::{gbt_marked, publisher, scan};

impl Tail<'_> {
    /// Place and publisher.
    pub(super) fn imprint(&mut self, face: &mut DraftFace) {
        let n = self.els.len();
        for i in 0..n {
            if self.free_text(i) && publisher::edition(self.els[i].text) && !self.els[i].text.contains("出版") {
                self.take(i);
                face.put(Slot::Edition, self.els[i].text);
            }
        }
        for i in 0..n {
            if self.free_text(i)
                && matches!(self.els[i].text, "扉页" | "封面" | "封底" | "插页" | "书末" | "卷首" | "前言" | "序言" | "后记")
            {
                self.take(i);
                face.put(Slot::Page, self.els[i].text);
            }
        }
        let colon = (1..n).rev().find(|i| self.els[*i].sep == Sep::Colon && self.free_text(*i) && self.free_text(*i - 1));
        if let Some(c) = colon {
            let mut from = c - 1;
            while from > 0 && self.free_text(from - 1) && self.els[from].sep <= Sep::Colon && !publisher::publisher(self.els[from - 1].text)
            {
                from -= 1;
            }
            let mut to = c;
            while to + 1 < n
                && self.free_text(to + 1)
                && self.els[to + 1].sep <= Sep::Comma
                && (self.els[to + 1].text.len() < 30 || !crate::text::script::has_han(self.els[to].text))
                && publisher::degree(self.els[to + 1].text).is_none()
            {
                to += 1;
            }
            face.put(Slot::Place, scan::trim(&self.s[self.els[from].start..self.els[c - 1].end]));
            self.publisher_text(face, &self.s[self.els[c].start..self.els[to].end]);
            (from..=to).for_each(|i| self.used[i] = true);
            return;
        }
        self.loose_imprint(face);
    }

    pub(super) fn loose_imprint(&mut self, face: &mut DraftFace) {
        let n = self.els.len();
        let mut last: Option<usize> = None;
        for i in 0..n {
            if !self.free_text(i) {
                continue;
            }
            let t = self.els[i].text;
            let act = t.ends_with(['号', '號']) && t.contains(['〔', '[', '（', '［']);
            if (act || gbt_marked::standard_code(t).is_some_and(|l| l + 2 > t.len())) && !face.has(Slot::Number) {
                self.take(i);
                face.put(Slot::Number, t);
                face.kind.get_or_insert(if act { Kind::Legislation } else { Kind::Standard });
            } else if publisher::degree(t).is_some() {
                face.kind = Some(Kind::Thesis);
                self.publisher_text(face, t);
                self.take(i);
            } else if t.ends_with('藏') || t.ends_with("档案馆") || t.ends_with("檔案館") || t.ends_with("档案") {
                self.take(i);
                face.put(
                    if t.contains('馆') || t.contains('館') { Slot::Archive } else { Slot::ArchiveLocation },
                    t.trim_end_matches('藏'),
                );
            } else if publisher::place(t) && !face.has(Slot::Place) {
                self.take(i);
                face.put(Slot::Place, t);
            } else if !face.has(Slot::Publisher)
                && scan::has_word(t)
                && (publisher::publisher(t) || t.chars().count() > 1)
                && !t.starts_with('等')
            {
                last = Some(i);
                let web = (face.kind == Some(Kind::Webpage) || face.kind.is_none() && self.hint.quoted && face.has(Slot::Url))
                    && !face.has(Slot::Container);
                let preprints = t.ends_with("Xiv");
                if preprints && web {
                    face.kind = Some(Kind::Article);
                }
                let slot = if web && !preprints && !publisher::publisher(t) { Slot::Container } else { Slot::Publisher };
                self.take(i);
                if slot == Slot::Publisher { self.publisher_text(face, t) } else { face.put(slot, t) }
            } else if let Some(l) = last.filter(|l| *l + 1 == i && self.els[i].sep == Sep::Comma && !crate::text::script::has_han(t)) {
                let whole = &self.s[self.els[l].start..self.els[i].end];
                if let Some(p) = face.pieces.iter_mut().find(|(s, p)| *s == Slot::Publisher && *p == self.els[l].text) {
                    p.1 = whole.to_owned();
                    self.used[i] = true;
                }
            }
        }
    }

    /// A publisher, with degree, year and the word 版 cut off.
    pub(super) fn publisher_text(&self, face: &mut DraftFace, text: &str) {
        let mut t = scan::trim_soft(text);
        if let Some((at, len)) = publisher::degree(t) {
            let word = &t[at..at + len];
            face.kind = Some(Kind::Thesis);
            face.put(Slot::Genre, word);
            let front = scan::trim(&t[..at]);
            let back = scan::trim(&t[at + len..]);
            t = if front.is_empty() { back } else { front };
        }
        let t = t.trim_end_matches(is_space);
        if !face.has(Slot::Publisher) && !matches!(t, "版" | "年版" | "出版" | "论文" | "学位论文") {
            face.put(Slot::Publisher, t);
        }
    }

    /// How many texts are left over.
    pub(super) fn rest(&mut self, face: &mut DraftFace) -> usize {
        let mut left = 0;
        for i in 0..self.els.len() {
            if !self.free_text(i) {
                continue;
            }
            let t = self.els[i].text;
            if matches!(t, "版" | "等" | "页" | "in Chinese" | "论文" | "年版" | "出版") {
                continue;
            }
            left += 1;
            face.put(Slot::Note, t);
        }
        left
    }
}
