//! Made references in Latin script: records of many kinds in styles put together by chance from the habits of real ones.

use crate::builder::Builder;
use crate::data::Row;
use crate::learn::Chance;
use crate::pools::{GERMAN_FAMILIES, GERMAN_JOURNALS, GERMAN_PLACES, GERMAN_PUBLISHERS, GIVEN, Pools, german_title, one, pick};
use yinwen::refs::labeller::Label;

/// The habits of one style.
struct Style {
    german: bool,
    name: usize,
    later_name: usize,
    separator: &'static str,
    last: &'static str,
    year: usize,
    quotes: (&'static str, &'static str),
    title_end: &'static str,
    into: &'static str,
    container_end: &'static str,
    volume: usize,
    pages: &'static str,
    publisher: usize,
    number: usize,
    editors: usize,
    close: &'static str,
}

impl Style {
    fn by_chance(chance: &mut Chance) -> Style {
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

    fn with_quotes(self, other: &Style) -> Style {
        Style { quotes: other.quotes, ..self }
    }

    fn authors(&self, pools: &Pools, chance: &mut Chance, most: usize) -> String {
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

    fn person(&self, form: usize, pools: &Pools, chance: &mut Chance) -> String {
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

    fn title(&self, pools: &Pools, chance: &mut Chance) -> String {
        if self.german && chance.hit(0.75) { german_title(chance) } else { one(&pools.titles, chance).to_owned() }
    }

    fn quoted(&self, b: &mut Builder, title: &str) {
        let inside = !self.quotes.1.is_empty() && matches!(self.title_end, ". " | ", ") && self.volume % 2 == 0;
        let mark = if inside { &self.title_end[..1] } else { "" };
        let end = if inside { " " } else { self.title_end };
        let end = if title.ends_with(['?', '!']) && end.starts_with('.') { " " } else { end };
        b.put(Label::Title, &format!("{}{title}{mark}{}{end}", self.quotes.0, self.quotes.1));
    }

    /// Authors, and the year where it stands behind them.
    fn head(&self, b: &mut Builder, authors: &str, year: &str, chance: &mut Chance) {
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

    fn year_late(&self) -> bool {
        self.year > 4
    }

    /// Volume, issue, pages, and the year where it stands there.
    fn numbers(&self, b: &mut Builder, year: &str, chance: &mut Chance) {
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

    fn imprint(&self, b: &mut Builder, pools: &Pools, year: &str, chance: &mut Chance) {
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

fn pages(chance: &mut Chance) -> String {
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
        10..=12 => return law(&style, pools, chance),
        _ => {}
    }
    let year = format!("{}{}", 1930 + chance.below(95), if chance.hit(0.06) { pick("a|b|c", chance) } else { "" });
    match chance.below(20) {
        0..=6 => article(&style, &mut b, pools, &year, chance),
        7..=9 => chapter(&style, &mut b, pools, &year, chance),
        10..=13 => book(&style, &mut b, pools, &year, chance),
        14 | 15 => meeting(&style, &mut b, pools, &year, chance),
        16 => thesis(&style, &mut b, &year, pools, chance),
        17 => report(&style, &mut b, &year, pools, chance),
        18 => page(&style, &mut b, &year, pools, chance),
        _ => news(&style, &mut b, &year, pools, chance),
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

fn article(s: &Style, b: &mut Builder, pools: &Pools, year: &str, chance: &mut Chance) {
    let authors = s.authors(pools, chance, 6);
    s.head(b, &authors, year, chance);
    s.quoted(b, &s.title(pools, chance));
    if s.german || chance.hit(0.15) {
        b.glue(s.into);
    }
    let journal = if s.german && chance.hit(0.75) { pick(GERMAN_JOURNALS, chance) } else { one(&pools.journals, chance) };
    b.put(Label::Container, &format!("{journal}{}", s.container_end));
    s.numbers(b, year, chance);
}

fn editors(s: &Style, b: &mut Builder, pools: &Pools, chance: &mut Chance) {
    let plain = Style {
        name: if chance.hit(0.5) { s.name } else { [3, 5][chance.below(2)] },
        later_name: s.later_name,
        ..Style::by_chance(chance)
    };
    let plain = Style { later_name: plain.name, german: s.german, separator: s.separator, last: s.last, ..plain };
    let names = plain.authors(pools, chance, 3);
    let role = if s.german {
        pick(" (Hrsg.)| (Hg.)| (Hrsg.)| (Hgg.)| (eds.)", chance)
    } else {
        pick(" (Eds.)| (Ed.)| (eds.)| (ed.)|, eds.|, editors| (eds)", chance)
    };
    b.put(Label::Editor, &format!("{names}{role}"));
}

fn chapter(s: &Style, b: &mut Builder, pools: &Pools, year: &str, chance: &mut Chance) {
    let authors = s.authors(pools, chance, 3);
    s.head(b, &authors, year, chance);
    s.quoted(b, &s.title(pools, chance));
    b.glue(if s.into.is_empty() { "In: " } else { s.into });
    let book = s.title(pools, chance);
    let behind = if s.german { false } else { s.editors > 3 };
    if !behind && s.editors > 0 {
        editors(s, b, pools, chance);
        b.glue(if s.german { pick(": |, |: ", chance) } else { pick(", |: |. |, ", chance) });
    }
    b.put(Label::Container, &format!("{book}{}", if behind { ", " } else { "" }));
    if behind {
        let plain = Style { name: 3, later_name: 3, ..Style::by_chance(chance) };
        let names = Style { german: false, separator: ", ", last: " and ", ..plain }.authors(pools, chance, 3);
        b.put(Label::Editor, &format!("{}{names}", pick("ed. |edited by |ed. by |eds. ", chance)));
    }
    if chance.hit(0.12) {
        b.glue(if s.german { ", Bd. " } else { ", vol. " }).put(Label::Volume, pick("1|2|3|4|II|III", chance));
    }
    let early = chance.hit(0.4);
    if early {
        let brackets = chance.hit(0.4);
        b.glue(if brackets { " (" } else { "" });
        b.glue(if brackets { if s.german { "S. " } else { "pp. " } } else { s.pages }).put(Label::Pages, &pages(chance));
        b.glue(if brackets { ")" } else { "" });
    }
    b.glue(pick(". |. |, ", chance));
    s.imprint(b, pools, year, chance);
    if !early && chance.hit(0.85) {
        b.glue(s.pages).put(Label::Pages, &pages(chance));
    }
}

fn book(s: &Style, b: &mut Builder, pools: &Pools, year: &str, chance: &mut Chance) {
    if chance.hit(0.2) {
        let names = s.authors(pools, chance, 3);
        let role = if s.german { pick(" (Hrsg.)| (Hg.)", chance) } else { pick(" (Eds.)| (ed.)|, eds.|, ed.", chance) };
        s.head(b, &format!("{names}{role}"), year, chance);
        if let Some(first) = b.segments.iter_mut().find(|x| x.0 == Label::Author) {
            first.0 = Label::Editor;
        }
    } else {
        let authors = s.authors(pools, chance, 3);
        s.head(b, &authors, year, chance);
    }
    let title = s.title(pools, chance);
    let edition = chance.hit(0.18);
    let end = pick(". |. |, ", chance);
    b.put(
        Label::Title,
        &format!(
            "{title}{}",
            if edition {
                ""
            } else if title.ends_with(['?', '!']) {
                " "
            } else {
                end
            }
        ),
    );
    if edition {
        let n = 2 + chance.below(6);
        let text = if s.german {
            format!("{n}. {}", pick("Auflage|Aufl.|überarb. Aufl.|erw. Aufl.|Auflage", chance))
        } else {
            pick("2nd ed.|3rd ed.|second edition|4th edn|rev. ed.|3rd edition", chance).to_owned()
        };
        if chance.hit(0.4) {
            b.glue(" (").put(Label::Edition, &text).glue("). ")
        } else {
            b.glue(". ").put(Label::Edition, &text).glue(pick(", | ", chance))
        };
    }
    if chance.hit(0.08) {
        b.glue("(").put(Label::Series, &format!("{}, {}", pick("Schriften zur Soziologie|Lecture Notes in Statistics|Studien zur Sozialwissenschaft|Sage University Papers|Edition Politik", chance), 1 + chance.below(90))).glue("). ");
    }
    s.imprint(b, pools, year, chance);
    if chance.hit(0.06) {
        b.glue(", ").put(Label::Pages, &(80 + chance.below(500)).to_string()).glue(if s.german { " S." } else { " p." });
    }
}

fn meeting(s: &Style, b: &mut Builder, pools: &Pools, year: &str, chance: &mut Chance) {
    let authors = s.authors(pools, chance, 6);
    s.head(b, &authors, year, chance);
    s.quoted(b, &s.title(pools, chance));
    b.glue(if chance.hit(0.85) { pick("In |In: |in |in ", chance) } else { "" });
    b.put(Label::Container, one(&pools.meetings, chance));
    if chance.hit(0.3) {
        b.glue(", ").put(Label::Place, one(&pools.places, chance));
    }
    if chance.hit(0.75) {
        b.glue(s.pages).put(Label::Pages, &pages(chance));
    }
    if chance.hit(0.4) {
        b.glue(pick(". |, ", chance)).put(Label::Publisher, pick("ACM|IEEE|Springer|AAAI Press|Morgan Kaufmann|ACM Press|IEEE Computer Society|MIT Press|Elsevier|USENIX Association|Association for Computational Linguistics|IOS Press", chance));
    }
    if s.year_late() {
        b.glue(", ").put(
            Label::Date,
            &if chance.hit(0.2) { format!("{} {year}", pick("June|July|August|May|October", chance)) } else { year.to_owned() },
        );
    }
}

fn thesis(s: &Style, b: &mut Builder, year: &str, pools: &Pools, chance: &mut Chance) {
    let authors = s.person(s.name, pools, chance);
    s.head(b, &authors, year, chance);
    s.quoted(b, &s.title(pools, chance));
    let kind = if s.german {
        pick("Dissertation|Diss.|Magisterarbeit|Diplomarbeit|Habilitationsschrift|Unveröffentlichte Dissertation", chance)
    } else {
        pick(
            "PhD thesis|Ph.D. thesis|Ph.D. dissertation|Doctoral dissertation|Master's thesis|Unpublished doctoral dissertation|M.Sc. thesis|Thèse de doctorat",
            chance,
        )
    };
    let school = if s.german {
        format!(
            "{} {}",
            pick("Universität|Universität|Univ.|Technische Universität|FU", chance),
            pick("Köln|Mannheim|Bielefeld|Berlin|Hamburg|Wien|München|Konstanz|Leipzig|Bremen", chance)
        )
    } else {
        format!(
            "{}{}",
            pick("University of |University of |Universidad de |Université de ", chance),
            pick("Michigan|Chicago|Oxford|Edinburgh|Toronto|Illinois|Sydney|California, Berkeley|Amsterdam|Warwick|Paris|Lyon", chance)
        )
    };
    b.put(Label::Genre, kind).glue(", ").put(Label::Publisher, &school);
    if s.year_late() {
        b.glue(", ").put(Label::Date, year);
    }
}

fn report(s: &Style, b: &mut Builder, year: &str, pools: &Pools, chance: &mut Chance) {
    let authors = if chance.hit(0.3) {
        pick("OECD|World Bank|UNESCO|Statistisches Bundesamt|European Commission|National Research Council|World Health Organization|Bundesministerium für Bildung und Forschung|U.S. Census Bureau|Deutsche Bank Research|International Labour Office", chance).to_owned()
    } else {
        s.authors(pools, chance, 3)
    };
    s.head(b, &authors, year, chance);
    s.quoted(b, &s.title(pools, chance));
    let number = format!("{}{}", pick("|TR-|CS-||SP II ", chance), 10 + chance.below(2000));
    let kind = if s.german {
        pick("Discussion Paper|Arbeitspapier Nr.|Forschungsbericht|Working Paper|ZUMA-Arbeitsbericht", chance)
    } else {
        pick("Technical Report|Working Paper|Tech. Rep.|Discussion Paper No.|Research Report|NBER Working Paper", chance)
    };
    b.put(Label::Genre, &format!("{kind} {number}")).glue(", ");
    b.put(Label::Publisher, pick("Stanford University|Wissenschaftszentrum Berlin für Sozialforschung|Carnegie Mellon University|National Bureau of Economic Research|IZA|DIW|INRIA|University of Washington|Zentrum für Umfragen, Methoden und Analysen|MIT Artificial Intelligence Laboratory", chance));
    if s.year_late() {
        b.glue(", ").put(Label::Date, year);
    }
}

/// Volume before the journal, as lawyers cite: `19 Modern China 199 (1993)`.
fn law(s: &Style, pools: &Pools, chance: &mut Chance) -> Row {
    let mut b = Builder::default();
    let s = Style { name: 5, later_name: 5, german: false, separator: ", ", last: " & ", ..Style::by_chance(chance) }.with_quotes(s);
    b.put(Label::Author, &s.authors(pools, chance, 3)).glue(", ");
    b.put(Label::Title, &format!("{}{}", one(&pools.titles, chance), pick(", |, |. ", chance)));
    b.put(Label::Volume, &format!("{} ", 1 + chance.below(200))).put(Label::Container, &format!("{} ", one(&pools.journals, chance)));
    b.put(Label::Pages, &(1 + chance.below(2000)).to_string());
    b.glue(" (").put(Label::Date, &(1950 + chance.below(75)).to_string()).glue(").");
    b.row("made latin")
}

fn address(chance: &mut Chance) -> String {
    format!(
        "{}{}.{}/{}/{}{}",
        pick("http://www.|https://www.|https://|http://", chance),
        pick("example|bpb|destatis|oecd|nytimes|gesis|who|census|spiegel|ssoar", chance),
        pick("org|de|com|gov|edu", chance),
        pick("publications|artikel|2010|news|pdf", chance),
        pick("report|index|download|doc", chance),
        pick(".html|.pdf||.htm", chance)
    )
}

fn page(s: &Style, b: &mut Builder, year: &str, pools: &Pools, chance: &mut Chance) {
    let authors = s.authors(pools, chance, 2);
    s.head(b, &authors, year, chance);
    s.quoted(b, &s.title(pools, chance));
    if s.year_late() {
        b.put(Label::Date, year).glue(". ");
    }
    let day = format!(
        "{}{}",
        1 + chance.below(28),
        if s.german {
            format!(".{}.20{:02}", 1 + chance.below(12), chance.below(24))
        } else {
            format!(" {} 20{:02}", pick("January|March|May|July|October|December", chance), chance.below(24))
        }
    );
    let url = address(chance);
    match chance.below(5) {
        0 => drop(b.put(Label::Note, &format!("Retrieved {day} from ")).put(Label::Url, &url)),
        1 => drop(
            b.glue("URL: ")
                .put(Label::Url, &url)
                .glue(" ")
                .put(Label::Note, &format!("({} {day})", if s.german { "Zugriff am" } else { "accessed" })),
        ),
        2 => drop(b.glue(if s.german { "Online verfügbar unter: " } else { "Available at: " }).put(Label::Url, &url)),
        3 => drop(b.put(Label::Url, &url).glue(" ").put(Label::Note, &format!("[{} {day}]", if s.german { "Stand:" } else { "Accessed" }))),
        _ => drop(b.put(Label::Url, &url)),
    }
}

fn news(s: &Style, b: &mut Builder, year: &str, pools: &Pools, chance: &mut Chance) {
    let authors = s.authors(pools, chance, 2);
    s.head(b, &authors, year, chance);
    s.quoted(b, &s.title(pools, chance));
    let paper = if s.german {
        pick("Die Zeit|Frankfurter Allgemeine Zeitung|Süddeutsche Zeitung|Der Spiegel|die tageszeitung|Die Welt|Handelsblatt", chance)
    } else {
        pick(
            "New York Times|The Guardian|The Times|Washington Post|The Economist|Wall Street Journal|Los Angeles Times|Le Monde|El País",
            chance,
        )
    };
    b.glue(if s.german { s.into } else { "" }).put(Label::Container, &format!("{paper}, "));
    let day = 1 + chance.below(28);
    let year = &year[..4];
    let date = match (s.german, s.year_late()) {
        (true, _) => format!("{day}.{}.{year}", 1 + chance.below(12)),
        (false, true) => format!("{day} {} {year}", pick("January|March|May|June|October", chance)),
        (false, false) => format!("{} {day}", pick("January|March|May|June|October", chance)),
    };
    b.put(Label::Date, &date);
    if chance.hit(0.5) {
        b.glue(s.pages).put(Label::Pages, &(1 + chance.below(40)).to_string());
    }
}
