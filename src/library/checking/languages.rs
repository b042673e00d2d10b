//! Rules about the language of an entry.

use super::rule::{Grade, Rule};
use super::values::value;
use crate::model::Var;
use crate::text::{language, script};

/// No language.
pub const MISSING: Rule = Rule {
    name: "language-missing",
    grade: Grade::Note,
    suspicious: false,
    about: (
        "Without a language a style cannot choose between 等 and et al., nor between Chinese and English punctuation",
        "未设语种，样式无从选择“等”与 et al. 及中西文标点",
    ),
    fixes: true,
    run: |item, out| {
        if item.face.language.is_empty()
            && let Some(title) = value(item, Var::Title)
            && script::has_han(title)
        {
            out.fix("language", "(none)", Some(language::of(title)));
        } else if item.face.language.is_empty() && value(item, Var::Title).is_some() {
            out.say("no language is set", "未设语种");
        }
    },
};

/// A language that the title is not in.
pub const MISMATCH: Rule = Rule {
    name: "language-mismatch",
    grade: Grade::Warning,
    suspicious: false,
    about: (
        "The language set is not that of the title: a title in Chinese characters in an English entry, or the other way round",
        "所设语种与题名不符：英文条目而题名为汉字，或相反",
    ),
    fixes: true,
    run: |item, out| {
        let set = item.face.language.as_str();
        let Some(title) = value(item, Var::Title) else { return };
        let east = matches!(set.split('-').next(), Some("zh" | "ja" | "ko" | "yue" | "wuu" | "lzh"));
        if set.is_empty() {
            return;
        }
        let (cjk, latin) =
            title.chars().fold((0, 0), |(c, l), x| (c + usize::from(script::is_cjk(x)), l + usize::from(x.is_ascii_alphabetic())));
        if !east && cjk > 2 && cjk * 2 > latin {
            out.fix("language", set, Some(language::of(title)));
        } else if east && cjk == 0 && !script::has_cjk(title) && latin > 12 {
            // Which language of Latin script it is, is not certain.
            out.say(format!("the language is {set}, but the title is not in it"), format!("语种为 {set}，题名却不是"));
        }
    },
};
