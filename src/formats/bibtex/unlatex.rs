//! Unicode text to LaTeX: escapes, dashes, quotes, the markup of CSL; never drops a character.

use super::symbols;
use crate::text::script::has_han;
use unicode_normalization::char::decompose_canonical;

/// Text with markup; kept math stands as it is.
pub fn text(s: &str, ascii: bool) -> String {
    write(s, ascii, true)
}

/// Text without markup.
pub fn plain(s: &str, ascii: bool) -> String {
    write(s, ascii, false)
}

/// A title: words whose capitals matter are put in braces.
pub fn title(s: &str, ascii: bool) -> String {
    let sentence = is_sentence_case(s);
    let mut out = String::with_capacity(s.len() + 8);
    for (i, piece) in s.split_inclusive(' ').enumerate() {
        let word = piece.trim_end_matches(' ');
        if protects(word, i > 0 && sentence) {
            out.push('\u{1}');
            let tail = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            out.push_str(tail);
            out.push('\u{2}');
            out.push_str(&piece[tail.len()..]);
        } else {
            out.push_str(piece);
        }
    }
    write(&out, ascii, true)
}

/// Whether a word would be hurt by small letters.
fn protects(word: &str, names_too: bool) -> bool {
    if word.is_empty() || word.contains(['<', '>', '$', '\\', '{', '}']) {
        return false;
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let first_upper = letters.next().is_some_and(char::is_uppercase);
    let inner = letters.any(char::is_uppercase);
    inner || names_too && first_upper
}

/// Whether most words begin small, so that capitals mean names.
fn is_sentence_case(s: &str) -> bool {
    let (mut small, mut large) = (0, 0);
    for word in s.split_whitespace().skip(1) {
        match word.chars().find(|c| c.is_alphabetic()) {
            Some(c) if c.is_lowercase() && word.chars().count() > 3 => small += 1,
            Some(c) if c.is_uppercase() => large += 1,
            _ => {}
        }
    }
    small > large
}

fn write(s: &str, ascii: bool, markup: bool) -> String {
    if s.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'.' | b':' | b'(' | b')' | b'/' | b'+' | b'?' | b';')) {
        return s.to_owned();
    }
    let han = has_han(s);
    let tags = markup && balanced(s);
    let mut out = String::with_capacity(s.len() + 16);
    let mut rest = s;
    while let Some(c) = rest.chars().next() {
        if c == '<'
            && tags
            && let Some((latex, len)) = tag(rest)
        {
            out.push_str(latex);
            rest = &rest[len..];
            continue;
        }
        if c == '$'
            && markup
            && let Some(len) = math(rest)
        {
            out.push_str(&rest[..len]);
            rest = &rest[len..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        one(c, rest, ascii, han, &mut out);
    }
    out
}

fn one(c: char, rest: &str, ascii: bool, han: bool, out: &mut String) {
    match c {
        '\u{1}' => out.push('{'),
        '\u{2}' => out.push('}'),
        '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
            out.push('\\');
            out.push(c);
        }
        '~' => out.push_str("\\textasciitilde{}"),
        '^' => out.push_str("\\textasciicircum{}"),
        '\\' => out.push_str("\\textbackslash{}"),
        '`' => out.push_str("\\textasciigrave{}"),
        '\u{a0}' => out.push('~'),
        '\u{202f}' => out.push_str("\\,"),
        '–' => out.push_str("--"),
        '—' if !han => out.push_str("---"),
        '“' if !han => out.push_str("``"),
        '”' if !han => out.push_str("''"),
        '‘' if !han => out.push('`'),
        '-' | '\'' | ',' if rest.starts_with(c) => {
            out.push(c);
            out.push_str("{}");
        }
        _ if c.is_ascii() || !ascii => out.push(c),
        _ => escaped(c, out),
    }
}

/// A character beyond ASCII as a command; Han characters and others without one stay.
fn escaped(c: char, out: &mut String) {
    if let Some((name, math)) = symbols::command(c) {
        out.push_str(&if math { format!("$\\{name}$") } else { format!("{{\\{name}}}") });
        return;
    }
    let mut parts = Vec::new();
    decompose_canonical(c, |p| parts.push(p));
    if let [base, mark] = parts.as_slice()
        && base.is_ascii()
        && let Some(command) = symbols::accent_command(*mark)
    {
        let base = if *base == 'i' { "\\i".to_owned() } else { base.to_string() };
        out.push_str(&format!("{{\\{command}{{{base}}}}}"));
        return;
    }
    out.push(c);
}

const OPEN: &[(&str, &str, &str)] = &[
    ("<i>", "\\emph{", "</i>"),
    ("<b>", "\\textbf{", "</b>"),
    ("<sup>", "\\textsuperscript{", "</sup>"),
    ("<sub>", "\\textsubscript{", "</sub>"),
    ("<span style=\"font-variant:small-caps;\">", "\\textsc{", "</span>"),
    ("<span style=\"font-variant: small-caps;\">", "\\textsc{", "</span>"),
    ("<span class=\"nocase\">", "{", "</span>"),
    ("<sc>", "\\textsc{", "</sc>"),
];

fn tag(rest: &str) -> Option<(&'static str, usize)> {
    OPEN.iter().find_map(|(open, latex, close)| {
        if rest.starts_with(open) {
            Some((*latex, open.len()))
        } else if rest.starts_with(close) {
            Some(("}", close.len()))
        } else {
            None
        }
    })
}

/// Whether the markup in a text is well nested, so that it can become groups.
fn balanced(s: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for (at, _) in s.match_indices('<') {
        let rest = &s[at..];
        if let Some((_, _, close)) = OPEN.iter().find(|(o, _, _)| rest.starts_with(o)) {
            open.push(close);
        } else if let Some((_, _, close)) = OPEN.iter().find(|(_, _, c)| rest.starts_with(c))
            && open.pop() != Some(*close)
        {
            return false;
        }
    }
    open.is_empty()
}

/// The length of a formula that text could not say and that was therefore kept.
fn math(rest: &str) -> Option<usize> {
    let end = rest[1..].find('$')? + 1;
    let content = &rest[1..end];
    let kept = content.contains('\\') && !super::math::text(content, true, &mut String::new(), 0);
    (kept && content.matches('{').count() == content.matches('}').count()).then_some(end + 1)
}
