//! Titles of an entry and of what it stands in.

use super::Fields;
use crate::formats::bibtex::latex::rich;
use crate::formats::bibtex::types;
use crate::model::{Face, Kind, Var};
use crate::normalise::journals;

/// A title with its subtitle.
pub fn whole_title(title: Option<&str>, subtitle: Option<&str>) -> String {
    match (title, subtitle) {
        (Some(t), None) => rich(t).into_owned(),
        (None, Some(s)) => rich(s).into_owned(),
        (None, None) => String::new(),
        (Some(t), Some(s)) => {
            let t = rich(t);
            let colon = if crate::text::script::has_han(&t) { "：" } else { ": " };
            let joint = if t.ends_with(['?', '!', ':', '.', '？', '！', '：', '—']) { " " } else { colon };
            format!("{t}{joint}{}", rich(s))
        }
    }
}

/// A title with what is printed behind it (`titleaddon`, biblatex manual 2.2.2), for which CSL has no place of its own.
pub fn with_addon(title: String, addon: Option<&str>) -> String {
    match addon.map(rich) {
        Some(addon) if !title.is_empty() => {
            let joint = if title.ends_with(['?', '!', '.', '？', '！', '。']) { " " } else { ". " };
            format!("{title}{joint}{addon}")
        }
        Some(addon) => addon.into_owned(),
        None => title,
    }
}

/// Sets title and container; whether a journal that stands abbreviated was written out.
pub(super) fn titles(face: &mut Face, entry_type: &str, f: &mut Fields) -> bool {
    let title = whole_title(f.take("title"), f.take("subtitle"));
    let title = with_addon(title, f.take("titleaddon"));
    let journal = whole_title(f.first(&["journaltitle", "journal"]), f.take("journalsubtitle"));
    let book = whole_title(f.take("booktitle"), f.take("booksubtitle"));
    if entry_type == "inreference"
        && book.is_empty()
        && !title.is_empty()
        && let Some(entry) = f.take("lista")
    {
        face.set(Var::ContainerTitle, title);
        face.set(Var::Title, rich(entry));
        return false;
    }
    // Proceedings and collections that name themselves only where their parts would name them.
    let own = title.is_empty() && matches!(entry_type, "proceedings" | "mvproceedings" | "collection" | "mvcollection");
    let (title, book) = if own { (book, String::new()) } else { (title, book) };
    face.set(Var::Title, title);
    let in_journal =
        matches!(face.kind, Kind::ArticleJournal | Kind::ArticleMagazine | Kind::ArticleNewspaper | Kind::Review | Kind::ReviewBook);
    let main = if in_journal || !book.is_empty() { String::new() } else { whole_title(f.take("maintitle"), f.take("mainsubtitle")) };
    let short = f.get("shortjournal").is_none().then(|| journals::written_out(&journal)).flatten();
    let (one, two) = if in_journal { (journal.as_str(), book.as_str()) } else { (book.as_str(), journal.as_str()) };
    let loose = matches!(entry_type, "misc" | "software") && types::contained(face.kind) && one.is_empty() && two.is_empty();
    let how = if loose { whole_title(f.take("howpublished"), None) } else { String::new() };
    let container = [one, two, &main, &how].into_iter().find(|s| !s.is_empty()).unwrap_or_default();
    match short.filter(|_| container == journal.as_str()) {
        Some(full) => {
            face.set(Var::ContainerTitle, full);
            face.set(Var::ContainerTitleShort, container);
            true
        }
        None => {
            face.set(Var::ContainerTitle, container);
            false
        }
    }
}
