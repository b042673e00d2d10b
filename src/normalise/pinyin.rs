//! Pinyin of names (surname readings first) and of text, for keys, order and search.

/// Pinyin syllables of a text, without tones, ü as v; what is no Han character is left out.
pub fn syllables(text: &str) -> Vec<&'static str> {
    use pinyin::ToPinyin;
    text.to_pinyin().flatten().map(|p| p.plain()).collect()
}
