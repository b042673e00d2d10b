//! Finds the values of a made record in its rendered text, and cuts the text into labelled segments.

use yinwen::model::Name;
use yinwen::refs::labeller::Label;
use yinwen::refs::labeller::token::{Token, tokens};

/// What a rendered text is known to hold.
#[derive(Default)]
pub struct Traced {
    values: Vec<(Label, Vec<String>)>,
    people: Vec<(Label, Vec<String>, Vec<String>)>,
    dates: Vec<(Label, String, Vec<String>)>,
    first_page: Option<String>,
    edition: Option<usize>,
}

/// Words that a style prints by itself, without a label of their own.
const PLAIN: &[&str] = &[
    "in",
    "dans",
    "en",
    "vol",
    "vols",
    "volume",
    "v",
    "bd",
    "band",
    "t",
    "tome",
    "no",
    "nr",
    "n",
    "num",
    "number",
    "issue",
    "iss",
    "heft",
    "h",
    "pp",
    "p",
    "pages",
    "page",
    "s",
    "seiten",
    "p.",
    "pág",
    "págs",
    "available",
    "from",
    "at",
    "url",
    "http",
    "https",
    "doi",
    "org",
    "online",
    "internet",
    "web",
    "www",
    "verfügbar",
    "unter",
    "disponible",
    "sur",
    "thesis",
    "article",
    "presented",
    "à",
    "a",
    "b",
    "the",
    "on",
    "de",
    "art",
    "rapport",
    "report",
    "tech",
    "technical",
    "rep",
    "rep.",
    "j",
    "m",
    "c",
    "d",
    "n",
    "r",
    "eb",
    "ol",
    "z",
    "of",
    "and",
    "und",
    "et",
    "y",
    "paper",
    "für",
    "le",
    "la",
    "recuperado",
    "consulté",
    "adresse",
    "vol.",
    "jg",
    "jahrgang",
    "st",
    "ed",
    "zugegriffen",
    "abgerufen",
];
/// Words between the names of a list, and for the names left out.
const JOINING: &[&str] = &["and", "und", "et", "y", "e", "al", "others", "other", "andere", "otros", "autres", "u", "a", "i", "alii", "…"];
/// Words that stand around those for the role of editors, and say nothing alone.
const AROUND_ROLES: &[&str] = &["hgg", "von", "by", "par", "por", "edición", "sous", "la", "de"];
/// Words for the role of editors.
const STRONG_ROLES: &[&str] = &[
    "ed",
    "eds",
    "edited",
    "editor",
    "editors",
    "hrsg",
    "hg",
    "herausgegeben",
    "herausgeber",
    "éd",
    "éds",
    "éditeur",
    "éditeurs",
    "édité",
    "dir",
    "editado",
    "editores",
    "direction",
];

/// Whether a word can belong to the mark of a role.
fn is_role(word: &str) -> bool {
    STRONG_ROLES.contains(&word) || AROUND_ROLES.contains(&word)
}

const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "mär", "apr", "may", "mai", "jun", "jul", "aug", "sep", "oct", "okt", "nov", "dec", "dez", "janv", "févr", "avr",
    "juin", "juil", "août", "déc", "ene", "abr", "ago", "dic", "fév",
];
const ACCESS: &[&str] = &[
    "accessed",
    "retrieved",
    "abgerufen",
    "zugegriffen",
    "cited",
    "zitiert",
    "cité",
    "citado",
    "consulté",
    "consultado",
    "accedido",
    "le",
    "am",
    "on",
    "the",
    "el",
    "last",
    "visited",
    "visitado",
    "visité",
    "besucht",
    "de",
    "den",
    "zugriff",
];
const EDITIONS: &[&str] = &["ed", "edn", "edition", "aufl", "auflage", "éd", "édition", "edición", "ediçao", "edição", "изд"];
const ORDINALS: &[&str] = &["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];

fn words(text: &str) -> Vec<String> {
    tokens(text).iter().map(|t| folded(&text[t.start..t.end])).collect()
}

fn folded(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric() || *c == '…').flat_map(char::to_lowercase).collect()
}

impl Traced {
    /// A value that is printed as a whole.
    pub fn value(&mut self, label: Label, value: &str) {
        self.values.push((label, words(value)));
    }

