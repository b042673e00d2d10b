//! Names: order, initials, particles, "and" and et al., labels, substitutes.

use super::disambiguation::Given;
use super::element::{NameOptions, NamesElement};
use super::eval::{Context, Seen};
use super::locale::{self, Locale};
use super::numbers;
use super::out::Out;
use crate::citing::rich::Format;
use crate::model::{Name, Names, Person};
use crate::text::script::{has_cjk, is_cjk, is_hangul};
use std::borrow::Cow;
use std::sync::Arc;

/// What a names element prints.
pub fn render<'a>(cx: &Context<'a>, el: &'a NamesElement, around: Format) -> (Out, Seen) {
    let own = variables(cx, el, el, around);
    if !own.is_empty() {
        return (own, Seen::FILLED);
    }
    for child in &el.substitute {
        let out = cx.substitute(child, el, around);
        if !out.is_empty() {
            return (cx.dressed_group(out, &el.dress, around), Seen::FILLED);
        }
    }
    (Out::default(), Seen::EMPTY)
}

/// The variables of an element in the manner of `manner`: itself, or the element whose substitute it is.
pub fn variables(cx: &Context, el: &NamesElement, manner: &NamesElement, around: Format) -> Out {
    let options = manner.options.or(cx.inherited);
    let format = el.dress.over(around);
    let mut lists: Vec<(Cow<str>, &Names)> = Vec::new();
    for name in &el.names {
        if let Some(names) = cx.item.names(name).filter(|_| !cx.is_suppressed(name)) {
            cx.note_use(name);
            lists.push((Cow::Borrowed(name), names));
        }
    }
    // The same persons as editors and translators are named once.
    if let [(a, x), (b, y)] = lists.as_slice()
        && x.list == y.list
        && matches!((&**a, &**b), ("editor", "translator") | ("translator", "editor"))
    {
        let both = *x;
        lists = vec![(Cow::Borrowed("editortranslator"), both)];
    }
    if options.form.as_deref() == Some("count") {
        let count: usize = lists.iter().map(|(_, n)| shown(n, &options, cx).0).sum();
        return if count == 0 { Out::default() } else { Out::text(count.to_string(), format) };
    }
    let delimiter =
        if el.dress.delimiter.is_empty() { options.names_delimiter.clone().unwrap_or_default() } else { el.dress.delimiter.clone() };
    let mut out = Out::default();
    for (role, names) in &lists {
        let body = labelled(cx, manner, role, names, &options, format);
        if !out.is_empty() && !body.is_empty() {
            out.push(&delimiter, format, cx.in_quote());
        }
        out.append(body, cx.in_quote());
    }
    cx.dressed(out, &el.dress, around)
}

fn labelled(cx: &Context, el: &NamesElement, role: &str, names: &Names, options: &NameOptions, format: Format) -> Out {
    let list = list(cx, el, names, options, el.name_dress.over(format)).affixed(
        &el.name_dress.prefix,
        &el.name_dress.suffix,
        format,
        cx.in_quote(),
    );
    let Some(label) = el.label.as_ref().filter(|_| !cx.sorting) else { return list };
    let plural = match label.plural.as_str() {
        "always" => true,
        "never" => false,
        _ => names.list.len() > 1 || names.et_al,
    };
    let term = cx.locale.term(role, &label.form, plural).unwrap_or("").to_owned();
    let term = if label.dress.strip_periods { term.replace('.', "") } else { term };
    let label_out = cx.dressed(cx.cased(Out::text(term, label.dress.over(format)), &label.dress), &label.dress, format);
    let (mut first, second) = if label.before { (label_out, list) } else { (list, label_out) };
    first.append(second, cx.in_quote());
    first
}

/// How many names are printed, and whether the list is cut.
fn shown(names: &Names, options: &NameOptions, cx: &Context) -> (usize, bool) {
    let n = names.list.len();
    let more = if cx.place.in_bibliography || cx.sorting { 0 } else { cx.place.apart.names };
    let (min, first) = if cx.place.is_later() && options.subsequent_min.is_some() {
        (options.subsequent_min, options.subsequent_use_first.or(options.et_al_use_first))
    } else {
        (options.et_al_min, options.et_al_use_first)
    };
    match (min, first) {
        (Some(min), Some(first)) if n >= min && first.max(more) < n => (first.max(more).max(1), true),
        _ => (n, names.et_al),
    }
}

