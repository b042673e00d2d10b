//! Reads plain text: every character as it stands in the file, one block a paragraph, form feeds as page ends.

use super::{Block, BlockKind, Document, Failure, Limits, Reader};
use crate::text::encoding::{decode, is_text};
use std::path::Path;

/// Plain text.
pub const READER: Reader = Reader { name: "text", label: "Plain text", extensions: &["txt", "text", "log"], detect, read };

fn detect(bytes: &[u8], path: &Path) -> u8 {
    match () {
        () if !is_text(bytes) => 0,
        () if has_extension(path, READER.extensions) => 50,
        () => 10,
    }
}

/// Whether the path ends in one of the extensions, in any case.
pub fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().and_then(|e| e.to_str()).is_some_and(|e| extensions.iter().any(|x| x.eq_ignore_ascii_case(e)))
}

/// How sure a reader of marked-up text is of a file: by its ending, where it is text at all.
pub fn by_ending(bytes: &[u8], path: &Path, extensions: &[&str]) -> u8 {
    if has_extension(path, extensions) && is_text(bytes) { 60 } else { 0 }
}

/// A document whose text is the file to the character, without blocks so far.
pub fn begin(reader: &'static str, bytes: &[u8]) -> Document {
    let decoded = decode(bytes);
    Document { reader, encoding: decoded.encoding, text: decoded.text.into_owned(), ..Document::default() }
}

/// Kinds and texts of the blocks, for tests.
#[cfg(test)]
pub fn seen(document: &Document) -> Vec<(BlockKind, &str)> {
    document.blocks.iter().map(|b| (b.kind.clone(), &document.text[b.range.clone()])).collect()
}

fn read(bytes: &[u8], _path: &Path, _limits: &Limits) -> Result<Document, Failure> {
    let mut document = begin(READER.name, bytes);
    document.blocks = paragraphs(&document.text, 0, &mut 1);
    if !document.text.contains('\u{c}') {
        document.blocks.iter_mut().for_each(|b| b.page = 0);
    }
    Ok(document)
}

/// Runs of lines that are not blank, as paragraphs with their pages; `base` is added to every range.
pub fn paragraphs(text: &str, base: usize, page: &mut u32) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let feeds = line.matches('\u{c}').count() as u32;
        let (start, end) = (at + line.len() - line.trim_start().len(), at + line.trim_end().len());
        at += line.len();
        if feeds > 0 {
            *page += feeds;
            open = false;
        }
        if start >= end {
            open = false;
            continue;
        }
        match blocks.last_mut() {
            Some(last) if open => last.range.end = base + end,
            // The indent belongs to the block: it tells where paragraphs and hanging entries begin.
            _ => {
                let indent = line.trim_start_matches('\u{c}');
                let first = at - indent.len();
                blocks.push(Block { kind: BlockKind::Paragraph, range: base + first.min(start)..base + end, page: *page });
            }
        }
        open = true;
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_the_file_to_the_character_and_pages_follow_form_feeds() {
        let source = "  甲\n乙\n\n丙\r\n\u{c}丁 \n";
        let Ok(document) = read(source.as_bytes(), Path::new("a.txt"), &Limits::default()) else { panic!("text is read") };
        assert_eq!(document.text, source);
        let seen: Vec<_> = document.blocks.iter().map(|b| (&document.text[b.range.clone()], b.page)).collect();
        assert_eq!(seen, [("  甲\n乙", 1), ("丙", 1), ("丁", 2)]);
    }

    #[test]
    fn binary_data_is_no_text() {
        assert!(is_text("参考文献".as_bytes()));
        assert!(is_text(b""));
        let noise: Vec<u8> = (0..4000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(!is_text(&noise));
    }
}
