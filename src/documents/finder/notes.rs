//! Notes and entries that stand by themselves in the text: at the foot of a page, behind a section, in a pasted run.

use super::extent::{Draft, certain, complete, tail};
use super::lines::{Kind, Line};
use super::marks::{self, Family, Mark};
use super::{Site, Walk, inline, signs};
use memchr::memmem;
use rustc_hash::{FxHashMap, FxHashSet};

/// What has been seen on the way.
#[derive(Default)]
pub struct Notes {
    /// Circled numbers seen inside lines since their last note.
    called: u64,
    /// Family and number of the last note taken, and the line behind it.
    last: Option<(Family, u32, usize)>,
    /// Lines with a bare number that counts on from those before it, or is counted on.
    counted: FxHashSet<usize>,
    /// A note that was broken off, by its index among the drafts, and the line behind it.
    broken: Option<(usize, usize)>,
}

impl Notes {
    /// Looks the lines over for numbers that count on.
    pub fn new(lines: &[Line]) -> Self {
        Notes { counted: counted(lines), ..Notes::default() }
    }
}

/// Lines that the next number may be away.
const NEAR: usize = 200;

/// Lines that begin with bare numbers of which three or more follow each other.
fn counted(lines: &[Line]) -> FxHashSet<usize> {
    /// The last line with a number: its index, how many count up to it, the line before it in the count.
    #[derive(Clone, Copy, Default)]
    struct Seen(usize, u32, Option<usize>);
    let mut last = [Seen::default(); 1000];
    let mut before = FxHashMap::default();
    let mut counted = FxHashSet::default();
    for (at, line) in lines.iter().enumerate().filter(|(_, l)| l.text.starts_with(|c: char| c.is_ascii_digit()) && l.kind != Kind::Heading)
    {
        let Some(mark) = marks::at_start(line.text).filter(|m| m.family == Family::Bare) else { continue };
        let Some((earlier, [this, ..])) = last.split_at_mut_checked(mark.number as usize) else { continue };
        let from = earlier.last().filter(|s| s.1 > 0 && at - s.0 <= NEAR);
        *this = Seen(at, from.map_or(1, |s| s.1 + 1), from.map(|s| s.0));
        before.insert(at, this.2);
        let mut back = Some(at).filter(|_| this.1 >= 3);
        while let Some(line) = back.filter(|line| counted.insert(*line)) {
            back = before.get(&line).copied().flatten();
        }
    }
    counted
}

/// Paragraphs a broken note's rest may be away.
const REACH: usize = 60;

/// Reads the note at a line; the index of the line behind it. `None` where there is none.
pub fn read(walk: &mut Walk, at: usize) -> Option<usize> {
    let line = walk.lines[at];
    let mark = marks::at_start(line.text);
    walk.notes.called |= calls(line.text, mark.map_or(0, |m| m.rest));
    let mark = mark.filter(|m| line.kind != Kind::Heading && m.number < marks::DOUBTFUL)?;
    if mark.family == Family::Star {
        return (!line.bullet && signs::about_authors(&line.text[mark.rest..])).then(|| at + gather(walk, at, &mark).lines.len());
    }
    let mut draft = gather(walk, at, &mark);
    let text = draft.text(walk.text);
    let signs = signs::signs(text);
    let follows = walk.notes.last.is_some_and(|(f, n, end)| f == mark.family && mark.number == n + 1 && at <= end + 3);
    if signs.score < least(&walk.notes, &mark, follows, at) {
        return None;
    }
    if signs::about_authors(text) {
        return Some(at + draft.lines.len());
    }
    draft.site = match &walk.notes.last {
        Some(_) if follows && !signs.gb => walk.drafts.last().map_or(Site::Note, |d| d.site),
        _ => site(text, &mark, &signs),
    };
    let next = at + draft.lines.len();
    mend(walk, at);
    let open = !complete(text);
    let index = walk.drafts.len();
    walk.drafts.push(draft);
    walk.notes.broken = open.then_some((index, next));
    walk.notes.last = Some((mark.family, mark.number, next));
    if mark.family == Family::Circled {
        walk.notes.called &= !(1u64 << mark.number.min(63));
    }
    Some(next)
}

/// How much must speak for a citation, by how common the mark is in other use.
fn least(notes: &Notes, mark: &Mark, follows: bool, at: usize) -> u32 {
    match mark.family {
        Family::Footnote => 0,
        Family::Raised => 1,
        Family::Circled if notes.called & (1 << mark.number.min(63)) != 0 => 1,
        Family::Circled => 3 - u32::from(follows),
        Family::Bracket => 2 - u32::from(follows),
        Family::Dot | Family::Paren => 4 - u32::from(follows),
        Family::Bare if notes.counted.contains(&at) => 2,
        Family::Bare | Family::Star => 5,
    }
}

/// Entries of a pasted list are told from notes by their style.
fn site(text: &str, mark: &Mark, signs: &signs::Signs) -> Site {
    let listed = matches!(mark.family, Family::Bracket | Family::Dot | Family::Paren) && !signs.again;
    let entry = signs.gb || signs.score >= 4 && !text.contains('《') && signs::author_first(text);
    if listed && entry { Site::Entry } else { Site::Note }
}

/// The note's lines as far as they belong to it for certain.
fn gather<'a>(walk: &Walk<'a, '_>, at: usize, mark: &Mark) -> Draft<'a> {
    let line = walk.lines[at];
    let mut draft = Draft::new(Site::Note, mark.text, line.from(mark.rest));
    for next in walk.lines[at + 1..].iter().take(24) {
        let marked = marks::at_start(next.text).is_some_and(|m| {
            m.number < marks::DOUBTFUL
                && (m.family == mark.family || matches!(m.family, Family::Circled | Family::Footnote | Family::Raised))
        });
        if next.kind != line.kind || next.page != line.page || marked || next.bullet && next.para != line.para {
            break;
        }
        if super::heading::list(next.text).is_some()
            || super::heading::ends(next.text).is_some()
            || inline::bare_entry(next) && complete(draft.text(walk.text))
        {
            break;
        }
        draft.lines.push(*next);
    }
    let kept = certain(walk.text, &draft).max(1);
    draft.lines.truncate(kept);
    draft
}

/// Joins the rest of a broken note, which stands right before the next page's first note.
fn mend(walk: &mut Walk, at: usize) {
    let Some((index, from)) = walk.notes.broken.take() else { return };
    let Some(line) = at.checked_sub(1).filter(|b| *b >= from && at - from <= REACH).map(|b| walk.lines[b]) else { return };
    let first = walk.lines[from..at].iter().position(|l| l.para == line.para).map_or(at, |p| from + p);
    let Some(draft) = walk.drafts.get_mut(index) else { return };
    let rest = walk.text.get(walk.lines[first].start..line.end).unwrap_or_default();
    if first < at && tail(draft.text(walk.text), rest) {
        draft.lines.extend(&walk.lines[first..at]);
    }
}

/// Circled numbers in a line behind its first mark, as bits.
fn calls(text: &str, from: usize) -> u64 {
    let mut bits = 0;
    let text = text.get(from..).unwrap_or_default();
    // ① to ⑳ begin with these two bytes.
    for at in memmem::find_iter(text.as_bytes(), b"\xe2\x91") {
        if at > 0 || from > 0 {
            let number = text.get(at..).and_then(|t| t.chars().next()).filter(|c| ('①'..='⑳').contains(c)).and_then(marks::circled);
            bits |= number.map_or(0, |n| 1u64 << n.min(63));
        }
    }
    bits
}
