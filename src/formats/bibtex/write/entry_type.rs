//! The entry type a face is written with.

use crate::formats::bibtex::{datamodel, dates_out, types};
use crate::model::{DateVar, Face, Role, Var};

/// The entry type: that of the kind, or the nearest one for which nothing that must be there is missing.
pub fn entry_type(face: &Face, biblatex: bool) -> &'static str {
    if !biblatex {
        return types::bibtex(face.kind, face.has(Var::ContainerTitle), face.get(Var::Genre));
    }
    let natural = types::biblatex(face.kind);
    let nearest: &[&'static str] = match natural {
        "incollection" | "inreference" => &["inbook", "misc", "software"],
        "book" => &["collection", "manual", "dataset"],
        "report" => &["manual", "dataset"],
        "manual" | "booklet" => &["misc", "dataset"],
        "thesis" | "patent" => &["misc", "dataset"],
        _ => &["misc", "software"],
    };
    let complete = |t: &&'static str| datamodel::complete(t, |field| has(face, field));
    std::iter::once(natural).chain(nearest.iter().copied()).find(complete).unwrap_or("customa")
}

/// Whether a face has what a field that can be mandatory is written from.
fn has(face: &Face, field: &str) -> bool {
    match field {
        "author" => face.names(Role::Author).is_some(),
        "editor" => face.names(Role::Editor).is_some(),
        "title" => face.has(Var::Title),
        "date" => face.date(DateVar::Issued).and_then(dates_out::biblatex).is_some(),
        "journaltitle" | "booktitle" => face.has(Var::ContainerTitle),
        "institution" => face.has(Var::Publisher),
        "number" => face.has(Var::Number),
        "url" => face.has(Var::Url),
        "doi" => face.has(Var::Doi),
        "eprint" => face.has(Var::Eprint),
        _ => false,
    }
}
