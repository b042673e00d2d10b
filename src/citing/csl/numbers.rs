//! Numbers: what counts as one, ranges with the locale's dash, ordinals, roman figures, plurals of labels.

use super::locale::Locale;
use crate::text::numerals;

/// Variables that hold numbers.
pub const NUMBERS: &[&str] = &[
    "chapter-number",
    "citation-number",
    "collection-number",
    "edition",
    "first-reference-note-number",
    "issue",
    "locator",
    "number",
    "number-of-pages",
    "number-of-volumes",
    "page",
    "page-first",
    "part-number",
    "printing-number",
    "section",
    "supplement-number",
    "version",
    "volume",
];

/// Whether a value is only numbers, each with letters before or behind at most, with `,`, `&` or dashes between.
pub fn is_numeric(value: &str) -> bool {
    let value = value.trim();
    !value.is_empty() && value.split([',', '&', '-', '–', '—', '‒', '~', '～', '、']).all(|part| is_number(part.trim()))
}

fn is_number(part: &str) -> bool {
    let rest = part.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    digits.len() < rest.len() && digits.chars().all(|c| c.is_ascii_alphabetic()) && part.len() - rest.len() < 4 && digits.len() < 4
}

/// Whether a value names more than one.
pub fn is_plural(name: &str, value: &str) -> bool {
    let value = value.trim();
    match name {
        "number-of-pages" | "number-of-volumes" => value.parse::<u64>().is_ok_and(|n| n != 1),
        _ => is_numeric(value) && value.contains([',', '&', '-', '–', '—', '、', '~', '～']),
    }
}

/// Ranges with a delimiter; `expanded`, `minimal`, `minimal-two`, `chicago` as the style says.
pub fn ranges(value: &str, delimiter: &str, format: &str) -> String {
    if !value.contains(['-', '–', '—', '～', '~', '‒']) {
        return value.to_owned();
    }
    let mut out = String::with_capacity(value.len() + 4);
    for (n, group) in value.split_inclusive([',', '&', ';']).enumerate() {
        let (body, mark) = match group.char_indices().last() {
            Some((i, ',' | '&' | ';')) => (&group[..i], &group[i..]),
            _ => (group, ""),
        };
        let lead = if n > 0 && body.starts_with(' ') { " " } else { "" };
        out.push_str(lead);
        out.push_str(&range(body.trim(), delimiter, format));
        out.push_str(mark);
    }
    out
}

fn range(body: &str, delimiter: &str, format: &str) -> String {
    let parts: Vec<&str> = body.split(['-', '–', '—', '～', '~', '‒']).map(str::trim).filter(|p| !p.is_empty()).collect();
    let [first, last] = parts.as_slice() else { return body.to_owned() };
    let digits = |s: &str| !s.is_empty() && s.len() < 12 && s.bytes().all(|b| b.is_ascii_digit());
    if !is_number(first) || !is_number(last) {
        // What is no range of numbers keeps its hyphen.
        return format!("{first}-{last}");
    }
    if !digits(first) || !digits(last) || format.is_empty() {
        return format!("{first}{delimiter}{last}");
    }
    // A shortened end is written out first (`123-8` → `123-128`).
    let full = if last.len() < first.len() { format!("{}{last}", &first[..first.len() - last.len()]) } else { (*last).to_owned() };
    let common = first.bytes().zip(full.bytes()).take_while(|(a, b)| a == b).count();
    let end = match format {
        _ if full.len() != first.len() => full.as_str(),
        "minimal" => &full[common.min(full.len() - 1)..],
        "minimal-two" => &full[common.min(full.len().saturating_sub(2))..],
        "chicago" | "chicago-15" | "chicago-16" => chicago(first, &full, common),
        _ => full.as_str(),
    };
    format!("{first}{delimiter}{end}")
}

/// Chicago: whole below 100 and from hundreds; one figure behind `x01`; else two figures at least.
fn chicago<'a>(first: &str, full: &'a str, common: usize) -> &'a str {
    let n: u64 = first.parse().unwrap_or(0);
    match n {
        0..100 => full,
        _ if n.is_multiple_of(100) => full,
        _ if n % 100 < 10 && common + 2 >= full.len() => &full[common.min(full.len() - 1)..],
        _ if full.len() == 4 && common <= 1 => full,
        _ => &full[common.min(full.len() - 2)..],
    }
}

/// `1st`, `2.`, `第2` … by the locale's ordinal terms.
pub fn ordinal(n: u64, locale: &Locale) -> String {
    let two = format!("ordinal-{:02}", n % 100);
    let one = format!("ordinal-{:02}", n % 10);
    let teen = (11..=13).contains(&(n % 100));
    let suffix = locale
        .term(&two, "", false)
        .filter(|_| n % 100 > 9 || n < 10)
        .or_else(|| if teen { None } else { locale.term(&one, "", false) })
        .or_else(|| locale.term("ordinal", "", false))
        .unwrap_or("");
    format!("{n}{suffix}")
}

/// `first`, `second` … up to ten.
pub fn long_ordinal(n: u64, locale: &Locale) -> String {
    let term = if n <= 10 { locale.term(&format!("long-ordinal-{n:02}"), "", false) } else { None };
    term.filter(|t| !t.is_empty()).map_or_else(|| ordinal(n, locale), str::to_owned)
}

/// A number in a form; what is no plain number stands as it is.
pub fn form(value: &str, form: &str, locale: &Locale) -> String {
    let plain = value.trim().parse::<u64>();
    match (form, plain) {
        ("ordinal", Ok(n)) => ordinal(n, locale),
        ("long-ordinal", Ok(n)) => long_ordinal(n, locale),
        ("roman", Ok(n)) if n > 0 && n < 4000 => numerals::to_roman(n as u32).to_lowercase(),
        _ => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_are_numeric() {
        for yes in ["2", "2a", "D2", "12-14", "3, 5", "65–66", "2 & 3"] {
            assert!(is_numeric(yes), "{yes}");
        }
        for no in ["第1册", "2020版", "增刊1", "序2-3", "Rev. ed.", "", "扉页", "1957（1）"] {
            assert!(!is_numeric(no), "{no}");
        }
    }

    #[test]
    fn ranges_take_the_delimiter_and_length_of_the_style() {
        for (value, format, want) in [
            ("65-66", "", "65–66"),
            ("321-8", "expanded", "321–328"),
            ("321-328", "minimal", "321–8"),
            ("321-328", "minimal-two", "321–28"),
            ("107-108", "chicago", "107–8"),
            ("71-72", "chicago", "71–72"),
            ("1496-1504", "chicago", "1496–1504"),
            ("序2-3", "expanded", "序2-3"),
            ("1-3, 7-9", "", "1–3, 7–9"),
        ] {
            assert_eq!(ranges(value, "–", format), want, "{value} {format}");
        }
    }
}
