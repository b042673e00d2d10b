//! From labelled segments to a draft: pieces as printed, without the punctuation and cue words around them.

use super::label::Label;
use super::words::{class, classes};
use crate::model::Kind;
use crate::normalise::{DraftFace, Slot};
use std::ops::Range;

/// The face that the segments make; `None` where they hold neither title, author nor container.
pub fn face(text: &str, segments: &[(Label, Range<usize>)]) -> Option<DraftFace> {
    let mut face = DraftFace::default();
    for (i, (label, range)) in segments.iter().enumerate() {
        let stop = segments.get(i + 1).map_or(text.len(), |s| s.1.start);
        let start = i.checked_sub(1).map_or(0, |k| segments[k].1.end);
        let printed = edges(text, range.clone(), start, stop);
        let lead = text.get(start..range.start).unwrap_or("");
        let before = i.checked_sub(1).map_or(lead, |k| text.get(segments[k].1.start..range.start).unwrap_or(""));
        let cued = i > 0 && (segments[i - 1].0 == Label::Other || lead.contains(['(', '（', '[', '［', '°', 'º', '№']));
        let label = if *label == Label::Issue && !face.has(Slot::Volume) && !cued { Label::Volume } else { *label };
        let behind = segments.get(i + 1).map_or(text.len(), |s| if s.0 == Label::Other { s.1.end } else { s.1.start });
        if label == Label::Pages && counted(printed, before, text.get(range.end..behind).unwrap_or("")) {
            face.put(Slot::PageCount, printed);
            continue;
        }
        add(&mut face, label, printed, before);
    }
    if !(face.has(Slot::Title) || face.has(Slot::Author) || face.has(Slot::Container)) {
        return None;
    }
    settle(&mut face);
    face.kind = kind(&face);
    Some(face)
}

fn add(face: &mut DraftFace, label: Label, printed: &str, before: &str) {
    match label {
        Label::Other | Label::Number => {}
        Label::Author => {
            let (names, cut) = without_et_al(printed);
            face.et_al |= cut;
            face.put(Slot::Author, without_roles(names));
        }
        Label::Editor => face.put(Slot::Editor, without_roles(without_et_al(printed).0)),
        Label::Translator => face.put(Slot::Translator, without_roles(without_et_al(printed).0)),
        Label::Title => once(face, Slot::Title, Slot::Container, without_mark(printed)),
        Label::Container => once(face, Slot::Container, Slot::Series, without_same(printed)),
        Label::Series => once(face, Slot::Series, Slot::Note, printed),
        Label::Date if says_access(before) => once(face, Slot::Accessed, Slot::Note, printed),
        Label::Date => once(face, Slot::Issued, Slot::Note, printed),
        Label::Volume => once(face, Slot::Volume, Slot::Note, printed),
        Label::Issue => once(face, Slot::Issue, Slot::Note, printed),
        Label::Pages => once(face, Slot::Page, Slot::Locator, printed),
        Label::Publisher => once(face, Slot::Publisher, Slot::Note, printed),
        Label::Place => once(face, Slot::Place, Slot::EventPlace, printed),
        Label::Edition => once(face, Slot::Edition, Slot::Note, printed),
        Label::Url => once(face, Slot::Url, Slot::Note, printed),
        Label::Doi => {
            once(face, Slot::Doi, Slot::Url, printed);
            if printed.starts_with("http") {
                once(face, Slot::Url, Slot::Note, printed);
            }
        }
        Label::Idno => identifier(face, printed, before),
        Label::Org => once(face, Slot::Archive, Slot::Note, printed),
        Label::Genre => genre(face, printed),
        Label::Note => note(face, printed),
    }
}

