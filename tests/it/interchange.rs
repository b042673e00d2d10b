//! Files in and out by the commands: what is replaced, refused, told and kept.

use std::path::Path;
use std::process::{Command, Output, Stdio};

fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_yinwen"))
        .current_dir(folder)
        .arg("--library")
        .arg(folder.join("library.db"))
        .args(args)
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const BIB: &str = "% kept\n@article{bee1999,\n  author = {Bee, Ann},\n  title = {On {Bayesian} Bees},\n  journal = {Journal of Bees},\n  year = 1999,\n  doi = {10.1000/bees},\n  myfield = {mine}\n}\n";

fn folder(bib: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.bib"), bib).expect("written");
    folder
}

#[test]
fn an_input_is_replaced_only_when_that_is_said() {
    let folder = folder(BIB);
    let refused = run(folder.path(), &["convert", "a.bib", "--to", "biblatex", "-o", "a.bib"]);
    assert_eq!(refused.status.code(), Some(2), "{}", text(&refused.stderr));
    assert_eq!(std::fs::read_to_string(folder.path().join("a.bib")).expect("there"), BIB);
    let done = run(folder.path(), &["convert", "a.bib", "--to", "biblatex", "--in-place"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let now = std::fs::read_to_string(folder.path().join("a.bib")).expect("there");
    assert!(now.contains("journaltitle = {Journal of Bees}") && now.contains("title = {On {Bayesian} Bees}"), "{now}");
    assert_eq!(std::fs::read_dir(folder.path()).expect("folder").count(), 1, "no scratch file stays");
}

#[test]
fn strict_writes_nothing_where_a_field_would_be_lost() {
    let folder = folder(BIB);
    let strict = run(folder.path(), &["convert", "a.bib", "--to", "ris", "--strict", "-o", "a.ris"]);
    assert_eq!(strict.status.code(), Some(1));
    assert!(text(&strict.stderr).contains("myfield"), "{}", text(&strict.stderr));
    assert!(!folder.path().join("a.ris").exists());
    let without = run(folder.path(), &["convert", "a.bib", "--to", "ris", "-o", "a.ris"]);
    assert!(without.status.success() && folder.path().join("a.ris").exists());
}

#[test]
fn a_broken_entry_is_named_with_its_line_and_the_exit_code_says_so() {
    let folder = folder("@book{a, title = {A}, year = 2000}\n\n@book{broken,\n  title = {no end,\n  year = 2001\n");
    let out = run(folder.path(), &["convert", "a.bib", "--to", "csl-json"]);
    assert_eq!(out.status.code(), Some(4));
    assert!(text(&out.stderr).contains("a.bib:3"), "{}", text(&out.stderr));
    assert!(text(&out.stdout).contains("\"title\":\"A\""));
}

#[test]
fn a_reference_list_as_text_comes_in_by_the_same_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = "[1] 周志华. 机器学习[M]. 北京: 清华大学出版社, 2016.\n[2] LeCun Y, Bengio Y, Hinton G. Deep learning[J]. Nature, 2015,\n    521(7553): 436-444.\n";
    std::fs::write(folder.path().join("list.txt"), list).expect("written");
    let out = run(folder.path(), &["convert", "list.txt", "--from", "text", "--to", "bibtex"]);
    let bib = text(&out.stdout);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    assert_eq!(bib.matches("\n@").count() + 1, 2, "{bib}");
    assert!(bib.contains("清华大学出版社") && bib.contains("pages = {436--444}"), "{bib}");
}

#[test]
fn a_plain_list_converts_without_being_named_and_a_document_is_told_apart() {
    let folder = folder(BIB);
    let list = "[1] 王娜, 李明. 图像的方法[J]. 计算机学报, 2014, 44(8): 783-794.\n";
    std::fs::write(folder.path().join("list.txt"), list).expect("written");
    std::fs::write(folder.path().join("page.html"), format!("<html><body><p>{list}</p></body></html>")).expect("written");
    let out = run(folder.path(), &["convert", "list.txt", "--to", "bibtex"]);
    assert!(out.status.success() && text(&out.stdout).contains("title = {图像的方法}"), "{}", text(&out.stdout));
    assert!(text(&out.stderr).contains("list of references"), "{}", text(&out.stderr));
    let refused = run(folder.path(), &["convert", "page.html", "--to", "bibtex"]);
    assert_eq!(refused.status.code(), Some(3));
    assert!(text(&refused.stderr).contains("yinwen extract"), "{}", text(&refused.stderr));
}

#[test]
fn fields_named_by_numbers_keep_a_bib_file_readable() {
    let folder = folder(BIB);
    let marc = "<collection xmlns=\"http://www.loc.gov/MARC21/slim\"><record><datafield tag=\"100\"><subfield code=\"a\">Bee, Ann</subfield>\
        <subfield code=\"d\">1901-1980</subfield></datafield><datafield tag=\"245\"><subfield code=\"a\">On bees</subfield></datafield></record></collection>";
    std::fs::write(folder.path().join("a.xml"), marc).expect("written");
    let bib = text(&run(folder.path(), &["convert", "a.xml", "--to", "biblatex"]).stdout);
    assert!(bib.contains("1901") && bib.contains("On bees"), "{bib}");
    let named = bib.lines().filter_map(|l| l.trim().split_once(" = ")).map(|(name, _)| name);
    assert!(named.clone().count() > 1 && named.clone().all(|n| n.starts_with(|c: char| c.is_ascii_alphabetic())), "{bib}");
}

#[test]
fn a_second_field_of_the_same_name_is_not_lost_in_a_bib_file() {
    let folder = tempfile::tempdir().expect("folder");
    let marc = r#"<record><leader>00000cam a2200000 a 4500</leader>
        <datafield tag="245" ind1="1" ind2="0"><subfield code="a">Bees of the hills</subfield></datafield>
        <datafield tag="583" ind1=" " ind2=" "><subfield code="a">conserved</subfield></datafield>
        <datafield tag="583" ind1=" " ind2=" "><subfield code="a">digitised</subfield></datafield>
        <datafield tag="583" ind1=" " ind2=" "><subfield code="a">conserved</subfield></datafield></record>"#;
    std::fs::write(folder.path().join("a.xml"), marc).expect("written");
    for to in ["bibtex", "biblatex"] {
        let out = text(&run(folder.path(), &["convert", "a.xml", "--to", to]).stdout);
        assert!(out.contains("583a = {conserved}") && out.contains("583a-2 = {digitised}") && !out.contains("583a-3"), "{to}: {out}");
    }
}

#[test]
fn an_entry_that_comes_from_two_others_names_both() {
    let entry = "@book{c, title = {C}, related = {a, b}, relatedtype = {translationof}}\n";
    let folder = folder(entry);
    let out = text(&run(folder.path(), &["convert", "a.bib", "--to", "biblatex", "-o", "b.bib"]).stderr);
    let written = std::fs::read_to_string(folder.path().join("b.bib")).expect("written");
    assert!(written.contains("related = {a,b}"), "{out}{written}");
}

#[test]
fn citations_that_stand_as_printed_in_the_xml_of_a_journal_are_read() {
    let folder = tempfile::tempdir().expect("folder");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats/jats/as-printed/input.xml");
    std::fs::copy(fixture, folder.path().join("a.xml")).expect("copied");
    let converted = text(&run(folder.path(), &["convert", "a.xml", "--to", "csl-json"]).stdout);
    assert!(run(folder.path(), &["add", "a.xml"]).status.success());
    let added = text(&run(folder.path(), &["export", "--to", "csl-json"]).stdout);
    for out in [converted, added] {
        assert!(out.contains("人民论坛·学术前沿") && out.contains(r#""family":"罗","given":"晖""#), "{out}");
        assert!(out.contains("Molecular structure of nucleic acids") && out.contains("Crick") && !out.contains("mixed-citation"), "{out}");
        assert!(out.contains(r#""container-title":"Nature""#) && out.contains("737-738"), "{out}");
    }
}

#[test]
fn a_citation_of_a_journal_that_was_read_with_doubt_is_to_be_looked_at() {
    let folder = tempfile::tempdir().expect("folder");
    let printed = "<mixed-citation>Bees 12 Hills 44 and more Ants; see also Wasps</mixed-citation>";
    let xml = format!("<article><back><ref-list><ref id=\"B1\">{printed}</ref></ref-list></back></article>");
    std::fs::write(folder.path().join("a.xml"), xml).expect("written");
    let added = run(folder.path(), &["add", "a.xml"]);
    assert!(added.status.success(), "{}", text(&added.stderr));
    let queue = text(&run(folder.path(), &["review", "--json"]).stdout);
    assert!(queue.contains("Bees 12 Hills"), "{queue}");
}

#[test]
fn notes_of_zotero_go_along_and_tags_that_are_written_are_not_called_lost() {
    let folder = tempfile::tempdir().expect("folder");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats/zotero-rdf/extra-field/input.rdf");
    std::fs::copy(fixture, folder.path().join("a.rdf")).expect("copied");
    for (to, line) in [("ris", "N1  - A note of its own"), ("refer", "%Z A note of its own"), ("noteexpress", "{Notes}: A note of its own")]
    {
        let out = run(folder.path(), &["convert", "a.rdf", "--to", to]);
        assert!(
            text(&out.stdout).contains(line) && !text(&out.stderr).contains("note"),
            "{to}: {}{}",
            text(&out.stdout),
            text(&out.stderr)
        );
    }
    std::fs::write(folder.path().join("b.ris"), "TY  - JOUR\nTI  - Bees\nU9  - our own\nER  - \n").expect("written");
    let again = run(folder.path(), &["convert", "b.ris", "--to", "ris", "--strict"]);
    assert!(again.status.success() && text(&again.stdout).contains("U9  - our own"), "{}", text(&again.stderr));
    let elsewhere = run(folder.path(), &["convert", "b.ris", "--to", "refer", "--strict"]);
    assert!(elsewhere.status.code() == Some(1) && text(&elsewhere.stderr).contains("U9"), "{}", text(&elsewhere.stderr));
}

#[test]
fn a_file_without_entries_is_not_converted_in_silence() {
    let folder = folder("% nothing yet\n");
    let out = run(folder.path(), &["convert", "a.bib", "--to", "csl-json"]);
    assert!(out.status.success() && text(&out.stderr).contains("no entries"), "{}", text(&out.stderr));
}

#[test]
fn a_journal_written_out_says_what_was_printed() {
    let folder = folder("@article{a, author = {Bee, Ann}, title = {Bees}, journal = {Phys. Rev. Lett.}, year = 1999}\n");
    assert!(run(folder.path(), &["add", "a.bib"]).status.success());
    let shown = text(&run(folder.path(), &["why", "a"]).stdout);
    assert!(shown.contains("journal-written-out") && shown.contains("Phys. Rev. Lett."), "{shown}");
    let out = text(&run(folder.path(), &["export", "--to", "bibtex"]).stdout);
    assert!(out.contains("{Physical Review Letters}") && out.contains("{Phys. Rev. Lett.}"), "{out}");
}

#[test]
fn an_entry_comes_out_of_the_library_as_it_was_read() {
    let folder = folder(BIB);
    assert!(run(folder.path(), &["add", "a.bib"]).status.success());
    let out = run(folder.path(), &["export", "--as-read"]);
    assert_eq!(text(&out.stdout).trim(), BIB.trim_start_matches("% kept\n").trim());
    let clean = text(&run(folder.path(), &["export", "--to", "bibtex"]).stdout);
    assert!(clean.contains("myfield = {mine}"), "{clean}");
}

#[test]
fn a_dry_run_shows_what_reading_again_would_change() {
    let folder = folder(BIB);
    assert!(run(folder.path(), &["add", "a.bib"]).status.success());
    assert!(run(folder.path(), &["tag", "bee1999", "mine"]).status.success());
    let changed = BIB.replace("Bees},\n  year", "Wasps},\n  year").replace("bee1999", "bee1999wasps");
    std::fs::write(folder.path().join("a.bib"), changed).expect("written");
    let shown = text(&run(folder.path(), &["add", "--dry-run", "a.bib"]).stdout);
    assert!(shown.contains("container-title: “Journal of Bees” → “Journal of Wasps”"), "{shown}");
    let before = text(&run(folder.path(), &["export", "--to", "csl-json"]).stdout);
    assert!(before.contains("Journal of Bees"), "{before}");
    assert!(run(folder.path(), &["add", "a.bib"]).status.success());
    let after = text(&run(folder.path(), &["export", "--to", "csl-json"]).stdout);
    assert!(after.contains("Journal of Wasps") && after.contains("\"mine\"") && after.matches("\"type\"").count() == 1, "{after}");
}

#[test]
fn a_list_goes_out_as_text_in_any_style_from_a_file_and_from_the_library() {
    let folder = folder(BIB);
    for (to, want) in [
        ("apa", "Bee, A. (1999). On Bayesian Bees"),
        ("gbt7714", "On Bayesian Bees[J"),
        ("gb-t-7714-2015-numeric", "[1] BEE A. On Bayesian Bees[J"),
        ("text", "On Bayesian Bees[J"),
    ] {
        let out = run(folder.path(), &["convert", "a.bib", "--to", to]);
        assert!(out.status.success() && text(&out.stdout).contains(want), "{to}: {}{}", text(&out.stdout), text(&out.stderr));
    }
    assert!(run(folder.path(), &["add", "a.bib"]).status.success());
    let apa = run(folder.path(), &["export", "--to", "apa", "-o", "list.txt"]);
    assert!(apa.status.success(), "{}", text(&apa.stderr));
    assert!(std::fs::read_to_string(folder.path().join("list.txt")).expect("there").contains("Bee, A. (1999)"));
    let unknown = run(folder.path(), &["convert", "a.bib", "--to", "no-such-thing"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("yinwen styles"), "{}", text(&unknown.stderr));
    assert_eq!(run(folder.path(), &["export", "--to", "apa", "--as-read"]).status.code(), Some(2));
}

#[test]
fn what_was_changed_by_hand_stays_when_a_file_comes_in_again() {
    let folder = folder(BIB);
    assert!(run(folder.path(), &["add", "a.bib"]).status.success());
    let edited = run(folder.path(), &["edit", "bee1999", "title=On Bees and Bayes"]);
    assert!(edited.status.success(), "{}", text(&edited.stderr));
    std::fs::write(folder.path().join("a.bib"), BIB.replace("1999,\n", "1999,\n  volume = 7,\n")).expect("written");
    assert!(run(folder.path(), &["import", "a.bib"]).status.success());
    let out = text(&run(folder.path(), &["export", "--to", "csl-json"]).stdout);
    assert!(out.contains("On Bees and Bayes") && out.contains("\"volume\":\"7\"") && out.matches("\"type\"").count() == 1, "{out}");
}

#[test]
fn works_are_chosen_by_key_tag_and_words_and_strict_says_what_is_lost() {
    let folder = folder(&format!("{BIB}\n@book{{ant2001, author = {{Ant, Adam}}, title = {{Ants}}, year = 2001}}\n"));
    assert!(run(folder.path(), &["add", "a.bib"]).status.success());
    assert!(run(folder.path(), &["tag", "ant2001", "small"]).status.success());
    for choice in [["--keys", "ant2001"], ["--tag", "small"], ["--query", "Ants"]] {
        let out = text(&run(folder.path(), &["export", "--to", "bibtex", choice[0], choice[1]]).stdout);
        assert!(out.contains("ant2001") && !out.contains("bee1999"), "{choice:?}: {out}");
    }
    let strict = run(folder.path(), &["export", "--to", "ris", "--strict", "-o", "all.ris"]);
    assert_eq!(strict.status.code(), Some(1), "{}", text(&strict.stderr));
    assert!(text(&strict.stderr).contains("myfield") && !folder.path().join("all.ris").exists());
}
