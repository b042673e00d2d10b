//! Editions as numbers.

use crate::normalise::rule::About;
use crate::text::numerals;

/// Ordinals in words.
const ORDINALS: &[(&str, u32)] = &[
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("zweite", 2),
    ("dritte", 3),
    ("vierte", 4),
    ("fünfte", 5),
    ("deuxième", 2),
    ("troisième", 3),
    ("segunda", 2),
    ("tercera", 3),
];

/// 第2版, `2nd ed.`, `2. Aufl.` → `2`; `Rev. ed.`, 修订版 stay as printed.
pub fn apply(value: &str, _: &About) -> Option<String> {
    let s = super::punctuation::cut(value.trim().trim_start_matches('(').trim_end_matches([')', ',', ';', ' ']));
    let n = chinese(s).or_else(|| latin(s));
    match n {
        Some(n) => Some(n.to_string()),
        None => (s != value && !s.is_empty()).then(|| s.to_owned()),
    }
}

fn chinese(s: &str) -> Option<u32> {
    let inner = s.strip_suffix('版').or_else(|| s.strip_prefix('第').and_then(|r| r.strip_suffix("版本")))?;
    let inner = inner.strip_prefix('第').unwrap_or(inner).trim();
    numerals::any(inner).filter(|n| (1..200).contains(n))
}

fn latin(s: &str) -> Option<u32> {
    if s.is_empty()
        || s.len() > 40
        || s.contains("rev")
        || s.contains("Rev")
        || s.contains("überarb")
        || s.contains("erw")
        || s.contains("bearb")
    {
        return digits_only(s);
    }
    let lower = s.to_lowercase();
    let digits: String = lower.chars().take_while(char::is_ascii_digit).collect();
    let rest = lower.get(digits.len()..)?.trim_start_matches(|c: char| c.is_whitespace() || c == '.');
    let words = [
        "",
        "st",
        "nd",
        "rd",
        "th",
        "ed",
        "edn",
        "edition",
        "st ed",
        "nd ed",
        "rd ed",
        "th ed",
        "st edn",
        "nd edn",
        "rd edn",
        "th edn",
        "st edition",
        "nd edition",
        "rd edition",
        "th edition",
        "aufl",
        "auflage",
        "e éd",
        "ème éd",
        "éd",
        "e ed",
        "ème ed",
        "ª ed",
        "a ed",
        "изд",
        "-е изд",
        "e édition",
        "ème édition",
        "e druk",
        "ª edición",
        "a edición",
        "ª edição",
    ];
    if !digits.is_empty() {
        return words.contains(&rest.trim_end_matches(['.', ' '])).then(|| digits.parse().ok()).flatten().filter(|n| (1..200).contains(n));
    }
    let first = lower.split_whitespace().next()?;
    let second = lower.split_whitespace().nth(1).unwrap_or("");
    let plain = lower.split_whitespace().count() <= 2
        && (second.is_empty() || second.starts_with("ed") || second.starts_with("aufl") || second.starts_with("éd"));
    ORDINALS.iter().find(|(w, _)| *w == first && plain).map(|(_, n)| *n)
}

fn digits_only(s: &str) -> Option<u32> {
    s.parse().ok().filter(|n| (1..200).contains(n))
}
