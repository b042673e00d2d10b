//! Signs that a text is a citation: type marks, years, volumes, pages, publishers, title marks, words of citing.

use crate::text::cut::head;
use crate::text::lists::{Inside, Starts};
use crate::text::script::is_han;
use std::sync::LazyLock;

/// What speaks for a text being a citation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// Weight of all signs together: 0 nothing, 3 and more hardly anything else.
    pub score: u32,
    /// A document type mark of GB/T 7714 (`[J]`, `［M］`, `[EB/OL]`).
    pub gb: bool,
    /// A year, of any era.
    pub year: bool,
    /// Words of citing again (同上, Ibid.).
    pub again: bool,
}

/// Longest text that is looked at: no citation is longer.
const LONGEST: usize = 6000;

/// Words that weigh one, two and three, set apart by `|`.
const ONE: &str = "书局|書局|书店|書店|学报|學報|学位论文|學位論文|主编|主編|编著|译，|譯，|《|〈|年版|参见|參見|详见|載《|载《|藏|档案|http://|https://|\
    www.|et al|eds.|(Eds.)|(ed.)|Publish|Verlag|Journal|Proceedings|Review|Conference|University|issertation|vol.|Vol.|no.|No.| p. |p.|\
    Trans.|trans.|Retrieved|Available|[In Chinese]|等.|等．|，等| U.S. |С. |№";
const TWO: &str = "出版社|印书馆|印書館|出版公司|转引自|轉引自|arXiv| Press|pp.|(in Chinese)| L. Rev. ";
const THREE: &str = "doi.org/|doi:";

/// Words of citing something again; they need no year and no page.
const AGAIN: &str =
    "同上|同前|前引|前揭|前注|前註|上注|上註|同注|同註|见注|見註|参见注|Ibid|ibid|op. cit|Op. cit|loc. cit|supra note|Id. at|Id., at|Idem";

/// Years of eras and in Chinese numerals.
const ERAS: &str = "光绪|光緒|民国|民國|乾隆|康熙|嘉庆|万历|萬曆|道光|同治|二〇|一九|昭和|明治|大正";

/// The brackets that type marks stand in.
const BRACKETS: &str = "[|［|〔|【";

/// What a word of the lists adds to the signs.
#[derive(Clone, Copy)]
enum Sense {
    Weight(u32),
    Again,
    Era,
    Bracket,
}

/// All words that are signs, looked for in one pass.
static WORDS: LazyLock<(Inside, Vec<Sense>)> = LazyLock::new(|| {
    let lists = [
        (ONE, Sense::Weight(1)),
        (TWO, Sense::Weight(2)),
        (THREE, Sense::Weight(3)),
        (AGAIN, Sense::Again),
        (ERAS, Sense::Era),
        (BRACKETS, Sense::Bracket),
    ];
    let all = || lists.iter().flat_map(|(list, sense)| list.split('|').map(|word| (word, *sense)));
    (Inside::overlapping(all().map(|(word, _)| word)), all().map(|(_, sense)| sense).collect())
});

/// The signs in a text.
pub fn signs(text: &str) -> Signs {
    let text = head(text, LONGEST);
    let (words, senses) = &*WORDS;
    let mut signs = Signs::default();
    let mut seen = 0u128;
    let mut era = false;
    for (word, range) in words.every(text) {
        let bit = 1u128.checked_shl(word as u32).unwrap_or(0);
        match senses.get(word) {
            Some(Sense::Bracket) => signs.gb = signs.gb || mark_at(text, range.start).is_some(),
            Some(Sense::Weight(weight)) if seen & bit == 0 => signs.score += weight,
            Some(Sense::Again) => signs.again = true,
            Some(Sense::Era) => era = true,
            _ => {}
        }
        seen |= bit;
    }
    let numbers = numbers(text);
    signs.year = numbers.year || era;
    signs.score += numbers.weight + u32::from(signs.year);
    signs.score += 4 * u32::from(signs.gb) + 3 * u32::from(signs.again) + u32::from(author_first(text));
    signs
}

/// Byte range of the first type mark of GB/T 7714, OCR's mixed brackets allowed.
pub fn type_mark(text: &str) -> Option<std::ops::Range<usize>> {
    text.match_indices(['[', '［', '〔', '【']).find_map(|(at, _)| mark_at(text, at))
}

