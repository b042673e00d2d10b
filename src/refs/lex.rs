//! Cuts the part of a reference behind its title into elements: texts, quotations, dates, numbers, addresses.

use super::numbers::{self, Unit};
use super::openers::{access_word, address, identifier, in_word};
use super::scan::{self, bracket, group, is_colon, is_comma, is_digit, is_space};
use super::when;
use crate::text::script::{is_cjk, is_han};

/// What stands between an element and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sep {
    /// Nothing.
    Tight,
    /// White space.
    Space,
    /// A comma or 、.
    Comma,
    /// A colon.
    Colon,
    /// A semicolon.
    Semi,
    /// A full stop.
    Stop,
}

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Text without structure.
    Text,
    /// A quotation; its opening mark.
    Quoted(char),
    /// A date with so many parts; in round or square brackets where the character says so.
    Date(u8, char),
    /// A counted thing.
    Count(Unit),
    /// Volume of `52(11)`.
    Volume,
    /// Issue of `52(11)`, or in brackets by itself.
    Issue,
    /// Text in round or square brackets.
    Bracket(char),
    /// An address.
    Url,
    /// A DOI.
    Doi,
    /// A CSTR.
    Cstr,
    /// ISBN.
    Isbn,
    /// The words for access behind which a date of access or an address comes.
    Access,
    /// 载, 见, In, `//`: the container follows.
    In,
}

/// An element.
#[derive(Clone, Copy, Debug)]
pub struct El<'a> {
    /// What it is.
    pub what: What,
    /// Its text, without brackets.
    pub text: &'a str,
    /// Byte range with brackets.
    pub start: usize,
    /// End of the range.
    pub end: usize,
    /// What stands before it.
    pub sep: Sep,
}

/// Cuts a text into elements.
pub fn lex(s: &str) -> Vec<El<'_>> {
    let mut out: Vec<El> = Vec::with_capacity(12);
    let mut at = 0;
    let mut sep = Sep::Stop;
    while let Some(c) = s[at..].chars().next() {
        if let Some(k) = separator(s, at, c) {
            sep = sep.max(k);
            at += c.len_utf8();
            continue;
        }
        let before = out.len();
        let end = element(s, at, sep, &mut out).max(at + c.len_utf8());
        if out.len() > before || end > at + c.len_utf8() {
            sep = Sep::Tight;
        }
        at = end;
    }
    out
}

fn separator(s: &str, at: usize, c: char) -> Option<Sep> {
    Some(match c {
        _ if is_space(c) => Sep::Space,
        ',' | '，' | '、' | '､' => Sep::Comma,
        _ if is_colon(c) => Sep::Colon,
        ';' | '；' => Sep::Semi,
        _ if scan::is_stop(c) => Sep::Stop,
        '/' if !s[at..].starts_with("//") => Sep::Space,
        ')' | '）' | ']' | '］' | '」' | '》' | '”' | '"' | '*' | '|' | '·' | '•' => Sep::Space,
        _ => return None,
    })
}

/// Reads one element at `at` into `out`; returns where it ends.
fn element<'a>(s: &'a str, at: usize, sep: Sep, out: &mut Vec<El<'a>>) -> usize {
    let rest = &s[at..];
    let mut put = |what, from: usize, to: usize, end: usize| {
        out.push(El { what, text: &s[from..to], start: at, end, sep });
        end
    };
    if let Some(len) = address(rest) {
        let body = rest[..len].trim_end_matches(['.', ',', ';', '。', '，', '>', ')']);
        return put(What::Url, at, at + body.len(), at + len);
    }
    if let Some((what, from, len)) = identifier(rest) {
        return put(what, at + from, at + len, at + len);
    }
    if rest.starts_with("//") || rest.starts_with("／／") {
        let len = rest.len() - rest.trim_start_matches(['/', '／']).len();
        return put(What::In, at, at + len, at + len);
    }
    if let Some(len) = access_word(rest) {
        return put(What::Access, at, at + len, at + len);
    }
    if bracket(rest.chars().next().unwrap_or(' ')).is_some_and(|b| b.1)
        && let Some((inner, len)) = group(rest)
    {
        let from = at + (rest.len() - rest[rest.chars().next().map_or(0, char::len_utf8)..].len());
        let to = from + inner.len();
        return bracketed(rest, inner, at, from, to, at + len, sep, out);
    }
    let boundary = s[..at].chars().next_back().is_none_or(|p| !p.is_ascii_alphanumeric())
        || when::when(rest).is_some_and(|w| rest[..w.len].contains('年'));
    if boundary && let Some(end) = number(s, at, sep, out) {
        return end;
    }
    let end = text_end(s, at);
    let body = s[at..end].trim_end();
    if let Some(len) = in_word(body, out.is_empty() || sep >= Sep::Comma || out.last().is_some_and(|e| e.what != What::Text)) {
        let el = El { what: What::In, text: &s[at..at + len], start: at, end: at + len, sep };
        out.push(el);
        return at + len;
    }
    out.push(El { what: What::Text, text: body, start: at, end: at + body.len(), sep });
    end
}

