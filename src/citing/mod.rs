//! Citation keys, styles, formatted bibliographies, manuscripts.

pub mod citekey;
pub mod keypattern;
pub mod manuscript;
pub mod nearest;
pub mod requirements;

pub use manuscript::MANUSCRIPTS;
