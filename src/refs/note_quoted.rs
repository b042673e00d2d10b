//! Notes and lists that set titles in quotation marks of any kind: `author：《title》，《journal》2012年第11期，第1–2页。`

use super::gbt_marked::{number_like, put_authors};
use super::scan::{self, group, is_colon, is_comma, is_space, is_stop};
use super::style::{Script, Style};
use super::tail::{self, Hint};
use super::{head, kind, numbers, publisher, roles, when};
use crate::model::Kind;
use crate::normalise::{Draft, DraftFace, Slot};
use crate::text::lists::Starts;
use crate::text::script::has_han;
use std::sync::LazyLock;

/// The style.
pub const STYLE: Style = Style { name: "quoted/1", script: Script::Han, read };

fn read(s: &str) -> Option<Draft> {
    if !has_han(s) || !s.contains(['《', '〈', '“', '「', '『']) {
        return None;
    }
    let (at, open) = scan::top(s).find(|(i, c)| matches!(c, '《' | '〈' | '“' | '「' | '『') && *i < 2000)?;
    let (inner, len) = group(&s[at..])?;
    if super::gbt_marked::marked(&s[..at]) {
        return None;
    }
    let after = &s[at + len..];
    let mut face = DraftFace::default();
    if let Some(d) = unquoted_before_in(s, at) {
        return Some(d);
    }
    let front = front(&mut face, &s[..at])?;
    put_title(&mut face, inner, open);
    let known = face.kind;
    let runs_on = after.starts_with(crate::text::script::is_han)
        && super::lex::lex(after).first().is_some_and(|e| {
            e.what == super::lex::What::Text
                && !publisher::edition(e.text)
                && !publisher::publisher(e.text)
                && roles::behind(e.text).is_none()
        });
    let stopped = scan::top(&s[..at]).any(|(i, c)| c == '.' && scan::breaks(s, i) && s[i + 1..at].starts_with(' ') && has_han(&s[i..at]));
    let left = tail::read(&mut face, after, Hint { kind: known, quoted: true, article: matches!(open, '〈' | '“' | '「') });
    kind::settle(&mut face);
    let mut confidence = 0.93 - 0.13 * left.min(4) as f32 + front;
    if !face.has(Slot::Issued) && !face.has(Slot::Url) {
        confidence -= 0.2;
    }
    if runs_on {
        confidence -= 0.3;
    }
    if stopped {
        confidence -= 0.4;
    }
    Some(Draft { faces: vec![face], span: 0..s.len(), confidence: confidence.max(0.1), style: STYLE.name, ..Draft::default() })
}

/// `author：title，载《journal》…`: the first quotation is the container.
fn unquoted_before_in(s: &str, at: usize) -> Option<Draft> {
    let before = s[..at].trim_end();
    let cut = ["载", "載", "刊", "刊于", "载于", "載於", "见", "收入"].iter().find_map(|w| before.strip_suffix(w))?;
    if !cut.trim_end().ends_with(|c: char| is_comma(c) || is_stop(c)) {
        return None;
    }
    let title = scan::trim(signal(cut));
    let colon = scan::top(title).find(|(i, c)| is_colon(*c) && head::names_like(&title[..*i])).map(|(i, c)| (i, i + c.len_utf8()));
    let (names, title) = colon.map_or(("", title), |(i, e)| (&title[..i], scan::trim(&title[e..])));
    if title.chars().count() < 4 || title.contains('，') && names.is_empty() {
        return None;
    }
    let mut face = DraftFace::default();
    put_authors(&mut face, names);
    face.put(Slot::Title, title);
    let left = tail::read(&mut face, &s[cut.len()..], Hint { quoted: true, ..Hint::default() });
    kind::settle(&mut face);
    let confidence = (0.88 - 0.13 * left.min(4) as f32).max(0.1);
    Some(Draft { faces: vec![face], span: 0..s.len(), confidence, style: STYLE.name, ..Draft::default() })
}

