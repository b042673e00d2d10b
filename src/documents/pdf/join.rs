//! Joins lines into running text: broken words, web addresses and numbers in one piece, Han text without spaces.

use super::lines::is_wide;
use rustc_hash::FxHashSet;

/// Words of the document as they stand inside lines, for telling a broken word from a hyphenated one.
#[derive(Debug, Default)]
pub struct Words(FxHashSet<String>);

impl Words {
    /// Takes in the words of a line; those at its ends may be parts.
    pub fn add(&mut self, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        for word in words.iter().skip(1).take(words.len().saturating_sub(2)) {
            // A compound also shows its parts.
            let parts = word.split('-').filter(|p| p.len() > 3 && p.is_ascii());
            for part in parts.take(4) {
                self.0.insert(part.trim_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase());
            }
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            if word.len() > 3 && word.is_ascii() && self.0.len() < 200_000 {
                self.0.insert(word.to_ascii_lowercase());
            }
        }
    }

    fn has(&self, word: &str) -> bool {
        self.0.contains(&word.to_ascii_lowercase())
    }
}

/// Appends a line to a text.
pub fn join(text: &mut String, line: &str, words: &Words) {
    let printed_space = text.ends_with(' ');
    let line = line.trim_start();
    text.truncate(text.trim_end().len());
    let (Some(last), Some(first)) = (text.chars().next_back(), line.chars().next()) else {
        text.push_str(line);
        return;
    };
    let head = line.split_whitespace().next().unwrap_or("");
    let tail = text.split_whitespace().next_back().unwrap_or("").to_owned();
    if last == '\u{ad}' {
        text.pop();
    } else if is_address(&tail) && goes_on(&tail, head) {
        // One web address or DOI, broken anywhere.
    } else if matches!(last, '-' | '‐') && !tail.is_empty() {
        hyphen(text, &tail, head, first, words);
    } else if matches!(last, '–' | '—' | '~' | '～') && first.is_ascii_digit() && tail.chars().any(|c| c.is_ascii_digit()) {
        // A range of numbers.
    } else if is_wide(last) || is_wide(first) {
        if printed_space && !(is_wide(last) && is_wide(first)) {
            text.push(' ');
        }
    } else if last != '/' || printed_space {
        text.push(' ');
    }
    text.push_str(line);
}

/// A hyphen at the end of a line: dropped inside a word, kept in a compound, before capitals and between numbers.
fn hyphen(text: &mut String, tail: &str, head: &str, first: char, words: &Words) {
    let before = tail.chars().rev().nth(1);
    let letters = before.is_some_and(char::is_alphabetic) && first.is_lowercase();
    if !letters {
        // A dash between words had a space before it.
        if before.is_none() && !first.is_ascii_digit() {
            text.push(' ');
        }
        return;
    }
    let trim = |s: &str| s.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let (left, right) = (trim(tail), trim(head));
    let whole = words.has(&format!("{left}{right}"));
    let compound = words.has(&format!("{left}-{right}"))
        || left.contains('-')
        || (words.has(&right) && (words.has(&left) || HEADS.contains(&left.to_ascii_lowercase().as_str())));
    if whole || !compound {
        text.pop();
    }
}

/// First parts that make hyphenated words with almost any other word.
const HEADS: &[&str] = &[
    "all", "anti", "co", "cost", "cross", "data", "decision", "double", "eight", "evidence", "five", "four", "full", "half", "high",
    "human", "hundred", "inter", "large", "life", "long", "low", "many", "mid", "multi", "nation", "nine", "non", "one", "open", "peer",
    "policy", "post", "pre", "problem", "quasi", "real", "second", "self", "semi", "seven", "short", "single", "six", "small", "socio",
    "state", "ten", "third", "three", "time", "twenty", "two", "well", "world",
];

