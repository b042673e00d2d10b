//! Volumes, issues and pages as numbers that can be compared: prefixes, supplements, truncated and damaged ranges.

use super::fold::hash;

/// One value against another: they agree, one is missing, or they disagree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tri {
    /// Both are there and agree.
    Match,
    /// At least one is missing.
    #[default]
    Missing,
    /// Both are there and disagree.
    Conflict,
}

impl Tri {
    /// Compares two values of which 0 means missing.
    pub fn of(a: u32, b: u32) -> Self {
        match (a, b) {
            (0, _) | (_, 0) => Tri::Missing,
            _ if a == b => Tri::Match,
            _ => Tri::Conflict,
        }
    }
}

/// Pages: first pages of up to three ranges, and the last page of the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Pages {
    /// First pages; 0 where there is none.
    pub firsts: [u32; 3],
    /// Last page of the first range, with a shortened end completed; 0 where unknown.
    pub last: u32,
    /// Hash of a prefix or of an article number that has letters; 0 where there is none.
    pub mark: u32,
}

/// How pages agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PageMatch {
    /// First and last page agree.
    Both,
    /// The first page agrees, or one of the ranges.
    First,
    /// The number agrees under another prefix, or one page lies in the other's range, or a digit differs.
    Near,
    /// Not known on one side.
    #[default]
    Missing,
    /// Other pages.
    Conflict,
}

/// Months as spreadsheets write a page range that they took for a date (`06-Oct` is 6-10).
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn month(s: &str) -> Option<u32> {
    let s = s.to_ascii_lowercase();
    MONTHS.iter().position(|m| *m == s).map(|m| m as u32 + 1)
}

/// Reads pages.
pub fn pages(s: &str) -> Pages {
    let mut out = Pages::default();
    let s = s.trim().trim_matches(['"', '\'']);
    let s = s.split([';', '[']).next().unwrap_or("");
    if let Some((a, b)) = s.split_once('-') {
        let spread = match (month(a), month(b)) {
            (None, Some(m)) => a.parse::<u32>().ok().map(|d| (d, m)),
            (Some(m), None) => b.parse::<u32>().ok().map(|d| (d, m)),
            _ => None,
        };
        if let Some((x, y)) = spread {
            out.firsts[0] = x.min(y);
            out.last = x.max(y);
            return out;
        }
    }
    let ranges = s.split([',', '+', '，', '、']).map(str::trim).filter(|r| !r.is_empty()).take(3);
    for (at, range) in ranges.enumerate() {
        let mut ends = range.split(['-', '–', '—', '‒', '−', '～', '~', '－', '/']).map(str::trim).filter(|e| !e.is_empty());
        let (first, mark) = page(ends.next().unwrap_or(""));
        out.firsts[at] = first;
        if at == 0 {
            out.mark = mark;
            let (last, _) = page(ends.next().unwrap_or(""));
            out.last = complete(first, last);
            if let (0, Some((f, l))) = (last, glued(first)) {
                (out.firsts[0], out.last) = (f, l);
            }
        }
    }
    out
}

/// A page's number and the hash of what stands before it.
fn page(s: &str) -> (u32, u32) {
    if !s.is_empty() && s.len() <= 9 && s.bytes().all(|b| b.is_ascii_digit()) {
        return (s.parse().unwrap_or(0), 0);
    }
    let lower = s.trim().trim_start_matches("pp").trim_start_matches("p.").to_lowercase();
    let digits: String = lower.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return (roman(&lower).map_or(0, |n| 1_000_000 + n), 0);
    }
    let prefix: String = lower.chars().take_while(|c| !c.is_ascii_digit()).filter(|c| c.is_alphabetic()).collect();
    let number = digits.trim_start_matches('0').chars().take(9).collect::<String>().parse().unwrap_or(0);
    let mark = if prefix.is_empty() || prefix == "p" { 0 } else { hash(1, &prefix) as u32 | 1 };
    (number, mark)
}

/// First and last page where the dash was lost: `114118` is 114-118.
fn glued(n: u32) -> Option<(u32, u32)> {
    let half = match n {
        100_000..1_000_000 => 1_000,
        10_000_000..100_000_000 => 10_000,
        _ => return None,
    };
    let (first, last) = (n / half, n % half);
    (first < last && last - first < 30).then_some((first, last))
}

/// The last page in full: `1518-23` ends on 1523.
fn complete(first: u32, last: u32) -> u32 {
    if last == 0 || last >= first {
        return last;
    }
    let scale = 10u32.saturating_pow(last.checked_ilog10().unwrap_or(0) + 1);
    first / scale * scale + last
}

