//! The rules, one file a rule or family of rules, in the order they run.

mod coordinates;
mod digits;
mod edition;
mod identifiers;
mod kind;
mod language;
mod markup;
mod numbers;
mod pages;
mod punctuation;
mod sharing;
mod titles;
mod url;
mod width;

use super::draft::Slot;
use super::rule::Apply::{Odd, Piece, Sheet};
use super::rule::Rule;

/// Pieces that are text for people.
const PROSE: &[Slot] = &[
    Slot::Title,
    Slot::Container,
    Slot::Series,
    Slot::Publisher,
    Slot::Place,
    Slot::Event,
    Slot::EventPlace,
    Slot::Archive,
    Slot::VolumeTitle,
    Slot::OriginalTitle,
    Slot::Genre,
    Slot::Note,
    Slot::Version,
    Slot::Jurisdiction,
];

/// Titles of all sorts.
const TITLES: &[Slot] = &[Slot::Title, Slot::Container, Slot::Series, Slot::Event, Slot::VolumeTitle, Slot::OriginalTitle];

/// Pieces made of numbers.
const NUMBERS: &[Slot] =
    &[Slot::Volume, Slot::Issue, Slot::Page, Slot::Issued, Slot::Accessed, Slot::SeriesNumber, Slot::Locator, Slot::Edition];