/// Whether a word is a web address or DOI so far.
fn is_address(word: &str) -> bool {
    let w = word.trim_start_matches(['(', '<', '[', '"', '（', '＜', '：', ':', ',', '.']);
    let at = |p: &str| w.find(p);
    at("://").is_some()
        || at("www.").is_some()
        || at("doi.org").is_some()
        || matches!(w, "http:" | "https:" | "http:/" | "https:/")
        || w.to_ascii_lowercase().trim_start_matches("doi:").strip_prefix("10.").is_some_and(|r| {
            let digits = r.bytes().take_while(u8::is_ascii_digit).count();
            digits >= 4 && matches!(r.as_bytes().get(digits), None | Some(b'/' | b'.'))
        })
}

/// Whether the next line begins with more of the same address.
fn goes_on(tail: &str, head: &str) -> bool {
    let ascii: &str = head.split(|c: char| !c.is_ascii_graphic()).next().unwrap_or("");
    let Some(first) = ascii.chars().next() else { return false };
    let Some(last) = tail.chars().next_back() else { return false };
    let word = ascii.trim_end_matches(['.', ',', ';', ')', ']', '>']);
    let address_like = word.contains(['/', '_', '=', '%', '?', '&']) || word.contains('.') || word.bytes().any(|b| b.is_ascii_digit());
    match last {
        '/' | '_' | '=' | '&' | '?' | '%' | '#' | '~' | '-' => {
            first.is_ascii_alphanumeric() || matches!(first, '/' | '_' | '%' | '?' | '~' | '#' | '=')
        }
        ':' => first == '/' || first.is_ascii_alphanumeric(),
        // After a full stop a new sentence may begin: only what cannot be a word goes on.
        '.' => (first.is_ascii_lowercase() || first.is_ascii_digit()) && (address_like || word.len() <= 4) && !is_year(word),
        ',' | ';' | ')' | ']' | '>' => false,
        _ => match first {
            '/' | '?' | '=' | '&' | '_' | '%' | '#' | '-' => true,
            '.' => word.len() > 1,
            _ => first.is_ascii_alphanumeric() && address_like && !is_year(word) && !word.starts_with("http"),
        },
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(a: &str, b: &str) -> String {
        let mut words = Words::default();
        words.add("x the well-known information y");
        let mut text = a.to_owned();
        join(&mut text, b, &words);
        text
    }

    #[test]
    fn words_broken_at_the_end_of_a_line_are_whole_again() {
        for (a, b, whole) in [
            ("of infor-", "mation and", "of information and"),
            ("a well-", "known one", "a well-known one"),
            ("by Smith-", "Jones", "by Smith-Jones"),
            ("pp. 100-", "120", "pp. 100-120"),
            ("pp. 100–", "120", "pp. 100–120"),
            ("soft\u{ad}", "ware", "software"),
            ("plain", "words", "plain words"),
        ] {
            assert_eq!(joined(a, b), whole);
        }
    }

    #[test]
    fn addresses_broken_anywhere_are_whole_again_and_end_where_they_end() {
        for (a, b, whole) in [
            ("see https://example.org/a/", "b.html. Next", "see https://example.org/a/b.html. Next"),
            ("https://example.org/some-", "page", "https://example.org/some-page"),
            ("https://exam", "ple.org/x", "https://example.org/x"),
            ("doi:10.1016/j.abc.", "2020.01.003", "doi:10.1016/j.abc.2020.01.003"),
            ("10.1000/xyz", "(accessed 2020)", "10.1000/xyz (accessed 2020)"),
            ("https://example.org/x.", "Accessed on", "https://example.org/x. Accessed on"),
            ("https://example.org/x", "for more", "https://example.org/x for more"),
        ] {
            assert_eq!(joined(a, b), whole);
        }
    }

    #[test]
    fn han_text_is_joined_without_spaces() {
        for (a, b, whole) in [
            ("古籍数", "字化", "古籍数字化"),
            ("第", "12 页", "第12 页"),
            ("第 10 页。 ", "John", "第 10 页。 John"),
            ("王明，", "Li Hua", "王明，Li Hua"),
        ] {
            assert_eq!(joined(a, b), whole);
        }
    }
}
