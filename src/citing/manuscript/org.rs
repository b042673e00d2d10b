//! Citations of Org manuscripts: `[cite/style:see @key p. 3]`, org-ref's `cite:key1,key2` and `cite:&key`, LaTeX commands;
//! `#+bibliography:`, `#+nocite:`, `#+include:`. Source blocks, comments, verbatim text are passed over.

use super::reader::{Link, Reader, Scan, Text};

/// Org.
pub const READER: Reader = Reader { name: "org", label: "Org", extensions: &["org"], implied: &[], from_main: false, plain: true, read };

fn read(file: &Text) -> Result<Scan, String> {
    let mut scan = Scan { biblatex: true, ..Scan::default() };
    let mut groups = 0;
    let mut block: Option<String> = None;
    let mut at = 0;
    let mut prose = String::with_capacity(file.text.len());
    for line in file.text.split_inclusive('\n') {
        let bare = line.trim_start();
        let lower = bare.get(..bare.len().min(32)).unwrap_or(bare.split(' ').next().unwrap_or_default()).to_ascii_lowercase();
        let mut keep = false;
        if let Some(name) = &block {
            if lower.starts_with(&format!("#+end_{name}")) {
                block = None;
            }
        } else if let Some(name) = lower.strip_prefix("#+begin_") {
            let name: String = name.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
            if matches!(name.as_str(), "src" | "example" | "comment" | "export") {
                block = Some(name);
            }
        } else if lower.starts_with("#+") {
            keyword(bare, at + line.len() - bare.len(), &mut groups, &mut scan);
            keep = lower.starts_with("#+caption") || lower.starts_with("#+attr");
        } else {
            let comment = bare.starts_with("# ") || bare.trim_end() == "#" || bare.starts_with(": ");
            keep = !comment;
        }
        if keep {
            prose.push_str(line);
        } else {
            prose.extend(line.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }));
        }
        at += line.len();
    }
    let prose = without_code(&prose);
    citations(&prose, &mut groups, &mut scan);
    org_ref(&prose, &mut groups, &mut scan);
    if prose.contains("cite") {
        scan.cites.extend(super::latex::commands(&prose));
    }
    scan.keep_printed(file.text);
    scan.cites.sort_by_key(|c| c.range.start);
    scan.main = !scan.bibliographies.is_empty();
    Ok(scan)
}

fn keyword(line: &str, at: usize, groups: &mut u32, scan: &mut Scan) {
    let Some((name, value)) = line.split_once(':') else { return };
    let from = at + line.len() - value.len() + (value.len() - value.trim_start().len());
    let value = value.trim();
    match name.to_ascii_lowercase().as_str() {
        "#+bibliography" => {
            let (at, path) = named(value, " :");
            scan.bibliographies.push(Link { path: path.to_owned(), range: from + at..from + at + path.len() });
        }
        "#+include" => {
            let (at, path) = named(value, " ");
            let path = path.split("::").next().unwrap_or_default();
            scan.includes.push(Link { path: path.to_owned(), range: from + at..from + at + path.len() });
        }
        "#+nocite" => {
            *groups += 1;
            for (i, _) in value.match_indices('@') {
                match key(&value[i + 1..]) {
                    "" => scan.everything |= value[i + 1..].starts_with('*'),
                    key => scan.cite(key, from + i + 1, "", *groups, true),
                }
            }
        }
        _ => {}
    }
}

/// The file that a keyword names, in quotation marks or up to `end`, with its place.
fn named<'a>(value: &'a str, end: &str) -> (usize, &'a str) {
    match value.strip_prefix('"') {
        Some(quoted) => (1, quoted.split('"').next().unwrap_or_default()),
        None => (0, value.split(end).next().unwrap_or_default()),
    }
}

