//! From files to texts with places: one reader a format, and the finder of reference lists and notes.

pub mod archive;
mod citavi;
mod coins;
mod csl;
mod docx;
mod epub;
pub mod finder;
pub mod flow;
mod front_matter;
mod html;
mod jats;
mod latex;
pub mod limits;
pub mod markdown;
mod markup;
mod note_express;
mod odt;
mod opf;
mod org;
pub mod own;
pub mod package;
mod page_meta;
mod page_references;
mod pdf;
pub mod reader;
mod restructured;
mod tei;
pub mod text;
mod typst;
mod xml;

pub use limits::Limits;
pub use reader::{Block, BlockKind, Document, Embedded, Failure, Mark, READERS, Reader, read, recognise};
