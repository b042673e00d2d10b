//! Learns the weights: stochastic gradient with AdaGrad over the examples in a fixed pseudo-random order.

use crate::data::Example;
use rustc_hash::FxHashMap;
use yinwen::refs::labeller::crf::{self, LABELS, OUTPUTS, Scores, Transitions};
use yinwen::refs::labeller::features::Scene;
use yinwen::refs::labeller::token::{Gap, tokens};

/// What is set by hand.
pub struct Settings {
    pub epochs: usize,
    pub rate: f32,
    pub at_least: u32,
    pub drop: f32,
    pub decay: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { epochs: 10, rate: 0.12, at_least: 3, drop: 0.15, decay: 2e-6 }
    }
}

/// What was learnt.
pub struct Learnt {
    pub features: Vec<u64>,
    pub weights: Vec<Scores>,
    pub transitions: Transitions,
}

struct Sequence {
    gaps: Vec<Gap>,
    /// Features of token `i` are `rows[starts[i]..starts[i + 1]]`.
    starts: Vec<u32>,
    rows: Vec<u32>,
}

/// A small generator of pseudo-random numbers (xorshift64*).
#[derive(Clone)]
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    pub fn below(&mut self, n: usize) -> usize {
        ((self.next() >> 33) as usize) % n.max(1)
    }

    pub fn hit(&mut self, p: f32) -> bool {
        ((self.next() >> 40) as f32 / (1u64 << 24) as f32) < p
    }
}

fn scene(e: &Example) -> Scene {
    Scene::new(&e.text, &tokens(&e.text))
}

/// Features that occur in enough examples, numbered in order of first appearance.
fn dictionary(examples: &[&Example], at_least: u32) -> (FxHashMap<u64, u32>, Vec<u64>) {
    let mut counts: FxHashMap<u64, (u32, u32)> = FxHashMap::default();
    let mut order = Vec::new();
    for (k, e) in examples.iter().enumerate() {
        let s = scene(e);
        for i in 0..s.len() {
            s.features(i, |f| {
                let c = counts.entry(f).or_insert_with(|| {
                    order.push(f);
                    (0, u32::MAX)
                });
                if c.1 != k as u32 {
                    *c = (c.0 + 1, k as u32);
                }
            });
        }
    }
    let features: Vec<u64> = order.into_iter().filter(|f| counts[f].0 >= at_least).collect();
    drop(counts);
    (features.iter().enumerate().map(|(i, f)| (*f, i as u32)).collect(), features)
}

fn sequence(e: &Example, known: &FxHashMap<u64, u32>) -> Sequence {
    let s = scene(e);
    let mut out = Sequence { gaps: Vec::new(), starts: vec![0], rows: Vec::new() };
    for i in 0..s.len() {
        s.features(i, |f| out.rows.extend(known.get(&f)));
        out.starts.push(out.rows.len() as u32);
        out.gaps.push(s.gap(i));
    }
    out
}

/// Learns from the examples.
pub fn learn(examples: &[&Example], settings: &Settings) -> Learnt {
    let (known, features) = dictionary(examples, settings.at_least);
    let sequences: Vec<Sequence> = examples.iter().map(|e| sequence(e, &known)).collect();
    eprintln!("{} examples, {} features", examples.len(), features.len());
    let mut learner = Learner::new(features.len(), settings);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let late = settings.epochs - settings.epochs / 3;
    let mut sum: Option<(Vec<Scores>, Transitions, f32)> = None;
    for epoch in 0..settings.epochs {
        for i in (1..order.len()).rev() {
            order.swap(i, chance.below(i + 1));
        }
        learner.rate = settings.rate * (1.0 - 0.8 * epoch as f32 / settings.epochs as f32);
        let mut loss = 0.0;
        for &k in &order {
            loss += learner.step(&sequences[k], examples[k], &mut chance);
        }
        eprintln!("epoch {epoch}: loss {:.4} an example", loss / examples.len() as f64);
        if epoch >= late {
            let (w, t, n) = sum.get_or_insert_with(|| (vec![[0.0; OUTPUTS]; features.len()], Transitions::zero(), 0.0));
            for (s, x) in w.iter_mut().flatten().zip(learner.weights.iter().flatten()) {
                *s += x;
            }
            add(t, &learner.transitions);
            *n += 1.0;
        }
    }
    let (mut weights, transitions, n) = sum.expect("at least one epoch");
    weights.iter_mut().flatten().for_each(|w| *w /= n);
    Learnt { features, weights, transitions: transitions.map(|v| v / n) }
}

