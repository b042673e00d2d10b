//! Parts of a reference that carry their own mark: volumes, issues, pages, editions, addresses, dates of access.

use super::dates;
use super::items::K;
use super::numbers::{is_number, number, pages, range};
use super::tokens::{Kind, Scan};
use super::words::{ACCESS, EDITION, EDITION_LEAD, FUNC, ISS, PAGE, SUPPL, VOL};
use std::ops::Range;

/// A marked part: what, its value, the token after it.
pub type Marked = (K, Range<usize>, usize);

fn dot(s: &Scan, i: usize) -> usize {
    if s.is(i, '.') || s.is(i, ':') { i + 1 } else { i }
}

/// The marked part that starts at `i`; `fresh` where a separator stands before it.
pub fn at(s: &Scan, i: usize, fresh: bool) -> Option<Marked> {
    match s.kind(i)? {
        Kind::Url => return Some((if s.word(i).contains("doi.org/10.") { K::Doi } else { K::Url }, i..i + 1, i + 1)),
        Kind::Doi => return Some((K::Doi, i..i + 1, i + 1)),
        Kind::Alnum | Kind::Num => return edition_number_first(s, i).or_else(|| extent(s, i)),
        Kind::Punct if s.is(i, '№') => return number_of(s, i, K::Iss),
        Kind::Punct if s.is(i, '#') => return number_of(s, i, K::Iss),
        Kind::Punct => return None,
        Kind::Word => {}
    }
    let flags = s.tok(i)?.flags;
    if flags & VOL != 0
        && let Some(m) = volume(s, i)
    {
        return Some(m);
    }
    if flags & ISS != 0
        && let Some(m) = number_of(s, i, K::Iss)
    {
        return Some(m);
    }
    if flags & PAGE != 0
        && let Some(m) = pages_of(s, i)
    {
        return Some(m);
    }
    if flags & SUPPL != 0
        && let Some(m) = supplement(s, i)
    {
        return Some(m);
    }
    if flags & ACCESS != 0
        && let Some(m) = accessed(s, i)
    {
        return Some(m);
    }
    edition_word(s, i).or_else(|| exhibit(s, i, fresh)).or_else(|| identifier(s, i, fresh))
}

/// `Figure 21`, `Tab. 3`: a cited place that no variable has.
fn exhibit(s: &Scan, i: usize, fresh: bool) -> Option<Marked> {
    const WORDS: [&str; 8] = ["figure", "fig", "table", "tab", "chart", "exhibit", "abb", "plate"];
    if !fresh || !s.cap(i) || !WORDS.iter().any(|w| s.says(i, w)) {
        return None;
    }
    let v = dot(s, i + 1);
    let (end, _) = range(s, v, false)?;
    let closed = s.tok(end).is_none_or(|t| t.kind == Kind::Punct && matches!(t.ch, ',' | '.' | ';' | ')'));
    closed.then_some((K::Skip, v..end, end))
}

fn volume(s: &Scan, i: usize) -> Option<Marked> {
    let short = s.tok(i).is_some_and(|t| t.len == 1);
    if short && !s.is(i + 1, '.') && !s.kind(i + 1).is_some_and(|k| k == Kind::Num) {
        return None;
    }
    let v = dot(s, i + 1);
    let v = if (s.says(v, "no") || s.says(v, "nr")) && s.is(v + 1, '.') { v + 2 } else { v };
    let (mut end, _) = range(s, v, true)?;
    if s.is(end, '/') && is_number(s, end + 1) && !s.spaced(end + 1) {
        end += 2;
    }
    Some((K::Vol, v..end, end))
}

fn number_of(s: &Scan, i: usize, k: K) -> Option<Marked> {
    let one = s.tok(i).is_some_and(|t| t.len == 1);
    let mut v = i + 1;
    while s.is(v, '.') || s.is(v, '°') || s.is(v, 'º') || s.is(v, ':') {
        v += 1;
    }
    if one && v == i + 1 && s.kind(i) == Some(Kind::Word) {
        return None;
    }
    let (mut end, _) = range(s, v, false)?;
    while (s.is(end, '/') || s.is(end, '&') || s.says(end, "and")) && is_number(s, end + 1) {
        end += 2;
    }
    Some((k, v..end, end))
}

