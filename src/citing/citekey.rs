//! Citation keys from the pattern `[auth][year][shorttitle]`, Chinese names and titles in pinyin: `luo2018zhongguo`.

use crate::model::{Face, Name, Role, Var};
use crate::normalise::pinyin;
use crate::text::script::{has_han, is_han};
use unicode_normalization::UnicodeNormalization;

/// Words that say nothing at the beginning of a title or of a body's name.
const EMPTY_WORDS: &[&str] = &[
    "a", "an", "the", "on", "of", "in", "at", "to", "for", "and", "or", "with", "from", "by", "is", "are", "do", "does", "what", "how",
    "why", "der", "die", "das", "des", "dem", "den", "ein", "eine", "zur", "zum", "von", "und", "le", "la", "les", "l", "un", "une", "du",
    "de", "et", "el", "los", "las", "una", "y",
];

/// The key for a face, without a suffix against clashes; ASCII letters and digits only, never empty.
pub fn generate(face: &Face) -> String {
    let mut key = auth(face);
    if let Some(year) = face.year() {
        key.push_str(&year.to_string());
    }
    let words = if key.is_empty() { 3 } else { 1 };
    key.push_str(&short_title(face.get(Var::Title), words));
    if key.is_empty() {
        key = [Var::ContainerTitle, Var::Publisher, Var::Url]
            .iter()
            .map(|v| ascii_words(face.get(*v), 3))
            .find(|s| !s.is_empty())
            .unwrap_or_default();
    }
    if key.is_empty() { "item".to_owned() } else { key }
}

/// The first author's family name; else an editor's, translator's or compiler's.
fn auth(face: &Face) -> String {
    first_name(face).map(of_name).unwrap_or_default()
}

/// The name a work is known by: its first author's, else an editor's, compiler's, director's or translator's.
pub(super) fn first_name(face: &Face) -> Option<&Name> {
    let roles = [Role::Author, Role::Editor, Role::Compiler, Role::Director, Role::Translator];
    roles.iter().find_map(|r| face.names(*r).and_then(|n| n.list.first()))
}

/// A family name, or the first words of a body's name.
pub(super) fn of_name(name: &Name) -> String {
    match name {
        Name::Person(p) if has_han(&p.family) => pinyin::surname(&p.family),
        Name::Person(p) => ascii(&format!("{}{}", p.non_dropping_particle, p.family)),
        Name::Literal { literal } if has_han(literal) => han_start(literal, 2),
        Name::Literal { literal } => ascii_words(literal, 2),
    }
}

/// The first meaningful words of a title; of a Chinese one the first two characters in pinyin.
fn short_title(title: &str, words: usize) -> String {
    let first = title.chars().find(|c| c.is_alphanumeric());
    if first.is_some_and(is_han) { han_start(title, 2 * words) } else { ascii_words(title, words) }
}

fn han_start(text: &str, count: usize) -> String {
    let start: String = text.chars().filter(|c| is_han(*c)).take(count).collect();
    pinyin::syllables(&start).concat()
}

/// The first words of a text that say something, or its first words where none does.
pub(super) fn telling(text: &str, count: usize) -> Vec<String> {
    let words = || text.split(|c: char| !c.is_alphanumeric()).map(ascii).filter(|w| !w.is_empty());
    let telling: Vec<String> = words().filter(|w| !EMPTY_WORDS.contains(&w.as_str())).take(count).collect();
    if telling.is_empty() { words().take(count).collect() } else { telling }
}

fn ascii_words(text: &str, count: usize) -> String {
    let chosen = telling(text, count);
    if chosen.is_empty() && has_han(text) { han_start(text, 2 * count) } else { chosen.concat() }
}

/// Lower-case ASCII letters and digits: accents dropped, Cyrillic and Greek transliterated, the rest left out.
fn ascii(text: &str) -> String {
    let mut out = String::new();
    for c in text.nfkd().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            _ => out.push_str(letter(c)),
        }
    }
    out
}

fn letter(c: char) -> &'static str {
    match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'þ' => "th",
        'ı' => "i",
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'э' | 'є' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ы' => "y",
        'ю' => "yu",
        'я' => "ya",
        'α' => "a",
        'β' => "b",
        'γ' => "g",
        'δ' => "d",
        'ε' | 'η' => "e",
        'ζ' => "z",
        'θ' => "th",
        'ι' => "i",
        'κ' => "k",
        'λ' => "l",
        'μ' => "m",
        'ν' => "n",
        'ξ' => "x",
        'ο' | 'ω' => "o",
        'π' => "p",
        'ρ' => "r",
        'σ' | 'ς' => "s",
        'τ' => "t",
        'υ' => "y",
        'φ' => "ph",
        'χ' => "ch",
        'ψ' => "ps",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Date, DateVar, Kind, Names};

    fn face(authors: &[Name], year: i32, title: &str) -> Face {
        let mut face = Face::new(Kind::Book);
        face.set_names(Role::Author, Names::new(authors.to_vec()));
        face.set_date(DateVar::Issued, Date::year(year));
        face.set(Var::Title, title);
        face
    }

    #[test]
    fn keys_are_what_a_person_would_choose() {
        let table = [
            (face(&[Name::person("罗", "晖")], 2018, "中国科技外交40年：回顾与展望"), "luo2018zhongguo"),
            (face(&[Name::person("单", "田芳")], 2010, "隋唐演义"), "shan2010suitang"),
            (
                face(&[Name::person("Özkarağöz Doğan", "E.")], 2021, "Can science diplomacy address climate change?"),
                "ozkaragozdogan2021can",
            ),
            (face(&[Name::literal("The Royal Society")], 2010, "New Frontiers in Science Diplomacy"), "royalsociety2010new"),
            (face(&[], 1962, "康熙字典"), "1962kangxi"),
            (face(&[Name::person("Кочетков", "А Я")], 1993, "Условия залегания"), "kochetkov1993usloviya"),
        ];
        for (face, key) in table {
            assert_eq!(generate(&face), key);
        }
        assert_eq!(generate(&Face::default()), "item");
    }
}
