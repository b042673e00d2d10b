//! The record of an EPUB book from its package document (EPUB 3.3, 5.5: Dublin Core elements).

use super::limits::Deadline;
use super::package::{Node, Xml, local};
use super::{Failure, Limits, page_meta};
use crate::model::{DateVar, Face, Kind, Names, Role, Var};
use crate::normalise::names;

/// Elements that say what the book is.
const KNOWN: &[&str] = &["title", "creator", "publisher", "date", "language", "identifier"];

/// The book's own record; nothing without a title and an author.
pub fn own(opf: &str, limits: &Limits, deadline: Deadline) -> Result<Option<Face>, Failure> {
    let mut said: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    let mut xml = Xml::new(opf, limits, deadline);
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(e) if local(&e) == "manifest" => break,
            Node::Open(e) => {
                inside = KNOWN.contains(&local(&e));
                if inside {
                    said.push((local(&e).to_owned(), String::new()));
                }
            }
            Node::Close(_) => inside = false,
            Node::Text(text) if inside => said.iter_mut().next_back().into_iter().for_each(|(_, value)| value.push_str(&text)),
            Node::Text(_) => {}
        }
    }
    let all = |name: &'static str| said.iter().filter(move |(n, v)| n == name && !v.trim().is_empty()).map(|(_, v)| v.trim());
    let one = |name: &'static str| all(name).next().unwrap_or_default();
    let authors = Names::new(all("creator").map(names::one).collect());
    if one("title").is_empty() || authors.list.is_empty() {
        return Ok(None);
    }
    let mut face = Face::new(Kind::Book);
    face.set(Var::Title, one("title"));
    face.set(Var::Publisher, one("publisher"));
    face.language = one("language").to_ascii_lowercase();
    face.set_names(Role::Author, authors);
    face.set_date(DateVar::Issued, page_meta::date(one("date")));
    let isbn = all("identifier").map(|i| i.rsplit(':').next().unwrap_or(i)).find(|i| {
        let digits = i.bytes().filter(u8::is_ascii_digit).count();
        matches!(digits, 9 | 10 | 13) && i.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'X' | b'x'))
    });
    face.set(Var::Isbn, isbn.unwrap_or_default());
    Ok(Some(face))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_says_who_wrote_it() {
        let opf = r#"<package xmlns:dc="d"><metadata><dc:identifier>urn:isbn:9787301000000</dc:identifier><dc:title>江村经济</dc:title><dc:creator>费孝通</dc:creator>
            <dc:publisher>商务印书馆</dc:publisher><dc:date>2001-01-01</dc:date><dc:language>zh-CN</dc:language></metadata><manifest><item/></manifest></package>"#;
        let limits = Limits::default();
        let Ok(Some(face)) = own(opf, &limits, Deadline::start(&limits)) else { panic!("a record") };
        assert_eq!((face.get(Var::Title), face.get(Var::Isbn), face.authors().len()), ("江村经济", "9787301000000", 1));
        assert_eq!(own("<package><metadata/></package>", &limits, Deadline::start(&limits)), Ok(None));
    }
}
