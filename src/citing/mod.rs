//! Citation keys, styles, formatted bibliographies, manuscripts.

pub mod citekey;
