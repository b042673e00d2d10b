//! The reference list of a page as its `citation_reference` tags give it (Google Scholar's inclusion guidelines, as publishers
//! write them): each is tied to the entry that prints it, or printed where the page shows no list.

use super::page_meta::{self, pages};
use super::{Block, BlockKind, Document, csl};
use crate::model::Date;
use crate::normalise::{fold, names};
use memchr::memmem;
use serde_json::{Map, Value, json};

/// Most references of a page.
const MOST: usize = 5_000;

/// Ties the references to the document's blocks.
pub fn tie(document: &mut Document, contents: &[String]) {
    let items: Vec<Map<String, Value>> = contents.iter().take(MOST).filter_map(|c| item(c)).collect();
    if items.is_empty() {
        return;
    }
    let (folded, starts) = folded(document);
    let places: Vec<Option<usize>> = items.iter().map(|item| printed(item, &folded, &starts)).collect();
    let shown = places.iter().flatten().count() * 2 >= items.len();
    for (item, place) in items.into_iter().zip(places) {
        let range = match place.and_then(|block| document.blocks.get(block)) {
            Some(block) => block.range.clone(),
            None if shown => continue,
            None => print(document, &item),
        };
        // A poor description is worth less than the print.
        if ["title", "author", "issued"].iter().all(|key| item.contains_key(*key)) {
            document.embedded.extend(csl::embedded(vec![Value::Object(item)], Vec::new(), range));
        }
    }
    document.embedded.sort_by_key(|e| e.range.start);
}

/// All blocks folded into one text, with the place where each begins.
fn folded(document: &Document) -> (String, Vec<usize>) {
    let (mut all, mut starts) = (String::new(), Vec::with_capacity(document.blocks.len()));
    for block in &document.blocks {
        starts.push(all.len());
        all.push_str(&fold::key(document.text.get(block.range.clone()).unwrap_or_default()));
        all.push('\n');
    }
    (all, starts)
}

/// The last block that prints the title: the list stands behind the text.
fn printed(item: &Map<String, Value>, folded: &str, starts: &[usize]) -> Option<usize> {
    let title = fold::key(item.get("title")?.as_str()?);
    let at = memmem::rfind(folded.as_bytes(), title.as_bytes()).filter(|_| title.len() >= 8)?;
    starts.partition_point(|start| *start <= at).checked_sub(1)
}

/// Prints an item as an entry of its own.
fn print(document: &mut Document, item: &Map<String, Value>) -> std::ops::Range<usize> {
    let text = |key: &str| item.get(key).and_then(Value::as_str).unwrap_or_default();
    let authors: Vec<String> = item
        .get("author")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|n| {
            let part = |key: &str| n.get(key).and_then(Value::as_str).unwrap_or_default();
            format!("{} {}{}", part("family"), part("given"), part("literal")).trim().to_owned()
        })
        .collect();
    let year = item.get("issued").and_then(|d| d.pointer("/date-parts/0/0")).map(Value::to_string).unwrap_or_default();
    let parts = [&authors.join(", "), text("title"), text("container-title"), &year, text("volume"), text("page"), text("DOI")];
    let start = document.text.len();
    document.text.push_str(&parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(". "));
    let range = start..document.text.len();
    document.text.push('\n');
    document.blocks.push(Block { kind: BlockKind::Entry(String::new()), range: range.clone(), page: 0 });
    range
}

