//! Citations of LaTeX manuscripts: the `\cite` family of LaTeX, natbib, apacite and biblatex with its multicites,
//! `\nocite`, `\bibitem`; included files; bibliographies. Comments and verbatim text are passed over.

use super::latex_args::Args;
use super::reader::{Cite, Link, Reader, Scan, Text};

/// LaTeX.
pub const READER: Reader = Reader {
    name: "latex",
    label: "LaTeX",
    extensions: &["tex", "ltx", "latex", "rnw", "ctx"],
    implied: &["tex", "ltx"],
    from_main: true,
    plain: true,
    read,
};

/// Environments whose text is printed as it stands.
const VERBATIM: &[&str] = &["verbatim", "Verbatim", "lstlisting", "minted", "comment", "filecontents", "alltt", "listing", "tcblisting"];

/// Commands with `cite` in their names that take no key.
const NO_CITATION: &[&str] = &[
    "citestyle",
    "setcitestyle",
    "citetext",
    "citenumfont",
    "citeform",
    "citeleft",
    "citeright",
    "citemid",
    "citepunct",
    "citedash",
    "citesetup",
    "citeindextrue",
    "citeindexfalse",
    "citereset",
    "citetrackertrue",
    "citetrackerfalse",
    "citename",
    "citefield",
    "citelist",
    "citeauthorfont",
    "bibcite",
    "DeclareCiteCommand",
    "DeclareMultiCiteCommand",
    "DeclareAutoCiteCommand",
    "citeauthoryear",
    "AtEveryCite",
    "AtEveryCitekey",
    "AtNextCite",
    "AtNextCitekey",
    "AtBeginCite",
    "AtCite",
];

struct Walk<'a> {
    args: Args<'a>,
    scan: Scan,
    groups: u32,
}

fn read(file: &Text) -> Result<Scan, String> {
    let mut walk = Walk { args: Args { text: file.text, at: 0 }, scan: Scan::default(), groups: 0 };
    walk.run();
    Ok(walk.scan)
}

/// The citations of LaTeX commands inside a text of another format.
pub fn commands(text: &str) -> Vec<Cite> {
    let mut walk = Walk { args: Args { text, at: 0 }, scan: Scan::default(), groups: 1 << 20 };
    walk.run();
    walk.scan.cites
}

