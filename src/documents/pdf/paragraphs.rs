//! Where paragraphs end: by white, indents, size, and whether the next word would still have fitted on the line.

use super::columns::Column;
use super::lines::{Line, is_wide};
use crate::documents::finder;
use std::collections::HashMap;

/// The edges of a column on a page, and how paragraphs are set off in it.
#[derive(Clone, Copy, Debug)]
struct Edges {
    left: f32,
    right: f32,
    /// The second usual left edge: of first lines, or of the others where they hang.
    second: Option<f32>,
    /// Whether all lines but the first of a paragraph are indented.
    hanging: bool,
    /// Usual distance between lines.
    pitch: f32,
}

/// Groups lines in reading order into paragraphs.
pub fn group(lines: Vec<Line>) -> Vec<Vec<Line>> {
    let edges = edges(&lines);
    let mut out: Vec<Vec<Line>> = Vec::new();
    let mut entry = 0u32;
    for line in lines {
        let last = out.last().and_then(|p| p.last());
        let number = entry_number(&line.text);
        let goes_on = last.is_some_and(|a| {
            let (Some(ea), Some(eb)) = (edges.get(&key(a)), edges.get(&key(&line))) else { return false };
            !breaks(a, &line, ea, eb, number.is_some_and(|n| n == entry + 1 || (n == 1 && entry != 1)))
        });
        if !goes_on || out.is_empty() {
            if let Some(n) = number {
                entry = n;
            }
            out.push(vec![line]);
        } else if let Some(p) = out.last_mut() {
            p.push(line);
        }
    }
    out
}

/// Lines that share edges: one column of one page, in one size.
type Key = (u32, Column, i32);

fn key(l: &Line) -> Key {
    (l.page, l.column, (l.size * 2.0).round() as i32)
}

fn edges(lines: &[Line]) -> HashMap<Key, Edges> {
    let mut groups: HashMap<Key, Vec<&Line>> = HashMap::new();
    let mut columns: HashMap<(u32, Column), Vec<&Line>> = HashMap::new();
    for l in lines {
        groups.entry(key(l)).or_default().push(l);
        columns.entry((l.page, l.column)).or_default().push(l);
    }
    // How wide a column is shows where it is full: a few lines of their own do not tell.
    let wide: HashMap<(u32, Column), (f32, f32)> =
        columns.iter().map(|(k, group)| (*k, (share(group, |l| l.left, 1), share(group, |l| l.right, 19)))).collect();
    let mut usual: HashMap<Column, Vec<f32>> = HashMap::new();
    wide.iter().for_each(|((_, c), (_, r))| usual.entry(*c).or_default().push(*r));
    usual.values_mut().for_each(|v| v.sort_by(f32::total_cmp));
    groups
        .into_iter()
        .map(|(k, group)| {
            let mut e = edges_of(&group);
            let few = group.len() < 8;
            if let Some((left, right)) = wide.get(&(k.0, k.1)).filter(|_| few) {
                let whole = usual.get(&k.1).and_then(|v| v.get(v.len() / 2)).copied().unwrap_or(*right);
                e.right = e.right.max(*right).max(whole);
                e.left = e.left.min(*left);
            }
            (k, e)
        })
        .collect()
}

/// The value below which so many twentieths of the lines are.
fn share(group: &[&Line], value: impl Fn(&Line) -> f32, twentieths: usize) -> f32 {
    let mut all: Vec<f32> = group.iter().map(|l| value(l)).collect();
    all.sort_by(f32::total_cmp);
    all.get(all.len().saturating_sub(1) * twentieths / 20).copied().unwrap_or(0.0)
}

