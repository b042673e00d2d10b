//! Citations in plain text: `[1]`, `[1,3-5]`, （张三等，2020）, (Luo et al., 2021, p. 3), and names before a year in brackets.

use std::ops::Range;

/// One work that a plain citation points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// A number of the list.
    Number(u32),
    /// Names and a year.
    Names {
        /// Family or full names as printed, the first in front.
        names: Vec<String>,
        /// 等 or et al.
        et_al: bool,
        /// The year with its letter (`2020a`).
        year: String,
        /// The cited place (`p. 3`, `第5页`).
        locator: String,
    },
}

/// A plain citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain {
    /// Where it stands, brackets and all.
    pub range: Range<usize>,
    /// What it points to, in order.
    pub pointers: Vec<Pointer>,
    /// Names stand before the brackets, as part of the sentence: whether they are names, only the list can tell.
    pub narrative: bool,
}

/// Longest bracket that is looked into, in bytes.
const LONGEST: usize = 400;

/// Every plain citation of a text outside the ranges given (the list itself, code).
pub fn scan(text: &str, outside: &[Range<usize>]) -> Vec<Plain> {
    let mut out = Vec::new();
    let mut skip = outside.iter().peekable();
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '[' | '［' | '〔' | '(' | '（')) {
        while skip.next_if(|r| r.end <= at).is_some() {}
        if skip.peek().is_some_and(|r| r.contains(&at)) {
            continue;
        }
        let Some((inside, end)) = inside(text, at, c) else { continue };
        if matches!(c, '(' | '（') {
            out.extend(in_words(at, inside, end));
        } else if let Some(numbers) = numbers(inside)
            && !is_link(text, at, end)
        {
            out.push(Plain { range: at..end, pointers: numbers.into_iter().map(Pointer::Number).collect(), narrative: false });
        }
    }
    out
}

/// What stands between a bracket and its pair on the same line or the next, and where it ends.
fn inside(text: &str, at: usize, open: char) -> Option<(&str, usize)> {
    let close: &[char] = match open {
        '(' | '（' => &[')', '）'],
        _ => &[']', '］', '〕'],
    };
    let start = at + open.len_utf8();
    let rest = &text[start..];
    for (i, c) in rest.char_indices() {
        if i > LONGEST || c == open || rest[i..].starts_with("\n\n") {
            return None;
        }
        if close.contains(&c) {
            return Some((&rest[..i], start + i + c.len_utf8()));
        }
    }
    None
}

/// `1, 3–5` as numbers; none where anything else stands there.
fn numbers(inside: &str) -> Option<Vec<u32>> {
    let plain: String = crate::text::width::half(inside).chars().filter(|c| !c.is_whitespace()).collect();
    let mut out = Vec::new();
    for part in plain.split([',', '、', ';', '，']) {
        let mut ends = part.split(['-', '–', '—', '~', '～', '−']).filter(|p| !p.is_empty());
        let number = |s: &str| s.parse::<u32>().ok().filter(|n| (1..=999).contains(n) && s.len() <= 3 && !s.starts_with('0'));
        let first = number(ends.next()?)?;
        match ends.next() {
            None => out.push(first),
            Some(last) => {
                let last = number(last).filter(|l| *l > first && l - first < 100)?;
                out.extend(first..=last);
            }
        }
        if ends.next().is_some() {
            return None;
        }
    }
    (!out.is_empty()).then_some(out)
}

/// `[1](…)`, `[1]: …`, `![1]`, `[^1]`, an index `a[1]`: no citations.
fn is_link(text: &str, at: usize, end: usize) -> bool {
    let rest = &text[end..];
    let before = text[..at].chars().next_back();
    let line_start = text[..at].rsplit('\n').next().is_some_and(|l| l.trim().is_empty());
    rest.starts_with('(') && !rest.starts_with("((") && rest[1..].starts_with(['h', '#', '.', '/'])
        || before.is_some_and(|c| matches!(c, '!' | '\\' | '`' | '_'))
        || line_start && rest.starts_with(':')
}

