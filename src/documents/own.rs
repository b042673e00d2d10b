//! The record a plain document shows of itself: the head of an article, or the labelled fields of a landing page.

use super::Document;
use crate::model::{Date, DateVar, Face, Kind, Names, Role, Var};
use crate::normalise::names;
use crate::text::script::{has_han, is_han};

/// Lines looked at.
const HEAD: usize = 60;

/// What the head of a text shows; `None` where it shows too little to be cited by.
pub fn from_text(document: &Document) -> Option<Face> {
    let lines: Vec<&str> = document.text.lines().map(clean).filter(|l| !l.is_empty()).take(HEAD).collect();
    landing(&lines).or_else(|| article(&lines))
}

fn clean(line: &str) -> &str {
    line.trim().trim_start_matches(['#', '*', '•', ' ', '\u{feff}']).trim_end_matches(['*', ' ']).trim()
}

/// What a label of a landing page stands for.
fn label(line: &str) -> Option<&'static str> {
    let key: String = line.trim_end_matches([':', '：']).chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    Some(match key.as_str() {
        "title" | "articletitle" | "题名" | "标题" | "篇名" => "title",
        "author" | "authors" | "creator" | "作者" => "author",
        "journal" | "journaltitle" | "publicationtitle" | "刊名" | "来源" | "期刊" => "container",
        "volume" | "卷" => "volume",
        "issue" | "期" => "issue",
        "firstpage" | "起始页" => "first",
        "lastpage" | "结束页" => "last",
        "pages" | "页码" => "pages",
        "publisher" | "出版社" | "出版者" => "publisher",
        "language" | "语言" | "语种" => "language",
        "doi" => "doi",
        "issn" => "issn",
        "publicationdate" | "date" | "datepublished" | "year" | "发表时间" | "出版日期" | "年份" => "date",
        "keywords" | "abstract" | "documenttype" | "关键词" | "摘要" | "recommendedcitation" => "other",
        _ => return None,
    })
}

/// Labels on lines of their own, each with its value on the next line.
fn landing(lines: &[&str]) -> Option<Face> {
    let mut face = Face::new(Kind::ArticleJournal);
    let (mut first, mut last, mut telling) = ("", "", 0);
    for pair in lines.windows(2) {
        let Some(name) = label(pair[0]) else { continue };
        let value = pair[1];
        if label(value).is_some() {
            continue;
        }
        telling += usize::from(name != "other");
        match name {
            "title" => face.set(Var::Title, value),
            "author" => face.set_names(Role::Author, names::list(value)),
            "container" => face.set(Var::ContainerTitle, value),
            "volume" => face.set(Var::Volume, value),
            "issue" => face.set(Var::Issue, value),
            "first" => first = value,
            "last" => last = value,
            "pages" => face.set(Var::Page, value),
            "publisher" => face.set(Var::Publisher, value),
            "language" => face.language = language(value).to_owned(),
            "doi" => face.set(Var::Doi, value.rsplit("doi.org/").next().unwrap_or(value)),
            "issn" => face.set(Var::Issn, value),
            "date" => face.set_date(DateVar::Issued, year(value)),
            _ => {}
        }
    }
    if !first.is_empty() {
        face.set(Var::Page, if last.is_empty() { first.to_owned() } else { format!("{first}-{last}") });
    }
    let opening = lines.first().filter(|l| label(l).is_none() && l.chars().count() < 120);
    if let Some(opening) = opening {
        face.set_default(Var::ContainerTitle, *opening);
    }
    (telling >= 3).then_some(face)
}

fn language(value: &str) -> &'static str {
    match value.to_lowercase().as_str() {
        "chinese" | "中文" | "zh" | "chi" => "zh",
        "english" | "英文" | "en" | "eng" => "en",
        _ => "",
    }
}

fn year(value: &str) -> Date {
    let digits: Vec<&str> = value.split(|c: char| !c.is_ascii_digit()).filter(|s| s.len() == 4).collect();
    digits.first().and_then(|y| y.parse().ok()).map(Date::year).unwrap_or_default()
}

/// A title, a line of authors and an abstract.
fn article(lines: &[&str]) -> Option<Face> {
    let end = lines.iter().take(30).position(|l| is_abstract(l))?;
    let head = &lines[..end];
    let title_at = head.iter().position(|l| !is_boilerplate(l))?;
    let title = head[title_at];
    if title.chars().count() < 4 || title.chars().count() > 250 || title.ends_with(['。', '.', '；', ';']) {
        return None;
    }
    let authors = head[title_at + 1..].iter().find_map(|l| author_line(l))?;
    let mut face = Face::new(Kind::ArticleJournal);
    face.set(Var::Title, title);
    face.language = if has_han(title) { "zh" } else { "en" }.to_owned();
    face.set_names(Role::Author, authors);
    for line in lines.iter().take(end + 12) {
        article_number(line, &mut face);
    }
    Some(face)
}

