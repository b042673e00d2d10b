//! From the text of a reference to its record: styles by rule, the trained labeller, splitting of notes and pairs.

pub mod labeller;
mod latin_apa;
mod latin_author_date;
mod latin_chicago;
mod latin_comma;
mod latin_common;
mod latin_corporate;
mod latin_gost;
mod latin_harvard;
mod latin_ieee;
mod latin_iso690;
mod latin_law;
mod latin_mla;
mod latin_physics;
mod latin_plain;
mod latin_short;
mod latin_springer;
mod latin_standard;
mod latin_vancouver;
pub mod style;

mod apa_zh;
mod choose;
mod clean;
mod comma_zh;
mod crowd;
mod emphasised;
mod gate;
mod gbt_marked;
mod gbt_plain;
mod head;
mod kind;
mod lex;
mod note_quoted;
mod numbers;
mod openers;
mod pair;
mod parts;
mod polish;
mod publisher;
mod roles;
mod scan;
mod short;
mod split;
mod tail;
mod trust;
mod when;

use crate::model::Record;
pub use choose::decided_by_rules;
pub use split::explain;
pub use style::Style;

/// Where a text comes from; it changes what may be expected of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Context {
    /// A reference string by itself, or an entry of a reference list: expected to be a reference.
    #[default]
    Entry,
    /// A footnote or endnote: one or more references, prose around them, or none.
    Note,
    /// A source line under a figure or table, its label (数据来源：) cut off.
    SourceLine,
}

/// Reads every reference of a text, in order of appearance; empty where there is none.
///
/// `place.start`/`end` of each record are character offsets in `text`; `raw` is exactly that part of it. Short forms
/// come back with the flag and without fields; [`resolve`] fills them.
pub fn parse(text: &str, context: Context) -> Vec<Record> {
    split::records(text, &[], context)
}

/// Like [`parse`], for a text in which some parts (byte ranges, in order) are set in italics.
pub fn parse_set(text: &str, italic: &[std::ops::Range<usize>], context: Context) -> Vec<Record> {
    split::records(text, italic, context)
}

/// Fills short forms (同上, 前引〔5〕, Ibid.) from the earlier citations of the same document, in order.
pub fn resolve(records: &mut [Record]) {
    short::resolve(records);
}

/// The styles read by rule.
pub const STYLES: &[Style] = &[
    gbt_marked::STYLE,
    note_quoted::STYLE,
    apa_zh::STYLE,
    gbt_plain::STYLE,
    latin_gost::STYLE,
    latin_short::STYLE,
    comma_zh::STYLE,
    latin_apa::STYLE,
    latin_author_date::STYLE,
    latin_chicago::STYLE,
    latin_comma::STYLE,
    latin_law::STYLE,
    latin_corporate::STYLE,
    latin_harvard::STYLE,
    latin_ieee::STYLE,
    latin_iso690::STYLE,
    latin_mla::STYLE,
    latin_physics::STYLE,
    latin_plain::STYLE,
    latin_springer::STYLE,
    latin_standard::STYLE,
    latin_vancouver::STYLE,
];
