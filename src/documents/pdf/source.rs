//! What the layout needs of a PDF engine: pages of positioned spans. The engine stands behind a trait, so that it can be changed.

use super::accents;
use pdf_oxide::PdfDocument;
use pdf_oxide::extractors::SpanMergingConfig;
use pdf_oxide::layout::TextSpan;
use std::borrow::Cow;

/// A run of text on one baseline, in points from the lower left corner of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// The text, ligatures taken apart.
    pub text: String,
    /// Left edge.
    pub x: f32,
    /// Baseline.
    pub y: f32,
    /// Advance width.
    pub width: f32,
    /// Size of the font.
    pub size: f32,
    /// Whether the font is bold.
    pub bold: bool,
    /// Whether the font is italic.
    pub italic: bool,
    /// Whether the file itself says that it is no content (ISO 32000-1, 14.8.2.2), or it does not run horizontally.
    pub artifact: bool,
}

impl Span {
    /// Right edge.
    pub fn right(&self) -> f32 {
        self.x + self.width
    }
}

/// A page as the engine gives it.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Spans in the order in which they were drawn.
    pub spans: Vec<Span>,
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
}

/// A PDF engine with an open file.
pub trait Engine {
    /// Number of pages.
    fn count(&self) -> Result<usize, String>;
    /// A page, from 0.
    fn page(&self, number: usize) -> Result<Page, String>;
}

/// Most spans of a page that are looked at; drawings made of letters have more.
const MOST_SPANS: usize = 60_000;

impl Engine for PdfDocument {
    fn count(&self) -> Result<usize, String> {
        self.page_count().map_err(|e| e.to_string())
    }

    fn page(&self, number: usize) -> Result<Page, String> {
        let (x0, y0, x1, y1) = self.get_page_media_box(number).unwrap_or((0.0, 0.0, 595.0, 842.0));
        // Not `extract_spans`: it reads every page three times, for running heads and for the places of characters, both of
        // which are found here, and keeps all of it until the file is closed.
        let mut raw = self.extract_spans_with_config(number, SpanMergingConfig::default()).map_err(|e| e.to_string())?;
        raw.retain(|s| seen(s, self.get_page_visible_box(number).unwrap_or((x0, y0, x1, y1))));
        // The order of drawing is a better witness than places.
        raw.sort_by_key(|s| s.sequence);
        raw.truncate(MOST_SPANS);
        accents::join(&mut raw);
        let turned = turn(&raw);
        let widths = Widths::of(&raw);
        let spans = raw
            .into_iter()
            .filter_map(|s| {
                let (x, y, width) = placed(&s, turned, (x0, y0, x1, y1));
                let text = if turned == 0.0 { untie(&spaced(&s, &widths)) } else { untie(&s.text) };
                let sane = [x, y, width, s.font_size].iter().all(|v| v.is_finite() && v.abs() < 100_000.0);
                (sane && !text.is_empty()).then(|| Span {
                    text,
                    x,
                    y,
                    width: width.max(0.0),
                    size: if s.font_size > 0.1 { s.font_size } else { s.bbox.height.abs().max(1.0) },
                    bold: s.font_weight.is_bold(),
                    italic: s.is_italic,
                    artifact: marked(&s) || s.rotation_degrees != turned,
                })
            })
            .collect();
        let (width, height) = ((x1 - x0).abs().clamp(1.0, 100_000.0), (y1 - y0).abs().clamp(1.0, 100_000.0));
        let upright = turned.abs() != 90.0;
        Ok(Page { spans, width: if upright { width } else { height }, height: if upright { height } else { width } })
    }
}

/// How far text may lie over the edge of its page, in points.
const EDGE: f32 = 2.0;

/// Whether a span lies on the visible part of its page; the corners of the box come in any order.
fn seen(s: &TextSpan, (x0, y0, x1, y1): (f32, f32, f32, f32)) -> bool {
    let b = &s.bbox;
    b.x + b.width > x0.min(x1) - EDGE && b.x < x0.max(x1) + EDGE && b.y + b.height > y0.min(y1) - EDGE && b.y < y0.max(y1) + EDGE
}

/// Whether the file marks it as head, foot, page number or watermark. Other kinds are guesses of the engine.
fn marked(s: &TextSpan) -> bool {
    use pdf_oxide::extractors::text::{ArtifactType, PaginationSubtype as Kind};
    matches!(&s.artifact_type, Some(ArtifactType::Pagination(Kind::Header | Kind::Footer | Kind::PageNumber | Kind::Watermark)))
}

/// The direction in which most of the text runs: landscape pages are often drawn turned.
fn turn(spans: &[TextSpan]) -> f32 {
    let letters = |angle: f32| spans.iter().filter(|s| s.rotation_degrees == angle).map(|s| s.text.len()).sum::<usize>();
    let all: usize = spans.iter().map(|s| s.text.len()).sum();
    [90.0, -90.0, 180.0].into_iter().find(|a| letters(*a) * 3 > all * 2).unwrap_or(0.0)
}

