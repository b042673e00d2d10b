//! What a citation style is: a reading of one reference.

use crate::normalise::Draft;

/// The script whose references a style reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// With Han characters for the most part.
    Han,
    /// Latin, Cyrillic, Greek.
    Latin,
    /// Both.
    Any,
}

/// A style of references, read by rule.
pub struct Style {
    /// Short name, with the version of its rules (`gbt7714/1`): stored with every record it made.
    pub name: &'static str,
    /// The script of its references: they are tried first on a text of that script.
    pub script: Script,
    /// Reads one reference (one face or a pair); `None` where the text is none of its own. The draft's confidence is on
    /// the one scale of all readings: the share of references read with that confidence that are wholly right.
    pub read: fn(&str) -> Option<Draft>,
}
