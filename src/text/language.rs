//! Languages of short texts such as titles: by script first, then by letters and small words that one language has.

use crate::text::script::{Script, is_han, script_of};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Small words and their languages; a word of several languages votes for none of them alone.
const WORDS: &[(&str, &str)] = &[
    (
        "en",
        " the of and in for on to an a with from by is are as its between how what new study analysis using towards toward its effects effect among ",
    ),
    (
        "de",
        " der die das und von zur zum im des dem den für ein eine einer eines über auf mit bei zwischen nach als ist zu aus am vom wie nicht sich untersuchungen beiträge geschichte ",
    ),
    ("fr", " le la les des du et une un dans pour sur aux au par l' d' avec est qui sous entre chez ou à étude histoire "),
    ("es", " el la los las del y una un en para por con sobre de al entre como su estudio análisis historia "),
    ("it", " il lo la gli le del della dei delle degli e di nel nella per una un con sul sulla dal alla studio "),
    ("pt", " o os as do da dos das e em no na nos nas para uma um com sobre ao à pelo pela estudo análise história "),
    ("nl", " het een van de en voor met op te aan bij over tussen naar uit onderzoek "),
];

/// For each small word the languages that have it, one bit each.
static BY_WORD: LazyLock<FxHashMap<&str, u8>> = LazyLock::new(|| {
    let mut map = FxHashMap::default();
    for (i, (_, words)) in WORDS.iter().enumerate() {
        for word in words.split_whitespace() {
            *map.entry(word).or_insert(0) |= 1 << i;
        }
    }
    map
});

/// The language of a text as a BCP 47 tag; empty where nothing tells.
///
/// Kana make it Japanese, Hangul Korean, Han Chinese (`zh-Hant` where traditional characters prevail), Cyrillic Russian
/// (`uk` with its own letters); Latin text is English unless small words or letters speak for another language.
pub fn of(s: &str) -> &'static str {
    let (mut han, mut kana, mut hangul, mut latin, mut cyrillic, mut greek) = (0u32, 0u32, 0u32, 0u32, 0u32, 0u32);
    for c in s.chars().take(400) {
        match script_of(c) {
            Script::Han => han += 1,
            Script::Kana => kana += 1,
            Script::Hangul => hangul += 1,
            Script::Latin => latin += 1,
            Script::Cyrillic => cyrillic += 1,
            Script::Greek => greek += 1,
            Script::Other | Script::Common => {}
        }
    }
    let east = han + kana + hangul;
    if east > 0 && east * 8 >= latin {
        return eastern(s, han, kana, hangul);
    }
    if cyrillic > latin {
        return if s.contains(['і', 'ї', 'є', 'ґ', 'І', 'Ї', 'Є']) { "uk" } else { "ru" };
    }
    if greek > latin {
        return "el";
    }
    if latin == 0 { "" } else { latin_language(s) }
}

fn eastern(s: &str, han: u32, kana: u32, hangul: u32) -> &'static str {
    if hangul > han && hangul > kana {
        return "ko";
    }
    // One kana alone (の in a brand) does not make a Chinese title Japanese.
    if kana >= 2 || (kana == 1 && han < 6) || japanese_only(s) {
        return "ja";
    }
    let (mut traditional, mut all) = (0u32, 0u32);
    for c in s.chars().filter(|c| is_han(*c)).take(100) {
        all += 1;
        traditional += u32::from(crate::text::hant::is_traditional(c));
    }
    if traditional * 6 >= all && traditional > 0 { "zh-Hant" } else { "zh" }
}

/// Characters made in Japan's own reform, which no Chinese text has.
fn japanese_only(s: &str) -> bool {
    s.chars().any(|c| is_han(c) && JAPANESE.contains(&c))
}

static JAPANESE: LazyLock<FxHashSet<char>> =
    LazyLock::new(|| "図釈仏応変戦経済続読売駅辺桜沢働込峠畑塩拝歯歳渋軽検験険剣芸観権勧広鉄薬".chars().collect());

fn latin_language(s: &str) -> &'static str {
    let mut votes = [0u32; 7];
    let cut = s.char_indices().nth(300).map_or(s, |(i, _)| &s[..i]);
    let lower = if cut.is_ascii() { cut.to_ascii_lowercase() } else { cut.to_lowercase() };
    for word in lower.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’').filter(|w| !w.is_empty()) {
        let own = word
            .strip_prefix("l'")
            .or_else(|| word.strip_prefix("d'"))
            .or_else(|| word.strip_prefix("l’"))
            .or_else(|| word.strip_prefix("d’"));
        if own.is_some_and(|w| w.len() > 2) {
            votes[2] += 2;
        }
        let languages = BY_WORD.get(word).copied().unwrap_or(0);
        for (i, vote) in votes.iter_mut().enumerate() {
            *vote += u32::from(languages >> i & 1);
        }
    }
    for c in lower.chars().filter(|c| !c.is_ascii()) {
        match c {
            'ß' => votes[1] += 2,
            'ä' | 'ü' => votes[1] += 1,
            'ö' => votes[1] += 1,
            'è' | 'ê' | 'ç' | 'œ' | 'û' | 'î' => votes[2] += 1,
            'ñ' | '¿' | '¡' => votes[3] += 2,
            'ã' | 'õ' => votes[5] += 2,
            _ => {}
        }
    }
    let best = (1..7).fold(0, |b, i| if votes[i] > votes[b] { i } else { b });
    if votes[best] >= 2 || (votes[best] == 1 && votes[0] == 0 && lower.split_whitespace().count() <= 4) { WORDS[best].0 } else { "en" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_decides_first() {
        for (s, l) in [
            ("四库馆私家抄校书考略", "zh"),
            ("張炎的詞學批評", "zh-Hant"),
            ("図書館用語辞典編集委員会. 最新図書館用語大辞典", "ja"),
            ("すぐに使える統計学", "ja"),
            ("Отечественная Геология", "ru"),
            ("한국의 역사", "ko"),
            ("", ""),
            ("123", ""),
        ] {
            assert_eq!(of(s), l, "{s}");
        }
    }

    #[test]
    fn small_words_tell_latin_languages_apart() {
        for (s, l) in [
            ("The twofold logic of science diplomacy", "en"),
            ("Deep learning", "en"),
            ("Untersuchungen über die Grundlagen der Mathematik", "de"),
            ("Geschichte und Klassenbewußtsein", "de"),
            ("À la recherche du temps perdu", "fr"),
            ("L'être et le néant", "fr"),
            ("Historia de la lengua española", "es"),
            ("Science diplomacy in La Paz", "en"),
        ] {
            assert_eq!(of(s), l, "{s}");
        }
    }
}