/// The rules, in the order they run: first the print (markup, widths, damage), then each field's own form, then what
/// needs several fields or faces.
pub const RULES: &[Rule] = &[
    Rule {
        id: "language",
        explain: "The language of a face is that of its title: by script, then by small words",
        fields: &[],
        repairs: false,
        apply: Sheet(language::apply),
    },
    Rule {
        id: "markup",
        explain: "Marks of HTML, Markdown and LaTeX are no part of a value",
        fields: &[
            Slot::Title,
            Slot::Container,
            Slot::Series,
            Slot::Publisher,
            Slot::Place,
            Slot::Event,
            Slot::VolumeTitle,
            Slot::OriginalTitle,
            Slot::Author,
            Slot::Editor,
            Slot::Translator,
            Slot::Note,
        ],
        repairs: false,
        apply: Odd(markup::apply),
    },
    Rule {
        id: "line-ends",
        explain: "Line ends and runs of spaces are one space, none between Chinese characters",
        fields: PROSE,
        repairs: false,
        apply: Odd(markup::spaces),
    },
    Rule {
        id: "latex-number",
        explain: "Numbers set as LaTeX formulas by character recognition (`$5 - 1 6$`) are plain numbers",
        fields: NUMBERS,
        repairs: true,
        apply: Odd(digits::latex),
    },
    Rule {
        id: "width-number",
        explain: "Full-width digits, letters and signs in numbers are half width",
        fields: &[
            Slot::Volume,
            Slot::Issue,
            Slot::Page,
            Slot::SeriesNumber,
            Slot::Locator,
            Slot::Edition,
            Slot::Number,
            Slot::Isbn,
            Slot::Issn,
            Slot::Doi,
            Slot::Eprint,
            Slot::Cstr,
        ],
        repairs: false,
        apply: Odd(width::number),
    },
    Rule {
        id: "width-text",
        explain: "Full-width letters and digits are half width; in Latin text the punctuation too",
        fields: PROSE,
        repairs: false,
        apply: Odd(width::text),
    },
    Rule {
        id: "digit-repair",
        explain: "O, o, l and I among digits were 0 and 1 in print (`1OO`, `202o`)",
        fields: NUMBERS,
        repairs: true,
        apply: Piece(digits::repair),
    },
    Rule {
        id: "title-marks",
        explain: "Quotation and book marks around a title and punctuation behind it are not part of it",
        fields: TITLES,
        repairs: false,
        apply: Piece(titles::apply),
    },
    Rule {
        id: "trailing-punctuation",
        explain: "Punctuation at the ends of a value belongs to the reference, not to the value",
        fields: &[
            Slot::Publisher,
            Slot::Place,
            Slot::EventPlace,
            Slot::Archive,
            Slot::ArchiveLocation,
            Slot::Number,
            Slot::SeriesNumber,
            Slot::Genre,
            Slot::Version,
            Slot::Jurisdiction,
            Slot::Volume,
            Slot::Issue,
            Slot::Note,
            Slot::Edition,
        ],
        repairs: false,
        apply: Piece(punctuation::apply),
    },
    Rule {
        id: "volume-with-issue",
        explain: "A volume printed in one piece with its issue (`52(11)`, 第52卷第11期) is two values",
        fields: &[Slot::Volume, Slot::Issue],
        repairs: false,
        apply: Sheet(coordinates::divide),
    },
    Rule {
        id: "volume-word",
        explain: "The word for volume (第…卷, vol., Bd.) is dropped from a number; 册, 集, 部 stay",
        fields: &[Slot::Volume, Slot::SeriesNumber],
        repairs: false,
        apply: Piece(numbers::volume),
    },
    Rule {
        id: "issue-word",
        explain: "The word for issue (第…期, no., Heft) and brackets are dropped from a number",
        fields: &[Slot::Issue],
        repairs: false,
        apply: Piece(numbers::issue),
    },
    Rule {
        id: "page-word",
        explain: "The word for pages (第…页, pp., S.) is dropped",
        fields: &[Slot::Page, Slot::Locator],
        repairs: false,
        apply: Piece(pages::word),
    },
    Rule {
        id: "page-dash",
        explain: "Every dash between pages is a hyphen, lists have a comma and a space",
        fields: &[Slot::Page, Slot::Locator],
        repairs: false,
        apply: Piece(pages::dash),
    },
    Rule {
        id: "page-count",
        explain: "A number of pages (238 p., 共238页) is no place in a work",
        fields: &[Slot::Page, Slot::PageCount],
        repairs: false,
        apply: Sheet(coordinates::count),
    },
    Rule {
        id: "report-number",
        explain: "A report's number printed with its kind (Working Paper No. 12) is kind and number",
        fields: &[Slot::Number, Slot::Genre],
        repairs: false,
        apply: Sheet(coordinates::report),
    },
    Rule {
        id: "edition",
        explain: "An edition with a number (第2版, 2nd ed., zweite Auflage) is that number",
        fields: &[Slot::Edition],
        repairs: false,
        apply: Piece(edition::apply),
    },
    Rule {
        id: "doi",
        explain: "A DOI stands without resolver, prefix, spaces and punctuation behind it",
        fields: &[Slot::Doi],
        repairs: false,
        apply: Piece(identifiers::doi),
    },
    Rule {
        id: "isbn-issn",
        explain: "ISBN and ISSN stand without their names",
        fields: &[Slot::Isbn, Slot::Issn],
        repairs: false,
        apply: Piece(identifiers::standard_number),
    },
    Rule {
        id: "cstr",
        explain: "A CSTR stands without resolver and prefix",
        fields: &[Slot::Cstr],
        repairs: false,
        apply: Piece(identifiers::cstr),
    },
    Rule {
        id: "eprint",
        explain: "An arXiv number stands without its prefix, its archive and class beside it; a PMID is one",
        fields: &[Slot::Eprint, Slot::EprintType, Slot::EprintClass, Slot::Pmid],
        repairs: false,
        apply: Sheet(identifiers::eprint),
    },
    Rule {
        id: "url",
        explain: "An address broken by spaces or line ends is one, without brackets and punctuation behind it",
        fields: &[Slot::Url],
        repairs: false,
        apply: Piece(url::apply),
    },
    Rule {
        id: "doi-in-url",
        explain: "An address that is a DOI's resolver gives the DOI",
        fields: &[Slot::Doi],
        repairs: false,
        apply: Sheet(identifiers::doi_of_url),
    },
    Rule {
        id: "type",
        explain: "Without a mark the type follows from what is there (journal and issue, publisher, university, address)",
        fields: &[],
        repairs: false,
        apply: Sheet(kind::apply),
    },
    Rule {
        id: "shared-between-faces",
        explain: "Year, volume, issue, pages and identifiers printed once hold for both faces",
        fields: sharing::SHARED,
        repairs: false,
        apply: Sheet(sharing::apply),
    },
    Rule {
        id: "page-of-book",
        explain: "The page behind a book, thesis, report or standard is the cited place",
        fields: &[Slot::Page, Slot::Locator],
        repairs: false,
        apply: Sheet(coordinates::locator),
    },
];

/// Rules that setting down applies by itself, for `why`: id and explanation.
pub const SETTING_DOWN: &[(&str, &str)] = &[
    ("names", "A printed list of names is divided into names, and each into its parts"),
    ("date", "A printed date is year, month and day"),
    ("joined", "A value printed in two places is one"),
];

#[cfg(test)]
mod tests;
