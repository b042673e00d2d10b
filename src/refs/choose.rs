//! Chooses the best reading of one reference among the styles, face by face.

use super::{STYLES, pair};
use crate::normalise::Draft;

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

/// The draft of one reference with all its faces.
pub fn faces(s: &str) -> Option<Draft> {
    let mut all: Option<Draft> = None;
    for f in pair::faces(s) {
        let Some(d) = read(&s[f]) else { continue };
        match &mut all {
            None => all = Some(d),
            Some(first) => {
                first.faces.extend(d.faces);
                first.confidence = first.confidence.min(d.confidence);
            }
        }
    }
    let mut d = all?;
    d.span = 0..s.len();
    Some(d)
}
