//! ISO 690, MLA books, Nature: `Author, A. & Other, B. Title. Container 3, 1–5 (1992).`

use super::latin_common::{flows, names, names::Form, opening, scan};
use super::style::{Script, Style};
use crate::normalise::Draft;

/// The style: surname first, a full stop (that of an initial serves), the title.
pub const STYLE: Style = Style { name: "iso690/1", script: Script::Latin, read };

fn read(text: &str) -> Option<Draft> {
    let s = scan(text)?;
    let start = s.start();
    if s.repeats() {
        return flows::unquoted(&s, start..start, start, &['.'], STYLE.name, 0.85);
    }
    let list = names::list(&s, start)?;
    let end = opening::people_end(&s, list.end);
    if !matches!(list.form, Form::Inverted | Form::InvertedFull) {
        return None;
    }
    let dot = s.is(end, '.') || end > 0 && s.is(end - 1, '.');
    if !dot && !list.et_al {
        return None;
    }
    let from = if s.is(end, '.') { end + 1 } else { end };
    if s.is(from, ',') || s.is(from, '(') || s.is(from, ':') || opening::quotation(&s, from, 1).is_some() {
        return None;
    }
    flows::unquoted(&s, start..end, from, &['.'], STYLE.name, 0.9)
}
