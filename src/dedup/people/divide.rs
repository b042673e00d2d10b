//! Divides a text in which several names stand into names: by semicolons, "and", commas, or a full stop between two.

use super::read::is_body;
use crate::text::script::{has_cjk, is_han};

/// A name of a list: family and given name where their order is known, or as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// As printed, in any order.
    Whole(&'a str),
    /// Family name and given name.
    Inverted(&'a str, &'a str),
}

/// What a part between commas can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Initials alone.
    Initials,
    /// One word: a family or a given name.
    Word,
    /// Two words or more: a whole name, a compound family name, two given names.
    Words,
}

/// The names in a text.
pub(super) fn divide(text: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let body = text.split([' ', ',', '.']).any(|w| w.len() > 2 && is_body(&w.to_lowercase()));
    if body && !text.split([',', '，']).any(|p| part(p.trim()) == Part::Initials) {
        out.extend(text.split([';', '；']).map(str::trim).filter(|p| !p.is_empty()).map(Piece::Whole));
        return out;
    }
    // Commas that divide the parts of a name and commas between names are told apart over the whole list.
    for run in strong(text) {
        match has_cjk(run) {
            true => han(run, &mut out),
            false if run.contains([',', '，']) => commas(run, &mut out),
            false => glued(run).into_iter().for_each(|p| out.push(Piece::Whole(p))),
        }
    }
    out
}

/// Parts between semicolons, "and" and their like.
fn strong(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut cut = |from: &mut usize, at: usize, len: usize| {
        out.push(text[*from..at].trim_matches([' ', ',', '，']));
        *from = at + len;
    };
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        if at < from {
        } else if matches!(c, ';' | '；' | '、' | '&' | '＆' | '|') {
            cut(&mut from, at, c.len_utf8());
        } else if c == ' ' && [" and ", " und ", " et ", " AND "].iter().any(|w| rest.starts_with(w)) && !rest.starts_with(" et al") {
            cut(&mut from, at, rest[1..].find(' ').map_or(1, |n| n + 1));
        }
    }
    out.push(text[from..].trim_matches([' ', ',', '，']));
    out.retain(|p| !p.is_empty());
    out
}

/// Names in Han between commas, or between spaces where every part is as long as a name.
fn han<'a>(run: &'a str, out: &mut Vec<Piece<'a>>) {
    for piece in run.split([',', '，']).map(str::trim).filter(|p| !p.is_empty()) {
        let parts = || piece.split([' ', '\u{3000}']).filter(|w| !w.is_empty());
        let names = parts().count() > 1 && parts().all(|w| (2..=4).contains(&w.chars().count()) && w.chars().all(is_han));
        if names { parts().for_each(|w| out.push(Piece::Whole(w))) } else { out.push(Piece::Whole(piece)) }
    }
}

/// Latin names between commas: `Blum, A., Furst, M.`, `A. Blum, M. Furst`, `Blum, A., M. Furst`, `Avrim Blum, Merrick Furst`.
fn commas<'a>(run: &'a str, out: &mut Vec<Piece<'a>>) {
    let parts: Vec<(&str, Part)> = run.split([',', '，']).map(|p| p.trim()).filter(|p| !p.is_empty()).map(|p| (p, part(p))).collect();
    let mut at = 0;
    while let Some((text, kind)) = parts.get(at).copied() {
        let next = parts.get(at + 1).copied();
        let given = match (kind, next) {
            (Part::Word, Some((g, _))) | (Part::Words, Some((g, Part::Initials))) => Some(g),
            // "van den Berg, Anna": a compound family name before one given name that nothing follows.
            (Part::Words, Some((g, Part::Word))) if parts.len() == 2 => Some(g),
            _ => None,
        };
        match given {
            Some(given) => out.push(Piece::Inverted(text, given)),
            None => out.extend(glued(text).into_iter().map(Piece::Whole)),
        }
        at += 1 + usize::from(given.is_some());
    }
}

fn part(text: &str) -> Part {
    let mut words = text.split([' ', '.']).filter(|w| !w.is_empty());
    if words.clone().all(short) {
        return Part::Initials;
    }
    if words.nth(1).is_some() { Part::Words } else { Part::Word }
}

/// Whether a word is initials (`J`, `JD`, `J-L`), or what stands behind a name.
fn short(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters <= 3 && word.chars().all(|c| !c.is_lowercase()) || matches!(word, "Jr" | "jr" | "Sr")
}

/// Names that were run together without a space: `Adeli K.Lewis G. F.`.
fn glued(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    let bytes = text.as_bytes();
    for (at, c) in text.char_indices().filter(|(_, c)| *c == '.') {
        let next = &text[at + c.len_utf8()..];
        let joined = next.chars().next().is_some_and(char::is_alphabetic) && at > 0 && bytes[at - 1].is_ascii_uppercase();
        let full = |s: &str| s.split([' ', '.']).any(|w| w.chars().count() >= 2);
        if joined && full(&text[from..at]) && next.split([' ', '.']).next().is_some_and(|w| w.chars().count() >= 2) {
            out.push(text[from..at].trim());
            from = at + 1;
        }
    }
    out.push(text[from..].trim());
    out.retain(|p| !p.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_in_one_text_is_divided_into_its_names() {
        let show = |p: &Piece| match p {
            Piece::Whole(w) => (*w).to_owned(),
            Piece::Inverted(f, g) => format!("{f}/{g}"),
        };
        for (text, want) in [
            ("A. Blum, M. Furst, M. J. Kearns, and Richard J. Lipton", "A. Blum|M. Furst|M. J. Kearns|Richard J. Lipton"),
            ("Blum, A., Furst, M., Kearns, M. J., & Lipton, R. J.", "Blum/A.|Furst/M.|Kearns/M. J.|Lipton/R. J."),
            ("Blum, A., M. Furst, and R. J. Lipton", "Blum/A.|M. Furst|R. J. Lipton"),
            ("Blum, Avrim, and Furst, Merrick", "Blum/Avrim|Furst/Merrick"),
            ("Avrim Blum, Merrick Furst", "Avrim Blum|Merrick Furst"),
            ("Blum A, Furst M", "Blum A|Furst M"),
            ("van den Berg, Anna", "van den Berg/Anna"),
            ("Blum, A.", "Blum/A."),
            ("Adeli K.Lewis G. F.", "Adeli K|Lewis G. F."),
            ("黄卫东，张育林", "黄卫东|张育林"),
            ("黄卫东 张育林 李勇", "黄卫东|张育林|李勇"),
            ("Ministry of Health, Labour and Welfare", "Ministry of Health, Labour and Welfare"),
        ] {
            assert_eq!(divide(text).iter().map(show).collect::<Vec<_>>().join("|"), want, "{text}");
        }
    }
}
