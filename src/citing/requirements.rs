//! Fields that an entry of a type needs: for any list, and for families of styles (GB/T 7714–2015 clause 4; APA 7th ed.
//! chapter 10; Chicago 17th ed. chapter 14; IEEE, Vancouver and MLA by their guides).

use crate::model::{DateVar, Face, Kind, Role, Var};

/// Families of styles that ask for the same fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Any,
    Gbt,
    Apa,
    Other,
}

fn family(style: &str) -> Family {
    let style = style.to_ascii_lowercase();
    match () {
        () if style.is_empty() => Family::Any,
        () if style.contains("7714") || style.contains("gbt") || style.contains("gb-t") => Family::Gbt,
        () if style.contains("apa") || style.contains("american-psych") => Family::Apa,
        () => Family::Other,
    }
}

/// One demand: any of these will do; named by the first.
enum Need {
    Var(&'static [Var]),
    Name(&'static [Role]),
    Year,
    Day,
    Accessed,
}

const PLACE: Need = Need::Var(&[Var::PublisherPlace]);
const PUBLISHER: Need = Need::Var(&[Var::Publisher, Var::Authority]);
const CONTAINER: Need = Need::Var(&[Var::ContainerTitle]);
const AUTHOR: Need = Need::Name(&[Role::Author, Role::Editor, Role::Compiler, Role::Translator, Role::Director, Role::Performer]);
const PAGES: Need = Need::Var(&[Var::Page, Var::PageFirst, Var::Number, Var::Doi, Var::Url]);
const COUNT: Need = Need::Var(&[Var::Volume, Var::Issue]);
const URL: Need = Need::Var(&[Var::Url, Var::Doi]);
const NUMBER: Need = Need::Var(&[Var::Number]);

/// What every list needs of a type.
fn common(kind: Kind) -> &'static [Need] {
    match kind {
        Kind::ArticleJournal => &[AUTHOR, CONTAINER, Need::Year],
        Kind::ArticleMagazine | Kind::ArticleNewspaper => &[CONTAINER, Need::Year],
        Kind::Book => &[AUTHOR, PUBLISHER, Need::Year],
        Kind::Chapter => &[AUTHOR, CONTAINER, PUBLISHER, Need::Year],
        Kind::PaperConference => &[AUTHOR, Need::Var(&[Var::ContainerTitle, Var::EventTitle]), Need::Year],
        Kind::Thesis => &[AUTHOR, PUBLISHER, Need::Year],
        Kind::Report => &[Need::Year],
        Kind::Webpage | Kind::Post | Kind::PostWeblog => &[URL],
        Kind::Patent | Kind::Standard => &[NUMBER],
        Kind::Dataset => &[Need::Var(&[Var::Publisher, Var::Doi, Var::Url])],
        _ => &[],
    }
}

fn special(family: Family, kind: Kind) -> &'static [Need] {
    match (family, kind) {
        (Family::Any, _) => &[],
        (Family::Gbt, Kind::ArticleJournal) => &[COUNT, PAGES],
        (Family::Gbt, Kind::ArticleNewspaper) => &[Need::Day],
        (Family::Gbt, Kind::Book) => &[PLACE],
        (Family::Gbt, Kind::Chapter) => &[PLACE, PAGES],
        (Family::Gbt, Kind::PaperConference) => &[PLACE, PUBLISHER],
        (Family::Gbt, Kind::Thesis | Kind::Report) => &[PLACE, PUBLISHER],
        (Family::Gbt, Kind::Webpage | Kind::Post | Kind::PostWeblog) => &[Need::Accessed],
        (Family::Gbt, Kind::Patent) => &[AUTHOR, Need::Day],
        (Family::Apa, Kind::ArticleJournal) => &[COUNT, PAGES],
        (Family::Apa, Kind::Report) => &[PUBLISHER],
        (Family::Other, Kind::ArticleJournal) => &[COUNT, PAGES],
        (Family::Other, Kind::Chapter) => &[PAGES],
        (Family::Other, Kind::Report) => &[PUBLISHER],
        _ => &[],
    }
}

/// Names of the fields that an entry lacks for a style; for none in particular with an empty name.
pub fn lacking(face: &Face, style: &str) -> Vec<&'static str> {
    let mut out = Vec::new();
    let title = Need::Var(&[Var::Title]);
    for need in std::iter::once(&title).chain(common(face.kind)).chain(special(family(style), face.kind)) {
        let (there, name) = match need {
            Need::Var(vars) => (vars.iter().any(|v| face.has(*v)), vars.first().map_or("", |v| v.as_str())),
            Need::Name(roles) => (roles.iter().any(|r| face.names(*r).is_some()), roles.first().map_or("", |r| r.as_str())),
            Need::Year => (face.date(DateVar::Issued).is_some(), "issued"),
            Need::Day => (face.date(DateVar::Issued).and_then(|d| d.start).is_some_and(|d| d.day > 0), "issued (day)"),
            Need::Accessed => (face.date(DateVar::Accessed).is_some(), "accessed"),
        };
        if !there && !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_asks_for_more_than_a_plain_list() {
        let mut face = Face::new(Kind::Book);
        face.set(Var::Title, "T");
        assert_eq!(lacking(&face, ""), ["author", "publisher", "issued"]);
        assert_eq!(lacking(&face, "gb-t-7714-2015-numeric"), ["author", "publisher", "issued", "publisher-place"]);
        face.kind = Kind::ArticleJournal;
        face.set(Var::Doi, "10.1/x");
        assert_eq!(lacking(&face, "apa"), ["author", "container-title", "issued", "volume"]);
    }
}
