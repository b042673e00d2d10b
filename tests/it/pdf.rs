//! PDF files give their text in reading order, their notes whole and tied to their marks.

use std::path::{Path, PathBuf};
use yinwen::documents::{BlockKind, Document, Failure, Limits, READERS};

fn read(bytes: &[u8]) -> Result<Document, Failure> {
    let reader = READERS.iter().find(|r| r.name == "pdf").expect("reader");
    (reader.read)(bytes, Path::new("x.pdf"), &Limits::default())
}

fn shared() -> Option<PathBuf> {
    std::env::var_os("YINWEN_CORPUS").map(|f| PathBuf::from(f).join("documents"))
}

fn texts(doc: &Document, wanted: impl Fn(&BlockKind) -> bool) -> Vec<&str> {
    doc.blocks.iter().filter(|b| wanted(&b.kind)).map(|b| doc.text.get(b.range.clone()).expect("a range of the text")).collect()
}

/// Makes a small PDF: text at places on pages of 400 × 600 points, in Helvetica.
pub struct Sketch {
    pages: Vec<String>,
}

impl Sketch {
    /// A document with one empty page.
    pub fn new() -> Self {
        Sketch { pages: vec![String::new()] }
    }

    /// Sets a line.
    pub fn line(&mut self, x: f32, y: f32, size: f32, text: &str) -> &mut Self {
        let escaped = text.replace('\\', r"\\").replace('(', r"\(").replace(')', r"\)");
        if let Some(page) = self.pages.last_mut() {
            page.push_str(&format!("BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET\n"));
        }
        self
    }

    /// Sets lines below each other.
    pub fn lines(&mut self, x: f32, mut y: f32, size: f32, lines: &[&str]) -> &mut Self {
        for l in lines {
            self.line(x, y, size, l);
            y -= size * 1.25;
        }
        self
    }

    /// Begins a page.
    pub fn page(&mut self) -> &mut Self {
        self.pages.push(String::new());
        self
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> Vec<u8> {
        let n = self.pages.len();
        let kids: Vec<String> = (0..n).map(|i| format!("{} 0 R", 4 + 2 * i)).collect();
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            format!("<< /Type /Pages /Kids [{}] /Count {n} >>", kids.join(" ")),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        ];
        for (i, content) in self.pages.iter().enumerate() {
            let page = "/Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Resources << /Font << /F1 3 0 R >> >>";
            objects.push(format!("<< {page} /Contents {} 0 R >>", 5 + 2 * i));
            objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len() + 1));
        }
        let mut out = String::from("%PDF-1.4\n");
        let mut places = Vec::new();
        for (i, object) in objects.iter().enumerate() {
            places.push(out.len());
            out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", i + 1));
        }
        let table = out.len();
        out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
        places.iter().for_each(|p| out.push_str(&format!("{p:010} 00000 n \n")));
        out.push_str(&format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1));
        out.into_bytes()
    }
}

#[test]
fn every_chinese_character_map_gives_its_text() {
    let Some(folder) = shared() else { return };
    let simplified = "参考文献：陈寅恪．隋唐制度渊源略论稿［Ｍ］．上海古籍出版社";
    let traditional = "參考文獻：陳寅恪，隋唐制度淵源略論稿，臺北：里仁書局";
    let mut seen = 0;
    for (names, text) in [
        (&["gb_euc_h", "gbk_euc_h", "gbk2k_h", "gbkp_euc_h", "unigb_ucs2_h", "unigb_utf16_h"][..], simplified),
        (&["b5pc_h", "eten_b5_h", "unicns_utf16_h"][..], traditional),
        (&["unijis_utf16_h"][..], "引用文献：夏目漱石『吾輩は猫である』"),
    ] {
        for name in names {
            let doc = read(&std::fs::read(folder.join(format!("{name}.pdf"))).expect(name)).expect(name);
            assert_eq!(doc.text.trim(), text, "{name}");
            seen += 1;
        }
    }
    assert_eq!(seen, 10);
}

#[test]
fn two_columns_with_notes_are_read_whole_and_in_order() {
    let Some(folder) = shared() else { return };
    let doc = read(&std::fs::read(folder.join("two_columns.pdf")).expect("file")).expect("read");
    let notes = texts(&doc, |k| matches!(k, BlockKind::Note(_)));
    assert_eq!(notes.len(), 14);
    for (i, note) in notes.iter().enumerate() {
        assert!(note.starts_with("陈寅恪：《隋唐制度渊源略论稿》") && note.contains(&format!("第 {} 页。", i + 10)), "{note}");
        assert!(
            note.contains(&format!("The Great Chinese Revolution, New York: Harper & Row, 1986, pp. {}–{}.", i + 20, i + 25)),
            "{note}"
        );
        assert!(note.ends_with("文字继续延伸直到足够长为止。"), "{note}");
    }
    assert_eq!(doc.marks.len(), 14);
    for (mark, i) in doc.marks.iter().zip(0u32..) {
        let printed = char::from_u32('①' as u32 + i).expect("circled number").to_string();
        assert_eq!(&doc.text[mark.range.clone()], printed);
        assert_eq!(doc.blocks[mark.note].kind, BlockKind::Note(printed));
    }
    let body = texts(&doc, |k| *k == BlockKind::Paragraph);
    assert_eq!(body.iter().filter(|p| p.starts_with("古籍数字化工作始于") && p.ends_with("以便读者参考。")).count(), 14);
    let entries: Vec<_> = body.iter().filter(|p| p.starts_with('[')).collect();
    assert_eq!(entries.len(), 48);
    assert!(entries.iter().all(|e| e.ends_with(|c: char| c == '.' || c.is_ascii_digit())), "{entries:?}");
    assert_eq!(texts(&doc, |k| *k == BlockKind::Running).len(), 3);
}

