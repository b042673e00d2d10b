//! yinwen (引文) finds references in documents, keeps them with proof of where each value came from, and gives them out
//! again in any format or style. `ARCHITECTURE.md` is the map of the house.
//!
//! The floors, from the top: [`cli`] → [`library`] → [`store`], [`citing`] → [`refs`], [`documents`], [`formats`],
//! [`dedup`] → [`normalise`] → [`text`] → [`model`]. A room names only rooms below its own floor.

pub mod citing;
pub mod cli;
pub mod dedup;
pub mod documents;
pub mod formats;
pub mod library;
pub mod model;
pub mod normalise;
pub mod refs;
pub mod store;
pub mod text;
