//! `yinwen convert`: between interchange formats, no library touched.

use super::args::ConvertArgs;
use super::report::{Exit, Outcome, Talk, Trouble};
use super::target::{Target, writable};
use super::{input, output, piecewise};
use crate::documents;
use crate::formats::{self, FORMATS, Format, Import, Input, Loss};
use crate::library::reading;
use crate::model::Record;
use std::path::Path;

/// Runs the command.
pub fn run(args: &ConvertArgs, talk: &Talk) -> Outcome {
    if args.in_place {
        return args.inputs.iter().try_fold(Exit::Clean, |exit, path| Ok(exit.and(in_place(args, path, talk)?)));
    }
    if let Some(target) = &args.output
        && args.inputs.iter().any(|i| same_file(i, target))
    {
        return Err(Trouble::usage(format!("{} is an input", target.display())).hint("--in-place replaces inputs"));
    }
    let mut records = Vec::new();
    let mut read_as = None;
    let mut exit = Exit::Clean;
    for path in &args.inputs {
        let bytes = input::bytes(path)?;
        if let Some(exit) = piecewise::run(args, path, &bytes, talk)? {
            return Ok(exit);
        }
        let (format, import) = read(&bytes, path, args.from.as_deref())?;
        exit = exit.and(talk.faults(path, &import.faults));
        if format.name == TEXT.name && args.from.is_none() && !import.records.is_empty() {
            talk.say(format!("{}: {}", path.display(), talk.tr("read as a list of references", "按文献列表读取")));
        }
        if args.to.is_none() && args.inputs.len() == 1 && args.output.as_deref().is_none_or(|o| keeps(o, format)) {
            // The format and dialect that were read: what was not changed comes back byte for byte.
            if let Some(same) = formats::ledger::again(&Input::new(&bytes, path), format, &import, &import.records) {
                output::to(args.output.as_deref(), |out| out.write_all(&same))?;
                std::mem::forget(import);
                return Ok(exit);
            }
        }
        if import.records.is_empty() && import.faults.is_empty() {
            talk.say(format!("{}: {}", path.display(), talk.tr("no entries", "没有条目")));
        }
        match records.is_empty() {
            true => records = import.records,
            false => records.extend(import.records),
        }
        read_as.get_or_insert(format);
    }
    let same = || read_as.filter(|f| f.write.is_some()).map(Target::Format);
    let target = match (&args.to, &args.output) {
        (Some(name), _) => Some(Target::named(name)?),
        (None, Some(output)) => Target::by_ending(output).or_else(same),
        (None, None) => same(),
    };
    let target = target.ok_or_else(|| Trouble::usage("which format? (--to)"))?;
    let losses = write(&records, &target, args.output.as_deref(), args.strict, talk)?;
    // The process ends here: giving every string back one by one would only take time.
    std::mem::forget(records);
    Ok(exit.and(losses))
}

/// Converts one file into its own place.
fn in_place(args: &ConvertArgs, path: &Path, talk: &Talk) -> Outcome {
    let bytes = input::bytes(path)?;
    let (format, import) = read(&bytes, path, args.from.as_deref())?;
    let exit = talk.faults(path, &import.faults);
    let to = args.to.as_deref().map_or(Ok(format), writable)?;
    if to.name == format.name {
        return Ok(exit);
    }
    Ok(exit.and(write(&import.records, &Target::Format(to), Some(path), args.strict, talk)?))
}

/// Writes records and says what could not be held; with `strict` nothing is written where that is so.
pub fn write(records: &[Record], target: &Target, to: Option<&Path>, strict: bool, talk: &Talk) -> Outcome {
    if strict {
        let mut whole = Vec::new();
        let losses = target.write(records, &mut whole)?;
        report_losses(&losses, talk);
        if !losses.is_empty() {
            return Ok(Exit::Findings);
        }
        output::to(to, |out| out.write_all(&whole))?;
        return Ok(Exit::Clean);
    }
    let losses = output::to(to, |out| target.write(records, out))?;
    report_losses(&losses, talk);
    Ok(Exit::Clean)
}

fn same_file(a: &Path, b: &Path) -> bool {
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// Whether a file name asks for the format that was read, or for none in particular.
fn keeps(output: &Path, format: &Format) -> bool {
    let Some(ending) = output.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase) else { return true };
    format.extensions.contains(&ending.as_str()) || !FORMATS.iter().any(|f| f.extensions.contains(&ending.as_str()))
}

/// Reads bytes in the named format, or in the one that fits.
pub fn read(bytes: &[u8], path: &Path, from: Option<&str>) -> Result<(&'static Format, Import), Trouble> {
    let format = source(bytes, path, from)?;
    let Some(read) = format.read else { return Err(unreadable(format.name)) };
    let mut import = read(&Input::new(bytes, path)).map_err(|e| Trouble::failed(format!("{}: {e}", path.display())))?;
    reading::complete(&mut import.records);
    Ok((format, import))
}

/// The named format, or the one that fits.
pub fn source(bytes: &[u8], path: &Path, from: Option<&str>) -> Result<&'static Format, Trouble> {
    let input = Input::new(bytes, path);
    let format = match from {
        Some(name) => find(name).ok_or_else(|| unreadable(name))?,
        None => recognise(&input)?,
    };
    if !format.accepts(&input) {
        return Err(Trouble::failed(format!("{}: binary data, not {}", path.display(), format.label)));
    }
    Ok(format)
}

/// The format that fits the input: plain text of no known format is a list of references.
pub fn recognise(input: &Input) -> Result<&'static Format, Trouble> {
    if let Some(format) = formats::detect(input) {
        return Ok(format);
    }
    let unknown = || Trouble::failed(format!("{}: no known bibliography format", input.path.display()));
    match documents::recognise(input.bytes, input.path) {
        Some(reader) if matches!(reader.name, "text" | "markdown") => Ok(&TEXT),
        Some(_) => Err(unknown().hint("a document is read by yinwen extract or yinwen add")),
        None => Err(unknown()),
    }
}

/// The readable format of that name.
fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().chain([&TEXT]).find(|f| f.name == name && f.read.is_some())
}

fn unreadable(name: &str) -> Trouble {
    let names: Vec<&str> = FORMATS.iter().chain([&TEXT]).filter(|f| f.read.is_some()).map(|f| f.name).collect();
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

/// Reference lists as plain text: read by the parser of references, which is no interchange format of its own.
static TEXT: Format = Format {
    name: "text",
    label: "Reference list as text",
    extensions: &[],
    detect: |_| 0,
    read: Some(|input| Ok(reading::list(input.bytes))),
    write: None,
    slices: None,
};
