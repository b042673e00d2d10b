//! Judges a model on held-out examples, and calibrates its confidence on them.

use crate::data::Example;
use std::collections::BTreeMap;
use yinwen::refs::labeller::model::Model;
use yinwen::refs::labeller::token::tokens;
use yinwen::refs::labeller::{Label, Labelled, run};

/// Labels that are judged, by their first segment.
const JUDGED: [Label; 9] =
    [Label::Author, Label::Title, Label::Container, Label::Date, Label::Volume, Label::Issue, Label::Pages, Label::Publisher, Label::Place];

/// What held-out examples show.
#[derive(Default)]
pub struct Result {
    pub fields: (u32, u32, u32),
    /// Of each example: logarithm of the path's probability, number of tokens, whether it is wholly right.
    pub wholes: Vec<(f32, usize, bool)>,
}

impl Result {
    /// One line of figures.
    pub fn line(&self) -> String {
        let (right, said, there) = self.fields;
        let whole = self.wholes.iter().filter(|w| w.2).count();
        format!(
            "field F1 {:.3}, whole {}/{} = {:.3}",
            2.0 * f64::from(right) / f64::from((said + there).max(1)),
            whole,
            self.wholes.len(),
            whole as f64 / self.wholes.len().max(1) as f64
        )
    }
}

fn firsts(text: &str, labelled: &Labelled) -> [String; 9] {
    let mut out: [String; 9] = Default::default();
    for (label, range) in labelled.segments() {
        if let Some(k) = JUDGED.iter().position(|l| *l == label)
            && out[k].is_empty()
        {
            out[k] = text[range].chars().filter(|c| c.is_alphanumeric()).collect();
        }
    }
    out
}

/// Judges the model on examples, by their group.
pub fn judge(bytes: &[u8], examples: &[&Example]) -> BTreeMap<String, Result> {
    let model = Model::read(bytes).expect("a model just written");
    let mut all: BTreeMap<String, Result> = BTreeMap::new();
    for e in examples {
        let found = run(&model, &e.text);
        let gold = Labelled { tokens: tokens(&e.text), path: e.path.clone(), log_probability: 0.0 };
        let (a, b) = (firsts(&e.text, &found), firsts(&e.text, &gold));
        let result = all.entry(e.group.clone()).or_default();
        for (x, y) in a.iter().zip(&b) {
            let there = !y.is_empty();
            // What the labels leave out is not judged: sources label parts only.
            let said = !x.is_empty() && there;
            result.fields.0 += u32::from(there && x == y);
            result.fields.1 += u32::from(said);
            result.fields.2 += u32::from(there);
        }
        let right = a.iter().zip(&b).all(|(x, y)| y.is_empty() || x == y);
        result.wholes.push((found.log_probability as f32, e.path.len(), right));
    }
    all
}

/// Steps from score to confidence: isotonic regression (pool adjacent violators), thinned.
pub fn calibrate(mut seen: Vec<(f32, bool)>) -> Vec<(f32, f32)> {
    seen.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut blocks: Vec<(f64, f64, f64)> = Vec::new();
    for chunk in seen.chunks(40) {
        let n = chunk.len() as f64;
        let x = chunk.iter().map(|c| f64::from(c.0)).sum::<f64>() / n;
        blocks.push((x, chunk.iter().filter(|c| c.1).count() as f64 / n, n));
        while let [.., a, b] = blocks[..] {
            if a.1 < b.1 {
                break;
            }
            let n = a.2 + b.2;
            blocks.pop();
            *blocks.last_mut().expect("two blocks") = ((a.0 * a.2 + b.0 * b.2) / n, (a.1 * a.2 + b.1 * b.2) / n, n);
        }
    }
    blocks.iter().map(|b| (b.0 as f32, b.1 as f32)).collect()
}

/// The table of confidence against truth, for people.
pub fn table(steps: &[(f32, f32)], seen: &[(f32, bool)]) -> String {
    let confidence = |x: f32| {
        let k = steps.partition_point(|(s, _)| *s <= x);
        match (k.checked_sub(1).and_then(|j| steps.get(j)), steps.get(k)) {
            (Some((s0, c0)), Some((s1, c1))) => c0 + (c1 - c0) * (x - s0) / (s1 - s0).max(f32::MIN_POSITIVE),
            (Some((_, c)), None) | (None, Some((_, c))) => *c,
            (None, None) => 0.0,
        }
    };
    let mut out = String::new();
    for (from, to) in [(0.0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01), (0.9, 1.01)] {
        let inside: Vec<bool> = seen.iter().filter(|(x, _)| (from..to).contains(&confidence(*x))).map(|s| s.1).collect();
        let right = inside.iter().filter(|r| **r).count();
        out.push_str(&format!(
            "  {from:.2}–{:.2}: {:5} references, {:.3} wholly right\n",
            f32::min(to, 1.0),
            inside.len(),
            right as f64 / inside.len().max(1) as f64
        ));
    }
    out
}
