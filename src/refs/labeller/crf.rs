//! The linear-chain conditional random field: best path, its probability, and the sums that training needs.
//!
//! A token either begins a segment of a label or goes on with the segment of the token before it. What may follow depends
//! only on the label before and on the gap between, so a step costs one small table.

use super::label::Label;
use super::token::Gap;

/// Number of labels.
pub const LABELS: usize = Label::COUNT;
/// Scores of a token: each label begun, each label gone on with.
pub const OUTPUTS: usize = 2 * LABELS;

/// Scores of a token.
pub type Scores = [f32; OUTPUTS];

/// Scores of what follows what.
#[derive(Clone)]
pub struct Transitions {
    /// By gap, label before, label begun.
    pub begin: Vec<[[f32; LABELS]; LABELS]>,
    /// By gap, label gone on with.
    pub go_on: Vec<[f32; LABELS]>,
}

impl Transitions {
    /// All zero.
    pub fn zero() -> Self {
        Self { begin: vec![[[0.0; LABELS]; LABELS]; Gap::COUNT], go_on: vec![[0.0; LABELS]; Gap::COUNT] }
    }

    /// Every score through `f`.
    pub fn map(&self, f: impl Fn(f32) -> f32) -> Self {
        Self {
            begin: self.begin.iter().map(|g| g.map(|row| row.map(&f))).collect(),
            go_on: self.go_on.iter().map(|row| row.map(&f)).collect(),
        }
    }
}

/// A label for a token, and whether it begins a segment.
pub type Step = (u8, bool);

/// The best path; `gaps[i]` stands before token `i`. Linear in the number of tokens.
pub fn best(scores: &[Scores], gaps: &[Gap], model: &Transitions) -> Vec<Step> {
    let Some(first) = scores.first() else { return Vec::new() };
    let mut sum: [f32; LABELS] = std::array::from_fn(|y| first[y]);
    let mut back: Vec<[u8; LABELS]> = vec![[u8::MAX; LABELS]; scores.len()];
    for (i, e) in scores.iter().enumerate().skip(1) {
        let table = &model.begin[gaps[i] as usize];
        let stay = &model.go_on[gaps[i] as usize];
        let mut top = [f32::NEG_INFINITY; LABELS];
        let mut from = [0u8; LABELS];
        for (x, row) in table.iter().enumerate() {
            for y in 0..LABELS {
                let s = sum[x] + row[y];
                let better = s > top[y];
                top[y] = if better { s } else { top[y] };
                from[y] = if better { x as u8 } else { from[y] };
            }
        }
        let mut next = [0.0; LABELS];
        for y in 0..LABELS {
            let begun = top[y] + e[y];
            let gone_on = sum[y] + stay[y] + e[LABELS + y];
            (next[y], back[i][y]) = if gone_on >= begun { (gone_on, u8::MAX) } else { (begun, from[y]) };
        }
        sum = next;
    }
    let mut y = (0..LABELS).max_by(|a, b| sum[*a].total_cmp(&sum[*b])).unwrap_or(0);
    let mut path = Vec::with_capacity(scores.len());
    for (i, b) in back.iter().enumerate().rev() {
        let begins = i == 0 || b[y] != u8::MAX;
        path.push((y as u8, begins));
        if begins && i > 0 {
            y = usize::from(b[y]);
        }
    }
    path.reverse();
    path
}

/// Score of a path.
pub fn score(scores: &[Scores], gaps: &[Gap], model: &Transitions, path: &[Step]) -> f64 {
    let mut total = 0.0;
    let mut last = 0;
    for (i, (y, begins)) in path.iter().enumerate() {
        let y = usize::from(*y);
        let gap = gaps[i] as usize;
        total += f64::from(scores[i][if *begins { y } else { LABELS + y }]);
        if i > 0 {
            total += f64::from(if *begins { model.begin[gap][last][y] } else { model.go_on[gap][y] });
        }
        last = y;
    }
    total
}

