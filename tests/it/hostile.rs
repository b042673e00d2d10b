//! Damaged and malicious files: no panic reaches the caller, no reading takes longer than its limit, the others are kept.
//!
//! By default a part of the corpus is tried; `YINWEN_HOSTILE=long cargo test --release --test it hostile` cuts every fixture
//! at 64 places and flips bits of it 200 times.

use crate::effort;
use crate::fuzz::{Dice, seeds, sound};
use crate::office::package;
use crate::pdf::Sketch;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use yinwen::documents::{Document, Failure, Limits, READERS, archive, read};

/// The bounds of these tests: small, so that a bound that does not hold shows.
fn tight() -> Limits {
    Limits { unpacked: 8 << 20, seconds: 5, ..Limits::default() }
}

fn word(inside: &str) -> Vec<u8> {
    let main = format!(r#"<w:document xmlns:w="w"><w:body>{inside}</w:body></w:document>"#);
    package(&[("word/document.xml", &main)])
}

/// A small good file of every format that is not plain text.
pub fn fixtures() -> Vec<(&'static str, Vec<u8>)> {
    let mut pdf = Sketch::new();
    pdf.line(40.0, 550.0, 14.0, "Heading").lines(40.0, 520.0, 10.0, &["Some text of a page", "and some more of it."]).line(
        40.0,
        60.0,
        8.0,
        "1 A note.",
    );
    let field = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems":[{"itemData":{"title":"甲"}}]}</w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>（甲）</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#;
    let odt = r#"<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text><text:p>正文<text:note><text:note-citation>1</text:note-citation>
        <text:note-body><text:p>注</text:p></text:note-body></text:note></text:p></office:text></office:body></office:document-content>"#;
    let page = r#"<html><body><h1>A</h1><p>文<br/>b</p></body></html>"#;
    let opf = r#"<package><manifest><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>"#;
    let container = r#"<container><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>"#;
    vec![
        ("a.pdf", pdf.bytes()),
        ("a.docx", word(field)),
        ("a.odt", package(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", odt)])),
        (
            "a.epub",
            package(&[("mimetype", "application/epub+zip"), ("META-INF/container.xml", container), ("c.opf", opf), ("a.xhtml", page)]),
        ),
    ]
}

/// The inputs of the finder's fixtures.
pub fn inputs() -> Vec<(PathBuf, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/documents");
    let folders = std::fs::read_dir(root).expect("fixtures/documents").flatten();
    let files = folders.flat_map(|f| std::fs::read_dir(f.path()).into_iter().flatten().flatten()).map(|e| e.path());
    let mut inputs: Vec<_> = files.filter(|p| p.file_stem().is_some_and(|s| s == "input")).collect();
    inputs.sort();
    inputs.into_iter().map(|p| (p.clone(), std::fs::read(&p).expect("fixture"))).collect()
}

/// Everything that is cut and flipped: files of every reader, archives of documents among them.
fn corpus() -> Vec<(PathBuf, Vec<u8>)> {
    seeds().into_iter().map(|(name, bytes)| (PathBuf::from(name), bytes)).collect()
}

/// Reads a document, or those of an archive as a run does: from the disk, each by its path.
pub fn read_as_a_run_does(bytes: &[u8], name: &Path, limits: &Limits) -> Result<Document, Failure> {
    let mut first = read(bytes, name, limits);
    if name.extension().is_none_or(|e| e != "zip") || matches!(first, Err(Failure::Empty)) {
        return first;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.zip");
    std::fs::write(&path, bytes).expect("written");
    for inner in archive::inside(&path, limits).expect("the file is there")? {
        let document = archive::bytes(&inner, limits).expect("a path into the archive").and_then(|b| read(&b, &inner, limits));
        first = first.or(document);
    }
    first
}

/// How many of a kind: few, so that the tests stay quick, or all.
fn rounds(few: usize, all: usize) -> usize {
    if std::env::var_os("YINWEN_HOSTILE").is_some_and(|v| v == "long") { all } else { few }
}

fn in_time(name: impl AsRef<Path>, bytes: &[u8]) -> Result<Document, Failure> {
    let name = name.as_ref();
    let start = Instant::now();
    let result = read_as_a_run_does(bytes, name, &tight());
    assert!(start.elapsed() < Duration::from_secs(30), "{} of {} bytes took {:?}", name.display(), bytes.len(), start.elapsed());
    if let Ok(doc) = &result {
        sound(doc);
    }
    result
}

#[test]
fn files_cut_anywhere_do_no_harm() {
    for (i, (name, bytes)) in corpus().into_iter().enumerate() {
        assert!(in_time(&name, &bytes).is_ok(), "{} is good when whole", name.display());
        let places = rounds(4, 64);
        for n in 0..places {
            // Each fixture is cut at other places.
            let _ = in_time(&name, &bytes[..bytes.len() * (n * 64 / places + i % (64 / places)) / 64]);
        }
    }
}

#[test]
fn files_with_flipped_bits_do_no_harm() {
    for (i, (name, bytes)) in corpus().into_iter().enumerate() {
        let mut dice = Dice::new(i as u64 + 1);
        for _ in 0..rounds(6, 200) {
            let mut damaged = bytes.clone();
            for _ in 0..3 {
                let at = dice.below(damaged.len());
                damaged[at] ^= 1 << dice.below(8);
            }
            let _ = in_time(&name, &damaged);
        }
    }
}

#[test]
fn one_bad_document_never_costs_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let good = "参考文献\n[1] 王娜. 图像方法研究[J]. 计算机学报, 2014, 44(8): 783-794.\n";
    std::fs::write(folder.path().join("a.txt"), good).expect("written");
    for (name, bytes) in fixtures() {
        std::fs::write(folder.path().join(name), &bytes[..bytes.len() / 3]).expect("written");
    }
    std::fs::write(folder.path().join("b.zip"), &package(&[("a.txt", &good.replace("图像", "气候"))])[..60]).expect("written");
    std::fs::write(folder.path().join("z.md"), good.replace("图像", "语音")).expect("written");
    let mut library = yinwen::library::Library::open(&folder.path().join("library.db")).expect("a library");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder.path()).expect("folder").flatten().map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e != "db" && e != "db-wal" && e != "db-shm"));
    paths.sort();
    let summary = library.add(&paths, &tight(), |_| true).expect("the run goes on");
    assert_eq!((summary.found, summary.paths.len()), (2, paths.len()));
}

