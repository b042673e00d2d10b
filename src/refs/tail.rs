//! Says what the elements behind a title are: container, imprint, date, numbers, addresses, roles.

use super::lex::{El, Sep, What, lex};
use super::numbers::Unit;
use super::scan::{self, is_space};
use super::{publisher, roles};
use crate::model::Kind;
use crate::normalise::{DraftFace, Slot};

/// What is known before the tail is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hint {
    /// Kind by a type mark.
    pub kind: Option<Kind>,
    /// The title was in quotation marks, so that a second quotation is the container.
    pub quoted: bool,
    /// The marks are those of articles and chapters (〈〉, “”), so that a container is to be expected.
    pub article: bool,
}

struct Tail<'a> {
    s: &'a str,
    els: Vec<El<'a>>,
    used: Vec<bool>,
    hint: Hint,
    /// Index behind the word for "in"; the container's part starts there.
    inside: Option<usize>,
}

/// Reads the part behind the title into the face. Returns how many elements found no place.
pub fn read(face: &mut DraftFace, s: &str, hint: Hint) -> usize {
    let s = match slashed(s) {
        Some((before, after)) => {
            let left = if scan::has_word(before) { read(face, before, Hint { kind: face.kind, ..Hint::default() }) } else { 0 };
            let head = super::head::head(after);
            let several = head.authors.contains([',', '，', '、']) && scan::has_word(head.rest);
            if !head.authors.is_empty() && (several || !imprint_next(head.rest)) {
                face.put(Slot::Editor, head.authors);
                if !head.date.is_empty() && !face.has(Slot::Issued) {
                    face.put(Slot::Issued, head.date);
                }
                contained(face, head.rest, hint)
            } else {
                contained(face, after, hint)
            };
            return left;
        }
        None => s,
    };
    let els = lex(s);
    let inside = els.iter().position(|e| e.what == What::In).map(|i| i + 1);
    run(face, s, els, inside, hint)
}

/// The parts before and behind `//`, outside of addresses.
fn slashed(s: &str) -> Option<(&str, &str)> {
    let i = scan::top(s)
        .find(|(i, c)| matches!(c, '/' | '／') && s[*i + c.len_utf8()..].starts_with(['/', '／']) && !s[..*i].ends_with(':'))?
        .0;
    Some((&s[..i], s[i..].trim_start_matches(['/', '／', ' '])))
}

/// Whether a container's editors cannot have stood before this: place and publisher follow, or an edition or date.
fn imprint_next(rest: &str) -> bool {
    let els = lex(rest);
    let Some(first) = els.first() else { return true };
    let lone = els.get(1).is_none_or(|n| n.sep >= Sep::Semi);
    let colon = els.get(1).is_some_and(|n| n.sep == Sep::Colon && n.what == What::Text);
    match first.what {
        What::Text => {
            publisher::place(first.text) && (lone || colon || !els.iter().skip(1).any(|e| e.what == What::Text))
                || publisher::edition(first.text)
                || publisher::publisher(first.text) && !els.iter().skip(1).any(|e| e.what == What::Text)
        }
        What::Quoted(_) => false,
        _ => true,
    }
}

/// Reads the part behind `//` without its editors: the container first.
fn contained(face: &mut DraftFace, s: &str, hint: Hint) -> usize {
    let els = lex(s);
    run(face, s, els, Some(0), Hint { quoted: false, ..hint })
}

fn run(face: &mut DraftFace, s: &str, els: Vec<El<'_>>, inside: Option<usize>, hint: Hint) -> usize {
    let mut tail = Tail { s, used: vec![false; els.len()], els, hint, inside };
    tail.addresses(face);
    tail.dates(face);
    tail.roles(face);
    tail.brackets(face);
    tail.counts(face);
    tail.container(face);
    tail.bare_numbers(face);
    tail.imprint(face);
    tail.rest(face)
}

impl<'a> Tail<'a> {
    fn take(&mut self, i: usize) {
        self.used[i] = true;
    }

    fn free_text(&self, i: usize) -> bool {
        !self.used[i] && self.els[i].what == What::Text
    }