/// A year of four digits with a letter at the start of a text; its length. `n.d.` and 待刊 are not looked for.
fn year(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits != 4 || !matches!(text.get(..2), Some("15" | "16" | "17" | "18" | "19" | "20")) {
        return None;
    }
    let letter =
        text.as_bytes().get(4).is_some_and(u8::is_ascii_lowercase) && !text.as_bytes().get(5).is_some_and(u8::is_ascii_alphanumeric);
    Some(4 + usize::from(letter))
}

/// Parentheses with names and years, or with years alone behind names.
fn in_words(at: usize, inside: &str, end: usize) -> Option<Plain> {
    let bare = inside.trim();
    if let Some(length) = year(bare) {
        let mut pointers = Vec::new();
        let mut rest = bare;
        let mut last = length;
        loop {
            let names = Pointer::Names { names: Vec::new(), et_al: false, year: rest[..last].to_owned(), locator: String::new() };
            pointers.push(names);
            let tail = rest[last..].trim_start();
            let Some(next) = tail.strip_prefix([',', '，', '、', ';', '；']).map(str::trim_start) else {
                let locator = locator(tail);
                if !tail.is_empty() && locator.is_empty() {
                    return None;
                }
                if let Some(Pointer::Names { locator: l, .. }) = pointers.last_mut() {
                    *l = locator;
                }
                break;
            };
            match year(next) {
                Some(length) => (rest, last) = (next, length),
                None => {
                    let found = locator(next);
                    if found.is_empty() {
                        return None;
                    }
                    if let Some(Pointer::Names { locator: l, .. }) = pointers.last_mut() {
                        *l = found;
                    }
                    break;
                }
            }
        }
        return Some(Plain { range: at..end, pointers, narrative: true });
    }
    let mut pointers = Vec::new();
    let mut names: (Vec<String>, bool) = (Vec::new(), false);
    for part in inside.split([';', '；']) {
        let part = part.trim();
        let at = (0..part.len())
            .filter(|i| part.is_char_boundary(*i) && (*i == 0 || !part.as_bytes()[i - 1].is_ascii_alphanumeric()))
            .find(|i| year(&part[*i..]).is_some())?;
        let length = year(&part[at..])?;
        let before = part[..at].trim_end_matches([' ', ',', '，', '(', '（', '、', '：', ':']);
        if !before.is_empty() {
            names = self::names(before)?;
        }
        if names.0.is_empty() {
            return None;
        }
        let mut tail = part[at + length..].trim_start();
        let mut years = vec![part[at..at + length].to_owned()];
        while let Some(next) = tail.strip_prefix([',', '，', '、']).map(str::trim_start)
            && let Some(length) = year(next)
        {
            years.push(next[..length].to_owned());
            tail = next[length..].trim_start();
        }
        // 2020a, b
        while let Some(next) = tail.strip_prefix([',', '，', '、']).map(str::trim_start)
            && next.len() == 1
            && next.as_bytes()[0].is_ascii_lowercase()
            && let Some(stem) = years.last().and_then(|y| y.get(..4)).map(str::to_owned)
        {
            years.push(format!("{stem}{next}"));
            tail = "";
        }
        let locator = locator(tail.trim_start_matches([',', '，', ':', '：', ' ']));
        for (i, year) in years.iter().enumerate() {
            let locator = if i + 1 == years.len() { locator.clone() } else { String::new() };
            pointers.push(Pointer::Names { names: names.0.clone(), et_al: names.1, year: year.clone(), locator });
        }
    }
    (!pointers.is_empty()).then_some(Plain { range: at..end, pointers, narrative: false })
}