#[allow(clippy::too_many_arguments)]
fn bracketed<'a>(rest: &'a str, inner: &'a str, at: usize, _from: usize, _to: usize, end: usize, sep: Sep, out: &mut Vec<El<'a>>) -> usize {
    let open = rest.chars().next().unwrap_or(' ');
    let mut put = |what, text| out.push(El { what, text, start: at, end, sep });
    match bracket(open).map(|b| b.0) {
        Some(0) => match when::is_date(inner) {
            Some(parts) => put(What::Date(parts, '('), inner),
            None if numbers::issue_like(inner) => put(What::Issue, inner),
            None => put(What::Bracket('('), inner),
        },
        Some(1) => match when::is_date(inner) {
            Some(parts) => put(What::Date(parts, '['), inner),
            None => put(What::Bracket('['), inner),
        },
        Some(7) => put(What::Bracket('('), inner),
        _ => put(What::Quoted(open), inner),
    }
    end
}

/// Dates and numbers at `at`; the end where there was one.
fn number<'a>(s: &'a str, at: usize, sep: Sep, out: &mut Vec<El<'a>>) -> Option<usize> {
    let rest = &s[at..];
    let last = out_last(out);
    let mut put = |what, from: usize, to: usize| {
        out.push(El { what, text: s[at + from..at + to].trim(), start: at + from, end: at + to, sep });
        Some(at + to)
    };
    if let Some(w) = when::day_first(rest) {
        return put(What::Date(w.parts, ' '), 0, w.len);
    }
    if let Some(w) = when::when(rest) {
        let behind = &rest[w.len..];
        let joined = behind.trim_start().starts_with(['(', '（']) && w.parts == 1 && volume_year(behind);
        let plain = !behind.starts_with(|c: char| c.is_ascii_alphanumeric()) && !joined;
        let ranged = rest[..w.len].chars().any(scan::is_dash) && w.parts == 1;
        let numbered = last.is_some_and(|l| matches!(l, What::Volume | What::Issue | What::Date(..) | What::Count(_)));
        let page = w.parts == 1 && !rest[..w.len].contains('年') && (sep == Sep::Colon && (numbered || ranged) || page_range(behind));
        if w.parts == 1 && behind.starts_with('版') && !rest[..w.len].ends_with('年') {
            return put(What::Count(Unit::Edition), 0, w.len + '版'.len_utf8());
        }
        if let Some(len) = periodical(rest) {
            return put(What::Volume, 0, len);
        }
        if plain && !page {
            return put(What::Date(w.parts, ' '), 0, w.len);
        }
    }
    if let Some(c) = numbers::worded(rest) {
        return put(What::Count(c.unit), 0, c.len);
    }
    if let Some(c) = numbers::labelled(rest) {
        return put(What::Count(c.unit), 0, c.len);
    }
    let (n, issue) =
        numbers::bare(rest, sep == Sep::Colon || last.is_some_and(|l| matches!(l, What::Volume | What::Issue | What::Count(_))))?;
    if let Some(len) = ordinal_edition(rest) {
        return put(What::Count(Unit::Edition), 0, len);
    }
    if let Some((from, end)) = issue {
        put(What::Volume, 0, n);
        let close = rest[..end].chars().next_back().map_or(1, char::len_utf8);
        out.push(El { what: What::Issue, text: rest[from..end - close].trim(), start: at + n, end: at + end, sep: Sep::Tight });
        return Some(at + end);
    }
    let behind = rest[n..].chars().next();
    if behind.is_some_and(|c| is_cjk(c) || c.is_alphabetic()) || text_like_number(rest, n) {
        return None;
    }
    put(What::Count(Unit::Bare), 0, n)
}

