//! `yinwen export`: works of the library in a format.

use super::args::{ExportArgs, Global};
use super::report::{Exit, Outcome, Talk, Trouble};
use super::{convert, place};
use crate::formats::WriteOptions;
use crate::library::giving::{Choice, Faces};
use std::io::Write;

/// Runs the command.
pub fn run(args: &ExportArgs, global: &Global, talk: &Talk) -> Outcome {
    let format = match (&args.to, &args.output) {
        (Some(name), _) => convert::writable(name)?,
        (None, Some(output)) => convert::by_ending(output).map_or_else(|| convert::writable("bibtex"), Ok)?,
        (None, None) => convert::writable("bibtex")?,
    };
    let library = place::open(global, talk)?;
    let chosen = &args.chosen;
    let choice = Choice { keys: chosen.keys.clone(), tags: chosen.tag.clone(), query: chosen.query.clone().unwrap_or_default() };
    let faces = if matches!(args.faces.as_str(), "both" | "all") { Faces::All } else { Faces::Only(args.faces.clone()) };
    let records = library.give(&choice, &faces)?;
    let mut bytes = Vec::new();
    let write = format.write.ok_or_else(|| Trouble::usage(format!("{} cannot be written", format.name)))?;
    let losses = write(&records, &WriteOptions::default(), &mut bytes)?;
    match &args.output {
        Some(path) => {
            convert::replace(path, &bytes)?;
            talk.say(format!("{} {} → {}   {}", records.len(), talk.tr("works", "种文献"), path.display(), format.label));
        }
        None => std::io::stdout().lock().write_all(&bytes)?,
    }
    convert::report_losses(&losses, talk);
    Ok(if args.strict && !losses.is_empty() { Exit::Findings } else { Exit::Clean })
}
