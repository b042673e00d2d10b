//! Folds printed text to the words it is compared by: entities and markup resolved, marks and case dropped, Han simplified.

use crate::text::{hant, script::is_han};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Cleans what databases leave in a title: character entities, markup tags, UTF-8 read as Latin-1.
pub fn clean(s: &str) -> Cow<'_, str> {
    let mut out = Cow::Borrowed(s);
    if out.contains('&') && out.contains(';') {
        out = Cow::Owned(entities(&out));
    }
    if out.contains('<') {
        out = Cow::Owned(untagged(&out));
    }
    if out.contains(['Ã', 'â', 'Â'])
        && let Some(repaired) = utf8_read_as_latin1(&out)
    {
        out = Cow::Owned(repaired);
    }
    if out.contains(['$', '\\']) {
        out = Cow::Owned(untexed(&out));
    }
    out
}

fn entities(s: &str) -> String {
    const NAMED: &[(&str, &str)] =
        &[("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'"), ("nbsp", " "), ("ndash", "-"), ("mdash", "-")];
    let mut out = String::with_capacity(s.len());
    let mut rest = s;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.char_indices().take(10).find(|(_, c)| *c == ';').map(|(i, _)| i);
        let name = end.map_or("", |e| &rest[1..e]);
        let value = NAMED.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()).or_else(|| {
            let code = name.strip_prefix('#')?;
            let code = code.strip_prefix(['x', 'X']).map_or_else(|| code.parse().ok(), |h| u32::from_str_radix(h, 16).ok())?;
            char::from_u32(code).map(String::from)
        });
        match (value, end) {
            (Some(v), Some(e)) => {
                out.push_str(&v);
                rest = &rest[e + 1..];
            }
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Drops tags such as `<sup>`, `</i>`; other angle brackets stay.
fn untagged(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let mut rest = s;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let close = rest.char_indices().take(12).find(|(_, c)| *c == '>').map(|(i, _)| i);
        match close {
            Some(e) if rest.starts_with("U+") => {
                out.extend(rest.get(2..e).and_then(|h| u32::from_str_radix(h, 16).ok()).and_then(char::from_u32));
                rest = &rest[e + 1..];
            }
            Some(e) if rest[..e].trim_matches('/').chars().all(|c| c.is_ascii_lowercase()) => rest = &rest[e + 1..],
            _ => out.push('<'),
        }
    }
    out.push_str(rest);
    out
}

/// The text that was meant where UTF-8 bytes were read as Windows-1252 or Latin-1; `None` where that was not so.
fn utf8_read_as_latin1(s: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(s.len());
    for c in s.chars() {
        match u8::try_from(c as u32) {
            Ok(b) => bytes.push(b),
            Err(_) => {
                let mut buffer = [0; 4];
                let (encoded, _, bad) = encoding_rs::WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
                match (bad, encoded.first()) {
                    (false, Some(b)) => bytes.push(*b),
                    _ => return None,
                }
            }
        }
    }
    let text = String::from_utf8(bytes).ok()?;
    (text != s).then_some(text)
}

/// Drops dollar signs, braces and the backslash of commands of TeX mathematics.
fn untexed(s: &str) -> String {
    s.chars().filter(|c| !matches!(c, '$' | '\\' | '{' | '}' | '^' | '~')).collect()
}

fn push_folded(out: &mut String, c: char) {
    match c {
        'ß' | 'ẞ' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'þ' | 'Þ' => out.push_str("th"),
        'ı' => out.push('i'),
        'α' | 'Α' => out.push_str("alpha"),
        'β' | 'Β' => out.push_str("beta"),
        'γ' | 'Γ' => out.push_str("gamma"),
        'δ' | 'Δ' => out.push_str("delta"),
        'κ' | 'Κ' => out.push_str("kappa"),
        'λ' | 'Λ' => out.push_str("lambda"),
        'μ' | 'Μ' => out.push('u'),
        'ω' | 'Ω' => out.push_str("omega"),
        _ if is_han(c) => out.push(hant::simplified(c)),
        _ => out.extend(c.to_lowercase()),
    }
}

/// Folded words, one space between them. Apostrophes join (`Alzheimer's` is one word), `&` is "and".
pub fn words(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let mut gap = false;
    let mut letter = |c: char, out: &mut String| {
        if c.is_ascii_alphanumeric() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c.to_ascii_lowercase());
        } else if c == '&' {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str("and");
            gap = true;
        } else if c.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            push_folded(out, c);
        } else if !matches!(c, '\'' | '’' | '‘' | '´' | '`' | 'ʼ' | '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}') {
            gap = true;
        }
    };
    if s.is_ascii() {
        s.chars().for_each(|c| letter(c, &mut out));
    } else {
        s.nfkd().for_each(|c| letter(c, &mut out));
    }
    out
}