/// Whether the pages are how many there are (`345 p.`, `238 S.`, `363 с.`), not where something stands.
fn counted(printed: &str, before: &str, behind: &str) -> bool {
    let word = behind.trim_start();
    let unit = ["p.", "p,", "pp", "pages", "S.", "Seiten", "s.", "с.", "páginas", "стр"].iter().any(|w| word.starts_with(w)) || word == "p";
    let led = before.contains(|c: char| c.is_alphabetic())
        && before.split(|c: char| !c.is_alphabetic()).any(|w| word_class(w) & class::PAGE != 0);
    let last = printed.rsplit([' ', ',']).next().unwrap_or("");
    unit && !led && !last.is_empty() && last.bytes().all(|b| b.is_ascii_digit())
}

/// A container without `ders.`, `dies.` for its author.
fn without_same(printed: &str) -> &str {
    let Some(rest) = ["ders.", "dies.", "Ders.", "Dies."].iter().find_map(|w| printed.strip_prefix(w)) else { return printed };
    let rest = rest.trim_start();
    let rest = ["(Hg.)", "(Hrsg.)", "(Hgg.)"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
    rest.trim_start_matches([',', ':', ' '])
}

/// The first goes to `slot`, a second to `other`.
fn once(face: &mut DraftFace, slot: Slot, other: Slot, printed: &str) {
    if !face.has(slot) {
        face.put(slot, printed);
    } else if !face.has(other) || other == Slot::Note {
        face.put(other, printed);
    }
}

/// A segment with the marks that belong to it: closing brackets and quotes it opened, dots of initials, `?` and `!`.
fn edges(text: &str, range: Range<usize>, start: usize, stop: usize) -> &str {
    let (mut from, mut to) = (range.start, range.end);
    let inside = text.get(range).unwrap_or("");
    let behind = text.get(to..stop).unwrap_or("");
    let lonely = inside.chars().rev().take_while(|c| c.is_alphanumeric()).count() == 1 && inside.ends_with(char::is_alphabetic);
    let mut open = balance(inside);
    for (i, c) in behind.char_indices() {
        let keep = match c {
            ')' | ']' | '）' | '］' | '〕' | '”' | '»' | '」' | '』' | '》' | '〉' if open > 0 => {
                open -= 1;
                true
            }
            '?' | '!' | '？' | '！' | '+' | '#' | '%' => true,
            '.' if lonely && i == 0 => true,
            _ => false,
        };
        if !keep {
            break;
        }
        to += c.len_utf8();
    }
    let mut missing = -balance(inside);
    for c in text.get(start..from).unwrap_or("").chars().rev() {
        if missing <= 0 || !matches!(c, '(' | '[' | '（' | '［' | '〔' | '“' | '„' | '«' | '「' | '『' | '《' | '〈') {
            break;
        }
        missing -= 1;
        from -= c.len_utf8();
    }
    // German books set »…« the other way round.
    if inside.contains('«') && !inside.contains('»') && text.get(start..from).is_some_and(|b| b.ends_with('»')) {
        from -= '»'.len_utf8();
    }
    text.get(from..to).unwrap_or(inside).trim()
}

/// Brackets and quotes opened less those closed.
fn balance(text: &str) -> i32 {
    text.chars().fold(0, |n, c| match c {
        '(' | '[' | '（' | '［' | '〔' | '“' | '„' | '«' | '「' | '『' | '《' | '〈' => n + 1,
        ')' | ']' | '）' | '］' | '〕' | '”' | '»' | '」' | '』' | '》' | '〉' => n - 1,
        _ => n,
    })
}

fn word_class(word: &str) -> u32 {
    classes(super::features::text_hash(&word.to_lowercase()))
}

/// Names without a closing `et al.`, and whether there was one.
fn without_et_al(printed: &str) -> (&str, bool) {
    let t = printed.trim_end_matches(['.', ',', ' ']);
    let lower = t.to_lowercase();
    for end in ["et al", "et. al", "u. a", "u.a", "and others", "等"] {
        if lower.ends_with(end)
            && lower.len() == t.len()
            && let Some(head) = t.get(..t.len() - end.len())
            && (end == "等" || head.is_empty() || head.ends_with([' ', ',', '.', '\u{a0}']))
        {
            return (head.trim_end_matches([',', ' ', ';', '，', '、', '&']), true);
        }
    }
    (printed, false)
}

/// Names without the words for a role on either side.
fn without_roles(printed: &str) -> &str {
    let mut t = printed.trim();
    loop {
        let cut = t.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '，' | '：'));
        let last = cut.rsplit(|c: char| !c.is_alphabetic()).find(|w| !w.is_empty()).unwrap_or("");
        let first = cut.split(|c: char| !c.is_alphabetic()).find(|w| !w.is_empty()).unwrap_or("");
        let next = if is_role(last) && last.len() < cut.len() {
            let at = cut.rfind(last).unwrap_or(cut.len());
            cut[..at].trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != '。')
        } else if (is_role(first) || matches!(first, "In" | "in" | "by" | "von" | "By") && follows_role(printed, first))
            && first.len() < cut.len()
        {
            let at = cut.find(first).map_or(0, |k| k + first.len());
            cut[at..].trim_start_matches(|c: char| !c.is_alphanumeric())
        } else {
            return cut;
        };
        if next.len() >= t.len() {
            return cut;
        }
        t = next;
    }
}

