//! The pattern language of citation keys: `[auth][year][shorttitle]`, fields in brackets with modifiers behind colons.
//!
//! Fields: `auth` (first author's family name), `auth2` (its first two letters), `authors`, `authors3` (three, then `etal`),
//! `authetal` (two, or the first and `etal`), `initials` (first letters of all families), `year`, `yy`, `title`, `shorttitle`,
//! `journal`, `publisher`, `volume`, `issue`, `page` (first), `type`, `language`. A number behind a colon takes so many words
//! (`[title:3]`; of Chinese two characters a word). Modifiers: `lower`, `upper`, `cap` (each word's first letter), `abbr`
//! (first letters), `han` (Chinese characters stay), `pinyin` (the default), `(text)` where the field is empty.

use super::citekey;
use crate::model::{Face, Name, Role, Var};
use crate::normalise::pinyin;
use crate::text::script::{has_han, is_han};

/// The pattern of a library that has none of its own.
pub const DEFAULT: &str = "[auth][year][shorttitle]";

/// A pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    parts: Vec<Part>,
    plain: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Field { field: Field, count: Option<usize>, case: Case, han: bool, abbr: bool, otherwise: String },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Auth,
    Authors,
    AuthEtAl,
    Initials,
    Year,
    ShortYear,
    Title,
    ShortTitle,
    Page,
    Type,
    Language,
    Var(Var),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    Lower,
    Upper,
    Cap,
}

/// Names of fields.
const FIELDS: &[(&str, Field)] = &[
    ("authetal", Field::AuthEtAl),
    ("authors", Field::Authors),
    ("auth", Field::Auth),
    ("initials", Field::Initials),
    ("year", Field::Year),
    ("yy", Field::ShortYear),
    ("shorttitle", Field::ShortTitle),
    ("title", Field::Title),
    ("journal", Field::Var(Var::ContainerTitle)),
    ("publisher", Field::Var(Var::Publisher)),
    ("volume", Field::Var(Var::Volume)),
    ("issue", Field::Var(Var::Issue)),
    ("page", Field::Page),
    ("type", Field::Type),
    ("language", Field::Language),
];

impl Pattern {
    /// Reads a pattern; says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            match rest.strip_prefix('[') {
                Some(inside) => {
                    let end = inside.find(']').ok_or_else(|| format!("{text}: a bracket is not closed"))?;
                    parts.push(part(&inside[..end])?);
                    rest = &inside[end + 1..];
                }
                None => {
                    let end = rest.find('[').unwrap_or(rest.len());
                    let (own, next) = rest.split_at(end);
                    if let Some(bad) = own.chars().find(|c| !allowed(*c)) {
                        return Err(format!("{text}: {bad:?} cannot stand in a key"));
                    }
                    parts.push(Part::Text(own.to_owned()));
                    rest = next;
                }
            }
        }
        if !parts.iter().any(|p| matches!(p, Part::Field { .. })) {
            return Err(format!("{text}: a pattern needs a field, such as [auth]"));
        }
        Ok(Pattern { parts, plain: text == DEFAULT })
    }

    /// The key of a face, without a suffix against clashes; never empty.
    pub fn key(&self, face: &Face) -> String {
        if self.plain {
            return citekey::generate(face);
        }
        let fields: Vec<String> =
            self.parts.iter().map(|p| if let Part::Field { .. } = p { p.value(face) } else { String::new() }).collect();
        if fields.iter().all(String::is_empty) {
            return citekey::generate(face);
        }
        let text = |p: &Part| if let Part::Text(t) = p { Some(t.clone()) } else { None };
        self.parts.iter().zip(fields).map(|(p, f)| text(p).unwrap_or(f)).collect()
    }
}

/// What may stand in a key anywhere: in BibTeX, biblatex, pandoc, Typst and Org.
fn allowed(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '+' | '/')
}

