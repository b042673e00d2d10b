//! `yinwen convert`: between interchange formats, no library touched.

use super::args::ConvertArgs;
use super::input;
use super::report::{Exit, Outcome, Talk, Trouble};
use crate::formats::{self, FORMATS, Format, Import, Input, Loss, WriteOptions};
use std::io::Write;
use std::path::Path;

/// Runs the command.
pub fn run(args: &ConvertArgs, talk: &Talk) -> Outcome {
    let mut records = Vec::new();
    let mut read_as = None;
    for path in &args.inputs {
        let bytes = input::bytes(path)?;
        let (format, import) = read(&bytes, path, args.from.as_deref())?;
        talk.faults(path, &import.faults);
        if args.to.is_none() && args.inputs.len() == 1 && args.output.as_deref().is_none_or(|o| keeps(o, format)) {
            // The format and dialect that were read: what was not changed comes back byte for byte.
            if let Some(same) = formats::ledger::again(&Input::new(&bytes, path), format, &import, &import.records) {
                match &args.output {
                    Some(output) => replace(output, &same)?,
                    None => std::io::stdout().lock().write_all(&same)?,
                }
                return Ok(Exit::Clean);
            }
        }
        records.extend(import.records);
        read_as.get_or_insert(format);
    }
    let target = match (&args.to, &args.output) {
        (Some(name), _) => writable(name)?,
        (None, Some(output)) => {
            by_ending(output).or(read_as.filter(|f| f.write.is_some())).ok_or_else(|| Trouble::usage("which format? (--to)"))?
        }
        (None, None) => read_as.filter(|f| f.write.is_some()).ok_or_else(|| Trouble::usage("which format? (--to)"))?,
    };
    let mut bytes = Vec::new();
    let losses = match target.write {
        Some(write) => write(&records, &WriteOptions::default(), &mut bytes)?,
        None => Vec::new(),
    };
    match &args.output {
        Some(path) => replace(path, &bytes)?,
        None => std::io::stdout().lock().write_all(&bytes)?,
    }
    report_losses(&losses, talk);
    // The process ends here: giving every string back one by one would only take time.
    std::mem::forget(records);
    Ok(if args.strict && !losses.is_empty() { Exit::Findings } else { Exit::Clean })
}

/// Whether a file name asks for the format that was read, or for none in particular.
fn keeps(output: &Path, format: &Format) -> bool {
    let Some(ending) = output.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase) else { return true };
    format.extensions.contains(&ending.as_str()) || !FORMATS.iter().any(|f| f.extensions.contains(&ending.as_str()))
}

/// Reads bytes in the named format, or in the one that fits.
pub fn read(bytes: &[u8], path: &Path, from: Option<&str>) -> Result<(&'static Format, Import), Trouble> {
    let input = Input::new(&bytes, path);
    let format = match from {
        Some(name) => formats::find(name).filter(|f| f.read.is_some()).ok_or_else(|| unknown(name, |f| f.read.is_some()))?,
        None => formats::detect(&input).ok_or_else(|| Trouble::failed(format!("{}: no known bibliography format", path.display())))?,
    };
    let Some(read) = format.read else { return Err(unknown(format.name, |f| f.read.is_some())) };
    let import = read(&input).map_err(|e| Trouble::failed(format!("{}: {e}", path.display())))?;
    Ok((format, import))
}

/// The format of that name, if it can be written.
pub fn writable(name: &str) -> Result<&'static Format, Trouble> {
    formats::find(name).filter(|f| f.write.is_some()).ok_or_else(|| unknown(name, |f| f.write.is_some()))
}

/// The format that a file name's ending stands for, if it can be written.
pub fn by_ending(path: &Path) -> Option<&'static Format> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    FORMATS.iter().find(|f| f.write.is_some() && f.extensions.contains(&ending.as_str()))
}

fn unknown(name: &str, can: fn(&Format) -> bool) -> Trouble {
    let names: Vec<&str> = FORMATS.iter().filter(|f| can(f)).map(|f| f.name).collect();
    Trouble::usage(format!("unknown format: {name}")).hint(format!("formats: {}", names.join(", ")))
}

/// One line for what the target could not hold.
pub fn report_losses(losses: &[Loss], talk: &Talk) {
    let mut fields: Vec<(&str, usize)> = Vec::new();
    for loss in losses {
        match fields.iter_mut().find(|(f, _)| *f == loss.field) {
            Some((_, n)) => *n += 1,
            None => fields.push((&loss.field, 1)),
        }
    }
    if !fields.is_empty() {
        let list: Vec<String> = fields.iter().map(|(f, n)| format!("{f} ({n})")).collect();
        talk.say(format!("{}: {}", talk.tr("the format cannot hold", "该格式无法容纳"), list.join(", ")));
    }
}

/// Writes a file in one step: whole in a new file beside it, then in its place.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    let trouble = |e: std::io::Error| Trouble::failed(format!("{}: {e}", path.display()));
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let scratch = path.with_file_name(name);
    let written = std::fs::write(&scratch, bytes).and_then(|()| std::fs::rename(&scratch, path));
    if written.is_err() {
        let _ = std::fs::remove_file(&scratch);
    }
    written.map_err(trouble)
}
