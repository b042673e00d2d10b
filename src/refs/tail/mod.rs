//! Says what the elements behind a title are: container, imprint, date, numbers, addresses, roles.

use super::lex::{El, Sep, What, lex};
use super::scan;
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

mod container;
mod counts;
mod imprint;

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
}

/// Whether the face is known to be in a journal or newspaper.
pub fn is_journal(face: &DraftFace) -> bool {
    matches!(face.kind, Some(Kind::ArticleJournal | Kind::ArticleNewspaper | Kind::ArticleMagazine))
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
