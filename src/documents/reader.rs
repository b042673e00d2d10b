//! What every reader gives: one linear text with blocks and places, and structured citations as they stand.

use super::Limits;
use crate::model::{Face, Fault};
use std::cell::Cell;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Once, mpsc};
use std::time::Duration;

/// What a block of text is in its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading, with its level where known (0 where not).
    Heading(u8),
    /// A paragraph of running text.
    Paragraph,
    /// An item of a list, with its printed mark (`1.`, `•`).
    ListItem(String),
    /// A footnote or endnote, with its mark (`①`, `3`, `[^a]`); empty where a note continues on the next page.
    Note(String),
    /// A cell or row of a table.
    Table,
    /// A caption or source line of a figure or table.
    Caption,
    /// A running head or foot, page number: kept for `yinwen text`, never searched.
    Running,
    /// An entry of a bibliography that the document itself marks as such (`\bibitem`, `<ref>`, Zotero list).
    Entry(String),
}

/// A block: a range of the document's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Byte range in [`Document::text`].
    pub range: Range<usize>,
    /// Page from 1; 0 where there are none.
    pub page: u32,
}

/// A structured citation inside a document, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embedded {
    /// Name of the interchange format that reads the bytes (`csl-json`, `endnote-xml`, `word-sources` …).
    pub format: &'static str,
    /// The bytes of the citation or source list.
    pub bytes: Vec<u8>,
    /// Where its printed form stands in the text (byte range); empty where it has none.
    pub range: Range<usize>,
    /// Cited place per item where the field has one, in the order of the items.
    pub locators: Vec<String>,
    /// Whether these are citations in the text (true) or the source list of the document (false).
    pub citation: bool,
}

/// A mark in the text that calls a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where the mark stands in [`Document::text`].
    pub range: Range<usize>,
    /// Number of the called note in [`Document::blocks`].
    pub note: usize,
}

/// A document as a reader saw it.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Name of the reader (`text`, `markdown`, `pdf` …).
    pub reader: &'static str,
    /// The whole text in reading order; for plain text and Markdown exactly the file's characters. All places are in it.
    pub text: String,
    /// Blocks in order, not overlapping. Plain text may come as one paragraph a run of lines; the finder looks closer.
    pub blocks: Vec<Block>,
    /// Marks in the text with the notes they call, where the reader ties them.
    pub marks: Vec<Mark>,
    /// Structured citations in order of appearance.
    pub embedded: Vec<Embedded>,
    /// What is set off by italics, in order, where the text itself does not show it by signs.
    pub emphasis: Vec<Range<usize>>,
    /// The document's own record, where its metadata states it (citation_* tags, JATS front, YAML front matter).
    pub own: Option<Face>,
    /// Encoding of the source, where it is text.
    pub encoding: &'static str,
    /// What went wrong on the way without losing the document.
    pub faults: Vec<Fault>,
}

impl Document {
    /// Whether it says nothing: no text, no structured citation, no record of its own, and no fault that tells why.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.embedded.is_empty() && self.own.is_none() && self.faults.is_empty()
    }
}

/// Why a document could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No reader knows it (binary, unknown).
    Unknown(String),
    /// It is broken.
    Broken(String),
    /// It is encrypted.
    Encrypted,
    /// It has no text (scanned pages).
    NoText,
    /// Nothing is in it, or nothing that a person would see.
    Empty,
    /// A limit was reached: which.
    Limit(String),
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Failure::Unknown(s) => write!(f, "not a document that can be read: {s}"),
            Failure::Broken(s) => write!(f, "broken document: {s}"),
            Failure::Encrypted => write!(f, "encrypted: it opens only with a password"),
            Failure::NoText => write!(f, "no text (scanned pages?)"),
            Failure::Empty => write!(f, "empty document"),
            Failure::Limit(s) => write!(f, "limit reached: {s}"),
        }
    }
}

impl std::error::Error for Failure {}

/// A reader: one document format.
pub struct Reader {
    /// Short name, as `yinwen formats` shows it.
    pub name: &'static str,
    /// For people.
    pub label: &'static str,
    /// File name endings without the dot.
    pub extensions: &'static [&'static str],
    /// How sure it is that these bytes are its own (0 no, 100 certain); the path helps where content cannot tell.
    pub detect: fn(&[u8], &Path) -> u8,
    /// Reads the bytes.
    pub read: fn(&[u8], &Path, &Limits) -> Result<Document, Failure>,
}

/// The readers.
pub const READERS: &[Reader] = &[
    super::text::READER,
    super::markdown::READER,
    super::html::READER,
    super::tei::READER,
    super::jats::READER,
    super::restructured::READER,
    super::org::READER,
    super::typst::READER,
    super::latex::READER,
    super::docx::READER,
    super::odt::READER,
    super::pdf::READER,
    super::epub::READER,
    super::archive::READER,
];

