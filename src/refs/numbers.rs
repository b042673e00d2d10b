//! Recognises volumes, issues, pages and editions at the start of a text, marked by words or bare.

use super::scan::{group, is_dash, is_digit, is_digitish, is_space};

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 卷, vol.
    Volume,
    /// 期, 号, no.
    Issue,
    /// 页, pp.
    Page,
    /// 版: an edition, or the page of a newspaper.
    Edition,
    /// 章, 节, 条, §: a cited place.
    Place,
    /// A bare number.
    Bare,
}

/// A counted thing at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// What it counts.
    pub unit: Unit,
    /// Length in bytes.
    pub len: usize,
}

const NUMERALS: &str = "〇零○一二三四五六七八九十百千廿卅上中下兩两首末";

fn unit_of(c: char) -> Option<Unit> {
    Some(match c {
        '卷' | '巻' | '册' | '冊' | '部' | '集' | '辑' | '輯' | '函' | '编' | '編' => Unit::Volume,
        '期' | '号' | '號' => Unit::Issue,
        '页' | '頁' | '面' => Unit::Page,
        '版' => Unit::Edition,
        '章' | '节' | '節' | '条' | '條' | '回' | '款' | '段' | '行' | '题' | '題' => Unit::Place,
        _ => return None,
    })
}

fn space(s: &str) -> usize {
    s.len() - s.trim_start_matches(is_space).len()
}

/// Length of one number: digits, Chinese numerals, Roman numerals, a letter before or behind digits.
fn numeral(s: &str) -> usize {
    let mut end = 0;
    let mut digits = false;
    for (i, c) in s.char_indices() {
        let ok = is_digit(c)
            || (digits && is_digitish(c))
            || NUMERALS.contains(c)
            || (c.is_ascii_uppercase() && (i == 0 || "IVXLCDM".contains(c)))
            || (c.is_ascii_lowercase() && (i == 0 || digits || "ivxlc".contains(c)));
        if !ok || end > 24 {
            break;
        }
        digits |= is_digit(c);
        end = i + c.len_utf8();
    }
    end
}

/// Length of a list or range of numbers: `18-22`, `1-22+165`, `2, 5–7`, `8/9/10`, `O1-3`.
pub fn run(s: &str) -> usize {
    let mut end = numeral(s);
    if end == 0 {
        return 0;
    }
    loop {
        let rest = &s[end..];
        let lead = space(rest);
        let mut tail = rest[lead..].chars();
        let Some(c) = tail.next() else { break };
        let joint = is_dash(c) || matches!(c, '+' | '＋' | '/' | '、' | '至' | '&' | ',' | '，' | '.' | ':');
        if !joint || (c == '.' && lead > 0) || c == ':' {
            break;
        }
        let mut after = tail.as_str();
        while let Some(d) = after.chars().next().filter(|d| is_dash(*d) && is_dash(c)) {
            after = &after[d.len_utf8()..];
        }
        after = after.strip_prefix('第').unwrap_or(after);
        let gap = space(after);
        let next = numeral(&after[gap..]);
        let digit = after[gap..].chars().next().is_some_and(|c| is_digit(c) || (is_dash(c) || c == 'O'));
        let counted = digit || is_dash(tail_first(&rest[lead..])) || NUMERALS.contains(after[gap..].chars().next().unwrap_or(' '));
        if next == 0 || !counted {
            break;
        }
        if matches!(c, ',' | '，') && (!digit || list_ends(&s[end + lead..])) {
            break;
        }
        if c == '.' && !(gap == 0 && (after[next..].starts_with(is_dash) || s[..end].contains(is_dash) && s[..end].contains('.'))) {
            break;
        }
        end = s.len() - after.len() + gap + next;
    }
    end
}

fn tail_first(s: &str) -> char {
    s.chars().next().unwrap_or(' ')
}

/// Whether a comma between numbers separates fields rather than pages: a long number, a year or a bracket follows.
fn list_ends(s: &str) -> bool {
    let after = s.trim_start_matches(|c: char| is_space(c) || matches!(c, ',' | '，' | '.'));
    let digits = after.chars().take_while(|c| is_digit(*c)).count();
    let behind = after[numeral(after)..].trim_start();
    digits > 4 || super::when::year(after).is_some() || behind.starts_with(['(', '（', '卷', '年', '月', ':', '：']) || s.starts_with('.')
}

