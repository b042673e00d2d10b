//! The forms a printed title has: remarks of databases dropped, translations in brackets and parallel titles apart.

use crate::dedup::fold;
use crate::text::script::is_cjk;

/// Splits a title into its main form and others: `Main [Other]`, `[Main]. [Chinese]`, `Uno; One`.
pub(super) fn forms(clean: &str) -> (&str, Vec<&str>) {
    let mut others = Vec::new();
    let mut main = unwrapped(clean.trim().trim_matches(['"', '*', ' ', '“', '”']));
    let marked = clean.contains([':', '<']);
    for mark in ["<ORIGINAL>", " TO: ", " LA: "].iter().filter(|_| marked) {
        // "REPLY TO: ..." in capitals is no title with a remark.
        if let Some((a, b)) = main.split_once(*mark).filter(|(a, _)| a.split_whitespace().nth(2).is_some()) {
            if b.split_whitespace().count() >= 3 {
                others.push(b);
            }
            main = a;
        }
    }
    for mark in ["RETRACTED ARTICLE:", "RETRACTED:", "Retracted:", "WITHDRAWN:"] {
        main = main.strip_prefix(mark).unwrap_or(main);
    }
    for _ in 0..4 {
        let trimmed =
            main.trim().trim_end_matches(['.', '。', ',', '，', '…', '*', ' ', '"', '†', '‡']).trim_start_matches(['"', '*', ' ']);
        main = trimmed;
        let Some((at, inner)) = last_bracket(trimmed) else { break };
        let before = trimmed[..at].trim();
        if before.is_empty() {
            main = inner;
        } else if is_note(inner) {
            main = before;
        } else if trimmed.ends_with([']', '］', '】', '〕']) && size(inner) >= 3 {
            others.push(inner);
            main = before;
        } else {
            break;
        }
    }
    if let Some(at) =
        main.find("... ").filter(|at| main[*at..].starts_with("... includes discussion") || main[*at..].starts_with("... [corrected]"))
    {
        main = &main[..at];
    }
    if main.contains(';')
        && let Some((a, b)) = main.split_once("; ")
        && size(a) >= 4
        && size(b) >= 4
    {
        others.extend([a, b]);
    }
    if let Some(before) = placed(main) {
        others.push(before);
    }
    (main, others)
}

/// What stands before a container that was taken for a part of the title: `Title, In Proceedings of ...`.
fn placed(title: &str) -> Option<&str> {
    const HOLDERS: [&str; 9] =
        ["in proc", "in advances", "in int", "proceedings of", "proc.", "technical report", "tech. rep", "journal of", "in:"];
    let mut marks = title.match_indices([',', '.']).filter(|(at, _)| *at >= 12);
    let follows = |at: usize| {
        let rest = title[at + 1..].trim_start();
        HOLDERS.iter().any(|h| rest.get(..h.len()).is_some_and(|r| r.eq_ignore_ascii_case(h)))
    };
    marks.find(|(at, _)| follows(*at)).map(|(at, _)| &title[..at]).filter(|before| size(before) >= 3)
}

/// A title without the book title marks around the whole of it.
fn unwrapped(s: &str) -> &str {
    let bare = s.trim_end_matches(['。', '.', ' ']);
    let inner = bare.strip_prefix('《').and_then(|r| r.strip_suffix('》'));
    inner.filter(|i| !i.contains(['《', '》'])).unwrap_or(s)
}

fn size(s: &str) -> usize {
    s.split_whitespace().count() + s.chars().filter(|c| is_cjk(*c)).count() / 2
}

/// The bracket that ends a text: where it opens, and what is in it.
pub(super) fn last_bracket(s: &str) -> Option<(usize, &str)> {
    let (end, close) = s.char_indices().next_back()?;
    let open = match close {
        ']' => '[',
        '］' => '［',
        '】' => '【',
        '〕' => '〔',
        ')' => '(',
        _ => return None,
    };
    let mut depth = 0;
    for (at, c) in s.char_indices().rev() {
        if c == close {
            depth += 1;
        } else if c == open {
            depth -= 1;
            if depth == 0 {
                return Some((at, &s[at + c.len_utf8()..end]));
            }
        }
    }
    None
}

/// Whether a bracket holds a remark of a database: a language, "abstract", an erratum that was published.
fn is_note(inner: &str) -> bool {
    const WHOLE: &[&str] = &[
        "corrected",
        "comment",
        "comments",
        "review",
        "editorial",
        "letter",
        "see comment",
        "see comments",
        "careers",
        "news",
        "in chinese",
        "in english",
        "chinese",
        "english",
        "german",
        "french",
        "italian",
        "spanish",
        "russian",
        "japanese",
        "polish",
        "portuguese",
        "korean",
        "turkish",
        "dutch",
        "czech",
        "danish",
        "swedish",
        "norwegian",
        "hungarian",
        "hebrew",
        "persian",
        "arabic",
        "ukrainian",
        "croatian",
        "serbian",
        "bulgarian",
        "romanian",
        "greek",
        "finnish",
        "lithuanian",
        "slovak",
        "slovenian",
        "with discussion",
        "discussion",
        "invited",
        "invited paper",
        "full text",
        "in french",
        "in german",
        "article in chinese",
        "poster",
        "英文",
        "中文",
        "j",
        "ol",
        "d",
        "m",
        "c",
        "n",
        "r",
        "eb ol",
        "j ol",
    ];
    let words = fold::words(inner);
    let abstracted = words.split(' ').count() <= 3 && words.split(' ').any(|w| w == "abstract");
    abstracted
        || WHOLE.contains(&words.as_str())
        || [
            "erratum appears",
            "published erratum",
            "erratum in",
            "comment in",
            "comment on",
            "abstract no",
            "abstract nr",
            "see comment",
            "corrected and republished",
            "retraction in",
            "update of",
            "update in",
            "article in ",
            "republished",
        ]
        .iter()
        .any(|s| words.starts_with(s))
}
