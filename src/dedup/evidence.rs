//! Evidence: how two faces agree, field by field, and what forbids that they are one.

use super::numbers::{self, PageMatch, Tri};
use super::people::{self, PeopleMatch};
use super::profile::{self, Class, Side};
use super::score;
use super::surplus;
use super::title::{self, Notice, TitleMatch};
use super::venue::{self, Sort, VenueMatch};

/// How two years agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum YearMatch {
    /// The same.
    Same,
    /// One apart: online first and print, or proceedings.
    Next,
    /// More apart.
    Far,
    /// Not known on one side.
    #[default]
    Missing,
}

/// What forbids that two records are one work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Veto {
    /// Two parts of one work.
    Part,
    /// A correction, reply, comment or review against the piece itself.
    Notice,
    /// Two editions.
    Edition,
    /// Other volume and other pages, or other pages in another journal.
    Coordinates,
    /// A chapter against its book, a thesis against an article, a conference paper against a journal article.
    Form,
    /// Numbers in the titles contradict (annual reports, serial studies).
    Numbers,
    /// The same headline on another day.
    Day,
    /// Other numbers of patents, standards, reports or books.
    Identifier,
}

impl Veto {
    /// The veto in words.
    pub fn explain(self) -> &'static str {
        match self {
            Veto::Part => "two parts of one work",
            Veto::Notice => "a correction, reply, comment or review of the other",
            Veto::Edition => "two editions",
            Veto::Coordinates => "other volume and pages",
            Veto::Form => "another form of publication",
            Veto::Numbers => "other numbers in the title",
            Veto::Day => "another day",
            Veto::Identifier => "another number or ISBN",
        }
    }
}

/// How two faces of one script agree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// Titles.
    pub title: TitleMatch,
    /// How much the shorter title says (0–2).
    pub weight: u8,
    /// Whether the titles are so long that no two works have them.
    pub long: bool,
    /// Authors.
    pub people: PeopleMatch,
    /// Whether three authors or more are in both lists.
    pub crowd: bool,
    /// Years.
    pub year: YearMatch,
    /// Containers.
    pub venue: VenueMatch,
    /// Whether both are papers in proceedings.
    pub proceedings: bool,
    /// Volumes.
    pub volume: Tri,
    /// Issues.
    pub issue: Tri,
    /// Pages.
    pub pages: PageMatch,
    /// Whether the pages differ but are as many.
    pub recounted: bool,
    /// DOIs.
    pub doi: Tri,
    /// Report, patent or standard numbers, and ISBNs.
    pub number: Tri,
    /// Publishers.
    pub publisher: Tri,
    /// Whether the title's numbers contradict.
    pub numbers: bool,
    /// Whether both are the same column of one issue.
    pub column: bool,
    /// What forbids a merge.
    pub vetoes: Vec<Veto>,
}

fn hashes(a: u64, b: u64) -> Tri {
    match (a, b) {
        (0, _) | (_, 0) => Tri::Missing,
        _ if a == b => Tri::Match,
        _ => Tri::Conflict,
    }
}

/// Gathers the evidence on two faces.
pub fn gather(a: &Side, b: &Side) -> Evidence {
    let (title, numbers) = title::relate(&a.title, &b.title);
    complete(a, b, title, numbers)
}

fn complete(a: &Side, b: &Side, title: TitleMatch, numbers: bool) -> Evidence {
    let mut e = Evidence { title, numbers, venue: venue::relate(&a.venue, &b.venue), ..numbered(a, b) };
    let (people, common) = people::relate(&a.people, &b.people);
    e.people = people;
    e.crowd = common >= 3;
    if people == PeopleMatch::Missing && (published(a, b) || published(b, a)) {
        e.people = PeopleMatch::Match;
    }
    if let Some(stray) = surplus::explained(a, b, &e) {
        (e.title, e.numbers) = (TitleMatch::Near, false);
        if stray.named && !matches!(e.people, PeopleMatch::Match) {
            e.people = PeopleMatch::Match;
        }
    }
    e.column = column(a, b, &e);
    e.vetoes = vetoes(a, b, &e);
    e
}

