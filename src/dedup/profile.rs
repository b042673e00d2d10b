//! The profile of a record: what it is compared by, folded once.

use super::fold::{self, hash, hash_letters, join, letters};
use super::numbers::{self, Pages};
use super::people::People;
use super::title::Title;
use super::venue::{self, Sort, Venue};
use crate::model::{DateVar, Face, Kind, Record, Var};
use std::sync::Arc;

/// Kinds of publications that are told apart when records are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Class {
    /// Not known, or one that is mistaken for others too often.
    #[default]
    Other,
    /// An article in a journal or magazine.
    Journal,
    /// A newspaper piece.
    News,
    /// A paper in proceedings.
    Conference,
    /// A book.
    Book,
    /// A part of a book.
    Chapter,
    /// A thesis.
    Thesis,
    /// A report.
    Report,
    /// A preprint.
    Preprint,
    /// A patent.
    Patent,
    /// A standard.
    Standard,
    /// Software or data.
    Data,
}

/// One face, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Side {
    /// The title.
    pub title: Title,
    /// The authors.
    pub people: People,
    /// The container.
    pub venue: Arc<Venue>,
    /// The kind.
    pub class: Class,
    /// The year; 0 where unknown.
    pub year: i16,
    /// Month and day as `month * 32 + day`; 0 where unknown.
    pub day: u16,
    /// The volume as a number to compare; 0 where unknown.
    pub volume: u32,
    /// The issue; 0 where unknown.
    pub issue: u32,
    /// The edition; 0 where unknown.
    pub edition: u32,
    /// The pages.
    pub pages: Pages,
    /// Hash of the DOI; 0 where there is none.
    pub doi: u64,
    /// Hash of the number of a report, patent or standard; 0 where there is none.
    pub number: u64,
    /// Hash of the ISBN of a book; 0 where there is none.
    pub isbn: u64,
    /// Hash of the publisher; 0 where there is none.
    pub publisher: u64,
}

/// A record as it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Profile {
    /// The faces.
    pub sides: Box<[Side]>,
    /// Hash of everything above: records with the same mark say the same.
    pub mark: u64,
}

impl Profile {
    /// The profile of a record.
    pub fn of(record: &Record) -> Self {
        let mut sides: Vec<Side> = record.faces.iter().take(3).map(Side::of).collect();
        if sides.is_empty() {
            sides.push(Side::default());
        }
        let mark = sides.iter().fold(7, |h, s| join(h, s.mark()));
        Profile { sides: sides.into(), mark }
    }

    /// Bytes it takes, the containers left out, which are shared by all profiles that have them.
    pub fn bytes(&self) -> usize {
        size_of::<Profile>() + self.sides.iter().map(|s| size_of::<Side>() + s.heap()).sum::<usize>()
    }
}

impl Side {
    fn of(face: &Face) -> Self {
        let venue =
            venue::kept(first(face, &[Var::ContainerTitle, Var::EventTitle, Var::CollectionTitle]), face.get(Var::ContainerTitleShort));
        let doi = doi(face.get(Var::Doi));
        let issued = face.date(DateVar::Issued).and_then(|d| d.start);
        let (issue, page) = issue_and_page(face.get(Var::Issue), first(face, &[Var::Page, Var::PageFirst]));
        let class = class(face, &venue, &doi);
        Side {
            title: Title::of(face.get(Var::Title)),
            people: People::of(face),
            venue,
            class,
            year: issued.map_or(0, |d| i16::try_from(d.year).unwrap_or(0)),
            day: issued.map_or(0, |d| u16::from(d.month) * 32 + u16::from(d.day)),
            volume: numbers::number(face.get(Var::Volume)),
            issue: numbers::number(issue),
            edition: edition(face.get(Var::Edition)),
            pages: numbers::pages(page),
            doi: if doi.is_empty() { 0 } else { hash(5, &doi) },
            number: hashed(face.get(Var::Number)),
            isbn: if matches!(class, Class::Book) { isbn(face.get(Var::Isbn)) } else { 0 },
            publisher: hashed(face.get(Var::Publisher)),
        }
    }

    /// Whether the title is in Chinese, Japanese or Korean.
    pub fn cjk(&self) -> bool {
        self.title.forms.first().map_or_else(|| self.people.iter().any(|p| !p.reading.is_empty()), |f| f.cjk)
    }

    /// Bytes on the heap; containers are shared and not counted.
    fn heap(&self) -> usize {
        let forms: usize = self.title.forms.iter().map(|f| f.words.len()).sum();
        forms + size_of_val(&*self.title.forms) + self.people.heap()
    }

