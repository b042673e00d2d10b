//! The record of a page or article from its metadata: Highwire (`citation_*`) and bepress tags, Dublin Core, PRISM,
//! schema.org JSON-LD.

use crate::model::{Date, DateVar, Face, Kind, Names, Role, Var};
use crate::normalise::names;
use serde_json::Value;

/// The `meta` elements of a page, names in lower case.
#[derive(Default)]
pub struct Meta(Vec<(String, String)>);

impl Meta {
    /// What the page says of the works it cites.
    pub fn references(&self) -> Vec<String> {
        self.0.iter().filter(|(name, _)| name == "citation_reference").map(|(_, content)| content.clone()).collect()
    }
}

impl Meta {
    /// Adds one element.
    pub fn add(&mut self, name: Option<&str>, content: Option<&str>) {
        if let (Some(name), Some(content)) = (name, content.map(str::trim).filter(|c| !c.is_empty())) {
            let name = name.trim().to_ascii_lowercase();
            let name = name.strip_prefix("bepress_").map_or(name.clone(), str::to_owned);
            self.0.push((name, content.to_owned()));
        }
    }

    fn all<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'a str> {
        // The first name in the list that has a value counts; the others repeat it.
        let found = names.iter().find(|n| self.0.iter().any(|(k, _)| k == **n)).copied().unwrap_or_default();
        self.0.iter().filter(move |(k, _)| k == found).map(|(_, v)| v.as_str())
    }

    fn one(&self, names: &[&str]) -> &str {
        let found = names.iter().find_map(|n| self.0.iter().find(|(k, _)| k == n));
        found.map_or("", |(_, v)| v.as_str())
    }

    /// The page's record, where it has a title among its scholarly tags.
    pub fn face(&self) -> Option<Face> {
        let title = self.one(&["citation_title", "dc.title", "dcterms.title", "eprints.title", "wkhealth_title", "prism.title"]);
        if title.is_empty() {
            return None;
        }
        let mut face = Face::new(self.kind());
        face.set(Var::Title, title);
        let fields = [
            (
                Var::ContainerTitle,
                &[
                    "citation_journal_title",
                    "citation_conference_title",
                    "citation_inbook_title",
                    "citation_book_title",
                    "prism.publicationname",
                    "dc.source",
                    "dcterms.ispartof",
                ][..],
            ),
            (Var::ContainerTitleShort, &["citation_journal_abbrev"]),
            (Var::Volume, &["citation_volume", "prism.volume", "dc.citation.volume"]),
            (Var::Issue, &["citation_issue", "prism.number", "dc.citation.issue"]),
            (
                Var::Publisher,
                &[
                    "citation_dissertation_institution",
                    "citation_technical_report_institution",
                    "citation_publisher",
                    "dc.publisher",
                    "dcterms.publisher",
                ],
            ),
            (Var::Issn, &["citation_issn", "prism.issn", "prism.eissn"]),
            (Var::Isbn, &["citation_isbn"]),
            (Var::Number, &["citation_technical_report_number"]),
            (Var::Pmid, &["citation_pmid"]),
            (Var::Url, &["citation_public_url", "citation_abstract_html_url", "citation_fulltext_html_url", "dc.identifier.uri"]),
        ];
        for (var, tags) in fields {
            face.set(var, self.one(tags));
        }
        face.set(
            Var::Page,
            pages(self.one(&["citation_firstpage", "prism.startingpage"]), self.one(&["citation_lastpage", "prism.endingpage"])),
        );
        face.set(
            Var::Doi,
            doi(self.one(&["citation_doi", "prism.doi", "doi", "dc.identifier.doi", "dc.identifier", "dcterms.identifier"])),
        );
        face.language = self.one(&["citation_language", "dc.language", "dcterms.language"]).to_ascii_lowercase();
        let authors = self.all(&[
            "citation_author",
            "citation_authors",
            "dc.creator",
            "dcterms.creator",
            "dc.contributor.author",
            "eprints.creators_name",
        ]);
        face.set_names(Role::Author, printed_names(authors));
        face.set_names(Role::Editor, printed_names(self.all(&["citation_editor", "dc.contributor.editor"])));
        let tags = [
            "citation_publication_date",
            "citation_date",
            "citation_cover_date",
            "citation_year",
            "citation_online_date",
            "prism.publicationdate",
            "dc.date.issued",
            "dc.date",
            "dcterms.issued",
            "dcterms.date",
        ];
        face.set_date(DateVar::Issued, date(self.one(&tags)));
        Some(face)
    }

    fn kind(&self) -> Kind {
        let has = |name: &str| self.0.iter().any(|(k, _)| k == name);
        match () {
            () if has("citation_journal_title") || has("prism.publicationname") || has("citation_issn") => Kind::ArticleJournal,
            () if has("citation_conference_title") || has("citation_conference") => Kind::PaperConference,
            () if has("citation_dissertation_institution") => Kind::Thesis,
            () if has("citation_technical_report_institution") || has("citation_technical_report_number") => Kind::Report,
            () if has("citation_inbook_title") || has("citation_book_title") => Kind::Chapter,
            () if has("citation_isbn") => Kind::Book,
            () if has("citation_arxiv_id") => Kind::Article,
            () => match self.one(&["dc.type", "dcterms.type"]).to_ascii_lowercase() {
                t if t.contains("article") => Kind::ArticleJournal,
                t if t.contains("thesis") || t.contains("dissertation") => Kind::Thesis,
                t if t.contains("book") => Kind::Book,
                t if t.contains("report") => Kind::Report,
                t if t.contains("dataset") => Kind::Dataset,
                _ => Kind::Document,
            },
        }
    }
}

