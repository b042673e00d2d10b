//! Structured citations of word processors as CSL-JSON: cluster objects of Zotero and Mendeley, attributes of LibreOffice, Citavi's placeholders.

use super::Embedded;
use base64::Engine;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use serde_json::{Map, Value, json};
use std::ops::Range;

/// The items of a citation cluster (`citationItems`, CSL citation schema) as an array, with the cited places.
///
/// One JSON value is read; what a program writes behind it (`RND…`) is ignored.
pub fn cluster(text: &str, range: Range<usize>) -> Option<Embedded> {
    let start = text.find('{')?;
    let value = serde_json::Deserializer::from_str(text.get(start..)?).into_iter::<Value>().next()?.ok()?;
    let mut items = Vec::new();
    let mut locators = Vec::new();
    for item in value.get("citationItems")?.as_array()? {
        // Old Zotero documents have `item`, later ones `itemData`.
        let Some(data) = item.get("itemData").or_else(|| item.get("item")).filter(|d| d.is_object()) else { continue };
        items.push(data.clone());
        locators.push(scalar(item.get("locator")));
    }
    embedded(items, locators, range)
}

/// An embedded CSL-JSON array; nothing where it would be empty.
pub fn embedded(items: Vec<Value>, locators: Vec<String>, range: Range<usize>) -> Option<Embedded> {
    if items.is_empty() {
        return None;
    }
    let bytes = serde_json::to_vec(&Value::Array(items)).ok()?;
    Some(Embedded { format: "csl-json", bytes, range, locators, citation: true })
}

fn scalar(v: Option<&Value>) -> String {
    match v {
        Some(Value::String(s)) => s.trim().to_owned(),
        Some(Value::Number(n)) => n.to_string(),
        _ => String::new(),
    }
}

/// Base64 in either alphabet, padded or not, with line breaks.
pub fn base64(text: &str) -> Option<Vec<u8>> {
    const ANY: GeneralPurpose = GeneralPurpose::new(
        &base64::alphabet::STANDARD,
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent).with_decode_allow_trailing_bits(true),
    );
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '-' => '+',
            '_' => '/',
            c => c,
        })
        .collect();
    ANY.decode(plain).ok()
}

/// A LibreOffice bibliography mark (OpenDocument 1.3 part 3, 7.7.2) as a CSL item, from its attributes by local name.
pub fn from_bibliography_mark(attributes: &[(String, String)]) -> Option<Value> {
    let get = |name: &str| attributes.iter().find(|(k, _)| k == name).map(|(_, v)| v.trim()).filter(|v| !v.is_empty());
    let kind = match get("bibliography-type").unwrap_or("misc") {
        "article" => "article-journal",
        "book" | "booklet" | "proceedings" => "book",
        "conference" | "inproceedings" => "paper-conference",
        "inbook" | "incollection" => "chapter",
        "journal" => "periodical",
        "manual" | "techreport" => "report",
        "mastersthesis" | "phdthesis" => "thesis",
        "unpublished" => "manuscript",
        "www" | "email" => "webpage",
        _ => "document",
    };
    let mut item = Map::new();
    item.insert("id".into(), json!(get("identifier").unwrap_or("")));
    item.insert("type".into(), json!(kind));
    for (from, to) in [
        ("title", "title"),
        ("journal", "container-title"),
        ("booktitle", "container-title"),
        ("publisher", "publisher"),
        ("institution", "publisher"),
        ("school", "publisher"),
        ("organizations", "publisher"),
        ("address", "publisher-place"),
        ("volume", "volume"),
        ("number", "issue"),
        ("pages", "page"),
        ("edition", "edition"),
        ("series", "collection-title"),
        ("chapter", "chapter-number"),
        ("isbn", "ISBN"),
        ("issn", "ISSN"),
        ("url", "URL"),
        ("note", "note"),
        ("annote", "annote"),
        ("report-type", "genre"),
    ] {
        if let Some(v) = get(from) {
            item.entry(to).or_insert_with(|| json!(v));
        }
    }
    for (from, to) in [("author", "author"), ("editor", "editor")] {
        if let Some(v) = get(from) {
            item.insert(to.into(), Value::Array(names(v)));
        }
    }
    if let Some(year) = get("year") {
        let month: Option<u32> = get("month").and_then(|m| m.parse().ok());
        let date = match (year.parse::<i32>(), month) {
            (Ok(y), Some(m)) => json!({"date-parts": [[y, m]]}),
            (Ok(y), None) => json!({"date-parts": [[y]]}),
            _ => json!({"raw": year}),
        };
        item.insert("issued".into(), date);
    }
    (item.len() > 2).then_some(Value::Object(item))
}

/// Names as LibreOffice keeps them: `Family, Given; Family, Given`.
fn names(text: &str) -> Vec<Value> {
    let parts = text.split(';').map(str::trim).filter(|p| !p.is_empty());
    parts
        .map(|p| match p.split_once(',') {
            Some((family, given)) => json!({"family": family.trim(), "given": given.trim()}),
            None => json!({"literal": p}),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_with_a_tail_gives_its_items_and_places() {
        let text = r#"ZOTERO_ITEM CSL_CITATION {"citationItems":[{"itemData":{"title":"甲"},"locator":12},{"id":3},{"itemData":{"title":"B"}}]} RNDab12"#;
        let e = cluster(text, 3..9).expect("items");
        assert_eq!(String::from_utf8_lossy(&e.bytes), r#"[{"title":"甲"},{"title":"B"}]"#);
        assert_eq!((e.locators, e.range), (vec!["12".to_owned(), String::new()], 3..9));
    }

    #[test]
    fn base64_of_either_alphabet_is_read_with_and_without_padding() {
        for text in ["5byV5paHPw==", "5byV5paHPw", "5byV\r\n5paHPw=="] {
            assert_eq!(base64(text).as_deref(), Some("引文?".as_bytes()), "{text}");
        }
        assert_eq!(base64("_-8"), base64("/+8="));
        assert_eq!(base64("§"), None);
    }

    #[test]
    fn a_libreoffice_mark_keeps_names_and_year() {
        let attributes = [
            ("identifier", "Li20"),
            ("bibliography-type", "phdthesis"),
            ("author", "Li, Hua; 王明"),
            ("year", "2020"),
            ("school", "X University"),
        ]
        .map(|(k, v)| (k.to_owned(), v.to_owned()));
        let item = from_bibliography_mark(&attributes).expect("item");
        assert_eq!(item["type"], "thesis");
        assert_eq!(item["author"][0]["family"], "Li");
        assert_eq!(item["author"][1]["literal"], "王明");
        assert_eq!(item["issued"]["date-parts"][0][0], 2020);
        assert_eq!(item["publisher"], "X University");
    }
}
