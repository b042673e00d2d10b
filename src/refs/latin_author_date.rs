//! Chicago author–date and the lists of the sciences: `Author, A., and B. Other. 1992. Title. Container 3 (2): 1–5.`

use super::latin_common::{flows, opening, scan};
use super::style::{Script, Style};
use crate::normalise::Draft;

/// The style: names, then the bare year.
pub const STYLE: Style = Style { name: "author-date/1", script: Script::Latin, read };

fn read(text: &str) -> Option<Draft> {
    let s = scan(text)?;
    let open = opening::author_date(&s)?;
    if open.parens {
        return None;
    }
    flows::after_date(&s, &open, STYLE.name, 0.925)
}
