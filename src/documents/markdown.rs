//! Reads Markdown: the file's own characters, with headings and footnote definitions as blocks and YAML front matter as
//! the document's own record.

pub use super::front_matter::split as front_matter;
use super::text::{begin, by_ending, paragraphs};
use super::{Block, BlockKind, Document, Failure, Limits, Reader, front_matter};
use std::path::Path;

/// Markdown.
pub const READER: Reader =
    Reader { name: "markdown", label: "Markdown", extensions: &["md", "markdown", "mdown", "mkd", "qmd", "rmd"], detect, read };

fn detect(bytes: &[u8], path: &Path) -> u8 {
    by_ending(bytes, path, READER.extensions)
}

fn read(bytes: &[u8], _path: &Path, _limits: &Limits) -> Result<Document, Failure> {
    let mut document = begin(READER.name, bytes);
    let body = front_matter::take(&mut document);
    for block in paragraphs(&document.text[body..], body, &mut 0) {
        split_headings(&document.text, block, &mut document.blocks);
    }
    document.blocks.iter_mut().for_each(|b| b.page = 0);
    Ok(document)
}

/// Cuts ATX headings out of a run of lines.
fn split_headings(text: &str, block: Block, out: &mut Vec<Block>) {
    let mut at = block.range.start;
    let mut open: Option<std::ops::Range<usize>> = None;
    for line in text[block.range.clone()].split_inclusive('\n') {
        let range = at..at + line.trim_end().len();
        at += line.len();
        let level = line.bytes().take_while(|b| *b == b'#').count();
        if (1..=6).contains(&level) && line[level..].starts_with([' ', '\t', '\u{3000}']) {
            out.extend(open.take().map(|r| Block { kind: BlockKind::Paragraph, range: r, page: 0 }));
            out.push(Block { kind: BlockKind::Heading(level as u8), range, page: 0 });
        } else {
            open = Some(open.map_or(range.start, |r| r.start)..range.end);
        }
    }
    out.extend(open.map(|r| Block { kind: BlockKind::Paragraph, range: r, page: 0 }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::text::seen;

    #[test]
    fn headings_are_blocks_and_the_text_is_the_file() {
        let source = "---\ntitle: 甲\n---\n# 一\n正文\n## 参考文献\n\n1. 王\n";
        let Ok(document) = read(source.as_bytes(), Path::new("a.md"), &Limits::default()) else { panic!("markdown is read") };
        assert_eq!(document.text, source);
        use BlockKind::{Heading, Paragraph};
        assert_eq!(seen(&document), [(Heading(1), "# 一"), (Paragraph, "正文"), (Heading(2), "## 参考文献"), (Paragraph, "1. 王")]);
    }
}
