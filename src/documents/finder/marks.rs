//! Marks at the start of lines: `[1]`, `〔1〕`, `1.`, `（1）`, `①`, `^①`, `<sup>1</sup>`, `[^1]:`, `*`.

use crate::text::cut::head;

/// The shape of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// `[1]`, `〔1〕`, `［1］`, `【1】`, also labels such as `[Knu84]`.
    Bracket,
    /// `1.`, `1、`.
    Dot,
    /// `(1)`, `（1）`, `1)`.
    Paren,
    /// `①`.
    Circled,
    /// `<sup>1</sup>`, `^1`, `¹`, `$^{1}$`.
    Raised,
    /// `[^1]:`.
    Footnote,
    /// `*`, `†`: the author's note.
    Star,
    /// A bare number before text.
    Bare,
}

/// A mark and where the text behind it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark<'a> {
    /// Shape.
    pub family: Family,
    /// Its number; 0 where it has none.
    pub number: u32,
    /// As printed.
    pub text: &'a str,
    /// Byte offset of what follows.
    pub rest: usize,
}

/// The mark a line starts with.
pub fn at_start(line: &str) -> Option<Mark<'_>> {
    let mut lead = line.len() - line.trim_start_matches(['*', '_', '\\']).len();
    if lead > 0 && !line[lead..].starts_with(['[', '［', '〔', '【']) && !line[lead..].starts_with(|c: char| c.is_ascii_digit()) {
        lead = 0;
    }
    let text = &line[lead..];
    let (family, number, length) = footnote(text)
        .or_else(|| bracket(text))
        .or_else(|| raised(text))
        .or_else(|| circled_at(text).map(|(n, l)| (Family::Circled, n, l)))
        .or_else(|| paren(text))
        .or_else(|| dot(text))
        .or_else(|| star(text))?;
    let mut rest = lead + length;
    // One note may answer several marks: ②③
    while let Some(next) = line[rest..].chars().next().filter(|c| family == Family::Circled && circled(*c).is_some()) {
        rest += next.len_utf8();
    }
    let end = rest;
    if lead > 0 {
        rest += line[rest..].len() - line[rest..].trim_start_matches(['*', '_']).len();
    }
    rest += line[rest..].len() - line[rest..].trim_start().len();
    Some(Mark { family, number, text: &line[lead..end], rest })
}

/// A whole number of at most three digits, in half or full width, OCR's `l` and `O` not among them.
pub fn number(text: &str) -> Option<(u32, usize)> {
    let mut value = 0;
    let mut length = 0;
    let mut digits = 0;
    for c in text.chars() {
        let digit = match c {
            '0'..='9' => c as u32 - '0' as u32,
            '０'..='９' => c as u32 - '０' as u32,
            _ => break,
        };
        digits += 1;
        if digits > 3 {
            return None;
        }
        value = value * 10 + digit;
        length += c.len_utf8();
    }
    (digits > 0).then_some((value, length))
}

/// First number of a list that could as well be a year: only where the one before it has been counted is it a mark.
pub const DOUBTFUL: u32 = 1_000;

/// A number of four digits, as long lists have them in brackets.
fn long_number(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take(5).take_while(u8::is_ascii_digit).count();
    text.get(..digits).filter(|d| digits == 4 && !d.starts_with('0')).and_then(|d| d.parse().ok()).map(|value| (value, 4))
}

fn footnote(text: &str) -> Option<(Family, u32, usize)> {
    let inner = text.strip_prefix("[^")?;
    let close = head(inner, 64).find("]:")?;
    let label = &inner[..close];
    if label.is_empty() || label.len() > 60 || label.contains([' ', '[', ']']) {
        return None;
    }
    Some((Family::Footnote, number(label).map_or(0, |n| n.0), close + 4))
}

