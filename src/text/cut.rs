//! Texts cut at a number of bytes, never inside a character.

/// The last boundary of characters at or before a byte.
pub fn boundary(s: &str, at: usize) -> usize {
    let mut at = at.min(s.len());
    while !s.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The beginning of a text, of at most so many bytes.
pub fn head(text: &str, most: usize) -> &str {
    &text[..boundary(text, most)]
}

/// The end of a text, of at most so many bytes.
pub fn tail(text: &str, most: usize) -> &str {
    let mut cut = text.len().saturating_sub(most);
    while !text.is_char_boundary(cut) {
        cut += 1;
    }
    &text[cut..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_and_ends_are_cut_between_characters() {
        assert_eq!((head("甲乙", 4), tail("甲乙", 4)), ("甲", "乙"));
        assert_eq!((head("ab", 9), tail("ab", 9), head("甲", 2), tail("甲", 2)), ("ab", "ab", "", ""));
    }
}
