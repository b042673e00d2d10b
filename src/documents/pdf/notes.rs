//! Footnote zones: small text at the foot of a column that begins with marks; a note without a mark there continues the last one.

use super::columns::Column;
use super::lines::{Line, is_circled, is_mark, same_mark};
use crate::documents::finder;

/// A footnote with the lines that make it up, also those on the next page.
#[derive(Clone, Debug)]
pub struct Note {
    /// Its mark as printed.
    pub mark: String,
    /// Page on which it begins, from 1.
    pub page: u32,
    /// Its lines.
    pub lines: Vec<Line>,
    /// Bytes of the mark at the head of the first line.
    pub lead: usize,
}

/// Takes the notes out of the lines of all pages, which are in reading order.
pub fn take(pages: &mut [Vec<Line>], body: f32) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    for lines in pages.iter_mut() {
        let called: Vec<String> = lines.iter().filter(|l| l.size > 0.93 * body).flat_map(|l| &l.raised).map(|r| r.mark.clone()).collect();
        let all = std::mem::take(lines);
        let (mut rest, mut zones) = (Vec::new(), Vec::new());
        for column in [Column::Left, Column::Right, Column::Whole] {
            let own: Vec<(usize, Line)> = all.iter().cloned().enumerate().filter(|(_, l)| l.column == column && !l.running).collect();
            let at = zone(&own, body, &called, notes.last().or(zones.last().and_then(|z: &Vec<Note>| z.last())));
            let (text, zone) = own.split_at(at);
            rest.extend(text.iter().cloned());
            let found = cut(zone, notes.last_mut(), &mut zones, &called);
            zones.push(found);
        }
        rest.extend(all.into_iter().enumerate().filter(|(_, l)| l.running));
        rest.sort_by_key(|(i, _)| *i);
        *lines = rest.into_iter().map(|(_, l)| l).collect();
        notes.extend(zones.into_iter().flatten());
    }
    notes
}

/// Where the zone of notes begins in the lines of a column; their number where there is none.
fn zone(own: &[(usize, Line)], body: f32, called: &[String], open: Option<&Note>) -> usize {
    let n = own.len();
    let small = own.iter().rposition(|(_, l)| l.size > 0.93 * body).map_or(0, |i| i + 1);
    if small > 0 && small < n {
        let start = (small..n).find(|i| begins(own, *i, small, called));
        let heading = own.get(small - 1).is_some_and(|(_, l)| is_list_heading(l, body));
        if heading {
            // A list in small print, and perhaps notes below it: they stand apart, and their marks were called above.
            let sure = |l: &Line| lead(l).is_some_and(|(m, s)| s != Strength::Plain && called.iter().any(|c| same_mark(c, &m)));
            return (small..n).find(|i| own.get(*i).is_some_and(|(_, l)| sure(l)) && stands_apart(own, *i)).unwrap_or(n);
        }
        match start {
            Some(i) if i == small => return small,
            // What stands before the first mark continues the last note, if one is unfinished.
            Some(_) if open.is_some_and(|o| !finished(o)) => return small,
            Some(i) => return i,
            None if open.is_some_and(|o| !finished(o)) && stands_apart(own, small) => return small,
            None => {}
        }
    }
    // Notes in the size of the text: a raised mark at the head of a line that was called above.
    let lead =
        |l: &Line| l.raised.first().is_some_and(|r| r.range.start == 0 && called.iter().filter(|c| same_mark(c, &r.mark)).count() > 1);
    let same = own.iter().position(|(_, l)| lead(l)).filter(|i| *i > 0 && stands_apart(own, *i));
    same.unwrap_or(n)
}

/// Whether a line of the zone begins a note.
fn begins(own: &[(usize, Line)], i: usize, zone: usize, called: &[String]) -> bool {
    let Some((_, l)) = own.get(i) else { return false };
    match lead(l) {
        Some((_, Strength::Raised)) => true,
        Some((mark, Strength::Sign)) => {
            // Circled numbers may also stand inside a note; a called one, or one at the left edge, begins a new one.
            called.iter().any(|c| same_mark(c, &mark)) || i == zone
        }
        // Numbers in text size begin list items too: only the very mark that was called.
        Some((mark, Strength::Plain)) => called.contains(&mark),
        None => false,
    }
}

/// How surely a mark at the head of a line is one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strength {
    Raised,
    Sign,
    Plain,
}

