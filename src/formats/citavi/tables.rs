//! The lists of a Citavi project: persons, names, notes, and which belongs to which reference.

use crate::formats::person;
use crate::formats::xml::Node;
use crate::model::{Name, Names, Person};
use rustc_hash::FxHashMap;

/// Lists in which a row names a reference and what belongs to it.
const LISTS: [&str; 9] = [
    "ReferenceAuthors",
    "ReferenceEditors",
    "ReferencePublishers",
    "ReferenceKeywords",
    "ReferenceGroups",
    "ReferenceCategories",
    "ReferenceCollaborators",
    "ReferenceOrganizations",
    "ReferenceReferences",
];

/// All lists, by their ids.
#[derive(Default)]
pub struct Tables<'a> {
    persons: FxHashMap<&'a str, Name>,
    names: FxHashMap<&'a str, String>,
    periodicals: FxHashMap<&'a str, &'a Node<'a>>,
    references: FxHashMap<&'a str, &'a Node<'a>>,
    parents: FxHashMap<String, String>,
    links: FxHashMap<&'static str, FxHashMap<String, Vec<String>>>,
    /// Places where a reference is kept, by its id.
    pub locations: FxHashMap<String, Vec<&'a Node<'a>>>,
    /// Quotations and thoughts on a reference, by its id.
    pub thoughts: FxHashMap<String, Vec<&'a Node<'a>>>,
}

impl<'a> Tables<'a> {
    /// The lists of a document.
    pub fn of(doc: &'a Node<'a>) -> Self {
        let persons = doc.all("Person").into_iter().map(|p| (p.attr("id"), named(p))).collect();
        let mut tables = Tables { persons, ..Tables::default() };
        for list in ["Publisher", "Keyword", "Periodical", "SeriesTitle", "Group", "Category"] {
            tables.names.extend(doc.all(list).into_iter().map(|node| (node.attr("id"), node.get(&["Name"]))));
        }
        tables.periodicals = doc.all("Periodical").into_iter().map(|p| (p.attr("id"), p)).collect();
        tables.references = doc.all("References").into_iter().flat_map(|l| l.nodes()).map(|r| (r.attr("id"), r)).collect();
        for list in LISTS {
            let rows = doc.all(list).into_iter().flat_map(|l| l.nodes()).filter(|n| n.name == "OnetoN").map(Node::text);
            let links = rows.filter_map(|row| {
                let mut ids = row.split(';').map(str::to_owned);
                Some((ids.next()?, ids.collect()))
            });
            tables.links.insert(list, links.collect());
        }
        for (parent, children) in tables.links.get("ReferenceReferences").into_iter().flatten() {
            tables.parents.extend(children.iter().map(|c| (c.clone(), parent.clone())));
        }
        for (list, name) in [(&mut tables.locations, "Location"), (&mut tables.thoughts, "KnowledgeItem")] {
            for node in doc.all(name) {
                list.entry(node.get(&["ReferenceID"])).or_default().push(node);
            }
        }
        tables
    }

    fn linked(&self, list: &str, id: &str) -> &[String] {
        self.links.get(list).and_then(|l| l.get(id)).map_or(&[], Vec::as_slice)
    }

    /// The persons that a list gives to a reference.
    pub fn people(&self, list: &str, id: &str) -> Names {
        Names::new(self.linked(list, id).iter().filter_map(|p| self.persons.get(p.as_str())).cloned().collect())
    }

    /// The names that a list gives to a reference.
    pub fn texts(&self, list: &str, id: &str) -> Vec<&str> {
        self.linked(list, id).iter().map(|p| self.name(p)).filter(|s| !s.is_empty()).collect()
    }

    /// The name behind an id; empty where there is none.
    pub fn name(&self, id: &str) -> &str {
        self.names.get(id).map_or("", String::as_str)
    }

    /// The periodical behind an id.
    pub fn periodical(&self, id: &str) -> Option<&'a Node<'a>> {
        self.periodicals.get(id).copied()
    }

    /// The reference that a contribution stands in.
    pub fn parent(&self, id: &str) -> Option<&'a Node<'a>> {
        self.references.get(self.parents.get(id)?.as_str()).copied()
    }
}

fn named(person: &Node) -> Name {
    let joined = |tags: [&str; 2]| tags.map(|t| person.get(&[t])).into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ");
    let (family, given) = (joined(["Prefix", "LastName"]), joined(["FirstName", "MiddleName"]));
    if given.is_empty() {
        // A person typed into one field stands as `Family, Given`.
        return person::name(&family).filter(|_| family.contains(',')).unwrap_or_else(|| Name::literal(family));
    }
    Name::Person(Person { family, given, suffix: person.get(&["Suffix"]), ..Person::default() })
}