fn edges_of(group: &[&Line]) -> Edges {
    let size = group.first().map_or(10.0, |l| l.size);
    let mut lefts: Vec<f32> = group.iter().map(|l| l.left).collect();
    lefts.sort_by(f32::total_cmp);
    let mut rights: Vec<f32> = group.iter().map(|l| l.right).collect();
    rights.sort_by(f32::total_cmp);
    // Edges that several lines share, from the left.
    let mut shared: Vec<(f32, usize)> = Vec::new();
    for x in lefts.iter().copied() {
        match shared.last_mut() {
            Some((e, n)) if x - *e < 0.45 * size => *n += 1,
            _ => shared.push((x, 1)),
        }
    }
    let enough = (group.len() / 12).max(2);
    let usual: Vec<(f32, usize)> = shared.iter().copied().filter(|(_, n)| *n >= enough).collect();
    let left = usual.first().or(shared.first()).map_or(0.0, |e| e.0);
    let second = usual.get(1).map(|e| e.0).filter(|x| x - left < 8.0 * size);
    let right = rights.get((rights.len().saturating_sub(1)) * 19 / 20).copied().unwrap_or(left);
    let mut gaps: Vec<f32> = group.windows(2).map(|w| w[0].y - w[1].y).filter(|g| *g > 0.5 * size && *g < 3.0 * size).collect();
    gaps.sort_by(f32::total_cmp);
    let pitch = gaps.get(gaps.len() / 3).copied().unwrap_or(1.4 * size);
    match second.or_else(|| hung(group, left, right, size)) {
        Some(s) => Edges { left, right, second: Some(s), hanging: second.is_none() || hangs(group, left, s, right, size), pitch },
        None => Edges { left, right, second, hanging: false, pitch },
    }
}

/// The edge of the few lines that hang in a list of short entries: each follows a full line that does not end, and none
/// begins a paragraph.
fn hung(group: &[&Line], left: f32, right: f32, size: f32) -> Option<f32> {
    let indented = group.windows(2).filter_map(|w| {
        let [a, b] = w else { return None };
        let inside = b.left - left > 0.8 * size && b.left - left < 8.0 * size && a.y > b.y;
        inside.then(|| (b.left, (a.left - left).abs() < 0.45 * size && right - a.right < 4.0 * size && !ends(a)))
    });
    let mut edge = None;
    for (x, hangs) in indented {
        if !hangs || edge.is_some_and(|e: f32| (e - x).abs() > 0.45 * size) {
            return None;
        }
        edge = Some(x);
    }
    edge
}

/// First lines follow short lines. Are they at the left edge (hanging), or at the second one?
fn hangs(group: &[&Line], left: f32, second: f32, right: f32, size: f32) -> bool {
    let near = |x: f32, e: f32| (x - e).abs() < 0.45 * size;
    let (mut hanging, mut indented) = (0, 0);
    for w in group.windows(2) {
        let [a, b] = w else { continue };
        let numbered = entry_number(&b.text).is_some();
        if right - a.right > 1.5 * size || numbered {
            hanging += usize::from(near(b.left, left) && (numbered || near(a.left, second)));
            indented += usize::from(near(b.left, second) && near(a.left, left));
        }
    }
    let at_left = group.iter().filter(|l| near(l.left, left)).count();
    let at_second = group.iter().filter(|l| near(l.left, second)).count();
    hanging > indented || (hanging == indented && at_second > at_left)
}

