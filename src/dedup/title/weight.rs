//! How much the words of a title say: a heading, a short title, a title.

use super::notice::Notice;
use super::{Form, is_stop};
use crate::text::script::is_cjk;

/// 0 a heading (Editorial), 1 a short title, 2 a title.
pub(super) fn weight(form: &Form, notice: Notice) -> u8 {
    const HEADINGS: &[&str] = &[
        "editorial",
        "preface",
        "introduction",
        "foreword",
        "abstract",
        "abstracts",
        "contents",
        "index",
        "correction",
        "erratum",
        "letters",
        "obituary",
        "news",
        "discussion",
        "conclusion",
        "conclusions",
        "in memoriam",
        "announcement",
        "announcements",
        "book reviews",
        "book review",
        "editors comments",
        "editors notes",
        "guest editorial",
        "editorial introduction",
        "special issue",
        "special section",
        "letter to the editor",
        "comment",
        "commentary",
        "reply",
        "author index",
        "acknowledgments",
        "overview",
        "untitled",
        "no title",
        "前言",
        "序言",
        "序",
        "编者按",
        "卷首语",
        "编后记",
        "引言",
        "导论",
        "绪论",
        "后记",
        "结语",
        "目录",
        "书评",
        "更正",
        "启事",
        "简讯",
        "征稿启事",
        "总目录",
        "通知",
    ];
    let words = &*form.words;
    let content = words.split(' ').filter(|w| !is_stop(w) && w.len() > 2).count();
    if form.key == 0 || (words.len() <= 30 && HEADINGS.contains(&words)) {
        return 0;
    }
    if form.cjk {
        let han = words.chars().filter(|c| is_cjk(*c)).count();
        return if han < 3 {
            0
        } else if han < 8 {
            1
        } else {
            2
        };
    }
    // "Remarks from the Editor - Editor's Comments" says no more than "Editorial".
    const OFFICE: &[&str] = &[
        "editor",
        "editors",
        "editorial",
        "comments",
        "comment",
        "notes",
        "note",
        "remarks",
        "introduction",
        "preface",
        "guest",
        "special",
        "issue",
        "section",
        "letter",
        "letters",
        "foreword",
        "message",
        "president",
        "chair",
        "welcome",
        "report",
        "minutes",
        "reviewers",
        "list",
        "author",
        "authors",
        "index",
        "news",
        "calendar",
        "book",
        "reviews",
        "column",
        "corner",
        "volume",
        "this",
    ];
    let content = if words.split(' ').any(|w| matches!(w, "editor" | "editors" | "editorial" | "preface" | "foreword")) {
        content.min(words.split(' ').filter(|w| !is_stop(w) && !OFFICE.contains(w) && w.len() > 2).count())
    } else {
        content
    };
    let about_other = matches!(notice, Notice::Editorial) && content <= 4;
    match content {
        _ if about_other => 0,
        0 | 1 => 0,
        2 | 3 => 1,
        _ => 2,
    }
}
