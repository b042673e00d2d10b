//! Bodies as authors in lists without a date behind the name: `World Bank. Title. Washington, DC: World Bank, 1992.`

use super::latin_common::{flows, items, names, opening, scan, tokens::Scan};
use super::style::{Script, Style};
use crate::normalise::Draft;

/// The style: a body's name, a full stop or comma, the title.
pub const STYLE: Style = Style { name: "corporate/1", script: Script::Latin, read };

fn read(text: &str) -> Option<Draft> {
    const LONGEST: usize = 16;
    let s = scan(text)?;
    let start = s.start();
    let stop = (start + 1..s.len().min(start + LONGEST))
        .find(|i| s.is(*i, '.') && items::sentence_end(&s, *i) || s.is(*i, ',') || s.is(*i, ':'))?;
    let by_comma = s.is(stop, ',');
    let collaboration = s.says(stop - 1, "collaboration");
    let body = names::corporate(&s, start, stop) && (start..stop).all(|k| s.cap(k) || s.tok(k).is_none_or(|t| t.len <= 4));
    let firm = collaboration
        || s.tok(start).is_some_and(|t| t.upper)
        || stop - start <= 8 && s.cap(stop + 1) && names::list(&s, start).is_none_or(|l| l.form == names::Form::Full);
    if !body || by_comma && !firm || opening::quotation(&s, stop + 1, 1).is_some() {
        return None;
    }
    if names::list(&s, start).is_some_and(|l| l.end >= stop && l.form != names::Form::Full) {
        return None;
    }
    let part = if by_comma { part_of_body(&s, stop) } else { None };
    let stop = part.unwrap_or(stop);
    let row = items::items(&s, stop + 1, s.len());
    if flows::titleless(&s, &row, false) {
        return None;
    }
    let seps: &[char] = if by_comma { &[',', '.'] } else { &['.'] };
    flows::unquoted(&s, start..stop, stop + 1, seps, STYLE.name, if by_comma && !collaboration { 0.7 } else { 0.8 })
}

/// `National Research Council, Committee on Science, Technology, and Law, Title`: the comma behind the part of the body that
/// follows at the comma `from`.
fn part_of_body(s: &Scan, from: usize) -> Option<usize> {
    const PARTS: [&str; 10] =
        ["committee", "subcommittee", "board", "panel", "commission", "division", "department", "bureau", "office", "section"];
    const LONGEST: usize = 24;
    if !PARTS.iter().any(|w| s.says(from + 1, w)) || !["on", "of", "for", "to"].iter().any(|w| s.says(from + 2, w)) {
        return None;
    }
    let comma = |i: usize| (i + 1..s.len().min(from + LONGEST)).find(|k| s.is(*k, ','));
    let mut at = comma(from)?;
    // Topics in a row end in "and".
    while let Some(next) = comma(at) {
        let listed = s.says(at + 1, "and") || next - at <= 3 && s.says(next + 1, "and");
        if !listed {
            break;
        }
        at = next;
    }
    Some(at)
}
