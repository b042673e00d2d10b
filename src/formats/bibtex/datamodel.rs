//! Which fields biblatex's data model gives each entry type (biblatex manual 2.1–2.2; what `biber --validate-datamodel` checks).

/// Whether a field is valid in an entry type.
pub fn allows(entry_type: &str, field: &str) -> bool {
    EVERYWHERE.contains(&field)
        || entry_type != CUSTOM
            && (USUAL.contains(&field)
                || own(entry_type).contains(&field)
                || !NO_EDITOR.contains(&entry_type) && EDITOR.contains(&field)
                || !NO_PEOPLE.contains(&entry_type) && PEOPLE.contains(&field))
}

/// Whether an entry has what its type must have, by the question whether it has a field.
pub fn complete(entry_type: &str, has: impl Fn(&str) -> bool) -> bool {
    let mandatory: &[&str] = match entry_type {
        CUSTOM => return true,
        "article" => &["author", "journaltitle"],
        "book" | "unpublished" => &["author"],
        "inbook" | "inproceedings" => &["author", "booktitle"],
        "incollection" | "inreference" => &["author", "editor", "booktitle"],
        "collection" | "periodical" => &["editor"],
        "patent" => &["author", "number"],
        // Their `type` is always written.
        "report" | "thesis" => &["author", "institution"],
        _ => &[],
    };
    has("title")
        && (matches!(entry_type, "dataset" | "software") || has("date"))
        && mandatory.iter().all(|field| has(field))
        && (entry_type != "online" || ["url", "doi", "eprint"].into_iter().any(&has))
        && (entry_type != "booklet" || ["author", "editor"].into_iter().any(&has))
}

/// The type that needs nothing and has only the fields of all.
const CUSTOM: &str = "customa";

const EVERYWHERE: &[&str] = &[
    "date",
    "year",
    "abstract",
    "annotation",
    "doi",
    "eprint",
    "eprintclass",
    "eprinttype",
    "entrysubtype",
    "file",
    "keywords",
    "langid",
    "library",
    "options",
    "origdate",
    "origlocation",
    "origpublisher",
    "origtitle",
    "related",
    "relatedtype",
    "shortjournal",
    "shorttitle",
    "url",
    "urldate",
    "userf",
];

/// What all types but the custom ones have.
const USUAL: &[&str] = &["title", "note", "pubstate"];

const EDITOR: &[&str] = &["editor", "editortype"];

/// Types without an editor.
const NO_EDITOR: &[&str] = &["patent", "report", "thesis", "unpublished"];

const PEOPLE: &[&str] = &["translator", "editora", "editoratype", "editorb", "editorbtype", "editorc", "editorctype"];

/// Types without translators and further editors.
const NO_PEOPLE: &[&str] = &[
    "booklet",
    "dataset",
    "manual",
    "misc",
    "software",
    "online",
    "patent",
    "periodical",
    "inproceedings",
    "proceedings",
    "report",
    "thesis",
    "unpublished",
];

fn own(entry_type: &str) -> &'static [&'static str] {
    match entry_type {
        "article" => &["author", "eid", "issn", "issue", "journaltitle", "number", "pages", "series", "version", "volume"],
        "book" => &[
            "author",
            "chapter",
            "edition",
            "eid",
            "isbn",
            "location",
            "maintitle",
            "number",
            "pages",
            "pagetotal",
            "part",
            "publisher",
            "series",
            "volume",
            "volumes",
        ],
        "collection" => &[
            "chapter",
            "edition",
            "eid",
            "isbn",
            "location",
            "maintitle",
            "number",
            "pages",
            "pagetotal",
            "part",
            "publisher",
            "series",
            "volume",
            "volumes",
        ],
        "inbook" | "incollection" | "inreference" => &[
            "author",
            "bookauthor",
            "booktitle",
            "chapter",
            "edition",
            "eid",
            "isbn",
            "location",
            "maintitle",
            "number",
            "pages",
            "part",
            "publisher",
            "series",
            "volume",
            "volumes",
        ],
        "booklet" => &["author", "chapter", "howpublished", "location", "pages", "pagetotal", "type"],
        "dataset" => &["author", "edition", "location", "number", "organization", "publisher", "series", "type", "version"],
        "manual" => &[
            "author",
            "chapter",
            "edition",
            "eid",
            "isbn",
            "location",
            "number",
            "organization",
            "pages",
            "pagetotal",
            "publisher",
            "series",
            "type",
            "version",
        ],
        "misc" | "software" => &["author", "howpublished", "location", "organization", "type", "version"],
        "online" => &["author", "organization", "version"],
        "patent" => &["author", "holder", "location", "number", "type", "version"],
        "periodical" => &["issn", "issue", "number", "series", "volume"],
        "proceedings" => &[
            "chapter",
            "eventdate",
            "eventtitle",
            "isbn",
            "location",
            "number",
            "organization",
            "pages",
            "pagetotal",
            "part",
            "publisher",
            "series",
            "venue",
            "volume",
            "volumes",
        ],
        "inproceedings" => &[
            "author",
            "booktitle",
            "chapter",
            "eventdate",
            "eventtitle",
            "isbn",
            "location",
            "number",
            "organization",
            "pages",
            "part",
            "publisher",
            "series",
            "venue",
            "volume",
            "volumes",
        ],
        "report" => &["author", "chapter", "eid", "institution", "location", "number", "pages", "pagetotal", "type", "version"],
        "thesis" => &["author", "chapter", "eid", "institution", "location", "pages", "pagetotal", "type"],
        "unpublished" => &["author", "eventdate", "eventtitle", "howpublished", "location", "type", "venue"],
        _ => &[],
    }
}
