//! Text case of titles and terms (CSL 1.0.2, "Text-case"); title case is for English alone.

use super::element::Case;

/// Words that stay small inside a title.
const SMALL: &[&str] = &[
    "a",
    "about",
    "above",
    "across",
    "afore",
    "after",
    "against",
    "al",
    "along",
    "alongside",
    "amid",
    "amidst",
    "among",
    "amongst",
    "an",
    "and",
    "anenst",
    "apropos",
    "apud",
    "around",
    "as",
    "aside",
    "astride",
    "at",
    "athwart",
    "atop",
    "barring",
    "before",
    "behind",
    "below",
    "beneath",
    "beside",
    "besides",
    "between",
    "beyond",
    "but",
    "by",
    "c",
    "ca",
    "circa",
    "d'",
    "de",
    "despite",
    "down",
    "during",
    "et",
    "except",
    "for",
    "forenenst",
    "from",
    "given",
    "in",
    "inside",
    "into",
    "lest",
    "like",
    "modulo",
    "near",
    "next",
    "nor",
    "notwithstanding",
    "of",
    "off",
    "on",
    "onto",
    "or",
    "out",
    "over",
    "per",
    "plus",
    "pro",
    "qua",
    "sans",
    "since",
    "so",
    "than",
    "the",
    "through",
    "throughout",
    "thru",
    "thruout",
    "till",
    "to",
    "toward",
    "towards",
    "under",
    "underneath",
    "until",
    "unto",
    "up",
    "upon",
    "v",
    "v.",
    "van",
    "versus",
    "via",
    "vis-à-vis",
    "von",
    "vs",
    "vs.",
    "with",
    "within",
    "without",
    "yet",
];

/// A text in a case; stretches marked `true` keep the case they have.
pub fn apply(case: Case, text: &str, kept: &[bool], english: bool) -> String {
    match case {
        Case::Lower => text.to_lowercase(),
        Case::Upper => text.to_uppercase(),
        Case::CapitalizeFirst => capitalise(text),
        Case::CapitalizeAll => words(text).map(capitalise).collect(),
        Case::Sentence => sentence(text),
        Case::Title if english => title(text, kept),
        Case::Title => text.to_owned(),
    }
}

/// The text with its first letter raised.
pub fn capitalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = false;
    for c in text.chars() {
        if !done && c.is_alphanumeric() {
            out.extend(c.to_uppercase());
            done = true;
        } else {
            out.push(c);
        }
    }
    out
}

fn sentence(text: &str) -> String {
    let shouting = text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase) && text.contains(' ');
    capitalise(&if shouting { text.to_lowercase() } else { text.to_owned() })
}

/// Words with the blanks behind them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(' ')
}

fn title(text: &str, kept: &[bool]) -> String {
    let shouting = text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase);
    let last = text.trim_end().rfind(' ').map_or(0, |i| i + 1);
    let mut out = String::with_capacity(text.len());
    let (mut at, mut opening) = (0, true);
    for word in words(text) {
        let keep = kept.get(at).copied().unwrap_or(false);
        let bare = word.trim().trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').to_lowercase();
        let small = SMALL.contains(&bare.as_str()) || SMALL.contains(&word.trim().to_lowercase().as_str());
        let first_letter = word.find(|c: char| c.is_alphanumeric());
        if keep || first_letter.is_none() {
            out.push_str(word);
        } else if opening || at >= last || !small {
            out.push_str(&raise(word, shouting));
        } else {
            out.push_str(&word.to_lowercase());
        }
        let end = word.trim_end();
        if !end.is_empty() {
            opening = end.ends_with([':', '?', '!', '—', '–', '.']) && !end.trim_end_matches('.').ends_with("vs") && end.len() > 2
                || (end.ends_with(['—', '–', ':']) && first_letter.is_none())
                || end.ends_with(": “");
        }
        at += word.len();
    }
    out
}

/// A word with its first letter raised, and those behind hyphens; words that have capitals of their own stay.
fn raise(word: &str, shouting: bool) -> String {
    if shouting && word.chars().filter(|c| c.is_alphabetic()).count() > 3 {
        return capitalise(&word.to_lowercase());
    }
    let mut out = String::with_capacity(word.len());
    for (n, part) in word.split_inclusive(['-', '/', '–', '—']).enumerate() {
        let own = part.chars().any(char::is_uppercase);
        let bare = part.trim_matches(|c: char| !c.is_alphanumeric());
        let small = n > 0 && SMALL.contains(&bare);
        if own || small { out.push_str(part) } else { out.push_str(&capitalise(part)) }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_raised_but_small_words_and_own_capitals_stay() {
        for (text, want) in [
            (
                "Seeds, sciences, and struggle: the global politics of transgenic crops",
                "Seeds, Sciences, and Struggle: The Global Politics of Transgenic Crops",
            ),
            (
                "Next-generation sequencing: from understanding biology to personalized medicine",
                "Next-Generation Sequencing: From Understanding Biology to Personalized Medicine",
            ),
            ("The use of mRNA in vivo", "The Use of mRNA in Vivo"),
        ] {
            assert_eq!(apply(Case::Title, text, &[], true), want);
        }
        assert_eq!(apply(Case::Title, "über die Natur", &[], false), "über die Natur");
        assert_eq!(apply(Case::Sentence, "THE GENOME OF RICE", &[], true), "The genome of rice");
        assert_eq!(apply(Case::CapitalizeFirst, "vol.", &[], true), "Vol.");
    }
}
