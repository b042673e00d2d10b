//! Journals written out: the full title behind an abbreviation (`Phys. Rev. Lett.`), for titles known here (`names.txt`).
//!
//! An abbreviation stands for a title whose words it shortens one by one, in order (ISO 4): each cut off (`Rev.`) or drawn
//! together (`Natl.`), articles and joining words left out. What fits two titles equally well stands for neither.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

const NAMES: &str = include_str!("names.txt");

/// The full title that an abbreviated one stands for; none where it is not abbreviated, not known, or could be several.
pub fn written_out(printed: &str) -> Option<&'static str> {
    if printed.len() > 120 {
        return None;
    }
    let words = words(printed);
    // Initials alone (`J. A. C. S.`) stand for too much.
    if !(2..=16).contains(&words.len()) || words.iter().all(|w| w.chars().count() < 3) {
        return None;
    }
    let table = &*TABLE;
    if let Some(title) = table.aliases.get(&words.join(" ")) {
        return Some(&table.titles[*title as usize]);
    }
    let mut best: Option<(usize, bool, u32)> = None;
    let mut tied = false;
    for form in table.forms.get(&initials(&words))? {
        let Some(left) = left_out(&words, &form.words) else { continue };
        let rank = (left, form.part);
        match best {
            Some((l, p, title)) if rank == (l, p) => tied |= title != form.title,
            Some((l, p, _)) if rank > (l, p) => {}
            _ => {
                best = Some((left, form.part, form.title));
                tied = false;
            }
        }
    }
    let (left, _, title) = best?;
    // Without a dot, words that are cut off must be cut off by more than an ending.
    let cut = if printed.contains('.') { left >= 1 } else { left >= 3 };
    (cut && !tied).then(|| &*table.titles[title as usize])
}

/// A title's words, as an abbreviation may shorten them.
struct Form {
    words: Box<[Box<str>]>,
    /// Whether it leaves out a part of the title (`Physica E`).
    part: bool,
    title: u32,
}

#[derive(Default)]
struct Table {
    titles: Vec<Box<str>>,
    forms: FxHashMap<String, Vec<Form>>,
    aliases: FxHashMap<String, u32>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for line in NAMES.lines().filter(|l| !l.starts_with('#')) {
        let (names, aliases) = line.split_once('\t').unwrap_or((line, ""));
        let (first, ends) = names.split_once('|').unwrap_or((names, ""));
        let (stem, end) = match first.split_once('{') {
            Some((stem, end)) => (stem, end),
            None => first.split_at(first.rfind(' ').map_or(0, |at| at + 1)),
        };
        if stem.is_empty() && end.is_empty() {
            continue;
        }
        table.add(&format!("{stem}{end}"));
        for alias in aliases.split(';').map(words).filter(|w| !w.is_empty()) {
            let title = table.titles.len() as u32 - 1;
            table.aliases.insert(alias.join(" "), title);
        }
        for end in ends.split('|').filter(|e| !e.is_empty()) {
            table.add(&format!("{stem}{end}"));
        }
    }
    table
});

impl Table {
    fn add(&mut self, title: &str) {
        let at = self.titles.len() as u32;
        self.titles.push(title.into());
        let whole = words(title);
        // A section stands for its journal (`Physica E`), and some lists leave its letter out.
        if let Some((head, _)) = title.split_once(':') {
            let head = words(head);
            if head.len() >= 2 && head.last().is_some_and(|w| w.len() == 1) {
                self.form(&head, true, at);
            }
        }
        if let Some(letter) = whole.iter().position(|w| w.len() == 1).filter(|i| *i > 0 && i + 2 < whole.len()) {
            let mut less = whole.clone();
            less.remove(letter);
            self.form(&less, true, at);
        }
        self.form(&whole, false, at);
    }

    fn form(&mut self, words: &[String], part: bool, title: u32) {
        let form = Form { words: words.iter().map(|w| w.as_str().into()).collect(), part, title };
        self.forms.entry(initials(words)).or_default().push(form);
    }
}

