//! Pages: words and dashes.

use super::numbers::cut_word;
use crate::normalise::rule::About;
use crate::text::script;

const WORDS: &[&str] = &[
    "pages", "page", "pags.", "pag.", "pp.", "pp", "pgs.", "pg.", "p.p.", "p.", "p", "págs.", "pág.", "seiten", "seite", "s.", "ss.",
    "стр.", "с.", "bl.", "hlm.", "str.",
];

/// Drops the words for pages.
pub fn word(value: &str, _: &About) -> Option<String> {
    let mut s = value.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | ';' | '；' | ':' | '：' | '。' | '.' | '、'));
    s = s.trim_end_matches(['(', '[', '（']).trim_end();
    for (open, close) in [('(', ')'), ('（', '）'), ('[', ']')] {
        if let Some(inner) = s.strip_prefix(open).and_then(|i| i.strip_suffix(close)) {
            s = inner.trim();
        } else if s.ends_with(close) && !s.contains(open) {
            s = s.trim_end_matches(close);
        }
    }
    let out = if script::has_han(s) { chinese(s) } else { latin(s) };
    (out != value && !out.is_empty()).then_some(out)
}

/// 第22页、第25—30页 → 22, 25—30; 頁2 上 → 2 上.
fn chinese(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let mut chars = s.chars().peekable();
    let mut dropped = false;
    while let Some(c) = chars.next() {
        match c {
            '第' if chars.peek().is_some_and(|n| n.is_ascii_alphanumeric() || *n == ' ') => dropped = true,
            // Not 扉页, 封页, 插页.
            '页' | '頁' if out.is_empty() || out.ends_with(|c: char| c.is_ascii_alphanumeric() || c == ' ') => dropped = true,
            // The page of a newspaper.
            '版' if out.ends_with(|c: char| c.is_ascii_digit()) => dropped = true,
            _ => out.push(c),
        }
    }
    let out = out.trim();
    if dropped { out.trim_start_matches('.').trim().to_owned() } else { out.to_owned() }
}

fn latin(s: &str) -> String {
    let mut s = s;
    if let Some(rest) = cut_word(s, WORDS).filter(|r| r.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[')) {
        s = rest;
    } else if let Some(rest) =
        ["pp", "pp.", "p.", "S."].iter().find_map(|w| s.strip_prefix(w)).filter(|r| r.starts_with(|c: char| c.is_ascii_digit()))
    {
        s = rest;
    }
    // "pp. 12–15, pp. 20–22"
    if s.contains("p.") && s.contains(", p") { s.replace(", pp. ", ", ").replace(", p. ", ", ") } else { s.to_owned() }
}

/// Whether the character is a dash of any length.
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '‐' | '‑' | '‒' | '−' | '―' | '~' | '～' | '〜' | '∼' | '﹣' | '－' | 'ー' | '─' | '\u{ad}')
}

/// Every run of dashes as one hyphen without spaces around.
pub fn hyphens(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let mut pending = false;
    for c in s.chars() {
        if is_dash(c) {
            pending = true;
            continue;
        }
        if pending {
            if c.is_whitespace() {
                continue;
            }
            out.truncate(out.trim_end().len());
            out.push('-');
            pending = false;
        }
        out.push(c);
    }
    if pending {
        out.truncate(out.trim_end().len());
    }
    out
}

/// Hyphens for dashes, `, ` between the parts of a list.
pub fn dash(value: &str, _: &About) -> Option<String> {
    let between = value.contains(|c: char| is_dash(c) && c != '-' || matches!(c, '、' | ',' | '，' | '至' | ' ' | '.' | ';' | '；' | '+'))
        || value.contains("--");
    if !between {
        return None;
    }
    let mut s = hyphens(&value.replace('至', "-").replace(" to ", "-"));
    if s.contains([',', '、', '，', '+', ';', '；']) {
        s = list(&s);
    }
    // Lost or added spaces inside a number (`183- 188` is done above): "12 - 15", "1 518" stay apart.
    (s != value && !s.is_empty()).then_some(s)
}

fn list(s: &str) -> String {
    let mut out = String::with_capacity(s.len() + 4);
    for c in s.chars() {
        match c {
            ',' | '、' | '，' | ';' | '；' => {
                out.truncate(out.trim_end().len());
                out.push_str(", ");
            }
            '+' => {
                out.truncate(out.trim_end().len());
                out.push('+');
            }
            _ if c.is_whitespace() && out.ends_with([' ', '+']) => {}
            _ => out.push(c),
        }
    }
    out.trim_matches([',', ' ']).to_owned()
}
