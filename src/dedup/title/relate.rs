//! How two titles agree, word by word and letter by letter.

use super::{Form, Title, TitleMatch, is_stop};
use crate::dedup::distance::{distance, within};
use crate::dedup::fold::{self, slip, swapped};

/// The best agreement between any forms of two titles, with a flag where numbers in the two differ.
pub fn relate(a: &Title, b: &Title) -> (TitleMatch, bool) {
    if a.forms.is_empty() || b.forms.is_empty() {
        return (TitleMatch::Missing, false);
    }
    let mut best = (TitleMatch::Foreign, false);
    for x in &a.forms {
        for y in &b.forms {
            let got = if x.key == y.key {
                (TitleMatch::Same, false)
            } else if x.cjk != y.cjk {
                (TitleMatch::Foreign, false)
            } else if x.cjk {
                relate_han(x, y)
            } else {
                relate_latin(x, y)
            };
            if rank(got) < rank(best) || best.0 == TitleMatch::Foreign {
                best = got;
            }
            if best == (TitleMatch::Same, false) {
                return best;
            }
        }
    }
    best
}

fn rank((m, numbers): (TitleMatch, bool)) -> u8 {
    let base = match m {
        TitleMatch::Same => 0,
        TitleMatch::Near => 2,
        TitleMatch::Lacks => 3,
        TitleMatch::Head => 4,
        TitleMatch::Within => 6,
        TitleMatch::Similar => 8,
        TitleMatch::Different => 12,
        TitleMatch::Missing | TitleMatch::Foreign => 20,
    };
    base + u8::from(numbers) * 3
}

/// Runs of digits in a text, in order.
fn digits(s: &str) -> Vec<&str> {
    s.split(|c: char| !c.is_ascii_digit()).filter(|d| !d.is_empty()).map(|d| d.trim_start_matches('0')).collect()
}

/// Whether the numbers in two titles contradict: each side has one that the other lacks.
fn numbers_differ(a: &str, b: &str) -> bool {
    let (x, y) = (digits(a), digits(b));
    let lacks = |p: &[&str], q: &[&str]| p.iter().any(|d| !q.contains(d));
    lacks(&x, &y) && lacks(&y, &x)
}

fn lone_number(a: &str, b: &str) -> bool {
    let (x, y) = (digits(a), digits(b));
    x.len() != y.len() || x.iter().any(|d| !y.contains(d))
}

/// Whether one is what stands before the other's subtitle, or was cut off.
fn heads(a: &Form, b: &Form) -> bool {
    if a.cut && b.words.starts_with(&*a.words) || b.cut && a.words.starts_with(&*b.words) {
        return true;
    }
    (a.head != 0 && a.head == b.key) || (b.head != 0 && b.head == a.key)
}

fn relate_han(a: &Form, b: &Form) -> (TitleMatch, bool) {
    let x: Vec<char> = a.words.chars().filter(|c| *c != ' ').collect();
    let y: Vec<char> = b.words.chars().filter(|c| *c != ' ').collect();
    let (short, long) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    let numbers = numbers_differ(&a.words, &b.words);
    if short.len() >= 4 && heads(a, b) {
        return (TitleMatch::Head, false);
    }
    if short.len() >= 6 && long.windows(short.len()).any(|w| w == short.as_slice()) {
        return (TitleMatch::Within, numbers);
    }
    let limit = long.len() / 3;
    match distance(&x, &y, limit) {
        Some(d) if long.len() >= 8 && d <= 1 + long.len() / 14 && !turned(&x, &y) && !word_changed(&x, &y) => {
            (TitleMatch::Near, numbers || lone_number(&a.words, &b.words))
        }
        Some(d) if d <= long.len() / 4 => (TitleMatch::Similar, numbers),
        _ => (TitleMatch::Different, numbers),
    }
}

/// Whether all that differs is one word of two characters or more against another.
fn word_changed(x: &[char], y: &[char]) -> bool {
    let head = x.iter().zip(y).take_while(|(p, q)| p == q).count();
    let tail = x[head..].iter().rev().zip(y[head..].iter().rev()).take_while(|(p, q)| p == q).count();
    let (p, q) = (&x[head..x.len() - tail], &y[head..y.len() - tail]);
    p.len() >= 2 && q.len() >= 2 && p.len().max(q.len()) <= 4 && !p.iter().any(|c| q.contains(c))
}

/// Whether two Han titles differ in a character that turns the meaning (男 and 女, 上 and 下, 一 and 二).
fn turned(x: &[char], y: &[char]) -> bool {
    const SETS: [&str; 9] = ["男女", "上中下", "东西南北", "一二三四五六七八九十", "前后", "大小", "高低", "内外", "春夏秋冬"];
    let only = |p: &[char], q: &[char]| p.iter().filter(|c| !q.contains(c)).copied().collect::<Vec<_>>();
    let (p, q) = (only(x, y), only(y, x));
    SETS.iter().any(|set| p.iter().any(|c| set.contains(*c)) && q.iter().any(|c| set.contains(*c)))
}

