//! Punctuation at the ends of values.

use crate::normalise::rule::About;

/// Cuts punctuation off both ends; brackets only where they have no partner.
pub fn apply(value: &str, _: &About) -> Option<String> {
    let s = cut(value);
    (s != value && !s.is_empty()).then(|| s.to_owned())
}

/// The value without punctuation at its ends.
pub fn cut(value: &str) -> &str {
    let mut s = value;
    for _ in 0..4 {
        let before = s;
        let around =
            |c: char| c.is_whitespace() || matches!(c, ',' | '，' | ';' | '；' | '、' | '。' | ':' | '：' | '"' | '“' | '”' | '|' | '．');
        let from = s.trim_start_matches(around);
        s = from.trim_end_matches(around);
        // A quotation that ends the value keeps its closing mark.
        if from[s.len()..].starts_with('”') && s.contains('“') && !s.contains('”') {
            s = &from[..s.len() + '”'.len_utf8()];
        }
        s = s.trim_start_matches(['.', '/']).trim_end_matches('/');
        for (open, close) in [('(', ')'), ('（', '）'), ('[', ']'), ('［', '］'), ('〔', '〕')] {
            if s.ends_with(close) && !s.contains(open) {
                s = s.trim_end_matches(close);
            }
            if s.starts_with(open) && !s.contains(close) {
                s = s.trim_start_matches(open);
            }
            s = s.trim_end_matches(open);
        }
        if s.ends_with('.') && !keeps_stop(s) {
            s = s.trim_end_matches('.');
        }
        if s == before {
            break;
        }
    }
    s
}

/// Whether the full stop at the end belongs to the last word.
fn keeps_stop(s: &str) -> bool {
    let body = s.trim_end_matches('.');
    let last = body.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | ',' | '-')).next().unwrap_or("");
    let n = last.chars().count();
    matches!(
        last,
        "Inc"
            | "Ltd"
            | "Co"
            | "Corp"
            | "Jr"
            | "ed"
            | "Ed"
            | "Univ"
            | "Publ"
            | "Pub"
            | "Bros"
            | "Cie"
            | "rev"
            | "Rev"
            | "Mass"
            | "Calif"
            | "Verl"
            | "Aufl"
            | "Dept"
    ) || body.contains('.') && crate::normalise::dates::is_month(last)
        || last.contains('.') && n <= 5 && last.chars().all(|c| c == '.' || c.is_alphabetic())
        || n == 1 && last.chars().all(char::is_uppercase) && body.contains(' ')
}
