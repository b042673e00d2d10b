//! Dates as fields of both dialects.

use crate::formats::dates::{iso, to_edtf};
use crate::model::Date;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// `year`, `month`, `day` of BibTeX, and `date` where they can't tell it; month is a macro, without braces.
pub fn bibtex(date: &Date) -> Vec<(&'static str, String)> {
    let Some(start) = date.start else {
        return if date.literal.is_empty() { Vec::new() } else { vec![("year", date.literal.clone())] };
    };
    let mut out = vec![("year", start.year.to_string())];
    if let Some(name) = usize::from(start.month).checked_sub(1).and_then(|m| MONTHS.get(m)) {
        out.push(("month", (*name).to_owned()));
        if start.day > 0 {
            out.push(("day", start.day.to_string()));
        }
    }
    let simple = date.end.is_none() && !date.open && !date.circa && start.month <= 12 && start.year >= 1000;
    if !simple && let Some(edtf) = to_edtf(date) {
        out.push(("date", edtf));
    }
    out
}

/// The value of a biblatex date field.
pub fn biblatex(date: &Date) -> Option<String> {
    to_edtf(date)
}

/// A date for the fields that BibTeX's styles know as text.
pub fn plain(date: &Date) -> String {
    match (to_edtf(date), date.start) {
        (Some(edtf), _) => edtf,
        (None, Some(start)) => iso(start),
        (None, None) => date.literal.clone(),
    }
}