/// A counted thing marked by Chinese words: `第52卷`, `卷9`, `頁172-194`, `第2, 5-7版`, `36卷6号`, `8 版`, `增刊1`.
pub fn worded(s: &str) -> Option<Count> {
    let c = s.chars().next()?;
    if c == '第' {
        let lead = '第'.len_utf8();
        let gap = space(&s[lead..]);
        let n = run(&s[lead + gap..]);
        return (n > 0).then(|| unit_behind(s, lead + gap + n)).flatten();
    }
    if matches!(c, '增' | '特' | '专' | '專' | '副') {
        let word = ["增刊", "特刊", "专刊", "專刊", "副刊"].into_iter().find(|w| s.starts_with(w))?;
        let gap = space(&s[word.len()..]);
        let n =
            s[word.len() + gap..].chars().take_while(|c| is_digit(*c) || "一二三四五ⅠⅡ".contains(*c)).map(char::len_utf8).sum::<usize>();
        return Some(Count { unit: Unit::Issue, len: word.len() + if n > 0 { gap + n } else { 0 } });
    }
    if let Some(unit) =
        unit_of(c).filter(|_| !matches!(c, '版' | '面' | '编' | '編' | '部' | '号' | '段' | '行' | '题' | '題' | '条' | '回'))
    {
        let lead = c.len_utf8();
        let gap = space(&s[lead..]);
        let rest = s[lead + gap..].strip_prefix(['第', '之']).unwrap_or(&s[lead + gap..]);
        let skip = s[lead + gap..].len() - rest.len();
        let n = run(rest);
        if n == 0 {
            return None;
        }
        let mut len = lead + gap + skip + n;
        if let Some(u) = rest[n..].trim_start().chars().next().filter(|u| unit_of(*u).is_some() && unit == Unit::Volume) {
            len += space(&rest[n..]) + u.len_utf8();
        }
        return Some(Count { unit, len: more(s, len, unit) });
    }
    if matches!(c, '上' | '中' | '下') {
        let next = s[c.len_utf8()..].chars().next()?;
        if matches!(next, '册' | '冊' | '卷' | '编' | '編' | '部' | '集' | '辑') {
            return Some(Count { unit: Unit::Volume, len: more(s, c.len_utf8() + next.len_utf8(), Unit::Volume) });
        }
    }
    if is_digit(c) || "一二三四五六七八九十".contains(c) {
        let n = run(s);
        return (n > 0).then(|| unit_behind(s, n)).flatten();
    }
    None
}

/// `第1卷` may go on: `第1卷第2分册`, `上卷第一分册`, `36卷6号`.
fn more(s: &str, len: usize, unit: Unit) -> usize {
    if unit != Unit::Volume {
        return len;
    }
    let rest = &s[len..];
    let gap = space(rest);
    if let Some(after) = rest[gap..].strip_prefix('第') {
        let n = run(after);
        let tail = after[n..].trim_start().strip_prefix('分').unwrap_or("");
        if n > 0
            && let Some(u) = tail.chars().next().filter(|u| matches!(u, '册' | '冊' | '卷' | '部'))
        {
            return s.len() - tail.len() + u.len_utf8();
        }
    }
    len
}

fn unit_behind(s: &str, at: usize) -> Option<Count> {
    let gap = space(&s[at..]);
    let rest = s[at + gap..].strip_prefix('分').filter(|r| r.starts_with(['册', '冊'])).unwrap_or(&s[at + gap..]);
    let u = rest.chars().next()?;
    let unit = unit_of(u)?;
    let mut len = s.len() - rest.len() + u.len_utf8();
    if unit == Unit::Volume && !s.starts_with('第') && rest[u.len_utf8()..].starts_with(is_digit) {
        let tail = &rest[u.len_utf8()..];
        let n = run(tail);
        if tail[n..].starts_with(['号', '號']) {
            return Some(Count { unit: Unit::Volume, len: s.len() - tail.len() + n + 3 });
        }
    }
    match u {
        '版' | '部' | '集' | '编' | '編' | '面' | '行' | '段'
            if rest[u.len_utf8()..].starts_with(['本', '权', '社', '团', '团', '成', '中', '体']) =>
        {
            return None;
        }
        '页' | '頁' if rest[u.len_utf8()..].starts_with(['上', '下']) => len += 3,
        '期' | '号' if rest[u.len_utf8()..].starts_with(['间', '間', '刊', '文']) => return None,
        _ => {}
    }
    if let Some(c) = s[len..].chars().next().filter(|c| matches!(c, '上' | '下' | '中') && unit == Unit::Volume)
        && s[len + c.len_utf8()..].chars().next().is_none_or(|n| !n.is_alphanumeric())
    {
        len += c.len_utf8();
    }
    Some(Count { unit, len: more(s, len, unit) })
}