fn part(inside: &str) -> Result<Part, String> {
    let mut words = split(inside).into_iter();
    let name = words.next().unwrap_or_default();
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = &name[bare.len()..];
    let field = FIELDS.iter().find(|(n, _)| *n == bare).map(|(_, f)| *f);
    let field = field.ok_or_else(|| {
        let names: Vec<&str> = FIELDS.iter().map(|(n, _)| *n).collect();
        format!("[{inside}]: unknown field {bare}; fields are {}", names.join(", "))
    })?;
    let (mut count, mut case, mut han, mut abbr, mut otherwise) = (number.parse().ok(), Case::Lower, false, false, String::new());
    for word in words {
        match word {
            "lower" => case = Case::Lower,
            "upper" => case = Case::Upper,
            "cap" | "capitalize" => case = Case::Cap,
            "han" => han = true,
            "pinyin" => han = false,
            "abbr" => abbr = true,
            _ if word.starts_with('(') && word.ends_with(')') => word[1..word.len() - 1].clone_into(&mut otherwise),
            _ => match word.parse() {
                Ok(n) if n > 0 => count = Some(n),
                _ => {
                    return Err(format!(
                        "[{inside}]: unknown modifier {word}; modifiers are lower, upper, cap, abbr, han, pinyin, a number, (text)"
                    ));
                }
            },
        }
    }
    if let Some(bad) = otherwise.chars().find(|c| !allowed(*c)) {
        return Err(format!("[{inside}]: {bad:?} cannot stand in a key"));
    }
    Ok(Part::Field { field, count, case, han, abbr, otherwise })
}

/// Words between colons; a text in parentheses is one word.
fn split(inside: &str) -> Vec<&str> {
    let (mut out, mut start, mut depth) = (Vec::new(), 0, 0i32);
    for (i, c) in inside.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ':' if depth == 0 => {
                out.push(&inside[start..i]);
                start = i + 1;
            }
            _ => {}
        }
    }
    out.push(&inside[start..]);
    out
}

impl Part {
    fn value(&self, face: &Face) -> String {
        let Part::Field { field, count, case, han, abbr, otherwise } = self else { return String::new() };
        let style = Style { case: *case, han: *han, abbr: *abbr };
        let value = match field {
            Field::Auth => {
                let name = citekey::first_name(face).map(|n| style.name(n)).unwrap_or_default();
                count.map_or_else(|| name.clone(), |n| name.chars().take(n).collect())
            }
            Field::Authors => style.authors(face, count.unwrap_or(usize::MAX), false),
            Field::AuthEtAl => style.authors(face, 2, true),
            Field::Initials => names(face).iter().filter_map(|n| style.name(n).chars().next()).collect(),
            Field::Year => face.year().map(|y| y.to_string()).unwrap_or_default(),
            Field::ShortYear => face.year().map(|y| format!("{:02}", y.rem_euclid(100))).unwrap_or_default(),
            Field::ShortTitle => style.words(face.get(Var::Title), count.unwrap_or(1)),
            Field::Title => style.words(face.get(Var::Title), count.unwrap_or(usize::MAX)),
            Field::Page => face.get(Var::Page).split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_owned(),
            Field::Type => face.kind.as_str().replace('_', "-"),
            Field::Language => face.language.split('-').next().unwrap_or_default().to_owned(),
            Field::Var(var @ (Var::Volume | Var::Issue)) => face.get(*var).chars().filter(char::is_ascii_alphanumeric).collect(),
            Field::Var(var) => style.words(face.get(*var), count.unwrap_or(usize::MAX)),
        };
        if value.is_empty() { otherwise.clone() } else { value }
    }
}

fn names(face: &Face) -> &[Name] {
    let roles = [Role::Author, Role::Editor, Role::Compiler, Role::Director, Role::Translator];
    roles.iter().find_map(|r| face.names(*r)).map_or(&[], |n| &n.list)
}

struct Style {
    case: Case,
    han: bool,
    abbr: bool,
}

impl Style {
    fn cased(&self, word: &str) -> String {
        match self.case {
            Case::Lower => word.to_lowercase(),
            Case::Upper => word.to_uppercase(),
            Case::Cap => {
                let mut chars = word.chars();
                chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
            }
        }
    }

    fn name(&self, name: &Name) -> String {
        if self.han && has_han(name.family()) {
            return name.family().chars().filter(|c| is_han(*c)).collect();
        }
        self.cased(&citekey::of_name(name))
    }