/// `[12]` and its kin, spaces inside allowed, also escaped `\[12\]` and linked `[[12]](#x)`.
pub fn bracket(text: &str) -> Option<(Family, u32, usize)> {
    let open = text.chars().next().filter(|c| matches!(c, '[' | '［' | '〔' | '【' | '〖' | '「'))?;
    let mut at = open.len_utf8();
    let doubled = open == '[' && text[at..].starts_with('[');
    at += usize::from(doubled);
    at += text[at..].len() - text[at..].trim_start().len();
    // 〔注1〕, [注①]
    at += text[at..].chars().next().filter(|c| matches!(c, '注' | '註')).map_or(0, char::len_utf8);
    let counted = number(&text[at..]).or_else(|| long_number(&text[at..]));
    let (value, length) = counted.or_else(|| inside(&text[at..], open)).or_else(|| Some((0, label(&text[at..])?)))?;
    at += length;
    at += text[at..].len() - text[at..].trim_start_matches([' ', '\\']).len();
    let close = text[at..].chars().next()?;
    if !matches!(close, ']' | '］' | '〕' | '】' | '〗' | '」') {
        return None;
    }
    at += close.len_utf8();
    if doubled && text[at..].starts_with(']') {
        at += 1;
    }
    if doubled && text[at..].starts_with('(') {
        at += head(&text[at..], 300).find(')').map_or(0, |i| i + 1);
    }
    Some((Family::Bracket, value, at))
}

/// Numbers of other kinds inside brackets: circled (`[①]`), and Chinese in those that notes use (〔十二〕).
fn inside(text: &str, open: char) -> Option<(u32, usize)> {
    let first = text.chars().next()?;
    if let Some(value) = circled(first) {
        return Some((value, first.len_utf8()));
    }
    let length: usize = text.chars().take_while(|c| "一二三四五六七八九十百".contains(*c)).map(char::len_utf8).sum();
    let value = crate::text::numerals::chinese(&text[..length]).filter(|_| matches!(open, '〔' | '[' | '［'))?;
    (length <= 12).then_some((value, length))
}

/// A label of letters and a year as `[Knu84]`, `[ABC+05]`.
fn label(text: &str) -> Option<usize> {
    let letters = text.bytes().take_while(|b| b.is_ascii_alphabetic() || *b == b'+').count();
    let digits = text[letters..].bytes().take_while(u8::is_ascii_digit).count();
    let tail = usize::from(text[letters + digits..].starts_with(|c: char| c.is_ascii_lowercase()));
    ((2..=8).contains(&letters) && matches!(digits, 2 | 4)).then_some(letters + digits + tail)
}

/// A circled number, or one of the enclosed forms ⑴ and ❶, with `^` in front or not.
pub fn circled_at(text: &str) -> Option<(u32, usize)> {
    let mut at = 0;
    for wrap in ["$^{", "${}^{", "$^", "<sup>", "^{", "^", "（", "("] {
        if text.starts_with(wrap) {
            at = wrap.len();
            break;
        }
    }
    let c = text[at..].chars().next()?;
    let value = circled(c)?;
    let wrapped = at > 0;
    at += c.len_utf8();
    if wrapped {
        for close in ["}$", "$", "</sup>", "}", "）", ")"] {
            if text[at..].starts_with(close) {
                at += close.len();
                break;
            }
        }
    }
    Some((value, at))
}

/// The number of a circled character.
pub fn circled(c: char) -> Option<u32> {
    let (first, base) = match c {
        '①'..='⑳' => ('①', 1),
        '㉑'..='㉟' => ('㉑', 21),
        '㊱'..='㊿' => ('㊱', 36),
        '❶'..='❿' => ('❶', 1),
        '➀'..='➉' => ('➀', 1),
        '⑴'..='⒇' => ('⑴', 1),
        _ => return None,
    };
    Some(c as u32 - first as u32 + base)
}

fn raised(text: &str) -> Option<(Family, u32, usize)> {
    for (open, close) in [("<sup>", "</sup>"), ("$^{", "}$"), ("$^", "$"), ("${}^{", "}$"), ("^{", "}"), ("^[", "]"), ("^", "")] {
        let Some(inner) = text.strip_prefix(open) else { continue };
        let bracketed = usize::from(inner.starts_with('['));
        let Some((value, length)) = number(inner[bracketed..].trim_start()) else { continue };
        let mut at = text.len() - inner[bracketed..].trim_start().len() + length;
        at += usize::from(bracketed == 1 && text[at..].starts_with(']'));
        at += text[at..].len() - text[at..].trim_start_matches(' ').len();
        if let Some(rest) = text[at..].strip_prefix(close) {
            return Some((Family::Raised, value, text.len() - rest.len()));
        }
    }
    let mut value = 0;
    let mut length = 0;
    for c in text.chars().take(3) {
        let Some(digit) = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|d| d == c) else { break };
        value = value * 10 + digit as u32;
        length += c.len_utf8();
    }
    (length > 0).then_some((Family::Raised, value, length))
}