fn relate_latin(a: &Form, b: &Form) -> (TitleMatch, bool) {
    let (a, b) = if a.letters() <= b.letters() { (a, b) } else { (b, a) };
    let (shorter, longer) = (a.letters(), b.letters());
    // "Quo vadis? Revisited" is another work, not a subtitle.
    if heads(a, b) && shorter >= 12 && (longer > shorter + 20 || !b.words.split(' ').next_back().is_some_and(turns)) {
        return (TitleMatch::Head, false);
    }
    let (p, q) = leftover(&a.words, &b.words);
    let numbers = numbers_differ(&p.join(" "), &q.join(" "));
    let lone = || numbers || lone_number(&p.join(" "), &q.join(" "));
    let content = |list: &[&str], other: &[&str]| {
        let same = |w: &str| w.len() <= 4 && other.iter().any(|v| meant(w, v) || clipped(w, v) && a.words.split(' ').nth(7).is_some());
        list.iter().filter(|w| !is_stop(w) && !same(w)).map(|w| w.len()).sum::<usize>()
    };
    let (pc, qc) = (content(&p, &q), content(&q, &p));
    if pc == 0 && qc == 0 {
        return (TitleMatch::Near, lone());
    }
    let (pl, ql) = (p.concat(), q.concat());
    if longer >= 12 && !pl.is_empty() && !ql.is_empty() {
        // Joined or divided words leave the same letters behind.
        let joined = || distance(pl.as_bytes(), ql.as_bytes(), 1 + pl.len().min(ql.len()) / 8).is_some();
        let close = || pl.len().min(ql.len()) >= 6 && pl.len().max(ql.len()) >= 8 && joined() && a.within(b, 2 + longer / 20);
        let turned = || p.iter().any(|w| q.iter().any(|v| fold::opposite(w, v)));
        if (pl == ql || close()) && !turned() {
            return (TitleMatch::Near, numbers || (pl != ql && lone()));
        }
    }
    if pc == 0 && shorter >= 14 && a.words.split(' ').count() >= 3 {
        let lone = lone();
        let told = |w: &str| !is_stop(w) && w.len() > 2;
        let one = q.iter().filter(|w| told(w)).count() == 1 && !q.iter().any(|w| turns(w));
        if one && !lone && p.is_empty() && a.words.split(' ').filter(|w| told(w)).count() >= 5 {
            return (TitleMatch::Lacks, false);
        }
        return (TitleMatch::Within, numbers || (lone && longer - shorter <= 8));
    }
    // Share of the letters that stand in common words.
    let shared = (shorter + longer).saturating_sub(pl.len() + ql.len()) as f32 / (shorter + longer).max(1) as f32;
    let similar = shared >= 0.7 || a.within(b, longer / 5);
    (if similar { TitleMatch::Similar } else { TitleMatch::Different }, numbers)
}

/// Whether a short word is a word like "of" or "the" with a slip (`fo`, `thc`).
fn meant(word: &str, stop: &str) -> bool {
    let (x, y) = (word.as_bytes(), stop.as_bytes());
    let doubled = || x.len() == y.len() + 1 && x.windows(2).any(|w| w[0] == w[1]) && within(x, y, 1);
    is_stop(stop) && x.len() >= 2 && y.len() >= 2 && (swapped(x, y) || doubled() || y.len() >= 3 && within(x, y, 1))
}

/// Whether one of two short words lacks a letter that is not its first (`mee`).
fn clipped(a: &str, b: &str) -> bool {
    let (x, y) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    x.len() == 3 && y.len() == 4 && x.bytes().next() == y.bytes().next() && within(x.as_bytes(), y.as_bytes(), 1)
}

/// Whether a word more makes another work of a title.
fn turns(word: &str) -> bool {
    const WORDS: [&str; 16] = [
        "not",
        "non",
        "without",
        "revisited",
        "more",
        "further",
        "extending",
        "extended",
        "beyond",
        "again",
        "toward",
        "towards",
        "new",
        "part",
        "improved",
        "reconsidered",
    ];
    WORDS.contains(&word)
}

/// The words of each side that have no counterpart on the other, slips forgiven.
pub fn leftover<'a>(a: &'a str, b: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
    let mut y: Vec<&str> = b.split(' ').collect();
    let mut x = Vec::with_capacity(8);
    for word in a.split(' ') {
        match y.iter().position(|w| *w == word) {
            Some(at) => drop(y.remove(at)),
            None => x.push(word),
        }
    }
    x.retain(|word| match y.iter().position(|w| slip(w, word) || plural(w, word)) {
        Some(at) => {
            y.remove(at);
            false
        }
        None => true,
    });
    (x, y)
}

fn plural(a: &str, b: &str) -> bool {
    a.len().abs_diff(b.len()) == 1 && (a.strip_suffix('s') == Some(b) || b.strip_suffix('s') == Some(a))
}
