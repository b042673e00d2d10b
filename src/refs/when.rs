//! Recognises printed dates at the start of a text: ISO, Chinese, English, reign years, estimates, ranges.

use super::scan::{group, is_dash, is_digit, is_digitish, is_space};
use crate::text::lists::Starts;
use std::sync::LazyLock;

/// A date at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// Length in bytes.
    pub len: usize,
    /// How many of year, month, day it has.
    pub parts: u8,
}

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

fn digits(s: &str, max: usize) -> usize {
    s.chars().take(max).take_while(|c| is_digit(*c)).map(char::len_utf8).sum()
}

fn gap(s: &str) -> usize {
    s.len() - s.trim_start_matches(is_space).len()
}

/// Length of a plausible four-digit year at the start (letters in the place of digits allowed once scanning damaged it).
pub fn year(s: &str) -> Option<usize> {
    let mut len = 0;
    let mut value = 0u32;
    let mut real = 0;
    let mut it = s.chars();
    for _ in 0..4 {
        let c = it.next()?;
        if !is_digitish(c) {
            return None;
        }
        real += u8::from(is_digit(c));
        value = value * 10
            + match c {
                'O' | 'o' => 0,
                'l' | 'I' => 1,
                '０'..='９' => c as u32 - '０' as u32,
                _ => c.to_digit(10)?,
            };
        len += c.len_utf8();
    }
    let next = it.next();
    if real < 2
        || !(1000..=2099).contains(&value)
        || next.is_some_and(|c| is_digit(c) || (c.is_ascii_alphabetic() && it.next().is_some_and(|d| d.is_ascii_alphanumeric())))
    {
        return None;
    }
    Some(len)
}

/// Recognises a date at the start of `s`.
pub fn when(s: &str) -> Option<When> {
    let c = s.chars().next()?;
    let found = if is_digitish(c) {
        numeric(s)
    } else if crate::text::script::is_han(c) {
        chinese(s)
    } else if c.is_ascii_alphabetic() {
        english(s)
    } else {
        None
    }?;
    Some(extended(s, found))
}

/// A second date of a range, a reign year in brackets, the letter behind a year.
fn extended(s: &str, mut found: When) -> When {
    let rest = &s[found.len..];
    let mut chars = rest.chars();
    if found.parts == 1
        && let Some(after) = rest.strip_prefix('/')
    {
        let bare = after.strip_prefix('[').unwrap_or(after);
        if let Some(len) = year(bare) {
            found.len += 1 + (after.len() - bare.len()) + len + usize::from(bare.len() < after.len() && bare[len..].starts_with(']'));
            return found;
        }
    }
    if let Some(d) = chars.next().filter(|d| is_dash(*d)) {
        let mut after = chars.as_str();
        let mut skip = d.len_utf8();
        while let Some(d) = after.chars().next().filter(|d| is_dash(*d)) {
            skip += d.len_utf8();
            after = &after[d.len_utf8()..];
        }
        skip += gap(after);
        let after = after.trim_start();
        if found.parts == 1 {
            if let Some(len) = year(after) {
                let tail = &after[len..];
                let mark = if tail.starts_with('年') { 3 } else { 0 };
                found.len += skip + len + mark;
                return found;
            }
        } else if let Some(second) = numeric(after).filter(|w| w.parts > 1) {
            found.len += skip + second.len;
            return found;
        }
    }
    let spaces = gap(rest);
    if let Some((inner, len)) = group(&rest[spaces..]).filter(|_| rest[spaces..].starts_with(['(', '（'])) {
        let inner = inner.trim();
        if reign(inner) && inner.chars().count() < 20 {
            found.len += spaces + len;
        }
    }
    found
}

