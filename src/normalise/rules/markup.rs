//! Removes markup from values, and line ends.

use crate::normalise::rule::About;
use crate::text::script::is_cjk;

/// Character references that occur in references.
const ENTITIES: &[(&str, &str)] = &[
    ("&amp;", "&"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&apos;", "'"),
    ("&nbsp;", " "),
    ("&#160;", " "),
    ("&ndash;", "–"),
    ("&mdash;", "—"),
    ("\\&", "&"),
    ("\\%", "%"),
    ("\\_", "_"),
    ("\\#", "#"),
];

/// Removes tags, entities, emphasis marks and escapes.
pub fn apply(value: &str, _: &About) -> Option<String> {
    if !value.contains(['<', '&', '*', '_', '\\', '`']) {
        return None;
    }
    let mut out = tags(value);
    for (from, to) in ENTITIES {
        if out.contains(from) {
            out = out.replace(from, to);
        }
    }
    if out.contains(['*', '_', '`']) {
        out = emphasis(&out);
    }
    Some(out.trim().to_owned())
}

/// Drops tags: `<`, letters, `>`; a lone `<` stays.
fn tags(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('<') {
        let (front, tail) = rest.split_at(at);
        out.push_str(front);
        let named = tail.get(1..).is_some_and(|t| t.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'));
        match tail.find('>').filter(|end| named && *end < 60) {
            Some(end) => rest = tail.get(end + 1..).unwrap_or(""),
            None => {
                out.push('<');
                rest = tail.get(1..).unwrap_or("");
            }
        }
    }
    out.push_str(rest);
    out
}

/// Drops `*`, `**` and backquotes that come in pairs, and `_` around words.
fn emphasis(value: &str) -> String {
    let mut out = value.to_owned();
    for mark in ["**", "*", "`"] {
        if out.matches(mark).count() >= 2 {
            out = out.replace(mark, "");
        }
    }
    let inner = out.trim().strip_prefix('_').and_then(|s| s.strip_suffix('_')).map(str::to_owned);
    inner.unwrap_or(out)
}

/// One space for every run of white space; none between characters of Chinese or Japanese text at a line end.
pub fn spaces(value: &str, _: &About) -> Option<String> {
    let odd = |c: char| c.is_whitespace() && c != ' ' || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}');
    if !value.contains("  ") && !value.contains(odd) {
        return None;
    }
    let mut out = String::with_capacity(value.len());
    let mut gap = None;
    for c in value.chars() {
        if matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}') {
            continue;
        }
        if c.is_whitespace() {
            gap = Some(gap.unwrap_or(false) || matches!(c, '\n' | '\r'));
            continue;
        }
        if let Some(line_end) = gap.take() {
            let between = line_end && out.chars().next_back().is_some_and(is_cjk) && is_cjk(c);
            if !out.is_empty() && !between {
                out.push(' ');
            }
        }
        out.push(c);
    }
    Some(out)
}
