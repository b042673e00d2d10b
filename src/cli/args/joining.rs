//! What joins and parts works: `duplicates`, `merge`, `split`, `relate`, `review`.

// The texts are shown as help: brackets in them are patterns, not links.
#![allow(rustdoc::broken_intra_doc_links)]

use clap::Args;
use std::path::PathBuf;

/// Two works.
#[derive(Args, Debug)]
pub struct PairArgs {
    /// The one key
    pub a: String,
    /// The other key
    pub b: String,
}

/// Arguments of `split`.
#[derive(Args, Debug)]
pub struct SplitArgs {
    /// Key
    pub key: String,
    /// Only this record (numbers as `show` prints them)
    #[arg(long, value_name = "N")]
    pub record: Option<i64>,
}

/// Arguments of `relate`.
#[derive(Args, Debug)]
pub struct RelateArgs {
    /// A
    pub a: String,
    /// B
    pub b: String,
    /// translation-of, edition-of, reprint-of, preprint-of, part-of, cited-in, related
    #[arg(long = "as", value_name = "TYPE")]
    pub relation: String,
}

/// Arguments of `review`.
#[derive(Args, Debug)]
pub struct ReviewArgs {
    /// Answers: the rows of --json with "answer": "same", "different", "related" (with "type") or "skip"; - for standard input
    #[arg(long, value_name = "FILE")]
    pub apply: Option<PathBuf>,
}

/// Arguments of `duplicates`.
#[derive(Args, Debug)]
pub struct DuplicatesArgs {
    /// Bibliography files (the library without)
    pub files: Vec<PathBuf>,
    /// Say why: the evidence and vetoes of every pair
    #[arg(long)]
    pub explain: bool,
}
