//! Running heads and feet, and page numbers: what stands at the same height on several pages and differs only by numbers.

use super::lines::Line;
use std::collections::HashMap;

/// How many lines from the top and the bottom of a page are looked at.
const EDGE: usize = 4;
/// How far heights may differ, in points.
const SAME: f32 = 4.0;

/// Lines by shape: page, height and a hash of what is printed.
type Seen = HashMap<String, Vec<(usize, f32, u64)>>;

/// A hash of the text as printed, numbers and all.
fn print(text: &str) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = rustc_hash::FxHasher::default();
    text.trim().hash(&mut hasher);
    hasher.finish()
}

/// Marks the running lines of all pages; lines of a page come from top to bottom.
pub fn mark(pages: &mut [Vec<Line>], heights: &[f32]) {
    let mut seen: Seen = HashMap::new();
    for (p, lines) in pages.iter().enumerate() {
        for i in edges(lines) {
            if let Some(l) = lines.get(i) {
                let places = seen.entry(shape(&l.text)).or_default();
                if places.len() < 10_000 {
                    places.push((p, l.y, print(&l.text)));
                }
            }
        }
    }
    for (p, lines) in pages.iter_mut().enumerate() {
        let height = heights.get(p).copied().unwrap_or(842.0);
        let pitch = pitch(lines);
        for top in [true, false] {
            for i in found(lines, top, height, pitch, |l| repeats(&seen, p, l)) {
                if let Some(l) = lines.get_mut(i) {
                    l.running = true;
                }
            }
        }
    }
}

/// How often a line comes again at its height: on no other page, on some, on so many that nothing else is needed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Repeats {
    No,
    Some,
    Often,
}

fn repeats(seen: &Seen, page: usize, l: &Line) -> Repeats {
    let Some(places) = seen.get(&shape(&l.text)) else { return Repeats::No };
    // Places are in the order of pages: only near ones are looked at.
    let from = places.partition_point(|q| q.0 + 6 < page);
    let near = places.iter().skip(from).take_while(|q| q.0 <= page + 6);
    let mut others: Vec<(usize, u64)> = near.filter(|q| q.0 != page && (q.1 - l.y).abs() <= SAME).map(|q| (q.0, q.2)).collect();
    others.dedup_by_key(|q| q.0);
    // The same words with other numbers may be text; the same print on many pages is not.
    let own = print(&l.text);
    let exact = others.iter().filter(|q| q.1 == own).count();
    match others.len() {
        0 => Repeats::No,
        _ if exact >= 3 || is_page_number(&l.text) => Repeats::Often,
        _ => Repeats::Some,
    }
}

/// The running lines at one edge: rows from outside, as long as they repeat, and set off from the text.
fn found(lines: &[Line], top: bool, height: f32, pitch: f32, repeats: impl Fn(&Line) -> Repeats) -> Vec<usize> {
    let order: Vec<usize> = if top { (0..lines.len()).collect() } else { (0..lines.len()).rev().collect() };
    let mut rows: Vec<(f32, Vec<usize>, bool)> = Vec::new();
    let mut next: Option<f32> = None;
    let mut at = 0;
    while let Some(first) = order.get(at).and_then(|i| lines.get(*i)) {
        let row: Vec<usize> =
            order.iter().skip(at).copied().take_while(|i| lines.get(*i).is_some_and(|l| (l.y - first.y).abs() <= SAME)).collect();
        at += row.len().max(1);
        let inside = if top { first.y > 0.84 * height } else { first.y < 0.16 * height };
        let own: Vec<&Line> = row.iter().filter_map(|i| lines.get(*i)).collect();
        let often = own.iter().all(|l| l.running || repeats(l) == Repeats::Often);
        let some = own.iter().all(|l| l.running || is_page_number(&l.text) || repeats(l) >= Repeats::Some);
        if !(inside && some && rows.len() < EDGE) {
            next = Some(first.y);
            break;
        }
        rows.push((first.y, row, often));
    }
    // Inner rows first: what stands as near to the text as its own lines do is text.
    while let Some((y, _, often)) = rows.last() {
        let apart = next.is_none_or(|n| (n - y).abs() > 1.25 * pitch);
        if apart || *often {
            break;
        }
        next = Some(*y);
        rows.pop();
    }
    rows.into_iter().flat_map(|(_, row, _)| row).collect()
}

/// Usual distance between the lines of a column.
fn pitch(lines: &[Line]) -> f32 {
    let mut last: HashMap<super::columns::Column, f32> = HashMap::new();
    let mut gaps: Vec<f32> = Vec::new();
    for l in lines {
        gaps.extend(last.insert(l.column, l.y).map(|y| y - l.y).filter(|g| *g > 3.0));
    }
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(14.0)
}

/// Numbers of the lines near the top and bottom edges.
fn edges(lines: &[Line]) -> Vec<usize> {
    let n = lines.len();
    (0..n).filter(|i| *i < EDGE || *i + EDGE >= n).collect()
}

/// A line with its numbers taken out, so that page numbers do not tell pages apart.
fn shape(text: &str) -> String {
    let mut out = String::new();
    let mut digits = false;
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        let digit = c.is_numeric();
        if digit && !digits {
            out.push('#');
        } else if !digit {
            out.push(c);
        }
        digits = digit;
    }
    out
}

/// `12`, `- 12 -`, `第 3 页`, `Page 3 of 10`, `xii`.
fn is_page_number(text: &str) -> bool {
    let t: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let t = t.strip_prefix("page").or_else(|| t.strip_prefix("p.")).or_else(|| t.strip_prefix('第')).unwrap_or(&t);
    // Square brackets stay: `[12]` is the label of a reference.
    let t = t.trim_matches(|c: char| "-–—·•.|~～()页頁/".contains(c));
    let t = t.replace("of", "/").replace("页共", "/").replace("頁共", "/");
    let number = |s: &str| !s.is_empty() && s.len() <= 5 && s.chars().all(|c| c.is_ascii_digit());
    let roman = !t.is_empty() && t.len() <= 7 && t.chars().all(|c| "ivxlc".contains(c));
    number(&t) || roman || t.split_once('/').is_some_and(|(a, b)| number(a) && number(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_in_their_usual_forms_are_known() {
        for text in ["12", "- 3 -", "· 45 ·", "第 3 页", "Page 3 of 10", "第1页 共9页", "xii", "3/12"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["", "1999 年", "[12]", "Ivan", "三"] {
            assert!(!is_page_number(text), "{text}");
        }
    }

    #[test]
    fn heads_that_differ_by_numbers_have_one_shape() {
        assert_eq!(shape("第 12 卷 第 3 期 7"), shape("第12卷 第3期 18"));
        assert_ne!(shape("甲 1"), shape("乙 1"));
    }
}
