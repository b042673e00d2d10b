//! PDF files (ISO 32000-1): spans of an engine to rows, lines, columns, notes, paragraphs and blocks.

mod accents;
mod blocks;
mod columns;
mod guard;
mod join;
mod lines;
mod notes;
mod paragraphs;
mod rows;
mod running;
mod source;

use super::{Document, Failure, Limits, Reader};
use crate::model::{Fault, Severity};
use pdf_oxide::PdfDocument;
use rows::Row;
use source::{Engine, Page};
use std::cell::RefCell;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::time::{Duration, Instant};

/// The reader.
pub const READER: Reader = Reader { name: "pdf", label: "PDF", extensions: &["pdf"], detect, read };

/// Stack of the thread that the engine works in: deep object trees must not end the program.
const STACK: usize = 64 << 20;

fn detect(bytes: &[u8], path: &Path) -> u8 {
    let head = &bytes[..bytes.len().min(1024)];
    let marked = memchr::memmem::find(head, b"%PDF-").is_some();
    let named = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("pdf"));
    match (marked, named) {
        (true, _) => 99,
        (_, true) => 60,
        _ => 0,
    }
}

/// What the engine's thread sends.
enum Message {
    /// Number of pages.
    Count(usize),
    /// The next page, or why it could not be read.
    Page(Result<Page, String>),
    /// The file could not be opened.
    Failed(Failure),
}

fn read(bytes: &[u8], _path: &Path, limits: &Limits) -> Result<Document, Failure> {
    if bytes.len() as u64 > limits.file {
        return Err(Failure::Limit(format!("file larger than {} bytes", limits.file)));
    }
    guard::check(bytes, limits)?;
    let (send, receive) = sync_channel(8);
    hand_over(Job { bytes: bytes.to_vec(), most: limits.pages, send })?;
    let mut doc = Document { reader: READER.name, ..Document::default() };
    let pages = collect(&receive, limits, &mut doc)?;
    lay_out(&mut doc, pages)?;
    Ok(doc)
}

/// A file for the engine's thread, and where its pages go.
struct Job {
    bytes: Vec<u8>,
    most: usize,
    send: SyncSender<Message>,
}

thread_local! {
    /// The engine's thread for the files that this thread reads: its memory serves one after the other.
    static ENGINE: RefCell<Option<Sender<Job>>> = const { RefCell::new(None) };
}

/// Gives a file to the engine's thread. The engine may loop or panic on hostile files: a thread that panicked is replaced,
/// and one that does not answer is left alone ([`abandon`]).
fn hand_over(mut job: Job) -> Result<(), Failure> {
    ENGINE.with_borrow_mut(|engine| {
        if let Some(old) = engine {
            match old.send(job) {
                Ok(()) => return Ok(()),
                Err(back) => job = back.0,
            }
        }
        let (give, jobs) = channel::<Job>();
        let run = move || {
            super::reader::quiet_thread();
            jobs.iter().for_each(|job| work(job.bytes, job.most, &job.send));
        };
        let thread = std::thread::Builder::new().name("pdf".into()).stack_size(STACK).spawn(run);
        thread.map_err(|e| Failure::Broken(e.to_string()))?;
        let _ = give.send(job);
        *engine = Some(give);
        Ok(())
    })
}

/// Leaves the engine's thread to itself; the next file gets a new one.
fn abandon() {
    ENGINE.with_borrow_mut(|engine| *engine = None);
}

fn work(bytes: Vec<u8>, most: usize, send: &SyncSender<Message>) {
    let opened = PdfDocument::from_bytes(bytes).map_err(|e| failure(&e)).and_then(|pdf| {
        if pdf.is_encrypted() && !pdf.is_authenticated() && !pdf.authenticate(b"").unwrap_or(false) {
            return Err(Failure::Encrypted);
        }
        let count = pdf.count().map_err(Failure::Broken)?;
        if count > most {
            return Err(Failure::Limit(format!("{count} pages, more than {most}")));
        }
        Ok((pdf, count))
    });
    let (pdf, count) = match opened {
        Ok(found) => found,
        Err(e) => return drop(send.send(Message::Failed(e))),
    };
    if send.send(Message::Count(count)).is_err() {
        return;
    }
    for number in 0..count {
        if send.send(Message::Page(pdf.page(number))).is_err() {
            return;
        }
    }
}

fn failure(e: &pdf_oxide::Error) -> Failure {
    match e {
        pdf_oxide::Error::EncryptedPdf => Failure::Encrypted,
        e => Failure::Broken(e.to_string()),
    }
}