/// Gathers the evidence, or nothing where two faces are two works whatever else is looked at: most candidates end here,
/// at their titles, before the authors are compared.
pub fn gather_hopeful(a: &Side, b: &Side) -> Option<Evidence> {
    if a.title.forms.is_empty() || b.title.forms.is_empty() {
        return matches!(pages(a, b), PageMatch::Both | PageMatch::First).then(|| gather(a, b));
    }
    // At best the titles are similar, and all authors the same.
    let hopeful = || {
        let mut best = Evidence { title: TitleMatch::Similar, people: PeopleMatch::Match, venue: VenueMatch::Match, ..numbered(a, b) };
        let enough = |e: &Evidence| score::score(e) >= score::ASK;
        enough(&best) && {
            best.venue = venue::relate(&a.venue, &b.venue);
            enough(&best)
        }
    };
    if !a.title.resembles(&b.title) && !hopeful() {
        return None;
    }
    let (title, numbers) = title::relate(&a.title, &b.title);
    let little = matches!(title, TitleMatch::Similar | TitleMatch::Different | TitleMatch::Foreign);
    (!little || hopeful()).then(|| complete(a, b, title, numbers))
}

/// What costs next to nothing to compare: all but titles, authors, containers and vetoes.
fn numbered(a: &Side, b: &Side) -> Evidence {
    Evidence {
        weight: a.title.weight.min(b.title.weight),
        long: a.title.long() && b.title.long(),
        proceedings: a.class == Class::Conference && b.class == Class::Conference,
        year: years(a.year, b.year),
        volume: volumes(a, b),
        issue: Tri::of(a.issue, b.issue),
        pages: pages(a, b),
        recounted: numbers::equal_length(&a.pages, &b.pages),
        doi: hashes(a.doi, b.doi),
        number: if hashes(a.number, b.number) == Tri::Missing { hashes(a.isbn, b.isbn) } else { hashes(a.number, b.number) },
        publisher: hashes(a.publisher, b.publisher),
        ..Evidence::default()
    }
}

/// Whether both are the same column of one issue: what has a heading for a title is told from its like by where it stands.
fn column(a: &Side, b: &Side, e: &Evidence) -> bool {
    let heading = e.weight == 0 && e.title == TitleMatch::Same && e.venue == VenueMatch::Match && e.year == YearMatch::Same;
    let once = a.title.notice == Notice::Editorial && b.title.notice == Notice::Editorial;
    // Pages count through a volume, but not the first ones of an issue.
    let placed = matches!(e.pages, PageMatch::Both | PageMatch::First) && a.pages.firsts[0].max(b.pages.firsts[0]) >= 30;
    heading
        && !matches!(e.people, PeopleMatch::Conflict)
        && !matches!((e.volume, e.issue), (Tri::Conflict, _) | (_, Tri::Conflict))
        && (placed || e.issue == Tri::Match && (once && e.pages != PageMatch::Conflict || e.pages == PageMatch::Both))
}

fn years(a: i16, b: i16) -> YearMatch {
    match (a, b) {
        (0, _) | (_, 0) => YearMatch::Missing,
        _ if a == b => YearMatch::Same,
        _ if a.abs_diff(b) == 1 => YearMatch::Next,
        _ => YearMatch::Far,
    }
}

/// Whether the author of the one, a body, is the publisher of the other.
fn published(a: &Side, b: &Side) -> bool {
    let only = a.people.first().filter(|p| a.people.len() == 1 && b.publisher != 0 && p.given.is_empty());
    only.is_some_and(|p| profile::hashed(p.family) == b.publisher)
}

/// Pages; those of an article ahead of print count from 1 and say nothing.
fn pages(a: &Side, b: &Side) -> PageMatch {
    let ahead = |s: &Side| s.pages.firsts[0] == 1 && s.volume == 0;
    let ends = a.pages.last != 0 && b.pages.last != 0;
    match numbers::relate(&a.pages, &b.pages) {
        PageMatch::Conflict if ahead(a) || ahead(b) => PageMatch::Missing,
        PageMatch::First if a.pages.firsts[0] == 1 && ends => PageMatch::Missing,
        got => got,
    }
}

/// Volumes; a volume that is the year says nothing against a real one.
fn volumes(a: &Side, b: &Side) -> Tri {
    let got = Tri::of(a.volume, b.volume);
    let is_year = |s: &Side| s.year > 0 && s.volume == s.year as u32;
    let single = |s: &Side| s.volume == 1;
    if got == Tri::Conflict && (is_year(a) || is_year(b) || single(a) && a.issue == 0 || single(b) && b.issue == 0) {
        Tri::Missing
    } else {
        got
    }
}

