//! Titles: what database notes, translated forms and part numbers a title carries, and how near two titles are.

use super::fold::{self, distance, hash, letters, slip};
use crate::text::script::{has_cjk, is_cjk};

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

/// One form of a title, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Form {
    /// Folded words with spaces.
    pub words: Box<str>,
    /// Hash of the letters alone; 0 where there are none.
    pub key: u64,
    /// Bytes of `words` before the subtitle; 0 where there is none.
    pub head: u16,
    /// Whether it is written in Chinese, Japanese or Korean.
    pub cjk: bool,
}

/// What a printed title says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Title {
    /// The forms, the main one in front: translations in brackets, parallel titles.
    pub forms: Box<[Form]>,
    /// What it is about another piece.
    pub notice: Notice,
    /// Number of the part, 0 where there is none.
    pub part: u32,
    /// How much the words say: 0 a heading (Editorial), 1 a short title, 2 a title.
    pub weight: u8,
}

/// How two titles agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TitleMatch {
    /// Letter for letter, however the words are divided.
    Same,
    /// But for slips of the pen.
    Near,
    /// One is the beginning of the other (a subtitle is missing).
    Head,
    /// All words of one stand in the other.
    Within,
    /// Most words.
    Similar,
    /// Not known on one side.
    #[default]
    Missing,
    /// In different languages.
    Foreign,
    /// Other words.
    Different,
}

impl Form {
    /// Folds one form.
    pub fn of(printed: &str) -> Self {
        let words = fold::words(printed);
        let letters = letters(&words);
        let cut = printed
            .find([':', '：', '?', '？'])
            .or_else(|| printed.find(" - "))
            .or_else(|| printed.find(". "))
            .or_else(|| printed.find('—'));
        let head = cut.map_or(0, |c| fold::words(&printed[..c]).len());
        let head = if head + 3 < words.len() { u16::try_from(head).unwrap_or(0) } else { 0 };
        let key = if letters.is_empty() { 0 } else { hash(3, &letters) };
        Form { cjk: has_cjk(&words), words: words.into(), key, head }
    }

    /// The words before the subtitle.
    pub fn heading(&self) -> &str {
        self.words.get(..usize::from(self.head)).unwrap_or("")
    }
}

impl Title {
    /// Reads a printed title.
    pub fn of(printed: &str) -> Self {
        let clean = fold::clean(printed);
        let (main, others) = forms(&clean);
        let first = Form::of(&main);
        let notice = notice(&first.words, &main);
        let part = part(&main);
        let weight = weight(&first, notice);
        let mut list = vec![first];
        for other in others {
            let form = Form::of(&other);
            if form.key != 0 && list.iter().all(|f| f.key != form.key) && list.len() < 4 {
                list.push(form);
            }
        }
        if list.first().is_some_and(|f| f.key == 0) {
            list.remove(0);
        }
        Title { forms: list.into(), notice, part, weight }
    }
}

/// Splits a title into its main form and others: `Main [Other]`, `[Main]. [Chinese]`, `Uno; One`.
fn forms(clean: &str) -> (String, Vec<String>) {
    let mut others = Vec::new();
    let mut main = clean.trim().trim_matches(['"', '*', ' ', '“', '”']).to_owned();
    for mark in ["<ORIGINAL>", " TO: ", " LA: "] {
        if let Some((a, b)) = main.clone().split_once(mark) {
            if b.split_whitespace().count() >= 3 {
                others.push(b.to_owned());
            }
            main = a.to_owned();
        }
    }
    for mark in ["RETRACTED ARTICLE:", "RETRACTED:", "Retracted:", "WITHDRAWN:"] {
        if let Some(rest) = main.strip_prefix(mark) {
            main = rest.to_owned();
        }
    }
    for _ in 0..4 {
        let trimmed = main.trim().trim_end_matches(['.', '。', '*', ' ', '"', '†', '‡']).trim_start_matches(['"', '*', ' ']).to_owned();
        let Some((at, inner)) = last_bracket(&trimmed) else {
            main = trimmed;
            break;
        };
        let before = trimmed[..at].trim().to_owned();
        if before.is_empty() {
            main = inner;
        } else if is_note(&inner) {
            main = before;
        } else if trimmed.ends_with([']', '］', '】', '〕']) && size(&inner) >= 3 {
            others.push(inner);
            main = before;
        } else {
            main = trimmed;
            break;
        }
    }
    if let Some(at) = main.find("... includes discussion").or_else(|| main.find("... [corrected]")) {
        main.truncate(at);
    }
    if let Some((a, b)) = main.clone().split_once("; ")
        && size(a) >= 4
        && size(b) >= 4
    {
        others.push(a.to_owned());
        others.push(b.to_owned());
    }
    (main, others)
}

