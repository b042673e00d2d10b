//! Formatted output under construction: pieces, affixes, quotation marks, and what marks do to each other where they meet.

use crate::citing::rich::{Format, Rich};

/// A piece of output.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    pub text: String,
    pub format: Format,
    pub kind: Kind,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// A closing quotation mark, before which some locales put points and commas.
    CloseQuote,
    /// The number of the entry with its affixes.
    Number,
}

/// Pieces in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Out {
    pub pieces: Vec<Piece>,
}

impl Out {
    pub fn text(text: impl Into<String>, format: Format) -> Self {
        let text = text.into();
        if text.is_empty() { Out::default() } else { Out { pieces: vec![Piece { text, format, kind: Kind::Text }] } }
    }

    pub fn is_empty(&self) -> bool {
        self.pieces.iter().all(|p| p.text.is_empty())
    }

    pub fn plain(&self) -> String {
        self.pieces.iter().map(|p| p.text.as_str()).collect()
    }

    /// Adds a string.
    pub fn push(&mut self, text: &str, format: Format, in_quote: bool) {
        if !text.is_empty() {
            self.append(Out::text(text, format), in_quote);
        }
    }

    /// Adds other output; marks that meet are made one, points and commas go inside quotation marks where the locale says so.
    pub fn append(&mut self, mut other: Out, in_quote: bool) {
        other.pieces.retain(|p| !p.text.is_empty());
        if other.pieces.first().is_some_and(|p| p.text.starts_with(',')) {
            self.trim_end();
        }
        if let (Some(last), Some(first)) = (self.pieces.last(), other.pieces.first_mut()) {
            if last.kind == Kind::CloseQuote {
                self.meet_quote(first, in_quote);
            } else if let (Some(a), Some(b)) = (last.text.chars().last(), first.text.chars().next()) {
                match (a, b) {
                    (' ', ' ') => drop(first.text.remove(0)),
                    _ if drops_second(a, b) => drop(first.text.remove(0)),
                    _ if drops_first(a, b) => {
                        if let Some(last) = self.pieces.last_mut() {
                            last.text.pop();
                        }
                    }
                    _ => {}
                }
            }
        }
        self.pieces.extend(other.pieces.into_iter().filter(|p| !p.text.is_empty()));
    }

    /// Takes blanks off the end: a comma stands at the word before it, whatever suffix left a blank there.
    fn trim_end(&mut self) {
        while let Some(last) = self.pieces.last_mut() {
            last.text.truncate(last.text.trim_end_matches(' ').len());
            if !last.text.is_empty() {
                break;
            }
            self.pieces.pop();
        }
    }

    /// What follows a closing quotation mark begins with a point or comma.
    fn meet_quote(&mut self, first: &mut Piece, in_quote: bool) {
        let mark = first.text.chars().next().filter(|c| ".,".contains(*c));
        let Some(mark) = mark else { return };
        let at = self.pieces.len().saturating_sub(2);
        let before = self.pieces.get(at).and_then(|p| p.text.chars().last());
        if before == Some(mark) || (mark == '.' && matches!(before, Some('?' | '!' | '.'))) {
            first.text.remove(0);
        } else if in_quote && self.pieces.len() > 1 {
            first.text.remove(0);
            // The mark is the sentence's, not the last word's: it is not set in the italics of that.
            let format = self.pieces[at + 1].format;
            self.pieces.insert(at + 1, Piece { text: mark.to_string(), format, kind: Kind::Text });
        }
    }

    /// Puts a prefix and a suffix around, in the format of the surroundings.
    pub fn affixed(self, prefix: &str, suffix: &str, format: Format, in_quote: bool) -> Out {
        if self.is_empty() || (prefix.is_empty() && suffix.is_empty()) {
            return self;
        }
        let mut out = Out::text(prefix, format);
        out.append(self, in_quote);
        out.push(suffix, format, in_quote);
        out
    }

    /// The finished text, without the entry's own number; that number second.
    pub fn finish(self) -> (Rich, String) {
        let (mut rich, mut number) = (Rich::default(), String::new());
        for piece in self.pieces {
            if piece.kind == Kind::Number {
                number.push_str(&piece.text);
            } else {
                rich.push(&piece.text, piece.format);
            }
        }
        if let Some(first) = rich.spans.first_mut() {
            first.text = first.text.trim_start().to_owned();
        }
        if let Some(last) = rich.spans.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        (rich, number.trim().to_owned())
    }
}

/// The second mark is dropped behind the first.
fn drops_second(a: char, b: char) -> bool {
    match a {
        '.' => b == '.',
        ',' => matches!(b, ','),
        ':' | ';' => matches!(b, '.' | ',' | ':' | ';') && (b == a || b != ';'),
        '?' | '!' => matches!(b, '.') || b == a,
        '？' | '！' => matches!(b, '。' | '.'),
        '。' => matches!(b, '。' | '.'),
        '，' => matches!(b, '，' | ','),
        '、' | '：' | '；' => b == a,
        _ => false,
    }
}

/// The first mark gives way to the second.
fn drops_first(a: char, b: char) -> bool {
    matches!((a, b), (',', '.') | ('，', '。'))
}
