//! Manuscripts: what they cite is found where it stands, checked, and exported exactly.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn yinwen(folder: &Path, library: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_yinwen"))
        .current_dir(folder)
        .env("YINWEN_LIBRARY", library)
        .env("LC_ALL", "C")
        .args(args)
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/manuscripts")
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("folder");
    for entry in std::fs::read_dir(from).expect("fixture").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("copied");
        }
    }
}

/// Compares with a file of the fixture; `BLESS=1` writes it.
fn expect(path: &Path, seen: &str) {
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, seen).expect("written");
    }
    let wanted = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(seen, wanted, "{}", path.display());
}

#[test]
fn every_manuscript_is_checked_and_exported_as_a_person_read_it() {
    let scratch = tempfile::tempdir().expect("folder");
    let library = scratch.path().join("none.db");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(fixtures()).expect("fixtures").flatten().map(|e| e.path()).collect();
    cases.sort();
    for case in cases.iter().filter(|c| c.join("paper").is_dir()) {
        let checked = yinwen(case, &library, &["check", "paper"]);
        expect(&case.join("check.txt"), &out(&checked));
        assert_eq!(checked.status.code(), Some(1), "{}: missing keys are findings", case.display());
        let exported = yinwen(case, &library, &["export", "--for", "paper"]);
        expect(&case.join("export.bib"), &out(&exported));
        assert_eq!(exported.status.code(), Some(4), "{}: a missing key leaves the export partly done", case.display());
        assert!(!library.exists(), "checking makes no library");
    }
}

#[test]
fn works_of_the_library_are_exported_under_the_keys_they_are_cited_by() {
    let scratch = tempfile::tempdir().expect("folder");
    let (folder, library) = (scratch.path(), scratch.path().join("l.db"));
    copy(&fixtures().join("typst"), folder);
    yinwen(folder, &library, &["add", "paper/refs.bib"]);
    yinwen(folder, &library, &["rename", "luo2018", "luo2018waijiao"]);
    std::fs::remove_file(folder.join("paper/refs.bib")).expect("removed");
    let exported = yinwen(folder, &library, &["export", "--for", "paper", "-o", "paper/refs.bib"]);
    assert_eq!(exported.status.code(), Some(4), "flink2100 is missing");
    let bib = std::fs::read_to_string(folder.join("paper/refs.bib")).expect("written");
    let keys: Vec<&str> = bib.lines().filter_map(|l| l.strip_prefix('@')?.split_once('{')).map(|(_, k)| k.trim_end_matches(',')).collect();
    assert_eq!(keys, ["legrand2018", "luo2018", "flink2010"], "in the order of citation, the alias as it is cited");
    let checked = out(&yinwen(folder, &library, &["check", "paper"]));
    assert!(checked.contains("paper/main.typ:5:2: error: missing: @flink2100  did you mean @flink2010? [missing-key]"), "{checked}");
}

#[test]
fn a_key_of_the_library_that_the_file_lacks_is_told_apart_from_a_missing_one() {
    let scratch = tempfile::tempdir().expect("folder");
    let (folder, library) = (scratch.path(), scratch.path().join("l.db"));
    std::fs::create_dir(folder.join("p")).expect("folder");
    std::fs::write(folder.join("all.bib"), "@book{a, title={A book}, author={Li, X}, publisher={P}, year=2000}\n@book{b, title={B book}, author={Li, Y}, publisher={P}, year=2001}\n").expect("written");
    std::fs::write(folder.join("p/refs.bib"), "@book{a, title={A book}, author={Li, X}, publisher={P}, year=2000}\n").expect("written");
    std::fs::write(folder.join("p/x.md"), "---\nbibliography: refs.bib\n---\n[@a; @b]\n").expect("written");
    yinwen(folder, &library, &["add", "all.bib"]);
    let checked = out(&yinwen(folder, &library, &["check", "p"]));
    assert_eq!(checked, "p/x.md:4:7: error: @b is in the library, but not in the bibliography file [not-in-file]\n");
    let json = out(&yinwen(folder, &library, &["check", "p", "--json"]));
    let rows: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((rows[0]["line"].as_u64(), rows[0]["key"].as_str()), (Some(4), Some("b")));
    let github = out(&yinwen(folder, &library, &["check", "p", "--format", "github"]));
    assert!(github.starts_with("::error file=p/x.md,line=4,col=7,title=not-in-file::@b"), "{github}");
}

