//! MLA: `Author, Ann, and Bob Other. “Title.” Container, vol. 3, no. 2, 1992, pp. 1–5.`

use super::latin_common::{flows, names::Form, opening, scan};
use super::style::{Script, Style};
use crate::normalise::Draft;

/// The style: surname first, then the title in quotation marks.
pub const STYLE: Style = Style { name: "mla/1", script: Script::Latin, read };

fn read(text: &str) -> Option<Draft> {
    let s = scan(text)?;
    let start = s.start();
    let quote = opening::quotation(&s, start, 200)?;
    let (list, doubt) = opening::people_before(&s, start, quote.0)?;
    if doubt > 0.0 || !list.is_some_and(|l| matches!(l.form, Form::Inverted | Form::InvertedFull | Form::Bare)) {
        return None;
    }
    flows::quoted(&s, start..quote.0, quote, STYLE.name, 0.935)
}
