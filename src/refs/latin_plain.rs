//! Plain and ACM lists: `A. Author and B. Other. Title. Container, 3(2):1–5, 1992.`

use super::latin_common::{flows, names, opening, scan};
use super::style::{Script, Style};
use crate::normalise::Draft;

/// The style: names in natural order, a full stop, the title.
pub const STYLE: Style = Style { name: "plain/1", script: Script::Latin, read };

fn read(text: &str) -> Option<Draft> {
    let s = scan(text)?;
    let start = s.start();
    if s.repeats() {
        return None;
    }
    let list = names::list(&s, start)?;
    let end = opening::people_end(&s, list.end);
    if !opening::natural(list.form) || !(s.is(end, '.') || list.et_al) {
        return None;
    }
    let from = if s.is(end, '.') { end + 1 } else { end };
    if s.is(from, ',') || opening::quotation(&s, from, 1).is_some() {
        return None;
    }
    flows::unquoted(&s, start..end, from, &['.'], STYLE.name, 0.905)
}