#[test]
fn the_library_is_checked_corrected_and_the_correction_undone() {
    let scratch = tempfile::tempdir().expect("folder");
    let (folder, library) = (scratch.path(), scratch.path().join("l.db"));
    let item = serde_json::json!([{"id": "z", "type": "article-journal", "title": "图像识别综述:方法与数据.", "container-title": "计算机学报",
        "language": "en", "author": [{"family": "张", "given": "三"}, {"literal": "等"}], "volume": "03", "issue": "第5期", "page": "10～20",
        "DOI": "https://doi.org/10.1000/ABC", "ISSN": "0254-4165", "issued": {"date-parts": [[2999]]}, "publisher": "n/a"}]);
    std::fs::write(folder.join("x.json"), item.to_string()).expect("written");
    yinwen(folder, &library, &["add", "x.json"]);
    let before = out(&yinwen(folder, &library, &["show", "z", "--json"]));
    let checked = yinwen(folder, &library, &["check"]);
    assert_eq!(checked.status.code(), Some(1));
    let text = out(&checked);
    assert!(text.contains("@z: warning: issued: 2999 is in the future: not verified [date-future]"), "{text}");
    for rule in ["title-trailing-dot", "language-mismatch", "null-value", "name-et-al", "leading-zero"] {
        assert!(text.contains(&format!("[{rule}]")), "{rule}: {text}");
    }
    yinwen(folder, &library, &["check", "--fix", "--dry-run"]);
    assert_eq!(out(&yinwen(folder, &library, &["show", "z", "--json"])), before, "a dry run changes nothing");
    yinwen(folder, &library, &["check", "--fix"]);
    let after = out(&yinwen(folder, &library, &["list", "--json"]));
    for value in ["\"volume\":\"3\"", "\"language\":\"zh\""] {
        assert!(after.contains(value), "{value}: {after}");
    }
    assert!(!after.contains("n/a") && !after.contains("\"等\""), "{after}");
    yinwen(folder, &library, &["undo"]);
    assert_eq!(out(&yinwen(folder, &library, &["show", "z", "--json"])), before, "one undo takes all back");
}

