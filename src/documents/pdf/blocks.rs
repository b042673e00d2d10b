//! Puts paragraphs and notes together into the document: notes after the paragraph that calls them, tied by their marks.

use super::join::{Words, join};
use super::lines::{Line, same_mark};
use super::notes::Note;
use crate::documents::flow::set_off;
use crate::documents::{Block, BlockKind, Document, Mark};
use std::ops::Range;

/// A paragraph with the raised marks in its text.
struct Paragraph {
    kind: BlockKind,
    text: String,
    page: u32,
    /// Marks with the page on which each stands, and the note that each calls.
    calls: Vec<(Range<usize>, String, u32, Option<usize>)>,
    /// What is italic.
    italic: Vec<Range<usize>>,
}

/// A note on its way into the text.
struct NoteText {
    mark: String,
    page: u32,
    text: String,
    italic: Vec<Range<usize>>,
}

/// Writes everything into the document.
pub fn write(doc: &mut Document, groups: Vec<Vec<Line>>, notes: Vec<Note>, running: Vec<Line>, body: f32, words: &Words) {
    let sizes = heading_sizes(&groups, body);
    let mut paragraphs: Vec<Paragraph> = groups.into_iter().map(|g| paragraph(&g, body, &sizes, words)).collect();
    tie(&mut paragraphs, &notes);
    let tied: Vec<bool> = {
        let mut tied = vec![false; notes.len()];
        paragraphs.iter().flat_map(|p| &p.calls).filter_map(|c| c.3).for_each(|n| tied[n] = true);
        tied
    };
    let mut loose = (0..notes.len()).filter(|n| !tied[*n]).peekable();
    let mut running = running.into_iter().peekable();
    let mut note_texts: Vec<Option<NoteText>> = notes.iter().map(|n| Some(text_of(n, words))).collect();
    for p in paragraphs {
        while let Some(n) = loose.next_if(|n| notes[*n].page < p.page) {
            write_note(doc, note_texts[n].take());
        }
        while let Some(l) = running.next_if(|l| l.page <= p.page) {
            push(doc, BlockKind::Running, l.text.trim(), l.page);
        }
        write_paragraph(doc, p, &mut note_texts);
    }
    for n in loose {
        write_note(doc, note_texts[n].take());
    }
    for l in running {
        push(doc, BlockKind::Running, l.text.trim(), l.page);
    }
}

fn push(doc: &mut Document, kind: BlockKind, text: &str, page: u32) {
    if text.is_empty() {
        return;
    }
    let start = doc.text.len();
    doc.text.push_str(text);
    doc.blocks.push(Block { kind, range: start..doc.text.len(), page });
    doc.text.push('\n');
}

fn write_note(doc: &mut Document, note: Option<NoteText>) -> Option<usize> {
    let NoteText { mark, page, text, italic } = note?;
    if !mark.is_empty() {
        doc.text.push_str(&mark);
        doc.text.push(' ');
    }
    let kind = if mark.is_empty() { BlockKind::Paragraph } else { BlockKind::Note(mark) };
    let base = doc.text.len();
    push(doc, kind, &text, page);
    doc.emphasis.extend(italic.into_iter().map(|r| base + r.start..base + r.end));
    Some(doc.blocks.len().saturating_sub(1))
}

/// Writes a paragraph, its tied marks set off from the words before them, and the notes that it calls.
fn write_paragraph(doc: &mut Document, p: Paragraph, notes: &mut [Option<NoteText>]) {
    let mut text = String::with_capacity(p.text.len() + 8);
    let mut called: Vec<(Range<usize>, usize)> = Vec::new();
    let base = doc.text.len();
    // Where each piece of the paragraph begins in it, and in the document.
    let mut moved: Vec<(usize, usize)> = vec![(0, base)];
    let mut at = 0;
    for (range, mark, _, note) in &p.calls {
        let Some(note) = note else { continue };
        text.push_str(p.text.get(at..range.start).unwrap_or(""));
        let start = text.len();
        text.push_str(&set_off(mark));
        called.push((base + start..base + text.len(), *note));
        at = range.end;
        moved.push((at, base + text.len()));
    }
    text.push_str(p.text.get(at..).unwrap_or(""));
    push(doc, p.kind, text.trim_end(), p.page);
    let place = |x: usize| moved.iter().rev().find(|(from, _)| *from <= x).map_or(base, |(from, to)| to + x - from).min(doc.text.len());
    let italic: Vec<Range<usize>> = p.italic.iter().map(|r| place(r.start)..place(r.end)).collect();
    doc.emphasis.extend(italic);
    for (range, note) in called {
        if let Some(block) = notes.get_mut(note).and_then(|n| write_note(doc, n.take())) {
            doc.marks.push(Mark { range, note: block });
        }
    }
}

