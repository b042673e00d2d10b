//! Converting a large file piece by piece, so that it is never held read: memory and time a record are those of a small one.

use super::args::ConvertArgs;
use super::convert;
use super::output;
use super::report::{Exit, Talk, Trouble};
use super::target::Target;
use crate::formats::{Format, Import, Input, Piece, WriteOptions, format::Write};
use std::io;
use std::path::Path;

/// A file of so many bytes is converted piece by piece.
const LARGE: usize = 4 << 20;

/// Records of a piece.
const PIECE: usize = 512;

/// Converts a file where it is large and both formats allow it; `None` where they do not.
pub fn run(args: &ConvertArgs, path: &Path, bytes: &[u8], talk: &Talk) -> Result<Option<Exit>, Trouble> {
    if bytes.len() < LARGE || args.strict || args.inputs.len() > 1 {
        return Ok(None);
    }
    let target = match (&args.to, &args.output) {
        (Some(name), _) => Some(Target::named(name)?),
        (None, Some(output)) => Target::by_ending(output),
        (None, None) => None,
    };
    let Some((write, target)) = target.as_ref().and_then(Target::format).filter(|f| f.is_pieced()).and_then(|f| Some((f.write?, f))) else {
        return Ok(None);
    };
    let source = convert::source(bytes, path, args.from.as_deref())?;
    if source.slices.is_none() || (args.to.is_none() && source.name == target.name) {
        return Ok(None);
    }
    pieces(args, path, bytes, (source, write), talk).map(Some)
}

fn pieces(args: &ConvertArgs, path: &Path, bytes: &[u8], (source, write): (&Format, Write), talk: &Talk) -> Result<Exit, Trouble> {
    let (mut faults, mut losses, mut broken) = (Vec::new(), Vec::new(), None);
    let written = output::to(args.output.as_deref(), |out| {
        let mut before = 0;
        let mut put = |records: &[_], more| -> io::Result<()> {
            losses.extend(write(records, &WriteOptions { piece: Piece { before, more }, ..WriteOptions::default() }, out)?);
            before += records.len();
            Ok(())
        };
        let mut failed = Ok(());
        let read = source.read_slices(&Input::new(bytes, path), PIECE, &mut |import: Import| {
            faults.extend(import.faults);
            failed = put(&import.records, true);
            failed.is_ok()
        });
        failed?;
        read.map_err(|why| {
            broken = Some(why.clone());
            io::Error::other(why)
        })?;
        put(&[], false)
    });
    if let Some(why) = broken {
        return Err(Trouble::failed(format!("{}: {why}", path.display())));
    }
    written?;
    let exit = talk.faults(path, &faults);
    convert::report_losses(&losses, talk);
    Ok(exit)
}
