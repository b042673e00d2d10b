//! DOI, ISBN, ISSN, CSTR, arXiv numbers.

use super::pages::is_dash;
use crate::normalise::draft::Slot;
use crate::normalise::rule::About;
use crate::normalise::sheet::Sheet;

/// The DOI from any printed form: from `10.` on, spaces dropped, punctuation behind cut.
pub fn doi(value: &str, _: &About) -> Option<String> {
    let out = bare_doi(value)?;
    (out != value).then_some(out)
}

/// Finds the DOI in a text that is one piece of a reference.
pub fn bare_doi(value: &str) -> Option<String> {
    let at = value.find("10.").or_else(|| value.find("l0.")).or_else(|| value.find("1O."))?;
    let mut body: String = value.get(at..)?.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect();
    body.replace_range(..3, "10.");
    for (from, to) in [("%2F", "/"), ("%2f", "/"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("\\_", "_"), ("%28", "("), ("%29", ")")] {
        if body.contains(from) {
            body = body.replace(from, to);
        }
    }
    let mut s = body.as_str();
    loop {
        let before = s.len();
        s = s.trim_end_matches(['.', ',', ';', ':', '，', '。', '；', '"', '”', '>', '\'', '*', '、']);
        for (open, close) in [('(', ')'), ('[', ']'), ('{', '}'), ('（', '）')] {
            if s.ends_with(close) && s.matches(close).count() > s.matches(open).count() {
                s = s.get(..s.len() - close.len_utf8()).unwrap_or(s);
            }
        }
        if s.len() == before {
            break;
        }
    }
    (s.len() > 6 && s.contains('/')).then(|| s.to_owned())
}

/// ISBN and ISSN without their names; all dashes are hyphens.
pub fn standard_number(value: &str, _: &About) -> Option<String> {
    let s = value.trim();
    let s = ["eISSN", "e-ISSN", "ISSN", "ISBN-13", "ISBN-10", "ISBN", "issn", "isbn", "Issn", "Isbn"]
        .iter()
        .find_map(|w| s.strip_prefix(w))
        .unwrap_or(s);
    let out: String = s.trim_matches(|c: char| !c.is_alphanumeric()).chars().map(|c| if is_dash(c) { '-' } else { c }).collect();
    (out != value && !out.is_empty()).then_some(out)
}

/// CSTR without resolver and prefix.
pub fn cstr(value: &str, _: &About) -> Option<String> {
    let s = value.trim();
    let s = s.rsplit_once("cstr.cn/").map_or(s, |(_, r)| r);
    let head = s.get(..5).unwrap_or("");
    let s = if head.eq_ignore_ascii_case("cstr:") { s.get(5..).unwrap_or(s) } else { s };
    let s = s.trim().trim_end_matches(['.', ',', ';', '。', '，']);
    (s != value && !s.is_empty()).then(|| s.to_owned())
}

const EPRINT: &str = "eprint";

/// `arXiv:1705.06919 [cs.CL]` → number, archive, class; `PMID: 29747066` is no eprint.
pub fn eprint(sheet: &mut Sheet) -> bool {
    let mut changed = false;
    for leaf in &mut sheet.leaves {
        let Some(entry) = leaf.entry(Slot::Eprint) else { continue };
        let printed = entry.print().to_owned();
        let s = entry.value.trim().to_owned();
        let lower = s.to_lowercase();
        if let Some(rest) = lower.strip_prefix("pmid") {
            let n: String = rest.chars().filter(char::is_ascii_digit).collect();
            if !n.is_empty() {
                changed = true;
                entry.become_slot(Slot::Pmid);
                entry.change(n, EPRINT);
            }
            continue;
        }
        let (id, class, arxiv) = parts(&s, &lower);
        if !id.is_empty() && id != entry.value {
            changed = true;
            entry.change(id, EPRINT);
        }
        if arxiv && !leaf.has(Slot::EprintType) {
            leaf.add(Slot::EprintType, "arxiv", &printed, EPRINT);
        }
        if !class.is_empty() && !leaf.has(Slot::EprintClass) {
            leaf.add(Slot::EprintClass, &class, &printed, EPRINT);
        }
    }
    changed
}

fn parts(s: &str, lower: &str) -> (String, String, bool) {
    let named = lower.starts_with("arxiv") || lower.contains("arxiv.org/");
    let mut rest = s;
    if let Some(at) = lower.find("arxiv.org/").filter(|_| lower.len() == s.len()) {
        rest = s.get(at + 10..).unwrap_or(s).trim_start_matches("abs/").trim_start_matches("pdf/");
    } else if named {
        rest = s.get(5..).unwrap_or(s);
    }
    let rest =
        rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | ';' | '：' | '.')).trim_start_matches("preprint").trim();
    let rest = rest.trim_start_matches("arXiv:").trim();
    let (id, class) = rest.split_once('[').map_or((rest, ""), |(a, b)| (a, b.trim_end_matches([']', ' ', '.', ','])));
    let id: String = id.chars().filter(|c| !c.is_whitespace()).collect();
    let id = id.trim_end_matches(['.', ',', ';', '(', ')', ']', '[']).trim_end_matches(".pdf").to_owned();
    let shaped = id.split_once('.').is_some_and(|(a, b)| a.len() == 4 && b.len() >= 4 && a.bytes().all(|c| c.is_ascii_digit()));
    (id, class.trim().to_owned(), named || shaped)
}

/// A resolver's address gives the DOI, which stands beside it.
pub fn doi_of_url(sheet: &mut Sheet) -> bool {
    let mut changed = false;
    for leaf in &mut sheet.leaves {
        if leaf.has(Slot::Doi) {
            continue;
        }
        let url = leaf.get(Slot::Url);
        let Some(at) = url.find("doi.org/10.").filter(|at| *at < 16) else { continue };
        if let Some(doi) = url.get(at..).and_then(bare_doi) {
            let printed = url.to_owned();
            leaf.add(Slot::Doi, &doi, &printed, "doi-in-url");
            changed = true;
        }
    }
    changed
}
