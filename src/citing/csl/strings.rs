//! Strings of the record: inline tags, quotation marks of the locale, text case.

use super::case;
use super::element::Dress;
use super::eval::Context;
use super::out::{Kind, Out, Piece};
use crate::citing::rich::{Format, Vertical};

/// A stretch of a string with the format its tags give it.
struct Stretch {
    text: String,
    format: Format,
    /// Its case is kept.
    kept: bool,
}

/// A value as it is printed: tags become formats, the case is that of the element.
pub fn render(cx: &Context, value: &str, dress: &Dress, format: Format) -> Out {
    let value = if dress.strip_periods { value.replace('.', "") } else { value.to_owned() };
    let mut stretches = if value.contains('<') { tags(&value, format) } else { vec![Stretch { text: value, format, kept: false }] };
    if let Some(kind) = dress.case {
        recase(&mut stretches, kind, cx.item.is_english());
    }
    let mut depth = usize::from(dress.quotes);
    let mut out = Out::default();
    for stretch in stretches {
        let text = marks(cx, &stretch.text, &mut depth);
        out.pieces.push(Piece { text, format: stretch.format, kind: Kind::Text });
    }
    out
}

/// The case of a whole string that tags divide.
fn recase(stretches: &mut [Stretch], kind: super::element::Case, english: bool) {
    let whole: String = stretches.iter().map(|s| s.text.as_str()).collect();
    let mut kept = Vec::with_capacity(whole.len());
    for s in stretches.iter() {
        kept.resize(kept.len() + s.text.len(), s.kept);
    }
    let cased = case::apply(kind, &whole, &kept, english);
    if cased.len() != whole.len() {
        // Letters that change their length: stretch by stretch is near enough.
        stretches.iter_mut().filter(|s| !s.kept).for_each(|s| s.text = case::apply(kind, &s.text, &[], english));
        return;
    }
    let mut at = 0;
    for s in stretches.iter_mut() {
        let end = at + s.text.len();
        if let Some(text) = cased.get(at..end).filter(|_| !s.kept) {
            s.text = text.to_owned();
        }
        at = end;
    }
}

/// Inline tags of CSL-JSON.
fn tags(value: &str, base: Format) -> Vec<Stretch> {
    let mut out = Vec::new();
    let mut stack: Vec<(String, Format, bool)> = Vec::new();
    let (mut format, mut kept) = (base, false);
    let mut text = String::new();
    let mut rest = value;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some((name, attributes, closing, len)) = tag(rest) else {
            text.push('<');
            rest = &rest[1..];
            continue;
        };
        if !text.is_empty() {
            out.push(Stretch { text: std::mem::take(&mut text), format, kept });
        }
        if closing {
            if let Some(i) = stack.iter().rposition(|(n, ..)| n == name) {
                (format, kept) = (stack[i].1, stack[i].2);
                stack.truncate(i);
            }
        } else {
            stack.push((name.to_owned(), format, kept));
            match name {
                "i" | "em" => format.italic = !format.italic,
                "b" | "strong" => format.bold = !format.bold,
                "sup" => format.vertical = Vertical::Super,
                "sub" => format.vertical = Vertical::Sub,
                "sc" => format.small_caps = true,
                _ if attributes.contains("small-caps") => format.small_caps = true,
                _ => kept |= attributes.contains("nocase"),
            }
        }
        rest = &rest[len..];
    }
    text.push_str(rest);
    if !text.is_empty() {
        out.push(Stretch { text, format, kept });
    }
    out
}

/// Name, attributes, whether closing, and length of a known tag.
fn tag(text: &str) -> Option<(&str, &str, bool, usize)> {
    let end = text.find('>').filter(|e| *e < 80)?;
    let inner = &text[1..end];
    let closing = inner.starts_with('/');
    let inner = inner.trim_start_matches('/');
    let (name, attributes) = inner.split_once(' ').unwrap_or((inner, ""));
    ["i", "em", "b", "strong", "sup", "sub", "sc", "span"].contains(&name).then_some((name, attributes, closing, end + 1))
}

/// Quotation marks in a string become those of the locale, inner ones inside others; straight apostrophes are set.
fn marks(cx: &Context, text: &str, depth: &mut usize) -> String {
    if !text.contains(['"', '“', '”', '\'']) {
        return text.to_owned();
    }
    let term = |name: &str| cx.locale.term(name, "", false).unwrap_or("").to_owned();
    let mut out = String::with_capacity(text.len() + 8);
    let mut open_straight = 0usize;
    let mut previous = ' ';
    for c in text.chars() {
        let opens = c == '“' || (c == '"' && open_straight == 0 && !previous.is_alphanumeric());
        let closes = c == '”' || (c == '"' && open_straight > 0);
        if opens {
            out.push_str(&term(if (*depth).is_multiple_of(2) { "open-quote" } else { "open-inner-quote" }));
            *depth += 1;
            open_straight += usize::from(c == '"');
        } else if closes && *depth > 0 {
            *depth -= 1;
            out.push_str(&term(if (*depth).is_multiple_of(2) { "close-quote" } else { "close-inner-quote" }));
            open_straight = open_straight.saturating_sub(usize::from(c == '"'));
        } else if c == '\'' && previous.is_alphanumeric() {
            out.push('’');
        } else {
            out.push(c);
        }
        previous = c;
    }
    out
}

/// Output in the locale's quotation marks.
pub fn quoted(cx: &Context, out: Out, format: Format) -> Out {
    let term = |name: &str| cx.locale.term(name, "", false).unwrap_or("").to_owned();
    let mut quoted = Out::text(term("open-quote"), format);
    quoted.pieces.extend(out.pieces);
    let close = term("close-quote");
    if !close.is_empty() {
        quoted.pieces.push(Piece { text: close, format, kind: Kind::CloseQuote });
    }
    quoted
}
