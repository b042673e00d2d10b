//! `backup`, `library`, `completions`, `man`.

use super::args::{Cli, CompletionsArgs, FileArgs, Global, LibraryArgs};
use super::place;
use super::report::{Exit, Outcome, Talk, Trouble};
use crate::store::{documents, works};
use clap::CommandFactory;
use serde_json::json;
use std::io::Write;

/// `backup`.
pub fn backup(args: &FileArgs, global: &Global, talk: &Talk) -> Outcome {
    if args.file.exists() {
        return Err(Trouble::failed(format!("{}: is there already; name a new file", args.file.display())));
    }
    place::open(global, talk)?.store.backup(&args.file)?;
    talk.say(format!("→ {}", args.file.display()));
    Ok(Exit::Clean)
}

/// `library`.
pub fn library(args: &LibraryArgs, global: &Global, talk: &Talk) -> Outcome {
    let mut library = place::open(global, talk)?;
    if args.rebuild {
        library.rebuild()?;
    }
    let trouble = library.store.integrity()?;
    let works = works::count(&library.store.db)?;
    let documents = documents::all(&library.store.db)?.len();
    let size = std::fs::metadata(&library.store.path).map_or(0, |m| m.len());
    let path = library.store.path.display().to_string();
    if talk.json || talk.ndjson {
        writeln!(
            std::io::stdout(),
            "{}",
            json!({"path": path, "size": size, "works": works, "documents": documents, "integrity": trouble.as_deref().unwrap_or("ok")})
        )?;
    } else {
        writeln!(std::io::stdout(), "{path}")?;
        writeln!(
            std::io::stdout(),
            "{works} {}   {documents} {}   {} kB   {}",
            talk.tr("works", "种文献"),
            talk.tr("documents", "份文档"),
            size / 1024,
            trouble.as_deref().unwrap_or("ok")
        )?;
    }
    Ok(if trouble.is_some() { Exit::Failed } else { Exit::Clean })
}

/// `completions`.
pub fn completions(args: &CompletionsArgs) -> Outcome {
    clap_complete::generate(args.shell, &mut Cli::command(), "yinwen", &mut std::io::stdout());
    Ok(Exit::Clean)
}

/// `man`.
pub fn man() -> Outcome {
    clap_mangen::Man::new(Cli::command()).render(&mut std::io::stdout())?;
    Ok(Exit::Clean)
}
