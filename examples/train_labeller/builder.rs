//! Builds a made reference from labelled segments, and damages it as scanning and wrapping do.

use crate::data::Row;
use crate::learn::Chance;
use yinwen::refs::labeller::Label;

/// Segments in the making; glue belongs to the segment before it.
#[derive(Default)]
pub struct Builder {
    pub segments: Vec<(Label, String)>,
}

impl Builder {
    /// A labelled piece; an empty one is left out.
    pub fn put(&mut self, label: Label, text: &str) -> &mut Self {
        if !text.is_empty() {
            self.segments.push((label, text.to_owned()));
        }
        self
    }

    /// Text without a label of its own: punctuation and cue words.
    pub fn glue(&mut self, text: &str) -> &mut Self {
        if text.chars().any(char::is_alphanumeric) {
            self.segments.push((Label::Other, text.to_owned()));
        } else if let Some(last) = self.segments.last_mut() {
            if !(text.starts_with('.') && last.1.ends_with('.')) {
                last.1.push_str(text);
            } else {
                last.1.push_str(&text[1..]);
            }
        } else {
            self.segments.push((Label::Other, text.to_owned()));
        }
        self
    }

    /// The row.
    pub fn row(self, group: &str) -> Row {
        Row { group: group.to_owned(), exact: true, segments: self.segments }
    }
}

/// Damage of scanning, wrapping and typing, in a share of the rows.
pub fn damage(row: &mut Row, chance: &mut Chance) {
    let (spaced, lost, wrapped, wide, tight) = (chance.hit(0.06), chance.hit(0.04), chance.hit(0.08), chance.hit(0.03), chance.hit(0.03));
    for (label, text) in &mut row.segments {
        if matches!(label, Label::Url | Label::Doi) {
            continue;
        }
        let mut out = String::with_capacity(text.len() + 8);
        let chars: Vec<char> = text.chars().collect();
        for (i, c) in chars.iter().enumerate() {
            let next = chars.get(i + 1);
            match c {
                ',' | '.' | ':' | ')' if spaced && chance.hit(0.4) => {
                    out.push(' ');
                    out.push(*c);
                }
                '(' if spaced && chance.hit(0.5) => out.push_str("( "),
                ' ' if lost && chance.hit(0.25) => {}
                ' ' if tight && i > 0 && matches!(chars[i - 1], '.' | ',') && chance.hit(0.7) => {}
                ',' if wide => out.push('，'),
                ':' if wide => out.push('：'),
                '(' if wide => out.push('（'),
                ')' if wide => out.push('）'),
                'a'..='z' if wrapped && next.is_some_and(|n| n.is_ascii_lowercase()) && i > 2 && chance.hit(0.012) => {
                    out.push(*c);
                    out.push_str("- ");
                }
                'l' | '1' | 'O' | '0' if chance.hit(0.002) => out.push(match c {
                    'l' => '1',
                    '1' => 'l',
                    'O' => '0',
                    _ => 'O',
                }),
                '–' if chance.hit(0.1) => out.push_str(" – "),
                c => out.push(*c),
            }
        }
        *text = out;
    }
}
