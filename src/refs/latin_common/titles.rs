//! Where a title without quotation marks ends: at the first boundary behind which the rest looks like a tail.

use super::imprint;
use super::items::{Item, K, any, is_report, is_thesis};
use super::tokens::{Kind, Scan};
use super::words::{ABBR, AND, CONF, FUNC, JOUR};

/// How likely words are the name of a journal, series or proceedings.
pub fn container(s: &Scan, a: usize, b: usize) -> f32 {
    let (mut words, mut small, mut signs, mut capitals) = (0u32, 0u32, 0u32, 0u32);
    for k in a..b {
        let Some(t) = s.tok(k) else { break };
        if t.kind != Kind::Word {
            continue;
        }
        words += 1;
        if t.cap || s.word(k).chars().skip(1).any(char::is_uppercase) {
            capitals += 1;
            signs += u32::from(t.flags & (JOUR | CONF) != 0 || t.flags & ABBR != 0 && t.len > 1);
        } else if t.flags & (FUNC | AND) == 0 {
            small += 1;
        }
    }
    if words == 0 || capitals == 0 {
        return 0.0;
    }
    let first_capital = s.tok(a).is_some_and(|t| t.cap || s.word(a).chars().skip(1).any(char::is_uppercase));
    if !first_capital {
        return 0.05;
    }
    let journal = s.has(a, JOUR | CONF) || s.has(a + 1, JOUR | CONF);
    match small {
        0 if signs > 0 => {
            if words <= 14 {
                0.95
            } else {
                0.7
            }
        }
        0 if words <= 6 => 0.85,
        0 => 0.6,
        _ if journal && words <= 12 => 0.8,
        _ if signs > 0 && words <= 6 => 0.65,
        _ if words <= 3 && small == 1 => 0.5,
        _ => 0.1,
    }
}

/// How well the row of items stands for what follows a title.
pub fn tail_fit(s: &Scan, row: &[Item]) -> f32 {
    let Some(first) = row.first() else { return 0.5 };
    match first.k {
        K::In => return 0.97,
        K::Edition | K::Bracket => return 0.85,
        K::Paren if is_thesis(s, first.a, first.b) => return 0.95,
        K::Vol | K::Iss | K::Page if first.par && first.sep == '(' => return 0.85,
        K::Date if first.par && first.full => return 0.8,
        K::Url | K::Doi | K::Accessed | K::Eprint | K::Skip => return 0.6,
        K::Vol if row.get(1).is_some_and(|_| imprint::begins(s, &row[1..])) => return 0.8,
        K::Vol => return 0.45,
        K::Date if first.full => return 0.75,
        K::Date if matches!(first.sep, ',' | '.') && row.get(1).is_none_or(|n| matches!(n.k, K::Url | K::Doi | K::Page | K::Accessed)) => {
            return 0.63;
        }
        K::Date => return 0.55,
        K::Text => {}
        K::Eds | K::Trans => return 0.82,
        _ => return 0.4,
    }
    if is_thesis(s, first.a, first.b) && first.b - first.a <= 6 {
        return 0.95;
    }
    if is_report(s, first.a, first.b) && first.b - first.a <= 9 {
        return 0.9;
    }
    let run = row.iter().take_while(|t| t.k == K::Text || t.k == K::Paren && t.sep == ' ').count();
    if imprint::begins(s, row) && !row.get(run).is_some_and(Item::numeric) {
        return 0.93;
    }
    let after = row.get(run);
    let numeric = after.is_some_and(|n| n.numeric() || n.k == K::Date && row.get(run + 1).is_some_and(Item::numeric));
    let texts = &row[..run];
    let fit = texts
        .iter()
        .filter(|t| t.k == K::Text)
        .map(|t| container(s, t.a + usize::from(t.start > first.start && s.has(t.a, AND)), t.b))
        .fold(1.0f32, f32::min);
    if numeric {
        let fit = match (run, first.sep) {
            (1, '.' | '?' | '"') => fit.max(0.82),
            (1, _) => fit.max(0.5),
            _ => fit,
        };
        let fit = if run > 1 && imprint::is_place(s, first.a, first.b) { fit * 0.6 } else { fit };
        let broken = texts.iter().skip(1).filter(|t| matches!(t.sep, '.' | '?') && !abbreviated(s, t)).count();
        let long = texts.len().saturating_sub(4) as f32 * 0.1;
        return (fit - 0.3 * broken as f32 - long).max(0.05);
    }
    if first.par && first.sep == '(' && row.iter().take_while(|t| t.par).any(|t| t.k == K::Date) {
        return 0.9;
    }
    let publisher_and_place =
        (2..=3).contains(&run) && texts[1..].iter().all(|t| t.sep == ',') && imprint::is_place(s, texts[run - 1].a, texts[run - 1].b);
    if publisher_and_place && container(s, first.a, first.b) >= 0.8 && after.is_none_or(|n| matches!(n.k, K::Date | K::Page | K::Url)) {
        return 0.88;
    }
    if any(s, first.a, first.b, CONF) && container(s, first.a, first.b) > 0.5 {
        return 0.85;
    }
    if run == row.len() || after.is_some_and(|n| matches!(n.k, K::Date | K::Url | K::Doi | K::Page | K::Accessed | K::Skip)) {
        let alone = run == 1 && matches!(first.sep, '.' | '?') && first.b - first.a <= 7 && fit >= 0.8;
        return if alone { 0.82 } else { (fit * 0.8 - 0.15 * (run.saturating_sub(2)) as f32).max(0.05) };
    }
    0.3 * fit
}