/// Blanks `=verbatim=` and `~code~`: a mark after a blank or bracket, its pair before a blank or punctuation on the line.
fn without_code(text: &str) -> String {
    let mut out = text.as_bytes().to_vec();
    let mut base = 0;
    for line in text.split_inclusive('\n') {
        let mut at = 0;
        while let Some(start) = line[at..].find(['=', '~']).map(|n| at + n) {
            let mark = line.as_bytes()[start];
            let opens = line[..start].chars().next_back().is_none_or(|c| c.is_whitespace() || "-('\"{，。（".contains(c))
                && line[start + 1..].chars().next().is_some_and(|c| !c.is_whitespace());
            let close = line[start + 1..].find(mark as char).map(|n| start + 1 + n);
            match close.filter(|_| opens) {
                Some(end) => {
                    out[base + start..=base + end].fill(b' ');
                    at = end + 1;
                }
                None => at = start + 1,
            }
        }
        base += line.len();
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// What a key may consist of (Org manual, citation syntax).
fn key(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && !"-.:?!`'/*@+|(){}<>&_^$#%~".contains(c)).unwrap_or(text.len());
    text[..end].trim_end_matches(['.', ',', ':', '?', '!', '*'])
}

/// `[cite/style:prefix; before @key after; …]`.
fn citations(text: &str, groups: &mut u32, scan: &mut Scan) {
    for (start, _) in text.match_indices("[cite") {
        let head = &text[start + 5..];
        let Some(colon) = head.find(':') else { continue };
        let style = &head[..colon];
        if !(style.is_empty() || style.starts_with('/')) || style.contains([' ', '\n', ']']) {
            continue;
        }
        let inside = &head[colon + 1..];
        let Some(end) = closing(inside) else { continue };
        let from = start + 5 + colon + 1;
        *groups += 1;
        let mut at = 0;
        for part in inside[..end].split(';') {
            if let Some(i) = part.find('@') {
                let key = key(&part[i + 1..]);
                let locator = part[i + 1 + key.len()..].trim().trim_start_matches([',', '，']).trim();
                if key.is_empty() {
                    scan.everything |= part[i + 1..].starts_with('*') && style.starts_with("/n");
                } else {
                    let silent = matches!(style, "/n" | "/nocite");
                    scan.cite(key, from + at + i + 1, locator, *groups, silent);
                }
            }
            at += part.len() + 1;
        }
    }
}

fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (i, c) in text.char_indices().take(4_000) {
        match c {
            '[' => depth += 1,
            ']' if depth == 0 => return Some(i),
            ']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Link types of org-ref.
const LINKS: &[&str] = &[
    "cite",
    "citep",
    "citet",
    "citealp",
    "citealt",
    "citeauthor",
    "citeyear",
    "citeyearpar",
    "citetext",
    "parencite",
    "textcite",
    "autocite",
    "footcite",
    "fullcite",
    "supercite",
    "citetitle",
    "nocite",
    "smartcite",
    "citenum",
    "Citep",
    "Citet",
    "Parencite",
    "Textcite",
];

fn org_ref(text: &str, groups: &mut u32, scan: &mut Scan) {
    for (colon, _) in text.match_indices(':') {
        let before = &text[..colon];
        let name = &before
            [before.rfind(|c: char| !c.is_ascii_alphabetic()).map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8))..];
        let bibliography = matches!(name, "bibliography" | "nobibliography");
        if !LINKS.contains(&name) && !bibliography {
            continue;
        }
        let front = before[..before.len() - name.len()].chars().next_back();
        if front.is_some_and(|c| c.is_alphanumeric() || matches!(c, '+' | '/'))
            || front == Some('[') && !before.ends_with(&format!("[[{name}"))
        {
            continue;
        }
        let linked = before.ends_with(&format!("[[{name}"));
        let rest = &text[colon + 1..];
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ']' | '[' | '。' | '，' | '；' | ')' | '）')).unwrap_or(rest.len());
        let list = rest[..end].trim_end_matches(['.', ',', ';', ':']);
        if bibliography {
            Scan::links(list, colon + 1, &mut scan.bibliographies);
            continue;
        }
        let list = if linked { rest[..rest.find("]").unwrap_or(end)].trim_end() } else { list };
        *groups += 1;
        ampersands(list, colon + 1, *groups, name == "nocite", scan);
    }
}

/// Version 2 separates keys with commas; version 3 writes `see &key p. 3;&other`.
fn ampersands(list: &str, at: usize, group: u32, silent: bool, scan: &mut Scan) {
    if !list.contains('&') {
        return scan.list(list, at, "", group, silent);
    }
    for (i, _) in list.match_indices('&') {
        let key = key(list[i + 1..].split([';', '&']).next().unwrap_or_default());
        if !key.is_empty() {
            scan.cite(key, at + i + 1, "", group, silent);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn scan(text: &str) -> Scan {
        let scan = read(&Text { bytes: text.as_bytes(), text, path: Path::new("a.org") }).expect("read");
        assert!(scan.cites.iter().all(|c| text.get(c.range.clone()) == Some(c.key.as_str())), "{text}: {:?}", scan.cites);
        scan
    }

    #[test]
    fn both_kinds_of_citation_give_their_keys() {
        let text = "[cite/t:see @a p. 3; @b] 见 [cite:@张三2020]。cite:c,d [[citep:e]] citet:&f;&g \\cite{h} [[cite:&i p. 4]]";
        let seen: Vec<_> =
            scan(text).cites.into_iter().map(|c| if c.locator.is_empty() { c.key } else { format!("{}|{}", c.key, c.locator) }).collect();
        assert_eq!(seen, ["a|p. 3", "b", "张三2020", "c", "d", "e", "f", "g", "h", "i"]);
    }

    #[test]
    fn code_and_comments_are_no_text_and_keywords_are_read() {
        let text = "#+bibliography: \"refs.bib\"\n#+nocite: @x @y\n#+INCLUDE: \"ch1.org\"\n# [cite:@n]\n#+begin_src tex\n[cite:@n]\n#+end_src\n: cite:n\n=[cite:@n]= [cite:@z]\n";
        let found = scan(text);
        assert_eq!(found.cites.iter().map(|c| c.key.as_str()).collect::<Vec<_>>(), ["x", "y", "z"]);
        assert_eq!(found.bibliographies[0].path, "refs.bib");
        assert_eq!(found.includes[0].path, "ch1.org");
        assert_eq!([&found.bibliographies[0], &found.includes[0]].map(|l| &text[l.range.clone()]), ["refs.bib", "ch1.org"]);
    }
}