/// The volumes of a periodical as a whole: `1957（1）—1990（4）`, `1984，1（1）—`.
fn periodical(s: &str) -> Option<usize> {
    let mut at = 0;
    let year = when::year(s)?;
    let rest = s[year..].trim_start();
    if let Some(after) = rest.strip_prefix([',', '，']) {
        at = s.len() - after.trim_start().len();
    }
    let volume = |from: usize| -> Option<usize> {
        let digits: usize = s[from..].chars().take_while(|c| is_digit(*c)).map(char::len_utf8).sum();
        let gap = s[from + digits..].len() - s[from + digits..].trim_start().len();
        let open = &s[from + digits + gap..];
        let (inner, len) = group(open).filter(|_| digits > 0 && open.starts_with(['(', '（']))?;
        numbers::issue_like(inner).then_some(from + digits + gap + len)
    };
    let first = volume(at)?;
    let dash = s[first..].chars().next().filter(|c| scan::is_dash(*c))?;
    let mut end = first + dash.len_utf8();
    while let Some(d) = s[end..].chars().next().filter(|c| scan::is_dash(*c)) {
        end += d.len_utf8();
    }
    let mut second = end;
    if let Some(y) = when::year(&s[end..])
        && let Some(after) = s[end + y..].trim_start().strip_prefix([',', '，'])
    {
        second = s.len() - after.trim_start().len();
    }
    Some(volume(second).or_else(|| volume(end)).unwrap_or(end))
}

/// `1957（1）—1990（4）`: a range of years with issues is the volume of a periodical.
fn volume_year(behind: &str) -> bool {
    let t = behind.trim_start();
    group(t).is_some_and(|(inner, len)| {
        numbers::issue_like(inner) && t[len..].starts_with(scan::is_dash) && t[len..].chars().nth(1).is_some_and(is_digit)
    })
}

fn page_range(behind: &str) -> bool {
    let t = behind.trim_start();
    let mut c = t.chars();
    c.next().is_some_and(scan::is_dash) && c.as_str().trim_start().starts_with(is_digit)
}

/// A text that begins with a number: `3 Figures in Search`, `20世纪`.
fn text_like_number(rest: &str, n: usize) -> bool {
    let t = &rest[n..];
    t.starts_with(' ')
        && t.trim_start().chars().next().is_some_and(|c| c.is_ascii_alphabetic())
        && numbers::labelled(t.trim_start()).is_none()
}

/// `3rd ed.`, `2nd edition`, `8 版` (the Chinese form is read by words).
fn ordinal_edition(rest: &str) -> Option<usize> {
    let d: usize = rest.chars().take_while(|c| is_digit(*c)).map(char::len_utf8).sum();
    let tail = &rest[d..];
    let suffix = ["st", "nd", "rd", "th"].into_iter().find(|x| tail.starts_with(x)).map_or(0, str::len);
    let word = tail[suffix..].trim_start();
    let len = ["edition", "Edition", "ed.", "Ed.", "ed", "edn.", "edn", "Aufl.", "изд."].into_iter().find(|w| word.starts_with(w))?.len();
    (d > 0 && !word[len..].starts_with(|c: char| c.is_ascii_alphanumeric())).then(|| rest.len() - word.len() + len)
}

/// Where a run of text ends: at a separator, a quotation, a date or number that stands by itself.
fn text_end(s: &str, at: usize) -> usize {
    let body = &s[at..];
    let mut prev: Option<char> = None;
    for (i, c) in scan::top(body) {
        let here = at + i;
        if i > 0 && ends_text(s, at, here, c, prev) {
            return here;
        }
        prev = Some(c);
    }
    s.len()
}

