//! Reads a reference list under its heading: where it ends, and numbered entries; lists without numbers are `unnumbered`'s.

use super::extent::{Draft, certain, complete};
use super::heading::{self, Announced};
use super::lines::{Kind, Line};
use super::marks::{self, Family, Mark};
use super::{signs, unnumbered};
use crate::text::cut::head;

/// The lines of a list from its heading to what ends it for certain, and the index of the first line behind them.
pub fn region<'a>(lines: &[Line<'a>], at: usize, first: Option<Line<'a>>) -> (Vec<Line<'a>>, usize) {
    let mut pieces: Vec<Line> = first.into_iter().collect();
    let mut i = at;
    while let Some(line) = lines.get(i) {
        if line.kind == Kind::Entry || (i > at || first.is_some()) && stops(line) || (i == at && heading::ends(line.text).is_some()) {
            break;
        }
        if line.kind != Kind::Note {
            pieces.push(*line);
        }
        i += 1;
    }
    (pieces, i)
}

/// Whether the line ends every list: another heading, an appendix, a turn of a conversation.
fn stops(line: &Line) -> bool {
    if heading::ends(line.text).is_some() || heading::list(line.text).is_some() {
        return true;
    }
    if heading::with_entry(line.text).is_some() {
        return true;
    }
    // Scanned pages come with headings where there are none: an entry keeps its mark.
    let numbered = || marks::at_start(line.text.trim_start_matches(['#', ' '])).is_some_and(|m| m.family == Family::Bracket);
    line.kind == Kind::Heading && !heading::part(line.text) && !numbered()
}

/// Reads the list; the number of pieces that belong to it.
pub fn read<'a>(text: &'a str, pieces: &[Line<'a>], announced: Announced) -> (Vec<Draft<'a>>, usize) {
    let pieces: Vec<Line> =
        pieces.iter().map(|p| if p.kind == Kind::Heading && p.text.starts_with('#') { p.from(hashes(p.text)) } else { *p }).collect();
    match family(&pieces) {
        Some(family) => numbered(text, &pieces, family, announced),
        None => unnumbered::read(text, &pieces, announced),
    }
}

fn hashes(line: &str) -> usize {
    line.len() - line.trim_start_matches(['#', ' ']).len()
}

/// The shape of the marks of a list, from its first entries; `None` where entries have none.
fn family(pieces: &[Line]) -> Option<Family> {
    let lead = pieces.iter().take(4).find_map(|p| {
        marks::at_start(p.text).filter(|m| m.family != Family::Star && m.number <= 3 || m.number == 0 && m.family == Family::Bracket)
    });
    let first = lead?;
    let mut seen = 0;
    let mut last = 0;
    for piece in pieces.iter().take(400) {
        let Some(mark) = marks::at_start(piece.text).filter(|m| m.family == first.family) else { continue };
        if mark.number == last + 1 || mark.number == 0 || seen == 0 || mark.number == 1 {
            seen += 1;
            last = mark.number;
        }
        if seen >= 2 {
            return Some(first.family);
        }
    }
    let whole = pieces.iter().find(|p| marks::at_start(p.text).is_some())?;
    (first.family != Family::Bare && signs::signs(whole.text).score >= 2).then_some(first.family)
}

/// Entries that begin with a mark of one family.
fn numbered<'a>(text: &'a str, pieces: &[Line<'a>], family: Family, announced: Announced) -> (Vec<Draft<'a>>, usize) {
    let mut done: Vec<Draft> = Vec::new();
    let mut open: Option<(Draft, usize)> = None;
    let mut last = 0;
    for (i, piece) in pieces.iter().enumerate() {
        let mark = marks::at_start(piece.text).filter(|m| m.family == family && accepts(m, last, family, piece));
        let Some(mark) = mark else {
            if let Some((draft, _)) = &mut open {
                if !(heading::part(piece.text) && complete(draft.text(text))) {
                    draft.lines.push(*piece);
                }
            } else if i > 6 {
                return (done, 0);
            }
            continue;
        };
        if let Some((mut draft, start)) = open.take() {
            let kept = certain(text, &draft);
            let consecutive = mark.number == last + 1 || (mark.number > last && mark.number <= last + 3) || mark.number == 0;
            let far = draft.lines.len() > kept + 14;
            if (far || !consecutive) && kept < draft.lines.len() {
                draft.lines.truncate(kept);
                close(text, draft, &mut done);
                return (runs(text, done, family), start + kept);
            }
            if mark.number == last && mark.number > 0 && same_again(text, &draft, piece, &mark) {
                draft.lines.push(piece.from(mark.rest));
                open = Some((draft, start));
                continue;
            }
            let lost = mark.number > last + 1;
            for part in if lost { with_lost_marks(text, draft) } else { vec![draft] } {
                close(text, part, &mut done);
            }
        }
        last = mark.number;
        open = Some((Draft::new(announced.site, mark.text, piece.from(mark.rest)), i));
    }
    let mut end = pieces.len();
    if let Some((mut draft, start)) = open {
        let kept = certain(text, &draft);
        // Lines dropped as part headings are not counted: nothing behind them belongs to the last entry.
        end = (start + kept).min(end);
        draft.lines.truncate(kept);
        close(text, draft, &mut done);
    }
    (runs(text, done, family), end)
}

