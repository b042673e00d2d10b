//! Folding keys: what values are compared by. Never stored as values.

use unicode_normalization::UnicodeNormalization;

/// Letters and digits only, NFKC, case folded, without marks: equal keys mean "the same print".
pub fn key(s: &str) -> String {
    s.nfkd().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}
