//! Publisher, place, numbers, pages and dates of an entry.

use super::Fields;
use crate::formats::bibtex::latex::plain;
use crate::formats::bibtex::verbatim::verbatim;
use crate::formats::{dates, ids};
use crate::model::{Date, DateVar, Face, Kind, Var};
use std::borrow::Cow;

pub(super) fn publication(face: &mut Face, entry_type: &str, f: &mut Fields) {
    let order: &[&'static str] = match face.kind {
        Kind::Thesis => &["school", "institution", "publisher", "organization", "howpublished"],
        Kind::Report => &["institution", "publisher", "organization", "school", "howpublished"],
        _ => &["publisher", "institution", "school", "organization", "howpublished"],
    };
    let order = if f.used.contains(&"howpublished") { &order[..4] } else { order };
    let how = f.get("howpublished").filter(|_| order.len() > 4);
    if let Some(url) = how.and_then(ids::url_in) {
        face.set_default(Var::Url, url);
        f.used.push("howpublished");
        if let Some(publisher) = f.first(&order[..4]) {
            face.set(Var::Publisher, plain(publisher));
        }
    } else if let Some(publisher) = f.first(order) {
        face.set(Var::Publisher, plain(publisher));
    }
    let (address, location) = (f.take("address"), f.take("location"));
    match (address, location) {
        (Some(a), Some(l)) if a != l => {
            face.set(Var::PublisherPlace, plain(a));
            face.set_default(Var::EventPlace, plain(l));
        }
        (Some(p), _) | (None, Some(p)) => face.set(Var::PublisherPlace, plain(p)),
        _ => {}
    }
    numbers(face, entry_type, f);
}

fn numbers(face: &mut Face, entry_type: &str, f: &mut Fields) {
    use Kind::{ArticleJournal, ArticleMagazine, ArticleNewspaper, PaperConference, Periodical, Review, ReviewBook};
    let number = f.take("number");
    let issue = if number.is_none() || !matches!(face.kind, ArticleJournal | Periodical) { f.take("issue") } else { None };
    if let Some(issue) = issue {
        face.set(Var::Issue, plain(issue));
    }
    if let Some(number) = number {
        let var = match face.kind {
            ArticleJournal | ArticleMagazine | ArticleNewspaper | Periodical | Review | ReviewBook | Kind::Article => Var::Issue,
            PaperConference if face.has(Var::CollectionTitle) && !face.has(Var::Volume) => Var::CollectionNumber,
            PaperConference => Var::Issue,
            Kind::Book | Kind::Chapter | Kind::EntryEncyclopedia if entry_type != "manual" => Var::CollectionNumber,
            _ => Var::Number,
        };
        let number = if face.kind == Kind::Patent { with_country(face, &plain(number)) } else { plain(number).into_owned() };
        face.set(var, number);
    }
    if let Some(edition) = ordinal(face.get(Var::Edition)).map(str::to_owned) {
        face.set(Var::Edition, edition);
    }
    if let Some(pages) = f.take("pages") {
        face.set(Var::Page, page_range(&plain(pages)));
    }
    for name in ["eid", "articleno", "article-number"] {
        if !face.has(Var::Page)
            && let Some(eid) = f.take(name)
        {
            face.set(Var::Page, plain(eid));
        }
    }
}

/// The number of a patent whose type names the country (`patentus`, biblatex manual 4.9.2.13), with the country's code.
fn with_country(face: &Face, number: &str) -> String {
    let code = match face.get(Var::Genre) {
        "patentus" => "US",
        "patentde" => "DE",
        "patenteu" => "EP",
        "patentfr" => "FR",
        "patentuk" => "GB",
        _ => "",
    };
    if number.starts_with(|c: char| c.is_ascii_digit()) { format!("{code}{number}") } else { number.to_owned() }
}

/// The number of an ordinal in digits (`2nd`): editions are numbers, each style has its own word for them.
fn ordinal(text: &str) -> Option<&str> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| text.strip_suffix(end))?;
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

/// Pages with plain hyphens between their ends.
fn page_range(pages: &str) -> String {
    pages.replace("–", "-").replace('\u{2010}', "-").replace('\u{a0}', " ")
}

pub(super) fn dated(face: &mut Face, f: &mut Fields) {
    let year = f.take("year");
    let month = f.take("month");
    let day = f.take("day");
    let date = match f.take("date") {
        Some(date) => dates::free(&verbatim(date)),
        None => year_month(year, month, day),
    };
    face.set_date(DateVar::Issued, date);
    if let Some(value) = f.first(&["urldate", "lastaccessed", "lastchecked", "accessed"]) {
        face.set_date(DateVar::Accessed, dates::free(&verbatim(value)));
    }
    if let Some(value) = f.first(&["origdate", "origyear"]) {
        face.set_date(DateVar::OriginalDate, dates::free(&verbatim(value)));
    }
    for (name, var) in [("eventdate", DateVar::EventDate), ("submitted", DateVar::Submitted), ("available-date", DateVar::AvailableDate)] {
        if let Some(value) = f.take(name) {
            face.set_date(var, dates::free(&verbatim(value)));
        }
    }
}

/// The date of BibTeX's fields; months by number, name, macro, with a day (`jan # "~5"`) or a second month.
fn year_month(year: Option<&str>, month: Option<&str>, day: Option<&str>) -> Date {
    let Some(year) = year.map(plain) else { return Date::default() };
    let mut date = dates::free(&year);
    let Some(month) = month.map(plain) else { return date };
    if day.is_none()
        && let (4, Some(number), Some(start)) = (year.len(), dates::short_month(&month), &mut date.start)
        && start.month == 0
    {
        start.month = number;
        return date;
    }
    let (Some(start), None) = (&mut date.start, date.end) else { return date };
    if start.month == 0 {
        let whole = match day {
            Some(day) => format!("{} {month} {}", start.year, plain(day)),
            None => format!("{} {month}", start.year),
        };
        let read = if month.len() <= 2 && month.bytes().all(|b| b.is_ascii_digit()) {
            dates::free(&format!("{}-{month}-{}", start.year, day.map(plain).unwrap_or(Cow::Borrowed("0"))))
        } else {
            dates::free(&whole.replace('\u{a0}', " "))
        };
        if read.start.is_some() {
            let circa = date.circa;
            date = read;
            date.circa |= circa;
        }
    }
    date
}
