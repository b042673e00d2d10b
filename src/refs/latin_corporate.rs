//! Bodies as authors in lists without a date behind the name: `World Bank. Title. Washington, DC: World Bank, 1992.`

use super::latin_common::{flows, items, names, opening, scan};
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
    let row = items::items(&s, stop + 1, s.len());
    if flows::titleless(&s, &row, false) {
        return None;
    }
    let seps: &[char] = if by_comma { &[',', '.'] } else { &['.'] };
    flows::unquoted(&s, start..stop, stop + 1, seps, STYLE.name, if by_comma && !collaboration { 0.7 } else { 0.8 })
}
