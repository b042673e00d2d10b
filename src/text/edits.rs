//! Replacing pieces of a text.

use std::ops::Range;

/// The text with pieces (ranges of bytes) replaced; of two that overlap the first is done.
pub fn apply(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in edits.iter().filter(|(range, _)| range.end <= text.len()) {
        if range.start < at {
            continue;
        }
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push_str(new);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_replaced_in_their_order_and_never_twice() {
        let edits = vec![(6..9, "丁".to_owned()), (0..3, "a".to_owned()), (0..6, "lost".to_owned()), (9..9, "!".to_owned())];
        assert_eq!(apply("甲乙丙", edits), "a乙丁!");
        assert_eq!(apply("甲", vec![(0..90, "x".to_owned())]), "甲");
    }
}