fn ends_text(s: &str, at: usize, here: usize, c: char, prev: Option<char>) -> bool {
    let rest = &s[here..];
    match c {
        ',' | '，' | ';' | '；' => return !(c == ',' && prev.is_some_and(is_digit) && rest[1..].starts_with(is_digit)),
        _ if is_colon(c) => return true,
        _ if scan::is_stop(c) => return scan::breaks(s, here),
        '/' => return rest.starts_with("//"),
        '《' | '〈' | '「' | '『' => return true,
        '“' => return prev.is_some_and(|p| is_space(p) || is_han(p)) && s[at..here].chars().count() < 4,
        '(' | '（' | '[' | '［' | '〔' => return bracket_ends(rest) && !numbered_act(rest),
        _ => {}
    }
    if is_space(c) && matches!(&s[at..here], "编" | "译" | "主编" | "編" | "譯" | "编著") {
        return true;
    }
    let tight_han = prev.is_some_and(|p| is_han(p) || bracket(p).is_some());
    let spaced = prev.is_some_and(is_space);
    if is_digit(c) && (tight_han || spaced) {
        return number_ends(rest, tight_han);
    }
    if is_digit(c) && prev.is_some_and(char::is_alphabetic) && when::when(rest).is_some_and(|w| rest[..w.len].contains('年')) {
        return true;
    }
    if c == '第' && (tight_han || spaced) {
        return numbers::worded(rest).is_some_and(|w| matches!(w.unit, Unit::Volume | Unit::Issue | Unit::Page | Unit::Edition));
    }
    if is_han(c) && (tight_han || spaced) && matches!(c, '民' | '光' | '宣' | '卷' | '頁' | '页' | '增' | '上' | '下') {
        let era = when::when(rest).is_some();
        return era
            || numbers::worded(rest).is_some_and(|w| {
                matches!(c, '卷' | '页' | '頁') && rest[..w.len].contains(is_digit)
                    || matches!(c, '增' | '上' | '下') && rest[w.len..].trim_start().is_empty()
            });
    }
    spaced
        && c.is_ascii_alphabetic()
        && numbers::labelled(rest).is_some_and(|l| rest[..l.len].contains(['.', ' ']) && rest[..l.len].contains(is_digit))
        && !rest.starts_with("article")
}

/// `〔2011〕8 号`: the number of an act.
fn numbered_act(rest: &str) -> bool {
    group(rest).is_some_and(|(_, len)| {
        let after = rest[len..].trim_start().trim_start_matches('第');
        let n: usize = after.chars().take_while(|c| is_digit(*c)).map(char::len_utf8).sum();
        n > 0 && after[n..].trim_start().starts_with(['号', '號'])
    })
}

/// Whether a bracket in a run of text ends it: a date, a number or a role stands in it, not a part of a name.
fn bracket_ends(rest: &str) -> bool {
    let Some((inner, _)) = group(rest) else { return false };
    let inner = inner.trim();
    rest.starts_with(['[', '［'])
        || when::is_date(inner).is_some()
        || numbers::issue_like(inner)
        || super::roles::behind(inner).is_some()
        || numbers::worded(inner).is_some()
        || numbers::labelled(inner).is_some()
        || super::publisher::edition(inner)
        || inner.eq_ignore_ascii_case("in chinese")
        || inner.contains([':', '：']) && scan::han(inner) > 3
}

/// Whether digits inside a text begin a date or number of the reference.
fn number_ends(rest: &str, tight: bool) -> bool {
    if let Some(w) = when::when(rest) {
        let behind = rest[w.len..].chars().next();
        if rest[..w.len].contains('年') || w.parts > 1 || behind.is_none_or(|c| is_comma(c) || scan::is_stop(c)) {
            return true;
        }
    }
    if tight {
        return numbers::worded(rest).is_some_and(|w| matches!(w.unit, Unit::Issue | Unit::Page));
    }
    match numbers::bare(rest, false) {
        Some((_, Some(_))) => true,
        Some((n, None)) => {
            let behind = rest[n..].trim_start();
            behind.starts_with([':', '：']) && behind.trim_start_matches(is_colon).trim_start().starts_with(is_digit)
                || behind.starts_with(['(', '（']) && group(behind).is_some_and(|(inner, _)| when::is_date(inner).is_some())
                || behind.starts_with(',') && numbers::bare(behind.trim_start_matches(is_comma).trim_start(), false).is_some()
        }
        None => false,
    }
}

fn out_last(out: &[El<'_>]) -> Option<What> {
    out.last().map(|e| e.what)
}
