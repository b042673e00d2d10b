//! Spans to rows: what stands on one baseline, with the small raised or lowered spans beside it.

use super::source::{Page, Span};
use std::collections::HashMap;

/// What stands on one baseline, from left to right.
#[derive(Clone, Debug)]
pub struct Row {
    /// Baseline.
    pub y: f32,
    /// Size of its largest text.
    pub size: f32,
    /// Its spans.
    pub spans: Vec<Span>,
    /// Whether the file marks it as no content.
    pub artifact: bool,
}

/// Height of a bucket in which rows are looked up.
const BUCKET: f32 = 24.0;

/// The rows of a page from top to bottom.
pub fn rows(page: &Page) -> Vec<Row> {
    let mut order: Vec<&Span> = page.spans.iter().filter(|s| !s.text.trim().is_empty()).collect();
    // Large text first: small marks then find the line that they belong to.
    order.sort_by(|a, b| b.size.total_cmp(&a.size));
    let mut rows: Vec<Row> = Vec::new();
    let mut buckets: HashMap<i32, Vec<usize>> = HashMap::new();
    for span in order {
        let bucket = (span.y / BUCKET) as i32;
        let near = (bucket - 1..=bucket + 1).filter_map(|b| buckets.get(&b)).flatten().take(400);
        let best = near
            .filter_map(|&i| rows.get(i).map(|r| (i, r)))
            .filter(|(_, r)| r.artifact == span.artifact && fits(r, span))
            .min_by(|a, b| (a.1.y - span.y).abs().total_cmp(&(b.1.y - span.y).abs()))
            .map(|(i, _)| i);
        match best.and_then(|i| rows.get_mut(i)) {
            Some(row) => row.spans.push(span.clone()),
            None => {
                buckets.entry(bucket).or_default().push(rows.len());
                rows.push(Row { y: span.y, size: span.size, spans: vec![span.clone()], artifact: span.artifact });
            }
        }
    }
    for row in &mut rows {
        row.spans.sort_by(|a, b| a.x.total_cmp(&b.x));
        // Bold print is sometimes made by printing twice.
        row.spans.dedup_by(|b, a| a.text == b.text && (a.x - b.x).abs() < 0.15 * a.size);
    }
    rows.sort_by(|a, b| b.y.total_cmp(&a.y));
    rows
}

/// Whether a span stands on this row: on its baseline, or small and raised or lowered beside its text.
fn fits(row: &Row, span: &Span) -> bool {
    let off = span.y - row.y;
    if off.abs() <= 0.22 * row.size.min(span.size * 1.6) {
        return true;
    }
    if span.size > 0.86 * row.size {
        return false;
    }
    let (low, high) = (row.y - 0.28 * row.size, row.y + 1.05 * row.size);
    let inside = (span.y + span.size * 0.75).min(high) - span.y.max(low);
    inside >= 0.6 * 0.75 * span.size && row.spans.iter().any(|s| span.x - s.right() < 0.9 * row.size && s.x - span.right() < 0.9 * row.size)
}
