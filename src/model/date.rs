//! Dates as bibliographies have them: partial, uncertain, ranges, or only in words.

use serde::{Deserialize, Serialize};

/// A year with optional month (1–12, or 21–24 for spring to winter as in EDTF) and day; 0 where not given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Ymd {
    /// Year of the common era; negative before it.
    pub year: i32,
    /// Month 1–12, season 21–24, or 0.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub month: u8,
    /// Day 1–31, or 0.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub day: u8,
}

fn is_zero(n: &u8) -> bool {
    *n == 0
}

/// A date, or a range of dates, or a date in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Date {
    /// The date, or the first of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<Ymd>,
    /// The last date of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<Ymd>,
    /// The range has no end yet (`1998–`).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub open: bool,
    /// Estimated or uncertain (`[1936]`, `约1900`, `1900?`).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub circa: bool,
    /// What was printed beside or instead of the numbers (`清同治四年`, `民国三十六年`, `n.d.`, `forthcoming`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub literal: String,
}

impl Date {
    /// A plain date; month and day 0 where not known.
    pub fn ymd(year: i32, month: u8, day: u8) -> Self {
        Date { start: Some(Ymd { year, month, day }), ..Date::default() }
    }

    /// A year.
    pub fn year(year: i32) -> Self {
        Date::ymd(year, 0, 0)
    }

    /// The first year, if there is one.
    pub fn first_year(&self) -> Option<i32> {
        self.start.map(|d| d.year)
    }

    /// Whether nothing is known at all.
    pub fn is_empty(&self) -> bool {
        self.start.is_none() && self.literal.is_empty()
    }
}
