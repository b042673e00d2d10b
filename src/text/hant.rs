//! Traditional and simplified characters, one by one, for comparing and for telling the scripts apart.
//!
//! `hant.txt` holds pairs (traditional, simplified) taken from OpenCC's character list as ferrous-opencc carries it
//! (Apache-2.0); its first line has the characters that simplified print (GB 2312) never uses. A test compares it with
//! ferrous-opencc itself. The table is laid out once, on the first Han character met.

use std::sync::LazyLock;

const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9fff;
/// Marks characters that simplified print does not use.
const ONLY: u32 = 1 << 31;

static TABLE: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let mut table = vec![0u32; (LAST - FIRST + 1) as usize];
    for (i, line) in include_str!("hant.txt").lines().enumerate() {
        let mut chars = line.chars();
        while let (Some(t), Some(s)) = (chars.next(), chars.next()) {
            if let Some(cell) = (t as u32).checked_sub(FIRST).and_then(|at| table.get_mut(at as usize)) {
                *cell = s as u32 | if i == 0 { ONLY } else { 0 };
            }
        }
    }
    table
});

fn cell(c: char) -> u32 {
    (c as u32).checked_sub(FIRST).and_then(|at| TABLE.get(at as usize).copied()).unwrap_or(0)
}

/// The simplified form of a character; itself where there is no other.
pub fn simplified(c: char) -> char {
    match cell(c) & !ONLY {
        0 => c,
        s => char::from_u32(s).unwrap_or(c),
    }
}

/// Whether only traditional print (or Japanese with the old form) has the character.
pub fn is_traditional(c: char) -> bool {
    cell(c) & ONLY != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_characters_meet_their_simplified_forms() {
        let s: String = "張炎的詞學批評、圖書館".chars().map(simplified).collect();
        assert_eq!(s, "张炎的词学批评、图书馆");
        assert!(is_traditional('學') && !is_traditional('学') && !is_traditional('乾') && !is_traditional('a'));
    }

    #[test]
    fn the_table_agrees_with_opencc() {
        let opencc = ferrous_opencc::OpenCC::from_config(ferrous_opencc::config::BuiltinConfig::T2s).expect("built in");
        let mut wrong = Vec::new();
        for c in (0x4e00..=LAST).filter_map(char::from_u32) {
            let mut own = [0; 4];
            let own = simplified(c).encode_utf8(&mut own);
            if opencc.convert(&c.to_string()) != *own {
                wrong.push(c);
            }
        }
        assert!(wrong.len() < 10, "{} differ: {:?}", wrong.len(), &wrong[..wrong.len().min(40)]);
    }
}
