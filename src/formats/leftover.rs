//! What a reader has found no place for: values of a source that stand nowhere in the record made of them go to the ledger
//! under the source's own names, so that nothing is lost in silence (a second publisher, an element nobody knows).

use super::tagged::Item;
use super::xml::{Kid, Node};
use crate::model::{Name, Record, Ymd};
use crate::text::script;
use rustc_hash::{FxHashSet, FxHasher};
use std::hash::Hasher;

/// The words of a record: what a value of the source is looked for in.
struct Words(FxHashSet<u64>);

impl Words {
    fn of(record: &Record) -> Self {
        let mut words = Words(FxHashSet::default());
        for face in &record.faces {
            face.fields.iter().for_each(|(_, value)| words.add(value));
            for (_, names) in &face.names {
                names.list.iter().for_each(|name| words.add_name(name));
                if names.et_al {
                    words.add("et al others 等");
                }
            }
            for date in face.dates.iter().map(|(_, date)| date) {
                words.add(&date.literal);
                date.start.into_iter().chain(date.end).for_each(|day| words.add_day(day));
            }
        }
        words.add(&record.key);
        record.tags.iter().chain(&record.files).for_each(|value| words.add(value));
        record.unknown.iter().for_each(|(_, value)| words.add(value));
        words
    }

    fn add(&mut self, text: &str) {
        each(text, &mut |word| {
            self.0.insert(word);
            true
        });
    }

    fn add_name(&mut self, name: &Name) {
        match name {
            Name::Literal { literal } => self.add(literal),
            Name::Person(p) => {
                for part in [&p.family, &p.given, &p.non_dropping_particle, &p.dropping_particle, &p.suffix, &p.mark] {
                    self.add(part);
                }
            }
        }
    }

    fn add_day(&mut self, day: Ymd) {
        self.add(&format!(
            "{} {} {} {:04}{:02} {:04}{:02}{:02}",
            day.year, day.month, day.day, day.year, day.month, day.year, day.month, day.day
        ));
        if let Some(month) = usize::from(day.month).checked_sub(1).and_then(|m| MONTHS.get(m)) {
            self.add(month);
            self.add(month.get(..3).unwrap_or_default());
        }
    }

    /// Whether every word of the text is among them.
    fn hold(&self, text: &str) -> bool {
        let doi = super::ids::is_doi(text).then(|| super::ids::doi(text));
        each(&super::unescape(doi.as_deref().unwrap_or(text)), &mut |word| self.0.contains(&word))
    }
}

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// Goes through the words of a text, folded: runs of letters or of digits without leading zeros, Han characters one by one;
/// stops where the visitor has seen enough, and tells whether it came to the end.
fn each(text: &str, visit: &mut dyn FnMut(u64) -> bool) -> bool {
    let (mut hasher, mut open, mut number) = (FxHasher::default(), false, false);
    for c in text.chars() {
        let han = script::is_han(c);
        let digit = c.is_ascii_digit();
        if open && (han || !c.is_alphanumeric() || digit != number) {
            if !visit(hasher.finish()) {
                return false;
            }
            (hasher, open) = (FxHasher::default(), false);
        }
        if han {
            hasher.write_u32(c as u32);
            if !visit(hasher.finish()) {
                return false;
            }
            hasher = FxHasher::default();
        } else if c.is_alphanumeric() {
            number = digit;
            if c == '0' && !open {
                continue;
            }
            open = true;
            c.to_lowercase().for_each(|l| hasher.write_u32(l as u32));
        }
    }
    !open || visit(hasher.finish())
}

/// Whether a note is one of ours, which carries what a format has no place for (see `carry`).
fn is_carried(value: &str) -> bool {
    value.contains("csl-face:") || value.contains("csl-more:")
}

/// Tags whose values the record does not hold; `done` names those that its reader has wholly dealt with.
pub fn tags(record: &mut Record, item: &Item, done: &[&str]) {
    let words = Words::of(record);
    for (tag, value) in &item.fields {
        if !done.contains(tag) && !is_carried(value) && !words.hold(value) {
            record.unknown.push(((*tag).to_owned(), value.clone()));
        }
    }
}

/// Elements with text that the record does not hold, by their names; what `passed` says yes to is left out with all it has
/// inside (what the exporting program keeps for itself, codes that were read as something else).
pub fn elements(record: &mut Record, node: &Node, passed: fn(&Node) -> bool) {
    named(record, node, passed, |_, leaf| leaf.name.to_owned());
}

/// The same with a name made of the element and the one it stands in.
pub fn named(record: &mut Record, node: &Node, passed: fn(&Node) -> bool, name: fn(&Node, &Node) -> String) {
    let words = Words::of(record);
    let mut open: Vec<(&Node, &Node)> = vec![(node, node)];
    while let Some((above, one)) = open.pop() {
        let speaks = one.kids.iter().any(|k| matches!(k, Kid::Text(t) if !t.trim().is_empty()));
        if speaks {
            let value = one.text();
            if !is_carried(&value) && !words.hold(&value) {
                record.unknown.push((name(above, one), value));
            }
            continue;
        }
        let from = open.len();
        open.extend(one.nodes().filter(|n| !passed(n)).map(|n| (one, n)));
        open[from..].reverse();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::xml::parse;
    use crate::model::{Date, DateVar, Face, Kind, Names, Var};

    fn record() -> Record {
        let mut face = Face::new(Kind::Book);
        face.set(Var::Title, "The <i>Art</i> of Lists");
        face.set_names(crate::model::Role::Author, Names::new(vec![Name::person("罗", "晖")]));
        face.set_date(DateVar::Issued, Date::ymd(2005, 7, 5));
        Record::of(face)
    }

    #[test]
    fn what_a_record_does_not_hold_is_kept_under_the_name_it_had() {
        let text = "<r><t>the art of Lists</t><n>罗晖</n><d>2005/07/05</d><d>5 July 2005</d><x>A second <b>publisher</b></x><id>9</id></r>";
        let doc = parse(text);
        let mut record = record();
        elements(&mut record, &doc, |n| n.name == "id");
        assert_eq!(record.unknown, [("x".to_owned(), "A second publisher".to_owned())]);
        let item =
            Item { fields: vec![("PB", "Other House".into()), ("T1", "Art of lists".into()), ("AU", "Luo".into())], ..Item::default() };
        tags(&mut record, &item, &["AU"]);
        assert_eq!(record.unknown.len(), 2);
    }
}
