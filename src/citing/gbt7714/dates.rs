//! Dates (8.4.3, 8.6): `2002`, `[1936]`, `1865（清同治四年）`, `2008-01-16`, `1957-1990`.

use crate::model::{Date, Ymd};

/// Year of publication; estimated ones in square brackets (8.4.3.4), a year of another calendar behind (8.4.3.1).
pub fn year(date: &Date, open: &str, close: &str, dash: &str) -> String {
    let Some(start) = date.start else { return date.literal.clone() };
    let mut out = start.year.to_string();
    match date.end {
        Some(end) if end.year != start.year => out = format!("{out}{dash}{}", end.year),
        None if date.open => out.push_str(dash),
        _ => {}
    }
    if date.circa {
        return format!("[{out}]");
    }
    match date.literal.as_str() {
        "" => out,
        // `c1988`, `1995印刷` name the year themselves (8.4.3.2, 8.4.3.3).
        literal if literal.contains(&start.year.to_string()) => literal.to_owned(),
        literal => format!("{out}{open}{literal}{close}"),
    }
}

/// The date as far as it is known: `2008-01-16`, `2019-11`, `2008`.
pub fn full(date: &Date) -> String {
    match (date.start, date.end) {
        (None, _) => date.literal.clone(),
        (Some(start), Some(end)) if end != start => format!("{}/{}", ymd(start), ymd(end)),
        (Some(start), _) => ymd(start),
    }
}

/// Whether the day is known.
pub fn has_day(date: &Date) -> bool {
    date.start.is_some_and(|d| d.day > 0)
}

fn ymd(d: Ymd) -> String {
    match (d.month, d.day) {
        (1..=12, 1..) => format!("{:04}-{:02}-{:02}", d.year, d.month, d.day),
        (1..=12, 0) => format!("{:04}-{:02}", d.year, d.month),
        _ => d.year.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn estimated_and_reign_years_are_kept_apart_from_plain_ones() {
        let (o, c, d) = ("（", "）", "-");
        assert_eq!(year(&Date::year(2002), o, c, d), "2002");
        assert_eq!(year(&Date { circa: true, ..Date::year(1936) }, o, c, d), "[1936]");
        assert_eq!(year(&Date { literal: "清同治四年".into(), ..Date::year(1865) }, o, c, d), "1865（清同治四年）");
        assert_eq!(year(&Date { literal: "c1988".into(), ..Date::year(1988) }, o, c, d), "c1988");
        let range = Date { end: Some(Ymd { year: 1990, month: 0, day: 0 }), ..Date::year(1957) };
        assert_eq!(year(&range, o, c, d), "1957-1990");
        assert_eq!(year(&Date { open: true, ..Date::year(1883) }, o, c, "—"), "1883—");
        assert_eq!(full(&Date::ymd(2008, 1, 16)), "2008-01-16");
        assert_eq!(full(&Date::ymd(2019, 11, 0)), "2019-11");
    }
}
