//! Springer LNCS and German lists: `Author, A., Other, B.: Title. Container 3(2), 1–5 (1992)`.

use super::latin_common::words::{AND, FUNC, PARTICLE};
use super::latin_common::{flows, names, names::Form, opening, scan};
use super::style::{Script, Style};
use crate::normalise::Draft;

/// The style: names, a colon, the title.
pub const STYLE: Style = Style { name: "colon/1", script: Script::Latin, read };

fn read(text: &str) -> Option<Draft> {
    let s = scan(text)?;
    let start = s.start();
    if s.repeats() {
        return None;
    }
    let list = names::list(&s, start)?;
    let end = opening::people_end(&s, list.end);
    if !s.is(end, ':') {
        return None;
    }
    if (start..end).any(|k| s.has(k, FUNC) && !s.has(k, PARTICLE | AND) && s.tok(k).is_some_and(|t| t.len > 1)) {
        return None;
    }
    let doubt =
        if list.form == Form::Full && (list.count > 1 && (start..end).any(|k| s.is(k, ',')) || end > start + 4) { 0.3 } else { 0.0 };
    if let Some(quote) = opening::quotation(&s, end + 1, 1) {
        return flows::quoted(&s, start..end, quote, STYLE.name, 0.93 - doubt);
    }
    flows::unquoted(&s, start..end, end + 1, &['.'], STYLE.name, 0.93 - doubt)
}