/// Whether a little word at the start only leads from a role to its names (`edited by`, `hrsg. von`).
fn follows_role(printed: &str, word: &str) -> bool {
    matches!(word, "In" | "in" | "by" | "By") || printed.to_lowercase().contains("hrsg") || printed.to_lowercase().contains("herausgegeben")
}

fn is_role(word: &str) -> bool {
    let lower = word.to_lowercase();
    matches!(
        lower.as_str(),
        "ed" | "eds"
            | "edd"
            | "edited"
            | "editor"
            | "editors"
            | "hrsg"
            | "hg"
            | "hgg"
            | "herausgeber"
            | "herausgegeben"
            | "dir"
            | "trans"
            | "translated"
            | "translator"
            | "translators"
            | "transl"
            | "traduit"
            | "übers"
            | "übersetzt"
            | "coord"
            | "éds"
            | "éd"
    )
}

/// A title without the type mark of GB/T 7714 behind it.
fn without_mark(printed: &str) -> &str {
    let cut = printed.trim_end_matches([']', '］']);
    match cut.rfind(['[', '［']) {
        Some(at)
            if cut.len() < printed.len()
                && cut.len() - at <= 8
                && cut[at..].chars().skip(1).all(|c| c.is_ascii_uppercase() || c == '/') =>
        {
            printed[..at].trim_end()
        }
        _ => printed,
    }
}

fn says_access(before: &str) -> bool {
    let lower = before.to_lowercase();
    ["accessed", "retrieved", "visited", "abgerufen", "zugriff", "abruf", "consulté", "consultado", "access date", "viewed", "访问", "检索"]
        .iter()
        .any(|w| lower.contains(w))
}

fn identifier(face: &mut DraftFace, printed: &str, before: &str) {
    let lower = format!("{before} {printed}").to_lowercase();
    let slot = if lower.contains("arxiv") || lower.contains("hep-") || lower.contains("astro-ph") || lower.contains("gr-qc") {
        Slot::Eprint
    } else if lower.contains("isbn") {
        Slot::Isbn
    } else if lower.contains("issn") {
        Slot::Issn
    } else if lower.contains("pubmed") || lower.contains("pmid") || lower.contains("pmc") {
        Slot::Note
    } else {
        Slot::Number
    };
    once(face, slot, Slot::Note, printed);
}

/// A kind of work, its number apart: `Technical Report CS-92-18`.
fn genre(face: &mut DraftFace, printed: &str) {
    let digits = printed.find(|c: char| c.is_ascii_digit());
    let at = digits.map(|d| printed[..d].rfind(char::is_whitespace).map_or(0, |k| k + 1)).filter(|k| *k > 0);
    match at {
        Some(at) => {
            once(face, Slot::Genre, Slot::Note, printed[..at].trim_end_matches([' ', ',', ':', '#', '№']));
            once(face, Slot::Number, Slot::Note, &printed[at..]);
        }
        None => once(face, Slot::Genre, Slot::Note, printed),
    }
}

