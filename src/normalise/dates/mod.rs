//! Reads printed dates of every shape: 2019年9月2日, Sept. 13, 2022, 民国三十六年, 清同治四年, `c1988`, `1957/1990`, `2021b`.

mod eras;
mod words;

use crate::model::{Date, Ymd};
use crate::text::{numerals, width};
use words::{Token, Unit, tokens};

/// What a printed date says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The date.
    pub date: Date,
    /// Letter behind the year (`2021b`).
    pub suffix: String,
    /// Date of the original, printed before a slash (`1957/1990`).
    pub original: Option<Date>,
    /// The numbers are the printed ones, in the order year, month, day.
    pub plain: bool,
}

/// Whether the word is a month's name or abbreviation in any of the languages known.
pub fn is_month(word: &str) -> bool {
    words::month(&word.to_lowercase()).is_some()
}

/// Ways to say that there is no date (yet), in lower case.
const WORDS: &[&str] = &[
    "n.d.",
    "n. d.",
    "n.d",
    "s.d.",
    "s. d.",
    "s.a.",
    "s. a.",
    "o.j.",
    "o. j.",
    "no date",
    "undated",
    "in press",
    "forthcoming",
    "to appear",
    "in preparation",
    "submitted",
    "im druck",
    "im erscheinen",
    "à paraître",
    "en prensa",
    "日期不详",
    "出版年不详",
    "出版日期不详",
    "待刊",
    "待出版",
    "即将出版",
    "出版中",
    "印刷中",
    "不详",
    "无日期",
    "刊行年不明",
];

/// Reads a date; what cannot be read leaves an empty date.
pub fn read(printed: &str) -> Read {
    let half = width::half(printed);
    let text = half.trim();
    let inner = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '(' | ')' | ',' | '.' | ';' | ':' | '，' | '。' | '；' | '：' | '、' | '〔' | '〕')
    });
    let bracketed = inner.starts_with('[') && inner.ends_with(']');
    let inner = inner.trim_matches(['[', ']', ' ', '〔', '〕']);
    if inner.is_empty() || inner.len() > 300 {
        return Read::default();
    }
    let (main, beside) = beside(inner);
    let mut out = arabic(main);
    if out.date.start.is_none() {
        out = era(main).or_else(|| era(&beside)).unwrap_or(out);
    }
    if out.date.start.is_none() && !beside.is_empty() {
        out = arabic(&beside);
    }
    if out.date.start.is_none() {
        return without_year(
            text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ',' | ';' | ':' | '，' | '。')),
        );
    }
    if out.date.literal.is_empty() && !beside.is_empty() && !beside.chars().all(|c| c.is_ascii_digit()) {
        out.date.literal = beside;
    }
    out.date.circa |= estimated(main, bracketed, &out.date);
    out
}

fn without_year(inner: &str) -> Read {
    let lower = inner.to_lowercase();
    let known = WORDS.iter().any(|w| lower.contains(w));
    Read { date: Date { literal: if known { inner.to_owned() } else { String::new() }, ..Date::default() }, plain: true, ..Read::default() }
}

/// Divides off what stands in parentheses behind the date (`1865（清同治四年）`) or a word like 印刷.
fn beside(text: &str) -> (&str, String) {
    if let Some((main, rest)) = text.split_once('(') {
        let inner = rest.trim_end_matches([')', ' ']).trim();
        if main.chars().any(|c| c.is_ascii_digit() || numerals::is_chinese_numeral(c)) && inner.chars().any(|c| c.is_alphabetic()) {
            return (main.trim(), inner.to_owned());
        }
    }
    for word in ["印刷", "重印", "影印", "刻本", "修订"] {
        if let Some(main) = text.strip_suffix(word).filter(|m| m.ends_with(|c: char| c.is_ascii_digit() || c == '年')) {
            return (main, word.to_owned());
        }
    }
    (text, String::new())
}

fn estimated(main: &str, bracketed: bool, date: &Date) -> bool {
    let lower = main.to_lowercase();
    let year_only = date.start.is_some_and(|d| d.month == 0) && date.end.is_none();
    bracketed && year_only
        || ["ca.", "ca ", "circa", "c. ", "um ", "vers ", "约", "大约"].iter().any(|w| lower.starts_with(w))
        || main.ends_with(['?', '？'])
}

