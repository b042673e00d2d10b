//! Finds where the authors end and the title begins in references whose parts are divided by full stops.

use super::scan::{self, bracket, is_colon, is_comma, is_space, top};
use super::when;
use crate::text::script::{has_han, is_cjk};

/// The front of a reference.
#[derive(Clone, Copy, Debug, Default)]
pub struct Head<'a> {
    /// Authors as printed; empty where there are none.
    pub authors: &'a str,
    /// Date between authors and title, in author–date styles.
    pub date: &'a str,
    /// Title and what follows.
    pub rest: &'a str,
}

/// Divides the front of a reference: `authors. title`, `authors. year. title`, `authors, year. title`, `authors，year，title`.
pub fn head(s: &str) -> Head<'_> {
    if let Some(h) = dated(s) {
        return h;
    }
    for (i, c) in top(s) {
        if i > 2400 {
            break;
        }
        if scan::is_stop(c) && author_break(s, i) {
            let authors = s[..i + usize::from(c == '.' && s[..i].ends_with("al"))].trim();
            if names_like(authors) {
                let rest = s[i + c.len_utf8()..].trim_start();
                let (date, rest) = leading_date(rest);
                return Head { authors: scan::trim(authors), date, rest };
            }
            if !has_han(authors) && authors.split_whitespace().count() < 40 && initials_only(authors) {
                continue;
            }
            break;
        }
    }
    Head { authors: "", date: "", rest: s }
}

fn initials_only(s: &str) -> bool {
    s.rsplit([',', '&', ';']).next().is_some_and(|w| w.trim().chars().count() <= 3)
}

/// A year directly behind the authors, with commas, brackets or a stop around it.
fn dated(s: &str) -> Option<Head<'_>> {
    for (i, c) in top(s) {
        if i > 3000 {
            break;
        }
        if scan::is_stop(c) && scan::breaks(s, i) && has_han(&s[..i]) && (c != '.' || s[..i].ends_with(is_cjk)) {
            return None;
        }
        let opens = bracket(c).is_some_and(|b| b.0 <= 1);
        if !(is_comma(c) || opens || is_space(c)) || i == 0 {
            continue;
        }
        let authors = scan::trim(&s[..i]);
        let at = if opens { i } else { i + c.len_utf8() };
        let after = s[at..].trim_start();
        let (date, rest) = year_head(after, is_space(c))?.unwrap_or(("", ""));
        if date.is_empty() || !names_like(authors) {
            continue;
        }
        return Some(Head { authors, date, rest });
    }
    None
}

/// A year or estimated year with what closes it; `Some(None)` where there is none.
#[allow(clippy::option_option)]
fn year_head(after: &str, bare_space: bool) -> Option<Option<(&str, &str)>> {
    if after.starts_with(['(', '（', '[', '［', '〔']) {
        let Some((inner, len)) = scan::group(after) else { return Some(None) };
        if when::is_date(inner).is_none() && !matches!(inner.trim(), "n.d." | "n.d" | "不详" | "不詳" | "无日期" | "in press") {
            return Some(None);
        }
        let rest = after[len..].trim_start_matches(|c: char| is_space(c) || scan::is_stop(c) || is_comma(c) || is_colon(c));
        return Some(Some((inner, rest)));
    }
    let Some(w) = when::when(after).filter(|w| w.parts == 1) else { return Some(None) };
    let rest = after[w.len..].trim_start();
    let ok = rest.starts_with([',', '，', '.', '。', '．', ':', '：']) && !bare_space;
    Some(ok.then(|| (&after[..w.len], rest[rest.chars().next().map_or(0, char::len_utf8)..].trim_start())))
}

/// A year at the start of what follows the authors (`2012. Title`).
fn leading_date(rest: &str) -> (&str, &str) {
    if let Some(after) = rest.strip_prefix("n.d.") {
        return ("n.d.", after.trim_start());
    }
    let (body, end) = match scan::group(rest).filter(|_| rest.starts_with(['(', '（', '['])) {
        Some((inner, len)) if when::is_date(inner).is_some() => (inner, len),
        Some(_) => return ("", rest),
        None => match when::when(rest).filter(|w| w.parts == 1) {
            Some(w) => (&rest[..w.len], w.len),
            None => return ("", rest),
        },
    };
    let tail = rest[end..].trim_start();
    match tail.chars().next() {
        Some(c) if scan::is_stop(c) || is_comma(c) || is_colon(c) => (body, tail[c.len_utf8()..].trim_start()),
        _ => ("", rest),
    }
}

