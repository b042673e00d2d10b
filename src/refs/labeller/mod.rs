//! The trained labeller: reads references that are only punctuated, in any style, by a conditional random field.
//!
//! `examples/train_labeller` makes the model again from labelled references, to the same bytes.

pub mod crf;
pub mod features;
pub mod label;
pub mod model;
mod pieces;
pub mod token;
mod words;

use crate::normalise::Draft;
use crf::Scores;
use features::Scene;
pub use label::Label;
use model::Model;
use std::ops::Range;
use token::{Gap, Token};

/// A text with its labels.
pub struct Labelled {
    /// Tokens.
    pub tokens: Vec<Token>,
    /// Label of each token and whether it begins a segment.
    pub path: Vec<crf::Step>,
    /// Logarithm of the probability of the path.
    pub log_probability: f64,
}

/// Tokens that are looked at: no reference is longer, and memory stays bounded.
const MOST: usize = 20_000;

/// Labels the tokens of a text with a model.
pub fn run(model: &Model, text: &str) -> Labelled {
    let mut tokens = token::tokens(text);
    tokens.truncate(MOST);
    let scene = Scene::new(text, &tokens);
    let (mut features, mut spans) = (Vec::with_capacity(96), Vec::with_capacity(96));
    let scores: Vec<Scores> = (0..scene.len())
        .map(|i| {
            features.clear();
            scene.features(i, |f| features.push(f));
            model.scores(&features, &mut spans)
        })
        .collect();
    let gaps: Vec<Gap> = (0..scene.len()).map(|i| scene.gap(i)).collect();
    let path = crf::best(&scores, &gaps, &model.transitions);
    let log_z = crf::sums(&scores, &gaps, &model.weights, false).log_z;
    let log_probability = crf::score(&scores, &gaps, &model.transitions, &path) - log_z;
    Labelled { tokens, path, log_probability }
}

impl Labelled {
    /// The segments: label and byte range from the first to the last token of each.
    pub fn segments(&self) -> Vec<(Label, Range<usize>)> {
        let mut out: Vec<(Label, Range<usize>)> = Vec::new();
        for (t, (y, begins)) in self.tokens.iter().zip(&self.path) {
            let label = Label::ALL.get(usize::from(*y)).copied().unwrap_or(Label::Other);
            match out.last_mut() {
                Some(last) if !begins && last.0 == label => last.1.end = t.end,
                _ => out.push((label, t.start..t.end)),
            }
        }
        out
    }
}

/// Labels a text: segments in order, with the byte range from the first to the last word of each.
pub fn label(text: &str) -> Vec<(Label, Range<usize>)> {
    model::built_in().map(|m| run(m, text).segments()).unwrap_or_default()
}

/// How much a text looks like a reference and not like prose, 0–1: what is labelled, how surely, how many words only
/// join others.
pub fn likeness(text: &str) -> f32 {
    model::built_in().map_or(0.5, |m| likeness_with(m, text))
}

/// [`likeness`] with a given model.
pub fn likeness_with(model: &Model, text: &str) -> f32 {
    let labelled = run(model, text);
    let n = labelled.tokens.len();
    if n < 3 {
        return 0.0;
    }
    let segments = labelled.segments();
    let has = |wanted: &[Label]| f32::from(u8::from(segments.iter().any(|(l, _)| wanted.contains(l))));
    let year = segments.iter().any(|(l, r)| *l == Label::Date && text[r.clone()].chars().filter(char::is_ascii_digit).count() >= 4);
    let names_first = segments
        .iter()
        .find(|(l, _)| !matches!(l, Label::Number | Label::Other))
        .is_some_and(|(l, _)| matches!(l, Label::Author | Label::Editor));
    let joining = labelled.tokens.iter().filter(|t| words::joins(&text[t.start..t.end])).count() as f32 / n as f32;
    let sure = (labelled.log_probability as f32 / n as f32 * 4.0).max(-2.5);
    let z = -3.4
        + 1.4 * f32::from(u8::from(names_first))
        + 0.8 * has(&[Label::Title])
        + 1.6 * f32::from(u8::from(year))
        + 1.1 * has(&[Label::Container, Label::Publisher])
        + 1.2 * has(&[Label::Volume, Label::Issue, Label::Pages])
        + 1.0 * has(&[Label::Url, Label::Doi, Label::Idno])
        + sure
        - 7.0 * (joining - 0.28).max(0.0)
        - 0.02 * (n as f32 - 60.0).clamp(0.0, 100.0);
    1.0 / (1.0 + (-z).exp())
}

/// Reads a reference; `None` where nothing of one is seen.
pub fn read(text: &str) -> Option<Draft> {
    let model = model::built_in()?;
    read_with(model, text)
}

/// Reads a reference with a given model.
pub fn read_with(model: &Model, text: &str) -> Option<Draft> {
    let labelled = run(model, text);
    let face = pieces::face(text, &labelled.segments())?;
    // Chinese was learnt from made references only; real ones bear out nine tenths of the confidence.
    let trust = if crate::text::script::has_han(text) { 0.9 } else { 1.0 };
    let confidence = trust * model.confidence(labelled.log_probability as f32);
    Some(Draft { faces: vec![face], span: 0..text.len(), confidence, style: "labeller/1", ..Draft::default() })
}