/// The type mark that opens at that byte.
fn mark_at(text: &str, at: usize) -> Option<std::ops::Range<usize>> {
    const TYPES: &[&str] =
        &["J", "M", "C", "G", "N", "D", "R", "S", "P", "DB", "CP", "EB", "A", "CM", "DS", "Z", "PP", "K", "Cl", "O", "I", "L", "X", "BE"];
    const CARRIERS: &[&str] = &["OL", "MT", "DK", "CD", "MM", "0L", "Ol"];
    let open = text.get(at..)?.chars().next()?;
    let inner = &text[at + open.len_utf8()..];
    let (close, c) = inner.char_indices().take(12).find(|(_, c)| matches!(c, ']' | '］' | '〕' | '】' | '/'))?;
    let kind = inner[..close].trim();
    if !TYPES.contains(&kind) {
        return None;
    }
    if c != '/' {
        return Some(at..at + open.len_utf8() + close + c.len_utf8());
    }
    let carrier = inner[close + 1..].trim_start();
    let found = CARRIERS.iter().find(|k| carrier.starts_with(**k))?;
    let end = text.len() - carrier.len() + found.len();
    let tail = text[end..].chars().next().map_or(0, char::len_utf8);
    Some(at..end + tail)
}

/// Years, volumes, issues and pages of a text.
struct Numbers {
    /// What they weigh, the year itself left out.
    weight: u32,
    year: bool,
}

/// Weight of years, volumes, issues and pages, and whether there is a year in digits.
fn numbers(text: &str) -> Numbers {
    let (mut year, mut volume, mut page, mut bracketed) = (false, false, false, false);
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        let number = &text[start..at];
        let before = text[..start].trim_end().chars().next_back().unwrap_or(' ');
        let after = text[at..].trim_start().chars().next().unwrap_or(' ');
        let joined = before.is_ascii_alphanumeric() && text[..start].ends_with(before) || matches!(before, '/' | '_' | '=' | '%');
        let plausible = number.len() == 4 && matches!(number.as_bytes()[0..2], [b'1', b'4'..=b'9'] | [b'2', b'0']) && !joined;
        year |= plausible;
        bracketed |=
            plausible && matches!(before, '(' | '（') && (matches!(after, ')' | '）' | ',' | '，' | '年') || after.is_ascii_lowercase());
        volume |= matches!(before, '第' | '卷' | '册' | '輯')
            && matches!(after, '期' | '卷' | '辑' | '輯' | '册' | '冊' | '版' | '号' | '號' | '集');
        volume |= before != '('
            && matches!(after, '(' | '（')
            && !plausible
            && number.len() < 4
            && text[at..].trim_start().chars().nth(1).is_some_and(|c| c.is_ascii_digit() || matches!(c, 'S' | '增'));
        page |= matches!(before, '第' | '页' | '頁' | '—' | '–' | '～')
            && matches!(after, '页' | '頁' | '—' | '–' | '-' | '～' | '、' | '。' | '，' | ' ')
            && (before != '第' || matches!(after, '页' | '頁' | '—' | '–' | '-' | '～' | '、'));
        page |= matches!(before, ':' | '：' | ',' | '，' | ' ' | '.')
            && matches!(after, '-' | '–' | '—' | '～' | '~' | '−')
            && text[at..]
                .trim_start()
                .trim_start_matches(['-', '–', '—', '～', '~', '−'])
                .trim_start()
                .starts_with(|c: char| c.is_ascii_digit())
            && !plausible;
    }
    Numbers { weight: u32::from(bracketed) + 2 * u32::from(volume) + 2 * u32::from(page), year }
}

/// Whether the text starts as an author does: `Smith, J.`, `Smith J, `, `张三,`, `[美]`, `〔唐〕`.
pub fn author_first(text: &str) -> bool {
    const PARTICLES: &str = "de van von der den la le di da del du des ten ter el al bin ibn zu dos";
    let mut text = text.trim_start_matches(['*', '_', ' ', '“', '"', '\u{3000}']);
    for _ in 0..3 {
        // Particles have three letters at most.
        let word = text.bytes().take(4).position(|b| b == b' ').and_then(|end| text.get(..end)).unwrap_or_default();
        if !word.is_empty() && PARTICLES.split(' ').any(|p| p == word) {
            text = text[word.len()..].trim_start();
        }
    }
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return false };
    if matches!(first, '[' | '〔' | '（' | '［' | '(') {
        let mut inner = chars.take_while(|c| !matches!(c, ']' | '〕' | '）' | '］' | ')'));
        return inner.by_ref().take(5).all(is_han) && inner.next().is_none();
    }
    if is_han(first) {
        let name = text.chars().take(15).take_while(|c| is_han(*c) || matches!(c, '·' | '•' | ' ' | '・')).count();
        let next = text.chars().nth(name).unwrap_or(' ');
        return (2..=14).contains(&name) && matches!(next, ',' | '，' | '.' | '．' | ':' | '：' | '、' | '(' | '（');
    }
    if !first.is_uppercase() {
        return false;
    }
    let rest = text.trim_start_matches(|c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
    let word = &text[..text.len() - rest.len()];
    let after = rest.trim_start_matches(' ');
    let initial = |s: &str| {
        let mut c = s.chars();
        c.next().is_some_and(char::is_uppercase) && c.next().is_none_or(|c| matches!(c, '.' | ',' | ' ' | '，') || c.is_uppercase())
    };
    match after.strip_prefix([',', '，']) {
        Some(rest) => rest.trim_start().starts_with(char::is_uppercase),
        None => initial(after) || (word.chars().count() == 1 && after.starts_with('.')),
    }
}

