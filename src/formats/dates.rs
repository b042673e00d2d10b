//! Dates as exchange formats write them: EDTF level 1 (ISO 8601-2), and numbers and month names in any usual order.

use crate::model::{Date, Ymd};

/// A date by EDTF: `2016-12-13`, `1998/..`, `2004-22` (winter), `1723~`, `199X`, `-0876`.
pub fn edtf(s: &str) -> Option<Date> {
    let s = s.trim();
    let Some((from, to)) = s.split_once('/') else {
        let (start, last, circa) = edtf_part(s)?;
        return Some(Date { start: Some(start), end: last, circa, ..Date::default() });
    };
    let mut date = Date::default();
    if !matches!(from, "" | "..") {
        let (start, _, circa) = edtf_part(from)?;
        date.start = Some(start);
        date.circa = circa;
    }
    if matches!(to, "" | "..") {
        date.open = date.start.is_some();
    } else {
        let (end, last, circa) = edtf_part(to)?;
        date.end = Some(last.unwrap_or(end));
        date.circa |= circa;
    }
    match (date.start, date.end) {
        (None, Some(_)) => Some(Date { literal: s.to_owned(), ..Date::default() }),
        (None, None) => None,
        _ => Some(date),
    }
}

/// A date, the last one of an unspecified decade or century, and whether it is uncertain.
fn edtf_part(s: &str) -> Option<(Ymd, Option<Ymd>, bool)> {
    let circa = s.ends_with(['~', '?', '%']);
    let s = s.trim_end_matches(['~', '?', '%']);
    let s = s.split_once('T').map_or(s, |(day, _)| day);
    let (sign, digits) = match s.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, s.strip_prefix(['y', 'Y']).unwrap_or(s)),
    };
    let mut parts = digits.split('-');
    let year = parts.next()?;
    let number = |p: &str| p.bytes().all(|b| b.is_ascii_digit()).then(|| p.parse::<u8>().ok()).flatten();
    if year.len() == 4 && year.ends_with(['X', 'x', 'u']) && parts.clone().next().is_none() {
        let low: i32 = year.replace(['X', 'x', 'u'], "0").parse().ok()?;
        let high: i32 = year.replace(['X', 'x', 'u'], "9").parse().ok()?;
        return Some((Ymd { year: low, ..Ymd::default() }, Some(Ymd { year: high, ..Ymd::default() }), circa));
    }
    // Longer years are marked by `Y` (ISO 8601-2, 4.7.2): eight digits are a day without hyphens.
    let long = year.len() > 4 && !s.trim_start_matches('-').starts_with(['y', 'Y']);
    if long || year.len() < 3 || !year.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year = sign * year.parse::<i32>().ok()?;
    let month = match parts.next() {
        None | Some("XX" | "uu" | "00") => 0,
        Some(m) if m.len() <= 2 => number(m)?,
        Some(_) => return None,
    };
    let day = match parts.next() {
        None | Some("XX" | "uu" | "00") => 0,
        Some(d) if d.len() <= 2 => number(d)?,
        Some(_) => return None,
    };
    let fits = parts.next().is_none() && day <= 31 && (month <= 12 || (21..=24).contains(&month));
    fits.then_some((Ymd { year, month, day }, None, circa))
}

/// A date in any usual form; what cannot be read stays in words.
pub fn free(s: &str) -> Date {
    let s = s.trim().trim_end_matches(['/', ',', ';']).trim();
    if s.is_empty() {
        return Date::default();
    }
    if s.len() == 4
        && let Ok(year) = s.parse()
    {
        return Date::year(year);
    }
    edtf(s).or_else(|| numbers(s)).unwrap_or_else(|| Date { literal: s.to_owned(), ..Date::default() })
}

