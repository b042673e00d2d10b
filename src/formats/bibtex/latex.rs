//! LaTeX to Unicode text: accents, symbols, quotes, dashes, simple math; emphasis becomes the markup of CSL (`<i>`, `<sup>` …).

use super::groups::{find_unescaped, group_end};
use super::symbols::{accent, symbol};
use super::verbatim::verbatim;
use std::borrow::Cow;

/// How deep commands inside commands are followed.
const DEEPEST: usize = 40;

/// Text with emphasis kept as CSL markup.
pub fn rich(src: &str) -> Cow<'_, str> {
    convert(src, true)
}

/// Text without any markup, for names and short values.
pub fn plain(src: &str) -> Cow<'_, str> {
    convert(src, false)
}

fn convert(src: &str, rich: bool) -> Cow<'_, str> {
    let src = src.trim_matches(|c: char| c.is_ascii_whitespace());
    if is_plain(src.as_bytes()) {
        return Cow::Borrowed(src);
    }
    let mut d = Decoder { src, at: 0, out: String::with_capacity(src.len()), frames: Vec::new(), rich, depth: 0 };
    d.run();
    let kept = d.out.trim_matches(|c: char| c.is_ascii_whitespace()).len();
    if kept == d.out.len() { Cow::Owned(d.out) } else { Cow::Owned(d.out.trim_matches(|c: char| c.is_ascii_whitespace()).to_owned()) }
}

/// Whether the text means itself, to a byte.
fn is_plain(b: &[u8]) -> bool {
    // Without a way out in the middle of a part, many bytes are looked at at once.
    let means = |c: u8| matches!(c, b'\\' | b'{' | b'}' | b'$' | b'~' | b'`' | b'\n' | b'\r' | b'\t');
    let doubled = |c: u8, next: u8| c == next && matches!(c, b'-' | b'\'' | b' ' | b',');
    let any = |part: &[u8]| part.iter().fold(false, |any, &c| any | means(c));
    let twice = |part: &[u8]| part.iter().zip(&part[1..]).fold(false, |any, (&c, &next)| any | doubled(c, next));
    !b.chunks(PART).any(any) && (0..b.len()).step_by(PART).all(|from| !twice(&b[from..b.len().min(from + PART + 1)]))
}

/// Bytes that are looked at at once.
const PART: usize = 64;

struct Decoder<'a> {
    src: &'a str,
    at: usize,
    out: String,
    /// What to write where the open groups end.
    frames: Vec<Closers>,
    rich: bool,
    depth: usize,
}

/// Texts that end what began in a group, innermost last.
type Closers = Vec<&'static str>;

impl<'a> Decoder<'a> {
    fn rest(&self) -> &'a str {
        &self.src[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.src.as_bytes().get(self.at).copied()
    }

    fn run(&mut self) {
        while let Some(b) = self.peek() {
            match b {
                b'\\' => self.command(),
                b'{' => {
                    self.at += 1;
                    self.frames.push(Vec::new());
                }
                b'}' => {
                    self.at += 1;
                    self.close();
                }
                b'$' => self.math(),
                b'~' => self.put("\u{a0}", 1),
                b' ' | b'\t' | b'\n' | b'\r' => {
                    self.at += 1;
                    self.space();
                }
                b'-' if self.rest().starts_with("---") => self.put("—", 3),
                b'-' if self.rest().starts_with("--") => self.put("–", 2),
                b'`' if self.rest().starts_with("``") => self.put("“", 2),
                b'`' => self.put("‘", 1),
                b'\'' if self.rest().starts_with("''") => self.put("”", 2),
                b',' if self.rest().starts_with(",,") => self.put("„", 2),
                _ => self.literal(),
            }
        }
        while !self.frames.is_empty() {
            self.close();
        }
    }

    fn put(&mut self, text: &str, len: usize) {
        self.out.push_str(text);
        self.at += len;
    }

    fn space(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with([' ', '\n']) {
            self.out.push(' ');
        }
    }

    fn close(&mut self) {
        for closer in self.frames.pop().unwrap_or_default().into_iter().rev() {
            self.out.push_str(closer);
        }
    }

    /// Everything up to the next byte that could mean something.
    fn literal(&mut self) {
        let rest = self.rest();
        let special = |b: &u8| matches!(b, b'\\' | b'{' | b'}' | b'$' | b'~' | b' ' | b'\t' | b'\n' | b'\r' | b'-' | b'`' | b'\'' | b',');
        let len = rest.as_bytes().iter().skip(1).position(special).map_or(rest.len(), |i| i + 1);
        let len = (len..=rest.len()).find(|i| rest.is_char_boundary(*i)).unwrap_or(rest.len());
        self.put(&rest[..len], len);
    }

