//! Names and codes of languages (BCP 47, ISO 639-2, babel, polyglossia, plain words) in both directions.

/// The BCP 47 tag of a language as formats name it; what is not known stays as it is.
pub fn tag(name: &str) -> String {
    let name = name.trim();
    if name.is_empty() {
        return String::new();
    }
    let folded: String = name.chars().filter(|c| c.is_alphanumeric() || *c == '-' || *c == '_').collect::<String>().to_lowercase();
    if let Some((_, tag)) = LANGUAGES.iter().find(|(n, _)| *n == folded) {
        return (*tag).to_owned();
    }
    let mut parts = folded.split(['-', '_']);
    let primary = parts.next().unwrap_or_default();
    let known = LANGUAGES.iter().any(|(_, t)| *t == primary) || primary.len() == 2;
    if !(known && primary.is_ascii()) {
        return name.to_owned();
    }
    let mut out = primary.to_owned();
    for part in parts {
        out.push('-');
        match part.len() {
            2 => out.push_str(&part.to_uppercase()),
            4 => {
                out.push_str(&part[..1].to_uppercase());
                out.push_str(&part[1..]);
            }
            _ => out.push_str(part),
        }
    }
    out
}

/// The language name that babel and biblatex know, where there is one.
pub fn babel(tag: &str) -> Option<&'static str> {
    match tag {
        "en-US" => return Some("american"),
        "en-GB" => return Some("british"),
        "de" | "de-DE" => return Some("german"),
        "de-AT" => return Some("austrian"),
        "pt-BR" => return Some("brazilian"),
        "zh" => return Some("chinese"),
        _ => {}
    }
    let primary = tag.split('-').next().unwrap_or(tag);
    LANGUAGES.iter().find(|(n, t)| *t == primary && n.len() > 3 && n.is_ascii()).map(|(n, _)| *n)
}

const LANGUAGES: &[(&str, &str)] = &[
    ("english", "en"),
    ("eng", "en"),
    ("en", "en"),
    ("american", "en-US"),
    ("usenglish", "en-US"),
    ("british", "en-GB"),
    ("ukenglish", "en-GB"),
    ("英文", "en"),
    ("英语", "en"),
    ("chinese", "zh"),
    ("chi", "zh"),
    ("zho", "zh"),
    ("zh", "zh"),
    ("cn", "zh"),
    ("schinese", "zh-Hans"),
    ("tchinese", "zh-Hant"),
    ("中文", "zh"),
    ("汉语", "zh"),
    ("german", "de"),
    ("ngerman", "de"),
    ("deutsch", "de"),
    ("ger", "de"),
    ("deu", "de"),
    ("de", "de"),
    ("austrian", "de-AT"),
    ("naustrian", "de-AT"),
    ("french", "fr"),
    ("francais", "fr"),
    ("français", "fr"),
    ("fre", "fr"),
    ("fra", "fr"),
    ("fr", "fr"),
    ("spanish", "es"),
    ("español", "es"),
    ("spa", "es"),
    ("es", "es"),
    ("italian", "it"),
    ("italiano", "it"),
    ("ita", "it"),
    ("it", "it"),
    ("portuguese", "pt"),
    ("português", "pt"),
    ("por", "pt"),
    ("pt", "pt"),
    ("brazilian", "pt-BR"),
    ("russian", "ru"),
    ("rus", "ru"),
    ("ru", "ru"),
    ("japanese", "ja"),
    ("jpn", "ja"),
    ("ja", "ja"),
    ("日本語", "ja"),
    ("日文", "ja"),
    ("korean", "ko"),
    ("kor", "ko"),
    ("ko", "ko"),
    ("dutch", "nl"),
    ("dut", "nl"),
    ("nld", "nl"),
    ("nl", "nl"),
    ("danish", "da"),
    ("dan", "da"),
    ("da", "da"),
    ("swedish", "sv"),
    ("swe", "sv"),
    ("sv", "sv"),
    ("norwegian", "no"),
    ("norsk", "no"),
    ("nor", "no"),
    ("no", "no"),
    ("finnish", "fi"),
    ("fin", "fi"),
    ("fi", "fi"),
    ("icelandic", "is"),
    ("polish", "pl"),
    ("pol", "pl"),
    ("pl", "pl"),
    ("czech", "cs"),
    ("cze", "cs"),
    ("ces", "cs"),
    ("cs", "cs"),
    ("slovak", "sk"),
    ("hungarian", "hu"),
    ("magyar", "hu"),
    ("hun", "hu"),
    ("hu", "hu"),
    ("romanian", "ro"),
    ("rum", "ro"),
    ("ro", "ro"),
    ("bulgarian", "bg"),
    ("croatian", "hr"),
    ("hrv", "hr"),
    ("serbian", "sr"),
    ("srp", "sr"),
    ("slovene", "sl"),
    ("slovenian", "sl"),
    ("slv", "sl"),
    ("ukrainian", "uk"),
    ("ukr", "uk"),
    ("greek", "el"),
    ("gre", "el"),
    ("el", "el"),
    ("latin", "la"),
    ("lat", "la"),
    ("la", "la"),
    ("turkish", "tr"),
    ("tur", "tr"),
    ("tr", "tr"),
    ("arabic", "ar"),
    ("ara", "ar"),
    ("ar", "ar"),
    ("hebrew", "he"),
    ("heb", "he"),
    ("he", "he"),
    ("persian", "fa"),
    ("per", "fa"),
    ("hindi", "hi"),
    ("vietnamese", "vi"),
    ("vie", "vi"),
    ("thai", "th"),
    ("catalan", "ca"),
    ("basque", "eu"),
    ("galician", "gl"),
    ("estonian", "et"),
    ("latvian", "lv"),
    ("lithuanian", "lt"),
    ("afrikaans", "af"),
    ("indonesian", "id"),
    ("mongolian", "mn"),
    ("tibetan", "bo"),
];

/// The language of a text by its script: Chinese for Han without kana, else what the script makes certain; empty where it does not.
pub fn of_text(text: &str) -> &'static str {
    use crate::text::script::{is_han, is_hangul, is_kana};
    if text.chars().any(is_kana) {
        "ja"
    } else if text.chars().any(is_hangul) {
        "ko"
    } else if text.chars().any(is_han) {
        "zh"
    } else {
        ""
    }
}
