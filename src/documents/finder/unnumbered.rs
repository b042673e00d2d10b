//! Reads a reference list whose entries have no numbers: bullets, blank lines, hanging indents, or one a line.

use super::extent::{Draft, LONGEST, complete, pair, tail, wraps};
use super::heading::{self, Announced};
use super::lines::{Kind, Line};
use super::{Site, signs};

/// How the entries of a list are set apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    /// Each begins with a bullet or is an item.
    Bullets,
    /// First lines stand left of the others.
    Hanging,
    /// First lines stand right of the others.
    Indented,
    /// Neither: lines end and begin as entries do.
    Plain,
}

/// Reads the list; the number of pieces that belong to it.
pub fn read<'a>(text: &'a str, pieces: &[Line<'a>], announced: Announced) -> (Vec<Draft<'a>>, usize) {
    let layout = layout(pieces);
    let widest = pieces.iter().take(200).map(Line::width).filter(|w| *w <= 200).max().unwrap_or(0);
    let mut done: Vec<Draft> = Vec::new();
    let mut end = 0;
    let mut bad = 0;
    // Whether the piece before is part of an entry: behind the heading of a part the next one begins.
    let mut open = false;
    for (i, piece) in pieces.iter().enumerate() {
        let before = i.checked_sub(1).map(|b| &pieces[b]);
        if let (Some(before), Some(draft)) = (before.filter(|_| open), done.last_mut())
            && goes_on(draft.text(text), before, piece, layout, widest)
        {
            draft.lines.push(*piece);
            end = i + 1;
            continue;
        }
        if entry_like(piece, pieces.get(i + 1), announced, layout) {
            done.push(Draft::new(announced.site, if piece.kind == Kind::Item { piece.mark } else { "" }, *piece));
            (bad, end, open) = (0, i + 1, true);
            continue;
        }
        open = false;
        // A part heading or a stray line stands between entries; running text ends the list.
        bad += if heading::part(piece.text) { 0 } else { 1 + usize::from(piece.text.chars().nth(120).is_some()) };
        if bad >= 2 || (done.is_empty() && bad > 0 && announced.weak) {
            break;
        }
    }
    done.retain(|d| signs::signs(d.text(text)).score >= 1);
    let good = done.iter().filter(|d| signs::signs(d.text(text)).score >= 2).count();
    if good * 2 < done.len() || (announced.weak && done.first().is_some_and(|d| signs::signs(d.text(text)).score < 2)) {
        return (Vec::new(), 0);
    }
    (done, end)
}

fn layout(pieces: &[Line]) -> Layout {
    let sample = &pieces[..pieces.len().min(200)];
    let many = |n: usize| n * 2 >= sample.len() && n > 0;
    if many(sample.iter().filter(|p| p.bullet || p.kind == Kind::Item).count()) {
        return Layout::Bullets;
    }
    let left = sample.iter().map(|p| p.indent).min().unwrap_or(0);
    let right = sample.iter().filter(|p| p.indent > left + 1).count();
    if right * 8 < sample.len() || (sample.len() - right) * 8 < sample.len() {
        return Layout::Plain;
    }
    // The first line of a paragraph tells which side entries begin on.
    let (mut hanging, mut indented) = (0, 0);
    for two in sample.windows(2) {
        if two[0].para == two[1].para && two[0].indent <= left + 1 && two[1].indent > left + 1 {
            hanging += usize::from(signs::author_first(two[0].text));
            indented += usize::from(signs::author_first(two[1].text));
        }
    }
    if sample.first().is_some_and(|f| f.indent > left + 1) || indented > hanging { Layout::Indented } else { Layout::Hanging }
}

/// Whether the piece goes on with the entry before it.
fn goes_on(entry: &str, before: &Line, piece: &Line, layout: Layout, widest: usize) -> bool {
    if piece.kind == Kind::Heading || (piece.kind != before.kind && piece.kind == Kind::Item) || entry.len() > LONGEST {
        return false;
    }
    let same = before.para == piece.para;
    match layout {
        Layout::Bullets => {
            !piece.bullet && (piece.kind != Kind::Item || same) && (same || tail(entry, piece.text) || pair(entry, piece.text))
        }
        Layout::Hanging if same || piece.indent > 1 => {
            piece.indent > 1 && !(before.indent > 1 && complete(before.text) && strong(piece))
                || !signs::author_first(piece.text) && !complete(before.text)
        }
        Layout::Indented if same => piece.indent <= 1,
        _ if same => {
            pair(entry, piece.text) || (!begins(piece) && wraps(entry, before, piece, widest)) || !complete(before.text) && !strong(piece)
        }
        _ => pair(entry, piece.text) || tail(entry, piece.text),
    }
}

/// Whether the line begins and reads as an entry does, by itself.
fn begins(line: &Line) -> bool {
    signs::author_first(line.text) && signs::signs(line.text).score >= 3
}

fn strong(line: &Line) -> bool {
    signs::author_first(line.text) && signs::signs(line.text).score >= 4
}

fn entry_like(piece: &Line, next: Option<&Line>, announced: Announced, layout: Layout) -> bool {
    if piece.kind == Kind::Heading || heading::part(piece.text) {
        return false;
    }
    let score = |l: &Line| signs::signs(l.text).score + u32::from(layout == Layout::Bullets);
    // A wrapped entry shows its signs on later lines; a title of a few words is none.
    let opens = signs::author_first(piece.text) || piece.text.chars().nth(29).is_some();
    let joined = score(piece) + next.filter(|n| opens && n.para == piece.para).map_or(0, score);
    let long = piece.text.chars().nth(700).is_some();
    let least = 1 + u32::from(announced.weak) + u32::from(announced.site == Site::Note);
    !long && (joined >= least || signs::author_first(piece.text) && joined >= 1)
}
