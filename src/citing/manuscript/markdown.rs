//! Citations of Markdown, R Markdown and Quarto: front matter (`bibliography`, `nocite`), code and comments passed over,
//! labels for cross-references told from keys, included files.

use super::markdown_cites::inline;
use super::reader::{Link, Reader, Scan, Text};
use crate::documents::markdown::front_matter;

/// Markdown and its kin.
pub const READER: Reader = Reader {
    name: "markdown",
    label: "Markdown, R Markdown, Quarto",
    extensions: &["md", "markdown", "mdown", "mkd", "qmd", "rmd", "rmarkdown", "pmd"],
    implied: &[],
    from_main: false,
    plain: true,
    read,
};

/// Prefixes of labels in Quarto, with `-` behind them; in pandoc-crossref, with `:`.
const LABELS: &[&str] = &[
    "fig", "tbl", "sec", "eq", "lst", "thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr", "sol", "rem", "alg", "nte", "tip", "wrn",
    "imp", "cau",
];

fn read(file: &Text) -> Result<Scan, String> {
    let mut scan = Scan { biblatex: true, ..Scan::default() };
    let text = file.text;
    let mut groups = 0;
    let body = match front_matter(text) {
        Some((yaml, end)) => {
            let at = yaml.as_ptr() as usize - text.as_ptr() as usize;
            matter(yaml, at, &mut groups, &mut scan);
            end
        }
        None => 0,
    };
    let (clean, codes) = without_code(&text[body..]);
    for (header, at) in codes {
        chunk(&header, body + at, &mut scan);
    }
    shortcodes(&clean, body, &mut scan);
    inline(&clean, body, &mut groups, &mut scan);
    let quarto = file.path.extension().is_some_and(|e| e.eq_ignore_ascii_case("qmd"));
    labels(&clean, &mut scan);
    let cross = |key: &str| LABELS.iter().any(|l| key.strip_prefix(l).is_some_and(|r| r.starts_with(':') || quarto && r.starts_with('-')));
    scan.cites.retain(|c| !cross(&c.key));
    // LaTeX commands work in Markdown for print.
    if clean.contains("cite") {
        scan.cites.extend(super::latex::commands(&clean).into_iter().map(|mut c| {
            c.range = c.range.start + body..c.range.end + body;
            c
        }));
        scan.keep_printed(file.text);
        scan.cites.sort_by_key(|c| c.range.start);
    }
    scan.main = !scan.bibliographies.is_empty();
    Ok(scan)
}

/// `bibliography` and `nocite` of the front matter: a scalar, a list in brackets, or lines with dashes.
fn matter(yaml: &str, base: usize, groups: &mut u32, scan: &mut Scan) {
    let mut at = 0;
    let mut open = "";
    for line in yaml.split_inclusive('\n') {
        let here = base + at;
        at += line.len();
        if line.trim_start().starts_with('#') {
            continue;
        }
        let top = !line.starts_with([' ', '\t', '-']);
        let value = if top {
            let Some((name, value)) = line.split_once(':') else { continue };
            open = match name.trim() {
                "bibliography" => "bibliography",
                "nocite" => "nocite",
                _ => "",
            };
            value
        } else {
            line
        };
        let from = here + line.len() - value.len();
        match open {
            "bibliography" => paths(value, from, &mut scan.bibliographies),
            "nocite" => {
                scan.everything |= value.contains("@*");
                let first = scan.cites.len();
                inline(value, from, groups, scan);
                scan.cites[first..].iter_mut().for_each(|c| c.silent = true);
            }
            _ => {}
        }
    }
}

/// Paths of a YAML value, quotes, brackets and dashes taken off.
fn paths(value: &str, base: usize, into: &mut Vec<Link>) {
    let mut at = 0;
    for part in value.split_inclusive([',', '[', ']', '\n']) {
        let bare = part.trim_end_matches([',', '[', ']', '\n']).trim();
        let bare = bare.strip_prefix('-').unwrap_or(bare).trim().trim_matches(['"', '\'']);
        if !bare.is_empty() && bare != "|" && bare != ">" {
            let from = base + at + part.find(bare).unwrap_or(0);
            into.push(Link { path: bare.to_owned(), range: from..from + bare.len() });
        }
        at += part.len();
    }
}

