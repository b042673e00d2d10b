//! Tests of the whole library in one binary: one file a subject.

mod finder;
mod library;
mod hostile;
mod office;
mod pdf;
