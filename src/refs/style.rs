//! What a citation style is: a reading of one reference.

use crate::normalise::Draft;

/// A style of references, read by rule.
pub struct Style {
    /// Short name, with the version of its rules (`gbt7714/1`): stored with every record it made.
    pub name: &'static str,
    /// Reads one reference (one face or a pair); `None` where the text is none of its own. The draft's confidence is on
    /// the one scale of all readings: the share of references read with that confidence that are wholly right.
    pub read: fn(&str) -> Option<Draft>,
}
