//! What EndNote's generic fields mean by type of reference, for the three forms in which they travel (RIS, `%`-tags, XML):
//! EndNote's table "Reference Types and Fields" and the RIS specification of 2011 that follows it.

use super::ids;
use crate::model::{DateVar, Face, Kind, Names, Role, Var};

/// The role of names in the second (`A2`, `%E`), third (`A3`, `%Y`) and fourth (`A4`, `%?`) list of a type.
pub fn role(kind: Kind, list: u8) -> Role {
    match (list, kind) {
        (2, Kind::Interview) => Role::Interviewer,
        (2, Kind::PersonalCommunication) => Role::Recipient,
        (2, Kind::Song) => Role::Performer,
        (2, Kind::LegalCase | Kind::Bill | Kind::Hearing | Kind::Patent) => Role::Contributor,
        (2, _) => Role::Editor,
        (3, Kind::Thesis) => Role::Contributor,
        (3, Kind::MotionPicture | Kind::Broadcast) => Role::Producer,
        (3, _) => Role::CollectionEditor,
        (_, Kind::MotionPicture | Kind::Broadcast | Kind::Song) => Role::Performer,
        _ => Role::Translator,
    }
}

/// The lists a type has, as numbers with their roles; the first is that of the authors.
pub fn lists(kind: Kind) -> [(u8, Role); 4] {
    [(1, Role::Author), (2, role(kind, 2)), (3, role(kind, 3)), (4, role(kind, 4))]
}

/// Whether the number of a type is its own and not that of an issue.
pub fn is_numbered(kind: Kind) -> bool {
    matches!(kind, Kind::Report | Kind::Patent | Kind::Standard | Kind::Legislation | Kind::LegalCase | Kind::Bill)
}

/// Where the publisher of a type belongs: of a decision it is the court.
pub fn publisher(kind: Kind) -> Var {
    if kind == Kind::LegalCase { Var::Authority } else { Var::Publisher }
}

/// Where the section of a type belongs: of a part of a book it is the chapter.
pub fn section(kind: Kind) -> Var {
    if kind == Kind::Chapter { Var::ChapterNumber } else { Var::Section }
}

/// Whether a single number given as pages is the extent of the whole.
pub fn is_extent(kind: Kind, pages: &str) -> bool {
    matches!(kind, Kind::Book | Kind::Thesis) && !pages.is_empty() && pages.bytes().all(|b| b.is_ascii_digit())
}

/// Of a thesis the degree stands where other types have their volume.
pub fn degree(face: &mut Face) {
    let volume = face.get(Var::Volume);
    if face.kind == Kind::Thesis && !volume.is_empty() && !face.has(Var::Genre) && !volume.contains(|c: char| c.is_numeric()) {
        let degree = face.take(Var::Volume).unwrap_or_default();
        face.set(Var::Genre, degree);
    }
}

/// Pages, or the extent.
pub fn pages(face: &mut Face, pages: &str) {
    let var = if is_extent(face.kind, pages) { Var::NumberOfPages } else { Var::Page };
    face.set(var, pages);
}

/// ISBN, ISSN, or the number of a patent, a report or a standard, by form and type.
pub fn serial(face: &mut Face, value: &str) {
    if is_number(face.kind, value) {
        return face.set_default(Var::Number, value);
    }
    let digits = digits(value);
    let var = match face.kind {
        Kind::Book | Kind::Chapter if digits != 8 => Var::Isbn,
        _ if digits >= 10 && !value.contains(';') => Var::Isbn,
        _ => Var::Issn,
    };
    face.set_default(var, value);
}

/// Whether what stands in the field for ISBN and ISSN is the number of a patent, or of a report or standard without either.
pub fn is_number(kind: Kind, value: &str) -> bool {
    let spelled =
        value.split(|c: char| !c.is_alphabetic()).any(|w| !matches!(w, "" | "X" | "x" | "ISBN" | "ISSN" | "eISSN" | "print" | "online"));
    kind == Kind::Patent || matches!(kind, Kind::Report | Kind::Standard) && (spelled || !matches!(digits(value), 8 | 10 | 13))
}

fn digits(value: &str) -> usize {
    value.chars().filter(|c| c.is_ascii_digit() || matches!(c, 'X' | 'x')).count()
}

/// Of an edited book the editors stand where other types have their authors.
pub fn edited(face: &mut Face) {
    if face.names(Role::Editor).is_none() {
        let editors = face.names(Role::Author).cloned().unwrap_or_default();
        face.set_names(Role::Author, Names::default());
        face.set_names(Role::Editor, editors);
    }
}

/// The edition; of an article it is the day on which it was first to be had online, kept as it stands too.
pub fn edition(face: &mut Face, value: &str) {
    face.set_default(Var::Edition, value);
    let date = super::dates::free(value);
    if face.kind == Kind::ArticleJournal && date.start.is_some_and(|d| d.month > 0) {
        face.set_date(DateVar::AvailableDate, date);
    }
}

/// The PMID or PMCID that a database's own number is (`26957754[pmid]`, `PMC4756000`); false where it is another.
pub fn accession(face: &mut Face, value: &str, database: &str) -> bool {
    let value = value.trim();
    let bare = value.split('[').next().unwrap_or_default().trim();
    let number = !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit());
    let pmc = bare.strip_prefix("PMC").is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let pubmed = database.contains("PubMed") || database.contains("MEDLINE") || database.contains("Medline");
    if pmc && (bare == value || value.ends_with("[pmcid]")) {
        face.set_default(Var::Pmcid, bare);
    } else if number && (value.ends_with("[pmid]") || bare == value && pubmed) {
        face.set_default(Var::Pmid, bare);
    } else {
        return false;
    }
    true
}

/// A kind of work, or a DOI that some programs put there.
pub fn genre(face: &mut Face, value: &str) {
    if ids::is_doi(value) {
        face.set_default(Var::Doi, ids::doi(value));
    } else {
        face.set_default(Var::Genre, value);
    }
}
