//! Vancouver (NLM): `Berry D, Ikegami M. Title. J Appl Physiol 1986;61(3):1741-8.`

use super::latin_common::{flows, names, names::Form, scan};
use super::style::{Script, Style};
use crate::normalise::Draft;

/// The style: surnames with bare initials, a full stop, the title.
pub const STYLE: Style = Style { name: "vancouver/1", script: Script::Latin, read };

fn read(text: &str) -> Option<Draft> {
    let s = scan(text)?;
    let start = s.start();
    let areas = (start..s.len()).any(|i| s.is(i, '.') && s.is(i + 1, '-') && s.spaced(i + 2));
    if areas || s.has_host() {
        return None;
    }
    let list = names::list(&s, start)?;
    if list.form != Form::Bare
        || !(s.is(list.end, '.') || s.is(list.end - 1, '.') || list.et_al || s.is(list.end, ':'))
        || s.is(list.end, ',')
    {
        return None;
    }
    let from = if s.is(list.end, '.') || s.is(list.end, ':') { list.end + 1 } else { list.end };
    if s.opens(from) && super::latin_common::opening::quotation(&s, from, 1).is_some() {
        return None;
    }
    flows::unquoted(&s, start..list.end, from, &['.'], STYLE.name, 0.94)
}
