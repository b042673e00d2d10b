//! Interchange formats, one file each, and the register of them.

pub mod csl_json;
pub mod format;

pub use format::{FORMATS, Format, Import, Input, Loss, WriteOptions, detect, find};
