//! Pinyin of names (surname readings first) and of text, for keys, order and search.

use crate::model::Name;
use crate::normalise::names::surnames;
use pinyin::ToPinyin;
use std::sync::LazyLock;

/// Pinyin syllables of a text, without tones, ü as v; what is no Han character is left out.
pub fn syllables(text: &str) -> Vec<&'static str> {
    text.to_pinyin().flatten().map(|p| plain(p.plain())).collect()
}

/// The first letters of the syllables of a text (`中国` → `zg`).
pub fn initials(text: &str) -> String {
    syllables(text).iter().filter_map(|s| s.chars().next()).collect()
}

/// The crate writes `ü` for the few syllables that need it.
fn plain(s: &'static str) -> &'static str {
    match s {
        "lü" => "lv",
        "nü" => "nv",
        "lüe" => "lve",
        "nüe" => "nve",
        _ => s,
    }
}

/// Reading of a Chinese surname: the table of surname readings first, then the common reading.
pub fn surname(family: &str) -> String {
    let simple: String = family.chars().map(crate::text::hant::simplified).collect();
    match surnames::reading(&simple) {
        Some(reading) => reading.to_owned(),
        None => {
            let mut chars = simple.chars();
            match (chars.next().and_then(surnames::reading_of_char), chars.next()) {
                (Some(reading), None) => reading.to_owned(),
                _ => syllables(&simple).concat(),
            }
        }
    }
}

/// Pinyin of a name, family and given apart (`单 田芳` → `shan`, `tianfang`); Latin letters stay, in lower case.
pub fn name(name: &Name) -> (String, String) {
    let (family, given) = match name {
        Name::Literal { literal } => return (letters(literal), String::new()),
        Name::Person(p) => (p.family.as_str(), p.given.as_str()),
    };
    let first = if crate::text::script::has_han(family) && family.chars().count() <= 2 { surname(family) } else { letters(family) };
    (first, letters(given))
}

/// Pinyin of a text in one word; what is no Han character stays as a folded key.
pub fn letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c.to_pinyin() {
            Some(p) => out.push_str(plain(p.plain())),
            None => out.push_str(&super::fold::key(c.encode_utf8(&mut [0; 4]))),
        }
    }
    out
}

/// Finals by initial, from the table of syllables of Hanyu Pinyin (GB/T 16159).
const FINALS: &[(&str, &str)] = &[
    ("", "a o e ai ei ao ou an en ang eng er"),
    ("b", "a o ai ei ao an en ang eng i ie iao ian in ing u"),
    ("p", "a o ai ei ao ou an en ang eng i ie iao ian in ing u"),
    ("m", "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u"),
    ("f", "a o ei ou an en ang eng u"),
    ("d", "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un"),
    ("t", "a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un"),
    ("n", "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan v ve ue"),
    ("l", "a o e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve ue"),
    ("g", "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"),
    ("k", "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"),
    ("h", "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"),
    ("j", "i ia ie iao iu ian in iang ing iong u ue uan un"),
    ("q", "i ia ie iao iu ian in iang ing iong u ue uan un"),
    ("x", "i ia ie iao iu ian in iang ing iong u ue uan un"),
    ("zh", "i a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"),
    ("ch", "i a e ai ao ou an en ang eng ong u ua uo uai ui uan un uang"),
    ("sh", "i a e ai ei ao ou an en ang eng u ua uo uai ui uan un uang"),
    ("r", "i e ao ou an en ang eng ong u uo ui uan un"),
    ("z", "i a e ai ei ao ou an en ang eng ong u uo ui uan un"),
    ("c", "i a e ai ao ou an en ang eng ong u uo ui uan un"),
    ("s", "i a e ai ao ou an en ang eng ong u uo ui uan un"),
    ("y", "a e ao ou an ang i in ing o ong u ue uan un"),
    ("w", "a o ai ei an en ang eng u"),
];

