//! Names (8.1): three and 等, family name first, initials without dots, capitals in 2015.

use super::Edition;
use super::marks::Marks;
use crate::model::{Name, Names, Person};
use crate::text::script::{has_cjk, has_han};

/// Language of an entry, as far as its words differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// Chinese, simplified or traditional.
    Chinese,
    /// Japanese.
    Japanese,
    /// Korean.
    Korean,
    /// Russian and other languages in Cyrillic letters.
    Russian,
    /// English and all others.
    Western,
}

impl Tongue {
    /// By a BCP 47 tag.
    pub fn of(language: &str) -> Self {
        match language.get(..2).unwrap_or("").to_ascii_lowercase().as_str() {
            "zh" => Tongue::Chinese,
            "ja" => Tongue::Japanese,
            "ko" => Tongue::Korean,
            "ru" | "uk" | "be" | "bg" => Tongue::Russian,
            _ => Tongue::Western,
        }
    }

    /// Chinese or Japanese.
    pub fn is_eastern(self) -> bool {
        matches!(self, Tongue::Chinese | Tongue::Japanese)
    }

    /// What stands for further names.
    pub fn et_al(self) -> &'static str {
        match self {
            Tongue::Chinese => "等",
            Tongue::Japanese => "他",
            Tongue::Korean => "외",
            Tongue::Russian => "и др.",
            Tongue::Western => "et al.",
        }
    }

    /// What stands for an unknown author (8.1.3).
    pub fn anonymous(self) -> &'static str {
        if self == Tongue::Chinese { "佚名" } else { "Anon" }
    }

    /// The word behind translators.
    pub fn translator(self) -> &'static str {
        match self {
            Tongue::Chinese => "译",
            Tongue::Japanese => "訳",
            Tongue::Korean => "역",
            Tongue::Russian => "пер.",
            Tongue::Western => "trans.",
        }
    }
}

/// A list of names: the first three and 等 where there are more (8.1.2).
pub fn list(names: &Names, tongue: Tongue, edition: Edition, marks: Marks) -> String {
    let shown = if names.list.len() > 3 { 3 } else { names.list.len() };
    let mut parts: Vec<String> = names.list[..shown].iter().map(|n| name(n, edition, marks)).filter(|s| !s.is_empty()).collect();
    if names.list.len() > shown || names.et_al {
        parts.push(tongue.et_al().to_owned());
    }
    parts.join(marks.comma)
}

/// One name, family name first.
pub fn name(name: &Name, edition: Edition, marks: Marks) -> String {
    match name {
        Name::Literal { literal } => marks.text(literal),
        Name::Person(p) => person(p, edition, marks),
    }
}

fn person(p: &Person, edition: Edition, marks: Marks) -> String {
    if has_cjk(&p.family) || has_han(&p.given) {
        return format!("{}{}", p.family, p.given);
    }
    let mut family = join(&p.non_dropping_particle, &p.family);
    if edition == Edition::Y2015 {
        family = family.to_uppercase();
    }
    let mut out = join(&join(&family, &initials(&p.given)), &p.dropping_particle);
    let suffix = p.suffix.trim_end_matches('.');
    if !suffix.is_empty() {
        // 2025 parts it with a comma (annex A, `Sodeman W A，Jr`).
        out.push_str(if edition == Edition::Y2015 { " " } else { marks.comma });
        out.push_str(suffix);
    }
    out
}

fn join(a: &str, b: &str) -> String {
    if a.is_empty() || b.is_empty() { format!("{a}{b}") } else { format!("{a} {b}") }
}

/// `J. Alan` → `J A`, `Jean-Paul` → `J P`, `A.B.` → `A B`, `MH` → `M H`.
pub fn initials(given: &str) -> String {
    let mut out = String::new();
    for word in given.split(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | '‐' | '‑' | '–' | '·' | '．')) {
        let Some(first) = word.chars().find(|c| c.is_alphabetic()) else { continue };
        let count = word.chars().count();
        let capitals = (2..=3).contains(&count) && word.chars().all(char::is_uppercase);
        for c in word.chars().take(if capitals { count } else { 1 }) {
            let c = if capitals { c } else { first };
            if !out.is_empty() {
                out.push(' ');
            }
            out.extend(c.to_uppercase());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citing::gbt7714::marks::Punctuation;

    #[test]
    fn given_names_become_initials_without_dots() {
        for (given, want) in [
            ("Alexander A.", "A A"),
            ("J. Alan", "J A"),
            ("Jean-Paul", "J P"),
            ("A.B.", "A B"),
            ("MH", "M H"),
            ("Fu-xin", "F X"),
            ("А Я", "А Я"),
            ("", ""),
        ] {
            assert_eq!(initials(given), want, "{given}");
        }
    }

    #[test]
    fn capitals_belong_to_2015_and_three_names_are_enough() {
        let half = Marks::of(Punctuation::Half, false);
        let full = Marks::of(Punctuation::Full, false);
        let four = Names::new(["Sadock", "Sadock", "Ruiz", "Kaplan"].iter().map(|f| Name::person(*f, "B J")).collect());
        assert_eq!(list(&four, Tongue::Western, Edition::Y2015, half), "SADOCK B J, SADOCK B J, RUIZ B J, et al.");
        assert_eq!(list(&four, Tongue::Western, Edition::Y2025, full), "Sadock B J，Sadock B J，Ruiz B J，et al.");
        let flagged = Names { list: vec![Name::person("张", "三")], et_al: true };
        assert_eq!(list(&flagged, Tongue::Chinese, Edition::Y2015, half), "张三, 等");
        let body = Name::literal("American Water Works Association");
        assert_eq!(name(&body, Edition::Y2015, half), "American Water Works Association");
    }
}
