//! What `--to` names: an interchange format, or formatted text in a style.

use super::report::Trouble;
use crate::citing::{self, Options, Style, output};
use crate::formats::{self, FORMATS, Format, Loss, WriteOptions};
use crate::model::Record;
use std::io::Write;
use std::path::Path;

/// Where records go.
pub enum Target {
    /// An interchange format.
    Format(&'static Format),
    /// Formatted plain text in the style of that name.
    Styled(String, Style),
}

/// Names that stand for a style beside its own.
const STYLES: &[(&str, &str)] = &[("text", "gb-t-7714-2025"), ("gbt7714", "gb-t-7714-2025")];

impl Target {
    /// The target of a name: a format that can be written, `text`, or a style by its name or file.
    pub fn named(name: &str) -> Result<Self, Trouble> {
        if formats::find(name).is_some() {
            return writable(name).map(Target::Format);
        }
        let style = STYLES.iter().find(|(n, _)| *n == name).map_or(name, |(_, style)| *style);
        match Style::find(style) {
            Ok(found) => Ok(Target::Styled(style.to_owned(), found)),
            Err(why) if Path::new(name).exists() => Err(Trouble::usage(why)),
            Err(_) => Err(unknown(name).hint("styles as text: yinwen styles")),
        }
    }

    /// The format that a file name's ending stands for, if it can be written.
    pub fn by_ending(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        FORMATS.iter().find(|f| f.write.is_some() && f.extensions.contains(&ending.as_str())).map(Target::Format)
    }

    /// The format, if it is one.
    pub fn format(&self) -> Option<&'static Format> {
        match self {
            Target::Format(format) => Some(format),
            Target::Styled(..) => None,
        }
    }

    /// For people.
    pub fn label(&self) -> &str {
        match self {
            Target::Format(format) => format.label,
            Target::Styled(name, _) => name,
        }
    }

    /// Writes records and tells what has no place there; a style prints what it prints.
    pub fn write(&self, records: &[Record], out: &mut dyn Write) -> std::io::Result<Vec<Loss>> {
        match self {
            Target::Format(format) => match format.write {
                Some(write) => write(records, &WriteOptions::default(), out),
                None => Ok(Vec::new()),
            },
            Target::Styled(_, style) => {
                let entries = citing::bibliography(records, style, &Options::default());
                let text = output::find("text").map(|o| (o.list)(&entries)).unwrap_or_default();
                out.write_all(text.as_bytes()).map(|()| Vec::new())
            }
        }
    }
}

/// The format of that name, if it can be written.
pub fn writable(name: &str) -> Result<&'static Format, Trouble> {
    formats::find(name).filter(|f| f.write.is_some()).ok_or_else(|| unknown(name))
}

fn unknown(name: &str) -> Trouble {
    let names: Vec<&str> = FORMATS.iter().filter(|f| f.write.is_some()).map(|f| f.name).chain(["text", "gbt7714"]).collect();
    Trouble::usage(format!("unknown format: {name}")).hint(format!("formats: {}", names.join(", ")))
}
