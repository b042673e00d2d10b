//! Harvard and its kin: `Author, A. (1992) 'Title', Container, 3 (2), pp. 1–5.`

use super::latin_common::{flows, opening, scan};
use super::style::{Script, Style};
use crate::normalise::Draft;

/// The style: names, then the date in parentheses without a full stop behind it.
pub const STYLE: Style = Style { name: "harvard/1", script: Script::Latin, read };

fn read(text: &str) -> Option<Draft> {
    let s = scan(text)?;
    let open = opening::author_date(&s)?;
    if !open.parens || open.mark == '.' {
        return None;
    }
    flows::after_date(&s, &open, STYLE.name, 0.91)
}