    /// The name of a command: letters, or one other character.
    fn name(&mut self) -> &'a str {
        self.at += 1;
        let rest = self.rest();
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let len = if letters > 0 { letters } else { rest.chars().next().map_or(0, char::len_utf8) };
        self.at += len;
        &rest[..len]
    }

    fn skip_blanks(&mut self) {
        while self.peek().is_some_and(|b| b.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// An argument as it stands: a group without its braces, a command, or one character.
    fn argument(&mut self) -> &'a str {
        self.skip_blanks();
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return "" };
        if first == '{' {
            let end = group_end(rest).unwrap_or(rest.len());
            self.at += end;
            return rest[1..end].strip_suffix('}').unwrap_or(&rest[1..end]);
        }
        if first == '\\' {
            let from = self.at;
            self.name();
            return &self.src[from..self.at];
        }
        if first == '}' {
            return "";
        }
        self.at += first.len_utf8();
        &rest[..first.len_utf8()]
    }

    /// `[…]`, if it is there.
    fn option(&mut self) {
        if self.peek() == Some(b'[')
            && let Some(end) = self.rest().find(']')
        {
            self.at += end + 1;
        }
    }

    /// The text of an argument.
    fn inner(&mut self, src: &str) -> String {
        if self.depth >= DEEPEST {
            return src.replace(['{', '}', '\\'], "");
        }
        let mut d = Decoder { src, at: 0, out: String::new(), frames: Vec::new(), rich: false, depth: self.depth + 1 };
        d.run();
        d.out
    }

    /// Opens what lasts until the end of the group (`{\it …}`) or of the argument (`\emph{…}`).
    fn open(&mut self, open: &'static str, close: &'static str, argument: bool) {
        if !self.rich && open.starts_with('<') {
            return self.skip_blanks();
        }
        self.skip_blanks();
        if argument {
            if self.peek() == Some(b'{') {
                self.at += 1;
                self.out.push_str(open);
                self.frames.push(vec![close]);
            } else {
                let arg = self.argument();
                let text = self.inner(arg);
                self.out.push_str(open);
                self.out.push_str(&text);
                self.out.push_str(close);
            }
        } else {
            self.out.push_str(open);
            match self.frames.last_mut() {
                Some(frame) => frame.push(close),
                None => self.frames.push(vec![close]),
            }
        }
    }

    fn command(&mut self) {
        let from = self.at;
        let name = self.name();
        if let Some(mark) = accent(name) {
            return self.accented(name, mark);
        }
        match name {
            "emph" | "textit" | "mkbibemph" | "mkbibitalic" | "textsl" => self.open("<i>", "</i>", true),
            "textbf" | "mkbibbold" => self.open("<b>", "</b>", true),
            "textsc" => self.open("<span style=\"font-variant:small-caps;\">", "</span>", true),
            "textsuperscript" | "mkbibsuperscript" | "sp" => self.open("<sup>", "</sup>", true),
            "textsubscript" | "mkbibsubscript" | "sb" => self.open("<sub>", "</sub>", true),
            "it" | "em" | "itshape" | "sl" => self.open("<i>", "</i>", false),
            "bf" | "bfseries" => self.open("<b>", "</b>", false),
            "sc" | "scshape" => self.open("<span style=\"font-variant:small-caps;\">", "</span>", false),
            "enquote" | "mkbibquote" => self.open("“", "”", true),
            "mkbibparens" => self.open("(", ")", true),
            "mkbibbrackets" => self.open("[", "]", true),
            "begin" | "end" => self.environment(name),
            "(" => self.math_until("\\)", from),
            "[" => self.math_until("\\]", from),
            _ => self.other_command(name, from),
        }
    }

    fn other_command(&mut self, name: &str, from: usize) {
        match name {
            " " | "\n" | "\r" | "\t" | "\\" | "newline" | "par" | "linebreak" | "space" | "hspace" | "quad" | "qquad" => {
                if name == "hspace" {
                    self.argument();
                }
                self.space();
            }
            "url" | "path" | "nolinkurl" => {
                let arg = verbatim(self.argument());
                self.out.push_str(&arg);
            }
            "href" => {
                self.argument();
            }
            "discretionary" => {
                for _ in 0..3 {
                    self.argument();
                }
            }
            "noopsort" | "SortNoop" | "vspace" | "label" | "phantom" | "hphantom" | "vphantom" | "color" | "fontsize" => {
                self.argument();
            }
            "textcolor" | "foreignlanguage" | "selectlanguage" | "fontfamily" => {
                self.argument();
            }
            "-" | "/" | "relax" | "protect" | "kern" | "nobreak" | "null" | "left" | "right" | "displaystyle" | "textstyle" | "limits"
            | "nolimits" | "big" | "Big" | "bigl" | "bigr" | "allowbreak" | "hfill" | "leavevmode" | "ignorespaces" | "xspace"
            | "boldmath" | "@" => {
                self.skip_after_word(name);
            }
            "text" | "mbox" | "hbox" | "textrm" | "textup" | "textnormal" | "texttt" | "textsf" | "textmd" | "mathrm" | "mathit"
            | "mathbf" | "mathsf" | "mathtt" | "mathnormal" | "ensuremath" | "rm" | "tt" | "sf" | "rmfamily" | "sffamily" | "ttfamily"
            | "normalfont" | "upshape" | "mdseries" | "underline" | "uline" | "uppercase" | "lowercase" | "MakeUppercase"
            | "MakeLowercase" | "MakeTextLowercase" | "NoCaseChange" | "small" | "footnotesize" | "normalsize" | "large" | "fbox"
            | "makebox" | "operatorname" | "boldsymbol" | "bm" | "latin" | "autocap" | "bibstring" | "cite" | "footnote"
            | "mkbibfootnote" => self.skip_after_word(name),
            "char" | "symbol" | "ElsevierGlyph" => self.character(name),
            _ => self.named_symbol(name, from),
        }
    }

    fn skip_after_word(&mut self, name: &str) {
        if name.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) {
            self.skip_blanks();
        }
    }

    fn named_symbol(&mut self, name: &str, from: usize) {
        if let Some(text) = symbol(name) {
            self.out.push_str(text);
            if self.rest().starts_with("{}") {
                self.at += 2;
            } else {
                self.skip_after_word(name);
            }
            return;
        }
        if name.len() == 1 && name.as_bytes()[0].is_ascii_punctuation() {
            self.out.push_str(name);
            return;
        }
        // Not known: with an argument the argument is what is read, without one the command itself.
        if self.peek() == Some(b'[') && name.len() > 1 {
            self.option();
        }
        if self.peek() != Some(b'{') || self.rest().starts_with("{}") {
            self.out.push_str(&self.src[from..self.at]);
        }
    }

    fn character(&mut self, name: &str) {
        let arg = if name == "char" && self.peek() != Some(b'{') {
            let rest = self.rest();
            let len = rest.bytes().take_while(|b| b.is_ascii_hexdigit() || matches!(b, b'"' | b'\'' | b'`')).count();
            self.at += len;
            self.skip_blanks();
            &rest[..len]
        } else {
            self.argument()
        };
        let hex = arg.strip_prefix('"').or((name == "ElsevierGlyph").then_some(arg));
        let code = hex.map_or_else(|| arg.trim().parse().ok(), |h| u32::from_str_radix(h, 16).ok());
        match code.and_then(char::from_u32) {
            Some(c) if !c.is_control() => self.out.push(c),
            _ => self.out.push_str(arg),
        }
    }

    fn environment(&mut self, which: &str) {
        let name = self.argument();
        let tags = match name {
            "it" | "itshape" | "em" => ("<i>", "</i>"),
            "bf" | "bfseries" => ("<b>", "</b>"),
            "sc" | "scshape" => ("<span style=\"font-variant:small-caps;\">", "</span>"),
            _ => return,
        };
        if self.rich {
            self.out.push_str(if which == "begin" { tags.0 } else { tags.1 });
        }
    }

    /// An accent over its argument.
    fn accented(&mut self, name: &str, mark: char) {
        let arg = self.argument();
        let base = match arg {
            "\\i" => "i".to_owned(),
            "\\j" => "j".to_owned(),
            _ if arg.is_empty() => String::new(),
            _ => self.inner(arg),
        };
        let base = match base.as_str() {
            "ı" => "i".to_owned(),
            "ȷ" => "j".to_owned(),
            _ => base,
        };
        let mut chars = base.chars();
        match chars.next() {
            Some(c) if c != ' ' => {
                match unicode_normalization::char::compose(c, mark) {
                    Some(one) => self.out.push(one),
                    None => self.out.extend([c, mark]),
                }
                self.out.push_str(chars.as_str());
            }
            _ => self.out.push_str(standing(name)),
        }
    }

    fn math(&mut self) {
        let from = self.at;
        let double = self.rest().starts_with("$$");
        self.at += if double { 2 } else { 1 };
        self.math_until(if double { "$$" } else { "$" }, from);
    }

    /// Math up to its end: as text where all of it can be said so, else as it stands.
    fn math_until(&mut self, end: &str, from: usize) {
        let rest = self.rest();
        let Some(len) = find_unescaped(rest, end) else {
            self.out.push_str(&self.src[from..self.at]);
            return;
        };
        self.at += len + end.len();
        let content = &rest[..len];
        let mut out = String::with_capacity(content.len());
        if super::math::text(content, self.rich, &mut out, 0) {
            self.out.push_str(out.trim());
        } else {
            self.out.push_str(&self.src[from..self.at]);
        }
    }
}

/// An accent that stands alone.
fn standing(name: &str) -> &'static str {
    match name {
        "~" => "~",
        "^" => "^",
        "`" => "`",
        "\"" => "¨",
        "'" => "´",
        _ => "",
    }
}
