//! `yinwen text`: what a reader saw of a document, so that a reading fault can be told from a parsing fault.

use super::args::TextArgs;
use super::input;
use super::report::{Exit, Outcome, Talk, Trouble, print_json};
use crate::documents::finder::{self, Found};
use crate::documents::{self, Block, BlockKind, Document};
use crate::library::reading::Lines;
use serde_json::json;
use std::io::Write;

/// Runs the command.
pub fn run(args: &TextArgs, talk: &Talk) -> Outcome {
    let bytes = input::bytes(&args.file)?;
    let document =
        documents::read(&bytes, &args.file, &args.limits.limits()).map_err(|e| Trouble::failed(format!("{}: {e}", args.file.display())))?;
    talk.faults(&args.file, &document.faults);
    let found = finder::find(&document);
    let seen = Seen { document: &document, lines: Lines::new(&document.text), sites: sites(&found) };
    if talk.json || talk.ndjson {
        let rows: Vec<_> = (0..document.blocks.len()).map(|i| seen.json(i)).collect();
        print_json(&rows, talk)?;
        return Ok(Exit::Clean);
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (i, block) in document.blocks.iter().enumerate() {
        writeln!(out, "── {}", seen.head(i))?;
        writeln!(out, "{}", document.text.get(block.range.clone()).unwrap_or_default().trim_end())?;
    }
    out.flush()?;
    Ok(Exit::Clean)
}

/// A document with what is known of its places.
struct Seen<'a> {
    document: &'a Document,
    lines: Lines<'a>,
    /// Ranges of found places in order, with what they are.
    sites: Vec<(std::ops::Range<usize>, &'a Found)>,
}

fn sites(found: &[Found]) -> Vec<(std::ops::Range<usize>, &Found)> {
    let mut sites: Vec<_> = found.iter().flat_map(|f| f.ranges.iter().map(move |r| (r.clone(), f))).collect();
    sites.sort_by_key(|(range, _)| range.start);
    sites
}

impl Seen<'_> {
    /// Where references are looked for in a block.
    fn site(&self, block: &Block) -> String {
        let at = self.sites.partition_point(|(range, _)| range.end <= block.range.start);
        let site = self.sites.get(at).filter(|(range, _)| range.start < block.range.end);
        site.map_or(String::new(), |(_, found)| format!("{:?}", found.site).to_lowercase())
    }

    /// `line:column` of a byte.
    fn place(&self, byte: usize) -> String {
        let (line, column, _) = self.lines.of(byte);
        format!("{line}:{column}")
    }

    /// Where the note of that number is called, in order.
    fn calls(&self, note: usize) -> Vec<String> {
        self.document.marks.iter().filter(|m| m.note == note).map(|m| self.place(m.range.start)).collect()
    }

    /// Formats of the structured citations that stand in a block.
    fn embedded(&self, block: &Block) -> Vec<&'static str> {
        let inside = |e: &&documents::Embedded| block.range.start <= e.range.start && e.range.end <= block.range.end && e.citation;
        self.document.embedded.iter().filter(inside).map(|e| e.format).collect()
    }

    fn head(&self, i: usize) -> String {
        let block = &self.document.blocks[i];
        let (kind, mark) = name(&block.kind);
        let mut head = format!("{kind} {mark}").trim_end().to_owned();
        if block.page > 0 {
            head += &format!("  p. {}", block.page);
        }
        head += &format!("  {}", self.place(block.range.start));
        if matches!(block.kind, BlockKind::Note(_)) && !self.calls(i).is_empty() {
            head += &format!("  called at {}", self.calls(i).join(", "));
        }
        let cites = self.embedded(block);
        if let Some(first) = cites.first() {
            head += &format!("  {} × {first}", cites.len());
        }
        match self.site(block).as_str() {
            "" => head,
            site => format!("{head}  → {site}"),
        }
    }

    fn json(&self, i: usize) -> serde_json::Value {
        let block = &self.document.blocks[i];
        let (kind, mark) = name(&block.kind);
        let (line, column, _) = self.lines.of(block.range.start);
        json!({"kind": kind, "mark": mark, "page": block.page, "start": block.range.start, "end": block.range.end, "line": line, "column": column,
               "called": self.calls(i), "embedded": self.embedded(block), "site": self.site(block), "text": self.document.text.get(block.range.clone())})
    }
}

fn name(kind: &BlockKind) -> (&'static str, &str) {
    match kind {
        BlockKind::Heading(_) => ("heading", ""),
        BlockKind::Paragraph => ("paragraph", ""),
        BlockKind::ListItem(mark) => ("item", mark),
        BlockKind::Note(mark) => ("note", mark),
        BlockKind::Table => ("table", ""),
        BlockKind::Caption => ("caption", ""),
        BlockKind::Running => ("running", ""),
        BlockKind::Entry(mark) => ("entry", mark),
    }
}
