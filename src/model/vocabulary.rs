//! Vocabularies: closed lists of names, each name a value with its spelling in CSL-JSON.

/// Declares an enum whose values have the names given, with `ALL`, `as_str`, `from_str`, and serde by name.
macro_rules! vocabulary {
    ($(#[$about:meta])* pub enum $list:ident { $($(#[$doc:meta])* $value:ident = $name:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $list { $($(#[$doc])* $value,)+ }

        impl $list {
            /// Every value, in the order of declaration.
            pub const ALL: &[$list] = &[$($list::$value,)+];

            /// The name that CSL-JSON uses.
            pub fn as_str(self) -> &'static str {
                match self { $($list::$value => $name,)+ }
            }

            /// The value of that CSL-JSON name.
            #[expect(clippy::should_implement_trait, reason = "an unknown name is no error here")]
            pub fn from_str(name: &str) -> Option<Self> {
                match name {
                    $($name => Some($list::$value),)+
                    _ => None,
                }
            }
        }

        impl serde::Serialize for $list {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $list {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let name = std::borrow::Cow::<str>::deserialize(d)?;
                $list::from_str(&name)
                    .ok_or_else(|| serde::de::Error::custom(format!("unknown {}: {name}", stringify!($list))))
            }
        }
    };
}

pub(super) use vocabulary;