/// Reads years of Chinese and Japanese eras: only the year where months are lunar.
fn era(text: &str) -> Option<Read> {
    let found = eras::find(text)?;
    let mut date = Date::year(found.year);
    if found.solar {
        let rest = arabic_or_chinese(found.rest);
        if let Some(start) = date.start.as_mut() {
            (start.month, start.day) = rest;
        }
    }
    date.literal = text.trim().to_owned();
    Some(Read { date, ..Read::default() })
}

/// Month and day behind an era's year.
fn arabic_or_chinese(rest: &str) -> (u8, u8) {
    let (mut month, mut day) = (0, 0);
    for t in tokens(rest) {
        if let Token::Number { value, unit, .. } = t {
            match unit {
                Unit::Month if (1..=12).contains(&value) => month = value as u8,
                Unit::Day if (1..=31).contains(&value) && month > 0 => day = value as u8,
                _ => {}
            }
        }
    }
    (month, day)
}

fn is_year(value: u32, digits: usize, unit: Unit) -> bool {
    matches!(unit, Unit::Year) && (digits == 4 || value >= 100) && value < 3000
        || digits == 4 && (1000..2200).contains(&value) && unit == Unit::None
}

/// Reads dates with a year of the common era.
fn arabic(text: &str) -> Read {
    let all = tokens(text);
    let years: Vec<usize> = all
        .iter()
        .enumerate()
        .filter(|(_, t)| matches!(t, Token::Number { value, digits, unit, .. } if is_year(*value, *digits, *unit)))
        .map(|(i, _)| i)
        .collect();
    let Some(&first) = years.first() else { return Read { plain: true, ..Read::default() } };
    let mut out = Read::default();
    let second = years.get(1).copied();
    // 2018-01-16—2018-02-01: two whole dates where the year leads; else one date around its year.
    let cut = second.filter(|s| *s > first && first == 0).unwrap_or(all.len());
    let (start, end) = one(all.get(..cut).unwrap_or(&all), first);
    out.date.start = Some(start);
    out.date.end = end;
    if let Token::Number { suffix: Some(c), .. } = all[first] {
        out.suffix = c.to_string();
    }
    match second {
        Some(s) => two_years(&all, first, s, &mut out),
        None => open_or_short(&all, first, &mut out),
    }
    out.plain = plain(text, &out.date);
    out
}

/// A second year: a range, or the original's year and the reprint's.
fn two_years(all: &[Token], first: usize, second: usize, out: &mut Read) {
    let Some(start) = out.date.start else { return };
    let (other, _) = one(all.get(second..).unwrap_or(&[]), 0);
    let slash = matches!(all.get(second.wrapping_sub(1)), Some(Token::Sign('/')));
    if slash && second == first + 2 && other.year > start.year + 1 {
        out.original = Some(Date::year(start.year));
        out.date.start = Some(other);
    } else if other.year > start.year || other.year == start.year && other > start {
        let ranged = all.get(first + 1..second).is_some_and(|t| t.iter().any(|t| matches!(t, Token::Sign('-' | '/'))));
        if ranged {
            out.date.end = Some(other);
        }
    }
}

/// `1998-` without an end, `1998-99` with a short one.
fn open_or_short(all: &[Token], first: usize, out: &mut Read) {
    let Some(start) = out.date.start.filter(|d| d.month == 0) else { return };
    match (all.get(first + 1), all.get(first + 2)) {
        (Some(Token::Sign('-')), None) => out.date.open = true,
        (Some(Token::Sign('-' | '/')), Some(Token::Number { value, digits: 2, unit: Unit::None | Unit::Year, .. })) => {
            let end = start.year - start.year.rem_euclid(100) + *value as i32;
            if end > start.year && first == 0 {
                out.date.end = Some(Ymd { year: end, month: 0, day: 0 });
            }
        }
        _ => {}
    }
}

