//! What stands around names: words for roles, "and others", punctuation. Cut off, "and others" kept as a flag.

use crate::text::lists::Ends;
use std::sync::LazyLock;

/// Ways to cut a list short; matched at the end, without regard to case.
const OTHERS: &[(&str, ())] = &[
    ("et autres", ()),
    ("and others", ()),
    ("und andere", ()),
    ("y otros", ()),
    ("e outros", ()),
    ("et alii", ()),
    ("et. al.", ()),
    ("et al.", ()),
    ("et. al", ()),
    ("et al", ()),
    ("et.al.", ()),
    ("et.al", ()),
    ("etal.", ()),
    ("etal", ()),
    ("u. a.", ()),
    ("u.a.", ()),
    ("и др.", ()),
    ("и др", ()),
    ("et coll.", ()),
    ("& al.", ()),
    ("& al", ()),
    ("[et al.]", ()),
    ("(et al.)", ()),
    ("et ai.", ()),
    ("e.a.", ()),
    ("等人", ()),
    ("等", ()),
    ("[等]", ()),
    ("［等］", ()),
    ("（等）", ()),
    ("(等)", ()),
    ("ほか", ()),
    ("他", ()),
    ("…", ()),
    ("...", ()),
    ("外", ()),
];

/// Words for roles behind a name or list in Chinese and Japanese, longer ones first.
const HAN_ROLES: &[(&str, ())] = &[
    ("联合主编", ()),
    ("責任編輯", ()),
    ("责任编辑", ()),
    ("編集代表", ()),
    ("总主编", ()),
    ("副主编", ()),
    ("主编", ()),
    ("主編", ()),
    ("编著", ()),
    ("編著", ()),
    ("编译", ()),
    ("編譯", ()),
    ("编撰", ()),
    ("编写", ()),
    ("编纂", ()),
    ("编辑", ()),
    ("編輯", ()),
    ("合著", ()),
    ("合编", ()),
    ("合譯", ()),
    ("合译", ()),
    ("译注", ()),
    ("译校", ()),
    ("校注", ()),
    ("校点", ()),
    ("点校", ()),
    ("點校", ()),
    ("標點", ()),
    ("校订", ()),
    ("校訂", ()),
    ("整理", ()),
    ("选编", ()),
    ("选注", ()),
    ("主撰", ()),
    ("执笔", ()),
    ("監修", ()),
    ("編集", ()),
    ("编集", ()),
    ("改编", ()),
    ("口述", ()),
    ("摄影", ()),
    ("绘图", ()),
];

/// Roles of one character: only behind a space, a comma or a longer name.
const HAN_ROLE_SIGNS: &str = "著着编編撰译譯辑輯注校纂";

/// Words for roles behind a Latin list, in lower case.
const LATIN_BEHIND: &[(&str, ())] = &[
    ("(sous la direction de)", ()),
    ("(sous la dir.)", ()),
    ("(a cura di)", ()),
    ("a cura di", ()),
    ("(ed. and trans.)", ()),
    ("(editors)", ()),
    ("(editor)", ()),
    ("(eds.)", ()),
    ("(eds)", ()),
    ("(ed.)", ()),
    ("(ed)", ()),
    ("(hrsg.)", ()),
    ("(hrsg)", ()),
    ("(hrg.)", ()),
    ("(hg.)", ()),
    ("(hg)", ()),
    ("(trans.)", ()),
    ("(trans)", ()),
    ("(coord.)", ()),
    ("(coords.)", ()),
    ("(dir.)", ()),
    ("(dirs.)", ()),
    ("(org.)", ()),
    ("(orgs.)", ()),
    ("(comp.)", ()),
    ("(comps.)", ()),
    ("(comps)", ()),
    ("(compiler)", ()),
    ("(translator)", ()),
    ("(translators)", ()),
    ("(tr.)", ()),
    ("(trad.)", ()),
    ("[eds.]", ()),
    ("[ed.]", ()),
    ("(chair)", ()),
    ("(chairs)", ()),
    ("(author)", ()),
    ("(ред.)", ()),
    ("(éd.)", ()),
    ("(éds.)", ()),
    ("(director)", ()),
    ("(directors)", ()),
    ("(producer)", ()),
    ("(producers)", ()),
    ("(herausgeber)", ()),
    ("editors", ()),
    ("editor", ()),
    ("eds.", ()),
    ("eds", ()),
    ("ed.", ()),
    ("ed", ()),
    ("hrsg.", ()),
    ("hrsg", ()),
    ("hg.", ()),
    ("trans.", ()),
    ("translators", ()),
    ("translator", ()),
    ("comp.", ()),
    ("comp", ()),
    ("compilers", ()),
    ("compiler", ()),
    ("directors", ()),
    ("director", ()),
    ("producers", ()),
    ("producer", ()),
    ("dir.", ()),
    ("coord.", ()),
    ("trad.", ()),
];

