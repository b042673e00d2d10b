//! Folding keys: what values are compared by. Never stored as values.

use crate::model::Name;
use crate::text::{hant, script};
use unicode_normalization::UnicodeNormalization;

/// Letters and digits only, NFKC, case folded, without marks, Han characters simplified: equal keys mean "the same print".
pub fn key(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        push(&mut out, c);
    }
    out
}

/// Like [`key`], with one space between words: for search and for comparing word by word.
pub fn words(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        let before = out.len();
        push(&mut out, c);
        if out.len() == before && !out.is_empty() && !out.ends_with(' ') && !is_mark(c) && !matches!(c, '\'' | '’' | '.') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The key of a title: without markup, a leading article, and a trailing edition or type mark in brackets.
pub fn title(s: &str) -> String {
    let s = s.trim_start();
    let rest = ["The ", "the ", "THE ", "A ", "An "].iter().find_map(|a| s.strip_prefix(a)).unwrap_or(s);
    key(if rest.len() > 8 { rest } else { s })
}

/// The key of a name: family and first letter of the given name; Han names and literals whole.
pub fn name(name: &Name) -> String {
    match name {
        Name::Literal { literal } => key(literal),
        Name::Person(p) => {
            let mut out = key(&p.family);
            let given = key(&p.given);
            if script::has_cjk(&p.family) {
                out.push_str(&given)
            } else {
                out.extend(given.chars().next())
            }
            out
        }
    }
}

/// The key of a family name alone (with its particle), or of a literal.
pub fn family(name: &Name) -> String {
    key(&name.sort_name())
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{200b}'..='\u{200f}' | '\u{ad}' | '\u{feff}')
}

fn push(out: &mut String, c: char) {
    if c.is_ascii() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        }
        return;
    }
    if ('\u{4e00}'..='\u{9fff}').contains(&c) || ('\u{3400}'..='\u{4dbf}').contains(&c) {
        out.push(hant::simplified(c));
        return;
    }
    match c {
        'ß' | 'ẞ' => out.push_str("ss"),
        'ø' | 'Ø' => out.push('o'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'ł' | 'Ł' => out.push('l'),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'ı' => out.push('i'),
        '〇' => out.push('〇'),
        _ if script::is_kana(c) || script::is_hangul(c) => out.extend(std::iter::once(c).nfkc().filter(|c| c.is_alphanumeric())),
        _ => {
            let folded = std::iter::once(c).nfkd().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric() && !is_mark(*c));
            out.extend(folded.map(hant::simplified));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_of_the_same_words_have_one_key() {
        for (a, b) in [
            ("Science Diplomacy: A View", "SCIENCE DIPLOMACY　—a view"),
            ("資治通鑑", "资治通鉴"),
            ("Özkarağöz Doğan", "Ozkaragoz Dogan"),
            ("Straße", "STRASSE"),
            ("ﬁne Ａ１", "fine a1"),
            ("O\u{308}zil", "Özil"),
        ] {
            assert_eq!(key(a), key(b), "{a} / {b}");
        }
        assert_ne!(key("中国"), key("美国"));
        assert_eq!(words("The “first”—and last, U.S."), "the first and last us");
        assert_eq!(title("The structure of scientific revolutions"), title("Structure of Scientific Revolutions"));
    }

    #[test]
    fn names_compare_by_family_and_initial() {
        assert_eq!(name(&Name::person("Ruffini", "P B")), name(&Name::person("RUFFINI", "Pierre-Bruno")));
        assert_eq!(name(&Name::person("张", "三")), "张三");
    }
}