    fn addresses(&mut self, face: &mut DraftFace) {
        for i in 0..self.els.len() {
            let e = self.els[i];
            let slot = match e.what {
                What::Url => Slot::Url,
                What::Doi => Slot::Doi,
                What::Cstr => Slot::Cstr,
                What::Isbn => Slot::Isbn,
                What::In => {
                    self.take(i);
                    continue;
                }
                _ => continue,
            };
            self.take(i);
            if !face.has(slot) {
                face.put(slot, e.text);
            }
        }
    }

    /// Dates of publication and of access.
    fn dates(&mut self, face: &mut DraftFace) {
        let url = self.els.iter().position(|e| e.what == What::Url);
        for i in 0..self.els.len() {
            let e = self.els[i];
            let What::Date(parts, open) = e.what else { continue };
            let labelled = i > 0 && self.els[i - 1].what == What::Access;
            let read = self.els.get(i + 1).is_some_and(|n| n.what == What::Text && is_read(n.text));
            let has = face.has(Slot::Issued);
            let after_url = url.is_some_and(|u| u < i);
            if labelled
                || read
                || (open == '[' && (has || url.is_some()) && parts > 1)
                || (after_url && parts == 3 && (has || !e.text.contains('-')))
            {
                self.take(i);
                if !face.has(Slot::Accessed) {
                    face.put(Slot::Accessed, e.text);
                }
                if read {
                    self.take(i + 1);
                }
            } else if open == ' ' && parts == 1 && self.opens_container(i) {
                continue;
            } else {
                self.take(i);
                self.issued(face, e.text, parts);
            }
        }
        for i in 0..self.els.len() {
            if self.els[i].what == What::Access {
                self.take(i);
            }
        }
    }

    /// A year that begins the name of a conference (`//2022 6th Asian Conference`).
    fn opens_container(&self, i: usize) -> bool {
        self.inside == Some(i) && self.els.get(i + 1).is_some_and(|n| n.sep == Sep::Space && matches!(n.what, What::Text | What::Count(_)))
    }

    fn issued(&self, face: &mut DraftFace, text: &str, parts: u8) {
        match face.pieces.iter_mut().find(|(s, _)| *s == Slot::Issued) {
            None => face.put(Slot::Issued, text),
            Some((_, old)) => {
                let year: String = old.chars().filter(char::is_ascii_digit).take(4).collect();
                if parts > 1 && year.len() == 4 && text.contains(&year) && super::when::is_date(old).is_none_or(|p| p < parts) {
                    *old = text.to_owned();
                }
            }
        }
    }

    /// People with a word for their role, in texts and brackets.
    fn roles(&mut self, face: &mut DraftFace) {
        for i in 0..self.els.len() {
            if self.used[i] {
                continue;
            }
            let e = self.els[i];
            match e.what {
                What::Text => {
                    if i > 0
                        && e.sep == Sep::Tight
                        && matches!(self.els[i - 1].what, What::Quoted(_))
                        && self.names_quote(i - 1)
                        && let Some((front, slot)) = roles::behind(e.text)
                    {
                        let text = &self.s[self.els[i - 1].start..e.start + front.len()];
                        face.put(if slot == Slot::Author { Slot::ContainerAuthor } else { slot }, text);
                        self.take(i);
                        self.take(i - 1);
                        continue;
                    }
                    let next_quoted = self.els.get(i + 1).is_some_and(|n| matches!(n.what, What::Quoted(_)));
                    if let Some((front, slot)) = roles::behind(e.text) {
                        if !next_quoted && !person_like(front) && e.text.chars().count() > 12 && slot != Slot::Translator {
                            continue;
                        }
                        let from = self.names_from(i, front.is_empty());
                        let start = self.els[from].start;
                        let text = scan::trim(&self.s[start..e.start + front.len()]);
                        (from..=i).for_each(|k| self.take(k));
                        face.put(slot, text);
                    }
                }
                What::Bracket(_) if roles::alone(e.text).is_some() && i > 0 && self.free_text(i - 1) && e.sep <= Sep::Space => {
                    let slot = roles::alone(e.text).unwrap_or(Slot::Editor);
                    let from = self.names_from(i - 1, false);
                    let text = &self.s[self.els[from].start..self.els[i - 1].end];
                    face.put(slot, text);
                    (from..=i).for_each(|k| self.take(k));
                }
                _ => {}
            }
        }
    }

