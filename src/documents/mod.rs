//! From files to texts with places: one reader a format, and the finder of reference lists and notes.

pub mod finder;
pub mod reader;

pub use reader::{Block, BlockKind, Document, Embedded, Failure, Limits, READERS, Reader, read};
