//! Finds the gap between two columns, and the order in which the lines of a page are read.

use super::rows::Row;

/// The white strip between two columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gutter {
    /// Where the left column ends.
    pub left: f32,
    /// Where the right column begins.
    pub right: f32,
}

impl Gutter {
    /// Its middle.
    pub fn middle(&self) -> f32 {
        (self.left + self.right) / 2.0
    }
}

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// Over the whole page, or the only column.
    Whole,
    /// Left column.
    Left,
    /// Right column.
    Right,
}

/// A piece of a row without a wide gap.
struct Piece {
    left: f32,
    right: f32,
    y: f32,
    size: f32,
    letters: usize,
}

/// The gutter of every page: found on the page itself, or lent by the others where it fits.
pub fn gutters(pages: &[Vec<Row>], widths: &[f32]) -> Vec<Option<Gutter>> {
    let pieces: Vec<Vec<Piece>> = pages.iter().map(|rows| cut(rows)).collect();
    let own: Vec<Option<Gutter>> = pieces.iter().zip(widths).map(|(p, w)| find(p, *w)).collect();
    let mut known: Vec<Gutter> = Vec::new();
    for g in own.iter().flatten() {
        if known.len() < 6 && !known.iter().any(|k| (k.middle() - g.middle()).abs() < 6.0) {
            known.push(*g);
        }
    }
    let found = own.iter().flatten().count();
    own.iter().zip(&pieces).map(|(g, p)| g.or_else(|| if found * 4 >= pages.len() { lend(p, &known) } else { None })).collect()
}

fn cut(rows: &[Row]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for row in rows.iter().filter(|r| !r.artifact) {
        let mut open: Option<Piece> = None;
        for s in &row.spans {
            let letters = s.text.chars().filter(|c| !c.is_whitespace()).count();
            match &mut open {
                Some(p) if s.x - p.right < 0.9 * row.size => {
                    p.right = p.right.max(s.right());
                    p.letters += letters;
                }
                _ => out.extend(open.replace(Piece { left: s.x, right: s.right(), y: row.y, size: row.size, letters })),
            }
        }
        out.extend(open);
    }
    out
}

/// How the pieces of a page stand to an edge where the right column would begin.
struct Split {
    left: usize,
    right: usize,
    left_letters: usize,
    right_letters: usize,
    across: usize,
    all: usize,
    /// Rightmost usual end of the left column.
    end: f32,
    /// Share of the height of the smaller side that both have in common.
    beside: f32,
}

fn split(pieces: &[Piece], edge: f32) -> Split {
    let mut s = Split { left: 0, right: 0, left_letters: 0, right_letters: 0, across: 0, all: 0, end: 0.0, beside: 0.0 };
    let mut ends: Vec<f32> = Vec::new();
    let (mut l, mut r) = ((f32::MAX, f32::MIN), (f32::MAX, f32::MIN));
    for p in pieces {
        s.all += p.letters;
        if p.left >= edge - 0.3 * p.size {
            s.right += 1;
            s.right_letters += p.letters;
            r = (r.0.min(p.y), r.1.max(p.y));
        } else if p.right <= edge - 0.25 * p.size {
            s.left += 1;
            s.left_letters += p.letters;
            ends.push(p.right);
            l = (l.0.min(p.y), l.1.max(p.y));
        } else {
            s.across += p.letters;
        }
    }
    ends.sort_by(f32::total_cmp);
    s.end = ends.get(ends.len().saturating_sub(1) * 19 / 20).copied().unwrap_or(edge);
    let common = l.1.min(r.1) - l.0.max(r.0);
    s.beside = common / (l.1 - l.0).min(r.1 - r.0).max(1.0);
    s
}

fn find(pieces: &[Piece], width: f32) -> Option<Gutter> {
    let mut starts: Vec<f32> = pieces.iter().map(|p| p.left).filter(|x| (0.3 * width..0.7 * width).contains(x)).collect();
    starts.sort_by(f32::total_cmp);
    // Edges that several pieces share.
    let mut edges: Vec<(f32, usize)> = Vec::new();
    for x in starts {
        match edges.last_mut() {
            Some((e, n)) if x - *e < 2.5 => *n += 1,
            _ => edges.push((x, 1)),
        }
    }
    edges.retain(|(_, n)| *n >= 4);
    edges.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    edges
        .into_iter()
        .take(8)
        .map(|(edge, _)| (edge, split(pieces, edge)))
        .filter(|(_, s)| {
            let both = s.left_letters + s.right_letters;
            s.left >= 5
                && s.right >= 5
                && s.right_letters * 6 >= s.left_letters
                && s.left_letters * 6 >= s.right_letters
                && both * 4 >= s.all
                && s.beside > 0.5
                && s.right_letters >= s.right * 6
        })
        .max_by_key(|(_, s)| (s.left_letters + s.right_letters) as i64 - 2 * s.across as i64)
        .map(|(edge, s)| Gutter { left: s.end.min(edge - 1.0), right: edge })
}

/// A page that has too little in one column still follows the others.
fn lend(pieces: &[Piece], known: &[Gutter]) -> Option<Gutter> {
    known.iter().copied().find(|g| {
        let s = split(pieces, g.right);
        (s.left >= 3 && s.across * 3 <= s.all) || (s.left > 0 && s.across == 0)
    })
}

/// Splits a row at the gutter: its spans in the left and the right column, or all of them where it runs across.
pub fn parts(row: &Row, gutter: Option<Gutter>) -> Vec<(Column, std::ops::Range<usize>)> {
    let all = 0..row.spans.len();
    let Some(g) = gutter else { return vec![(Column::Whole, all)] };
    let middle = g.middle();
    let first = row.spans.first().map_or(0.0, |s| s.x);
    let last = row.spans.iter().map(|s| s.x + s.width).fold(0.0f32, f32::max);
    let at = row.spans.iter().position(|s| s.x + s.width / 2.0 > middle).unwrap_or(row.spans.len());
    let (before, after) = row.spans.split_at(at);
    let end = before.iter().map(|s| s.x + s.width).fold(f32::MIN, f32::max);
    let start = after.iter().map(|s| s.x).fold(f32::MAX, f32::min);
    let margin = 0.8 * row.size;
    match (before.is_empty(), after.is_empty()) {
        // One side only: across where it reaches well into the other column.
        (false, true) if last > g.right + margin => vec![(Column::Whole, all)],
        (false, true) => vec![(Column::Left, all)],
        (true, _) if first < g.left - margin => vec![(Column::Whole, all)],
        (true, _) => vec![(Column::Right, all)],
        // Both: two lines where the white between them lies over the gutter.
        (false, false) if start - end > 0.4 * row.size && end < g.right + margin && start > g.left - margin => {
            vec![(Column::Left, 0..at), (Column::Right, at..row.spans.len())]
        }
        (false, false) => vec![(Column::Whole, all)],
    }
}

/// The order of reading: what runs across parts the page into bands; in each the left column comes before the right.
pub fn order<T>(lines: Vec<T>, column: impl Fn(&T) -> Column) -> Vec<T> {
    let mut out = Vec::with_capacity(lines.len());
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for line in lines {
        match column(&line) {
            Column::Left => left.push(line),
            Column::Right => right.push(line),
            Column::Whole => {
                out.append(&mut left);
                out.append(&mut right);
                out.push(line);
            }
        }
    }
    out.append(&mut left);
    out.append(&mut right);
    out
}