/// The letters and digits of folded words, without the spaces.
pub fn letters(words: &str) -> String {
    words.chars().filter(|c| *c != ' ').collect()
}

/// A hash that is the same on every machine and in every run (FNV-1a, finished with a 64-bit mixer).
pub fn hash(tag: u64, s: &str) -> u64 {
    mix(s
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325 ^ tag.wrapping_mul(0x9e37_79b9_7f4a_7c15), |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)))
}

/// Mixes the bits of a number (the finisher of SplitMix64).
pub fn mix(mut h: u64) -> u64 {
    h = (h ^ (h >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    h = (h ^ (h >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    h ^ (h >> 31)
}

/// Combines two hashes; order matters.
pub fn join(a: u64, b: u64) -> u64 {
    mix(a.rotate_left(23) ^ b.wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// Edit distance, or `None` where it is more than `limit`: only the band around the diagonal is computed.
pub fn distance<T: PartialEq>(a: &[T], b: &[T], limit: usize) -> Option<usize> {
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - tail], &b[..b.len() - tail]);
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > limit {
        return None;
    }
    if short.is_empty() {
        return Some(long.len());
    }
    let far = limit + 1;
    let mut row: Vec<usize> = (0..=short.len()).map(|i| i.min(far)).collect();
    for (j, y) in long.iter().enumerate() {
        let low = j.saturating_sub(limit);
        let high = (j + limit + 1).min(short.len());
        let mut diagonal = row[low];
        row[low] = if low == 0 { (j + 1).min(far) } else { far };
        let mut best = row[low];
        for i in low..high {
            let above = if i + 1 == j + limit + 1 { far } else { row[i + 1] };
            let cost = (diagonal + usize::from(short[i] != *y)).min(row[i] + 1).min(above + 1).min(far);
            diagonal = row[i + 1];
            row[i + 1] = cost;
            best = best.min(cost);
        }
        if best > limit {
            return None;
        }
    }
    row.last().copied().filter(|d| *d <= limit)
}

/// Whether two words are one with a slip: one edit in five letters, two in nine; never between opposites.
pub fn slip(a: &str, b: &str) -> bool {
    let (x, y) = (a.as_bytes(), b.as_bytes());
    let shorter = x.len().min(y.len());
    let limit = match shorter {
        0..4 => return a == b,
        4..9 => 1,
        _ => 2,
    };
    if x.iter().any(u8::is_ascii_digit) || y.iter().any(u8::is_ascii_digit) {
        return a == b;
    }
    distance(x, y, limit).is_some() && !opposite(a, b)
}

/// Whether two words differ in a prefix that turns the meaning.
pub fn opposite(a: &str, b: &str) -> bool {
    const PAIRS: &[(&str, &str)] = &[
        ("hyper", "hypo"),
        ("inter", "intra"),
        ("micro", "macro"),
        ("pre", "post"),
        ("pre", "pro"),
        ("in", "ex"),
        ("in", ""),
        ("un", ""),
        ("im", ""),
        ("non", ""),
        ("a", ""),
        ("dis", ""),
        ("fe", ""),
        ("mono", "poly"),
        ("intro", "extra"),
    ];
    PAIRS.iter().any(|(p, q)| {
        let swap = |x: &str, y: &str| matches!((x.strip_prefix(p), y.strip_prefix(q)), (Some(r), Some(s)) if r == s && !r.is_empty());
        swap(a, b) || swap(b, a)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_title_from_two_databases_folds_to_the_same_words() {
        for (a, b) in [
            ("HRM theory &amp; practice", "HRM Theory & Practice"),
            ("ApoE<sup>-/-</sup> mice", "ApoE-/- mice"),
            ("KÃ¶nig R.", "König R."),
            ("Alzheimer’s disease", "Alzheimer's Disease"),
            ("TNF-α in 2０1９", "TNF-alpha in 2019"),
        ] {
            assert_eq!(words(&clean(a)), words(&clean(b)));
        }
    }

    #[test]
    fn the_banded_distance_is_the_edit_distance() {
        for (a, b, d) in [("kitten", "sitting", 3), ("", "abc", 3), ("abc", "abc", 0), ("flaw", "lawn", 2), ("abcdef", "azced", 3)] {
            for limit in 0..6 {
                assert_eq!(distance(a.as_bytes(), b.as_bytes(), limit), (d <= limit).then_some(d), "{a} {b} {limit}");
            }
        }
    }

    #[test]
    fn opposites_are_no_slips() {
        assert!(slip("tetracyclin", "tetracycline"));
        for (a, b) in [("hypertension", "hypotension"), ("intravenous", "intervenous"), ("typical", "atypical"), ("male", "female")] {
            assert!(!slip(a, b), "{a} {b}");
        }
    }
}
