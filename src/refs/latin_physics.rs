//! Physicists' short form without titles: `A. Sinatra and Y. Castin, J. Phys. B 35, 3599 (2002)`.

use super::latin_common::{Build, flows, items, names, opening, scan, tail};
use super::style::{Script, Style};
use crate::normalise::Draft;

/// The style: names, then journal and numbers at once.
pub const STYLE: Style = Style { name: "physics/1", script: Script::Latin, read };

fn read(text: &str) -> Option<Draft> {
    let s = scan(text)?;
    let start = s.start();
    let whole = if flows::soon_numbers(&s, start) { items::items(&s, start, s.len()) } else { Vec::new() };
    if flows::titleless(&s, &whole, false)
        && names::list(&s, start).is_none_or(|l| whole.first().is_some_and(|t| l.end > t.b || !s.is(l.end, ',')))
    {
        let mut b = Build::new(&s, 0.85);
        tail::read(&mut b, &whole, tail::Hint::default());
        return b.finish(STYLE.name);
    }
    let list = names::list(&s, start)?;
    let end = opening::people_end(&s, list.end);
    let from = if s.is(end, ',') || s.is(end, '.') || s.is(end, ':') || s.is(end, ';') { end + 1 } else { end };
    if !flows::soon_numbers(&s, from) {
        return None;
    }
    let row = items::items(&s, from, s.len());
    if !flows::titleless(&s, &row, false) {
        return None;
    }
    let mut b = Build::new(&s, 0.95);
    b.people(start, end);
    tail::read(&mut b, &row, tail::Hint::default());
    if !b.dated {
        b.doubt(0.2);
    }
    b.finish(STYLE.name)
}
