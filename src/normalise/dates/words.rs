//! The words of a date: numbers with their units, months and seasons in many languages.

use crate::text::numerals;

/// What stands behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Nothing.
    None,
    /// 年
    Year,
    /// 月
    Month,
    /// 日, 号
    Day,
}

/// A word of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// A number.
    Number {
        /// Its value.
        value: u32,
        /// How many digits it has.
        digits: usize,
        /// What stands behind it.
        unit: Unit,
        /// A letter directly behind (`2021b`).
        suffix: Option<char>,
    },
    /// A month's name.
    Month(u32),
    /// A season, 21–24.
    Season(u32),
    /// `-`, `/`, `.`, `,` or any other sign; dashes of all lengths are `-`.
    Sign(char),
    /// Any other word.
    Other,
}

/// Divides a text into the words of a date; spaces are dropped.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(8);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let len = if c.is_ascii_digit() {
            number(rest, &mut out)
        } else if numerals::is_chinese_numeral(c) {
            chinese(rest, &mut out)
        } else if c.is_alphabetic() && !crate::text::script::is_han(c) {
            word(rest, &mut out)
        } else {
            sign(c, rest, &mut out)
        };
        rest = rest.get(len.max(1)..).unwrap_or("");
    }
    out
}

fn unit_of(rest: &str) -> (Unit, usize) {
    let trimmed = rest.trim_start();
    let space = rest.len() - trimmed.len();
    match trimmed.chars().next() {
        Some('年') => (Unit::Year, space + 3),
        Some('月') => (Unit::Month, space + 3),
        Some('日' | '号' | '號') => (Unit::Day, space + 3),
        _ => (Unit::None, 0),
    }
}

fn number(rest: &str, out: &mut Vec<Token>) -> usize {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let value = rest.get(..digits).and_then(|d| d.parse().ok()).unwrap_or(u32::MAX);
    let behind = rest.get(digits..).unwrap_or("");
    let (unit, mut extra) = unit_of(behind);
    let mut letters = behind.chars().take_while(|c| c.is_alphabetic() && !crate::text::script::is_han(*c));
    let mut suffix = None;
    let (first, second) = (letters.next(), letters.next());
    if let (Some(c), None, 4) = (first, second, digits) {
        if c.is_ascii_lowercase() || ('A'..='E').contains(&c) {
            suffix = Some(c.to_ascii_lowercase());
            extra = 1;
        }
    } else if digits <= 2
        && matches!((first, second), (Some('s'), Some('t')) | (Some('n'), Some('d')) | (Some('r'), Some('d')) | (Some('t'), Some('h')))
    {
        extra = 2;
    }
    out.push(Token::Number { value, digits, unit, suffix });
    digits + extra
}

fn chinese(rest: &str, out: &mut Vec<Token>) -> usize {
    let len: usize = rest.chars().take_while(|c| numerals::is_chinese_numeral(*c)).map(char::len_utf8).sum();
    let text = rest.get(..len).unwrap_or("");
    let (unit, extra) = unit_of(rest.get(len..).unwrap_or(""));
    match numerals::chinese(text) {
        Some(value) if unit != Unit::None || text.chars().count() == 4 => {
            out.push(Token::Number { value, digits: value.checked_ilog10().map_or(1, |n| n as usize + 1), unit, suffix: None });
        }
        _ => out.push(Token::Other),
    }
    len + extra
}

fn word(rest: &str, out: &mut Vec<Token>) -> usize {
    let len: usize = rest.chars().take_while(|c| c.is_alphabetic() && !crate::text::script::is_han(*c)).map(char::len_utf8).sum();
    let lower = rest.get(..len).unwrap_or("").to_lowercase();
    // "c1988", "ca 1900": no word of its own.
    out.push(month(&lower).map(Token::Month).or_else(|| season(&lower).map(Token::Season)).unwrap_or(Token::Other));
    let dot = usize::from(rest.get(len..).is_some_and(|r| r.starts_with('.')) && !matches!(out.last(), Some(Token::Other)));
    len + dot
}

fn sign(c: char, rest: &str, out: &mut Vec<Token>) -> usize {
    match c {
        '-' | '–' | '—' | '‐' | '‑' | '−' | '―' | '~' | '～' | '〜' | '至' => {
            if !matches!(out.last(), Some(Token::Sign('-'))) {
                out.push(Token::Sign('-'));
            }
        }
        '春' => out.push(Token::Season(21)),
        '夏' => out.push(Token::Season(22)),
        '秋' => out.push(Token::Season(23)),
        '冬' => out.push(Token::Season(24)),
        _ if c.is_whitespace() => {}
        '元' if rest.get(3..).is_some_and(|r| r.starts_with('年')) => {}
        '.' | '/' => out.push(Token::Sign(c)),
        _ if c.is_alphabetic() => out.push(Token::Other),
        _ => out.push(Token::Sign(c)),
    }
    c.len_utf8()
}

/// The month of a name or abbreviation in lower case (English, German, French, Spanish, Italian, Portuguese, Dutch,
/// Russian).
pub fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        " january jan januar jänner janvier janv enero ene gennaio gen janeiro januari января январь ",
        " february feb febr februar février fevrier févr fév febrero febbraio fevereiro fev februari февраля февраль ",
        " march mar märz mär marz mars marzo março maart mrt марта март ",
        " april apr avril avr abril abr aprile апреля апрель ",
        " may mai mayo maggio mag maio mei мая май ",
        " june jun juni juin junio giugno giu junho июня июнь ",
        " july jul juli juillet juil julio luglio lug julho июля июль ",
        " august aug août aout agosto ago augustus августа август ",
        " september sep sept septembre septiembre settembre set setembro сентября сентябрь ",
        " october oct oktober okt octobre octubre ottobre ott outubro out октября октябрь ",
        " november nov novembre noviembre novembro ноября ноябрь ",
        " december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro декабря декабрь ",
    ];
    let at = MONTHS.iter().position(|names| names.split(' ').any(|n| !n.is_empty() && n == word))?;
    u32::try_from(at + 1).ok()
}

fn season(word: &str) -> Option<u32> {
    Some(match word {
        "spring" | "frühjahr" | "frühling" | "printemps" | "primavera" => 21,
        "summer" | "sommer" | "été" | "verano" => 22,
        "autumn" | "fall" | "herbst" | "automne" | "otoño" => 23,
        "winter" | "hiver" | "invierno" => 24,
        _ => return None,
    })
}
