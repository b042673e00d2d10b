//! The engine that turns a draft into a record: runs the rules in order and writes down what each changed.

use super::draft::{Draft, Slot};
pub use super::rules::RULES;
use super::setdown;
use super::sheet::{Leaf, Sheet};
use crate::model::{Flag, Kind, Place, Record, Target};
use std::sync::LazyLock;

/// What a rule about one piece may look at.
pub struct About<'a> {
    /// Which piece it is.
    pub slot: Slot,
    /// Language of its face.
    pub language: &'a str,
    /// Type of its face, where known by then.
    pub kind: Option<Kind>,
}

/// How a rule works.
pub enum Apply {
    /// On the value of one piece of the declared slots; `None` leaves it as it is.
    Piece(fn(&str, &About) -> Option<String>),
    /// As [`Apply::Piece`], only on values with more than plain letters, digits and marks: the others it would leave as they are.
    Odd(fn(&str, &About) -> Option<String>),
    /// On all faces together; it writes only the declared slots and says whether a piece changed.
    Sheet(fn(&mut Sheet) -> bool),
}

/// A rule: changes only the fields that it declares.
pub struct Rule {
    /// Stable id, shown by `why` (`page-dash`).
    pub id: &'static str,
    /// One line for people.
    pub explain: &'static str,
    /// The pieces it may change.
    pub fields: &'static [Slot],
    /// It puts damaged print right: the record is flagged.
    pub repairs: bool,
    /// What it does.
    pub apply: Apply,
}

impl Rule {
    /// What it does with a single piece, where it works on one.
    pub fn piece(&self) -> Option<fn(&str, &About) -> Option<String>> {
        match self.apply {
            Apply::Piece(work) | Apply::Odd(work) => Some(work),
            Apply::Sheet(_) => None,
        }
    }
}

/// The rule of that id.
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|r| r.id == id)
}

/// Runs the rules over all faces, and again where a pass changed something, until nothing changes (damaged print may
/// need a second pass; the bound is for pieces that would never settle).
pub fn run(sheet: &mut Sheet) {
    sheet.leaves.iter_mut().flat_map(|l| &mut l.entries).for_each(|e| e.changed = true);
    for _ in 0..4 {
        if !pass(sheet) {
            break;
        }
    }
}

/// One pass: a piece that did not change in the pass before gives every rule the same answer as then.
fn pass(sheet: &mut Sheet) -> bool {
    let mut any = false;
    for entry in sheet.leaves.iter_mut().flat_map(|l| &mut l.entries) {
        (entry.open, entry.changed) = (entry.changed, false);
    }
    for (rule, slots) in RULES.iter().zip(SLOTS.iter()) {
        match rule.apply {
            Apply::Sheet(work) => any |= work(sheet),
            Apply::Piece(work) | Apply::Odd(work) => {
                let odd = matches!(rule.apply, Apply::Odd(_));
                let mut changed = false;
                for leaf in &mut sheet.leaves {
                    changed |= pieces(leaf, rule, *slots, odd, work);
                }
                if changed && rule.repairs {
                    sheet.flags.add(Flag::Repaired);
                }
                any |= changed;
            }
        }
    }
    any
}

/// The declared slots of every rule, one bit each.
static SLOTS: LazyLock<Vec<u64>> = LazyLock::new(|| RULES.iter().map(|r| r.fields.iter().fold(0, |all, s| all | bit(*s))).collect());

fn bit(slot: Slot) -> u64 {
    1 << slot as u32
}

fn pieces(leaf: &mut Leaf, rule: &Rule, slots: u64, odd: bool, work: fn(&str, &About) -> Option<String>) -> bool {
    let (language, kind) = (leaf.language, leaf.kind);
    let mut changed = false;
    for entry in leaf.entries.iter_mut().filter(|e| e.open && slots & bit(e.slot) != 0 && (e.odd || !odd)) {
        if let Some(value) = work(&entry.value, &About { slot: entry.slot, language, kind }).filter(|v| *v != entry.value) {
            changed = true;
            entry.change(value, rule.id);
        }
    }
    changed
}

/// Finishes a draft: every printed piece becomes a typed field; a field that ends up different from its print carries
/// the printed text and the ids of the rules that changed it.
///
/// `text` is what the style was given: the record's raw text and place are the draft's span of it, in characters.
/// Links keep the indices of the draft.
pub fn finish(mut draft: Draft, text: &str) -> Record {
    let mut sheet = Sheet::of(&mut draft);
    run(&mut sheet);
    let mut record = setdown::record(sheet);
    let raw = text.get(draft.span.clone()).unwrap_or(text);
    let start = text.get(..draft.span.start).map_or(0, |s| s.chars().count());
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    record.place = Place { start: count(start), end: count(start + raw.chars().count()), ..Place::default() };
    record.raw = raw.to_owned();
    record.confidence = draft.confidence;
    record.reader = draft.style.to_owned();
    record.links = draft.links.iter().map(|(relation, to)| (*relation, Target::Index(count(*to)))).collect();
    record
}