/// `p. 3`, `pp. 3–5`, `第5页`, `12`: a cited place; empty for anything else.
fn locator(text: &str) -> String {
    let text = text.trim().trim_start_matches([',', '，', ':', '：']).trim();
    let shaped = text.starts_with("p.")
        || text.starts_with("pp.")
        || text.starts_with("ch")
        || text.starts_with('第')
        || text.starts_with("页")
        || text.starts_with(|c: char| c.is_ascii_digit());
    if shaped && text.chars().count() < 30 { text.to_owned() } else { String::new() }
}

/// Names as a list, and whether it was cut short; none where the text is no list of names.
fn names(text: &str) -> Option<(Vec<String>, bool)> {
    let mut text = text.trim();
    for word in ["see also ", "see ", "e.g., ", "e.g. ", "cf. ", "See ", "参见", "详见", "转引自", "如：", "如", "见"] {
        text = text.strip_prefix(word).unwrap_or(text).trim_start();
    }
    let mut et_al = false;
    for word in ["et al.", "et al", "等人", "等", "and others", "and colleagues"] {
        if let Some(cut) = text.strip_suffix(word) {
            text = cut.trim_end_matches([' ', ',', '，']);
            et_al = true;
            break;
        }
    }
    let text = text.replace(" & ", ", ").replace(" and ", ", ").replace(['和', '与'], "、").replace(" y ", ", ").replace(" und ", ", ");
    let mut list = Vec::new();
    for name in text.split([',', '，', '、']).map(str::trim).filter(|n| !n.is_empty()) {
        let han = name.chars().filter(|c| crate::text::script::is_han(*c)).count();
        let chars = name.chars().count();
        let chinese = han > 0 && chars <= 16;
        let latin = han == 0 && chars <= 60 && name.split_whitespace().count() <= 6 && name.chars().any(char::is_uppercase);
        if !(chinese || latin) || name.contains(|c: char| c.is_ascii_digit() || matches!(c, '。' | '：' | '？' | '！' | '=' | '%')) {
            return None;
        }
        list.push(name.to_owned());
    }
    (!list.is_empty() && list.len() <= 8).then_some((list, et_al))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> Vec<String> {
        let one = |p: &Pointer| match p {
            Pointer::Number(n) => n.to_string(),
            Pointer::Names { names, et_al, year, locator } => {
                let mut s = format!("{}{}|{year}", names.join("+"), if *et_al { "…" } else { "" });
                if !locator.is_empty() {
                    s += &format!("|{locator}");
                }
                s
            }
        };
        scan(text, &[])
            .iter()
            .map(|p| format!("{}{}", if p.narrative { "~" } else { "" }, p.pointers.iter().map(one).collect::<Vec<_>>().join(" ")))
            .collect()
    }

    #[test]
    fn numbers_and_names_with_years_are_citations() {
        let table: &[(&str, &[&str])] = &[
            ("如[1]、［2，4—6］与[3, 7]所述", &["1", "2 4 5 6", "3 7"]),
            ("（张三等，2020）（李四、王五，2019：第5页）", &["张三…|2020", "李四+王五|2019|第5页"]),
            ("(Luo et al., 2021; Smith & Jones, 2019a, p. 3)", &["Luo…|2021 Smith+Jones|2019a|p. 3"]),
            ("(see Luo 2018, 2021)", &["Luo|2018 Luo|2021"]),
            ("罗晖等（2021）认为，Flink and Schreiterer (2010, p. 6)", &["~|2021", "~|2010|p. 6"]),
            ("（Smith，2019a、b）", &["Smith|2019a Smith|2019b"]),
        ];
        for (text, want) in table {
            assert_eq!(show(text), *want, "{text}");
        }
    }

    #[test]
    fn other_brackets_are_none() {
        for text in [
            "[1](https://x.org)",
            "[^1]",
            "数组a_[1]",
            "（2020年3月5日）",
            "(in total 2020 people)",
            "（图1）",
            "[0, 1]",
            "[2020]",
            "（1）",
            "(p < 0.05, 2019 data from the survey of this)",
        ] {
            assert_eq!(show(text), [""; 0], "{text}");
        }
    }
}
