//! Repairs of damaged numbers that are certain.

use crate::normalise::rule::About;

/// `$5 - 1 6 + 3 2$` → `5-16+32`: inside a formula the spaces mean nothing.
pub fn latex(value: &str, _: &About) -> Option<String> {
    if !value.contains('$') {
        return None;
    }
    let mut out = String::with_capacity(value.len());
    for (i, part) in value.split('$').enumerate() {
        if i % 2 == 1 && value.matches('$').count().is_multiple_of(2) {
            let part = part.replace("\\sim", "-").replace("\\mathrm", "").replace("\\cdot", ".");
            out.extend(part.chars().filter(|c| !c.is_whitespace() && !matches!(c, '{' | '}' | '\\' | '^' | '_')));
        } else {
            out.push_str(part);
        }
    }
    Some(out.trim().to_owned())
}

/// `1OO` → `100`, `202o` → `2020`, `l5` → `15`, `(O6)` → `(06)`: in words of digits with only these letters.
pub fn repair(value: &str, _: &About) -> Option<String> {
    if !value.contains(['O', 'o', 'l', 'I', '|', 'О', 'о']) || !value.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut out = String::with_capacity(value.len());
    let mut word = String::new();
    let mut changed = false;
    for c in value.chars().chain(std::iter::once(' ')) {
        if c.is_alphanumeric() || c == '|' {
            word.push(c);
            continue;
        }
        changed |= push(&mut out, &word);
        word.clear();
        out.push(c);
    }
    out.pop();
    changed.then_some(out)
}

fn push(out: &mut String, word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let damaged = digits > 0
        && word.chars().all(|c| c.is_ascii_digit() || matches!(c, 'O' | 'o' | 'l' | 'I' | '|' | 'О' | 'о'))
        && digits < word.chars().count();
    // "I5" may be a page of a section I, "o1" nothing certain.
    if !damaged || word.starts_with(['I', 'o', '|']) && digits < 2 {
        out.push_str(word);
        return false;
    }
    out.extend(word.chars().map(|c| match c {
        'O' | 'o' | 'О' | 'о' => '0',
        'l' | 'I' | '|' => '1',
        _ => c,
    }));
    true
}
