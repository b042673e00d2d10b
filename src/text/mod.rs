//! What is known of characters: scripts, widths, punctuation, numerals, encodings. Knows no bibliography.

pub mod cut;
pub mod edits;
pub mod encoding;
pub mod hant;
pub mod language;
pub mod lists;
pub mod numerals;
pub mod script;
pub mod width;
