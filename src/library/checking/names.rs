//! Rules about names of persons.

use super::rule::{Grade, Item, Out, Rule};
use crate::model::{Name, Names, Role};
use crate::normalise::pinyin;
use crate::text::script::{has_cjk, has_han};

fn each<'a>(item: &Item<'a>) -> impl Iterator<Item = (Role, &'a Names)> {
    item.face.names.iter().map(|(r, n)| (*r, n))
}

fn shown(name: &Name) -> String {
    match name {
        Name::Literal { literal } => literal.clone(),
        Name::Person(p) if has_han(&p.family) => format!("{}{}", p.family, p.given),
        Name::Person(p) if p.given.is_empty() => p.family.clone(),
        Name::Person(p) => format!("{}, {}", p.family, p.given),
    }
}

/// Proposes a list of names with some changed.
fn changed(item: &Item, out: &mut Out, change: impl Fn(&Name) -> Option<Name>) {
    for (role, names) in each(item) {
        let mut new = names.clone();
        let mut pairs = Vec::new();
        for name in &mut new.list {
            if let Some(better) = change(name) {
                pairs.push((shown(name), shown(&better)));
                *name = better;
            }
        }
        if let Some((old, better)) = pairs.first()
            && let Ok(value) = serde_json::to_value(&new)
        {
            out.correct(role.as_str(), old, better, value);
        }
    }
}

/// 等 or et al. as a name.
pub const ET_AL: Rule = Rule {
    name: "name-et-al",
    grade: Grade::Warning,
    suspicious: false,
    about: (
        "等, et al. and others are no names: the list is marked as cut short, and the style prints the word of its language",
        "“等”、et al. 不是人名：应标记名单未列全，由样式按语种印出",
    ),
    fixes: true,
    run: |item, out| {
        for (role, names) in each(item) {
            let is_word = |n: &Name| {
                let word = shown(n).to_lowercase();
                matches!(
                    word.trim_matches([' ', '.', ',']),
                    "等" | "等人" | "et al" | "et al., " | "others" | "and others" | "et. al" | "al, et" | "al., et" | "u.a" | "et autres"
                )
            };
            let mut new = names.clone();
            new.list.retain(|n| !is_word(n));
            for name in &mut new.list {
                if let Name::Literal { literal } = name
                    && has_han(literal)
                    && let Some(cut) = literal.strip_suffix('等').filter(|c| (2..=4).contains(&c.chars().count()))
                {
                    *name = crate::normalise::names::list(cut).list.into_iter().next().unwrap_or_else(|| Name::literal(cut));
                    new.et_al = true;
                }
            }
            if new.list != names.list
                && let Ok(value) = serde_json::to_value(Names { et_al: true, list: new.list.clone() })
            {
                let word = names.list.iter().find(|n| !new.list.contains(n)).map(shown).unwrap_or_default();
                out.correct(role.as_str(), &word, if item.face.language.starts_with("zh") { "（等）" } else { "(et al.)" }, value);
            }
        }
    },
};

/// `SMITH`, `smith`.
pub const CAPITALS: Rule = Rule {
    name: "name-capitals",
    grade: Grade::Warning,
    suspicious: false,
    about: (
        "Names are kept in ordinary letters: a style can set SMITH, but not know McDonald from MCDONALD",
        "人名存为普通大小写：样式能改为全大写，却无法复原",
    ),
    fixes: true,
    run: |item, out| {
        changed(item, out, |name| {
            let Name::Person(p) = name else { return None };
            let mut better = p.clone();
            if p.family.chars().count() > 3 && is_upper(&p.family) {
                better.family = capitalised(&p.family);
            }
            if p.given.chars().count() > 4 && is_upper(&p.given) && !p.given.contains('.') {
                better.given = capitalised(&p.given);
            }
            (better != *p).then_some(Name::Person(better))
        });
        for (role, names) in each(item) {
            for name in &names.list {
                if let Name::Person(p) = name
                    && p.family.chars().next().is_some_and(|c| c.is_ascii_lowercase())
                    && p.given.chars().next().is_some_and(|c| c.is_ascii_lowercase())
                {
                    out.say(
                        format!("{}: {} begins with small letters", role.as_str(), shown(name)),
                        format!("{}：{} 首字母未大写", role.as_str(), shown(name)),
                    );
                }
            }
        }
    },
};

fn is_upper(s: &str) -> bool {
    s.chars().any(char::is_alphabetic) && s.chars().all(|c| !c.is_lowercase()) && !has_cjk(s) && !s.chars().any(|c| c.is_ascii_digit())
}

fn capitalised(s: &str) -> String {
    let mut start = true;
    s.chars()
        .flat_map(|c| {
            let out: Vec<char> = if start { vec![c] } else { c.to_lowercase().collect() };
            start = !c.is_alphabetic();
            out
        })
        .collect()
}

