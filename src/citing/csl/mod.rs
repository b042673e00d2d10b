//! CSL and CSL-M styles: any `.csl`, bundled or from a file, each item in the layout and terms of its own language.
//!
//! hayagriva gives the archive of styles and locales. Its driver is not used: it knows one language a render, reads no
//! style with several layouts, takes items only through types that lose what CSL-JSON says (`EntryLike` is not exported),
//! and is not linear. What is printed here follows CSL 1.0.2 and, where that leaves room, citeproc-js.

pub mod bibliography;
pub mod case;
mod dates;
mod disambiguation;
mod element;
mod eval;
mod item;
pub mod load;
mod locale;
mod names;
pub mod notes;
mod numbers;
mod order;
mod out;
mod sheet;
mod strings;
mod xml;

pub use item::Item;
pub use sheet::Sheet;
