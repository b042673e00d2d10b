//! What the rules work on: the pieces of a draft with their print, their value so far, and the rules that touched them.

use super::draft::{Draft, DraftFace, Slot};
use crate::model::{Flags, Kind, Role};

/// A piece: value so far and what was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub slot: Slot,
    /// The value so far.
    pub value: String,
    /// The print, where the value is no longer the same.
    pub printed: Option<String>,
    /// The rules that changed it.
    pub rules: Vec<&'static str>,
    /// It changed in this pass of the rules.
    pub changed: bool,
    /// The rules have to look at it in this pass.
    pub open: bool,
    /// Its value has more than plain letters, digits, marks and single spaces.
    pub odd: bool,
}

/// One face on the way from draft to record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaf {
    /// Type, once known.
    pub kind: Option<Kind>,
    /// The rule that worked the type out, where the style did not say it.
    pub kind_rule: Option<&'static str>,
    /// Language, once known.
    pub language: &'static str,
    /// The pieces.
    pub entries: Vec<Entry>,
    /// The author list was cut short.
    pub et_al: bool,
    /// Role of [`Slot::OtherRole`].
    pub other_role: Option<Role>,
}

/// A draft under way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The faces.
    pub leaves: Vec<Leaf>,
    /// Flags.
    pub flags: Flags,
}

impl Leaf {
    fn of(face: DraftFace) -> Self {
        let entries = face
            .pieces
            .into_iter()
            .map(|(slot, value)| Entry { slot, odd: is_odd(&value), value, printed: None, rules: Vec::new(), changed: true, open: true })
            .collect();
        Leaf {
            kind: face.kind,
            kind_rule: None,
            language: face.language.unwrap_or(""),
            entries,
            et_al: face.et_al,
            other_role: face.other_role,
        }
    }

    /// The value of the first piece of that slot; empty where there is none.
    pub fn get(&self, slot: Slot) -> &str {
        self.entries.iter().find(|e| e.slot == slot).map_or("", |e| e.value.as_str())
    }

    /// Whether there is a piece of that slot.
    pub fn has(&self, slot: Slot) -> bool {
        self.entries.iter().any(|e| e.slot == slot)
    }

    /// The first piece of that slot.
    pub fn entry(&mut self, slot: Slot) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|e| e.slot == slot)
    }

    /// Adds a piece that a rule took out of another one's print.
    pub fn add(&mut self, slot: Slot, value: &str, printed: &str, rule: &'static str) {
        let value = value.trim();
        if !value.is_empty() {
            self.entries.push(Entry {
                slot,
                value: value.to_owned(),
                printed: Some(printed.to_owned()),
                rules: vec![rule],
                changed: true,
                open: true,
                odd: is_odd(value),
            });
        }
    }
}

impl Entry {
    /// Makes it a piece of another slot.
    pub fn become_slot(&mut self, slot: Slot) {
        self.slot = slot;
        (self.changed, self.open) = (true, true);
    }

    /// Gives it another value by a rule; an equal one changes nothing.
    pub fn change(&mut self, value: String, rule: &'static str) {
        if value == self.value {
            return;
        }
        self.odd = is_odd(&value);
        let old = std::mem::replace(&mut self.value, value);
        (self.changed, self.open) = (true, true);
        self.printed.get_or_insert(old);
        if !self.rules.contains(&rule) {
            self.rules.push(rule);
        }
    }

    /// The print.
    pub fn print(&self) -> &str {
        self.printed.as_deref().unwrap_or(&self.value)
    }
}

/// Whether a value has more than plain ASCII letters, digits, marks and single spaces.
fn is_odd(value: &str) -> bool {
    let mut before = 0;
    value.bytes().any(|b| {
        let plain = b.is_ascii_alphanumeric() || matches!(b, b'.' | b',' | b':' | b';' | b'(' | b')' | b'-' | b'/' | b'\'' | b'?' | b'!');
        let odd = !(plain || b == b' ' && before != b' ');
        before = b;
        odd
    })
}

impl Sheet {
    /// Lays out a draft's faces.
    pub fn of(draft: &mut Draft) -> Self {
        let leaves = std::mem::take(&mut draft.faces).into_iter().map(Leaf::of).collect();
        Sheet { leaves, flags: draft.flags }
    }
}
