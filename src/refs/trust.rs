//! Brings the confidence of the reading that was taken to what such readings bear out, and weighs in whether rules and
//! labeller say the same. The steps are those that `scripts/calibration.py` measures; the choice among readings is made
//! before, by what each style says of itself.

use crate::normalise::{Draft, Slot};
use crate::text::script::has_han;

/// What another reading says of the one that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Witness {
    /// There is no other.
    None,
    /// The same.
    Agrees,
    /// Something else.
    Differs,
}

/// The most that a reading can have which is not nearly certain: below nine tenths.
const DOUBTFUL: f32 = 0.89;
/// From here on a reading is nearly certain by itself.
const CERTAIN: f32 = 0.95;

/// The pieces by which readings are compared.
const TELLING: &[Slot] =
    &[Slot::Author, Slot::Editor, Slot::Title, Slot::Container, Slot::Publisher, Slot::Place, Slot::Issued, Slot::Volume, Slot::Issue];

/// Whether two readings say the same, letter by letter.
pub fn witness(a: &Draft, b: &Draft) -> Witness {
    let (Some(a), Some(b)) = (a.faces.first(), b.faces.first()) else { return Witness::None };
    let same = |slot: &Slot| letters(a.get(*slot)).eq(letters(b.get(*slot)));
    if TELLING.iter().all(same) { Witness::Agrees } else { Witness::Differs }
}

fn letters(s: &str) -> impl Iterator<Item = char> {
    s.chars().filter(|c| c.is_alphanumeric())
}

/// The confidence of a reading of a text.
pub fn settled(text: &str, d: &Draft, witness: Witness) -> f32 {
    let c = d.confidence;
    match d.style {
        "labeller/1" => by_witness(c, witness, 0.93, 0.98),
        "quoted/1" => c - 0.01,
        "apa-zh/1" => c.min(DOUBTFUL),
        "comma-zh/1" | "short/1" | "address/1" => c,
        "gbt7714/1" => c - if has_han(text) { 0.0 } else { 0.03 },
        "gbt7714-plain/1" => c.min(if has_han(text) { 0.85 } else { 0.55 }),
        _ => by_witness(c, witness, 0.75, 0.9),
    }
}

/// A reading that is doubtful by itself gains by one that agrees and loses by one that differs.
fn by_witness(c: f32, witness: Witness, doubtful: f32, certain: f32) -> f32 {
    match witness {
        Witness::Differs => (c * if c < CERTAIN { doubtful } else { certain }).max(c.min(0.52)),
        _ if c >= CERTAIN => c,
        Witness::Agrees => (c + (DOUBTFUL - c) / 2.0).min(DOUBTFUL),
        Witness::None => c.min(DOUBTFUL),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agreement_raises_and_disagreement_lowers_a_doubtful_reading() {
        let draft = |c: f32| Draft { confidence: c, style: "labeller/1", ..Draft::default() };
        for c in [0.3, 0.6, 0.8, 0.88] {
            let by = |w| settled("A. Title. 1999.", &draft(c), w);
            assert!(by(Witness::Differs) <= by(Witness::None) && by(Witness::None) <= by(Witness::Agrees), "{c}");
            assert!(by(Witness::Agrees) < 0.9);
        }
        assert!(settled("A. Title. 1999.", &draft(0.97), Witness::Differs) < 0.97);
    }
}
