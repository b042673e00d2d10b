//! The floors of the house hold: a room names only rooms below its own floor.

use std::{fs, path::Path};

/// Rooms by floor, from the bottom.
const FLOORS: &[&[&str]] =
    &[&["model"], &["text"], &["normalise"], &["refs", "documents", "formats", "dedup"], &["store", "citing"], &["library"], &["cli"]];

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

fn files(folder: &Path, out: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).expect("source folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// Names of rooms that a source text refers to as `crate::room`, also inside `use crate::{…}`.
fn named(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in source.match_indices("crate::") {
        let rest = &source[at + 7..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 1;
            let mut word = String::new();
            let mut first = true;
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                if depth == 1 && (c.is_alphanumeric() || c == '_') && first {
                    word.push(c);
                } else if depth == 1 && c == ',' {
                    found.push(std::mem::take(&mut word));
                    first = true;
                } else if depth == 1 && !c.is_whitespace() {
                    first = false;
                }
                if depth == 0 {
                    found.push(word);
                    break;
                }
            }
        } else {
            found.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    found
}

#[test]
fn a_room_names_only_rooms_below_its_own_floor() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&src, &mut all);
    let mut faults = Vec::new();
    let mut checked = 0;
    for path in all {
        let inside = path.strip_prefix(&src).expect("below src");
        let room = inside.components().next().expect("a name").as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned();
        let Some(own) = floor(&room) else { continue };
        let source = fs::read_to_string(&path).expect("source file");
        for name in named(&source) {
            if name == room {
                continue;
            }
            if let Some(other) = floor(&name) {
                checked += 1;
                if other >= own {
                    faults.push(format!("{} names {name}", inside.display()));
                }
            }
        }
        if source.contains("super::super::") {
            faults.push(format!("{} uses super::super::", inside.display()));
        }
    }
    assert!(checked > 5, "the test must see the uses of rooms");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