/// Eras by which years are counted.
const ERAS: &[(&str, ())] = &[
    ("民国", ()),
    ("民國", ()),
    ("光绪", ()),
    ("光緒", ()),
    ("宣统", ()),
    ("宣統", ()),
    ("同治", ()),
    ("咸丰", ()),
    ("咸豐", ()),
    ("道光", ()),
    ("嘉庆", ()),
    ("嘉慶", ()),
    ("乾隆", ()),
    ("雍正", ()),
    ("康熙", ()),
    ("顺治", ()),
    ("順治", ()),
    ("崇祯", ()),
    ("崇禎", ()),
    ("天启", ()),
    ("天啟", ()),
    ("万历", ()),
    ("萬曆", ()),
    ("隆庆", ()),
    ("嘉靖", ()),
    ("正德", ()),
    ("弘治", ()),
    ("成化", ()),
    ("天顺", ()),
    ("景泰", ()),
    ("正统", ()),
    ("宣德", ()),
    ("永乐", ()),
    ("永樂", ()),
    ("洪武", ()),
    ("昭和", ()),
    ("大正", ()),
    ("明治", ()),
    ("平成", ()),
    ("令和", ()),
    ("康德", ()),
    ("清", ()),
];

static ERA_WORDS: LazyLock<Starts<()>> = LazyLock::new(|| Starts::new(ERAS.iter().copied()));

/// Whether it speaks of a reign or era year (`清同治四年`, `民国三十六年`).
pub fn reign(s: &str) -> bool {
    let Some(first) = s.chars().next() else { return false };
    if !crate::text::script::is_han(first) || !s.contains('年') {
        return false;
    }
    ERA_WORDS.of(s).is_some() || s.chars().take(3).any(|c| "清明宋元唐".contains(c)) && s.chars().count() > 4
}

fn numeric(s: &str) -> Option<When> {
    let y = year(s)?;
    let mut len = y;
    let mut rest = &s[len..];
    if let Some(c) = rest.chars().next().filter(|c| c.is_ascii_lowercase())
        && !rest[1..].starts_with(|d: char| d.is_ascii_alphanumeric())
    {
        len += c.len_utf8();
        rest = &s[len..];
    }
    let space = gap(rest);
    if rest[space..].starts_with('年') {
        return Some(month_day(s, len + space + '年'.len_utf8()));
    }
    for sep in ['-', '/', '.', '．', '–', '－', ','] {
        let Some(after) = rest.strip_prefix(sep) else { continue };
        let m = digits(after, 2);
        let value: u32 = after[..m].parse().unwrap_or(0);
        if m == 0 || !(1..=12).contains(&value) || after[m..].starts_with(is_digit) || (sep == ',' && m < 2) {
            continue;
        }
        let tail = &after[m..];
        let base = len + sep.len_utf8() + m;
        if let Some(after) = tail.strip_prefix(sep) {
            let d = digits(after, 2);
            let value: u32 = after[..d].parse().unwrap_or(0);
            if d > 0 && (1..=31).contains(&value) && !after[d..].starts_with(is_digit) {
                return Some(When { len: base + sep.len_utf8() + d, parts: 3 });
            }
        }
        if matches!(sep, '-' | '/') && m == 2 || matches!(sep, '.' | '．') && m == 2 && !tail.starts_with(['(', '（', ':']) {
            return Some(When { len: base, parts: 2 });
        }
    }
    Some(When { len, parts: 1 })
}

fn han_number(s: &str, max: usize) -> usize {
    let plain = digits(s, max);
    if plain > 0 {
        return plain;
    }
    s.chars().take(max + 2).take_while(|c| "〇零○一二三四五六七八九十廿卅元正百".contains(*c)).map(char::len_utf8).sum()
}

/// Month and day behind `年`, as far as they are printed.
fn month_day(s: &str, from: usize) -> When {
    let mut found = When { len: from, parts: 1 };
    for (mark, words) in [("月", ["月", "月份"]), ("日", ["日", "號"])] {
        let rest = &s[found.len..];
        let space = gap(rest);
        let mut body = &rest[space..];
        let mut lead = 0;
        if mark == "月" && (body.starts_with('闰') || body.starts_with('閏')) {
            lead = 3;
            body = &body[3..];
        }
        let n = han_number(body, 2).max(if mark == "日" && body.starts_with('初') { 3 + han_number(&body[3..], 2) } else { 0 });
        let special = if mark == "月" && (body.starts_with('冬') || body.starts_with('腊')) { 3 } else { 0 };
        let n = n.max(special);
        let inner = gap(&body[n..]);
        if n == 0 || !words.iter().any(|w| body[n + inner..].starts_with(w)) {
            break;
        }
        found = When { len: found.len + space + lead + n + inner + 3, parts: found.parts + 1 };
    }
    found
}

