//! What hangs together in a library: bridges, what no longer holds, what is asked, crowds.

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use yinwen::documents::Limits;
use yinwen::library::Library;
use yinwen::store::{records, works};

fn file(folder: &Path, name: &str, items: &[Value]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, Value::from(items.to_vec()).to_string()).expect("written");
    path
}

fn open(folder: &Path) -> Library {
    Library::open(&folder.join("l.db")).expect("library")
}

fn add(library: &mut Library, files: &[PathBuf]) {
    library.add(files, &Limits::default(), |_| true).expect("added");
}

/// The keys the records of each work came with.
fn grouping(library: &Library) -> Vec<Vec<String>> {
    let db = &library.store.db;
    let mut all = Vec::new();
    works::each(db, |work| {
        let mut ids: Vec<String> = records::of_work(db, work.id)?.into_iter().filter(|r| r.active).map(|r| r.record.key).collect();
        ids.sort();
        all.push(ids);
        Ok(())
    })
    .expect("works");
    all.sort();
    all
}

fn article(id: &str, fields: Value) -> Value {
    let mut item = json!({"id": id, "type": "article-journal", "author": [{"family": "Quill", "given": "Zacharias"}],
                          "issued": {"date-parts": [[2001]]}, "container-title": "Journal of Northern Botany"});
    if let (Value::Object(item), Value::Object(fields)) = (&mut item, fields) {
        item.extend(fields);
    }
    item
}

const TITLE: &str = "Measured growth of lichens on northern walls";

#[test]
fn two_records_that_only_a_third_joins_are_one_work_in_any_order() {
    let place = json!({"volume": "12", "page": "101-118", "DOI": "10.1234/jnb.12.101"});
    let mut whole = place.clone();
    whole["title"] = json!(TITLE);
    let items = [article("place", place), article("words", json!({"title": TITLE})), article("whole", whole)];
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [0, 2, 1]] {
        let folder = tempfile::tempdir().expect("folder");
        let mut library = open(folder.path());
        for i in order {
            let path = file(folder.path(), &format!("{i}.json"), &items[i..=i]);
            add(&mut library, &[path]);
        }
        assert_eq!(grouping(&library), [["place", "whole", "words"]], "{order:?}");
    }
}

#[test]
fn taking_one_record_out_of_a_work_leaves_the_others_together() {
    let folder = tempfile::tempdir().expect("folder");
    let mut library = open(folder.path());
    let items = ["one", "two", "three"].map(|id| article(id, json!({"title": TITLE, "volume": "12", "page": "101-118"})));
    add(&mut library, &[file(folder.path(), "all.json", &items)]);
    let work = library.work("one").expect("work");
    library.split("one", Some(work.id)).expect("split");
    assert_eq!(grouping(&library), [vec!["one"], vec!["three", "two"]], "they are one without the record that was taken out");
    library.undo(None).expect("undone");
    assert_eq!(grouping(&library), [["one", "three", "two"]]);
    library.split("one", None).expect("split");
    assert_eq!(grouping(&library).len(), 3);
    let more = article("four", json!({"title": TITLE, "volume": "12", "page": "101-118"}));
    add(&mut library, &[file(folder.path(), "more.json", &[more])]);
    assert_eq!(grouping(&library).len(), 3, "what a person has told apart is not joined through a new record");
}

#[test]
fn a_record_that_was_corrected_leaves_the_work_it_no_longer_belongs_to() {
    let folder = tempfile::tempdir().expect("folder");
    let mut library = open(folder.path());
    let right = article("right", json!({"title": TITLE, "volume": "12", "page": "101-118"}));
    let wrong = article("wrong", json!({"title": TITLE, "volume": "12", "page": "101-118"}));
    add(&mut library, &[file(folder.path(), "a.json", &[right]), file(folder.path(), "b.json", &[wrong])]);
    assert_eq!(grouping(&library).len(), 1);
    let corrected = article(
        "wrong",
        json!({"title": "Salt in the sediments of a drained lake", "volume": "31", "page": "7-19",
                                            "author": [{"family": "Harrow", "given": "Judith"}], "issued": {"date-parts": [[1987]]}}),
    );
    add(&mut library, &[file(folder.path(), "b.json", &[corrected])]);
    assert_eq!(grouping(&library), [["right"], ["wrong"]]);
    library.undo(None).expect("undone");
    assert_eq!(grouping(&library).len(), 1, "and is back when that is taken back");
}

