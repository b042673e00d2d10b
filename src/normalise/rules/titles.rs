//! Marks around titles and punctuation behind them.

use crate::normalise::draft::Slot;
use crate::normalise::rule::About;

/// Marks that go around a title, opening and closing.
const PAIRS: &[(char, char)] = &[
    ('《', '》'),
    ('〈', '〉'),
    ('“', '”'),
    ('‘', '’'),
    ('"', '"'),
    ('「', '」'),
    ('『', '』'),
    ('«', '»'),
    ('„', '“'),
    ('„', '”'),
    ('＂', '＂'),
    ('\'', '\''),
    ('〝', '〞'),
    ('”', '”'),
];

/// Drops marks and punctuation until nothing more comes off.
pub fn apply(value: &str, about: &About) -> Option<String> {
    let mut s = value;
    for _ in 0..6 {
        let before = s;
        s = ends(s, about.slot);
        s = marks(s);
        if s == before {
            break;
        }
    }
    (s != value && !s.is_empty()).then(|| s.to_owned())
}

fn ends(s: &str, slot: Slot) -> &str {
    let s = s.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '，' | ';' | '；' | '、' | '/' | '。' | '．' | ':' | '：' | '|' | '=' | '·')
    });
    let s = s.trim_start_matches(['.', ')', ']', '—', '–', '-']).trim_start();
    let s = s.trim_end_matches(['(', '[', '（', '［', '〔', '—', '–']).trim_end();
    let s = if slot == Slot::Container { s.strip_prefix("In: ").or_else(|| s.strip_prefix("in: ")).unwrap_or(s) } else { s };
    if !s.ends_with('.') || s.ends_with("...") || abbreviation(s, slot) { s } else { s.trim_end_matches('.') }
}

/// Whether the full stop at the end belongs to the last word (`U.S.`, `Inc.`).
fn abbreviation(s: &str, slot: Slot) -> bool {
    let last = s.trim_end_matches('.').rsplit([' ', '-', '(']).next().unwrap_or("");
    last.contains('.') && last.chars().count() <= 6 && last.chars().all(|c| c == '.' || c.is_alphabetic())
        || matches!(last, "Inc" | "Ltd" | "Jr" | "etc")
        || slot == Slot::Container && s.matches('.').count() > 1 && last.chars().count() <= 8 && abbreviated(s)
}

/// A journal's name that is abbreviated throughout keeps its last full stop (`Phys. Rev. Lett.`).
fn abbreviated(s: &str) -> bool {
    let words = s.split_whitespace().filter(|w| w.chars().count() > 3 || w.ends_with('.')).count();
    s.split_whitespace().filter(|w| w.ends_with('.')).count() * 2 > words
}

/// Drops marks around the whole; a lone mark at one end too.
fn marks(s: &str) -> &str {
    for (open, close) in PAIRS {
        let Some(inner) = s.strip_prefix(*open) else { continue };
        match inner.strip_suffix(*close) {
            Some(inner) if encloses(inner, *open, *close) => return inner,
            Some(_) => {}
            None if !inner.contains(*close) && *open != '\'' && *open != '‘' => return inner,
            None => {}
        }
    }
    let opened = |close: char, inner: &str| PAIRS.iter().any(|(o, c)| *c == close && inner.contains(*o));
    match s.chars().next_back().filter(|c| PAIRS.iter().any(|(_, close)| close == c) && !matches!(c, '\'' | '’' | '“')) {
        Some(close) => s.strip_suffix(close).filter(|inner| !opened(close, inner)).unwrap_or(s),
        None => s,
    }
}

/// Whether the marks at both ends belong together: inside they are balanced and never closed before opened.
fn encloses(inner: &str, open: char, close: char) -> bool {
    if open == close {
        return !inner.contains(open);
    }
    let mut depth = 0i32;
    for c in inner.chars() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
        }
        if depth < 0 {
            // An apostrophe is no closing mark.
            return close == '’' && !inner.contains(open);
        }
    }
    depth == 0 || open == '‘'
}
