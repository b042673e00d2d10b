//! From paragraphs with note calls and citations to the one linear text of a [`Document`]: how office formats are put together.

use super::{Block, BlockKind, Document, Embedded, Mark};
use std::ops::Range;

/// A paragraph on its way into the text.
#[derive(Clone, Debug)]
pub struct Para {
    /// What it is.
    pub kind: BlockKind,
    /// Its text; `\n` are line breaks inside it.
    pub text: String,
    /// Calls of notes, in order.
    pub calls: Vec<Call>,
    /// Structured citations whose ranges are in this paragraph's text.
    pub cites: Vec<Embedded>,
    /// What is set off by italics.
    pub emphasis: Vec<Range<usize>>,
}

impl Default for Para {
    fn default() -> Self {
        Para::new()
    }
}

impl Para {
    /// An empty paragraph.
    pub fn new() -> Self {
        Para { kind: BlockKind::Paragraph, text: String::new(), calls: Vec::new(), cites: Vec::new(), emphasis: Vec::new() }
    }

    /// Says that the text from a place to its end is set off; it goes on where the last such part ended.
    pub fn emphasise(&mut self, from: usize) {
        let to = self.text.len();
        match self.emphasis.last_mut() {
            Some(last) if self.text.get(last.end..from).is_some_and(|between| between.trim().is_empty()) => last.end = to,
            _ if from < to => self.emphasis.push(from..to),
            _ => {}
        }
    }

    /// Whether nothing is in it.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && self.cites.is_empty()
    }
}

/// A place where a note is called.
#[derive(Clone, Debug)]
pub struct Call {
    /// Where the mark stands in the paragraph's text.
    pub range: Range<usize>,
    /// The mark as printed (`①`, `1`, `*`).
    pub mark: String,
    /// The paragraphs of the note.
    pub note: Vec<Para>,
}

/// A mark as it is set in running text: bare letters and digits would run into the word before, so they take brackets.
pub fn set_off(mark: &str) -> String {
    if mark.chars().all(|c| c.is_ascii_alphanumeric()) { format!("[{mark}]") } else { mark.to_owned() }
}

/// Appends a paragraph, then the notes called in it.
pub fn append(doc: &mut Document, para: Para) {
    if para.is_blank() && para.calls.is_empty() {
        return;
    }
    let at = write(doc, &para.text);
    let block = Block { kind: para.kind, range: at.clone(), page: 0 };
    doc.blocks.push(block);
    embed(doc, para.cites, at.start);
    emphasise(doc, &para.emphasis, |x| x + at.start, at.end);
    for call in para.calls {
        let printed = shift(&call.range, at.start);
        let note = doc.blocks.len();
        append_note(doc, call.mark, call.note);
        if doc.blocks.len() > note {
            doc.marks.push(Mark { range: printed, note });
        }
    }
}

/// Appends a note: its mark, then its paragraphs as one block with line breaks between them.
fn append_note(doc: &mut Document, mark: String, note: Vec<Para>) {
    let paras: Vec<Para> = note.into_iter().filter(|p| !p.is_blank()).collect();
    if paras.is_empty() {
        return;
    }
    doc.text.push_str(&mark);
    doc.text.push(' ');
    let start = doc.text.len();
    for (i, para) in paras.into_iter().enumerate() {
        if i > 0 {
            doc.text.push('\n');
        }
        let from = doc.text.len();
        let text = para.text.trim_start();
        // A mark of the author's own is typed again at the head of the note.
        let text = if i == 0 && !mark.is_empty() { text.strip_prefix(&mark).unwrap_or(text).trim_start() } else { text };
        let lead = para.text.len() - text.len();
        doc.text.push_str(text.trim_end());
        let most = doc.text.len();
        let move_by = |x: usize| x.saturating_sub(lead).saturating_add(from).min(most);
        emphasise(doc, &para.emphasis, move_by, most);
        let shifted = para.cites.into_iter().map(|mut c| {
            c.range = move_by(c.range.start)..move_by(c.range.end);
            c
        });
        doc.embedded.extend(shifted);
    }
    let range = start..doc.text.len();
    doc.text.push('\n');
    doc.blocks.push(Block { kind: BlockKind::Note(mark), range, page: 0 });
}

fn write(doc: &mut Document, text: &str) -> Range<usize> {
    let start = doc.text.len();
    doc.text.push_str(text.trim_end());
    let end = doc.text.len();
    doc.text.push('\n');
    start..end
}

fn embed(doc: &mut Document, cites: Vec<Embedded>, base: usize) {
    let most = doc.text.len();
    doc.embedded.extend(cites.into_iter().map(|mut c| {
        let r = shift(&c.range, base);
        c.range = r.start.min(most)..r.end.min(most);
        c
    }));
}

/// Writes down what is set off, moved into the text of the document and cut at its end.
fn emphasise(doc: &mut Document, parts: &[Range<usize>], place: impl Fn(usize) -> usize, most: usize) {
    let moved = parts.iter().map(|r| place(r.start).min(most)..place(r.end).min(most));
    let text = &doc.text;
    doc.emphasis.extend(moved.filter(|r| text.get(r.clone()).is_some_and(|t| !t.trim().is_empty())));
}

fn shift(r: &Range<usize>, by: usize) -> Range<usize> {
    r.start + by..r.end + by
}

/// The paragraphs of a table row: one block where no cell holds more than one, otherwise each for itself.
pub fn row(mut cells: Vec<Vec<Para>>) -> Vec<Para> {
    cells.iter_mut().for_each(|c| c.retain(|p| !p.is_blank() || !p.calls.is_empty()));
    let small = cells.iter().all(|c| c.len() <= 1) && cells.iter().filter(|c| !c.is_empty()).count() > 1;
    if small { vec![joined(cells)] } else { cells.into_iter().flatten().collect() }
}

/// The cells of a row as one paragraph, tabs between them.
fn joined(cells: Vec<Vec<Para>>) -> Para {
    let mut row = Para { kind: BlockKind::Table, ..Para::new() };
    for mut para in cells.into_iter().flatten() {
        if !row.text.is_empty() {
            row.text.push('\t');
        }
        let base = row.text.len();
        row.text.push_str(&para.text);
        para.calls.iter_mut().for_each(|c| c.range = c.range.start + base..c.range.end + base);
        para.cites.iter_mut().for_each(|c| c.range = c.range.start + base..c.range.end + base);
        row.emphasis.extend(para.emphasis.iter().map(|r| shift(r, base)));
        row.calls.append(&mut para.calls);
        row.cites.append(&mut para.cites);
        if matches!(para.kind, BlockKind::Entry(_)) {
            row.kind = para.kind;
        }
    }
    row
}
