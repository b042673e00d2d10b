//! References rendered from made records through the archive of CSL styles, in four languages; `traced` labels them.

use crate::builder::Builder;
use crate::data::Row;
use crate::learn::Chance;
use crate::pools::{GERMAN_FAMILIES, GERMAN_JOURNALS, GERMAN_PLACES, GERMAN_PUBLISHERS, GIVEN, Pools, german_title, one, pick};
use crate::traced::Traced;
use hayagriva::archive::ArchivedStyle;
use std::sync::Arc;
use yinwen::citing::csl::Sheet;
use yinwen::citing::{self, Options, Order};
use yinwen::model::{Date, DateVar, Face, Kind, Name, Names, Record, Role, Var};
use yinwen::refs::labeller::Label;

/// Languages that styles are rendered in, by the share of the references in each.
const LANGUAGES: &[&str] = &["en-US", "en-US", "en-GB", "de-DE", "de-DE", "fr-FR", "es-ES"];

/// A style by its name, in every language.
type Named = (String, Vec<(&'static str, Arc<Sheet>)>);

/// The styles of the archive, each in every language.
pub struct Styles {
    all: Vec<Named>,
}

impl Styles {
    /// Reads the archive. Styles that print less than a whole reference are left out.
    pub fn load() -> Styles {
        let whole = |name: &str| !matches!(name, "chicago-shortened-notes" | "alphanumeric");
        let named = ArchivedStyle::all().iter().filter_map(|s| Some((*s.names().first()?, *s))).filter(|(name, _)| whole(name));
        Styles { all: named.map(|(name, style)| (name.to_owned(), in_languages(style))).filter(|s| !s.1.is_empty()).collect() }
    }

    /// Number of styles.
    pub fn len(&self) -> usize {
        self.all.len()
    }
}

/// A style with its language set anew; one that fixes its own language prints what it prints.
fn in_languages(style: ArchivedStyle) -> Vec<(&'static str, Arc<Sheet>)> {
    let Ok(xml) = style.get().to_xml() else { return Vec::new() };
    let (head, body) = xml.split_at(xml.find('>').map_or(0, |i| i + 1));
    let with = |language: &str| {
        let head = match head.find(" default-locale=\"") {
            Some(from) => {
                let value = from + " default-locale=\"".len();
                let end = value + head[value..].find('"').unwrap_or(0);
                format!("{}{language}{}", &head[..value], &head[end..])
            }
            None => format!("{} default-locale=\"{language}\">", head.trim_end_matches('>')),
        };
        Sheet::read(&format!("{head}{body}")).ok().map(Arc::new)
    };
    LANGUAGES.iter().filter_map(|l| Some((*l, with(l)?))).collect()
}

/// One rendered reference; `None` where a value of it can't be told from the rest.
pub fn reference(styles: &Styles, pools: &Pools, chance: &mut Chance) -> Option<Row> {
    let (name, sheets) = styles.all.get(chance.below(styles.all.len()))?;
    let (language, sheet) = sheets.get(chance.below(sheets.len()))?;
    let mut made = Made { face: Face::default(), traced: Traced::default(), language, numbers: Vec::new() };
    made.fill(pools, chance);
    let record = Record::of(made.face);
    let options = Options { order: Order::Given, ..Options::default() };
    let entry = citing::bibliography(&[record], &citing::Style::Csl(Arc::clone(sheet)), &options).into_iter().next()?;
    let text = entry.text().split_whitespace().collect::<Vec<_>>().join(" ");
    let segments = made.traced.segments(&text)?;
    let mut b = Builder::default();
    if !entry.label.is_empty() && chance.hit(0.5) {
        let number = 1 + chance.below(180);
        b.put(Label::Number, &format!("{} ", entry.label.replacen('1', &number.to_string(), 1)));
    }
    for (label, part) in segments {
        b.put(label, &part);
    }
    Some(b.row(&format!("rendered {name}")))
}

/// A record in the making, with what is to be found again.
struct Made {
    face: Face,
    traced: Traced,
    language: &'static str,
    numbers: Vec<usize>,
}

impl Made {
    fn german(&self) -> bool {
        self.language.starts_with("de")
    }

    /// A number that nothing else in the record has.
    fn number(&mut self, from: usize, to: usize, chance: &mut Chance) -> usize {
        loop {
            let n = from + chance.below(to - from);
            if !self.numbers.contains(&n) {
                self.numbers.push(n);
                return n;
            }
        }
    }

    fn text(&mut self, var: Var, label: Label, value: &str) {
        self.face.set(var, value);
        self.traced.value(label, value);
    }

    fn fill(&mut self, pools: &Pools, chance: &mut Chance) {
        self.language.clone_into(&mut self.face.language);
        let title = self.title(pools, chance);
        self.text(Var::Title, Label::Title, &title);
        match chance.below(22) {
            0..=6 => self.article(pools, chance),
            7..=11 => self.book(pools, chance),
            12..=15 => self.chapter(pools, chance),
            16..=17 => self.meeting(pools, chance),
            18 => self.thesis(chance),
            19 => self.report(chance),
            20 => self.page(pools, chance),
            _ => self.news(pools, chance),
        }
        if self.face.kind == Kind::ArticleJournal && chance.hit(0.25) {
            let doi = format!(
                "10.{}/{}.{}",
                1000 + chance.below(8000),
                pick("s|j.soc|jama|nature|tpami|b", chance),
                100_000 + chance.below(99_999)
            );
            self.text(Var::Doi, Label::Doi, &doi);
        }
    }

    fn title(&self, pools: &Pools, chance: &mut Chance) -> String {
        if self.german() && chance.hit(0.75) { german_title(chance) } else { one(&pools.titles, chance).to_owned() }
    }

    fn people(&mut self, role: Role, most: usize, pools: &Pools, chance: &mut Chance) {
        let n = 1 + chance.below(most).min(chance.below(most + 1));
        let mut names = Vec::new();
        for _ in 0..n {
            let family = if self.german() && chance.hit(0.7) { pick(GERMAN_FAMILIES, chance) } else { one(&pools.families, chance) };
            let given = match chance.below(4) {
                0 => format!("{}.", &pick(GIVEN, chance).chars().next().unwrap_or('A')),
                1 => format!("{} {}.", pick(GIVEN, chance), (b'A' + chance.below(25) as u8) as char),
                _ => pick(GIVEN, chance).to_owned(),
            };
            let mut name = Name::person(family, given);
            if let Name::Person(p) = &mut name
                && chance.hit(0.05)
            {
                p.non_dropping_particle = pick("van|de|van der|de la|Van|von", chance).to_owned();
            }
            names.push(name);
        }
        self.traced.people(if role == Role::Author { Label::Author } else { Label::Editor }, &names);
        self.face.set_names(role, Names { list: names, et_al: false });
    }

    fn body(&mut self, chance: &mut Chance) {
        let list = if self.german() {
            "Statistisches Bundesamt|Bundesministerium für Bildung und Forschung|Bundeszentrale für politische Bildung|Institut für Demoskopie Allensbach|Deutscher Bundestag|Bundesagentur für Arbeit"
        } else {
            "OECD|World Bank|UNESCO|European Commission|National Research Council|World Health Organization|Committee on the Future of Universities|International Labour Office|American Psychological Association|U.S. Census Bureau|National Research Council, Committee on Population|Institute of Medicine, Board on Health Care Services"
        };
        let body = pick(list, chance).to_owned();
        self.traced.value(Label::Author, &body);
        self.face.set_names(Role::Author, Names { list: vec![Name::literal(body)], et_al: false });
    }

    fn issued(&mut self, most: usize, chance: &mut Chance) {
        let year = self.number(1931, 2026, chance);
        let parts = chance.below(10).min(most);
        let month = if parts > 0 { self.number(1, 13, chance) } else { 0 };
        let day = if parts > 1 { self.number(1, 29, chance) } else { 0 };
        self.traced.date(Label::Date, year, month, day);
        self.face.set_date(DateVar::Issued, Date::ymd(year as i32, month as u8, day as u8));
    }

    fn pages(&mut self, chance: &mut Chance) {
        let from = self.number(1, 900, chance);
        let to = loop {
            let to = from + 1 + chance.below(60);
            if !self.numbers.contains(&to) {
                break to;
            }
        };
        self.numbers.push(to);
        self.face.set(Var::Page, if chance.hit(0.08) { from.to_string() } else { format!("{from}-{to}") });
        self.traced.pages(from);
    }

    fn imprint(&mut self, pools: &Pools, chance: &mut Chance) {
        let (publisher, place) = if self.german() && chance.hit(0.8) {
            (pick(GERMAN_PUBLISHERS, chance), pick(GERMAN_PLACES, chance))
        } else {
            (one(&pools.publishers, chance), one(&pools.places, chance))
        };
        self.text(Var::Publisher, Label::Publisher, publisher);
        if chance.hit(0.85) {
            self.text(Var::PublisherPlace, Label::Place, place);
        }
    }

    fn edition(&mut self, chance: &mut Chance) {
        if chance.hit(0.2) {
            let n = self.number(2, 10, chance);
            self.face.set(Var::Edition, n.to_string());
            self.traced.edition(n);
        }
    }

    fn article(&mut self, pools: &Pools, chance: &mut Chance) {
        self.face.kind = Kind::ArticleJournal;
        self.people(Role::Author, 7, pools, chance);
        self.issued(if chance.hit(0.7) { 0 } else { 2 }, chance);
        let journal = if self.german() && chance.hit(0.7) { pick(GERMAN_JOURNALS, chance) } else { one(&pools.journals, chance) };
        self.text(Var::ContainerTitle, Label::Container, journal);
        let volume = self.number(1, 160, chance).to_string();
        self.text(Var::Volume, Label::Volume, &volume);
        if chance.hit(0.7) {
            let issue = self.number(1, 14, chance).to_string();
            self.text(Var::Issue, Label::Issue, &issue);
        }
        if chance.hit(0.93) {
            self.pages(chance);
        }
    }

    fn book(&mut self, pools: &Pools, chance: &mut Chance) {
        self.face.kind = Kind::Book;
        match chance.below(10) {
            0 | 1 => self.people(Role::Editor, 3, pools, chance),
            2 => self.body(chance),
            _ => self.people(Role::Author, 3, pools, chance),
        }
        self.issued(0, chance);
        self.edition(chance);
        self.imprint(pools, chance);
    }

    fn chapter(&mut self, pools: &Pools, chance: &mut Chance) {
        self.face.kind = Kind::Chapter;
        self.people(Role::Author, 3, pools, chance);
        self.issued(0, chance);
        let book = self.title(pools, chance);
        self.text(Var::ContainerTitle, Label::Container, &book);
        if chance.hit(0.85) {
            self.people(Role::Editor, 3, pools, chance);
        }
        self.imprint(pools, chance);
        if chance.hit(0.9) {
            self.pages(chance);
        }
    }

    fn meeting(&mut self, pools: &Pools, chance: &mut Chance) {
        self.face.kind = Kind::PaperConference;
        self.people(Role::Author, 6, pools, chance);
        self.issued(1, chance);
        self.text(Var::ContainerTitle, Label::Container, one(&pools.meetings, chance));
        if chance.hit(0.5) {
            self.text(
                Var::Publisher,
                Label::Publisher,
                pick("ACM|IEEE|Springer|AAAI Press|Morgan Kaufmann|IEEE Computer Society|MIT Press|USENIX Association|IOS Press", chance),
            );
        }
        if chance.hit(0.4) {
            self.text(Var::PublisherPlace, Label::Place, one(&pools.places, chance));
        }
        if chance.hit(0.8) {
            self.pages(chance);
        }
    }

    fn thesis(&mut self, chance: &mut Chance) {
        self.face.kind = Kind::Thesis;
        let (genre, school) = if self.german() {
            (
                "Dissertation|Diplomarbeit|Magisterarbeit|Habilitationsschrift",
                "Universität Köln|Universität Mannheim|FU Berlin|Universität Wien",
            )
        } else {
            (
                "PhD thesis|Doctoral dissertation|Master’s thesis|Ph.D. dissertation",
                "University of Michigan|Stanford University|Université de Lyon|University of Edinburgh",
            )
        };
        let family = pick(GERMAN_FAMILIES, chance);
        let name = Name::person(family, pick(GIVEN, chance));
        self.traced.people(Label::Author, std::slice::from_ref(&name));
        self.face.set_names(Role::Author, Names { list: vec![name], et_al: false });
        self.text(Var::Genre, Label::Genre, pick(genre, chance));
        self.text(Var::Publisher, Label::Publisher, pick(school, chance));
        if chance.hit(0.4) {
            self.text(Var::PublisherPlace, Label::Place, pick("Ann Arbor|Lyon|Bonn|Edinburgh|Graz|Zürich", chance));
        }
        self.issued(0, chance);
    }

    fn report(&mut self, chance: &mut Chance) {
        self.face.kind = Kind::Report;
        self.body(chance);
        self.issued(1, chance);
        let number = format!("{}{}", pick("|TR-|CS-|SP-", chance), self.number(2100, 9000, chance));
        self.text(Var::Genre, Label::Genre, pick("Technical Report|Working Paper|Discussion Paper|Research Report", chance));
        self.text(Var::Number, Label::Genre, &number);
        self.text(
            Var::Publisher,
            Label::Publisher,
            pick(
                "Stanford University|Carnegie Mellon University|National Bureau of Economic Research|IZA|INRIA|Wissenschaftszentrum Berlin",
                chance,
            ),
        );
        if chance.hit(0.4) {
            self.text(Var::PublisherPlace, Label::Place, pick("Ann Arbor|Geneva|Bonn|Washington, DC|Luxembourg|Paris", chance));
        }
    }

    fn page(&mut self, pools: &Pools, chance: &mut Chance) {
        self.face.kind = Kind::Webpage;
        if chance.hit(0.4) {
            self.body(chance)
        } else {
            self.people(Role::Author, 2, pools, chance)
        }
        self.issued(2, chance);
        let url = crate::works::address(chance);
        self.text(Var::Url, Label::Url, &url);
        if chance.hit(0.6) {
            let (year, month, day) = (self.number(1998, 2026, chance), self.number(1, 13, chance), self.number(1, 29, chance));
            self.traced.date(Label::Note, year, month, day);
            self.face.set_date(DateVar::Accessed, Date::ymd(year as i32, month as u8, day as u8));
        }
    }

    fn news(&mut self, pools: &Pools, chance: &mut Chance) {
        self.face.kind = Kind::ArticleNewspaper;
        self.people(Role::Author, 2, pools, chance);
        self.issued(2, chance);
        let paper = if self.german() {
            "Die Zeit|Frankfurter Allgemeine Zeitung|Süddeutsche Zeitung|Der Spiegel|die tageszeitung|Handelsblatt"
        } else {
            "New York Times|The Guardian|The Times|Washington Post|The Economist|Los Angeles Times|Le Monde|El País"
        };
        self.text(Var::ContainerTitle, Label::Container, pick(paper, chance));
        if chance.hit(0.4) {
            self.pages(chance);
        }
    }
}
