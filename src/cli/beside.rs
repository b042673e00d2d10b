//! Two records side by side for a terminal: differences marked, evidence below.

use super::report::Talk;
use crate::library::proving;
use crate::model::Record;
use crate::normalise::fold;
use std::io::Write;
use unicode_width::UnicodeWidthChar;

/// Columns of the names of fields, with the mark in front of them.
const NAMES: usize = 20;

/// Shows two records field by field: `≠` other values, `≈` the same in other print, `+` only on one side.
pub fn show(a: &Record, b: &Record, why: &[String], out: &mut dyn Write, talk: &Talk) -> std::io::Result<()> {
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).unwrap_or(100usize).clamp(60, 240);
    let width = (columns - NAMES - 3) / 2;
    row(out, " ", "", &talk.strong(&a.key), &talk.strong(&b.key), width)?;
    for at in 0..a.faces.len().max(b.faces.len()) {
        let values = |r: &Record| r.faces.get(at).map(proving::values).unwrap_or_default();
        let (left, right) = (values(a), values(b));
        let of = |list: &[(String, String)], name: &str| list.iter().find(|(n, _)| n == name).map_or(String::new(), |(_, v)| v.clone());
        let mut names: Vec<&str> = left.iter().map(|(n, _)| n.as_str()).collect();
        names.extend(right.iter().map(|(n, _)| n.as_str()).filter(|n| !left.iter().any(|(m, _)| m == n)));
        for name in names {
            let (x, y) = (of(&left, name), of(&right, name));
            let mark = match () {
                () if x == y => " ",
                () if x.is_empty() || y.is_empty() => "+",
                () if fold::key(&x) == fold::key(&y) => "≈",
                () => "≠",
            };
            let mark = if mark == " " { mark.to_owned() } else { talk.strong(mark) };
            row(out, &mark, name, &x, &y, width)?;
        }
    }
    for reason in why {
        writeln!(out, "    · {reason}")?;
    }
    Ok(())
}

/// One field, in as many lines as its longer side needs.
fn row(out: &mut dyn Write, mark: &str, name: &str, left: &str, right: &str, width: usize) -> std::io::Result<()> {
    let (x, y) = (wrapped(left, width), wrapped(right, width));
    for at in 0..x.len().max(y.len()).max(1) {
        let part = |list: &[String]| list.get(at).cloned().unwrap_or_default();
        let (x, y) = (part(&x), part(&y));
        let gap = " ".repeat(width.saturating_sub(columns(&x)));
        let (mark, name) = if at == 0 { (mark, name) } else { (" ", "") };
        writeln!(out, "  {mark} {name:<16} {x}{gap} │ {y}")?;
    }
    Ok(())
}

/// Terminal columns a text takes; colours take none.
fn columns(s: &str) -> usize {
    let mut inside = false;
    s.chars()
        .map(|c| {
            inside |= c == '\x1b';
            let shown = if inside { 0 } else { c.width().unwrap_or(0) };
            inside &= c != 'm';
            shown
        })
        .sum()
}

/// Lines of at most so many columns, broken at spaces where there are any.
fn wrapped(s: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in s.split_inclusive(' ') {
        if columns(&line) + columns(word.trim_end()) > width && !line.is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        for c in word.chars() {
            if columns(&line) + c.width().unwrap_or(0) > width && c != ' ' && !word.contains('\x1b') {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    lines.push(line.trim_end().to_owned());
    lines.retain(|l| !l.is_empty());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_are_broken_within_their_column_in_every_script() {
        for text in ["one two three four five six", "中国科学外交的回顾与展望之研究", "a-very-long-word-without-a-single-space-in-it"]
        {
            let lines = wrapped(text, 12);
            assert!(lines.len() > 1 && lines.iter().all(|l| columns(l) <= 12), "{lines:?}");
            let letters = |s: &str| s.chars().filter(|c| *c != ' ').collect::<String>();
            assert_eq!(letters(&lines.concat()), letters(text));
        }
    }
}