/// Authors with role and date in front of the title. `None` where prose stands there.
fn front(face: &mut DraftFace, text: &str) -> Option<f32> {
    let text = scan::trim(signal(text));
    if text.is_empty() {
        return Some(0.0);
    }
    let (names, date) = date_behind(text);
    face.put(Slot::Issued, date);
    let names = scan::trim(names);
    if names.is_empty() || era(names) {
        return Some(-0.02);
    }
    if names.chars().count() > 60 && !names.contains(['、', '，', ',', '&', ';']) && scan::han(names) > 30 {
        return None;
    }
    if names.contains(['。', '？', '！', '；']) {
        return None;
    }
    if several_roles(face, names) {
        return Some(0.02);
    }
    match roles::behind(names).filter(|(f, _)| !f.is_empty()) {
        Some((front, slot))
            if tail::person_like(front) || head::organisation(front) || front.contains('等') || front.chars().count() < 30 =>
        {
            face.et_al |= head::et_al(front);
            face.put(slot, front);
        }
        _ => match names.rsplit_once(['(', '（']).filter(|(_, r)| roles::alone(r.trim_end_matches([')', '）'])).is_some()) {
            Some((front, role)) => face.put(roles::alone(role.trim_end_matches([')', '）'])).unwrap_or(Slot::Editor), front),
            None => put_authors(face, names),
        },
    }
    Some(if head::names_like(names) { 0.02 } else { -0.15 })
}

/// `久保智康著，顾幼静译`: several lists of names, each with its role.
fn several_roles(face: &mut DraftFace, names: &str) -> bool {
    let items: Vec<&str> = names.split(['，', ',', '；', ';']).map(str::trim).collect();
    let roles: Vec<_> = items.iter().map(|i| roles::behind(i).filter(|(f, _)| !f.is_empty())).collect();
    if items.len() < 2 || roles[..roles.len() - 1].iter().all(Option::is_none) {
        return false;
    }
    let mut from = 0;
    for (item, role) in items.iter().zip(&roles) {
        let start = item.as_ptr() as usize - names.as_ptr() as usize;
        if let Some((front, slot)) = role {
            face.et_al |= head::et_al(front);
            face.put(*slot, scan::trim(&names[from..start + front.len()]));
            from = start + item.len();
        }
    }
    if scan::has_word(&names[from..]) {
        put_authors(face, scan::trim(&names[from..]));
    }
    true
}

/// Words that only point to what follows.
const SIGNALS: &[(&str, ())] = &[
    ("具体可参见", ()),
    ("可参见", ()),
    ("亦可参见", ()),
    ("也可参见", ()),
    ("并参见", ()),
    ("另可参见", ()),
    ("另参见", ()),
    ("详参", ()),
    ("参见", ()),
    ("参考", ()),
    ("參見", ()),
    ("參考", ()),
    ("另见", ()),
    ("亦见", ()),
    ("又见", ()),
    ("又參", ()),
    ("详见", ()),
    ("詳見", ()),
    ("转引自", ()),
    ("轉引自", ()),
    ("引自", ()),
    ("参阅", ()),
    ("參閱", ()),
    ("参看", ()),
    ("參看", ()),
    ("例如", ()),
    ("譬如", ()),
    ("比如", ()),
    ("同时参见", ()),
    ("同上书", ()),
    ("原载", ()),
    ("语出", ()),
    ("出自", ()),
    ("见", ()),
    ("如", ()),
    ("另", ()),
    ("See also", ()),
    ("See, e.g.,", ()),
    ("See generally", ()),
    ("See", ()),
    ("see also", ()),
    ("see", ()),
    ("Cf.", ()),
    ("cf.", ()),
    ("另参", ()),
    ("参", ()),
];

static SIGNAL_WORDS: LazyLock<Starts<()>> = LazyLock::new(|| Starts::new(SIGNALS.iter().copied()));