/// Whether the text before this item ends in an abbreviation with its full stop.
fn abbreviated(s: &Scan, t: &Item) -> bool {
    let Some(last) = t.start.checked_sub(2) else { return false };
    s.is(last + 1, '.')
        && s.tok(last).is_some_and(|w| w.flags & ABBR != 0 || w.kind == Kind::Word && w.cap && w.len <= 5 && !ends_in_vowel(s.word(last)))
}

fn ends_in_vowel(word: &str) -> bool {
    word.chars().next_back().is_some_and(|c| "aeiouyäöü".contains(c))
}

/// The start of a journal's name that follows the title without a mark (`… for percolation J. Phys. A 40 13711`): the text
/// item it is in, and its first token.
pub fn run_on(s: &Scan, row: &[Item], from: usize) -> Option<(usize, usize)> {
    let n = row.iter().position(|t| t.numeric() && t.k != K::Page || t.k == K::Date)?;
    let i = row[..n].iter().rposition(|t| t.k == K::Text)?;
    let text = row[i];
    let mut start = text.b;
    let mut k = text.b;
    while k > text.a.max(from + 2) {
        k -= 1;
        let Some(t) = s.tok(k) else { break };
        let goes_on = t.kind == Kind::Word && (t.cap || t.flags & FUNC != 0) || t.kind == Kind::Punct && matches!(t.ch, '.' | '&');
        if !goes_on {
            break;
        }
        if t.cap && (t.flags & (ABBR | JOUR | CONF) != 0) {
            start = k;
        }
    }
    let enough = start < text.b && (text.b - start >= 2 || s.has(start, JOUR)) && start > text.a + 2 && container(s, start, text.b) > 0.9;
    enough.then_some((i, start))
}

/// Abbreviated words before a boundary that belong to the name behind it (`… models J | Stat. Mech`): their first token.
pub fn run_back(s: &Scan, from: usize, start: usize) -> Option<usize> {
    let mut at = start;
    while at >= from + 4 && s.is(at - 1, '.') && s.cap(at - 2) && s.has(at - 2, ABBR) && !s.is(at - 3, '.') {
        at -= 2;
    }
    let after_small = at < start && s.tok(at - 1).is_some_and(|t| t.kind == Kind::Word && !t.cap);
    after_small.then_some(at)
}

/// Index of the first item behind the title, and how well it fits. `seps` are the marks that can end the title.
pub fn end_of_title(s: &Scan, row: &[Item], seps: &[char]) -> (usize, f32) {
    const TRIES: usize = 14;
    let (mut best, mut fit) = (row.len(), 0.0f32);
    let mut tries = 0;
    for (i, item) in row.iter().enumerate().skip(1) {
        let descriptor = item.k == K::Bracket && (item.b - item.a <= 3 || is_thesis(s, item.a, item.b) || s.says(item.a, "in"));
        let volume = item.k == K::Vol && matches!(item.sep, ':' | ',') && row.get(i + 1).is_some_and(|n| n.k == K::Text && n.sep != ' ');
        let thesis = item.k == K::Paren && is_thesis(s, item.a, item.b);
        let marked = volume
            || thesis
            || matches!(item.k, K::In | K::Url | K::Doi | K::Accessed | K::Skip | K::Edition | K::Eprint)
            || descriptor
            || item.par && item.sep == '(' && item.k != K::ParNum
            || item.k == K::Eds
            || item.k == K::Trans;
        let boundary = seps.contains(&item.sep) || item.sep == '?' || item.sep == '/' || marked;
        let joined = item.sep == ',' && item.k == K::Text && s.has(item.a, AND);
        if joined || !boundary || item.k == K::Num && !item.par && item.sep != '.' {
            continue;
        }
        tries += 1;
        if tries > TRIES {
            break;
        }
        let here = if item.par && item.sep == '(' && item.k == K::Date && row.get(i + 1).is_some_and(Item::numeric) {
            0.2
        } else {
            tail_fit(s, &row[i..])
        };
        let here = if item.sep == '?' && here < 0.92 { here - 0.15 } else { here };
        let here = if item.sep == '/' { here.max(0.95) } else { here };
        if here > fit + 0.02 {
            (best, fit) = (i, here);
        }
        if here >= 0.8 {
            break;
        }
    }
    if best == row.len() { (best, 0.5) } else { (best, fit) }
}