/// One number or word of a date.
enum Token<'a> {
    Number(&'a str),
    Word(&'a str),
}

fn tokens(s: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut rest = s;
    while let Some(c) = rest.chars().next() {
        let same = |ok: fn(char) -> bool| rest.find(|c| !ok(c)).unwrap_or(rest.len());
        let len = if c.is_ascii_digit() {
            let len = same(|c| c.is_ascii_digit());
            out.push(Token::Number(&rest[..len]));
            len
        } else if c.is_alphabetic() {
            let len = same(char::is_alphabetic);
            out.push(Token::Word(&rest[..len]));
            len
        } else {
            c.len_utf8()
        };
        rest = &rest[len..];
    }
    out
}

fn numbers(s: &str) -> Option<Date> {
    let mut years = Vec::new();
    let mut small: Vec<(u8, bool)> = Vec::new();
    let mut months = Vec::new();
    let mut circa = s.contains('[') || s.contains('?');
    for token in tokens(s) {
        match token {
            Token::Number(n) if n.len() == 4 => years.push(n.parse::<i32>().ok()?),
            Token::Number(n) if n.len() == 8 && years.is_empty() => {
                years.push(n[..4].parse().ok()?);
                small.extend([(n[4..6].parse().ok()?, true), (n[6..].parse().ok()?, true)]);
            }
            Token::Number(n) if n.len() == 6 && years.is_empty() => {
                years.push(n[..4].parse().ok()?);
                small.push((n[4..].parse().ok()?, true));
            }
            Token::Number(n) if n.len() <= 2 => small.push((n.parse().ok()?, !years.is_empty())),
            Token::Number(_) => return None,
            Token::Word(w) => match month(w) {
                Some(m) => months.push(m),
                None if matches!(w, "c" | "ca" | "circa" | "cca" | "约" | "約") => circa = true,
                None if filler(w) => {}
                None => return None,
            },
        }
    }
    let year = *years.first()?;
    let mut date = Date { circa, ..Date::default() };
    let (month, day) = match (months.first(), small.as_slice()) {
        (Some(m), [(d, _), ..]) if (1..=31).contains(d) => (*m, *d),
        (Some(m), []) => (*m, 0),
        (None, []) => (0, 0),
        (None, [(m, true)]) if in_year(*m) => (*m, 0),
        (None, [(m, true), (0, true)]) if in_year(*m) => (*m, 0),
        (None, [(0, true), ..]) => (0, 0),
        (None, [(m, true), (d, true), ..]) if in_year(*m) && *d <= 31 => (*m, *d),
        (None, [(m, false)]) if in_year(*m) => (*m, 0),
        (None, [(a, false), (b, false)]) if *a > 12 && in_year(*b) => (*b, *a),
        (None, [(a, false), (b, false)]) if in_year(*a) && *b > 12 && *b <= 31 => (*a, *b),
        (None, [(a, false), (b, false)]) if in_year(*a) && in_year(*b) => {
            if s.contains('.') {
                (*b, *a)
            } else {
                (*a, *b)
            }
        }
        _ => return None,
    };
    date.start = Some(Ymd { year, month, day });
    match (years.get(1), months.get(1), small.get(1)) {
        (Some(last), _, _) if *last != year => date.end = Some(Ymd { year: *last, ..Ymd::default() }),
        (_, Some(m), d) if *m != month => date.end = Some(Ymd { year, month: *m, day: d.map_or(0, |d| d.0.min(31)) }),
        (_, _, Some((d, _))) if months.len() == 1 && *d > day && *d <= 31 => date.end = Some(Ymd { year, month, day: *d }),
        _ => {}
    }
    Some(date)
}

fn in_year(m: u8) -> bool {
    (1..=12).contains(&m)
}

/// Words between the numbers of a date that say nothing more.
fn filler(w: &str) -> bool {
    matches!(w, "年" | "月" | "日" | "号" | "th" | "st" | "nd" | "rd" | "of" | "the" | "de" | "du" | "der" | "den" | "and" | "to")
        || w.eq_ignore_ascii_case("mon")
        || w.eq_ignore_ascii_case("thu")
        || w.eq_ignore_ascii_case("fri")
        || w.eq_ignore_ascii_case("sun")
}

/// The number of a month (1–12) or season (21–24) by its name in English or a neighbouring language, whole or shortened.
pub fn month(word: &str) -> Option<u8> {
    if word.len() == 3
        && let Some(month) = short_month(word)
    {
        return Some(month);
    }
    let w = word.trim_end_matches('.').to_lowercase();
    const NAMES: &[(&str, u8)] = &[
        ("january", 1),
        ("january", 1),
        ("februar", 2),
        ("february", 2),
        ("march", 3),
        ("april", 4),
        ("may", 5),
        ("june", 6),
        ("july", 7),
        ("august", 8),
        ("september", 9),
        ("october", 10),
        ("november", 11),
        ("december", 12),
        ("januar", 1),
        ("januari", 1),
        ("februari", 2),
        ("märz", 3),
        ("maart", 3),
        ("mai", 5),
        ("mei", 5),
        ("juni", 6),
        ("juli", 7),
        ("augustus", 8),
        ("oktober", 10),
        ("dezember", 12),
        ("janvier", 1),
        ("février", 2),
        ("mars", 3),
        ("avril", 4),
        ("juin", 6),
        ("juillet", 7),
        ("août", 8),
        ("septembre", 9),
        ("octobre", 10),
        ("novembre", 11),
        ("décembre", 12),
        ("enero", 1),
        ("febrero", 2),
        ("marzo", 3),
        ("abril", 4),
        ("mayo", 5),
        ("junio", 6),
        ("julio", 7),
        ("agosto", 8),
        ("septiembre", 9),
        ("octubre", 10),
        ("noviembre", 11),
        ("diciembre", 12),
        ("gennaio", 1),
        ("febbraio", 2),
        ("aprile", 4),
        ("maggio", 5),
        ("giugno", 6),
        ("luglio", 7),
        ("settembre", 9),
        ("ottobre", 10),
        ("dicembre", 12),
        ("janeiro", 1),
        ("fevereiro", 2),
        ("março", 3),
        ("maio", 5),
        ("junho", 6),
        ("julho", 7),
        ("setembro", 9),
        ("outubro", 10),
        ("dezembro", 12),
        ("spring", 21),
        ("summer", 22),
        ("autumn", 23),
        ("fall", 23),
        ("winter", 24),
        ("春季", 21),
        ("夏季", 22),
        ("秋季", 23),
        ("冬季", 24),
    ];
    if w.chars().count() < 3 && !w.ends_with('季') {
        return None;
    }
    NAMES.iter().find(|(n, _)| *n == w).or_else(|| NAMES.iter().find(|(n, _)| n.starts_with(&w))).map(|(_, m)| *m)
}

/// The number of a month in the form in which nearly all files have it, `jan` or `1`.
pub fn short_month(word: &str) -> Option<u8> {
    match *word.as_bytes() {
        [a @ b'1'..=b'9'] => Some(a - b'0'),
        [b'0', a @ b'1'..=b'9'] => Some(a - b'0'),
        [b'1', a @ b'0'..=b'2'] => Some(10 + a - b'0'),
        [a, b, c] => {
            let short = [a.to_ascii_lowercase(), b.to_ascii_lowercase(), c.to_ascii_lowercase()];
            let names = [b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"];
            (1..).zip(names).find(|(_, n)| **n == short).map(|(i, _)| i)
        }
        _ => None,
    }
}

/// The date by EDTF, where numbers tell it.
pub fn to_edtf(date: &Date) -> Option<String> {
    let start = date.start?;
    let mark = if date.circa { "~" } else { "" };
    let mut out = format!("{}{mark}", iso(start));
    if let Some(end) = date.end {
        out.push('/');
        out.push_str(&iso(end));
    } else if date.open {
        out.push('/');
    }
    Some(out)
}

/// The day without what no calendar has (30 February), for programs that refuse such dates.
pub fn possible(d: Ymd) -> Ymd {
    let leap = d.year % 4 == 0 && (d.year % 100 != 0 || d.year % 400 == 0);
    let days = match d.month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    if d.day > days { Ymd { day: 0, ..d } } else { d }
}

/// Year, year and month, or the whole day by ISO 8601.
pub fn iso(d: Ymd) -> String {
    let year = if d.year < 0 { format!("-{:04}", -d.year) } else { format!("{:04}", d.year) };
    match (d.month, d.day) {
        (0, _) => year,
        (m, 0) => format!("{year}-{m:02}"),
        (m, day) => format!("{year}-{m:02}-{day:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_every_usual_form_are_read() {
        for (s, y, m, d) in [
            ("2016-12-13", 2016, 12, 13),
            ("2005/12/24/", 2005, 12, 24),
            ("2005 Dec 24", 2005, 12, 24),
            ("24 December 2005", 2005, 12, 24),
            ("Dec. 24, 2005", 2005, 12, 24),
            ("2019年9月2日", 2019, 9, 2),
            ("13.12.2005", 2005, 12, 13),
            ("12/24/2005", 2005, 12, 24),
            ("20051224", 2005, 12, 24),
            ("2004-22", 2004, 22, 0),
            ("Spring 1998", 1998, 21, 0),
            ("1998", 1998, 0, 0),
            ("2005///", 2005, 0, 0),
        ] {
            assert_eq!(free(s).start, Some(Ymd { year: y, month: m, day: d }), "{s}");
        }
        assert_eq!(free("in press").literal, "in press");
        assert!(free("1998/..").open && free("1723~").circa);
        assert_eq!(free("199X").end.map(|d| d.year), Some(1999));
        assert_eq!(free("1998–2000").end.map(|d| d.year), Some(2000));
    }
}
