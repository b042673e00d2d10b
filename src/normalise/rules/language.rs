//! The language of each face.

use crate::normalise::draft::Slot;
use crate::normalise::sheet::{Leaf, Sheet};
use crate::text::{language, script};

/// Gives each face without a language that of its title, or of what else it has.
pub fn apply(sheet: &mut Sheet) -> bool {
    for leaf in &mut sheet.leaves {
        if leaf.language.is_empty() {
            leaf.language = of(leaf);
        }
    }
    false
}

fn of(leaf: &Leaf) -> &'static str {
    let title = leaf.get(Slot::Title);
    let own = language::of(title);
    let around = [Slot::Container, Slot::Publisher, Slot::Author];
    if own.is_empty() {
        return around.iter().map(|s| language::of(leaf.get(*s))).find(|l| !l.is_empty()).unwrap_or("");
    }
    // A title of one or two Latin words in a Chinese entry (`ChatGPT[J]. 图书馆杂志`).
    if !script::has_cjk(title)
        && title.split_whitespace().count() <= 2
        && let Some(other) = around.iter().map(|s| leaf.get(*s)).find(|t| script::has_han(t))
    {
        return language::of(other);
    }
    if own == "zh"
        && let Some(other) = around.iter().map(|s| language::of(leaf.get(*s))).find(|l| matches!(*l, "zh-Hant" | "ja"))
    {
        return if title.chars().count() <= 6 || other == "ja" && leaf.get(Slot::Container).chars().any(script::is_kana) {
            other
        } else {
            own
        };
    }
    own
}
