//! What all readings of Latin-script styles share: the scanned string, lists of names, dates, numbers, and the tail of
//! a reference. Holds no style of its own.

pub mod build;
pub mod confidence;
pub mod counts;
pub mod dates;
pub mod flows;
pub mod forms;
pub mod imprint;
pub mod items;
pub mod marks;
pub mod names;
pub mod numbers;
pub mod opening;
pub mod sentences;
pub mod tail;
pub mod titles;
pub mod tokens;
pub mod words;

pub use build::Build;
pub use tokens::scan;
