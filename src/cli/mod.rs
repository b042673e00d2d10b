//! The command line: arguments, printing, exit codes. Commands are thin: they ask the library and print.

pub mod add;
pub mod adopt;
pub mod args;
mod asking;
pub mod beside;
pub mod bibliography;
pub mod check;
pub mod cite;
pub mod conflicts;
pub mod convert;
pub mod documents;
pub mod duplicates;
pub mod edit;
pub mod export;
pub mod extract;
pub mod formats;
pub mod give;
pub mod help;
pub mod input;
pub mod keys;
pub mod list;
pub mod log;
pub mod output;
pub mod pairs;
pub mod parse;
mod piecewise;
pub mod place;
pub mod reading;
pub mod report;
pub mod review;
pub mod show;
pub mod sources;
pub mod styles;
pub mod sync;
pub mod target;
pub mod text;
pub mod upkeep;
pub mod watch;

use args::{Cli, Command};
use clap::FromArgMatches;
use report::{Exit, Outcome, Talk};
use std::process::ExitCode;

/// Runs the program.
pub fn main() -> ExitCode {
    let chinese = report::wants_chinese(asked_language().as_deref());
    clap_complete::CompleteEnv::with_factory(move || help::command(chinese)).complete();
    let parsed = help::command(chinese).try_get_matches().and_then(|m| Cli::from_arg_matches(&m));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return wrong(&error, chinese),
    };
    let talk = Talk::new(&cli.global);
    match run(&cli, &talk) {
        Ok(exit) => exit.code(),
        Err(trouble) if trouble.is_closed_pipe() => Exit::Clean.code(),
        Err(trouble) => {
            talk.error(&trouble);
            trouble.exit.code()
        }
    }
}

/// The language named on the command line: the help must know it before the command line is read.
fn asked_language() -> Option<String> {
    let words: Vec<String> = std::env::args_os().map(|w| w.to_string_lossy().into_owned()).collect();
    let at = words.iter().position(|w| w == "--lang" || w.starts_with("--lang="))?;
    words[at].strip_prefix("--lang=").map(str::to_owned).or_else(|| words.get(at + 1).cloned())
}

/// A command line that was wrong, or asked for help.
fn wrong(error: &clap::Error, chinese: bool) -> ExitCode {
    match help::chinese_error(error).filter(|_| chinese) {
        Some(message) => eprintln!("{message}"),
        None => {
            // Nobody may be listening any more.
            let _ = error.print();
        }
    }
    if error.use_stderr() { Exit::Usage.code() } else { Exit::Clean.code() }
}

fn run(cli: &Cli, talk: &Talk) -> Outcome {
    let global = &cli.global;
    match &cli.command {
        Command::Add(a) => add::run(a, global, talk),
        Command::Extract(a) => extract::run(a, talk),
        Command::Parse(a) => parse::run(a, talk),
        Command::Text(a) => text::run(a, talk),
        Command::Convert(a) => convert::run(a, talk),
        Command::Export(a) => export::run(a, global, talk),
        Command::Check(a) => check::run(a, global, talk),
        Command::Bibliography(a) => bibliography::run(a, global, talk),
        Command::Cite(a) => cite::run(a, global, talk),
        Command::Styles(a) => styles::run(a, talk),
        Command::List(a) => list::run(a, global, talk),
        Command::Find(a) => list::find(a, global, talk),
        Command::Show(a) => show::run(a, global, talk),
        Command::Why(a) => show::why(a, global, talk),
        Command::New(a) => edit::new(a, global, talk),
        Command::Edit(a) => edit::run(a, global, talk),
        Command::Tag(a) => edit::tag(a, global, talk),
        Command::Note(a) => edit::note(a, global, talk),
        Command::Attach(a) => edit::attach(a, global, talk),
        Command::Open(a) => edit::open(a, global, talk),
        Command::Remove(a) => edit::remove(a, global, talk),
        Command::Restore(a) => edit::restore(a, global, talk),
        Command::Duplicates(a) => duplicates::run(a, global, talk),
        Command::Merge(a) => pairs::merge(a, global, talk),
        Command::Split(a) => pairs::split(a, global, talk),
        Command::Different(a) => pairs::different(a, global, talk),
        Command::Relate(a) => pairs::relate(a, global, talk),
        Command::Rename(a) => pairs::rename(a, global, talk),
        Command::Review(a) => review::run(a, global, talk),
        Command::Keys(a) => keys::run(a, global, talk),
        Command::Adopt(a) => adopt::run(a, global, talk),
        Command::Sync(a) => sync::run(a, global, talk),
        Command::Watch(a) => watch::run(a, global, talk),
        Command::Documents => documents::run(global, talk),
        Command::Log(a) => log::run(a, global, talk),
        Command::Undo(a) => log::undo(a, global, talk),
        Command::Formats => formats::run(talk),
        Command::Backup(a) => upkeep::backup(a, global, talk),
        Command::Library(a) => upkeep::library(a, global, talk),
        Command::Completions(a) => upkeep::completions(a),
        Command::Man => upkeep::man(talk),
    }
}
