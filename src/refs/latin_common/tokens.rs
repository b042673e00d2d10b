//! Cuts a reference string into tokens once; every style looks at the same tokens.

use super::items::{self, Item};
use super::names::{self, List};
use super::opening::{self, AuthorDate};
use super::words::{self, Flags};
use crate::text::script;
use std::cell::{OnceCell, RefCell};
use std::ops::Range;
use std::rc::Rc;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters, with apostrophes and hyphens inside.
    Word,
    /// Digits.
    Num,
    /// Letters and digits.
    Alnum,
    /// A web address.
    Url,
    /// A bare DOI.
    Doi,
    /// One punctuation mark.
    Punct,
}

/// A token.
#[derive(Clone, Copy, Debug)]
pub struct Tok {
    /// First byte.
    pub a: usize,
    /// Byte after the last.
    pub b: usize,
    /// What it is.
    pub kind: Kind,
    /// First character, full-width punctuation made half-width, dashes made `-`.
    pub ch: char,
    /// White space stands before it.
    pub space: bool,
    /// Starts with a capital.
    pub cap: bool,
    /// Has no small letter.
    pub upper: bool,
    /// Characters.
    pub len: u16,
    /// What the word may be a sign of.
    pub flags: Flags,
}

/// A scanned reference: its text and tokens.
pub struct Scan<'a> {
    /// The text.
    pub text: &'a str,
    seen: Rc<Seen>,
}

/// What was seen of a text, for every style that looks at it: its tokens, and what several styles ask for first.
#[derive(Default)]
struct Seen {
    tokens: Vec<Tok>,
    start: usize,
    list: OnceCell<Option<List>>,
    opening: OnceCell<Option<AuthorDate>>,
    rows: RefCell<Vec<(usize, Rc<[Item]>)>>,
}

/// The last text scanned.
#[derive(Default)]
struct Last {
    text: String,
    seen: Rc<Seen>,
}

thread_local! {
    static LAST: RefCell<Last> = RefCell::default();
}

/// Scans a text; `None` where it is not in Latin, Cyrillic or Greek script for the most part. The tokens of the last text
/// are kept, so that asking style after style costs one scan.
pub fn scan(text: &str) -> Option<Scan<'_>> {
    const LONGEST: usize = 4_000;
    if text.len() > LONGEST {
        return None;
    }
    let seen = LAST.with_borrow_mut(|last| {
        if last.text != text {
            let tokens = if eastern(text) { Vec::new() } else { tokens(text) };
            let mut scan = Scan { text, seen: Rc::new(Seen { tokens, ..Seen::default() }) };
            let start = scan.find_start();
            if let Some(seen) = Rc::get_mut(&mut scan.seen) {
                seen.start = start;
            }
            text.clone_into(&mut last.text);
            last.seen = scan.seen;
        }
        Rc::clone(&last.seen)
    });
    (!seen.tokens.is_empty()).then_some(Scan { text, seen })
}

/// Whether Han characters prevail so clearly that tokens need not be counted.
pub fn eastern(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let (mut latin, mut cjk) = (0usize, 0usize);
    for c in text.chars() {
        if script::is_cjk(c) {
            cjk += 1;
        } else {
            latin += usize::from(if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() });
        }
    }
    cjk * 5 > latin
}

fn half_width(c: char) -> char {
    match c {
        '，' | '、' => ',',
        '．' | '。' => '.',
        '：' => ':',
        '；' => ';',
        '（' => '(',
        '）' => ')',
        '［' | '【' => '[',
        '］' | '】' => ']',
        '–' | '—' | '‐' | '‑' | '‒' | '−' | '―' | '～' | '~' | '\u{ad}' => '-',
        '＆' => '&',
        _ => c,
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}')
}

fn tokens(text: &str) -> Vec<Tok> {
    let mut out: Vec<Tok> = Vec::with_capacity(text.len() / 3);
    let (mut latin, mut cjk) = (0usize, 0usize);
    let mut space = false;
    let mut lower = String::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|s| s.chars().next()) {
        if c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}') {
            space = true;
            at += c.len_utf8();
            continue;
        }
        let rest = &text[at..];
        let (kind, len) = if let Some(n) = address(rest) {
            (Kind::Url, n)
        } else if let Some(n) = bare_doi(rest) {
            (Kind::Doi, n)
        } else if is_letter(c) || c.is_ascii_digit() {
            word(rest)
        } else {
            (Kind::Punct, c.len_utf8())
        };
        let mut tok = Tok { a: at, b: at + len, kind, ch: half_width(c), space, cap: false, upper: false, len: 1, flags: 0 };
        if matches!(kind, Kind::Word | Kind::Alnum) {
            describe(&mut tok, &rest[..len], &mut lower);
            if script::is_cjk(c) { cjk += tok.len as usize } else { latin += tok.len as usize }
        }
        out.push(tok);
        at += len;
        space = false;
    }
    if cjk * 5 > latin {
        out.clear();
    }
    out
}

