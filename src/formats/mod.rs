//! Interchange formats, one file each, and the register of them.

pub mod bibtex;
pub mod csl_json;
pub mod dates;
pub mod format;
pub mod ids;
pub mod language;

pub use format::{FORMATS, Format, Import, Input, Loss, WriteOptions, detect, find};
