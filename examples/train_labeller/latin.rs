//! Made references in Latin script: records of many kinds in styles put together by chance from the habits of real ones.

use crate::builder::Builder;
use crate::data::Row;
use crate::learn::Chance;
use crate::pools::{GERMAN_FAMILIES, GERMAN_PLACES, GERMAN_PUBLISHERS, GIVEN, Pools, german_title, one, pick};
use crate::works;
use yinwen::refs::labeller::Label;

/// The habits of one style.
pub struct Style {
    pub german: bool,
    pub name: usize,
    pub later_name: usize,
    pub separator: &'static str,
    pub last: &'static str,
    pub year: usize,
    pub quotes: (&'static str, &'static str),
    pub title_end: &'static str,
    pub into: &'static str,
    pub container_end: &'static str,
    pub volume: usize,
    pub pages: &'static str,
    pub publisher: usize,
    pub number: usize,
    pub editors: usize,
    pub close: &'static str,
}

impl Style {
    pub fn by_chance(chance: &mut Chance) -> Style {
        let german = chance.hit(0.4);
        let name = chance.below(8);
        let separator = pick(if german { "; |/|, | / |; | und " } else { ", |; |, |, | and |, " }, chance);
        let last = if german { pick(" und |/| & |; |; |, | u. ", chance) } else { pick(" and |, and | & |, & |, |; |, and ", chance) };
        let quotes = if german {
            [("", ""), ("", ""), ("", ""), ("„", "“"), ("„", "”"), ("»", "«"), ("\"", "\"")]
        } else {
            [("", ""), ("", ""), ("", ""), ("“", "”"), ("\"", "\""), ("‘", "’"), ("« ", " »")]
        }[chance.below(7)];
        Style {
            german,
            name,
            later_name: if matches!(name, 0 | 4) && chance.hit(0.4) { [3, 5][name / 4] } else { name },
            separator,
            last,
            year: chance.below(8),
            quotes,
            title_end: pick(". |. |, |. |: |, | ", chance),
            into: pick(if german { "In: |In: |in: |In |, in: |" } else { "In |In: |in |in: ||In |" }, chance),
            container_end: pick(", |, | |. |: | ", chance),
            volume: chance.below(14),
            pages: pick(
                if german { ", S. |, S. |: |, |. S. |, Seite |, S." } else { ", pp. |: |, |:|, p. |. pp. | |, pages |; |, pp " },
                chance,
            ),
            publisher: chance.below(7),
            number: chance.below(10),
            editors: chance.below(6),
            close: pick(".|.||.|;", chance),
        }
    }

    pub fn with_quotes(self, other: &Style) -> Style {
        Style { quotes: other.quotes, ..self }
    }

    pub fn authors(&self, pools: &Pools, chance: &mut Chance, most: usize) -> String {
        let n = 1 + chance.below(most).min(chance.below(most + 1));
        let cut = n > 2 && chance.hit(0.25);
        let mut out = String::new();
        for i in 0..n {
            if i > 0 {
                let two = n == 2 && self.last.starts_with(", ") && !matches!(self.name, 0 | 1 | 4);
                out.push_str(match i + 1 == n && !cut {
                    true if two => &self.last[1..],
                    true => self.last,
                    false => self.separator,
                });
            }
            out.push_str(&self.person(if i == 0 { self.name } else { self.later_name }, pools, chance));
        }
        if cut {
            out.push_str(pick(if self.german { " et al.| u.a.| u. a.|, et al." } else { ", et al.| et al.|, et al| et al" }, chance));
        }
        out
    }

    pub fn person(&self, form: usize, pools: &Pools, chance: &mut Chance) -> String {
        let family = if self.german && chance.hit(0.7) { pick(GERMAN_FAMILIES, chance) } else { one(&pools.families, chance) };
        let particle = if chance.hit(0.04) { pick("von |van |de |van der |de la |von der ", chance) } else { "" };
        let given = pick(GIVEN, chance);
        let family = format!("{particle}{family}");
        let initial =
            |given: &str| given.split('-').filter_map(|p| p.chars().next()).map(|c| format!("{c}.")).collect::<Vec<_>>().join("-");
        let (first, middle) = (initial(given), (chance.hit(0.35)).then(|| (b'A' + chance.below(25) as u8) as char));
        let dotted = middle.map_or(first.clone(), |m| format!("{first}{}{m}.", pick(" || ", chance)));
        let bare: String = dotted.chars().filter(|c| c.is_alphabetic()).collect();
        match form {
            0 => format!("{family}, {dotted}"),
            1 => format!("{family}, {given}"),
            2 => format!("{family} {bare}"),
            3 => format!("{dotted} {family}"),
            4 => format!("{family}, {given}{}", middle.map_or(String::new(), |m| format!(" {m}."))),
            5 => format!("{given} {}{family}", middle.map_or(String::new(), |m| format!("{m}. "))),
            6 => format!("{} {bare}", family.to_uppercase()),
            _ => format!("{family} {dotted}"),
        }
    }

