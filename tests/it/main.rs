//! Tests of the whole library in one binary: one file a subject.

mod effort;
mod evidence;
mod fields;
mod finder;
mod formats;
mod fuzz;
mod grouping;
mod hostile;
mod interchange;
mod keys;
mod labeller;
mod latin;
mod library;
mod manuscripts;
mod office;
mod orders;
mod pairs;
mod pdf;
mod refs;
mod review;
mod styles;
mod sync;
mod tables;
