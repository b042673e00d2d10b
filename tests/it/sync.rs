//! A .bib file and the library in step: nothing is lost, whoever changed what, and whenever a process was killed.

use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    /// A library of two works and a file in step with it.
    fn new() -> Self {
        let desk = Desk { folder: tempfile::tempdir().expect("folder") };
        let bib = "@book{zhang2020, author = {张, 三}, title = {图像识别导论}, publisher = {科学出版社}, year = 2020, langid = {chinese}}\n\n@article{li2021, author = {Li, Hua}, title = {On speech recognition}, journal = {Acta}, volume = 3, number = 4, pages = {1--9}, year = 2021}\n";
        std::fs::write(desk.path("in.bib"), bib).expect("written");
        desk.ok(&["add", "in.bib"]);
        desk.ok(&["sync", "refs.bib"]);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Output {
        command(self.folder.path()).args(args).output().expect("the program starts")
    }

    fn ok(&self, args: &[&str]) -> String {
        let out = self.run(args);
        assert!(out.status.success(), "{args:?}: {}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
        String::from_utf8_lossy(&out.stdout).into_owned()
    }

    fn bib(&self) -> String {
        std::fs::read_to_string(self.path("refs.bib")).expect("read")
    }

    fn change(&self, from: &str, to: &str) {
        let bib = self.bib();
        assert!(bib.contains(from), "{from} in {bib}");
        std::fs::write(self.path("refs.bib"), bib.replace(from, to)).expect("written");
    }

    fn library(&self) -> String {
        self.ok(&["list", "--json"])
    }

    /// A further run finds nothing to do.
    fn in_step(&self) {
        let before = self.bib();
        let said = self.ok(&["sync", "refs.bib", "--json"]);
        let report: serde_json::Value = serde_json::from_str(&said).expect("JSON");
        assert_eq!((&report["written"], &report["operation"]), (&serde_json::json!(false), &serde_json::Value::Null), "{said}");
        assert_eq!(self.bib(), before);
    }
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yinwen"));
    command.current_dir(folder).env("YINWEN_LIBRARY", folder.join("l.db")).env("LC_ALL", "C").stdin(Stdio::null());
    command
}

#[test]
fn edits_on_both_sides_of_different_fields_reach_the_other_side() {
    let desk = Desk::new();
    desk.in_step();
    desk.change("volume = {3}", "volume = {33},\n  mynote = {mine}");
    desk.ok(&["edit", "li2021", "issue=44"]);
    desk.ok(&["edit", "zhang2020", "title=图像识别新论"]);
    desk.ok(&["sync", "refs.bib"]);
    let (bib, library) = (desk.bib(), desk.library());
    for text in ["volume = {33}", "mynote = {mine}", "number = {44}", "图像识别新论"] {
        assert!(bib.contains(text), "{text}: {bib}");
    }
    assert!(library.contains("\"volume\":\"33\"") && library.contains("\"issue\":\"44\""), "{library}");
    desk.in_step();
    desk.ok(&["undo"]);
    assert!(desk.library().contains("\"volume\":\"3\""), "what came from the file is one step of the log");
}

#[test]
fn comments_order_and_layout_of_the_file_stay() {
    let desk = Desk::new();
    let bib = format!("% my own list\n@string{{a = {{Acta}}}}\n\n{}", desk.bib().replace("  volume", "    volume"));
    std::fs::write(desk.path("refs.bib"), &bib).expect("written");
    desk.ok(&["sync", "refs.bib"]);
    assert_eq!(desk.bib(), bib);
    desk.ok(&["edit", "li2021", "volume=5"]);
    desk.ok(&["sync", "refs.bib"]);
    assert_eq!(desk.bib(), bib.replace("volume = {3}", "volume = {5}"));
}

#[test]
fn a_conflict_changes_neither_side_until_a_person_decides() {
    for prefer in ["file", "library"] {
        let desk = Desk::new();
        desk.change("volume = {3}", "volume = {77}");
        desk.ok(&["edit", "li2021", "volume=88"]);
        for _ in 0..2 {
            let out = desk.run(&["sync", "refs.bib"]);
            assert_eq!(out.status.code(), Some(1), "a conflict is a finding");
            assert!(String::from_utf8_lossy(&out.stdout).contains("conflict: li2021 volume: library 88 ≠ file 77"));
            assert!(desk.bib().contains("volume = {77}"), "the file keeps what was typed");
            assert!(desk.library().contains("\"volume\":\"88\""), "the library too");
        }
        let review = desk.ok(&["review", "--json"]);
        assert!(review.contains("\"field\":\"volume\""), "{review}");
        if prefer == "file" {
            desk.ok(&["sync", "refs.bib", "--prefer", "file"]);
        } else {
            let rows: serde_json::Value = serde_json::from_str(&review).expect("JSON");
            let answer = serde_json::json!([{"conflict": rows[0]["conflict"], "answer": "library"}]);
            std::fs::write(desk.path("answers.json"), answer.to_string()).expect("written");
            desk.ok(&["review", "--apply", "answers.json"]);
            desk.ok(&["sync", "refs.bib"]);
        }
        let value = if prefer == "file" { "77" } else { "88" };
        assert!(desk.bib().contains(&format!("volume = {{{value}}}")), "{prefer}: {}", desk.bib());
        assert!(desk.library().contains(&format!("\"volume\":\"{value}\"")), "{prefer}");
        desk.in_step();
    }
}

#[test]
fn entries_come_and_go_and_what_is_deleted_on_one_side_is_not_lost_on_the_other() {
    let desk = Desk::new();
    // New by hand.
    std::fs::write(
        desk.path("refs.bib"),
        format!("{}\n@book{{wang2019, author = {{王, 五}}, title = {{机器翻译原理}}, year = 2019}}\n", desk.bib()),
    )
    .expect("written");
    desk.ok(&["sync", "refs.bib"]);
    assert!(desk.library().contains("机器翻译原理"));
    desk.in_step();
    // Taken out by hand: the library keeps it, and it does not come back.
    let bib = desk.bib();
    let at = bib.find("@book{wang2019").expect("there");
    std::fs::write(desk.path("refs.bib"), &bib[..at]).expect("written");
    let said = desk.ok(&["sync", "refs.bib"]);
    assert!(said.contains("wang2019"), "{said}");
    assert!(desk.library().contains("机器翻译原理") && !desk.bib().contains("wang2019"));
    desk.in_step();
    // Taken out of the library: it goes from the file, as long as nobody changed it there.
    desk.ok(&["remove", "zhang2020"]);
    desk.ok(&["sync", "refs.bib"]);
    assert!(!desk.bib().contains("zhang2020"));
    desk.change("volume = {3}", "volume = {31}");
    desk.ok(&["remove", "li2021"]);
    desk.run(&["sync", "refs.bib"]);
    assert!(desk.bib().contains("volume = {31}"), "an entry changed by hand stays");
    desk.run(&["sync", "refs.bib"]);
    assert!(desk.bib().contains("volume = {31}"), "and goes on staying");
}

#[test]
fn a_key_changed_on_one_side_is_changed_on_the_other() {
    let desk = Desk::new();
    desk.change("{li2021,", "{li2021speech,");
    desk.ok(&["sync", "refs.bib"]);
    assert!(desk.ok(&["keys"]).contains("li2021speech"), "{}", desk.ok(&["keys"]));
    desk.in_step();
    desk.ok(&["rename", "zhang2020", "zhang2020tuxiang"]);
    desk.ok(&["sync", "refs.bib"]);
    assert!(desk.bib().contains("{zhang2020tuxiang,") && !desk.bib().contains("{zhang2020,"), "{}", desk.bib());
    desk.in_step();
}

/// Puts the library's note of the file into the state of a process killed between its steps.
fn half_written(desk: &Desk, base: &str, before: &str, pending: &str) {
    let db = Connection::open(desk.path("l.db")).expect("library");
    let hash = blake3_of(before);
    db.execute("UPDATE synced SET base = ?1, before = ?2, pending = ?3", [base, &hash, pending]).expect("state");
}

fn blake3_of(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}

#[test]
fn a_crash_before_or_after_the_file_was_written_loses_no_edit_of_either_side() {
    for (written, edited) in [(false, false), (false, true), (true, false), (true, true)] {
        let desk = Desk::new();
        let base = desk.bib();
        desk.ok(&["edit", "li2021", "volume=50"]);
        desk.ok(&["edit", "zhang2020", "publisher=新科学"]);
        let pending = base.replace("volume = {3}", "volume = {50}").replace("科学出版社", "新科学");
        // Killed after the note, before or after the new text took the file's place; then somebody types into it.
        let mut now = if written { pending.clone() } else { base.clone() };
        half_written(&desk, &base, &base, &pending);
        if edited {
            now = now.replace("pages = {1--9}", "pages = {1--19}");
        }
        std::fs::write(desk.path("refs.bib"), &now).expect("written");
        desk.ok(&["sync", "refs.bib"]);
        let (bib, library) = (desk.bib(), desk.library());
        assert!(bib.contains("volume = {50}") && library.contains("\"volume\":\"50\""), "written {written}, edited {edited}: {bib}");
        assert!(bib.contains("新科学") && library.contains("新科学"), "written {written}, edited {edited}");
        let pages = if edited { "1--19" } else { "1--9" };
        assert!(bib.contains(pages) && library.contains(&pages.replace("--", "-")), "written {written}, edited {edited}: {library}");
        desk.in_step();
    }
}

#[test]
fn a_field_typed_after_a_crash_over_the_text_that_came_through_is_an_edit_and_no_conflict() {
    let desk = Desk::new();
    let base = desk.bib();
    desk.ok(&["edit", "li2021", "volume=50"]);
    desk.ok(&["edit", "zhang2020", "publisher=新科学"]);
    let pending = base.replace("volume = {3}", "volume = {50}").replace("科学出版社", "新科学");
    half_written(&desk, &base, &base, &pending);
    std::fs::write(desk.path("refs.bib"), pending.replace("volume = {50}", "volume = {51}")).expect("written");
    desk.ok(&["sync", "refs.bib"]);
    assert!(desk.library().contains("\"volume\":\"51\""));
    desk.in_step();
}

#[test]
fn a_file_replaced_emptied_broken_or_deleted_by_an_editor_costs_nothing() {
    let desk = Desk::new();
    let whole = desk.bib();
    // Saved by renaming another file over it.
    std::fs::write(desk.path("other.tmp"), whole.replace("volume = {3}", "volume = {6}")).expect("written");
    std::fs::rename(desk.path("other.tmp"), desk.path("refs.bib")).expect("renamed");
    desk.ok(&["sync", "refs.bib"]);
    assert!(desk.library().contains("\"volume\":\"6\""));
    let whole = desk.bib();
    for broken in ["", &whole[..whole.len() / 2]] {
        std::fs::write(desk.path("refs.bib"), broken).expect("written");
        let out = desk.run(&["sync", "refs.bib"]);
        assert_eq!(out.status.code(), Some(3), "{broken}");
        assert_eq!(desk.bib(), broken, "a file that is half there is not written over");
        assert!(desk.library().contains("图像识别导论") && desk.library().contains("speech"));
    }
    std::fs::remove_file(desk.path("refs.bib")).expect("removed");
    desk.ok(&["sync", "refs.bib"]);
    assert!(desk.bib().contains("zhang2020") && desk.bib().contains("volume = {6}"), "a deleted file is written anew");
    desk.in_step();
}

#[test]
fn a_file_for_a_manuscript_holds_what_it_cites_and_follows_it() {
    let desk = Desk::new();
    std::fs::write(desk.path("paper.md"), "见 [@li2021]。\n").expect("written");
    desk.ok(&["sync", "paper.bib", "--for", "paper.md"]);
    let bib = || std::fs::read_to_string(desk.path("paper.bib")).expect("read");
    assert!(bib().contains("li2021") && !bib().contains("zhang2020"));
    std::fs::write(desk.path("paper.md"), "见 [@zhang2020]。\n").expect("written");
    desk.ok(&["sync", "paper.bib"]);
    assert!(!bib().contains("li2021") && bib().contains("zhang2020"), "{}", bib());
}

#[test]
fn an_existing_file_and_a_library_are_joined_at_first_without_loss() {
    let desk = Desk::new();
    let own = "@article{li2021, author = {Li, Hua}, title = {On speech recognition}, journal = {Acta}, year = 2021, doi = {10.1000/abc}}\n@book{new1999, author = {Zhao, Y.}, title = {Another book altogether}, year = 1999}\n";
    std::fs::write(desk.path("own.bib"), own).expect("written");
    desk.ok(&["sync", "own.bib"]);
    let bib = std::fs::read_to_string(desk.path("own.bib")).expect("read");
    assert!(bib.contains("volume = {3}") && bib.contains("10.1000/abc") && bib.contains("zhang2020"), "{bib}");
    let library = desk.library();
    assert!(library.contains("10.1000/abc") && library.contains("Another book altogether"), "{library}");
}

#[test]
fn watching_takes_over_what_changes_on_either_side() {
    let desk = Desk::new();
    let mut child = command(desk.folder.path())
        .args(["watch", "refs.bib", "--interval", "60"])
        .stderr(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .expect("starts");
    let wait = |what: &str, done: &dyn Fn() -> bool| {
        let begun = Instant::now();
        while !done() {
            assert!(begun.elapsed() < Duration::from_secs(60), "{what}");
            std::thread::sleep(Duration::from_millis(50));
        }
    };
    std::thread::sleep(Duration::from_millis(300));
    desk.change("volume = {3}", "volume = {12}");
    wait("the file's edit comes into the library", &|| desk.library().contains("\"volume\":\"12\""));
    desk.ok(&["edit", "li2021", "issue=9"]);
    wait("the library's edit comes into the file", &|| desk.bib().contains("number = {9}"));
    let _ = child.kill();
    let _ = child.wait();
    desk.ok(&["sync", "refs.bib"]);
    desk.in_step();
}
