//! Hayagriva YAML, the bibliography format of Typst (its file format documentation, version 0.9); containers stand in `parent`,
//! a second face in `note` (see `carry`).

mod read;
mod write;

use super::{Format, Input};

/// Hayagriva YAML.
pub const FORMAT: Format = Format {
    name: "hayagriva",
    label: "Hayagriva YAML (Typst)",
    extensions: &["yaml", "yml"],
    detect,
    read: Some(read::read),
    write: Some(write::write),
    slices: None,
};

fn detect(input: &Input) -> u8 {
    let head = input.head();
    let kinds = [
        "article",
        "chapter",
        "entry",
        "anthos",
        "report",
        "thesis",
        "web",
        "book",
        "misc",
        "proceedings",
        "video",
        "blog",
        "newspaper",
        "periodical",
        "patent",
        "reference",
        "repository",
        "manuscript",
        "conference",
        "original",
        "post",
        "audio",
        "artwork",
        "thread",
        "legislation",
        "case",
        "exhibition",
        "performance",
        "scene",
    ];
    let entry = head.lines().any(|l| l.ends_with(':') && !l.starts_with([' ', '-', '#']) && l.len() > 1);
    let typed = head.lines().any(|l| {
        l.trim_start().strip_prefix("type:").is_some_and(|t| kinds.contains(&t.trim().trim_matches(['"', '\'']).to_lowercase().as_str()))
    });
    let top_type = head.lines().any(|l| l.starts_with("type:"));
    if entry && typed && !top_type && !head.contains("cff-version") { 72 } else { 0 }
}