impl Walk<'_> {
    fn run(&mut self) {
        let bytes = self.args.text.as_bytes();
        while let Some(step) = bytes.get(self.args.at..).and_then(|rest| memchr::memchr2(b'\\', b'%', rest)) {
            self.args.at += step;
            if bytes[self.args.at] == b'%' {
                self.args.at = memchr::memchr(b'\n', &bytes[self.args.at..]).map_or(bytes.len(), |n| self.args.at + n);
                continue;
            }
            let start = self.args.at + 1;
            let length = bytes[start..].iter().take_while(|b| b.is_ascii_alphabetic() || **b == b'@').count();
            if length == 0 {
                self.args.at = (start + 1).min(bytes.len());
                continue;
            }
            self.args.at = start + length;
            let name = &self.args.text[start..start + length];
            if !self.command(name) {
                return;
            }
        }
    }

    /// Reads one command; false at the end of the document.
    fn command(&mut self, name: &str) -> bool {
        match name {
            "verb" | "lstinline" | "mintinline" | "url" | "path" | "nolinkurl" => self.verbatim(name),
            "begin" => self.environment(),
            "end" => {
                let end = self.args.braces().map(|r| self.args.plain(r));
                return end.as_deref().map(str::trim) != Some("document");
            }
            "iffalse" => self.skip_to("\\fi"),
            "input" | "include" | "subfile" | "subfileinclude" | "InputIfFileExists" | "loadglsentries" => self.include(name),
            "import" | "subimport" | "inputfrom" | "subinputfrom" | "includefrom" | "subincludefrom" => self.import(),
            "bibliography" | "nobibliography" | "addbibresource" | "addglobalbib" | "addsectionbib" => self.bibliography(name),
            "documentclass" => self.scan.main = true,
            "usepackage" | "RequirePackage" => self.package(),
            "bibitem" => self.bibitem(),
            "newcommand"
            | "renewcommand"
            | "providecommand"
            | "DeclareRobustCommand"
            | "NewDocumentCommand"
            | "RenewDocumentCommand"
            | "newrobustcmd"
            | "renewrobustcmd" => self.definition(),
            "def" | "let" | "gdef" | "edef" => self.name_only(),
            "bibentry" | "entry" if name == "bibentry" => self.citation(name),
            _ if is_citation(name) => self.citation(name),
            _ => {}
        }
        true
    }

    /// `\verb|…|` and its kind.
    fn verbatim(&mut self, name: &str) {
        if self.args.peek() == b'*' {
            self.args.at += 1;
        }
        if name != "verb" {
            self.args.brackets();
            if name == "mintinline" {
                self.args.braces();
            }
            if self.args.peek() == b'{' {
                self.args.braces();
                return;
            }
        }
        if matches!(name, "url" | "path" | "nolinkurl") {
            return;
        }
        let rest = self.args.text.get(self.args.at..).unwrap_or_default();
        let Some(mark) = rest.chars().next().filter(|c| !c.is_alphanumeric() && !c.is_whitespace()) else { return };
        let line = rest.find('\n').unwrap_or(rest.len());
        let inside = &rest[mark.len_utf8()..line.max(mark.len_utf8())];
        if let Some(end) = inside.find(mark) {
            self.args.at += 2 * mark.len_utf8() + end;
        }
    }

    fn environment(&mut self) {
        let Some(name) = self.args.braces().map(|r| self.args.plain(r)) else { return };
        let plain = name.trim().trim_end_matches('*');
        if VERBATIM.contains(&plain) {
            self.skip_to(&format!("\\end{{{}}}", name.trim()));
        }
    }

    fn skip_to(&mut self, end: &str) {
        let rest = self.args.text.get(self.args.at..).unwrap_or_default();
        self.args.at += rest.find(end).map_or(rest.len(), |i| i + end.len());
    }

    /// The name that a definition defines is no use of it; arguments with `#` are no keys and fall out by themselves.
    fn definition(&mut self) {
        if self.args.peek() == b'*' {
            self.args.at += 1;
        }
        if self.args.braces().is_none() {
            self.name_only();
        }
    }

    fn name_only(&mut self) {
        self.args.blanks();
        if self.args.peek() == b'\\' {
            let rest = &self.args.text.as_bytes()[self.args.at + 1..];
            self.args.at += 1 + rest.iter().take_while(|b| b.is_ascii_alphabetic() || **b == b'@').count();
        }
    }

    fn include(&mut self, name: &str) {
        if let Some(range) = self.args.braces() {
            Scan::links(&self.args.plain(range.clone()), range.start, &mut self.scan.includes);
        } else if name == "input" {
            // Plain TeX: \input name
            self.args.blanks();
            let rest = &self.args.text[self.args.at..];
            let end = rest.find(|c: char| c.is_whitespace() || "\\%{}".contains(c)).unwrap_or(rest.len());
            if end > 0 {
                let range = self.args.at..self.args.at + end;
                self.scan.includes.push(Link { path: rest[..end].trim_matches('"').to_owned(), range });
            }
        }
    }

    /// `\import{folder/}{file}`.
    fn import(&mut self) {
        let Some(folder) = self.args.braces() else { return };
        let Some(file) = self.args.braces() else { return };
        let folder = self.args.plain(folder);
        let path = format!("{}/{}", folder.trim().trim_end_matches('/'), self.args.plain(file.clone()).trim());
        self.scan.includes.push(Link { path: path.trim_start_matches("./").to_owned(), range: file });
    }

    fn bibliography(&mut self, name: &str) {
        while self.args.brackets().is_some() {}
        let Some(range) = self.args.braces() else { return };
        let biblatex = !name.ends_with("bibliography");
        self.scan.biblatex |= biblatex;
        let list = self.args.plain(range.clone());
        let mut links = Vec::new();
        Scan::links(&list, range.start, &mut links);
        for link in &mut links {
            if !biblatex && !link.path.ends_with(".bib") {
                link.path.push_str(".bib");
            }
        }
        self.scan.bibliographies.extend(links);
    }

    fn package(&mut self) {
        self.args.brackets();
        if let Some(range) = self.args.braces() {
            self.scan.biblatex |= self.args.plain(range).split(',').any(|p| matches!(p.trim(), "biblatex" | "biblatex-chicago"));
        }
    }

    /// `\bibitem[label]{key} text`: the text goes to the next entry or the end of the list.
    fn bibitem(&mut self) {
        self.args.brackets();
        let Some(range) = self.args.braces() else { return };
        let key = self.args.plain(range.clone());
        let from = range.start + key.len() - key.trim_start().len();
        let key = key.trim().to_owned();
        let rest = &self.args.text[self.args.at..];
        let next = rest.find("\\bibitem").unwrap_or(rest.len());
        let end = rest.find("\\end{thebibliography}").unwrap_or(rest.len()).min(next);
        let cite = Cite { range: from..from + key.len(), key, ..Cite::default() };
        self.scan.entries.push((cite, self.args.at..self.args.at + end));
    }

    fn citation(&mut self, name: &str) {
        let lower = name.to_ascii_lowercase();
        let silent = lower.starts_with("nocite");
        let multi = lower.ends_with("cites") || lower.ends_with("citetexts");
        self.groups += 1;
        if matches!(self.args.peek(), b'*' | b'+') {
            self.args.at += 1;
        }
        if multi {
            self.args.group(b'(', b')');
            self.args.group(b'(', b')');
        }
        if lower.ends_with("volcite") || lower.ends_with("volcites") {
            self.args.brackets();
            if self.args.braces().is_none() {
                return;
            }
        }
        let mut any = false;
        loop {
            let locator = self.locator();
            // A bare brace group after the keys of a simple command is text.
            if any && !multi {
                return;
            }
            let Some(range) = self.args.braces() else { return };
            // A paragraph does not end inside an argument: what looks like one is a brace left open.
            if self.args.text.get(range.clone()).unwrap_or_default().trim().lines().any(|l| l.trim().is_empty()) {
                return;
            }
            let list = self.args.plain(range.clone());
            self.scan.list(&list, range.start, &locator, self.groups, silent);
            any = true;
            if !multi {
                return;
            }
        }
    }

    /// `[pre][post]`, `[post]`, or apacite's `<pre>[post]`.
    fn locator(&mut self) -> String {
        self.args.group(b'<', b'>');
        let first = self.args.brackets();
        let second = self.args.brackets();
        second.or(first).map(|r| self.args.plain(r).trim().replace("--", "–").replace('~', " ")).unwrap_or_default()
    }
}

