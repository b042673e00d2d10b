//! The words of a Latin (or Cyrillic, Greek) name and what each looks like.

use super::surnames;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// What a word looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// An initial (`J.`, `J`, `TL`, `J.-P.`, `Ch.`).
    Initial,
    /// A particle in small letters (`van`, `de`).
    Particle,
    /// `Jr.`, `III`, degrees.
    Suffix,
    /// Any other word.
    Word,
}

/// A word with its place in the text.
#[derive(Clone, Copy, Debug)]
pub struct Token<'a> {
    /// The word as printed.
    pub text: &'a str,
    /// Where it starts in the part.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it looks like.
    pub look: Look,
}

const PARTICLES: &str = " van von vom der den de del della delle dello dei degli di da das dos do du des la le las los lo zu zum zur ter ten te tot 't op af av al el bin ibn ben bint abu und y e i dal dalla d' d’ san st. ";

/// Particles that are written with a capital too and then belong to the family name.
const CAPITAL: &str =
    " Van Von De Del Della Der Den Des Di Da Dos Du La Le El Al Ben Bin Ibn Ter Ten Mac St. Saint San Dal Dalla D' Vander Abu ";

/// Whether the word is a particle in small letters.
pub fn is_particle(word: &str) -> bool {
    word.len() <= 6 && PARTICLE_SET.contains(word)
}

/// Whether the word is a particle with a capital.
pub fn is_capital_particle(word: &str) -> bool {
    CAPITAL_SET.contains(word)
}

static PARTICLE_SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| PARTICLES.split_whitespace().collect());
static CAPITAL_SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| CAPITAL.split_whitespace().collect());

/// Whether the word is a suffix or an academic degree.
pub fn is_suffix(word: &str) -> bool {
    matches!(
        word.trim_end_matches(['.', ',']),
        "Jr" | "Sr"
            | "jr"
            | "sr"
            | "II"
            | "III"
            | "IV"
            | "2nd"
            | "3rd"
            | "4th"
            | "Jnr"
            | "Snr"
            | "Filho"
            | "Neto"
            | "PhD"
            | "Ph.D"
            | "MD"
            | "M.D"
            | "Esq"
    ) || matches!(word, "JR." | "SR.")
}

/// Whether all its letters are capitals and there is more than one.
pub fn is_capitals(word: &str) -> bool {
    let mut letters = 0;
    for c in word.chars().filter(|c| c.is_alphabetic()) {
        if !c.is_uppercase() {
            return false;
        }
        letters += 1;
    }
    letters > 1
}

/// The words of a part. `mixed` says that the list has small letters, so that a short word in capitals is initials.
pub fn tokens(part: &str, mixed: bool) -> Vec<Token<'_>> {
    let mut out: Vec<Token> = Vec::with_capacity(6);
    let mut start = None;
    let mut depth = 0;
    let mut push = |s: usize, e: usize| {
        if let Some(text) = part.get(s..e).filter(|t| t.chars().any(char::is_alphanumeric)) {
            out.push(Token { text, start: s, end: e, look: Look::Word });
        }
    };
    let mut previous = ' ';
    for (i, c) in part.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        // "M.T.Fry": a new word behind the full stop of an initial.
        let glued = previous == '.' && c.is_alphabetic() && depth == 0;
        if (c.is_whitespace() && depth <= 0 || glued)
            && let Some(s) = start.take()
        {
            push(s, i);
        }
        if !c.is_whitespace() && start.is_none() {
            start = Some(i);
        }
        previous = c;
    }
    if let Some(s) = start {
        push(s, part.len());
    }
    let n = out.len();
    for (i, token) in out.iter_mut().enumerate() {
        token.look = look(token.text, i, n, mixed);
    }
    one_is_the_family(&mut out);
    out
}

/// `A. LAL`: where all look like initials, the one of several letters without a full stop is the family name.
fn one_is_the_family(all: &mut [Token]) {
    if all.len() < 2 || all.iter().any(|t| t.look == Look::Word) {
        return;
    }
    let letters = |t: &Token| t.text.chars().filter(|c| c.is_alphabetic()).count();
    let long = |t: &&mut Token| t.look == Look::Initial && letters(t) >= 2 && !t.text.contains(['.', '-']);
    let initial_first = all.first().is_some_and(|t| letters(t) == 1);
    let found = if initial_first { all.iter_mut().rev().find(long) } else { all.iter_mut().find(long) };
    if let Some(t) = found {
        t.look = Look::Word;
    }
}

fn look(word: &str, at: usize, n: usize, mixed: bool) -> Look {
    if is_suffix(word) && (at > 0 || n == 1) && !(n == 2 && matches!(word, "II" | "IV" | "MD")) {
        return Look::Suffix;
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let first = word.chars().next().unwrap_or(' ');
    if letters == 1 && first.is_alphabetic() && (first.is_uppercase() || word.ends_with('.')) {
        return Look::Initial;
    }
    if is_particle(word) {
        return Look::Particle;
    }
    if is_initials(word, letters, at, n, mixed) { Look::Initial } else { Look::Word }
}

fn is_initials(word: &str, letters: usize, at: usize, n: usize, mixed: bool) -> bool {
    let capitals = word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    // J.-P., J.P., K-M
    if capitals
        && (word.contains('.') || word.contains(['-', '‐', '‑']))
        && word.split(['.', '-', '‐', '‑']).all(|p| p.chars().count() <= 2)
    {
        return letters <= 5;
    }
    // Ch., Yu., Th., Gy.
    if word.ends_with('.') && letters <= 2 && word.chars().next().is_some_and(char::is_uppercase) && word != "St." {
        return true;
    }
    // J-l. Ya-P. with a small letter behind the hyphen
    if word.ends_with('.') && letters <= 3 && word.contains('-') {
        return true;
    }
    if !capitals || n < 2 || letters > 4 {
        return false;
    }
    let vowels = word.chars().any(|c| "AEIOUYÄÖÜÉÈÁÓÍ".contains(c));
    if at == 0 {
        mixed && letters <= 3 && !surnames::is_pinyin(&word.to_lowercase()) && !(letters == 3 && vowels)
    } else if mixed {
        letters <= 3 || !vowels
    } else {
        // All in capitals: only what can be no word.
        letters <= 3 && !vowels
    }
}
