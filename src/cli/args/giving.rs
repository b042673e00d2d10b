//! What shows and gives out: `list`, `find`, `why`, `export` and the choice of works.

// The texts are shown as help: brackets in them are patterns, not links.
#![allow(rustdoc::broken_intra_doc_links)]

use clap::Args;
use std::path::PathBuf;

/// Which works.
#[derive(Args, Debug, Default)]
pub struct Chosen {
    /// Keys (all works without)
    pub keys: Vec<String>,
    /// Keys too, separated by commas
    #[arg(long = "keys", value_name = "KEYS", value_delimiter = ',')]
    pub named: Vec<String>,
    /// Only works with this tag
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// Only works that `find` would find
    #[arg(long, value_name = "WORDS", conflicts_with_all = ["keys", "named"])]
    pub query: Option<String>,
}

/// Arguments of `export`.
#[derive(Args, Debug)]
pub struct ExportArgs {
    /// Which works.
    #[command(flatten)]
    pub chosen: Chosen,
    /// Format to write, text, or a style such as apa (default: by the ending of the output, else bibtex)
    #[arg(long, value_name = "FORMAT")]
    pub to: Option<String>,
    /// File to write (default: standard output)
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Faces to write: both, or a language such as zh or en
    #[arg(long, default_value = "both", value_name = "FACES")]
    pub faces: String,
    /// Write the entries in the words of the files they were read from
    #[arg(long, conflicts_with = "strict")]
    pub as_read: bool,
    /// Write nothing and fail where the target cannot hold a field
    #[arg(long)]
    pub strict: bool,
    /// Exactly what this manuscript (file or folder) cites
    #[arg(long = "for", value_name = "MANUSCRIPT", conflicts_with_all = ["keys", "named", "query"])]
    pub manuscript: Vec<PathBuf>,
    /// With --for: take the entries from these bibliography files, not from the library
    #[arg(long, value_name = "FILE", requires = "manuscript")]
    pub input: Vec<PathBuf>,
    /// With --for: order of the entries, citation or key
    #[arg(long, default_value = "citation", value_name = "ORDER", requires = "manuscript")]
    pub order: String,
}

/// Arguments of `list`.
#[derive(Args, Debug)]
pub struct ListArgs {
    /// Only works with this tag
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
}

/// Some keys.
#[derive(Args, Debug)]
pub struct KeysArgs {
    /// Keys
    #[arg(required = true)]
    pub keys: Vec<String>,
}

/// One key.
#[derive(Args, Debug)]
pub struct KeyArgs {
    /// Key
    pub key: String,
}

/// Arguments of `find`.
#[derive(Args, Debug)]
pub struct FindArgs {
    /// Words
    #[arg(required = true)]
    pub words: Vec<String>,
    /// How many at most
    #[arg(long, default_value_t = 100, value_name = "N")]
    pub limit: usize,
}

/// Arguments of `why`.
#[derive(Args, Debug)]
pub struct WhyArgs {
    /// Key
    pub key: String,
    /// Field (all without)
    pub field: Option<String>,
}
