//! Citations as LaTeX wrote them down in its `.aux` files: `\citation`, biblatex's `\abx@aux@cite`, `\bibdata`, `\@input`.

use super::reader::{Link, Reader, Scan, Text};

/// LaTeX's auxiliary files.
pub const READER: Reader =
    Reader { name: "aux", label: "LaTeX .aux", extensions: &["aux"], implied: &["aux"], from_main: true, plain: false, read };

fn read(file: &Text) -> Result<Scan, String> {
    let mut scan = Scan::default();
    let mut at = 0;
    for (number, line) in file.text.split_inclusive('\n').enumerate() {
        let group = number as u32;
        if let Some((list, from)) = argument(line, "\\citation{") {
            scan.list(list, at + from, "", group, false);
        } else if let Some((list, from)) = argument(line, "\\abx@aux@cite{").map(|first| second(line, first)) {
            scan.list(list, at + from, "", group, false);
            scan.biblatex = true;
        } else if let Some((list, from)) = argument(line, "\\bibdata{") {
            let mut links = Vec::new();
            Scan::links(list, at + from, &mut links);
            for link in &mut links {
                if !link.path.ends_with(".bib") {
                    link.path.push_str(".bib");
                }
            }
            scan.bibliographies.extend(links.into_iter().filter(|l| !l.path.ends_with("-blx.bib")));
        } else if let Some((path, from)) = argument(line, "\\@input{") {
            scan.includes.push(Link { path: path.to_owned(), range: at + from..at + from + path.len() });
        }
        at += line.len();
    }
    scan.main = true;
    // Entries that were cited several times stand there several times; biblatex writes `\citation` as well.
    let mut seen = rustc_hash::FxHashSet::default();
    scan.cites.retain(|c| seen.insert(c.key.clone()) && c.key != "biblatex-control");
    Ok(scan)
}

/// The inside of the braces after a command at the start of a line.
fn argument<'a>(line: &'a str, command: &str) -> Option<(&'a str, usize)> {
    let rest = line.strip_prefix(command)?;
    Some((rest.split_once('}')?.0, command.len()))
}

/// Newer biblatex writes the section first: `\abx@aux@cite{0}{key}`.
fn second<'a>(line: &'a str, first: (&'a str, usize)) -> (&'a str, usize) {
    let from = first.1 + first.0.len() + 1;
    match line.get(from..).and_then(|r| r.strip_prefix('{')).and_then(|r| r.split_once('}')) {
        Some((key, _)) => (key, from + 1),
        None => first,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn keys_of_both_programs_are_read_once_each() {
        let text =
            "\\relax\n\\citation{a,b}\n\\abx@aux@cite{0}{c}\n\\abx@aux@cite{d}\n\\citation{a}\n\\bibdata{refs,x-blx}\n\\@input{ch1.aux}\n";
        let scan = read(&Text { bytes: text.as_bytes(), text, path: Path::new("m.aux") }).expect("read");
        assert_eq!(scan.cites.iter().map(|c| c.key.as_str()).collect::<Vec<_>>(), ["a", "b", "c", "d"]);
        assert!(scan.cites.iter().all(|c| text[c.range.clone()] == c.key));
        assert_eq!((scan.bibliographies[0].path.as_str(), scan.bibliographies.len()), ("refs.bib", 1));
        assert_eq!(scan.includes[0].path, "ch1.aux");
    }
}
