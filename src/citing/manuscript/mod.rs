//! Manuscripts: which works they cite, where, and which files belong to them. One reader a format.

mod aux_file;
mod gather;
mod latex;
mod latex_args;
mod markdown;
mod markdown_cites;
mod office;
mod org;
pub mod own_list;
pub mod plain;
mod plain_text;
mod reader;
pub mod retype;
mod typst;
mod typst_code;

pub use gather::{Bibliography, Manuscript, Source, Spot, gather, is_manuscript, sources};
pub use markdown::prose;
pub use reader::{Cite, Link, MANUSCRIPTS, Reader, Scan, Text};
