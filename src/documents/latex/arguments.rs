//! Arguments of LaTeX commands: groups in braces, options in brackets.

use super::Reading;

impl Reading<'_> {
    /// Takes a braced group as it is written; empty where none follows.
    pub(super) fn group(&mut self) -> String {
        let rest = self.rest();
        let lead = rest.len() - rest.trim_start().len();
        let taken = balanced(&rest[lead..], b'{', b'}');
        let text = rest.get(lead + 1..lead + taken.saturating_sub(1)).unwrap_or_default().trim().to_owned();
        if taken > 0 {
            self.at += lead + taken;
        }
        text
    }

    /// Takes an optional argument.
    pub(super) fn optional(&mut self) -> String {
        let taken = balanced(self.rest(), b'[', b']');
        let text = self.rest().get(1..taken.saturating_sub(1)).unwrap_or_default().to_owned();
        self.at += taken;
        text
    }

    /// Takes the optional argument of an unknown command: short, or it is text in brackets.
    pub(super) fn optional_short(&mut self) {
        let taken = balanced(self.rest(), b'[', b']');
        let inner = &self.rest()[..taken];
        if taken <= 30 && inner.contains('=') {
            self.at += taken;
        }
    }
}

/// Length of a balanced group at the start of the text; 0 where there is none or it does not end.
pub(super) fn balanced(text: &str, open: u8, close: u8) -> usize {
    let bytes = text.as_bytes();
    if bytes.first() != Some(&open) {
        return 0;
    }
    let (mut depth, mut braces, mut at) = (0usize, 0usize, 0);
    while at < bytes.len().min(20_000) {
        match bytes[at] {
            b'\\' => at += 1,
            b if b == open && braces == 0 => depth += 1,
            b if b == close && braces == 0 => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            b'{' => braces += 1,
            b'}' => braces = braces.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    0
}
