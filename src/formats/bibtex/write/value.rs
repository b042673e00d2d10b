//! The field that holds a variable, and its value in LaTeX.

use super::Writer;
use crate::formats::bibtex::values_out::{isbn_valid, issn_valid, pages, verbatim};
use crate::formats::bibtex::{dates_out, types, unlatex};
use crate::model::{DateVar, Face, Kind, Var};
use std::borrow::Cow;

impl Writer {
    /// Field and value of a variable.
    pub(super) fn field(&self, face: &Face, var: Var, value: &str) -> (Cow<'static, str>, String) {
        let rich = |s: &str| unlatex::text(s, self.ascii);
        let pick = |biblatex: &'static str, bibtex: &'static str| if self.biblatex { biblatex } else { bibtex };
        let (name, latex) = match var {
            Var::Title => ("title", unlatex::title(value, self.ascii)),
            Var::TitleShort => ("shorttitle", unlatex::title(value, self.ascii)),
            Var::ContainerTitle => (self.container(face), rich(value)),
            Var::ContainerTitleShort => ("shortjournal", unlatex::plain(value, self.ascii)),
            Var::CollectionTitle => ("series", rich(value)),
            Var::CollectionNumber if number_is(face, self.entry_type) == Some(Var::CollectionNumber) => ("number", rich(value)),
            Var::Issue => match number_is(face, self.entry_type) {
                Some(Var::Issue) => ("number", rich(value)),
                _ => ("issue", rich(value)),
            },
            Var::Number if number_is(face, self.entry_type) == Some(Var::Number) => ("number", rich(value)),
            Var::Publisher => (self.publisher(face), rich(value)),
            Var::PublisherPlace => (pick("location", "address"), rich(value)),
            Var::Page => ("pages", pages(value)),
            Var::NumberOfPages => ("pagetotal", rich(value)),
            Var::NumberOfVolumes => ("volumes", rich(value)),
            Var::PartNumber => ("part", rich(value)),
            Var::ChapterNumber => ("chapter", rich(value)),
            Var::Volume => ("volume", rich(value)),
            Var::Edition => ("edition", rich(value)),
            Var::Version => ("version", rich(value)),
            Var::Genre if self.biblatex && types::genre_name(value).is_some() => {
                ("type", types::genre_name(value).unwrap_or_default().to_owned())
            }
            Var::Genre => ("type", rich(value)),
            Var::Abstract => ("abstract", rich(value)),
            Var::Annote => (pick("annotation", "annote"), rich(value)),
            Var::Note => ("note", rich(value)),
            Var::Status => ("pubstate", rich(value)),
            Var::EventTitle => ("eventtitle", rich(value)),
            Var::EventPlace => ("venue", rich(value)),
            Var::CallNumber => ("library", rich(value)),
            Var::OriginalTitle => ("origtitle", rich(value)),
            Var::OriginalPublisher => ("origpublisher", rich(value)),
            Var::OriginalPublisherPlace => ("origlocation", rich(value)),
            Var::Doi => ("doi", verbatim(value)),
            Var::Url => ("url", verbatim(value)),
            Var::Isbn => ("isbn", verbatim(value)),
            Var::Issn => ("issn", verbatim(value)),
            Var::Pmid if !face.has(Var::Eprint) && self.biblatex => ("pmid", verbatim(value)),
            Var::Pmid => ("pmid", verbatim(value)),
            Var::Pmcid => ("pmcid", verbatim(value)),
            Var::Eprint => ("eprint", verbatim(value)),
            Var::EprintType => (pick("eprinttype", "archiveprefix"), rich(value)),
            Var::EprintClass => (pick("eprintclass", "primaryclass"), rich(value)),
            Var::Cstr => ("cstr", verbatim(value)),
            _ => return (Cow::Owned(format!("csl-{}", var.as_str().to_lowercase().replace('_', "-"))), rich(value)),
        };
        let invalid = self.biblatex && (name == "isbn" && !isbn_valid(value) || name == "issn" && !issn_valid(value));
        if invalid { (Cow::Owned(format!("csl-{name}")), latex) } else { (Cow::Borrowed(name), latex) }
    }

    pub(super) fn container(&self, face: &Face) -> &'static str {
        match self.entry_type {
            "article" | "periodical" => {
                if self.biblatex {
                    "journaltitle"
                } else {
                    "journal"
                }
            }
            "book" | "collection" | "manual" if self.biblatex && face.kind == Kind::Book => "maintitle",
            "misc" | "software" if self.biblatex && types::contained(face.kind) => "howpublished",
            _ => "booktitle",
        }
    }

    fn publisher(&self, face: &Face) -> &'static str {
        match (self.entry_type, face.kind) {
            ("thesis", _) => "institution",
            ("phdthesis" | "mastersthesis", _) => "school",
            ("report" | "techreport", _) => "institution",
            ("online", _) => "organization",
            ("misc" | "software", _) if self.biblatex => "organization",
            ("misc", Kind::Document) => "howpublished",
            ("booklet" | "unpublished", _) => "howpublished",
            _ => "publisher",
        }
    }

    pub(super) fn date(&mut self, var: DateVar, date: &crate::model::Date) {
        let name = match var {
            DateVar::Issued if self.biblatex => "date",
            DateVar::Issued => {
                for (name, value) in dates_out::bibtex(date) {
                    let value = if name == "year" { unlatex::plain(&value, self.ascii) } else { value };
                    self.add(name, value);
                }
                return;
            }
            DateVar::Accessed => "urldate",
            DateVar::OriginalDate => "origdate",
            DateVar::EventDate => "eventdate",
            DateVar::Submitted => "submitted",
            DateVar::AvailableDate => "available-date",
        };
        match dates_out::biblatex(date) {
            Some(edtf) => self.add(name, edtf),
            None if self.biblatex => self.put(Cow::Borrowed("userf"), format!("{name}=={}", unlatex::plain(&date.literal, self.ascii))),
            None => self.add(name, unlatex::plain(&dates_out::plain(date), self.ascii)),
        }
    }
}

/// Which variable the field `number` holds, as the reader takes it.
fn number_is(face: &Face, entry_type: &str) -> Option<Var> {
    use Kind::{ArticleJournal, ArticleMagazine, ArticleNewspaper, PaperConference, Periodical, Review, ReviewBook};
    Some(match face.kind {
        ArticleJournal | ArticleMagazine | ArticleNewspaper | Periodical | Review | ReviewBook | Kind::Article => Var::Issue,
        PaperConference if face.has(Var::CollectionTitle) && !face.has(Var::Volume) => Var::CollectionNumber,
        PaperConference => Var::Issue,
        Kind::Book | Kind::Chapter | Kind::EntryEncyclopedia if entry_type != "manual" => Var::CollectionNumber,
        _ => Var::Number,
    })
}