/// The item in a `citation_reference`: `citation_title=…; citation_author=…; …`. A value may hold semicolons.
fn item(content: &str) -> Option<Map<String, Value>> {
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    let begins: Vec<usize> = content.match_indices("citation_").map(|(at, _)| at).filter(|at| free(content, *at)).collect();
    for (i, at) in begins.iter().enumerate() {
        let end = begins.get(i + 1).copied().unwrap_or(content.len());
        if let Some((key, value)) = content[*at..end].split_once('=') {
            pairs.push((key.trim().trim_start_matches("citation_"), value.trim().trim_end_matches(';').trim()));
        }
    }
    let get = |keys: &[&str]| keys.iter().find_map(|k| pairs.iter().find(|(p, v)| p == k && !v.is_empty())).map_or("", |(_, v)| *v);
    let title = get(&["title"]);
    if title.is_empty() {
        return None;
    }
    let journal = get(&["journal_title", "journal_abbrev"]);
    let book = get(&["inbook_title", "book_title", "conference_title"]);
    let kind = match () {
        () if !journal.is_empty() => "article-journal",
        () if !get(&["conference_title", "conference"]).is_empty() => "paper-conference",
        () if !book.is_empty() => "chapter",
        () if !get(&["dissertation_institution"]).is_empty() => "thesis",
        () if !get(&["technical_report_institution"]).is_empty() => "report",
        () if !get(&["publisher", "isbn"]).is_empty() => "book",
        () => "document",
    };
    let page = pages(get(&["firstpage"]), get(&["lastpage"]));
    let page = if page.is_empty() { get(&["pages"]).to_owned() } else { page };
    let mut out = Map::new();
    out.insert("type".into(), json!(kind));
    let fields = [
        ("title", title),
        ("container-title", if journal.is_empty() { book } else { journal }),
        ("volume", get(&["volume"])),
        ("issue", get(&["issue", "number"])),
        ("page", &page),
        ("publisher", get(&["publisher", "dissertation_institution", "technical_report_institution"])),
        ("ISBN", get(&["isbn"])),
        ("ISSN", get(&["issn"])),
        ("DOI", &page_meta::doi(get(&["doi", "id"]))),
    ];
    out.extend(fields.into_iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| (k.to_owned(), json!(v))));
    let authors: Vec<Value> = pairs.iter().filter(|(k, v)| *k == "author" && !v.is_empty()).map(|(_, v)| person(v)).collect();
    if !authors.is_empty() {
        out.insert("author".into(), Value::Array(authors));
    }
    issued(page_meta::date(get(&["publication_date", "date", "year"]))).map(|date| out.insert("issued".into(), date));
    Some(out)
}

/// Whether a key stands free: at the beginning, or behind a semicolon or a space.
fn free(content: &str, at: usize) -> bool {
    content[..at].trim_end().ends_with(';') || content[..at].trim().is_empty()
}

fn person(printed: &str) -> Value {
    let name = names::one(printed);
    match name.given() {
        "" => json!({"literal": printed}),
        given => json!({"family": name.family(), "given": given}),
    }
}

fn issued(date: Date) -> Option<Value> {
    let start = date.start?;
    let parts: Vec<i64> =
        [i64::from(start.year), i64::from(start.month), i64::from(start.day)].into_iter().take_while(|p| *p != 0).collect();
    (!parts.is_empty()).then(|| json!({"date-parts": [parts]}))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "citation_journal_title=J. Things; citation_title=On things; and more of them; citation_author=J. Roe; citation_author=Smith, K.; \
                       citation_volume=3; citation_publication_date=2001; citation_pages=5-9; citation_doi=10.1000/x";

    fn document(blocks: &[&str]) -> Document {
        let mut document = Document::default();
        for text in blocks {
            let start = document.text.len();
            document.text.push_str(text);
            document.blocks.push(Block { kind: BlockKind::ListItem(String::new()), range: start..document.text.len(), page: 0 });
            document.text.push('\n');
        }
        document
    }

    #[test]
    fn a_description_is_tied_to_the_entry_that_prints_it() {
        let mut doc = document(&["On things and more of them is cited.", "1. Roe J, Smith K. On Things; and More of Them. 2001.", "2. B."]);
        tie(&mut doc, &[ONE.to_owned()]);
        let [cite] = doc.embedded.as_slice() else { panic!("one citation") };
        assert_eq!(cite.range, doc.blocks[1].range);
        let Ok(items) = serde_json::from_slice::<Value>(&cite.bytes) else { panic!("json") };
        assert_eq!(items[0]["title"], "On things; and more of them");
        assert_eq!((&items[0]["author"][0]["family"], &items[0]["author"][1]["family"]), (&json!("Roe"), &json!("Smith")));
        assert_eq!((&items[0]["page"], &items[0]["DOI"]), (&json!("5-9"), &json!("10.1000/x")));
    }

    #[test]
    fn a_page_without_a_list_still_gives_what_it_describes() {
        let mut doc = document(&["An abstract."]);
        tie(&mut doc, &[ONE.to_owned(), "citation_title=".into(), "Plain text".into()]);
        assert_eq!(doc.embedded.len(), 1);
        assert_eq!(
            &doc.text[doc.embedded[0].range.clone()],
            "Roe J., Smith K.. On things; and more of them. J. Things. 2001. 3. 5-9. 10.1000/x"
        );
    }
}
