//! Citavi's placeholders: the JSON behind a Word field or content control, turned into CSL-JSON items.

use super::Embedded;
use super::csl::{base64, embedded};
use serde_json::{Map, Value, json};
use std::ops::Range;

/// Reads `CitaviPlaceholder{base64}`; nothing where it holds no reference.
pub fn placeholder(text: &str, range: Range<usize>) -> Option<Embedded> {
    let inside = text.split_once('{').map(|(_, t)| t).and_then(|t| t.split('}').next())?;
    let value: Value = serde_json::from_slice(&base64(inside)?).ok()?;
    let (mut items, mut locators) = (Vec::new(), Vec::new());
    for entry in value.get("Entries")?.as_array()? {
        let Some(reference) = entry.get("Reference").filter(|r| r.is_object()) else { continue };
        items.push(item(reference));
        locators.push(pages(entry.get("PageRange")));
    }
    embedded(items, locators, range)
}

fn item(r: &Value) -> Value {
    let mut out = Map::new();
    let text = |v: &Value, key: &str| v.get(key).and_then(Value::as_str).map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned);
    let parent = r.get("ParentReference").filter(|p| p.is_object());
    let id = text(r, "BibTeXKey").or_else(|| text(r, "Id")).unwrap_or_default();
    out.insert("id".into(), json!(id));
    out.insert("type".into(), json!(kind(&text(r, "ReferenceType").unwrap_or_default())));
    let mut set = |key: &str, value: Option<String>| {
        if let Some(v) = value.filter(|v| !v.is_empty()) {
            out.entry(key).or_insert_with(|| json!(v));
        }
    };
    let title = match (text(r, "Title"), text(r, "Subtitle")) {
        (Some(t), Some(s)) => Some(format!("{t}: {s}")),
        (t, _) => t,
    };
    set("title", title);
    set("container-title", r.get("Periodical").and_then(|p| text(p, "Name")).or_else(|| parent.and_then(|p| text(p, "Title"))));
    for (from, to) in [
        ("Volume", "volume"),
        ("Number", "issue"),
        ("Edition", "edition"),
        ("Doi", "DOI"),
        ("Isbn", "ISBN"),
        ("OnlineAddress", "URL"),
        ("PlaceOfPublication", "publisher-place"),
        ("Abstract", "abstract"),
    ] {
        set(to, text(r, from).or_else(|| parent.filter(|_| to != "DOI" && to != "abstract").and_then(|p| text(p, from))));
    }
    set("page", Some(pages(r.get("PageRange"))));
    set("publisher", publisher(r).or_else(|| parent.and_then(publisher)));
    for (from, to) in [("Authors", "author"), ("Editors", "editor"), ("Translators", "translator")] {
        let people = people(r.get(from)).or_else(|| (to == "editor").then(|| parent.and_then(|p| people(p.get(from)))).flatten());
        if let Some(people) = people {
            out.insert(to.into(), people);
        }
    }
    let year = text(r, "YearResolved").or_else(|| text(r, "Year")).or_else(|| parent.and_then(|p| text(p, "Year")));
    if let Some(year) = year {
        let date = year.parse::<i32>().map_or_else(|_| json!({"raw": year}), |y| json!({"date-parts": [[y]]}));
        out.insert("issued".into(), date);
    }
    Value::Object(out)
}

fn publisher(r: &Value) -> Option<String> {
    Some(r.get("Publishers")?.get(0)?.get("Name")?.as_str()?.to_owned())
}

fn people(list: Option<&Value>) -> Option<Value> {
    let part = |p: &Value, key: &str| p.get(key).and_then(Value::as_str).unwrap_or("").trim().to_owned();
    let people: Vec<Value> = list?
        .as_array()?
        .iter()
        .map(|p| {
            let given = format!("{} {}", part(p, "FirstName"), part(p, "MiddleName"));
            match given.trim() {
                "" => json!({"literal": part(p, "LastName")}),
                given => json!({"family": part(p, "LastName"), "given": given}),
            }
        })
        .collect();
    (!people.is_empty()).then_some(Value::Array(people))
}

fn kind(citavi: &str) -> &'static str {
    match citavi {
        "JournalArticle" | "SpecialIssue" => "article-journal",
        "NewspaperArticle" => "article-newspaper",
        "Contribution" => "chapter",
        "ContributionInProceedings" | "ConferenceProceedingsContribution" => "paper-conference",
        "Thesis" => "thesis",
        "InternetDocument" => "webpage",
        "UnpublishedWork" => "manuscript",
        "Patent" => "patent",
        "Standard" => "standard",
        "Movie" => "motion_picture",
        "SeriesTitle" | "Book" | "BookEdited" | "ConferenceProceedings" | "CollectedWorks" => "book",
        _ => "document",
    }
}

/// Pages are kept as text or as marked-up text (`<sp><n>…</n><os>12-34</os></sp>`): the printed string counts.
fn pages(v: Option<&Value>) -> String {
    let raw = match v {
        Some(Value::String(s)) => s.as_str(),
        Some(Value::Object(o)) => o.get("OriginalString").and_then(Value::as_str).unwrap_or(""),
        _ => "",
    };
    match raw.split_once("<os>").and_then(|(_, t)| t.split_once("</os>")) {
        Some((printed, _)) => printed.trim().to_owned(),
        None if raw.contains('<') => String::new(),
        None => raw.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;

    #[test]
    fn a_placeholder_gives_a_chapter_with_its_book() {
        let value = json!({"Entries": [{"PageRange": "<sp><n>12</n><os>S. 12</os></sp>", "Reference": {
            "ReferenceType": "Contribution", "Title": "Eins", "Authors": [{"FirstName": "Ada", "LastName": "Beispiel"}], "PageRange": "10-20",
            "ParentReference": {"Title": "Das Buch", "Year": "1999", "Publishers": [{"Name": "Verlag"}]}}}]});
        let code = base64::engine::general_purpose::STANDARD.encode(value.to_string());
        let e = placeholder(&format!("ADDIN CitaviPlaceholder{{{code}}}"), 0..4).expect("items");
        let items: Value = serde_json::from_slice(&e.bytes).expect("json");
        assert_eq!(items[0]["container-title"], "Das Buch");
        assert_eq!(items[0]["author"][0]["family"], "Beispiel");
        assert_eq!((items[0]["page"].as_str(), items[0]["publisher"].as_str()), (Some("10-20"), Some("Verlag")));
        assert_eq!(e.locators, ["S. 12"]);
    }
}
