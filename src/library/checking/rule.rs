//! What a rule of `check` is, and what it finds.

use crate::model::{Face, Record, Ymd};
use serde_json::Value;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// A matter of taste, or worth knowing.
    Note,
    /// Probably wrong.
    Warning,
    /// Wrong: it will not compile or not be printed.
    Error,
}

impl Grade {
    /// The word that is printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Grade::Note => "note",
            Grade::Warning => "warning",
            Grade::Error => "error",
        }
    }
}

/// A certain correction of one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// Which face.
    pub face: usize,
    /// The field, by its name in CSL.
    pub field: String,
    /// The value it had, as text.
    pub old: String,
    /// The value it gets; null removes it.
    pub value: Value,
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Name of the rule.
    pub rule: &'static str,
    /// How grave.
    pub grade: Grade,
    /// Whether the reference itself is in doubt: the message says that it is not verified.
    pub suspicious: bool,
    /// Index of the entry it is about.
    pub entry: usize,
    /// Its key.
    pub key: String,
    /// File; empty for an entry of the library.
    pub path: String,
    /// Line and column, from 1; 0 where there are none.
    pub line: u32,
    /// Column.
    pub column: u32,
    /// What is wrong, in English.
    pub message: String,
    /// And in Chinese.
    pub chinese: String,
    /// Keys that may have been meant.
    pub near: Vec<String>,
    /// The correction, where it is certain.
    pub fix: Option<Fix>,
}

/// What a rule looks at: one face of one record.
pub struct Item<'a> {
    /// The record.
    pub record: &'a Record,
    /// The face.
    pub face: &'a Face,
    /// Its number in the record.
    pub number: usize,
    /// The style it is wanted for; empty for any.
    pub style: &'a str,
    /// The date of today.
    pub today: Ymd,
}

/// A rule.
pub struct Rule {
    /// Its name.
    pub name: &'static str,
    /// How grave its findings are.
    pub grade: Grade,
    /// Whether they put the reference itself in doubt.
    pub suspicious: bool,
    /// What it looks for and why, in English and Chinese.
    pub about: (&'static str, &'static str),
    /// Whether it corrects what is certain.
    pub fixes: bool,
    /// Looks at one face; rules over several entries do nothing here.
    pub run: fn(&Item, &mut Out),
}

/// For rules that are not run face by face.
pub fn nothing(_: &Item, _: &mut Out) {}

/// Where a rule puts its findings.
pub struct Out<'a> {
    /// The findings.
    pub findings: Vec<Finding>,
    rule: &'static str,
    grade: Grade,
    suspicious: bool,
    entry: usize,
    face: usize,
    key: &'a str,
}

impl<'a> Out<'a> {
    /// For one rule on one face.
    pub fn new(rule: &Rule, entry: usize, face: usize, key: &'a str) -> Self {
        Out { findings: Vec::new(), rule: rule.name, grade: rule.grade, suspicious: rule.suspicious, entry, face, key }
    }

    /// A finding without a correction.
    pub fn say(&mut self, message: impl Into<String>, chinese: impl Into<String>) {
        let (mut message, mut chinese) = (message.into(), chinese.into());
        if self.suspicious {
            message.push_str(": not verified");
            chinese.push_str("：未核实");
        }
        self.findings.push(Finding {
            rule: self.rule,
            grade: self.grade,
            suspicious: self.suspicious,
            entry: self.entry,
            key: self.key.to_owned(),
            path: String::new(),
            line: 0,
            column: 0,
            message,
            chinese,
            near: Vec::new(),
            fix: None,
        });
    }

    /// A finding with the value that the field should have; none removes it.
    pub fn fix(&mut self, field: &str, old: &str, new: Option<&str>) {
        let value = new.map_or(Value::Null, |n| Value::String(n.to_owned()));
        self.correct(field, old, new.unwrap_or_default(), value);
    }

    /// A finding with a value that is no text.
    pub fn correct(&mut self, field: &str, old: &str, shown: &str, value: Value) {
        let (en, zh) = if shown.is_empty() {
            (format!("{field}: {old} is no value"), format!("{field}：“{old}”不是有效值"))
        } else {
            (format!("{field}: {old} → {shown}"), format!("{field}：{old} → {shown}"))
        };
        self.say(en, zh);
        let face = self.face;
        if let Some(last) = self.findings.last_mut() {
            last.fix = Some(Fix { face, field: field.to_owned(), old: old.to_owned(), value });
        }
    }
}

/// Today by the system's clock, in UTC.
pub fn today() -> Ymd {
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_secs());
    civil((seconds / 86_400) as i64)
}

/// Days since 1970-01-01 as a date of the Gregorian calendar.
fn civil(days: i64) -> Ymd {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = (day_of_year - (153 * shifted + 2) / 5 + 1) as u8;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 } as u8;
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Ymd { year: year as i32, month, day }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_dates() {
        for (days, date) in [(0, (1970, 1, 1)), (19_782, (2024, 2, 29)), (20_454, (2026, 1, 1)), (-1, (1969, 12, 31))] {
            let d = civil(days);
            assert_eq!((d.year, d.month, d.day), date);
        }
    }
}
