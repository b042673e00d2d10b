//! Plain text has no keys; its citations in words and numbers are matched against its own list.

use super::reader::{Reader, Scan, Text};

/// Plain text.
pub const READER: Reader =
    Reader { name: "text", label: "Plain text", extensions: &["txt", "text"], implied: &[], from_main: false, plain: true, read };

fn read(_: &Text) -> Result<Scan, String> {
    Ok(Scan::default())
}
