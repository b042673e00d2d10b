//! Words for what a person did (主编, 译, 点校, eds., trans.), before or behind the names.

use super::scan::is_space;
use crate::normalise::Slot;
use crate::text::lists::Ends;
use std::sync::LazyLock;

/// Chinese words behind names, longest first within their beginnings.
const BEHIND: &[(&str, Slot)] = &[
    ("总主编", Slot::Editor),
    ("主编", Slot::Editor),
    ("主編", Slot::Editor),
    ("副主编", Slot::Editor),
    ("编辑", Slot::Editor),
    ("編輯", Slot::Editor),
    ("选编", Slot::Editor),
    ("編選", Slot::Editor),
    ("编选", Slot::Editor),
    ("汇编", Slot::Editor),
    ("合编", Slot::Editor),
    ("整理", Slot::Compiler),
    ("点校", Slot::Compiler),
    ("點校", Slot::Compiler),
    ("校点", Slot::Compiler),
    ("校點", Slot::Compiler),
    ("校注", Slot::Compiler),
    ("校註", Slot::Compiler),
    ("校释", Slot::Compiler),
    ("集释", Slot::Compiler),
    ("校勘", Slot::Compiler),
    ("校订", Slot::Compiler),
    ("辑校", Slot::Compiler),
    ("笺注", Slot::Compiler),
    ("箋注", Slot::Compiler),
    ("标点", Slot::Compiler),
    ("注释", Slot::Compiler),
    ("編纂", Slot::Compiler),
    ("编纂", Slot::Compiler),
    ("纂修", Slot::Compiler),
    ("辑录", Slot::Compiler),
    ("编译", Slot::Translator),
    ("編譯", Slot::Translator),
    ("译注", Slot::Translator),
    ("译校", Slot::Translator),
    ("翻译", Slot::Translator),
    ("翻譯", Slot::Translator),
    ("合译", Slot::Translator),
    ("校译", Slot::Translator),
    ("导演", Slot::OtherRole),
    ("編著", Slot::Author),
    ("编著", Slot::Author),
    ("合著", Slot::Author),
    ("著作", Slot::Author),
    ("撰写", Slot::Author),
    ("执笔", Slot::Author),
    ("口述", Slot::Author),
    ("原著", Slot::Author),
    ("編", Slot::Editor),
    ("编", Slot::Editor),
    ("译", Slot::Translator),
    ("譯", Slot::Translator),
    ("校", Slot::Compiler),
    ("辑", Slot::Compiler),
    ("輯", Slot::Compiler),
    ("纂", Slot::Compiler),
    ("注", Slot::Compiler),
    ("註", Slot::Compiler),
    ("著", Slot::Author),
    ("撰", Slot::Author),
];

static ENDINGS: LazyLock<Ends<Slot>> = LazyLock::new(|| Ends::new(BEHIND.iter().copied()));

const LATIN: &[(&str, Slot)] = &[
    ("editors", Slot::Editor),
    ("editor", Slot::Editor),
    ("hrsg.", Slot::Editor),
    ("eds.", Slot::Editor),
    ("eds", Slot::Editor),
    ("ed.", Slot::Editor),
    ("ed", Slot::Editor),
    ("translators", Slot::Translator),
    ("translator", Slot::Translator),
    ("trans.", Slot::Translator),
    ("trans", Slot::Translator),
];

/// A word for a role at the end: the text in front of it and the slot.
pub fn behind(s: &str) -> Option<(&str, Slot)> {
    let t = s.trim_end_matches(|c: char| is_space(c) || matches!(c, ',' | '，' | '、' | '.' | '。' | ':' | '：'));
    if let Some((word, slot)) = ENDINGS.of(t) {
        return checked(&t[..t.len() - word.len()], word).map(|f| (f, slot));
    }
    if !t.ends_with(['r', 's', 'd', 'g', 'R', 'S', 'D', 'G']) {
        return None;
    }
    let lower_end = t.len().saturating_sub(12);
    let tail_from = (lower_end..=t.len()).find(|i| t.is_char_boundary(*i)).unwrap_or(0);
    let tail = t[tail_from..].to_ascii_lowercase();
    for (word, slot) in LATIN {
        if tail.ends_with(word) || tail.ends_with(word.trim_end_matches('.')) && word.ends_with('.') {
            let word = if tail.ends_with(word) { *word } else { word.trim_end_matches('.') };
            let front = t.get(..t.len() - word.len())?;
            if front.is_empty() || front.ends_with(|c: char| is_space(c) || matches!(c, ',' | '，' | '(' | '&')) {
                return Some((front.trim_end_matches(|c: char| is_space(c) || matches!(c, ',' | '，' | '(')), *slot));
            }
        }
    }
    None
}

/// The text in front of a Chinese role word, where the word is no part of a title or name (`《续编》`, `校注本`, `蒋编`).
fn checked<'a>(front: &'a str, word: &str) -> Option<&'a str> {
    let front = front.trim_end_matches(|c: char| is_space(c) || matches!(c, ',' | '，' | '、'));
    let front = front.strip_suffix("共同").unwrap_or(front);
    let short = word.chars().count() == 1;
    if front.ends_with(['《', '〈', '“', '第', '新', '续', '續', '初', '全']) && short || front.ends_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    if short && matches!(word, "修" | "注" | "辑" | "校" | "註") && super::scan::han(front) < 2 && !front.is_empty() {
        return None;
    }
    Some(front)
}

/// A role word alone (`译`, `主编`, `eds.`).
pub fn alone(s: &str) -> Option<Slot> {
    let t = s.trim_matches(|c: char| is_space(c) || matches!(c, ',' | '，' | '.' | '。'));
    BEHIND.iter().chain(LATIN).find(|(w, _)| t.eq_ignore_ascii_case(w)).map(|(_, s)| *s)
}