fn size(s: &str) -> usize {
    s.split_whitespace().count() + s.chars().filter(|c| is_cjk(*c)).count() / 2
}

/// The bracket that ends a text: where it opens, and what is in it.
fn last_bracket(s: &str) -> Option<(usize, String)> {
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
                return Some((at, s[at + c.len_utf8()..end].to_owned()));
            }
        }
    }
    None
}

/// Whether a bracket holds a remark of a database: a language, "abstract", an erratum that was published.
fn is_note(inner: &str) -> bool {
    const WHOLE: &[&str] = &[
        "corrected",
        "abstract",
        "comment",
        "comments",
        "review",
        "editorial",
        "letter",
        "see comment",
        "see comments",
        "careers",
        "news",
        "meeting abstract",
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
        "extended abstract",
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
    WHOLE.contains(&words.as_str())
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

fn notice(words: &str, printed: &str) -> Notice {
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
        let edge = |m: &str| words.starts_with(m) || words.ends_with(m) || words.ends_with(&format!("{m}二则"));
        let simple = fold::words(printed);
        let about = ["评", "读", "答", "与"]
            .iter()
            .find(|p| simple.starts_with(**p) && printed.chars().nth(1).is_some_and(|c| matches!(c, '《' | '〈' | '“')));
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

/// The number of the part: `Part II`, `2. Methods`, `（下）`, `之三`, `第二部分`, or a Roman or small number at the end.
fn part(printed: &str) -> u32 {
    let words = fold::words(printed);
    if has_cjk(&words) {
        return han_part(printed, &words);
    }
    const MARKS: [&str; 9] = ["part", "pt", "paper", "volume", "vol", "book", "section", "chapter", "installment"];
    let list: Vec<&str> = words.split(' ').collect();
    for pair in list.windows(2) {
        if let [mark, number] = pair
            && MARKS.contains(mark)
            && let Some(n) = ordinal(number)
        {
            return n;
        }
    }
    // At the end, or before a colon: "Systems II", "Methods III: results".
    let head = printed.split([':', '：']).next().unwrap_or("");
    for text in [printed, head] {
        let folded = fold::words(text);
        if let Some((rest, last)) = folded.rsplit_once(' ')
            && rest.contains(' ')
            && let Some(n) = super::numbers::roman(last)
            && (last.len() > 1 || last == "i" || last == "v")
            && n < 40
            && !matches!(last, "mi" | "di" | "mix" | "mild" | "cm" | "dl" | "ml" | "mm" | "cd" | "dc" | "md" | "mc" | "lid" | "dim")
        {
            return n;
        }
    }
    let first = list.first().copied().unwrap_or("");
    if printed.trim_start().len() > 3
        && super::numbers::roman(first).is_some_and(|n| n < 20)
        && printed.trim_start()[first.len().min(printed.trim_start().len())..].starts_with(['.', ':', ')'])
    {
        return super::numbers::roman(first).unwrap_or(0);
    }
    0
}

fn ordinal(s: &str) -> Option<u32> {
    const NAMES: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    s.parse()
        .ok()
        .or_else(|| super::numbers::roman(s))
        .or_else(|| NAMES.iter().position(|n| *n == s).map(|n| n as u32 + 1))
        .or_else(|| (s.len() == 1 && s.as_bytes()[0].is_ascii_lowercase()).then(|| u32::from(s.as_bytes()[0] - b'a') + 1))
        .filter(|n| *n > 0)
}

fn han_number(s: &str) -> Option<u32> {
    if let Ok(n) = s.parse() {
        return Some(n);
    }
    let digit = |c| "〇一二三四五六七八九".chars().position(|d| d == c).map(|d| d as u32);
    let mut total = 0;
    let mut last = 0;
    for c in s.chars() {
        match c {
            '十' => {
                total += last.max(1) * 10;
                last = 0;
            }
            '上' if s.chars().count() == 1 => return Some(1),
            '中' if s.chars().count() == 1 => return Some(2),
            '下' if s.chars().count() == 1 => return Some(if s == "下" { 3 } else { 0 }),
            '续' if s.chars().count() == 1 => return Some(9),
            _ => last = digit(c)?,
        }
    }
    Some(total + last).filter(|n| *n > 0)
}

fn han_part(printed: &str, words: &str) -> u32 {
    let tail = printed.trim_end_matches(['。', '.', ' ']);
    if let Some((_, inner)) = last_bracket(&tail.replace('（', "(").replace('）', ")")) {
        let inner = fold::words(&inner);
        if let Some(n) = han_number(&inner).or_else(|| super::numbers::roman(&inner)).filter(|n| *n < 100) {
            return n;
        }
    }
    let text = letters(words);
    let chars: Vec<char> = text.chars().collect();
    if let Some(at) = chars.iter().rposition(|c| *c == '之')
        && chars.len() - at <= 4
        && let Some(n) = han_number(&chars[at + 1..].iter().collect::<String>())
    {
        return n;
    }
    for (at, _) in chars.iter().enumerate().filter(|(_, c)| **c == '第') {
        let end = chars[at + 1..]
            .iter()
            .take(4)
            .position(|c| matches!(c, '部' | '卷' | '册' | '辑' | '篇' | '章' | '编' | '报' | '集' | '期' | '届' | '次'));
        if let Some(end) = end
            && let Some(n) = han_number(&chars[at + 1..at + 1 + end].iter().collect::<String>())
        {
            return n;
        }
    }
    match chars.as_slice() {
        [.., '上', '篇' | '册' | '卷' | '编' | '部' | '集'] => 1,
        [.., '中', '篇' | '册' | '卷' | '编' | '部' | '集'] => 2,
        [.., '下', '篇' | '册' | '卷' | '编' | '部' | '集'] => 3,
        [.., '续', '篇' | '集' | '编'] => 9,
        [.., 'i', 'i', 'i'] => 3,
        [.., 'i', 'i'] => 2,
        [.., c, 'i'] if is_cjk(*c) => 1,
        _ => 0,
    }
}

fn weight(form: &Form, notice: Notice) -> u8 {
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
    let content = words.split(' ').filter(|w| !STOP.contains(w) && w.len() > 2).count();
    if HEADINGS.contains(&words) || form.key == 0 {
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
        content.min(words.split(' ').filter(|w| !STOP.contains(w) && !OFFICE.contains(w) && w.len() > 2).count())
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

/// Words that say nothing about the subject.
pub const STOP: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "for", "and", "to", "with", "by", "from", "at", "as", "is", "are", "its", "their", "de", "la",
    "le", "les", "des", "du", "der", "die", "das", "und", "et", "el", "los", "las", "y", "en", "von", "zur", "zum", "using", "via", "or",
    "s", "t",
];

/// The best agreement between any forms of two titles, with a flag where numbers in the two differ.
pub fn relate(a: &Title, b: &Title) -> (TitleMatch, bool) {
    if a.forms.is_empty() || b.forms.is_empty() {
        return (TitleMatch::Missing, false);
    }
    let mut best = (TitleMatch::Foreign, false);
    for x in &a.forms {
        for y in &b.forms {
            let got = if x.key == y.key {
                (TitleMatch::Same, false)
            } else if x.cjk != y.cjk {
                (TitleMatch::Foreign, false)
            } else if x.cjk {
                relate_han(x, y)
            } else {
                relate_latin(x, y)
            };
            if rank(got) < rank(best) || best.0 == TitleMatch::Foreign {
                best = got;
            }
            if best == (TitleMatch::Same, false) {
                return best;
            }
        }
    }
    best
}

fn rank((m, numbers): (TitleMatch, bool)) -> u8 {
    let base = match m {
        TitleMatch::Same => 0,
        TitleMatch::Near => 2,
        TitleMatch::Head => 4,
        TitleMatch::Within => 6,
        TitleMatch::Similar => 8,
        TitleMatch::Different => 12,
        TitleMatch::Missing | TitleMatch::Foreign => 20,
    };
    base + u8::from(numbers) * 3
}

/// Runs of digits in a text, in order.
fn digits(s: &str) -> Vec<&str> {
    s.split(|c: char| !c.is_ascii_digit()).filter(|d| !d.is_empty()).map(|d| d.trim_start_matches('0')).collect()
}

/// Whether the numbers in two titles contradict: each side has one that the other lacks.
fn numbers_differ(a: &str, b: &str) -> bool {
    let (x, y) = (digits(a), digits(b));
    let lacks = |p: &[&str], q: &[&str]| p.iter().any(|d| !q.contains(d));
    lacks(&x, &y) && lacks(&y, &x)
}

fn lone_number(a: &str, b: &str) -> bool {
    let (x, y) = (digits(a), digits(b));
    x.len() != y.len() || x.iter().any(|d| !y.contains(d))
}

fn relate_han(a: &Form, b: &Form) -> (TitleMatch, bool) {
    let x: Vec<char> = a.words.chars().filter(|c| *c != ' ').collect();
    let y: Vec<char> = b.words.chars().filter(|c| *c != ' ').collect();
    let (short, long) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    let numbers = numbers_differ(&a.words, &b.words);
    let heading = |f: &Form, g: &Form| !f.heading().is_empty() && letters(f.heading()) == letters(&g.words);
    if short.len() >= 4 && (heading(a, b) || heading(b, a)) {
        return (TitleMatch::Head, false);
    }
    if short.len() >= 6 && long.windows(short.len()).any(|w| w == short.as_slice()) {
        return (TitleMatch::Within, numbers);
    }
    let limit = long.len() / 3;
    match distance(&x, &y, limit) {
        Some(d) if long.len() >= 8 && d <= 1 + long.len() / 14 && !turned(&x, &y) && !word_changed(&x, &y) => {
            (TitleMatch::Near, numbers || lone_number(&a.words, &b.words))
        }
        Some(d) if d <= long.len() / 4 => (TitleMatch::Similar, numbers),
        _ => (TitleMatch::Different, numbers),
    }
}

/// Whether all that differs is one word of two characters or more against another.
fn word_changed(x: &[char], y: &[char]) -> bool {
    let head = x.iter().zip(y).take_while(|(p, q)| p == q).count();
    let tail = x[head..].iter().rev().zip(y[head..].iter().rev()).take_while(|(p, q)| p == q).count();
    let (p, q) = (&x[head..x.len() - tail], &y[head..y.len() - tail]);
    p.len() >= 2 && q.len() >= 2 && p.len().max(q.len()) <= 4 && !p.iter().any(|c| q.contains(c))
}

/// Whether two Han titles differ in a character that turns the meaning (男 and 女, 上 and 下, 一 and 二).
fn turned(x: &[char], y: &[char]) -> bool {
    const SETS: [&str; 9] = ["男女", "上中下", "东西南北", "一二三四五六七八九十", "前后", "大小", "高低", "内外", "春夏秋冬"];
    let only = |p: &[char], q: &[char]| p.iter().filter(|c| !q.contains(c)).copied().collect::<Vec<_>>();
    let (p, q) = (only(x, y), only(y, x));
    SETS.iter().any(|set| p.iter().any(|c| set.contains(*c)) && q.iter().any(|c| set.contains(*c)))
}

fn relate_latin(a: &Form, b: &Form) -> (TitleMatch, bool) {
    let (x, y) = (letters(&a.words), letters(&b.words));
    let (xb, yb) = (x.as_bytes(), y.as_bytes());
    let longer = xb.len().max(yb.len());
    let numbers = numbers_differ(&a.words, &b.words);
    let heads = a.heading() == &*b.words || b.heading() == &*a.words;
    if heads && xb.len().min(yb.len()) >= 12 {
        return (TitleMatch::Head, false);
    }
    let (p, q) = leftover(&a.words, &b.words);
    let (pl, ql) = (letters(&p.join("")), letters(&q.join("")));
    let content = |list: &[&str]| list.iter().filter(|w| !STOP.contains(w)).map(|w| w.len()).sum::<usize>();
    let (pc, qc) = (content(&p), content(&q));
    if pc == 0 && qc == 0 {
        return (TitleMatch::Near, numbers || lone_number(&a.words, &b.words));
    }
    // Joined or divided words leave the same letters behind.
    let joined = !pl.is_empty() && !ql.is_empty() && distance(pl.as_bytes(), ql.as_bytes(), 1 + pl.len().min(ql.len()) / 8).is_some();
    let overall = distance(xb, yb, longer / 4);
    if joined && longer >= 12 && !p.iter().any(|w| q.iter().any(|v| super::fold::opposite(w, v))) {
        let close = pl == ql || (pl.len() >= 8 && overall.is_some_and(|d| d <= 2 + longer / 20));
        if close {
            return (TitleMatch::Near, numbers || (pl != ql && lone_number(&a.words, &b.words)));
        }
    }
    let (shorter_words, shorter_len) = if xb.len() <= yb.len() { (&a.words, xb.len()) } else { (&b.words, yb.len()) };
    let left = if xb.len() <= yb.len() { pc } else { qc };
    if left == 0 && shorter_len >= 14 && shorter_words.split(' ').count() >= 3 {
        let lone = numbers || (lone_number(&a.words, &b.words) && longer - shorter_len <= 8);
        return (TitleMatch::Within, lone);
    }
    // Share of the letters that stand in common words.
    let shared = (xb.len() + yb.len()).saturating_sub(pl.len() + ql.len()) as f32 / (xb.len() + yb.len()).max(1) as f32;
    let near = overall.is_some_and(|d| d * 5 <= longer);
    if shared >= 0.7 || near { (TitleMatch::Similar, numbers) } else { (TitleMatch::Different, numbers) }
}

/// The words of each side that have no counterpart on the other, slips forgiven.
fn leftover<'a>(a: &'a str, b: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
    let mut y: Vec<&str> = b.split(' ').collect();
    let mut x = Vec::new();
    for word in a.split(' ') {
        match y.iter().position(|w| *w == word) {
            Some(at) => drop(y.remove(at)),
            None => x.push(word),
        }
    }
    let mut left = Vec::new();
    for word in x {
        match y.iter().position(|w| slip(w, word) || plural(w, word)) {
            Some(at) => drop(y.remove(at)),
            None => left.push(word),
        }
    }
    (left, y)
}

fn plural(a: &str, b: &str) -> bool {
    a.strip_suffix('s') == Some(b) || b.strip_suffix('s') == Some(a)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn how(a: &str, b: &str) -> TitleMatch {
        relate(&Title::of(a), &Title::of(b)).0
    }

    #[test]
    fn remarks_of_databases_do_not_part_a_title_from_itself() {
        for (a, b) in [
            ("Batroxobin for vascular cognitive impairment. [Chinese]", "Batroxobin for vascular cognitive impairment"),
            (
                "[Observation on acupuncture in mild cognition disorders]. [Chinese]",
                "Observation on acupuncture in mild cognition disorders",
            ),
            ("Gait in healthy individuals.[Erratum appears in Exp Brain Res. 2010 May;202(4):943]", "Gait in healthy individuals"),
            (
                "Digital labor bayanihan: strategies [O trabalho digital bayanihan: estratégias]",
                "O trabalho digital bayanihan: estratégias",
            ),
            ("[Fast track surgery in lung cancer surgery] LA: Chi", "Fast track surgery in lung cancer surgery"),
        ] {
            assert_eq!(how(a, b), TitleMatch::Same, "{a} / {b}");
        }
    }

    #[test]
    fn parts_are_read_in_both_languages() {
        for (s, n) in [
            ("Interdisciplinary neuro-oncology: Part 2: Systemic therapy", 2),
            ("Linomide in relapsing MS: Part I: Trial design", 1),
            ("Computer systems research III", 3),
            ("论中国近代史分期问题（上）", 1),
            ("论中国近代史分期问题（下）", 3),
            ("汉语史研究之二", 2),
            ("中国通史第十二卷", 12),
            ("A study of vitamin", 0),
            ("论自由", 0),
        ] {
            assert_eq!(part(s), n, "{s}");
        }
    }

    #[test]
    fn slips_joined_words_and_missing_subtitles_are_told_from_other_titles() {
        assert_eq!(
            how("Applicationof multifractality to evaluationof soil", "Application of multifractality to evaluation of soil"),
            TitleMatch::Same
        );
        assert_eq!(
            how("Applicationof multifractality to evaluationof soils", "Application of multifractality to evaluation of soil"),
            TitleMatch::Near
        );
        assert_eq!(how("Safety of 3 doses of silver nitrate", "Safety of 3 doses of silver nitrat"), TitleMatch::Near);
        assert_eq!(how("Unilateral neglect in stroke", "Unilateral neglect in stroke: A comparative study"), TitleMatch::Head);
        assert_ne!(how("Hypertension in old patients at home", "Hypotension in old patients at home"), TitleMatch::Near);
        assert_ne!(how("男性青年的就业问题研究", "女性青年的就业问题研究"), TitleMatch::Near);
        assert_eq!(how("陕北毛乌素沙地大规模土地整 治开发", "陕北毛烏素沙地大規模土地整治開發"), TitleMatch::Same);
    }
}
