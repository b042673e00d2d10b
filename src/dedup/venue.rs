//! Journals, books and proceedings as containers: abbreviations, acronyms, parallel titles, names in both languages.

use super::fold::{self, distance, hash, letters};
use super::title::STOP;
use crate::text::script::has_cjk;
use std::{collections::HashMap, sync::LazyLock};

/// Names of journals in Chinese and English with their support.
const JOURNALS: &str = include_str!("journal_names.csv");

/// A container's names, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Venue {
    /// Names, parallel ones divided; each as folded words.
    pub names: Box<[Box<str>]>,
    /// Hash of the first name's letters; 0 where there is none.
    pub key: u64,
    /// What kind of container the words speak of.
    pub sort: Sort,
    /// Whether an acronym stands for all that tells it from others (`SIGMOD Conference`), so that it proves no difference.
    pub opaque: bool,
}

/// What the words of a container's name speak of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Nothing to tell it by.
    #[default]
    Unknown,
    /// A journal.
    Journal,
    /// Proceedings.
    Conference,
    /// A preprint archive.
    Preprint,
    /// Technical reports.
    Report,
    /// A university's theses.
    Thesis,
}

/// How two containers agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum VenueMatch {
    /// The same name, or its abbreviation.
    Match,
    /// Much in common.
    Near,
    /// Not known on one side, or too short to tell.
    #[default]
    Missing,
    /// Other names.
    Conflict,
}

impl Venue {
    /// Reads a container's printed names.
    pub fn of(printed: &str, short: &str) -> Self {
        let mut names: Vec<Box<str>> = Vec::new();
        let clean = fold::clean(printed);
        let mut add = |piece: &str| {
            let words = strip(&fold::words(piece));
            if !words.is_empty() && names.len() < 4 && names.iter().all(|n| **n != *words) {
                names.push(words.into());
            }
        };
        let cut = |at: Option<usize>| at.map(|i| &clean[..i]);
        for piece in clean.split(" = ").flat_map(|p| p.split(" / ")).flat_map(|p| p.split(['[', ']'])) {
            let official = piece
                .find(" : official")
                .or_else(|| piece.find(": official"))
                .or_else(|| piece.find(". Conference:"))
                .or_else(|| piece.find(" Conference:"));
            let piece = official.map_or(piece, |i| &piece[..i]);
            add(piece);
            if let Some((before, rest)) = piece.split_once(['(', '（']) {
                add(before);
                let inner = rest.split([')', '）']).next().unwrap_or("");
                if inner.chars().all(|c| c.is_ascii_uppercase()) && inner.len() >= 3 {
                    add(inner);
                }
            }
        }
        if let Some(series) = cut(clean.find(" : ")) {
            add(series);
        }
        add(short);
        let key = names.first().map_or(0, |n| hash(4, &letters(n)));
        let sort = names.iter().map(|n| sort(n)).find(|s| *s != Sort::Unknown).unwrap_or_default();
        let opaque = opaque(&clean);
        Venue { names: names.into(), key, sort, opaque }
    }
}

fn opaque(printed: &str) -> bool {
    let words: Vec<&str> = printed.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().any(char::is_alphabetic)).collect();
    let telling: Vec<&&str> =
        words.iter().filter(|w| !COMMON.contains(&w.to_lowercase().as_str()) && !STOP.contains(&w.to_lowercase().as_str())).collect();
    let acronym = |w: &str| (2..=7).contains(&w.len()) && w.chars().filter(|c| c.is_ascii_uppercase()).count() * 2 > w.len();
    let shouted = words.len() > 2 && words.iter().all(|w| w.chars().all(|c| !c.is_lowercase()));
    !telling.is_empty() && !shouted && telling.iter().all(|w| acronym(w))
}

/// Words without years, ordinals and the phrases around proceedings.
fn strip(words: &str) -> String {
    let ordinal = |w: &str| {
        let digits = w.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && matches!(&w[digits.len()..], "" | "st" | "nd" | "rd" | "th")
    };
    const NAMED: &[&str] = &[
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
        "annual",
        "biennial",
        "volume",
        "vol",
    ];
    let kept: Vec<&str> = words.split(' ').filter(|w| !w.is_empty() && !ordinal(w) && !NAMED.contains(w)).collect();
    kept.join(" ")
}

