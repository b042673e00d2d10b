//! Mathematicians' and notes' form with commas: `A. Author, Title, Container 3 (1992), no. 2, 1–5.`

use super::latin_common::{flows, items, names, opening, scan};
use super::style::{Script, Style};
use crate::normalise::Draft;

/// The style: names in natural order, a comma, the title, a comma.
pub const STYLE: Style = Style { name: "comma/1", script: Script::Latin, read };

fn read(text: &str) -> Option<Draft> {
    let s = scan(text)?;
    let start = s.start();
    if s.repeats() {
        return None;
    }
    let list = names::list(&s, start)?;
    let end = opening::people_end(&s, list.end);
    let comma = s.is(end, ',');
    if !comma && !list.et_al || super::latin_common::numbers::is_year(&s, end + 1) {
        return None;
    }
    let from = if comma { end + 1 } else { end };
    if opening::quotation(&s, from, 1).is_some() {
        return None;
    }
    if opening::quotation(&s, from, 14).is_some_and(|(o, c)| c > o + 4 && c > from + 8 && s.is(o - 1, ',')) {
        return None;
    }
    let row = items::items(&s, from, s.len());
    if flows::titleless(&s, &row, false) {
        return None;
    }
    flows::unquoted(&s, start..end, from, &[',', '.'], STYLE.name, 0.88)
}
