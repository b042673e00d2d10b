//! Simple math as text: letters, operators, Greek, raised and lowered parts; anything harder is left to stand as it is.

use super::groups::group_end;
use super::symbols::{accent, symbol};

/// Writes the text of a formula; false where it has something that text cannot say.
pub fn text(src: &str, rich: bool, out: &mut String, depth: usize) -> bool {
    if depth > 20 {
        return false;
    }
    let bytes = src.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        match bytes[i] {
            b'\\' => match command(src, i, rich, out, depth) {
                Some(next) => i = next,
                None => return false,
            },
            b'^' | b'_' => {
                let tag = if bytes[i] == b'^' { "sup" } else { "sub" };
                let Some((arg, next)) = argument(src, i + 1) else { return false };
                let mut inner = String::new();
                if !text(arg, rich, &mut inner, depth + 1) {
                    return false;
                }
                match (rich, inner.as_str()) {
                    (_, "°") | (_, "′") => out.push_str(&inner),
                    (true, _) if !inner.is_empty() => out.push_str(&format!("<{tag}>{inner}</{tag}>")),
                    _ => out.push_str(&inner),
                }
                i = next;
            }
            b'{' | b'}' => i += 1,
            b'~' => {
                out.push(' ');
                i += 1;
            }
            b'&' | b'#' | b'%' | b'$' => return false,
            b if b.is_ascii_whitespace() => {
                if !out.ends_with(' ') && !out.is_empty() {
                    out.push(' ');
                }
                i += 1;
            }
            b'\'' => {
                out.push('′');
                i += 1;
            }
            _ => {
                let c = src[i..].chars().next().unwrap_or(' ');
                out.push(c);
                i += c.len_utf8();
            }
        }
    }
    true
}

/// What `^` or `_` applies to, and where it ends.
fn argument(src: &str, at: usize) -> Option<(&str, usize)> {
    let rest = &src[at..];
    let trimmed = rest.trim_start();
    let at = at + (rest.len() - trimmed.len());
    let first = trimmed.chars().next()?;
    if first == '{' {
        let end = group_end(trimmed)?;
        return Some((&trimmed[1..end - 1], at + end));
    }
    if first == '\\' {
        let letters = trimmed[1..].bytes().take_while(u8::is_ascii_alphabetic).count();
        let mut end = 1 + letters.max(trimmed[1..].chars().next().map_or(0, char::len_utf8));
        if trimmed[end..].starts_with('{') {
            end += group_end(&trimmed[end..])?;
        }
        return Some((&trimmed[..end], at + end));
    }
    Some((&trimmed[..first.len_utf8()], at + first.len_utf8()))
}

fn command(src: &str, at: usize, rich: bool, out: &mut String, depth: usize) -> Option<usize> {
    let rest = &src[at + 1..];
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let len = if letters > 0 { letters } else { rest.chars().next()?.len_utf8() };
    let name = &rest[..len];
    let mut next = at + 1 + len;
    if letters > 0 {
        next += src[next..].bytes().take_while(|b| *b == b' ').count();
    }
    match name {
        "mathrm" | "text" | "textrm" | "mbox" | "hbox" | "rm" | "mathit" | "mathsf" | "mathtt" | "it" | "bf" | "mathbf" | "boldsymbol"
        | "bm" | "textit" | "textbf" | "ensuremath" | "displaystyle" | "textstyle" | "operatorname" | "left" | "right" | "big" | "Big"
        | "bigl" | "bigr" | "!" | "mathop" | "mathord" | "mathbin" | "mathrel" | "cal" | "limits" | "nolimits" | "emph" | "textup"
        | "tt" | "sf" => {}
        "," | ";" | ":" | " " | ">" | "quad" | "qquad" | "enspace" | "thinspace" => out.push(' '),
        "sp" | "sb" | "textsuperscript" | "textsubscript" => {
            let tag = if matches!(name, "sp" | "textsuperscript") { "sup" } else { "sub" };
            let (arg, end) = argument(src, next)?;
            let mut inner = String::new();
            if !text(arg, rich, &mut inner, depth + 1) {
                return None;
            }
            out.push_str(&if rich { format!("<{tag}>{inner}</{tag}>") } else { inner });
            next = end;
        }
        "sqrt" => {
            let (arg, end) = argument(src, next)?;
            out.push('√');
            if !text(arg, rich, out, depth + 1) {
                return None;
            }
            next = end;
        }
        "bar" | "hat" | "tilde" | "vec" | "dot" | "ddot" | "overline" | "widetilde" | "widehat" | "acute" | "grave" | "check" | "breve" => {
            let (arg, end) = argument(src, next)?;
            let mut inner = String::new();
            if !text(arg, false, &mut inner, depth + 1) || inner.chars().count() != 1 {
                return None;
            }
            let base = inner.chars().next()?;
            let mark = math_accent(name);
            match unicode_normalization::char::compose(base, mark) {
                Some(c) => out.push(c),
                None => out.extend([base, mark]),
            }
            next = end;
        }
        _ if accent(name).is_some() && letters == 0 => return None,
        _ => match symbol(name) {
            Some(s) => out.push_str(s),
            None if letters == 0 && name.is_ascii() => out.push_str(name),
            None => return None,
        },
    }
    Some(next)
}

fn math_accent(name: &str) -> char {
    match name {
        "bar" | "overline" => '\u{304}',
        "hat" | "widehat" => '\u{302}',
        "tilde" | "widetilde" => '\u{303}',
        "vec" => '\u{20d7}',
        "dot" => '\u{307}',
        "ddot" => '\u{308}',
        "acute" => '\u{301}',
        "grave" => '\u{300}',
        "check" => '\u{30c}',
        _ => '\u{306}',
    }
}