/// Commas, semicolons, digits.
pub const PUNCTUATION: Rule = Rule {
    name: "name-punctuation",
    grade: Grade::Warning,
    suspicious: false,
    about: (
        "Commas, semicolons, asterisks and digits of notes are no part of a name; one name that holds several is to be divided",
        "逗号、分号、星号、脚注数字不属人名；一个人名字段内含数人时应拆开",
    ),
    fixes: true,
    run: |item, out| {
        let ends = [',', '，', ';', '；', '、', '*', ' ', '。', '†', '‡', '¹', '²', '³'];
        changed(item, out, |name| match name {
            Name::Person(p) => {
                let mut better = p.clone();
                better.family = p.family.trim_matches(ends).to_owned();
                better.given = p.given.trim_matches(ends).to_owned();
                (better != *p && !better.family.is_empty()).then_some(Name::Person(better))
            }
            Name::Literal { literal } => {
                let cut = literal.trim_matches(ends);
                (cut != literal && !cut.is_empty()).then(|| Name::literal(cut))
            }
        });
        for (role, names) in each(item) {
            for name in &names.list {
                let text = shown(name);
                let several = matches!(name, Name::Person(p) if p.family.contains([';', '；', '、']) || p.given.contains([';', '；', '、']))
                    || matches!(name, Name::Literal { literal } if literal.contains(['；', ';']));
                let digits = matches!(name, Name::Person(_)) && text.chars().any(|c| c.is_ascii_digit());
                if several || digits {
                    out.say(format!("{}: {text} is no single name", role.as_str()), format!("{}：“{text}”不像单个人名", role.as_str()));
                }
            }
        }
    },
};

/// 约翰.史密斯.
pub const MIDDLE_DOT: Rule = Rule {
    name: "name-middle-dot",
    grade: Grade::Warning,
    suspicious: false,
    about: (
        "The dot in a foreign name written in Chinese is U+00B7 (·), not a full stop, bullet or katakana dot",
        "外国人名汉译的间隔号为 ·（U+00B7），不用句点、项目符号或片假名中点",
    ),
    fixes: true,
    run: |item, out| {
        let put = |s: &str| -> String {
            let chars: Vec<char> = s.chars().collect();
            let near = |i: Option<usize>| {
                i.and_then(|i| chars.get(i)).is_some_and(|c| has_han(c.encode_utf8(&mut [0; 4])) || c.is_ascii_uppercase())
            };
            chars
                .iter()
                .enumerate()
                .map(|(i, c)| {
                    let between = near(i.checked_sub(1)) && near(Some(i + 1));
                    if between && matches!(c, '.' | '•' | '・' | '‧' | '．' | '∙' | '⋅') { '·' } else { *c }
                })
                .collect()
        };
        changed(item, out, |name| match name {
            Name::Literal { literal } if has_han(literal) => {
                let new = put(literal);
                (new != *literal).then(|| Name::literal(new))
            }
            Name::Person(p) if has_han(&p.family) || has_han(&p.given) => {
                let mut better = p.clone();
                better.family = put(&p.family);
                better.given = put(&p.given);
                (better != *p).then_some(Name::Person(better))
            }
            _ => None,
        });
    },
};

/// `Xiao Ming`, `Xiao-Ming` beside `Xiaoming`.
pub const PINYIN: Rule = Rule {
    name: "name-pinyin",
    grade: Grade::Note,
    suspicious: false,
    about: (
        "Given names in pinyin are written together (Xiaoming, GB/T 28039); apart or hyphenated ones become two initials in some styles",
        "汉语拼音的名连写（Xiaoming，GB/T 28039）；分写或加连字符，在部分样式中会缩成两个首字母",
    ),
    fixes: false,
    run: |item, out| {
        for (role, names) in each(item) {
            for name in &names.list {
                let Name::Person(p) = name else { continue };
                let parts: Vec<String> = p.given.split([' ', '-', '‐']).map(str::to_lowercase).collect();
                let syllables = parts.len() == 2
                    && parts.iter().all(|s| s.len() > 1 && pinyin::is_syllable(s))
                    && pinyin::is_syllable(&p.family.to_lowercase());
                if syllables {
                    out.say(
                        format!("{}: the given name of {} is written apart", role.as_str(), shown(name)),
                        format!("{}：{} 的名分写", role.as_str(), shown(name)),
                    );
                }
            }
        }
    },
};

/// A Chinese name that is not divided.
pub const TOGETHER: Rule = Rule {
    name: "name-undivided",
    grade: Grade::Note,
    suspicious: false,
    about: ("A Chinese name in one piece cannot be sorted or shortened by its surname", "中文人名未分姓、名，无法按姓排序或缩写"),
    fixes: true,
    run: |item, out| {
        changed(item, out, |name| {
            let Name::Literal { literal } = name else { return None };
            let count = literal.chars().count();
            if !(2..=4).contains(&count) || !literal.chars().all(crate::text::script::is_han) {
                return None;
            }
            match crate::normalise::names::list(literal).list.as_slice() {
                [Name::Person(p)] if !p.given.is_empty() && count <= 3 => Some(Name::Person(p.clone())),
                _ => None,
            }
        });
    },
};
