//! Rules about dates.

use super::rule::{Grade, Rule};
use crate::model::{DateVar, Ymd};

/// Month 13, 30 February.
pub const INVALID: Rule = Rule {
    name: "date-invalid",
    grade: Grade::Warning,
    suspicious: false,
    about: ("A month is 1–12 (or a season), a day is one that the month has", "月份须为 1–12（或季节），日期须为该月所有"),
    fixes: false,
    run: |item, out| {
        for (var, date) in &item.face.dates {
            for d in [date.start, date.end].into_iter().flatten() {
                if !valid(d) {
                    out.say(format!("{}: {} is no date", var.as_str(), text(d)), format!("{}：{} 不是有效日期", var.as_str(), text(d)));
                }
            }
        }
    },
};

fn text(d: Ymd) -> String {
    match (d.month, d.day) {
        (0, _) => d.year.to_string(),
        (m, 0) => format!("{}-{m:02}", d.year),
        (m, day) => format!("{}-{m:02}-{day:02}", d.year),
    }
}

fn valid(d: Ymd) -> bool {
    let leap = d.year % 4 == 0 && (d.year % 100 != 0 || d.year % 400 == 0);
    let days = match d.month {
        0 => return d.day == 0,
        21..=24 => return d.day == 0,
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    d.day <= days
}

/// A year to come.
pub const FUTURE: Rule = Rule {
    name: "date-future",
    grade: Grade::Warning,
    suspicious: true,
    about: (
        "A work cannot have appeared, or been looked at, after today (an issue dated up to a year ahead is let pass)",
        "出版日期或引用日期晚于今天（提前至多一年的刊期除外）",
    ),
    fixes: false,
    run: |item, out| {
        for (var, date) in &item.face.dates {
            let Some(d) = date.start else { continue };
            let ahead = match var {
                DateVar::Issued => d.year > item.today.year + 1,
                DateVar::Accessed => d > item.today,
                _ => false,
            };
            if ahead {
                out.say(format!("{}: {} is in the future", var.as_str(), text(d)), format!("{}：{} 在将来", var.as_str(), text(d)));
            }
        }
    },
};

/// A range that ends before it begins; looked at before it appeared.
pub const ORDER: Rule = Rule {
    name: "date-order",
    grade: Grade::Warning,
    suspicious: false,
    about: (
        "A range of dates ends after it begins; a web page was looked at after it appeared",
        "日期范围先始后终；引用日期不早于发布日期",
    ),
    fixes: false,
    run: |item, out| {
        for (var, date) in &item.face.dates {
            if let (Some(start), Some(end)) = (date.start, date.end)
                && end < start
                && end.year > 0
            {
                out.say(
                    format!("{}: {} is before {}", var.as_str(), text(end), text(start)),
                    format!("{}：{} 早于 {}", var.as_str(), text(end), text(start)),
                );
            }
        }
        let day = |var| item.face.date(var).and_then(|d| d.start);
        if let (Some(issued), Some(accessed)) = (day(DateVar::Issued), day(DateVar::Accessed))
            && accessed.year > 0
            && accessed.year < issued.year
        {
            out.say(
                format!("looked at in {}, but published in {}", accessed.year, issued.year),
                format!("引用于 {} 年，却出版于 {} 年", accessed.year, issued.year),
            );
        }
    },
};
