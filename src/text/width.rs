//! Full and half width forms of characters.

use std::borrow::Cow;

/// The half-width form of a full-width letter, digit, sign or space; any other character as it is.
pub fn half_char(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '\u{ffe5}' => '¥',
        _ => c,
    }
}

/// The half-width form of Chinese punctuation too (`。` `、` `【` `〔` `—` stay what they mean in Latin text).
pub fn latin_char(c: char) -> char {
    match c {
        '。' | '．' => '.',
        '、' => ',',
        '【' | '〔' | '［' => '[',
        '】' | '〕' | '］' => ']',
        '\u{2019}' | '\u{2018}' => c,
        _ => half_char(c),
    }
}

/// Full-width letters and digits in half width, everything else as it stands.
pub fn half_alnum(s: &str) -> Cow<'_, str> {
    map(s, |c| if half_char(c).is_ascii_alphanumeric() { half_char(c) } else { c })
}

/// Every full-width form in half width.
pub fn half(s: &str) -> Cow<'_, str> {
    map(s, half_char)
}

/// Every full-width form and Chinese punctuation mark in its Latin form.
pub fn latin(s: &str) -> Cow<'_, str> {
    map(s, latin_char)
}

fn map(s: &str, f: impl Fn(char) -> char) -> Cow<'_, str> {
    if s.is_ascii() || s.chars().all(|c| f(c) == c) { Cow::Borrowed(s) } else { Cow::Owned(s.chars().map(f).collect()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_digits_and_letters_become_plain() {
        assert_eq!(half_alnum("２０１２，Ａｂ：中"), "2012，Ab：中");
        assert_eq!(half("２０（１）：３"), "20(1):3");
        assert_eq!(latin("Smith，J．，2012。"), "Smith,J.,2012.");
    }
}
