//! The rest of a reference as a row of items: text, dates, numbers, marked parts, each with the separator before it.

use super::dates;
use super::marks;
use super::names;
use super::numbers::{is_number, is_roman, is_year, range};
pub use super::sentences::{any, is_report, is_thesis, sentence_end};
use super::tokens::{Kind, Scan};
use super::words::{CONF, EDS, IN, ISS, JOUR, PLACE, PUB, SUPPL, TRANS};

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum K {
    /// Words.
    Text,
    /// A date of publication.
    Date,
    /// A marked volume.
    Vol,
    /// A marked issue.
    Iss,
    /// Marked pages.
    Page,
    /// A number without a mark.
    Num,
    /// A range of numbers without a mark.
    Range,
    /// A number in parentheses.
    ParNum,
    /// A supplement.
    Suppl,
    /// An address.
    Url,
    /// A DOI.
    Doi,
    /// A preprint number.
    Eprint,
    /// An ISBN.
    Isbn,
    /// An ISSN.
    Issn,
    /// A date of access.
    Accessed,
    /// An edition.
    Edition,
    /// Number of pages of a whole work.
    Extent,
    /// The mark of editors.
    Eds,
    /// The mark of translators, their names behind it.
    Trans,
    /// "In" before a container.
    In,
    /// Text in brackets.
    Bracket,
    /// Text in parentheses.
    Paren,
    /// Words that carry nothing.
    Skip,
}

/// An item.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// What it is.
    pub k: K,
    /// First token, the mark included.
    pub start: usize,
    /// First token of the value.
    pub a: usize,
    /// Token after the value.
    pub b: usize,
    /// Token after the item.
    pub end: usize,
    /// The separator before it: `. , ; : ? / "` or a space.
    pub sep: char,
    /// It stood inside parentheses.
    pub par: bool,
    /// A date of more than a year.
    pub full: bool,
}

impl Item {
    /// Whether it is a number of some sort.
    pub fn numeric(&self) -> bool {
        matches!(self.k, K::Vol | K::Iss | K::Page | K::Num | K::Range | K::ParNum | K::Suppl)
    }
}

/// The items of a stretch of tokens.
pub fn items(s: &Scan, from: usize, to: usize) -> Vec<Item> {
    if to == s.len() { s.row(from) } else { read(s, from, to) }
}

/// [`items`], read anew.
pub fn read(s: &Scan, from: usize, to: usize) -> Vec<Item> {
    let mut out = Vec::with_capacity(16);
    Reader { s, to, out: &mut out, par: false }.run(from);
    out
}

struct Reader<'r, 'a> {
    s: &'r Scan<'a>,
    to: usize,
    out: &'r mut Vec<Item>,
    par: bool,
}

impl Reader<'_, '_> {
    fn push(&mut self, k: K, start: usize, value: std::ops::Range<usize>, end: usize, sep: char) {
        let full = false;
        self.out.push(Item { k, start, a: value.start, b: value.end.min(self.to), end: end.min(self.to), sep, par: self.par, full });
    }

    fn run(&mut self, from: usize) {
        let mut i = from;
        let mut sep = ' ';
        while i < self.to {
            let s = self.s;
            let Some(t) = s.tok(i) else { break };
            if t.kind == Kind::Punct {
                if let Some((k, value, end)) = marks::at(s, i, true) {
                    self.push(k, i, value, end, sep);
                    (i, sep) = (end, ' ');
                    continue;
                }
                match t.ch {
                    '(' | '[' => {
                        i = self.bracket(i, sep);
                        sep = ' ';
                        continue;
                    }
                    '.' | ',' | ';' | ':' | '?' | '!' => sep = stronger(sep, t.ch),
                    '/' if s.is(i + 1, '/') => sep = '/',
                    '/' if sep == ' ' && is_number(s, i + 1) => sep = '|',
                    '“' | '"' | '”' | '»' | '«' | '’' | '\'' | '`' if sep == ' ' => sep = '"',
                    _ => {}
                }
                i += 1;
                continue;
            }
            i = self.item(i, sep);
            sep = ' ';
        }
    }

