//! Standards that open with their number: `ISO 690:2010, Information and documentation — Guidelines …`.

use super::kind;
use super::scan::{self, is_comma, is_space, is_stop};
use super::style::{Script, Style};
use super::tail::{self, Hint};
use crate::model::Kind;
use crate::normalise::{Draft, DraftFace, Slot};

/// The style.
pub const STYLE: Style = Style { name: "standard/1", script: Script::Latin, read };

/// Bodies whose abbreviations open the numbers of standards.
const BODIES: &[&str] = &[
    "ISO",
    "IEC",
    "ISO/IEC",
    "ISO/TS",
    "ISO/TR",
    "IEEE",
    "ASTM",
    "ASME",
    "DIN",
    "EN",
    "BS",
    "ANSI",
    "ANSI/NISO",
    "NISO",
    "NF",
    "JIS",
    "ITU-T",
    "GOST",
    "ГОСТ",
    "AS/NZS",
    "CSA",
    "UNE",
    "UNI",
    "SAE",
    "RFC",
    "GB/T",
    "GB",
];

/// Words between the body and the number.
const BETWEEN: &[&str] = &["Std", "Std.", "Standard", "EN", "ISO", "IEC", "R", "Р", "TS", "TR"];

fn read(s: &str) -> Option<Draft> {
    let t = s.trim_start();
    let (number, rest) = t.split_at(code(t)?);
    let body = rest.trim_start_matches(|c: char| is_space(c) || is_comma(c) || is_stop(c) || scan::is_dash(c) || matches!(c, ':' | ';'));
    if body.len() == rest.len() || !body.starts_with(char::is_uppercase) {
        return None;
    }
    let end = scan::top(body).find(|(i, c)| is_stop(*c) && scan::breaks(body, *i)).map_or(body.len(), |(i, _)| i);
    let mut face = DraftFace { kind: Some(Kind::Standard), ..DraftFace::default() };
    face.put(Slot::Number, number.trim_end_matches([',', '.', ' ']));
    face.put(Slot::Title, body[..end].trim_matches(['“', '”', '"', ' ', ',']));
    let hint = Hint { kind: Some(Kind::Standard), ..Hint::default() };
    let left = tail::read(&mut face, body.get(end..).unwrap_or(""), hint);
    kind::settle(&mut face);
    let confidence = 0.88 - 0.2 * left.min(4) as f32;
    (face.get(Slot::Title).len() > 5).then(|| Draft {
        faces: vec![face],
        span: 0..s.len(),
        confidence,
        style: STYLE.name,
        ..Draft::default()
    })
}

/// Length of a standard's number at the start.
pub fn code(t: &str) -> Option<usize> {
    let mut words = t.split(' ');
    let first = words.next().filter(|w| BODIES.contains(w) || w.split('/').all(|b| BODIES.contains(&b)))?;
    let mut end = first.len();
    for word in words.take(4) {
        end += 1 + word.len();
        if BETWEEN.contains(&word) || BODIES.contains(&word) {
            continue;
        }
        let bare = word.trim_end_matches([',', '.', ':', ';']);
        let number = bare.len() <= 24 && bare.contains(|c: char| c.is_ascii_digit());
        let plain = bare.chars().all(|c| c.is_alphanumeric() || scan::is_dash(c) || matches!(c, '.' | ':' | '/' | '(' | ')' | '+'));
        return (number && plain).then_some(end - (word.len() - bare.len()));
    }
    None
}
