//! Chooses the best reading of one reference among the styles.

use super::STYLES;
use crate::normalise::Draft;

/// Below this confidence of the rules the trained labeller is asked.
pub const ASK: f32 = 0.8;

/// The best reading of a text that is one face of one reference.
pub fn read(s: &str) -> Option<Draft> {
    let mut best: Option<Draft> = None;
    for style in STYLES {
        if let Some(d) = (style.read)(s) {
            if best.as_ref().is_none_or(|b| d.confidence > b.confidence) {
                let sure = d.confidence >= 0.95;
                best = Some(d);
                if sure {
                    break;
                }
            }
        }
    }
    best
}
