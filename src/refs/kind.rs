//! Settles the type of a publication from what its reference shows, and puts pages where the type wants them.

use super::publisher;
use crate::model::Kind;
use crate::normalise::{DraftFace, Slot};

/// Settles kind and pages.
pub fn settle(face: &mut DraftFace) {
    let kind = face.kind.unwrap_or_else(|| guess(face));
    let kind = match kind {
        Kind::Book if face.has(Slot::Container) => Kind::Chapter,
        Kind::ArticleJournal if publisher::newspaper(face.get(Slot::Container)) && full_date(face) && !face.has(Slot::Issue) => {
            Kind::ArticleNewspaper
        }
        k => k,
    };
    face.kind = Some(kind);
    let whole = !face.has(Slot::Container)
        && matches!(kind, Kind::Book | Kind::Thesis | Kind::Report | Kind::Standard | Kind::Classic | Kind::Document);
    let chapter = face.has(Slot::Container);
    // `载张三主编《…》（15-18）`: a number in brackets behind the book that holds a chapter is of its pages.
    let paged = kind == Kind::Chapter && !face.has(Slot::Page) && !face.has(Slot::Volume);
    for (slot, piece) in &mut face.pieces {
        if *slot == Slot::Issue && paged && piece.chars().all(|c| c.is_ascii_digit() || super::scan::is_dash(c)) {
            *slot = Slot::Page;
        }
        if *slot == Slot::Page && whole {
            *slot = Slot::Locator;
        }
        if *slot == Slot::Editor && chapter && !matches!(kind, Kind::Book) {
            continue;
        }
    }
    contain(face);
    number_year(face);
}

/// The year that ends the number of a standard stands for its date where there is no other.
pub fn number_year(face: &mut DraftFace) {
    if face.has(Slot::Issued) {
        return;
    }
    let number = face.get(Slot::Number).to_owned();
    if let Some((_, year)) = number.rsplit_once(['—', '-', '–', ':', '：'])
        && super::when::year(year).is_some_and(|l| l == year.len())
        && number.starts_with(|c: char| c.is_ascii_uppercase())
    {
        face.put(Slot::Issued, year);
    }
}

/// People named in front of the container are its editors.
fn contain(face: &mut DraftFace) {
    if matches!(face.kind, Some(Kind::ArticleJournal | Kind::ArticleNewspaper | Kind::Webpage)) {
        return;
    }
    if !face.has(Slot::Editor)
        && let Some((slot, _)) = face.pieces.iter_mut().find(|(s, _)| *s == Slot::ContainerAuthor)
    {
        *slot = Slot::Editor;
    }
}

fn full_date(face: &DraftFace) -> bool {
    super::when::is_date(face.get(Slot::Issued)).is_some_and(|p| p == 3)
}

fn guess(face: &DraftFace) -> Kind {
    let container = face.get(Slot::Container);
    if publisher::newspaper(container) && full_date(face) {
        return Kind::ArticleNewspaper;
    }
    if face.has(Slot::Container) {
        if face.has(Slot::Publisher) || face.has(Slot::Editor) || face.has(Slot::ContainerAuthor) {
            return if face.has(Slot::Issue) { Kind::ArticleJournal } else { Kind::Chapter };
        }
        if face.has(Slot::Issue) || face.has(Slot::Volume) {
            return Kind::ArticleJournal;
        }
        if face.has(Slot::Url) && !face.has(Slot::Page) && !publisher::newspaper(container) {
            return Kind::Webpage;
        }
        if full_date(face) {
            return Kind::ArticleNewspaper;
        }
        return if face.has(Slot::Place) { Kind::Chapter } else { Kind::ArticleJournal };
    }
    if face.has(Slot::Archive) {
        return Kind::Document;
    }
    if face.has(Slot::Publisher) || face.has(Slot::Edition) {
        return Kind::Book;
    }
    if face.has(Slot::Url) {
        return Kind::Webpage;
    }
    if face.has(Slot::Volume) && !face.has(Slot::Author) { Kind::Classic } else { Kind::Book }
}
