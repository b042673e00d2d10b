//! Cuts a text into the references it holds: entries run together, several works in one note, 转引自.

use super::scan::{self, group, is_space};
use super::{Context, note_quoted, pair, short, when};
use crate::text::lists::Inside;
use crate::text::script::has_han;
use std::ops::Range;
use std::sync::LazyLock;

/// A part of a text that may be one reference.
pub struct Part {
    /// Byte range.
    pub range: Range<usize>,
    /// The part before is cited after this one.
    pub cited: bool,
}

static CITED_WORDS: LazyLock<Inside> = LazyLock::new(|| Inside::new(CITED));

const CITED: &[&str] = &["转引自", "轉引自", "转引于", "as cited in", "cited in", "quoted in", "Quoted in", "Cited in", "引自"];

/// The parts of a text, labels cut off.
pub fn parts(s: &str, context: Context) -> Vec<Part> {
    let mut out = Vec::new();
    for entry in entries(s) {
        let from = entry.start + label(&s[entry.clone()]);
        for (range, cited) in cited(s, from..entry.end) {
            let mut first = true;
            for work in works(s, range, context) {
                out.push(Part { range: work, cited: cited && first });
                first = false;
            }
        }
    }
    out
}

/// Entries of a list that run together: `….006190.[8]孙洪盼. …`.
fn entries(s: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    let opens = s.get(scan::boundary(s, 20)..).is_some_and(|t| t.contains(['[', '［', '〔']));
    for (i, c) in scan::top(s).take_while(|_| opens) {
        if !matches!(c, '[' | '［' | '〔') || i < from + 20 {
            continue;
        }
        let inner = s[i + c.len_utf8()..].trim_start();
        let digits = inner.bytes().take(4).take_while(u8::is_ascii_digit).count();
        let Some(after) = inner[digits..].trim_start().strip_prefix([']', '］', '〕']) else { continue };
        let number = (1..=3).contains(&digits);
        let after = after.trim_start().chars().next();
        let closed = s[from..i].trim_end().ends_with(|c: char| scan::is_stop(c) || matches!(c, ';' | '；' | ')' | '）' | ']' | '］'));
        if number && closed && after.is_some_and(|a| a.is_uppercase() || crate::text::script::is_cjk(a) || matches!(a, '《' | '“')) {
            out.push(from..i);
            from = i;
        }
    }
    out.push(from..s.len());
    out
}

/// Length of a number or mark in front of an entry (`[12]`, `3.`, `①`, `（4）`).
pub fn label(s: &str) -> usize {
    let t = s.trim_start();
    let lead = s.len() - t.len();
    let t2 = t.trim_start_matches('^');
    if t2.starts_with(['[', '［', '〔', '(', '（', '【']) {
        let Some((inner, len)) = group(t2) else { return lead };
        let digits = inner.trim();
        if !digits.is_empty() && digits.len() <= 3 && digits.chars().all(scan::is_digitish) && digits.contains(scan::is_digit) {
            return s.len() - t2[len..].trim_start_matches(|c: char| is_space(c) || c == ':').len();
        }
        return lead;
    }
    if let Some(c) = t2.chars().next().filter(|c| matches!(c, '①'..='⓿' | '❶'..='❿' | '•' | '●')) {
        return s.len() - t2[c.len_utf8()..].trim_start().len();
    }
    let digits = t.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits) {
        let rest = &t[digits..];
        if let Some(after) = rest.strip_prefix(['.', '．', ')', '）', '、'])
            && (after.starts_with(is_space) || after.starts_with(crate::text::script::is_cjk))
        {
            return s.len() - after.trim_start().len();
        }
    }
    lead
}

/// Cuts at words for "cited after": the part behind them is where the part before was found.
fn cited(s: &str, range: Range<usize>) -> Vec<(Range<usize>, bool)> {
    let t = &s[range.clone()];
    let mut out = Vec::new();
    let mut from = 0;
    let mut cited = false;
    let named = CITED_WORDS.has(t);
    for (i, c) in scan::top(t).take_while(|_| named) {
        if i < from + 6 || !matches!(c, '转' | '轉' | 'a' | 'c' | 'q' | 'Q' | 'C' | '引') {
            continue;
        }
        let before = t[from..i].trim_end_matches(is_space);
        if !before.ends_with(|c: char| scan::is_comma(c) || scan::is_stop(c) || matches!(c, ';' | '；' | '(' | '（')) {
            continue;
        }
        let Some(word) = CITED.iter().find(|w| t[i..].starts_with(**w)) else { continue };
        out.push((range.start + from..range.start + i, cited));
        from = i + word.len();
        cited = true;
    }
    out.push((range.start + from..range.end, cited));
    out
}

