//! Whether a title says that the piece is about another: a correction, a reply, a review, an editorial.

use crate::text::script::has_cjk;

/// A piece about another piece, by its heading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Notice {
    /// A work of its own.
    #[default]
    None,
    /// Erratum, corrigendum, correction, 更正.
    Correction,
    /// Retraction notice.
    Retraction,
    /// Reply, response.
    Reply,
    /// Comment, commentary, letter about it.
    Comment,
    /// Review of a book or of another work.
    Review,
    /// Editorial, preface, introduction to an issue.
    Editorial,
    /// Protocol of a study, summary, abstract of it.
    Companion,
}

/// The notice in a folded title, with the title as printed.
pub(super) fn notice(words: &str, printed: &str) -> Notice {
    const STARTS: &[(&str, Notice)] = &[
        ("erratum", Notice::Correction),
        ("errata", Notice::Correction),
        ("corrigend", Notice::Correction),
        ("correction", Notice::Correction),
        ("addendum", Notice::Correction),
        ("publisher correction", Notice::Correction),
        ("author correction", Notice::Correction),
        ("publishers note", Notice::Correction),
        ("retraction", Notice::Retraction),
        ("retracted", Notice::Retraction),
        ("expression of concern", Notice::Retraction),
        ("reply", Notice::Reply),
        ("in reply", Notice::Reply),
        ("response to", Notice::Reply),
        ("authors reply", Notice::Reply),
        ("author reply", Notice::Reply),
        ("authors response", Notice::Reply),
        ("rejoinder", Notice::Reply),
        ("comment on", Notice::Comment),
        ("comments on", Notice::Comment),
        ("commentary", Notice::Comment),
        ("comment", Notice::Comment),
        ("discussion of", Notice::Comment),
        ("letter to", Notice::Comment),
        ("letter by", Notice::Comment),
        ("re ", Notice::Comment),
        ("review of", Notice::Review),
        ("book review", Notice::Review),
        ("editorial", Notice::Editorial),
        ("guest editor", Notice::Editorial),
        ("editors comment", Notice::Editorial),
        ("editors note", Notice::Editorial),
        ("preface", Notice::Editorial),
        ("foreword", Notice::Editorial),
        ("introduction to the special", Notice::Editorial),
        ("summary of", Notice::Companion),
        ("study protocol", Notice::Companion),
        ("protocol for", Notice::Companion),
    ];
    const ENDS: &[(&str, Notice)] = &[
        (" erratum", Notice::Correction),
        (" corrigendum", Notice::Correction),
        (" correction", Notice::Correction),
        (" retraction", Notice::Retraction),
        (" reply", Notice::Reply),
        (" rejoinder", Notice::Reply),
        (" authors response", Notice::Reply),
        (" comment", Notice::Comment),
        (" commentary", Notice::Comment),
        (" a response", Notice::Reply),
        (" editorial", Notice::Editorial),
        (" book review", Notice::Review),
        (" study protocol", Notice::Companion),
        (" trial protocol", Notice::Companion),
        (" protocol", Notice::Companion),
    ];
    const HAN: &[(&str, Notice)] = &[
        ("更正", Notice::Correction),
        ("一文更正", Notice::Correction),
        ("勘误", Notice::Correction),
        ("订正", Notice::Correction),
        ("撤稿", Notice::Retraction),
        ("答复", Notice::Reply),
        ("回应", Notice::Reply),
        ("商榷", Notice::Comment),
        ("书评", Notice::Review),
        ("读后", Notice::Review),
        ("述评", Notice::Comment),
        ("编者按", Notice::Editorial),
        ("卷首语", Notice::Editorial),
    ];
    if has_cjk(words) {
        let edge = |m: &str| words.starts_with(m) || words.strip_suffix("二则").unwrap_or(words).ends_with(m);
        let about = ["评", "读", "答", "与"]
            .iter()
            .find(|p| words.starts_with(**p) && printed.chars().nth(1).is_some_and(|c| matches!(c, '《' | '〈' | '“')));
        return match (HAN.iter().find(|(m, _)| edge(m)), about) {
            (Some((_, n)), _) if *n != Notice::None => *n,
            (_, Some(&"答")) => Notice::Reply,
            (_, Some(_)) => Notice::Review,
            _ => Notice::None,
        };
    }
    let found = STARTS
        .iter()
        .find(|(m, _)| words.starts_with(m) && !(m.len() > 5 && words.starts_with("correction of")))
        .or_else(|| ENDS.iter().find(|(m, _)| words.ends_with(m)));
    found.map_or(Notice::None, |(_, n)| *n)
}
