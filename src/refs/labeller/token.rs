//! Cuts a reference into tokens: words, numbers, single Han characters, addresses; what stands between them is a gap.

use crate::text::script::{is_han, is_kana};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Letters.
    Word,
    /// Digits only.
    Number,
    /// Letters and digits.
    Mixed,
    /// One Han character or kana.
    Han,
    /// A web address.
    Url,
    /// A DOI.
    Doi,
}

/// A token by its byte range.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Start byte.
    pub start: usize,
    /// End byte.
    pub end: usize,
    /// What it is made of.
    pub form: Form,
}

/// Tokens of a text, in order. Linear in its length.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 5 + 4);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        if let Some((end, form)) = address(text, at) {
            out.push(Token { start, end, form });
            at = end;
        } else if is_han(c) || is_kana(c) {
            at += c.len_utf8();
            out.push(Token { start, end: at, form: Form::Han });
        } else if is_part(c) {
            let (end, form) = word(text, at);
            out.push(Token { start, end, form });
            at = end;
        } else {
            at += c.len_utf8();
        }
    }
    out
}

/// Letters, digits and the marks that are set on letters.
fn is_part(c: char) -> bool {
    c.is_alphanumeric() && !is_han(c) && !is_kana(c) || matches!(c, '\u{300}'..='\u{36f}')
}

fn word(text: &str, start: usize) -> (usize, Form) {
    let (mut digits, mut letters) = (false, false);
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if is_part(c) {
            if c.is_numeric() {
                digits = true;
            } else {
                letters = true;
            }
        } else {
            let joins = matches!(c, '\'' | '’' | '‐' | '-' | '\u{ad}') && !digits && letters;
            let next_letter = chars.peek().is_some_and(|(_, n)| n.is_alphabetic() && is_part(*n));
            if !(joins && next_letter) {
                return (start + i, form(digits, letters));
            }
        }
        end = start + i + c.len_utf8();
    }
    (end, form(digits, letters))
}

fn form(digits: bool, letters: bool) -> Form {
    match (digits, letters) {
        (true, false) => Form::Number,
        (true, true) => Form::Mixed,
        _ => Form::Word,
    }
}

/// An address or DOI that starts here.
fn address(text: &str, at: usize) -> Option<(usize, Form)> {
    let rest = &text[at..];
    let bytes = rest.as_bytes();
    let form = match bytes.first()? {
        b'h' | b'H' | b'f' | b'F' => {
            let head = &bytes[..bytes.len().min(8)];
            let scheme =
                [&b"http:/"[..], b"https:/", b"ftp:/"].iter().any(|s| head.len() >= s.len() && head[..s.len()].eq_ignore_ascii_case(s));
            if !scheme {
                return None;
            }
            Form::Url
        }
        b'w' | b'W' if bytes.len() > 5 && bytes[..4].eq_ignore_ascii_case(b"www.") => Form::Url,
        b'1' if bytes.len() > 8 && bytes.starts_with(b"10.") && bytes[3..7].iter().all(u8::is_ascii_digit) => Form::Doi,
        _ => return None,
    };
    let mut end = 0;
    for (i, c) in rest.char_indices() {
        if c.is_whitespace() || matches!(c, '，' | '。' | '；' | '<' | '>' | '"' | '“' | '”' | '»' | '）' | '】') || is_han(c) || is_kana(c)
        {
            break;
        }
        end = i + c.len_utf8();
    }
    if form == Form::Doi && !rest[..end].contains('/') {
        return None;
    }
    let kept = rest[..end].trim_end_matches(['.', ',', ';', ':', ')', ']', '\'', '}']);
    let open = kept.matches('(').count() > kept.matches(')').count();
    let end = if open && rest[kept.len()..].starts_with(')') { kept.len() + 1 } else { kept.len() };
    let form = if form == Form::Url && kept.len() > 16 && doi_address(kept) { Form::Doi } else { form };
    Some((at + end, form))
}

/// Whether the address only carries a DOI.
fn doi_address(url: &str) -> bool {
    let lower = url.get(..30.min(url.len())).unwrap_or("").to_ascii_lowercase();
    lower.contains("doi.org/10.")
}

/// What stands before a token and behind the last one, by kind: the strongest mark counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Gap {
    /// Nothing at all.
    None,
    /// White space only.
    Space,
    /// A comma.
    Comma,
    /// A full stop.
    Stop,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A quotation mark.
    Quote,
    /// 《 or 〈.
    TitleOpen,
    /// 》 or 〉.
    TitleClose,
    /// A dash or hyphen.
    Dash,
    /// An ampersand.
    And,
    /// 、
    Pause,
    /// Anything else.
    Rest,
}

impl Gap {
    /// How many kinds there are.
    pub const COUNT: usize = 15;

    /// Kind of the text between two tokens.
    pub fn of(text: &str) -> Gap {
        let mut best = Gap::None;
        let mut rank = 0;
        for c in text.chars() {
            let (kind, r) = Self::of_char(c);
            if r > rank {
                (best, rank) = (kind, r);
            }
        }
        best
    }

    fn of_char(c: char) -> (Gap, u8) {
        match fold(c) {
            ' ' => (Gap::Space, 1),
            ',' => (Gap::Comma, 4),
            '.' => (Gap::Stop, 5),
            ':' => (Gap::Colon, 6),
            ';' => (Gap::Semicolon, 6),
            '(' => (Gap::Open, 8),
            ')' => (Gap::Close, 7),
            '"' | '\'' => (Gap::Quote, 9),
            '《' => (Gap::TitleOpen, 11),
            '》' => (Gap::TitleClose, 10),
            '-' => (Gap::Dash, 3),
            '&' => (Gap::And, 7),
            '、' => (Gap::Pause, 4),
            _ => (Gap::Rest, 2),
        }
    }
}

/// One spelling for every mark that does the same work.
pub fn fold(c: char) -> char {
    match c {
        '，' | '﹐' => ',',
        '。' | '．' | '｡' => '.',
        '：' | '∶' => ':',
        '；' => ';',
        '（' | '［' | '[' | '〔' | '【' | '{' => '(',
        '）' | '］' | ']' | '〕' | '】' | '}' => ')',
        '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' | '』' | '＂' | '‟' => '"',
        '‘' | '’' | '‚' | '`' | '´' | '‹' | '›' => '\'',
        '〈' => '《',
        '〉' => '》',
        '–' | '—' | '−' | '‐' | '‑' | '～' | '~' | '―' | '－' => '-',
        '＆' => '&',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}
