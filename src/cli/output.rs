//! Where data goes: standard output, or a file that is replaced in one step.

use super::report::Trouble;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Gives a writer to the output; a file stands in its place only when all of it was written, and stays as it was where
/// writing fails.
pub fn to<T>(output: Option<&Path>, write: impl FnOnce(&mut dyn Write) -> std::io::Result<T>) -> Result<T, Trouble> {
    let Some(path) = output.filter(|p| *p != Path::new("-")) else {
        let mut out = BufWriter::with_capacity(64 << 10, std::io::stdout().lock());
        let given = write(&mut out)?;
        out.flush()?;
        return Ok(given);
    };
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let scratch = path.with_file_name(name);
    let whole = || -> std::io::Result<T> {
        let file = std::fs::File::create(&scratch)?;
        if let Ok(old) = std::fs::metadata(path) {
            // The new file may be read by those who could read the old one.
            let _ = file.set_permissions(old.permissions());
        }
        let mut out = BufWriter::with_capacity(64 << 10, file);
        let given = write(&mut out)?;
        out.flush()?;
        std::fs::rename(&scratch, path)?;
        Ok(given)
    };
    whole().map_err(|e| {
        let _ = std::fs::remove_file(&scratch);
        Trouble::failed(format!("{}: {e}", path.display()))
    })
}

/// Replaces a file by bytes.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    to(Some(path), |out| out.write_all(bytes))
}
