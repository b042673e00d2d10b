//! What takes in and reads: `add`, `extract`, `parse`, `text`, `convert`.

// The texts are shown as help: brackets in them are patterns, not links.
#![allow(rustdoc::broken_intra_doc_links)]

use crate::cli::reading::{ChoiceArgs, LimitArgs};
use clap::Args;
use std::path::PathBuf;

/// Arguments of `add`.
#[derive(Args, Debug)]
pub struct AddArgs {
    /// Documents, bibliography files, folders, ZIP archives, globs; - for standard input
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Show what would be done
    #[arg(short = 'n', long)]
    pub dry_run: bool,
    /// Which files.
    #[command(flatten)]
    pub choice: ChoiceArgs,
    /// Bounds of reading.
    #[command(flatten)]
    pub limits: LimitArgs,
}

/// Arguments of `text`.
#[derive(Args, Debug)]
pub struct TextArgs {
    /// The document; one in an archive as archive.zip/inner.docx
    pub file: PathBuf,
    /// Bounds of reading.
    #[command(flatten)]
    pub limits: LimitArgs,
}

/// Arguments of `parse`.
#[derive(Args, Debug)]
pub struct ParseArgs {
    /// Files of reference strings, one a line; standard input without
    pub files: Vec<PathBuf>,
    /// Format to print
    #[arg(long, default_value = "csl-json", value_name = "FORMAT")]
    pub to: String,
}

/// Arguments of `extract`.
#[derive(Args, Debug)]
pub struct ExtractArgs {
    /// Documents, folders or ZIP archives; - for standard input
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Format to print
    #[arg(long, default_value = "csl-json", value_name = "FORMAT")]
    pub to: String,
    /// Which files.
    #[command(flatten)]
    pub choice: ChoiceArgs,
    /// Bounds of reading.
    #[command(flatten)]
    pub limits: LimitArgs,
}

/// Arguments of `convert`.
#[derive(Args, Debug)]
pub struct ConvertArgs {
    /// Bibliography files; - for standard input
    #[arg(required = true)]
    pub inputs: Vec<PathBuf>,
    /// Format of the inputs, or text for a reference list (default: recognised by content)
    #[arg(long, value_name = "FORMAT")]
    pub from: Option<String>,
    /// Format to write, text, or a style such as apa (default: by the ending of the output, else as read)
    #[arg(long, value_name = "FORMAT")]
    pub to: Option<String>,
    /// File to write (default: standard output)
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace each input by the result
    #[arg(long, conflicts_with = "output")]
    pub in_place: bool,
    /// Write nothing and fail where the target cannot hold a field
    #[arg(long)]
    pub strict: bool,
}