fn add(sum: &mut Transitions, other: &Transitions) {
    for (s, o) in sum.begin.iter_mut().flatten().flatten().zip(other.begin.iter().flatten().flatten()) {
        *s += o;
    }
    for (s, o) in sum.go_on.iter_mut().flatten().zip(other.go_on.iter().flatten()) {
        *s += o;
    }
}

struct Learner {
    weights: Vec<Scores>,
    squares: Vec<Scores>,
    transitions: Transitions,
    transition_squares: Transitions,
    rate: f32,
    drop: f32,
    decay: f32,
}

impl Learner {
    fn new(features: usize, settings: &Settings) -> Self {
        Self {
            weights: vec![[0.0; OUTPUTS]; features],
            squares: vec![[0.1; OUTPUTS]; features],
            transitions: Transitions::zero(),
            transition_squares: Transitions::zero().map(|_| 1.0),
            rate: settings.rate,
            drop: settings.drop,
            decay: settings.decay,
        }
    }

    /// One step on one example; gives its loss before the step.
    fn step(&mut self, s: &Sequence, e: &Example, chance: &mut Chance) -> f64 {
        let n = s.gaps.len();
        if n == 0 || n != e.path.len() {
            return 0.0;
        }
        let keep = 1.0 - self.drop;
        let mut kept: Vec<u32> = Vec::with_capacity(s.rows.len());
        let mut starts = vec![0usize];
        let mut scores: Vec<Scores> = Vec::with_capacity(n);
        for i in 0..n {
            let mut sum = [0f32; OUTPUTS];
            for row in &s.rows[s.starts[i] as usize..s.starts[i + 1] as usize] {
                if !chance.hit(self.drop) {
                    kept.push(*row);
                    let w = &self.weights[*row as usize];
                    for k in 0..OUTPUTS {
                        sum[k] += w[k];
                    }
                }
            }
            starts.push(kept.len());
            scores.push(sum.map(|v| v / keep));
        }
        let weights = self.transitions.map(f32::exp);
        let sums = crf::sums(&scores, &s.gaps, &weights, true);
        let loss = sums.log_z - crf::score(&scores, &s.gaps, &self.transitions, &e.path);
        for i in 0..n {
            let mut g = sums.outcome(i);
            let (y, begins) = e.path[i];
            g[if begins { usize::from(y) } else { LABELS + usize::from(y) }] -= 1.0;
            let active: Vec<(usize, f32)> = g.iter().copied().enumerate().filter(|(_, v)| v.abs() > 0.002).collect();
            if active.is_empty() {
                continue;
            }
            for row in &kept[starts[i]..starts[i + 1]] {
                let (w, q) = (&mut self.weights[*row as usize], &mut self.squares[*row as usize]);
                for &(k, v) in &active {
                    let v = v + self.decay * w[k];
                    q[k] += v * v;
                    w[k] -= self.rate * v / q[k].sqrt();
                }
            }
        }
        self.step_transitions(s, e, &sums, &weights);
        loss
    }

    fn step_transitions(&mut self, s: &Sequence, e: &Example, sums: &crf::Sums, weights: &Transitions) {
        for i in 1..s.gaps.len() {
            let gap = s.gaps[i];
            let (last, (y, begins)) = (usize::from(e.path[i - 1].0), (usize::from(e.path[i].0), e.path[i].1));
            let (table, squares, rate) =
                (&mut self.transitions.begin[gap as usize], &mut self.transition_squares.begin[gap as usize], self.rate);
            let mut update = |x: usize, k: usize, g: f32| {
                if g.abs() > 0.001 {
                    squares[x][k] += g * g;
                    table[x][k] -= rate * g / squares[x][k].sqrt();
                }
            };
            sums.transitions(i, gap, weights, |x, k, p| update(x, k, p - f32::from(u8::from(begins && x == last && k == y))));
            let p = sums.outcome(i);
            for k in 0..LABELS {
                let g = p[LABELS + k] - f32::from(u8::from(!begins && k == y));
                if g.abs() > 0.001 {
                    let q = &mut self.transition_squares.go_on[gap as usize][k];
                    *q += g * g;
                    self.transitions.go_on[gap as usize][k] -= rate * g / q.sqrt();
                }
            }
        }
    }
}
