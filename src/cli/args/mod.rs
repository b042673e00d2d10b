//! What can be typed: every command with its options, from which help, completions and man pages are made.

// The texts are shown as help: brackets in them are patterns, not links.
#![allow(rustdoc::broken_intra_doc_links)]

mod changing;
mod giving;
mod joining;
mod taking;
mod upkeep;
mod writing;

pub use changing::*;
pub use giving::*;
pub use joining::*;
pub use taking::*;
pub use upkeep::*;
pub use writing::*;

use crate::library::giving::Choice;
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
    /// Never ask anything
    #[arg(long, global = true)]
    pub no_input: bool,
    /// When to use colours: auto, always, never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", value_parser = ["auto", "always", "never"], hide_possible_values = true)]
    pub color: String,
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
    /// Read documents and bibliography files into the library
    #[command(visible_alias = "import")]
    Add(AddArgs),
    /// Find the references of documents, without a library
    Extract(ExtractArgs),
    /// Read reference strings, one a line
    Parse(ParseArgs),
    /// Show what a reader sees of a document: blocks, notes, places
    Text(TextArgs),
    /// Convert between interchange formats, without a library
    Convert(ConvertArgs),
    /// Give out works of the library
    Export(ExportArgs),
    /// Check manuscripts against what they cite; the library or bibliography files against the rules
    Check(CheckArgs),
    /// Print the bibliography of works in a style
    Bibliography(super::bibliography::BibliographyArgs),
    /// Print citations of works in a style: notes, numbers, author and year
    Cite(super::cite::CiteArgs),
    /// Search the styles, with a sample in Chinese and English
    Styles(super::styles::StylesArgs),
    /// List the works
    List(ListArgs),
    /// Show a work with its records and citations
    Show(KeysArgs),
    /// Find works by words: Chinese, pinyin, English
    Find(FindArgs),
    /// Show where each value of a work comes from
    Why(WhyArgs),
    /// Enter a work by hand
    New(NewArgs),
    /// Change fields of a work ($EDITOR without fields)
    Edit(EditArgs),
    /// Tag a work
    Tag(TagArgs),
    /// Write a note on a work
    Note(NoteArgs),
    /// Attach a file to a work
    Attach(AttachArgs),
    /// Open the first attached file, address or DOI of a work
    Open(KeyArgs),
    /// Take works out of the library
    Remove(RemoveArgs),
    /// Give a field back the value that its documents say
    Restore(RestoreArgs),
    /// Find duplicates and language pairs
    Duplicates(DuplicatesArgs),
    /// Join two works
    Merge(PairArgs),
    /// Take a joined work apart
    Split(SplitArgs),
    /// Say that two works are different, for ever
    Different(PairArgs),
    /// Relate two works: A is … B
    Relate(RelateArgs),
    /// Answer open questions
    Review(ReviewArgs),
    /// Give a work another key
    Rename(PairArgs),
    /// List citation keys; set their pattern; rename a key in the library and in manuscripts
    Keys(KeyringArgs),
    /// Turn a manuscript with plain references into one with keys and a .bib, in new files
    Adopt(AdoptArgs),
    /// Keep a .bib file and the library in step, both ways
    Sync(SyncArgs),
    /// Keep .bib files in step until interrupted
    Watch(WatchArgs),
    /// List the documents
    Documents,
    /// Show what was done
    Log(LogArgs),
    /// Take an operation back
    Undo(UndoArgs),
    /// List the formats and readers
    Formats,
    /// Copy the library into a new file
    Backup(FileArgs),
    /// Show the library: path, size, integrity; rebuild it
    Library(LibraryArgs),
    /// Print completions for a shell
    Completions(CompletionsArgs),
    /// Print the manual page
    Man,
}

impl Chosen {
    /// What was chosen.
    pub fn choice(&self) -> Choice {
        let keys = self.keys.iter().chain(&self.named).filter(|k| !k.is_empty()).cloned().collect();
        Choice { keys, tags: self.tag.clone(), query: self.query.clone().unwrap_or_default() }
    }
}
