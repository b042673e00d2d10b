//! Chooses the best reading of one reference among the styles, face by face.

use super::latin_common::tokens::eastern;
use super::style::Script;
use super::trust::{self, Witness};
use super::{STYLES, crowd, labeller, pair, polish};
use crate::normalise::{Draft, Slot};
use crate::text::script::has_han;
use regex::Regex;
use std::sync::LazyLock;

/// Below this confidence of the rules the trained labeller is asked.
pub const ASK: f32 = 0.93;
/// Bytes above which only marked references are read.
const LONG: usize = 6_000;
/// The same for texts with Han characters, where the labeller has seen little.
pub const ASK_HAN: f32 = 0.6;

/// Below this confidence of all that was read so far, the styles of the other script are tried too.
const DOUBT: f32 = 0.8;

/// What the readings of Chinese styles bear out on texts without Chinese, where nothing else was sure.
const FOREIGN: f32 = 0.25;

/// The best reading of a text that is one face of one reference.
///
/// `beside`: it stands beside a Chinese face, and keeps to that one's style.
pub fn read(s: &str, beside: bool) -> Option<Draft> {
    crowd::read(s, |s| plain(s, beside)).or_else(|| plain(s, beside))
}

/// [`read`] without a look for long lists of names.
fn plain(s: &str, beside: bool) -> Option<Draft> {
    let (mut draft, witness) = chosen(s, beside)?;
    draft.confidence = trust::settled(s, &draft, witness);
    draft.faces.iter_mut().for_each(polish::polish);
    Some(draft)
}

/// Whether the rules are so sure of a text, given as one reference, that the labeller is not asked.
pub fn decided_by_rules(text: &str) -> bool {
    let cleaned = super::clean::clean(text);
    pair::faces(&cleaned.text).into_iter().all(|face| ruled(&cleaned.text[face], false).1)
}

/// The best reading by the styles of the script, and whether it is sure enough.
fn ruled(s: &str, beside: bool) -> (Option<Draft>, bool) {
    let han = has_han(s);
    // Latin titles in Chinese marks, as Chinese notes print them.
    let own = if han || s.contains('《') { Script::Han } else { Script::Latin };
    let mut best = better(None, s, own, true, beside);
    if own == Script::Han && !eastern(s) {
        best = better(best, s, own, false, beside);
    }
    let enough = sure(&best) >= (if han { ASK_HAN } else { ASK }) || s.len() > 2000;
    (best, enough)
}

/// The reading taken among those of rules and labeller, and what the other of them says of it.
fn chosen(s: &str, beside: bool) -> Option<(Draft, Witness)> {
    let han = has_han(s);
    let own = if han { Script::Han } else { Script::Latin };
    let (best, enough) = ruled(s, beside);
    if enough {
        return best.map(|b| (b, Witness::None));
    }
    let margin = if han { 0.15 } else { 0.0 };
    let (mut best, witness) = match (best, labeller::read(s)) {
        (Some(rule), Some(trained)) => {
            let witness = trust::witness(&rule, &trained);
            let taken = if trained.confidence > rule.confidence + margin { joined(trained, &rule) } else { rule };
            (Some(taken), witness)
        }
        (rule, trained) => (rule.or(trained), Witness::None),
    };
    if !han && sure(&best) < DOUBT {
        best = better(best, s, own, false, beside);
    }
    best.map(|b| (b, witness))
}

fn sure(best: &Option<Draft>) -> f32 {
    best.as_ref().map_or(0.0, |b| b.confidence)
}

/// The labeller's reading with what is certain in that of the rules: addresses, identifiers, and what it left out.
fn joined(mut trained: Draft, rule: &Draft) -> Draft {
    if let (Some(face), Some(other)) = (trained.faces.first_mut(), rule.faces.first()) {
        for slot in [Slot::Url, Slot::Doi, Slot::Accessed, Slot::Isbn, Slot::Cstr] {
            if other.has(slot) && !face.has(slot) {
                face.put(slot, other.get(slot));
            }
        }
        face.et_al |= other.et_al;
        face.kind = face.kind.or(other.kind);
    }
    trained
}

/// The best reading by rule.
fn by_rule(s: &str, beside: bool) -> Option<Draft> {
    let own = if has_han(s) { Script::Han } else { Script::Latin };
    let mut best = better(None, s, own, true, beside);
    if own == Script::Latin || !eastern(s) {
        best = better(best, s, own, false, beside);
    }
    let mut draft = best?;
    draft.confidence = trust::settled(s, &draft, Witness::None);
    draft.faces.iter_mut().for_each(polish::polish);
    Some(draft)
}

/// The better of a reading and those of the styles of a script (or of the styles of the other one).
fn better(mut best: Option<Draft>, s: &str, own: Script, of_own: bool, beside: bool) -> Option<Draft> {
    // No reference without a type mark is longer than this; the cost of the other styles must not grow with bad input.
    let styles = if s.len() > LONG { &STYLES[..1] } else { STYLES };
    let enough = if own == Script::Han { 0.95 } else { ASK };
    let at_home = own == Script::Latin && (beside || s.contains("in Chinese") || in_chinese_order(s));
    for style in styles.iter().filter(|style| (style.script == own || style.script == Script::Any) == of_own) {
        if sure(&best) >= enough {
            break;
        }
        let read = (style.read)(s).map(|mut d| {
            if own == Script::Latin && style.script == Script::Han && !at_home {
                d.confidence = d.confidence.min(FOREIGN);
            }
            d
        });
        if let Some(d) = read
            && best.as_ref().is_none_or(|b| d.confidence > b.confidence)
        {
            best = Some(d);
        }
    }
    best
}

/// Whether the source stands in the order of Chinese lists, which no Western style has: `, 2020, 11(54): 9-34`, `, 2020(7): 33`
/// (GB/T 7714, 4.4.1).
fn in_chinese_order(s: &str) -> bool {
    static ORDER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[,，] ?(?:1[5-9]|20)\d\d(?:[,，] ?\d+ ?(?:\(\d+(?:[-/]\d+)?\))?|\(\d+(?:[-/]\d+)?\)) ?[:：] ?[A-Za-z]?\d")
            .expect("a pattern")
    });
    ORDER.is_match(s)
}

/// The draft of one reference with all its faces.
///
/// `trained`: the labeller may be asked too.
pub fn faces(s: &str, trained: bool) -> Option<Draft> {
    let mut all: Option<Draft> = None;
    let parts = pair::faces(s);
    let beside = parts.len() > 1 && has_han(s);
    for f in parts {
        let face = &s[f];
        let found = if trained { read(face, beside) } else { crowd::read(face, |s| by_rule(s, beside)).or_else(|| by_rule(face, beside)) };
        let Some(d) = found else { continue };
        match &mut all {
            None => all = Some(d),
            Some(first) => {
                first.faces.extend(d.faces);
                first.confidence = first.confidence.min(d.confidence);
            }
        }
    }
    let mut d = all?;
    d.span = 0..s.len();
    Some(d)
}