    /// One item at a word or number; the token after it.
    fn item(&mut self, i: usize, sep: char) -> usize {
        let s = self.s;
        let fresh = sep != ' ' || self.out.is_empty();
        if let Some((k, value, end)) = marks::at(s, i, fresh) {
            self.push(k, i, value, end, sep);
            return end.max(i + 1);
        }
        // `61(5):1741-8`: behind a colon a range is of pages, even where it begins like a year.
        let pages = range(s, i, false).filter(|(e, ranged)| {
            *ranged && (sep == ':' || !is_year(s, e - 1) && s.tok(e - 1).is_some_and(|t| t.len != 2)) && is_year(s, i)
        });
        if let Some((end, _)) = pages {
            self.push(K::Range, i, i..end, end, sep);
            return end;
        }
        if let Some(d) = dates::date(s, i)
            && (fresh || d.full || !d.words)
        {
            self.push(K::Date, i, i..d.end, d.end, sep);
            if let Some(last) = self.out.last_mut() {
                last.full = d.full;
            }
            return d.end;
        }
        if let Some((end, ranged)) = range(s, i, false)
            && (ranged || self.stops(end) || s.word(i).len() <= 4 && is_number(s, i) && self.stops_loosely(end))
        {
            self.push(if ranged { K::Range } else { K::Num }, i, i..end, end, sep);
            return end;
        }
        if !fresh
            && is_roman(s, i)
            && s.tok(i).is_some_and(|t| t.len >= 2)
            && self.stops(i + 1)
            && !s.is(i + 1, '.')
            && (!s.is(i + 1, ':') || is_number(s, i + 2))
        {
            self.push(K::Num, i, i..i + 1, i + 1, sep);
            return i + 1;
        }
        if fresh
            && s.has(i, IN)
            && (s.cap(i) || s.is(i + 1, ':') || matches!(sep, ',' | '.' | '?') || self.out.is_empty())
            && self.begins_container(i + 1)
        {
            let end = if s.is(i + 1, ':') { i + 2 } else { i + 1 };
            self.push(K::In, i, i..i + 1, end, sep);
            return end;
        }
        if let Some(end) = self.editors(i, sep) {
            return end;
        }
        self.text(i, sep)
    }

    fn begins_container(&self, i: usize) -> bool {
        let s = self.s;
        let at = if s.is(i, ':') { i + 1 } else { i };
        s.cap(at)
            || s.opens(at)
            || s.has(at, CONF | JOUR)
            || s.says(at, "the")
            || is_number(s, at)
            || s.is(at, '(')
            || s.has(at, super::words::PARTICLE)
    }

    fn editors(&mut self, i: usize, sep: char) -> Option<usize> {
        let s = self.s;
        let t = s.tok(i)?;
        if t.flags & TRANS != 0 {
            let mut end = i + 1;
            while s.is(end, '.') || matches!(s.word(end), "by" | "von" | "par" | "de" | "and" | "with") {
                end += 1;
            }
            if end > i + 1 && s.cap(end) && names::list(s, end).is_some() {
                self.push(K::Trans, i, i..i + 1, end, sep);
                return Some(end);
            }
        }
        let by_two = t.flags & EDS != 0 && s.says(i + 1, "and") && s.has(i + 2, TRANS) && s.says(i + 3, "by");
        if by_two {
            self.push(K::Eds, i, i..i + 1, i + 4, 'b');
            return Some(i + 4);
        }
        let short = t.flags & EDS != 0
            && (t.len <= 4 && s.is(i + 1, '.')
                || matches!(s.word(i), "eds" | "Eds" | "ed" | "Ed" | "editor" | "editors" | "Editor" | "Editors" | "Hg" | "Hrsg"));
        let by = t.flags & EDS != 0
            && (s.says(i + 1, "by")
                || s.says(i + 1, "von")
                || s.is(i + 1, '.') && (s.says(i + 2, "by") || s.says(i + 2, "von") || s.says(i + 2, "v")));
        if !short && !by {
            return None;
        }
        let mut end = i + 1;
        while s.is(end, '.') || s.says(end, "by") || s.says(end, "von") || s.says(end, "v") {
            end += 1;
        }
        self.push(K::Eds, i, i..i + 1, end, if by { 'b' } else { sep });
        Some(end)
    }

    /// Whether a number that ends here stands by itself.
    fn stops(&self, end: usize) -> bool {
        end >= self.to
            || self.s.tok(end).is_none_or(|t| {
                t.kind == Kind::Punct && matches!(t.ch, ',' | ';' | ':' | '(' | '[' | ')' | ']')
                    || t.kind == Kind::Punct && t.ch == '.' && (self.s.spaced(end + 1) || is_number(self.s, end + 1))
            })
    }

    fn stops_loosely(&self, end: usize) -> bool {
        let s = self.s;
        is_number(s, end)
            || s.is(end, '/') && is_number(s, end + 1)
            || marks::at(s, end, false).is_some_and(|m| matches!(m.0, K::Vol | K::Iss | K::Page | K::Suppl | K::Doi))
    }

