//! Cleans the text of a reference of what layout and markup left in it, and keeps the way back to the original.

use super::scan::is_space;
use crate::text::script::is_cjk;

/// A cleaned text; every byte knows the byte of the original it comes from.
pub struct Clean {
    /// The text.
    pub text: String,
    /// The byte of the original for each byte of the text; empty where nothing had to be cleaned.
    map: Vec<u32>,
    same: bool,
    end: usize,
    /// Ranges of the cleaned text that were set off by stars or underscores.
    pub emphasised: Vec<std::ops::Range<usize>>,
}

impl Clean {
    /// The range of the original for a range of the cleaned text.
    pub fn original(&self, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
        if self.same {
            let last = range.end.saturating_sub(1).max(range.start);
            return range.start..super::scan::boundary(&self.text, last);
        }
        let at = |i: usize| self.map.get(i).map_or(self.end, |v| *v as usize);
        let from = at(range.start);
        let to = if range.end > range.start { self.map.get(range.end - 1).map_or(self.end, |v| *v as usize) } else { from };
        from..to
    }

    /// Takes over parts of the original that are set off by their type.
    pub fn emphasise(&mut self, parts: &[std::ops::Range<usize>]) {
        let place = |x: usize| if self.same { x } else { self.map.partition_point(|from| (*from as usize) < x) };
        let here = parts.iter().map(|r| place(r.start)..place(r.end));
        let more: Vec<_> = here.filter(|r| self.text.get(r.clone()).is_some_and(names)).collect();
        if !more.is_empty() {
            self.emphasised.extend(more);
            self.emphasised.sort_by_key(|r| r.start);
        }
    }

    fn push(&mut self, c: char, from: usize) {
        self.text.push(c);
        for _ in 0..c.len_utf8() {
            self.map.push(from as u32);
        }
    }
}

/// Whether words in italics can be a name or title: not a number, `et al.`, `In`, `Ibid.`
fn names(text: &str) -> bool {
    const SMALL: [&str; 12] = ["et al", "in", "ibid", "idem", "op. cit", "loc. cit", "cf", "see", "vol", "no", "eds", "see also"];
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    bare.chars().filter(|c| c.is_alphabetic()).count() > 1 && !SMALL.contains(&bare.as_str())
}

/// Whether there is nothing to clean.
fn is_clean(s: &str) -> bool {
    let mut before = ' ';
    let clean = s.chars().all(|c| {
        let good = match c {
            ' ' => before != ' ',
            _ if before == '&' => false,
            '<' | '>' | '*' | '_' | '$' | '\\' | '"' | '`' => false,
            '\'' => before != '\'',
            '\u{21}'..='\u{7e}' => true,
            _ => !is_space(c) && !is_invisible(c),
        };
        before = c;
        good
    });
    clean && !matches!(before, ' ' | '&')
}

/// Characters without width.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}')
}

/// Cleans a text.
pub fn clean(s: &str) -> Clean {
    if is_clean(s) {
        return Clean { text: s.to_owned(), map: Vec::new(), same: true, end: s.len(), emphasised: Vec::new() };
    }
    let mut out =
        Clean { text: String::with_capacity(s.len()), map: Vec::with_capacity(s.len()), same: false, end: s.len(), emphasised: Vec::new() };
    let mut open = None;
    let mut at = 0;
    let mut open_quote = true;
    while let Some(c) = s[at..].chars().next() {
        let rest = &s[at..];
        let len = match c {
            _ if is_space(c) => white(&mut out, s, at),
            _ if is_invisible(c) => c.len_utf8(),
            '&' => entity(&mut out, rest, at),
            '<' => tag(&mut out, rest, at),
            '>' if angle_address(&out.text) => 1,
            '*' => {
                match open.take() {
                    Some(from) => out.emphasised.push(from..out.text.trim_end().len()),
                    None => open = Some(out.text.len()),
                }
                rest.bytes().take_while(|b| *b == b'*').count()
            }
            '_' if !in_word(s, at) => 1,
            '$' => math(&mut out, rest, at),
            '\\' if rest[1..].starts_with(['_', '*', '[', ']', '&', '#', '%', '`', '$', '.', '-']) => 1,
            '"' => {
                out.push(if open_quote { '“' } else { '”' }, at);
                open_quote = !open_quote;
                1
            }
            '`' if rest.starts_with("``") => {
                out.push('“', at);
                2
            }
            '\'' if rest.starts_with("''") => {
                out.push('”', at);
                2
            }
            _ => {
                out.push(c, at);
                c.len_utf8()
            }
        };
        at += len.max(1);
        while !s.is_char_boundary(at) {
            at += 1;
        }
    }
    let kept = out.text.trim_end().len();
    out.text.truncate(kept);
    out.map.truncate(kept);
    out
}

