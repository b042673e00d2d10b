//! What changes works: `new`, `edit`, `tag`, `note`, `attach`, `remove`, `restore`.

// The texts are shown as help: brackets in them are patterns, not links.
#![allow(rustdoc::broken_intra_doc_links)]

use clap::Args;
use std::path::PathBuf;

/// Arguments of `new`.
#[derive(Args, Debug)]
pub struct NewArgs {
    /// Type of the work
    #[arg(long = "type", default_value = "book", value_name = "TYPE")]
    pub kind: String,
    /// Fields: title=…, author="张三; Smith, Jane", issued=2020, en.title=…
    #[arg(required = true, value_name = "FIELD=VALUE")]
    pub fields: Vec<String>,
}

/// Arguments of `edit`.
#[derive(Args, Debug)]
pub struct EditArgs {
    /// Key
    pub key: String,
    /// Fields: title=…, author="张三; Smith, Jane", issued=2020-05, en.title=…; an empty value removes the field
    #[arg(value_name = "FIELD=VALUE")]
    pub fields: Vec<String>,
    /// Show what would be done
    #[arg(short = 'n', long)]
    pub dry_run: bool,
}

/// Arguments of `tag`.
#[derive(Args, Debug)]
pub struct TagArgs {
    /// Key
    pub key: String,
    /// Tags; with - in front to take one away
    #[arg(required = true, allow_hyphen_values = true)]
    pub tags: Vec<String>,
}

/// Arguments of `note`.
#[derive(Args, Debug)]
pub struct NoteArgs {
    /// Key
    pub key: String,
    /// The note
    #[arg(required = true)]
    pub text: Vec<String>,
}

/// Arguments of `attach`.
#[derive(Args, Debug)]
pub struct AttachArgs {
    /// Key
    pub key: String,
    /// File
    pub file: PathBuf,
}

/// Arguments of `remove`.
#[derive(Args, Debug)]
pub struct RemoveArgs {
    /// Keys
    #[arg(required = true)]
    pub keys: Vec<String>,
    /// Show what would be done
    #[arg(short = 'n', long)]
    pub dry_run: bool,
}

/// Arguments of `restore`.
#[derive(Args, Debug)]
pub struct RestoreArgs {
    /// Key
    pub key: String,
    /// Field
    pub field: String,
}