fn list(cx: &Context, el: &NamesElement, names: &Names, options: &NameOptions, format: Format) -> Out {
    let (count, cut) = shown(names, options, cx);
    let delimiter = options.delimiter.as_deref().unwrap_or(", ");
    let inverted = |i: usize| {
        cx.sorting
            || match options.as_sort_order.as_deref() {
                Some("all") => true,
                Some("first") => i == 0,
                _ => false,
            }
    };
    let in_eastern = ["zh", "ja"].iter().any(|l| cx.item.language.to_ascii_lowercase().starts_with(l));
    let words = words(cx, names);
    let bodies = names.list.iter().all(|n| matches!(n, Name::Literal { .. }));
    let one = |i: usize| {
        let name = names.list.get(i).map(|n| (n, name(el, n, options, with_given(cx, n, i), inverted(i), in_eastern, format)));
        name.map(|(n, out)| marked(cx, n, out, format)).unwrap_or_default()
    };
    let last_is_inverted = count > 0 && inverted(count - 1) && is_inverted_person(&names.list[count - 1]);
    let mut out = one(0);
    for i in 1..count {
        let and = (!cut && i + 1 == count).then(|| and(&words, options)).flatten();
        let next = one(i);
        match and {
            None => out.push(delimiter, format, cx.in_quote()),
            Some(and) => {
                let foreign = !and.is_ascii() && cx.locale.language() != words.language();
                let comma = match options.precedes_last.as_deref() {
                    // The comma in front belongs to the language of the style.
                    _ if foreign => false,
                    // Bodies are joined by a rule of their own.
                    _ if bodies => count > 2,
                    Some("always") => true,
                    Some("never") => false,
                    Some("after-inverted-name") => inverted(i - 1) && is_inverted_person(&names.list[i - 1]),
                    _ => count > 2,
                };
                let gap = if and.chars().all(is_cjk) { "" } else { " " };
                out.push(if comma { delimiter } else { gap }, format, cx.in_quote());
                out.push(&format!("{and}{gap}"), format, cx.in_quote());
            }
        }
        out.append(next, cx.in_quote());
    }
    if !cut || count == 0 {
        return out;
    }
    if options.et_al_use_last == Some(true) && names.list.len() > count + 1 && !cx.sorting {
        out.push(delimiter, format, cx.in_quote());
        out.push("… ", format, cx.in_quote());
        out.append(one(names.list.len() - 1), cx.in_quote());
        return out;
    }
    let precedes = match options.precedes_et_al.as_deref() {
        Some("always") => true,
        Some("never") => false,
        Some("after-inverted-name") => last_is_inverted,
        _ => count > 1,
    };
    if cx.sorting {
        return out;
    }
    let term = words.term(&el.et_al_term, "", false).unwrap_or("et al.").to_owned();
    let tight = term.chars().next().is_some_and(is_cjk) && out.plain().chars().last().is_some_and(is_cjk);
    out.push(
        if precedes {
            delimiter
        } else if tight {
            ""
        } else {
            " "
        },
        format,
        cx.in_quote(),
    );
    let term = cx.dressed(Out::text(term, el.et_al.over(format)), &el.et_al, format);
    out.append(term, cx.in_quote());
    out
}

/// Notes print the country or dynasty of an author in front: `[德]卡尔·拉伦茨`.
fn marked(cx: &Context, name: &Name, out: Out, format: Format) -> Out {
    match name {
        Name::Person(p) if !p.mark.is_empty() && cx.sheet.notes && !cx.sorting => {
            let mut marked = Out::text(format!("[{}]", p.mark), format);
            marked.append(out, false);
            marked
        }
        _ => out,
    }
}

