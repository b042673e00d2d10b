//! Numbers of list items (17.9): counts them as Word does and prints each mark.

use crate::documents::Failure;
use crate::documents::Limits;
use crate::documents::limits::Deadline;
use crate::documents::package::{Node, Xml, attr, local};
use crate::text::numerals::to_roman;
use std::collections::HashMap;

#[derive(Clone, Debug, Default)]
struct Level {
    format: String,
    text: String,
    start: u32,
}

/// The list definitions with their counters.
#[derive(Debug, Default)]
pub struct Lists {
    levels: HashMap<String, Vec<Level>>,
    abstracts: HashMap<String, String>,
    starts: HashMap<(String, usize), u32>,
    counters: HashMap<String, [Option<u32>; 9]>,
    seen: std::collections::HashSet<String>,
}

impl Lists {
    /// The mark of the next item of that list; nothing where it has none.
    pub fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let level = level.min(8);
        let base = self.abstracts.get(list)?.clone();
        let levels = self.levels.get(&base)?;
        let counters = self.counters.entry(base).or_default();
        if self.seen.insert(list.to_owned()) {
            // A list with its own start begins again where it is first used.
            for (l, counter) in counters.iter_mut().enumerate() {
                if self.starts.contains_key(&(list.to_owned(), l)) {
                    *counter = None;
                }
            }
        }
        let first = |l: usize| self.starts.get(&(list.to_owned(), l)).copied().unwrap_or_else(|| levels.get(l).map_or(1, |x| x.start));
        for (l, counter) in counters.iter_mut().enumerate().take(level) {
            counter.get_or_insert_with(|| first(l));
        }
        if let Some(counter) = counters.get_mut(level) {
            *counter = Some(counter.map_or_else(|| first(level), |n| n.saturating_add(1)));
        }
        counters.iter_mut().skip(level + 1).for_each(|c| *c = None);
        let this = levels.get(level)?;
        if this.format == "none" {
            return None;
        }
        if this.format == "bullet" {
            return Some("•".into());
        }
        let mut mark = this.text.clone();
        for (l, value) in counters.iter().enumerate().take(level + 1) {
            let sign = format!("%{}", l + 1);
            if mark.contains(&sign) {
                let format = levels.get(l).map_or("decimal", |x| x.format.as_str());
                mark = mark.replace(&sign, &number(value.unwrap_or(1), format));
            }
        }
        (!mark.trim().is_empty()).then(|| mark.trim().to_owned())
    }
}

/// Reads `numbering.xml`.
pub fn read(text: &str, limits: &Limits, deadline: Deadline) -> Result<Lists, Failure> {
    let mut lists = Lists::default();
    let mut xml = Xml::new(text, limits, deadline);
    let (mut base, mut num, mut at) = (String::new(), None::<String>, 0usize);
    while let Some(node) = xml.next()? {
        let Node::Open(e) = node else {
            if matches!(&node, Node::Close(n) if n == "num") {
                num = None;
            }
            continue;
        };
        let val = || attr(&e, "val").unwrap_or_default();
        match local(&e) {
            "abstractNum" => base = attr(&e, "abstractNumId").unwrap_or_default(),
            "num" => num = attr(&e, "numId"),
            "abstractNumId" => {
                if let Some(n) = &num {
                    lists.abstracts.insert(n.clone(), val());
                }
            }
            "lvlOverride" | "lvl" => {
                at = attr(&e, "ilvl").and_then(|v| v.parse().ok()).unwrap_or(0).min(8);
                if num.is_none() && local(&e) == "lvl" {
                    let levels = lists.levels.entry(base.clone()).or_default();
                    if levels.len() <= at {
                        levels.resize(at + 1, Level { start: 1, ..Level::default() });
                    }
                }
            }
            "startOverride" => {
                if let (Some(n), Ok(v)) = (&num, val().parse()) {
                    lists.starts.insert((n.clone(), at), v);
                }
            }
            name @ ("numFmt" | "lvlText" | "start") if num.is_none() => {
                if let Some(level) = lists.levels.get_mut(&base).and_then(|l| l.get_mut(at)) {
                    match name {
                        "numFmt" => level.format = val(),
                        "lvlText" => level.text = val(),
                        _ => level.start = val().parse().unwrap_or(1),
                    }
                }
            }
            _ => {}
        }
    }
    Ok(lists)
}

/// A number in a number format (17.18.59).
pub fn number(n: u32, format: &str) -> String {
    match format {
        "lowerLetter" => letters(n, b'a'),
        "upperLetter" => letters(n, b'A'),
        "lowerRoman" => to_roman(n.min(3999)).to_lowercase(),
        "upperRoman" => to_roman(n.min(3999)),
        "decimalZero" => format!("{n:02}"),
        "decimalFullWidth" | "decimalFullWidth2" => n.to_string().chars().map(|c| char::from_u32(c as u32 + 0xfee0).unwrap_or(c)).collect(),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => circled(n),
        "chineseCounting" | "chineseCountingThousand" | "japaneseCounting" | "ideographDigital" | "taiwaneseCountingThousand" => han(n),
        "chicago" => ["*", "†", "‡", "§"][(n.max(1) as usize - 1) % 4].repeat((n.max(1) as usize - 1) / 4 % 8 + 1),
        _ => n.to_string(),
    }
}

fn circled(n: u32) -> String {
    let c = match n {
        1..=20 => char::from_u32(0x2460 + n - 1),
        21..=35 => char::from_u32(0x3251 + n - 21),
        36..=50 => char::from_u32(0x32b1 + n - 36),
        _ => None,
    };
    c.map_or_else(|| n.to_string(), String::from)
}

fn letters(n: u32, first: u8) -> String {
    let n = n.max(1) - 1;
    char::from(first + (n % 26) as u8).to_string().repeat((n / 26 % 8) as usize + 1)
}

fn han(n: u32) -> String {
    const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |d: u32| DIGITS[(d % 10) as usize];
    match n {
        0..=9 => digit(n).to_owned(),
        10..=99 => {
            let tens = if n < 20 { "" } else { digit(n / 10) };
            let ones = if n.is_multiple_of(10) { "" } else { digit(n) };
            format!("{tens}十{ones}")
        }
        _ => n.to_string().chars().filter_map(|c| c.to_digit(10)).map(digit).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_list_items_are_printed_as_word_prints_them() {
        for (n, format, mark) in [
            (4, "lowerRoman", "iv"),
            (28, "lowerLetter", "bb"),
            (21, "decimalEnclosedCircle", "㉑"),
            (3, "decimalFullWidth", "３"),
            (20, "chineseCounting", "二十"),
            (15, "chineseCountingThousand", "十五"),
            (5, "chicago", "**"),
            (7, "decimal", "7"),
        ] {
            assert_eq!(number(n, format), mark, "{n} in {format}");
        }
    }

    #[test]
    fn nested_lists_count_on_their_own_and_start_again() {
        let xml = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="[%1]"/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
            <w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>
            <w:num w:numId="6"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num></w:numbering>"#;
        let limits = Limits::default();
        let mut lists = read(xml, &limits, Deadline::start(&limits)).expect("read");
        let marks: Vec<_> = [("5", 0), ("5", 1), ("5", 1), ("5", 0), ("5", 1), ("6", 0), ("6", 0), ("9", 0)]
            .into_iter()
            .map(|(l, i)| lists.next(l, i).unwrap_or_default())
            .collect();
        assert_eq!(marks, ["[1]", "1.a", "1.b", "[2]", "2.a", "[7]", "[8]", ""]);
    }
}
