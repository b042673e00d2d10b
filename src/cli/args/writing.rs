//! What serves manuscripts: `check`, `keys`, `adopt`, `sync`, `watch`.

// The texts are shown as help: brackets in them are patterns, not links.
#![allow(rustdoc::broken_intra_doc_links)]

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Arguments of `check`.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// Manuscripts (files or folders) or bibliography files; the library without
    pub paths: Vec<PathBuf>,
    /// Bibliography files to check manuscripts against, in place of those they name and of the library
    #[arg(long, value_name = "FILE")]
    pub input: Vec<PathBuf>,
    /// Style whose fields are asked for
    #[arg(long, value_name = "STYLE")]
    pub style: Option<String>,
    /// Correct what is certain, as one step of the log (files are corrected in place)
    #[arg(long)]
    pub fix: bool,
    /// With --fix: show what would be done
    #[arg(short = 'n', long)]
    pub dry_run: bool,
    /// text, json, or github (annotations of GitHub Actions)
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<String>,
    /// Only these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub only: Vec<String>,
    /// All but these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub skip: Vec<String>,
    /// Every finding, also of rules that have found very many
    #[arg(long)]
    pub all: bool,
    /// Explain a rule
    #[arg(long, value_name = "RULE")]
    pub explain: Option<String>,
    /// List the rules
    #[arg(long)]
    pub rules: bool,
}

/// Arguments of `keys`.
#[derive(Args, Debug)]
pub struct KeyringArgs {
    /// What to do (list without)
    #[command(subcommand)]
    pub action: Option<KeyAction>,
}

/// What to do with keys.
#[derive(Subcommand, Debug)]
pub enum KeyAction {
    /// List keys with their former ones
    List,
    /// Show or set the pattern that new keys are made by
    ///
    /// A pattern is text with fields in brackets: [auth][year][shorttitle] makes luo2018zhongguo.
    /// Fields: auth, authors, authors3 (three, then etal), authetal, initials, year, yy, title, title:3 (three words), shorttitle,
    /// journal, publisher, volume, issue, page, type, language; auth2 is the first two letters.
    /// Modifiers: lower (the default), upper, cap, abbr (first letters), han (Chinese characters stay), pinyin, a number, (text)
    /// for a field that is empty: [auth:cap][yy], [journal:abbr][page:(x)], [auth:han][year].
    #[command(verbatim_doc_comment)]
    Pattern {
        /// The pattern
        pattern: Option<String>,
    },
    /// Give works the keys that the pattern makes; the old ones stay as aliases
    Apply {
        /// Keys (all works without)
        keys: Vec<String>,
        /// Show what would be done
        #[arg(short = 'n', long)]
        dry_run: bool,
    },
    /// Rename a key in the library, in manuscripts and in their bibliography files: everywhere or nowhere
    Rename {
        /// The key
        old: String,
        /// The new key
        new: String,
        /// Manuscripts: files or folders
        #[arg(long = "in", value_name = "MANUSCRIPT", num_args = 1..)]
        manuscripts: Vec<PathBuf>,
        /// Show what would be done
        #[arg(short = 'n', long)]
        dry_run: bool,
    },
}

/// Arguments of `adopt`.
#[derive(Args, Debug)]
pub struct AdoptArgs {
    /// The manuscript: Markdown, plain text, or LaTeX with thebibliography
    pub file: PathBuf,
    /// The new manuscript (default: FILE.adopted.md beside it)
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Its bibliography (default: FILE.bib beside it)
    #[arg(long, value_name = "FILE")]
    pub bib: Option<PathBuf>,
    /// Write over files that are there
    #[arg(long)]
    pub force: bool,
    /// Show what would be done
    #[arg(short = 'n', long)]
    pub dry_run: bool,
}

/// Arguments of `sync`.
#[derive(Args, Debug)]
pub struct SyncArgs {
    /// The .bib file
    pub file: PathBuf,
    /// Only what these manuscripts cite
    #[arg(long = "for", value_name = "MANUSCRIPT")]
    pub manuscript: Vec<PathBuf>,
    /// Where both sides changed a field: file or library wins
    #[arg(long, value_name = "SIDE")]
    pub prefer: Option<String>,
    /// Format of a new file: bibtex or biblatex
    #[arg(long, value_name = "FORMAT")]
    pub to: Option<String>,
    /// Show what would be done
    #[arg(short = 'n', long)]
    pub dry_run: bool,
}

/// Arguments of `watch`.
#[derive(Args, Debug)]
pub struct WatchArgs {
    /// As for sync.
    #[command(flatten)]
    pub sync: SyncArgs,
    /// Milliseconds between looks
    #[arg(long, default_value_t = 500, value_name = "MS")]
    pub interval: u64,
}
