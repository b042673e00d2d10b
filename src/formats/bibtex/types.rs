//! Entry types and kinds of publications, both ways (btxdoc; biblatex manual, 2.1; biblatex-gb7714-2015 for the Chinese ones).

use crate::model::Kind;

/// The kind of an entry type, lower case.
pub fn kind(entry: &str) -> Option<Kind> {
    Some(match entry {
        "article" | "suppperiodical" | "journal_article" | "journalarticle" => Kind::ArticleJournal,
        "book" | "mvbook" | "booklet" | "collection" | "mvcollection" | "proceedings" | "mvproceedings" | "reference" | "mvreference"
        | "bookinbook" | "ebook" | "monograph" => Kind::Book,
        "inbook" | "incollection" | "suppbook" | "suppcollection" | "chapter" | "book_section" | "booksection" => Kind::Chapter,
        "inproceedings" | "conference" | "conferencepaper" | "conference_paper" | "conference_proceedings" => Kind::PaperConference,
        "inreference" | "encyclopedia" => Kind::EntryEncyclopedia,
        "thesis" | "phdthesis" | "mastersthesis" | "masterthesis" | "bachelorthesis" | "dissertation" => Kind::Thesis,
        "report" | "techreport" | "manual" => Kind::Report,
        "online" | "electronic" | "www" | "webpage" | "website" | "web" | "web_page" => Kind::Webpage,
        "patent" | "patents" => Kind::Patent,
        "standard" => Kind::Standard,
        "dataset" | "data" | "database" => Kind::Dataset,
        "software" | "program" | "hardware" | "softwareversion" | "softwaremodule" | "codefragment" => Kind::Software,
        "unpublished" | "manuscript" => Kind::Manuscript,
        "periodical" | "journal" => Kind::Periodical,
        "newspaper" | "newsarticle" | "newspaper_article" => Kind::ArticleNewspaper,
        "magazine" | "magazine_article" => Kind::ArticleMagazine,
        "preprint" => Kind::Article,
        "map" => Kind::Map,
        "archive" => Kind::Collection,
        "movie" | "film" => Kind::MotionPicture,
        "video" => Kind::MotionPicture,
        "audio" | "music" => Kind::Song,
        "artwork" | "image" => Kind::Graphic,
        "performance" => Kind::Performance,
        "legislation" | "legal" | "law" | "statute" | "constitution" | "legadminmaterial" => Kind::Legislation,
        "jurisdiction" | "case" => Kind::LegalCase,
        "letter" | "personal" => Kind::PersonalCommunication,
        "legmaterial" | "bill" => Kind::Bill,
        "review" => Kind::Review,
        "interview" => Kind::Interview,
        "talk" | "presentation" | "speech" | "lecture" => Kind::Speech,
        "misc" => Kind::Document,
        _ => return None,
    })
}

/// The kind that `entrysubtype` names, beside those of CSL's own names.
pub fn subtype(name: &str) -> Option<Kind> {
    Some(match name {
        "newspaper" | "news" => Kind::ArticleNewspaper,
        "magazine" | "magazine_article" => Kind::ArticleMagazine,
        "tvbroadcast" | "tvepisode" | "tvseries" | "radiobroadcast" | "radioepisode" => Kind::Broadcast,
        "film" | "movie" => Kind::MotionPicture,
        _ => return Kind::from_str(name),
    })
}

/// Kinds of theses and reports: biblatex's names of them (manual, 4.9.2.13), the words that stand for them in print, and the
/// entry types of BibTeX that imply them.
const GENRES: &[(&str, &str, &[&str])] = &[
    ("phdthesis", "PhD thesis", &["phdthesis"]),
    ("mathesis", "Master's thesis", &["mastersthesis", "masterthesis"]),
    ("bathesis", "Bachelor's thesis", &["bachelorthesis"]),
    ("techreport", "Technical report", &["techreport"]),
    ("resreport", "Research report", &[]),
];

/// The words for biblatex's name of a kind of thesis or report.
pub fn genre_of(name: &str) -> Option<&'static str> {
    GENRES.iter().find(|(n, ..)| *n == name).map(|(_, words, _)| *words)
}

/// biblatex's name for the words.
pub fn genre_name(words: &str) -> Option<&'static str> {
    GENRES.iter().find(|(_, w, _)| *w == words).map(|(name, ..)| *name)
}

/// The kind of thesis or report that an entry type implies.
pub fn implied_genre(entry_type: &str) -> Option<&'static str> {
    GENRES.iter().find(|(.., types)| types.contains(&entry_type)).map(|(_, words, _)| *words)
}

/// Whether a kind is a part of something that is printed with it; `howpublished` of a `misc` is then what contains it.
pub fn contained(kind: Kind) -> bool {
    matches!(biblatex(kind), "article" | "incollection" | "inreference" | "inproceedings")
}

/// The entry type of BibTeX for a kind.
pub fn bibtex(kind: Kind, has_container: bool, genre: &str) -> &'static str {
    match kind {
        Kind::ArticleJournal | Kind::ArticleMagazine | Kind::ArticleNewspaper | Kind::Review | Kind::ReviewBook => "article",
        Kind::Book | Kind::Classic | Kind::Periodical | Kind::Collection | Kind::MusicalScore | Kind::Map => "book",
        Kind::Chapter | Kind::Entry | Kind::EntryDictionary | Kind::EntryEncyclopedia => {
            if has_container {
                "incollection"
            } else {
                "inbook"
            }
        }
        Kind::PaperConference => "inproceedings",
        Kind::Thesis if masters(genre) => "mastersthesis",
        Kind::Thesis => "phdthesis",
        Kind::Report => "techreport",
        Kind::Pamphlet => "booklet",
        Kind::Manuscript => "unpublished",
        _ => "misc",
    }
}

/// Whether the printed kind of a thesis is that of a master's degree.
pub fn masters(genre: &str) -> bool {
    let g = genre.to_lowercase();
    g.contains("master") || g.contains("硕士") || g.contains("碩士") || g.starts_with("ma ") || g.starts_with("msc") || g == "mathesis"
}

/// The entry type of biblatex for a kind.
pub fn biblatex(kind: Kind) -> &'static str {
    match kind {
        Kind::ArticleJournal | Kind::ArticleMagazine | Kind::ArticleNewspaper | Kind::Review | Kind::ReviewBook => "article",
        Kind::Book | Kind::Classic | Kind::Collection | Kind::MusicalScore => "book",
        Kind::Chapter => "incollection",
        Kind::Entry | Kind::EntryDictionary | Kind::EntryEncyclopedia => "inreference",
        Kind::PaperConference => "inproceedings",
        Kind::Thesis => "thesis",
        Kind::Report => "report",
        Kind::Pamphlet => "booklet",
        Kind::Manuscript | Kind::Speech => "unpublished",
        Kind::Periodical => "periodical",
        Kind::Patent => "patent",
        Kind::Standard => "manual",
        Kind::Dataset => "dataset",
        Kind::Software => "software",
        Kind::Webpage | Kind::Post | Kind::PostWeblog | Kind::Article => "online",
        _ => "misc",
    }
}
