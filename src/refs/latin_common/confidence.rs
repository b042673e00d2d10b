//! Brings what the styles count (doubts) to the one scale of all readings: the share that is wholly right, as measured on
//! the labelled training references that the rules were also tuned on; on other references the shares may be lower.

use crate::model::Kind;
use crate::normalise::{DraftFace, Slot};

/// What a style counted, and the share of such readings that were wholly right.
const MEASURED: &[(f32, f32)] = &[
    (0.0, 0.10),
    (0.3, 0.20),
    (0.5, 0.26),
    (0.6, 0.36),
    (0.7, 0.44),
    (0.75, 0.50),
    (0.8, 0.60),
    (0.84, 0.70),
    (0.87, 0.80),
    (0.9, 0.84),
    (0.925, 0.89),
    (0.935, 0.93),
    (0.945, 0.955),
    (1.0, 0.97),
];

/// The confidence on the common scale.
pub fn calibrated(counted: f32, face: &DraftFace) -> f32 {
    let x = counted.clamp(0.0, 1.0);
    let above = MEASURED.partition_point(|(c, _)| *c < x).clamp(1, MEASURED.len() - 1);
    let ((x0, y0), (x1, y1)) = (MEASURED[above - 1], MEASURED[above]);
    let share = y0 + (y1 - y0) * (x - x0) / (x1 - x0);
    share * completeness(face)
}

/// Readings that lack what their like has are wrong more often.
fn completeness(face: &DraftFace) -> f32 {
    let has = |slot| face.has(slot);
    let (title, container, volume, page) = (has(Slot::Title), has(Slot::Container), has(Slot::Volume), has(Slot::Page));
    let law = matches!(face.kind, Some(Kind::LegalCase | Kind::Legislation));
    let people = has(Slot::Author) || has(Slot::Editor) || law;
    let mut share = 1.0;
    if volume && !law && !page && !has(Slot::Doi) && !has(Slot::Eprint) {
        share *= if title { 0.8 } else { 0.4 };
    }
    if container && volume && !people && title {
        share *= 0.6;
    }
    if has(Slot::Issue) && !volume {
        share *= 0.75;
    }
    if container && has(Slot::Publisher) && !has(Slot::Editor) {
        share *= if has(Slot::Place) { 0.7 } else { 0.8 };
    }
    if !has(Slot::Issued) && !has(Slot::Url) {
        share *= 0.8;
    }
    share
}

#[cfg(test)]
mod tests {
    use super::calibrated;
    use crate::normalise::{DraftFace, Slot};

    #[test]
    fn more_doubts_never_give_more_confidence() {
        let mut face = DraftFace::default();
        face.put(Slot::Issued, "1999");
        let shares: Vec<f32> = (0..=100).map(|i| calibrated(i as f32 / 100.0, &face)).collect();
        assert!(shares.windows(2).all(|w| w[0] <= w[1]));
        assert!(shares.iter().all(|s| (0.0..=1.0).contains(s)));
    }
}