    pub fn title(&self, pools: &Pools, chance: &mut Chance) -> String {
        if self.german && chance.hit(0.75) { german_title(chance) } else { one(&pools.titles, chance).to_owned() }
    }

    pub fn quoted(&self, b: &mut Builder, title: &str) {
        let inside = !self.quotes.1.is_empty() && matches!(self.title_end, ". " | ", ") && self.volume.is_multiple_of(2);
        let mark = if inside { &self.title_end[..1] } else { "" };
        let end = if inside { " " } else { self.title_end };
        let end = if title.ends_with(['?', '!']) && end.starts_with('.') { " " } else { end };
        b.put(Label::Title, &format!("{}{title}{mark}{}{end}", self.quotes.0, self.quotes.1));
    }

    /// Authors, and the year where it stands behind them.
    pub fn head(&self, b: &mut Builder, authors: &str, year: &str, chance: &mut Chance) {
        match self.number {
            0 => drop(b.put(Label::Number, &format!("[{}] ", 1 + chance.below(150)))),
            1 => drop(b.put(Label::Number, &format!("{}. ", 1 + chance.below(150)))),
            2 => drop(b.put(Label::Number, &format!("({}) ", 1 + chance.below(60)))),
            _ => {}
        }
        let dot = if authors.ends_with('.') { "" } else { "." };
        match self.year {
            0 => drop(b.put(Label::Author, &format!("{authors} ")).put(Label::Date, &format!("({year}). "))),
            1 => drop(b.put(Label::Author, &format!("{authors} ")).put(Label::Date, &format!("({year}): "))),
            2 => drop(b.put(Label::Author, &format!("{authors}, ")).put(Label::Date, &format!("{year}: "))),
            3 => drop(b.put(Label::Author, &format!("{authors}{dot} ")).put(Label::Date, &format!("{year}. "))),
            4 => drop(b.put(Label::Author, &format!("{authors} ")).put(Label::Date, &format!("({year}) "))),
            _ => drop(b.put(
                Label::Author,
                &format!(
                    "{authors}{}",
                    if self.german {
                        pick(": |, |: ", chance)
                    } else if dot.is_empty() {
                        pick(" |, |: ", chance)
                    } else {
                        pick(". |, |: |, ", chance)
                    }
                ),
            )),
        }
    }

    pub fn year_late(&self) -> bool {
        self.year > 4
    }

    /// Volume, issue, pages, and the year where it stands there.
    pub fn numbers(&self, b: &mut Builder, year: &str, chance: &mut Chance) {
        let (v, n) = ((1 + chance.below(140)).to_string(), (1 + chance.below(12)).to_string());
        let n = if chance.hit(0.08) { format!("{n}{}{}", pick("-|/", chance), n.parse::<usize>().unwrap_or(1) + 1) } else { n };
        let with_issue = chance.hit(0.65);
        let issue = |b: &mut Builder, open: &str, close: &str| {
            if with_issue {
                b.glue(open).put(Label::Issue, &n).glue(close);
            }
        };
        let cue = |b: &mut Builder, vol: &str, no: &str| {
            b.glue(vol).put(Label::Volume, &v);
            issue(b, no, "");
        };
        match self.volume {
            0..=2 => {
                b.put(Label::Volume, &v);
                issue(b, pick("(| (", chance), ")");
            }
            3 => cue(b, "vol. ", ", no. "),
            4 => cue(b, "Vol. ", ", No. "),
            5 if self.german => cue(b, pick("Jg. |Bd. |Jahrgang ", chance), pick(", H. |, Nr. |, Heft |, H.", chance)),
            5 => cue(b, "Volume ", ", Issue "),
            6 if self.german => {
                b.put(Label::Volume, &v).glue(pick(". Jg.| Jg.", chance));
                issue(b, pick(", H. |, Nr. |, Heft ", chance), "");
            }
            6 => cue(b, "v. ", ", n. "),
            7 => cue(b, "", ", "),
            8 => cue(b, "", ":"),
            9 => cue(b, "", "."),
            10 => cue(b, "", ", no. "),
            11 if self.german => cue(b, "", pick("/|, H. |, Heft ", chance)),
            11 => cue(b, "", ", n° "),
            12 => {
                b.glue(if self.german { "Nr. " } else { "No. " }).put(Label::Issue, &n);
            }
            _ => drop(b.put(Label::Volume, &v)),
        }
        if self.year == 5 {
            b.glue(" ").put(Label::Date, &format!("({year})"));
        }
        if chance.hit(0.9) {
            b.glue(self.pages).put(Label::Pages, &pages(chance));
        }
        if self.year > 5 {
            b.glue(pick(", | (|. |, ", chance)).put(Label::Date, year);
            if b.segments.iter().rev().nth(1).is_some_and(|s| s.1.ends_with('(')) {
                b.glue(")");
            }
        }
    }

