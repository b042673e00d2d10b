//! Arguments of LaTeX commands: groups in braces, brackets, parentheses and angles, with comments and nesting.

use std::ops::Range;

/// A place in a LaTeX text.
#[derive(Clone, Copy)]
pub struct Args<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The next byte.
    pub at: usize,
}

impl<'a> Args<'a> {
    /// The next byte, 0 at the end.
    pub fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// Passes blanks, at most one line end, and comments.
    pub fn blanks(&mut self) {
        let bytes = self.text.as_bytes();
        let mut ends = 0;
        loop {
            match self.peek() {
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'\n' => {
                    ends += 1;
                    if ends > 1 {
                        return;
                    }
                    self.at += 1;
                }
                b'%' => {
                    self.at = memchr::memchr(b'\n', &bytes[self.at..]).map_or(bytes.len(), |n| self.at + n + 1);
                }
                _ => return,
            }
        }
    }

    /// The inside of a group that begins here with `open`, after blanks; the place moves behind it. Braces inside are
    /// balanced; a group that never ends is none.
    pub fn group(&mut self, open: u8, close: u8) -> Option<Range<usize>> {
        let mut here = *self;
        here.blanks();
        if here.peek() != open {
            return None;
        }
        let bytes = self.text.as_bytes();
        let start = here.at + 1;
        let (mut at, mut depth) = (start, 0i32);
        // A key list or option is short; a brace left open must not swallow the document.
        let most = bytes.len().min(start + 20_000);
        while at < most {
            match bytes[at] {
                b'\\' => at += 1,
                b'%' => at = memchr::memchr(b'\n', &bytes[at..]).map_or(most, |n| at + n),
                b if b == close && depth == 0 => {
                    self.at = at + 1;
                    return Some(start..at);
                }
                b'{' => depth += 1,
                b'}' => {
                    depth -= 1;
                    if depth < 0 {
                        return None;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        None
    }

    /// A group in braces.
    pub fn braces(&mut self) -> Option<Range<usize>> {
        self.group(b'{', b'}')
    }

    /// An option in brackets.
    pub fn brackets(&mut self) -> Option<Range<usize>> {
        self.group(b'[', b']')
    }

    /// The text of a range, comments and line ends inside it blanked to the same length.
    pub fn plain(&self, range: Range<usize>) -> String {
        let piece = self.text.get(range).unwrap_or_default();
        if !piece.contains('%') && !piece.contains('\n') {
            return piece.to_owned();
        }
        let mut out = String::with_capacity(piece.len());
        let mut comment = false;
        let mut before = '\0';
        for c in piece.chars() {
            comment = comment && c != '\n' || c == '%' && before != '\\';
            before = c;
            if comment || c == '\n' {
                out.extend(std::iter::repeat_n(' ', c.len_utf8()));
            } else {
                out.push(c);
            }
        }
        out
    }
}
