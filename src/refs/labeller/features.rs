//! What the labeller sees of every token: its form, its neighbours, its phrase and what went before, as hashed features.

use super::token::{Form, Gap, Token, fold};
use super::words::{class, classes};

/// Hash of a text (FNV-1a with a final mix): the same on every machine, so the model can be trained anywhere.
pub fn text_hash(text: &str) -> u64 {
    mix(text.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)))
}

fn mix(mut x: u64) -> u64 {
    x ^= x >> 32;
    x = x.wrapping_mul(0xd6e8_feb8_6659_fd93);
    x ^ (x >> 32)
}

fn join(a: u64, b: u64) -> u64 {
    (a.rotate_left(23) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// What is known of one token by itself.
#[derive(Clone, Copy, Default)]
struct Look {
    word: u64,
    prefix: [u64; 2],
    suffix: u64,
    shape: u64,
    number: u64,
    classes: u32,
    value: u32,
    capital: bool,
    short: bool,
}

/// What stands before a token.
#[derive(Clone, Copy)]
struct Before {
    kind: Gap,
    exact: u64,
}

/// A run of tokens without strong punctuation inside.
#[derive(Clone, Copy, Default)]
struct Phrase {
    first: usize,
    last: usize,
    classes: u32,
    summary: u64,
}

/// What was seen before a token.
#[derive(Clone, Copy, Default)]
struct State {
    year: bool,
    cue_in: bool,
    quote: u8,
    title: u8,
    depth: u8,
    breaks: u8,
}

/// A reference prepared for features.
pub struct Scene {
    looks: Vec<Look>,
    before: Vec<Before>,
    states: Vec<State>,
    phrases: Vec<Phrase>,
    phrase_of: Vec<usize>,
    whole: u64,
}

impl Scene {
    /// Prepares a text and its tokens.
    pub fn new(text: &str, tokens: &[Token]) -> Scene {
        let looks: Vec<Look> = tokens.iter().map(|t| look(&text[t.start..t.end], t.form)).collect();
        let mut before = Vec::with_capacity(tokens.len() + 1);
        let mut end = 0;
        for t in tokens {
            before.push(gap(&text[end..t.start], end == 0));
            end = t.end;
        }
        before.push(gap(&text[end..], false));
        let (phrases, phrase_of) = phrases(&looks, &before);
        let states = states(text, tokens, &looks, &before);
        let whole = summary(&looks, tokens, states.last());
        Scene { looks, before, states, phrases, phrase_of, whole }
    }

    /// Kind of the gap before a token.
    pub fn gap(&self, i: usize) -> Gap {
        self.before[i].kind
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.looks.len()
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.looks.is_empty()
    }

    fn at(&self, i: usize, by: isize) -> Look {
        i.checked_add_signed(by)
            .and_then(|k| self.looks.get(k))
            .copied()
            .unwrap_or(Look { word: 1 + by.unsigned_abs() as u64, ..Look::default() })
    }

    fn gap_at(&self, i: usize, by: isize) -> u64 {
        i.checked_add_signed(by).and_then(|k| self.before.get(k)).map_or(7, |b| b.exact)
    }

    /// Gives the features of token `i` to `put`.
    pub fn features(&self, i: usize, mut put: impl FnMut(u64)) {
        let mut tag = 0u64;
        let mut add = |value: u64| {
            tag += 1;
            put(mix(join(value, tag.wrapping_mul(0xa076_1d64_78bd_642f))));
        };
        self.own(i, &mut add);
        self.around(i, &mut add);
        self.wider(i, &mut add);
    }

    /// The token itself.
    fn own(&self, i: usize, add: &mut impl FnMut(u64)) {
        let t = self.looks[i];
        let (left, right) = (self.before[i].exact, self.before[i + 1].exact);
        add(0);
        add(t.word);
        add(t.prefix[0]);
        add(t.prefix[1]);
        add(t.suffix);
        add(t.shape);
        add(join(t.shape, t.number));
        add(left);
        add(right);
        add(join(left, right));
        add(join(t.shape, left));
        add(join(t.shape, right));
        add(join(join(t.shape, left), right));
        add(join(join(t.number, left), right));
        add(u64::from(t.classes));
        add(join(u64::from(t.classes), join(left, right)));
        add(join(t.word, left));
    }

    /// Its neighbours.
    fn around(&self, i: usize, add: &mut impl FnMut(u64)) {
        let (t, left, right) = (self.looks[i], self.before[i].exact, self.before[i + 1].exact);
        let (b2, b1, n1, n2) = (self.at(i, -2), self.at(i, -1), self.at(i, 1), self.at(i, 2));
        add(b1.word);
        add(n1.word);
        add(join(join(b1.shape, left), t.shape));
        add(join(join(join(b1.shape, left), t.shape), join(right, n1.shape)));
        add(join(join(b2.shape, b1.shape), join(t.shape, n1.shape)));
        add(join(join(b1.number, left), join(t.number, right)));
        add(join(join(join(b1.number, left), join(t.number, right)), n1.number));
        add(join(join(join(b2.number, self.gap_at(i, -1)), join(b1.number, left)), join(t.number, right)));
        add(join(u64::from(b1.classes), left));
        add(join(join(u64::from(b1.classes), left), join(t.number, right)));
        add(join(u64::from(b1.classes), u64::from(t.classes)));
        add(join(u64::from(t.classes), u64::from(n1.classes)));
        add(join(join(u64::from(b2.classes), u64::from(b1.classes)), t.shape));
        add(join(join(u64::from(n2.classes), u64::from(n1.classes)), t.shape));
        add(join(self.gap_at(i, -1), left));
        add(join(join(self.gap_at(i, -1), left), join(right, t.shape)));
        add(match t.value > b1.value && b1.value > 0 {
            true => join(left, 1),
            false => join(left, 2 + u64::from(t.value > 0)),
        });
    }

    /// Phrase, place in the text, and what went before.
    fn wider(&self, i: usize, add: &mut impl FnMut(u64)) {
        let (t, left, right) = (self.looks[i], self.before[i].exact, self.before[i + 1].exact);
        let k = self.phrase_of[i];
        let own = self.phrases[k];
        let other = |by: isize| k.checked_add_signed(by).and_then(|j| self.phrases.get(j)).copied().unwrap_or_default();
        let (before, after) = (other(-1), other(1));
        let from_start = (i - own.first).min(4) as u64;
        let to_end = (own.last - i).min(4) as u64;
        add(u64::from(own.classes));
        add(join(own.summary, from_start));
        add(join(own.summary, to_end));
        add(join(u64::from(own.classes), before.summary));
        add(join(u64::from(own.classes), after.summary));
        add(u64::from(after.classes));
        add(join(self.before[own.first].exact, self.before[own.last + 1].exact));
        add(self.looks.get(own.last + 1).map_or(3, |l| join(l.shape, u64::from(l.classes))));
        let s = self.states[i];
        let state = u64::from(s.year)
            | u64::from(s.cue_in) << 1
            | u64::from(s.quote) << 2
            | u64::from(s.title) << 5
            | u64::from(s.depth.min(1)) << 8;
        let len = self.looks.len();
        let (start, end) = (i.min(7) as u64, (len - 1 - i).min(7) as u64);
        add(state);
        add(join(state, t.shape));
        add(join(state, join(left, right)));
        add(join(state, own.summary));
        add(join(state, u64::from(own.classes)));
        add(join(state, self.whole));
        add(join(u64::from(s.breaks), state));
        add(join(u64::from(s.breaks), join(t.shape, left)));
        add(start);
        add(end);
        add(join(start, t.shape));
        add(join(end, t.shape));
        add((10 * i / len) as u64);
        add(join(self.whole, t.shape));
        add(join(self.whole, u64::from(s.breaks)));
        add(join(self.whole, join(left, t.shape)));
    }
}

fn look(text: &str, form: Form) -> Look {
    let mut lower = String::with_capacity(text.len());
    let (mut shape, mut run, mut last, mut count, mut value) = (0u64, 0u64, ' ', 0usize, 0u32);
    for c in text.chars() {
        count += 1;
        if c.is_ascii() {
            lower.push(c.to_ascii_lowercase())
        } else {
            lower.extend(c.to_lowercase())
        }
        let kind = match c {
            _ if c.is_numeric() => '0',
            _ if c.is_uppercase() => 'A',
            _ if c.is_lowercase() => 'a',
            '\u{ac00}'..='\u{d7a3}' => '가',
            _ if c.is_alphabetic() => '中',
            _ => '-',
        };
        if let Some(d) = c.to_digit(10) {
            value = value.saturating_mul(10).saturating_add(d);
        }
        run = if kind == last { run + 1 } else { 0 };
        if run < 2 && shape < 1 << 40 {
            shape = shape * 7 + u64::from(kind as u32);
        }
        last = kind;
    }
    if form == Form::Doi || form == Form::Url {
        return Look { word: form as u64 + 11, shape: form as u64 + 21, number: form as u64 + 31, ..Look::default() };
    }
    let word = if form == Form::Number && count > 2 { join(99, count.min(6) as u64) } else { text_hash(&lower) };
    let cut = |n: usize| lower.char_indices().nth(n).map_or(lower.as_str(), |(i, _)| &lower[..i]);
    let tail = |n: usize| lower.char_indices().nth_back(n - 1).map_or(lower.as_str(), |(i, _)| &lower[i..]);
    let (prefix, suffix) = match form {
        Form::Word | Form::Mixed => ([cut(3), cut(4)].map(text_hash), text_hash(tail(3))),
        _ => ([word; 2], word),
    };
    let number = number_kind(&lower, form, count, value, text);
    let classes = if form == Form::Number { 0 } else { classes(text_hash(&lower)) };
    let capital = text.chars().next().is_some_and(char::is_uppercase);
    let value = if form == Form::Number { value } else { 0 };
    Look { word, prefix, suffix, shape, number, classes, value, capital, short: count <= 4 }
}

fn number_kind(lower: &str, form: Form, count: usize, value: u32, text: &str) -> u64 {
    let year = |v: u32| (1400..2040).contains(&v);
    match form {
        Form::Number if count == 4 && year(value) => 1,
        Form::Number => 1 + count.min(6) as u64,
        Form::Mixed => {
            let first_digit = lower.starts_with(|c: char| c.is_ascii_digit());
            match (first_digit, count) {
                (true, 5) if year(value) => 10,
                (true, _) if ["st", "nd", "rd", "th", "er", "e"].iter().any(|s| lower.ends_with(s)) => 11,
                (true, _) => 12,
                _ => 13,
            }
        }
        Form::Word if count == 1 && text.starts_with(char::is_uppercase) => 15,
        Form::Word if count <= 6 && text.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C')) => 16,
        Form::Word if count > 1 && text.starts_with(char::is_uppercase) => 17,
        Form::Word => 18,
        Form::Han => 19,
        Form::Url | Form::Doi => 20,
    }
}

fn gap(text: &str, start: bool) -> Before {
    let mut exact = if start { 0x51 } else { 0x1d };
    for c in text.chars().map(fold).filter(|c| *c != ' ').take(5) {
        exact = join(exact, u64::from(c as u32));
    }
    if !text.is_empty() && exact == 0x1d {
        exact = 0x20;
    }
    Before { kind: Gap::of(text), exact }
}

/// Whether a gap ends a phrase, given the token before it.
fn breaks(kind: Gap, last: &Look) -> bool {
    match kind {
        Gap::None | Gap::Space | Gap::Dash | Gap::And | Gap::Rest => false,
        Gap::Stop => !(last.short && last.capital),
        _ => true,
    }
}

fn phrases(looks: &[Look], before: &[Before]) -> (Vec<Phrase>, Vec<usize>) {
    let mut all: Vec<Phrase> = Vec::new();
    let mut of = Vec::with_capacity(looks.len());
    for (i, l) in looks.iter().enumerate() {
        if i == 0 || breaks(before[i].kind, &looks[i - 1]) {
            all.push(Phrase { first: i, ..Phrase::default() });
        }
        if let Some(p) = all.last_mut() {
            p.last = i;
            p.classes |= l.classes & !(class::GIVEN | class::FUNCTION | class::SURNAME);
        }
        of.push(all.len() - 1);
    }
    for p in &mut all {
        let words = &looks[p.first..=p.last];
        let (mut capitals, mut numbers, mut singles, mut years) = (0, 0, 0, 0);
        for w in words {
            capitals += usize::from(w.capital);
            numbers += usize::from(w.number <= 13);
            singles += usize::from(w.number == 15);
            years += usize::from(w.number == 1 || w.number == 10);
        }
        let n = words.len();
        let size = match n {
            1..=4 => n,
            5..=7 => 5,
            8..=12 => 6,
            _ => 7,
        } as u64;
        let part = |k: usize| if k == 0 { 0 } else { 1 + u64::from(2 * k > n) + u64::from(k == n) };
        p.summary = size | part(capitals) << 3 | part(numbers) << 5 | part(singles) << 7 | u64::from(years > 0) << 9;
    }
    (all, of)
}

fn states(text: &str, tokens: &[Token], looks: &[Look], before: &[Before]) -> Vec<State> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut s = State::default();
    let mut end = 0;
    for (i, t) in tokens.iter().enumerate() {
        for c in text[end..t.start].chars() {
            step(&mut s, c);
        }
        if i > 0
            && matches!(before[i].kind, Gap::Stop | Gap::Quote | Gap::TitleClose | Gap::Semicolon)
            && !(looks[i - 1].short && looks[i - 1].capital)
        {
            s.breaks = (s.breaks + 1).min(6);
        }
        out.push(s);
        let l = &looks[i];
        s.year |= matches!(l.number, 1 | 10);
        s.cue_in |= l.classes & class::IN != 0
            && (l.capital || matches!(before[i].kind, Gap::Comma | Gap::Stop | Gap::Quote | Gap::Close))
            && i > 2;
        end = t.end;
    }
    out
}

/// Moves the state over one mark of a gap.
fn step(s: &mut State, c: char) {
    match c {
        '“' | '„' | '«' | '「' | '『' | '‘' | '‹' => s.quote = 1 + 3 * u8::from(s.quote >= 2),
        '”' | '»' | '」' | '』' | '›' => s.quote = 2,
        '"' | '\'' | '’' | '`' | '＂' => s.quote = if s.quote == 1 || s.quote == 4 { 2 } else { 1 + 3 * u8::from(s.quote >= 2) },
        '《' | '〈' => s.title = 1 + 2 * u8::from(s.title >= 2),
        '》' | '〉' => s.title = 2 + 2 * u8::from(s.title >= 3),
        '(' | '[' | '（' | '［' | '〔' | '【' => s.depth = s.depth.saturating_add(1),
        ')' | ']' | '）' | '］' | '〕' | '】' => s.depth = s.depth.saturating_sub(1),
        _ => {}
    }
}

/// What the whole text is like: scripts, quotation marks, title marks, an `In`.
fn summary(looks: &[Look], tokens: &[Token], last: Option<&State>) -> u64 {
    let han = tokens.iter().filter(|t| t.form == Form::Han).count();
    let script = if han == 0 { 0 } else { 1 + u64::from(2 * han > tokens.len()) };
    let s = last.copied().unwrap_or_default();
    let size = match looks.len() {
        0..=8 => 0,
        9..=20 => 1,
        _ => 2,
    };
    script | u64::from(s.quote > 0) << 2 | u64::from(s.title > 0) << 3 | u64::from(s.cue_in) << 4 | size << 5
}
