//! Names as tagged and XML formats write them: `Family, Given, Suffix`, or as printed.

use super::bibtex::is_particle;
use crate::model::{Face, Name, Names, Person, Role};
use crate::normalise;
use crate::text::script::{has_han, is_han};

/// A single name; none where there is nothing.
pub fn name(text: &str) -> Option<Name> {
    let text = text.trim().trim_end_matches([';', ',', '，', '；']).trim();
    if text.is_empty() {
        return None;
    }
    let comma = text.split_once(',').or_else(|| if text.chars().all(|c| is_han(c) || c == '，') { text.split_once('，') } else { None });
    let Some((family, rest)) = comma else {
        return Some(if has_han(text) { normalise::names::one(text) } else { without_comma(text) });
    };
    let (given, suffix) = match rest.split_once(',') {
        Some((given, suffix)) if is_suffix(given.trim()) => (suffix, given),
        Some((given, suffix)) => (given, suffix),
        None => (rest, ""),
    };
    let (von, family) = particle(family.trim());
    Some(Name::Person(Person {
        family: family.to_owned(),
        given: given.trim().to_owned(),
        non_dropping_particle: von.to_owned(),
        suffix: suffix.trim().to_owned(),
        ..Person::default()
    }))
}

fn is_suffix(s: &str) -> bool {
    matches!(s.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV" | "jr" | "sr")
}

/// `Given Family`, or a body where it has the words of one.
fn without_comma(text: &str) -> Name {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [given @ .., family] = words.as_slice() else { return Name::literal(text) };
    if given.is_empty() || words.len() > 5 || words.iter().any(|w| is_body(w)) {
        return Name::literal(text);
    }
    let at = given.iter().position(|w| is_particle(w)).unwrap_or(given.len());
    Name::Person(Person {
        family: (*family).to_owned(),
        given: given[..at].join(" "),
        non_dropping_particle: given[at..].join(" "),
        ..Person::default()
    })
}

/// Words that only bodies have in their names.
fn is_body(word: &str) -> bool {
    let w = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    const BODIES: &[&str] = &[
        "university",
        "universität",
        "université",
        "institute",
        "institut",
        "institution",
        "organization",
        "organisation",
        "association",
        "society",
        "committee",
        "council",
        "department",
        "ministry",
        "agency",
        "bureau",
        "commission",
        "company",
        "corporation",
        "inc",
        "ltd",
        "foundation",
        "center",
        "centre",
        "college",
        "academy",
        "bank",
        "group",
        "team",
        "consortium",
        "of",
        "for",
        "and",
        "the",
        "press",
        "office",
        "board",
        "union",
        "nations",
        "collaboration",
        "network",
        "service",
        "project",
        "laboratory",
        "administration",
        "gmbh",
    ];
    BODIES.contains(&w.as_str())
}

fn particle(family: &str) -> (&str, &str) {
    let mut at = 0;
    for word in family.split_inclusive(' ') {
        if !is_particle(word.trim()) || at + word.len() >= family.len() {
            break;
        }
        at += word.len();
    }
    (family[..at].trim(), family[at..].trim())
}

/// Adds a name to a role of a face; 等 and et al. become the flag.
pub fn add(face: &mut Face, role: Role, text: &str) {
    let text = text.trim();
    let bare = text.trim_end_matches('.').to_lowercase();
    if matches!(bare.as_str(), "et al" | "等" | "others" | "et.al") {
        face.names_mut(role).et_al = true;
    } else if let Some(one) = name(text) {
        face.push_name(role, one);
    }
}

/// Adds a name that is to be kept whole.
pub fn add_literal(face: &mut Face, role: Role, text: &str) {
    if text.trim().is_empty() {
        return;
    }
    face.push_name(role, Name::literal(text.trim()));
}

/// Adds the names of a list joined with semicolons, or of a Chinese list with commas.
pub fn add_list(face: &mut Face, role: Role, text: &str) {
    let text = text.trim();
    let commas = has_han(text) && !text.contains([';', '；']);
    let at: &[char] = if commas { &[',', '，', '、'] } else { &[';', '；'] };
    for one in text.split(at).map(str::trim).filter(|s| !s.is_empty()) {
        add(face, role, one);
    }
}

/// `Family, Given, Suffix` for formats that want it so.
pub fn turned(name: &Name) -> String {
    match name {
        Name::Literal { literal } => literal.clone(),
        Name::Person(p) => {
            let von = if p.non_dropping_particle.is_empty() { &p.dropping_particle } else { &p.non_dropping_particle };
            let family = if von.is_empty() { p.family.clone() } else { format!("{von} {}", p.family) };
            match (p.given.is_empty(), p.suffix.is_empty()) {
                (true, true) => family,
                (false, true) => format!("{family}, {}", p.given),
                (_, false) => format!("{family}, {}, {}", p.given, p.suffix),
            }
        }
    }
}

/// Whether a list reads back as it is from turned names, so that it need not be carried.
pub fn reads_back(names: &Names) -> bool {
    !names.et_al && names.list.iter().all(|n| name(&turned(n)).as_ref() == Some(n))
}