/// The text with code and comments blanked to the same length, and the headers and option lines of executable chunks.
fn without_code(text: &str) -> (String, Vec<(String, usize)>) {
    let mut out: Vec<u8> = text.as_bytes().to_vec();
    let mut codes = Vec::new();
    let mut fence: Option<(u8, usize)> = None;
    let (mut blank_before, mut in_list, mut indented) = (true, false, false);
    let mut at = 0;
    let mut prose: Vec<std::ops::Range<usize>> = Vec::new();
    for line in text.split_inclusive('\n') {
        let range = at..at + line.len();
        at += line.len();
        let bare = line.trim_start();
        let indent = line.len() - bare.len();
        if let Some((mark, count)) = fence {
            if bare.bytes().take_while(|b| *b == mark).count() >= count && bare.trim_end().bytes().all(|b| b == mark) {
                fence = None;
            } else if bare.starts_with("#|") {
                codes.push((line.to_owned(), range.start));
            }
            blank(&mut out, range);
            continue;
        }
        let mark = bare.bytes().next().unwrap_or(0);
        let count = bare.bytes().take_while(|b| *b == mark).count();
        if matches!(mark, b'`' | b'~') && count >= 3 && !(mark == b'`' && bare[count..].contains('`')) {
            fence = Some((mark, count));
            codes.push((line.to_owned(), range.start));
            blank(&mut out, range);
            continue;
        }
        let empty = bare.trim().is_empty();
        let code_indent = !empty && (line.starts_with("    ") || line.starts_with('\t'));
        if code_indent && !in_list && (blank_before || indented) {
            indented = true;
            blank(&mut out, range);
            continue;
        }
        if !empty {
            indented = false;
            let item = bare.starts_with(['-', '*', '+']) && bare[1..].starts_with([' ', '\t'])
                || bare.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['.', ')'])
                || bare.starts_with("[^");
            in_list = item || in_list && (indent > 0 || !blank_before);
        }
        blank_before = empty;
        match prose.last_mut() {
            Some(last) if last.end == range.start && !empty => last.end = range.end,
            _ => prose.push(range),
        }
    }
    for range in prose {
        spans(text, range, &mut out);
    }
    comments(&mut out);
    (String::from_utf8(out).unwrap_or_else(|_| text.to_owned()), codes)
}

/// A text with front matter, code and comments blanked to the same length.
pub fn prose(text: &str) -> String {
    let body = front_matter(text).map_or(0, |(_, end)| end);
    let mut out: String = text[..body].bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect();
    out.push_str(&without_code(&text[body..]).0);
    out
}

fn blank(out: &mut [u8], range: std::ops::Range<usize>) {
    for b in &mut out[range] {
        if *b != b'\n' {
            *b = b' ';
        }
    }
}

/// Blanks code between runs of as many backticks.
fn spans(text: &str, range: std::ops::Range<usize>, out: &mut [u8]) {
    let bytes = text.as_bytes();
    let mut at = range.start;
    let run = |from: usize| bytes[from..range.end].iter().take_while(|b| **b == b'`').count();
    while let Some(step) = memchr::memchr2(b'`', b'\\', &bytes[at..range.end]) {
        at += step;
        if bytes[at] == b'\\' {
            at = (at + 2).min(range.end);
            continue;
        }
        let ticks = run(at);
        let mut close = at + ticks;
        let end = loop {
            match memchr::memchr(b'`', &bytes[close..range.end]) {
                None => break None,
                Some(n) => {
                    close += n;
                    let found = run(close);
                    if found == ticks {
                        break Some(close + found);
                    }
                    close += found;
                }
            }
        };
        match end {
            Some(end) => {
                blank(out, at..end);
                at = end;
            }
            None => at += ticks,
        }
    }
}

/// Blanks HTML comments.
fn comments(out: &mut [u8]) {
    let mut at = 0;
    while let Some(start) = memchr::memmem::find(&out[at..], b"<!--").map(|n| at + n) {
        let end = memchr::memmem::find(&out[start..], b"-->").map_or(out.len(), |n| start + n + 3);
        blank(out, start..end);
        at = end;
    }
}