/// Whether the full stop at `i` may end a list of authors.
fn author_break(s: &str, i: usize) -> bool {
    let Some(c) = s[i..].chars().next() else { return false };
    let before = &s[..i];
    let after = &s[i + c.len_utf8()..];
    let next = after.chars().next();
    if c != '.' {
        return !(before.ends_with(scan::is_digit) && next.is_some_and(scan::is_digit));
    }
    let trimmed = after.trim_start();
    let following = trimmed.chars().next();
    if trimmed.starts_with("n.d.") {
        return true;
    }
    if following.is_some_and(|f| matches!(f, ',' | '&' | ';' | '，' | '-') || f.is_lowercase()) {
        return false;
    }
    let last = before.chars().next_back().unwrap_or(' ');
    let single = last.is_uppercase() && before.chars().rev().nth(1).is_none_or(|p| !p.is_alphanumeric());
    if !single {
        let spaced = next.is_none_or(|n| is_space(n) || is_cjk(n) || bracket(n).is_some() || n.is_uppercase() || matches!(n, '"' | '“'));
        let number = next.is_some_and(|n| n.is_ascii_digit()) && is_cjk(last);
        return (spaced || number) && !before.ends_with("Jr") && !before.ends_with("St");
    }
    if is_initial(trimmed) || next.is_some_and(crate::text::script::is_kana) {
        return false;
    }
    let item = before.rsplit([',', '，', '&', ';']).next().unwrap_or("").trim();
    let item = item.strip_prefix("and ").unwrap_or(item);
    let words: Vec<&str> = item.split([' ', '.', '-']).filter(|w| !w.is_empty()).collect();
    let family = words.iter().any(|w| w.chars().count() > 1);
    if family {
        return words.first().is_some_and(|w| w.chars().count() > 1);
    }
    let head = before[..before.len() - before.rsplit([',', '，', '&', ';']).next().map_or(0, str::len)]
        .trim_end_matches([',', '，', '&', ';', ' ']);
    let prior = head.rsplit([',', '，', '&', ';']).next().unwrap_or("").trim();
    let prior = prior.strip_prefix("and ").unwrap_or(prior);
    prior.chars().count() > 1 && !prior.contains('.') && !prior.ends_with(|c: char| c.is_uppercase() && prior.chars().count() < 3)
}

/// `J.`, `J.-P.`, `A. B.` at the start.
fn is_initial(s: &str) -> bool {
    let mut c = s.chars();
    c.next().is_some_and(char::is_uppercase) && matches!(c.next(), Some('.' | '-'))
}

const PARTICLES: &[&str] = &[
    "de", "van", "der", "den", "von", "la", "le", "di", "da", "del", "della", "du", "dos", "das", "do", "e", "y", "al", "el", "bin", "ibn",
    "ter", "ten", "zu", "zur", "et", "al.", "and", "und", "of", "the", "for", "on", "in", "des", "für", "pour", "jr", "jr.", "others",
    "d'", "st.",
];

/// Whether a text may be a list of authors, personal or corporate.
pub fn names_like(t: &str) -> bool {
    let t = t.trim();
    if t.is_empty() || t.contains(['《', '“', '〈', '?', '？', '!', '！', '=', '/']) && !t.contains("》") {
        return false;
    }
    if top(t).any(|(i, c)| is_colon(c) || (c.is_ascii_digit() && !t[..i].ends_with(char::is_alphabetic) && !has_han(t))) {
        return false;
    }
    if has_han(t) {
        let items: Vec<&str> = t.split([',', '，', '、', ';', '；', '&']).map(str::trim).filter(|i| !i.is_empty()).collect();
        let one = items.len() == 1;
        return items.iter().all(|i| han_name(i, one)) && items.len() < 4000;
    }
    let lists = t.contains([',', '，', ';', '&']);
    t.split([',', '，', ';', '&']).all(|i| latin_name(i.trim(), lists))
}

fn han_name(item: &str, alone: bool) -> bool {
    let n = item.chars().count();
    let han = scan::han(item);
    if han == 0 {
        return latin_name(item, true) || item.chars().all(|c| c.is_ascii_digit());
    }
    n <= 6
        || item.contains(['·', '•', '・', '‧']) && n < 40
        || item.starts_with(['[', '［', '（', '(', '〔']) && n < 30
        || organisation(item) && n < 60
        || n < if alone { 12 } else { 24 }
}

/// Whether a Chinese text names an organisation.
pub fn organisation(t: &str) -> bool {
    let t = t.trim_end_matches(['）', ')', ' ']);
    const ENDS: &[&str] = &[
        "大学",
        "学院",
        "委员会",
        "委",
        "局",
        "部",
        "院",
        "所",
        "会",
        "中心",
        "办公室",
        "公司",
        "集团",
        "组",
        "厅",
        "馆",
        "社",
        "学会",
        "协会",
        "政府",
        "法院",
        "银行",
        "联合会",
        "基金会",
        "研究会",
        "系统",
        "杂志社",
        "编辑部",
        "會",
        "學",
        "館",
        "處",
        "处",
        "室",
        "站",
        "团",
        "队",
        "联盟",
        "总署",
        "署",
        "网",
        "实验室",
        "实验站",
        "國務院",
        "平台",
    ];
    ENDS.iter().any(|e| t.ends_with(e))
}

fn latin_name(item: &str, listed: bool) -> bool {
    if item.is_empty() || item.trim_end_matches('.').eq_ignore_ascii_case("et al") {
        return true;
    }
    let words: Vec<&str> = item.split_whitespace().collect();
    if words.len() > if listed { 9 } else { 14 } {
        return false;
    }
    let small = words.iter().filter(|w| w.chars().next().is_some_and(char::is_lowercase)).count();
    let known = words.iter().all(|w| {
        let first = w.chars().next().unwrap_or(' ');
        first.is_uppercase() || !first.is_alphabetic() || PARTICLES.contains(w) || w.contains(['\'', '’'])
    });
    known
        && small < words.len().max(2)
        && words
            .first()
            .is_some_and(|w| w.chars().next().is_some_and(|c| c.is_alphabetic() || c == '[' || c == '(' || c == '\'' || c == '’'))
}

/// Cuts the word for "and others" off a list.
pub fn et_al(authors: &str) -> bool {
    let t = scan::trim(authors);
    t.ends_with('等') && scan::han(t) > 1 || t.to_lowercase().trim_end_matches('.').ends_with("et al") || t.ends_with("и др")
}