/// Names given one a tag, or several in one with semicolons.
fn printed_names<'a>(tags: impl Iterator<Item = &'a str>) -> Names {
    let parts = tags.flat_map(|t| t.split(';')).map(str::trim).filter(|t| !t.is_empty());
    Names::new(parts.map(names::one).collect())
}

/// First and last page as a range.
pub fn pages(first: &str, last: &str) -> String {
    match (first.trim(), last.trim()) {
        ("", last) => last.to_owned(),
        (first, "") => first.to_owned(),
        (first, last) if first == last => first.to_owned(),
        (first, last) => format!("{first}-{last}"),
    }
}

/// The DOI in an identifier; empty where it is none.
pub fn doi(identifier: &str) -> String {
    identifier.find("10.").map(|at| identifier[at..].trim()).filter(|d| d.contains('/')).unwrap_or_default().to_owned()
}

/// A date in the usual numeric forms (`2019/09/02`, `2019-09`, `20190902`, `2019`); words are kept as they stand.
pub fn date(printed: &str) -> Date {
    let printed = printed.trim();
    let day = printed.split('T').next().unwrap_or(printed);
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if day.len() == 8 && digits(day) {
        return Date::ymd(day[..4].parse().unwrap_or(0), day[4..6].parse().unwrap_or(0), day[6..].parse().unwrap_or(0));
    }
    let mut parts = day.split(['/', '-', '.', ' ']).filter(|p| !p.is_empty());
    let year = parts.next().filter(|y| y.len() == 4).and_then(|y| y.parse::<i32>().ok());
    match year {
        Some(year) => {
            let month = parts.next().and_then(|m| m.parse::<u8>().ok()).filter(|m| *m <= 12).unwrap_or(0);
            let day = parts.next().and_then(|d| d.parse::<u8>().ok()).filter(|d| month > 0 && *d <= 31).unwrap_or(0);
            Date::ymd(year, month, day)
        }
        None => Date { literal: printed.to_owned(), ..Date::default() },
    }
}

/// The record in a schema.org description of an article, book, thesis, report or data set.
pub fn json_ld(text: &str) -> Option<Face> {
    let value: Value = serde_json::from_str(text.trim()).ok()?;
    let item = scholarly(&value, 0)?;
    let text = |key: &str| item.get(key).map(plain).unwrap_or_default();
    let title = [text("headline"), text("name")].into_iter().find(|t| !t.is_empty())?;
    let mut face = Face::new(kind_of(item)?);
    face.set(Var::Title, title);
    face.set(Var::Publisher, text("publisher"));
    face.set(Var::Page, pages(&text("pageStart"), &text("pageEnd")));
    face.set_default(Var::Page, text("pagination"));
    face.set(Var::Isbn, text("isbn"));
    face.set(Var::Url, text("url"));
    face.set(
        Var::Doi,
        doi(&[text("sameAs"), text("identifier"), text("@id")].into_iter().map(|t| doi(&t)).find(|d| !d.is_empty()).unwrap_or_default()),
    );
    face.language = text("inLanguage").to_ascii_lowercase();
    let mut around = item.get("isPartOf");
    // An issue is part of a volume, a volume of a journal.
    for _ in 0..4 {
        let Some(part) = around.map(|p| p.as_array().and_then(|a| a.first()).unwrap_or(p)) else { break };
        match part.get("@type").map(plain).as_deref() {
            Some("PublicationIssue") => face.set_default(Var::Issue, part.get("issueNumber").map(plain).unwrap_or_default()),
            Some("PublicationVolume") => face.set_default(Var::Volume, part.get("volumeNumber").map(plain).unwrap_or_default()),
            _ => face.set_default(Var::ContainerTitle, plain(part)),
        }
        around = part.get("isPartOf");
    }
    let authors = item.get("author").or_else(|| item.get("creator"));
    let list: Vec<String> = match authors {
        Some(Value::Array(all)) => all.iter().map(plain).collect(),
        Some(one) => vec![plain(one)],
        None => Vec::new(),
    };
    face.set_names(Role::Author, Names::new(list.iter().filter(|n| !n.is_empty()).map(|n| names::one(n)).collect()));
    face.set_date(DateVar::Issued, date(&text("datePublished")));
    Some(face)
}