fn paren(text: &str) -> Option<(Family, u32, usize)> {
    let open = text.chars().next().filter(|c| matches!(c, '(' | '（')).map_or(0, char::len_utf8);
    let (value, length) = number(text.get(open..)?.trim_start())?;
    let at = text.len() - text[open..].trim_start().len() + length;
    let close = text[at..].chars().next().filter(|c| matches!(c, ')' | '）'))?;
    Some((Family::Paren, value, at + close.len_utf8()))
}

fn dot(text: &str) -> Option<(Family, u32, usize)> {
    if let Some(c @ '⒈'..='⒛') = text.chars().next() {
        return Some((Family::Dot, c as u32 - '⒈' as u32 + 1, c.len_utf8()));
    }
    let (value, length) = number(text)?;
    let after = &text[length..];
    let skipped = after.trim_start_matches('\\');
    let Some(point) = skipped.chars().next().filter(|c| matches!(c, '.' | '．' | '、')) else {
        let gap = after.starts_with([' ', '\u{3000}', '\t']) && !after.trim_start().is_empty();
        return gap.then_some((Family::Bare, value, length));
    };
    let rest = &skipped[point.len_utf8()..];
    if rest.starts_with(|c: char| c.is_ascii_digit()) || rest.is_empty() {
        return None;
    }
    Some((Family::Dot, value, text.len() - rest.len()))
}

fn star(text: &str) -> Option<(Family, u32, usize)> {
    let length = text.len() - text.trim_start_matches(['*', '†', '‡', '※', '＊', '∗', '§']).len();
    let after = &text[length..];
    // `*word*` is emphasis, `*罗晖，…` a note of the author.
    let gap = after.starts_with(char::is_whitespace) || after.starts_with(crate::text::script::is_han) && !after.contains(['*', '＊']);
    (length > 0 && gap).then_some((Family::Star, 0, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_that_lists_and_notes_use_is_seen() {
        use Family::*;
        for (line, family, number, text, rest) in [
            ("[1] A", Bracket, 1, "[1]", "A"),
            ("［12］王", Bracket, 12, "［12］", "王"),
            ("〔3〕王", Bracket, 3, "〔3〕", "王"),
            ("【4】 王", Bracket, 4, "【4】", "王"),
            ("[ 5 ]\t王", Bracket, 5, "[ 5 ]", "王"),
            ("\\[6\\] A", Bracket, 6, "[6\\]", "A"),
            ("**[7]** A", Bracket, 7, "[7]", "A"),
            ("[Knu84] D. Knuth", Bracket, 0, "[Knu84]", "D. Knuth"),
            ("[①] 王", Bracket, 1, "[①]", "王"),
            ("〔十二〕王", Bracket, 12, "〔十二〕", "王"),
            ("[注3]王", Bracket, 3, "[注3]", "王"),
            ("1. A", Dot, 1, "1.", "A"),
            ("12、王", Dot, 12, "12、", "王"),
            ("3．王", Dot, 3, "3．", "王"),
            ("（2）王", Paren, 2, "（2）", "王"),
            ("2) A", Paren, 2, "2)", "A"),
            ("① 王", Circled, 1, "①", "王"),
            ("^⑩ 王", Circled, 10, "^⑩", "王"),
            ("$^{②}$王", Circled, 2, "$^{②}$", "王"),
            ("②③《甲》", Circled, 2, "②③", "《甲》"),
            ("㉑王", Circled, 21, "㉑", "王"),
            ("<sup>13</sup> A", Raised, 13, "<sup>13</sup>", "A"),
            ("<sup>[3]</sup> A", Raised, 3, "<sup>[3]</sup>", "A"),
            ("¹² A", Raised, 12, "¹²", "A"),
            ("[^a1]: A", Footnote, 0, "[^a1]:", "A"),
            ("[^7]: A", Footnote, 7, "[^7]:", "A"),
            ("* 王", Star, 0, "*", "王"),
            ("12 Smith", Bare, 12, "12", "Smith"),
        ] {
            let mark = at_start(line);
            let seen = mark.map(|m| (m.family, m.number, m.text, &line[m.rest..]));
            assert_eq!(seen, Some((family, number, text, rest)), "{line}");
        }
    }

    #[test]
    fn years_sections_and_words_are_no_marks() {
        for line in ["2017. A", "1.1 方案", "[J]. 学报", "王[1]", "[2018-01-16].", "*斜体*字", "第1页", "", "1"] {
            assert_eq!(at_start(line), None, "{line}");
        }
    }
}
