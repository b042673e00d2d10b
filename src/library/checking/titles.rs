//! Rules about titles.

use super::rule::{Grade, Rule};
use super::values::value;
use crate::model::Var;
use crate::text::script::{has_cjk, is_cjk};

/// A full stop at the end.
pub const TRAILING_DOT: Rule = Rule {
    name: "title-trailing-dot",
    grade: Grade::Warning,
    suspicious: false,
    about: ("A title ends without a full stop; the style sets its own", "题名末尾不加句点，由样式添加"),
    fixes: true,
    run: |item, out| {
        for var in [Var::Title, Var::ContainerTitle] {
            let Some(title) = value(item, var) else { continue };
            let cut = title.trim_end().strip_suffix(['.', '。', '．', ',', '，', ';', '；']).map(str::trim_end);
            let Some(cut) = cut else { continue };
            // An abbreviation keeps its dot (J. Am. Chem. Soc., Inc., U.S.), an ellipsis too.
            let last = cut.rsplit([' ', '.']).next().unwrap_or_default();
            let abbreviation = title.ends_with('.') && (last.chars().count() < 4 || var == Var::ContainerTitle || cut.ends_with('.'));
            if !cut.is_empty() && !abbreviation {
                out.fix(var.as_str(), title, Some(cut));
            }
        }
    },
};

/// Small words that headline style leaves in small letters.
const SMALL: &[&str] = &["a", "an", "the", "of", "in", "on", "and", "or", "for", "to", "at", "by", "with", "from", "as", "is", "via", "vs"];

/// Headline or capital letters.
pub const CAPITALS: Rule = Rule {
    name: "title-case",
    grade: Grade::Note,
    suspicious: false,
    about: (
        "English titles are kept in sentence case: a style can raise letters, but not know which to lower. Chinese, German and others are left alone",
        "英文题名宜存为句首大写：样式能改大写，却无法判断何者应小写；中文、德文等不查",
    ),
    fixes: false,
    run: |item, out| {
        let Some(title) = value(item, Var::Title) else { return };
        let language = item.face.language.split('-').next().unwrap_or_default();
        if has_cjk(title) || !matches!(language, "en" | "") {
            return;
        }
        let words: Vec<&str> =
            title.split(|c: char| c.is_whitespace() || c == '-').filter(|w| w.chars().next().is_some_and(char::is_alphabetic)).collect();
        let long: Vec<&&str> = words.iter().skip(1).filter(|w| w.len() > 3 && !SMALL.contains(&w.to_lowercase().as_str())).collect();
        let upper = long.iter().filter(|w| w.chars().next().is_some_and(char::is_uppercase)).count();
        let shouting = long.iter().filter(|w| w.chars().all(|c| !c.is_lowercase())).count();
        if long.len() >= 3 && shouting == long.len() {
            out.say("the title is all in capitals", "题名全为大写");
        } else if long.len() >= 4 && upper * 10 >= long.len() * 9 {
            out.say("the title is in headline case", "题名为实词首字母大写");
        }
    },
};

/// Straight quotation marks.
pub const QUOTES: Rule = Rule {
    name: "title-quotes",
    grade: Grade::Note,
    suspicious: false,
    about: (
        "Quotation marks in titles are curly (“…”), so that styles can turn them; a lone straight one is left to you",
        "题名内引号用弯引号（“…”），以便样式转换",
    ),
    fixes: true,
    run: |item, out| {
        let Some(title) = value(item, Var::Title) else { return };
        let count = title.matches('"').count();
        if count == 0 {
            return;
        }
        if count % 2 == 1 {
            return out.say("title: a straight quotation mark without its pair", "题名：直引号不成对");
        }
        let mut open = false;
        let curly: String = title
            .chars()
            .map(|c| {
                if c == '"' {
                    open = !open;
                    if open { '“' } else { '”' }
                } else {
                    c
                }
            })
            .collect();
        out.fix("title", title, Some(&curly));
    },
};

