//! Proof of where values come from: only what differs from the print is written down.

use serde::{Deserialize, Serialize};

/// A value that is stored otherwise than it was printed, and the rules that changed it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Index of the face in its record.
    #[serde(default, rename = "f", skip_serializing_if = "is_zero")]
    pub face: u8,
    /// Name of the variable, role or date in CSL.
    #[serde(rename = "v")]
    pub field: String,
    /// The value as printed; empty where it was worked out.
    #[serde(default, rename = "p", skip_serializing_if = "String::is_empty")]
    pub printed: String,
    /// The rules, in the order they ran.
    #[serde(rename = "r")]
    pub rules: Vec<String>,
}

fn is_zero(n: &u8) -> bool {
    *n == 0
}

/// All changes of a record.
pub type Evidence = Vec<Change>;