/// What an affiliation, a note on funding or a correspondence address begins with.
const ABOUT: &str = "基金项目|基金資助|收稿日期|作者简介|作者簡介|通讯作者|通信作者|通訊作者|第一作者|Corresponding|Correspondence|Received|e-mail|E-mail|\
    Email|Department of|School of|Faculty of|College of|Institute of|作者单位|投稿日期|责任编辑|本文系|本文为|本文受|ORCID|These authors";
/// Words of places where authors work.
const HOMES: &str = "大学|学院|研究院|研究所|大學|University|Institute|Academy|Laboratory|College|Inc.|Ltd";
/// Words for what authors are.
const POSTS: &str = "教授|研究员|讲师|博士|副教授|研究生|Professor|PhD|邮编|馆员";

static ABOUT_OPENINGS: LazyLock<Starts<()>> = LazyLock::new(|| Starts::longest_first(ABOUT.split('|').map(|word| (word, ()))));
static HOME_WORDS: LazyLock<Inside> = LazyLock::new(|| Inside::overlapping(HOMES.split('|')));
static POST_WORDS: LazyLock<Inside> = LazyLock::new(|| Inside::overlapping(POSTS.split('|')));

/// Whether the text says who the author is and how to reach him, or what the paper is, instead of citing.
pub fn about_authors(text: &str) -> bool {
    if ABOUT_OPENINGS.of(text.trim_start()).is_some() {
        return true;
    }
    // Nothing of the kind is as long as the longest citation.
    let text = head(text, LONGEST);
    let mail = text.contains('@') && (text.contains("mail") || text.contains("邮") || !text.contains("http"));
    let home = HOME_WORDS.has(text);
    if !mail && !home {
        return false;
    }
    let signs = signs(text);
    let post = POST_WORDS.has(text);
    let titled = text.contains('《') || text.contains('“') || text.contains('"') || signs.gb;
    (mail && !signs.gb && !titled)
        || (home && !signs.year && !titled && signs.score <= 2)
        || (home && post && !titled && !signs.gb && signs.score <= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations_weigh_more_than_prose() {
        for text in [
            "王娜. 新疆奇台110米射电望远镜[J]. 中国科学, 2014, 44(8): 783-794.",
            "于潇等：《审核备案模式》，《清华大学学报（自然科学版）》，2012年第11期，第1518–1523页。",
            "Hendrick, C., & Hendrick, S. (1986). A theory and method of love. *Journal of Personality, 50*(2), 392–402.",
            "同前注〔2〕，曹凌书，第326-329页。",
            "Ibid., p. 5.",
            "徐信義：〈張炎的詞學批評〉，《幼獅學誌》第14期（1977年2月），頁172-194。",
            "Olmi L，Grueff G.SRT:design and technical specifications [J].Memorie，2006，10：19-24.",
        ] {
            assert!(signs(text).score >= 3, "{text}: {:?}", signs(text));
        }
        for text in [
            "定位准确，能准确地保证馈源相心与焦点重合；",
            "The 17 steps were done in 3 days.",
            "当前，科技发展日新月异，全球科技创新格局加快调整。",
        ] {
            assert!(signs(text).score < 2, "{text}: {:?}", signs(text));
        }
    }

    #[test]
    fn affiliations_are_told_from_citations() {
        for text in [
            "e-mail: someone@example.org, address: No. 8 Some Road, Beijing, China",
            "School of Physics, Peking University, Beijing 100871, China",
            "李明，某某大学历史学院教授。（北京 100081）",
            "基金项目：国家社会科学基金项目（18BZS001）",
        ] {
            assert!(about_authors(text), "{text}");
        }
        for text in [
            "Pierre-Bruno Ruffini, *Science and Diplomacy*, Springer, 2017.",
            "汪学军：《论文》，北京大学出版社，2005年，第22页。",
            "同上，第5页。",
        ] {
            assert!(!about_authors(text), "{text}");
        }
    }

    #[test]
    fn type_marks_are_seen_through_damage() {
        for (text, mark) in [("a[J].", "[J]"), ("a［J].", "［J]"), ("[R/OL]. b", "[R/OL]"), ("[Cl/ b", "[Cl")] {
            let seen = type_mark(text).map(|r| &text[r]);
            assert!(seen == Some(mark) || mark == "[Cl" && seen.is_none(), "{text}: {seen:?}");
        }
        assert_eq!(type_mark("[12] a [b] [Ja]"), None);
    }
}
