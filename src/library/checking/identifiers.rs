//! Rules about DOI, ISBN, ISSN and addresses.

use super::rule::{Grade, Rule};
use super::values::value;
use crate::formats::ids;
use crate::model::Var;

/// `https://doi.org/…` in the DOI.
pub const DOI_FORM: Rule = Rule {
    name: "doi-form",
    grade: Grade::Warning,
    suspicious: false,
    about: (
        "A DOI stands without resolver and prefix (10.1000/182): a style writes these itself, and would write them twice",
        "DOI 不带解析网址和前缀（10.1000/182），否则样式会重复写出",
    ),
    fixes: true,
    run: |item, out| {
        let Some(doi) = value(item, Var::Doi) else { return };
        let about = crate::normalise::rule::About { slot: crate::normalise::Slot::Doi, language: "", kind: None };
        let plain = crate::normalise::rule::find("doi").and_then(|r| r.piece()?(doi, &about));
        if let Some(plain) = plain.filter(|p| p != doi && ids::is_doi(p)) {
            out.fix("DOI", doi, Some(&plain));
        }
    },
};

/// What can be no DOI.
pub const DOI_SYNTAX: Rule = Rule {
    name: "doi-syntax",
    grade: Grade::Warning,
    suspicious: true,
    about: (
        "A DOI begins with 10., a registrant's number and a slash (ISO 26324); what has another form cannot be resolved",
        "DOI 以“10.”加注册号和斜线开头（ISO 26324），否则无法解析",
    ),
    fixes: false,
    run: |item, out| {
        let Some(doi) = value(item, Var::Doi) else { return };
        let plain = ids::doi(doi);
        let shaped = plain.strip_prefix("10.").and_then(|r| r.split_once('/')).is_some_and(|(registrant, rest)| {
            let digits = registrant.split('.').next().unwrap_or_default();
            (4..=9).contains(&digits.len())
                && registrant.bytes().all(|b| b.is_ascii_digit() || b == b'.')
                && !rest.is_empty()
                && !rest.contains(char::is_whitespace)
        });
        if !shaped {
            out.say(format!("DOI {doi} is impossible"), format!("DOI {doi} 不可能存在"));
        }
    },
};

fn digits(s: &str) -> Vec<u32> {
    s.chars().filter_map(|c| if matches!(c, 'X' | 'x') { Some(10) } else { c.to_digit(10) }).collect()
}

/// Check digit of ISBN.
pub const ISBN: Rule = Rule {
    name: "isbn-check-digit",
    grade: Grade::Warning,
    suspicious: true,
    about: ("The last digit of an ISBN follows from the others (ISO 2108)", "ISBN 末位为校验码（ISO 2108）"),
    fixes: false,
    run: |item, out| {
        let Some(all) = value(item, Var::Isbn) else { return };
        for isbn in all.split([';', ',', '；', '，', '/']).map(str::trim).filter(|s| !s.is_empty()) {
            let bare = isbn.split(['(', '（']).next().unwrap_or(isbn);
            let d = digits(bare);
            let fine = match d.len() {
                10 => d.iter().zip((1..=10).rev()).map(|(x, w)| x * w).sum::<u32>() % 11 == 0,
                13 => d.iter().zip([1, 3].iter().cycle()).map(|(x, w)| x * w).sum::<u32>() % 10 == 0,
                _ => false,
            };
            // Chinese book numbers of before 1987 (统一书号) have no check digit.
            let old = !bare.contains("978") && bare.contains('·');
            if !fine && !old {
                // Several numbers without a sign between them.
                if bare.split_whitespace().count() > 1 && bare.split_whitespace().all(|p| matches!(digits(p).len(), 10 | 13)) {
                    continue;
                }
                out.say(format!("ISBN {isbn} has a wrong check digit or length"), format!("ISBN {isbn} 校验码或位数有误"));
            }
        }
    },
};