    /// Words up to the next separator or other item.
    fn text(&mut self, i: usize, sep: char) -> usize {
        let s = self.s;
        let mut at = i + 1;
        while at < self.to {
            let Some(t) = s.tok(at) else { break };
            match t.kind {
                Kind::Punct => {
                    let stop = match t.ch {
                        ',' | ';' | '(' | '[' => true,
                        ':' => s.spaced(at + 1) || s.kind(at + 1) == Some(Kind::Num),
                        '.' => sentence_end(s, at),
                        '?' | '!' => s.spaced(at + 1),
                        '/' => s.is(at + 1, '/'),
                        '”' | '»' | '"' => s.spaced(at + 1),
                        _ => false,
                    };
                    if stop {
                        break;
                    }
                }
                Kind::Url | Kind::Doi => break,
                Kind::Num | Kind::Alnum if !t.space && (s.is(at - 1, '-') || s.is(at - 1, '\'') || s.is(at - 1, '’')) => {}
                Kind::Num | Kind::Alnum => {
                    let year = is_year(s, at) && (self.stops(at + 1) || s.is(at + 1, '.')) || dates::date(s, at).is_some_and(|d| d.full);
                    let alone = range(s, at, false).is_some_and(|(e, r)| (r && self.stops(e)) || self.stops(e) || self.stops_loosely(e));
                    if year || alone {
                        break;
                    }
                }
                Kind::Word if matches!(s.word(at), "ed" | "eds" | "Hrsg" | "Hg") && (s.is(at + 1, '.') || s.is(at + 1, ',')) => break,
                Kind::Word => {
                    let marked = t.flags != 0
                        && (marks::at(s, at, false).is_some_and(|m| !matches!(m.0, K::Accessed | K::Skip) || s.cap(at) || self.par)
                            || dates::date(s, at).is_some_and(|d| d.full));
                    let roman = !(s.is(at + 1, ',') && marks::at(s, at + 2, true).is_some_and(|m| m.0 == K::Vol))
                        && t.upper
                        && t.len >= 2
                        && is_roman(s, at)
                        && self.stops(at + 1)
                        && !s.is(at + 1, '.')
                        && (!s.is(at + 1, ':') || is_number(s, at + 2));
                    if marked || roman {
                        break;
                    }
                }
            }
            at += 1;
        }
        self.push(K::Text, i, i..at, at, sep);
        at
    }

    /// Something in parentheses or brackets; the token after it.
    fn bracket(&mut self, i: usize, sep: char) -> usize {
        let s = self.s;
        let Some(close) = s.closing(i).filter(|c| *c < self.to) else { return i + 1 };
        let (from, end) = (i + 1, close + 1);
        if let Some((value, after, d)) = dates::in_parens(s, i) {
            self.par = true;
            let sep = if s.is(i, '[') && self.out.last().is_some_and(|l| l.end == i) { '[' } else { sep };
            self.push(K::Date, i, value, after, sep);
            self.par = false;
            if let Some(last) = self.out.last_mut() {
                last.full = d.full;
            }
            return after;
        }
        let few = close - from <= 7;
        let acronym = s.kind(from) == Some(Kind::Alnum) && s.word(from).chars().take_while(|c| c.is_alphabetic()).count() > 2;
        if few
            && !acronym
            && s.is(i, '(')
            && range(s, from, true).is_some_and(|(e, _)| e == close || s.is(e, '/') || s.is(e, ',') || s.is(e, '&') || s.has(e, SUPPL))
            && close > from
            || few
                && s.has(from, SUPPL)
                && s.is(i, '(')
                && (from..close).all(|k| is_number(s, k) || s.has(k, SUPPL) || s.is(k, '.') || s.is(k, '-') || s.says(k, "issue"))
        {
            self.par = true;
            self.push(K::ParNum, i, from..close, end, sep);
            self.par = false;
            return end;
        }
        if few && s.has(from, ISS) && s.is(from + 1, '.') && close > from + 2 && sep == ' ' {
            self.par = true;
            self.push(K::Iss, i, from + 2..close, end, '(');
            self.par = false;
            return end;
        }
        if few && names::editors_mark(s, i).is_some() {
            self.push(K::Eds, i, from..close, end, sep);
            return end;
        }
        let mut marked = Vec::new();
        Reader { s, to: close, out: &mut marked, par: true }.run(from);
        let sheer_text = marked.iter().all(|m| m.k == K::Text || m.k == K::Num);
        if (!sheer_text || marked.len() == 2) && self.worth_opening(&marked) {
            if let Some(first) = marked.first_mut() {
                first.sep = if s.is(i, '[') { sep } else { '(' };
            }
            self.out.append(&mut marked);
            return end;
        }
        self.push(if s.is(i, '[') { K::Bracket } else { K::Paren }, i, from..close, end, sep);
        end
    }

    /// Whether the inside of parentheses is part of the reference's data: (New York: Norton, 1990), (3rd ed., pp. 1-2).
    fn worth_opening(&self, inside: &[Item]) -> bool {
        let s = self.s;
        let imprint = inside.len() == 2
            && inside[1].sep == ':'
            && inside.iter().all(|m| m.k == K::Text)
            && (inside[0].a..inside[0].b).any(|k| s.has(k, PLACE));
        imprint
            || inside.iter().any(|m| matches!(m.k, K::Vol | K::Iss | K::Page | K::Accessed | K::Edition | K::Url | K::Doi | K::Eprint))
            || inside.last().is_some_and(|m| m.k == K::Date)
            || inside.len() >= 2
                && inside.iter().any(|m| m.k == K::Date)
                && inside.iter().any(|m| (m.a..m.b).any(|k| s.has(k, PLACE | PUB)))
    }
}

fn stronger(old: char, new: char) -> char {
    if matches!(old, '.' | '?' | '/') { old } else { new }
}
