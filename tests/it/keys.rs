//! Citation keys: patterns, and renaming in the library and the manuscripts together.

use std::path::Path;
use std::process::{Command, Output, Stdio};

fn yinwen(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_yinwen"))
        .current_dir(folder)
        .env("YINWEN_LIBRARY", folder.join("l.db"))
        .env("LC_ALL", "C")
        .args(args)
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

fn out(folder: &Path, args: &[&str]) -> String {
    String::from_utf8_lossy(&yinwen(folder, args).stdout).into_owned()
}

fn desk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("folder");
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("paper")).expect("folder");
    std::fs::write(at("refs.bib"), "@book{luo2018, author = {罗, 晖}, title = {科技外交}, publisher = {P}, year = 2018}\n@book{li2019, author = {Li, X}, title = {Another}, publisher = {P}, year = 2019}\n").expect("written");
    std::fs::copy(at("refs.bib"), at("paper/refs.bib")).expect("copied");
    std::fs::write(
        at("paper/a.tex"),
        "\\documentclass{article}\\bibliography{refs}\n见\\cite[3]{luo2018,li2019}，luo2018 不是引用。\\input{b}\n",
    )
    .expect("written");
    std::fs::write(at("paper/b.tex"), "% \\cite{luo2018}\n\\textcite{luo2018}\n").expect("written");
    yinwen(folder.path(), &["add", "refs.bib"]);
    folder
}

#[test]
fn a_key_is_renamed_in_library_manuscripts_and_their_bibliography_together() {
    let desk = desk();
    let folder = desk.path();
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("read");
    let before = (read("paper/a.tex"), read("paper/b.tex"), read("paper/refs.bib"));
    let shown = out(folder, &["keys", "rename", "luo2018", "luo2018waijiao", "--in", "paper", "-n"]);
    assert!(shown.contains("paper/a.tex:2:") && shown.contains("paper/b.tex:2:11") && shown.contains("paper/refs.bib:1:1"), "{shown}");
    assert_eq!((read("paper/a.tex"), read("paper/b.tex"), read("paper/refs.bib")), before, "a dry run changes nothing");
    assert!(yinwen(folder, &["keys", "rename", "luo2018", "luo2018waijiao", "--in", "paper"]).status.success());
    assert_eq!(read("paper/a.tex"), before.0.replace("{luo2018,", "{luo2018waijiao,"), "only citations change");
    assert_eq!(read("paper/b.tex"), "% \\cite{luo2018}\n\\textcite{luo2018waijiao}\n");
    assert!(read("paper/refs.bib").contains("@book{luo2018waijiao,"));
    assert!(out(folder, &["keys"]).contains("luo2018waijiao  ← luo2018"), "{}", out(folder, &["keys"]));
    assert!(out(folder, &["show", "luo2018"]).contains("luo2018waijiao"), "the old key is an alias");
}

#[test]
fn renaming_that_cannot_be_done_whole_changes_nothing_anywhere() {
    let desk = desk();
    let folder = desk.path();
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("read");
    let before = (read("paper/a.tex"), read("paper/b.tex"), read("paper/refs.bib"), out(folder, &["keys"]));
    for new in ["li2019", "two words", "a,b", ""] {
        let told = yinwen(folder, &["keys", "rename", "luo2018", new, "--in", "paper"]);
        assert_eq!(told.status.code(), Some(3), "{new}");
        assert_eq!((read("paper/a.tex"), read("paper/b.tex"), read("paper/refs.bib"), out(folder, &["keys"])), before, "{new}");
    }
    std::fs::write(folder.join("paper/c.typ"), "@luo2018\n").expect("written");
    let told = yinwen(folder, &["keys", "rename", "luo2018", "a/b", "--in", "paper"]);
    assert_eq!(told.status.code(), Some(3), "a key that Typst cannot read");
    assert_eq!((read("paper/a.tex"), read("paper/b.tex"), read("paper/refs.bib"), out(folder, &["keys"])), before);
    assert_eq!(yinwen(folder, &["keys", "rename", "nothing", "x", "--in", "paper"]).status.code(), Some(3));
}

#[test]
fn a_library_has_a_pattern_of_its_own_and_can_be_keyed_anew() {
    let desk = desk();
    let folder = desk.path();
    assert_eq!(out(folder, &["keys", "pattern"]), "[auth][year][shorttitle]\n");
    assert_eq!(yinwen(folder, &["keys", "pattern", "[nobody]"]).status.code(), Some(2));
    yinwen(folder, &["keys", "pattern", "[auth:han]-[yy]"]);
    let key = out(folder, &["new", "title=新书", "author=王, 五", "issued=2021"]);
    assert_eq!(key, "王-21\n", "new works follow the pattern");
    assert_eq!(out(folder, &["keys", "apply", "-n"]), "luo2018 → 罗-18\nli2019 → li-19\n");
    yinwen(folder, &["keys", "apply"]);
    assert!(
        out(folder, &["keys"]).contains("罗-18   ← luo2018") || out(folder, &["keys"]).contains("罗-18  ← luo2018"),
        "{}",
        out(folder, &["keys"])
    );
    yinwen(folder, &["undo"]);
    assert!(out(folder, &["keys"]).starts_with("li2019\nluo2018\n"));
    yinwen(folder, &["undo", "3"]);
    yinwen(folder, &["undo"]);
    assert_eq!(out(folder, &["keys", "pattern"]), "[auth][year][shorttitle]\n");
}
