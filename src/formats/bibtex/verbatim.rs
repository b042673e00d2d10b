//! Values that are addresses or identifiers: no LaTeX but escapes.

use std::borrow::Cow;

/// A value that is an address or identifier: only escapes and braces are taken off.
pub fn verbatim(src: &str) -> Cow<'_, str> {
    let src = src.trim();
    if !src.as_bytes().iter().any(|b| matches!(b, b'\\' | b'{' | b'}' | b'\n' | b'\r' | b'$')) {
        return Cow::Borrowed(src);
    }
    let mut out = String::with_capacity(src.len());
    let mut rest = src;
    for (from, to) in [("\\url", ""), ("\\path", ""), ("\\nolinkurl", "")] {
        if let Some(inner) = rest.strip_prefix(from) {
            rest = inner;
            out.push_str(to);
        }
    }
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        match c {
            '\\' => {
                let after = &rest[i + 1..];
                if let Some((name, len)) =
                    [("textasciitilde", "~"), ("textunderscore", "_"), ("textbackslash", "\\"), ("sim", "~"), ("_", "_")]
                        .iter()
                        .find(|(n, _)| after.starts_with(n))
                        .map(|(n, to)| (*to, n.len()))
                {
                    out.push_str(name);
                    for _ in 0..after[..len].chars().count() {
                        chars.next();
                    }
                    if after[len..].starts_with("{}") {
                        chars.next();
                        chars.next();
                    }
                } else {
                    match chars.peek() {
                        Some((_, n)) if n.is_ascii_punctuation() => {}
                        _ => out.push('\\'),
                    }
                    if let Some((_, n)) = chars.next_if(|(_, n)| n.is_ascii_punctuation()) {
                        out.push(n);
                    }
                }
            }
            '{' | '}' | '\n' | '\r' => {}
            '$' if rest[i..].starts_with("$\\sim$") || rest[..i].ends_with("\\sim") => {}
            _ => out.push(c),
        }
    }
    Cow::Owned(out.trim().to_owned())
}
