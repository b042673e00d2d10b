//! What each field of an entry means, where that does not depend on the other fields.

use crate::model::{Role, Var};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::LazyLock;

/// How a field is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Text with emphasis.
    Rich(Var),
    /// Text without markup.
    Plain(Var),
    /// An address or identifier, no LaTeX but escapes.
    Verbatim(Var),
    /// A list of names.
    Names(Role),
    /// Decided together with other fields.
    Together,
    /// Says something about the file, not about the work.
    Nothing,
    /// No variable.
    Unknown,
}

/// The meaning of a field by its name in lower case.
pub fn meaning(name: &str) -> Meaning {
    static ALL: LazyLock<FxHashMap<Cow<'static, str>, Meaning>> = LazyLock::new(|| {
        let mut all = FxHashMap::default();
        for var in Var::ALL {
            // A variable that carries its CSL name has no capitals and no underscores there.
            let name = var.as_str();
            all.insert(format!("csl-{}", name.to_lowercase().replace('_', "-")).into(), Meaning::Plain(*var));
            all.insert(name.into(), Meaning::Plain(*var));
        }
        for role in Role::ALL {
            all.insert(role.as_str().into(), Meaning::Names(*role));
        }
        for (meaning, names) in MEANINGS {
            all.extend(names.iter().map(|name| (Cow::Borrowed(*name), *meaning)));
        }
        all
    });
    ALL.get(name).copied().unwrap_or(Meaning::Unknown)
}

/// What fields mean, beside those that have the names of CSL.
const MEANINGS: &[(Meaning, &[&str])] = &[
    (Meaning::Names(Role::Author), &["author", "authors"]),
    (Meaning::Names(Role::Translator), &["translator"]),
    (Meaning::Names(Role::ContainerAuthor), &["bookauthor"]),
    (Meaning::Together, &["editor", "editortype", "editora", "editoratype", "editorb", "editorbtype", "editorc", "editorctype", "holder"]),
    (Meaning::Names(Role::Director), &["director"]),
    (Meaning::Names(Role::Compiler), &["compiler"]),
    (Meaning::Names(Role::CollectionEditor), &["collection-editor", "serieseditor"]),
    (Meaning::Rich(Var::TitleShort), &["shorttitle"]),
    (Meaning::Plain(Var::ContainerTitleShort), &["shortjournal", "shortbooktitle", "journal-abbreviation"]),
    (Meaning::Rich(Var::CollectionTitle), &["series"]),
    (Meaning::Plain(Var::Volume), &["volume"]),
    (Meaning::Plain(Var::NumberOfVolumes), &["volumes", "numvolumes"]),
    (Meaning::Plain(Var::PartNumber), &["part"]),
    (Meaning::Plain(Var::Edition), &["edition"]),
    (Meaning::Plain(Var::Version), &["version"]),
    (Meaning::Plain(Var::ChapterNumber), &["chapter"]),
    (Meaning::Plain(Var::NumberOfPages), &["pagetotal", "numpages", "num-pages"]),
    (Meaning::Rich(Var::Abstract), &["abstract"]),
    (Meaning::Rich(Var::Annote), &["annote", "annotation"]),
    (Meaning::Plain(Var::Status), &["pubstate"]),
    (Meaning::Rich(Var::EventTitle), &["eventtitle"]),
    (Meaning::Plain(Var::EventPlace), &["venue"]),
    (Meaning::Plain(Var::CallNumber), &["library", "callnumber", "call-number", "lccn", "shelfmark"]),
    (Meaning::Rich(Var::OriginalTitle), &["origtitle"]),
    (Meaning::Plain(Var::OriginalPublisher), &["origpublisher"]),
    (Meaning::Plain(Var::OriginalPublisherPlace), &["origlocation"]),
    (Meaning::Verbatim(Var::Isbn), &["isbn"]),
    (Meaning::Verbatim(Var::Issn), &["issn"]),
    (Meaning::Verbatim(Var::Pmid), &["pmid"]),
    (Meaning::Verbatim(Var::Pmcid), &["pmcid", "pmc"]),
    (Meaning::Verbatim(Var::Cstr), &["cstr"]),
    (
        Meaning::Together,
        &[
            "title",
            "subtitle",
            "titleaddon",
            "booktitle",
            "booksubtitle",
            "maintitle",
            "mainsubtitle",
            "journal",
            "journaltitle",
            "journalsubtitle",
            "year",
            "month",
            "day",
            "date",
            "number",
            "issue",
            "pages",
            "eid",
            "articleno",
            "article-number",
            "publisher",
            "school",
            "institution",
            "organization",
            "howpublished",
            "address",
            "location",
            "type",
            "note",
            "addendum",
            "doi",
            "url",
            "urldate",
            "lastaccessed",
            "lastchecked",
            "accessed",
            "origdate",
            "origyear",
            "eventdate",
            "eprint",
            "eprinttype",
            "archiveprefix",
            "eprintclass",
            "primaryclass",
            "langid",
            "language",
            "hyphenation",
            "keywords",
            "keyword",
            "groups",
            "file",
            "pdf",
            "localfile",
            "lista",
            "userf",
            "entrysubtype",
            "related",
            "relatedtype",
            "options",
            "entryset",
            "crossref",
            "arxiv",
        ],
    ),
    (Meaning::Together, &["submitted", "available-date"]),
    (Meaning::Nothing, &["xdata"]),
];

/// Fields that belong to the publication whatever the language it is described in, so that another face shares them.
pub fn shared(name: &str) -> bool {
    matches!(
        name,
        "year"
            | "month"
            | "day"
            | "date"
            | "volume"
            | "number"
            | "issue"
            | "pages"
            | "eid"
            | "doi"
            | "url"
            | "urldate"
            | "isbn"
            | "issn"
            | "eprint"
            | "eprinttype"
            | "eprintclass"
            | "pagetotal"
            | "volumes"
            | "chapter"
            | "edition"
            | "version"
            | "cstr"
            | "pmid"
            | "pmcid"
            | "origdate"
            | "eventdate"
            | "part"
            | "entrysubtype"
            | "collection-number"
    )
}