/// `Title : subtitle`.
pub const SPACE_BEFORE_COLON: Rule = Rule {
    name: "title-space-before-colon",
    grade: Grade::Warning,
    suspicious: false,
    about: ("No space stands before a colon in a title (French is left alone)", "题名中冒号前不空格（法文除外）"),
    fixes: true,
    run: |item, out| {
        let Some(title) = value(item, Var::Title) else { return };
        if item.face.language.starts_with("fr") {
            return;
        }
        let mut new = title.replace(" : ", ": ").replace(" ：", "：").replace(" :", ":");
        if has_cjk(title) {
            new = new.replace("： ", "：");
        }
        if new != title {
            out.fix("title", title, Some(&new));
        }
    },
};

/// Half-width punctuation between Chinese characters.
pub const CHINESE_PUNCTUATION: Rule = Rule {
    name: "title-chinese-punctuation",
    grade: Grade::Note,
    suspicious: false,
    about: (
        "Between Chinese characters a colon, comma or question mark is full width (GB/T 15834)",
        "汉字之间的冒号、逗号、问号用全角（GB/T 15834）",
    ),
    fixes: true,
    run: |item, out| {
        for var in [Var::Title, Var::ContainerTitle] {
            let Some(title) = value(item, var) else { continue };
            let chars: Vec<char> = title.chars().collect();
            let new: String = chars
                .iter()
                .enumerate()
                .map(|(i, c)| {
                    let before = i.checked_sub(1).and_then(|j| chars.get(j)).is_some_and(|c| is_cjk(*c));
                    let after = chars.get(i + 1).is_none_or(|c| is_cjk(*c) || matches!(c, '“' | '《' | '‘'));
                    match c {
                        ':' if before && after => '：',
                        ',' if before && after => '，',
                        ';' if before && after => '；',
                        '?' if before && after => '？',
                        '!' if before && after => '！',
                        _ => *c,
                    }
                })
                .collect();
            if new != title {
                out.fix(var.as_str(), title, Some(&new));
            }
        }
    },
};

/// `Title[J]`.
pub const TYPE_MARK: Rule = Rule {
    name: "type-mark",
    grade: Grade::Warning,
    suspicious: false,
    about: (
        "A mark of GB/T 7714 ([J], [M/OL]) is no part of a title; the style prints it by the type, and the two must agree",
        "GB/T 7714 的文献类型标识（[J]、[M/OL]）不属题名，由样式按类型著录，且须与类型一致",
    ),
    fixes: true,
    run: |item, out| {
        let Some(title) = value(item, Var::Title) else { return };
        let trimmed = title.trim_end();
        let Some(open) = trimmed.rfind(['[', '［', '【']) else { return };
        let inside: String = trimmed[open..].chars().skip(1).take_while(|c| !matches!(c, ']' | '］' | '】')).collect();
        let mark = inside.trim().to_ascii_uppercase();
        let (kind, carrier) = mark.split_once('/').unwrap_or((&mark, ""));
        if !trimmed.ends_with([']', '］', '】']) || !matches!(carrier, "" | "OL" | "CD" | "MT" | "DK") {
            return;
        }
        let Some(meant) = kind_of(kind) else { return };
        if !meant.is_empty() && !meant.contains(&item.face.kind) {
            out.say(
                format!("the title says [{mark}], the type is {}", item.face.kind.as_str()),
                format!("题名标识为 [{mark}]，而类型是 {}", item.face.kind.as_str()),
            );
        }
        out.fix("title", title, Some(trimmed[..open].trim_end()));
    },
};

/// The types that a letter of GB/T 7714–2015 annex B stands for.
fn kind_of(mark: &str) -> Option<&'static [crate::model::Kind]> {
    use crate::model::Kind as K;
    Some(match mark {
        "M" => &[K::Book, K::Chapter, K::Classic, K::Entry, K::EntryDictionary, K::EntryEncyclopedia],
        "C" | "G" => &[K::Book, K::Chapter, K::PaperConference, K::Collection],
        "N" => &[K::ArticleNewspaper, K::Periodical],
        "J" => &[K::ArticleJournal, K::ArticleMagazine, K::Periodical, K::Review, K::ReviewBook],
        "D" => &[K::Thesis],
        "R" => &[K::Report],
        "S" => &[K::Standard],
        "P" => &[K::Patent],
        "DB" | "DS" => &[K::Dataset],
        "CP" => &[K::Software],
        "EB" => &[K::Webpage, K::Post, K::PostWeblog],
        "CM" => &[K::Map],
        "A" | "Z" => &[],
        _ => return None,
    })
}