#[test]
fn bytes_that_are_no_text_and_files_without_any_are_refused_under_every_ending() {
    let mut dice = Dice::new(7);
    let noise: Vec<u8> = (0..6000).map(|_| dice.below(256) as u8).collect();
    let program = [b"\x7fELF\x02\x01\x01".to_vec(), vec![0; 3000], b"main\0printf\0".to_vec(), noise.clone()].concat();
    for ending in READERS.iter().flat_map(|r| r.extensions).chain(&["", "unknown"]) {
        let name = format!("a.{ending}");
        for bytes in [&noise, &program] {
            assert!(in_time(&name, bytes).is_err(), "{name}");
        }
        for nothing in ["", " \n\t", "\0\0\0"] {
            assert_eq!(in_time(&name, nothing.as_bytes()).expect_err(&name), Failure::Empty, "{name}");
        }
    }
    let blank = [("a.docx", word("<w:p/>")), ("a.html", b"<html><body> </body></html>".to_vec()), ("a.tex", b"% nothing\n".to_vec())];
    for (name, bytes) in blank {
        assert_eq!(in_time(name, &bytes).expect_err(name), Failure::Empty, "{name}");
    }
}

#[test]
fn work_grows_with_the_size_and_not_faster() {
    // Places found per byte of text of the same kind: the time for eight times as much may not be much more than eight times.
    let entry = |i: usize| format!("王娜, 李明. 基于深度学习的第{i}种方法[J]. 计算机学报, 2014, 44(8): 783-794.");
    let english = |i: usize| format!("Smith, J., & Jones, K. (2001). A study of number {i} things. Journal of Tests, 12(3), 45-67.");
    type Make<'a> = &'a dyn Fn(usize) -> String;
    let kinds: [(&str, Make); 9] = [
        ("entries on one line", &|n| "参考文献\n".to_owned() + &(0..n).map(|i| format!("[{}] {} ", i + 1, entry(i))).collect::<String>()),
        ("entries without numbers", &|n| "References\n".to_owned() + &(0..n).map(|i| english(i) + "\n").collect::<String>()),
        ("titles that never close", &|n| {
            "参考文献\n[1] ".to_owned() + &(0..n).map(|i| format!("《王娜《第{i}种图像方法\n")).collect::<String>()
        }),
        ("notes on one line", &|n| {
            "注释\n".to_owned() + &(0..n).map(|i| format!("①王娜：《第{i}种方法》，北京大学出版社2014年版，第5页。")).collect::<String>()
        }),
        ("brackets in one paragraph", &|n| {
            (0..n).map(|i| format!("本文（王娜：《第{i}种方法》，北京大学出版社2014年版，第5页）认为，")).collect()
        }),
        ("headings", &|n| "参考文献\n".repeat(n)),
        ("marks", &|n| "参考文献\n".to_owned() + &"[1][^a".repeat(n)),
        ("broken notes", &|n| (0..n).map(|i| format!("正文①如此。\n①王娜：《第{i}种方法》，北京大学\n")).collect()),
        ("quotation marks of mail", &|n| ">".repeat(n * 20) + "\n" + &"^ a b ".repeat(n)),
    ];
    for (what, make) in kinds {
        let time = |n: usize| {
            let text = make(n);
            let document = read(text.as_bytes(), Path::new("a.txt"), &Limits::default()).expect("text is read");
            // The quickest of three tells most of the work and least of the machine.
            let runs = (0..3).map(|_| effort::of(|| yinwen::documents::finder::find(&document)).0);
            runs.min().expect("three runs")
        };
        let size = rounds(400, 4_000);
        let (small, large) = (time(size), time(size * 8));
        let most = small.max(Duration::from_micros(500)) * 8 * 4;
        assert!(large <= most, "{what}: eight times as much text took {small:?} → {large:?}");
    }
}

