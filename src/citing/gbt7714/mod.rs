//! GB/T 7714 (2015 and 2025): bibliographic references by a renderer of ours, each item in its own language.
//!
//! Clauses named in these files are those of GB/T 7714—2015 where the editions agree; what 2025 changed says so.

mod dates;
mod entry;
mod extra;
mod kinds;
mod marks;
mod names;
mod source;

pub use extra::Extra;
pub use marks::Punctuation;

use crate::model::Face;

/// Edition of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// GB/T 7714—2015.
    Y2015,
    /// GB/T 7714—2025.
    Y2025,
}

/// How citations point to entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// 顺序编码制: numbers in order of citation.
    Numeric,
    /// 著者-出版年制: author and year.
    AuthorDate,
}

/// Which form of the standard is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standard {
    /// Edition.
    pub edition: Edition,
    /// System of citing.
    pub system: System,
    /// Widths of punctuation marks.
    pub punctuation: Punctuation,
}

impl Standard {
    /// The standard of that style name (`gb-t-7714-2025-author-date`, `gb-t-7714-2015`).
    pub fn named(name: &str) -> Option<Self> {
        let rest = name.strip_prefix("gb-t-7714-")?;
        let (year, system) = rest.split_once('-').unwrap_or((rest, "numeric"));
        let edition = match year {
            "2015" => Edition::Y2015,
            "2025" => Edition::Y2025,
            _ => return None,
        };
        let system = match system {
            "numeric" => System::Numeric,
            "author-date" => System::AuthorDate,
            _ => return None,
        };
        let punctuation = if edition == Edition::Y2015 { Punctuation::Half } else { Punctuation::Full };
        Some(Standard { edition, system, punctuation })
    }

    /// The entry of a face, without its number; `suffix` tells works of one author and year apart (`a`, `b`).
    pub fn entry(self, face: &Face, extra: &Extra, suffix: &str) -> String {
        entry::Writer::new(self, face, extra, suffix).entry()
    }

    /// Author and year as a citation in the text has them, without brackets; the year without suffix is the second.
    pub fn author_year(self, face: &Face, extra: &Extra, suffix: &str) -> (String, String) {
        entry::Writer::new(self, face, extra, suffix).author_year()
    }
}
