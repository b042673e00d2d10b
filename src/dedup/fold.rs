//! Folds printed text to the words it is compared by: entities and markup resolved, marks and case dropped, Han simplified.

use super::distance::within;
use crate::text::{hant, script::is_han};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Cleans what databases leave in a title: character entities, markup tags, UTF-8 read as Latin-1.
pub fn clean(s: &str) -> Cow<'_, str> {
    let mut out = Cow::Borrowed(s);
    if s.is_ascii() && !s.bytes().any(|b| matches!(b, b'&' | b'<' | b'$' | b'\\')) {
        return out;
    }
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
        let value = NAMED.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()).or_else(|| accented(name)).or_else(|| {
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

/// The letter of an entity such as `&ouml;`, without its accent, which is not compared.
fn accented(name: &str) -> Option<String> {
    const ACCENTS: [&str; 9] = ["acute", "grave", "uml", "circ", "tilde", "cedil", "ring", "slash", "caron"];
    let (letter, accent) = name.split_at_checked(1)?;
    ACCENTS.contains(&accent).then(|| letter.to_owned())
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
    words_into(s, &mut out);
    out
}

/// Appends folded words to a text.
pub fn words_into(s: &str, out: &mut String) {
    let start = out.len();
    let mut gap = false;
    for c in s.chars() {
        if c.is_ascii_alphanumeric() {
            space(&mut gap, start, out);
            out.push(c.to_ascii_lowercase());
        } else if c == '&' {
            gap = true;
            space(&mut gap, start, out);
            out.push_str("and");
            gap = true;
        } else if c.is_ascii() {
            gap |= !matches!(c, '\'' | '`');
        } else if is_han(c) {
            space(&mut gap, start, out);
            // Compatibility characters have another form only by decomposition.
            match c {
                '\u{4e00}'..='\u{9fff}' => out.push(hant::simplified(c)),
                _ => std::iter::once(c).nfkd().for_each(|c| push_folded(out, c)),
            }
        } else {
            std::iter::once(c).nfkd().for_each(|c| rare(c, &mut gap, start, out));
        }
    }
}

fn space(gap: &mut bool, start: usize, out: &mut String) {
    if std::mem::take(gap) && out.len() > start {
        out.push(' ');
    }
}

/// A character that is no plain ASCII, decomposed.
fn rare(c: char, gap: &mut bool, start: usize, out: &mut String) {
    if c.is_alphanumeric() {
        space(gap, start, out);
        push_folded(out, c);
    } else if c == '&' {
        *gap = true;
        space(gap, start, out);
        out.push_str("and");
        *gap = true;
    } else if !matches!(c, '\'' | '’' | '‘' | '´' | '`' | 'ʼ' | '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}') {
        *gap = true;
    }
}

/// The letters and digits of folded words, without the spaces.
pub fn letters(words: &str) -> String {
    words.chars().filter(|c| *c != ' ').collect()
}

/// The beginning of a text, so many bytes at most, cut between characters.
pub fn beginning(s: &str, most: usize) -> &str {
    let end = (0..=most.min(s.len())).rev().find(|at| s.is_char_boundary(*at)).unwrap_or(0);
    &s[..end]
}

/// A hash that is the same on every machine and in every run (FNV-1a, finished with a 64-bit mixer).
pub fn hash(tag: u64, s: &str) -> u64 {
    hash_bytes(tag, s.bytes())
}

/// Like [`hash`], of the letters alone: spaces are left out.
pub fn hash_letters(tag: u64, s: &str) -> u64 {
    hash_bytes(tag, s.bytes().filter(|b| *b != b' '))
}

fn hash_bytes(tag: u64, bytes: impl Iterator<Item = u8>) -> u64 {
    mix(bytes
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

/// Whether two words are one with a slip: one edit in five letters, two in nine; never between opposites.
pub fn slip(a: &str, b: &str) -> bool {
    let (x, y) = (a.as_bytes(), b.as_bytes());
    let limit = match x.len().min(y.len()) {
        0..4 => return a == b,
        4..9 => 1,
        _ => 2,
    };
    if x.len().abs_diff(y.len()) > limit || !(within(x, y, limit) || swapped(x, y)) {
        return false;
    }
    let numbered = |s: &[u8]| s.iter().any(u8::is_ascii_digit);
    match (numbered(x), numbered(y)) {
        (false, false) => !opposite(a, b),
        (true, true) => a == b,
        (true, false) => misread(a, b),
        (false, true) => misread(b, a),
    }
}

/// Whether two neighbouring letters changed places, and nothing else.
pub fn swapped(x: &[u8], y: &[u8]) -> bool {
    let Some(at) = x.iter().zip(y).position(|(a, b)| a != b).filter(|_| x.len() == y.len()) else { return false };
    x.get(at) == y.get(at + 1) && x.get(at + 1) == y.get(at) && x.get(at + 2..) == y.get(at + 2..)
}

/// Whether digits in a word were letters before it was scanned: `ca1l`, `0rder`.
fn misread(scanned: &str, word: &str) -> bool {
    let like = |a: u8, b: u8| a == b || matches!((a, b), (b'0', b'o') | (b'1', b'l' | b'i') | (b'5', b's'));
    let letters = scanned.bytes().filter(u8::is_ascii_alphabetic).count();
    letters >= 3 && scanned.len() == word.len() && scanned.bytes().zip(word.bytes()).all(|(a, b)| like(a, b))
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
            ("J&ouml;rg Sander", "Jörg Sander"),
            ("Alzheimer’s disease", "Alzheimer's Disease"),
            ("TNF-α in 2０1９", "TNF-alpha in 2019"),
        ] {
            assert_eq!(words(&clean(a)), words(&clean(b)));
        }
    }

    #[test]
    fn opposites_are_no_slips() {
        for (a, b) in [("tetracyclin", "tetracycline"), ("econoym", "economy"), ("ca1l", "call"), ("0rder", "order")] {
            assert!(slip(a, b), "{a} {b}");
        }
        assert!(!slip("h1n1", "h5n1") && !slip("covid19", "covid20"));
        for (a, b) in [("hypertension", "hypotension"), ("intravenous", "intervenous"), ("typical", "atypical"), ("male", "female")] {
            assert!(!slip(a, b), "{a} {b}");
        }
    }
}
