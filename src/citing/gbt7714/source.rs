//! Where a work was published and how it is reached: journals, newspapers, publishers, dates, addresses (4.1–4.6, 8.4–8.8).

use super::entry::Writer;
use super::{dates, kinds};
use crate::model::{DateVar, Kind, Var};

impl Writer<'_> {
    /// The parts between the title and the addresses.
    pub(super) fn source(&self) -> Vec<String> {
        match self.face.kind {
            Kind::Periodical => vec![self.run_of_periodical(), self.imprint()],
            Kind::ArticleNewspaper => vec![self.newspaper()],
            kind if kinds::periodical_part(kind) => vec![self.journal()],
            Kind::Patent => vec![self.patent()],
            Kind::Dataset | Kind::Article | Kind::Software if !self.old() => self.deposit(),
            _ if self.unpublished() => Vec::new(),
            _ if self.in_print() => vec![self.imprint()],
            _ => vec![self.online_dates()],
        }
    }

    /// Whether publisher, archive or page make it more than a pure electronic resource.
    fn in_print(&self) -> bool {
        let known = [Var::Publisher, Var::PublisherPlace, Var::Archive, Var::ArchivePlace, Var::Page];
        let bookish = matches!(self.face.kind, Kind::Book | Kind::Chapter | Kind::PaperConference | Kind::Thesis);
        bookish || known.iter().any(|v| self.face.has(*v)) || !kinds::online(self.face)
    }

    /// 2025: a paper of a conference without published proceedings: `[C]//CVPR，2024：4`.
    pub(super) fn unpublished(&self) -> bool {
        let house = [Var::Publisher, Var::PublisherPlace].iter().any(|v| self.face.has(*v));
        self.face.kind == Kind::PaperConference && !self.old() && !house && kinds::hosted(self.face)
    }

    /// What follows the name of such a conference.
    pub(super) fn unpublished_tail(&self) -> String {
        let year = if self.author_date() { String::new() } else { self.year() };
        let mut out = if year.is_empty() { year } else { format!("{}{year}", self.marks.comma) };
        if self.face.has(Var::Page) {
            out = format!("{out}{}{}", self.marks.colon, self.text(Var::Page));
        }
        out
    }

    /// Years, volumes and issues of a whole periodical (4.3): `1957(1)-1990(4)` as the record has them.
    fn run_of_periodical(&self) -> String {
        let volume = self.text(Var::Volume);
        match self.text(Var::Issue) {
            issue if issue.is_empty() => volume,
            issue => format!("{volume}{}{issue}{}", self.marks.open, self.marks.close),
        }
    }

    /// `文献, 2013(1): 56-75[2014-06-09]` (4.4).
    fn journal(&self) -> String {
        let face = self.face;
        let number = if face.has(Var::Page) { Var::Page } else { Var::Number };
        let bare = ![Var::Volume, Var::Issue, Var::Page, Var::Number].iter().any(|v| face.has(*v));
        let date = face.date(DateVar::Issued);
        let year = match date {
            // Ahead of print: the date is all there is to tell it by.
            Some(date) if bare && !self.old() && dates::has_day(date) => dates::full(date),
            _ if self.author_date() => String::new(),
            _ => self.year(),
        };
        let parts = [self.text(Var::ContainerTitle), year, self.text(Var::Volume)];
        let mut out = joined(&parts, self.marks.comma);
        if face.has(Var::Issue) {
            let issue = self.text(Var::Issue);
            out = format!("{out}{}{issue}{}", self.marks.open, self.marks.close);
        }
        let pages = self.text(number);
        out = joined(&[out, pages], self.marks.colon);
        format!("{out}{}", self.accessed())
    }

    /// `人民日报, 2022-08-16(17)` (4.4, examples).
    fn newspaper(&self) -> String {
        let date = self.face.date(DateVar::Issued).map(dates::full).unwrap_or_default();
        let mut out = joined(&[self.text(Var::ContainerTitle), date], self.marks.comma);
        if self.face.has(Var::Page) {
            out = format!("{out}{}{}{}", self.marks.open, self.text(Var::Page), self.marks.close);
        }
        format!("{out}{}", self.accessed())
    }

    /// The date of announcement (4.5); 2025 may cite pages behind it.
    fn patent(&self) -> String {
        let date = self.face.date(DateVar::Issued).map(dates::full).unwrap_or_default();
        let page = if self.old() { String::new() } else { self.text(Var::Page) };
        format!("{}{}", joined(&[date, page], self.marks.colon), self.accessed())
    }

    /// 2025: data sets, preprints and programs with version, keeper and date: `V2. arXiv（2012-03-18）[2020-06-24]`.
    fn deposit(&self) -> Vec<String> {
        let version = self.face.get(Var::Version).trim();
        let numeric = version.bytes().next().is_some_and(|b| b.is_ascii_digit());
        let version = if numeric { format!("V{version}") } else { version.to_owned() };
        let keeper = joined(&[self.text(Var::PublisherPlace), self.text(Var::Publisher)], self.marks.colon);
        let date = self.face.date(DateVar::Issued).map(dates::full).unwrap_or_default();
        let date = if date.is_empty() { date } else { format!("{}{date}{}", self.marks.open, self.marks.close) };
        let between = if keeper.is_empty() || self.marks.open == "（" { "" } else { " " };
        vec![version, format!("{keeper}{between}{date}{}", self.accessed())]
    }

    /// `北京: 中华书局, 1962: 50[2014-06-11]` (4.1); for archives their place and name.
    fn imprint(&self) -> String {
        let face = self.face;
        let published = face.has(Var::Publisher) || face.has(Var::PublisherPlace);
        let (place, house) = if published { (Var::PublisherPlace, Var::Publisher) } else { (Var::ArchivePlace, Var::Archive) };
        let house = joined(&[self.text(place), self.text(house)], self.marks.colon);
        let year = if self.author_date() { String::new() } else { self.imprint_year(published) };
        let mut out = joined(&[house, year], self.marks.comma);
        let page = if face.kind == Kind::Standard && !face.has(Var::Publisher) { String::new() } else { self.text(Var::Page) };
        out = joined(&[out, page], self.marks.colon);
        format!("{out}{}", self.accessed())
    }

    fn imprint_year(&self, published: bool) -> String {
        match self.face.date(DateVar::Issued) {
            // 2025: a standard is dated by its number, an archival document or a report without publisher by its day.
            _ if !self.old() && self.face.kind == Kind::Standard && !published => String::new(),
            Some(date) if !self.old() && !published && dates::has_day(date) && self.face.kind != Kind::PaperConference => dates::full(date),
            None if self.face.kind == Kind::Standard => String::new(),
            _ => self.year(),
        }
    }

    /// `(2021-04-21)[2023-05-02]` for electronic resources without publisher (4.6).
    fn online_dates(&self) -> String {
        let web = kinds::mark(self.face, self.extra, self.standard.edition) == "EB";
        let date = match self.face.date(DateVar::Issued) {
            None => String::new(),
            Some(date) if !web && !self.old() => dates::full(date),
            Some(date) if dates::has_day(date) || !self.old() => format!("{}{}{}", self.marks.open, dates::full(date), self.marks.close),
            Some(_) if self.author_date() => String::new(),
            Some(_) => self.year(),
        };
        format!("{date}{}", self.accessed())
    }

    /// The date of citing in square brackets (8.6): 2015 for all that is online, 2025 for what may change.
    fn accessed(&self) -> String {
        let changing = matches!(kinds::mark(self.face, self.extra, self.standard.edition), "EB" | "DS" | "PP" | "CP" | "DB");
        match self.face.date(DateVar::Accessed) {
            Some(date) if kinds::online(self.face) && (self.old() || changing) => format!("[{}]", dates::full(date)),
            _ => String::new(),
        }
    }

    /// Address, then identifiers that the address does not contain (8.7, 8.8).
    pub(super) fn access(&self) -> Vec<String> {
        let url = self.face.get(Var::Url);
        let lower = url.to_lowercase();
        let doi = self.face.get(Var::Doi);
        let doi = if doi.is_empty() && !self.old() { &self.extra.doi } else { doi };
        let mut parts = vec![url.to_owned()];
        let more: &[(&str, &str)] = if self.old() { &[("DOI", doi)] } else { &[("DOI", doi), ("CSTR", &self.extra.cstr)] };
        for (scheme, id) in more {
            if !id.is_empty() && !lower.contains(&id.to_lowercase()) {
                parts.push(format!("{scheme}:{id}"));
            }
        }
        parts
    }
}

/// The parts that are there, with the mark between them.
fn joined(parts: &[String], mark: &str) -> String {
    parts.iter().filter(|p| !p.is_empty()).map(String::as_str).collect::<Vec<_>>().join(mark)
}