/// The terms a list of names is in: 等 after Chinese names and et al. after those of a Latin entry, also in a style that knows
/// only the other language (GB/T 7714, 8.1.2).
fn words(cx: &Context, names: &Names) -> Arc<Locale> {
    const EASTERN: [&str; 3] = ["zh", "ja", "ko"];
    let eastern_tag = |tag: &str| EASTERN.iter().any(|e| tag.get(..2).is_some_and(|t| t.eq_ignore_ascii_case(e)));
    let written = |n: &Name| match n {
        Name::Person(p) => eastern(p),
        Name::Literal { literal } => has_cjk(literal),
    };
    let own = &*cx.item.language;
    match (names.list.iter().any(written), eastern_tag(&cx.locale.lang)) {
        (true, false) => locale::base(if eastern_tag(own) { own } else { "zh-CN" }),
        (false, true) if !own.is_empty() && !eastern_tag(own) => locale::base(own),
        _ => cx.locale.clone(),
    }
}

fn and(words: &Locale, options: &NameOptions) -> Option<String> {
    match options.and.as_deref() {
        Some("text") => Some(words.term("and", "", false).unwrap_or("and").to_owned()),
        Some("symbol") => Some("&".into()),
        _ => None,
    }
}

fn is_inverted_person(name: &Name) -> bool {
    matches!(name, Name::Person(p) if !eastern(p))
}

/// Names written in Han, kana or Hangul: family name first, nothing between, no initials.
fn eastern(p: &Person) -> bool {
    has_cjk(&p.family) || p.family.chars().any(is_hangul)
}

/// Whether a citation by family names prints the given name too: where it tells works apart, and for names in Han, which nobody
/// cites by the family name alone (GB/T 7714, 9.3.1.3); a style that has a layout for Chinese says itself what it wants.
fn with_given(cx: &Context, name: &Name, i: usize) -> bool {
    let han = matches!(name, Name::Person(p) if eastern(p)) && !cx.sheet.tells_languages();
    let asked = match cx.place.apart.given {
        Given::None => false,
        Given::First => i == 0,
        Given::All => true,
    };
    !cx.place.in_bibliography && !cx.sorting && (han || asked)
}

fn name(el: &NamesElement, name: &Name, options: &NameOptions, with_given: bool, inverted: bool, in_eastern: bool, format: Format) -> Out {
    let person = match name {
        Name::Literal { literal } => return Out::text(literal.clone(), format),
        Name::Person(p) => p,
    };
    let short = options.form.as_deref() == Some("short") && !with_given;
    let family_out = |text: String| part(text, &el.family, format);
    let given_out = |text: String| part(text, &el.given, format);
    if eastern(person) {
        let mut out = family_out(person.family.clone());
        if !short {
            out.append(given_out(person.given.clone()), false);
        }
        return out;
    }
    let given = initialised(&person.given, options);
    if in_eastern && !short {
        // Among Chinese and Japanese names Western ones follow their order, with a blank (citeproc-js: static order).
        let mut out = family_out(spaced(&[&person.non_dropping_particle, &person.family]));
        let rest = given_out(spaced(&[&given, &person.dropping_particle]));
        if !rest.is_empty() {
            out.push(" ", format, false);
            out.pieces.extend(rest.pieces);
        }
        return out;
    }
    if short {
        return family_out(spaced(&[&person.non_dropping_particle, &person.family]));
    }
    if !inverted {
        let mut out = given_out(given);
        let gap = |out: &mut Out, text: &str, o: Out| {
            if !out.is_empty() && !o.is_empty() {
                out.push(if text.ends_with(['’', '\'', '-']) { "" } else { " " }, format, false);
            }
            out.pieces.extend(o.pieces);
        };
        gap(&mut out, "", given_out(person.dropping_particle.clone()));
        let particle = spaced(&[&person.non_dropping_particle, &person.family]);
        gap(&mut out, &person.dropping_particle, family_out(particle));
        let suffix = person.suffix.as_str();
        if !suffix.is_empty() {
            out.push(if person.comma_suffix { ", " } else { " " }, format, false);
            out.push(suffix, format, false);
        }
        return out;
    }
    let demote = !matches!(options.demote.as_deref(), Some("never")) && options.demote.as_deref() != Some("sort-only");
    let (front, back) = if demote {
        (person.family.clone(), spaced(&[&given, &person.dropping_particle, &person.non_dropping_particle]))
    } else {
        (spaced(&[&person.non_dropping_particle, &person.family]), spaced(&[&given, &person.dropping_particle]))
    };
    let separator = options.sort_separator.as_deref().unwrap_or(", ");
    let mut out = family_out(front);
    // Where initials have no points, the suffix has none either.
    let dotted = options.initialize_with.as_deref().is_none_or(|w| w.contains('.'));
    let suffix = if dotted { person.suffix.clone() } else { person.suffix.replace('.', "") };
    for (text, o) in [(&back, given_out(back.clone())), (&suffix, Out::text(suffix.clone(), format))] {
        if !text.is_empty() {
            out.push(separator, format, false);
            out.append(o, false);
        }
    }
    out
}