/// Several works in one note, divided by stops and semicolons.
fn works(s: &str, range: Range<usize>, context: Context) -> Vec<Range<usize>> {
    let t = &s[range.clone()];
    let mut out = Vec::new();
    let mut from = 0;
    for (i, c) in scan::top(t) {
        let strong = matches!(c, ';' | '；' | '。') || (c == '.' && follows_signal(&t[i + 1..]) && scan::breaks(t, i));
        if !strong {
            continue;
        }
        let next = i + c.len_utf8();
        let (a, b) = (&t[from..i], &t[next..]);
        if a.len() > 3000 || !divides(a, b, context) {
            continue;
        }
        out.push(range.start + from..range.start + next);
        from = next;
    }
    out.push(range.start + from..range.end);
    out
}

fn follows_signal(after: &str) -> bool {
    let t = after.trim_start();
    t.starts_with(['S', 'C', '参', '另']) && ["See also", "See, ", "See ", "Cf. ", "参见", "另见"].iter().any(|w| t.starts_with(w))
}

/// Whether a reference ends and another begins here.
fn divides(a: &str, b: &str, context: Context) -> bool {
    let sentence_end = scan::top(b).find(|(_, c)| matches!(c, ';' | '；' | '。')).map_or(b.len(), |(i, _)| i);
    let sentence = &b[..sentence_end];
    if !(complete(a) || short::read(a.trim()).is_some() || context != Context::Entry && prose(a)) {
        return false;
    }
    let start = note_quoted::signal(sentence);
    if start.is_empty() {
        return false;
    }
    if short::read(sentence.trim()).is_some() {
        return true;
    }
    if has_han(a) && !has_han(&sentence.replace("中文", "")) && pair::faces(&format!("{a}; {b}")).len() == 2 {
        return false;
    }
    let quote = scan::top(start).find(|(_, c)| matches!(c, '《' | '“' | '〈' | '「')).map(|(i, _)| i);
    if has_han(start) {
        let titled = quote.is_some_and(|i| i == 0 || scan::trim(&start[..i]).chars().count() < 60);
        let leads_on = quote == Some(0) && start.len() == sentence.trim_start().len();
        return titled && dated(start) && !(leads_on && !second_quote_free(start) && context == Context::Entry)
            || context != Context::Entry && prose(sentence) && complete(a) && quote.is_none();
    }
    quote.is_some_and(|i| i < 200) && dated(start)
        || start.len() > 40
            && dated(start)
            && start.matches(',').count() > 1
            && start.starts_with(char::is_uppercase)
            && context == Context::Note
}

/// A quotation at the start that is itself a work, not the container of what came before: its date follows.
fn second_quote_free(start: &str) -> bool {
    start.contains(['《', '“']) && dated(start)
}

fn complete(a: &str) -> bool {
    let marked = |a: &str| a.match_indices('[').any(|(i, _)| a[i + 1..].starts_with(['J', 'M']));
    let titled = a.contains(['《', '“', '〈', '「']) || marked(a) || a.matches(',').nth(1).is_some() && !has_han(a);
    titled && dated(a)
}

/// Whether a text has a year.
pub fn dated(a: &str) -> bool {
    let mut prev = ' ';
    for (i, c) in a.char_indices() {
        if c.is_ascii_digit() && !prev.is_ascii_digit() && when::year(&a[i..]).is_some()
            || c == '年' && scan::han(&a[..i]) > 1 && "一二三四五六七八九十元".contains(prev)
        {
            return true;
        }
        prev = c;
    }
    false
}

/// Whether a sentence only explains: long, Chinese, without a title in marks, with words of running text.
pub fn prose(s: &str) -> bool {
    let t = s.trim();
    let quote = t.contains(['《', '“', '〈']) || t.contains("http") || t.contains("[J");
    let words = ["的", "是", "了", "在", "为", "与", "该", "这", "认为", "因此", "但", "由于"].iter().filter(|w| t.contains(**w)).count();
    scan::han(t) > 8 && words > 1 && !quote
}
