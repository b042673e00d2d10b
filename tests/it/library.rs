//! The library keeps what it was given: undo, changed documents, killed processes, two processes, older schemas.

use crate::tables;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use yinwen::store::{self, MIGRATIONS};

fn yinwen(library: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_yinwen"))
        .arg("--library")
        .arg(library)
        .args(args)
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

fn ok(library: &Path, args: &[&str]) -> String {
    let out = yinwen(library, args);
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).expect("UTF-8")
}

fn items(folder: &Path, name: &str, rows: &[(&str, &str, &str, i32)]) -> PathBuf {
    let items: Vec<_> = rows
        .iter()
        .map(|(key, family, title, year)| {
            serde_json::json!({"id": key, "type": "book", "title": title, "author": [{"family": family, "given": "三"}],
                               "issued": {"date-parts": [[year]]}, "publisher": "科学出版社"})
        })
        .collect();
    let path = folder.join(name);
    std::fs::write(&path, serde_json::to_string(&items).expect("JSON")).expect("written");
    path
}

fn dump(path: &Path) -> String {
    tables::dump(&Connection::open(path).expect("library"))
}

#[test]
fn every_write_can_be_taken_back_exactly() {
    let folder = tempfile::tempdir().expect("folder");
    let library = folder.path().join("l.db");
    let one = items(folder.path(), "one.json", &[("a", "张", "图像识别导论", 2020), ("b", "李", "语音识别导论", 2021)]);
    let two = items(folder.path(), "two.json", &[("c", "王", "机器翻译原理", 2019)]);
    ok(&library, &["add", one.to_str().expect("path")]);
    let start = dump(&library);
    let writes: &[&[&str]] = &[
        &["add", two.to_str().expect("path")],
        &["edit", "a", "title=图像识别", "issued=2020-05", "en.title=Image Recognition"],
        &["tag", "a", "视觉", "to read"],
        &["note", "a", "重要"],
        &["merge", "a", "b"],
        &["different", "a", "b"],
        &["relate", "a", "b", "--as", "edition-of"],
        &["remove", "a"],
        &["rename", "a", "zhang2020new"],
    ];
    for write in writes {
        ok(&library, write);
        assert_ne!(dump(&library), start, "{write:?} changes something");
        ok(&library, &["undo"]);
        assert_eq!(dump(&library), start, "undo of {write:?}");
    }
    ok(&library, &["undo"]);
    assert_eq!(ok(&library, &["list", "--json"]).trim(), "[]");
}

#[test]
fn a_merged_work_can_be_taken_apart_after_later_edits() {
    let folder = tempfile::tempdir().expect("folder");
    let library = folder.path().join("l.db");
    let one = items(folder.path(), "one.json", &[("a", "张", "图像识别导论", 2020), ("b", "李", "语音识别导论", 2021)]);
    ok(&library, &["add", one.to_str().expect("path")]);
    ok(&library, &["merge", "a", "b"]);
    assert!(ok(&library, &["show", "b"]).starts_with("a\n"), "the old key is an alias");
    ok(&library, &["tag", "a", "视觉"]);
    ok(&library, &["split", "a"]);
    let listed = ok(&library, &["list"]);
    assert!(listed.contains("图像识别导论") && listed.contains("语音识别导论"), "{listed}");
    assert!(ok(&library, &["show", "a"]).contains("视觉"), "a later edit stays with the part it was made on");
}

#[test]
fn adding_the_same_file_again_changes_nothing_and_a_changed_file_keeps_decisions() {
    let folder = tempfile::tempdir().expect("folder");
    let library = folder.path().join("l.db");
    let rows = [("a", "张", "图像识别导论", 2020), ("b", "李", "语音识别导论", 2021)];
    let file = items(folder.path(), "one.json", &rows);
    let path = file.to_str().expect("path");
    ok(&library, &["add", path]);
    ok(&library, &["edit", "a", "title=手工改定的题名"]);
    let before = dump(&library);
    ok(&library, &["add", path]);
    assert_eq!(dump(&library), before);
    items(folder.path(), "one.json", &[("a", "张", "图像识别导论（修订）", 2020), ("c", "王", "机器翻译原理", 2019)]);
    ok(&library, &["add", path]);
    let listed = ok(&library, &["list"]);
    assert!(listed.contains("手工改定的题名"), "{listed}");
    assert!(listed.contains("机器翻译原理"), "{listed}");
    assert!(!listed.contains("语音识别导论"), "what no document says any more is gone: {listed}");
    ok(&library, &["undo"]);
    assert_eq!(dump(&library).replace("image", ""), before.replace("image", ""));
}

