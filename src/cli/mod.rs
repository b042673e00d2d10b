//! The command line: arguments, printing, exit codes. Commands are thin: they ask the library and print.

pub mod args;
pub mod convert;
pub mod duplicates;
pub mod extract;
pub mod input;
pub mod parse;
pub mod report;

use args::{Cli, Command};
use clap::Parser;
use report::{Exit, Talk};
use std::process::ExitCode;

/// Runs the program.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let talk = Talk::new(&cli.global);
    let result = match &cli.command {
        Command::Parse(a) => parse::run(a, &talk),
        Command::Extract(a) => extract::run(a, &talk),
        Command::Convert(a) => convert::run(a, &talk),
        Command::Duplicates(a) => duplicates::run(a, &talk),
    };
    match result {
        Ok(exit) => exit.code(),
        Err(trouble) if trouble.is_closed_pipe() => Exit::Clean.code(),
        Err(trouble) => {
            talk.error(&trouble);
            trouble.exit.code()
        }
    }
}
