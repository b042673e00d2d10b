//! What looks after the library: `log`, `undo`, `backup`, `library`, and completions.

// The texts are shown as help: brackets in them are patterns, not links.
#![allow(rustdoc::broken_intra_doc_links)]

use clap::Args;
use std::path::PathBuf;

/// Arguments of `log`.
#[derive(Args, Debug)]
pub struct LogArgs {
    /// How many at most
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub limit: usize,
}

/// Arguments of `undo`.
#[derive(Args, Debug)]
pub struct UndoArgs {
    /// Number of the operation (the newest without)
    pub operation: Option<i64>,
}

/// One file.
#[derive(Args, Debug)]
pub struct FileArgs {
    /// File
    pub file: PathBuf,
}

/// Arguments of `library`.
#[derive(Args, Debug)]
pub struct LibraryArgs {
    /// Derive all works, keys and indexes again
    #[arg(long)]
    pub rebuild: bool,
}

/// Arguments of `completions`.
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// Shell
    pub shell: clap_complete::Shell,
}
