//! The score of a pair: weights for each value of the evidence, and the verdict that follows.

use super::evidence::{Evidence, Veto, YearMatch, moved};
use super::numbers::{PageMatch, Tri};
use super::people::PeopleMatch;
use super::title::TitleMatch;
use super::venue::VenueMatch;

/// From this score on, records are joined without asking.
pub const JOIN: f32 = 2.0;
/// From this score on, a person is asked.
pub const ASK: f32 = 0.8;
/// What all pairs start with.
const BASE: f32 = -6.0;

/// Weight of the titles, by how much the shorter one says.
fn title(e: &Evidence) -> f32 {
    let by_weight = |heading, short, full| [heading, short, full][usize::from(e.weight.min(2))];
    if e.column {
        return 5.5;
    }
    match e.title {
        TitleMatch::Same => by_weight(0.5, 5.0, 7.0),
        TitleMatch::Near => by_weight(0.0, 3.5, 6.0),
        TitleMatch::Lacks => by_weight(-1.0, 1.0, 4.5),
        TitleMatch::Head => by_weight(-1.0, 2.5, 4.5),
        TitleMatch::Within => by_weight(-1.0, 1.0, 3.0),
        TitleMatch::Similar => by_weight(-2.0, 0.0, 1.0),
        TitleMatch::Missing => 0.0,
        TitleMatch::Foreign => -1.0,
        TitleMatch::Different if anchored(e) => -2.0,
        TitleMatch::Different => -6.0,
    }
}

/// Whether place in print and authors agree so fully that the title can be a translation.
fn anchored(e: &Evidence) -> bool {
    e.pages == PageMatch::Both
        && e.people == PeopleMatch::Match
        && e.year == YearMatch::Same
        && e.venue == VenueMatch::Match
        && e.volume == Tri::Match
        && (e.issue != Tri::Conflict || e.crowd)
}

/// Each piece of evidence with its weight.
pub fn parts(e: &Evidence) -> [(&'static str, f32); 9] {
    let tri = |t, yes, no| match t {
        Tri::Match => yes,
        Tri::Missing => 0.0,
        Tri::Conflict => no,
    };
    [
        ("title", title(e)),
        (
            "authors",
            match e.people {
                PeopleMatch::Match => 3.0,
                PeopleMatch::Partial => 0.5,
                PeopleMatch::Missing if e.long && e.title == TitleMatch::Same => 0.0,
                PeopleMatch::Missing => -0.5,
                PeopleMatch::Conflict => -5.0,
            },
        ),
        (
            "year",
            match e.year {
                YearMatch::Same => 1.0,
                YearMatch::Next => -1.0,
                YearMatch::Far => -3.5,
                YearMatch::Missing => 0.0,
            },
        ),
        (
            "container",
            match e.venue {
                VenueMatch::Match => 1.5,
                VenueMatch::Near => 0.5,
                VenueMatch::Missing => 0.0,
                VenueMatch::Conflict => -2.5,
            },
        ),
        ("volume", tri(e.volume, 1.5, -2.0)),
        ("issue", tri(e.issue, 0.5, -0.4)),
        (
            "pages",
            match e.pages {
                PageMatch::Both => 3.5,
                PageMatch::First => 2.5,
                PageMatch::Near => 0.5,
                PageMatch::Missing => 0.0,
                PageMatch::Conflict => -4.0,
            },
        ),
        ("DOI", tri(e.doi, 3.0, -2.5)),
        ("number", tri(e.number, 1.5, -1.5) + tri(e.publisher, 0.5, 0.0)),
    ]
}

/// The score: the sum of the weights.
pub fn score(e: &Evidence) -> f32 {
    BASE + parts(e).iter().map(|(_, w)| w).sum::<f32>()
}

/// How likely a score is a duplicate, 0–1.
pub fn likely(score: f32) -> f32 {
    1.0 / (1.0 + (-1.5 * (score - 1.4)).exp())
}

/// Whether a heading alone is shared, so that only place in print can join.
pub fn bare(e: &Evidence) -> bool {
    e.weight == 0 && !e.column && !matches!(e.pages, PageMatch::Both | PageMatch::First) && e.doi != Tri::Match
}

/// Whether it is too little to join without asking: another year, container or page, and nothing in print to make up for it.
pub fn thin(e: &Evidence) -> bool {
    let numbered = e.volume == Tri::Match && e.issue != Tri::Conflict;
    let placed = matches!(e.pages, PageMatch::Both | PageMatch::First) || e.doi == Tri::Match;
    // Proceedings appear a year after the conference.
    let late = e.year == YearMatch::Next
        && (e.proceedings || e.weight == 2 && e.volume == Tri::Missing && e.issue != Tri::Conflict && e.pages != PageMatch::Conflict)
        && e.venue == VenueMatch::Match
        && e.people == PeopleMatch::Match
        && e.title == TitleMatch::Same;
    if placed {
        return false;
    }
    matches!(e.title, TitleMatch::Similar | TitleMatch::Different)
        || e.title == TitleMatch::Within && !(e.venue == VenueMatch::Match && numbered)
        || moved(e.year) && e.volume != Tri::Match && !late
        || e.venue == VenueMatch::Conflict && !(numbered && e.issue == Tri::Match)
        || e.pages == PageMatch::Conflict && !(numbered || e.recounted && e.volume == Tri::Match)
}

/// The reasons for a score: vetoes first, then evidence by weight.
pub fn reasons(e: &Evidence) -> Vec<String> {
    let mut out: Vec<String> = e.vetoes.iter().map(|v| format!("veto: {}", Veto::explain(*v))).collect();
    let mut list: Vec<(&str, f32)> = parts(e).into_iter().filter(|(_, w)| *w != 0.0).collect();
    list.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    out.extend(list.into_iter().map(|(name, w)| format!("{name} {}: {w:+.1}", if w > 0.0 { "agrees" } else { "differs" })));
    out
}
