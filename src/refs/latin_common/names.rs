//! Lists of names: `Weiss, S., & Kapouleas, I.`, `N. Vilenkin, A. Klimyk`, `Orengo C, Bray J`, `Davidson, Apollon and Irina Filatova`.

use super::forms::{bare, family, full, inverted, inverted_full, particles, with_initials};
use super::tokens::{Kind, Scan};
use super::words::{ABBR, AND, EDS, ORG, PARTICLE};

/// How a name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `Weiss, S. M.`
    Inverted,
    /// `Davidson, Apollon`
    InvertedFull,
    /// `Orengo C`, `Heger A.`
    Bare,
    /// `A. Klimyk`
    Initials,
    /// `Walter Schlesinger`
    Full,
}

/// A list of names in the text.
#[derive(Clone, Copy, Debug)]
pub struct List {
    /// The token after the last name and what belongs to it (not the separator behind).
    pub end: usize,
    /// Names read.
    pub count: usize,
    /// How the first one is written.
    pub form: Form,
    /// Cut short by et al.
    pub et_al: bool,
}

/// `Joon S. Park and Ravi Sandhu` is no `Joon S.` with a title behind it.
fn natural_instead(s: &Scan, i: usize, bare_end: usize) -> bool {
    if !s.cap(bare_end) && !s.has(bare_end, PARTICLE) {
        return false;
    }
    let Some(end) = full(s, i) else { return false };
    if s.is(end, ',') || s.is(end, '.') || s.opens(end) || et_al(s, end).is_some() {
        return end <= i + 10;
    }
    (s.has(end, AND) || s.is(end, '&'))
        && full(s, end + 1).or_else(|| with_initials(s, end + 1)).is_some_and(|e| s.tok(e).is_none_or(|t| t.kind == Kind::Punct))
}

fn one(s: &Scan, i: usize, first: Option<Form>) -> Option<(usize, Form)> {
    let pick = |end: Option<usize>, form| end.map(|e| (e, form));
    match first {
        None => pick(with_initials(s, i), Form::Initials)
            .or_else(|| pick(inverted(s, i), Form::Inverted))
            .or_else(|| pick(bare(s, i).filter(|e| !natural_instead(s, i, *e)), Form::Bare))
            .or_else(|| {
                pick(
                    inverted_full(s, i).filter(|_| {
                        family(s, i).is_some_and(|f| {
                            f <= i + 1 || f == particles(s, i) + 1 || s.has(i, PARTICLE) && f <= i + 3 || s.is(i + 1, '-') && f == i + 3
                        })
                    }),
                    Form::InvertedFull,
                )
            })
            .or_else(|| pick(full(s, i), Form::Full)),
        Some(Form::Inverted) => pick(inverted(s, i), Form::Inverted).or_else(|| pick(with_initials(s, i), Form::Initials)),
        Some(Form::Bare) => pick(bare(s, i), Form::Bare),
        Some(Form::Initials) => pick(with_initials(s, i), Form::Initials),
        Some(Form::InvertedFull | Form::Full) => pick(with_initials(s, i), Form::Initials).or_else(|| pick(full(s, i), Form::Full)),
    }
}

/// Whether et al. or its like stands at `i`: the token after it.
pub fn et_al(s: &Scan, i: usize) -> Option<usize> {
    let at = if s.is(i, ',') || s.is(i, ';') { i + 1 } else { i };
    if !s.tok(at).is_some_and(|t| matches!(t.ch, 'e' | 'E' | 'a' | 'A' | 'u' | 'U' | 'i' | 'I' | 'и' | 'И' | '&')) {
        return None;
    }
    let at = if (s.says(at, "and") || s.is(at, '&')) && s.says(at + 1, "others") { return Some(at + 2) } else { at };
    if s.says(at, "etal") {
        return Some(if s.is(at + 1, '.') { at + 2 } else { at + 1 });
    }
    if s.says(at, "et") || s.says(at, "and") || s.says(at, "und") {
        let word = if s.says(at + 1, "al")
            || s.says(at + 1, "alii")
            || s.says(at + 1, "alia")
            || s.says(at + 1, "others")
            || s.says(at + 1, "andere")
            || s.says(at + 1, "coll")
        {
            at + 2
        } else if s.is(at + 1, '.') && s.says(at + 2, "al") {
            at + 3
        } else {
            return None;
        };
        return Some(if s.is(word, '.') { word + 1 } else { word });
    }
    let dotted = |a: &str, b: &str| {
        (s.says(at, a) && s.is(at + 1, '.') && s.says(at + 2, b)).then(|| if s.is(at + 3, '.') { at + 4 } else { at + 3 })
    };
    dotted("u", "a").or_else(|| dotted("i", "in")).or_else(|| (s.says(at, "и") && s.says(at + 1, "др")).then_some(at + 2))
}

/// The token after the separator between two names, and whether it says "and".
fn separator(s: &Scan, i: usize) -> Option<(usize, bool)> {
    let mut at = i;
    let dash = s.is(at, '-') && s.spaced(at) && s.spaced(at + 1);
    if s.is(at, ',') || s.is(at, ';') || s.is(at, '/') || dash {
        at += 1;
    }
    let and = s.has(at, AND) && s.tok(at).is_some_and(|t| !t.cap || t.len == 3) || s.is(at, '&');
    if and {
        at += 1;
    }
    // An ellipsis in a long list: `, . . . Last, A.`
    if s.is(at, '…') || s.is(at, '.') && s.is(at + 1, '.') {
        while s.is(at, '.') || s.is(at, '…') {
            at += 1;
        }
    }
    if s.is(at, '&') {
        at += 1;
    }
    (at > i).then_some((at, and))
}

