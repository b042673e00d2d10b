//! Proof holds: every citation of every fixture is where it says it is, and says what stands there or names a rule.

use std::path::{Path, PathBuf};
use yinwen::documents::{self, Limits};
use yinwen::library::reading;
use yinwen::model::{Face, Flag, Name, Record, Var};
use yinwen::normalise::fold;

fn documents_below(folder: &Path, all: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|e| e.path()) {
        if path.is_dir() {
            documents_below(&path, all);
        } else if path.extension().is_some_and(|e| e == "txt" || e == "md") && path.file_stem().is_some_and(|n| n != "expected") {
            all.push(path);
        }
    }
}

/// Values a reader would look for in the text: names, titles, numbers.
fn values(face: &Face) -> Vec<(String, String)> {
    let vars = [
        Var::Title,
        Var::ContainerTitle,
        Var::Publisher,
        Var::PublisherPlace,
        Var::Volume,
        Var::Issue,
        Var::Page,
        Var::Doi,
        Var::Url,
        Var::Number,
    ];
    let mut all: Vec<(String, String)> =
        vars.iter().filter(|v| face.has(**v)).map(|v| (v.as_str().to_owned(), face.get(*v).to_owned())).collect();
    for (role, names) in &face.names {
        for name in &names.list {
            match name {
                Name::Literal { literal } => all.push((role.as_str().to_owned(), literal.clone())),
                Name::Person(p) => all.extend([&p.family, &p.given].map(|part| (role.as_str().to_owned(), part.clone()))),
            }
        }
    }
    all
}

fn explained(record: &Record, i: usize, field: &str) -> bool {
    record.evidence.iter().any(|c| c.face as usize == i && c.field == field && !c.rules.is_empty())
}

#[test]
fn every_value_of_every_fixture_is_in_its_text_or_explained_by_a_rule() {
    let mut paths = Vec::new();
    documents_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/documents"), &mut paths);
    documents_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/demo"), &mut paths);
    paths.sort();
    let (mut checked, mut faults) = (0, Vec::new());
    for path in &paths {
        let bytes = std::fs::read(path).expect("fixture");
        let Ok(document) = documents::read(&bytes, path, &Limits::default()) else { continue };
        let chars: Vec<char> = document.text.chars().collect();
        for record in reading::citations(&document) {
            let name = format!("{}:{}", path.file_name().unwrap_or_default().to_string_lossy(), record.place.line);
            let span: String =
                chars.get(record.place.start as usize..record.place.end as usize).map(|c| c.iter().collect()).unwrap_or_default();
            if span != record.raw {
                faults.push(format!("{name}: {span:?} is not {:?}", record.raw));
            }
            // A short form says what the work it points to says.
            if record.flags.has(Flag::ShortForm) {
                continue;
            }
            let text = fold::key(&record.raw);
            for (i, face) in record.faces.iter().enumerate() {
                for (field, value) in values(face) {
                    checked += 1;
                    if !text.contains(&fold::key(&value)) && !explained(&record, i, &field) {
                        faults.push(format!("{name}: {field} {value:?} is neither printed nor explained"));
                    }
                }
            }
        }
    }
    assert!(checked > 300, "only {checked} values were looked at");
    assert!(faults.is_empty(), "{} of {checked}:\n{}", faults.len(), faults.join("\n"));
}