    /// The first element of a list of names that ends at `i`: texts joined by commas in front.
    fn names_from(&self, i: usize, must: bool) -> usize {
        let mut from = i;
        while from > 0
            && self.els[from].sep == Sep::Comma
            && self.free_text(from - 1)
            && (must && from == i || list_like(self.els[from - 1].text, self.els[i].text) || self.els[from].text.starts_with('等'))
            && !publisher::publisher(self.els[from - 1].text)
        {
            from -= 1;
        }
        from
    }

    /// What stands in round and square brackets.
    fn brackets(&mut self, face: &mut DraftFace) {
        for i in 0..self.els.len() {
            let e = self.els[i];
            let What::Bracket(_) = e.what else { continue };
            if self.used[i] {
                continue;
            }
            let t = e.text.trim();
            let lower = t.to_lowercase();
            self.take(i);
            if let Some((front, slot)) = roles::behind(t).filter(|(f, _)| !f.is_empty() && !publisher::edition(t)) {
                face.put(slot, front);
            } else if let Some(event) =
                t.strip_suffix("论文").or_else(|| t.strip_suffix("論文")).filter(|e| e.ends_with(['会', '議', '议', '會', '坛']))
            {
                self.take(i);
                face.kind.get_or_insert(Kind::PaperConference);
                face.put(Slot::Event, event.trim_end_matches("会议").trim_end_matches(['』', '」']));
            } else if publisher::degree(t).is_some() {
                face.kind = Some(Kind::Thesis);
                face.put(Slot::Genre, t);
            } else if lower == "in chinese" || lower.starts_with("in chinese") || lower == "中文" {
                face.language.get_or_insert("en");
            } else if let Some(kind) = named_kind(&lower) {
                face.kind = Some(kind);
            } else if publisher::kind_of_mark(t).is_some() && t.len() < 6 {
                face.kind = face.kind.or(publisher::kind_of_mark(t));
            } else if t.contains([':', '：']) && scan::han(t) > 3
                || t.contains(": ")
                || super::when::is_date(t.rsplit([',', '，']).next().unwrap_or("")).is_some()
            {
                read(face, t, Hint { kind: self.hint.kind.or(Some(Kind::Book)), quoted: false, ..Hint::default() });
            } else if t.contains(['卷', '页', '頁', '册', '版', '本', '部', '辑', '集'])
                || lower.contains("vol")
                || lower.contains("ed")
                || lower.contains("pp")
                || lower.contains("p.")
            {
                for el in lex(t) {
                    match el.what {
                        What::Count(Unit::Volume) => face.put(Slot::Volume, el.text),
                        What::Count(Unit::Issue) => face.put(Slot::Issue, el.text),
                        What::Count(Unit::Page) => face.put(Slot::Page, el.text),
                        What::Count(Unit::Edition) => face.put(Slot::Edition, el.text),
                        What::Text if publisher::edition(el.text) => face.put(Slot::Edition, el.text),
                        What::Text if roles::behind(el.text).is_some_and(|r| !r.0.is_empty()) => {
                            let (front, slot) = roles::behind(el.text).unwrap_or(("", Slot::Note));
                            face.put(slot, front);
                        }
                        _ => {}
                    }
                }
            } else if e.text.len() < 40 && publisher::place(t) && e.sep <= Sep::Space && i > 0 {
                // The place behind the name of a journal tells journals of one name apart; it is not the place of publication.
                continue;
            } else if self.els.len() == 1 {
                self.used[i] = false;
            }
        }
    }

