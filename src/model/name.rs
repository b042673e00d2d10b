//! Names of persons and bodies, and lists of them with their "et al." flag.

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

/// The parts of a person's name, each as printed; empty where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Person {
    /// Family name (surname); for Chinese names the one or two characters in front.
    pub family: String,
    /// Given name or initials.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub given: String,
    /// Particle that stays with the family name in sorting (`Van` in `Van Gogh`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub non_dropping_particle: String,
    /// Particle that is dropped where the family name stands alone (`von` in `von Humboldt`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub dropping_particle: String,
    /// `Jr.`, `III`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub suffix: String,
    /// Whether a comma stands before the suffix in natural order (`Peyton Z. Peebles, Jr.`).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub comma_suffix: bool,
    /// Country or dynasty printed before the name, without its brackets (`德`, `唐`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub mark: String,
}

/// A person, or a body or name that is kept whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(untagged)]
pub enum Name {
    /// A corporate body, or a personal name that must not be divided.
    Literal {
        /// The name as it stands.
        literal: String,
    },
    /// A divided personal name.
    Person(Person),
}

impl Name {
    /// A name kept whole.
    pub fn literal(name: impl Into<String>) -> Self {
        Name::Literal { literal: name.into() }
    }

    /// A person by family and given name.
    pub fn person(family: impl Into<String>, given: impl Into<String>) -> Self {
        Name::Person(Person { family: family.into(), given: given.into(), ..Person::default() })
    }

    /// The family name with its non-dropping particle, or the whole literal.
    pub fn sort_name(&self) -> String {
        match self {
            Name::Literal { literal } => literal.clone(),
            Name::Person(p) if p.non_dropping_particle.is_empty() => p.family.clone(),
            Name::Person(p) => format!("{} {}", p.non_dropping_particle, p.family),
        }
    }

    /// The family name alone, or the whole literal.
    pub fn family(&self) -> &str {
        match self {
            Name::Literal { literal } => literal,
            Name::Person(p) => &p.family,
        }
    }

    /// The given name; empty for literals.
    pub fn given(&self) -> &str {
        match self {
            Name::Literal { .. } => "",
            Name::Person(p) => &p.given,
        }
    }
}

/// A name is read in one pass: derived, it would be put aside whole to be tried as the one and then as the other.
impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name;

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("a name")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Name, A::Error> {
        let (mut literal, mut person) = (None, Person::default());
        while let Some(part) = map.next_key::<Part>()? {
            match part {
                Part::Literal => literal = Some(map.next_value()?),
                Part::Family => person.family = map.next_value()?,
                Part::Given => person.given = map.next_value()?,
                Part::NonDroppingParticle => person.non_dropping_particle = map.next_value()?,
                Part::DroppingParticle => person.dropping_particle = map.next_value()?,
                Part::Suffix => person.suffix = map.next_value()?,
                Part::CommaSuffix => person.comma_suffix = map.next_value()?,
                Part::Mark => person.mark = map.next_value()?,
                Part::Other => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(literal.map_or(Name::Person(person), |literal| Name::Literal { literal }))
    }
}

/// The keys of a name.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Part {
    Literal,
    Family,
    Given,
    NonDroppingParticle,
    DroppingParticle,
    Suffix,
    CommaSuffix,
    Mark,
    #[serde(other)]
    Other,
}

/// A list of names in printed order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Names {
    /// The names that are printed.
    pub list: Vec<Name>,
    /// Whether the list was cut short with 等 or et al.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub et_al: bool,
}

impl Names {
    /// A list without "et al.".
    pub fn new(list: Vec<Name>) -> Self {
        Names { list, et_al: false }
    }

    /// Whether there is neither a name nor the flag.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty() && !self.et_al
    }
}