#[test]
fn rebuilding_gives_the_same_works() {
    let folder = tempfile::tempdir().expect("folder");
    let library = folder.path().join("l.db");
    let one = items(folder.path(), "one.json", &[("a", "张", "图像识别导论", 2020), ("b", "李", "语音识别导论", 2021)]);
    let two = items(folder.path(), "two.json", &[("x", "张", "图像识别导论", 2020)]);
    ok(&library, &["add", one.to_str().expect("path"), two.to_str().expect("path")]);
    let before = dump(&library);
    ok(&library, &["library", "--rebuild"]);
    assert_eq!(dump(&library), before);
}

#[test]
fn every_record_has_a_work_however_many_come_at_once() {
    let folder = tempfile::tempdir().expect("folder");
    for n in [1, 31, 32, 33, 50, 63, 64, 65, 100, 200] {
        let rows: Vec<(String, String)> = (0..n).map(|k| (format!("k{k}"), format!("第{k}种文献"))).collect();
        let rows: Vec<(&str, &str, &str, i32)> = rows.iter().map(|(k, t)| (k.as_str(), "张", t.as_str(), 1800 + k.len() as i32)).collect();
        let file = items(folder.path(), &format!("{n}.json"), &rows);
        let library = folder.path().join(format!("{n}.db"));
        ok(&library, &["add", file.to_str().expect("path")]);
        let count = |sql: &str| -> i64 { Connection::open(&library).expect("library").query_row(sql, [], |r| r.get(0)).expect("count") };
        assert_eq!(count("SELECT count(*) FROM record"), n);
        assert_eq!(count("SELECT count(*) FROM record WHERE id NOT IN (SELECT record FROM member)"), 0, "{n} records");
    }
}

#[test]
fn a_killed_process_leaves_a_whole_library_and_the_next_run_completes_it() {
    let folder = tempfile::tempdir().expect("folder");
    let docs = folder.path().join("docs");
    std::fs::create_dir(&docs).expect("folder");
    for i in 0..24 {
        let rows: Vec<(String, String)> = (0..10).map(|k| (format!("k{i}x{k}"), format!("第{i}种文献之{k}"))).collect();
        let rows: Vec<(&str, &str, &str, i32)> = rows.iter().map(|(k, t)| (k.as_str(), "张", t.as_str(), 1900 + i)).collect();
        items(&docs, &format!("{i:03}.json"), &rows);
    }
    let whole = folder.path().join("whole.db");
    ok(&whole, &["add", docs.to_str().expect("path")]);
    let want = ok(&whole, &["list", "--json"]).lines().count();
    for wait in [1u64, 20, 60, 150, 300] {
        let library = folder.path().join(format!("killed{wait}.db"));
        let mut child = Command::new(env!("CARGO_BIN_EXE_yinwen"))
            .arg("--library")
            .arg(&library)
            .arg("add")
            .arg(&docs)
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        std::thread::sleep(std::time::Duration::from_millis(wait));
        let _ = child.kill();
        let _ = child.wait();
        // What was committed and not derived is derived by whoever opens the library next.
        ok(&library, &["list"]);
        let count = |sql: &str| -> i64 { Connection::open(&library).expect("library").query_row(sql, [], |r| r.get(0)).expect("count") };
        assert_eq!(count("SELECT count(*) FROM stale"), 0);
        assert_eq!(count("SELECT count(*) FROM record WHERE id NOT IN (SELECT record FROM member)"), 0, "killed at {wait} ms");
        assert_eq!(count("SELECT count(*) FROM record WHERE id NOT IN (SELECT record FROM block)"), 0, "killed at {wait} ms");
        ok(&library, &["add", docs.to_str().expect("path")]);
        assert!(ok(&library, &["library"]).contains("ok"), "integrity after a kill at {wait} ms");
        assert_eq!(ok(&library, &["list", "--json"]).lines().count(), want, "completed after a kill at {wait} ms");
    }
}

