//! The tables of LaTeX: commands that stand for characters and accents, in both directions.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The combining character of an accent command (`\"`, `\v` …), the letters of LaTeX's text encodings T1 and OT1.
pub fn accent(name: &str) -> Option<char> {
    ACCENTS.iter().find(|(n, _)| *n == name).map(|(_, c)| *c)
}

/// The text of a command that stands for a character.
pub fn symbol(name: &str) -> Option<&'static str> {
    static TEXTS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| symbols().map(|(name, text, _)| (name, text)).collect());
    TEXTS.get(name).copied()
}

/// Commands, what they stand for, and whether they are commands of text without saying so in their names.
fn symbols() -> impl Iterator<Item = (&'static str, &'static str, bool)> {
    include_str!("symbols.tsv").lines().filter_map(|line| {
        let (name, rest) = line.split_once('\t')?;
        let (text, mark) = rest.split_once('\t').unwrap_or((rest, ""));
        Some((name, text, mark == "text"))
    })
}

/// The command of an accent's combining character.
pub fn accent_command(mark: char) -> Option<&'static str> {
    ACCENTS.iter().find(|(_, c)| *c == mark).map(|(n, _)| *n)
}

/// The command that stands for a character, and whether it needs math.
pub fn command(c: char) -> Option<(&'static str, bool)> {
    static COMMANDS: LazyLock<FxHashMap<char, (&str, bool)>> = LazyLock::new(|| {
        let mut map = FxHashMap::default();
        for (name, text, plain) in symbols() {
            let mut chars = text.chars();
            let (Some(c), None) = (chars.next(), chars.next()) else { continue };
            if c.is_ascii() {
                continue;
            }
            let text_name = plain || name.starts_with("text") || name.starts_with("cyr") || name.starts_with("CYR");
            let old: Option<&(&str, bool)> = map.get(&c);
            if old.is_none_or(|(_, math)| *math && text_name) {
                map.insert(c, (name, !text_name));
            }
        }
        map
    });
    COMMANDS.get(&c).copied()
}

const ACCENTS: &[(&str, char)] = &[
    ("\"", '\u{308}'),
    ("'", '\u{301}'),
    ("`", '\u{300}'),
    ("^", '\u{302}'),
    ("~", '\u{303}'),
    ("=", '\u{304}'),
    (".", '\u{307}'),
    ("c", '\u{327}'),
    ("v", '\u{30c}'),
    ("u", '\u{306}'),
    ("H", '\u{30b}'),
    ("k", '\u{328}'),
    ("r", '\u{30a}'),
    ("b", '\u{331}'),
    ("d", '\u{323}'),
    ("t", '\u{361}'),
    ("G", '\u{30f}'),
    ("U", '\u{30e}'),
    ("textcommabelow", '\u{326}'),
    ("f", '\u{311}'),
    ("h", '\u{309}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_for_one_text() {
        let mut names: Vec<&str> = symbols().map(|(name, ..)| name).collect();
        assert!(names.len() > 400);
        names.sort_unstable();
        assert!(names.windows(2).all(|w| w[0] != w[1]));
        assert_eq!((symbol("AA"), symbol("varkappa"), command('Å')), (Some("Å"), Some("ϰ"), Some(("AA", false))));
    }
}