fn chinese(s: &str) -> Option<When> {
    let head = s.char_indices().nth(14).map_or(s, |(i, _)| &s[..i]);
    if !head.contains('年') {
        return None;
    }
    if reign(head) || head.starts_with("民国") || head.starts_with("民國") {
        let year_end = head.find('年')?;
        if head[..year_end].chars().any(|c| "一二三四五六七八九十元廿卅0123456789".contains(c))
            && !head[..year_end].contains(|c| "《，,。：".contains(c))
        {
            return Some(month_day(s, year_end + 3));
        }
        return None;
    }
    let zero: usize = s.chars().take(4).take_while(|c| "〇零○一二三四五六七八九".contains(*c)).map(char::len_utf8).sum();
    if zero == 12 && s[zero..].starts_with('年') {
        return Some(month_day(s, zero + 3));
    }
    None
}

/// Length of a month's name at the start, with its full stop.
fn month_name(s: &str) -> Option<usize> {
    if !s.starts_with(|c: char| matches!(c.to_ascii_lowercase(), 'j' | 'f' | 'm' | 'a' | 's' | 'o' | 'n' | 'd' | 'w')) {
        return None;
    }
    let len = s.bytes().take(10).take_while(u8::is_ascii_alphabetic).count();
    let word = &s[..len];
    let is = |m: &str| word.eq_ignore_ascii_case(m) || len <= 4 && m.get(..len).is_some_and(|m| m.eq_ignore_ascii_case(word));
    let season = |w: &str| word.eq_ignore_ascii_case(w);
    let known = len >= 3 && (MONTHS.iter().any(|m| is(m)) || ["spring", "summer", "autumn", "fall", "winter"].iter().any(|w| season(w)));
    known.then(|| len + usize::from(s[len..].starts_with('.')))
}

/// `April 8, 2024`, `8 April 2024`, `Sept. 29, 2015`, `Feb 2003`.
fn english(s: &str) -> Option<When> {
    let m = month_name(s)?;
    let mut at = m + gap(&s[m..]);
    if at == m {
        return None;
    }
    let d = digits(&s[at..], 2);
    let mut parts = 2;
    if d > 0 && !s[at + d..].starts_with(is_digit) {
        parts = 3;
        at += d;
        let rest = &s[at..];
        let rest = rest.trim_start_matches([',', '，', ' ', '.']);
        at = s.len() - rest.len();
    }
    let y = year(&s[at..])?;
    Some(When { len: at + y, parts })
}

/// A day in front of an English month (`8 April 2024`), or a Chinese month in front of the year (`10月 04, 1998`, `6月 1936`).
pub fn day_first(s: &str) -> Option<When> {
    let d = digits(s, 2);
    if d == 0 {
        return None;
    }
    let rest = &s[d..];
    if let Some(after) = rest.strip_prefix('月') {
        let g = gap(after);
        let day = digits(&after[g..], 2);
        let mut at = d + 3 + g;
        let mut parts = 2;
        if day > 0 && !after[g + day..].starts_with(is_digit) {
            let tail = s[at + day..].trim_start_matches([',', '，', ' ', '日']);
            at = s.len() - tail.len();
            parts = 3;
        }
        return Some(When { len: at + year(&s[at..])?, parts });
    }
    let g = gap(rest);
    let m = month_name(&rest[g..])?;
    let tail = rest[g + m..].trim_start_matches([',', ' ']);
    let at = s.len() - tail.len();
    Some(When { len: at + year(tail)?, parts: 3 })
}

/// Whether the whole text is a date (spaces and a closing stop aside), with its number of parts; estimates count.
pub fn is_date(s: &str) -> Option<u8> {
    let t = s.trim().trim_end_matches(['.', '。']);
    let t = t.strip_prefix(['c', '约', '約']).filter(|r| year(r).is_some()).unwrap_or(t);
    let t = t.strip_prefix("ca.").map_or(t, str::trim_start);
    let w = when(t).or_else(|| day_first(t))?;
    let rest = t[w.len..].trim();
    (rest.is_empty() || matches!(rest, "?" | "？" | "印刷" | "年" | "版" | "年版")).then_some(w.parts)
}