    /// Names in a role.
    pub fn people(&mut self, label: Label, names: &[Name]) {
        let (mut families, mut rest) = (Vec::new(), Vec::new());
        for name in names {
            families.extend(words(name.family()));
            if let Name::Person(p) = name {
                rest.extend(words(&p.non_dropping_particle));
                let given = words(&p.given);
                let first: Vec<String> = given.iter().filter_map(|g| g.chars().next()).map(String::from).collect();
                rest.push(first.concat());
                // Hyphened given names have two initials.
                let both: Vec<String> =
                    p.given.split([' ', '-']).filter_map(|g| g.chars().next()).flat_map(char::to_lowercase).map(String::from).collect();
                rest.push(both.concat());
                rest.extend(both);
                rest.extend(first);
                rest.extend(given);
            }
        }
        self.people.push((label, families, rest));
    }

    /// A date by its numbers, 0 for those it has not.
    pub fn date(&mut self, label: Label, year: usize, month: usize, day: usize) {
        let rest = [month, day].into_iter().filter(|n| *n > 0).flat_map(|n| {
            [n.to_string(), format!("{n:02}"), format!("{n}th"), format!("{n}st"), format!("{n}nd"), format!("{n}rd"), format!("{n}er")]
        });
        self.dates.push((label, year.to_string(), rest.collect()));
    }

    /// Pages that begin there.
    pub fn pages(&mut self, first: usize) {
        self.first_page = Some(first.to_string());
    }

    /// An edition by its number.
    pub fn edition(&mut self, number: usize) {
        self.edition = Some(number);
    }

    /// The text as labelled parts, none left out; `None` where a value can't be told from the rest.
    pub fn segments(&self, text: &str) -> Option<Vec<(Label, String)>> {
        let found = tokens(text);
        let mut trace = Trace {
            words: found.iter().map(|t| folded(&text[t.start..t.end])).collect(),
            labels: vec![None; found.len()],
            gaps: (0..found.len()).map(|i| if i == 0 { "" } else { &text[found[i - 1].end..found[i].start] }).collect(),
        };
        let mut values: Vec<&(Label, Vec<String>)> = self.values.iter().collect();
        values.sort_by_key(|v| std::cmp::Reverse(v.1.len()));
        for (label, value) in values {
            trace.value(*label, value)?;
        }
        if let Some(page) = &self.first_page {
            trace.pages(page)?;
        }
        for (label, year, rest) in &self.dates {
            trace.date(*label, year, rest)?;
        }
        if let Some(n) = self.edition {
            trace.edition(n);
        }
        for (label, families, rest) in &self.people {
            trace.people(*label, families, rest)?;
        }
        trace.rest_is_plain().then(|| cut(text, &found, &trace.labels))
    }
}

struct Trace<'t> {
    words: Vec<String>,
    labels: Vec<Option<Label>>,
    gaps: Vec<&'t str>,
}

