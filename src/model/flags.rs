//! Flags of a record.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Something about a citation that is no field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Flag {
    /// The author list was cut short with 等 or et al.
    EtAl,
    /// A short form (同上, Ibid., 前引) filled from the work it points to.
    ShortForm,
    /// Cited after another work (转引自, cited in).
    CitedIn,
    /// The print was damaged and has been put right in places.
    Repaired,
    /// A short form whose earlier work was not found.
    Unresolved,
    /// Stands in running text or under a figure, not in a list or note of its own.
    InText,
    /// Several readings were close; a person should look.
    Doubtful,
    /// Comes from a structured field inside a document (Zotero, EndNote …).
    Structured,
}

impl Flag {
    /// Every flag.
    pub const ALL: [Flag; 8] =
        [Flag::EtAl, Flag::ShortForm, Flag::CitedIn, Flag::Repaired, Flag::Unresolved, Flag::InText, Flag::Doubtful, Flag::Structured];

    /// The name in `custom.flags`.
    pub fn as_str(self) -> &'static str {
        match self {
            Flag::EtAl => "et-al",
            Flag::ShortForm => "short-form",
            Flag::CitedIn => "cited-in",
            Flag::Repaired => "repaired",
            Flag::Unresolved => "unresolved",
            Flag::InText => "in-text",
            Flag::Doubtful => "doubtful",
            Flag::Structured => "structured",
        }
    }
}

/// A set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Flags(u16);

impl Flags {
    /// Adds a flag.
    pub fn add(&mut self, flag: Flag) {
        self.0 |= 1 << flag as u8;
    }

    /// Takes a flag away.
    pub fn remove(&mut self, flag: Flag) {
        self.0 &= !(1 << flag as u8);
    }

    /// Whether the flag is there.
    pub fn has(self, flag: Flag) -> bool {
        self.0 & (1 << flag as u8) != 0
    }

    /// The flags in the order of declaration.
    pub fn iter(self) -> impl Iterator<Item = Flag> {
        Flag::ALL.into_iter().filter(move |f| self.has(*f))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0 == 0
    }
}

impl Serialize for Flags {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(self.iter().map(Flag::as_str))
    }
}

impl<'de> Deserialize<'de> for Flags {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let mut flags = Flags::default();
        for name in Vec::<String>::deserialize(d)? {
            if let Some(f) = Flag::ALL.into_iter().find(|f| f.as_str() == name) {
                flags.add(f);
            }
        }
        Ok(flags)
    }
}
