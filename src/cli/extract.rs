//! `yinwen extract`: the references of documents, printed, no library touched.

use super::args::ExtractArgs;
use super::reading::Choice;
use super::report::{Exit, Outcome, Talk, Trouble};
use super::target::writable;
use super::{convert, input};
use crate::documents::{self, Limits};
use crate::formats::WriteOptions;
use crate::library::reading;
use crate::model::Record;
use rayon::prelude::*;
use std::path::Path;

/// Runs the command.
pub fn run(args: &ExtractArgs, talk: &Talk) -> Outcome {
    let format = writable(&args.to)?;
    let limits = args.limits.limits();
    let paths = input::chosen(&args.paths, &Choice::new(&args.choice)?, &limits)?;
    let results: Vec<_> = paths.par_iter().map(|p| references(p, &limits)).collect();
    let mut records = Vec::new();
    let (mut failed, mut exit) = (0, Exit::Clean);
    for (path, result) in paths.iter().zip(results) {
        match result {
            Ok((faults, mut some)) => {
                exit = exit.and(talk.faults(path, &faults));
                records.append(&mut some);
            }
            Err(trouble) => {
                failed += 1;
                talk.error(&trouble);
            }
        }
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let losses = format.write.map(|write| write(&records, &WriteOptions { custom: true, ..WriteOptions::default() }, &mut out));
    std::io::Write::flush(&mut out)?;
    if let Some(losses) = losses {
        convert::report_losses(&losses?, talk);
    }
    Ok(match failed {
        0 => exit,
        n if n == paths.len() && paths.len() > 1 => Exit::Failed,
        _ => Exit::Partly,
    })
}

/// The references of one document; what failed names the file.
fn references(path: &Path, limits: &Limits) -> Result<(Vec<crate::model::Fault>, Vec<Record>), Trouble> {
    let bytes = input::bytes(path)?;
    let document = documents::read(&bytes, path, limits).map_err(|e| Trouble::failed(format!("{}: {e}", path.display())))?;
    let mut records = reading::citations(&document);
    for record in &mut records {
        record.place.document = path.display().to_string();
    }
    Ok((document.faults, records))
}
