//! What can be typed: every command with its options, from which help, completions and man pages are made.

// The texts are shown as help: brackets in them are patterns, not links.
#![allow(rustdoc::broken_intra_doc_links)]

use super::reading::{ChoiceArgs, LimitArgs};
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

impl Chosen {
    /// What was chosen.
    pub fn choice(&self) -> Choice {
        let keys = self.keys.iter().chain(&self.named).filter(|k| !k.is_empty()).cloned().collect();
        Choice { keys, tags: self.tag.clone(), query: self.query.clone().unwrap_or_default() }
    }
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

/// Arguments of `duplicates`.
#[derive(Args, Debug)]
pub struct DuplicatesArgs {
    /// Bibliography files (the library without)
    pub files: Vec<PathBuf>,
    /// Say why: the evidence and vetoes of every pair
    #[arg(long)]
    pub explain: bool,
}