static SYLLABLES: LazyLock<rustc_hash::FxHashSet<String>> =
    LazyLock::new(|| FINALS.iter().flat_map(|(i, finals)| finals.split(' ').map(move |f| format!("{i}{f}"))).collect());

/// Whether the lower-case letters are one syllable of Hanyu Pinyin (`lü` as `lv` or `lyu`).
pub fn is_syllable(s: &str) -> bool {
    s.len() <= 6 && (SYLLABLES.contains(s) || matches!(s, "lyu" | "nyu"))
}

/// Splits letters into pinyin syllables, the longest first with a way back (`zhiqiang` → `zhi`, `qiang`); `None` where
/// they are no pinyin. An apostrophe or hyphen divides too (`xi'an`).
pub fn divide(word: &str) -> Option<Vec<String>> {
    let lower = word.to_lowercase().replace('ü', "v");
    if lower.is_empty() || lower.len() > 40 {
        return None;
    }
    let mut out = Vec::new();
    for part in lower.split(['\'', '’', '-', '‐', '‑', ' ']) {
        if !part.is_ascii() || !divide_part(part, &mut out) {
            return None;
        }
    }
    Some(out)
}

fn divide_part(part: &str, out: &mut Vec<String>) -> bool {
    if part.is_empty() {
        return false;
    }
    // reach[i] = length of the syllable by which position i was reached, fewest syllables first.
    let n = part.len();
    let mut best: Vec<Option<(usize, usize)>> = vec![None; n + 1];
    best[0] = Some((0, 0));
    for at in 0..n {
        let Some((count, _)) = best[at] else { continue };
        for len in 1..=6.min(n - at) {
            if part.get(at..at + len).is_some_and(is_syllable) && best[at + len].is_none_or(|(c, _)| count + 1 < c) {
                best[at + len] = Some((count + 1, len));
            }
        }
    }
    let mut ends = Vec::new();
    let mut at = n;
    while at > 0 {
        let Some((_, len)) = best[at] else { return false };
        ends.push(part[at - len..at].to_owned());
        at -= len;
    }
    out.extend(ends.into_iter().rev());
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_have_their_own_reading() {
        for (family, given, want) in [
            ("单", "田芳", "shan tianfang"),
            ("仇", "英", "qiu ying"),
            ("区", "小明", "ou xiaoming"),
            ("曾", "国藩", "zeng guofan"),
            ("查", "良镛", "zha liangyong"),
            ("朴", "正", "piao zheng"),
            ("盖", "叫天", "ge jiaotian"),
            ("乐", "黛云", "yue daiyun"),
            ("翟", "明", "zhai ming"),
            ("覃", "明", "qin ming"),
            ("缪", "明", "miao ming"),
            ("尉迟", "恭", "yuchi gong"),
            ("长孙", "无忌", "zhangsun wuji"),
            ("万俟", "卨", "moqi xie"),
            ("解", "缙", "xie jin"),
            ("任", "东来", "ren donglai"),
            ("吕", "布", "lv bu"),
            ("曾", "三", "zeng san"),
            ("單", "三", "shan san"),
            ("Ruffini", "P B", "ruffini pb"),
        ] {
            let (f, g) = name(&Name::person(family, given));
            assert_eq!(format!("{f} {g}"), want);
        }
    }

    #[test]
    fn given_names_divide_into_syllables() {
        for (word, want) in [
            ("Zhiqiang", "zhi qiang"),
            ("Tianqi", "tian qi"),
            ("Xi'an", "xi an"),
            ("Xian", "xian"),
            ("Fang-li", "fang li"),
            ("Lüsheng", "lv sheng"),
        ] {
            assert_eq!(divide(word).map(|s| s.join(" ")).as_deref(), Some(want), "{word}");
        }
        for word in ["Smith", "Robert", "", "-", "Kurt"] {
            assert_eq!(divide(word), None, "{word}");
        }
        assert_eq!(syllables("女子"), ["nv", "zi"]);
        assert_eq!(initials("中国"), "zg");
    }
}
