//! Citation keys, styles, formatted bibliographies, manuscripts.

pub mod citekey;
pub mod csl;
pub mod faces;
pub mod gbt7714;
pub mod keypattern;
pub mod manuscript;
pub mod nearest;
pub mod output;
pub mod rendering;
pub mod requirements;
pub mod rich;
pub mod sorting;
pub mod styles;

pub use faces::{Faces, Pairing};
pub use manuscript::MANUSCRIPTS;
pub use rendering::{Cite, Entry, Options, bibliography, cite};
pub use sorting::Order;
pub use styles::Style;