/// A file so large that it is written in several transactions; every tenth entry repeats the one before in other words.
fn large_file(folder: &Path) -> PathBuf {
    let entry = |i: usize| {
        let (work, title) = if i % 10 == 9 { (i - 1, "A Study of Lichens on Wall ") } else { (i, "A study of lichens on wall ") };
        let doi = format!("10.1000/lichen.{work}");
        format!(
            "@article{{k{i},\n  author = {{Mosskeeper, Nora and Hill, A.}},\n  title = {{{title}{work}}},\n  journal = {{Lichenology}},\n  \
             year = {{{}}},\n  doi = {{{doi}}}\n}}\n",
            1900 + work % 100
        )
    };
    let path = folder.join("large.bib");
    std::fs::write(&path, (0..7_000).map(entry).collect::<String>()).expect("written");
    path
}

#[test]
fn a_large_file_cut_off_between_two_transactions_ends_as_if_it_never_was() {
    let folder = tempfile::tempdir().expect("folder");
    let file = large_file(folder.path());
    let (whole, cut) = (folder.path().join("whole.db"), folder.path().join("cut.db"));
    ok(&whole, &["add", file.to_str().expect("path")]);
    ok(&cut, &["library"]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_yinwen"))
        .arg("--library")
        .arg(&cut)
        .arg("add")
        .arg(&file)
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let looking = Connection::open(&cut).expect("library");
    let count = |db: &Connection, sql: &str| -> i64 { db.query_row(sql, [], |r| r.get(0)).expect("count") };
    while count(&looking, "SELECT count(*) FROM record") == 0 && child.try_wait().expect("runs").is_none() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    let _ = child.kill();
    let _ = child.wait();
    assert_eq!(count(&looking, "SELECT count(*) FROM document WHERE hash = ''"), 1, "the process was killed within the file");
    assert!((1..7_000).contains(&count(&looking, "SELECT count(*) FROM record")));
    drop(looking);
    ok(&cut, &["add", file.to_str().expect("path")]);
    // Decisions were written in another order, and have other ids.
    let without_ids = |path: &Path| -> Vec<String> {
        let mut all: Vec<String> = dump(path)
            .lines()
            .map(|l| if l.starts_with("decision") { l.split_once(',').map_or(l, |(_, rest)| rest) } else { l }.to_owned())
            .collect();
        all.sort();
        all
    };
    assert!(without_ids(&cut) == without_ids(&whole), "what the cut file left differs from the whole");
    assert_eq!(ok(&cut, &["export", "--to", "biblatex"]), ok(&whole, &["export", "--to", "biblatex"]));
    assert_eq!(count(&Connection::open(&cut).expect("library"), "SELECT count(*) FROM work"), 6_300);
}

#[test]
fn a_second_process_waits_and_goes_on() {
    let folder = tempfile::tempdir().expect("folder");
    let library = folder.path().join("l.db");
    let files: Vec<PathBuf> =
        (0..4).map(|i| items(folder.path(), &format!("{i}.json"), &[(&format!("k{i}"), "张", &format!("题名{i}号"), 2000 + i)])).collect();
    let children: Vec<_> = files
        .iter()
        .map(|f| {
            Command::new(env!("CARGO_BIN_EXE_yinwen"))
                .arg("--library")
                .arg(&library)
                .arg("add")
                .arg(f)
                .stderr(Stdio::piped())
                .spawn()
                .expect("the program starts")
        })
        .collect();
    for child in children {
        let out = child.wait_with_output().expect("ends");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    }
    assert_eq!(ok(&library, &["list", "--ndjson"]).lines().count(), 4);
}

#[test]
fn libraries_of_every_older_version_open_and_migrating_twice_changes_nothing() {
    let folder = tempfile::tempdir().expect("folder");
    for version in 0..=MIGRATIONS.len() {
        let path = folder.path().join(format!("v{version}.db"));
        {
            let db = Connection::open(&path).expect("made");
            for (_, sql) in &MIGRATIONS[..version] {
                db.execute_batch(sql).expect("migration");
            }
            db.pragma_update(None, "user_version", version as u32).expect("version");
        }
        let mut opened = store::Store::open(&path).expect("opens");
        let tables =
            |db: &Connection| -> String { db.query_row("SELECT group_concat(sql) FROM sqlite_master", [], |r| r.get(0)).expect("schema") };
        let before = tables(&opened.db);
        store::migrate(&mut opened.db).expect("migrates again");
        assert_eq!(tables(&opened.db), before);
        let newest: u32 = opened.db.pragma_query_value(None, "user_version", |r| r.get(0)).expect("version");
        assert_eq!(newest as usize, MIGRATIONS.len());
    }
    let newer = folder.path().join("newer.db");
    Connection::open(&newer).expect("made").pragma_update(None, "user_version", 99).expect("version");
    let out = yinwen(&newer, &["list"]);
    assert_eq!(out.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&out.stderr).contains("newer version"));
}