#[test]
fn taking_back_a_file_that_only_brought_repeats_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("folder");
    let mut library = open(folder.path());
    let one = article("one", json!({"title": TITLE, "volume": "12", "page": "101-118"}));
    let two = article("two", json!({"title": TITLE, "volume": "12", "page": "101"}));
    add(&mut library, &[file(folder.path(), "a.json", &[one])]);
    let before = crate::tables::dump(&library.store.db);
    add(&mut library, &[file(folder.path(), "b.json", &[two])]);
    assert_eq!(grouping(&library), [["one", "two"]]);
    library.undo(None).expect("undone");
    assert_eq!(crate::tables::dump(&library.store.db), before);
}

#[test]
fn a_pair_that_only_its_companions_keep_apart_is_asked_about() {
    let one = |id: &str| article(id, json!({"title": TITLE, "volume": "12", "page": "101-118"}));
    let other = |id: &str| article(id, json!({"title": TITLE, "volume": "14", "page": "377-390"}));
    let items = [one("a1"), one("a2"), other("b1"), other("b2"), article("poor", json!({"title": TITLE}))];
    for order in [[0, 1, 2, 3, 4], [4, 2, 3, 0, 1], [0, 4, 2, 1, 3]] {
        for at_once in [true, false] {
            let folder = tempfile::tempdir().expect("folder");
            let mut library = open(folder.path());
            let files: Vec<PathBuf> = order.iter().map(|i| file(folder.path(), &format!("{i}.json"), &items[*i..=*i])).collect();
            if at_once {
                add(&mut library, &files);
            } else {
                files.iter().for_each(|f| add(&mut library, std::slice::from_ref(f)));
            }
            assert_eq!(grouping(&library).len(), 2, "{order:?} {at_once}: {:?}", grouping(&library));
            assert_eq!(library.questions().expect("questions").len(), 1, "{order:?} {at_once}");
        }
    }
}

#[test]
fn a_copy_is_found_among_a_hundred_pieces_of_the_same_title() {
    let title = "Notes on the flora of the region";
    let crowd: Vec<Value> = (0..100)
        .map(|i| {
            let name: String = [i / 10, i % 10].iter().map(|d| char::from(b'b' + *d as u8)).collect();
            let family = format!("M{name}arrow");
            article(
                &format!("c{i}"),
                json!({"title": title, "author": [{"family": family, "given": "Otto"}],
                                            "issued": {"date-parts": [[1890 + i]]}, "container-title": ""}),
            )
        })
        .collect();
    let whole = article("whole", json!({"title": title, "page": "5-9"}));
    let poor = article("poor", json!({"title": title, "author": [{"family": "Quill", "given": "Z."}]}));
    for split in [true, false] {
        let folder = tempfile::tempdir().expect("folder");
        let mut library = open(folder.path());
        let mut files = vec![file(folder.path(), "crowd.json", &crowd)];
        files.push(file(folder.path(), "whole.json", std::slice::from_ref(&whole)));
        files.push(file(folder.path(), "poor.json", std::slice::from_ref(&poor)));
        if split {
            files.iter().for_each(|f| add(&mut library, std::slice::from_ref(f)));
        } else {
            add(&mut library, &files);
        }
        assert!(grouping(&library).contains(&vec!["poor".to_owned(), "whole".to_owned()]), "in parts: {split}");
        assert_eq!(grouping(&library).len(), 101);
        let blocks = |library: &Library| -> i64 {
            library.store.db.query_row("SELECT sum(record * 31 + key % 1000003) FROM block", [], |r| r.get(0)).expect("sum")
        };
        let before = blocks(&library);
        let last = article("last", json!({"title": title, "issued": {"date-parts": [[2011]]}}));
        add(&mut library, &[file(folder.path(), "last.json", &[last])]);
        assert_ne!(blocks(&library), before);
        library.undo(None).expect("undone");
        assert_eq!(blocks(&library), before, "undo takes back what a crowd was divided by");
    }
}
