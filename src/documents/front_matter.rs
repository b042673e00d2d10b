//! YAML front matter of Markdown, Quarto and Jekyll files: the document's own record, and the references that pandoc lets
//! a document carry (`references:`, CSL items).

use super::{Document, csl, page_meta};
use crate::model::{DateVar, Face, Kind, Names, Role, Var};
use crate::normalise::names;
use crate::text::cut::head;
use serde_json::Value;

/// Longest front matter that is read, in bytes.
const LONGEST: usize = 1 << 20;

/// The YAML between two `---` lines at the top, and where the body begins.
pub fn split(text: &str) -> Option<(&str, usize)> {
    let first = text.split_inclusive('\n').next()?;
    if first.trim_start_matches('\u{feff}').trim_end() != "---" {
        return None;
    }
    let mut at = first.len();
    for line in head(text, LONGEST).get(first.len()..)?.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let yaml = &text[first.len()..at];
            // A rule followed by prose and another rule is no front matter.
            return yaml.lines().any(|l| l.contains(':')).then_some((yaml, at + line.len()));
        }
        if line.trim().is_empty() && at == first.len() {
            return None;
        }
        at += line.len();
    }
    None
}

/// Takes the front matter into the document; the end of it, where the body begins.
pub fn take(document: &mut Document) -> usize {
    let Some((yaml, end)) = split(&document.text) else { return 0 };
    let value = match serde_saphyr::from_str::<Value>(yaml) {
        Ok(value) if value.is_object() => value,
        // Prose between two rules has paragraphs.
        _ if yaml.lines().any(|l| l.trim().is_empty()) => return 0,
        _ => return end,
    };
    document.own = face(&value);
    let items: Vec<Value> = value.get("references").and_then(Value::as_array).cloned().unwrap_or_default();
    let base = document.text.find('\n').map_or(0, |at| at + 1);
    let places = places(yaml, base);
    for (i, item) in items.into_iter().enumerate().filter(|(_, item)| item.is_object()) {
        let range = places.get(i).cloned().unwrap_or(base..base);
        document.embedded.extend(csl::embedded(vec![item], Vec::new(), range));
    }
    end
}

/// Where each item of `references:` stands, the YAML beginning at that byte of the text.
fn places(yaml: &str, base: usize) -> Vec<std::ops::Range<usize>> {
    let mut places: Vec<std::ops::Range<usize>> = Vec::new();
    let (mut at, mut inside, mut indent) = (base, false, None);
    for line in yaml.split_inclusive('\n') {
        let bare = line.trim_start();
        let (start, deep) = (at + line.len() - bare.len(), line.len() - bare.len());
        at += line.len();
        if !inside {
            inside = line.trim_end() == "references:";
        } else if bare.starts_with("- ") && deep == *indent.get_or_insert(deep) {
            places.push(start..start + bare.trim_end().len());
        } else if deep == 0 && !bare.is_empty() {
            break;
        } else if let (Some(last), false) = (places.last_mut(), bare.is_empty()) {
            last.end = start + bare.trim_end().len();
        }
    }
    places
}

/// The document's own record; `None` without a title.
fn face(value: &Value) -> Option<Face> {
    let text = |keys: &[&str]| keys.iter().map(|k| plain(value.get(*k))).find(|t| !t.is_empty()).unwrap_or_default();
    let title = text(&["title"]);
    if title.is_empty() {
        return None;
    }
    let container = text(&["journal", "container-title", "publication"]);
    let mut face = Face::new(if container.is_empty() { Kind::Document } else { Kind::ArticleJournal });
    let subtitle = text(&["subtitle"]);
    let colon = if title.chars().any(crate::text::script::is_han) { "：" } else { ": " };
    face.set(Var::Title, if subtitle.is_empty() { title } else { format!("{title}{colon}{subtitle}") });
    for (var, keys) in [
        (Var::Publisher, &["publisher", "institution"][..]),
        (Var::Volume, &["volume"]),
        (Var::Issue, &["issue"]),
        (Var::Page, &["pages", "page"]),
        (Var::Isbn, &["isbn"]),
        (Var::Url, &["url"]),
    ] {
        face.set(var, text(keys));
    }
    face.set(Var::ContainerTitle, container);
    face.set(Var::Doi, page_meta::doi(&text(&["doi", "DOI"])));
    face.language = text(&["lang", "language"]).to_ascii_lowercase();
    face.set_names(Role::Author, people(value.get("author").or_else(|| value.get("authors"))));
    face.set_names(Role::Editor, people(value.get("editor")));
    face.set_date(DateVar::Issued, page_meta::date(&text(&["date", "year"])));
    Some(face)
}

/// One name or many: as text, as `{name}`, as `{family, given}`.
fn people(value: Option<&Value>) -> Names {
    match value {
        Some(Value::Array(all)) => {
            Names::new(all.iter().map(|one| plain(Some(one))).filter(|n| !n.is_empty()).map(|n| names::one(&n)).collect())
        }
        Some(one) => names::list(&plain(Some(one))),
        None => Names::default(),
    }
}

/// The text of a value: itself, the first of a list, its name or title.
fn plain(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(s)) => s.trim().to_owned(),
        Some(Value::Number(n)) => n.to_string(),
        Some(Value::Array(all)) => plain(all.first()),
        Some(Value::Object(map)) => {
            let part = |key: &str| map.get(key).and_then(Value::as_str);
            match (part("family"), part("given")) {
                (Some(family), Some(given)) => format!("{family}, {given}"),
                _ => ["literal", "name", "title", "family"].iter().find_map(|k| map.get(*k)).map(|v| plain(Some(v))).unwrap_or_default(),
            }
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_on_top_is_no_front_matter() {
        assert_eq!(split("---\n\ntext: x\n---\n"), None);
        assert_eq!(split("---\ntext\n"), None);
        assert_eq!(split("---\na: b\n\nc: d\n---\nx"), Some(("a: b\n\nc: d\n", 19)));
    }

    #[test]
    fn a_markdown_file_says_what_it_is_and_carries_its_references() {
        let text = "---\ntitle: 甲\nsubtitle: 乙\nauthor:\n  - 王娜\n  - name: Jane Roe\n  - {family: Smith, given: John}\ndate: 2020-03-01\nlang: zh\n\
                    references:\n- id: roe\n  type: book\n  title: On things\n---\nBody";
        let mut document = Document { text: text.to_owned(), ..Document::default() };
        let end = take(&mut document);
        assert_eq!(&text[end..], "Body");
        let Some(own) = document.own else { panic!("a record") };
        assert_eq!((own.get(Var::Title), own.language.as_str()), ("甲：乙", "zh"));
        assert_eq!(own.authors().iter().map(|a| a.family()).collect::<Vec<_>>(), ["王", "Roe", "Smith"]);
        let cited: Vec<&str> = document.embedded.iter().map(|e| &text[e.range.clone()]).collect();
        assert_eq!(cited, ["- id: roe\n  type: book\n  title: On things"]);
        let hostile = format!("---\na: {}\n---\n", "[".repeat(5000));
        assert_eq!(take(&mut Document { text: hostile, ..Document::default() }), 5000 + 12);
    }
}
