//! Accents that a file prints as marks of their own over the letters, as TeX does with fonts that have no accented letters.

use pdf_oxide::layout::TextSpan;
use unicode_normalization::char::compose;

/// How far the left edges of a mark and its letter may differ, as a part of the size of the font.
const OVER: f32 = 0.3;

/// The combining character for a spacing mark.
pub fn mark(c: char) -> Option<char> {
    Some(match c {
        '\u{60}' => '\u{300}',
        '\u{b4}' => '\u{301}',
        '\u{2c6}' => '\u{302}',
        '\u{2dc}' => '\u{303}',
        '\u{af}' | '\u{2c9}' => '\u{304}',
        '\u{2d8}' => '\u{306}',
        '\u{2d9}' => '\u{307}',
        '\u{a8}' => '\u{308}',
        '\u{2da}' => '\u{30a}',
        '\u{2dd}' => '\u{30b}',
        '\u{2c7}' => '\u{30c}',
        '\u{b8}' => '\u{327}',
        '\u{2db}' => '\u{328}',
        _ => return None,
    })
}

/// A mark and a letter printed over each other, in either order, as one character.
pub fn over(a: char, b: char) -> Option<char> {
    let letter = |c: char| match c {
        'ı' => 'i',
        'ȷ' => 'j',
        c => c,
    };
    match (mark(a), mark(b)) {
        (Some(m), None) => compose(letter(b), m),
        (None, Some(m)) => compose(letter(a), m),
        _ => None,
    }
}

/// Puts marks that are spans of their own, or stand at the head of one, on their letters.
pub fn join(spans: &mut Vec<TextSpan>) {
    if !spans.iter().any(|s| s.text.chars().any(|c| mark(c).is_some())) {
        return;
    }
    let mut out: Vec<TextSpan> = Vec::with_capacity(spans.len());
    for mut span in spans.drain(..) {
        if let Some(last) = out.last_mut() {
            if let Some(whole) = alone(last).and_then(|m| over(m, span.text.chars().next()?)).filter(|_| begins_at(last, &span)) {
                replace_first(&mut span, whole, 1);
                *last = span;
                continue;
            }
            if let Some(whole) = alone(&span).and_then(|m| over(last.text.chars().next_back()?, m)).filter(|_| ends_over(last, &span)) {
                last.text.pop();
                last.text.push(whole);
                continue;
            }
        }
        // The engine makes one span of a raised mark and its capital, and counts both widths.
        let mut two = span.text.chars();
        if let (Some(a), Some(b)) = (two.next(), two.next())
            && a != '`'
            && let Some(whole) = mark(a).and_then(|_| over(a, b))
        {
            replace_first(&mut span, whole, 2);
        }
        out.push(span);
    }
    // Marks over capitals stand higher, and may be drawn anywhere beside the span that has the letter.
    let marks: Vec<TextSpan> = out.iter().filter(|s| alone(s).is_some()).take(MOST).cloned().collect();
    for m in marks {
        let here = |s: &&mut TextSpan| alone(s).is_none() && same_line(&m, s) && s.bbox.x < m.bbox.x + m.bbox.width;
        let put = out.iter_mut().filter(|s| s.bbox.x + s.bbox.width > m.bbox.x).filter(here).any(|s| put_on(s, &m));
        if put {
            out.retain(|s| !(s.sequence == m.sequence && alone(s).is_some()));
        }
    }
    *spans = out;
}

/// Most marks of a page that are looked at one by one.
const MOST: usize = 500;

/// Puts a mark on the letter of a span that stands under its middle.
fn put_on(span: &mut TextSpan, m: &TextSpan) -> bool {
    let Some(c) = alone(m) else { return false };
    let middle = m.bbox.x + m.bbox.width / 2.0;
    let mut left = span.bbox.x;
    for (i, (letter, width)) in span.text.chars().zip(&span.char_widths).enumerate() {
        if middle >= left && middle <= left + width {
            let Some(whole) = over(c, letter) else { return false };
            span.text = span.text.chars().enumerate().map(|(j, old)| if j == i { whole } else { old }).collect();
            return true;
        }
        left += width;
    }
    false
}

/// The mark that is all a span has.
fn alone(span: &TextSpan) -> Option<char> {
    let mut chars = span.text.trim().chars();
    chars.next().filter(|c| mark(*c).is_some() && chars.next().is_none())
}

fn same_line(a: &TextSpan, b: &TextSpan) -> bool {
    (a.bbox.y - b.bbox.y).abs() < 0.6 * a.font_size.max(b.font_size)
}

fn begins_at(mark: &TextSpan, letters: &TextSpan) -> bool {
    same_line(mark, letters) && (mark.bbox.x - letters.bbox.x).abs() < OVER * letters.font_size
}

fn ends_over(letters: &TextSpan, mark: &TextSpan) -> bool {
    let end = letters.bbox.x + letters.bbox.width;
    same_line(mark, letters) && mark.bbox.x < end && mark.bbox.x > end - letters.font_size
}

/// Replaces so many characters at the head of a span by one.
fn replace_first(span: &mut TextSpan, whole: char, many: usize) {
    let rest: String = span.text.chars().skip(many).collect();
    span.text = format!("{whole}{rest}");
    if many > 1 && span.char_widths.len() >= many {
        span.char_widths.drain(..many - 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_and_its_letter_are_one_character_in_either_order() {
        for (a, b, whole) in [('´', 'e', 'é'), ('¨', 'U', 'Ü'), ('ˆ', 'ı', 'î'), ('c', '¸', 'ç'), ('ˇ', 's', 'š')] {
            assert_eq!(over(a, b), Some(whole));
        }
        assert_eq!(over('e', 'a'), None);
        assert_eq!(over('´', '`'), None);
        assert_eq!(over('´', '1'), None);
    }
}
