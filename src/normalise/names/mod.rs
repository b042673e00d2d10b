//! Splits printed names and name lists into family, given, particle, suffix; keeps corporate bodies whole.

pub mod corporate;
mod divide;
mod han;
mod latin;
mod parts;
mod person;
pub mod surnames;
mod trim;

use crate::model::{Name, Names};
use crate::text::{script, width};
use std::borrow::Cow;

/// Splits a printed list of names in any punctuation and script (`、 , ; & and 和 與 且`), 等 / et al. as a flag.
///
/// A Chinese name written with a middle dot (卡尔·拉伦茨) stays whole: in Chinese print it is never turned round.
pub fn list(printed: &str) -> Names {
    let clean = clean(printed);
    let (text, et_al) = trim::outer(&clean);
    let mut names = Names { list: Vec::new(), et_al };
    if script::has_cjk(text) {
        han::list(text, &mut names);
    } else {
        latin::list(text, &mut names.list);
    }
    names
}

/// Reads a single printed name, whose commas divide family, given name and suffix.
pub fn one(printed: &str) -> Name {
    let clean = clean(printed);
    let text = trim::edges(clean.trim());
    if script::has_cjk(text) {
        let mut names = Names::default();
        han::single(text, &mut names);
        if names.list.len() == 1 {
            return names.list.swap_remove(0);
        }
        return Name::literal(printed.trim());
    }
    latin::single(text).unwrap_or_else(|| Name::literal(printed.trim()))
}

/// Widths made plain: in Latin lists all punctuation, otherwise letters and digits only; invisible characters are dropped.
fn clean(printed: &str) -> Cow<'_, str> {
    let text = if script::has_cjk(printed) { width::half_alnum(printed) } else { width::latin(printed) };
    if text.contains(['\u{200b}', '\u{feff}', '\u{ad}', '\u{a0}', '\t', '\n', '\r', '\u{2009}', '\u{202f}']) {
        Cow::Owned(
            text.chars()
                .filter(|c| !matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}'))
                .map(|c| if c.is_whitespace() { ' ' } else { c })
                .collect(),
        )
    } else {
        text
    }
}

#[cfg(test)]
mod tests;
