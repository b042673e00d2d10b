//! The kinds of works in made references: articles, chapters, books, papers, theses, reports, pages, news, law.

use crate::builder::Builder;
use crate::data::Row;
use crate::latin::{Style, pages};
use crate::learn::Chance;
use crate::pools::{GERMAN_JOURNALS, Pools, one, pick};
use yinwen::refs::labeller::Label;

pub fn article(s: &Style, b: &mut Builder, pools: &Pools, year: &str, chance: &mut Chance) {
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

pub fn chapter(s: &Style, b: &mut Builder, pools: &Pools, year: &str, chance: &mut Chance) {
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

pub fn book(s: &Style, b: &mut Builder, pools: &Pools, year: &str, chance: &mut Chance) {
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
            format!(
                "{n}.{}",
                pick(
                    " Auflage| Aufl.| überarb. Aufl.| erw. Aufl.| Auflage|, überarb. Aufl.|, erw. Auflage|, völlig neu bearb. Aufl.|, aktual. und erw. Aufl.",
                    chance
                )
            )
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

pub fn meeting(s: &Style, b: &mut Builder, pools: &Pools, year: &str, chance: &mut Chance) {
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

pub fn thesis(s: &Style, b: &mut Builder, year: &str, pools: &Pools, chance: &mut Chance) {
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

pub fn report(s: &Style, b: &mut Builder, year: &str, pools: &Pools, chance: &mut Chance) {
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
pub fn law(s: &Style, pools: &Pools, chance: &mut Chance) -> Row {
    let mut b = Builder::default();
    let s = Style { name: 5, later_name: 5, german: false, separator: ", ", last: " & ", ..Style::by_chance(chance) }.with_quotes(s);
    b.put(Label::Author, &s.authors(pools, chance, 3)).glue(", ");
    b.put(Label::Title, &format!("{}{}", one(&pools.titles, chance), pick(", |, |. ", chance)));
    b.put(Label::Volume, &format!("{} ", 1 + chance.below(200))).put(Label::Container, &format!("{} ", one(&pools.journals, chance)));
    b.put(Label::Pages, &(1 + chance.below(2000)).to_string());
    b.glue(" (").put(Label::Date, &(1950 + chance.below(75)).to_string()).glue(").");
    b.row("made latin")
}

pub fn address(chance: &mut Chance) -> String {
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

pub fn page(s: &Style, b: &mut Builder, year: &str, pools: &Pools, chance: &mut Chance) {
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

pub fn news(s: &Style, b: &mut Builder, year: &str, pools: &Pools, chance: &mut Chance) {
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
