//! Scanning of reference text: brackets and quotes of any width, the top level between them, characters by class.

pub use crate::text::cut::boundary;

/// Class of a bracket or quote, with whether it opens.
#[inline]
pub fn bracket(c: char) -> Option<(u8, bool)> {
    // Nearly every character is a letter: told apart first.
    if c.is_ascii_alphanumeric() || c == ' ' || ('\u{3016}'..'\u{fe00}').contains(&c) {
        return None;
    }
    signs(c)
}

fn signs(c: char) -> Option<(u8, bool)> {
    Some(match c {
        '(' | '（' | '﹙' => (0, true),
        ')' | '）' | '﹚' => (0, false),
        '[' | '［' | '〔' | '【' => (1, true),
        ']' | '］' | '〕' | '】' => (1, false),
        '《' | '≪' => (2, true),
        '》' | '≫' => (2, false),
        '〈' | '＜' => (3, true),
        '〉' | '＞' => (3, false),
        '“' => (4, true),
        '”' => (4, false),
        '「' => (5, true),
        '」' => (5, false),
        '『' => (6, true),
        '』' => (6, false),
        '{' => (7, true),
        '}' => (7, false),
        _ => return None,
    })
}

/// How far a closing bracket is looked for, in bytes: a reference has no longer group.
const REACH: usize = 1600;

/// For a text that starts with an opening bracket or quote: byte ranges of the inner text and of the whole group.
pub fn group(s: &str) -> Option<(&str, usize)> {
    let first = s.chars().next()?;
    let (class, true) = bracket(first)? else { return None };
    let mut depth = 0usize;
    let mut first_close = None;
    for (i, c) in s.char_indices() {
        if i > REACH {
            break;
        }
        match bracket(c) {
            Some((k, true)) if k == class => depth += 1,
            Some((k, false)) if k == class => {
                depth -= 1;
                first_close.get_or_insert((i, i + c.len_utf8()));
                if depth == 0 {
                    return Some((&s[first.len_utf8()..i], i + c.len_utf8()));
                }
            }
            _ => {}
        }
    }
    first_close.map(|(i, end)| (&s[first.len_utf8()..i], end))
}

/// The characters at the top level of a text: a bracket group or quotation gives its opener only.
pub struct Top<'a> {
    s: &'a str,
    at: usize,
    dead: u16,
}

/// Walks the top level of a text.
pub fn top(s: &str) -> Top<'_> {
    Top { s, at: 0, dead: 0 }
}

impl Iterator for Top<'_> {
    type Item = (usize, char);

    fn next(&mut self) -> Option<(usize, char)> {
        let here = self.at;
        let byte = *self.s.as_bytes().get(here)?;
        if byte.is_ascii() && !matches!(byte, b'(' | b'[' | b'{') {
            self.at = here + 1;
            return Some((here, char::from(byte)));
        }
        let c = self.s.get(here..)?.chars().next()?;
        self.at = here + c.len_utf8();
        if let Some((class, true)) = bracket(c)
            && self.dead & (1 << class) == 0
        {
            match group(&self.s[here..]) {
                Some((_, len)) => self.at = here + len,
                None => self.dead |= 1 << class,
            }
        }
        Some((here, c))
    }
}

/// A digit in any width.
pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// A digit, or a letter that scanning puts in its place; only meaningful beside digits.
pub fn is_digitish(c: char) -> bool {
    is_digit(c) || matches!(c, 'O' | 'o' | 'l' | 'I')
}

/// Any dash between numbers.
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '～' | '~' | '－' | '─' | '〜' | '﹣')
}

/// White space of any kind.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{3000}'
}

/// A full stop of either width.
pub fn is_stop(c: char) -> bool {
    matches!(c, '.' | '。' | '．' | '｡')
}

/// A comma of either width.
pub fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，')
}

/// A colon of either width.
pub fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '∶')
}

/// Cuts spaces and separators at both ends; closing brackets that belong to the text stay.
pub fn trim(s: &str) -> &str {
    s.trim_matches(|c: char| is_space(c) || is_comma(c) || is_stop(c) || is_colon(c) || matches!(c, ';' | '；' | '、' | '/'))
}

