//! Chinese–English pairs: two faces of one work by place in print, pinyin of the authors and both names of the journal.

use super::evidence::YearMatch;
use super::numbers::{self, PageMatch, Tri};
use super::people::{Across, across};
use super::profile::Side;
use super::venue::{self, VenueMatch};

/// From this score on, two faces are joined without asking.
pub const JOIN: f32 = 8.5;
/// From this score on, a person is asked.
pub const ASK: f32 = 7.0;

/// What names can add at most.
const MOST: f32 = 9.0;

/// How a Chinese face and a Latin one agree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bridge {
    /// Place in print: pages.
    pub pages: PageMatch,
    /// Volumes.
    pub volume: Tri,
    /// Issues.
    pub issue: Tri,
    /// Years.
    pub year: YearMatch,
    /// Containers.
    pub venue: VenueMatch,
    /// DOIs.
    pub doi: Tri,
    /// Names.
    pub names: Across,
    /// Whether names are known on both sides.
    pub named: bool,
    /// Whether parts or notices contradict.
    pub veto: bool,
}

/// Gathers the evidence; `han` is the face in Han.
pub fn gather(han: &Side, latin: &Side) -> Bridge {
    let names = across(&han.people, &latin.people);
    Bridge { named: names.compared > 0, names, ..outline(han, latin) }
}

/// Whether the two are two works whatever their authors are.
pub fn hopeless(a: &Side, b: &Side) -> bool {
    score(&outline(a, b)) + MOST < ASK
}

/// What costs little to compare: all but the names.
fn outline(han: &Side, latin: &Side) -> Bridge {
    Bridge {
        pages: match numbers::relate(&han.pages, &latin.pages) {
            PageMatch::Conflict if numbers::equal_length(&han.pages, &latin.pages) => PageMatch::Missing,
            got => got,
        },
        volume: Tri::of(han.volume, latin.volume),
        issue: Tri::of(han.issue, latin.issue),
        year: match (han.year, latin.year) {
            (0, _) | (_, 0) => YearMatch::Missing,
            (a, b) if a == b => YearMatch::Same,
            (a, b) if a.abs_diff(b) == 1 => YearMatch::Next,
            _ => YearMatch::Far,
        },
        venue: venue::relate(&han.venue, &latin.venue),
        doi: match (han.doi, latin.doi) {
            (0, _) | (_, 0) => Tri::Missing,
            (a, b) if a == b => Tri::Match,
            _ => Tri::Conflict,
        },
        veto: han.title.part != latin.title.part && han.title.part != 0 && latin.title.part != 0,
        ..Bridge::default()
    }
}

/// Each piece of evidence with its weight.
pub fn parts(b: &Bridge) -> [(&'static str, f32); 7] {
    let tri = |t, yes, no| match t {
        Tri::Match => yes,
        Tri::Missing => 0.0,
        Tri::Conflict => no,
    };
    let full = f32::from(b.names.full);
    let short = f32::from(b.names.initials);
    let family = f32::from(b.names.family);
    let names = match (b.named, b.names.full + b.names.initials + b.names.family) {
        (false, _) => 0.0,
        (true, 0) => -6.0,
        (true, n) => {
            let missed = f32::from(b.names.compared.saturating_sub(n));
            (full * 3.0 + short * 2.0 + family * 0.8 + if b.names.first { 1.0 } else { -1.5 } - missed * 0.8).min(MOST)
        }
    };
    [
        (
            "pages",
            match b.pages {
                PageMatch::Both => 4.0,
                PageMatch::First => 3.2,
                PageMatch::Near => 0.5,
                PageMatch::Missing => 0.0,
                PageMatch::Conflict => -4.0,
            },
        ),
        ("volume", tri(b.volume, 1.5, -1.5)),
        ("issue", tri(b.issue, 1.0, -1.0)),
        (
            "year",
            match b.year {
                YearMatch::Same => 1.5,
                YearMatch::Next => -0.5,
                YearMatch::Far => -2.5,
                YearMatch::Missing => 0.0,
            },
        ),
        (
            "journal",
            match b.venue {
                VenueMatch::Match => 2.5,
                VenueMatch::Near => 1.0,
                VenueMatch::Missing => 0.0,
                VenueMatch::Conflict => -1.5,
            },
        ),
        ("authors", names),
        ("DOI", tri(b.doi, 6.0, -4.0)),
    ]
}

/// The score: the sum of the weights.
pub fn score(b: &Bridge) -> f32 {
    // Other pages in the same issue are another article of the same authors.
    let beside = b.pages == PageMatch::Conflict && b.volume != Tri::Conflict && b.issue == Tri::Match && b.doi != Tri::Match;
    let sum: f32 = parts(b).iter().map(|(_, w)| w).sum();
    match (b.veto, beside) {
        (true, _) => -9.0,
        (_, true) => sum - 4.0,
        _ => sum,
    }
}

/// How likely a score is a pair, 0–1.
pub fn likely(score: f32) -> f32 {
    1.0 / (1.0 + (-(score - 7.5)).exp())
}