fn sort(words: &str) -> Sort {
    let has = |w: &str| words.split(' ').any(|v| v == w);
    let any = |list: &[&str]| list.iter().any(|w| has(w));
    if any(&["arxiv", "biorxiv", "medrxiv", "ssrn", "chemrxiv", "psyarxiv", "preprint", "preprints", "osf", "corr", "chinaxiv"])
        || words.contains("research square")
    {
        Sort::Preprint
    } else if any(&["proceedings", "proc", "conference", "conf", "symposium", "symp", "workshop", "congress"])
        || words.contains("会议")
        || words.contains("论文集")
    {
        if any(&["journal", "transactions", "national academy"]) { Sort::Unknown } else { Sort::Conference }
    } else if any(&[
        "journal",
        "j",
        "transactions",
        "trans",
        "quarterly",
        "review",
        "letters",
        "annals",
        "archives",
        "bulletin",
        "magazine",
        "record",
    ]) || words.contains("学报")
        || words.contains("杂志")
        || words.contains("学刊")
    {
        Sort::Journal
    } else if words.contains("technical report") || words.contains("tech rep") || words.contains("working paper") || has("techreport") {
        Sort::Report
    } else if any(&["thesis", "dissertation", "phd"]) || words.contains("学位论文") {
        Sort::Thesis
    } else {
        Sort::Unknown
    }
}

/// Compares two containers of one script.
pub fn relate(a: &Venue, b: &Venue) -> VenueMatch {
    if a.names.is_empty() || b.names.is_empty() {
        return VenueMatch::Missing;
    }
    if a.key == b.key {
        return VenueMatch::Match;
    }
    let mut best = if a.opaque || b.opaque { VenueMatch::Missing } else { VenueMatch::Conflict };
    for x in &a.names {
        for y in &b.names {
            let got = match (has_cjk(x), has_cjk(y)) {
                (true, true) => relate_han(x, y),
                (false, false) => relate_latin(x, y),
                (true, false) => known(x, y).unwrap_or(VenueMatch::Missing),
                (false, true) => known(y, x).unwrap_or(VenueMatch::Missing),
            };
            match got {
                VenueMatch::Match => return VenueMatch::Match,
                VenueMatch::Near => best = VenueMatch::Near,
                VenueMatch::Missing if best == VenueMatch::Conflict => best = VenueMatch::Missing,
                _ => {}
            }
        }
    }
    best
}

fn relate_han(a: &str, b: &str) -> VenueMatch {
    let x: Vec<char> = a.chars().filter(|c| *c != ' ').collect();
    let y: Vec<char> = b.chars().filter(|c| *c != ' ').collect();
    let (short, long) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    if x == y || (long.starts_with(short) && short.len() >= 4) {
        VenueMatch::Match
    } else if short.len() >= 4 && (distance(&x, &y, 1).is_some() || long.windows(short.len()).any(|w| w == short.as_slice())) {
        VenueMatch::Near
    } else {
        VenueMatch::Conflict
    }
}

/// Words that any container may have.
const COMMON: &[&str] = &[
    "journal",
    "j",
    "proceedings",
    "proc",
    "conference",
    "conf",
    "annual",
    "meeting",
    "symposium",
    "symp",
    "transactions",
    "trans",
    "official",
    "online",
    "acm",
    "ieee",
    "in",
    "workshop",
    "association",
    "society",
    "international",
    "int",
];

fn relate_latin(a: &str, b: &str) -> VenueMatch {
    let (p, q) = (letters(a), letters(b));
    if p == q {
        return VenueMatch::Match;
    }
    let content = |s: &'_ str| s.split(' ').filter(|w| !STOP.contains(w)).map(str::to_owned).collect::<Vec<_>>();
    let (x, y) = (content(a), content(b));
    if x.is_empty() || y.is_empty() {
        return VenueMatch::Missing;
    }
    if x == y || abbreviates(&x, &y) || abbreviates(&y, &x) || acronym(&x, &y) || acronym(&y, &x) {
        return VenueMatch::Match;
    }
    if (x.len() == 1 && glued(&p, &y)) || (y.len() == 1 && glued(&q, &x)) {
        return VenueMatch::Match;
    }
    let (short, long) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    let found = |w: &String, list: &[String]| list.iter().any(|v| v == w || stands_for(w, v) || stands_for(v, w) || fold::slip(v, w));
    let special = |list: &[String]| list.iter().filter(|w| !COMMON.contains(&w.as_str())).cloned().collect::<Vec<_>>();
    let (s, l) = (special(short), special(long));
    if s.is_empty() || l.is_empty() {
        return VenueMatch::Missing;
    }
    let shared = s.iter().filter(|w| found(w, long)).count();
    let back = l.iter().filter(|w| found(w, short)).count();
    if shared == s.len() && (s.len() >= 2 || back == l.len()) && p.len().min(q.len()) >= 5 {
        return if back == l.len() { VenueMatch::Match } else { VenueMatch::Near };
    }
    if distance(p.as_bytes(), q.as_bytes(), p.len().max(q.len()) / 8).is_some() {
        return VenueMatch::Match;
    }
    if shared * 2 > s.len().max(1) && shared * 2 > l.len() {
        return VenueMatch::Near;
    }
    VenueMatch::Conflict
}

/// Whether an abbreviated word stands for a full one: a beginning, or its first letter and others in order.
fn stands_for(short: &str, full: &str) -> bool {
    if short.len() >= full.len() || short.is_empty() {
        return false;
    }
    if full.starts_with(short) {
        return true;
    }
    let mut rest = full.chars();
    short.len() >= 3 && short.chars().next() == full.chars().next() && short.chars().all(|c| rest.any(|d| d == c))
}

