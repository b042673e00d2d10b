//! What can be typed: every command with its options, from which help, completions and man pages are made.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Options of all commands.
#[derive(Args, Clone, Debug, Default)]
pub struct Global {
    /// Library file (default: in the user's data folder)
    #[arg(long, global = true, value_name = "FILE", env = "YINWEN_LIBRARY")]
    pub library: Option<PathBuf>,
    /// Print JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// Print one JSON object a line
    #[arg(long, global = true)]
    pub ndjson: bool,
    /// Language of messages: en or zh (default: by locale)
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<String>,
    /// Say only what went wrong
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

/// yinwen (引文): references out of documents, into a library, out in any format or style.
#[derive(Parser, Debug)]
#[command(name = "yinwen", version, max_term_width = 100, arg_required_else_help = true)]
pub struct Cli {
    /// Options of all commands.
    #[command(flatten)]
    pub global: Global,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Read reference strings, one a line
    Parse(ParseArgs),
    /// Find the references of documents, without a library
    Extract(ExtractArgs),
    /// Convert between interchange formats, without a library
    Convert(ConvertArgs),
    /// Find duplicates and language pairs
    Duplicates(DuplicatesArgs),
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
    /// Documents or folders; - for standard input
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Format to print
    #[arg(long, default_value = "csl-json", value_name = "FORMAT")]
    pub to: String,
}

/// Arguments of `convert`.
#[derive(Args, Debug)]
pub struct ConvertArgs {
    /// Bibliography files; - for standard input
    #[arg(required = true)]
    pub inputs: Vec<PathBuf>,
    /// Format of the inputs (default: recognised by content)
    #[arg(long, value_name = "FORMAT")]
    pub from: Option<String>,
    /// Format to write (default: by the ending of the output, else the format that was read)
    #[arg(long, value_name = "FORMAT")]
    pub to: Option<String>,
    /// File to write (default: standard output)
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Fail where the target cannot hold a field
    #[arg(long)]
    pub strict: bool,
}

/// Arguments of `duplicates`.
#[derive(Args, Debug)]
pub struct DuplicatesArgs {
    /// Bibliography files; the library without
    pub files: Vec<PathBuf>,
}
