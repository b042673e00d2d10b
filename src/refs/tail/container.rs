//! The container: named behind 载, `//` or In, quoted, or known only by what stands around it.

use super::{Tail, is_journal};
use crate::model::Kind;
use crate::normalise::{DraftFace, Slot};
use crate::refs::lex::{Sep, What};
use crate::refs::numbers::Unit;
use crate::refs::{publisher, roles, scan};

impl Tail<'_> {
    /// The journal, newspaper, site or book that contains the work.
    pub(super) fn container(&mut self, face: &mut DraftFace) {
        if let Some(from) = self.inside {
            return self.contained(face, from);
        }
        let quoted = (0..self.els.len()).find(|i| !self.used[*i] && matches!(self.els[*i].what, What::Quoted(_)));
        let quoted = quoted.map(|q| if self.names_quote(q) { self.later_quote(q) } else { q });
        if let Some(i) = quoted.filter(|_| self.hint.quoted || self.hint.kind != Some(Kind::Book)) {
            self.take(i);
            face.put(Slot::Container, self.els[i].text);
            let mut k = i;
            while k > 0
                && !self.used[k - 1]
                && matches!(self.els[k - 1].what, What::Text | What::Quoted(_))
                && (k < i || self.els[i].sep >= Sep::Colon)
            {
                k -= 1;
            }
            if k < i {
                face.put(Slot::ContainerAuthor, scan::trim(&self.s[self.els[k].start..self.els[i - 1].end]));
                (k..i).for_each(|k| self.used[k] = true);
            }
            return;
        }
        if self.els.iter().any(|e| e.what == What::Volume && e.text.contains(['(', '（'])) {
            face.kind = Some(Kind::Periodical);
            return;
        }
        if is_journal(face) || (face.kind.is_none() && self.journal_numbers(face)) {
            if let Some((from, to)) = self.first_run(true) {
                face.put(Slot::Container, scan::trim_soft(&self.s[self.els[from].start..self.els[to].end]));
                (from..=to).for_each(|k| self.take(k));
            }
        } else if face.kind == Some(Kind::PaperConference) {
            self.proceedings(face);
        } else if self.hint.article
            && !face.has(Slot::Url)
            && face.kind.is_none()
            && let Some(i) = self.unmarked_container()
        {
            self.take(i);
            face.put(Slot::Container, self.els[i].text);
        }
    }

    /// Proceedings named behind the title without a word for "in".
    pub(super) fn proceedings(&mut self, face: &mut DraftFace) {
        let free = |t: &Self, i: usize| !t.used[i] && matches!(t.els[i].what, What::Text | What::Quoted(_));
        let Some(a) = (0..self.els.len()).find(|i| free(self, *i)) else { return };
        let mut b = a;
        while b + 1 < self.els.len()
            && (free(self, b + 1) && self.els[b + 1].sep <= Sep::Space
                || self.els[b + 1].sep == Sep::Tight
                    && matches!(self.els[b + 1].what, What::Bracket(_) | What::Volume | What::Count(_) | What::Date(..)))
        {
            b += 1;
        }
        let lone = !(b + 1..self.els.len()).any(|i| free(self, i)) && !self.els.iter().any(|e| matches!(e.what, What::Count(_)));
        if self.els.get(b + 1).is_some_and(|n| n.sep == Sep::Colon && n.what == What::Text)
            || publisher::place(self.els[a].text)
            || lone && publisher::publisher(self.els[a].text)
        {
            return;
        }
        face.put(Slot::Container, &self.s[self.els[a].start..self.els[b].end]);
        for i in a..=b {
            if matches!(self.els[i].what, What::Text | What::Quoted(_) | What::Bracket(_)) {
                self.used[i] = true;
            }
        }
    }

    /// The index of the text that is the container of an article although nothing says so.
    pub(super) fn unmarked_container(&self) -> Option<usize> {
        let i = (0..self.els.len()).find(|i| self.free_text(*i))?;
        let t = self.els[i].text;
        let colon = self.els.get(i + 1).is_some_and(|n| n.sep == Sep::Colon && n.what == What::Text);
        (!publisher::publisher(t)
            && !publisher::place(t)
            && publisher::degree(t).is_none()
            && !colon
            && t.chars().count() > 1
            && !t.ends_with('藏'))
        .then_some(i)
    }

    /// Whether a quotation belongs to the name of a body (`《环球科学》杂志社主编：《…》`).
    pub(super) fn names_quote(&self, q: usize) -> bool {
        let (Some(a), Some(b)) = (self.els.get(q + 1), self.els.get(q + 2)) else { return false };
        a.what == What::Text && a.sep == Sep::Tight && matches!(b.what, What::Quoted(_)) && b.sep >= Sep::Colon
    }

    pub(super) fn later_quote(&self, q: usize) -> usize {
        (q + 1..self.els.len()).find(|i| matches!(self.els[*i].what, What::Quoted(_))).unwrap_or(q)
    }

    /// Whether numbers of a journal are there: an issue, or a bare volume before pages.
    pub(super) fn journal_numbers(&self, face: &DraftFace) -> bool {
        let bare = self.els.iter().filter(|e| matches!(e.what, What::Count(Unit::Bare))).count();
        let colon_place = self
            .els
            .windows(2)
            .any(|w| w[0].what == What::Text && w[1].what == What::Text && w[1].sep == Sep::Colon && publisher::place(w[0].text));
        let imprint = self.els.iter().any(|e| e.what == What::Text && publisher::publisher(e.text));
        let first = self.els.iter().find(|e| e.what == What::Text).map_or("", |e| e.text);
        (face.has(Slot::Issue) || bare > 0 || publisher::newspaper(first)) && !colon_place && !imprint
    }

    /// The first run of free texts; across commas and stops where `wide`.
    pub(super) fn first_run(&self, wide: bool) -> Option<(usize, usize)> {
        let from = (0..self.els.len()).find(|i| self.free_text(*i))?;
        let mut to = from;
        while to + 1 < self.els.len() {
            let next = &self.els[to + 1];
            let joins = !self.used[to + 1]
                && (next.what == What::Text
                    || next.what == What::Count(Unit::Bare)
                        && next.sep == Sep::Space
                        && self.els.get(to + 2).is_some_and(|n| n.what == What::Text && n.sep <= Sep::Space));
            let abbreviation = next.sep == Sep::Stop
                && !crate::text::script::has_han(self.els[to].text)
                && self.els[to].text.chars().rev().take_while(|c| c.is_alphabetic()).count() < 7;
            if !joins || !(next.sep < Sep::Semi && wide || next.sep < Sep::Colon || abbreviation) {
                break;
            }
            to += 1;
        }
        Some((from, to))
    }

    /// The part behind 载, `//` or In: editors, the container, its volume.
    pub(super) fn contained(&mut self, face: &mut DraftFace, from: usize) {
        let n = self.els.len();
        if let Some(q) = (from..n).find(|i| matches!(self.els[*i].what, What::Quoted(_)) && !self.used[*i]) {
            let lead = (from..q).filter(|i| self.free_text(*i)).count();
            let near = (from..q).all(|i| self.els[i].what == What::Text || self.used[i]);
            if near
                && (lead <= 1 || self.els[q].sep <= Sep::Colon || !publisher::publisher(self.els[from].text))
                && self.quote_is_container(from, q)
            {
                self.take(q);
                let names: Vec<usize> = (from..q).filter(|i| self.free_text(*i)).collect();
                if let (Some(a), Some(b)) = (names.first(), names.last()) {
                    let text = scan::trim(&self.s[self.els[*a].start..self.els[*b].end]);
                    face.put(Slot::ContainerAuthor, text);
                    names.iter().for_each(|i| self.used[*i] = true);
                }
                face.put(Slot::Container, self.els[q].text);
                return;
            }
        }
        self.contained_plain(face, from);
    }

    /// A quotation inside the name of an organisation or text is not the container (`//《环球科学》杂志社. 认识记忆力`).
    pub(super) fn quote_is_container(&self, _from: usize, q: usize) -> bool {
        !self.els.get(q + 1).is_some_and(|n| {
            n.what == What::Text
                && n.sep == Sep::Tight
                && roles::behind(n.text).is_none()
                && self.els.get(q + 2).is_some_and(|m| m.what == What::Text && m.sep == Sep::Stop)
        })
    }

    pub(super) fn contained_plain(&mut self, face: &mut DraftFace, from: usize) {
        let n = self.els.len();
        let Some(first) = (from..n).find(|i| !self.used[*i] && matches!(self.els[*i].what, What::Text | What::Quoted(_) | What::Date(..)))
        else {
            return;
        };
        let end_of = |a: usize| (a + 1..n).find(|i| self.els[*i].sep >= Sep::Semi).unwrap_or(n);
        let sentence_end = end_of(first);
        let mut names_end = first;
        let second = (from > 0 && sentence_end < n && self.free_text(sentence_end)).then_some(sentence_end);
        if let Some(second) = second {
            let second_end = end_of(second);
            let imprint = (second..second_end).any(|i| {
                self.els[i].sep == Sep::Colon && i > second && self.els[i].what == What::Text && publisher::place(self.els[second].text)
            });
            let lone = publisher::place(self.els[second].text) && second + 1 >= second_end
                || publisher::publisher(self.els[second].text)
                || publisher::edition(self.els[second].text);
            let numbers = (first..sentence_end).any(|i| matches!(self.els[i].what, What::Count(_) | What::Volume));
            let no_dates = (first..sentence_end).all(|i| !matches!(self.els[i].what, What::Date(..)));
            if !imprint && !lone && !numbers && no_dates {
                let text = scan::trim(&self.s[self.els[first].start..self.els[sentence_end - 1].end]);
                face.put(Slot::Editor, text);
                (first..sentence_end).for_each(|i| self.used[i] = true);
                names_end = second;
            }
        }
        let a = names_end;
        let mut b = a;
        while b + 1 < n
            && !self.used[b + 1]
            && matches!(self.els[b + 1].what, What::Text | What::Quoted(_))
            && self.els[b + 1].sep < Sep::Semi
            && !(self.els[b + 1].sep == Sep::Colon && publisher::publisher(self.els[b + 1].text))
            && !(self.els[b + 1].sep == Sep::Comma
                && (publisher::publisher(self.els[b + 1].text) || publisher::place(self.els[b + 1].text)))
        {
            b += 1;
        }
        let text = scan::trim_soft(&self.s[self.els[a].start..self.els[b].end]);
        face.put(Slot::Container, text);
        (a..=b).for_each(|i| self.used[i] = true);
    }
}
