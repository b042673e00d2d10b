//! Rules about pages, volumes, issues and editions.

use super::rule::{Grade, Rule};
use super::values::{normalised, value};
use crate::model::{Kind, Var};
use crate::normalise::Slot;
use crate::text::numerals;

/// `1～10`, `pp. 3-5`.
pub const PAGE_FORM: Rule = Rule {
    name: "page-form",
    grade: Grade::Warning,
    suspicious: false,
    about: (
        "Pages stand without words and with a plain hyphen (1-10): a style sets its own dash, pp. and 页",
        "页码不带文字，起讫间用连字符（1-10），破折号与“页”由样式添加",
    ),
    fixes: true,
    run: |item, out| normalised(item, Var::Page, Slot::Page, &["width-number", "page-word", "page-dash"], out),
};

/// First and last page of a plain range.
fn range(pages: &str) -> Option<(&str, &str)> {
    let (a, b) = pages.split_once('-')?;
    let (a, b) = (a.trim(), b.trim());
    (!a.is_empty() && !b.is_empty() && a.len() < 9 && b.len() < 9 && a.bytes().chain(b.bytes()).all(|c| c.is_ascii_digit()))
        .then_some((a, b))
}

/// `1001-15`.
pub const PAGE_SHORT: Rule = Rule {
    name: "page-shortened",
    grade: Grade::Note,
    suspicious: false,
    about: (
        "A range has its last page in full (1001-1015, not 1001-15): a style can shorten it, but not the other way round",
        "起讫页的末页写全（1001-1015），样式可缩写而不能还原",
    ),
    fixes: true,
    run: |item, out| {
        let Some(pages) = value(item, Var::Page) else { return };
        if let Some((a, b)) = range(pages)
            && b.len() < a.len()
            && let (Some(head), Ok(first)) = (a.get(..a.len() - b.len()), a.parse::<u64>())
            && format!("{head}{b}").parse::<u64>().is_ok_and(|last| last > first)
        {
            out.fix("page", pages, Some(&format!("{a}-{head}{b}")));
        }
    },
};

/// `30-20`.
pub const PAGE_ORDER: Rule = Rule {
    name: "page-order",
    grade: Grade::Warning,
    suspicious: false,
    about: ("The last page is not before the first", "末页不小于首页"),
    fixes: false,
    run: |item, out| {
        let Some(pages) = value(item, Var::Page) else { return };
        if let Some((a, b)) = range(pages)
            && b.len() >= a.len()
            && let (Ok(x), Ok(y)) = (a.parse::<u64>(), b.parse::<u64>())
            && y < x
        {
            out.say(format!("page {pages} runs backwards"), format!("页码 {pages} 前后颠倒"));
        }
    },
};

/// `01`.
pub const LEADING_ZERO: Rule = Rule {
    name: "leading-zero",
    grade: Grade::Warning,
    suspicious: false,
    about: ("Volume and issue stand without zeros in front (03 → 3); pages are not touched", "卷号、期号不带前导零（03 → 3）；页码不动"),
    fixes: true,
    run: |item, out| {
        for var in [Var::Volume, Var::Issue, Var::Edition] {
            let Some(number) = value(item, var) else { continue };
            // Each number of a list or range by itself: 03-04, 01/02.
            let mut new = String::with_capacity(number.len());
            let mut rest = number;
            while !rest.is_empty() {
                let length = rest.bytes().take_while(u8::is_ascii_digit).count();
                if length > 0 {
                    let cut = rest[..length].trim_start_matches('0');
                    let whole = new.is_empty() || new.ends_with(['-', '/', '–', '—', '～', ',', ' ', '+']);
                    new.push_str(if !whole {
                        &rest[..length]
                    } else if cut.is_empty() {
                        "0"
                    } else {
                        cut
                    });
                    rest = &rest[length..];
                } else {
                    let c = rest.chars().next().unwrap_or(' ');
                    new.push(c);
                    rest = &rest[c.len_utf8()..];
                }
            }
            if new != number {
                out.fix(var.as_str(), number, Some(&new));
            }
        }
    },
};

/// 第3期.
pub const COUNT_WORD: Rule = Rule {
    name: "count-word",
    grade: Grade::Warning,
    suspicious: false,
    about: (
        "Volume and issue stand without their words (第3期, Vol. 12, no. 4): the style writes these",
        "卷号、期号不带“第…卷”“第…期”、Vol.、No. 等字，由样式添加",
    ),
    fixes: true,
    run: |item, out| {
        let journal =
            matches!(item.face.kind, Kind::ArticleJournal | Kind::ArticleMagazine | Kind::Periodical | Kind::Review | Kind::ReviewBook);
        if journal {
            normalised(item, Var::Volume, Slot::Volume, &["width-number", "volume-word"], out);
        }
        normalised(item, Var::Issue, Slot::Issue, &["width-number", "issue-word"], out);
    },
};

/// 第二版, 2nd ed.
pub const EDITION: Rule = Rule {
    name: "edition-number",
    grade: Grade::Warning,
    suspicious: false,
    about: (
        "An edition with a number is that number (第2版, 2nd ed., II → 2): the style writes the word of its language",
        "版次存为数字（第2版、2nd ed. → 2），文字由样式按语种添加",
    ),
    fixes: true,
    run: |item, out| {
        let Some(edition) = value(item, Var::Edition) else { return };
        let bare = edition.trim();
        if let Some(n) = numerals::chinese(bare).filter(|_| !bare.is_empty() && bare.chars().all(numerals::is_chinese_numeral)) {
            return out.fix("edition", edition, Some(&n.to_string()));
        }
        if let Some(n) = numerals::roman(bare).filter(|n| *n < 60 && bare.bytes().all(|b| b.is_ascii_uppercase())) {
            return out.fix("edition", edition, Some(&n.to_string()));
        }
        normalised(item, Var::Edition, Slot::Edition, &["width-number", "edition"], out);
    },
};

/// Volume 十二, XII.
pub const NUMERAL: Rule = Rule {
    name: "volume-numeral",
    grade: Grade::Note,
    suspicious: false,
    about: ("A volume or issue in Chinese or Roman numerals is sorted and printed as a word", "卷期用汉字或罗马数字时会按文字排序、印出"),
    fixes: false,
    run: |item, out| {
        for var in [Var::Volume, Var::Issue] {
            let Some(number) = value(item, var) else { continue };
            let chinese = number.chars().all(numerals::is_chinese_numeral) && numerals::chinese(number).is_some();
            let roman = number.len() > 1 && number.bytes().all(|b| b"IVXLC".contains(&b)) && numerals::roman(number).is_some();
            if chinese || roman {
                out.say(format!("{}: {number} is written in letters", var.as_str()), format!("{}：{number} 不是阿拉伯数字", var.as_str()));
            }
        }
    },
};
