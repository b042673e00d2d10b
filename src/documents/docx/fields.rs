//! Field codes (ECMA-376 part 1, 17.16) that carry citations: which program wrote them and what they hold.

use super::Parts;
use crate::documents::csl::{base64, cluster};
use crate::documents::{Embedded, citavi, note_express};
use crate::model::{Fault, Severity};
use std::ops::Range;

/// An open field.
#[derive(Clone, Debug, Default)]
pub struct Field {
    /// The code, joined from all its runs.
    pub code: String,
    /// Base64 data beside the code.
    pub data: String,
    /// Whether the separator was passed: what follows is the printed result.
    pub result: bool,
    /// Number of the paragraph where the result begins, and its place in it.
    pub start: (usize, usize),
}

impl Field {
    /// Whether its result is a printed bibliography.
    pub fn is_bibliography(&self) -> bool {
        let code = self.code.trim();
        let addin = code.strip_prefix("ADDIN").map_or("", str::trim_start);
        addin.starts_with("ZOTERO_BIBL")
            || addin.starts_with("EN.REFLIST")
            || addin.starts_with("NE.Bib")
            || (addin.starts_with("Mendeley") && addin.contains("BIBLIOGRAPHY"))
            || addin.starts_with("CitaviBibliography")
            || addin.starts_with("Citavi.Bibliography")
            || code.split_whitespace().next() == Some("BIBLIOGRAPHY")
    }

    /// Whether the code may span runs that are themselves fields with data (EndNote nests its data in an inner field).
    pub fn is_data(&self) -> bool {
        self.code.trim_start().starts_with("ADDIN EN.CITE.DATA")
    }
}

/// The citation that a finished field holds.
pub fn citation(field: &Field, range: Range<usize>, parts: &Parts, faults: &mut Vec<Fault>) -> Option<Embedded> {
    let code = field.code.trim();
    if let Some(addin) = code.strip_prefix("ADDIN") {
        let addin = addin.trim_start();
        return if addin.starts_with("EN.CITE") {
            endnote(addin, &field.data, range)
        } else if addin.starts_with("CitaviPlaceholder") {
            citavi::placeholder(addin, range)
        } else if addin.starts_with("NE.Ref") {
            of_variable(addin, range, parts)
        } else if addin.contains("CSL_CITATION") {
            let found = cluster(addin, range);
            if found.is_none() && !addin.contains('}') {
                faults.push(Fault::new(Severity::Warning, "broken-citation", 0, "a citation field holds no readable data"));
            }
            found
        } else {
            None
        };
    }
    let rest = code.strip_prefix("CITATION").filter(|r| r.starts_with(char::is_whitespace))?;
    word(rest, range, parts, faults)
}

/// `EN.CITE <EndNote>…`, or the same XML as base64 beside the code.
fn endnote(addin: &str, data: &str, range: Range<usize>) -> Option<Embedded> {
    if addin.starts_with("EN.CITE.DATA") {
        return None;
    }
    let xml = match addin.find("<EndNote") {
        Some(i) => addin.get(i..)?.as_bytes().to_vec(),
        None => base64(data)?,
    };
    let text = String::from_utf8_lossy(&xml);
    if !text.contains("<record") {
        return None;
    }
    let locators = text
        .split("<Cite")
        .skip(1)
        .map(|cite| {
            let outside = cite.split("<record").next().unwrap_or("");
            let pages = outside.split_once("<Pages>").or_else(|| outside.split_once("<SuffixPages>"));
            pages.and_then(|(_, t)| t.split_once("</")).map_or_else(String::new, |(p, _)| p.trim().to_owned())
        })
        .collect();
    let end = text.find("</EndNote>").map_or(text.len(), |i| i + "</EndNote>".len());
    let bytes = text.get(..end)?.trim_end_matches('\0').as_bytes().to_vec();
    Some(Embedded { format: "endnote-xml", bytes, range, locators, citation: true })
}

/// `CITATION Tag \l 2052 \p 12 \m Other \p 3` (17.16.5.10): `\m` adds a source, `\p` is the page of the one before.
fn word(rest: &str, range: Range<usize>, parts: &Parts, faults: &mut Vec<Fault>) -> Option<Embedded> {
    let words = split(rest);
    let (mut tags, mut locators) = (Vec::new(), Vec::new());
    let mut expect = 'm';
    for word in words {
        if let Some(switch) = word.strip_prefix('\\') {
            expect = switch.chars().next().unwrap_or(' ');
            if matches!(expect, 'n' | 'y' | 't') {
                expect = ' ';
            }
            continue;
        }
        match expect {
            'm' => {
                tags.push(word);
                locators.push(String::new());
            }
            'p' => {
                if let Some(l) = locators.last_mut() {
                    *l = word;
                }
            }
            _ => {}
        }
        expect = ' ';
    }
    let (bytes, missing) = parts.sources.pick(&tags);
    for tag in missing {
        faults.push(Fault::new(
            Severity::Warning,
            "missing-source",
            0,
            format!("citation of {tag}, which is not among the document's sources"),
        ));
    }
    let locators = tags.iter().zip(locators).filter(|(t, _)| parts.sources.has(t)).map(|(_, l)| l).collect();
    bytes.map(|bytes| Embedded { format: "word-sources", bytes, range, locators, citation: true })
}

/// Words of a field code; quoted ones in one piece.
fn split(code: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = code.trim_start();
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix('"') {
            Some(inside) => inside.split_once('"').unwrap_or((inside, "")),
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        words.push(word.to_owned());
        rest = after.trim_start();
    }
    words
}

/// `NE.Ref.{GUID}`: the citation stands in a document variable of that name.
fn of_variable(addin: &str, range: Range<usize>, parts: &Parts) -> Option<Embedded> {
    let id = addin.split_once('{')?.1.split('}').next()?;
    let names = [format!("NE.Ref{{{id}}}"), format!("NE.Ref.{{{id}}}"), format!("{{{id}}}")];
    let value = names.iter().find_map(|n| parts.variables.get(n)).or_else(|| {
        let mut by_id = parts.variables.iter().filter(|(k, _)| k.contains(id));
        by_id.next().map(|(_, v)| v)
    })?;
    note_express::variable(value, range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_field_code_keep_quoted_parts_whole() {
        assert_eq!(split(r#" Zhang20 \l 2052 \p "12 f." "#), ["Zhang20", r"\l", "2052", r"\p", "12 f."]);
    }

    #[test]
    fn the_cited_page_of_endnote_is_not_the_page_range_of_the_work() {
        let code = "EN.CITE <EndNote><Cite><Pages>7</Pages><record><pages>1-20</pages></record></Cite><Cite><record/></Cite></EndNote>tail";
        let e = endnote(code, "", 0..1).expect("citation");
        assert_eq!(e.locators, ["7", ""]);
        assert!(e.bytes.ends_with(b"</EndNote>"));
    }
}
