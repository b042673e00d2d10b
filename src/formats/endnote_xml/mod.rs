//! EndNote XML (the DTD "RSXML" that EndNote exports); a second face is carried in `notes` (see `carry`).

mod read;
mod write;

use super::{Format, Input};
use crate::model::Kind;

/// EndNote XML.
pub const FORMAT: Format = Format {
    name: "endnote-xml",
    label: "EndNote XML",
    extensions: &["xml"],
    detect,
    read: Some(read::read),
    write: Some(write::write),
    slices: None,
};

fn detect(input: &Input) -> u8 {
    let head = input.head();
    if head.contains("<ref-type") || head.contains("<records>") && head.contains("<contributors>") {
        93
    } else if head.contains("<xml>") && head.contains("<records") {
        70
    } else {
        0
    }
}

/// The four lists of names.
const GROUPS: [&str; 4] = ["authors", "secondary-authors", "tertiary-authors", "subsidiary-authors"];

/// Names, numbers and kinds of EndNote's types; the first for a kind is the one written.
const TYPES: &[(&str, u8, Kind)] = &[
    ("Journal Article", 17, Kind::ArticleJournal),
    ("Book", 6, Kind::Book),
    ("Book Section", 5, Kind::Chapter),
    ("Conference Paper", 47, Kind::PaperConference),
    ("Conference Proceedings", 10, Kind::PaperConference),
    ("Thesis", 32, Kind::Thesis),
    ("Report", 27, Kind::Report),
    ("Government Document", 46, Kind::Report),
    ("Web Page", 12, Kind::Webpage),
    ("Newspaper Article", 23, Kind::ArticleNewspaper),
    ("Magazine Article", 19, Kind::ArticleMagazine),
    ("Standard", 58, Kind::Standard),
    ("Patent", 25, Kind::Patent),
    ("Dataset", 59, Kind::Dataset),
    ("Computer Program", 9, Kind::Software),
    ("Map", 20, Kind::Map),
    ("Manuscript", 36, Kind::Manuscript),
    ("Unpublished Work", 34, Kind::Manuscript),
    ("Electronic Article", 43, Kind::ArticleJournal),
    ("Electronic Book", 44, Kind::Book),
    ("Electronic Book Section", 60, Kind::Chapter),
    ("Edited Book", 28, Kind::Book),
    ("Serial", 57, Kind::Periodical),
    ("Encyclopedia", 53, Kind::EntryEncyclopedia),
    ("Dictionary", 52, Kind::EntryDictionary),
    ("Blog", 56, Kind::PostWeblog),
    ("Personal Communication", 26, Kind::PersonalCommunication),
    ("Statute", 31, Kind::Legislation),
    ("Legal Rule or Regulation", 50, Kind::Regulation),
    ("Bill", 4, Kind::Bill),
    ("Case", 7, Kind::LegalCase),
    ("Hearing", 14, Kind::Hearing),
    ("Film or Broadcast", 21, Kind::MotionPicture),
    ("Audiovisual Material", 3, Kind::MotionPicture),
    ("Music", 61, Kind::MusicalScore),
    ("Artwork", 2, Kind::Graphic),
    ("Figure", 37, Kind::Figure),
    ("Pamphlet", 24, Kind::Pamphlet),
    ("Ancient Text", 51, Kind::Classic),
    ("Classical Work", 49, Kind::Classic),
    ("Generic", 13, Kind::Document),
];
