//! Search terms and queries: Chinese by characters, pinyin, and words; and the text works are sorted by.

use super::Library;
use crate::model::{Name, Record, Role, Var};
use crate::normalise::{fold, pinyin};
use crate::store::{Result, search, works};
use crate::text::hant::simplified;
use crate::text::script::{has_han, is_han};

/// The words and the pinyin of a work, separated by spaces, for the index.
pub fn terms(record: &Record) -> (String, String) {
    let (mut words, mut sounds) = (String::new(), String::new());
    for face in &record.faces {
        for (_, names) in &face.names {
            for name in &names.list {
                let (family, given) = (name.family(), name.given());
                push(&mut words, family);
                push(&mut words, given);
                name_sounds(&mut sounds, name);
            }
        }
        for var in [Var::Title, Var::ContainerTitle, Var::CollectionTitle, Var::Publisher, Var::Doi, Var::Keyword, Var::Annote] {
            push(&mut words, face.get(var));
        }
        for syllable in pinyin::syllables(face.get(Var::Title)) {
            sounds.push_str(syllable);
            sounds.push(' ');
        }
        if let Some(year) = face.year() {
            words.push_str(&year.to_string());
            words.push(' ');
        }
    }
    push(&mut words, &record.tags.join(" "));
    (words, sounds)
}

/// Adds a text with every Han character by itself.
fn push(out: &mut String, text: &str) {
    for c in text.chars().map(simplified) {
        if is_han(c) {
            out.push(' ');
            out.push(c);
            out.push(' ');
        } else {
            out.push(c);
        }
    }
    out.push(' ');
}

/// `zhang san zhangsan zs`: family, given, run together, and initials.
fn name_sounds(out: &mut String, name: &Name) {
    if !has_han(name.family()) {
        return;
    }
    let (family, given) = pinyin::name(name);
    let initials = pinyin::initials(name.given());
    let first = family.chars().next().map(String::from).unwrap_or_default();
    out.push_str(&format!("{family} {given} {family}{given} {first}{initials} "));
}

/// What a work is sorted by: first author (Chinese in pinyin), year, title.
pub fn sort_text(record: &Record) -> String {
    let Some(face) = record.faces.first() else { return String::new() };
    let name = face.authors().first().map(|n| {
        let (family, given) = pinyin::name(n);
        format!("{family} {given}")
    });
    format!("{}\t{:04}\t{}", name.unwrap_or_default(), face.year().unwrap_or(9999), fold::key(face.get(Var::Title)))
}

/// A work in one line: authors, year, title, container, and the other face's title.
pub fn line(record: &Record) -> String {
    let Some(face) = record.faces.first() else { return String::new() };
    let mut parts = Vec::new();
    if let Some(names) = face.names(Role::Author).or_else(|| face.names(Role::Editor)) {
        let mut list: Vec<String> = names.list.iter().take(3).map(short).collect();
        if names.et_al || names.list.len() > 3 {
            list.push(if face.language.starts_with("zh") { "等".into() } else { "et al.".into() });
        }
        parts.push(list.join(", "));
    }
    if let Some(year) = face.year() {
        parts.push(year.to_string());
    }
    parts.push(face.get(Var::Title).to_owned());
    if face.has(Var::ContainerTitle) {
        parts.push(face.get(Var::ContainerTitle).to_owned());
    }
    parts.retain(|p| !p.is_empty());
    let mut line = parts.iter().map(|p| p.trim_end_matches('.')).collect::<Vec<_>>().join(". ");
    for other in record.faces.iter().skip(1) {
        line += &format!("  ⇄ {}", other.get(Var::Title));
    }
    line
}

fn short(name: &Name) -> String {
    let given = name.given();
    if has_han(name.family()) { format!("{}{given}", name.family()) } else { name.family().to_owned() }
}

/// An FTS5 query for what a person typed: Han characters as a phrase, Latin words as beginnings, in words or pinyin.
pub fn query(typed: &str) -> String {
    let mut parts = Vec::new();
    let typed: String = typed.chars().map(simplified).collect();
    for word in typed.split_whitespace() {
        let mut run = String::new();
        let mut han = false;
        let mut flush = |run: &mut String, han: bool| {
            let clean: String = run.chars().filter(|c| *c != '"').collect();
            if clean.chars().any(char::is_alphanumeric) {
                if han {
                    parts.push(format!("\"{}\"", clean.chars().map(String::from).collect::<Vec<_>>().join(" ")));
                } else {
                    parts.push(format!("\"{clean}\"*"));
                }
            }
            run.clear();
        };
        for c in word.chars() {
            if is_han(c) != han && !run.is_empty() {
                flush(&mut run, han);
            }
            han = is_han(c);
            run.push(c);
        }
        flush(&mut run, han);
    }
    parts.join(" ")
}

impl Library {
    /// Works that match what was typed, best first.
    pub fn find(&self, typed: &str, most: usize) -> Result<Vec<works::Work>> {
        let query = query(typed);
        if query.is_empty() {
            return Ok(Vec::new());
        }
        let mut all = Vec::new();
        for id in search::find(&self.store.db, &query, most)? {
            all.extend(works::get(&self.store.db, id)?);
        }
        Ok(all)
    }
}
