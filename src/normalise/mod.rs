//! From printed values to stored ones: rules in a fixed order, names, dates, folding keys, pinyin.

pub mod dates;
pub mod draft;
pub mod fold;
pub mod journals;
pub mod names;
pub mod pinyin;
pub mod rule;
pub mod rules;
mod setdown;
pub mod sheet;

pub use draft::{Draft, DraftFace, Slot};
pub use rule::{RULES, Rule, finish};