fn part(text: String, dress: &super::element::Dress, format: Format) -> Out {
    let text = match dress.case {
        Some(case) => super::case::apply(case, &text, &[], false),
        None => text,
    };
    Out::text(text, dress.over(format)).affixed(&dress.prefix, &dress.suffix, format, false)
}

fn spaced(parts: &[&String]) -> String {
    let mut out = String::new();
    for part in parts.iter().filter(|p| !p.is_empty()) {
        if !out.is_empty() && !out.ends_with(['’', '\'', '-']) {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}

/// Given names as initials, where the style wants them.
fn initialised(given: &str, options: &NameOptions) -> String {
    let Some(with) = options.initialize_with.as_deref() else { return given.to_owned() };
    let hyphens = options.initialize_with_hyphen != Some(false);
    let only_tidy = options.initialize == Some(false);
    let mut out = String::new();
    for word in given.replace('.', ". ").split_whitespace() {
        let bare = word.trim_end_matches('.');
        let is_initial = bare.chars().count() == 1 && bare.chars().all(char::is_uppercase);
        let small = bare.chars().next().is_some_and(char::is_lowercase);
        if small || (only_tidy && !is_initial) {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            out.push_str(word);
            out.push(' ');
            continue;
        }
        if !out.is_empty() && !out.ends_with(' ') && only_tidy && !with.ends_with(' ') && !out.ends_with(with) {
            out.push(' ');
        }
        let parts: Vec<&str> = bare.split(['-', '‐', '‑']).filter(|p| !p.is_empty()).collect();
        for (n, part) in parts.iter().enumerate() {
            if n > 0 && hyphens {
                out.truncate(out.trim_end().len());
                out.push('-');
            }
            let capitals = part.chars().count() <= 3 && part.chars().count() > 1 && part.chars().all(char::is_uppercase);
            let letters = part.chars().take(if capitals { 3 } else { 1 });
            for letter in letters.filter(|c| c.is_alphabetic()) {
                out.extend(letter.to_uppercase());
                out.push_str(with);
            }
        }
    }
    out.trim_end().to_owned()
}

/// Whether more than one name is meant, for `is-multiple` and labels.
pub fn is_multiple(cx: &Context, variable: &str) -> bool {
    cx.item.names(variable).is_some_and(|n| n.list.len() > 1) || numbers::is_plural(variable, &cx.item.text(variable))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_follow_the_style() {
        let options = |with: &str, hyphen: bool, initialize: bool| NameOptions {
            initialize_with: Some(with.into()),
            initialize_with_hyphen: Some(hyphen),
            initialize: Some(initialize),
            ..NameOptions::default()
        };
        for (given, with, hyphen, want) in [
            ("Karen S.", ". ", true, "K. S."),
            ("Jean-Paul", ". ", true, "J.-P."),
            ("Jean-Paul", " ", false, "J P"),
            ("Alexander A.", "", true, "AA"),
            ("J.K.", ". ", true, "J. K."),
            ("Pieter van", ". ", true, "P. van"),
        ] {
            assert_eq!(initialised(given, &options(with, hyphen, true)), want, "{given}");
        }
        assert_eq!(initialised("Alexander A", &options(". ", true, false)), "Alexander A.");
        assert_eq!(initialised("M. N.", &options(". ", true, false)), "M. N.");
        assert_eq!(initialised("William", &NameOptions::default()), "William");
    }
}
