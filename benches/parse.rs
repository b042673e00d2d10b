//! Speed of parsing reference strings on one core, by script, style and reader.
//!
//!     cargo bench --bench parse
//!
//! The strings are those of `fixtures/refs`, and the records of `fixtures/styles/records.json` printed in four styles.
//! A string counts as one that the rules decide where the labeller is not asked for it. Every figure is the best of five
//! runs in processor time of the thread; what is timed is all that `yinwen parse` does with a line: reading, finishing, and
//! the CSL-JSON with its evidence.

mod timing;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use yinwen::citing::{self, Options, Order, Style};
use yinwen::formats::{self, Input, csl_json};
use yinwen::model::Record;
use yinwen::refs::{self, Context};

/// References read in one run of a group, at least.
const ENOUGH: usize = 20_000;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (style, text) in strings(&root.join("refs")).into_iter().chain(printed(&root.join("styles/records.json"))) {
        let script = if yinwen::text::script::has_han(&text) { "Chinese" } else { "Latin" };
        if refs::decided_by_rules(&text) {
            groups.entry(format!("by rules: {script}")).or_default().push(text.clone());
            groups.entry(format!("by rules: {script}, {style}")).or_default().push(text);
        } else {
            groups.entry(format!("by the labeller too: {script}")).or_default().push(text);
        }
    }
    for (name, texts) in &groups {
        let rounds = ENOUGH.div_ceil(texts.len());
        let (took, count) = timing::best(&mut || (0..rounds).map(|_| texts.iter().map(|t| parsed(t)).sum::<usize>()).sum());
        println!("{name:52} {:4} strings {:9.0} references/s", texts.len(), count as f64 / took.as_secs_f64());
    }
}

/// What `yinwen parse` does with a line; counts one.
fn parsed(line: &str) -> usize {
    let mut records = refs::parse(line, Context::Entry);
    refs::resolve(&mut records);
    for record in &records {
        black_box(csl_json::item_text(record, true).len());
    }
    1
}

/// The strings of the fixtures with their style.
fn strings(folder: &Path) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for style in std::fs::read_dir(folder).expect("fixtures").flatten() {
        let name = style.file_name().to_string_lossy().into_owned();
        if matches!(name.as_str(), "none" | "short" | "address") {
            continue;
        }
        let mut cases: Vec<_> =
            std::fs::read_dir(style.path()).into_iter().flatten().flatten().map(|c| c.path().join("input.txt")).collect();
        cases.sort();
        for text in cases.iter().filter_map(|c| std::fs::read_to_string(c).ok()) {
            out.push((name.clone(), text.trim().to_owned()));
        }
    }
    out
}

/// The records printed in some styles.
fn printed(file: &Path) -> Vec<(String, String)> {
    let bytes = std::fs::read(file).expect("records");
    let read = formats::find("csl-json").and_then(|f| f.read).expect("a format that can be read");
    let records: Vec<Record> = read(&Input::new(&bytes, Path::new(""))).expect("records").records;
    let options = Options { order: Order::Given, ..Options::default() };
    let mut out = Vec::new();
    for name in ["gb-t-7714-2015-numeric", "gb-t-7714-2025-author-date", "apa", "elsevier-vancouver"] {
        let style = Style::find(name).expect("a bundled style");
        for entry in citing::bibliography(&records, &style, &options) {
            out.push((format!("printed in {name}"), entry.text().replace('\n', " ")));
        }
    }
    out
}
