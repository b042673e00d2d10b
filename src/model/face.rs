//! A face: one publication described in one language, complete in CSL variables.

use super::{Date, DateVar, Kind, Name, Names, Role, Var};
use serde::{Deserialize, Serialize};

/// One description of a publication. Fields keep the order in which they were set.
///
/// A Chinese entry and its English translation are two faces of one work; values that both share (volume, pages, DOI)
/// stand in both, so that each is complete.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Face {
    /// Type of the publication.
    pub kind: Kind,
    /// Language as a BCP 47 tag (`zh`, `zh-Hant`, `en`); empty where unknown.
    pub language: String,
    /// Text variables, each at most once, never empty.
    pub fields: Vec<(Var, String)>,
    /// Names by role, each role at most once.
    pub names: Vec<(Role, Names)>,
    /// Dates, each at most once.
    pub dates: Vec<(DateVar, Date)>,
}

impl Face {
    /// A face of that kind with nothing else.
    pub fn new(kind: Kind) -> Self {
        Face { kind, ..Face::default() }
    }

    /// The value of a text variable; empty where there is none.
    pub fn get(&self, var: Var) -> &str {
        self.fields.iter().find(|(v, _)| *v == var).map_or("", |(_, s)| s.as_str())
    }

    /// Whether the variable has a value.
    pub fn has(&self, var: Var) -> bool {
        self.fields.iter().any(|(v, _)| *v == var)
    }

    /// Sets a text variable; an empty value removes it.
    pub fn set(&mut self, var: Var, value: impl Into<String>) {
        let value = value.into();
        match self.fields.iter().position(|(v, _)| *v == var) {
            Some(i) if value.is_empty() => drop(self.fields.remove(i)),
            Some(i) => self.fields[i].1 = value,
            None if value.is_empty() => {}
            None => self.fields.push((var, value)),
        }
    }

    /// Sets a text variable unless it has a value.
    pub fn set_default(&mut self, var: Var, value: impl Into<String>) {
        if !self.has(var) {
            self.set(var, value);
        }
    }

    /// Removes a text variable and returns its value.
    pub fn take(&mut self, var: Var) -> Option<String> {
        let i = self.fields.iter().position(|(v, _)| *v == var)?;
        Some(self.fields.remove(i).1)
    }

    /// The names in a role, if any.
    pub fn names(&self, role: Role) -> Option<&Names> {
        self.names.iter().find(|(r, _)| *r == role).map(|(_, n)| n)
    }

    /// The authors; empty where there are none.
    pub fn authors(&self) -> &[super::Name] {
        self.names(Role::Author).map_or(&[], |n| &n.list)
    }

    /// Sets the names of a role; an empty list removes it.
    pub fn set_names(&mut self, role: Role, names: Names) {
        self.names.retain(|(r, _)| *r != role);
        if !names.is_empty() {
            self.names.push((role, names));
        }
    }

    /// Adds a name to those in a role.
    pub fn push_name(&mut self, role: Role, name: Name) {
        self.names_mut(role).list.push(name);
    }

    /// Names in a role, to be added to: an empty list where there is none, which must not stay empty.
    pub fn names_mut(&mut self, role: Role) -> &mut Names {
        let at = self.names.iter().position(|(r, _)| *r == role).unwrap_or_else(|| {
            self.names.push((role, Names::default()));
            self.names.len() - 1
        });
        &mut self.names[at].1
    }

    /// A date, if it is there.
    pub fn date(&self, var: DateVar) -> Option<&Date> {
        self.dates.iter().find(|(v, _)| *v == var).map(|(_, d)| d)
    }

    /// Sets a date; an empty one removes it.
    pub fn set_date(&mut self, var: DateVar, date: Date) {
        self.dates.retain(|(v, _)| *v != var);
        if !date.is_empty() {
            self.dates.push((var, date));
        }
    }

    /// The year of publication.
    pub fn year(&self) -> Option<i32> {
        self.date(DateVar::Issued).and_then(Date::first_year)
    }

    /// Whether it says nothing at all.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.names.is_empty() && self.dates.is_empty()
    }
}