/// Cuts words that only point to what follows (参见, 另见, 转引自, See).
pub fn signal(text: &str) -> &str {
    let mut t = text.trim_start_matches(|c: char| is_space(c) || is_comma(c) || is_colon(c) || is_stop(c));
    for _ in 0..3 {
        let Some((w, ())) = SIGNAL_WORDS.of(t) else { break };
        let rest = &t[w.len()..];
        let single = w.chars().count() == 1;
        if single && !rest.is_empty() && !rest.starts_with(['：', ':', ' ', '《', '“', '，']) && scan::han(rest) > 0 && !matches!(w, "见")
        {
            break;
        }
        if w.is_ascii() && !rest.starts_with([' ', ',', ':', '\u{a0}']) && !rest.is_empty() {
            break;
        }
        t = rest.trim_start_matches(|c: char| is_space(c) || is_comma(c) || is_colon(c));
    }
    t
}

/// An era or a genre word in front of a title without author (`民国《上海县续志》`).
fn era(t: &str) -> bool {
    [
        "民国", "民國", "光绪", "同治", "道光", "嘉庆", "乾隆", "康熙", "雍正", "万历", "嘉靖", "弘治", "正德", "崇祯", "咸丰", "宣统",
        "顺治", "成化", "明", "清", "载",
    ]
    .contains(&t)
}

/// A date at the end of the front (`，2012`, `（2001）`, `。（2010）`).
fn date_behind(text: &str) -> (&str, &str) {
    if let Some((i, c)) = scan::top(text).filter(|(_, c)| matches!(c, '(' | '（' | '[' | '［')).last() {
        let _ = c;
        if let Some((inner, len)) = group(&text[i..]).filter(|(_, len)| i + len == text.len()) {
            let _ = len;
            if when::is_date(inner).is_some() {
                return (&text[..i], inner);
            }
            if matches!(inner.trim(), "不详" | "不詳" | "n.d." | "无日期") {
                return (&text[..i], "");
            }
            if let Some((_, date)) = inner.rsplit_once([',', '，']).filter(|(_, d)| when::is_date(d).is_some()) {
                return (&text[..i], date.trim());
            }
        }
    }
    for (i, c) in text.char_indices().rev().take(30) {
        if is_comma(c) || is_space(c) || is_stop(c) {
            let tail = text[i + c.len_utf8()..].trim();
            if when::is_date(tail).is_some() || slashed_years(tail) {
                return (&text[..i], tail);
            }
            if is_comma(c) {
                break;
            }
        }
    }
    (text, "")
}

fn slashed_years(t: &str) -> bool {
    t.split_once('/').is_some_and(|(a, b)| when::is_date(a).is_some() && when::is_date(b).is_some())
}

/// The title, with an edition, a number or a volume that stands inside its marks.
fn put_title(face: &mut DraftFace, inner: &str, open: char) {
    let inner = scan::trim_soft(inner);
    let (title, edition) = super::gbt_marked::edition_bracket(inner);
    if let Some(e) = edition {
        face.put(Slot::Edition, e);
    }
    if let Some((i, c)) = scan::top(title).filter(|(_, c)| is_colon(*c)).last() {
        let behind = title[i + c.len_utf8()..].trim();
        if open == '《'
            && behind.starts_with('卷')
            && numbers::worded(behind.trim_start_matches('卷').trim_start()).is_some_and(|c| c.len + 4 >= behind.len())
            && behind.contains("卷 ")
        {
            face.put(Slot::Title, &title[..i]);
            face.put(Slot::Volume, behind.trim_start_matches('卷').trim_start());
            return;
        }
        if number_like(behind) && behind.chars().count() > 5 && !behind.contains('年') {
            face.put(Slot::Title, &title[..i]);
            face.put(Slot::Number, behind);
            if publisher::kind_of_mark("S").is_some() && behind.starts_with("GB") {
                face.kind = Some(Kind::Standard);
            }
            return;
        }
    }
    face.put(Slot::Title, title);
}
