//! What each field of an entry means, where that does not depend on the other fields.

use crate::model::{Role, Var};

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
    use Meaning::{Names, Nothing, Plain, Rich, Together, Unknown, Verbatim};
    match name {
        "author" | "authors" => Names(Role::Author),
        "translator" => Names(Role::Translator),
        "bookauthor" => Names(Role::ContainerAuthor),
        "editor" | "editortype" | "editora" | "editoratype" | "editorb" | "editorbtype" | "editorc" | "editorctype" | "holder" => Together,
        "director" => Names(Role::Director),
        "compiler" => Names(Role::Compiler),
        "collection-editor" | "serieseditor" => Names(Role::CollectionEditor),
        "shorttitle" => Rich(Var::TitleShort),
        "shortjournal" | "shortbooktitle" | "journal-abbreviation" => Plain(Var::ContainerTitleShort),
        "series" => Rich(Var::CollectionTitle),
        "volume" => Plain(Var::Volume),
        "volumes" | "numvolumes" => Plain(Var::NumberOfVolumes),
        "part" => Plain(Var::PartNumber),
        "edition" => Plain(Var::Edition),
        "version" => Plain(Var::Version),
        "chapter" => Plain(Var::ChapterNumber),
        "pagetotal" | "numpages" | "num-pages" => Plain(Var::NumberOfPages),
        "abstract" => Rich(Var::Abstract),
        "annote" | "annotation" => Rich(Var::Annote),
        "pubstate" => Plain(Var::Status),
        "eventtitle" => Rich(Var::EventTitle),
        "venue" => Plain(Var::EventPlace),
        "library" | "callnumber" | "call-number" | "lccn" | "shelfmark" => Plain(Var::CallNumber),
        "origtitle" => Rich(Var::OriginalTitle),
        "origpublisher" => Plain(Var::OriginalPublisher),
        "origlocation" => Plain(Var::OriginalPublisherPlace),
        "isbn" => Verbatim(Var::Isbn),
        "issn" => Verbatim(Var::Issn),
        "pmid" => Verbatim(Var::Pmid),
        "pmcid" | "pmc" => Verbatim(Var::Pmcid),
        "cstr" => Verbatim(Var::Cstr),
        "title" | "subtitle" | "booktitle" | "booksubtitle" | "maintitle" | "mainsubtitle" | "journal" | "journaltitle"
        | "journalsubtitle" | "year" | "month" | "day" | "date" | "number" | "issue" | "pages" | "eid" | "articleno" | "article-number"
        | "publisher" | "school" | "institution" | "organization" | "howpublished" | "address" | "location" | "type" | "note"
        | "addendum" | "doi" | "url" | "urldate" | "lastaccessed" | "lastchecked" | "accessed" | "origdate" | "origyear" | "eventdate"
        | "eprint" | "eprinttype" | "archiveprefix" | "eprintclass" | "primaryclass" | "langid" | "language" | "hyphenation"
        | "keywords" | "keyword" | "groups" | "file" | "pdf" | "localfile" | "lista" | "userf" | "entrysubtype" | "related"
        | "relatedtype" | "options" | "entryset" | "crossref" | "arxiv" => Together,
        "submitted" | "available-date" => Together,
        "xdata" => Nothing,
        _ => match name.strip_prefix("csl-").map_or_else(|| Var::from_str(name), csl) {
            Some(var) => Plain(var),
            None => Role::from_str(name).map_or(Unknown, Names),
        },
    }
}

/// The variable of a field that carries its CSL name, which has no capitals and no underscores there.
fn csl(name: &str) -> Option<Var> {
    Var::ALL.iter().copied().find(|v| v.as_str().len() == name.len() && v.as_str().to_lowercase().replace('_', "-") == name)
}

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