fn pages_of(s: &Scan, i: usize) -> Option<Marked> {
    let t = s.tok(i)?;
    let german = t.len == 1 && matches!(t.ch, 'S' | 'С' | 's' | 'с');
    if (german || t.len == 1) && !s.is(i + 1, '.') && (t.cap || !is_number(s, i + 1)) {
        return None;
    }
    if t.len == 1 && t.ch == 's' {
        return None;
    }
    let mut v = dot(s, i + 1);
    if s.is(v, '(') || s.is(v, '[') {
        v += 1;
    }
    if !german && s.says(v, "p") {
        v = dot(s, v + 1);
    }
    let end = pages(s, v)?;
    Some((K::Page, v..end, end))
}

/// `Suppl 3`, `Suppl. 1`, `Special Issue 2`, `Pt 2`.
fn supplement(s: &Scan, i: usize) -> Option<Marked> {
    let mut v = i + 1;
    if s.says(v, "issue") || s.says(v, "number") {
        v += 1;
    }
    v = dot(s, v);
    if s.is(v, '(') || s.says(i, "special") && v == i + 1 || s.says(i, "part") || s.says(i, "pt") {
        return None;
    }
    let end = number(s, v, true).unwrap_or(v);
    (end > v || s.is(v, ':')).then_some((K::Suppl, i..end, end))
}

/// `353 p.`, `XIV, 288 S.`, `210 pages`.
fn extent(s: &Scan, i: usize) -> Option<Marked> {
    let t = s.tok(i + 1)?;
    let page = t.flags & PAGE != 0 && (s.is(i + 2, '.') || t.len > 1 || s.tok(i + 2).is_none());
    let stop = if s.is(i + 2, '.') { i + 3 } else { i + 2 };
    (page && s.kind(i) == Some(Kind::Num) && !is_number(s, stop)).then_some((K::Extent, i..i + 1, stop))
}

/// `2nd ed.`, `3. Aufl.`, `2. überarb. Aufl.`, `4th revised edition`, `2e éd.`
fn edition_number_first(s: &Scan, i: usize) -> Option<Marked> {
    if s.tok(i).is_none_or(|t| t.len > 5) {
        return None;
    }
    // `4., überarbeitete und aktualisierte Auflage`
    for k in i + 1..i + 9 {
        let t = s.tok(k)?;
        if t.flags & EDITION != 0 {
            if k == i + 1 && s.kind(i) == Some(Kind::Num) && t.len <= 3 && s.tok(i).is_some_and(|t| t.len > 2) {
                return None;
            }
            return Some((K::Edition, i..k + 1, if s.is(k + 1, '.') { k + 2 } else { k + 1 }));
        }
        let inside = t.kind == Kind::Word && (!t.cap || t.len <= 4) && t.flags & FUNC == 0
            || t.kind == Kind::Punct && matches!(t.ch, '.' | ',' | '-')
            || s.says(k, "und");
        if !inside || t.ch == ',' && s.kind(i) == Some(Kind::Num) && !s.is(i + 1, '.') {
            return None;
        }
    }
    None
}

/// `Rev. ed.`, `Second edition`, `Revised edition`, `Neuausgabe`.
fn edition_word(s: &Scan, i: usize) -> Option<Marked> {
    if !s.has(i, EDITION_LEAD) {
        return None;
    }
    for k in i + 1..i + 5 {
        let t = s.tok(k)?;
        if t.flags & EDITION != 0 && !(t.cap && t.len <= 3) {
            return Some((K::Edition, i..k + 1, if s.is(k + 1, '.') { k + 2 } else { k + 1 }));
        }
        if !(t.kind == Kind::Word || s.is(k, '.')) {
            return None;
        }
    }
    None
}

