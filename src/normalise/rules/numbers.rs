//! Words around the numbers of volumes and issues.

use super::pages::hyphens;
use crate::normalise::draft::Slot;
use crate::normalise::rule::About;
use crate::text::{numerals, script};

const VOLUME_WORDS: &[&str] = &[
    "volume", "volumen", "volumes", "vols.", "vols", "vol.", "vol", "bde.", "bd.", "bd", "band", "tome", "tomo", "tom", "t.", "jahrgang",
    "jahrg.", "jg.", "jg", "v.", "т.", "том",
];

const ISSUE_WORDS: &[&str] = &[
    "issue", "issues", "iss.", "iss", "number", "numbers", "numero", "número", "numéro", "num.", "núm.", "nos.", "nos", "no.", "no",
    "nrs.", "nr.", "nr", "heft", "hft.", "h.", "n°", "nº", "№", "n.°", "n.º", "n.", "n ", "fasc.", "вып.", "№", "#", "n°",
];

/// Cuts the first word of a list off the front, if what follows is a number.
pub fn cut_word<'a>(value: &'a str, words: &[&str]) -> Option<&'a str> {
    if value.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let best = words
        .iter()
        .filter_map(|w| {
            let head = value.get(..w.len())?;
            let same = head.eq_ignore_ascii_case(w) || !head.is_ascii() && head.to_lowercase() == **w;
            same.then(|| value.get(w.len()..)).flatten()
        })
        .min_by_key(|rest| rest.len())?;
    let rest = best.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':'));
    let word_ends = best.len() != rest.len() || best.starts_with(|c: char| !c.is_alphabetic());
    (word_ends && !rest.is_empty()).then_some(rest)
}

/// The middle of 第…卷 where it is a number: Arabic as it is, Chinese as its value.
pub fn between<'a>(value: &'a str, ends: &[char]) -> Option<std::borrow::Cow<'a, str>> {
    let inner = value.trim().strip_prefix('第').unwrap_or(value.trim()).trim();
    let inner = inner.strip_suffix(ends)?.trim_end();
    if inner.is_empty() {
        return None;
    }
    if inner
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '、' | ',' | '+' | ' ' | '.' | '–' | '—' | '～' | '~' | '(' | ')'))
    {
        return Some(inner.into());
    }
    if inner.chars().all(numerals::is_chinese_numeral) {
        return numerals::chinese(inner).map(|n| n.to_string().into());
    }
    let supplement = inner.starts_with("增刊") || inner.ends_with("增刊") || inner.starts_with('S') || inner.starts_with("特刊");
    supplement.then(|| inner.into())
}

/// 제7권, 제 1 호: the number.
fn korean<'a>(value: &'a str, words: &[&str]) -> Option<std::borrow::Cow<'a, str>> {
    let inner = words.iter().find_map(|w| value.strip_suffix(w))?.trim();
    let inner = inner.strip_prefix('제').unwrap_or(inner).trim();
    (!inner.is_empty() && inner.bytes().all(|b| b.is_ascii_digit())).then(|| inner.into())
}

/// Volumes and numbers in a series.
pub fn volume(value: &str, about: &About) -> Option<String> {
    let trimmed = value.trim();
    if let Some(inner) = korean(trimmed, &["권", "집"]).or_else(|| between(trimmed, &['卷', '巻'])) {
        return Some(hyphens(&inner));
    }
    if let Some(n) = trimmed.strip_prefix(['卷', '巻']).map(str::trim).filter(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    {
        return Some(n.to_owned());
    }
    // `卷 一部`, `卷 第1册`: the word in front of a part that names itself.
    if let Some(part) =
        trimmed.strip_prefix(['卷', '巻']).map(str::trim).filter(|p| p.ends_with(['部', '册', '冊', '集', '编', '編', '篇']))
    {
        return Some(part.to_owned());
    }
    if script::has_cjk(trimmed) {
        return None;
    }
    let mut s = trimmed;
    while let Some(rest) = cut_word(s, VOLUME_WORDS) {
        s = rest;
    }
    if about.slot == Slot::SeriesNumber {
        s = cut_word(s, ISSUE_WORDS).unwrap_or(s);
    }
    for behind in [". Jg.", ". Jahrgang", ". Jahrg.", " Jg.", " vols.", " vols"] {
        s = s.strip_suffix(behind).unwrap_or(s);
    }
    let s = brackets(s);
    (s != value && !s.is_empty()).then(|| hyphens(s))
}

/// Issues.
pub fn issue(value: &str, _: &About) -> Option<String> {
    let mut s = value.trim();
    s = brackets(s);
    // 第3期（总第25期）
    for open in ["（总", "(总", "（總", "(總", "（总第", "，总", ",总", " 总第"] {
        if let Some((front, _)) = s.split_once(open).filter(|(f, _)| !f.trim().is_empty()) {
            s = front.trim();
        }
    }
    let numbered = if s.contains('年') {
        None
    } else if let Some(n) = korean(s, &["호"]) {
        Some(n)
    } else {
        between(s, &['期', '号', '號', '辑', '輯']).filter(|_| !s.ends_with(['辑', '輯']))
    };
    let mut out = match numbered {
        Some(inner) => inner.into_owned(),
        None => {
            let mut t = s;
            while let Some(rest) = cut_word(t, ISSUE_WORDS) {
                t = rest;
            }
            t.to_owned()
        }
    };
    if out.contains("增刊") || out.contains('期') {
        out.retain(|c| c != ' ');
        out = out.replace("(增刊)", "增刊");
    }
    if let Some(n) = out.strip_prefix('期').map(str::trim).filter(|n| n.starts_with(|c: char| c.is_ascii_digit())) {
        out = n.to_owned();
    }
    let out = hyphens(brackets(&out));
    (out != value && !out.is_empty()).then_some(out)
}

/// Without brackets around the whole.
fn brackets(s: &str) -> &str {
    for (open, close) in [('(', ')'), ('（', '）'), ('[', ']')] {
        if let Some(inner) = s.strip_prefix(open).and_then(|i| i.strip_suffix(close)).filter(|i| !i.contains(open) && !i.contains(close)) {
            return inner.trim();
        }
    }
    s
}
