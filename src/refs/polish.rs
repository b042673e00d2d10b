//! What any reading leaves to do: the number of a standard out of its title, the archive of a preprint as its publisher.

use super::{kind, latin_standard};
use crate::model::Kind;
use crate::normalise::{DraftFace, Slot};

/// Archives that publish preprints, in lower case.
const ARCHIVES: &[&str] = &[
    "arxiv",
    "biorxiv",
    "medrxiv",
    "chemrxiv",
    "chinaxiv",
    "psyarxiv",
    "socarxiv",
    "eartharxiv",
    "engrxiv",
    "edarxiv",
    "ssrn",
    "research square",
    "osf preprints",
    "preprints.org",
    "techrxiv",
];

/// Finishes a face.
pub fn polish(face: &mut DraftFace) {
    archive(face);
    number_in_title(face);
}

/// A preprint's archive is no journal.
fn archive(face: &mut DraftFace) {
    let numbered = [Slot::Volume, Slot::Issue, Slot::Page, Slot::Publisher].iter().any(|s| face.has(*s));
    let lower = face.get(Slot::Container).to_ascii_lowercase();
    if numbered || !ARCHIVES.contains(&lower.trim_end_matches('.')) {
        return;
    }
    for (slot, _) in face.pieces.iter_mut().filter(|(s, _)| *s == Slot::Container) {
        *slot = Slot::Publisher;
    }
    face.kind = Some(Kind::Article);
}

/// `Audit data collection: ISO 21378:2019`, `… (No. IEC 61636-1:2021)`, `ISO 21378:2019 Audit data collection`.
fn number_in_title(face: &mut DraftFace) {
    let standard = face.kind == Some(Kind::Standard);
    if face.has(Slot::Number) || !(standard || face.get(Slot::Title).contains(|c: char| c.is_ascii_digit())) {
        return;
    }
    let title = face.get(Slot::Title).to_owned();
    let Some((number, rest)) = behind(&title).or_else(|| if standard { before(&title) } else { None }) else { return };
    for (_, piece) in face.pieces.iter_mut().filter(|(s, _)| *s == Slot::Title).take(1) {
        rest.clone_into(piece);
    }
    face.put(Slot::Number, number);
    if standard || latin_standard::code(number) == Some(number.len()) {
        face.kind = Some(Kind::Standard);
    }
    kind::number_year(face);
}

/// The number behind a title, and the title without it.
fn behind(title: &str) -> Option<(&str, &str)> {
    if let Some((front, inner)) = title.strip_suffix([')', '）']).and_then(|t| t.rsplit_once(['(', '（']))
        && let Some(number) = ["No. ", "no. ", "Nr. ", "No.", "№ "].iter().find_map(|w| inner.strip_prefix(w))
    {
        let short = number.len() <= 40 && number.contains(|c: char| c.is_ascii_digit()) && !front.trim().is_empty();
        return short.then(|| (number.trim(), front.trim_end()));
    }
    let mut at = title.len();
    while let Some(i) = title[..at].rfind([':', '：']) {
        let sign = title[i..].chars().next().map_or(1, char::len_utf8);
        let rest = title[i + sign..].trim();
        if rest.len() > 40 {
            return None;
        }
        if i > 8 && latin_standard::code(rest) == Some(rest.len()) {
            return Some((rest, title[..i].trim_end()));
        }
        at = i;
    }
    None
}

/// The number in front of a title, and the title without it.
fn before(title: &str) -> Option<(&str, &str)> {
    let (number, rest) = title.split_at(latin_standard::code(title)?);
    let rest = rest.strip_prefix(' ')?.trim_start();
    (rest.len() > 5 && rest.starts_with(char::is_uppercase)).then_some((number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_standard_is_no_part_of_its_title() {
        for (kind, title, want) in [
            (None, "Audit data collection: ISO 21378:2019", ("Audit data collection", "ISO 21378:2019")),
            (
                None,
                "Exchange of results (SIMICA): services (No. IEC/IEEE 61636-1:2021)",
                ("Exchange of results (SIMICA): services", "IEC/IEEE 61636-1:2021"),
            ),
            (Some(Kind::Standard), "IEC 61636-1:2021 Software interface", ("Software interface", "IEC 61636-1:2021")),
            (None, "Quality after ISO: A study of 2019", ("Quality after ISO: A study of 2019", "")),
        ] {
            let mut face = DraftFace { kind, ..DraftFace::default() };
            face.put(Slot::Title, title);
            polish(&mut face);
            assert_eq!((face.get(Slot::Title), face.get(Slot::Number)), want);
        }
    }

    #[test]
    fn the_archive_of_a_preprint_is_its_publisher() {
        let mut face = DraftFace::default();
        face.put(Slot::Container, "bioRxiv");
        polish(&mut face);
        assert_eq!((face.get(Slot::Publisher), face.get(Slot::Container)), ("bioRxiv", ""));
    }
}
