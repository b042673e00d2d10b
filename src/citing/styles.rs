//! Styles by name or path, and the list of those that need no file.

use super::csl::{Sheet, load};
use super::gbt7714::Standard;
use hayagriva::archive::ArchivedStyle;
use std::sync::Arc;

/// A style that can print.
#[derive(Clone, Debug)]
pub enum Style {
    /// GB/T 7714 by our own renderer.
    Gbt7714(Standard),
    /// Any CSL or CSL-M style.
    Csl(Arc<Sheet>),
}

impl Style {
    /// The style of that name, or in that file.
    pub fn find(name: &str) -> Result<Self, String> {
        if let Some(standard) = Standard::named(name) {
            return Ok(Style::Gbt7714(standard));
        }
        load::find(name).map(|sheet| Style::Csl(Arc::new(sheet)))
    }

    /// Whether citations are notes.
    pub fn is_notes(&self) -> bool {
        matches!(self, Style::Csl(sheet) if sheet.notes)
    }
}

/// A style that needs no file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Name on the command line.
    pub name: &'static str,
    /// Title.
    pub title: String,
}

/// The styles of GB/T 7714 that our renderer prints.
const GBT7714: &[(&str, &str)] = &[
    ("gb-t-7714-2025-numeric", "GB/T 7714—2025, numbers 顺序编码制"),
    ("gb-t-7714-2025-author-date", "GB/T 7714—2025, author and date 著者-出版年制"),
    ("gb-t-7714-2015-numeric", "GB/T 7714—2015, numbers 顺序编码制"),
    ("gb-t-7714-2015-author-date", "GB/T 7714—2015, author and date 著者-出版年制"),
    ("gb-t-7714-2005-numeric", "GB/T 7714—2005, numbers 顺序编码制"),
];

/// Every style that needs no file: ours, then those hayagriva bundles.
pub fn all() -> Vec<Known> {
    let mut all: Vec<Known> = GBT7714.iter().map(|(name, title)| Known { name, title: (*title).to_owned() }).collect();
    for (name, xml) in load::OWN {
        let title = Sheet::read(xml).map(|s| s.title).unwrap_or_default();
        all.push(Known { name, title });
    }
    for style in ArchivedStyle::all() {
        if let Some(name) = style.names().first() {
            all.push(Known { name, title: style.display_name().to_owned() });
        }
    }
    all
}

/// The styles whose name or title has all the words.
pub fn search(words: &[String]) -> Vec<Known> {
    let has = |known: &Known, word: &String| {
        let word = word.to_lowercase();
        known.name.contains(&word) || known.title.to_lowercase().contains(&word)
    };
    all().into_iter().filter(|known| words.iter().all(|w| has(known, w))).collect()
}
