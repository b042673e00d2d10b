//! Rules about any value: placeholders, damaged characters, markup, width.

use super::rule::{Grade, Item, Out, Rule};
use crate::model::Var;
use crate::text::script::{has_cjk, is_cjk};
use crate::text::width;

/// Words that stand where there is no value.
const NOTHING: &[&str] =
    &["n/a", "na", "none", "null", "nil", "unknown", "undefined", "tbd", "-", "--", "—", "?", "无", "無", "不详", "未知", "暂无", "空"];

/// `n/a`, 无.
pub const NULL_VALUE: Rule = Rule {
    name: "null-value",
    grade: Grade::Warning,
    suspicious: false,
    about: (
        "A field that holds n/a, none, 无 or the like is printed as if it were a value; leave it empty",
        "字段中的 n/a、none、“无”等会被当作内容印出，应留空",
    ),
    fixes: true,
    run: |item, out| {
        for (var, value) in &item.face.fields {
            let bare = value.trim().to_lowercase();
            // A title may be a word like these; a genre or note may be "无" no more than any other field.
            if *var != Var::Title && NOTHING.contains(&bare.as_str()) {
                out.fix(var.as_str(), value, None);
            }
        }
    },
};

/// U+FFFD and control characters.
pub const BROKEN_CHARACTERS: Rule = Rule {
    name: "broken-characters",
    grade: Grade::Warning,
    suspicious: false,
    about: (
        "Replacement or control characters show that the text was read in a wrong encoding or cut from a PDF",
        "出现替换字符或控制字符，说明编码读错或取自 PDF 时受损",
    ),
    fixes: false,
    run: |item, out| {
        for (var, value) in &item.face.fields {
            if value
                .chars()
                .any(|c| c == '\u{fffd}' || c.is_control() && !matches!(c, '\n' | '\t') || ('\u{e000}'..='\u{f8ff}').contains(&c))
            {
                out.say(format!("{} holds damaged characters", var.as_str()), format!("{} 含受损字符", var.as_str()));
            }
        }
    },
};

/// Entities and tags in titles.
pub const MARKUP: Rule = Rule {
    name: "markup",
    grade: Grade::Warning,
    suspicious: false,
    about: ("HTML entities (&amp;) in a value are printed as they stand", "值中的 HTML 实体（&amp; 等）会原样印出"),
    fixes: true,
    run: |item, out| {
        for (var, value) in &item.face.fields {
            if matches!(var, Var::Abstract | Var::Note | Var::Annote) || !value.contains('&') {
                continue;
            }
            let mut plain = value.clone();
            for (entity, sign) in
                [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&nbsp;", " "), ("&amp;", "&")]
            {
                plain = plain.replace(entity, sign);
            }
            if plain != *value {
                out.fix(var.as_str(), value, Some(&plain));
            }
        }
    },
};

/// Full-width letters and digits.
pub const WIDTH: Rule = Rule {
    name: "width",
    grade: Grade::Warning,
    suspicious: false,
    about: (
        "Full-width letters and digits (２０２０，Ａ) are half width in references; in values of Latin script the punctuation too",
        "著录中的字母、数字用半角；拉丁文字内容的标点也用半角",
    ),
    fixes: true,
    run: |item, out| {
        for (var, value) in &item.face.fields {
            if matches!(var, Var::Abstract | Var::Note | Var::Annote | Var::Keyword) {
                continue;
            }
            let narrow = width::half_alnum(value);
            let narrow = if has_cjk(&narrow) || !narrow.chars().any(char::is_alphabetic) { narrow.into_owned() } else { latin(&narrow) };
            if narrow != *value {
                out.fix(var.as_str(), value, Some(&narrow));
            }
        }
    },
};

/// Punctuation of a text without Chinese characters in half width, a space behind it where a word follows.
fn latin(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let half = width::half_char(c);
        out.push(half);
        if half != c && matches!(half, ',' | ':' | ';' | '?' | '!') && chars.peek().is_some_and(|n| !n.is_whitespace() && !is_cjk(*n)) {
            out.push(' ');
        }
    }
    out
}

/// The value of a variable with its name, where it is there.
pub fn value<'a>(item: &Item<'a>, var: Var) -> Option<&'a str> {
    Some(item.face.get(var)).filter(|v| !v.is_empty())
}

/// Reports a rule of normalising that would change a value.
pub fn normalised(item: &Item, var: Var, slot: crate::normalise::Slot, rules: &[&str], out: &mut Out) {
    use crate::normalise::rule::{About, find};
    let Some(old) = value(item, var) else { return };
    let about = About { slot, language: &item.face.language, kind: Some(item.face.kind) };
    let mut new = old.to_owned();
    for id in rules {
        if let Some(work) = find(id).and_then(|r| r.piece())
            && let Some(changed) = work(&new, &about)
        {
            new = changed;
        }
    }
    if new != old && !new.is_empty() {
        out.fix(var.as_str(), old, Some(&new));
    }
}