/// Ties notes to the marks of their page in order; a note may also begin on the page after its mark.
fn tie(paragraphs: &mut [Paragraph], notes: &[Note]) {
    // Paragraphs by the pages on which they have marks.
    let mut by_page: std::collections::HashMap<u32, Vec<(usize, usize)>> = std::collections::HashMap::new();
    for (i, p) in paragraphs.iter().enumerate() {
        for (j, call) in p.calls.iter().enumerate() {
            by_page.entry(call.2).or_default().push((i, j));
        }
    }
    for (n, note) in notes.iter().enumerate().filter(|(_, n)| !n.mark.is_empty()) {
        let places = [note.page, note.page.saturating_sub(1)];
        let free = places.iter().filter_map(|page| by_page.get(page)).flatten().find(|(i, j)| {
            let call = paragraphs.get(*i).and_then(|p| p.calls.get(*j));
            call.is_some_and(|c| c.3.is_none() && same_mark(&c.1, &note.mark))
        });
        if let Some((i, j)) = free.copied()
            && let Some(call) = paragraphs.get_mut(i).and_then(|p| p.calls.get_mut(j))
        {
            call.3 = Some(n);
        }
    }
}

fn text_of(note: &Note, words: &Words) -> NoteText {
    let (mut text, mut italic) = (String::new(), Vec::new());
    for (i, l) in note.lines.iter().enumerate() {
        let line = if i == 0 { l.text.get(note.lead..).unwrap_or("") } else { &l.text };
        if i == 0 {
            text.push_str(line.trim_start_matches([' ', '.', '、', '．', ':', '：']))
        } else {
            join(&mut text, line, words)
        }
        carry(&mut italic, &text, l);
    }
    text.truncate(text.trim_end().len());
    NoteText { mark: note.mark.clone(), page: note.page, text, italic }
}

/// Takes over what is italic in a line that was just put at the end of a text; what went on from the line before is one part.
fn carry(italic: &mut Vec<Range<usize>>, text: &str, l: &Line) {
    // The line was appended whole but for white and marks at its head.
    let place = |x: usize| (text.len() + x).saturating_sub(l.text.len());
    for r in &l.italic {
        let (start, end) = (place(r.start), place(r.end));
        match italic.last_mut() {
            Some(last) if start <= last.end || text.get(last.end..start).is_some_and(|t| t.trim().is_empty()) => last.end = end,
            _ => italic.push(start..end),
        }
    }
}

fn paragraph(lines: &[Line], body: f32, sizes: &[f32], words: &Words) -> Paragraph {
    let mut text = String::new();
    let (mut calls, mut italic) = (Vec::new(), Vec::new());
    for l in lines {
        if text.is_empty() {
            text.push_str(&l.text)
        } else {
            join(&mut text, &l.text, words)
        }
        // The line was appended whole but for white at its head.
        let shift = text.len() as isize - l.text.len() as isize;
        for r in &l.raised {
            let (start, end) = (r.range.start as isize + shift, r.range.end as isize + shift);
            if start > 0 && end >= start {
                calls.push((start as usize..end as usize, r.mark.clone(), l.page, None));
            }
        }
        carry(&mut italic, &text, l);
    }
    let page = lines.first().map_or(0, |l| l.page);
    Paragraph { kind: kind(lines, &text, body, sizes), text, page, calls, italic }
}

/// Sizes of headings from the largest.
fn heading_sizes(groups: &[Vec<Line>], body: f32) -> Vec<f32> {
    let mut sizes: Vec<f32> = groups.iter().flatten().map(|l| (l.size * 2.0).round() / 2.0).filter(|s| *s > 1.08 * body).collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    sizes.dedup();
    sizes
}

fn kind(lines: &[Line], text: &str, body: f32, sizes: &[f32]) -> BlockKind {
    let Some(first) = lines.first() else { return BlockKind::Paragraph };
    let length: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    let sentence = text.trim_end().ends_with(['。', '，', '；', ',', ';']);
    if first.size > 1.08 * body && length < 240 && !sentence {
        let size = (first.size * 2.0).round() / 2.0;
        let level = sizes.iter().position(|s| *s <= size).unwrap_or(0).min(5) + 1;
        return BlockKind::Heading(level as u8);
    }
    if lines.iter().all(|l| l.bold) && length < 160 && !sentence && first.size > 0.93 * body {
        return BlockKind::Heading(0);
    }
    if is_caption(text) && length < 400 { BlockKind::Caption } else { BlockKind::Paragraph }
}

/// `图 1　…`, `表2.1 …`, `Figure 3. …`, `Fig. 4: …`, `Table 5 …`.
fn is_caption(text: &str) -> bool {
    let rest = ["图", "圖", "表", "Figure ", "Fig. ", "Fig ", "Table ", "FIGURE ", "TABLE "].iter().find_map(|p| text.strip_prefix(p));
    let Some(rest) = rest.map(str::trim_start) else { return false };
    let number = rest.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-')).count();
    number > 0
        && rest
            .get(number..)
            .is_some_and(|r| r.starts_with([' ', '\u{3000}', ':', '：']) || rest.get(..number).is_some_and(|n| n.ends_with('.')))
}