/// The first description of a publication in the value.
fn scholarly(value: &Value, depth: u8) -> Option<&Value> {
    match value {
        _ if depth > 4 => None,
        Value::Array(all) => all.iter().find_map(|v| scholarly(v, depth + 1)),
        Value::Object(map) => kind_of(value)
            .map(|_| value)
            .or_else(|| ["@graph", "mainEntity", "mainEntityOfPage"].iter().find_map(|k| scholarly(map.get(*k)?, depth + 1))),
        _ => None,
    }
}

fn kind_of(item: &Value) -> Option<Kind> {
    let types = match item.get("@type")? {
        Value::Array(all) => all.iter().map(plain).collect(),
        one => vec![plain(one)],
    };
    types.iter().find_map(|t| {
        Some(match t.as_str() {
            "ScholarlyArticle" | "MedicalScholarlyArticle" => Kind::ArticleJournal,
            "NewsArticle" | "ReportageNewsArticle" => Kind::ArticleNewspaper,
            "Book" => Kind::Book,
            "Chapter" => Kind::Chapter,
            "Thesis" => Kind::Thesis,
            "Report" | "TechArticle" => Kind::Report,
            "Dataset" => Kind::Dataset,
            "BlogPosting" => Kind::PostWeblog,
            _ => return None,
        })
    })
}

/// The text of a value: itself, its name, or its `@value`.
fn plain(value: &Value) -> String {
    match value {
        Value::String(s) => s.trim().to_owned(),
        Value::Number(n) => n.to_string(),
        Value::Array(all) => all.first().map(plain).unwrap_or_default(),
        Value::Object(map) => {
            let person = || Some(format!("{}, {}", map.get("familyName")?.as_str()?, map.get("givenName")?.as_str()?));
            person().or_else(|| ["name", "headline", "value", "@value"].iter().find_map(|k| map.get(*k)).map(plain)).unwrap_or_default()
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_page_names_itself() {
        let mut meta = Meta::default();
        for (name, content) in [
            ("bepress_citation_title", "科技外交的理论逻辑"),
            ("bepress_citation_author", "罗晖"),
            ("bepress_citation_author", "Zhang, San"),
            ("bepress_citation_journal_title", "中国科学院院刊"),
            ("bepress_citation_firstpage", "1840"),
            ("bepress_citation_lastpage", "1852"),
            ("bepress_citation_date", "2025/10/20"),
            ("bepress_citation_doi", "https://doi.org/10.3724/j.1"),
        ] {
            meta.add(Some(name), Some(content));
        }
        let Some(face) = meta.face() else { panic!("the page has a record") };
        assert_eq!((face.kind, face.get(Var::Page), face.get(Var::Doi)), (Kind::ArticleJournal, "1840-1852", "10.3724/j.1"));
        assert_eq!(face.authors().len(), 2);
        assert_eq!(face.date(DateVar::Issued), Some(&Date::ymd(2025, 10, 20)));
    }

    #[test]
    fn schema_org_gives_the_journal_through_issue_and_volume() {
        let text = r#"{"@graph":[{"@type":"WebSite","name":"x"},{"@type":"ScholarlyArticle","headline":"A","author":[{"@type":"Person","name":"Jane Roe"}],
            "datePublished":"2020-03","isPartOf":{"@type":"PublicationIssue","issueNumber":"2","isPartOf":{"@type":"PublicationVolume","volumeNumber":7,"isPartOf":{"@type":"Periodical","name":"J"}}}}]}"#;
        let Some(face) = json_ld(text) else { panic!("an article") };
        assert_eq!((face.get(Var::Issue), face.get(Var::Volume), face.get(Var::ContainerTitle)), ("2", "7", "J"));
        assert_eq!(json_ld(r#"{"@type":"Organization","name":"x"}"#), None);
    }
}
