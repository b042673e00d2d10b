//! The type of a publication, where no mark says it.

use crate::model::Kind;
use crate::normalise::draft::Slot;
use crate::normalise::sheet::{Leaf, Sheet};

/// Gives the first face without a type one, and the others the first one's.
pub fn apply(sheet: &mut Sheet) -> bool {
    let known = sheet.leaves.iter().find_map(|l| l.kind);
    let (kind, rule) = match known {
        Some(kind) => (kind, None),
        None => match sheet.leaves.first() {
            Some(leaf) => (guess(leaf), Some("type")),
            None => return false,
        },
    };
    for leaf in sheet.leaves.iter_mut().filter(|l| l.kind.is_none()) {
        leaf.kind = Some(kind);
        leaf.kind_rule = rule;
    }
    false
}

fn any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.contains(w))
}

const THESIS: &[&str] = &[
    "学位论文",
    "學位論文",
    "博士论文",
    "硕士论文",
    "博士論文",
    "碩士論文",
    "thesis",
    "Thesis",
    "issertation",
    "PhD",
    "Ph.D",
    "Habilitation",
    "Diplomarbeit",
    "Thèse",
    "thèse",
    "Tesis",
    "tesis",
];
const PROCEEDINGS: &[&str] = &[
    "roceedings",
    "Proc.",
    "Proc ",
    "onference",
    "ymposium",
    "orkshop",
    "Conf.",
    "Symp.",
    "论文集",
    "會議",
    "会议录",
    "论文选",
    "Congress on",
    "Tagung",
    "Kongress",
    "Actes du",
    "Actas",
    "论丛：",
    "年会",
];
const UNIVERSITY: &[&str] = &["大学", "大學", "学院", "研究院", "niversit", "College", "Institut"];
const REPORT: &[&str] = &["report", "Report", "报告", "白皮书", "Working Paper", "working paper", "Technical", "Tech."];
const NEWS: &[&str] = &[
    "日报",
    "日報",
    "晚报",
    "晚報",
    "早报",
    "时报",
    "時報",
    "青年报",
    "周报",
    "Times",
    "Post",
    "Daily",
    "Herald",
    "Guardian",
    "Tribune",
    "Zeitung",
    "Le Monde",
    "News",
    "Gazette",
    "晨报",
    "商报",
    "新聞",
];

fn guess(leaf: &Leaf) -> Kind {
    let (title, container, genre) = (leaf.get(Slot::Title), leaf.get(Slot::Container), leaf.get(Slot::Genre));
    let (publisher, number) = (leaf.get(Slot::Publisher), leaf.get(Slot::Number));
    if any(genre, THESIS) {
        return Kind::Thesis;
    }
    if patent(number) {
        return Kind::Patent;
    }
    if standard(number) || standard(title) {
        return Kind::Standard;
    }
    if any(container, PROCEEDINGS) || leaf.has(Slot::Event) {
        return Kind::PaperConference;
    }
    if !container.is_empty() {
        return inside(leaf, container, publisher);
    }
    if leaf.has(Slot::Archive) || leaf.has(Slot::ArchiveLocation) {
        return Kind::Document;
    }
    if any(genre, REPORT) || leaf.has(Slot::Number) && any(title, REPORT) {
        return Kind::Report;
    }
    if leaf.has(Slot::Eprint) && publisher.is_empty() {
        return Kind::Article;
    }
    if any(publisher, UNIVERSITY) && !any(publisher, &["出版", "Press", "press", "Verlag"]) && any(title, THESIS) {
        return Kind::Thesis;
    }
    if leaf.has(Slot::Volume) && leaf.has(Slot::Page) && publisher.is_empty() {
        return Kind::ArticleJournal;
    }
    let printed = !leaf.has(Slot::Url) || leaf.has(Slot::Place);
    if leaf.has(Slot::Isbn) || leaf.has(Slot::Edition) || !publisher.is_empty() && printed {
        return Kind::Book;
    }
    if leaf.has(Slot::Url) {
        return Kind::Webpage;
    }
    if leaf.has(Slot::Place) || leaf.has(Slot::Locator) { Kind::Book } else { Kind::Document }
}

/// Something inside a container.
fn inside(leaf: &Leaf, container: &str, publisher: &str) -> Kind {
    let (volume, issue) = (leaf.has(Slot::Volume), leaf.has(Slot::Issue));
    if issue || volume && publisher.is_empty() {
        return Kind::ArticleJournal;
    }
    if any(container, NEWS) && with_day(leaf.get(Slot::Issued)) {
        return Kind::ArticleNewspaper;
    }
    if !publisher.is_empty() || leaf.has(Slot::Editor) || leaf.has(Slot::ContainerAuthor) || leaf.has(Slot::Place) && !leaf.has(Slot::Url) {
        return Kind::Chapter;
    }
    if leaf.has(Slot::Page) || leaf.has(Slot::Doi) || leaf.has(Slot::Issn) {
        return Kind::ArticleJournal;
    }
    if any(container, NEWS) {
        return Kind::ArticleNewspaper;
    }
    if leaf.has(Slot::Url) { Kind::Webpage } else { Kind::ArticleJournal }
}

/// Whether the date has a day: three numbers, or a month's name and two.
fn with_day(printed: &str) -> bool {
    crate::normalise::dates::read(printed).date.start.is_some_and(|d| d.day > 0)
}

/// `CN200610171314.3`, `US 6,123,456 B1`.
fn patent(number: &str) -> bool {
    let country: String = number.chars().take(2).collect();
    matches!(country.as_str(), "CN" | "US" | "EP" | "JP" | "WO" | "DE" | "GB" | "KR" | "FR")
        && number.chars().filter(char::is_ascii_digit).count() >= 6
        && !number.contains(['—', '–', ':'])
}

/// `GB/T 25100—2010`, `ISO 690:2010`.
fn standard(text: &str) -> bool {
    [
        "GB/T ", "GB ", "GB/T", "ISO ", "IEC ", "ISO/IEC", "DB", "JGJ", "DIN ", "ANSI", "IEEE Std", "ASTM ", "BS EN", "EN ISO", "SL ",
        "HJ ", "DL/T", "YY/T", "QB/T", "JB/T", "SY/T", "NY/T", "WS/T", "CY/T",
    ]
    .iter()
    .any(|p| {
        text.strip_prefix(p)
            .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) && rest.contains(['—', '-', '–', ':']))
    })
}
