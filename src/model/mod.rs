//! The values everything else speaks of: records, faces, names, dates, places, decisions, faults. No parsing, no input or output.

pub mod date;
pub mod decision;
pub mod evidence;
pub mod face;
pub mod fault;
pub mod flags;
pub mod kind;
pub mod name;
pub mod place;
pub mod record;
pub mod relation;
pub mod var;
mod vocabulary;

pub use date::{Date, Ymd};
pub use decision::{Author, Decision};
pub use evidence::{Change, Evidence};
pub use face::Face;
pub use fault::{Fault, Severity};
pub use flags::{Flag, Flags};
pub use kind::Kind;
pub use name::{Name, Names, Person};
pub use place::Place;
pub use record::{Record, Target};
pub use relation::Relation;
pub use var::{DateVar, Role, Var};
