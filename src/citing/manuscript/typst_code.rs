//! Typst's code: statements, arguments and content blocks inside them, walked for the citations they hold.

use super::typst::Walk;

impl Walk<'_> {
    /// A statement to the end of its line: strings and comments are passed over, content in brackets is walked as text.
    pub(super) fn statement(&mut self) {
        let (mut braces, mut parens) = (0i32, 0i32);
        while let Some(c) = self.rest().chars().next() {
            match c {
                '\n' if braces <= 0 && parens <= 0 => return,
                _ if self.whole() => continue,
                '{' => braces += 1,
                '}' => braces -= 1,
                '(' => parens += 1,
                ')' => parens -= 1,
                'i' if before_word(self.text, self.at) && self.rest().starts_with("include ") => {
                    self.at += 7;
                    self.include();
                    continue;
                }
                _ => {}
            }
            if braces < 0 || parens < 0 {
                return;
            }
            self.at += c.len_utf8();
        }
    }

    /// Arguments and content blocks of any other call.
    pub(super) fn arguments(&mut self) {
        // Method chains and fields: `.at(…)`.
        while self.rest().starts_with('.') && self.rest()[1..].starts_with(char::is_alphabetic) {
            let rest = &self.rest()[1..];
            self.at += 1 + rest.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len());
        }
        if self.rest().starts_with('(') {
            self.at += 1;
            let mut depth = 1;
            while let Some(c) = self.rest().chars().next() {
                match c {
                    _ if self.whole() => continue,
                    '(' => depth += 1,
                    ')' => depth -= 1,
                    _ => {}
                }
                self.at += c.len_utf8();
                if depth == 0 {
                    break;
                }
            }
        }
    }

    /// Text in brackets inside code.
    pub(super) fn markup(&mut self) {
        self.at += 1;
        let bytes = self.text.as_bytes();
        let mut depth = 1;
        while self.at < bytes.len() {
            match bytes[self.at] {
                b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b']' => {
                    depth -= 1;
                    self.at += 1;
                    if depth == 0 {
                        return;
                    }
                }
                b'#' => {
                    let rest = &self.rest()[1..];
                    let length = rest.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len());
                    let name = &rest[..length];
                    self.at += 1 + length;
                    if matches!(name, "cite" | "ref" | "bibliography" | "link" | "raw") {
                        self.call(name);
                    }
                }
                _ => self.piece(),
            }
        }
    }

    /// Passes over what stands in code as one: a string, a comment, raw text, content in brackets (looked into), and the
    /// arguments of a call that cites.
    fn whole(&mut self) -> bool {
        match self.rest().bytes().next() {
            Some(b'"') => self.pass_string(),
            Some(b'[') => self.markup(),
            Some(b'(') => {
                let name = self.text[..self.at].rsplit(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or_default();
                match name {
                    "cite" | "bibliography" => self.call(name),
                    _ => return false,
                }
            }
            _ => return self.aside(),
        }
        true
    }
}

fn before_word(text: &str, at: usize) -> bool {
    !text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}