    fn authors(&self, face: &Face, most: usize, first_alone: bool) -> String {
        let all = names(face);
        let cut = face.names(Role::Author).is_some_and(|n| n.et_al) || all.len() > most;
        let shown = if cut && first_alone { 1 } else { most };
        let mut out: String = all.iter().take(shown).map(|n| self.name(n)).collect();
        if cut && !out.is_empty() {
            out.push_str(&self.cased("etal"));
        }
        out
    }

    /// The first meaningful words of a text; two Han characters count as one word.
    fn words(&self, text: &str, count: usize) -> String {
        let first = text.chars().find(|c| c.is_alphanumeric());
        if first.is_some_and(is_han) {
            let start: String = text.chars().filter(|c| is_han(*c)).take(count.saturating_mul(2)).collect();
            return match (self.han, self.abbr) {
                (true, _) => start,
                (false, true) => self.cased_all(&pinyin::initials(&start)),
                (false, false) => pinyin::syllables(&start).iter().map(|s| self.cased(s)).collect(),
            };
        }
        let words = citekey::telling(text, count);
        if self.abbr {
            return self.cased_all(&words.iter().filter_map(|w| w.chars().next()).collect::<String>());
        }
        words.iter().map(|w| self.cased(w)).collect()
    }

    fn cased_all(&self, letters: &str) -> String {
        if self.case == Case::Lower { letters.to_lowercase() } else { letters.to_uppercase() }
    }
}

/// The letters a, b … z, aa, ab … that tell equal keys apart.
pub fn suffix(n: u32) -> String {
    let mut out = String::new();
    let mut rest = n + 1;
    while rest > 0 {
        out.insert(0, char::from(b'a' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Date, DateVar, Kind, Names};

    fn face(authors: &[Name], title: &str, journal: &str) -> Face {
        let mut face = Face::new(Kind::ArticleJournal);
        face.set_names(Role::Author, Names::new(authors.to_vec()));
        face.set_date(DateVar::Issued, Date::year(2021));
        face.set(Var::Title, title);
        face.set(Var::ContainerTitle, journal);
        face.set(Var::Page, "33-40");
        face
    }

    #[test]
    fn patterns_make_the_keys_they_say() {
        let zh = face(&[Name::person("罗", "晖"), Name::person("高", "洁"), Name::person("单", "雄信")], "科研价值观的作用", "今日科苑");
        let en = face(
            &[Name::person("Özil", "M."), Name::person("Smith", "J.")],
            "The Effect of Scientific Values",
            "Journal of Applied Physics",
        );
        for (pattern, chinese, english) in [
            ("[auth][year][shorttitle]", "luo2021keyan", "ozil2021effect"),
            ("[auth:cap]_[yy]", "Luo_21", "Ozil_21"),
            ("[auth:han][year]", "罗2021", "ozil2021"),
            ("[authors2:cap]:[year]", "LuoGaoEtal:2021", "OzilSmith:2021"),
            ("[authetal].[year]", "luoetal.2021", "ozilsmith.2021"),
            ("[initials:upper][title:2]", "LGSkeyanjiazhi", "OSeffectscientific"),
            ("[journal:abbr]-[page]", "jrky-33", "jap-33"),
            ("[journal:abbr:upper][auth2]", "JRKYlu", "JAPoz"),
            ("[title:2:han]", "科研价值", "effectscientific"),
            ("[volume:(nv)][auth:upper]", "nvLUO", "nvOZIL"),
        ] {
            let pattern = Pattern::parse(pattern).expect("pattern");
            assert_eq!((pattern.key(&zh).as_str(), pattern.key(&en).as_str()), (chinese, english));
        }
        assert_eq!(Pattern::parse("[auth]").expect("pattern").key(&Face::default()), "item");
    }

    #[test]
    fn a_wrong_pattern_says_what_is_wrong() {
        for (pattern, why) in [
            ("[auth", "not closed"),
            ("[author]", "unknown field author"),
            ("[auth:big]", "unknown modifier big"),
            ("x y[auth]", "cannot stand"),
            ("key", "needs a field"),
            ("[auth:({)]", "cannot stand"),
        ] {
            let told = Pattern::parse(pattern).expect_err(pattern);
            assert!(told.contains(why), "{told}");
        }
    }
}
