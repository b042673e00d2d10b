//! COinS (OpenURL 1.0 in a `span.Z3988`) as CSL items.

use serde_json::{Map, Value, json};

/// The item that a ContextObject in key/encoded-value form describes; nothing where it has no title.
pub fn item(context: &str) -> Option<Value> {
    let pairs: Vec<(String, String)> = context
        .split('&')
        .filter_map(|p| p.split_once('='))
        .map(|(k, v)| (decoded(k), decoded(v)))
        .filter(|(_, v)| !v.is_empty())
        .collect();
    let get = |key: &str| pairs.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str()).unwrap_or_default();
    let first = |keys: &[&str]| keys.iter().map(|k| get(k)).find(|v| !v.is_empty()).unwrap_or_default().to_owned();
    let (format, genre) = (get("rft_val_fmt"), get("rft.genre"));
    let inner = first(&["rft.atitle"]);
    let kind = match () {
        () if format.ends_with(":dissertation") => "thesis",
        () if genre == "proceeding" || genre == "conference" => "paper-conference",
        () if genre == "report" => "report",
        () if genre == "preprint" => "article",
        () if format.ends_with(":book") && (genre == "bookitem" || !inner.is_empty()) => "chapter",
        () if format.ends_with(":book") => "book",
        () if format.ends_with(":journal") && genre == "unknown" => "webpage",
        () if format.ends_with(":journal") => "article-journal",
        () => "document",
    };
    let outer = first(&["rft.jtitle", "rft.btitle", "rft.title"]);
    let (title, container) = if inner.is_empty() { (outer, String::new()) } else { (inner, outer) };
    if title.is_empty() {
        return None;
    }
    let mut out = Map::new();
    out.insert("type".into(), json!(kind));
    let page = first(&["rft.pages"]);
    let page = if page.is_empty() { super::page_meta::pages(get("rft.spage"), get("rft.epage")) } else { page };
    let ids: Vec<&str> = pairs.iter().filter(|(k, _)| k == "rft_id").map(|(_, v)| v.as_str()).collect();
    let doi = ids.iter().find_map(|i| i.strip_prefix("info:doi/")).unwrap_or_default().to_owned();
    let url = ids.iter().find(|i| i.starts_with("http")).copied().unwrap_or_default().to_owned();
    let fields = [
        ("title", title),
        ("container-title", container),
        ("volume", first(&["rft.volume"])),
        ("issue", first(&["rft.issue"])),
        ("page", page),
        ("publisher", first(&["rft.pub", "rft.inst"])),
        ("publisher-place", first(&["rft.place"])),
        ("edition", first(&["rft.edition"])),
        ("ISBN", first(&["rft.isbn"])),
        ("ISSN", first(&["rft.issn", "rft.eissn"])),
        ("DOI", doi),
        ("URL", url),
    ];
    out.extend(fields.into_iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| (k.to_owned(), json!(v))));
    let authors = authors(&pairs);
    if !authors.is_empty() {
        out.insert("author".into(), Value::Array(authors));
    }
    let date = super::page_meta::date(get("rft.date"));
    if let Some(start) = date.start {
        let parts: Vec<i64> =
            [i64::from(start.year), i64::from(start.month), i64::from(start.day)].into_iter().take_while(|n| *n != 0).collect();
        out.insert("issued".into(), json!({ "date-parts": [parts] }));
    }
    Some(Value::Object(out))
}

/// `rft.au` names, or the first author from its parts; a name in both ways stands once.
fn authors(pairs: &[(String, String)]) -> Vec<Value> {
    let get = |key: &str| pairs.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str()).unwrap_or_default();
    let mut list = Vec::new();
    let (family, given) =
        (get("rft.aulast"), [get("rft.aufirst"), get("rft.auinit")].into_iter().find(|g| !g.is_empty()).unwrap_or_default());
    if !family.is_empty() {
        list.push(json!({ "family": family, "given": given }));
    }
    for (_, name) in
        pairs.iter().filter(|(k, v)| matches!(k.as_str(), "rft.au" | "rft.aucorp") && (family.is_empty() || !v.contains(family)))
    {
        list.push(match name.split_once(", ") {
            Some((family, given)) => json!({ "family": family, "given": given }),
            None => json!({ "literal": name }),
        });
    }
    list
}

/// Percent and plus decoded.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(b) = rest.next() {
        match b {
            b'+' => bytes.push(b' '),
            b'%' => {
                let mut ahead = rest.clone();
                let value = |b: Option<u8>| b.and_then(|b| (b as char).to_digit(16));
                match (value(ahead.next()), value(ahead.next())) {
                    (Some(high), Some(low)) => {
                        bytes.push((high * 16 + low) as u8);
                        rest = ahead;
                    }
                    _ => bytes.push(b'%'),
                }
            }
            b => bytes.push(b),
        }
    }
    String::from_utf8_lossy(&bytes).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_and_an_article_are_told_apart() {
        let book = item(
            "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Abook&rft.btitle=%E6%96%87%E5%9D%9B%E5%BF%86%E6%97%A7&rft.au=%E8%B5%B5%E6%99%AF%E6%B7%B1&rft.date=1948",
        );
        assert_eq!(
            book,
            Some(json!({ "type": "book", "title": "文坛忆旧", "author": [{ "literal": "赵景深" }], "issued": { "date-parts": [[1948]] } }))
        );
        let article = item(
            "rft_val_fmt=info:ofi/fmt:kev:mtx:journal&rft.atitle=A+B&rft.jtitle=J&rft.spage=1&rft.epage=9&rft.aulast=Roe&rft.aufirst=Jane&rft.au=Jane+Roe&rft_id=info:doi/10.1/x",
        );
        let Some(article) = article else { panic!("an article") };
        assert_eq!(
            (article["page"].as_str(), article["DOI"].as_str(), article["author"].as_array().map(Vec::len)),
            (Some("1-9"), Some("10.1/x"), Some(1))
        );
        assert_eq!(item("rft.date=2001"), None);
    }
}
