//! Type and carrier marks (annex B): `[M]`, `[J/OL]`.

use super::{Edition, Extra};
use crate::model::{Face, Kind, Var};

/// The mark of the document type.
pub fn mark(face: &Face, extra: &Extra, edition: Edition) -> &'static str {
    let new = edition == Edition::Y2025;
    match face.kind {
        Kind::Book | Kind::Chapter | Kind::Classic | Kind::Entry | Kind::EntryDictionary | Kind::EntryEncyclopedia => "M",
        Kind::ArticleJournal | Kind::ArticleMagazine | Kind::Periodical | Kind::Review | Kind::ReviewBook => "J",
        Kind::ArticleNewspaper => "N",
        Kind::PaperConference => "C",
        Kind::Thesis => "D",
        Kind::Report => "R",
        Kind::Standard => "S",
        Kind::Patent => "P",
        Kind::Dataset => "DS",
        Kind::Software => "CP",
        Kind::Map => "CM",
        Kind::Webpage | Kind::Post | Kind::PostWeblog => "EB",
        Kind::Article => {
            if new {
                "PP"
            } else {
                "EB"
            }
        }
        Kind::Collection
        | Kind::PersonalCommunication
        | Kind::Bill
        | Kind::Hearing
        | Kind::LegalCase
        | Kind::Legislation
        | Kind::Regulation
        | Kind::Treaty => "A",
        Kind::Manuscript if face.has(Var::Archive) => "A",
        _ if new && (extra.archival || face.has(Var::Archive)) => "A",
        _ if new && online(face) && !face.has(Var::Publisher) => "EB",
        _ => "Z",
    }
}

/// The mark of the carrier; empty for print.
pub fn carrier(face: &Face) -> &str {
    match face.get(Var::Medium) {
        "" if online(face) => "OL",
        medium if medium.len() <= 3 && medium.bytes().all(|b| b.is_ascii_uppercase()) => medium,
        _ if online(face) => "OL",
        _ => "",
    }
}

/// Whether the record says where it is online.
pub fn online(face: &Face) -> bool {
    face.has(Var::Url) || face.has(Var::Doi)
}

/// A part of a book, or a paper of a volume: its host follows `//`.
pub fn hosted(face: &Face) -> bool {
    match face.kind {
        Kind::Chapter | Kind::Entry | Kind::EntryDictionary | Kind::EntryEncyclopedia => face.has(Var::ContainerTitle),
        Kind::PaperConference => face.has(Var::ContainerTitle) || face.has(Var::EventTitle),
        _ if periodical_part(face.kind) => false,
        Kind::Webpage | Kind::Post | Kind::PostWeblog | Kind::Patent | Kind::Dataset | Kind::Software | Kind::Article => false,
        _ => face.has(Var::ContainerTitle),
    }
}

/// An article in a journal, magazine or newspaper.
pub fn periodical_part(kind: Kind) -> bool {
    matches!(kind, Kind::ArticleJournal | Kind::ArticleMagazine | Kind::ArticleNewspaper | Kind::Review | Kind::ReviewBook)
}
