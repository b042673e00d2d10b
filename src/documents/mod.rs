//! From files to texts with places: one reader a format, and the finder of reference lists and notes.

mod citavi;
mod coins;
mod csl;
mod docx;
mod epub;
pub mod finder;
pub mod flow;
mod html;
mod jats;
mod latex;
pub mod markdown;
mod odt;
pub mod own;
pub mod package;
mod page_meta;
mod pdf;
pub mod reader;
mod tei;
pub mod text;
mod typst;
mod xml;

pub use reader::{Block, BlockKind, Document, Embedded, Failure, Limits, Mark, READERS, Reader, read};
