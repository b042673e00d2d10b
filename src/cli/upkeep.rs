//! `backup`, `library`, `completions`, `man`.

use super::args::{CompletionsArgs, FileArgs, Global, LibraryArgs};
use super::report::{Exit, Outcome, Talk, Trouble};
use super::{help, place};
use crate::store::{documents, works};
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

/// `completions`: the script asks this program at each completion, so that citation keys are completed too.
pub fn completions(args: &CompletionsArgs) -> Outcome {
    let shells = clap_complete::env::Shells::builtins();
    let name = args.shell.to_string();
    let shell = shells.completer(&name).ok_or_else(|| Trouble::usage(format!("no completions for {name}")))?;
    let program = std::env::current_exe()?.to_string_lossy().into_owned();
    let mut out = Vec::new();
    shell.write_registration("COMPLETE", "yinwen", "yinwen", &program, &mut out)?;
    std::io::stdout().write_all(&out)?;
    Ok(Exit::Clean)
}

/// `man`.
pub fn man(talk: &Talk) -> Outcome {
    clap_mangen::Man::new(help::command(talk.chinese)).render(&mut std::io::stdout())?;
    Ok(Exit::Clean)
}