/// What an executable chunk names: a child document, a label.
fn chunk(header: &str, at: usize, scan: &mut Scan) {
    if let Some(i) = header.find("child") {
        let rest = &header[i..];
        if let Some(open) = rest.find(['"', '\'']) {
            let quote = if rest[open..].starts_with('"') { '"' } else { '\'' };
            if let Some(end) = rest[open + 1..].find(quote) {
                let from = at + i + open + 1;
                scan.includes.push(Link { path: rest[open + 1..open + 1 + end].to_owned(), range: from..from + end });
            }
        }
    }
    if let Some((_, label)) = header.strip_prefix("#|").and_then(|h| h.split_once("label:")) {
        scan.labels.push(label.trim().to_owned());
    }
}

/// `{{< include file.qmd >}}`.
fn shortcodes(text: &str, base: usize, scan: &mut Scan) {
    for (i, _) in text.match_indices("{{<") {
        let Some(end) = text[i..].find(">}}") else { continue };
        let mut words = text[i + 3..i + end].split_whitespace();
        if words.next() == Some("include")
            && let Some(path) = words.next()
        {
            let from = base + i + text[i..].find(path).unwrap_or(0);
            scan.includes.push(Link { path: path.trim_matches('"').to_owned(), range: from..from + path.len() });
        }
    }
}

/// `{#label}` behind headings, figures, tables.
fn labels(text: &str, scan: &mut Scan) {
    for (i, _) in text.match_indices("{#") {
        let rest = &text[i + 2..];
        let end = rest.find(|c: char| c.is_whitespace() || c == '}').unwrap_or(0);
        if end > 0 {
            scan.labels.push(rest[..end].to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn scan(text: &str, name: &str) -> Scan {
        let scan = read(&Text { bytes: text.as_bytes(), text, path: Path::new(name) }).expect("read");
        assert!(scan.cites.iter().all(|c| text.get(c.range.clone()) == Some(c.key.as_str())), "{text}");
        scan
    }

    fn keys(text: &str) -> Vec<String> {
        scan(text, "a.md").cites.into_iter().map(|c| c.key).collect()
    }

    #[test]
    fn code_and_comments_are_no_text() {
        let text = "`@a` ``@b ` @c`` @d\n\n```r\n@e\n```\n\n~~~\n[@f]\n~~~\n\n    @g\n\n- item\n\n    @h\n\n<!-- @i -->[@j]\n";
        assert_eq!(keys(text), ["d", "h", "j"]);
    }

    #[test]
    fn front_matter_names_bibliographies_and_silent_keys() {
        let text = "---\ntitle: x\nbibliography: [a.bib, \"b.json\"]\nnocite: |\n  @x, @y\n---\n[@z]\n";
        let found = scan(text, "a.md");
        assert_eq!(found.bibliographies.iter().map(|l| l.path.as_str()).collect::<Vec<_>>(), ["a.bib", "b.json"]);
        assert_eq!(found.cites.iter().map(|c| (c.key.as_str(), c.silent)).collect::<Vec<_>>(), [("x", true), ("y", true), ("z", false)]);
        let listed = scan("---\nbibliography:\n  - a.bib\n  - c d.bib\nnocite: '@*'\n---\n", "a.md");
        assert_eq!(listed.bibliographies.iter().map(|l| l.path.as_str()).collect::<Vec<_>>(), ["a.bib", "c d.bib"]);
        assert!(listed.everything);
    }

    #[test]
    fn cross_references_are_no_citations() {
        let text = "# A {#sec-a}\n见 @sec-a、@fig-x 和 [@k]\n\n```{r}\n#| label: fig-x\n```\n";
        assert_eq!(scan(text, "a.qmd").cites.len(), 1);
        assert_eq!(keys("@fig:x @tbl:y [@k]"), ["k"]);
        assert_eq!(scan(text, "a.md").labels, ["fig-x", "sec-a"]);
    }

    #[test]
    fn children_and_includes_are_followed_and_latex_commands_seen() {
        let found = scan("```{r child=\"ch1.Rmd\"}\n```\n{{< include ch2.qmd >}}\n\\citep[3]{a}\n", "a.rmd");
        assert_eq!(found.includes.iter().map(|l| l.path.as_str()).collect::<Vec<_>>(), ["ch1.Rmd", "ch2.qmd"]);
        assert_eq!(found.cites[0].key, "a");
    }
}
