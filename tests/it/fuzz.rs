//! Seeds of every reader, damaged at random: no panic, no endless reading, places that lie in the text.
//!
//! The stable equivalent of `cargo fuzz`: `YINWEN_FUZZ_SECONDS=600 cargo test --release --test it fuzz` runs long (a
//! few that are always the same without it), `YINWEN_FUZZ_SEED=n` begins elsewhere. What fails is written to the temporary folder and named.

use crate::hostile;
use crate::office::package;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use yinwen::documents::{Document, Limits, READERS, finder};
use yinwen::library::reading;

/// Random numbers that are the same in every run (xorshift64*).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % most.max(1)
    }
}

/// Pieces that the languages of the readers are made of.
const TOKENS: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<text:note>",
    "<ref>",
    "</ref-list>",
    "<bibl>",
    "<li>",
    "<p>",
    "</ol>",
    "<sup>",
    "<table><tr><td>",
    "\\footnote{",
    "\\bibitem{",
    "\\begin{thebibliography}",
    "\\entry{a}{book}{}",
    "\\endentry",
    "\\title{",
    "#footnote[",
    "#link(\"",
    "= ",
    "[fn:",
    "[fn::",
    ".. [1] ",
    ".. [#a] ",
    "---\n",
    "references:\n- ",
    "[^1]: ",
    "参考文献\n",
    "[1]",
    "〔1〕",
    "①",
    "《",
    "》",
    "[J]. ",
    "同上",
    "：",
    "References\n",
    "1. ",
    "\u{c}",
    "\n\n",
    "\t",
    "{",
    "}",
    "$",
    "%",
    "&#x4e00;",
    "&amp;",
    " obj",
    "endobj",
    "stream\n",
    "<<",
    ">>",
    "/Kids [",
    "/Contents ",
    "(",
    ")",
    "PK\u{3}\u{4}",
    "]]>",
    "<![CDATA[",
    "<!ENTITY",
    "\u{feff}",
    "\u{0}",
];

/// Damages bytes in one of the ways in which files are damaged.
pub fn mutate(bytes: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    for _ in 0..1 + dice.below(4) {
        let at = dice.below(bytes.len() + 1);
        let length = dice.below(40).min(bytes.len() - at);
        match dice.below(7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            1 => drop(bytes.drain(at..at + length)),
            2 => {
                let piece = bytes[at..at + length].to_vec();
                let times = 1 + dice.below(60);
                bytes.splice(at..at, piece.repeat(times));
            }
            3 => drop(bytes.splice(at..at, TOKENS[dice.below(TOKENS.len())].bytes())),
            4 => drop(bytes.splice(at..at, TOKENS[dice.below(TOKENS.len())].repeat(1 + dice.below(200)).into_bytes())),
            5 => {
                let from = dice.below(other.len() + 1);
                let to = (from + dice.below(200)).min(other.len());
                bytes.splice(at..at, other[from..to].to_vec());
            }
            _ => bytes.truncate(at.max(1)),
        }
    }
    bytes.truncate(1 << 20);
}

/// What holds for every document, whatever it was made of.
pub fn sound(document: &Document) {
    let text = &document.text;
    let mut end = 0;
    for block in &document.blocks {
        assert!(text.get(block.range.clone()).is_some(), "a block lies in the text");
        assert!(block.range.start >= end, "blocks come in order and do not overlap: {:?} before {end}", block.range);
        end = block.range.end;
    }
    assert!(document.embedded.iter().all(|e| text.get(e.range.clone()).is_some()), "a citation lies in the text");
    assert!(document.emphasis.iter().all(|r| text.get(r.clone()).is_some_and(|t| !t.trim().is_empty())), "italics lie in the text");
    assert!(document.marks.iter().all(|m| text.get(m.range.clone()).is_some() && m.note < document.blocks.len()), "a mark calls a note");
    for found in finder::find(document) {
        assert!(found.ranges.iter().all(|r| text.get(r.clone()).is_some_and(|t| !t.trim().is_empty())), "a found place has text");
    }
    let characters = text.chars().count() as u32;
    for record in reading::citations(document) {
        assert!(record.place.start <= record.place.end && record.place.end <= characters, "a record's place lies in the text");
    }
}

