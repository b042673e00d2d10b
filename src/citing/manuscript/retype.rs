//! Changes in the text of Word and OpenDocument files: paragraph by paragraph, everything else byte for byte as it was.

use super::markdown_cites::inline;
use super::reader::Scan;
use std::io::{Cursor, Read, Write};
use std::ops::Range;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// What becomes of a paragraph.
pub enum Change {
    /// It stays.
    None,
    /// Parts of its text are replaced; ranges in order.
    Edits(Vec<(Range<usize>, String)>),
    /// All its text goes.
    Empty,
}

/// Most bytes that a part may have unpacked.
const LARGEST: u64 = 256 << 20;

/// The file with every paragraph of its text and notes changed as `change` says.
pub fn edit(bytes: &[u8], change: &mut dyn FnMut(&str) -> Change) -> Result<Vec<u8>, String> {
    let mut from = ZipArchive::new(Cursor::new(bytes)).map_err(|e| e.to_string())?;
    let mut to = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    for i in 0..from.len() {
        let part = from.by_index(i).map_err(|e| e.to_string())?;
        let name = part.name().map_err(|e| e.to_string())?.into_owned();
        let words = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"].contains(&name.as_str());
        if !words && name != "content.xml" {
            to.raw_copy_file(part).map_err(|e| e.to_string())?;
            continue;
        }
        let mut text = String::new();
        part.take(LARGEST).read_to_string(&mut text).map_err(|e| format!("{name}: {e}"))?;
        let new = rewritten(&text, if words { WORD } else { OPEN_DOCUMENT }, change)?;
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        to.start_file(name, options).map_err(|e| e.to_string())?;
        to.write_all(new.as_bytes()).map_err(|e| e.to_string())?;
    }
    to.finish().map(Cursor::into_inner).map_err(|e| e.to_string())
}

/// The file with a typed key (`[@old]`) under another name, and how often it stood there.
pub fn rename(bytes: &[u8], old: &str, new: &str) -> Result<(Vec<u8>, usize), String> {
    let mut count = 0;
    let bytes = edit(bytes, &mut |text| {
        let mut scan = Scan::default();
        inline(text, 0, &mut 0, &mut scan);
        let edits: Vec<_> = scan.cites.into_iter().filter(|c| c.key == old).map(|c| (c.range, new.to_owned())).collect();
        count += edits.len();
        if edits.is_empty() { Change::None } else { Change::Edits(edits) }
    })?;
    Ok((bytes, count))
}

/// Which elements are paragraphs, and which hold text.
struct Names {
    paragraphs: &'static [&'static str],
    /// Elements whose own character data is text; none where all of a paragraph's is.
    text: Option<&'static str>,
    /// Elements whose character data is no text of the paragraph.
    not: &'static str,
}

const WORD: Names = Names { paragraphs: &["w:p"], text: Some("w:t"), not: "" };
const OPEN_DOCUMENT: Names = Names { paragraphs: &["text:p", "text:h"], text: None, not: "text:note-citation" };

/// A run of text in a paragraph: where it stands, and what it says.
struct Piece {
    raw: Range<usize>,
    text: String,
}

fn rewritten(xml: &str, names: Names, change: &mut dyn FnMut(&str) -> Change) -> Result<String, String> {
    let mut open: Vec<Vec<Piece>> = Vec::new();
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let (mut inside, mut hidden) = (names.text.is_none(), false);
    let mut at = 0;
    while let Some(tag) = memchr::memchr(b'<', &xml.as_bytes()[at..]).map(|i| at + i) {
        if let Some(pieces) = open.last_mut().filter(|_| inside && !hidden && tag > at) {
            let text = quick_xml::escape::unescape(&xml[at..tag]).map_err(|e| e.to_string())?.into_owned();
            pieces.push(Piece { raw: at..tag, text });
        }
        let end = memchr::memchr(b'>', &xml.as_bytes()[tag..]).map(|i| tag + i).ok_or("the text breaks off in a tag")?;
        let element = &xml[tag + 1..end];
        let closes = element.starts_with('/');
        let name = element.trim_start_matches('/').split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
        if !element.ends_with('/') {
            if names.paragraphs.contains(&name) {
                match closes {
                    false => open.push(Vec::new()),
                    true => open.pop().into_iter().for_each(|pieces| paragraph(&pieces, change, &mut edits)),
                }
            } else if names.text == Some(name) {
                inside = !closes;
            } else if names.not == name {
                hidden = !closes;
            }
        }
        at = end + 1;
    }
    // Paragraphs inside others end before these.
    edits.sort_by_key(|(r, _)| r.start);
    let mut out = String::with_capacity(xml.len());
    let mut done = 0;
    for (range, new) in edits {
        out.push_str(&xml[done..range.start]);
        out.push_str(&quick_xml::escape::escape(new.as_str()));
        done = range.end;
    }
    out.push_str(&xml[done..]);
    Ok(out)
}

/// Asks for the change of a paragraph and writes down which of its pieces get another text.
fn paragraph(pieces: &[Piece], change: &mut dyn FnMut(&str) -> Change, out: &mut Vec<(Range<usize>, String)>) {
    let text: String = pieces.iter().map(|p| p.text.as_str()).collect();
    let edits = match change(&text) {
        Change::None => return,
        Change::Empty => vec![(0..text.len(), String::new())],
        Change::Edits(edits) => edits,
    };
    let mut start = 0;
    for piece in pieces {
        let end = start + piece.text.len();
        let mut new = String::new();
        let mut at = start;
        for (range, with) in edits.iter().filter(|(r, _)| r.start < end && r.end > start) {
            new.push_str(text.get(at..range.start.max(at)).unwrap_or_default());
            // The new words stand where the old ones begin, in their type.
            if range.start >= start {
                new.push_str(with);
            }
            at = range.end.clamp(at, end);
        }
        if at > start || !new.is_empty() {
            new.push_str(text.get(at..end).unwrap_or_default());
            out.push((piece.raw.clone(), new));
        }
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_over_several_runs_are_replaced_where_they_begin_and_nothing_else_changes() {
        let xml = r#"<w:body><w:p w:id="1"><w:r><w:t>见 [@ol</w:t></w:r><w:r><w:b/><w:t>d; @x] &amp; more</w:t></w:r></w:p><w:p><w:t/></w:p></w:body>"#;
        let mut change = |text: &str| match text.find("old") {
            Some(at) => Change::Edits(vec![(at..at + 3, "n&w".into())]),
            None => Change::None,
        };
        let new = rewritten(xml, WORD, &mut change).expect("rewritten");
        assert_eq!(
            new,
            r#"<w:body><w:p w:id="1"><w:r><w:t>见 [@n&amp;w</w:t></w:r><w:r><w:b/><w:t>; @x] &amp; more</w:t></w:r></w:p><w:p><w:t/></w:p></w:body>"#
        );
        let odt = "<text:p>a<text:note><text:note-citation>1</text:note-citation><text:p>old</text:p></text:note>old</text:p>";
        assert_eq!(rewritten(odt, OPEN_DOCUMENT, &mut change).expect("rewritten").matches("n&amp;w").count(), 2);
        assert!(rewritten("<w:p><w:t>&bad;</w:t></w:p>", WORD, &mut change).is_err());
    }
}
