//! Reads reStructuredText (docutils, its markup specification): the file's own characters, with headings, footnotes
//! (`.. [1] …`, `.. [#a] …`) and citations (`.. [Key2001] …`) as blocks.

use super::text::{begin, by_ending, paragraphs};
use super::{Block, BlockKind, Document, Failure, Limits, Reader};
use std::ops::Range;
use std::path::Path;

/// reStructuredText.
pub const READER: Reader = Reader { name: "rst", label: "reStructuredText", extensions: &["rst", "rest"], detect, read };

fn detect(bytes: &[u8], path: &Path) -> u8 {
    by_ending(bytes, path, READER.extensions)
}

fn read(bytes: &[u8], _path: &Path, _limits: &Limits) -> Result<Document, Failure> {
    let mut document = begin(READER.name, bytes);
    let text = document.text.as_str();
    let mut out = Vec::new();
    // Directives reach over blank lines as far as their indent does.
    let mut hidden = false;
    for block in paragraphs(text, 0, &mut 0) {
        let first = text[block.range.clone()].split('\n').next().unwrap_or_default();
        if hidden && first.starts_with([' ', '\t']) {
            continue;
        }
        hidden = false;
        let mut at = block.range.start;
        let mut open: Option<Range<usize>> = None;
        let mut lines = text[block.range.clone()].split_inclusive('\n').peekable();
        while let Some(line) = lines.next() {
            let range = at..at + line.trim_end().len();
            at += line.len();
            if let Some((kind, offset)) = explicit(line) {
                out.extend(open.take().map(paragraph));
                let mut end = range.end;
                while let Some(more) = lines.next_if(|l| l.starts_with([' ', '\t'])) {
                    end = at + more.trim_end().len();
                    at += more.len();
                }
                hidden = kind.is_none();
                out.extend(kind.map(|kind| Block { kind, range: range.start + offset..end, page: 0 }));
            } else if let Some(under) = lines.next_if(|next| underlines(line, next)) {
                out.extend(open.take().map(paragraph));
                at += under.len();
                out.push(Block { kind: BlockKind::Heading(0), range, page: 0 });
            } else if !is_line(line) {
                open = Some(open.map_or(range.start, |r| r.start)..range.end);
            }
        }
        out.extend(open.map(paragraph));
    }
    out.retain(|b| b.range.start < b.range.end);
    document.blocks = out;
    Ok(document)
}

fn paragraph(range: Range<usize>) -> Block {
    Block { kind: BlockKind::Paragraph, range, page: 0 }
}

/// Explicit markup: a footnote or a citation and where its text begins; no kind for comments, targets and directives.
fn explicit(line: &str) -> Option<(Option<BlockKind>, usize)> {
    let rest = line.strip_prefix("..").filter(|r| r.trim().is_empty() || r.starts_with(' '))?;
    let inner = rest.trim_start();
    let cited = inner.strip_prefix('[').and_then(|i| i.split_once(']')).filter(|(label, _)| !label.is_empty() && label.len() <= 60);
    let Some((label, text)) = cited else { return Some((None, 0)) };
    let note = label.starts_with(['#', '*']) || label.bytes().all(|b| b.is_ascii_digit());
    let kind = if note { BlockKind::Note(label.to_owned()) } else { BlockKind::Entry(label.to_owned()) };
    Some((Some(kind), line.len() - text.trim_start().len()))
}

/// A line of one punctuation character, as it stands under and over headings.
fn is_line(line: &str) -> bool {
    let line = line.trim_end();
    let first = line.chars().next().unwrap_or(' ');
    line.len() >= 3 && first.is_ascii_punctuation() && line.chars().all(|c| c == first)
}

fn underlines(line: &str, next: &str) -> bool {
    is_line(next) && !is_line(line) && !line.starts_with([' ', '\t']) && next.trim_end().len() + 2 >= line.trim_end().chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::text::seen;

    #[test]
    fn notes_and_citations_are_blocks_and_directives_are_none() {
        let source = "=====\nTitle\n=====\n\nText [1]_ and [Roe2001]_.\n\n.. note:: hidden\n\n   too\n\n参考文献\n--------\n\n.. [1] 王娜：《甲》，\n   2001年。\n.. [Roe2001] Roe, J. (2001). *A*.\n.. _x: http://a.b\n\nEnd.\n";
        let Ok(document) = read(source.as_bytes(), Path::new("a.rst"), &Limits::default()) else { panic!("it is read") };
        use BlockKind::{Entry, Heading, Note, Paragraph};
        let expected = [
            (Heading(0), "Title"),
            (Paragraph, "Text [1]_ and [Roe2001]_."),
            (Heading(0), "参考文献"),
            (Note("1".into()), "王娜：《甲》，\n   2001年。"),
            (Entry("Roe2001".into()), "Roe, J. (2001). *A*."),
            (Paragraph, "End."),
        ];
        assert_eq!(seen(&document), expected);
    }
}