/// Whether a command cites: its name contains `cite`, and it is none of those that set up citing.
fn is_citation(name: &str) -> bool {
    let cites = name.contains("cite") || name.contains("Cite");
    cites && !NO_CITATION.contains(&name) && !name.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn scan(text: &str) -> Scan {
        read(&Text { bytes: text.as_bytes(), text, path: Path::new("a.tex") }).expect("read")
    }

    fn keys(text: &str) -> Vec<String> {
        scan(text).cites.iter().map(|c| if c.locator.is_empty() { c.key.clone() } else { format!("{}@{}", c.key, c.locator) }).collect()
    }

    #[test]
    fn every_kind_of_command_gives_its_keys() {
        let table: &[(&str, &[&str])] = &[
            (r"\cite{a} and \cite{b, c}", &["a", "b", "c"]),
            (r"\citep[see][p.~3]{a}", &["a@p. 3"]),
            (r"\citet*[第15页]{张三2020}", &["张三2020@第15页"]),
            (r"\parencites(see)(end)[1]{a}[pre][2--3]{b}", &["a@1", "b@2–3"]),
            (r"\footcite{a} \Textcite{b} \citeauthor{c} \upcite{d}", &["a", "b", "c", "d"]),
            (r"\volcite{2}[5]{a}", &["a@5"]),
            (r"\cite<vgl.>[7]{a} \shortciteA{b}", &["a@7", "b"]),
            ("\\cite{a,%comment, x\n  b}", &["a", "b"]),
            ("\\cite{\n  a,\n  b\n  } \\cite{open\n\nA paragraph, and {braces}. }", &["a", "b"]),
            (r"\nocite{a}\nocite{*}", &["a"]),
            (r"\fullcite{a}\bibentry{b}\citetitle[4]{c}", &["a", "b", "c@4"]),
            (r"\textcites{a}{b} text", &["a", "b"]),
            (r"\cite{a} {not} [this]", &["a"]),
        ];
        for (text, want) in table {
            assert_eq!(keys(text), *want, "{text}");
        }
        assert!(scan(r"\nocite{*}").everything);
        assert!(scan(r"\nocite{a}").cites[0].silent);
    }

    #[test]
    fn comments_verbatim_and_definitions_are_no_citations() {
        for text in [
            "% \\cite{a}\n",
            r"\verb|\cite{a}|",
            "\\begin{verbatim}\n\\cite{a}\n\\end{verbatim}",
            "\\begin{lstlisting}[language=TeX]\\cite{a}\\end{lstlisting}",
            r"\iffalse \cite{a} \fi",
            r"\newcommand{\mycite}[1]{\cite{#1}}",
            r"\citestyle{nature}\setcitestyle{super}",
            r"\end{document} \cite{a}",
            r"\lstinline!\cite{a}!",
            r"\cite{a",
        ] {
            assert_eq!(keys(text), [""; 0], "{text}");
        }
        assert_eq!(keys(r"5\% of \cite{a}"), ["a"]);
    }

    #[test]
    fn files_and_bibliographies_are_named() {
        let scan = scan(
            "\\documentclass{a}\\input{ch1}\\include{ch2} \\input ch3 \n\\import{x/}{y}\\bibliography{r,s.bib}\\addbibresource[a=b]{t.bib}",
        );
        let paths = |l: &[Link]| l.iter().map(|l| l.path.clone()).collect::<Vec<_>>();
        assert_eq!(paths(&scan.includes), ["ch1", "ch2", "ch3", "x/y"]);
        assert_eq!(paths(&scan.bibliographies), ["r.bib", "s.bib", "t.bib"]);
        assert!(scan.main && scan.biblatex);
    }

    #[test]
    fn entries_of_a_list_written_by_hand_are_known() {
        let text = "\\begin{thebibliography}{9}\\bibitem{a} Smith 2020.\\bibitem[x]{b} Li 2021.\\end{thebibliography}";
        let scan = scan(text);
        let seen: Vec<_> = scan.entries.iter().map(|(c, r)| (c.key.as_str(), text[r.clone()].trim())).collect();
        assert_eq!(seen, [("a", "Smith 2020."), ("b", "Li 2021.")]);
    }
}
