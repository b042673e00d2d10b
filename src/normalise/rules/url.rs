//! Addresses.

use crate::normalise::rule::About;
use crate::text::{script, width};

/// Puts an address together and cuts what is around it.
pub fn apply(value: &str, _: &About) -> Option<String> {
    let mut s: String = value.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{ad}' | '\u{feff}')).collect();
    if s.contains(|c: char| !c.is_ascii()) {
        s = front_half(&s);
    }
    for (from, to) in [("&amp;", "&"), ("\\_", "_"), ("\\%", "%"), ("\\#", "#"), ("\\&", "&"), ("\\~", "~")] {
        if s.contains(from) {
            s = s.replace(from, to);
        }
    }
    let mut t = s.as_str();
    for prefix in ["URL:", "url:", "Url:", "URL", "\\url{", "网址:", "<"] {
        t = t.strip_prefix(prefix).unwrap_or(t);
    }
    let scheme = scheme(t);
    if let Some(fixed) = &scheme {
        t = fixed;
    }
    let t = tail(t);
    (t != value && !t.is_empty()).then(|| t.to_owned())
}

/// `http；//`, `https:/`, `http//`: the colon and slashes as they must be.
fn scheme(s: &str) -> Option<String> {
    for name in ["https", "http", "ftp"] {
        let Some(rest) = s.get(..name.len()).filter(|h| h.eq_ignore_ascii_case(name)).and_then(|_| s.get(name.len()..)) else { continue };
        let after = rest.trim_start_matches([':', ';', '/', '\\']);
        let signs = rest.len() - after.len();
        if signs > 0 && rest.get(..signs) != Some("://") {
            return Some(format!("{name}://{after}"));
        }
        return None;
    }
    None
}

/// Full-width signs in half width up to the first Chinese letter (which may belong to the path).
fn front_half(s: &str) -> String {
    let mut han = false;
    s.chars()
        .map(|c| {
            han |= script::is_cjk(c);
            if han { c } else { width::half_char(c) }
        })
        .collect()
}

fn tail(s: &str) -> &str {
    let mut s = s;
    loop {
        let before = s.len();
        s = s.trim_end_matches(['.', ',', ';', ':', '，', '。', '；', '、', '"', '”', '>', '\'', '*', '}', '`', '|']);
        for (open, close) in [('(', ')'), ('[', ']'), ('（', '）')] {
            if s.ends_with(close) && s.matches(close).count() > s.matches(open).count() {
                s = s.get(..s.len() - close.len_utf8()).unwrap_or(s);
            }
        }
        if s.ends_with(['(', '[', '（', '<']) {
            s = s.trim_end_matches(['(', '[', '（', '<']);
        }
        if s.len() == before {
            return s;
        }
    }
}
