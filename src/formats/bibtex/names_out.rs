//! Names as BibTeX lists.

use super::unlatex;
use crate::model::{Name, Names};

/// A name list for a field; `others` where it was cut short.
pub fn list(names: &Names, ascii: bool) -> String {
    let mut out = String::new();
    for name in &names.list {
        if !out.is_empty() {
            out.push_str(" and ");
        }
        out.push_str(&one(name, ascii));
    }
    if names.et_al {
        out.push_str(if out.is_empty() { "others" } else { " and others" });
    }
    out
}

fn one(name: &Name, ascii: bool) -> String {
    let p = match name {
        Name::Literal { literal } => return format!("{{{}}}", unlatex::text(literal, ascii)),
        Name::Person(p) => p,
    };
    let part = |s: &str| unlatex::plain(s, ascii);
    let von = if p.non_dropping_particle.is_empty() { &p.dropping_particle } else { &p.non_dropping_particle };
    let family = whole(&p.family, &part(&p.family), true);
    let family = if von.is_empty() { family } else { format!("{} {family}", small(von, &part(von))) };
    let given = whole(&p.given, &part(&p.given), false);
    match (p.suffix.is_empty(), given.is_empty()) {
        (true, true) if von.is_empty() => format!("{{{}}}", part(&p.family)),
        (true, true) => format!("{family},"),
        (true, false) => format!("{family}, {given}"),
        (false, _) => format!("{family}, {}, {given}", whole(&p.suffix, &part(&p.suffix), false)),
    }
}

/// A part in braces where BibTeX would divide it otherwise.
fn whole(text: &str, latex: &str, family: bool) -> String {
    let divides = |w: &str| w.eq_ignore_ascii_case("and");
    let mut words = text.split_whitespace();
    let small = family && text.contains(char::is_whitespace) && words.clone().any(|w| w.chars().next().is_some_and(char::is_lowercase));
    if text.contains(',') || small || words.any(divides) || text.contains('=') { format!("{{{latex}}}") } else { latex.to_owned() }
}

/// Particles must begin small to be particles.
fn small(text: &str, latex: &str) -> String {
    let mut words = text.split_whitespace();
    if words.all(|w| w.chars().next().is_some_and(char::is_lowercase)) { latex.to_owned() } else { format!("{{\\relax}}{latex}") }
}