#[test]
fn wrong_paths_and_keys_fail_with_a_message_and_their_exit_code() {
    let folder = tempfile::tempdir().expect("folder");
    let library = folder.path().join("l.db");
    for (args, code) in [
        (&["add", "nothing-here.pdf"][..], 3),
        (&["show", "nokey"], 3),
        (&["export", "--to", "nonsense"], 2),
        (&["edit", "a", "titel=x"], 2),
    ] {
        let out = yinwen(&library, args);
        assert_eq!(out.status.code(), Some(code), "{args:?}");
        assert!(String::from_utf8_lossy(&out.stderr).contains("error"), "{args:?}");
    }
    let text = folder.path().join("no-library.db");
    std::fs::write(&text, "this is no database, only a text that is long enough to be looked at as one").expect("written");
    let out = yinwen(&text, &["list"]);
    assert_eq!(out.status.code(), Some(3));
    assert_eq!(std::fs::read_to_string(&text).expect("kept").len(), 75, "a file that is no library is left as it is");
}

#[test]
fn binary_empty_and_broken_files_are_named_and_never_reach_the_terminal_raw() {
    let folder = tempfile::tempdir().expect("folder");
    let library = folder.path().join("l.db");
    let noise: Vec<u8> = (0..4000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let broken =
        b"@article{a, title={A title that is long enough for a text}\n\n@book{b\x1b[31m, title={Another title}, year=2000}\n".to_vec();
    for (name, bytes, said) in [
        ("noise.bib", noise.clone(), "not a document"),
        ("noise.txt", noise, "not a document"),
        ("empty.bib", Vec::new(), "empty"),
        ("empty.txt", Vec::new(), "empty"),
        ("empty.pdf", Vec::new(), "empty"),
        ("broken.bib", broken, "broken.bib:1"),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        let out = yinwen(&library, &["add", &path.to_string_lossy()]);
        let told = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!(out.status.code(), Some(4), "{name}: {told}");
        assert!(told.contains(name) && told.contains(said), "{name}: {told}");
        assert!(!told.chars().any(|c| c.is_control() && c != '\n'), "{name}: {told:?}");
    }
    assert_eq!(ok(&library, &["list"]).lines().count(), 2, "what could be read of the broken file is kept");
}

#[test]
fn what_documents_cite_loads_in_hayagriva_as_biblatex() {
    let folder = tempfile::tempdir().expect("folder");
    let mut sources = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/demo")];
    sources.extend(std::env::var_os("YINWEN_CORPUS").map(|c| Path::new(&c).join("seeds")));
    for (i, source) in sources.iter().enumerate() {
        let library = folder.path().join(format!("{i}.db"));
        ok(&library, &["add", source.to_str().expect("path")]);
        let works = ok(&library, &["list", "--ndjson"]).lines().count();
        let written = ok(&library, &["export", "--to", "biblatex"]);
        let read = hayagriva::io::from_biblatex_str(&written).unwrap_or_else(|e| panic!("{}: {e:?}", source.display()));
        assert!(works > 5 && read.len() >= works, "{}: {} of {works}", source.display(), read.len());
    }
}