fn vetoes(a: &Side, b: &Side, e: &Evidence) -> Vec<Veto> {
    let mut out = Vec::new();
    let placed = e.volume == Tri::Match && matches!(e.pages, PageMatch::Both | PageMatch::First);
    if a.title.part != b.title.part && (a.title.part != 0 && b.title.part != 0 || !placed) {
        out.push(Veto::Part);
    }
    if a.title.notice != b.title.notice && !(e.title == TitleMatch::Same && placed) && serious(a.title.notice, b.title.notice) {
        out.push(Veto::Notice);
    }
    if a.edition != b.edition && (a.edition != 0 && b.edition != 0 || a.edition.max(b.edition) > 1 && matches!(a.class, Class::Book)) {
        out.push(Veto::Edition);
    }
    if elsewhere(e) {
        out.push(Veto::Coordinates);
    }
    if forms_differ(a, b, e) {
        out.push(Veto::Form);
    }
    if e.numbers && !(placed && e.title != TitleMatch::Different) {
        out.push(Veto::Numbers);
    }
    if matches!((a.class, b.class), (Class::News, _) | (_, Class::News))
        && a.day != 0
        && b.day != 0
        && (a.day != b.day || e.year == YearMatch::Far)
    {
        out.push(Veto::Day);
    }
    if e.number == Tri::Conflict
        && (matches!(a.class, Class::Patent | Class::Standard | Class::Report) || a.isbn != 0 && e.year != YearMatch::Same)
    {
        out.push(Veto::Identifier);
    }
    out.dedup();
    out
}

/// Whether the two stand in different places in print.
fn elsewhere(e: &Evidence) -> bool {
    let issue = e.issue == Tri::Conflict;
    let volume = e.volume == Tri::Conflict;
    match e.pages {
        PageMatch::Both => e.weight == 0 && (issue || volume || e.doi == Tri::Conflict),
        PageMatch::Conflict
            if volume || issue && !e.recounted || e.doi == Tri::Conflict || e.venue == VenueMatch::Conflict || e.year == YearMatch::Far =>
        {
            true
        }
        _ if volume && (moved(e.year) || e.venue == VenueMatch::Conflict) => true,
        PageMatch::First => e.weight == 0 && (issue || volume || e.doi == Tri::Conflict),
        _ => e.weight <= 1 && (volume || issue && e.volume == Tri::Match),
    }
}

/// Whether both years are known and differ.
pub fn moved(year: YearMatch) -> bool {
    matches!(year, YearMatch::Next | YearMatch::Far)
}

/// Whether the difference of two notices parts them; editorial headings are often left out.
fn serious(a: Notice, b: Notice) -> bool {
    let light = |n| matches!(n, Notice::None | Notice::Editorial);
    !(light(a) && light(b))
}

/// Whether more than the entry's kind, which many lists give to all that they have, says that it stands in a journal.
fn named_journal(side: &Side) -> bool {
    let venue = &side.venue;
    side.volume != 0 || side.issue != 0 || venue.sort == Sort::Journal || !venue.names.is_empty() && !venue.opaque
}

/// Whether two kinds of containers are two places: not where they can be one, nor where one is not named or by letters alone,
/// and the year is the same.
fn apart(a: &Side, b: &Side, e: &Evidence) -> bool {
    let unnamed = a.venue.names.is_empty() || b.venue.names.is_empty();
    match e.venue {
        VenueMatch::Match => false,
        VenueMatch::Missing => moved(e.year) || e.year == YearMatch::Missing && !unnamed,
        _ => true,
    }
}

fn forms_differ(a: &Side, b: &Side, e: &Evidence) -> bool {
    use Class::{Book, Chapter, Conference, Journal, News, Patent, Preprint, Report, Standard, Thesis};
    let placed = matches!(e.pages, PageMatch::Both) || e.doi == Tri::Match;
    match (a.class, b.class) {
        (x, y) if x == y => false,
        (Book, Chapter) | (Chapter, Book) => !placed,
        (Book, Journal | Conference) | (Journal | Conference, Book) => {
            e.title != TitleMatch::Same || a.pages.firsts[0] != 0 || b.pages.firsts[0] != 0
        }
        (Thesis, Journal | Conference | Book | Report | Chapter) | (Journal | Conference | Book | Report | Chapter, Thesis) => !placed,
        (Patent | Standard, _) | (_, Patent | Standard) => true,
        (Journal, Conference) | (Conference, Journal) => {
            let journal = if a.class == Journal { a } else { b };
            !placed && e.venue != VenueMatch::Near && named_journal(journal) && apart(a, b, e)
        }
        (Report, Journal) | (Journal, Report) | (Report, Conference) | (Conference, Report) => !placed && apart(a, b, e),
        (Preprint, Journal | Conference | Chapter | Book) | (Journal | Conference | Chapter | Book, Preprint) => true,
        (News, Journal) | (Journal, News) => e.venue != VenueMatch::Match,
        _ => false,
    }
}