/// Words for roles in front of a Latin list, in lower case.
const LATIN_FRONT: &str = "edited and translated by |edited by |hrsg. von |herausgegeben von |hg. von |translated by |trans. by |trans. |transl. by |übersetzt von |übers. von |written by |compiled by |introduced by |sous la direction de |in: |in : |ed. by |eds. by |by |eds. |ed. |eds |eds: |in ";

static OTHERS_ENDS: LazyLock<Ends<()>> = LazyLock::new(|| Ends::new(OTHERS.iter().copied()));
static HAN_ROLE_ENDS: LazyLock<Ends<()>> = LazyLock::new(|| Ends::new(HAN_ROLES.iter().copied()));
static LATIN_ENDS: LazyLock<Ends<()>> = LazyLock::new(|| Ends::new(LATIN_BEHIND.iter().copied()));

/// Cuts an ending without regard to case (of ASCII and Cyrillic letters), on a char boundary.
fn cut_end<'a>(s: &'a str, end: &str) -> Option<&'a str> {
    let at = s.len().checked_sub(end.len())?;
    let (front, tail) = (s.get(..at)?, s.get(at..)?);
    (tail == end || tail.eq_ignore_ascii_case(end)).then_some(front)
}

fn cut_front<'a>(s: &'a str, front: &str) -> Option<&'a str> {
    let head = s.get(..front.len())?;
    head.eq_ignore_ascii_case(front).then(|| s.get(front.len()..)).flatten()
}

/// Cuts punctuation and spaces off both ends; a full stop behind an initial or abbreviation stays.
pub fn edges(s: &str) -> &str {
    let s = s.trim_matches(|c: char| !c.is_alphanumeric() && (c.is_whitespace() || edge_sign(c)));
    let s = s.trim_start_matches(['.', '-', '–', '—', ')', ']', '）', '］', '·', '．', '\'']).trim_start();
    let s = unmatched(s);
    if s.ends_with('.') && !dot_belongs(s) { s.trim_end_matches(['.', ' ']) } else { s }
}

fn edge_sign(c: char) -> bool {
    matches!(
        c,
        ',' | ';'
            | ':'
            | '，'
            | '；'
            | '：'
            | '、'
            | '。'
            | '/'
            | '"'
            | '“'
            | '”'
            | '«'
            | '»'
            | '*'
            | '_'
            | '|'
            | '&'
            | '＊'
            | '='
            | '～'
            | '~'
            | '\''
            | '‘'
            | '\u{feff}'
            | '\u{200b}'
    )
}

/// An opening bracket at the end, or a bracket around the whole.
fn unmatched(s: &str) -> &str {
    let s = s.trim_end_matches(|c: char| matches!(c, '(' | '[' | '（' | '［' | '〔' | '〈' | '《') || c.is_whitespace());
    let s = s.trim_end_matches([',', '，', ';', '；', ':', '：', ' ']);
    for (open, close) in [('(', ')'), ('[', ']'), ('（', '）'), ('［', '］')] {
        if let Some(inner) = s.strip_prefix(open).and_then(|r| r.strip_suffix(close)).filter(|i| !i.contains([open, close])) {
            return inner.trim();
        }
        if s.ends_with(close) && !s.contains(open) {
            return s.trim_end_matches(close).trim_end();
        }
    }
    s
}

