//! Dates: the locale's forms with the style's changes, ranges, seasons, years before the common era.

use super::element::{DateElement, DatePart};
use super::eval::Context;
use super::numbers;
use super::out::Out;
use crate::citing::rich::Format;
use crate::model::{Date, Ymd};

/// The date of an element; empty where the item has none.
pub fn render(cx: &Context, el: &DateElement, around: Format) -> Out {
    let Some(date) = cx.item.date(&el.name) else { return Out::default() };
    let format = el.dress.over(around);
    let body = match date.start {
        None => {
            // A date in words stands where the year would.
            let (parts, _) = parts(cx, el);
            let year = parts.iter().find(|p| p.name == "year").map(|p| p.dress.clone()).unwrap_or_default();
            Out::text(date.literal.clone(), year.over(format)).affixed(&year.prefix, &year.suffix, format, cx.in_quote())
        }
        Some(start) => {
            let (parts, delimiter) = parts(cx, el);
            spread(cx, el, &parts, &delimiter, date, start, format)
        }
    };
    cx.dressed(body, &el.dress, around)
}

/// The parts to print: the locale's with the style's changes, or the style's own.
fn parts(cx: &Context, el: &DateElement) -> (Vec<DatePart>, String) {
    let shown = |name: &str| match el.parts_shown.as_str() {
        "year" => name == "year",
        "year-month" => name != "day",
        _ => true,
    };
    if el.form.is_empty() {
        return (el.parts.clone(), el.dress.delimiter.clone());
    }
    let Some((parts, delimiter)) = cx.locale.dates.get(&el.form) else { return (el.parts.clone(), el.dress.delimiter.clone()) };
    let merged = parts.iter().filter(|p| shown(&p.name)).map(|p| p.with(el.parts.iter().find(|o| o.name == p.name)));
    let delimiter = if el.dress.delimiter.is_empty() { delimiter } else { &el.dress.delimiter };
    (merged.collect(), delimiter.clone())
}

fn value(day: Ymd, part: &str) -> i32 {
    match part {
        "year" => day.year,
        "month" => i32::from(day.month),
        _ => i32::from(day.day),
    }
}

/// One date, or two with what they share printed once.
fn spread(cx: &Context, el: &DateElement, parts: &[DatePart], delimiter: &str, date: &Date, start: Ymd, format: Format) -> Out {
    let has = |p: &&DatePart| value(start, &p.name) != 0;
    let parts: Vec<&DatePart> = parts.iter().filter(has).collect();
    let end = date.end.filter(|end| parts.iter().any(|p| value(start, &p.name) != value(*end, &p.name)));
    let one = |parts: &[&DatePart], day: Ymd, bare_end: bool| -> Out {
        let mut out = Out::default();
        for (n, part) in parts.iter().enumerate() {
            let bare = bare_end && n + 1 == parts.len();
            let text = self::part(cx, el, part, day, format, bare);
            if !out.is_empty() && !text.is_empty() {
                out.push(delimiter, format, false);
            }
            out.append(text, cx.in_quote());
        }
        out
    };
    let Some(end) = end else {
        let mut out = one(&parts, start, date.open);
        if date.open {
            out.push("–", format, false);
        }
        return out;
    };
    // From the largest part that differs on, parts are printed twice.
    let rank = |p: &DatePart| ["year", "month", "day"].iter().position(|n| *n == p.name).unwrap_or(2);
    let differing = parts.iter().filter(|p| value(start, &p.name) != value(end, &p.name)).map(|p| rank(p)).min().unwrap_or(0);
    let first = parts.iter().position(|p| rank(p) >= differing).unwrap_or(0);
    let last = parts.iter().rposition(|p| rank(p) >= differing).map_or(parts.len(), |i| i + 1);
    let dash = parts.iter().find(|p| rank(p) == differing).map_or("", |p| p.range_delimiter.as_str());
    let mut out = one(&parts[..first], start, false);
    let join = |out: &mut Out, more: Out| {
        if !out.is_empty() && !more.is_empty() {
            out.push(delimiter, format, false);
        }
        out.append(more, false);
    };
    join(&mut out, one(&parts[first..last], start, true));
    out.push(if dash.is_empty() { "–" } else { dash }, format, false);
    let ending: Vec<&DatePart> = parts[first..last].iter().copied().filter(|p| value(end, &p.name) != 0).collect();
    out.append(one(&ending, end, false), false);
    join(&mut out, one(&parts[last..], start, false));
    out
}

fn part(cx: &Context, el: &DateElement, part: &DatePart, day: Ymd, around: Format, bare: bool) -> Out {
    let text = match part.name.as_str() {
        "year" => year(cx, el, day.year, &part.form),
        "month" => month(cx, day.month, &part.form),
        _ => number(cx, u64::from(day.day), &part.form),
    };
    let text = if part.dress.strip_periods { text.replace('.', "") } else { text };
    let text = match part.dress.case {
        Some(case) => super::case::apply(case, &text, &[], true),
        None => text,
    };
    let suffix = if bare { "" } else { part.dress.suffix.as_str() };
    Out::text(text, part.dress.over(around)).affixed(&part.dress.prefix, suffix, around, cx.in_quote())
}

fn year(cx: &Context, el: &DateElement, year: i32, form: &str) -> String {
    let mut text = match year {
        ..0 => format!("{}{}", -year, cx.locale.term("bc", "", false).unwrap_or(" BC")),
        0..1000 => format!("{year}{}", cx.locale.term("ad", "", false).unwrap_or("")),
        _ => year.to_string(),
    };
    if form == "short" && year >= 1000 {
        text = format!("{:02}", year % 100);
    }
    if el.name == "issued" {
        text.push_str(&cx.implicit_suffix());
    }
    text
}

fn month(cx: &Context, month: u8, form: &str) -> String {
    if (21..=24).contains(&month) {
        return cx.locale.term(&format!("season-{:02}", month - 20), "", false).unwrap_or("").to_owned();
    }
    match form {
        "numeric" => month.to_string(),
        "numeric-leading-zeros" => format!("{month:02}"),
        "short" => cx.locale.term(&format!("month-{month:02}"), "short", false).unwrap_or("").to_owned(),
        _ => cx.locale.term(&format!("month-{month:02}"), "", false).unwrap_or("").to_owned(),
    }
}

fn number(cx: &Context, n: u64, form: &str) -> String {
    match form {
        "numeric-leading-zeros" => format!("{n:02}"),
        "ordinal" if n == 1 || !cx.locale.limit_day_ordinals => numbers::ordinal(n, &cx.locale),
        _ => n.to_string(),
    }
}

/// A date as a key for sorting.
pub fn key(date: &Date) -> String {
    let show = |d: Ymd| format!("{:08}{:02}{:02}", i64::from(d.year) + 10_000_000, d.month, d.day);
    match (date.start, date.end) {
        (None, _) => date.literal.clone(),
        (Some(start), None) => show(start),
        (Some(start), Some(end)) => format!("{}-{}", show(start), show(end)),
    }
}