    fn mark(&self) -> u64 {
        use std::hash::{Hash, Hasher};
        /// The same on every machine and in every run.
        struct Fixed(u64);
        impl Hasher for Fixed {
            fn finish(&self) -> u64 {
                fold::mix(self.0)
            }
            fn write(&mut self, bytes: &[u8]) {
                for part in bytes.chunks(8) {
                    self.write_u64(part.iter().rev().fold(1, |n, b| n << 8 | u64::from(*b)));
                }
            }
            fn write_u8(&mut self, n: u8) {
                self.write_u64(u64::from(n));
            }
            fn write_u16(&mut self, n: u16) {
                self.write_u64(u64::from(n));
            }
            fn write_u32(&mut self, n: u32) {
                self.write_u64(u64::from(n));
            }
            fn write_u64(&mut self, n: u64) {
                self.0 = (self.0.rotate_left(5) ^ n).wrapping_mul(0x517c_c1b7_2722_0a95);
            }
            fn write_usize(&mut self, n: usize) {
                self.write_u64(n as u64);
            }
        }
        let mut hasher = Fixed(0xcbf2_9ce4_8422_2325);
        self.hash(&mut hasher);
        hasher.finish()
    }
}

fn first<'a>(face: &'a Face, vars: &[Var]) -> &'a str {
    vars.iter().map(|v| face.get(*v)).find(|s| !s.is_empty()).unwrap_or("")
}

/// Some exports give an article number as the issue.
fn issue_and_page<'a>(issue: &'a str, page: &'a str) -> (&'a str, &'a str) {
    let digits = issue.trim().trim_start_matches(['e', 'E']);
    let number =
        digits.len() >= 4 && digits.bytes().all(|b| b.is_ascii_digit()) && (digits.len() >= 5 || digits.len() < issue.trim().len());
    match number {
        true if page.trim().is_empty() => ("", issue),
        true if page.contains(digits) => ("", page),
        _ => (issue, page),
    }
}

/// Hash of the letters of a printed value; 0 where it has none.
pub fn hashed(s: &str) -> u64 {
    let folded = fold::words(s);
    if folded.is_empty() { 0 } else { hash_letters(7, &folded) }
}

/// Hash of an ISBN without prefix and check digit, so that ten and thirteen digits agree; 0 where there is none.
fn isbn(printed: &str) -> u64 {
    let digits: String = printed.chars().filter(char::is_ascii_alphanumeric).take(13).collect::<String>().to_ascii_uppercase();
    let body = if digits.len() >= 13 { digits.get(3..12) } else { digits.get(..9) };
    body.filter(|_| digits.len() >= 10).map_or(0, |b| hash(6, b))
}

/// A DOI without resolver, lower case.
fn doi(printed: &str) -> String {
    if printed.is_empty() {
        return String::new();
    }
    let lower = printed.trim().to_lowercase();
    let Some(at) = lower.find("10.") else { return String::new() };
    lower[at..].split_whitespace().next().unwrap_or("").trim_end_matches(['.', ',', ';', ')']).to_owned()
}

fn edition(printed: &str) -> u32 {
    if printed.is_empty() {
        return 0;
    }
    let folded = letters(&fold::words(printed));
    const NAMES: [&str; 10] = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    const HAN: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let named = NAMES
        .iter()
        .position(|n| folded.starts_with(n))
        .or_else(|| HAN.iter().position(|n| folded.trim_start_matches('第').starts_with(n)));
    named.map_or_else(|| numbers::number(printed), |n| n as u32 + 1)
}

fn class(face: &Face, venue: &Venue, doi: &str) -> Class {
    const ARCHIVES: [&str; 6] = ["10.48550/", "10.1101/", "10.2139/", "10.31234/", "10.21203/", "10.20944/"];
    let archived = face.has(Var::Eprint) && !face.has(Var::ContainerTitle)
        || ARCHIVES.iter().any(|p| doi.starts_with(p))
        || venue.sort == Sort::Preprint;
    let placed = face.has(Var::Volume) && face.has(Var::Page) && venue.sort != Sort::Preprint;
    if archived
        && !placed
        && matches!(face.kind, Kind::Article | Kind::ArticleJournal | Kind::Manuscript | Kind::Document | Kind::Report | Kind::Webpage)
    {
        return Class::Preprint;
    }
    match face.kind {
        Kind::ArticleJournal | Kind::ArticleMagazine | Kind::Review | Kind::ReviewBook => match venue.sort {
            Sort::Conference => Class::Conference,
            Sort::Thesis => Class::Thesis,
            Sort::Report => Class::Report,
            _ => Class::Journal,
        },
        Kind::Article if face.has(Var::Volume) => Class::Journal,
        Kind::Article if venue.names.is_empty() || face.get(Var::Genre).to_lowercase().contains("preprint") => Class::Preprint,
        Kind::ArticleNewspaper => Class::News,
        Kind::PaperConference if venue.sort == Sort::Report => Class::Report,
        Kind::PaperConference | Kind::Speech if venue.sort != Sort::Journal => Class::Conference,
        Kind::Book | Kind::Classic => Class::Book,
        Kind::Chapter | Kind::Entry | Kind::EntryDictionary | Kind::EntryEncyclopedia => Class::Chapter,
        Kind::Thesis => Class::Thesis,
        Kind::Report => Class::Report,
        Kind::Patent => Class::Patent,
        Kind::Standard => Class::Standard,
        Kind::Dataset | Kind::Software => Class::Data,
        _ => Class::Other,
    }
}
