//! Writes what was learnt as the bytes that the program reads in place.

use crate::learn::Learnt;
use yinwen::refs::labeller::crf::OUTPUTS;
use yinwen::refs::labeller::model::{MAGIC, TRANSITION_SCALE, place};
use yinwen::refs::labeller::token::Gap;

/// The model as bytes; weights below `least` are left out, and calibration `steps` go in front.
pub fn bytes(learnt: &Learnt, steps: &[(f32, f32)], least: f32) -> Vec<u8> {
    let kept: Vec<usize> = (0..learnt.features.len()).filter(|i| learnt.weights[*i].iter().any(|w| w.abs() >= least)).collect();
    let bits = (usize::BITS - kept.len().leading_zeros()).clamp(8, 17);
    let top = learnt.weights.iter().flatten().fold(0f32, |a, w| a.max(w.abs())).min(8.0);
    let scale = top / 127.0;
    let mut out = MAGIC.to_vec();
    out.extend([bits as u8, steps.len() as u8]);
    out.extend(scale.to_le_bytes());
    for (a, b) in steps {
        out.extend(a.to_le_bytes());
        out.extend(b.to_le_bytes());
    }
    for gap in 0..Gap::COUNT {
        for v in learnt.transitions.begin[gap].iter().flatten().chain(&learnt.transitions.go_on[gap]) {
            out.extend(((v / TRANSITION_SCALE).clamp(-32000.0, 32000.0).round() as i16).to_le_bytes());
        }
    }
    let mut buckets: Vec<Vec<u8>> = vec![Vec::new(); 1 << bits];
    for i in kept {
        let (bucket, fingerprint) = place(learnt.features[i], bits);
        let pairs: Vec<(u8, i8)> = (0..OUTPUTS)
            .filter(|k| learnt.weights[i][*k].abs() >= least)
            .map(|k| (k as u8, (learnt.weights[i][k] / scale).clamp(-127.0, 127.0).round() as i8))
            .filter(|(_, w)| *w != 0)
            .collect();
        let entry = &mut buckets[bucket];
        entry.extend(fingerprint.to_le_bytes());
        entry.push(pairs.len() as u8);
        entry.extend(pairs.iter().flat_map(|(k, w)| [*k, *w as u8]));
    }
    let mut at = 0u32;
    out.extend(at.to_le_bytes());
    for b in &buckets {
        at += b.len() as u32;
        out.extend(at.to_le_bytes());
    }
    out.extend(buckets.concat());
    out
}
