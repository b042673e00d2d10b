//! Works of the library given out: clean entries, or those of the files they were read from.

use super::args::ExportArgs;
use super::report::{Exit, Outcome, Talk, Trouble};
use super::target::Target;
use super::{convert, output};
use crate::formats::{Format, WriteOptions};
use crate::library::Library;
use crate::library::giving::{Choice, Faces};
use crate::model::Record;

/// Writes the works of a choice.
pub fn run(library: &Library, choice: &Choice, faces: &Faces, target: &Target, args: &ExportArgs, talk: &Talk) -> Outcome {
    if args.as_read {
        let format = target.format().ok_or_else(|| Trouble::usage("--as-read needs a format, not a style"))?;
        return as_read(library, choice, faces, format, args, talk);
    }
    let records = library.give(choice, faces)?;
    let exit = convert::write(&records, target, args.output.as_deref(), args.strict, talk)?;
    if exit == Exit::Clean {
        said(records.len(), args, target.label(), talk);
    }
    Ok(exit)
}

/// Entries as they were read, in the words of their files; works that stood in no file of that format are written new.
fn as_read(library: &Library, choice: &Choice, faces: &Faces, format: &Format, args: &ExportArgs, talk: &Talk) -> Outcome {
    let family = |name: &str| if name == "biblatex" { "bibtex".to_owned() } else { name.to_owned() };
    let given = library.give_as_read(choice, faces, |name| family(name) == family(format.name))?;
    let fresh: Vec<Record> = given.iter().filter(|(_, raw)| raw.is_none()).map(|(record, _)| record.clone()).collect();
    let mut rest = Vec::new();
    let losses = match format.write {
        Some(write) if !fresh.is_empty() => write(&fresh, &WriteOptions::default(), &mut rest)?,
        _ => Vec::new(),
    };
    output::to(args.output.as_deref(), |out| {
        for raw in given.iter().filter_map(|(_, raw)| raw.as_deref()) {
            out.write_all(raw.trim_end().as_bytes())?;
            out.write_all(b"\n\n")?;
        }
        out.write_all(&rest)
    })?;
    if !fresh.is_empty() {
        let why = talk.tr("written new: they stood in no file of this format", "种重新写出：未见于此格式的文件");
        talk.say(format!("{} {why}", fresh.len()));
    }
    convert::report_losses(&losses, talk);
    said(given.len(), args, format.label, talk);
    Ok(Exit::Clean)
}

fn said(works: usize, args: &ExportArgs, label: &str, talk: &Talk) {
    if let Some(path) = &args.output {
        talk.say(format!("{works} {} → {}   {}", talk.tr("works", "种文献"), path.display(), label));
    }
}