#[test]
fn a_zip_bomb_stops_at_the_limit() {
    let text = "<w:p><w:r><w:t>".to_owned() + &"甲".repeat(6 << 20) + "</w:t></w:r></w:p>";
    let bomb = word(&text);
    assert!(bomb.len() < 1 << 20, "it is small when packed");
    assert!(matches!(in_time("a.docx", &bomb), Err(Failure::Limit(_))));
}

#[test]
fn deep_elements_and_entities_stop_at_the_limit() {
    let deep = "<w:smartTag>".repeat(200_000);
    assert!(matches!(in_time("a.docx", &word(&deep)), Err(Failure::Limit(_))));
    let laughs: String = (1..30).map(|i| format!("<!ENTITY l{i} \"{}\">", format!("&l{};", i - 1).repeat(10))).collect();
    let main = format!(
        "<!DOCTYPE x [<!ENTITY l0 \"lol\">{laughs}]><w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>a&l29;b</w:t></w:r></w:p></w:body></w:document>"
    );
    let doc = in_time("a.docx", &package(&[("word/document.xml", &main)])).expect("entities are left out");
    assert_eq!(doc.text, "ab\n");
}

#[test]
fn fields_that_never_end_do_not_swallow_the_document() {
    let open = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>ADDIN X</w:instrText></w:r></w:p>"#;
    let rest = "<w:p><w:r><w:t>text</w:t></w:r></w:p>".repeat(100);
    let doc = in_time("a.docx", &word(&format!("{open}{rest}"))).expect("read");
    assert!(doc.text.matches("text").count() >= 70, "{}", doc.text.len());
}

#[test]
fn a_page_of_more_text_than_any_page_has_is_refused_at_once() {
    let good = Sketch::new().line(40.0, 500.0, 10.0, "text").bytes();
    let text = String::from_utf8_lossy(&good).into_owned();
    let shown = "1 0 0 1 40 400 Tm (w) Tj ".repeat(110_000);
    let full = text.replacen(" ET\n", &format!(" {shown} ET\n"), 1);
    assert!(full.len() > shown.len(), "the page has text");
    assert!(matches!(in_time("a.pdf", full.as_bytes()), Err(Failure::Limit(_))));
}

#[test]
fn pdf_objects_that_point_at_each_other_end() {
    let good = Sketch::new().line(40.0, 500.0, 10.0, "text").bytes();
    let text = String::from_utf8_lossy(&good).into_owned();
    for (from, to) in [
        ("/Kids [4 0 R]", "/Kids [2 0 R]"),
        ("/Kids [4 0 R]", "/Kids [4 0 R 2 0 R 4 0 R]"),
        ("/Contents 5 0 R", "/Contents 4 0 R"),
        ("/Font << /F1 3 0 R >>", "/Font << /F1 4 0 R >>"),
        ("/Count 1", "/Count 2000000000"),
        ("/Length 4", "/Length 999999994"),
        ("/Parent 2 0 R", "/Parent 4 0 R"),
        ("/Root 1 0 R", "/Root 6 0 R /Prev 9"),
    ] {
        let looped = text.replace(from, to);
        let _ = in_time("a.pdf", looped.as_bytes());
    }
    let nested = format!("%PDF-1.4\n1 0 obj\n{}{}\nendobj\ntrailer << /Root 1 0 R >>\n", "[".repeat(300_000), "]".repeat(300_000));
    let _ = in_time("a.pdf", nested.as_bytes());
}