impl Trace<'_> {
    fn free(&self, i: usize) -> bool {
        self.labels.get(i).is_some_and(Option::is_none)
    }

    /// A value printed once, or not at all.
    fn value(&mut self, label: Label, value: &[String]) -> Option<()> {
        let n = value.len();
        let mut at = None;
        for i in 0..(self.words.len() + 1).saturating_sub(n) {
            let same = n > 0 && self.words[i..i + n] == *value && (i..i + n).all(|k| self.free(k));
            let address = matches!(label, Label::Url | Label::Doi) && n == 1 && self.words[i].contains(value[0].as_str());
            if (same || address) && at.replace(i).is_some() {
                return None;
            }
        }
        if let Some(i) = at {
            self.labels[i..i + n.max(1)].fill(Some(label));
        }
        Some(())
    }

    fn pages(&mut self, first: &str) -> Option<()> {
        let mut at = (0..self.words.len()).filter(|i| self.free(*i) && self.words[*i] == first);
        let Some(i) = at.next() else { return Some(()) };
        if at.next().is_some() {
            return None;
        }
        self.labels[i] = Some(Label::Pages);
        let ranged = self.gaps.get(i + 1).is_some_and(|g| g.trim().chars().all(|c| matches!(c, '-' | '–' | '—')) && !g.trim().is_empty());
        if ranged && self.free(i + 1) {
            self.labels[i + 1] = Some(Label::Pages);
        }
        Some(())
    }

    fn date(&mut self, label: Label, year: &str, rest: &[String]) -> Option<()> {
        let plain = |w: &str| w.strip_suffix('a').unwrap_or(w) == year;
        let mut at = (0..self.words.len()).filter(|i| self.free(*i) && plain(&self.words[*i]));
        let Some(i) = at.next() else { return Some(()) };
        if at.next().is_some() {
            return None;
        }
        let month = |w: &str| w.chars().count() <= 10 && MONTHS.iter().any(|m| w.starts_with(m));
        let belongs = |w: &String| rest.contains(w) || month(w) || label == Label::Note && ACCESS.contains(&w.as_str()) || w == "de";
        let (mut a, mut b) = (i, i + 1);
        while a > 0 && self.free(a - 1) && belongs(&self.words[a - 1]) {
            a -= 1;
        }
        while b < self.words.len() && self.free(b) && belongs(&self.words[b]) {
            b += 1;
        }
        self.labels[a..b].fill(Some(label));
        Some(())
    }

    fn edition(&mut self, n: usize) {
        let number = n.to_string();
        for i in 0..self.words.len() {
            let w = &self.words[i];
            let counted = w.strip_prefix(number.as_str()).is_some_and(|r| matches!(r, "" | "nd" | "rd" | "th" | "e" | "ème" | "a" | "ª"));
            let named = ORDINALS.iter().position(|o| o == w).is_some_and(|p| p + 2 == n);
            let is_word = |k: usize| self.free(k) && EDITIONS.contains(&self.words[k].as_str());
            if !self.free(i) || !(counted || named) {
                continue;
            }
            if is_word(i + 1) || self.free(i + 1) && self.words[i + 1].len() <= 2 && is_word(i + 2) {
                let end = if is_word(i + 1) { i + 2 } else { i + 3 };
                self.labels[i..end].fill(Some(Label::Edition));
                return;
            }
            if i > 0 && is_word(i - 1) {
                self.labels[i - 1..=i].fill(Some(Label::Edition));
                return;
            }
        }
    }

    /// Names stand together, in one place.
    fn people(&mut self, label: Label, families: &[String], rest: &[String]) -> Option<()> {
        let family = |t: &Self, i: usize| t.free(i) && families.contains(&t.words[i]);
        let part = |t: &Self, i: usize| {
            let initials =
                |w: &str| rest.iter().any(|r| r == w) || w.chars().all(|c| rest.iter().any(|r| r.starts_with(c))) && w.chars().count() <= 2;
            family(t, i) || t.free(i) && (initials(&t.words[i]) || JOINING.contains(&t.words[i].as_str()))
        };
        let Some(first) = (0..self.words.len()).find(|i| family(self, *i)) else { return Some(()) };
        let (mut a, mut b) = (first, first + 1);
        let joining = |t: &Self, i: usize| JOINING.contains(&t.words[i].as_str()) && !rest.contains(&t.words[i]);
        while a > 0 && part(self, a - 1) && !joining(self, a - 1) {
            a -= 1;
        }
        while b < self.words.len() && part(self, b) {
            b += 1;
        }
        if (b..self.words.len()).any(|i| family(self, i)) {
            return None;
        }
        if label == Label::Editor {
            let role = |t: &Self, i: usize| t.free(i) && is_role(&t.words[i]);
            let strong = |t: &Self, i: usize| STRONG_ROLES.contains(&t.words[i].as_str());
            let mut c = b;
            while c < self.words.len() && role(self, c) {
                c += 1;
            }
            if (b..c).any(|i| strong(self, i)) {
                b = c;
            }
            let mut c = a;
            while c > 0 && role(self, c - 1) {
                c -= 1;
            }
            if (c..a).any(|i| strong(self, i)) {
                a = (c..a).find(|i| strong(self, *i)).unwrap_or(a);
            }
        }
        // Editors without a word for their role stand like authors.
        let unmarked = label == Label::Editor && a == 0 && !(a..b).any(|i| STRONG_ROLES.contains(&self.words[i].as_str()));
        self.labels[a..b].fill(Some(if unmarked { Label::Author } else { label }));
        Some(())
    }

    /// Whether what no value explains is what styles print by themselves.
    fn rest_is_plain(&self) -> bool {
        let plain = |w: &str| PLAIN.contains(&w) || ACCESS.contains(&w) || is_role(w) || w.chars().count() > 12 && w.starts_with("http");
        (0..self.words.len()).all(|i| !self.free(i) || plain(&self.words[i]))
    }
}

/// The text cut where the label changes or two values meet; marks stay with what is before them.
fn cut(text: &str, found: &[Token], labels: &[Option<Label>]) -> Vec<(Label, String)> {
    let mut out: Vec<(Label, String)> = Vec::new();
    let mut from = 0;
    for (i, t) in found.iter().enumerate() {
        let label = labels[i].unwrap_or(Label::Other);
        if i == 0 || labels[i - 1].unwrap_or(Label::Other) != label {
            if i > 0 {
                if let Some(last) = out.last_mut() {
                    last.1.push_str(&text[from..t.start]);
                }
                from = t.start;
            }
            out.push((label, String::new()));
        }
    }
    if let Some(last) = out.last_mut() {
        last.1.push_str(&text[from..]);
    }
    out
}
