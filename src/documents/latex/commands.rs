//! Commands of LaTeX: what each adds to the text, opens, or hides.

use super::{Frame, Reading, symbols};
use crate::documents::BlockKind;

/// Commands whose first argument is no text.
const SKIP_ONE: &str = "label ref pageref eqref autoref cref Cref vspace hspace vskip hskip bibliographystyle bibliography addbibresource usepackage documentclass input include includegraphics index pagestyle thispagestyle pagenumbering bibinfo bibfield textcolor color hypersetup thanks affiliation affil email institute address date author lstinputlisting graphicspath bibliographyunit nocite providecommand hypertarget hyperlink selectlanguage foreignlanguage fontsize phantomsection citenamefont setcounter includepdf tableofcontents";
/// Commands whose first two arguments are no text.
const SKIP_TWO: &str = "setlength addtolength newcommand renewcommand newtheorem definecolor addtocounter DeclareMathOperator setcounter addcontentsline fontsize";
/// Environments without text to search.
const SKIP_ENV: &str = "equation equation* align align* gather gather* multline eqnarray displaymath math tikzpicture comment lstlisting verbatim minted filecontents filecontents* algorithm algorithmic";

fn among(list: &str, word: &str) -> bool {
    list.split(' ').any(|w| w == word)
}

impl Reading<'_> {
    pub(super) fn command(&mut self) {
        let rest = self.rest();
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters == 0 {
            return self.symbol(rest);
        }
        let name = &rest[..letters];
        self.at += letters;
        let after = self.rest();
        self.at += usize::from(after.starts_with('*'));
        if let Some(combining) = symbols::accent(name) {
            return self.accent(combining);
        }
        let space = self.rest().len() - self.rest().trim_start_matches([' ', '\t']).len();
        if let Some(text) = symbols::symbol(name) {
            self.at += space;
            if self.rest().starts_with("{}") {
                self.at += 2;
            }
            return self.out.push(text);
        }
        match name {
            "footnote" | "footnotetext" | "endnote" | "sidenote" | "footnotetextsf" => self.note(),
            "part" | "chapter" | "section" | "subsection" | "subsubsection" | "paragraph" => self.argument(Frame::Heading),
            "caption" => self.argument(Frame::Caption),
            "enquote" => {
                self.out.para.text.push('“');
                self.argument(Frame::Quote);
            }
            "title" => drop(self.group()),
            "bibitem" => self.bibitem(),
            "item" => {
                self.flush();
                self.optional();
                self.out.kind = BlockKind::ListItem(String::new());
            }
            "newblock" | "quad" | "qquad" | "space" => {
                self.out.space();
                self.at += space;
            }
            "par" => self.flush(),
            "newline" | "linebreak" => self.out.para.text.push('\n'),
            "url" | "path" | "nolinkurl" => {
                let url = self.group();
                self.out.push(&url.replace('\\', ""));
            }
            "href" => drop(self.group()),
            "begin" => self.begin(),
            "end" => self.end(),
            _ if name.contains("cite") && name != "citestyle" => self.cite(),
            _ if among(SKIP_TWO, name) => {
                self.optional();
                self.group();
                self.optional();
                self.group();
            }
            _ if among(SKIP_ONE, name) => {
                self.optional();
                self.group();
            }
            _ => {
                self.at += space;
                self.optional_short();
            }
        }
    }

    /// A command of one character: an escaped one, an accent, a line break.
    fn symbol(&mut self, rest: &str) {
        let Some(c) = rest.chars().next() else { return };
        self.at += c.len_utf8();
        match c {
            '\\' => self.out.para.text.push('\n'),
            ' ' | '\n' | '\t' | ',' | ';' | ':' => self.out.para.text.push(' '),
            '/' | '!' | '-' | '@' => {}
            '(' | ')' | '[' | ']' => {}
            _ => match symbols::accent(&rest[..c.len_utf8()]) {
                Some(combining) => self.accent(combining),
                None => self.out.para.text.push(c),
            },
        }
    }

    /// An accent over the next letter, with braces or without.
    fn accent(&mut self, combining: char) {
        let rest = self.rest();
        let open = rest.trim_start_matches([' ', '{']);
        let braces = rest[..rest.len() - open.len()].matches('{').count();
        let (base, length) = match open.strip_prefix('\\') {
            Some(i) if i.starts_with('i') || i.starts_with('j') => (i.chars().next(), 2),
            Some(_) => (None, 0),
            None => (open.chars().next().filter(|c| c.is_alphabetic()), open.chars().next().map_or(0, char::len_utf8)),
        };
        let Some(base) = base else { return };
        self.at += rest.len() - open.len() + length;
        for _ in 0..braces {
            let more = self.rest();
            self.at += usize::from(more.starts_with('}'));
        }
        match unicode_normalization::char::compose(base, combining) {
            Some(c) => self.out.para.text.push(c),
            None => self.out.para.text.extend([base, combining]),
        }
    }

    fn note(&mut self) {
        self.optional();
        if self.rest().starts_with('{') {
            self.at += 1;
            self.out.open_note();
            self.frames.push(Frame::Note);
        }
    }

    fn argument(&mut self, frame: Frame) {
        if !matches!(frame, Frame::Quote) {
            self.flush();
        }
        self.optional();
        if self.rest().starts_with('{') {
            self.at += 1;
            self.frames.push(frame);
        }
    }

    fn bibitem(&mut self) {
        self.flush();
        self.optional();
        let key = self.group();
        self.out.kind = BlockKind::Entry(key);
    }

    /// `\cite[12]{key}`: the keys stay in brackets.
    fn cite(&mut self) {
        let mut cited = String::new();
        for _ in 0..2 {
            let note = self.optional();
            if !note.is_empty() {
                cited = format!(", {note}");
            }
        }
        let keys = self.group();
        if !keys.is_empty() {
            self.out.push(&format!("[{}{cited}]", keys.replace(',', ", ").replace("  ", " ")));
        }
    }

    fn begin(&mut self) {
        let name = self.group();
        if among(SKIP_ENV, &name) {
            let end = format!("\\end{{{name}}}");
            self.at += self.rest().find(&end).map_or(self.rest().len(), |e| e + end.len());
            return;
        }
        self.flush();
        match name.as_str() {
            "thebibliography" => {
                self.group();
                self.entries = true;
            }
            "tabular" | "longtable" | "minipage" => {
                self.optional();
                self.group();
            }
            _ => drop(self.optional()),
        }
    }

    fn end(&mut self) {
        let name = self.group();
        self.flush();
        self.out.kind = BlockKind::Paragraph;
        self.entries &= name != "thebibliography";
        if name == "document" {
            self.at = self.source.len();
        }
    }
}