/// Whether the last full stop belongs to an initial (`J.`, `Ch.`), a suffix (`Jr.`) or an abbreviation (`Inc.`).
fn dot_belongs(s: &str) -> bool {
    let body = s.trim_end_matches('.');
    let last = body.rsplit([' ', '.', '-', ',', '\u{a0}', '-']).next().unwrap_or("");
    let n = last.chars().count();
    let upper = last.chars().next().is_some_and(char::is_uppercase);
    n == 1 && upper
        || matches!(
            last,
            "Jr" | "Sr"
                | "jr"
                | "sr"
                | "JR"
                | "SR"
                | "Inc"
                | "Ltd"
                | "Co"
                | "Corp"
                | "Univ"
                | "Dept"
                | "St"
                | "Ph"
                | "Ch"
                | "Yu"
                | "Th"
                | "Chr"
                | "Ph.D"
                | "Fr"
                | "Wm"
                | "Geo"
        )
        || (2..=3).contains(&n) && last.chars().all(char::is_uppercase) && body.contains('.')
}

/// The list without "and others" and words for roles, and whether it was cut short.
pub fn outer(s: &str) -> (&str, bool) {
    let mut s = s.trim();
    let mut others = false;
    for _ in 0..4 {
        let before = s.len();
        s = edges(s);
        if let Some(rest) = front_role(s) {
            s = rest;
        }
        if let Some(rest) = behind_role(s) {
            s = rest;
        }
        if let Some(rest) = and_others(s) {
            s = rest;
            others = true;
        }
        if s.len() == before {
            break;
        }
    }
    (edges(s), others)
}

fn and_others(s: &str) -> Option<&str> {
    for (o, ()) in OTHERS_ENDS.like(s) {
        let Some(rest) = cut_end(s, o) else { continue };
        let before = rest.chars().next_back();
        let free = match o {
            "外" | "他" => before.is_some_and(|c| c.is_whitespace() || matches!(c, '、' | ',' | '，')),
            _ if o.starts_with(|c: char| c.is_ascii_alphabetic() || c == 'и') => before.is_none_or(|c| !c.is_alphabetic()),
            _ => true,
        };
        if free {
            return Some(rest);
        }
    }
    None
}

fn front_role(s: &str) -> Option<&str> {
    if !s.starts_with(['e', 'E', 'h', 'H', 't', 'T', 'ü', 'Ü', 'w', 'W', 'c', 'C', 'i', 'I', 's', 'S', 'b', 'B']) {
        return None;
    }
    LATIN_FRONT.split('|').find_map(|f| cut_front(s, f))
}

fn behind_role(s: &str) -> Option<&str> {
    let han = s.ends_with(crate::text::script::is_cjk);
    for (role, ()) in HAN_ROLE_ENDS.like(s).filter(|_| han) {
        if let Some(rest) = s.strip_suffix(role)
            && rest.chars().count() >= 2
        {
            return Some(rest);
        }
    }
    if let Some(last) = s.chars().next_back().filter(|c| HAN_ROLE_SIGNS.contains(*c)) {
        let rest = s.get(..s.len() - last.len_utf8())?;
        let apart = rest.ends_with(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | '等' | ']' | '）' | ')'));
        let length = rest.chars().rev().take_while(|c| crate::text::script::is_han(*c)).count();
        let certain = matches!(last, '著' | '编' | '編' | '撰' | '译' | '譯');
        if apart || length >= if certain { 3 } else { 4 } || certain && length == 2 && matches!(last, '著' | '撰') {
            return Some(rest);
        }
    }
    if han {
        return None;
    }
    for (role, ()) in LATIN_ENDS.like(s) {
        if let Some(rest) = cut_end(s, role) {
            let bracketed = role.starts_with(['(', '[']);
            // "Board of directors": a whole word only behind a comma.
            if !bracketed && role.len() > 5 && !role.ends_with('.') && !rest.trim_end().ends_with(',') {
                continue;
            }
            if bracketed || rest.ends_with([' ', ',', '\u{a0}', '.']) && rest.trim().len() > 1 {
                return Some(rest);
            }
        }
    }
    None
}
