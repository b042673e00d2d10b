//! Looks a file over before the engine does: nesting that would exhaust its stack, streams that unpack without measure.

use crate::documents::{Failure, Limits};
use flate2::read::ZlibDecoder;
use memchr::memmem;
use std::io::Read;

/// Deepest nesting of arrays and dictionaries; good files have less than fifty.
const DEEPEST: usize = 1_000;

/// Most pieces of text in one stream: the engine compares those of a line with each other.
const MOST_PIECES: usize = 100_000;

/// Operators that show text (ISO 32000-1, 9.4.3).
fn pieces(bytes: &[u8]) -> usize {
    memmem::find_iter(bytes, b"Tj").count() + memmem::find_iter(bytes, b"TJ").count()
}

fn few(pieces: usize) -> Result<(), Failure> {
    if pieces > MOST_PIECES { Err(Failure::Limit(format!("more than {MOST_PIECES} pieces of text on a page"))) } else { Ok(()) }
}

/// Refuses files that are made to bring a reader down.
pub fn check(bytes: &[u8], limits: &Limits) -> Result<(), Failure> {
    let mut scan = Nesting::default();
    scan.take(bytes)?;
    let mut left = limits.unpacked;
    let mut buffer = vec![0; 64 << 10];
    let mut places = memmem::find_iter(bytes, b"stream").peekable();
    while let Some(at) = places.next() {
        let body = bytes.get(at + 6..).unwrap_or(&[]);
        let body = body.strip_prefix(b"\r").unwrap_or(body);
        let body = body.strip_prefix(b"\n").unwrap_or(body);
        // Streams packed by Flate begin with a zlib header (RFC 1950, 2.2).
        let packed = body.first().is_some_and(|b| b & 0x0f == 8)
            && body.get(1).is_some_and(|b| (u16::from(body[0]) << 8 | u16::from(*b)).is_multiple_of(31));
        if !packed {
            // The next place is the end of this stream, `endstream`.
            few(pieces(&bytes[at..places.peek().copied().unwrap_or(bytes.len())]))?;
            continue;
        }
        let mut scan = Nesting::default();
        let mut unpacked = ZlibDecoder::new(body);
        let mut shown = 0;
        while let Ok(n @ 1..) = unpacked.read(&mut buffer) {
            left = left.checked_sub(n as u64).ok_or_else(|| Failure::Limit(format!("unpacked size over {} bytes", limits.unpacked)))?;
            let part = buffer.get(..n).unwrap_or(&[]);
            scan.take(part)?;
            shown += pieces(part);
            few(shown)?;
        }
    }
    Ok(())
}

/// Where the scan stands.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Text,
    /// In a string, so many parentheses deep.
    String(u32),
    /// After a backslash in a string.
    Escape(u32),
    /// In a hexadecimal string.
    Hex,
    Comment,
}

/// Counts open arrays and dictionaries (ISO 32000-1, 7.2 and 7.3).
#[derive(Default)]
struct Nesting {
    depth: usize,
    state: State,
    last: u8,
}

impl Nesting {
    fn take(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        for &b in bytes {
            self.state = match (self.state, b) {
                (State::Text, b'(') => State::String(1),
                (State::Text, b'%') => State::Comment,
                (State::Text, _) => self.token(b)?,
                (State::String(n), b'\\') => State::Escape(n),
                (State::String(n), b'(') => State::String(n.saturating_add(1)),
                (State::String(1), b')') => State::Text,
                (State::String(n), b')') => State::String(n - 1),
                (State::Escape(n), _) => State::String(n),
                (State::Hex, b'>') => State::Text,
                // Two of them in a row begin a dictionary.
                (State::Hex, b'<') if self.last == b'<' => {
                    self.deeper()?;
                    State::Text
                }
                (State::Comment, b'\n' | b'\r') => State::Text,
                (state, _) => state,
            };
            self.last = b;
        }
        Ok(())
    }

    fn token(&mut self, b: u8) -> Result<State, Failure> {
        match b {
            b'[' => self.deeper()?,
            b']' => self.depth = self.depth.saturating_sub(1),
            b'>' if self.last == b'>' => self.depth = self.depth.saturating_sub(1),
            b'<' => return Ok(State::Hex),
            // These bytes are no tokens: the engine stops there too.
            0..=8 | 14..=31 | 127.. => self.depth = 0,
            _ => {}
        }
        Ok(State::Text)
    }

    fn deeper(&mut self) -> Result<(), Failure> {
        self.depth += 1;
        if self.depth > DEEPEST { Err(Failure::Limit(format!("objects nested deeper than {DEEPEST}"))) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_counts_only_what_nests() {
        let deep = |text: &str| Nesting::default().take(text.as_bytes()).is_err();
        assert!(deep(&"[ ".repeat(2000)));
        assert!(deep(&"<</A ".repeat(2000)));
        assert!(deep(&"[ << /K (text\\) [) <41> % [\n".repeat(600)));
        assert!(!deep(&"[ 1 ] << /A [2] >>".repeat(5000)));
        assert!(!deep(&format!("({})", "[".repeat(5000))));
    }
}