/// The mark at the head of a line with its length there.
fn lead(l: &Line) -> Option<(String, Strength)> {
    if let Some(r) = l.raised.first().filter(|r| l.text.get(..r.range.start).is_some_and(|t| t.trim().is_empty())) {
        return Some((r.mark.clone(), Strength::Raised));
    }
    let text = l.text.trim_start();
    let first = text.chars().next()?;
    if is_circled(first) || matches!(first, '*' | '＊' | '∗' | '†' | '‡' | '※') {
        let mark: String = text.chars().take_while(|c| is_circled(*c) || matches!(c, '*' | '＊' | '∗' | '†' | '‡' | '※')).collect();
        return Some((mark, Strength::Sign));
    }
    let bracketed = text.find([']', '〕', '］', ')', '）', '】']).map(|i| i + text[i..].chars().next().map_or(0, char::len_utf8));
    if let (true, Some(end)) = ("[〔［(（【".contains(first), bracketed.filter(|e| *e <= 12)) {
        let mark = text.get(..end)?;
        return is_mark(mark).then(|| (mark.to_owned(), Strength::Plain));
    }
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let after = text.get(digits.len()..)?.chars().next()?;
    ((1..=3).contains(&digits.len()) && (matches!(after, ' ' | '.' | '、' | '．') || after.is_alphabetic()))
        .then_some((digits, Strength::Plain))
}

fn finished(note: &Note) -> bool {
    let last = note.lines.last().map_or("", |l| l.text.trim_end());
    last.ends_with(['.', '。', '．', '！', '!', '?', '？', '”', ')', '）', '」', '』'])
}

/// Whether there is more white above the line than between lines.
fn stands_apart(own: &[(usize, Line)], i: usize) -> bool {
    match (i.checked_sub(1).and_then(|j| own.get(j)), own.get(i)) {
        (Some((_, a)), Some((_, b))) => a.y - b.y > 1.45 * a.size.max(b.size),
        _ => false,
    }
}

/// A heading, after which small text is a list and not a zone of notes.
fn is_list_heading(l: &Line, body: f32) -> bool {
    let text: String = l.text.chars().filter(|c| !c.is_whitespace() && c.is_alphanumeric()).collect();
    let letters = text.chars().count();
    let sentence = l.text.trim_end().ends_with(['。', '.', '，', ',', '；']);
    let word = text.to_lowercase();
    let names = [
        "文献",
        "文獻",
        "书目",
        "書目",
        "注释",
        "註釋",
        "注釋",
        "尾注",
        "references",
        "bibliography",
        "workscited",
        "notes",
        "sources",
        "literatur",
    ];
    let named = letters <= 16 && names.iter().any(|w| word.ends_with(w) && letters <= w.chars().count() + 6) || finder::announces(&l.text);
    !sentence && (named || (letters <= 30 && (l.size > 1.08 * body || l.bold)))
}

/// Cuts a zone into notes; lines before the first mark go to the last note before.
fn cut(zone: &[(usize, Line)], before: Option<&mut Note>, zones: &mut [Vec<Note>], called: &[String]) -> Vec<Note> {
    let mut out: Vec<Note> = Vec::new();
    let mut loose: Vec<Line> = Vec::new();
    for (i, (_, line)) in zone.iter().enumerate() {
        let starts = begins(zone, i, 0, called) && follows(&out, line, zone);
        match (lead(line).filter(|_| starts), out.last_mut()) {
            (Some((mark, strength)), _) => {
                let space = line.text.len() - line.text.trim_start().len();
                let raised = line.raised.first().filter(|_| strength == Strength::Raised).map(|r| r.range.end);
                out.push(Note { lead: raised.unwrap_or(space + mark.len()), mark, page: line.page, lines: vec![line.clone()] });
            }
            (None, Some(note)) => note.lines.push(line.clone()),
            (None, None) => loose.push(line.clone()),
        }
    }
    if !loose.is_empty() {
        match zones.iter_mut().rev().find_map(|z| z.last_mut()).or(before) {
            Some(note) => note.lines.extend(loose),
            None => out.insert(0, Note { mark: String::new(), page: loose.first().map_or(0, |l| l.page), lines: loose, lead: 0 }),
        }
    }
    out
}

/// A plain number begins a note only in its turn: years and volumes begin lines too.
fn follows(out: &[Note], line: &Line, zone: &[(usize, Line)]) -> bool {
    let Some((mark, Strength::Plain)) = lead(line) else { return true };
    let number = |m: &str| m.trim_matches(|c: char| !c.is_ascii_digit()).parse::<u32>().ok();
    match (out.last().and_then(|n| number(&n.mark)), number(&mark)) {
        (Some(last), Some(this)) => this == last + 1,
        // The first one stands at the head of the zone or after what continues an older note.
        _ => !zone.is_empty(),
    }
}
