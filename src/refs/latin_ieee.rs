//! IEEE: `A. Author and B. Other, “Title,” Container, vol. 3, no. 2, pp. 1–5, Mar. 1992.`

use super::latin_common::{flows, names::Form, opening, scan};
use super::style::{Script, Style};
use crate::normalise::Draft;

/// The style: initials and surname, then the title in quotation marks.
pub const STYLE: Style = Style { name: "ieee/1", script: Script::Latin, read };

fn read(text: &str) -> Option<Draft> {
    let s = scan(text)?;
    let start = s.start();
    let quote = opening::quotation(&s, start, 200)?;
    let (list, doubt) = opening::people_before(&s, start, quote.0)?;
    if !list.is_some_and(|l| l.form == Form::Initials) {
        return None;
    }
    flows::quoted(&s, start..quote.0, quote, STYLE.name, 0.95 - doubt)
}
