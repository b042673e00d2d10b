//! The trained model, read in place from the bytes inside the program.
//!
//! Little-endian: `YWL1`; buckets as a power of two (u8); number of confidence steps (u8); scale of weights (f32);
//! confidence steps (f32 score, f32 confidence); transitions (i16, by gap: begin table, go-on row; scale 1/1024);
//! bucket offsets (u32 each, one more than buckets); entries: fingerprint u16, count u8, count × (output u8, weight i8).

use super::crf::{LABELS, OUTPUTS, Scores, Transitions};
use super::token::Gap;
use std::sync::LazyLock;

/// First bytes of a model.
pub const MAGIC: &[u8; 4] = b"YWL1";
/// One step of a transition score.
pub const TRANSITION_SCALE: f32 = 1.0 / 1024.0;

/// A model, its big tables read in place.
pub struct Model<'a> {
    bits: u32,
    scale: f32,
    /// Confidence by score, both rising.
    pub steps: Vec<(f32, f32)>,
    /// Transition scores.
    pub transitions: Transitions,
    /// `exp` of the transition scores.
    pub weights: Transitions,
    offsets: &'a [u8],
    entries: &'a [u8],
}

static BUILT_IN: LazyLock<Option<Model<'static>>> = LazyLock::new(|| Model::read(include_bytes!("labeller.model")));

/// The model inside the program; `None` where it has none.
pub fn built_in() -> Option<&'static Model<'static>> {
    BUILT_IN.as_ref()
}

/// Bucket and fingerprint of a feature.
pub fn place(feature: u64, bits: u32) -> (usize, u16) {
    ((feature >> (64 - bits)) as usize, feature as u16)
}

impl<'a> Model<'a> {
    /// Reads a model; `None` where the bytes are none.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (bits, count) = (u32::from(*rest.first()?), usize::from(*rest.get(1)?));
        if !(1..=24).contains(&bits) {
            return None;
        }
        let scale = f32_at(rest, 2)?;
        let mut at = 6;
        let mut steps = Vec::with_capacity(count);
        for _ in 0..count {
            steps.push((f32_at(rest, at)?, f32_at(rest, at + 4)?));
            at += 8;
        }
        let mut transitions = Transitions::zero();
        for gap in 0..Gap::COUNT {
            for v in transitions.begin[gap].iter_mut().flatten().chain(&mut transitions.go_on[gap]) {
                *v = f32::from(i16::from_le_bytes(rest.get(at..at + 2)?.try_into().ok()?)) * TRANSITION_SCALE;
                at += 2;
            }
        }
        let table = 4 * ((1usize << bits) + 1);
        let (offsets, entries) = (rest.get(at..at + table)?, rest.get(at + table..)?);
        let weights = transitions.map(f32::exp);
        Some(Self { bits, scale, steps, transitions, weights, offsets, entries })
    }

    /// Scores of a token from its features. In passes, so that many reads of the big tables are under way at once.
    pub fn scores(&self, features: &[u64], spans: &mut Vec<(u32, u32, u16)>) -> Scores {
        let offset = |k: usize| self.offsets.get(4 * k..4 * k + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes);
        spans.clear();
        spans.extend(features.iter().map(|f| {
            let (bucket, fingerprint) = place(*f, self.bits);
            (offset(bucket), offset(bucket + 1), fingerprint)
        }));
        spans.retain(|(from, to, _)| from < to);
        // Touching every entry before the first is used brings them near; the sum itself means nothing.
        let touched =
            spans.iter().fold(0u32, |a, (from, _, _)| a.wrapping_add(self.entries.get(*from as usize).map_or(0, |b| u32::from(*b))));
        std::hint::black_box(touched);
        let mut sums = [0i32; 256];
        for (from, to, fingerprint) in spans.iter() {
            add(self.entries.get(*from as usize..*to as usize).unwrap_or(&[]), *fingerprint, &mut sums);
        }
        std::array::from_fn(|k| sums[k] as f32 * self.scale)
    }

    /// Confidence of a score: between the steps in a straight line.
    pub fn confidence(&self, score: f32) -> f32 {
        let k = self.steps.partition_point(|(s, _)| *s <= score);
        match (k.checked_sub(1).and_then(|j| self.steps.get(j)), self.steps.get(k)) {
            (Some((s0, c0)), Some((s1, c1))) => c0 + (c1 - c0) * (score - s0) / (s1 - s0).max(f32::MIN_POSITIVE),
            (Some((_, c)), None) | (None, Some((_, c))) => *c,
            (None, None) => 0.5,
        }
    }
}

/// Adds the weights of one feature, if the bucket has it. There is a sum for every byte, so that none is out of bounds.
fn add(mut rest: &[u8], fingerprint: u16, sums: &mut [i32; 256]) {
    while let [low, high, count, tail @ ..] = rest {
        let (pairs, next) = tail.split_at((2 * usize::from(*count)).min(tail.len()));
        if u16::from_le_bytes([*low, *high]) == fingerprint {
            for pair in pairs.chunks_exact(2) {
                sums[usize::from(pair[0])] += i32::from(pair[1] as i8);
            }
            return;
        }
        rest = next;
    }
}

fn f32_at(bytes: &[u8], at: usize) -> Option<f32> {
    Some(f32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

const _: () = assert!(OUTPUTS == 2 * LABELS && OUTPUTS < 256);
