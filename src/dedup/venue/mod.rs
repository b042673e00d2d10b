//! Journals, books and proceedings as containers: abbreviations, acronyms, parallel titles, names in both languages.

mod kept;
mod relate;
mod table;

pub use kept::{kept, relate};
pub use relate::VenueMatch;

use super::fold::{self, hash, hash_letters, join};
use super::title::is_stop;

/// A container's names, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Venue {
    /// Names, parallel ones divided; each as folded words.
    pub names: Box<[Box<str>]>,
    /// Hash of the first name's letters; 0 where there is none.
    pub key: u64,
    /// What kind of container the words speak of.
    pub sort: Sort,
    /// Whether an acronym stands for all that tells it from others (`SIGMOD Conference`), so that it proves no difference.
    pub opaque: bool,
    /// Hash of everything above.
    pub mark: u64,
}

impl std::hash::Hash for Venue {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        state.write_u64(self.mark);
    }
}

/// Words that any container may have.
fn is_common(word: &str) -> bool {
    matches!(
        word,
        "journal"
            | "j"
            | "proceedings"
            | "proc"
            | "conference"
            | "conf"
            | "annual"
            | "meeting"
            | "symposium"
            | "symp"
            | "transactions"
            | "trans"
            | "official"
            | "online"
            | "acm"
            | "ieee"
            | "in"
            | "workshop"
            | "association"
            | "society"
            | "international"
            | "int"
    )
}

/// Bytes of a name that are compared.
const MOST: usize = 400;

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

impl Venue {
    /// Reads a container's printed names.
    pub fn of(printed: &str, short: &str) -> Self {
        let mut names: Vec<Box<str>> = Vec::new();
        let clean = fold::clean(printed);
        let mut add = |piece: &str| {
            let words = strip(&fold::words(fold::beginning(piece, MOST)));
            if !words.is_empty() && names.len() < 4 && names.iter().all(|n| **n != *words) {
                names.push(words.into());
            }
        };
        for piece in clean.split(" = ").flat_map(|p| p.split(" / ")).flat_map(|p| p.split(['[', ']'])).take(16) {
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
        if let Some((series, _)) = clean.split_once(" : ") {
            add(series);
        }
        add(short);
        let key = names.first().map_or(0, |n| hash_letters(4, n));
        let sort = names.iter().map(|n| sort(n)).find(|s| *s != Sort::Unknown).unwrap_or_default();
        let opaque = opaque(&clean);
        let mark = names.iter().fold(u64::from(opaque) + 1, |h, n| join(h, hash(4, n)));
        Venue { names: names.into(), key, sort, opaque, mark }
    }
}

fn opaque(printed: &str) -> bool {
    let words: Vec<&str> = printed.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().any(char::is_alphabetic)).collect();
    let says_nothing = |w: &str| is_common(w) || is_stop(w);
    let telling: Vec<&&str> = words.iter().filter(|w| !says_nothing(&w.to_lowercase())).collect();
    let acronym = |w: &str| (2..=7).contains(&w.len()) && w.chars().filter(|c| c.is_ascii_uppercase()).count() * 2 > w.len();
    // Where a common word is in capitals too, capitals make no acronym.
    let common = |w: &&str| says_nothing(&w.to_lowercase()) && !matches!(*w, "ACM" | "IEEE");
    let capitals = |w: &str| w.chars().all(|c| !c.is_lowercase());
    let shouted = words.iter().all(|w| capitals(w)) && (words.len() > 2 || words.iter().any(common));
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

    #[test]
    fn an_acronym_proves_no_difference_where_it_can_be_the_name() {
        for (a, b, want) in [
            ("SIGMOD Conference", "International Conference on Management of Data", VenueMatch::Missing),
            ("PODS", "Symposium on Principles of Database Systems", VenueMatch::Missing),
            ("STOC", "Artificial Intelligence", VenueMatch::Conflict),
            ("VLDB", "SIGMOD Conference", VenueMatch::Conflict),
            ("The VLDB Journal", "Proc. 23rd VLDB Conf.", VenueMatch::Near),
            ("Information Systems Management", "Journal of Management Information Systems", VenueMatch::Near),
            ("LIVER INTERNATIONAL", "European Journal of Information Systems", VenueMatch::Conflict),
        ] {
            assert_eq!(how(a, b), want, "{a} / {b}");
        }
    }
}
