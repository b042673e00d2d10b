//! The number of the part that a title names.

use super::Form;
use super::forms::last_bracket;
use crate::dedup::fold::{self, letters};
use crate::dedup::numbers::roman;
use crate::text::script::is_cjk;

/// The number of the part: `Part II`, `2. Methods`, `（下）`, `之三`, `第二部分`, or a Roman or small number at the end.
pub(super) fn part(printed: &str, form: &Form) -> u32 {
    let words = &*form.words;
    if form.cjk {
        return han_part(printed, words);
    }
    // At the end, or before a colon: "Systems II", "Methods III: results".
    marked(words)
        .or_else(|| last(words))
        .or_else(|| printed.find([':', '：']).and_then(|at| last(&fold::words(&printed[..at]))))
        .or_else(|| {
            let first = words.split(' ').next().unwrap_or("");
            let printed = printed.trim_start();
            let n = roman(first).filter(|n| *n < 20 && printed.len() > 3)?;
            printed.get(first.len()..)?.starts_with(['.', ':', ')']).then_some(n)
        })
        .unwrap_or(0)
}

/// The number after a word for a part.
fn marked(words: &str) -> Option<u32> {
    let mut mark = false;
    for word in words.split(' ') {
        if mark && let Some(n) = ordinal(word) {
            return Some(n);
        }
        mark = matches!(word, "part" | "pt" | "paper" | "volume" | "vol" | "book" | "section" | "chapter" | "installment");
    }
    None
}

/// A Roman numeral as the last of three words or more.
fn last(words: &str) -> Option<u32> {
    let (rest, last) = words.rsplit_once(' ')?;
    let plain = matches!(last, "mi" | "di" | "mix" | "mild" | "cm" | "dl" | "ml" | "mm" | "cd" | "dc" | "md" | "mc" | "lid" | "dim");
    let numeral = last.len() > 1 || last == "i" || last == "v";
    roman(last).filter(|n| *n < 40 && numeral && !plain && rest.contains(' '))
}

fn ordinal(s: &str) -> Option<u32> {
    const NAMES: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    s.parse()
        .ok()
        .or_else(|| roman(s))
        .or_else(|| NAMES.iter().position(|n| *n == s).map(|n| n as u32 + 1))
        .or_else(|| (s.len() == 1 && s.as_bytes()[0].is_ascii_lowercase()).then(|| u32::from(s.as_bytes()[0] - b'a') + 1))
        .filter(|n| *n > 0)
}

fn han_number(s: &str) -> Option<u32> {
    if let Ok(n) = s.parse() {
        return Some(n);
    }
    let digit = |c| "〇一二三四五六七八九".chars().position(|d| d == c).map(|d| d as u32);
    let mut total = 0;
    let mut last = 0;
    for c in s.chars() {
        match c {
            '十' => {
                total += last.max(1) * 10;
                last = 0;
            }
            '上' if s.chars().count() == 1 => return Some(1),
            '中' if s.chars().count() == 1 => return Some(2),
            '下' if s.chars().count() == 1 => return Some(if s == "下" { 3 } else { 0 }),
            '续' if s.chars().count() == 1 => return Some(9),
            _ => last = digit(c)?,
        }
    }
    Some(total + last).filter(|n| *n > 0)
}

fn han_part(printed: &str, words: &str) -> u32 {
    let tail = printed.trim_end_matches(['。', '.', ' ']);
    if let Some((_, inner)) = last_bracket(&tail.replace('（', "(").replace('）', ")")) {
        let inner = fold::words(inner);
        if let Some(n) = han_number(&inner).or_else(|| roman(&inner)).filter(|n| *n < 100) {
            return n;
        }
    }
    let text = letters(words);
    let chars: Vec<char> = text.chars().collect();
    if let Some(at) = chars.iter().rposition(|c| *c == '之')
        && chars.len() - at <= 4
        && let Some(n) = han_number(&chars[at + 1..].iter().collect::<String>())
    {
        return n;
    }
    for (at, _) in chars.iter().enumerate().filter(|(_, c)| **c == '第') {
        let end = chars[at + 1..]
            .iter()
            .take(4)
            .position(|c| matches!(c, '部' | '卷' | '册' | '辑' | '篇' | '章' | '编' | '报' | '集' | '期' | '届' | '次'));
        if let Some(end) = end
            && let Some(n) = han_number(&chars[at + 1..at + 1 + end].iter().collect::<String>())
        {
            return n;
        }
    }
    match chars.as_slice() {
        [.., '上', '篇' | '册' | '卷' | '编' | '部' | '集'] => 1,
        [.., '中', '篇' | '册' | '卷' | '编' | '部' | '集'] => 2,
        [.., '下', '篇' | '册' | '卷' | '编' | '部' | '集'] => 3,
        [.., '续', '篇' | '集' | '编'] => 9,
        [.., 'i', 'i', 'i'] => 3,
        [.., 'i', 'i'] => 2,
        [.., c, 'i'] if is_cjk(*c) => 1,
        _ => 0,
    }
}