/// The words that an abbreviation keeps, in lower case.
fn words(title: &str) -> Vec<String> {
    title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .filter(|w| !STOPS.contains(&w.as_str()))
        .collect()
}

/// Words that abbreviations leave out, and those that only announce a section's letter.
const STOPS: &[&str] = &[
    "and", "of", "the", "in", "for", "on", "to", "from", "its", "de", "la", "le", "les", "des", "du", "der", "die", "das", "für", "et",
    "und", "section", "sect", "part", "pt", "series", "ser",
];

fn initials(words: &[impl AsRef<str>]) -> String {
    words.iter().filter_map(|w| w.as_ref().chars().next()).collect()
}

/// What a word drawn together counts beside the letters it leaves out.
const DRAWN: usize = 100;

/// How many letters an abbreviation leaves out of a title's words; none where it is no abbreviation of them.
fn left_out(short: &[String], long: &[Box<str>]) -> Option<usize> {
    if short.len() != long.len() {
        return None;
    }
    short.iter().zip(long).try_fold(0, |sum, (s, l)| Some(sum + letters_left_out(s, l)?))
}

/// The same of one word: cut off, or drawn together.
fn letters_left_out(short: &str, long: &str) -> Option<usize> {
    if short == long {
        return Some(0);
    }
    let least = LONGER.iter().find(|(word, _)| long.starts_with(word)).map_or(1, |(_, least)| *least);
    if short.len() < least || short.len() >= long.len() {
        return None;
    }
    if long.starts_with(short) {
        return Some(long.chars().count() - short.chars().count());
    }
    let mut rest = long.chars();
    let drawn = short.len() >= 2 && short.chars().all(|c| rest.any(|l| l == c));
    // Any word cut off there is a better fit than one drawn together.
    drawn.then(|| long.chars().count() - short.chars().count() + DRAWN)
}

/// Words that are not cut as short as a more frequent one with the same beginning (`Phys.` is physics).
const LONGER: &[(&str, usize)] = &[
    ("physiolog", 6),
    ("econometr", 7),
    ("pharmacolog", 8),
    ("psychiatr", 8),
    ("neuroscien", 7),
    ("biochem", 6),
    ("biophys", 6),
    ("biotech", 6),
    ("chemother", 8),
    ("electrochem", 8),
    ("geophys", 6),
    ("microbiolog", 7),
    ("immunolog", 5),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_of_known_journals_are_written_out_and_others_stay() {
        for (short, full) in [
            ("Phys. Rev. Lett.", "Physical Review Letters"),
            ("Phys Rev Lett", "Physical Review Letters"),
            ("J. Phys.: Condens. Matter", "Journal of Physics: Condensed Matter"),
            ("Proc. Natl. Acad. Sci. U.S.A.", "Proceedings of the National Academy of Sciences of the United States of America"),
            ("Jpn. J. Appl. Phys.", "Japanese Journal of Applied Physics"),
            ("Meas. Sci. Technol.", "Measurement Science and Technology"),
            ("Am. J. Phys.", "American Journal of Physics"),
            ("Am. J. Physiol.", "American Journal of Physiology"),
            ("J. Am. Chem. Soc.", "Journal of the American Chemical Society"),
            ("IEEE Trans. Pattern Anal. Mach. Intell.", "IEEE Transactions on Pattern Analysis and Machine Intelligence"),
            ("Z. Phys. B", "Zeitschrift für Physik B"),
            ("Angew. Chem. Int. Ed.", "Angewandte Chemie International Edition"),
        ] {
            assert_eq!(written_out(short), Some(full), "{short}");
        }
        for other in ["Nature", "Physical Review Letters", "Ann. Phys.", "J. Phys.", "Proc. of Something Unknown", "学报", "", "a.b.c."] {
            assert_eq!(written_out(other), None, "{other}");
        }
    }

    #[test]
    fn no_title_is_listed_twice() {
        let mut all: Vec<&str> = TABLE.titles.iter().map(|t| &**t).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
