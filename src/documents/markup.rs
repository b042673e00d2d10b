//! What readers of markup write into: a paragraph with the notes opened in it, line ends folded as their languages fold them.

use super::flow::{Call, Para, append};
use super::{BlockKind, Document};
use crate::text::script::is_cjk;

/// A document that is being written from markup.
pub struct Writing {
    /// What is finished.
    pub document: Document,
    /// The paragraph that stands open.
    pub para: Para,
    /// What the open paragraph is.
    pub kind: BlockKind,
    /// Paragraphs around the notes that stand open, the outermost first.
    around: Vec<Para>,
    notes: u32,
}

impl Writing {
    /// An empty document of that reader.
    pub fn new(reader: &'static str, encoding: &'static str) -> Self {
        Writing {
            document: Document { reader, encoding, ..Document::default() },
            para: Para::new(),
            kind: BlockKind::Paragraph,
            around: Vec::new(),
            notes: 0,
        }
    }

    /// Adds text.
    pub fn push(&mut self, text: &str) {
        self.para.text.push_str(text);
    }

    /// Adds a space where none stands.
    pub fn space(&mut self) {
        if !self.para.text.is_empty() && !self.para.text.ends_with(char::is_whitespace) {
            self.para.text.push(' ');
        }
    }

    /// A line end in the source: a space, but none between Chinese characters.
    pub fn fold_line(&mut self, next: Option<char>) {
        let joined = self.para.text.chars().next_back().is_some_and(is_cjk) && next.is_some_and(is_cjk);
        if !joined {
            self.space();
        }
    }

    /// Begins a note in the open paragraph.
    pub fn open_note(&mut self) {
        self.around.push(std::mem::take(&mut self.para));
    }

    /// Ends the note that was begun last; its mark goes into the text around.
    pub fn close_note(&mut self) {
        let Some(around) = self.around.pop() else { return };
        let note = std::mem::replace(&mut self.para, around);
        self.notes += 1;
        let mark = self.notes.to_string();
        let at = self.para.text.len();
        self.para.text.push_str(&format!("[{mark}]"));
        self.para.calls.push(Call { range: at..self.para.text.len(), mark, note: vec![note] });
    }

    /// Whether a note stands open.
    pub fn in_note(&self) -> bool {
        !self.around.is_empty()
    }

    /// Ends the open paragraph; inside a note it is a line end.
    pub fn flush(&mut self) {
        if self.in_note() {
            return self.para.text.push('\n');
        }
        let mut para = std::mem::take(&mut self.para);
        let lead = para.text.len() - para.text.trim_start().len();
        if para.calls.is_empty() {
            para.text.drain(..lead);
        }
        para.kind = std::mem::replace(&mut self.kind, BlockKind::Paragraph);
        append(&mut self.document, para);
    }
}