/// The date around the year at `at`, and the end of a range of days or months within it.
fn one(all: &[Token], at: usize) -> (Ymd, Option<Ymd>) {
    let Some(Token::Number { value, .. }) = all.get(at) else { return (Ymd::default(), None) };
    let year = *value as i32;
    let date = |month: u32, day: u32| {
        let month = if (1..=12).contains(&month) || (21..=24).contains(&month) { month as u8 } else { 0 };
        let day = if (1..=31).contains(&day) && (1..=12).contains(&month) { day as u8 } else { 0 };
        Ymd { year, month, day }
    };
    if all.iter().any(|t| matches!(t, Token::Number { unit: Unit::Month, .. })) {
        return (units(all, at, &date), None);
    }
    let months: Vec<u32> = all.iter().filter_map(|t| if let Token::Month(m) = t { Some(*m) } else { None }).collect();
    if let Some(&month) = months.first() {
        let days: Vec<u32> = small(all, at).collect();
        let start = date(month, days.first().copied().unwrap_or(0));
        let end = match (months.get(1), days.get(1)) {
            (Some(m), d) if *m != month => Some(date(*m, d.copied().unwrap_or(0))),
            (_, Some(d)) if days.first().is_some_and(|f| f < d) => Some(date(month, *d)),
            _ => None,
        };
        return (start, end);
    }
    (numeric(all, at, &date), None)
}

/// Numbers that could be days.
fn small<'a>(all: &'a [Token], year: usize) -> impl Iterator<Item = u32> + 'a {
    all.iter().enumerate().filter_map(move |(i, t)| match t {
        Token::Number { value, digits, .. } if i != year && *digits <= 2 && (1..=31).contains(value) => Some(*value),
        _ => None,
    })
}

/// 2019年9月2日, `8月 16, 2022`.
fn units(all: &[Token], year: usize, date: &impl Fn(u32, u32) -> Ymd) -> Ymd {
    let (mut month, mut day) = (0, 0);
    for (i, t) in all.iter().enumerate().filter(|(i, _)| *i != year) {
        if let Token::Number { value, unit, digits, .. } = t {
            match unit {
                Unit::Month if month == 0 => month = *value,
                Unit::Day if day == 0 => day = *value,
                Unit::None if day == 0 && *digits <= 2 && month > 0 && i > 0 => day = *value,
                _ => {}
            }
        }
    }
    date(month, day)
}

/// Numbers joined by hyphens, full stops or slashes: year first, or last.
fn numeric(all: &[Token], at: usize, date: &impl Fn(u32, u32) -> Ymd) -> Ymd {
    let number = |i: Option<usize>| match i.and_then(|i| all.get(i)) {
        Some(Token::Number { value, digits, unit: Unit::None | Unit::Day, .. }) if *digits <= 2 => Some(*value),
        _ => None,
    };
    let joined = |i: Option<usize>| matches!(i.and_then(|i| all.get(i)), Some(Token::Sign('-' | '/' | '.')));
    if joined(Some(at + 1))
        && let Some(month) = number(Some(at + 2))
    {
        let day = if joined(Some(at + 3)) { number(Some(at + 4)) } else { None };
        return date(month, day.unwrap_or(0));
    }
    if joined(at.checked_sub(1))
        && let Some(second) = number(at.checked_sub(2))
    {
        let first = if joined(at.checked_sub(3)) { number(at.checked_sub(4)) } else { None };
        return match first {
            // 16.01.2018 has the day first; 01/16/2018 only where it cannot be otherwise.
            Some(first) if second > 12 => date(first, second),
            Some(first) => date(second, first),
            None => date(second, 0),
        };
    }
    if let Some(Token::Season(s)) = all.iter().find(|t| matches!(t, Token::Season(_))) {
        return date(*s, 0);
    }
    date(0, 0)
}

/// Whether the printed numbers are the date's own, in its order, with nothing else.
fn plain(text: &str, date: &Date) -> bool {
    let mut own = Vec::with_capacity(6);
    for d in [date.start, date.end].into_iter().flatten() {
        own.push(d.year);
        own.extend([d.month, d.day].iter().filter(|n| **n > 0).map(|n| i32::from(*n)));
    }
    let printed = text.split(|c: char| !c.is_ascii_digit()).filter(|s| !s.is_empty()).map(|s| s.parse::<i32>().unwrap_or(-1));
    printed.eq(own) && date.literal.is_empty() && !date.circa
}

#[cfg(test)]
mod tests;