fn is_abstract(line: &str) -> bool {
    let start: String = line.chars().filter(|c| !c.is_whitespace() && !matches!(c, '【' | '[' | '［' | '〔')).take(8).collect();
    start.starts_with("摘要") || start.starts_with("内容提要") || start.starts_with("提要") || start.to_lowercase().starts_with("abstract")
}

fn is_boilerplate(line: &str) -> bool {
    let digits = line.chars().filter(char::is_ascii_digit).count();
    let all = line.chars().filter(|c| !c.is_whitespace()).count();
    ["ISSN", "DOI", "doi", "http", "Vol", "第"].iter().any(|w| line.contains(w)) && digits > 0 || digits * 3 > all
}

/// Names from an author line: note marks, numbers and affiliations in parentheses taken off.
fn author_line(line: &str) -> Option<Names> {
    let mut text = String::new();
    let mut depth = 0;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth -= 1,
            '<' => {
                // <sup>1</sup> and the like
                let tag: String = chars.by_ref().take_while(|c| *c != '>').collect();
                if tag == "sup" {
                    let _: String = chars.by_ref().take_while(|c| *c != '>').collect();
                }
            }
            _ if depth > 0 => {}
            '0'..='9' | '¹' | '²' | '³' | '⁴' | '⁵' | '*' | '^' | '$' | '\'' | '①'..='⑳' => {}
            _ => text.push(c),
        }
    }
    let text = text.replace(",，", "，").replace("，，", "，").replace(",,", ",");
    let text = join_single(text.trim().trim_matches([',', '，', ' ']));
    if text.is_empty() || text.chars().count() > 200 || text.contains(['。', '：', ':', '；']) {
        return None;
    }
    let names = names::list(&text);
    let good = names.list.iter().all(|n| {
        let whole = format!("{}{}", n.family(), n.given());
        let count = whole.chars().count();
        if has_han(&whole) { (2..=12).contains(&count) && !n.given().is_empty() } else { count >= 3 && !n.given().is_empty() }
    });
    (good && !names.list.is_empty()).then_some(names)
}

/// `罗 晖 李 政 崔馥娟` → `罗晖 李政 崔馥娟`: two-character names are spaced out in print.
fn join_single(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let single = |w: &str| w.chars().count() == 1 && w.chars().all(is_han);
    let mut out: Vec<String> = Vec::new();
    let mut i = 0;
    while i < words.len() {
        if single(words[i]) && words.get(i + 1).is_some_and(|w| single(w)) {
            out.push(format!("{}{}", words[i], words[i + 1]));
            i += 2;
        } else {
            out.push(words[i].to_owned());
            i += 1;
        }
    }
    out.join(" ")
}

/// `文章编号：1672-7673(2017)02-0172-07` (CAJ-CD B/T 1—1998): ISSN, year, issue, first page, count of pages.
fn article_number(line: &str, face: &mut Face) {
    let Some(at) = line.find("文章编号") else { return };
    let text: String = line[at..]
        .chars()
        .skip(4)
        .filter(|c| !c.is_whitespace())
        .map(|c| {
            if c == '（' {
                '('
            } else if c == '）' {
                ')'
            } else {
                c
            }
        })
        .take(40)
        .collect();
    let text = text.trim_start_matches([':', '：']);
    let Some((issn, rest)) = text.split_once('(') else { return };
    let Some((year, rest)) = rest.split_once(')') else { return };
    let parts: Vec<&str> = rest.split('-').collect();
    let number = |s: &str| s.chars().take_while(char::is_ascii_digit).collect::<String>().parse::<u32>().ok();
    if let ([issue, first, count, ..], Ok(year)) = (parts.as_slice(), year.parse::<i32>())
        && let (Some(issue), Some(first), Some(count)) = (number(issue), number(first), number(count))
    {
        face.set(Var::Issn, issn);
        face.set_date(DateVar::Issued, Date::year(year));
        face.set(Var::Issue, issue.to_string());
        face.set(Var::Page, if count > 1 { format!("{first}-{}", first + count - 1) } else { first.to_string() });
    }
}