fn describe(tok: &mut Tok, word: &str, lower: &mut String) {
    let mut upper = true;
    let mut len = 0u16;
    lower.clear();
    if word.is_ascii() {
        upper = !word.bytes().any(|b| b.is_ascii_lowercase());
        len = u16::try_from(word.len()).unwrap_or(u16::MAX);
        lower.push_str(word);
        lower.make_ascii_lowercase();
    } else {
        for c in word.chars() {
            upper &= !c.is_lowercase();
            len = len.saturating_add(1);
            if c == '’' {
                lower.push('\'');
            } else {
                lower.extend(c.to_lowercase());
            }
        }
    }
    tok.cap = word.chars().next().is_some_and(char::is_uppercase);
    (tok.upper, tok.len) = (upper, len);
    if tok.kind == Kind::Word {
        tok.flags = words::flags(lower);
        if !tok.cap || len == 2 && !upper {
            tok.flags &= !words::PLACE;
        }
        if !tok.cap {
            tok.flags &= !words::PUB;
        }
    }
}

/// Length and kind of the word or number at the start.
fn word(rest: &str) -> (Kind, usize) {
    if rest.starts_with("pp") && rest.as_bytes().get(2).is_some_and(u8::is_ascii_digit) {
        return (Kind::Word, 2);
    }
    let (mut letters, mut digits, mut end) = (false, false, 0);
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if is_letter(c) {
            letters = true;
        } else if c.is_ascii_digit() {
            digits = true;
        } else if matches!(c, '\'' | '’' | '-' | '‐' | '‑') && letters && !digits && chars.peek().is_some_and(|(_, n)| is_letter(*n))
        {
        } else {
            break;
        }
        end = i + c.len_utf8();
    }
    (
        if letters && digits {
            Kind::Alnum
        } else if digits {
            Kind::Num
        } else {
            Kind::Word
        },
        end,
    )
}

fn address(rest: &str) -> Option<usize> {
    const STARTS: [&str; 5] = ["http://", "https://", "www.", "ftp://", "HTTP://"];
    if !matches!(rest.as_bytes().first(), Some(b'h' | b'w' | b'f' | b'H')) || !STARTS.iter().any(|s| rest.starts_with(s)) {
        return None;
    }
    Some(until_space(rest))
}

fn bare_doi(rest: &str) -> Option<usize> {
    let digits = rest.strip_prefix("10.")?.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    (digits >= 4 && rest.as_bytes().get(3 + digits) == Some(&b'/')).then(|| until_space(rest))
}

/// Length up to white space or a closing mark that was not opened inside, without the punctuation behind it.
fn until_space(rest: &str) -> usize {
    let mut open = 0i32;
    let mut end = rest.len();
    for (i, c) in rest.char_indices() {
        match c {
            '(' | '[' => open += 1,
            ')' | ']' if open == 0 => {
                end = i;
                break;
            }
            ')' | ']' => open -= 1,
            _ if c.is_whitespace() || matches!(c, '<' | '>' | '"' | '”' | '»' | '，' | '。' | '；' | '）' | '、') || script::is_cjk(c) =>
            {
                end = i;
                break;
            }
            _ => {}
        }
    }
    rest[..end].trim_end_matches(['.', ',', ';', ':', '\'']).len()
}

