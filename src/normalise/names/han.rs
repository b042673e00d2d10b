//! Names with Han characters, kana or Hangul: lists, marks of country or dynasty, family and given name.

use super::{corporate, latin, surnames, trim};
use crate::model::{Name, Names, Person};
use crate::text::script::{has_cjk, has_han, is_cjk, is_han, is_hangul, is_kana};

/// Reads a list in which at least one name is Chinese, Japanese or Korean; runs of Latin names between are read as such.
pub fn list(text: &str, names: &mut Names) {
    let mut run: Option<(usize, usize)> = None;
    for (start, end) in pieces(text) {
        let piece = text.get(start..end).unwrap_or("");
        if has_cjk(piece) {
            latin_run(text, run.take(), names);
            single(piece, names);
        } else if !piece.trim().is_empty() {
            run = Some((run.map_or(start, |(s, _)| s), end));
        }
    }
    latin_run(text, run, names);
}

fn latin_run(text: &str, run: Option<(usize, usize)>, names: &mut Names) {
    if let Some(part) = run.and_then(|(s, e)| text.get(s..e)) {
        let plain = crate::text::width::latin(part).replace(['和', '与', '與', '且', '及'], ";");
        let (part, et_al) = trim::outer(&plain);
        names.et_al |= et_al;
        latin::list(part, &mut names.list);
    }
}

/// Byte ranges between separators that stand outside brackets.
fn pieces(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let (mut depth, mut start) = (0usize, 0);
    for (i, c) in text.char_indices() {
        match c {
            '（' | '(' | '［' | '[' | '〔' | '【' | '〈' | '《' => depth += 1,
            '）' | ')' | '］' | ']' | '〕' | '】' | '〉' | '》' => depth = depth.saturating_sub(1),
            '、' | '，' | ',' | '；' | ';' | '&' | '＆' | '/' | '／' | '|' if depth == 0 => {
                out.push((start, i));
                start = i + c.len_utf8();
            }
            '和' | '与' | '與' | '且' | '及' if depth == 0 && beside_latin(text, i, c) => {
                out.push((start, i));
                start = i + c.len_utf8();
            }
            '.' | '・' | '．' | '·' if depth == 0 && between_hangul(text, i, c) => {
                out.push((start, i));
                start = i + c.len_utf8();
            }
            _ => {}
        }
    }
    if depth > 0 && out.is_empty() && text.contains(['、', '，', ',']) {
        // A bracket that never closes: divide all the same.
        let mut start = 0;
        for (i, c) in text.char_indices().filter(|(_, c)| matches!(c, '、' | '，' | ',')) {
            out.push((start, i));
            start = i + c.len_utf8();
        }
        out.push((start, text.len()));
        return out;
    }
    out.push((start, text.len()));
    out
}

/// A Chinese word for "and" between Latin names (`H. Samet且M. Tamminen`), or between a Latin and a Chinese one.
fn beside_latin(text: &str, i: usize, c: char) -> bool {
    let latin = |c: char| c.is_alphabetic() && !is_cjk(c) || c == '.';
    let before = text.get(..i).and_then(|s| s.trim_end().chars().next_back());
    let after = text.get(i + c.len_utf8()..).and_then(|s| s.trim_start().chars().next());
    before.is_some() && after.is_some() && (before.is_some_and(latin) || after.is_some_and(latin))
}

/// Korean lists divide with a dot too (`최경원.임연옥`).
fn between_hangul(text: &str, i: usize, c: char) -> bool {
    let before = text.get(..i).and_then(|s| s.trim_end().chars().next_back());
    let after = text.get(i + c.len_utf8()..).and_then(|s| s.trim_start().chars().next());
    before.is_some_and(is_hangul) && after.is_some_and(is_hangul)
}

