//! What an element of a reference opens with: addresses, identifiers, words of access, words before a container.

use super::lex::What;
use super::scan::{self, bracket, is_colon, is_comma, is_digit, is_space};
use super::when;
use crate::text::lists::Starts;
use std::sync::LazyLock;

/// Length of a web address at the start.
pub fn address(s: &str) -> Option<usize> {
    if !matches!(s.as_bytes().first()?, b'h' | b'H' | b'f' | b'F' | b'w' | b'W') {
        return None;
    }
    let head = s.get(..4)?;
    let http = head.eq_ignore_ascii_case("http");
    if !(http || head.eq_ignore_ascii_case("ftp:") || head.eq_ignore_ascii_case("www."))
        || (http && !s[4..].trim_start_matches(['s', 'S']).starts_with([':', '：']))
    {
        return None;
    }
    let (mut round, mut square) = (0i32, 0i32);
    let stop = s.char_indices().find(|(i, c)| {
        match c {
            '(' => round += 1,
            ')' => round -= 1,
            '[' => square += 1,
            ']' => square -= 1,
            _ => {}
        }
        let behind = &s[i + c.len_utf8()..];
        round < 0 || square < 0 || is_space(*c) || *c == '[' && behind.starts_with(is_digit) || "，。；><》）］”、（\"［".contains(*c)
    });
    let len = stop.map_or(s.len(), |(i, _)| i);
    (len > 6).then_some(len)
}

/// A DOI, CSTR or ISBN at the start: which, where its value begins and ends.
pub fn identifier(s: &str) -> Option<(What, usize, usize)> {
    if !matches!(s.as_bytes().first()?, b'd' | b'D' | b'c' | b'C' | b'i' | b'I' | b'1') {
        return None;
    }
    for (label, what) in [("doi", What::Doi), ("cstr", What::Cstr), ("isbn", What::Isbn)] {
        if s.get(..label.len()).is_some_and(|h| h.eq_ignore_ascii_case(label)) {
            let after = s[label.len()..].trim_start_matches(|c: char| is_space(c) || is_colon(c) || c == '.');
            if after.len() == s.len() - label.len() || !after.starts_with(is_digit) && address(after).is_none() {
                continue;
            }
            let len = after
                .find(|c: char| is_space(c) || matches!(c, '，' | '。' | '；' | ']' | '）' | '］' | '>' | '、'))
                .unwrap_or(after.len());
            let len = if what == What::Isbn {
                after.find(|c: char| !(is_digit(c) || matches!(c, '-' | 'X' | ' '))).unwrap_or(after.len())
            } else {
                len
            };
            let body = after[..len].trim_end_matches(['.', ',', ';', '。']);
            let from = s.len() - after.len();
            return Some((what, from, from + body.len()));
        }
    }
    if s.starts_with("10.") && s[3..].starts_with(is_digit) && s.find('/').is_some_and(|i| i < 14) {
        let len = s.find(|c: char| is_space(c) || matches!(c, '，' | '。' | '；')).unwrap_or(s.len());
        return Some((What::Doi, 0, s[..len].trim_end_matches(['.', ',', ';']).len()));
    }
    None
}

/// Words before an address or a date of access.
const ACCESS: &[(&str, ())] = &[
    ("最后访问日期", ()),
    ("最后访问时间", ()),
    ("最后访问", ()),
    ("访问时间", ()),
    ("访问日期", ()),
    ("访问于", ()),
    ("访问", ()),
    ("上網日期", ()),
    ("上网日期", ()),
    ("檢索日期", ()),
    ("检索日期", ()),
    ("检索于", ()),
    ("檢索於", ()),
    ("查阅日期", ()),
    ("查阅时间", ()),
    ("引用日期", ()),
    ("浏览日期", ()),
    ("瀏覽日期", ()),
    ("见于", ()),
    ("见", ()),
    ("取读于", ()),
    ("取讀於", ()),
    ("讀取", ()),
    ("读取", ()),
    ("取自", ()),
    ("載自", ()),
    ("载自", ()),
    ("下载于", ()),
    ("最後瀏覽日", ()),
    ("最后浏览日", ()),
    ("查詢日期", ()),
    ("在线", ()),
    ("在線", ()),
    ("線上", ()),
    ("網址", ()),
    ("网址", ()),
    ("Retrieved from", ()),
    ("Retrieved", ()),
    ("Available at", ()),
    ("Available from", ()),
    ("Available", ()),
    ("Accessed on", ()),
    ("Accessed", ()),
    ("accessed on", ()),
    ("accessed", ()),
    ("last visited on", ()),
    ("last visited", ()),
    ("Last visited", ()),
    ("last accessed", ()),
    ("URL", ()),
    ("載於", ()),
    ("载于", ()),
    ("從", ()),
    ("从", ()),
    ("来源", ()),
    ("來源", ()),
];

static ACCESS_WORDS: LazyLock<Starts<()>> = LazyLock::new(|| Starts::new(ACCESS.iter().copied()));

/// Length of the words at the start behind which an address or a date of access comes.
pub fn access_word(s: &str) -> Option<usize> {
    let (word, ()) = ACCESS_WORDS.of(s)?;
    let rest = s[word.len()..].trim_start_matches(|c: char| is_space(c) || is_colon(c) || is_comma(c));
    let follows = address(rest).is_some() || when::when(rest).or_else(|| when::day_first(rest)).is_some_and(|w| w.parts > 1);
    (follows || (word.starts_with('在') && rest.starts_with(']'))).then_some(word.len())
}

/// Words behind which the container is named.
const IN: &[(&str, ())] = &[
    ("收錄於", ()),
    ("收录于", ()),
    ("收入", ()),
    ("收於", ()),
    ("收于", ()),
    ("載於", ()),
    ("载于", ()),
    ("刊载于", ()),
    ("刊載於", ()),
    ("刊於", ()),
    ("刊于", ()),
    ("发表于", ()),
    ("發表於", ()),
    ("原载于", ()),
    ("原载", ()),
    ("原載", ()),
    ("見於", ()),
    ("见于", ()),
    ("载", ()),
    ("載", ()),
    ("刊", ()),
    ("见", ()),
    ("見", ()),
    ("於", ()),
    ("in:", ()),
    ("In:", ()),
    ("In ", ()),
    ("in ", ()),
];

static IN_WORDS: LazyLock<Starts<()>> = LazyLock::new(|| Starts::new(IN.iter().copied()));

/// A word at the start behind which the container is named.
pub fn in_word(text: &str, fresh: bool) -> Option<usize> {
    if !fresh {
        return None;
    }
    let (word, ()) = IN_WORDS.of(text)?;
    let rest = text[word.len()..].trim_start();
    if matches!(word, "刊" | "见" | "見" | "於" | "载" | "載") && !rest.is_empty() && scan::han(rest) < 2 && !rest.starts_with(bracketish)
    {
        return None;
    }
    Some(word.trim_end().len())
}

fn bracketish(c: char) -> bool {
    bracket(c).is_some() || is_colon(c) || c.is_ascii_alphabetic()
}
