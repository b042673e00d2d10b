//! NoteExpress's citations in Word documents: the XML that it keeps in document variables, turned into CSL-JSON items.

use super::csl::embedded;
use super::xml::{find, name, text_at, with_tree};
use super::{Embedded, Limits};
use crate::normalise::names;
use roxmltree::Node;
use serde_json::{Map, Value, json};
use std::ops::Range;

/// Reads ` ADDIN NE.Ref.{GUID}<Citation><Group><References><Item>…`; nothing where it holds no reference.
pub fn variable(value: &str, range: Range<usize>) -> Option<Embedded> {
    const END: &str = "</Citation>";
    let xml = value.get(value.find("<Citation")?..value.rfind(END)? + END.len())?;
    let items = with_tree(xml.as_bytes(), &Limits::default(), |tree, _| {
        Ok(tree.descendants().filter(|n| name(*n) == "Item").filter_map(item).collect::<Vec<_>>())
    });
    embedded(items.ok()?, Vec::new(), range)
}

/// Fields of an item and of its `Details` by their CSL variables; of several the first that is there.
const FIELDS: &[(&str, &str)] = &[
    ("_journal", "container-title"),
    ("_secondary_title", "container-title"),
    ("_volume", "volume"),
    ("_issue", "issue"),
    ("_number", "number"),
    ("_pages", "page"),
    ("_doi", "DOI"),
    ("_isbn", "ISBN"),
    ("_issn", "ISSN"),
    ("_url", "URL"),
    ("_publisher", "publisher"),
    ("_place_published", "publisher-place"),
    ("_edition", "edition"),
    ("_tertiary_title", "collection-title"),
    ("_series_title", "collection-title"),
    ("_type_work", "genre"),
    ("_language", "language"),
    ("_abstract", "abstract"),
    ("_keywords", "keyword"),
    ("_short_title", "title-short"),
];

fn item(node: Node) -> Option<Value> {
    let own = |tag: &str| node.children().find(|n| name(*n) == tag).map(super::xml::text).unwrap_or_default();
    let title = own("Title");
    if title.is_empty() {
        return None;
    }
    let mut out = Map::new();
    out.insert("id".into(), json!(own("UID").trim_matches(['{', '}'])));
    let template = own("Template");
    out.insert("type".into(), json!(kind(&template, find(node, "_journal").is_some())));
    out.insert("title".into(), json!(title));
    let people =
        [("author", own("Author")), ("editor", text_at(node, "_secondary_author")), ("translator", text_at(node, "_subsidiary_author"))];
    for (role, list) in people {
        let list: Vec<Value> = names::list(&list).list.iter().map(person).collect();
        if !list.is_empty() {
            out.insert(role.into(), Value::Array(list));
        }
    }
    for (tag, var) in FIELDS {
        let value = text_at(node, tag);
        if !value.is_empty() {
            out.entry(*var).or_insert_with(|| json!(value));
        }
    }
    let year = Some(own("Year")).filter(|y| !y.is_empty()).unwrap_or_else(|| text_at(node, "_date_display"));
    let number: String = year.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    if !year.is_empty() {
        let date = number.parse::<i32>().map_or_else(|_| json!({ "raw": year }), |y| json!({ "date-parts": [[y]] }));
        out.insert("issued".into(), date);
    }
    Some(Value::Object(out))
}

fn person(n: &crate::model::Name) -> Value {
    if n.given().is_empty() { json!({ "literal": n.family() }) } else { json!({ "family": n.family(), "given": n.given() }) }
}

/// The names of its templates, in English or Chinese as the program was set.
fn kind(template: &str, journal: bool) -> &'static str {
    match template {
        "Journal Article" | "期刊文章" => "article-journal",
        "Book" | "Edited Book" | "书" | "著作" => "book",
        "Book Section" | "书中的一节" => "chapter",
        "Conference Proceedings" | "Conference Paper" | "会议论文" | "会议论文集" => "paper-conference",
        "Thesis" | "学位论文" => "thesis",
        "Newspaper Article" | "报纸文章" => "article-newspaper",
        "Patent" | "专利" => "patent",
        "Standard" | "标准" => "standard",
        "Report" | "报告" => "report",
        "Web Page" | "Electronic Source" | "网页" | "电子文献" => "webpage",
        _ if journal => "article-journal",
        _ => "document",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_variable_gives_its_items_with_all_fields() {
        let value = " ADDIN NE.Ref.{1A}<Citation><Group><References><Item><ID>7</ID><UID>{U}</UID><Title>图像方法研究</Title><Template>Journal Article</Template>\
            <Author>王娜, 李明</Author><Year>2014</Year><Details><_journal>计算机学报</_journal><_volume>44</_volume><_issue>8</_issue><_pages>783-794</_pages>\
            <_doi>10.1/x</_doi></Details><Extra><DBUID>{D}</DBUID></Extra></Item></References></Group></Citation>_x000a_";
        let e = variable(value, 0..3).expect("items");
        let items: Value = serde_json::from_slice(&e.bytes).expect("json");
        assert_eq!(items[0]["author"].as_array().map(Vec::len), Some(2));
        for (key, value) in [
            ("type", "article-journal"),
            ("title", "图像方法研究"),
            ("container-title", "计算机学报"),
            ("page", "783-794"),
            ("DOI", "10.1/x"),
        ] {
            assert_eq!(items[0][key], value);
        }
        assert_eq!(items[0]["issued"]["date-parts"][0][0], 2014);
        assert_eq!(variable("<Citation></Citation>", 0..0), None);
    }
}