/// Whether a name may end here: no further word of the same phrase follows.
fn closed(s: &Scan, end: usize, form: Form) -> bool {
    let Some(t) = s.tok(end).filter(|t| t.kind == Kind::Word) else { return true };
    !natural_form(form) || t.flags & (AND | EDS) != 0 || et_al(s, end).is_some()
}

fn natural_form(form: Form) -> bool {
    matches!(form, Form::Initials | Form::Full)
}

/// The list of names that starts at `i`.
pub fn list(s: &Scan, i: usize) -> Option<List> {
    if i == s.start() { s.first_list() } else { read(s, i) }
}

/// [`list`], read anew.
pub fn read(s: &Scan, i: usize) -> Option<List> {
    let Some((mut end, form)) = one(s, i, None) else {
        let end = family(s, i)?;
        let end = et_al(s, end)?;
        return Some(List { end, count: 1, form: Form::Full, et_al: true });
    };
    let mut out = List { end, count: 1, form, et_al: false };
    let (mut anded, mut comma_only_end, mut comma_only_count) = (false, end, 1);
    let mut mixed = form;
    let mut slack = 400;
    let (mut last, mut paired) = (false, false);
    while slack > 0 {
        slack -= 1;
        if let Some(e) = et_al(s, end) {
            (end, out.et_al, anded) = (e, true, true);
            break;
        }
        let Some((next, and)) = separator(s, end) else { break };
        if last && !and {
            break;
        }
        last |= and;
        let wanted = if and && form == Form::Inverted { Form::Inverted } else { mixed };
        if form == Form::InvertedFull
            && (mixed == form || paired)
            && s.tok(next).is_some_and(|t| t.kind == Kind::Word)
            && (s.is(next + 1, ',') || s.has(next, PARTICLE) || s.is(end, ';') || s.is(end, '/') || s.is(next + 1, '-'))
            && let Some(e) = inverted_full(s, next).or_else(|| inverted(s, next))
            && s.tok(e).is_none_or(|t| t.kind == Kind::Punct || t.flags & AND != 0 || t.kind == Kind::Num)
        {
            (end, paired) = (e, true);
            out.count += 1;
            anded |= and;
            if and || s.is(end, ';') {
                (comma_only_end, comma_only_count) = (end, out.count);
            }
            continue;
        }
        let read = one(s, next, Some(wanted))
            .or_else(|| if and && matches!(form, Form::Initials) { full(s, next).map(|e| (e, Form::Full)) } else { None })
            .or_else(|| {
                if matches!(form, Form::InvertedFull | Form::Full) && and {
                    family(s, next).filter(|_| s.is(next + 1, '.')).map(|e| (e, form))
                } else {
                    None
                }
            });
        let Some((e, got)) = read.filter(|(e, got)| closed(s, *e, *got)) else { break };
        if form == Form::InvertedFull
            && !and
            && mixed == form
            && s.is(end, ';')
            && let Some(e) = inverted_full(s, next)
        {
            (end, out.count) = (e, out.count + 1);
            (comma_only_end, comma_only_count) = (end, out.count);
            continue;
        }
        if form == Form::Inverted && got == Form::Initials {
            mixed = Form::Inverted;
        }
        end = e;
        out.count += 1;
        anded |= and;
        if and {
            (comma_only_end, comma_only_count) = (end, out.count);
        }
    }
    // Names in full, parted by commas alone, can't be told from the words of a title: they need an "and".
    let after = if s.is(end, ',') || s.is(end, '.') || s.is(end, ';') { end + 1 } else { end };
    anded |= super::numbers::is_year(s, after)
        || s.is(after, '(') && super::numbers::is_year(s, after + 1)
        || s.is(after, '“')
        || s.is(after, '"')
        || paired && s.is(end, ':');
    if matches!(form, Form::Full | Form::InvertedFull) && !anded {
        (end, out.count) = (comma_only_end, comma_only_count);
    }
    out.end = end;
    Some(out)
}

/// The token after a mark of editors at `i` (`(Eds.)`, `, ed.`, `(Hrsg.)`, `editors`); `None` where there is none.
pub fn editors_mark(s: &Scan, i: usize) -> Option<usize> {
    let mut at = if s.is(i, ',') { i + 1 } else { i };
    let paren = s.is(at, '(') || s.is(at, '[');
    if paren {
        at += 1;
    }
    if !s.has(at, EDS) || s.has(at, ABBR) && !paren && !s.has(at, EDS) {
        return None;
    }
    at += 1;
    while at < i + 8 && (s.is(at, '.') || paren && !(s.is(at, ')') || s.is(at, ']')) && s.tok(at).is_some()) {
        at += 1;
    }
    if paren {
        if !(s.is(at, ')') || s.is(at, ']')) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// Whether the part looks like a corporate body: no comma, words of bodies, or one word in capitals.
pub fn corporate(s: &Scan, from: usize, to: usize) -> bool {
    if to <= from || !s.cap(from) {
        return false;
    }
    let acronym = to - from == 1 && s.tok(from).is_some_and(|t| t.upper && t.len >= 2);
    acronym || (from..to).any(|k| s.has(k, ORG))
}
