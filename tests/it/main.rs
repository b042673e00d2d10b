//! Tests of the whole library in one binary: one file a subject.

mod finder;
mod hostile;
mod labeller;
mod library;
mod office;
mod pdf;