#[test]
fn every_rule_has_a_name_of_its_own_and_explains_itself_in_both_languages() {
    let mut names = std::collections::BTreeSet::new();
    for rule in yinwen::library::checking::all().filter(|r| r.name != "missing-field") {
        assert!(names.insert(rule.name), "{} twice", rule.name);
        assert!(rule.about.0.len() > 20 && !rule.about.1.is_empty(), "{}", rule.name);
    }
    let scratch = tempfile::tempdir().expect("folder");
    let library = scratch.path().join("l.db");
    for name in names {
        let told = yinwen(scratch.path(), &library, &["check", "--explain", name]);
        assert!(told.status.success() && out(&told).starts_with(name), "{name}");
    }
    let wrong = yinwen(scratch.path(), &library, &["check", "--explain", "mising-key"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("missing-key"));
}

#[test]
fn a_bibliography_file_is_corrected_in_place_field_by_field() {
    let scratch = tempfile::tempdir().expect("folder");
    let (folder, library) = (scratch.path(), scratch.path().join("l.db"));
    let bib = "% mine\n@article{a,\n  title = {A study of things}, % keep\n  author = {Li, Xia},\n  journal = {Journal},\n  langid = {english},\n  number = {04},\n  year = 2020\n}\n";
    std::fs::write(folder.join("r.bib"), bib).expect("written");
    yinwen(folder, &library, &["check", "r.bib", "--fix", "-n"]);
    assert_eq!(std::fs::read_to_string(folder.join("r.bib")).expect("read"), bib);
    yinwen(folder, &library, &["check", "r.bib", "--fix"]);
    assert_eq!(std::fs::read_to_string(folder.join("r.bib")).expect("read"), bib.replace("{04}", "{4}"));
}

#[test]
fn plain_citations_are_matched_with_the_list_that_the_manuscript_prints() {
    let scratch = tempfile::tempdir().expect("folder");
    let (folder, library) = (scratch.path(), scratch.path().join("none.db"));
    for case in ["plain-numbers", "plain-names"] {
        let from = fixtures().join(case);
        copy(&from, folder);
        let checked = out(&yinwen(folder, &library, &["check", "paper.md"]));
        expect(&from.join("check.txt"), &checked);
        let adopted = yinwen(folder, &library, &["adopt", "paper.md", "-n"]);
        assert!(!folder.join("paper.bib").exists(), "a dry run writes nothing");
        expect(&from.join("adopt.txt"), &out(&adopted));
        assert_eq!(adopted.status.code(), Some(4), "a citation of nothing is left and told");
        yinwen(folder, &library, &["adopt", "paper.md"]);
        expect(&from.join("adopted.md"), &std::fs::read_to_string(folder.join("paper.adopted.md")).expect("written"));
        expect(&from.join("adopted.bib"), &std::fs::read_to_string(folder.join("paper.bib")).expect("written"));
        let again = yinwen(folder, &library, &["adopt", "paper.md"]);
        assert_eq!(again.status.code(), Some(3), "nothing is written over");
        let whole = out(&yinwen(folder, &library, &["check", "paper.adopted.md", "--only", "missing-key,unused-entry"]));
        assert_eq!(whole, "", "every key of the adopted manuscript has its entry");
        std::fs::remove_file(folder.join("paper.bib")).expect("removed");
        std::fs::remove_file(folder.join("paper.adopted.md")).expect("removed");
    }
}

#[test]
fn a_latex_list_written_by_hand_becomes_a_bibliography_file_under_its_keys() {
    let scratch = tempfile::tempdir().expect("folder");
    let (folder, library) = (scratch.path(), scratch.path().join("none.db"));
    std::fs::write(folder.join("p.tex"), "\\begin{document}\n\\cite{wang}\n\\begin{thebibliography}{9}\n\\bibitem{wang} 王飞跃. 平行系统方法与复杂系统的管理和控制[J]. 控制与决策, 2004, 19(5): 485-489.\n\\end{thebibliography}\n\\end{document}\n").expect("written");
    assert!(yinwen(folder, &library, &["adopt", "p.tex"]).status.success());
    let text = std::fs::read_to_string(folder.join("p.adopted.tex")).expect("written");
    assert_eq!(text, "\\begin{document}\n\\cite{wang}\n\\bibliographystyle{plain}\n\\bibliography{p}\n\\end{document}\n");
    let bib = std::fs::read_to_string(folder.join("p.bib")).expect("written");
    assert!(bib.contains("@article{wang,") && bib.contains("控制与决策"), "{bib}");
}

#[test]
fn a_word_manuscript_gives_the_works_that_its_fields_carry() {
    let Some(corpus) = std::env::var_os("YINWEN_CORPUS") else { return };
    let scratch = tempfile::tempdir().expect("folder");
    let library = scratch.path().join("none.db");
    let folder = Path::new(&corpus).join("documents");
    let mut seen = 0;
    for entry in std::fs::read_dir(&folder).expect("documents").flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|e| e == "docx" || e == "odt") {
            let exported = yinwen(scratch.path(), &library, &["export", "--for", path.to_str().expect("path")]);
            seen += out(&exported).matches("\n@").count();
        }
    }
    assert!(seen > 0, "fields of reference managers are works");
}