/// Check digit of ISSN.
pub const ISSN: Rule = Rule {
    name: "issn-check-digit",
    grade: Grade::Warning,
    suspicious: true,
    about: ("The last digit of an ISSN follows from the others (ISO 3297)", "ISSN 末位为校验码（ISO 3297）"),
    fixes: false,
    run: |item, out| {
        let Some(all) = value(item, Var::Issn) else { return };
        for issn in all.split([';', ',', '；', '，', '/', ' ']).map(str::trim).filter(|s| s.chars().any(|c| c.is_ascii_digit())) {
            let issn = issn.split(['(', '（']).next().unwrap_or(issn);
            let d = digits(issn);
            let fine = d.len() == 8 && d.iter().zip((1..=8).rev()).map(|(x, w)| x * w).sum::<u32>() % 11 == 0;
            if !fine {
                out.say(format!("ISSN {issn} has a wrong check digit or length"), format!("ISSN {issn} 校验码或位数有误"));
            }
        }
    },
};

/// What is no address.
pub const URL: Rule = Rule {
    name: "url-form",
    grade: Grade::Warning,
    suspicious: false,
    about: ("An address begins with its scheme and holds no space or Chinese punctuation", "网址须带协议名，且不含空格与中文标点"),
    fixes: false,
    run: |item, out| {
        let Some(url) = value(item, Var::Url) else { return };
        let scheme = url
            .split_once(':')
            .is_some_and(|(s, _)| !s.is_empty() && s.len() < 12 && s.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+'));
        if !scheme || url.contains(char::is_whitespace) || url.contains(['，', '。', '；', '（', '）', '［', '］']) {
            out.say(format!("URL {url} is no whole address"), format!("网址 {url} 不完整或有误"));
        }
    },
};

/// A DOI only as an address.
pub const DOI_IN_URL: Rule = Rule {
    name: "doi-in-url",
    grade: Grade::Note,
    suspicious: false,
    about: ("An address of doi.org is a DOI and belongs into its field", "doi.org 网址即 DOI，应著录于 DOI 字段"),
    fixes: true,
    run: |item, out| {
        let Some(url) = value(item, Var::Url) else { return };
        let Some(at) = url.find("doi.org/10.").filter(|at| *at < 16) else { return };
        let doi = ids::doi(&url[at..]);
        if !item.face.has(Var::Doi) && ids::is_doi(&doi) {
            out.fix("DOI", "(none)", Some(doi.trim_end_matches(['.', ',', ';'])));
        }
    },
};

/// An identifier in the field of another.
pub const MISPLACED: Rule = Rule {
    name: "field-misused",
    grade: Grade::Warning,
    suspicious: false,
    about: (
        "A field holds what belongs into another: an address as DOI, an ISSN as ISBN, a DOI as note, a range of pages as number of pages",
        "字段被挪用：DOI 栏填网址、ISBN 栏填 ISSN、附注栏填 DOI、总页数栏填起讫页",
    ),
    fixes: false,
    run: |item, out| {
        let mut tell = |field: &str, what: &str, zh: &str| out.say(format!("{field} holds {what}"), format!("{field} 中填的是{zh}"));
        if let Some(doi) = value(item, Var::Doi)
            && doi.starts_with("http")
            && !ids::is_doi(doi)
        {
            tell("DOI", "an address", "网址");
        }
        if let Some(isbn) = value(item, Var::Isbn)
            && digits(isbn).len() == 8
            && isbn.contains('-')
        {
            tell("ISBN", "an ISSN", " ISSN");
        }
        if let Some(note) = value(item, Var::Note)
            && !item.face.has(Var::Doi)
            && ids::is_doi(note.trim())
        {
            tell("note", "a DOI", " DOI");
        }
        if let Some(pages) = value(item, Var::NumberOfPages)
            && pages.split_once(['-', '–', '—']).is_some_and(|(a, b)| a.trim().parse::<u32>().is_ok() && b.trim().parse::<u32>().is_ok())
        {
            tell("number-of-pages", "a range of pages", "起讫页");
        }
        if let Some(publisher) = value(item, Var::Publisher)
            && publisher.starts_with("http")
        {
            tell("publisher", "an address", "网址");
        }
        if let Some(place) = value(item, Var::PublisherPlace)
            && (place.ends_with("出版社") || place.ends_with("大学"))
        {
            tell("publisher-place", "a publisher", "出版者");
        }
        if let Some(title) = value(item, Var::Title)
            && (title.starts_with("http://") || title.starts_with("https://"))
        {
            tell("title", "an address", "网址");
        }
    },
};
