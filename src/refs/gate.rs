//! Keeps out what is no reference: explanations, affiliations, addresses of authors; cuts prose around references.

use super::lex::{What, lex};
use super::openers::address;
use super::scan::{self, is_space};
use super::{Context, note_quoted, parts, when};
use crate::model::Kind;
use crate::normalise::{Draft, DraftFace, Slot};
use crate::text::lists::Inside;
use crate::text::script::has_han;
use std::ops::Range;
use std::sync::LazyLock;

/// The part of a range that is the reference: white space, signal words and leading prose cut off.
pub fn trim(s: &str, range: Range<usize>, context: Context) -> Range<usize> {
    let t = &s[range.clone()];
    let mut from = range.start + (t.len() - t.trim_start().len());
    if context == Context::Entry {
        let end = range.start + t.trim_end().len();
        return from.min(end)..end;
    }
    let cut = note_quoted::signal(&s[from..range.end]);
    from = range.end - cut.len();
    if let Some(at) = signalled(&s[from..range.end]) {
        from += at;
    }
    let mut end = range.start + t.trim_end().len();
    if context == Context::SourceLine {
        let body = &s[from.min(end)..end];
        let front = ["根据", "依据", "據", "参考", "来自", "整理自", "改编自", "作者根据", "笔者根据"]
            .iter()
            .find_map(|w| body.strip_prefix(w))
            .unwrap_or(body);
        from = end - front.len();
        let tail = front.trim_end_matches(['。', '.', ' ']);
        for word in ["整理绘制", "整理所得", "整理得出", "计算整理", "自行整理", "整理", "绘制", "制作", "改绘", "编制", "计算"]
        {
            if let Some(rest) = tail.strip_suffix(word) {
                end = from + rest.trim_end_matches(['等', '数', '据', '资', '料', '由', '作', '者', '笔', '自', '行', '，', '。']).len();
                break;
            }
        }
    }
    from.min(end)..end
}

/// Where a reference begins behind prose and a word that points to it (`…的讨论，参见张三：《…》`).
fn signalled(t: &str) -> Option<usize> {
    let quote = scan::top(t).find(|(_, c)| matches!(c, '《' | '“' | '〈')).map_or(t.len(), |(i, _)| i);
    let mut found = None;
    for word in ["参见", "參見", "另见", "详见", "詳見", "引自", "参阅", "参看", "可见于", "载于", "see ", "See ", "，见", "。见", "参考"]
    {
        if let Some(i) = t[..quote].rfind(word) {
            let at = i + word.len();
            if i > 0 && found.is_none_or(|f| at > f) {
                found = Some(at);
            }
        }
    }
    found.map(|at| at + (t[at..].len() - note_quoted::signal(&t[at..]).len()))
}

static ADDRESS: LazyLock<Inside> = LazyLock::new(|| Inside::any_case(&["http", "ftp:", "www."]));

/// A note that is only an address (and a date of access).
pub fn bare_address(t: &str) -> Option<Draft> {
    // Only a short label stands in front of it.
    const REACH: usize = 80;
    if !t.bytes().take(REACH).any(|b| matches!(b, b'h' | b'H' | b'f' | b'F' | b'w' | b'W'))
        || !ADDRESS.has(t.get(..REACH.min(t.len())).unwrap_or(t))
    {
        return None;
    }
    let els = lex(t);
    let url = els.iter().find(|e| e.what == What::Url)?;
    let lead = scan::trim(&t[..url.start]);
    if lead.chars().count() > 14
        || !els
            .iter()
            .all(|e| matches!(e.what, What::Url | What::Date(..) | What::Access) || e.text.chars().count() <= 14 && label_word(e.text))
        || address(&t[url.start..]).is_none()
    {
        return None;
    }
    let mut face = DraftFace { kind: Some(Kind::Webpage), ..DraftFace::default() };
    face.put(Slot::Url, url.text);
    if let Some(d) = els.iter().find(|e| matches!(e.what, What::Date(..))) {
        face.put(Slot::Accessed, d.text);
    }
    Some(Draft { faces: vec![face], span: 0..t.len(), confidence: 0.8, style: "address/1", ..Draft::default() })
}