/// Whether a mark goes on with the count: a wrapped line may begin with a number by chance.
fn accepts(mark: &Mark, last: u32, family: Family, piece: &Line) -> bool {
    if mark.number == last + 1 || mark.number >= marks::DOUBTFUL {
        return mark.number == last + 1;
    }
    let score = || signs::signs(&piece.text[mark.rest..]).score;
    match family {
        Family::Bracket | Family::Circled | Family::Footnote => {
            (mark.number == 0 && mark.text.len() > 2) || (mark.number > last && mark.number <= last + 10 && score() >= 1) || score() >= 2
        }
        _ if mark.number > last && mark.number <= last + 3 => score() >= 2,
        _ => mark.number == 1 && score() >= 2,
    }
}

/// Whether the entry is given again under the same number in English.
fn same_again(text: &str, draft: &Draft, piece: &Line, mark: &Mark) -> bool {
    super::extent::pair(draft.text(text), &piece.text[mark.rest..])
}

fn close<'a>(text: &'a str, draft: Draft<'a>, done: &mut Vec<Draft<'a>>) {
    if !draft.text(text).trim().is_empty() {
        done.push(draft);
    }
}

/// Cuts an entry in whose lines an entry without its mark hides (the numbers jump behind it).
fn with_lost_marks<'a>(text: &str, draft: Draft<'a>) -> Vec<Draft<'a>> {
    let mut parts: Vec<Draft> = Vec::new();
    for line in &draft.lines {
        match parts.last_mut() {
            Some(part)
                if part.lines.last().is_some_and(|l| complete(l.text))
                    && signs::author_first(line.text)
                    && signs::signs(line.text).score >= 4
                    && !super::extent::pair(&text[part.lines[0].start..line.start], line.text) =>
            {
                parts.push(Draft::new(draft.site, "", *line));
            }
            Some(part) => part.lines.push(*line),
            None => parts.push(Draft::new(draft.site, &draft.mark, *line)),
        }
    }
    parts
}

/// Cuts entries that run together on a line (`….[8]孙洪盼…`, `… 2018. 2. Jones …`).
fn runs<'a>(text: &'a str, drafts: Vec<Draft<'a>>, family: Family) -> Vec<Draft<'a>> {
    let mut out = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let mut current = Draft { site: draft.site, mark: draft.mark.clone(), lines: Vec::new() };
        let mut number = marks::at_start(&format!("{} x", draft.mark)).map_or(0, |m| m.number);
        for line in &draft.lines {
            let mut rest = *line;
            let mut from = 0;
            while let Some((at, mark)) = inner(rest.text, from, family, number) {
                let head = rest.until(at);
                from = at + mark.rest;
                let begun = current.lines.first().map_or(head.start, |l| l.start);
                if signs::signs(text.get(begun..head.end).unwrap_or_default()).score < 2 {
                    continue;
                }
                current.lines.push(head);
                out.push(std::mem::replace(&mut current, Draft { site: draft.site, mark: mark.text.to_owned(), lines: Vec::new() }));
                number = mark.number;
                rest = rest.from(from);
                from = 0;
            }
            current.lines.push(rest);
        }
        out.push(current);
    }
    out
}

/// Bytes within which an entry shows what it is.
const SOON: usize = 1_000;

/// The next mark inside a line that begins another entry.
fn inner(line: &str, from: usize, family: Family, number: u32) -> Option<(usize, Mark<'_>)> {
    let opens: &[char] = match family {
        Family::Bracket => &['[', '［', '〔', '【'],
        Family::Dot => &['.', '．', '、'],
        Family::Circled => &['②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '⑩', '⑪', '⑫', '⑬', '⑭', '⑮', '⑯', '⑰', '⑱', '⑲', '⑳'],
        _ => return None,
    };
    for (at, _) in line.get(from..)?.match_indices(opens) {
        let mut at = from + at;
        if family == Family::Dot {
            at -= line[..at].len() - line[..at].trim_end_matches(|c: char| c.is_ascii_digit()).len();
        }
        if at == 0 || at < from {
            continue;
        }
        let Some(mark) = marks::at_start(&line[at..]).filter(|m| m.family == family && m.number > 0 && m.text.len() <= 10) else {
            continue;
        };
        let before = line[..at].trim_end();
        let after = &line[at + mark.rest..];
        let ended = before.ends_with(['.', '。', '．', '；', ';', '】', ']', ')']) || (mark.number == number + 1 && before.len() < at);
        let begins = after.starts_with(|c: char| c.is_alphabetic() || matches!(c, '“' | '"' | '《' | '[' | '〔' | '（'));
        let next = mark.number == number + 1 || (family == Family::Bracket && mark.number != number && mark.number < marks::DOUBTFUL);
        let strict = family != Family::Dot || (before.len() < at && before.ends_with(['.', '。', ')']) && signs::author_first(after));
        // What makes it an entry shows soon.
        if ended && begins && next && strict && signs::signs(head(after, SOON)).score >= 2 {
            return Some((at, mark));
        }
    }
    None
}