/// Left edge, baseline and width after turning the page so that its text runs to the right.
fn placed(s: &TextSpan, turned: f32, (x0, y0, x1, y1): (f32, f32, f32, f32)) -> (f32, f32, f32) {
    let b = &s.bbox;
    match turned as i32 {
        90 => (b.y - y0, x1 - (b.x + b.width), b.height),
        -90 => (y1 - (b.y + b.height), b.x - x0, b.height),
        180 => (x1 - (b.x + b.width), y1 - (b.y + b.height), b.width),
        _ => (b.x - x0, b.y - y0, b.width),
    }
}

/// Usual widths of the characters of a page, per font, for a size of 1. A width may have spacing or kerning in it; most have none.
struct Widths(rustc_hash::FxHashMap<(usize, char), f32>, Vec<String>);

/// How many widths of a character are looked at.
const SAMPLES: usize = 24;

impl Widths {
    fn of(spans: &[TextSpan]) -> Self {
        let mut seen: rustc_hash::FxHashMap<(usize, char), Vec<f32>> = Default::default();
        let mut fonts: Vec<String> = Vec::new();
        for s in spans.iter().filter(|s| s.font_size > 0.1) {
            let font = match fonts.iter().take(200).position(|f| *f == s.font_name) {
                Some(i) => i,
                None => {
                    fonts.push(s.font_name.clone());
                    fonts.len() - 1
                }
            };
            for (c, w) in s.text.chars().zip(&s.char_widths).filter(|(c, _)| !super::lines::is_wide(*c)) {
                let all = seen.entry((font, c)).or_default();
                if all.len() < SAMPLES {
                    all.push(w / s.font_size);
                }
            }
        }
        let usual = seen.into_iter().filter(|(_, v)| v.len() > 2).map(|(k, mut v)| {
            v.sort_by(f32::total_cmp);
            (k, v.get(v.len() / 2).copied().unwrap_or(f32::MAX))
        });
        Widths(usual.collect(), fonts)
    }

    fn get(&self, s: &TextSpan, c: char, own: f32) -> f32 {
        let font = self.1.iter().take(200).position(|f| *f == s.font_name);
        font.and_then(|f| self.0.get(&(f, c))).map_or(own, |w| (w * s.font_size).min(own))
    }
}

/// The text with the spaces that only the advances of its characters show (files may move on instead of printing a space),
/// and with accents on their letters.
fn spaced<'a>(s: &'a TextSpan, widths: &Widths) -> Cow<'a, str> {
    let chars: Vec<char> = s.text.chars().collect();
    if s.char_widths.len() != chars.len() {
        return (&s.text).into();
    }
    let narrow = |c: char| !c.is_whitespace() && !super::lines::is_wide(c);
    let advances = || chars.iter().zip(&s.char_widths);
    let wide_gap = |(a, w): (&char, &f32), b: &char| narrow(*a) && narrow(*b) && w - widths.get(s, *a, *w) > 0.16 * s.font_size;
    let gaps: Vec<bool> = advances().zip(chars.iter().skip(1)).map(|(a, b)| wide_gap(a, b)).collect();
    let found = gaps.iter().filter(|g| **g).count();
    // A space without width is the engine's guess at a kern.
    let empty: Vec<bool> = advances().map(|(c, w)| *c == ' ' && *w < 0.06 * s.font_size).collect();
    // Where most letters stand apart, the print is letter-spaced.
    let tracked = found > 1 && found * 3 > gaps.len();
    let accented = chars.iter().any(|c| accents::mark(*c).is_some());
    if (found == 0 || tracked) && !empty.contains(&true) && !accented {
        return (&s.text).into();
    }
    let mut out = String::with_capacity(s.text.len() + found);
    for (i, c) in chars.iter().enumerate() {
        if !tracked && i.checked_sub(1).and_then(|j| gaps.get(j)).is_some_and(|g| *g) {
            out.push(' ');
        }
        let stays = |j: Option<usize>| j.and_then(|j| s.char_widths.get(j)).is_some_and(|w| *w < 0.25 * s.font_size);
        match out.chars().next_back() {
            _ if empty.get(i).is_some_and(|e| *e) => {}
            // The character before did not move on: one is printed over the other.
            Some(before) if accented && stays(i.checked_sub(1)) => match accents::over(before, *c) {
                Some(whole) => {
                    out.pop();
                    out.push(whole);
                }
                None => out.push(*c),
            },
            _ => out.push(*c),
        }
    }
    out.into()
}

/// Takes ligatures apart (U+FB00–U+FB06) and drops characters that print nothing; a soft hyphen at the end stays for joining.
fn untie(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\t' | '\n' | '\r' => out.push(' '),
            '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\0'..='\u{1f}' => {}
            c => out.push(c),
        }
    }
    out
}
