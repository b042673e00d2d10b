//! Chooses the best reading of one reference among the styles, face by face.

use super::latin_common::tokens::eastern;
use super::style::Script;
use super::{STYLES, crowd, labeller, pair};
use crate::normalise::{Draft, Slot};
use crate::text::script::has_han;

/// Below this confidence of the rules the trained labeller is asked.
pub const ASK: f32 = 0.93;
/// Bytes above which only marked references are read.
const LONG: usize = 6_000;
/// The same for texts with Han characters, where the labeller has seen little.
pub const ASK_HAN: f32 = 0.6;

/// Below this confidence of all that was read so far, the styles of the other script are tried too.
const DOUBT: f32 = 0.8;

/// The best reading of a text that is one face of one reference.
pub fn read(s: &str) -> Option<Draft> {
    crowd::read(s, |s| plain(s)).or_else(|| plain(s))
}

/// [`read`] without a look for long lists of names.
fn plain(s: &str) -> Option<Draft> {
    let han = has_han(s);
    let own = if han { Script::Han } else { Script::Latin };
    let mut best = better(None, s, own, true);
    if han && !eastern(s) {
        best = better(best, s, own, false);
    }
    if sure(&best) >= (if han { ASK_HAN } else { ASK }) || s.len() > 2000 {
        return best;
    }
    let margin = if han { 0.15 } else { 0.0 };
    let trained = labeller::read(s);
    best = match (best, trained) {
        (Some(mut rule), Some(mut trained)) => {
            let same = agree(&rule, &trained);
            let taken = trained.confidence > rule.confidence + margin;
            (rule.confidence, trained.confidence) = (weighed(&rule, same), weighed(&trained, same));
            Some(if taken { joined(trained, &rule) } else { rule })
        }
        (rule, trained) => rule.or(trained),
    };
    if han || sure(&best) >= DOUBT { best } else { better(best, s, own, false) }
}

fn sure(best: &Option<Draft>) -> f32 {
    best.as_ref().map_or(0.0, |b| b.confidence)
}

/// Whether two readings say the same.
fn agree(a: &Draft, b: &Draft) -> bool {
    const TELLING: &[Slot] = &[
        Slot::Author,
        Slot::Editor,
        Slot::Title,
        Slot::Container,
        Slot::Publisher,
        Slot::Place,
        Slot::Issued,
        Slot::Volume,
        Slot::Issue,
    ];
    let (Some(a), Some(b)) = (a.faces.first(), b.faces.first()) else { return false };
    let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    TELLING.iter().all(|slot| letters(a.get(*slot)) == letters(b.get(*slot)))
}

/// The confidence of a reading that another one bears out or not.
fn weighed(d: &Draft, same: bool) -> f32 {
    if std::env::var_os("YW_CAL").is_some() {
        return d.confidence * 0.5 + if same { 0.5 } else { 0.0 };
    }
    d.confidence
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
fn by_rule(s: &str) -> Option<Draft> {
    let own = if has_han(s) { Script::Han } else { Script::Latin };
    let best = better(None, s, own, true);
    if own == Script::Han && eastern(s) { best } else { better(best, s, own, false) }
}

/// The better of a reading and those of the styles of a script (or of the styles of the other one).
fn better(mut best: Option<Draft>, s: &str, own: Script, of_own: bool) -> Option<Draft> {
    // No reference without a type mark is longer than this; the cost of the other styles must not grow with bad input.
    let styles = if s.len() > LONG { &STYLES[..1] } else { STYLES };
    let enough = if own == Script::Han { 0.95 } else { ASK };
    for style in styles.iter().filter(|style| (style.script == own || style.script == Script::Any) == of_own) {
        if sure(&best) >= enough {
            break;
        }
        if let Some(d) = (style.read)(s)
            && best.as_ref().is_none_or(|b| d.confidence > b.confidence)
        {
            best = Some(d);
        }
    }
    best
}

/// The draft of one reference with all its faces.
///
/// `trained`: the labeller may be asked too.
pub fn faces(s: &str, trained: bool) -> Option<Draft> {
    let mut all: Option<Draft> = None;
    for f in pair::faces(s) {
        let found = if trained { read(&s[f]) } else { crowd::read(&s[f.clone()], by_rule).or_else(|| by_rule(&s[f])) };
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
