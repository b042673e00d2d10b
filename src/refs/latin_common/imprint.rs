//! Publisher and place: `Thousand Oaks, CA: Sage`, `Routledge, London`, `University of Chicago Press`.

use super::build::Build;
use super::items::{Item, K, any};
use super::tokens::{Kind, Scan};
use super::words::{AND, FUNC, ORG, PLACE, PLACE_HEAD, PUB, UNI, is_long_place};
use crate::normalise::Slot;

/// Whether the words are a place: all known places, or a known place of several words.
pub fn is_place(s: &Scan, a: usize, b: usize) -> bool {
    if a >= b || b - a > 9 {
        return false;
    }
    if is_long_place(s.slice(a..b).trim_end_matches('.')) {
        return true;
    }
    let mut seen = false;
    let mut k = a;
    while k < b {
        if s.has(k, PLACE_HEAD) {
            let long = (k + 2..=(k + 4).min(b)).rev().find(|e| is_long_place(s.slice(k..*e).trim_end_matches('.')));
            if let Some(e) = long {
                (k, seen) = (e, true);
                continue;
            }
        }
        let t = match s.tok(k) {
            Some(t) => t,
            None => return false,
        };
        let fits = match t.kind {
            Kind::Word => {
                t.flags & PLACE != 0 && t.cap
                    || t.flags & AND != 0
                    || t.len == 1 && t.cap
                    || matches!(s.word(k), "am" | "a" | "an" | "im" | "der")
            }
            Kind::Punct => matches!(t.ch, '.' | ',' | '/' | '-' | '&'),
            _ => false,
        };
        if !fits {
            return false;
        }
        seen |= t.flags & PLACE != 0;
        k += 1;
    }
    seen
}

/// Whether the words are of a publisher, university or other body.
pub fn is_publisher(s: &Scan, a: usize, b: usize) -> bool {
    let body_of_journals = matches!(s.word(a), "IEEE" | "ACM" | "SIAM" | "AIAA" | "ASME") && b - a >= 3 && any(s, a + 1, b, FUNC);
    s.cap(a) && any(s, a, b, PUB) && b - a <= 14 && !body_of_journals
}

/// Whether the words are of a university or other body.
pub fn is_body(s: &Scan, a: usize, b: usize) -> bool {
    any(s, a, b, UNI | ORG) && (a..b).any(|k| s.cap(k))
}

/// Reads publisher and place out of neighbouring text items.
pub fn read(b: &mut Build, texts: &[Item]) {
    let s = b.s;
    let Some(first) = texts.first() else { return };
    let last = &texts[texts.len() - 1];
    // "Place: Publisher": the colon nearest to the end that has a place before it, or the only one.
    let colon = texts
        .iter()
        .enumerate()
        .skip(1)
        .rev()
        .find(|(i, t)| t.sep == ':' && (is_place(s, texts[i - 1].a, texts[i - 1].b) || *i == 1 || *i == 2));
    if let Some((i, after)) = colon {
        let mut place = i - 1;
        while place > 0
            && matches!(texts[place].sep, ',' | ':')
            && (is_place(s, texts[place - 1].a, texts[place - 1].b) || place == 1 && is_place(s, texts[place].a, texts[place].b))
        {
            place -= 1;
        }
        if place > 0 {
            b.doubt(0.25);
        }
        b.put(Slot::Place, texts[place].a, texts[i - 1].b);
        let mut end = i;
        while end + 1 < texts.len() && texts[end + 1].sep == ',' && !is_place(s, texts[end + 1].a, texts[end + 1].b) {
            end += 1;
        }
        b.put(Slot::Publisher, after.a, texts[end].b);
        if end + 1 < texts.len() {
            b.doubt(0.2);
        }
        if !is_place(s, texts[place].a, texts[place].b) {
            b.doubt(0.08);
        }
        return;
    }
    if let Some(cut) = (1..texts.len()).find(|i| texts[*i].sep == '.' && colon.is_none()) {
        let (one, two) = texts.split_at(cut);
        let placed = |part: &[Item]| {
            part.last().is_some_and(|t| is_place(s, t.a, t.b)) && !part.iter().any(|t| is_publisher(s, t.a, t.b)) && part.len() <= 3
        };
        let (place, publisher) = if placed(one) { (one, two) } else { (two, one) };
        if placed(place) && !placed(publisher) {
            b.put(Slot::Place, place[0].a, place[place.len() - 1].b);
            return read(b, publisher);
        }
    }
    let places = texts.iter().rev().take_while(|t| is_place(s, t.a, t.b)).count();
    if places == texts.len() {
        b.put(Slot::Place, first.a, last.b);
    } else if places > 0 {
        let cut = texts.len() - places;
        b.put(Slot::Publisher, first.a, texts[cut - 1].b);
        b.put(Slot::Place, texts[cut].a, last.b);
        if cut > 1 {
            b.doubt(0.15);
        }
    } else {
        let front = texts.iter().take_while(|t| is_place(s, t.a, t.b)).count();
        if front > 0 {
            b.put(Slot::Place, first.a, texts[front - 1].b);
            b.put(Slot::Publisher, texts[front].a, last.b);
        } else {
            publisher_only(b, texts);
        }
    }
}

fn publisher_only(b: &mut Build, texts: &[Item]) {
    let s = b.s;
    let (Some(first), Some(last)) = (texts.first(), texts.last()) else { return };
    let known = |t: &Item| is_publisher(s, t.a, t.b) || is_body(s, t.a, t.b);
    if texts.len() > 1 && known(first) && !known(last) && last.b - last.a <= 3 {
        // "Springer, Kaiserslautern": what follows a known publisher is its place.
        b.put(Slot::Publisher, first.a, texts[texts.len() - 2].b);
        b.put(Slot::Place, last.a, last.b);
        b.doubt(0.15);
        return;
    }
    // "Cambridge MIT Press", "New York Harper": the place runs into the publisher.
    let cut = (first.a + 1..first.b.min(first.a + 4))
        .rev()
        .find(|k| is_place(s, first.a, *k) && !s.has(*k, UNI | AND) && s.cap(*k) && s.has(*k, PUB));
    if let Some(k) = cut.filter(|_| texts.len() == 1 && !any(s, first.a, first.b, UNI)) {
        b.put(Slot::Place, first.a, k);
        b.put(Slot::Publisher, k, first.b);
        b.doubt(0.2);
        return;
    }
    b.put(Slot::Publisher, first.a, last.b);
    if !texts.iter().any(known) {
        b.doubt(0.15);
    }
    if texts.len() > 1 {
        b.doubt(0.12);
    }
}

/// Whether the row of items begins with an imprint: place and publisher, or a known publisher.
pub fn begins(s: &Scan, row: &[Item]) -> bool {
    let Some(first) = row.first().filter(|t| t.k == K::Text) else { return false };
    if is_place(s, first.a, first.b) {
        return true;
    }
    if is_publisher(s, first.a, first.b) {
        return true;
    }
    let state = row.get(1).is_some_and(|t| t.k == K::Text && t.sep == ',' && is_place(s, t.a, t.b))
        && row.get(2).is_some_and(|t| t.k == K::Text && t.sep == ':');
    if state && first.b - first.a <= 3 {
        return true;
    }
    let second = row.get(1).filter(|t| t.k == K::Text && t.sep == ':');
    second.is_some_and(|t| {
        first.b - first.a <= 4 && (is_publisher(s, t.a, t.b) || row.get(2).is_none_or(|n| n.k == K::Date || n.k == K::Page))
    })
}