    fn counts(&mut self, face: &mut DraftFace) {
        let newspaper = face.kind == Some(Kind::ArticleNewspaper)
            || face.kind.is_none()
                && !self.els.iter().any(|e| e.what == What::Volume)
                && self.els.iter().any(|e| matches!(e.what, What::Quoted(_) | What::Text) && publisher::newspaper(e.text));
        let full_date = self.els.iter().any(|e| matches!(e.what, What::Date(3, _)));
        for i in 0..self.els.len() {
            if self.used[i] {
                continue;
            }
            let e = self.els[i];
            let slot = match e.what {
                What::Volume | What::Count(Unit::Volume) => Slot::Volume,
                What::Issue
                    if newspaper || (full_date && !face.has(Slot::Volume) && i > 0 && matches!(self.els[i - 1].what, What::Date(3, _))) =>
                {
                    Slot::Page
                }
                What::Issue if wide_range(e.text) => Slot::Page,
                What::Issue | What::Count(Unit::Issue) => Slot::Issue,
                What::Count(Unit::Page) => Slot::Page,
                What::Count(Unit::Edition) if newspaper || full_date && self.hint.quoted && e.text.starts_with('第') => Slot::Page,
                What::Count(Unit::Edition) => Slot::Edition,
                What::Count(Unit::Place) => Slot::Locator,
                _ => continue,
            };
            self.take(i);
            if slot == Slot::Volume && self.hint.quoted {
                // 《旧唐书》卷9《玄宗纪下》: the quotation behind the volume names it.
                if let Some(q) = self.els.get(i + 1).filter(|q| matches!(q.what, What::Quoted(_)) && q.sep == Sep::Tight) {
                    face.put(Slot::VolumeTitle, q.text);
                    self.take(i + 1);
                }
            }
            if slot == Slot::Volume && face.has(Slot::Volume) {
                face.put(Slot::Locator, e.text);
            } else {
                face.put(slot, e.text);
            }
        }
    }

    /// Numbers without a word: volume before a page, page behind a colon or an issue.
    fn bare_numbers(&mut self, face: &mut DraftFace) {
        let journal = is_journal(face);
        if newspaper_kind(face) || face.kind.is_none() && publisher::newspaper(face.get(Slot::Container)) {
            let bare: Vec<usize> = (0..self.els.len()).filter(|i| !self.used[*i] && self.els[*i].what == What::Count(Unit::Bare)).collect();
            if let (Some(a), Some(b)) = (bare.first(), bare.last()) {
                face.put(Slot::Page, &self.s[self.els[*a].start..self.els[*b].end]);
                bare.iter().for_each(|i| self.used[*i] = true);
            }
        }
        for i in 0..self.els.len() {
            let e = self.els[i];
            if self.used[i] || e.what != What::Count(Unit::Bare) {
                continue;
            }
            let ranged = e.text.chars().any(|c| scan::is_dash(c) || matches!(c, '+' | ',' | '，'));
            let more = self.els[i + 1..].iter().any(|n| n.what == What::Count(Unit::Bare) || n.what == What::Count(Unit::Page));
            let han = crate::text::script::has_han(face.get(Slot::Container));
            let small = e.text.len() < 3 && e.text.parse::<u32>().is_ok_and(|n| n <= 12);
            let slot = if face.has(Slot::Volume) && more && !face.has(Slot::Issue) && !ranged && self.els[i].sep == Sep::Comma {
                Slot::Issue
            } else if ranged && !more || e.sep == Sep::Colon || face.has(Slot::Issue) || face.has(Slot::Volume) {
                Slot::Page
            } else if han
                && small
                && (!more && !ranged && e.sep == Sep::Comma && face.kind != Some(Kind::Chapter) && self.inside.is_none()
                    || more && self.els.get(i + 1).is_some_and(|n| n.sep == Sep::Comma))
            {
                Slot::Issue
            } else if more
                || (journal && i + 1 == self.els.len() && !newspaper_kind(face))
                    && !e.text.starts_with(|c: char| c.is_ascii_alphabetic())
                    && e.text.len() < 4
            {
                Slot::Volume
            } else {
                Slot::Page
            };
            self.take(i);
            if !face.has(slot) {
                face.put(slot, e.text);
            } else {
                face.put(Slot::Locator, e.text);
            }
        }
    }