#[test]
fn a_bibliography_of_a_manuscript_lists_what_it_cites_and_no_parents() {
    let scratch = tempfile::tempdir().expect("folder");
    let library = scratch.path().join("none.db");
    let case = fixtures().join("latex");
    let listed = yinwen(&case, &library, &["bibliography", "--for", "paper", "--style", "gb-t-7714-2015-numeric"]);
    let text = out(&listed);
    assert_eq!(listed.status.code(), Some(4), "a missing key is told");
    for title in ["Science diplomacy at the intersection", "中国科技外交40年", "A chapter", "Silent"] {
        assert!(text.contains(title), "{title}: {text}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 3000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_text_makes_a_reader_stop_and_every_key_stands_where_it_is_said_to(
        pieces in proptest::collection::vec(proptest::sample::select(vec![
            "\\cite", "\\cites", "\\input", "\\verb|", "\\begin{verbatim}", "\\end{document}", "\\bibitem", "\\import", "{", "}", "[", "]", "(", ")", "@", "@键",
            "a1", "，", "\n", "\n\n", "%", "#", "#cite(<", ">)", "<", ">", "\"", "`", "```", "//", "/*", "*/", "---\n", "bibliography:", "nocite: ", "[@", ";", "-@",
            "cite:", "[cite:@", "#+include: ", "#+begin_src", "=", "~", ":", ".", "\\", "é", "图", "#bibliography(", "#set ", "#let x = ", "https://", "<!--", "<sup>",
            "（张三，2020）", "[1]", "[1-3]", "(Li et al., 2019)", "$", "    ", "\t", "&", "*", "\r\n", "{#fig:x}", "|", "\u{feff}", "0",
        ]), 0..60)
    ) {
        let text = pieces.concat();
        let lined = yinwen::citing::manuscript::MANUSCRIPTS.iter().filter(|r| !matches!(r.name, "docx" | "odt"));
        for reader in lined {
            let name = format!("x.{}", reader.extensions[0]);
            let file = yinwen::citing::manuscript::Text { bytes: text.as_bytes(), text: &text, path: Path::new(&name) };
            let scan = (reader.read)(&file).expect("text is read");
            for cite in &scan.cites {
                // TeX reads a line end inside a key as a blank.
                let there = text.get(cite.range.clone()).map(|t| t.replace(['\n', '\r'], " "));
                let key = cite.key.replace(['\n', '\r'], " ");
                let commented = there.as_deref().is_some_and(|t| t.contains('%') && t.len() == key.len());
                proptest::prop_assert!(commented || there.as_ref() == Some(&key), "{}: {:?}", reader.name, &text);
            }
            for link in scan.includes.iter().chain(&scan.bibliographies) {
                proptest::prop_assert!(text.get(link.range.clone()).is_some(), "{}: {:?}", reader.name, &text);
            }
        }
        for plain in yinwen::citing::manuscript::plain::scan(&text, &[]) {
            proptest::prop_assert!(text.get(plain.range.clone()).is_some() && !plain.pointers.is_empty());
        }
        proptest::prop_assert_eq!(yinwen::citing::manuscript::prose(&text).len(), text.len());
    }
}

#[test]
fn typst_and_word_manuscripts_with_a_printed_list_become_citing_ones() {
    let scratch = tempfile::tempdir().expect("folder");
    let (folder, library) = (scratch.path(), scratch.path().join("none.db"));
    let entries = [
        "[1] 王飞跃. 平行系统方法与复杂系统的管理和控制[J]. 控制与决策, 2004, 19(5): 485-489.",
        "[2] Merton R K. The sociology of science[M]. Chicago: University of Chicago Press, 1973.",
        "[3] 李明. 科学社会学导论[M]. 北京: 商务印书馆, 2001.",
    ];
    let text = format!("= 引言\n如前所述[1]，又见[1,2].\n\n= 参考文献\n\n{}\n", entries.join("\n\n"));
    std::fs::write(folder.join("p.typ"), text).expect("written");
    assert!(yinwen(folder, &library, &["adopt", "p.typ"]).status.success());
    let typst = std::fs::read_to_string(folder.join("p.adopted.typ")).expect("written");
    let keys: Vec<&str> = typst.split("#cite(<").skip(1).filter_map(|t| t.split('>').next()).collect();
    assert_eq!(keys.len(), 4, "{typst}");
    assert!(typst.contains(&format!("如前所述#cite(<{}>)，又见#cite(<{}>)#cite(<{}>);.", keys[0], keys[1], keys[2])), "{typst}");
    assert!(typst.ends_with(&format!("#cite(<{}>, form: none)\n#bibliography(\"p.bib\", title: none)\n\n", keys[3])), "{typst}");
    let checked = out(&yinwen(folder, &library, &["check", "p.adopted.typ", "--only", "missing-key,unused-entry"]));
    assert_eq!(checked, "", "every key has its entry, and every entry is cited");

    let paragraph = |t: &str| format!("<w:p><w:r><w:t>{t}</w:t></w:r></w:p>");
    let list: String = entries.iter().map(|e| paragraph(e)).collect();
    let split = "<w:p><w:r><w:t>如前所述[</w:t></w:r><w:r><w:t>1]，又见</w:t></w:r><w:r><w:t>[1,2]。</w:t></w:r></w:p>";
    let word = crate::office::body(&format!("{split}{}{list}", paragraph("参考文献")));
    let packed = crate::office::package(&[("word/document.xml", &word), ("word/other.xml", "<x/>")]);
    std::fs::write(folder.join("w.docx"), packed).expect("written");
    assert!(yinwen(folder, &library, &["adopt", "w.docx"]).status.success());
    let seen = out(&yinwen(folder, &library, &["text", "w.adopted.docx"]));
    assert!(seen.contains(&format!("如前所述[@{}]，又见[@{}; @{}]。", keys[0], keys[1], keys[2])), "{seen}");
    assert!(!seen.contains("Chicago"), "the list is in the .bib now: {seen}");
    let bib = std::fs::read_to_string(folder.join("w.bib")).expect("written");
    assert_eq!(bib.matches("\n@").count() + usize::from(bib.starts_with('@')), 3, "{bib}");

    yinwen(folder, &library, &["add", "w.bib"]);
    let renamed = yinwen(folder, &library, &["keys", "rename", keys[0], "parallel2004", "--in", "w.adopted.docx"]);
    assert!(renamed.status.success(), "{}", String::from_utf8_lossy(&renamed.stderr));
    assert_eq!(out(&renamed).matches("w.adopted.docx:").count(), 2);
    let seen = out(&yinwen(folder, &library, &["text", "w.adopted.docx"]));
    assert!(seen.contains("[@parallel2004]") && seen.contains(&format!("[@parallel2004; @{}]", keys[2])), "{seen}");
}

#[test]
fn everything_means_the_library_where_the_manuscript_has_no_file() {
    let scratch = tempfile::tempdir().expect("folder");
    let (folder, library) = (scratch.path(), scratch.path().join("l.db"));
    std::fs::create_dir(folder.join("p")).expect("folder");
    std::fs::write(folder.join("all.bib"), "@book{a, title={A book}, author={Li, X}, publisher={P}, year=2000}\n@book{b, title={Another}, author={Roe, Y}, publisher={P}, year=2001}\n").expect("written");
    yinwen(folder, &library, &["add", "all.bib"]);
    std::fs::write(folder.join("p/x.tex"), "\\documentclass{article}\\begin{document}\\nocite{*}\\bibliography{refs}\\end{document}\n")
        .expect("written");
    let exported = yinwen(folder, &library, &["export", "--for", "p", "-o", "p/refs.bib"]);
    assert!(exported.status.success(), "{}", String::from_utf8_lossy(&exported.stderr));
    let bib = std::fs::read_to_string(folder.join("p/refs.bib")).expect("written");
    assert!(bib.contains("@book{a,") && bib.contains("@book{b,"), "{bib}");
}

#[test]
fn a_rule_that_has_found_very_many_is_told_in_one_line() {
    let scratch = tempfile::tempdir().expect("folder");
    let (folder, library) = (scratch.path(), scratch.path().join("none.db"));
    let bib: String = (0..30)
        .map(|i| format!("@book{{k{i}, title={{Title number {i}}}, author={{Li, X}}, publisher={{P}}, year={}}}\n", 1990 + i))
        .collect();
    std::fs::write(folder.join("x.bib"), bib).expect("written");
    let lines = |args: &[&str]| out(&yinwen(folder, &library, args)).lines().filter(|l| l.contains("language-missing")).count();
    let told = out(&yinwen(folder, &library, &["check", "x.bib"]));
    assert!(told.contains("language-missing: ") && told.contains(": 30 times.") && told.contains("--only language-missing"), "{told}");
    assert_eq!(lines(&["check", "x.bib"]), 1);
    assert_eq!(lines(&["check", "x.bib", "--all"]), 30);
    assert_eq!(lines(&["check", "x.bib", "--only", "language-missing"]), 30);
}