/// Sums over all paths.
pub struct Sums {
    /// Logarithm of the sum over all paths.
    pub log_z: f64,
    /// By token: `exp` of its scores, scaled.
    exps: Vec<Scores>,
    /// By token and label: share of the paths up to here, begun and gone on.
    ahead: Vec<Scores>,
    /// By token and label: weight of the paths from here on.
    behind: Vec<[f32; LABELS]>,
}

/// Runs forward; `weights` are `exp` of the transitions. With `whole`, backward too.
pub fn sums(scores: &[Scores], gaps: &[Gap], weights: &Transitions, whole: bool) -> Sums {
    let n = scores.len();
    let mut out = Sums { log_z: 0.0, exps: Vec::with_capacity(n), ahead: Vec::with_capacity(n), behind: Vec::new() };
    let mut label = [0f32; LABELS];
    for (i, e) in scores.iter().enumerate() {
        let top = e.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let exp: Scores = e.map(|s| (s - top).exp());
        let mut a = [0f32; OUTPUTS];
        if i == 0 {
            a[..LABELS].copy_from_slice(&exp[..LABELS]);
        } else {
            let (table, stay) = (&weights.begin[gaps[i] as usize], &weights.go_on[gaps[i] as usize]);
            for (x, row) in table.iter().enumerate() {
                for y in 0..LABELS {
                    a[y] += label[x] * row[y];
                }
            }
            for y in 0..LABELS {
                a[y] *= exp[y];
                a[LABELS + y] = label[y] * stay[y] * exp[LABELS + y];
            }
        }
        let total: f32 = a.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        out.log_z += f64::from(top) + f64::from(total).ln();
        a = a.map(|v| v / total);
        for y in 0..LABELS {
            label[y] = a[y] + a[LABELS + y];
        }
        out.exps.push(exp);
        out.ahead.push(a);
    }
    if whole {
        out.behind = backward(&out.exps, gaps, weights);
    }
    out
}

fn backward(exps: &[Scores], gaps: &[Gap], weights: &Transitions) -> Vec<[f32; LABELS]> {
    let n = exps.len();
    let mut behind = vec![[1f32; LABELS]; n];
    for i in (1..n).rev() {
        let (table, stay) = (&weights.begin[gaps[i] as usize], &weights.go_on[gaps[i] as usize]);
        let next: [f32; LABELS] = std::array::from_fn(|y| exps[i][y] * behind[i][y]);
        let mut own: [f32; LABELS] = std::array::from_fn(|x| stay[x] * exps[i][LABELS + x] * behind[i][x]);
        for (x, row) in table.iter().enumerate() {
            own[x] += (0..LABELS).map(|y| row[y] * next[y]).sum::<f32>();
        }
        let total: f32 = own.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        behind[i - 1] = own.map(|v| v / total);
    }
    behind
}

impl Sums {
    /// Probability of every outcome at token `i`.
    pub fn outcome(&self, i: usize) -> Scores {
        let (a, b) = (&self.ahead[i], &self.behind[i]);
        let mut p: Scores = std::array::from_fn(|k| a[k] * b[k % LABELS]);
        let total: f32 = p.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        p.iter_mut().for_each(|v| *v /= total);
        p
    }

    /// Adds the probability of every transition into token `i` to `sum`.
    pub fn transitions(&self, i: usize, gap: Gap, weights: &Transitions, mut sum: impl FnMut(usize, usize, f32)) {
        let before: [f32; LABELS] = std::array::from_fn(|x| self.ahead[i - 1][x] + self.ahead[i - 1][LABELS + x]);
        let next: [f32; LABELS] = std::array::from_fn(|y| self.exps[i][y] * self.behind[i][y]);
        let p = self.outcome(i);
        let begun: f32 = p[..LABELS].iter().sum();
        let table = &weights.begin[gap as usize];
        let total: f32 = (0..LABELS).map(|x| before[x] * (0..LABELS).map(|y| table[x][y] * next[y]).sum::<f32>()).sum::<f32>();
        if total <= 0.0 {
            return;
        }
        for x in 0..LABELS {
            for y in 0..LABELS {
                sum(x, y, begun * before[x] * table[x][y] * next[y] / total);
            }
        }
    }
}
