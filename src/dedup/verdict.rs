//! From evidence to a verdict on two profiles, with its reasons.

use super::evidence::{self, Evidence, Veto, YearMatch};
use super::numbers::{PageMatch, Tri};
use super::people::PeopleMatch;
use super::profile::{Class, Profile, Side};
use super::title::TitleMatch;
use super::{Verdict, score, translate};
use crate::model::Relation;

/// A verdict with the score it came from, scaled so that 0 is the line between joining and asking.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// What they are to each other.
    pub verdict: Verdict,
    /// The score above the line.
    pub margin: f32,
    /// Whether it is a veto that keeps them apart.
    pub veto: bool,
}

/// Judges two profiles: the best of their faces decides.
pub fn judge(a: &Profile, b: &Profile) -> Judgement {
    best(a, b, |x, y| match foreign(x, y) {
        true => (!translate::hopeless(x, y)).then(|| translated(x, y)),
        false => evidence::gather_hopeful(x, y).map(|e| verdict(x, y, &e)),
    })
}

/// Judges two profiles without leaving out what cannot be one: the vetoes between them are all found.
pub fn judge_whole(a: &Profile, b: &Profile) -> Judgement {
    best(a, b, |x, y| Some(judge_sides(x, y)))
}

fn best(a: &Profile, b: &Profile, judge: impl Fn(&Side, &Side) -> Option<Judgement>) -> Judgement {
    // The same in either direction: which record came first must not matter.
    let (a, b) = if a.mark <= b.mark { (a, b) } else { (b, a) };
    let mut best = Judgement { verdict: Verdict::Different, margin: f32::MIN, veto: false };
    for (x, y) in a.sides.iter().flat_map(|x| b.sides.iter().map(move |y| (x, y))) {
        if let Some(got) = judge(x, y).filter(|got| got.margin > best.margin) {
            best = got;
        }
    }
    best
}

fn foreign(a: &Side, b: &Side) -> bool {
    a.cjk() != b.cjk() && !a.title.forms.iter().any(|f| b.title.forms.iter().any(|g| f.cjk == g.cjk))
}

fn judge_sides(a: &Side, b: &Side) -> Judgement {
    if foreign(a, b) { translated(a, b) } else { verdict(a, b, &evidence::gather(a, b)) }
}

/// The verdict on two faces of two scripts.
fn translated(a: &Side, b: &Side) -> Judgement {
    let bridge = if a.cjk() { translate::gather(a, b) } else { translate::gather(b, a) };
    let score = translate::score(&bridge);
    let verdict = match score {
        s if s >= translate::JOIN => Verdict::Translation,
        s if s >= translate::ASK => Verdict::Ask(translate::likely(s)),
        _ => Verdict::Different,
    };
    Judgement { verdict, margin: score - translate::JOIN, veto: bridge.veto }
}

/// The verdict on evidence of one script.
fn verdict(a: &Side, b: &Side, e: &Evidence) -> Judgement {
    let points = score::score(e);
    let margin = points - score::JOIN;
    let apart = |verdict, veto| Judgement { verdict, margin: margin.min(-0.1), veto };
    if !e.vetoes.is_empty() {
        return apart(related(a, b, e).map_or(Verdict::Different, Verdict::Linked), true);
    }
    if score::bare(e) || (e.title == TitleMatch::Missing && !matches!(e.pages, PageMatch::Both | PageMatch::First)) {
        return apart(Verdict::Different, false);
    }
    match points {
        s if s >= score::JOIN && !score::thin(e) => Judgement { verdict: Verdict::Same, margin, veto: false },
        s if s >= score::ASK => Judgement { verdict: Verdict::Ask(score::likely(s)), margin: margin.min(-0.1), veto: false },
        _ => apart(Verdict::Different, false),
    }
}

/// How two works are related that a veto keeps apart.
fn related(a: &Side, b: &Side, e: &Evidence) -> Option<Relation> {
    let about = e.vetoes.contains(&Veto::Notice) && e.title == TitleMatch::Within;
    let titled = (matches!(e.title, TitleMatch::Same | TitleMatch::Near | TitleMatch::Lacks | TitleMatch::Head) || about) && e.weight > 0;
    if !titled || e.people == PeopleMatch::Conflict {
        return None;
    }
    let only = |v: Veto| e.vetoes.iter().all(|w| *w == v || *w == Veto::Coordinates);
    let either = |c: Class| a.class == c || b.class == c;
    if only(Veto::Form) && e.vetoes.contains(&Veto::Form) && e.people == PeopleMatch::Match {
        return Some(match () {
            () if either(Class::Preprint) => Relation::PreprintOf,
            () if either(Class::Report) => Relation::ReprintOf,
            () if either(Class::Chapter) && either(Class::Book) => Relation::PartOf,
            () => Relation::Related,
        });
    }
    if e.vetoes == [Veto::Edition] {
        return Some(Relation::EditionOf);
    }
    if e.vetoes.contains(&Veto::Notice) {
        return Some(Relation::Related);
    }
    (e.vetoes == [Veto::Part] && e.people == PeopleMatch::Match).then_some(Relation::Related)
}

/// Whether the first of two profiles is the subject of a relation ("A is a preprint of B").
pub fn subject_first(a: &Profile, b: &Profile, relation: Relation) -> bool {
    let class = |p: &Profile| p.sides.first().map_or(Class::Other, |s| s.class);
    let year = |p: &Profile| p.sides.first().map_or(0, |s| s.year);
    match relation {
        Relation::PreprintOf => class(a) == Class::Preprint,
        Relation::PartOf => class(a) == Class::Chapter,
        Relation::ReprintOf => class(a) != Class::Report,
        _ => year(a) >= year(b),
    }
}

/// The reasons for the verdict on two profiles, strongest first.
pub fn reasons(a: &Profile, b: &Profile) -> Vec<String> {
    let sides = a.sides.iter().flat_map(|x| b.sides.iter().map(move |y| (x, y)));
    let Some((x, y)) = sides.max_by(|p, q| judge_sides(p.0, p.1).margin.total_cmp(&judge_sides(q.0, q.1).margin)) else {
        return Vec::new();
    };
    if !foreign(x, y) {
        let e = evidence::gather(x, y);
        let mut out = score::reasons(&e);
        if e.year == YearMatch::Missing && e.pages == PageMatch::Missing && e.volume == Tri::Missing {
            out.push("neither year nor place in print can be compared".to_owned());
        }
        return out;
    }
    let bridge = if x.cjk() { translate::gather(x, y) } else { translate::gather(y, x) };
    let mut list: Vec<_> = translate::parts(&bridge).into_iter().filter(|(_, w)| *w != 0.0).collect();
    list.sort_by(|p, q| q.1.abs().total_cmp(&p.1.abs()));
    list.into_iter().map(|(name, w)| format!("{name} {}: {w:+.1}", if w > 0.0 { "agree across languages" } else { "differ" })).collect()
}