/// The value of a Roman numeral.
pub fn roman(s: &str) -> Option<u32> {
    let value = |c: u8| match c {
        b'i' => Some(1i64),
        b'v' => Some(5),
        b'x' => Some(10),
        b'l' => Some(50),
        b'c' => Some(100),
        b'd' => Some(500),
        b'm' => Some(1000),
        _ => None,
    };
    if s.is_empty() || s.len() > 9 {
        return None;
    }
    let (mut sum, mut last) = (0, 0);
    for digit in s.bytes().rev() {
        let digit = value(digit)?;
        sum += if digit < last { -digit } else { digit };
        last = digit;
    }
    u32::try_from(sum).ok().filter(|n| *n > 0)
}

/// Compares pages.
pub fn relate(a: &Pages, b: &Pages) -> PageMatch {
    let (x, y) = (a.firsts[0], b.firsts[0]);
    if x == 0 || y == 0 {
        return PageMatch::Missing;
    }
    if x == y {
        let marks = a.mark == b.mark || a.mark == 0 || b.mark == 0;
        let whole = a.last != 0 && a.last == b.last;
        return match (marks, whole) {
            (true, true) => PageMatch::Both,
            (true, false) => PageMatch::First,
            (false, true) => PageMatch::First,
            (false, false) => PageMatch::Near,
        };
    }
    if a.firsts.iter().any(|p| *p != 0 && b.firsts.contains(p)) {
        return PageMatch::First;
    }
    let inside = |p: &Pages, n: u32| p.last > p.firsts[0] && p.last - p.firsts[0] < 60 && (p.firsts[0]..=p.last).contains(&n);
    let single = |p: &Pages| p.last == 0 || p.last == p.firsts[0];
    if (a.last != 0 && a.last == b.last) || (single(b) && inside(a, y)) || (single(a) && inside(b, x)) {
        return PageMatch::Near;
    }
    let range = |p: &Pages| (p.last > p.firsts[0]).then_some((p.firsts[0], p.last));
    if let (Some((f, l)), Some((g, m))) = (range(a), range(b))
        && f.abs_diff(g) <= 4
        && f <= m
        && g <= l
    {
        return PageMatch::Near;
    }
    PageMatch::Conflict
}

/// Whether two ranges are as long as each other (four pages or more): the same article counted by issue and by volume.
pub fn equal_length(a: &Pages, b: &Pages) -> bool {
    let length = |p: &Pages| p.last.saturating_sub(p.firsts[0]);
    length(a) >= 3 && length(a) == length(b)
}

/// A volume or issue as a number to compare: the first number in it, else its letters; 0 for what says nothing.
pub fn number(s: &str) -> u32 {
    let s = s.trim();
    if s.is_empty() || s.eq_ignore_ascii_case("unknown") || (s.contains(')') && !s.contains('(')) {
        return 0;
    }
    if s.len() <= 9 && s.bytes().all(|b| b.is_ascii_digit()) {
        return s.parse().unwrap_or(0);
    }
    let folded = super::fold::words(s);
    let digits: String = folded.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).take(9).collect();
    if let Ok(n) = digits.parse::<u32>() {
        return n;
    }
    if let Some(m) =
        folded.split(' ').next().filter(|w| w.len() >= 3).and_then(|w| month(&w[..w.char_indices().nth(3).map_or(w.len(), |(i, _)| i)]))
    {
        return m;
    }
    roman(&folded).unwrap_or_else(|| if folded.is_empty() { 0 } else { hash(2, &folded) as u32 | 0x8000_0000 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortened_prefixed_and_spreadsheet_pages_are_still_the_same_pages() {
        for (a, b, want) in [
            ("1518-23", "1518-1523", PageMatch::Both),
            ("06-Oct", "6-10", PageMatch::Both),
            ("106-11; discussion 111", "106-111", PageMatch::Both),
            ("376 -- 383", "376-83", PageMatch::Both),
            ("S27", "27", PageMatch::First),
            ("63", "P63 [tp 104]", PageMatch::First),
            ("viii108", "108", PageMatch::First),
            ("35+", "35", PageMatch::First),
            ("1～10", "1-10", PageMatch::Both),
            ("233-238+230-235", "230-5, 246-51", PageMatch::First),
            ("1668-1672", "1669", PageMatch::Near),
            ("", "12", PageMatch::Missing),
            ("114118", "114-118", PageMatch::Both),
            ("678-684", "676-682", PageMatch::Near),
            ("12-18", "40-47", PageMatch::Conflict),
        ] {
            assert_eq!(relate(&pages(a), &pages(b)), want, "{a} against {b}");
            assert_eq!(relate(&pages(b), &pages(a)), want, "{b} against {a}");
        }
    }

    #[test]
    fn volumes_are_their_first_number() {
        for (s, n) in [("35 Suppl 1", 35), ("v52", 52), ("XII", 12), ("v1)", 0), ("UNKNOWN", 0), ("2016 (no pagination)", 2016), ("", 0)] {
            assert_eq!(number(s), n, "{s}");
        }
    }
}
