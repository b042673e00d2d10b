//! Numbers: volumes, issues, pages, editions, with words or bare, and what stands in brackets.

use super::{Hint, Tail, is_journal, newspaper_kind, read};
use crate::model::Kind;
use crate::normalise::{DraftFace, Slot};
use crate::refs::lex::{Sep, What, lex};
use crate::refs::numbers::Unit;
use crate::refs::{publisher, roles, scan, when};

impl Tail<'_> {
    /// What stands in round and square brackets.
    pub(super) fn brackets(&mut self, face: &mut DraftFace) {
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
                || when::is_date(t.rsplit([',', '，']).next().unwrap_or("")).is_some()
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

    pub(super) fn counts(&mut self, face: &mut DraftFace) {
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
    pub(super) fn bare_numbers(&mut self, face: &mut DraftFace) {
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
            let issue_next = self.els.get(i + 1).is_some_and(|n| matches!(n.what, What::Issue | What::Count(Unit::Issue)));
            let slot = if issue_next && !face.has(Slot::Volume) && !ranged && e.sep == Sep::Comma {
                Slot::Volume
            } else if face.has(Slot::Volume) && more && !face.has(Slot::Issue) && !ranged && self.els[i].sep == Sep::Comma {
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