#[test]
fn heads_and_page_numbers_are_apart_from_the_text_that_runs_on() {
    let mut pdf = Sketch::new();
    for page in 1..=3 {
        if page > 1 {
            pdf.page();
        }
        pdf.line(40.0, 570.0, 8.0, &format!("Journal of Things 12({page})")).line(195.0, 20.0, 9.0, &format!("- {page} -"));
        let text: Vec<String> =
            (0..30).map(|i| format!("page {page} line {i} of the text that fills the width of the page well")).collect();
        pdf.lines(40.0, 530.0, 10.0, &text.iter().map(String::as_str).collect::<Vec<_>>());
    }
    let doc = read(&pdf.bytes()).expect("read");
    assert_eq!(texts(&doc, |k| *k == BlockKind::Running).len(), 6, "{}", doc.text);
    let body = texts(&doc, |k| *k == BlockKind::Paragraph);
    assert_eq!(body.len(), 1, "one paragraph runs over the pages: {body:?}");
}

#[test]
fn a_note_ends_up_with_its_mark_and_goes_on_over_the_page() {
    let mut pdf = Sketch::new();
    let fill = |pdf: &mut Sketch, from: f32, n: usize| {
        let line = "the text of the page goes on in full lines of one width and";
        pdf.lines(40.0, from, 10.0, &vec![line; n]);
    };
    fill(&mut pdf, 550.0, 20);
    pdf.line(40.0, 290.0, 10.0, "and here a mark is called").line(158.5, 294.0, 6.0, "1").line(163.0, 290.0, 10.0, "by the words before.");
    pdf.line(40.0, 70.0, 5.0, "1").line(44.0, 67.0, 8.0, "Doe, J. A long title of a book that is described at great length and");
    pdf.line(40.0, 57.0, 8.0, "continues on the next");
    pdf.page();
    fill(&mut pdf, 550.0, 20);
    pdf.line(40.0, 60.0, 8.0, "page of the same document, 1999.");
    let doc = read(&pdf.bytes()).expect("read");
    assert_eq!(
        texts(&doc, |k| *k == BlockKind::Note("1".into())),
        ["Doe, J. A long title of a book that is described at great length and continues on the next page of the same document, 1999."],
        "{}",
        doc.text
    );
    assert_eq!(doc.marks.len(), 1);
    assert_eq!(&doc.text[doc.marks[0].range.clone()], "[1]");
}

#[test]
fn entries_with_a_hanging_indent_are_apart() {
    let mut pdf = Sketch::new();
    pdf.line(40.0, 560.0, 14.0, "References");
    pdf.lines(40.0, 530.0, 10.0, &["Abel, A. (2001). A first title that is long enough to need two lines of"]);
    pdf.lines(60.0, 517.5, 10.0, &["print. Journal of Tests, 1(2), 3-4."]);
    pdf.lines(40.0, 505.0, 10.0, &["Baker, B. (2002). A second title which needs as many lines of infor-"]);
    pdf.lines(60.0, 492.5, 10.0, &["mation as the first. https://example.org/a/", "long/path.html"]);
    pdf.lines(40.0, 467.5, 10.0, &["Cole, C. (2003). Short."]);
    pdf.lines(40.0, 455.0, 10.0, &["Dole, D. (2004). A fourth title that is long enough to need two lines"]);
    pdf.lines(60.0, 442.5, 10.0, &["of print. Press."]);
    let doc = read(&pdf.bytes()).expect("read");
    assert_eq!(
        texts(&doc, |k| *k == BlockKind::Paragraph),
        [
            "Abel, A. (2001). A first title that is long enough to need two lines of print. Journal of Tests, 1(2), 3-4.",
            "Baker, B. (2002). A second title which needs as many lines of information as the first. https://example.org/a/long/path.html",
            "Cole, C. (2003). Short.",
            "Dole, D. (2004). A fourth title that is long enough to need two lines of print. Press.",
        ]
    );
}

#[test]
fn a_file_without_text_says_so_and_a_broken_one_too() {
    assert_eq!(read(&Sketch::new().bytes()).expect_err("no text"), Failure::NoText);
    assert!(matches!(read(b"%PDF-1.4\nnothing"), Err(Failure::Broken(_) | Failure::NoText)));
    let limits = Limits { pages: 2, ..Limits::default() };
    let mut pdf = Sketch::new();
    pdf.line(40.0, 500.0, 10.0, "a").page().page();
    let reader = READERS.iter().find(|r| r.name == "pdf").expect("reader");
    assert!(matches!((reader.read)(&pdf.bytes(), Path::new(""), &limits), Err(Failure::Limit(_))));
}

#[test]
fn a_file_that_asks_for_a_password_says_so() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf");
    for name in ["rc4-128", "aes-256"] {
        let text = std::fs::read(folder.join(format!("locked-{name}.pdf"))).expect(name);
        assert_eq!(read(&text).expect_err(name), Failure::Encrypted, "{name}");
    }
    assert!(Failure::Encrypted.to_string().contains("password"));
}

#[test]
fn files_encrypted_without_a_user_password_are_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf");
    // Revisions 2, 3, 4 and 6 of the standard security handler (ISO 32000-1, 7.6.3; ISO 32000-2, 7.6.4).
    for name in ["rc4-40", "rc4-128", "aes-128", "aes-256"] {
        let doc = read(&std::fs::read(folder.join(format!("encrypted-{name}.pdf"))).expect(name)).expect(name);
        assert!(doc.text.contains("Merton R K. The sociology of science."), "{name}: {}", doc.text);
    }
}
