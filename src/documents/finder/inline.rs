//! References printed in brackets inside running text, as histories and commentaries have them.

use super::lines::Line;
use super::signs;

/// Byte ranges (in the line's text) of bracketed references, brackets cut off.
pub fn bracketed(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut open: Option<usize> = None;
    if !text.contains('《') || !text.contains('（') && !text.contains('(') {
        return out;
    }
    let mut depth = 0u32;
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' => {
                depth += 1;
                if depth == 1 {
                    open = Some(at + c.len_utf8());
                }
            }
            '）' | ')' if depth > 0 => {
                depth -= 1;
                if depth == 0
                    && let Some(start) = open.take()
                    && cites(&text[start..at])
                {
                    out.push(start..at);
                }
            }
            _ => {}
        }
    }
    out
}

/// Whether a bracket holds a whole reference: a title in title marks with a year and page, publisher or issue.
fn cites(text: &str) -> bool {
    let length = text.chars().count();
    if !(14..=300).contains(&length) || !text.contains('《') || text.contains("基金") {
        return false;
    }
    let title = text.find('《').unwrap_or(0);
    let before = text[..title].chars().count();
    let signs = signs::signs(text);
    let told = ["页", "頁", "出版社", "书局", "書局", "印书馆", "印書館"].iter().any(|w| text.contains(w))
        || text.contains('第') && text.contains('期');
    told && (signs.year || text.contains('页') || text.contains('頁')) && signs.score >= 4 && before <= 40
}

/// Whether a line by itself is an entry of a list that has lost its heading: GB/T 7714 or APA in full.
pub fn bare_entry(line: &Line) -> bool {
    let text = line.text;
    if !(20..=3600).contains(&text.len()) {
        return false;
    }
    let length = text.chars().count();
    if !(20..=900).contains(&length) {
        return false;
    }
    if let Some(mark) = signs::type_mark(text) {
        let before = text[..mark.start].chars().count();
        let after = &text[mark.end..];
        return (6..=400).contains(&before)
            && after.chars().any(|c| c.is_ascii_digit())
            && signs::signs(text).year
            && !text[..mark.start].contains('。');
    }
    apa(text)
}

/// `Smith, J., & Jones, K. (2001). Title. …`: authors with initials, then the year in parentheses, then a full stop.
fn apa(text: &str) -> bool {
    let Some(open) = text.find(" (").filter(|at| *at <= 300) else { return false };
    let year = &text[open + 2..];
    let digits = year.bytes().take_while(u8::is_ascii_digit).count();
    let close = year.find("). ").is_some_and(|c| c <= 24);
    let names = &text[..open];
    let initials = names.ends_with('.') || names.ends_with(", et al.");
    let first = names.split(", ").nth(1).is_some_and(|n| n.chars().nth(1) == Some('.') && n.starts_with(char::is_uppercase));
    digits == 4 && close && initials && first && signs::author_first(text) && signs::signs(text).score >= 3
}
