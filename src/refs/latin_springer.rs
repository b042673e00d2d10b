//! Springer LNCS and German lists: `Author, A., Other, B.: Title. Container 3(2), 1–5 (1992)`.

use super::Style;
use super::latin_common::{flows, names, opening, scan};
use crate::normalise::Draft;

/// The style: names, a colon, the title.
pub const STYLE: Style = Style { name: "colon/1", read };

fn read(text: &str) -> Option<Draft> {
    let s = scan(text)?;
    let start = s.start();
    let list = names::list(&s, start)?;
    let end = opening::people_end(&s, list.end);
    if !s.is(end, ':') {
        return None;
    }
    if let Some(quote) = opening::quotation(&s, end + 1, 1) {
        return flows::quoted(&s, start..end, quote, STYLE.name, 0.93);
    }
    flows::unquoted(&s, start..end, end + 1, &['.'], STYLE.name, 0.93)
}
