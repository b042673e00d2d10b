//! Which faces of a work are printed, and how a translation stands beside its original.

use crate::model::{Face, Record};

/// Which faces of each work are printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Faces {
    /// The face in front alone.
    #[default]
    First,
    /// The face in front, then its translations.
    Both,
    /// The face in that language; the one in front where there is none.
    Only(String),
}

impl Faces {
    /// By the name that the command line uses: `first`, `both`, or a language.
    pub fn named(name: &str) -> Self {
        match name {
            "first" => Faces::First,
            "both" | "all" => Faces::Both,
            language => Faces::Only(language.to_owned()),
        }
    }

    /// The faces of a record that are printed, the main one first.
    pub fn of<'a>(&self, record: &'a Record) -> Vec<&'a Face> {
        let front = record.faces.first().into_iter();
        match self {
            Faces::First => front.collect(),
            Faces::Both => record.faces.iter().collect(),
            Faces::Only(language) => {
                let chosen = record.faces.iter().find(|f| language_of(f).starts_with(language.as_str()));
                chosen.into_iter().chain(front).take(1).collect()
            }
        }
    }
}

/// The language of a face: what it says, or what its title is in.
pub fn language_of(face: &Face) -> &str {
    if face.language.is_empty() { crate::text::language::of(face.get(crate::model::Var::Title)) } else { &face.language }
}

/// How the translation of an entry stands beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pairing {
    /// On a line of its own under the same number.
    #[default]
    Lines,
    /// On the same line.
    Line,
    /// On a line of its own, with `(in Chinese)` behind it, as English lists of Chinese journals ask.
    InChinese,
}

impl Pairing {
    /// By the name that the command line uses.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "lines" => Pairing::Lines,
            "line" => Pairing::Line,
            "in-chinese" => Pairing::InChinese,
            _ => return None,
        })
    }

    /// What follows a translation whose original is in that language.
    pub fn note(self, original: &str) -> &'static str {
        match (self, original.get(..2)) {
            (Pairing::InChinese, Some("zh")) => " (in Chinese)",
            (Pairing::InChinese, Some("ja")) => " (in Japanese)",
            (Pairing::InChinese, Some("ru")) => " (in Russian)",
            (Pairing::InChinese, Some("ko")) => " (in Korean)",
            _ => "",
        }
    }
}