fn label_word(t: &str) -> bool {
    [
        "网址",
        "網址",
        "链接",
        "来源",
        "來源",
        "访问",
        "URL",
        "参见",
        "网站",
        "Available",
        "Retrieved",
        "Accessed",
        "Online",
        "登录",
        "浏览",
        "查阅",
        "at",
        "from",
        "下载",
        "检索",
    ]
    .iter()
    .any(|w| t.contains(w))
}

const NOT: &[&str] = &[
    "作者简介",
    "作者單位",
    "作者单位",
    "基金项目",
    "收稿日期",
    "通讯作者",
    "通信作者",
    "E-mail",
    "Email",
    "email",
    "本文系",
    "本文为",
    "感谢",
    "责任编辑",
    "作者系",
    "[作者",
    "【作者",
    "项目资助",
    "This work was supported",
    "Corresponding author",
];

/// Whether a draft is good enough to be a reference in its place.
///
/// `quoted`: it is cited after another work that follows, so that little of it may be printed.
pub fn passes(t: &str, d: &Draft, context: Context, quoted: bool) -> bool {
    let Some(face) = d.faces.first() else { return false };
    if d.back.is_some() || d.style == "address/1" {
        return true;
    }
    if NOT.iter().any(|w| t.trim_start_matches(['*', ' ', '＊']).starts_with(w)) && !t.contains("[J") {
        return false;
    }
    if t.contains('@') && !t.contains(['《', '“', '[']) {
        return false;
    }
    let solid = face.has(Slot::Issued)
        || face.has(Slot::Url)
        || face.has(Slot::Doi)
        || face.has(Slot::Page)
        || face.has(Slot::Volume)
        || face.has(Slot::Publisher);
    if context == Context::Entry {
        return scan::has_word(t) && (d.confidence > 0.15 || solid);
    }
    if quoted && face.has(Slot::Title) && d.confidence > 0.3 {
        return true;
    }
    let left: usize = face.pieces.iter().filter(|(s, _)| *s == Slot::Note).map(|(_, p)| scan::han(p)).sum();
    let title = face.get(Slot::Title);
    if left > 24 || d.confidence < 0.45 || !solid || parts::prose(title) && scan::han(title) > 40 {
        return false;
    }
    if has_han(t) {
        let marked = t.contains(['《', '“', '〈', '「', '[', '［']) || t.contains("http");
        let place = face.has(Slot::Publisher)
            || face.has(Slot::Container)
            || face.has(Slot::Url)
            || face.has(Slot::Issued)
            || face.has(Slot::Archive)
            || face.has(Slot::Author) && (face.has(Slot::Page) || face.has(Slot::Locator));
        return place && (marked || d.confidence > 0.7) && !running(t, face);
    }
    d.confidence > 0.5
        && (face.has(Slot::Issued) || face.has(Slot::Url))
        && (face.has(Slot::Container) || face.has(Slot::Publisher) || face.has(Slot::Url) || t.contains('“'))
        && t.split(is_space).count() < 120
}

/// Whether the text runs on as prose around the title.
fn running(t: &str, face: &DraftFace) -> bool {
    let title = face.get(Slot::Title);
    let Some(at) = t.find(title).filter(|_| !title.is_empty()) else { return false };
    let front = &t[..at];
    let behind = &t[at + title.len()..];
    let tight = behind.trim_start_matches(['》', '”', '〉', '」']).chars().next();
    let runs_on = tight.is_some_and(crate::text::script::is_han)
        && !behind
            .trim_start_matches(['》', '”', '〉'])
            .starts_with(['第', '卷', '（', '上', '下', '中', '民', '光', '标', '影', '载', '初', '续', '修', '增'])
        && when::when(behind.trim_start_matches(['》', '”', '〉'])).is_none()
        && face.get(Slot::Container).is_empty()
        && face.get(Slot::Url).is_empty();
    let glued = scan::trim(front).len() == front.trim_end().len() && scan::han(front) > 5 && front.ends_with(['《', '“']) && {
        let f = front.trim_end_matches(['《', '“', '〈']);
        !f.ends_with(['：', ':', '，', ',', '。', '；', ' ', '载']) && super::roles::behind(f).is_none() && !super::head::organisation(f)
    };
    runs_on && glued || runs_on && scan::han(behind) > 30 && !face.has(Slot::Publisher) || glued && parts::prose(front)
}
