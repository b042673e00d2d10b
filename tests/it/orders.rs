//! The order of importing does not matter, and a merge taken back leaves nothing behind.

use crate::tables;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use yinwen::documents::Limits;
use yinwen::library::Library;
use yinwen::store::{records, works};

/// Records as several databases print them: initials, abbreviations, lost fields, another language.
fn files(folder: &Path) -> Vec<PathBuf> {
    let journal = [("Journal of Glaciology and Geocryology", "冰川冻土"), ("Acta Geographica Sinica", "地理学报")];
    let title = [
        ("Response of glaciers to climate in the upper basin", "上游流域冰川对气候的响应"),
        ("Land use on the plateau since the eighties", "八十年代以来高原土地利用变化"),
        ("Soil carbon under planted forests", "人工林土壤碳储量研究"),
        ("Measured growth of lichens on northern walls", "北墙地衣生长的测量"),
    ];
    let people = [
        ("Shi", "Yafeng", "施", "雅风"),
        ("Liu", "Jiyuan", "刘", "纪远"),
        ("Fang", "Jingyun", "方", "精云"),
        ("Ma", "Keming", "马", "克明"),
    ];
    let mut files: Vec<Vec<Value>> = vec![Vec::new(); 4];
    for (i, ((english, chinese), (family, given, xing, ming))) in title.iter().zip(people).enumerate() {
        let (year, volume, page) = (1996 + i, 20 + i, format!("{}-{}", 100 + 31 * i, 108 + 31 * i));
        let base = |id: &str, title: &str, author: Value, journal: &str| {
            json!({"id": format!("{id}{i}"), "type": "article-journal", "title": title, "author": [author], "container-title": journal,
                   "issued": {"date-parts": [[year]]}, "volume": volume.to_string(), "page": page})
        };
        let (je, jz) = journal[i % 2];
        let full = base("full", english, json!({"family": family, "given": given}), je);
        let mut short = base("short", &english.to_uppercase(), json!({"family": family, "given": &given[..1]}), je);
        short["page"] = json!(page.split('-').next());
        let mut poor = base("poor", english, json!({"family": family, "given": given}), "");
        poor["volume"] = json!("");
        let zh = base("zh", chinese, json!({"family": xing, "given": ming}), jz);
        for (file, item) in files.iter_mut().zip([full, short, poor, zh]) {
            file.push(item);
        }
    }
    files
        .into_iter()
        .enumerate()
        .map(|(i, items)| {
            let path = folder.join(format!("{i}.json"));
            std::fs::write(&path, Value::from(items).to_string()).expect("written");
            path
        })
        .collect()
}

/// The works by the ids their records had, with all they say but their keys.
fn grouping(library: &Library) -> BTreeMap<Vec<String>, String> {
    let db = &library.store.db;
    let mut all = BTreeMap::new();
    works::each(db, |work| {
        let mut ids: Vec<String> = records::of_work(db, work.id)?.into_iter().map(|r| r.record.key).collect();
        ids.sort();
        all.insert(ids, serde_json::to_string(&work.record.faces).expect("JSON"));
        Ok(())
    })
    .expect("works");
    all
}

fn imported(files: &[PathBuf], at_once: bool) -> BTreeMap<Vec<String>, String> {
    let folder = tempfile::tempdir().expect("folder");
    let mut library = Library::open(&folder.path().join("l.db")).expect("library");
    if at_once {
        library.add(files, &Limits::default(), |_| true).expect("added");
    } else {
        for file in files {
            library.add(std::slice::from_ref(file), &Limits::default(), |_| true).expect("added");
        }
    }
    grouping(&library)
}

#[test]
fn any_order_of_the_same_files_gives_the_same_works_and_values() {
    let folder = tempfile::tempdir().expect("folder");
    let files = files(folder.path());
    let want = imported(&files, true);
    assert_eq!(want.len(), 4, "{:?}", want.keys());
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2], [2, 3, 1, 0]] {
        let turned: Vec<PathBuf> = order.iter().map(|i| files[*i].clone()).collect();
        for at_once in [true, false] {
            assert_eq!(imported(&turned, at_once), want, "{order:?}, at once: {at_once}");
        }
    }
}

fn dump(library: &Library) -> String {
    tables::dump(&library.store.db)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]
    #[test]
    fn steps_taken_back_in_turn_leave_the_library_as_it_was(steps in proptest::collection::vec((0u8..4, 0usize..4, 0usize..4), 1..6)) {
        let folder = tempfile::tempdir().expect("folder");
        let files = files(folder.path());
        let mut library = Library::open(&folder.path().join("l.db")).expect("library");
        library.add(&files, &Limits::default(), |_| true).expect("added");
        let mut states = vec![dump(&library)];
        for (what, i, j) in steps {
            let (a, b) = (format!("full{i}"), format!("full{j}"));
            let done = match what {
                0 => library.merge(&a, &b),
                1 => library.split(&a, None),
                2 => library.different(&a, &b),
                _ => library.tag(&a, &[format!("tag{j}")]),
            };
            if let Ok(Some(_)) = done {
                states.push(dump(&library));
            }
        }
        while let Some(want) = states.pop() {
            prop_assert_eq!(dump(&library), want);
            if !states.is_empty() {
                library.undo(None).expect("undone");
            }
        }
    }
}
