//! Decisions: events that win over what records say, each with its author.

use super::{Relation, Var};
use serde::{Deserialize, Serialize};

/// Who decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Author {
    /// A rule, by name.
    Rule(String),
    /// A person.
    Person,
}

/// What was decided about records (named by their permanent ids) or works (named by any record of theirs).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "what")]
pub enum Decision {
    /// Two records are of one work.
    Same {
        /// One record.
        a: i64,
        /// The other.
        b: i64,
    },
    /// Two records are of different works, and this is not to be asked again.
    Different {
        /// One record.
        a: i64,
        /// The other.
        b: i64,
    },
    /// Two works are related.
    Related {
        /// The record whose work is the subject.
        a: i64,
        /// The record whose work is the object.
        b: i64,
        /// How.
        relation: Relation,
    },
    /// A field has this value.
    Field {
        /// The record whose work it is.
        record: i64,
        /// The field's name: a variable, role, date, `type` or `language`, after a language and a dot for one face.
        field: String,
        /// The new value as JSON; null removes the field.
        value: serde_json::Value,
    },
    /// The work has this citation key.
    Key {
        /// The record whose work it is.
        record: i64,
        /// The key.
        key: String,
    },
    /// The work has this tag.
    Tag {
        /// The record whose work it is.
        record: i64,
        /// The tag.
        tag: String,
    },
}

impl Decision {
    /// The name of a text variable as a field name.
    pub fn field_name(var: Var) -> String {
        var.as_str().to_owned()
    }
}