fn breaks(a: &Line, b: &Line, ea: &Edges, eb: &Edges, next_entry: bool) -> bool {
    if a.running || b.running || (a.size - b.size).abs() > 0.07 * a.size.max(b.size) || a.bold != b.bold && all_bold_apart(a, b) {
        return true;
    }
    let together = a.page == b.page && a.column == b.column;
    if together && (a.y - b.y > 1.35 * ea.pitch.max(a.size) || b.y > a.y + 0.5 * a.size) {
        return true;
    }
    if is_bullet(&b.text) && b.left < eb.left + 6.0 * b.size {
        return true;
    }
    if next_entry && b.left < eb.left + 1.5 * b.size {
        return true;
    }
    if centred(a, ea) && centred(b, eb) && together {
        return false;
    }
    let near = |x: f32, e: f32, size: f32| (x - e).abs() < 0.45 * size;
    let at_second = eb.second.is_some_and(|s| near(b.left, s, b.size)) || (eb.second.is_none() && b.left > eb.left + 0.8 * b.size);
    let start = if eb.hanging { near(b.left, eb.left, b.size) && !near(a.left, ea.left, a.size) } else { at_second };
    // A line as far in as the unfinished one above it goes on with it.
    let level = a.left > ea.left + 0.8 * a.size && (a.left - ea.left - (b.left - eb.left)).abs() < 0.3 * a.size;
    let goes_on = level && !eb.hanging && !ends(a);
    if start && !goes_on {
        return true;
    }
    if eb.hanging && at_second {
        return false;
    }
    let room = ea.right - a.right;
    let would_fit = if b.text.trim_start().chars().next().is_some_and(is_wide) {
        room > 2.6 * a.size
    } else {
        room > b.first_word() + 0.6 * a.size && room > 1.2 * a.size
    };
    // In a list two short entries of one line each follow each other at the left edge.
    let at_left = near(b.left, eb.left, b.size) && near(a.left, ea.left, a.size) && ends(a);
    would_fit || at_left && (eb.hanging && room > 0.8 * a.size || finder::begins_entry(&a.text, 2) && finder::begins_entry(&b.text, 2))
}

/// A bold line set apart from plain text is a heading; a bold word in front of a paragraph is not.
fn all_bold_apart(a: &Line, b: &Line) -> bool {
    a.bold || b.bold
}

fn centred(l: &Line, e: &Edges) -> bool {
    let (before, after) = (l.left - e.left, e.right - l.right);
    before > l.size && after > l.size && (before - after).abs() < 1.2 * l.size
}

/// Whether the line ends as a sentence or an entry does.
fn ends(l: &Line) -> bool {
    l.text.trim_end().ends_with(['.', '。', '．', '！', '!', '？', '?', '；', ';', '：', ':', '”', ')', '）', ']', '］', '」'])
}

/// Whether a line begins with the sign of a list item.
fn is_bullet(text: &str) -> bool {
    text.trim_start().starts_with(['•', '●', '■', '▪', '◆', '◦', '‣', '○']) || text.starts_with("- ")
}

/// The number at the head of an entry: `[12]`, `［12］`, `12.`, `(12)`.
pub fn entry_number(text: &str) -> Option<u32> {
    let text = text.trim_start();
    let bracketed = text.starts_with(['[', '［', '〔', '(', '（', '【']);
    let inner = text.trim_start_matches(['[', '［', '〔', '(', '（', '【']).trim_start();
    // Digits may be of full width, as the print around them.
    let digit = |c: char| c.to_digit(10).or_else(|| (c as u32).checked_sub('０' as u32).filter(|d| *d < 10));
    let rest = inner.trim_start_matches(|c| digit(c).is_some());
    let number = &inner[..inner.len() - rest.len()];
    if !(1..=4).contains(&number.chars().count()) {
        return None;
    }
    let after = rest.trim_start();
    let closed = if bracketed {
        after.starts_with([']', '］', '〕', ')', '）', '】'])
    } else {
        let mut chars = after.chars();
        chars.next().is_some_and(|c| matches!(c, '.' | '．' | '、')) && chars.next().is_none_or(|c| digit(c).is_none())
    };
    closed.then(|| number.chars().filter_map(digit).fold(0, |all, d| all * 10 + d))
}

#[cfg(test)]
mod tests {
    use super::entry_number;

    #[test]
    fn numbers_of_entries_are_told_from_other_numbers() {
        for (text, number) in [
            ("[12] 张三", Some(12)),
            ("［3］李四", Some(3)),
            ("7. Smith J", Some(7)),
            ("（2）王五", Some(2)),
            ("３．朱德熙", Some(3)),
            ("1999 年", None),
            ("3.14 is", None),
            ("[M]. 北京", None),
            ("20 pages", None),
        ] {
            assert_eq!(entry_number(text), number, "{text}");
        }
    }
}