fn note(face: &mut DraftFace, printed: &str) {
    let bare = printed.trim_matches(['[', ']', '(', ')', '［', '］']);
    if bare.len() >= 8
        && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | '/' | '年' | '月' | '日'))
        && face.has(Slot::Issued)
    {
        once(face, Slot::Accessed, Slot::Note, bare);
        return;
    }
    if says_access(printed)
        && let Some(at) = printed.find(|c: char| c.is_ascii_digit())
    {
        let from = printed[..at].rfind(' ').map_or(0, |k| {
            let word = printed[..k].rfind(' ').map_or(0, |j| j + 1);
            if word_class(printed[word..k].trim_matches(|c: char| !c.is_alphanumeric())) & class::MONTH != 0 { word } else { k + 1 }
        });
        let end = printed.rfind(|c: char| c.is_ascii_digit()).map_or(printed.len(), |k| k + 1);
        if let Some(date) = printed.get(from..end).filter(|d| d.len() >= 4) {
            once(face, Slot::Accessed, Slot::Note, date);
            return;
        }
    }
    face.put(Slot::Note, printed);
}

/// An institution takes the part that is missing: author, publisher.
fn settle(face: &mut DraftFace) {
    if let Some(k) = face.pieces.iter().position(|(s, _)| *s == Slot::Archive) {
        let first = k == 0;
        face.pieces[k].0 = match () {
            () if first && !face.has(Slot::Author) => Slot::Author,
            () if !face.has(Slot::Publisher) && !first => Slot::Publisher,
            () => Slot::Note,
        };
    }
    if !face.has(Slot::Title) && face.has(Slot::Container) && face.has(Slot::Publisher) && !face.has(Slot::Volume) && !face.has(Slot::Page)
    {
        let k = face.pieces.iter().position(|(s, _)| *s == Slot::Container);
        if let Some(piece) = k.and_then(|k| face.pieces.get_mut(k)) {
            piece.0 = Slot::Title;
        }
    }
}

/// The type that the pieces show.
fn kind(face: &DraftFace) -> Option<Kind> {
    let all = |slot: Slot| face.get(slot).split(|c: char| !c.is_alphanumeric()).map(word_class).fold(0, |a, b| a | b);
    let genre = all(Slot::Genre) | if face.get(Slot::Note).len() < 60 { all(Slot::Note) & class::THESIS } else { 0 };
    let container = all(Slot::Container);
    let thesis = face.get(Slot::Genre).contains("论文") || face.get(Slot::Note).contains("学位论文");
    Some(if genre & class::THESIS != 0 || thesis {
        Kind::Thesis
    } else if face.get(Slot::Genre).to_lowercase().contains("patent") {
        Kind::Patent
    } else if genre & class::REPORT != 0 {
        Kind::Report
    } else if face.has(Slot::Container) {
        if container & class::CONFERENCE != 0 && container & class::JOURNAL == 0
            || face.get(Slot::Container).to_lowercase().starts_with("proc") && !face.has(Slot::Issue)
        {
            Kind::PaperConference
        } else if !face.has(Slot::Volume) && !face.has(Slot::Issue) && (face.has(Slot::Publisher) || face.has(Slot::Editor)) {
            Kind::Chapter
        } else if face.has(Slot::Url) && !face.has(Slot::Volume) && !face.has(Slot::Page) {
            Kind::Webpage
        } else {
            Kind::ArticleJournal
        }
    } else if face.has(Slot::Publisher) || face.has(Slot::Place) {
        Kind::Book
    } else if face.has(Slot::Eprint) {
        Kind::Article
    } else if face.has(Slot::Url) {
        Kind::Webpage
    } else {
        Kind::Document
    })
}