/// Takes the pages as they come and keeps the rows of each.
fn collect(receive: &Receiver<Message>, limits: &Limits, doc: &mut Document) -> Result<Vec<(Vec<Row>, f32, f32)>, Failure> {
    let end = Instant::now() + Duration::from_secs(limits.seconds.min(1 << 30));
    let mut pages = Vec::new();
    let mut count = usize::MAX;
    while pages.len() < count {
        match receive.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(Message::Count(n)) => count = n,
            Ok(Message::Failed(e)) => return Err(e),
            Ok(Message::Page(Ok(page))) => pages.push((rows::rows(&page), page.width, page.height)),
            Ok(Message::Page(Err(m))) => {
                doc.faults.push(Fault::new(Severity::Warning, "broken-page", 0, format!("page {}: {m}", pages.len() + 1)));
                pages.push((Vec::new(), 595.0, 842.0));
            }
            Err(RecvTimeoutError::Timeout) => {
                abandon();
                return Err(Failure::Limit(format!("reading took longer than {} seconds", limits.seconds)));
            }
            Err(RecvTimeoutError::Disconnected) if pages.is_empty() => {
                abandon();
                return Err(Failure::Broken("the PDF engine gave up".into()));
            }
            Err(RecvTimeoutError::Disconnected) => {
                abandon();
                let m = format!("the PDF engine gave up on page {}", pages.len() + 1);
                doc.faults.push(Fault::new(Severity::Error, "broken-page", 0, m));
                break;
            }
        }
    }
    Ok(pages)
}

fn lay_out(doc: &mut Document, pages: Vec<(Vec<Row>, f32, f32)>) -> Result<(), Failure> {
    let (mut all, mut widths, mut heights) = (Vec::new(), Vec::new(), Vec::new());
    for (rows, width, height) in pages {
        all.push(rows);
        widths.push(width);
        heights.push(height);
    }
    let gutters = columns::gutters(&all, &widths);
    let numbered = all.iter().zip(&gutters).zip(1u32..);
    let mut lines: Vec<Vec<lines::Line>> = numbered.map(|((rows, gutter), page)| lines::lines(rows, *gutter, page)).collect();
    drop(all);
    plain_where_all_is_bold(&mut lines);
    running::mark(&mut lines, &heights);
    let mut words = join::Words::default();
    lines.iter().flatten().for_each(|l| words.add(&l.text));
    let body = body_size(&lines);
    let mut ordered: Vec<Vec<lines::Line>> = lines
        .into_iter()
        .map(|page| {
            let (running, text): (Vec<_>, Vec<_>) = page.into_iter().partition(|l| l.running);
            let mut out = columns::order(text, |l| l.column);
            out.extend(running);
            out
        })
        .collect();
    let notes = notes::take(&mut ordered, body);
    let (running, text): (Vec<_>, Vec<_>) = ordered.into_iter().flatten().partition(|l| l.running);
    let letters: usize = text.iter().map(|l| l.text.chars().filter(|c| c.is_alphanumeric()).count()).sum();
    if letters + notes.len() == 0 {
        return Err(Failure::NoText);
    }
    unmapped(doc, &text);
    blocks::write(doc, paragraphs::group(text), notes, running, body, &words);
    Ok(())
}

/// Some fonts say of themselves that they are bold when they are not: where most of the text is, it means nothing.
fn plain_where_all_is_bold(pages: &mut [Vec<lines::Line>]) {
    let (mut bold, mut all) = (0, 0);
    for l in pages.iter().flatten() {
        all += l.text.len();
        bold += if l.bold { l.text.len() } else { 0 };
    }
    if bold * 2 > all {
        pages.iter_mut().flatten().for_each(|l| l.bold = false);
    }
}

/// The size of running text: the largest that is usual. Long lists of references are smaller and may have more letters.
fn body_size(pages: &[Vec<lines::Line>]) -> f32 {
    let mut sizes: std::collections::BTreeMap<i32, usize> = std::collections::BTreeMap::new();
    for l in pages.iter().flatten().filter(|l| !l.running) {
        *sizes.entry((l.size * 4.0).round() as i32).or_default() += l.text.chars().count();
    }
    let most = sizes.values().max().copied().unwrap_or(0);
    let usual = sizes.iter().rev().find(|(_, n)| **n * 5 >= most);
    usual.map_or(10.0, |(size, _)| *size as f32 / 4.0)
}

/// Says so where the fonts do not tell which characters they show.
fn unmapped(doc: &mut Document, text: &[lines::Line]) {
    let all: usize = text.iter().map(|l| l.text.chars().count()).sum();
    let bad = |c: &char| matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}');
    let lost: usize = text.iter().map(|l| l.text.chars().filter(bad).count()).sum();
    if lost * 20 > all {
        let m = format!("{lost} of {all} characters cannot be told: the fonts of the file do not name them");
        doc.faults.push(Fault::new(Severity::Warning, "unmapped-characters", 0, m));
    }
}