/// Files up to this size are read on the spot: readers take time in proportion to the size, so none of these takes long.
const ON_THE_SPOT: usize = 512 << 10;

/// Reads a document with the reader that fits best; a panic inside a reader's libraries becomes [`Failure::Broken`].
///
/// A large file is read in a thread of its own: where it takes longer than [`Limits::seconds`] the document is given up and
/// the run goes on. Readers look at the clock themselves, so that a reading that was given up ends too.
pub fn read(bytes: &[u8], path: &Path, limits: &Limits) -> Result<Document, Failure> {
    if bytes.len() as u64 > limits.file {
        return Err(Failure::Limit(format!("file larger than {} bytes", limits.file)));
    }
    // From a pipe nothing may come.
    let piped = path == Path::new("-");
    if !piped && bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        return Err(Failure::Empty);
    }
    let Some(reader) = recognise(bytes, path) else {
        return Err(Failure::Unknown("no text and no known format".into()));
    };
    let mut document = if bytes.len() <= ON_THE_SPOT {
        guarded(|| (reader.read)(bytes, path, limits)).unwrap_or_else(Err)
    } else {
        let limits = *limits;
        let (bytes, path) = (bytes.to_vec(), path.to_owned());
        // The clock of the reader itself strikes first.
        within(Duration::from_secs(limits.seconds.saturating_add(1)), move || (reader.read)(&bytes, &path, &limits)).unwrap_or_else(Err)
    }?;
    let Document { text, emphasis, .. } = &mut document;
    emphasis.retain(|r| text.get(r.clone()).is_some_and(|t| !t.trim().is_empty()));
    emphasis.sort_by_key(|r| r.start);
    if document.is_empty() && !piped { Err(Failure::Empty) } else { Ok(document) }
}

/// Bytes of stack that a reader has in a thread of its own.
const STACK: usize = 16 << 20;

/// The reader that is surest of the bytes; of equals the first.
pub fn recognise(bytes: &[u8], path: &Path) -> Option<&'static Reader> {
    let mut best: Option<(&Reader, u8)> = None;
    for reader in READERS {
        let sure = (reader.detect)(bytes, path);
        if sure > best.map_or(0, |(_, s)| s) {
            best = Some((reader, sure));
        }
    }
    best.map(|(reader, _)| reader)
}

thread_local! {
    /// Whether this thread's panics are turned into failures, and so are not for the user's eyes.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// For threads that readers start themselves: their panics are not for the user's eyes either.
pub(super) fn quiet_thread() {
    GUARDED.set(true);
}

/// Runs the work here; a panic becomes a failure and is not printed.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Failure> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !GUARDED.get() {
                hook(info);
            }
        }));
    });
    let before = GUARDED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    result.map_err(|panic| Failure::Broken(message(&*panic)))
}

/// Runs the work in a thread; a panic or a run beyond the time becomes a failure.
fn within<T: Send + 'static>(time: Duration, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    let (send, receive) = mpsc::channel();
    // Nobody listens any more where the time ran out.
    let run = move || drop(send.send(guarded(work)));
    if let Err(error) = std::thread::Builder::new().stack_size(STACK).spawn(run) {
        return Err(Failure::Limit(format!("no thread for reading: {error}")));
    }
    match receive.recv_timeout(time) {
        Ok(result) => result,
        Err(_) => Err(Failure::Limit(format!("reading took longer than {} seconds", time.as_secs()))),
    }
}

fn message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!("the reader gave up ({})", text.unwrap_or("no reason given"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_panics_or_hangs_loses_that_document_alone() {
        assert_eq!(guarded(|| -> u8 { panic!("bad page") }), Err(Failure::Broken("the reader gave up (bad page)".into())));
        let broken = within(Duration::from_secs(5), || -> u8 { panic!("bad table") });
        assert_eq!(broken, Err(Failure::Broken("the reader gave up (bad table)".into())));
        let slow = within(Duration::from_millis(20), || std::thread::sleep(Duration::from_secs(2)));
        assert!(matches!(slow, Err(Failure::Limit(_))));
        assert_eq!(within(Duration::from_secs(5), || 7), Ok(7));
    }

    #[test]
    fn large_and_unknown_files_are_refused_with_a_reason() {
        let limits = Limits { file: 3, ..Limits::default() };
        assert!(matches!(read(b"four", Path::new("a.txt"), &limits), Err(Failure::Limit(_))));
        let noise: Vec<u8> = (0..4000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(matches!(read(&noise, Path::new("a.bin"), &Limits::default()), Err(Failure::Unknown(_))));
    }
}