    /// The journal, newspaper, site or book that contains the work.
    fn container(&mut self, face: &mut DraftFace) {
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
    fn proceedings(&mut self, face: &mut DraftFace) {
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
    fn unmarked_container(&self) -> Option<usize> {
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
    fn names_quote(&self, q: usize) -> bool {
        let (Some(a), Some(b)) = (self.els.get(q + 1), self.els.get(q + 2)) else { return false };
        a.what == What::Text && a.sep == Sep::Tight && matches!(b.what, What::Quoted(_)) && b.sep >= Sep::Colon
    }

    fn later_quote(&self, q: usize) -> usize {
        (q + 1..self.els.len()).find(|i| matches!(self.els[*i].what, What::Quoted(_))).unwrap_or(q)
    }

    /// Whether numbers of a journal are there: an issue, or a bare volume before pages.
    fn journal_numbers(&self, face: &DraftFace) -> bool {
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
    fn first_run(&self, wide: bool) -> Option<(usize, usize)> {
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
    fn contained(&mut self, face: &mut DraftFace, from: usize) {
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
    fn quote_is_container(&self, _from: usize, q: usize) -> bool {
        !self.els.get(q + 1).is_some_and(|n| {
            n.what == What::Text
                && n.sep == Sep::Tight
                && roles::behind(n.text).is_none()
                && self.els.get(q + 2).is_some_and(|m| m.what == What::Text && m.sep == Sep::Stop)
        })
    }

    fn contained_plain(&mut self, face: &mut DraftFace, from: usize) {
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

    /// Place and publisher.
    fn imprint(&mut self, face: &mut DraftFace) {
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

    fn loose_imprint(&mut self, face: &mut DraftFace) {
        let n = self.els.len();
        let mut last: Option<usize> = None;
        for i in 0..n {
            if !self.free_text(i) {
                continue;
            }
            let t = self.els[i].text;
            let act = t.ends_with(['号', '號']) && t.contains(['〔', '[', '（', '［']);
            if (act || super::gbt_marked::standard_code(t).is_some_and(|l| l + 2 > t.len())) && !face.has(Slot::Number) {
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
    fn publisher_text(&self, face: &mut DraftFace, text: &str) {
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
    fn rest(&mut self, face: &mut DraftFace) -> usize {
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

/// Whether the face is known to be in a journal or newspaper.
pub fn is_journal(face: &DraftFace) -> bool {
    matches!(face.kind, Some(Kind::ArticleJournal | Kind::ArticleNewspaper | Kind::ArticleMagazine))
}

/// Whether a range spans more numbers than issues bound together do.
fn wide_range(t: &str) -> bool {
    let mut n = t.split(scan::is_dash).map(|n| n.trim().parse::<u32>());
    matches!((n.next(), n.next()), (Some(Ok(a)), Some(Ok(b))) if b > a + 6)
}

/// A kind named in brackets behind the title.
fn named_kind(lower: &str) -> Option<Kind> {
    Some(match lower {
        "dataset" | "data set" | "数据集" | "資料集" | "資料檔" => Kind::Dataset,
        "computer software" | "software" | "软件" => Kind::Software,
        "map" | "地图" => Kind::Map,
        "film" | "motion picture" | "电影" => Kind::MotionPicture,
        _ => return None,
    })
}

fn newspaper_kind(face: &DraftFace) -> bool {
    face.kind == Some(Kind::ArticleNewspaper)
}

fn is_read(t: &str) -> bool {
    ["访问", "读取", "讀取", "下载", "下載", "检索", "檢索", "查阅", "浏览", "引用", "最后访问", "取用"].iter().any(|w| t.starts_with(w))
}

/// Whether a text may be one or more persons: short, no digits, few characters.
pub fn person_like(t: &str) -> bool {
    let t = t.trim();
    if t.is_empty() {
        return true;
    }
    if t.chars().any(|c| c.is_ascii_digit()) {
        return false;
    }
    t.split(['、', '，', ',', '&', ';', '；']).all(|n| {
        let n = n.trim().trim_start_matches("和 ").trim_end_matches("等").trim();
        let han = scan::han(n);
        let count = n.chars().count();
        n.is_empty()
            || (han == count && count <= 4)
            || n.contains(['·', '•', '・', '.'])
            || (han == 0 && n.split_whitespace().count() <= 5)
            || (n.starts_with(['[', '〔', '［', '（', '(']) && count < 20)
    })
}

/// Whether a text in front of the last names of a list belongs to the list.
fn list_like(text: &str, last: &str) -> bool {
    let _ = last;
    let t = text.trim();
    (person_like(t) && scan::han(t) <= 8 && (scan::han(t) > 1 || t.split_whitespace().count() <= 4)) || matches!(t, "等")
}
