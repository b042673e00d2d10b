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
                proptest::prop_assert_eq!(text.get(cite.range.clone()), Some(cite.key.as_str()), "{}: {:?}", reader.name, &text);
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
