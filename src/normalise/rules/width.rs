//! Half width for letters, digits and Latin punctuation.

use crate::normalise::rule::About;
use crate::text::{script, width};
use std::borrow::Cow;

/// Numbers: every full-width form.
pub fn number(value: &str, _: &About) -> Option<String> {
    // The full-width tilde is a dash between pages, which has its own rule.
    let wide = |c: char| c != '～' && width::half_char(c) != c;
    value.contains(wide).then(|| value.chars().map(|c| if wide(c) { width::half_char(c) } else { c }).collect::<String>().trim().to_owned())
}

/// Text: letters and digits; in text without Chinese, Japanese or Korean letters punctuation too.
pub fn text(value: &str, _: &About) -> Option<String> {
    if value.is_ascii() {
        return None;
    }
    if script::has_cjk(value) {
        return match width::half_alnum(value) {
            Cow::Owned(s) => Some(s),
            Cow::Borrowed(_) => None,
        };
    }
    if !value.chars().any(|c| width::latin_char(c) != c) {
        return None;
    }
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        let half = width::latin_char(c);
        if half == '(' && half != c && out.ends_with(|c: char| c.is_alphanumeric()) {
            out.push(' ');
        }
        out.push(half);
        let spaced = half != c && matches!(half, ':' | ',' | ';' | '.' | ')' | '!' | '?');
        if spaced && chars.peek().is_some_and(|n| n.is_alphanumeric()) {
            out.push(' ');
        }
    }
    Some(out)
}