/// A run of white space: one space, or nothing between Chinese characters at a line end and inside an address.
fn white(out: &mut Clean, s: &str, at: usize) -> usize {
    let rest = &s[at..];
    let len = rest.len() - rest.trim_start_matches(is_space).len();
    let broken = rest[..len].contains('\n');
    let (prev, next) = (out.text.chars().next_back(), s[at + len..].chars().next());
    let (Some(p), Some(n)) = (prev, next) else { return len };
    if broken {
        let word = out.text.rsplit(' ').next().unwrap_or("");
        let address =
            word.starts_with("http") && !matches!(p, '.' | ',' | ';') && (matches!(p, '/' | '-' | '_' | '=' | '?' | '&') || n == '/');
        if is_cjk(p) && is_cjk(n) || address || (is_cjk(p) || wide(p)) && (is_cjk(n) || wide(n)) {
            return len;
        }
        if p == '-' && n.is_lowercase() && out.text.chars().rev().nth(1).is_some_and(char::is_alphabetic) {
            out.text.pop();
            out.map.pop();
            return len;
        }
    }
    if p != ' ' {
        out.push(' ', at);
    }
    len
}

fn wide(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '：' | '；' | '》' | '《' | '（' | '）' | '“' | '”')
}

fn entity(out: &mut Clean, rest: &str, at: usize) -> usize {
    let Some(end) = rest.bytes().take(12).position(|b| b == b';') else {
        out.push('&', at);
        return 1;
    };
    let name = &rest[1..end];
    let c = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        "ndash" => Some('–'),
        "mdash" => Some('—'),
        "ldquo" => Some('“'),
        "rdquo" => Some('”'),
        "lsquo" => Some('‘'),
        "rsquo" => Some('’'),
        _ => name
            .strip_prefix('#')
            .and_then(|n| match n.strip_prefix(['x', 'X']) {
                Some(h) => u32::from_str_radix(h, 16).ok(),
                None => n.parse().ok(),
            })
            .and_then(char::from_u32),
    };
    match c {
        Some(c) => {
            out.push(c, at);
            end + 1
        }
        None => {
            out.push('&', at);
            1
        }
    }
}

/// Tags are dropped; angle brackets around an address too.
fn tag(out: &mut Clean, rest: &str, at: usize) -> usize {
    let inner = &rest[1..];
    if inner.starts_with("http") || inner.starts_with("www.") || inner.starts_with("ftp:") || inner.starts_with("doi:") {
        return 1;
    }
    let named = inner.trim_start_matches('/');
    let word = named.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if word > 0
        && word < 12
        && let Some(end) = rest.bytes().take(200).position(|b| b == b'>')
    {
        return end + 1;
    }
    out.push('<', at);
    1
}

fn angle_address(before: &str) -> bool {
    let word = before.rsplit(' ').next().unwrap_or("");
    word.contains("http") || word.contains("www.") || word.contains("doi")
}

fn in_word(s: &str, at: usize) -> bool {
    let prev = s[..at].chars().next_back();
    let next = s[at + 1..].chars().next();
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '/' | '-' | '.' | '=' | '%'));
    let address = s[..at].rsplit(is_space).next().is_some_and(|w| w.contains("//") || w.contains("www."));
    word(prev) && word(next) || address
}

/// LaTeX around numbers and short formulas: the dollar signs, braces, commands and inner spaces go.
fn math(out: &mut Clean, rest: &str, at: usize) -> usize {
    let Some(end) = rest[1..].bytes().take(160).position(|b| b == b'$').map(|i| i + 1) else {
        out.push('$', at);
        return 1;
    };
    let inner = &rest[1..end];
    let formula = inner.contains('\\')
        || inner.contains(|c: char| c.is_ascii_digit())
            && inner.chars().all(|c| c.is_ascii_digit() || is_space(c) || "()+-−–~,.:/^{}_%".contains(c));
    if !formula {
        out.push('$', at);
        return 1;
    }
    let mut i = 0;
    while let Some(c) = inner[i..].chars().next() {
        let here = at + 1 + i;
        match c {
            '\\' => {
                let name = inner[i + 1..].bytes().take_while(u8::is_ascii_alphabetic).count();
                match &inner[i + 1..i + 1 + name] {
                    "sim" => out.push('~', here),
                    "times" => out.push('×', here),
                    "circ" => out.push('°', here),
                    "mu" => out.push('μ', here),
                    "alpha" => out.push('α', here),
                    "beta" => out.push('β', here),
                    "&" | "%" => {}
                    _ => {}
                }
                i += 1 + name;
                continue;
            }
            '{' | '}' | '^' | '_' => {}
            _ if is_space(c) => {}
            _ => out.push(c, here),
        }
        i += c.len_utf8();
    }
    end + 1
}