/// Like [`trim`], but keeps a full stop that ends an abbreviation or initial.
pub fn trim_soft(s: &str) -> &str {
    let s = s.trim_start_matches(|c: char| is_space(c) || is_comma(c) || is_stop(c) || is_colon(c) || matches!(c, ';' | '；' | '、' | '/'));
    let cut = s.trim_end_matches(|c: char| is_space(c) || is_comma(c) || is_colon(c) || matches!(c, ';' | '；' | '、' | '/'));
    let bare = cut.trim_end_matches(is_stop);
    if cut.len() == bare.len() + 1 && cut.ends_with('.') && abbreviated(bare) { cut } else { bare.trim_end() }
}

/// Whether a full stop behind this text ends an abbreviation or initial rather than a sentence.
pub fn abbreviated(before: &str) -> bool {
    let word: String = before.chars().rev().take_while(|c| c.is_alphabetic() && c.is_ascii()).take(8).collect();
    let word: String = word.chars().rev().collect();
    if word.is_empty() {
        return false;
    }
    let first = word.chars().next().unwrap_or(' ');
    if word.len() == 1 {
        return first.is_ascii_uppercase();
    }
    matches!(
        word.to_ascii_lowercase().as_str(),
        "ed" | "eds"
            | "vol"
            | "vols"
            | "no"
            | "nos"
            | "nr"
            | "pp"
            | "trans"
            | "rev"
            | "st"
            | "dr"
            | "jr"
            | "sr"
            | "vs"
            | "cf"
            | "ser"
            | "suppl"
            | "dept"
            | "univ"
            | "inc"
            | "ltd"
            | "co"
            | "corp"
            | "mr"
            | "mrs"
            | "ms"
            | "prof"
            | "chap"
            | "sec"
            | "art"
            | "fig"
            | "jan"
            | "feb"
            | "mar"
            | "apr"
            | "jun"
            | "jul"
            | "aug"
            | "sep"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
            | "hrsg"
            | "bd"
            | "aufl"
            | "tr"
            | "comp"
            | "approx"
            | "ca"
            | "ph"
            | "col"
    )
}

/// Whether the full stop at byte `i` separates two parts of a reference.
pub fn breaks(s: &str, i: usize) -> bool {
    let Some(c) = s[i..].chars().next() else { return false };
    let before = &s[..i];
    let after = &s[i + c.len_utf8()..];
    let (prev, next) = (before.chars().next_back(), after.chars().next());
    match c {
        '。' | '｡' => true,
        '．' => !(prev.is_some_and(is_digit) && next.is_some_and(is_digit)),
        '.' => match next {
            None => true,
            Some(n) if is_space(n) => {
                let following = after.trim_start().chars().next();
                let address = ["http", "www.", "doi:"].iter().any(|w| after.trim_start().starts_with(w));
                address
                    || !abbreviated(before)
                        && (following.is_none_or(|f| !f.is_ascii_lowercase()) || prev.is_some_and(crate::text::script::is_cjk))
                    || following.is_some_and(crate::text::script::is_cjk)
            }
            Some(n) if crate::text::script::is_cjk(n) || matches!(n, '《' | '“' | '「' | '〈') => true,
            Some(n) if n.is_uppercase() => {
                prev.is_some_and(|p| p.is_lowercase() || crate::text::script::is_cjk(p) || bracket(p).is_some_and(|b| !b.1))
                    && !url_like(before)
            }
            Some('[' | '［' | '(' | '（' | '/') => true,
            Some(n) if n.is_ascii_digit() => prev.is_some_and(|p| crate::text::script::is_cjk(p) || bracket(p).is_some_and(|b| !b.1)),
            _ => false,
        },
        _ => false,
    }
}

/// Whether the last word of a text belongs to a web address or identifier.
fn url_like(before: &str) -> bool {
    let word = before.rsplit(is_space).next().unwrap_or("");
    word.contains("//") || word.contains("www.") || word.starts_with("10.") || word.contains('@')
}

/// Whether a text has at least one letter or digit.
pub fn has_word(s: &str) -> bool {
    s.chars().any(char::is_alphanumeric)
}

/// Number of Han characters.
pub fn han(s: &str) -> usize {
    s.chars().filter(|c| crate::text::script::is_han(*c)).count()
}
