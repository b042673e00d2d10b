//! References with hundreds of authors: read without the middle of the list, which is then put back.

use super::scan::is_space;
use crate::normalise::{Draft, Slot};
use std::collections::VecDeque;
use std::ops::Range;

/// Bytes above which a reference is looked at for a long list of names.
const LONG: usize = 1_500;
/// Bytes of the list that are kept in front.
const FRONT: usize = 500;
/// Names that are kept at the end of the list.
const BEHIND: usize = 6;

/// Reads a long reference with the middle of its list of names left out; `None` where it has no such list.
pub fn read(s: &str, read: impl Fn(&str) -> Option<Draft>) -> Option<Draft> {
    if s.len() < LONG {
        return None;
    }
    let gap = middle(s)?;
    let short = format!("{}{}", &s[..gap.start], &s[gap.end..]);
    let mut draft = read(&short)?;
    let mut back = false;
    for (slot, piece) in draft.faces.iter_mut().flat_map(|f| &mut f.pieces) {
        let Some(at) = short.find(piece.as_str()).filter(|_| matches!(slot, Slot::Author | Slot::Editor)) else { continue };
        let end = at + piece.len();
        if at < gap.start && end > gap.start {
            *piece = s[at..end + gap.len()].to_owned();
            back = true;
        }
    }
    draft.span = 0..s.len();
    back.then_some(draft)
}

/// The middle of the list of names at the front: what stands before it and at its end is of one kind, initials where
/// names are turned round (`Smith, J., `).
fn middle(s: &str) -> Option<Range<usize>> {
    let (mut front, mut ends) = ([None; 2], [VecDeque::new(), VecDeque::new()]);
    let mut start = 0;
    for (i, c) in s.char_indices().filter(|(_, c)| matches!(c, ',' | '，' | '、' | ';' | '；')) {
        let item = s[start..i].trim_matches(is_space);
        if !name(item) {
            break;
        }
        start = i + c.len_utf8();
        let kind = usize::from(!initials(item));
        if i < FRONT {
            front[kind] = Some(start);
            continue;
        }
        let ends: &mut VecDeque<usize> = &mut ends[kind];
        ends.push_back(start);
        if ends.len() > BEHIND {
            ends.pop_front();
        }
    }
    let kind = usize::from(front[0].is_none());
    let (from, to) = (front[kind]?, *ends[kind].front()?);
    (to > from + FRONT).then_some(from..to)
}

/// Whether a part has only initials.
fn initials(item: &str) -> bool {
    item.len() <= 10 && item.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | ' '))
}

/// Whether it may stand between two separators of a list of names.
fn name(item: &str) -> bool {
    item.len() <= 60 && !item.contains(|c: char| c.is_ascii_digit() || matches!(c, '(' | '[' | '“' | '"' | '《' | ':' | '：'))
}

#[cfg(test)]
mod tests {
    use crate::model::Var;
    use crate::refs::{Context, parse};

    #[test]
    fn thousands_of_authors_are_all_kept() {
        let letters = |i: usize| char::from(b'a' + (i % 26) as u8);
        let family = |i: usize| format!("Gar{}{}n", letters(i), letters(i / 26));
        let inverted: Vec<String> = (0..3000).map(|i| format!("{}, J.", family(i))).collect();
        let plain: Vec<String> = (0..3000).map(|i| format!("{} J", family(i))).collect();
        let han: Vec<&str> = (0..3000).map(|i| ["张三丰", "李四光", "王五一"][i % 3]).collect();
        for text in [
            format!("{} (2001). A title of a work. Journal of Things, 12(3), 4–5.", inverted.join(", ")),
            format!("{}. A title of a work. Journal of Things. 2001;12(3):4-5.", plain.join(", ")),
            format!("{}. A title of a work[J]. Journal of Things, 2001, 12(3): 4-5.", plain.join(", ")),
            format!("{}. 一个很好的题名[J]. 某某学报, 2001, 12(3): 4-5.", han.join(", ")),
        ] {
            let records = parse(&text, Context::Entry);
            let record = records.first().expect("a reference");
            assert_eq!(record.face().authors().len(), 3000, "{}", &text[text.len() - 80..]);
            assert_eq!((record.face().get(Var::Volume), record.face().year()), ("12", Some(2001)));
        }
    }
}