    pub fn imprint(&self, b: &mut Builder, pools: &Pools, year: &str, chance: &mut Chance) {
        let (publisher, place) = if self.german && chance.hit(0.8) {
            (pick(GERMAN_PUBLISHERS, chance), pick(GERMAN_PLACES, chance))
        } else {
            (one(&pools.publishers, chance), one(&pools.places, chance))
        };
        match self.publisher {
            0 | 1 => drop(b.put(Label::Place, &format!("{place}{}", pick(": |: | : ", chance))).put(Label::Publisher, publisher)),
            2 => drop(b.put(Label::Publisher, &format!("{publisher}, ")).put(Label::Place, place)),
            3 => drop(b.put(Label::Publisher, publisher)),
            4 => drop(b.put(Label::Place, place)),
            5 if self.year_late() => {
                b.glue("(")
                    .put(Label::Place, &format!("{place}: "))
                    .put(Label::Publisher, &format!("{publisher}, "))
                    .put(Label::Date, &format!("{year})"));
                return;
            }
            _ => drop(b.put(Label::Place, &format!("{place}: ")).put(Label::Publisher, publisher)),
        }
        if self.year_late() {
            b.glue(if self.publisher == 4 { " " } else { ", " }).put(Label::Date, year);
        }
    }
}

/// A page range, a single page, an article number.
pub fn pages(chance: &mut Chance) -> String {
    let from = 1 + chance.below(900);
    let to = from + 1 + chance.below(40);
    match chance.below(20) {
        0 => format!("e{}", 1000 + chance.below(90000)),
        1 => from.to_string(),
        2 => format!("{from} ff."),
        3 if to > 100 && to / 100 == from / 100 => format!("{from}–{:02}", to % 100),
        4..=9 => format!("{from}–{to}"),
        _ => format!("{from}-{to}"),
    }
}

/// One made reference.
pub fn reference(pools: &Pools, chance: &mut Chance) -> Row {
    let style = Style::by_chance(chance);
    let mut b = Builder::default();
    match chance.below(100) {
        0..=9 => return crate::chinese_habits::gbt(pools, chance),
        10..=12 => return works::law(&style, pools, chance),
        _ => {}
    }
    let year = format!("{}{}", 1930 + chance.below(95), if chance.hit(0.06) { pick("a|b|c", chance) } else { "" });
    match chance.below(20) {
        0..=6 => works::article(&style, &mut b, pools, &year, chance),
        7..=9 => works::chapter(&style, &mut b, pools, &year, chance),
        10..=13 => works::book(&style, &mut b, pools, &year, chance),
        14 | 15 => works::meeting(&style, &mut b, pools, &year, chance),
        16 => works::thesis(&style, &mut b, &year, pools, chance),
        17 => works::report(&style, &mut b, &year, pools, chance),
        18 => works::page(&style, &mut b, &year, pools, chance),
        _ => works::news(&style, &mut b, &year, pools, chance),
    }
    if chance.hit(0.08) && !style.german {
        b.glue(pick(". doi:|. doi: |. DOI |. ", chance)).put(
            Label::Doi,
            &format!("10.{}/{}.{}", 1000 + chance.below(8000), pick("s|j.soc|jama|nature|tpami|b", chance), chance.below(99_999)),
        );
    }
    b.glue(style.close);
    b.row("made latin")
}
