//! What went wrong with one record, beside the good ones.

use serde::{Deserialize, Serialize};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Note,
    /// Something could not be held or was read with a guess.
    Warning,
    /// A record could not be read.
    Error,
}

/// One finding with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// How bad.
    pub severity: Severity,
    /// A stable short name for folding repeats (`missing-brace`, `unknown-macro`).
    pub code: &'static str,
    /// Line counted from 1; 0 where unknown.
    pub line: u32,
    /// What is wrong, in one sentence, naming key or value.
    pub message: String,
}

impl Fault {
    /// A fault of that severity.
    pub fn new(severity: Severity, code: &'static str, line: u32, message: impl Into<String>) -> Self {
        Fault { severity, code, line, message: message.into() }
    }
}