/// Seeds by reader: the fixtures, and small ones of the formats that have none.
pub fn seeds() -> Vec<(String, Vec<u8>)> {
    let mut seeds: Vec<(String, Vec<u8>)> = hostile::fixtures().into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    for (path, bytes) in hostile::inputs() {
        seeds.push((path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned()), bytes));
    }
    let tei = r#"<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>文<note place="foot">王娜：《甲》，2001年。</note></p></body><back><listBibl><bibl>Roe, J. A. 2001.</bibl></listBibl></back></text></TEI>"#;
    let rst = "标题\n====\n\n正文 [1]_ 。\n\n.. [1] 王娜：《甲》，北京大学出版社，2001年，第5页。\n.. [Roe] Roe, J. (2001). *A*. B.\n";
    let org = "#+TITLE: 甲\n* 一\n正文[fn:1]，又[fn:: 李明：《乙》，2001年。]。\n\n[fn:1] 王娜：《丙》，2002年。\n";
    let bbl = "\\entry{a}{book}{}\n\\name{author}{1}{}{%\n{{hash=1}{family={Roe}, given={J.}}}%\n}\n\\field{title}{A}\n\\field{year}{2001}\n\\endentry\n";
    let matter = "---\ntitle: 甲\nauthor: [王娜]\nreferences:\n- {id: a, type: book, title: B}\n---\n# 一\n正文[^1]\n\n[^1]: 王娜：《丙》，2002年。\n";
    let page = "<html><head><meta name=\"citation_reference\" content=\"citation_title=A b c d e f; citation_author=J. Roe; citation_publication_date=2001\"></head><body><ol><li>Roe J. A b c d e f. 2001.</li></ol></body></html>";
    for (name, text) in [("a.tei.xml", tei), ("a.rst", rst), ("a.org", org), ("a.bbl", bbl), ("a.md", matter), ("a.html", page)] {
        seeds.push((name.to_owned(), text.as_bytes().to_vec()));
    }
    seeds.push(("a.zip".to_owned(), package(&[("a.txt", "文"), ("b/c.md", "# x")])));
    seeds
}

fn env(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(usual)
}

#[test]
fn every_reader_has_a_seed() {
    let seeds = seeds();
    for reader in READERS {
        let best = |(name, bytes): &(String, Vec<u8>)| {
            let sure = |r: &yinwen::documents::Reader| (r.detect)(bytes, Path::new(name));
            sure(reader) > 0 && READERS.iter().all(|r| sure(r) <= sure(reader))
        };
        assert!(seeds.iter().any(best), "no seed is read by {}", reader.name);
    }
}

#[test]
fn files_damaged_at_random_never_break_a_reader() {
    let seeds = seeds();
    // A run of all tests tries the same cases every time.
    let (seed, seconds) = (env("YINWEN_FUZZ_SEED", 1), env("YINWEN_FUZZ_SECONDS", 0));
    let rounds = if seconds == 0 { 200 } else { u64::MAX };
    let time = Duration::from_secs(if seconds == 0 { 600 } else { seconds });
    let limits = Limits { unpacked: 16 << 20, seconds: 10, ..Limits::default() };
    let start = Instant::now();
    let mut round = 0;
    while round < rounds && start.elapsed() < time {
        let mut dice = Dice::new(seed.wrapping_mul(1_000_003).wrapping_add(round));
        let (name, bytes) = &seeds[dice.below(seeds.len())];
        let (_, other) = &seeds[dice.below(seeds.len())];
        let mut bytes = bytes.clone();
        mutate(&mut bytes, other, &mut dice);
        let saved = saved(name, &bytes);
        let began = Instant::now();
        if let Ok(document) = hostile::read_as_a_run_does(&bytes, Path::new(name), &limits) {
            sound(&document);
        }
        assert!(began.elapsed() < Duration::from_secs(15), "took {:?}: {}", began.elapsed(), saved.path.display());
        saved.good();
        round += 1;
    }
    assert!(round > 0);
}

/// The input of a round, kept on disk where the round fails.
struct Saved {
    path: PathBuf,
    good: bool,
}

fn saved(name: &str, bytes: &[u8]) -> Saved {
    let path = std::env::temp_dir().join(format!("yinwen-fuzz-{}-{name}", std::process::id()));
    std::fs::write(&path, bytes).expect("the input is written down");
    Saved { path, good: false }
}

impl Saved {
    fn good(mut self) {
        self.good = true;
    }
}

impl Drop for Saved {
    fn drop(&mut self) {
        if self.good {
            let _ = std::fs::remove_file(&self.path);
        } else {
            eprintln!("the input that failed: {}", self.path.display());
        }
    }
}