/// Whether the words of the first, in order, abbreviate those of the second, which may have a few more at its end.
fn abbreviates(short: &[String], full: &[String]) -> bool {
    if short.len() > full.len() || full.len() > short.len() + 4 {
        return false;
    }
    let mut at = 0;
    for word in short {
        let Some(next) = full[at..].iter().take(2).position(|f| f == word || stands_for(word, f)) else { return false };
        at += next + 1;
    }
    let letters: usize = short.iter().map(String::len).sum();
    letters >= 4
        && (short.len() >= 2 || full.len() == 1)
        && (at == full.len() || short.iter().zip(full).filter(|(s, f)| s == f).count() >= 2 || full.len() - at <= 1)
}

/// Whether a word of the first is made of the initials of the second.
fn acronym(short: &[String], full: &[String]) -> bool {
    if full.len() < 3 {
        return false;
    }
    let initials: String = full.iter().filter_map(|w| w.chars().next()).collect();
    short.iter().filter(|w| w.len() >= 3 && w.len() <= 7).any(|w| {
        *w == initials
            || (w.len() >= 4 && initials.contains(w.as_str()))
            || (w.len() == 3 && initials.ends_with(w.as_str()) && full.len() <= 4)
    })
}

/// Whether letters without spaces are the beginnings of words (`jthoraccardiovascsurg`).
fn glued(letters: &str, words: &[String]) -> bool {
    let mut rest = letters;
    for (at, word) in words.iter().enumerate() {
        let common = word.bytes().zip(rest.bytes()).take_while(|(a, b)| a == b).count();
        if common == 0 {
            return at > 0 && rest.is_empty();
        }
        // Take the shortest beginning that lets the next word start, else all that agrees.
        let next = words.get(at + 1).and_then(|w| w.chars().next());
        let take = (1..=common).rev().find(|n| next.is_none_or(|c| rest[*n..].starts_with(c))).unwrap_or(common);
        rest = &rest[take..];
    }
    rest.is_empty() && words.len() >= 2
}

/// English names of Chinese journals, by the letters of the Chinese name.
static TABLE: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let mut table: HashMap<String, Vec<String>> = HashMap::new();
    for row in csv::Reader::from_reader(JOURNALS.as_bytes()).records().flatten() {
        if let (Some(zh), Some(en)) = (row.get(0), row.get(1)) {
            table.entry(letters(&fold::words(zh))).or_default().push(fold::words(en));
        }
    }
    table
});

/// Whether a Chinese journal is known to have that English name; `None` where the journal is not known.
fn known(han: &str, latin: &str) -> Option<VenueMatch> {
    let name = letters(han);
    let listed = TABLE.get(&name).or_else(|| TABLE.get(name.trim_end_matches("自然科学版").trim_end_matches("社会科学版")))?;
    let printed = letters(latin);
    let close = |en: &String| {
        let full = letters(en);
        full == printed
            || distance(full.as_bytes(), printed.as_bytes(), 1 + full.len() / 6).is_some()
            || relate_latin(en, latin) == VenueMatch::Match
    };
    Some(if listed.iter().any(close) { VenueMatch::Match } else { VenueMatch::Conflict })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn how(a: &str, b: &str) -> VenueMatch {
        relate(&Venue::of(a, ""), &Venue::of(b, ""))
    }

    #[test]
    fn abbreviations_acronyms_and_parallel_names_are_the_same_journal() {
        for (a, b) in [
            ("Curr Opin Lipidol", "Current Opinion in Lipidology"),
            ("J Am Coll Cardiol", "Journal of the American College of Cardiology"),
            ("Jthoraccardiovascsurg", "Journal of Thoracic & Cardiovascular Surgery"),
            ("Zhongguo fei ai za zhi = Chinese journal of lung cancer", "Chinese Journal of Lung Cancer"),
            ("Lung cancer (Amsterdam, Netherlands)", "Lung Cancer"),
            ("VLDB J.", "The VLDB Journal - The International Journal on Very Large Data Bases"),
            ("ACM Trans. Database Syst.", "ACM Transactions on Database Systems"),
            ("VLDB", "Very Large Data Bases"),
            ("International Conference on Information Systems, ICIS", "International Conference on Information Systems"),
            ("生态学报", "Acta Ecologica Sinica"),
            ("Procceedings of the National Academy of Sciences", "Proc. Natl. Acad. Sci."),
        ] {
            assert!(matches!(how(a, b), VenueMatch::Match), "{a} / {b}: {:?}", how(a, b));
        }
    }

    #[test]
    fn other_journals_are_a_conflict() {
        for (a, b) in
            [("Circulation Research", "Diabetologia Croatica"), ("Annals of Surgery", "Journal of Hypertension"), ("生态学报", "中国沙漠")]
        {
            assert_eq!(how(a, b), VenueMatch::Conflict, "{a} / {b}");
        }
    }
}
