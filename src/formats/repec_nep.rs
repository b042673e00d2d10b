//! The reports "NEP: New Economics Papers" of RePEc, mails with a numbered list of papers.

use super::tagged::{Line, lines};
use super::{Format, Import, Input, dates, person};
use crate::model::{DateVar, Face, Kind, Record, Role, Var};
use crate::text::encoding;

/// RePEc-NEP.
pub const FORMAT: Format = Format {
    name: "repec-nep",
    label: "RePEc New Economics Papers",
    extensions: &["nep"],
    detect,
    read: Some(read),
    write: None,
    slices: None,
};

fn detect(input: &Input) -> u8 {
    let head = input.head();
    if head.contains("NEP: New Economics Papers") || head.contains("nep.repec.org") { 95 } else { 0 }
}

fn read(input: &Input) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let text = decoded.text.as_ref();
    let all: Vec<Line> = lines(text).collect();
    let overview = all.iter().position(|l| l.text.starts_with("In this issue we have")).unwrap_or(0);
    let rule = |l: &Line| l.text.trim().len() > 20 && l.text.trim().bytes().all(|b| b == b'-');
    // The overview stands between two rules; the papers come after the second.
    let first = all.iter().enumerate().skip(overview).filter(|(_, l)| rule(l)).nth(1).map_or(overview, |(i, _)| i);
    let mut import = Import::default();
    let mut at = first;
    while at < all.len() {
        if begins(all[at].text) {
            let end = (at + 1..all.len())
                .find(|i| begins(all[*i].text) && all[*i - 1].text.trim().is_empty() || ends(all[*i].text))
                .unwrap_or(all.len());
            import.records.push(paper(&all[at..end], text));
            at = end;
        } else {
            at += 1;
        }
    }
    Ok(import)
}

/// `12. Title`.
fn begins(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && digits < 4 && line[digits..].starts_with(". ")
}

fn ends(line: &str) -> bool {
    line.starts_with("---") || line.starts_with("This nep-") || line.starts_with("===")
}

fn paper(block: &[Line], text: &str) -> Record {
    let mut record = Record::of(Face::new(Kind::Report));
    let face = &mut record.faces[0];
    let mut lines = block.iter().peekable();
    let mut title = String::new();
    while let Some(line) = lines.next_if(|l| !l.text.trim().is_empty() && !is_label(l.text)) {
        let part = if title.is_empty() { line.text.split_once(". ").map_or(line.text, |(_, t)| t) } else { line.text };
        push(&mut title, part);
    }
    face.set(Var::Title, title);
    while lines.next_if(|l| l.text.trim().is_empty()).is_some() {}
    while let Some(line) = lines.next_if(|l| !l.text.trim().is_empty() && !is_label(l.text)) {
        author(face, line.text.trim());
    }
    let mut in_names = false;
    let mut body = String::new();
    let mut keywords = String::new();
    let mut in_keywords = false;
    for line in lines {
        let t = line.text.trim();
        let label = t.split_once(':').map(|(l, v)| (l.trim(), v.trim()));
        let names = std::mem::take(&mut in_names);
        match label {
            Some(("By", v)) => {
                author(face, v);
                in_names = true;
            }
            _ if names && !t.is_empty() && !is_label(t) => {
                author(face, t);
                in_names = true;
            }
            Some(("Keywords", v)) => {
                push(&mut keywords, v);
                in_keywords = true;
                continue;
            }
            Some(("JEL", v)) => record.unknown.push(("JEL".to_owned(), v.to_owned())),
            Some(("Date", v)) => face.set_date(DateVar::Issued, dates::free(v)),
            Some(("URL", v)) => face.set(Var::Url, v),
            _ if in_keywords && !t.is_empty() => {
                push(&mut keywords, t);
                continue;
            }
            _ if !t.is_empty() => push(&mut body, t),
            _ => {}
        }
        in_keywords = false;
    }
    face.set(Var::Abstract, body);
    record.tags = keywords.split([',', ';']).map(str::trim).filter(|k| !k.is_empty()).map(str::to_owned).collect();
    if let (Some(first), Some(last)) = (block.first(), block.last()) {
        record.raw = text.get(first.at..last.at + last.text.len()).unwrap_or_default().trim_end().to_owned();
        record.place.line = first.number;
    }
    record.format = "repec-nep".into();
    record
}

fn push(to: &mut String, part: &str) {
    let part = part.trim();
    if !to.is_empty() && !part.is_empty() {
        to.push(' ');
    }
    to.push_str(part);
}

/// `Date:`, `By:`, `URL:` and the like.
fn is_label(line: &str) -> bool {
    let label = line.trim().split_once(':').map_or("", |(l, _)| l);
    matches!(label, "Date" | "By" | "URL" | "Keywords" | "JEL")
}

/// `Cantner, Uwe (University of Jena)`: the institution is the publisher.
fn author(face: &mut Face, line: &str) {
    let (name, institution) = match line.split_once('(') {
        Some((name, rest)) => (name.trim(), rest.trim().trim_end_matches(')').trim()),
        None => (line, ""),
    };
    for one in name.split(';') {
        person::add(face, Role::Author, one);
    }
    if !institution.is_empty() && !face.get(Var::Publisher).split("; ").any(|p| p == institution) {
        let old = face.get(Var::Publisher);
        let whole = if old.is_empty() { institution.to_owned() } else { format!("{old}; {institution}") };
        face.set(Var::Publisher, whole);
    }
}
