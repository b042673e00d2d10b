//! The one place where the floors meet: take in, find, merge, undo, give out.

pub mod reading;