/// Reads what stands between two separators: one name, names between spaces, or two with 和 between.
pub fn single(piece: &str, names: &mut Names) {
    let (piece, et_al) = trim::outer(piece);
    names.et_al |= et_al;
    let (mark, rest) = mark(piece);
    if rest.is_empty() {
        return;
    }
    let solid: String = rest.chars().filter(|c| !c.is_whitespace()).collect();
    if solid.contains(['（', '(', '《', '“', '[']) || corporate::han(&solid) || !has_cjk(&solid) {
        let spaced = rest.contains(' ') && rest.chars().any(|c| c.is_ascii_alphabetic());
        names.list.push(whole(if spaced { rest.to_owned() } else { solid }, mark));
        return;
    }
    if let Some((left, right)) = conjunction(&solid) {
        names.list.push(person(left, mark));
        single(right, names);
        return;
    }
    if let Some((left, right)) = solid.split_once(['.', '．']).filter(|(l, r)| two_names(l, r)) {
        names.list.push(person(left, mark));
        single(right, names);
        return;
    }
    let tokens: Vec<&str> = rest.split_whitespace().collect();
    if tokens.len() > 1 && tokens.iter().all(|t| t.chars().all(is_cjk)) {
        spaced(&tokens, mark, names);
    } else if tokens.len() > 1 {
        names.list.push(whole(rest.to_owned(), mark));
    } else {
        names.list.push(person(&solid, mark));
    }
}

/// Names between spaces (`罗 晖 李 政`, `于潇 刘义`, `加藤 和生`): one character that is a surname takes what follows it.
fn spaced(tokens: &[&str], mark: String, names: &mut Names) {
    let mut mark = Some(mark);
    let mut i = 0;
    while let Some(token) = tokens.get(i) {
        let mark = mark.take().unwrap_or_default();
        let n = token.chars().count();
        let next = tokens.get(i + 1).map_or(0, |t| t.chars().count());
        let kana = token.chars().any(is_kana);
        let own_family = n == 1 && (1..=2).contains(&next)
            || n == 2 && next == 1 && (surnames::compound(token).is_some() || tokens.len() == 2)
            || tokens.len() == 2 && surnames::japanese(token) == Some(n)
            || tokens.len() == 2 && surnames::compound(token) == Some(n)
            || tokens.len() == 2 && (kana || tokens.iter().any(|t| t.chars().any(is_kana)))
            || tokens.len() == 2 && token.chars().all(is_hangul) && n <= 2;
        if let (true, Some(given)) = (own_family, tokens.get(i + 1)) {
            names.list.push(Name::Person(Person { family: (*token).to_owned(), given: (*given).to_owned(), mark, ..Person::default() }));
            i += 2;
        } else {
            names.list.push(person(token, mark));
            i += 1;
        }
    }
}

/// 和, 与, 及 and the like between two names, each of which is plainly one.
fn conjunction(solid: &str) -> Option<(&str, &str)> {
    for (i, c) in solid.char_indices().filter(|(_, c)| matches!(c, '和' | '与' | '與' | '且' | '及' | '暨')) {
        let (left, right) = (solid.get(..i)?, solid.get(i + c.len_utf8()..)?);
        if plain(left) && plain(right) {
            return Some((left, right));
        }
    }
    None
}

/// Whether a full stop stands between two names (a foreign name's own parts are no Chinese or Japanese names).
fn two_names(left: &str, right: &str) -> bool {
    let name = |s: &str| plain(s) || s.chars().all(is_han) && s.chars().count() >= 3 && surnames::japanese(s).is_some();
    let front = right.split(['.', '．']).next().unwrap_or("");
    name(left) && name(front)
}

/// Whether it is plainly a Chinese name: a surname and one or two characters.
fn plain(name: &str) -> bool {
    let n = name.chars().count();
    name.chars().all(is_han)
        && ((2..=3).contains(&n) && name.chars().next().is_some_and(surnames::is_single)
            || (3..=4).contains(&n) && surnames::compound(name).is_some())
}

/// Country or dynasty before a name: `[德]卡尔`, `（清）王`, `〔唐〕魏徵`, `宋‧司馬光`.
fn mark(piece: &str) -> (String, &str) {
    let piece = piece.trim();
    const PAIRS: [(char, char); 6] = [('[', ']'), ('［', '］'), ('〔', '〕'), ('【', '】'), ('（', '）'), ('(', ')')];
    for (open, close) in PAIRS {
        let Some(inner) = piece.strip_prefix(open) else { continue };
        let Some((mark, rest)) = inner.split_once(close) else { continue };
        let (mark, rest) = (mark.trim(), rest.trim_start());
        let n = mark.chars().count();
        if (1..=6).contains(&n) && mark.chars().all(is_han) && !rest.is_empty() {
            return (mark.to_owned(), rest);
        }
    }
    const DYNASTIES: &[&str] = &[
        "先秦", "春秋", "战国", "秦", "汉", "漢", "西汉", "西漢", "东汉", "東漢", "三国", "三國", "魏", "晋", "晉", "西晋", "东晋", "南朝",
        "北朝", "梁", "隋", "唐", "五代", "宋", "北宋", "南宋", "辽", "遼", "金", "元", "明", "清", "民国", "民國",
    ];
    if let Some((front, rest)) = piece.split_once(['·', '‧', '・', '•'])
        && DYNASTIES.contains(&front.trim())
        && !rest.trim().is_empty()
    {
        return (front.trim().to_owned(), rest.trim());
    }
    (String::new(), piece)
}