impl<'a> Scan<'a> {
    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.seen.tokens.len()
    }

    /// The token, if there is one.
    pub fn tok(&self, i: usize) -> Option<&Tok> {
        self.seen.tokens.get(i)
    }

    /// The text of a token.
    pub fn word(&self, i: usize) -> &'a str {
        self.tok(i).and_then(|t| self.text.get(t.a..t.b)).unwrap_or("")
    }

    /// The text from one token up to another, which is not included.
    pub fn slice(&self, range: Range<usize>) -> &'a str {
        match (self.tok(range.start), range.end.checked_sub(1).and_then(|e| self.tok(e))) {
            (Some(first), Some(last)) if range.start < range.end => self.text.get(first.a..last.b).unwrap_or(""),
            _ => "",
        }
    }

    /// Whether the token is that punctuation mark.
    pub fn is(&self, i: usize, mark: char) -> bool {
        self.tok(i).is_some_and(|t| t.kind == Kind::Punct && t.ch == mark)
    }

    /// The kind of the token.
    pub fn kind(&self, i: usize) -> Option<Kind> {
        self.tok(i).map(|t| t.kind)
    }

    /// Whether the token is a word with one of those meanings.
    pub fn has(&self, i: usize, flags: Flags) -> bool {
        self.tok(i).is_some_and(|t| t.flags & flags != 0)
    }

    /// Whether white space stands before the token.
    pub fn spaced(&self, i: usize) -> bool {
        self.tok(i).is_none_or(|t| t.space)
    }

    /// Whether the token is a word starting with a capital.
    pub fn cap(&self, i: usize) -> bool {
        self.tok(i).is_some_and(|t| t.kind == Kind::Word && t.cap)
    }

    /// Whether the word (any case) is this one, given in lower case.
    pub fn says(&self, i: usize, lower: &str) -> bool {
        let word = self.word(i);
        word.len() == lower.len() && word.eq_ignore_ascii_case(lower)
    }

    /// Whether the token is a quotation mark that can open.
    pub fn opens(&self, i: usize) -> bool {
        self.tok(i)
            .is_some_and(|t| t.kind == Kind::Punct && matches!(t.ch, '“' | '"' | '„' | '«' | '‘' | '`' | '\'' | '‚' | '»' | '″' | '＂'))
    }

    /// The token after the closing one for the bracket at `i`; `None` where it is not closed.
    pub fn closing(&self, i: usize) -> Option<usize> {
        let (open, close) = match self.tok(i)?.ch {
            '(' => ('(', ')'),
            '[' => ('[', ']'),
            _ => return None,
        };
        let mut depth = 0i32;
        for j in i..self.len().min(i + 200) {
            if self.is(j, open) {
                depth += 1;
            } else if self.is(j, close) {
                depth -= 1;
                if depth == 0 {
                    return Some(j);
                }
            }
        }
        None
    }

    /// Whether a host stands behind two slashes, Russian style.
    pub fn has_host(&self) -> bool {
        let russian = |i: usize| self.word(i).chars().next().is_some_and(|c| ('\u{400}'..='\u{52f}').contains(&c));
        (0..self.len()).any(|i| self.is(i, '/') && self.is(i + 1, '/') && (russian(i + 2) || self.is(i + 2, '«')))
    }

    /// Whether the reference starts with a dash for the author of the one before (`———.`).
    pub fn repeats(&self) -> bool {
        let i = self.start();
        i > 1 && (self.is(i - 1, '.') || self.is(i - 1, ',')) && (self.is(i - 2, '-') || self.is(i - 2, '_'))
    }

    /// First token of the reference, after a label such as `[7]`, `28.`, `(3)`, or a bullet.
    pub fn start(&self) -> usize {
        self.seen.start
    }

    /// The list of names that the reference begins with.
    pub fn first_list(&self) -> Option<List> {
        *self.seen.list.get_or_init(|| names::read(self, self.start()))
    }

    /// Names and a date at the start.
    pub fn opening(&self) -> Option<AuthorDate> {
        self.seen.opening.get_or_init(|| opening::read(self)).clone()
    }

    /// The items from a token to the end.
    pub fn row(&self, from: usize) -> Vec<Item> {
        if let Some((_, row)) = self.seen.rows.borrow().iter().find(|(at, _)| *at == from) {
            return row.to_vec();
        }
        let row = items::read(self, from, self.len());
        self.seen.rows.borrow_mut().push((from, row.as_slice().into()));
        row
    }

    fn find_start(&self) -> usize {
        let mut i = 0;
        if self.is(0, '[')
            && let Some(close) = self.closing(0)
            && close <= 6
            && close + 3 < self.len()
            && (1..close).any(|k| matches!(self.kind(k), Some(Kind::Num | Kind::Alnum)))
        {
            i = close + 1;
        } else if self.is(0, '(') && self.kind(1) == Some(Kind::Num) && self.is(2, ')') {
            i = 3;
        } else if self.kind(0) == Some(Kind::Num)
            && self.tok(0).is_some_and(|t| t.len <= 3)
            && (self.is(1, '.') || self.is(1, ')') || self.is(1, ']'))
            && self.spaced(2)
        {
            i = 2;
        } else if self.kind(0) == Some(Kind::Num) && self.tok(0).is_some_and(|t| t.len <= 3) && self.cap(1) {
            i = 1;
        }
        for _ in 0..3 {
            const SIGNALS: [&str; 9] = ["see", "cf", "vgl", "siehe", "voir", "also", "auch", "e.g", "compare"];
            if SIGNALS.iter().any(|w| self.says(i, w)) && self.tok(i + 2).is_some() {
                i += if self.is(i + 1, '.') || self.is(i + 1, ',') { 2 } else { 1 };
            }
        }
        while self.tok(i).is_some_and(|t| t.kind == Kind::Punct && matches!(t.ch, '*' | '•' | '·' | '-' | ',' | '.' | '_')) {
            i += 1;
        }
        i
    }
}
