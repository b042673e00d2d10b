//! Chicago notes: `Heath B. Author, “Title,” Container 3, no. 2 (1992): 1–5`; books in `latin_book_note`.

use super::latin_common::{flows, names::Form, opening, scan};
use super::style::{Script, Style};
use crate::normalise::Draft;

/// The style: names in natural order or a body, then the title in quotation marks.
pub const STYLE: Style = Style { name: "chicago-note/1", script: Script::Latin, read };

fn read(text: &str) -> Option<Draft> {
    let s = scan(text)?;
    let start = s.start();
    let quote = opening::quotation(&s, start, 200)?;
    if quote.0 == start {
        return flows::quoted(&s, start..start, quote, STYLE.name, 0.85);
    }
    let Some((list, doubt)) = opening::people_before(&s, start, quote.0) else {
        let number = (s.is(quote.0 - 1, ':') || s.is(quote.0 - 1, ','))
            && quote.0 - start <= 9
            && s.cap(start) | s.tok(start).is_some_and(|t| t.upper);
        return if number { flows::quoted(&s, start..start, quote, STYLE.name, 0.75) } else { None };
    };
    if list.is_some_and(|l| l.form != Form::Full) && doubt == 0.0 {
        return None;
    }
    flows::quoted(&s, start..quote.0, quote, STYLE.name, 0.94 - doubt)
}
