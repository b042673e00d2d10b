//! Search terms and queries: Chinese by characters, pinyin, and words; and the text works are sorted by.

use super::Library;
use crate::model::{Name, Record, Var};
use crate::normalise::{fold, pinyin};
use crate::store::{Result, search, works};
use crate::text::script::is_han;

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
    for c in text.chars() {
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

/// Pinyin syllables of a Chinese name; none for others.
fn sounds_of(name: &Name) -> Vec<&'static str> {
    let mut all = pinyin::syllables(name.family());
    all.extend(pinyin::syllables(name.given()));
    all
}

/// `zhang san zhangsan zs`: syllables, run together, and initials.
fn name_sounds(out: &mut String, name: &Name) {
    let sounds = sounds_of(name);
    if sounds.is_empty() {
        return;
    }
    out.push_str(&sounds.join(" "));
    out.push(' ');
    out.push_str(&sounds.concat());
    out.push(' ');
    out.extend(sounds.iter().filter_map(|s| s.chars().next()));
    out.push(' ');
}

/// What a work is sorted by: first author (Chinese in pinyin), year, title.
pub fn sort_text(record: &Record) -> String {
    let Some(face) = record.faces.first() else { return String::new() };
    let name = face.authors().first().map(|n| {
        let sounds = sounds_of(n);
        if sounds.is_empty() { fold::key(&n.sort_name()) } else { sounds.join(" ") }
    });
    format!("{}\t{:04}\t{}", name.unwrap_or_default(), face.year().unwrap_or(9999), fold::key(face.get(Var::Title)))
}

/// An FTS5 query for what a person typed: Han characters as a phrase, Latin words as beginnings, in words or pinyin.
pub fn query(typed: &str) -> String {
    let mut parts = Vec::new();
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
