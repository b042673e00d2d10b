//! Finds the places of a document that may hold references: lists, notes, source lines.

mod extent;
mod heading;
mod inline;
mod lines;
mod list;
mod marks;
mod notes;
mod signs;
mod unnumbered;

use super::Document;
use extent::Draft;
use lines::{Kind, Line};
use std::ops::Range;

/// What kind of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    /// An entry of a reference list.
    Entry,
    /// A footnote or endnote.
    Note,
    /// A source line under a figure or table (label cut off).
    SourceLine,
    /// A reference printed in brackets inside the running text (`（张三：《…》，…，第5页）`), the brackets cut off.
    Inline,
}

/// A place that may hold references.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Kind.
    pub site: Site,
    /// Byte ranges in the document's text that make it up, in order: one, or more where a page end or a note stands between.
    pub ranges: Vec<Range<usize>>,
    /// Mark or number as printed (`[12]`, `①`).
    pub mark: String,
    /// Page from 1; 0 where there are none.
    pub page: u32,
}

/// Whether a line begins as an entry of a list does, with so many signs of a citation, by itself.
pub(super) fn begins_entry(line: &str, signs: u32) -> bool {
    signs::author_first(line) && signs::signs(line).score >= signs
}

/// Whether the line is the heading of a list of references or notes.
pub(super) fn announces(line: &str) -> bool {
    heading::list(line).is_some()
}

/// Every place in order of appearance.
pub fn find(document: &Document) -> Vec<Found> {
    let lines = lines::lines(document);
    let mut walk = Walk { text: &document.text, lines: &lines, drafts: Vec::new(), notes: notes::Notes::new(&lines), known: None };
    let mut at = 0;
    while at < lines.len() {
        at = walk.step(at).max(at + 1);
    }
    let mut found: Vec<Found> = walk.drafts.into_iter().flat_map(|d| d.found(&document.text)).collect();
    found.retain(|f| !told_already(document, f));
    found.sort_by_key(|f| f.ranges.first().map_or(0, |r| r.start));
    found
}

/// Whether structured citations of the document itself cover most of the place: they are exact, its print is not read.
fn told_already(document: &Document, found: &Found) -> bool {
    let all: usize = found.ranges.iter().map(Range::len).sum();
    let (Some(first), Some(last)) = (found.ranges.first(), found.ranges.last()) else { return false };
    // Citations come in order of appearance.
    let from = document.embedded.partition_point(|e| e.range.end <= first.start);
    let inside = document.embedded[from..].iter().take_while(|e| e.range.start < last.end).filter(|e| e.citation);
    let shared = |r: &Range<usize>| found.ranges.iter().map(|f| f.end.min(r.end).saturating_sub(f.start.max(r.start))).sum::<usize>();
    inside.map(|e| shared(&e.range)).sum::<usize>() * 5 > all * 3
}

/// The way through the lines.
struct Walk<'a, 'l> {
    text: &'a str,
    lines: &'l [Line<'a>],
    drafts: Vec<Draft<'a>>,
    notes: notes::Notes,
    /// The last note that the reader knew, among the drafts.
    known: Option<usize>,
}

impl<'a> Walk<'a, '_> {
    /// Looks at the line and those that belong to it; the index of the next line to look at.
    fn step(&mut self, at: usize) -> usize {
        let line = self.lines[at];
        match line.kind {
            Kind::Note => return self.known_note(at),
            Kind::Entry => return self.known_entry(at),
            _ => {}
        }
        if let Some(announced) = heading::list(line.text) {
            return self.list(at + 1, None, announced);
        }
        if let Some((announced, offset)) = heading::with_entry(line.text) {
            return self.list(at + 1, Some(line.from(offset)), announced);
        }
        match heading::ends(line.text) {
            Some(heading::End::OwnCitation) => return self.own_citation(at),
            Some(heading::End::OwnWorks) => return self.own_works(at),
            _ => {}
        }
        if let Some(next) = notes::read(self, at) {
            return next;
        }
        self.single(&line);
        at + 1
    }

    /// A list under its heading.
    fn list(&mut self, at: usize, first: Option<Line<'a>>, announced: heading::Announced) -> usize {
        let (pieces, _) = list::region(self.lines, at, first);
        let (drafts, used) = list::read(self.text, &pieces, announced);
        self.drafts.extend(drafts);
        let last = used.checked_sub(1).and_then(|u| pieces.get(u)).map_or(0, |l| l.end);
        at + self.lines[at.min(self.lines.len())..].iter().take_while(|l| l.end <= last).count()
    }

    /// The document's own citation (引用本文…) is no reference of it.
    fn own_citation(&self, at: usize) -> usize {
        let label = self.lines[at].text.chars().count() < 24;
        let para = self.lines.get(at + usize::from(label)).map_or(0, |l| l.para);
        at + 1 + self.lines[at + 1..].iter().take_while(|l| l.para == para).count()
    }

    /// The author's own works behind a thesis are none that it cites.
    fn own_works(&self, at: usize) -> usize {
        let cites = |l: &Line| l.kind != Kind::Heading && (marks::at_start(l.text).is_some() || signs::signs(l.text).score >= 2);
        at + 1 + self.lines[at + 1..].iter().take_while(|l| cites(l)).count()
    }

    /// A note that the reader knew.
    fn known_note(&mut self, at: usize) -> usize {
        let first = self.lines[at];
        let end = at + self.lines[at..].iter().take_while(|l| l.kind == Kind::Note && l.mark == first.mark && l.para == first.para).count();
        let lines = &self.lines[at..end.max(at + 1)];
        if first.mark.is_empty()
            && let Some(open) = self.known.and_then(|last| self.drafts.get_mut(last))
        {
            open.lines.extend(lines);
            return at + lines.len();
        }
        let offset = marks::at_start(first.text).filter(|m| m.text == first.mark || m.text.contains(first.mark)).map_or(0, |m| m.rest);
        let mut draft = Draft::new(Site::Note, first.mark, first.from(if first.mark.is_empty() { 0 } else { offset }));
        draft.lines.extend(&lines[1..]);
        if !first.mark.starts_with(['*', '†', '＊', '※']) && !signs::about_authors(draft.text(self.text)) {
            self.known = Some(self.drafts.len());
            self.drafts.push(draft);
        }
        at + lines.len()
    }

    /// An entry that the reader knew.
    fn known_entry(&mut self, at: usize) -> usize {
        let first = self.lines[at];
        let count = 1 + self.lines[at + 1..].iter().take_while(|l| l.kind == Kind::Entry && l.para == first.para).count();
        let offset = marks::at_start(first.text).filter(|m| m.text == first.mark).map_or(0, |m| m.rest);
        let mut draft = Draft::new(Site::Entry, first.mark, first.from(offset));
        draft.lines.extend(&self.lines[at + 1..at + count]);
        self.drafts.push(draft);
        at + count
    }

    /// A source line, a bare entry, or brackets in running text.
    fn single(&mut self, line: &Line<'a>) {
        if let Some((offset, doubtful)) = heading::source(line.text) {
            let rest = line.from(offset);
            if signs::signs(rest.text).score > u32::from(doubtful) && !signs::about_authors(rest.text) {
                self.drafts.push(Draft::new(Site::SourceLine, "", rest));
            }
            return;
        }
        if line.kind == Kind::Heading {
            return;
        }
        if inline::bare_entry(line) {
            self.drafts.push(Draft::new(Site::Entry, "", *line));
            return;
        }
        for range in inline::bracketed(line.text) {
            self.drafts.push(Draft::new(Site::Inline, "", line.until(range.end).from(range.start)));
        }
    }
}