/// `Accessed May 3, 2001`, `Retrieved October 4, 2005, from`, `Zugriff am 3.5.2001`, `[Online]. Available:`.
fn accessed(s: &Scan, i: usize) -> Option<Marked> {
    for k in i + 1..i + 7 {
        let t = s.tok(k)?;
        if t.kind == Kind::Url {
            return Some((K::Skip, i..k, k));
        }
        let found = if t.kind == Kind::Word || t.kind == Kind::Num { dates::date(s, k).filter(|d| !d.words) } else { None };
        if let Some(d) = found {
            if s.says(i, "available") && !d.full {
                return None;
            }
            let end = {
                let e = if s.is(d.end, ',') { d.end + 1 } else { d.end };
                if s.says(e, "from") { e + 1 } else { d.end }
            };
            return Some((K::Accessed, k..d.end, end));
        }
        let filler = t.kind == Kind::Word && (!t.cap || t.flags & ACCESS != 0 || t.len <= 2)
            || t.kind == Kind::Punct && matches!(t.ch, ':' | ',' | '.' | ']');
        if !filler {
            return None;
        }
    }
    None
}

/// `doi:`, `arXiv:0905.2970`, `hep-th/9901001`, `ISBN`, `ISSN`, `PMID`.
fn identifier(s: &Scan, i: usize, fresh: bool) -> Option<Marked> {
    let slash = s.is(i + 1, '/');
    if !slash && !s.tok(i).is_some_and(|t| matches!(t.ch, 'd' | 'D' | 'u' | 'U' | 'a' | 'I' | 'i' | 'P')) {
        return None;
    }
    let v = dot(s, i + 1);
    let word = s.word(i);
    if word.eq_ignore_ascii_case("doi") && (matches!(s.kind(v), Some(Kind::Doi | Kind::Url))) {
        return Some((K::Doi, v..v + 1, v + 1));
    }
    if word.eq_ignore_ascii_case("url") && s.kind(v) == Some(Kind::Url) {
        return Some((K::Url, v..v + 1, v + 1));
    }
    if word.eq_ignore_ascii_case("arxiv") {
        return arxiv(s, v);
    }
    if matches!(word, "ISBN" | "ISBN-13" | "ISBN-10" | "ISSN" | "PMID" | "PMCID" | "isbn" | "issn") {
        let mut end = v;
        while end < v + 12 && (is_number(s, end) || s.is(end, '-') || s.says(end, "x")) {
            end += 1;
        }
        let k = match word.as_bytes().get(3) {
            Some(b'N') if word.len() == 4 && word.starts_with("ISS") => K::Issn,
            _ if word.starts_with("IS") || word.starts_with("is") => K::Isbn,
            _ => K::Skip,
        };
        return (end > v).then_some((k, v..end, end));
    }
    // Old preprint numbers: `hep-th/9901001`, `math.AG/0102003`, `cond-mat/9901001`.
    if fresh
        && s.is(i + 1, '/')
        && !s.spaced(i + 1)
        && s.kind(i + 2) == Some(Kind::Num)
        && s.tok(i + 2).is_some_and(|t| t.len >= 5 && t.len <= 7)
    {
        return Some((K::Eprint, i..i + 3, i + 3));
    }
    None
}

fn arxiv(s: &Scan, v: usize) -> Option<Marked> {
    let mut end = v;
    while end < v + 6
        && s.tok(end).is_some_and(|t| (end == v || !t.space) && (t.kind != Kind::Punct || matches!(t.ch, '.' | '/' | '-' | ':')))
    {
        end += 1;
    }
    if s.is(end.wrapping_sub(1), '.') {
        end -= 1;
    }
    if end == v || !(v..end).any(|k| is_number(s, k)) {
        return None;
    }
    let mut after = end;
    if s.is(end, '[')
        && let Some(close) = s.closing(end)
    {
        after = close + 1;
    }
    Some((K::Eprint, v..end, after))
}