const LABELS: &[(&str, Unit)] = &[
    ("volume", Unit::Volume),
    ("vols.", Unit::Volume),
    ("vol.", Unit::Volume),
    ("vol", Unit::Volume),
    ("v.", Unit::Volume),
    ("bd.", Unit::Volume),
    ("band", Unit::Volume),
    ("t.", Unit::Volume),
    ("issue", Unit::Issue),
    ("nos.", Unit::Issue),
    ("no.", Unit::Issue),
    ("no", Unit::Issue),
    ("nr.", Unit::Issue),
    ("n°", Unit::Issue),
    ("n.", Unit::Issue),
    ("№", Unit::Issue),
    ("iss.", Unit::Issue),
    ("suppl.", Unit::Issue),
    ("pages", Unit::Page),
    ("page", Unit::Page),
    ("pp.", Unit::Page),
    ("pp", Unit::Page),
    ("p.", Unit::Page),
    ("p", Unit::Page),
    ("s.", Unit::Page),
    ("seite", Unit::Page),
    ("c.", Unit::Page),
    ("с.", Unit::Page),
    ("art. no.", Unit::Page),
    ("article no.", Unit::Page),
    ("article", Unit::Page),
    ("chap.", Unit::Place),
    ("sec.", Unit::Place),
    ("§§", Unit::Place),
    ("§", Unit::Place),
    ("para.", Unit::Place),
];

/// A counted thing marked by a Latin label: `vol. 19`, `no. 2`, `pp. 18–22`, `Art. no. e123`.
pub fn labelled(s: &str) -> Option<Count> {
    let c = s.chars().next()?.to_ascii_lowercase();
    if !matches!(c, 'a' | 'b' | 'c' | 'i' | 'n' | 'p' | 's' | 't' | 'v' | '№' | '§' | 'с') {
        return None;
    }
    for (label, unit) in LABELS.iter().filter(|(l, _)| l.starts_with(c)) {
        let Some(head) = s.get(..label.len()) else { continue };
        if !head.eq_ignore_ascii_case(label) {
            continue;
        }
        let gap = space(&s[label.len()..]);
        let rest = &s[label.len() + gap..];
        let n = run(rest);
        let digit =
            rest[..n].contains(is_digit) || (n > 0 && label.len() > 1 && gap > 0 && rest[..n].chars().all(|c| "ivxlcIVXLC-–".contains(c)));
        if digit && !rest[n..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return Some(Count { unit: *unit, len: label.len() + gap + n });
        }
    }
    None
}

/// Whether the inner text of brackets is the number of an issue: `11`, `5/6`, `增刊1`, `S1`, `O6`, `第2期`, `Suppl. 1`.
pub fn issue_like(inner: &str) -> bool {
    let t = inner.trim();
    if t.is_empty() || t.chars().count() > 14 {
        return false;
    }
    if super::when::is_date(t).is_some() {
        return false;
    }
    let t = t.strip_prefix("Suppl").map_or(t, |r| r.trim_start_matches(['.', ' ']));
    if t.is_empty() || worded(t).is_some_and(|w| w.len == t.len() && matches!(w.unit, Unit::Issue)) {
        return true;
    }
    let n = run(t);
    n == t.len() && t.chars().any(is_digitish)
        || labelled(t).is_some_and(|c| c.len == t.len() && c.unit == Unit::Issue)
        || t.chars().all(|c| is_digitish(c) || matches!(c, '/' | '-' | '–' | '—' | '.' | ' ' | ',' | '，')) && t.contains(is_digit)
        || matches!(t, "增刊" | "特刊" | "专刊" | "Z" | "S" | "Supplement" | "合刊" | "supplement" | "上" | "中" | "下")
        || t.starts_with("增刊")
        || t.starts_with('Z') && t[1..].chars().all(is_digit)
}

/// A bare number or range at the start, with an issue in brackets where one follows: lengths of number, and of the whole.
pub fn bare(s: &str, lists: bool) -> Option<(usize, Option<(usize, usize)>)> {
    let c = s.chars().next()?;
    if !(is_digit(c) || c.is_ascii_alphabetic() || (c == '序' && s['序'.len_utf8()..].starts_with(is_digit))) {
        return None;
    }
    let lead = if c == '序' { c.len_utf8() } else { 0 };
    let mut n = lead + run(&s[lead..]);
    if !lists {
        n = s[..n].find([',', '，']).unwrap_or(n);
    }
    if !s[..n].contains(is_digit) || s[n..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    if c.is_ascii_alphabetic() && s[..n].chars().take_while(|c| c.is_ascii_alphabetic()).count() > 2 {
        return None;
    }
    let gap = space(&s[n..]);
    let rest = &s[n + gap..];
    if rest.starts_with(['(', '（'])
        && let Some((inner, len)) = group(rest).filter(|(inner, _)| issue_like(inner))
    {
        let from = n + gap + rest.find(inner).unwrap_or(1);
        return Some((n, Some((from, n + gap + len))));
    }
    Some((n, None))
}