fn whole(name: String, mark: String) -> Name {
    if mark.is_empty() { Name::literal(name) } else { Name::Person(Person { family: name, mark, ..Person::default() }) }
}

/// Divides one name without spaces.
fn person(name: &str, mark: String) -> Name {
    let (name, et_al_free) = (name.trim_matches(['.', '．']), name);
    let name = if name.is_empty() { et_al_free } else { name };
    let dotted = name.contains(['·', '•', '‧', '・', '．', '.']) || name.chars().any(|c| c.is_ascii_alphanumeric());
    let at = match mark.as_str() {
        _ if dotted => None,
        m if is_western(m) => Some(name.chars().count()),
        _ => family_length(name),
    };
    match at.and_then(|n| name.char_indices().nth(n)).and_then(|(i, _)| Some((name.get(..i)?, name.get(i..)?))) {
        Some((family, given)) => Name::Person(Person { family: family.to_owned(), given: given.to_owned(), mark, ..Person::default() }),
        None if at.is_some() => Name::Person(Person { family: name.to_owned(), mark, ..Person::default() }),
        None => whole(name.to_owned(), mark),
    }
}

/// Whether the mark is of a country whose names are written by their sound in Chinese and not to be divided.
fn is_western(mark: &str) -> bool {
    const COUNTRIES: &str = "美英德法俄苏意奥瑞荷比西葡加澳挪丹芬希波捷匈印以埃南新爱土巴罗保智阿墨";
    let names = [
        "美国",
        "英国",
        "德国",
        "法国",
        "苏联",
        "俄罗斯",
        "意大利",
        "奥地利",
        "瑞士",
        "荷兰",
        "加拿大",
        "古希腊",
        "古罗马",
        "希腊",
        "印度",
        "美國",
        "英國",
        "德國",
        "法國",
        "蘇聯",
        "比利时",
        "瑞典",
        "西班牙",
        "澳大利亚",
    ];
    names.contains(&mark) || mark.chars().count() == 1 && COUNTRIES.contains(mark)
}

/// Characters that transcriptions of foreign names end in and Chinese given names do not.
const FOREIGN_END: &str = "斯特尔爾茨姆夫弗勒兹茲伦倫顿頓曼逊遜伯霍";

/// How many characters are the family name; the whole length where the name is not to be divided but is a person's.
fn family_length(name: &str) -> Option<usize> {
    let n = name.chars().count();
    if name.chars().all(is_hangul) {
        return (2..=4).contains(&n).then_some(1);
    }
    if !name.chars().all(is_han) {
        return if has_han(name) && n <= 7 { surnames::japanese(name).filter(|s| *s < n) } else { None };
    }
    let first = name.chars().next()?;
    match n {
        1 => Some(1),
        2 => Some(if surnames::japanese(name).is_some() && !surnames::is_single(first) { 2 } else { 1 }),
        _ if surnames::compound(name).is_some_and(|c| c < n && n - c <= 2) => surnames::compound(name),
        3 if FOREIGN_END.contains(name.chars().last()?) && !surnames::is_single(first) => Some(3),
        3 => Some(if surnames::japanese(name).is_some() && !surnames::is_single(first) { 2 } else { 1 }),
        4 | 5 if surnames::japanese(name).is_some() => surnames::japanese(name),
        4 if surnames::is_frequent(first) && !FOREIGN_END.contains(name.chars().last()?) => Some(1),
        // Four characters without a frequent Chinese surname in front are two and two in Japan, or a transcription.
        4 if name.chars().any(|c| FOREIGN_END.contains(c)) => Some(4),
        4 if name.chars().any(crate::text::hant::is_traditional) => Some(2),
        4 if surnames::is_single(first) => Some(1),
        4 => Some(4),
        _ => None,
    }
}
